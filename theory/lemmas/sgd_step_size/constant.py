"""The constant step size of SGD is small enough at every gap up to H = 2 Delta_0.

It is the step size of the warm-up read at gap and level H. Each of the four conditions holds at H
(``sgd_step_size_warmup``), and what they contain does not decrease with the gap: Phi, so the
gradient bound h, the noise bound V, and A gap + C. So they hold at every smaller gap.

Source: LW, Lemmas 12 and 15 (Lemma 12 is A = B = 0).
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.sgd_run import START
from theory.definitions.sgd_step_size import (
    CONFIDENCE,
    START_BOUND,
    largest_curvature,
    noise_level,
    speed,
)
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.setting import FORWARD, NOISE_CONSTANTS
from theory.lemmas.sgd_step_size import warmup
from theory.lemmas.sgd_step_size.instances import INTEGRAL_FAILS, at_start
from theory.lemmas.sgd_step_size.terms import LOGARITHM_DEFINED, at_most_each, terms
from theory.lemmas.sgd_step_size.warmup import (
    CLASS,
    FOR_BOUNDED_NOISE,
    GAP,
    PARAMETERS,
    conditions,
)
from theory.logic import conj, ge, le
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.schema import Apply, Decide, Source, Statement, Step

gap, eta = sym.gap, sym.eta
H = START_BOUND

POTENTIAL = Assumption(
    "potential_at_start",
    ge(sym.Phi(H), 0),
    "Phi is not negative at 2 gap0, as in the class it is",
    defines=True,
)
BELOW = bounds(gap, high=H, name="below", text="the gap is at most 2 gap0")
ASSUMPTIONS = (
    *CLASS,
    BETA,
    START,
    POTENTIAL,
    GAP,
    BELOW,
    LOGARITHM_DEFINED,
    *NOISE_CONSTANTS,
    FORWARD,
    *at_most_each(terms(H, H), eta),
)

CURVATURE, WITHIN, CONFIDENT, NOISE = conditions(gap, H)
_RANGES = tuple(assumption.name for assumption in NOISE_CONSTANTS)
_V, _TOP = noise_level(gap, sym.Phi), noise_level(H, sym.Phi)
_L = largest_curvature(H, sym.ell)
_MEANING = ("gap", "gap0_range", "delta_range")
_FACTOR = sym.T * _L * eta**2

PROOF = (
    Step(
        "at_start",
        "The conditions at 2 gap0.",
        None,
        Apply(warmup.STATEMENT, {gap: H, sym.level: H, **FOR_BOUNDED_NOISE}),
        (
            *(assumption.name for assumption in CLASS),
            "beta_range",
            "gap0_range",
            "potential_at_start",
            "delta_range",
            *_RANGES,
            "eta_range",
            "curvature_term",
            "radius_term",
            "confidence_term",
            "noise_term",
        ),
    ),
    Step(
        "potential",
        "Phi does not decrease,",
        le(sym.Phi(gap), sym.Phi(H)),
        Apply(MEAN_VALUE, {a: gap, b: H, p: sym.Phi, dp: sym.ell}),
        ("integral", "ell_nonnegative", "gap", "below"),
    ),
    Step(
        "level",
        "nor does V,",
        conj(ge(_V, 0), le(_V, _TOP)),
        Decide(),
        ("potential", "gap", "below", *_RANGES),
    ),
    Step(
        "speed",
        "nor does h + sqrt(V);",
        le(speed(_V, gap, sym.Phi), speed(_TOP, H, sym.Phi)),
        Decide(),
        ("potential", "level", "gap", "gap0_range"),
    ),
    Step(
        "within",
        "so the step stays within the radius,",
        WITHIN.claim,
        Decide(),
        ("at_start.radius_step", "speed", "level", "gap", "eta_range"),
    ),
    Step(
        "scaled_level",
        "the martingale part stays small",
        le(eta * _V, eta * _TOP),
        Decide(),
        ("level", "eta_range", "gap", "gap0_range"),
    ),
    Step(
        "confidence_asked",
        "(where ln(1/delta) is positive,",
        CONFIDENT.claim,
        Decide(),
        ("at_start.confidence_step", "scaled_level", "gap", "delta_range"),
        (ge(CONFIDENCE, 0),),
    ),
    Step(
        "no_confidence_asked",
        "and elsewhere anyhow),",
        CONFIDENT.claim,
        Decide(),
        ("level", "eta_range", *_MEANING),
        (le(CONFIDENCE, 0),),
    ),
    Step(
        "noise_asked",
        "and so does the squared noise",
        NOISE.claim,
        Decide(),
        ("at_start.noise_step", "gap", "below", "A_range", "beta_range"),
        (ge(_FACTOR, 0),),
    ),
    Step(
        "no_noise_asked",
        "(whatever the sign of its factor).",
        NOISE.claim,
        Decide(),
        ("gap", "gap0_range", "A_range", "C_range", "beta_range"),
        (le(_FACTOR, 0),),
    ),
)

STATEMENT = Statement(
    id="sgd_step_size_constant",
    kind="lemma",
    title="The constant step size of SGD meets the four conditions up to 2 gap0",
    source=Source("LW", "Lemmas 12 and 15", "for every ell and beta"),
    summary="A step that is at most each of the four terms read at gap and level 2 gap0 meets the "
    "four conditions at every gap up to 2 gap0, with the curvature and the radius of 2 gap0.",
    parameters=(*(x for x in PARAMETERS if x not in {sym.level, *FOR_BOUNDED_NOISE}), gap),
    assumptions=ASSUMPTIONS,
    conclusions=(CURVATURE, WITHIN, CONFIDENT, NOISE),
    proof=PROOF,
    closes={
        "curvature_step": ("at_start.curvature_step", "gap0_range", "beta_range"),
        "radius_step": ("within", "level", "gap"),
        "confidence_step": ("confidence_asked", "no_confidence_asked", "gap", "delta_range"),
        "noise_step": ("noise_asked", "no_noise_asked", "gap0_range", "beta_range"),
    },
    sharp_at=tuple(
        at_start(f"all four terms are 1/2 at gap 1/2 = 2 gap0: {text}", name, equality=True)
        for name, text in (
            ("curvature_step", "2 * 1/2 = 1"),
            ("confidence_step", "4 * 1/8 * 1/2 = 1/4"),
            ("noise_step", "1/4 = 1/4"),
        )
    ),
    fails_without={
        "ell_nonnegative": "for 2 Phi = s/(1 + s)^2, where ell < 0 beyond s = 1, the gradient "
        "bound at gap 1 is larger than at 2 gap0 = 4, and a step that the radius of 4 just allows "
        "is too long at 1",
        "integral": INTEGRAL_FAILS,
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": "the lemma for the warm-up needs it where neither gradient nor noise is "
        "possible; at 2 gap0 > 0 a gradient is",
        "beta_range": "for beta <= 1 the radius is not positive, and no step but 0 lies within it",
        "gap0_range": "2 gap0 is a level, so it is positive",
        "below": at_start("gap 2 above 2 gap0 = 1/2: 3/2 > 1", "radius_step", at="2"),
        "delta_range": "ln(1/delta) has a meaning for positive delta only",
        "A_range": at_start(
            "A = -1 and C = 1/2 at gap 0: no noise at 2 gap0, but 1 > 1/4",
            "confidence_step",
            at="0",
            abc=("-1", "0", "1/2"),
            confidence="1",
        ),
        "B_range": at_start(
            "B = -1/2 and C = 1/2 at gap 0: no noise at 2 gap0, but 1 > 1/4",
            "confidence_step",
            at="0",
            abc=("0", "-1/2", "1/2"),
            confidence="1",
        ),
        "C_range": "a negative C serves too where V is not negative, which sqrt(V) needs",
        "eta_range": at_start("eta = -2: 4 > 1/4", "noise_step", "-2"),
        "curvature_term": at_start(
            "eta = 1 without noise: 2 > 1", "curvature_step", "1", abc=("0", "0", "0")
        ),
        "radius_term": at_start(
            "beta = 25/16, so that the radius is 1/4, and no noise: 1/2 > 1/4",
            "radius_step",
            abc=("0", "0", "0"),
            factor="25/16",
        ),
        "confidence_term": at_start("ln(1/delta) = 1: 2 > 1/4", "confidence_step", confidence="1"),
        "noise_term": at_start("two steps: 1/2 > 1/4", "noise_step", count=2),
    },
    does_not_claim="That it is the largest such step: the terms are read at the largest gap.",
)
