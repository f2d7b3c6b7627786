"""SGD with any steps known beforehand, without a local radius and without beta.

With L = ell(2 gap0) and N_t = A Delta_t + B ||grad f(w_t)||^2 + C let every step be known
beforehand and small in three ways, where the gap is at most 2 gap0:

    2 (1+B) L eta_t <= 1,   4 ln(1/delta) N_t eta_t <= gap0,   T L (A Delta_t + C) eta_t^2 <= gap0.

Then the conclusions of ``sgd`` hold: with probability at least 1 - delta,

    Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 gap0      for all n <= T at once,

and min_{t<T} ||grad f(w_t)||^2 <= 4 gap0/sum_{t<T} eta_t.

``sgd`` asks besides that no step leave the local radius, and takes the curvature at beta times the
level. Neither is needed: with that probability the bound of every next gap is below 2 gap0, by
what is to be proved, and then the whole step is (``sgd_step_below_level``). The second way is
weaker too: it holds the noise bound at the gradient there is, not at the largest that the gap
allows, so Lemma 5 is not used.

Proof. As for ``sgd``; ``probable_descent_bounded`` asks for the one-step inequality only where its
right side is below 2 gap0.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import IN_RUN, T, in_run, t
from theory.definitions.sgd_run import (
    CENTRED,
    ETA,
    FORWARD,
    GAP,
    GRADIENT,
    INNER,
    MOMENT,
    NOISE,
    NOISE_ABC,
    RUN,
    START,
    eta,
    g,
    gap,
    gap0,
    inner,
    moment,
    noise,
)
from theory.definitions.sgd_step_size import (
    CONFIDENCE,
    START_BOUND,
    curvature_load,
    squared_noise,
)
from theory.lemmas import sgd_noise_part, sgd_step_below_level
from theory.lemmas.sgd_descent_below_level import CLASS_BELOW
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.logic import conj, eq, ge, le, lt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import KNOWN_CONSTANT, alpha, at, known, n
from theory.schema import Apply, Decide, Source, Statement, Step
from theory.theorems.sgd.budget import DELTA, small_gap
from theory.theorems.sgd.kept import kept
from theory.theorems.sgd.noise_part import noise_part_steps
from theory.theorems.sgd.rate import RATE
from theory.theorems.sgd.scales import CONFIDENT, SCALED
from theory.theorems.sgd.setting import (
    CONCLUSIONS,
    GAINED,
    HORIZON,
    LEAST,
    SLACK,
    TILT,
    A,
    B,
    C,
    delta,
    least,
)
from theory.theorems.sgd.sharp_instances import SHARP_FAIL

L = sym.top_curvature
N = squared_noise(GAP, GRADIENT**2)
"""N_t, the bound of the squared noise."""
NOISE_PART = ETA * (1 - L * ETA) * INNER
"""X_t, the part of a step that is centred."""
NOISE_BOUND = ETA * GRADIENT * sp.sqrt(N)
"""a_t, a bound of |X_t| that is known at t."""

TOP = Assumption(
    "top_curvature",
    eq(L, sym.ell(START_BOUND)),
    "L is the curvature allowed at 2 gap0",
    defines=True,
)
CURVATURE_STEP = Assumption(
    "curvature_step",
    small_gap(le(curvature_load(L) * ETA, 1)),
    "2 (1+B) L eta_t <= 1 where the gap is at most 2 gap0",
)
CONFIDENCE_STEP = Assumption(
    "confidence_step",
    small_gap(le(4 * CONFIDENCE * N * ETA, gap0)),
    "4 ln(1/delta) N_t eta_t <= gap0 where the gap is at most 2 gap0",
)
NOISE_STEP = Assumption(
    "noise_step",
    small_gap(le(T * L * (A * GAP + C) * ETA**2, gap0)),
    "T L (A Delta_t + C) eta_t^2 <= gap0 where the gap is at most 2 gap0",
)
ADAPTED = Assumption(
    "adapted",
    in_run(
        conj(
            known(at(gap, t), t),
            known(at(g, t), t),
            known(at(eta, t), t),
            known(sp.Lambda(omega, sp.sqrt(N)), t),
            known(at(inner, t), t + 1),
        )
    ),
    "the iterate and its step are known before the noise of the step is drawn",
)
GROUND_BELOW = (*CLASS_BELOW, START, TOP, DELTA, HORIZON, *NOISE_CONSTANTS, RUN, FORWARD)
ASSUMPTIONS = (
    *GROUND_BELOW,
    CURVATURE_STEP,
    CONFIDENCE_STEP,
    NOISE_STEP,
    ADAPTED,
    CENTRED,
    NOISE_ABC,
    MOMENT,
    LEAST,
)

_CLASS = tuple(assumption.name for assumption in CLASS_BELOW)
_HERE = (IN_RUN, OUTCOME, le(GAP, START_BOUND))
_BOUND = GAP - sp.Rational(3, 4) * GAINED - NOISE_PART + SLACK
_REACHED = (
    IN_RUN,
    OUTCOME,
    lt(GAP, START_BOUND),
    lt(2 * T * (_BOUND - SLACK) + gap0, 2 * T * START_BOUND),
)
"""The gap and the bound of the next are below 2 gap0, written without a division by T."""
_ROOT = ("noise_bound",)
"""What makes sqrt(N_t) mean something."""
_STEP = {
    sym.gap: GAP,
    sym.level: START_BOUND,
    sym.gradient_norm: GRADIENT,
    sym.eta: ETA,
    sym.noise: NOISE,
    sym.noise_inner: INNER,
    sym.gap_next: gap(t + 1, omega),
}

SIGNS = (
    *CONFIDENT,
    *SCALED,
    Step(
        "noise_bound",
        "N_t is not negative.",
        ge(N, 0),
        Decide(),
        ("run", *(assumption.name for assumption in NOISE_CONSTANTS)),
        (IN_RUN, OUTCOME),
    ),
    Step(
        "squared_noise",
        "The squared noise adds at most gap0/(2T).",
        le(L * ETA**2 / 2 * (A * GAP + C), SLACK),
        Decide(),
        ("noise_step",),
        _HERE,
    ),
    Step(
        "curvature_known",
        "L is a number, and so known.",
        None,
        Apply(KNOWN_CONSTANT, {alpha: L, n: t}),
    ),
)

ONE_STEP = (
    Step(
        "part",
        "X_t is at most a_t = eta_t ||grad f|| sqrt(N_t).",
        None,
        Apply(sgd_noise_part.STATEMENT, _STEP),
        (
            "ell_nonnegative",
            "B_range",
            "top_curvature",
            "run",
            "forward",
            "curvature_step",
            "noise_abc",
        ),
        _HERE,
    ),
    Step(
        "step",
        "Where the bound of the next gap is below 2 gap0, it holds.",
        None,
        Apply(sgd_step_below_level.STATEMENT, _STEP),
        (
            *_CLASS,
            "top_curvature",
            "run",
            "forward",
            "curvature_step",
            "noise_abc",
            "squared_noise",
        ),
        _REACHED,
    ),
    Step(
        "descent",
        "So the gap falls by three quarters of what is gained, but for X_t and the slack.",
        le(gap(t + 1, omega), _BOUND),
        Decide(),
        ("step", "squared_noise", "top_curvature"),
        _REACHED,
    ),
    Step(
        "scaled",
        "Times eta_t ||grad f||^2: 4 ln(1/delta) a_t^2 <= gap0 eta_t ||grad f||^2,",
        le(4 * CONFIDENCE * NOISE_BOUND**2, gap0 * GAINED),
        Decide(),
        ("confidence_step", "forward", "delta_range"),
        _HERE,
    ),
    Step(
        "variance",
        "that is, 2 tilt a_t^2 <= eta_t ||grad f||^2.",
        le(2 * TILT * NOISE_BOUND**2, GAINED),
        Decide(),
        ("scaled", "gap0_range", "delta_range"),
        _HERE,
    ),
)


_BOUND = (NOISE_PART, NOISE_BOUND, "part", "top_curvature", *_ROOT)

PROOF = (
    *SIGNS,
    *ONE_STEP,
    *noise_part_steps(L, N, "curvature_known"),
    kept(
        "kept",
        "With probability 1 - delta the potential stays small,",
        moment(omega),
        *_BOUND,
        "moment",
    ),
    kept("kept_to_the_end", "at the end too.", T, *_BOUND),
    *RATE,
)

STATEMENT = Statement(
    id="sgd_sharp",
    kind="theorem",
    title="SGD with high probability without a local radius",
    source=Source("warmproof", "", "LW, Theorems 5 and 7, without the radius term and beta"),
    summary="With steps known beforehand, 2 (1+B) L eta_t <= 1 with L = ell(2 gap0), 4 ln(1/delta) "
    "N_t eta_t <= gap0 and T L (A Delta_t + C) eta_t^2 <= gap0 where the gap is at most 2 gap0, "
    "with probability at least 1 - delta: Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= "
    "2 gap0 for all n <= T at once, and min ||grad f||^2 is at most 4 gap0/sum eta_t.",
    parameters=(
        sym.ell,
        L,
        A,
        B,
        C,
        delta,
        T,
        gap0,
        gap,
        g,
        eta,
        noise,
        inner,
        moment,
        least,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=CONCLUSIONS,
    proof=PROOF,
    closes={
        "potential": ("kept.potential",),
        "gap": ("kept.gap",),
        "progress": ("progress",),
        "rate": ("rate",),
    },
    fails_without=SHARP_FAIL,
    does_not_claim="That steps that follow the gap may be longer: L is read at 2 gap0.",
)
