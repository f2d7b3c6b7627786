"""Lemma 2 in numbers: the local radius, its min form, and the Lipschitz constant within it."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.distance import G, G_linear, radius_cases
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO
from theory.evaluation import Case, Evaluation, Output
from theory.logic import Formula, eq, ge

rho, K0, K, gap, beta = sym.rho, sym.K0, sym.K, sym.gap, sym.beta
_ONE = sp.Integer(1)
_NORMAL = {K0: _ONE, K: _ONE}
_BY_K0 = sp.sqrt(gap / K0)
_BY_K = sp.sqrt(gap ** (1 - rho) / K)

GAP = bounds(gap, 0, low_included=False, text="at gap 0 the radius is 0; the gap is positive")
BETA = bounds(beta, 1, low_included=False, text="the gap may grow by a factor beta > 1")


def _constant(by_rho_1: bool) -> sp.Expr:
    """C(rho, beta), the radius from gap 1 to beta for K0 = K = 1."""
    form = G_linear if by_rho_1 else G
    return (form(beta) - form(_ONE)).subs(_NORMAL)


def _case(
    conditions: tuple[Formula, ...], radius: sp.Expr, scale: sp.Expr, by_rho_1: bool = False
) -> Case:
    constant = _constant(by_rho_1)
    return Case(
        conditions,
        (
            Output(
                "lipschitz",
                ELL(beta * gap),
                "the Lipschitz constant of the gradient from w to points within the radius, "
                "loss/length^2",
            ),
            Output("radius", radius, "the local radius, the integral of 1/h, length"),
            Output(
                "radius_min_form",
                constant * scale,
                "C min{sqrt(gap/K0), sqrt(gap^(1-rho)/K)}, a lower bound of the radius, length",
            ),
            Output("C", constant, "the constant of the min form, of rho and beta alone"),
        ),
    )


_SMALL_GAP = ge(K0, K * gap**rho)
_ROOTS, _LOGARITHM, _POWER, _LINEAR, _GENERAL = (r for _, r in radius_cases(gap, beta))
_RHO_1 = eq(rho, 1)

EVALUATION = Evaluation(
    inputs=(rho, K0, K, gap, beta),
    domain=(*CONSTANTS, NOT_BOTH_ZERO, GAP, BETA),
    cases=(
        _case((eq(K, 0), _RHO_1), _ROOTS, _BY_K0, by_rho_1=True),
        _case((eq(K, 0),), _ROOTS, _BY_K0),
        _case((eq(K0, 0), _RHO_1), _LOGARITHM, _BY_K, by_rho_1=True),
        _case((eq(K0, 0),), _POWER, _BY_K),
        _case((_RHO_1, _SMALL_GAP), _LINEAR, _BY_K0, by_rho_1=True),
        _case((_RHO_1,), _LINEAR, _BY_K, by_rho_1=True),
        _case((_SMALL_GAP,), _GENERAL, _BY_K0),
        _case((), _GENERAL, _BY_K),
    ),
)
