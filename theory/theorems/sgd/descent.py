"""One step of SGD where the gap is at most 2 gap0: it falls by what is gained, but for noise.

    Delta_{t+1} <= Delta_t - (3/4) eta_t g_t^2 - X_t + gap0/(2T),    2 tilt a_t^2 <= eta_t g_t^2.

The first inequality is ``sgd_step``, its last term bounded by the fourth way of ``setting``; the
second is the third way times eta_t g_t^2.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import (
    CURVATURE,
    ETA,
    GAP,
    GRADIENT,
    INNER,
    LEVEL,
    NOISE,
    gap,
    gap0,
)
from theory.definitions.sgd_step_size import CONFIDENCE, START_BOUND
from theory.lemmas import sgd_step
from theory.lemmas.sgd_step.setting import CLASS, NOISE_CONSTANTS
from theory.logic import le
from theory.rules.expectation import OUTCOME, omega
from theory.schema import Apply, Decide, Step
from theory.theorems.sgd.scales import CONFIDENT
from theory.theorems.sgd.setting import (
    GAINED,
    NOISE_BOUND,
    NOISE_PART,
    SLACK,
    TILT,
    A,
    C,
)

_HERE = (IN_RUN, OUTCOME, le(GAP, START_BOUND))
RANGES = tuple(assumption.name for assumption in NOISE_CONSTANTS)
MEANING = ("levels", "beta_range")
"""What makes ell(beta level_t) mean something."""
ROOT = ("radius_step", *RANGES)
"""What makes sqrt(V_t) mean something."""

ONE_STEP = (
    *CONFIDENT,
    Step(
        "step",
        "The one-step inequality.",
        None,
        Apply(
            sgd_step.STATEMENT,
            {
                sym.gap: GAP,
                sym.level: LEVEL,
                sym.gradient_norm: GRADIENT,
                sym.eta: ETA,
                sym.noise: NOISE,
                sym.noise_inner: INNER,
                sym.gap_next: gap(t + 1, omega),
            },
        ),
        (
            *(assumption.name for assumption in CLASS),
            "beta_range",
            *RANGES,
            "run",
            "forward",
            "levels",
            "curvature_step",
            "radius_step",
            "noise_abc",
        ),
        _HERE,
    ),
    Step(
        "squared_noise",
        "The squared noise adds at most gap0/(2T).",
        le(CURVATURE * ETA**2 / 2 * (A * GAP + C), SLACK),
        Decide(),
        ("noise_step", *MEANING),
        _HERE,
    ),
    Step(
        "descent",
        "So the gap falls by three quarters of what is gained, but for X_t and this.",
        le(gap(t + 1, omega), GAP - sp.Rational(3, 4) * GAINED - NOISE_PART + SLACK),
        Decide(),
        ("step.descent", "squared_noise", *MEANING),
        _HERE,
    ),
    Step(
        "scaled",
        "Times eta_t ||grad f||^2: 4 ln(1/delta) a_t^2 <= gap0 eta_t ||grad f||^2,",
        le(4 * CONFIDENCE * NOISE_BOUND**2, gap0 * GAINED),
        Decide(),
        ("confidence_step", "forward", "delta_range", "run"),
        _HERE,
    ),
    Step(
        "variance",
        "that is, 2 tilt a_t^2 <= eta_t ||grad f||^2.",
        le(2 * TILT * NOISE_BOUND**2, GAINED),
        Decide(),
        ("scaled", "gap0_range", "delta_range", "run"),
        _HERE,
    ),
)
