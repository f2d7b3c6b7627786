"""The step of Theorems 4 to 7 and Appendix G as an assumption: the smallest of four terms."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import BOUNDED_SHARE, BOUNDED_TAIL
from theory.lemmas.sgd_step_size.terms import is_one_of, terms
from theory.logic import Formula, conj, ge


def smallest_term(
    gap: sp.Expr,
    level: sp.Expr,
    eta: sp.Expr,
    share: sp.Expr = BOUNDED_SHARE,
    tail: sp.Expr = BOUNDED_TAIL,
) -> Formula:
    """Eta is the smallest of the four terms, those with denominator 0 left out.

    Args:
        gap: the gap at which the terms are read.
        level: the level of the curvature and the radius.
        eta: the step.
        share: 4 for bounded noise, 12 for light tails.
        tail: the radius allows for so many times V; it is not negative.
    """
    there = terms(gap, level, share, tail)
    at_most = (term.missing_or_at_least(eta) for term in there)
    return conj(ge(sym.Phi(gap), 0), ge(eta, 0), *at_most, is_one_of(there, eta))
