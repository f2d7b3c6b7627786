"""Theorem Aiming in numbers: the iterations that reach a gap, from the distance at the start."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.aiming import THETA
from theory.definitions.distance import G, G_inf
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO
from theory.evaluation import Case, Evaluation, FloorAtRoot, Output, Root
from theory.logic import Implies, conj, eq, ge, gt, le, lt

rho, K0, K, theta, eps, reach = sym.rho, sym.K0, sym.K, sym.theta, sym.eps, sym.reach
distance0 = sym.distance0

DOUBLED = {K0: 2 * K0, K: 2 * K / (1 + rho)}
"""2 Phi(s) = s L(s), and L is ell with these constants."""

TARGET = bounds(eps, 0, low_included=False, text="the target is positive")


def L(s: sp.Expr) -> sp.Expr:
    """2 Phi(s)/s.

    >>> L(eps)
    2*K*eps**rho/(rho + 1) + 2*K0
    """
    return ELL(s).xreplace(DOUBLED)


_SCALE = distance0**2 / theta**2
_COUNT = _SCALE * L(eps) / eps


def _iterations(formula: sp.Expr | FloorAtRoot) -> tuple[Output, ...]:
    meaning = (
        "steps of the schedule eta = theta gap/(2 Phi(gap)) after which one of the iterates has "
        "had a gap of at most eps"
    )
    return (Output("iterations", formula, meaning),)


_AT_REACH = FloorAtRoot(
    Root(G(reach) - distance0, reach, sp.Integer(0), None),
    sp.Max(_COUNT, _SCALE * L(reach) / reach),
)

EVALUATION = Evaluation(
    inputs=(rho, K0, K, theta, distance0, eps),
    domain=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        THETA,
        bounds(distance0, 0, text="a distance is not negative"),
        TARGET,
        Assumption(
            "blow_up",
            Implies(conj(gt(rho, 1), gt(K, 0), gt(K0, 0)), lt(distance0, G_inf())),
            "for rho > 1 the gap may grow without limit over a finite distance, and beyond it "
            "nothing bounds the gap at the start; lower distance0",
            says="distance0 < G(inf)",
        ),
    ),
    cases=(
        Case((le(rho, 1),), _iterations(sp.floor(_COUNT))),
        Case((eq(K, 0),), _iterations(sp.floor(_COUNT))),
        # A function that attains its infimum and has K0 = 0, rho > 1 is constant.
        Case((eq(K0, 0),), _iterations(sp.Integer(0))),
        # No gap is above G^-1(distance0), and that is not above eps.
        Case((ge(G(eps), distance0),), _iterations(sp.Integer(0))),
        Case((), _iterations(_AT_REACH)),
    ),
)
