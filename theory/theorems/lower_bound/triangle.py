"""The waves with a triangular slope, for C^{1,1} functions: the least amplitude for a curvature.

Over a period of length lam the slope falls from eps to -eps and rises back, with curvature
+-4 eps/lam throughout. With m periods over eta eps that is 4 m/eta <= M for m = max(1,
floor(eta M/4)), so 4 takes the place of 2 pi. The trough is eps lam/8 = eta eps^2/(8 m) <= eps^2/M
below gap0, half as deep as that of a sine.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import integer
from theory.logic import ForAll, between, conj, eq, ge, gt, le, lt
from theory.schema import Decide, Differentiate, Identity, Named, Source, Statement, Step
from theory.theorems.lower_bound.pieces import (
    PERIOD_LENGTH,
    TRIANGULAR,
    M,
    Z,
    eta,
    falling_half,
    gap0,
    lam,
    m,
    rising_half,
    theta,
)
from theory.theorems.lower_bound.valley import ZERO, derivatives
from theory.witness import Witness

eps = sym.eps
FALLING = falling_half().with_values({lam: PERIOD_LENGTH})
RISING = rising_half().with_values({lam: PERIOD_LENGTH})
HALF = PERIOD_LENGTH / 2

POSITIVE = bounds(eps, 0, low_included=False, text="the slope at the iterates is positive")
ALLOWED = bounds(M, 0, low_included=False, text="the curvature allowed on the waves is positive")
PERIODS = Assumption(
    "periods",
    conj(integer(m), ge(m, 1), lt(eta * M, TRIANGULAR.per_curvature * (m + 1))),
    "the number of periods is at least floor(eta M/4) and at least 1",
)
LONG_STEP = Assumption(
    "long_step",
    le(TRIANGULAR.per_curvature * m, eta * M),
    "the number of periods is at most eta M/4, so eta >= 4/M",
)
STAYS_ABOVE = Assumption(
    "waves_above",
    le(eps**2, TRIANGULAR.largest_eps_squared[0]),
    "the waves stay above theta gap0; lower eps",
)

INSIDE = between(0, Z, HALF)


JOINTS = conj(
    *(
        eq(piece.at(at)[k], expected[k])
        for piece, at, expected in (
            (FALLING, ZERO, (gap0, eps)),
            (FALLING, HALF, (gap0, -eps)),
            (RISING, ZERO, (gap0, -eps)),
            (RISING, HALF, (gap0, eps)),
        )
        for k in range(2)
    )
)
CURVATURE = le(sp.Abs(RISING.curvature), M)
"""The falling half has the same with the other sign."""
OPPOSITE = eq(FALLING.curvature, -RISING.curvature)
ABOVE = conj(ge(FALLING.value, theta * gap0), ge(RISING.value, theta * gap0))
_TERMS = ("eta_positive", "periods", "eps_range")
_DEPTH = eta * eps**2 / (8 * m)
DEPTH = le(_DEPTH, (1 - theta) * gap0)

PROOF = (
    Step(
        "eta_positive",
        "The step is positive.",
        gt(eta, 0),
        Decide(),
        ("M_range", "periods", "long_step"),
    ),
    *(
        Step(
            f"{name}_{k}",
            "Each formula is the derivative of the one before.",
            claim,
            Differentiate(),
            _TERMS,
        )
        for name, piece in (("falling", FALLING), ("rising", RISING))
        for k, claim in enumerate(derivatives(piece))
    ),
    Step("joints", "Value gap0 and slope eps or -eps at all joints.", JOINTS, Decide(), _TERMS),
    Step(
        "curvature",
        "The curvature is 4 m/eta <= M.",
        CURVATURE,
        Decide(),
        ("long_step", *_TERMS),
    ),
    Step(
        "opposite",
        "Both halves have the same curvature, but for its sign.",
        OPPOSITE,
        Identity(),
        _TERMS,
    ),
    Step(
        "depth_m",
        "eta M <= 8 m, as m + 1 <= 2 m,",
        le(_DEPTH * M, eps**2),
        Decide(),
        ("periods",),
    ),
    Step(
        "depth",
        "so the trough is at most eps^2/M <= (1 - theta) gap0 deep.",
        conj(ge(_DEPTH, 0), DEPTH),
        Decide(),
        ("depth_m", "waves_above", "M_range", "periods", "eta_positive"),
    ),
    Step(
        "share",
        "On half a period 0 <= u <= 1/2 for u = z/lam,",
        between(0, Z / PERIOD_LENGTH, sp.Rational(1, 2)),
        Decide(),
        _TERMS,
        (INSIDE,),
    ),
    Step(
        "above",
        "and u (1 - 2 u) <= 1/8.",
        ABOVE,
        Decide(),
        ("share", "depth", *_TERMS),
        (INSIDE,),
    ),
)


def _numbers(text: str, conclusion: str, values: str, *, equality: bool = False) -> Witness:
    """An instance in numbers: M, eps, periods, eta, gap0, theta, and where on the half period."""
    known = dict(
        zip((M, eps, m, eta, gap0, theta, Z), map(sp.Rational, values.split()), strict=True)
    )
    return Witness(text, conclusion, values=known, equality=equality)


STATEMENT = Statement(
    id="lower_bound_triangle",
    kind="proposition",
    title="The triangular waves of the lower bound",
    source=Source("LW", "Theorem 3", "a C^{1,1} variant with the constant 4 for 2 pi"),
    summary="For eta >= 4/M and m = max(1, floor(eta M/4)) periods of length lam = eta eps/m: a "
    "slope that falls from eps to -eps and rises back has curvature 4 m/eta <= M, and its waves "
    "stay above theta gap0 if eps^2 <= (1 - theta) M gap0.",
    parameters=(M, eps, m, eta, gap0, theta),
    assumptions=(POSITIVE, ALLOWED, PERIODS, LONG_STEP, STAYS_ABOVE),
    conclusions=(
        Named("derivatives", conj(*derivatives(FALLING), *derivatives(RISING))),
        Named("joints", JOINTS),
        Named("opposite", OPPOSITE),
        Named("curvature", CURVATURE),
        Named("depth", DEPTH),
        Named("above", ForAll(Z, INSIDE, ABOVE)),
    ),
    proof=PROOF,
    closes={
        "derivatives": ("falling_0", "falling_1", "rising_0", "rising_1", *_TERMS),
        "joints": ("joints", *_TERMS),
        "opposite": ("opposite", *_TERMS),
        "curvature": ("curvature", *_TERMS),
        "depth": ("depth", "periods"),
        "above": ("above", *_TERMS),
    },
    sharp_at=(
        _numbers(
            "M = 1, eta = 4, one period: the curvature is 1 throughout",
            "curvature",
            "1 1 1 4 4 1/2 0",
            equality=True,
        ),
    ),
    fails_without={
        "eps_range": "the formula divides by eps; for eps < 0 it is the wave of -eps, mirrored",
        "M_range": "M < 0 needs eta < 0: no wave has so little curvature",
        "periods": _numbers(
            "M = 1, eta = 400, eps = 1, gap0 = 4, only one period: the trough is 4 - 50",
            "above",
            "1 1 1 400 4 1/2 100",
        ),
        "long_step": _numbers(
            "M = 1, eta = 2, one period: the curvature is 2", "curvature", "1 1 1 2 4 1/2 1/4"
        ),
        "waves_above": _numbers(
            "eps = 1, M = 1, gap0 = 1, theta = 1/2, eta = 7: the trough is 1/8 < 1/2",
            "above",
            "1 1 1 7 1 1/2 7/4",
        ),
    },
)
