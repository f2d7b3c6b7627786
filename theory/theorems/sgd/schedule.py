"""The step of Theorems 4 to 7 as an assumption: the smallest of four terms."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.lemmas.sgd_step_size.terms import terms
from theory.logic import Formula, conj, disj, ge, gt, le


def smallest_term(gap: sp.Expr, level: sp.Expr, eta: sp.Expr) -> Formula:
    """Eta is the smallest of the four terms, those with denominator 0 left out.

    "At most" is written as a choice and not as an implication, so that what makes a term mean
    something stands beside it.

    Args:
        gap: the gap at which the terms are read.
        level: the level of the curvature and the radius.
        eta: the step.
    """
    there = terms(gap, level)
    at_most = (
        disj(le(term.denominator, 0), conj(gt(term.denominator, 0), le(eta, term.value)))
        for term in there
    )
    one_of_them = disj(*(term.equals(eta) for term in there))
    return conj(ge(sym.Phi(gap), 0), ge(eta, 0), *at_most, one_of_them)
