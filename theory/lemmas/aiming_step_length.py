"""The Aiming step is at most theta (1 + rho)/(2 ell(gap)).

    eta = theta gap/(2 Phi(gap))   =>   eta ell(gap) <= theta (1 + rho)/2

So for theta <= 4/(1 + rho) it is at most 2/ell(gap): the descent lemma applies, the gap does not
increase, and a run stays in its component of the sublevel set (`localisation`). With the bounds on
such a component only, use min(theta, 4/(1 + rho)) for theta; a longer step may leave it.

Proof. (1 + rho) Phi(s) - s ell(s) = rho K0 s.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import CURVATURE_AT_ZERO, ELL, EXPONENT, PHI
from theory.logic import eq, ge, implies, le
from theory.schema import Decide, Named, Source, Statement, Step
from theory.witness import Witness

rho, K0, K, theta, gap, eta = sym.rho, sym.K0, sym.K, sym.theta, sym.gap, sym.eta

ASSUMPTIONS = (
    EXPONENT,
    CURVATURE_AT_ZERO,
    bounds(gap, 0, low_included=False, text="the gap is positive"),
    bounds(eta, 0, text="the step is not negative"),
    Assumption("schedule", eq(2 * eta * PHI(gap), theta * gap), "eta = theta gap/(2 Phi(gap))"),
)
LENGTH = le(eta * ELL(gap), theta * (1 + rho) / 2)
DESCENDS = implies((le(theta * (1 + rho), 4),), le(eta * ELL(gap), 2))

PROOF = (
    Step(
        "energy",
        "gap ell(gap) <= (1 + rho) Phi(gap).",
        ge((1 + rho) * PHI(gap), gap * ELL(gap)),
        Decide(),
        ("rho_range", "K0_range", "gap_range"),
    ),
    Step(
        "length",
        "Multiply by eta and divide by the gap.",
        LENGTH,
        Decide(),
        ("energy", "schedule", "eta_range", "gap_range"),
    ),
)


def _numbers(
    text: str, conclusion: str, *values: int | sp.Rational, equality: bool = False
) -> Witness:
    """An instance in numbers: rho, K0, K, theta, gap, eta."""
    names = (rho, K0, K, theta, gap, eta)
    exact = {name: sp.sympify(value) for name, value in zip(names, values, strict=True)}
    return Witness(text, conclusion, values=exact, equality=equality)


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="aiming_step_length",
    kind="lemma",
    title="The Aiming step is at most theta (1 + rho)/(2 ell(gap))",
    source=Source("warmproof", "localisation of AIL, Theorem 4.2"),
    summary="eta = theta gap/(2 Phi(gap)) has eta ell(gap) <= theta (1 + rho)/2; for theta <= "
    "4/(1 + rho) it is a step of the descent lemma, so the run stays where it started.",
    parameters=(rho, K0, K, theta, gap, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("length", LENGTH), Named("descends", DESCENDS)),
    proof=PROOF,
    closes={"length": ("length", "gap_range"), "descends": ("length", "gap_range")},
    sharp_at=(
        _numbers("K0 = 0, rho = K = gap = 1, theta = 2", "length", 1, 0, 1, 2, 1, 2, equality=True),
        _numbers(
            "K0 = 0, rho = 3, K = gap = 1, theta = 1 = 4/(1 + rho)",
            "length",
            *(3, 0, 1, 1, 1, 2),
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": _numbers(
            "rho = -1/2, K0 = 1, K = 0: 1 > 1/2", "length", -_HALF, 1, 0, 2, 1, 1
        ),
        "K0_range": _numbers("K0 = -1, K = 4, gap = 1: 3 > 2", "length", 1, -1, 4, 2, 1, 1),
        "gap_range": "at gap 0 any step meets the schedule (the gradient is 0 there)",
        "eta_range": _numbers(
            "rho = 1, K0 = 1, K = -3, theta = 1, eta = -1: 2 > 1", "length", 1, 1, -3, 1, 1, -1
        ),
        "schedule": _numbers(
            "K0 = 0, K = 1, theta = 1, eta = 2: 2 > 1", "length", 1, 0, 1, 1, 1, 2
        ),
    },
    does_not_claim="That longer steps do leave the component: they may.",
)
