"""Spectral norms of the Hessians of a sum, a multiple, and a function of affine arguments."""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import Pred, ge, le
from theory.schema import Named, Rule

c, norm_A = sym.multiple, sym.norm_A
hess, hess_f, hess_g = sym.hess, sym.hess_f, sym.hess_g

_CITATION = "[nesterov2018], section 1.2.2 (spectral norm: triangle inequality, products)"

HESSIANS_OF_SUM = Pred("hessians_of_sum", (hess_f, hess_g, hess))
"""hess_f, hess_g and hess are ||hess f(w)||, ||hess g(w)|| and ||hess (f + g)(w)||."""

HESSIANS_OF_MULTIPLE = Pred("hessians_of_multiple", (c, hess_f, hess))
"""hess_f and hess are ||hess f(w)|| and ||hess (c f)(w)||."""

HESSIANS_OF_AFFINE = Pred("hessians_of_affine", (norm_A, hess_f, hess))
"""norm_A = ||A||, hess_f = ||hess f(A w + b)||, and hess is the norm of the Hessian of f(A . + b)
at w, which is A' hess f(A w + b) A."""

NORM_OF_SUM = Rule(
    id="norm_of_sum",
    title="||hess (f + g)|| <= ||hess f|| + ||hess g||",
    citation=_CITATION,
    parameters=(hess_f, hess_g, hess),
    premises=(Named("hessians", HESSIANS_OF_SUM),),
    conclusions=(Named("bound", le(hess, hess_f + hess_g)),),
)

NORM_OF_MULTIPLE = Rule(
    id="norm_of_multiple",
    title="||hess (c f)|| <= c ||hess f|| for c >= 0",
    citation=_CITATION,
    parameters=(c, hess_f, hess),
    premises=(Named("hessians", HESSIANS_OF_MULTIPLE), Named("factor", ge(c, 0))),
    conclusions=(Named("bound", le(hess, c * hess_f)),),
)

NORM_OF_AFFINE = Rule(
    id="norm_of_affine",
    title="||A' H A|| <= ||A||^2 ||H||",
    citation=_CITATION,
    parameters=(norm_A, hess_f, hess),
    premises=(Named("hessians", HESSIANS_OF_AFFINE),),
    conclusions=(Named("bound", le(hess, norm_A**2 * hess_f)),),
)

NORM_RULES = (NORM_OF_SUM, NORM_OF_MULTIPLE, NORM_OF_AFFINE)
