"""The waves of Theorem 3: one step of gradient descent leads over m whole periods.

    gap0 + (s/k) sin(k z),  k = 2 pi m/(eta s),  0 <= z <= eta s,  m = max(1, floor(eta M/(2 pi)))

Both ends have value gap0, slope s and curvature 0. A step eta from the right end, where the slope
is s, lands exactly on the left end. The curvature is at most 2 pi m/eta <= M, and the trough stays
above theta gap0, because floor(y) >= y/2 for y >= 1 makes the amplitude at most 2 s^2/M.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption, bounds
from theory.definitions.run import integer
from theory.logic import conj, ge, gt, le, lt, ne
from theory.rules.trigonometry import WHOLE_PERIODS
from theory.rules.trigonometry import m as whole
from theory.schema import Apply, Decide, Differentiate, Identity, Named, Source, Statement, Step
from theory.theorems.lower_bound.pieces import SINE, M, Z, eta, gap0, m, s, theta, wave
from theory.theorems.lower_bound.valley import (
    PI_POSITIVE,
    ZERO,
    derivatives,
    everywhere,
    on_circle,
    takes,
)
from theory.witness import Witness

PIECE = wave(s)
END = (gap0, s, ZERO)

ALLOWED = bounds(M, 0, low_included=False, text="the curvature allowed on the waves is positive")
SLOPE = Assumption("slope_nonzero", ne(s, 0), "the slope at the iterates is not 0")
PERIODS = Assumption(
    "periods",
    conj(integer(m), ge(m, 1), lt(eta * M, SINE.per_curvature * (m + 1))),
    "the number of periods is at least floor(eta M/(2 pi)) and at least 1",
)
LONG_STEP = Assumption(
    "long_step",
    le(SINE.per_curvature * m, eta * M),
    "the number of periods is at most eta M/(2 pi), so eta >= 2 pi/M",
)
STAYS_ABOVE = Assumption(
    "waves_above",
    le(s**2, SINE.largest_eps_squared[0]),
    "the slope is so small that the waves stay above theta gap0; lower slope",
)

CURVATURE = everywhere(le(sp.Abs(PIECE.curvature), M))
ABOVE = everywhere(ge(PIECE.value, theta * gap0))
LEFT, RIGHT = takes(PIECE, ZERO, END), takes(PIECE, PIECE.high, END)

_SIN = sp.sin(2 * sp.pi * m * Z / (eta * s))
_TERMS = ("pi_positive", "eta_positive", "slope_nonzero", "periods")
_AMPLITUDE = eta * s**2 / (2 * sp.pi * m)

PROOF = (
    PI_POSITIVE,
    Step(
        "eta_positive",
        "The step is positive.",
        gt(eta, 0),
        Decide(),
        ("pi_positive", "M_range", "periods", "long_step"),
    ),
    Step(
        "slope",
        "The slope is the derivative of the value,",
        derivatives(PIECE)[0],
        Differentiate(),
        _TERMS,
    ),
    Step(
        "second",
        "and the curvature that of the slope.",
        derivatives(PIECE)[1],
        Differentiate(),
        ("eta_positive", "slope_nonzero"),
    ),
    Step("left", "At the left end the angle is 0.", LEFT, Identity(), _TERMS),
    Step(
        "whole",
        "sin(2 pi m) = 0, cos(2 pi m) = 1.",
        None,
        Apply(WHOLE_PERIODS, {whole: m}),
        ("periods",),
    ),
    Step(
        "right",
        "At the right end it is 2 pi m.",
        RIGHT,
        Decide(),
        ("whole", *_TERMS),
    ),
    on_circle(2 * sp.pi * m * Z / (eta * s), ("eta_positive", "slope_nonzero")),
    Step(
        "sine",
        "So |sin| <= 1.",
        conj(le(-1, _SIN), le(_SIN, 1)),
        Decide(),
        ("circle", "eta_positive", "slope_nonzero"),
    ),
    Step(
        "steepest",
        "2 pi m/eta <= M,",
        conj(ge(2 * sp.pi * m / eta, 0), le(2 * sp.pi * m / eta, M)),
        Decide(),
        ("eta_positive", "long_step", "periods", "pi_positive"),
    ),
    Step(
        "curvature",
        "so the curvature is at most M.",
        le(sp.Abs(PIECE.curvature), M),
        Decide(),
        ("sine", "steepest", "eta_positive", "slope_nonzero"),
    ),
    Step(
        "amplitude_m",
        "eta M <= 4 pi m, as m + 1 <= 2 m,",
        le(_AMPLITUDE * M, 2 * s**2),
        Decide(),
        ("periods", "pi_positive"),
    ),
    Step(
        "amplitude",
        "so the amplitude is at most 2 s^2/M <= (1 - theta) gap0.",
        conj(ge(_AMPLITUDE, 0), le(_AMPLITUDE, (1 - theta) * gap0)),
        Decide(),
        ("amplitude_m", "waves_above", "M_range", "periods", "eta_positive", "pi_positive"),
    ),
    Step(
        "above",
        "The wave stays above theta gap0.",
        ge(PIECE.value, theta * gap0),
        Decide(),
        ("sine", "amplitude", *_TERMS),
    ),
)


def _numbers(text: str, conclusion: str, values: str, *, equality: bool = False) -> Witness:
    """An instance in numbers: M, slope, periods, eta, gap0, theta, and where on the wave."""
    given = [
        sp.Rational(v) if "pi" not in v else sp.Rational(v[:-2]) * sp.pi for v in values.split()
    ]
    known = dict(zip((M, s, m, eta, gap0, theta, Z), given, strict=True))
    return Witness(text, conclusion, values=known, equality=equality)


STATEMENT = Statement(
    id="lower_bound_wave",
    kind="proposition",
    title="The waves of the lower bound",
    source=Source("LW", "Theorem 3", "one step over whole periods, for every rho"),
    summary="For eta >= 2 pi/M and m = max(1, floor(eta M/(2 pi))) periods over the length eta s: "
    "both ends have value gap0, slope s, curvature 0; the curvature is at most M; and the wave "
    "stays above theta gap0 if s^2 <= (1 - theta) M gap0/2.",
    parameters=(M, s, m, eta, gap0, theta),
    assumptions=(ALLOWED, SLOPE, PERIODS, LONG_STEP, STAYS_ABOVE),
    conclusions=(
        Named("derivatives", conj(*derivatives(PIECE))),
        Named("left", LEFT),
        Named("right", RIGHT),
        Named("curvature", CURVATURE),
        Named("above", ABOVE),
    ),
    proof=PROOF,
    closes={
        "derivatives": ("slope", "second", *_TERMS),
        "left": ("left", *_TERMS),
        "right": ("right", *_TERMS),
        "curvature": ("curvature", "eta_positive", "slope_nonzero"),
        "above": ("above", *_TERMS),
    },
    sharp_at=(
        _numbers(
            "eta = 2 pi, M = 1, one period, at a crest: the curvature is -1",
            "curvature",
            "1 1 1 2pi 4 1/2 1/2pi",
            equality=True,
        ),
    ),
    fails_without={
        "M_range": _numbers(
            "M = -1, eta = -2 pi, one period: at a crest |f''| = 1",
            "curvature",
            "-1 1 1 -2pi -4 1/2 1/2pi",
        ),
        "slope_nonzero": "the formula divides by the slope",
        "periods": _numbers(
            "M = 1, eta = 100 pi, s = 1, gap0 = 4, only one period: the trough is 4 - 50",
            "above",
            "1 1 1 100pi 4 1/2 75pi",
        ),
        "long_step": _numbers(
            "M = 1, eta = pi, one period: at a crest |f''| = 2",
            "curvature",
            "1 1 1 1pi 4 1/2 1/4pi",
        ),
        "waves_above": _numbers(
            "s = 1 > 1/2, M = 1, gap0 = 2, theta = 1/2, eta = 19 pi/5: the trough is 1/10 < 1",
            "above",
            "1 1 1 19/5pi 2 1/2 57/20pi",
        ),
    },
)
