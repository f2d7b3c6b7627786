r"""One step of SGD: with a step size that is small in two ways, the gap falls up to the noise.

Let V = A gap + 2 B Phi(gap) + C, L = ell(beta level), and

    2 (1+B) L eta <= 1,      eta (h(gap) + sqrt(V)) <= G(beta level) - G(level),

for a level > 0 that is at least the gap. If ||xi||^2 <= A gap + B ||grad f(w)||^2 + C then

    gap_next <= beta level,
    gap_next <= gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi>
                + (L eta^2/2)(A gap + C),
    |eta (1 - L eta) <grad f, xi>| <= eta ||grad f|| sqrt(V).

Proof. By Lemma 5, ||xi||^2 <= V and ||grad f|| <= h(gap), so the step is no longer than the radius
of the level. The descent inequality there (``local_descent_level``), multiplied out, has the factor
-eta (1 - L eta/2) at ||grad f||^2 and L eta^2/2 at ||xi||^2; the part B ||grad f||^2 of the noise
bound leaves -(3/4) eta. The constant 3/4 is the best one.

Source: LW, Lemma 2 as used in Appendices E.1 and F.1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.definitions.sgd_step_size import largest_curvature, noise_level, squared_noise
from theory.lemmas import gradient_bound, local_descent_level
from theory.lemmas.growth.setting import ANTIDERIVATIVE, GLOBAL, LEVEL, POSITIVE, G, h
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step_instances import FAILS_WITHOUT, SHARP_AT
from theory.logic import conj, ge, le
from theory.rules.stochastic_steps import SGD_POINTS, SGD_STEP, SQUARED_DIRECTION
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

gap, level, eta, g = sym.gap, sym.level, sym.eta, sym.gradient_norm
noise, inner, gap_next = sym.noise, sym.noise_inner, sym.gap_next
A, B, C, beta = sym.A, sym.B, sym.C, sym.beta

L = largest_curvature(level, sym.ell)
V = noise_level(gap, sym.Phi)
RADIUS = G(beta * level) - G(level)

STEP = Assumption(
    "step",
    conj(SGD_STEP, ge(gap, 0), ge(g, 0), ge(noise, 0), ge(gap_next, 0)),
    "gap and gradient_norm belong to a point w, noise and noise_inner to the noise xi there, "
    "gap_next to w - eta (grad f(w) + xi)",
    defines=True,
)
FORWARD = bounds(eta, 0, text="the step is not negative")
NOISE_CONSTANTS = (
    bounds(A, 0, text="the noise bound does not shrink with the gap"),
    bounds(B, 0, text="the noise bound does not shrink with the gradient"),
    bounds(C, 0, text="the noise bound is not negative at a minimiser"),
)
NOISE_ABC = Assumption(
    "noise_abc",
    le(noise**2, squared_noise(gap, g**2)),
    "||xi||^2 <= A gap + B ||grad f(w)||^2 + C",
)
CURVATURE = Assumption(
    "curvature_step", le(2 * (1 + B) * L * eta, 1), "2 (1+B) L eta <= 1, L = ell(beta level)"
)
WITHIN = Assumption(
    "radius_step",
    conj(ge(sym.Phi(gap), 0), le(eta * (h(gap) + sp.sqrt(V)), RADIUS)),
    "Phi(gap) >= 0 (as in the class it is), and eta (h(gap) + sqrt(V)) is at most the radius of "
    "the level, V = A gap + 2 B Phi(gap) + C",
)
CLASS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
)
ASSUMPTIONS = (
    *CLASS,
    BETA,
    LEVEL,
    STEP,
    FORWARD,
    *NOISE_CONSTANTS,
    NOISE_ABC,
    CURVATURE,
    WITHIN,
)

REACH = le(gap_next, beta * level)
MARTINGALE_PART = eta * (1 - L * eta) * inner
DESCENT = le(
    gap_next,
    gap - sp.Rational(3, 4) * eta * g**2 - MARTINGALE_PART + L * eta**2 / 2 * (A * gap + C),
)
ABOVE = le(MARTINGALE_PART, eta * g * sp.sqrt(V))
BELOW = ge(MARTINGALE_PART, -eta * g * sp.sqrt(V))

_LENGTH = sp.sqrt(SQUARED_DIRECTION)

PROOF = (
    Step(
        "points",
        "The step as a pair of points.",
        None,
        Apply(SGD_POINTS),
        ("step", "eta_range"),
    ),
    Step(
        "lemma_5",
        "||grad f||^2 <= 2 Phi(gap) (Lemma 5),",
        None,
        Apply(gradient_bound.STATEMENT),
        ("smooth", "bounded_below", "ell_nonnegative", "integral", "points.point", "step"),
    ),
    Step(
        "squared_noise",
        "so the noise bound is at most V,",
        le(noise**2, V),
        Decide(),
        ("noise_abc", "lemma_5", "B_range", "step"),
    ),
    Step(
        "noise_norm",
        "the noise at most sqrt(V),",
        le(noise, sp.sqrt(V)),
        Decide(),
        ("squared_noise", "radius_step", "step"),
    ),
    Step(
        "gradient",
        "and the gradient norm at most h(gap).",
        le(g, h(gap)),
        Decide(),
        ("lemma_5", "radius_step", "step"),
    ),
    Step(
        "inner_above",
        "By Cauchy and Schwarz <grad f, xi> is at most ||grad f|| ||xi||,",
        le(inner, g * noise),
        Decide(),
        ("points.cauchy_schwarz", "step"),
    ),
    Step(
        "inner_below",
        "and at least the opposite of that.",
        ge(inner, -g * noise),
        Decide(),
        ("points.cauchy_schwarz", "step"),
    ),
    Step(
        "direction",
        "So ||grad f + xi|| is at most ||grad f|| + ||xi||,",
        le(_LENGTH, g + noise),
        Decide(),
        ("inner_above", "points.norms"),
    ),
    Step(
        "speed",
        "which is at most h(gap) + sqrt(V),",
        le(_LENGTH, h(gap) + sp.sqrt(V)),
        Decide(),
        (
            "direction",
            "gradient",
            "noise_norm",
            "points.norms",
            "radius_step",
            "squared_noise",
            "step",
        ),
    ),
    Step(
        "length",
        "and the step is no longer than the radius.",
        le(eta * _LENGTH, RADIUS),
        Decide(),
        (
            "speed",
            "radius_step",
            "eta_range",
            "points.norms",
            "squared_noise",
            "step",
        ),
    ),
    Step(
        "nonnegative_length",
        "(A length is not negative.)",
        ge(eta * _LENGTH, 0),
        Decide(),
        ("eta_range", "points.norms"),
    ),
    Step(
        "local",
        "Lemma 2 from the level.",
        None,
        Apply(
            local_descent_level.STATEMENT,
            {
                sym.gap_far: gap_next,
                sym.distance: eta * _LENGTH,
                sym.towards: -eta * (g**2 + inner),
            },
        ),
        (
            *(a.name for a in CLASS),
            "beta_range",
            "level_range",
            "points.two_points",
            "points.norms",
            "nonnegative_length",
            "length",
            "step",
        ),
    ),
    Step(
        "expanded",
        "Its descent inequality, multiplied out.",
        le(
            gap_next,
            gap - eta * (1 - L * eta / 2) * g**2 - MARTINGALE_PART + L * eta**2 / 2 * noise**2,
        ),
        Decide(),
        ("local.descent", "points.norms", "level_range", "beta_range"),
    ),
    Step(
        "curvature",
        "L is not negative,",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: beta * level}), "level_range", "beta_range"),
    ),
    Step(
        "factor",
        "and 0 <= L eta <= 1.",
        conj(ge(L * eta, 0), le(L * eta, 1)),
        Decide(),
        ("curvature", "curvature_step", "eta_range", "B_range", "level_range", "beta_range"),
    ),
    Step(
        "noise_part",
        "The last term is at most its part with the noise bound put in,",
        le(L * eta**2 / 2 * noise**2, L * eta**2 / 2 * (A * gap + C) + L * eta**2 / 2 * B * g**2),
        Decide(),
        ("noise_abc", "curvature", "level_range", "beta_range"),
    ),
    Step(
        "absorbed",
        "and what grows with the gradient is absorbed: 1 - (1+B) L eta/2 >= 3/4.",
        le(
            -eta * (1 - L * eta / 2) * g**2 + L * eta**2 / 2 * B * g**2,
            -sp.Rational(3, 4) * eta * g**2,
        ),
        Decide(),
        ("curvature_step", "eta_range", "level_range", "beta_range"),
    ),
    Step(
        "descent",
        "Together: the one-step inequality.",
        DESCENT,
        Decide(),
        ("expanded", "noise_part", "absorbed", "level_range", "beta_range"),
    ),
    Step(
        "inner_small",
        "||grad f|| ||xi|| is at most ||grad f|| sqrt(V).",
        le(g * noise, g * sp.sqrt(V)),
        Decide(),
        ("noise_norm", "step", "squared_noise"),
    ),
    Step(
        "bound_nonnegative",
        "(Both are not negative.)",
        ge(eta * g * sp.sqrt(V), 0),
        Decide(),
        ("eta_range", "step", "squared_noise"),
    ),
    Step(
        "scaled_above",
        "Times eta: eta <grad f, xi> is at most eta ||grad f|| sqrt(V),",
        le(eta * inner, eta * g * sp.sqrt(V)),
        Decide(),
        ("inner_above", "inner_small", "eta_range", "squared_noise", "step"),
    ),
    Step(
        "scaled_below",
        "and at least the opposite of that;",
        ge(eta * inner, -eta * g * sp.sqrt(V)),
        Decide(),
        ("inner_below", "inner_small", "eta_range", "squared_noise", "step"),
    ),
    Step(
        "above",
        "the factor 1 - L eta between 0 and 1 makes neither larger,",
        ABOVE,
        Decide(),
        (
            "scaled_above",
            "bound_nonnegative",
            "factor",
            "step",
            "squared_noise",
            "level_range",
            "beta_range",
        ),
    ),
    Step(
        "below",
        "on neither side.",
        BELOW,
        Decide(),
        (
            "scaled_below",
            "bound_nonnegative",
            "factor",
            "step",
            "squared_noise",
            "level_range",
            "beta_range",
        ),
    ),
)

STATEMENT = Statement(
    id="sgd_step",
    kind="lemma",
    title="One step of stochastic gradient descent",
    source=Source("LW", "Lemma 2 as used in Appendices E.1 and F.1", "for every ell, beta and B"),
    summary="For a step with 2 (1+B) L eta <= 1 that is no longer than the radius of the level: "
    "gap_next <= gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi> + "
    "(L eta^2/2)(A gap + C), and the martingale part is at most eta ||grad f|| sqrt(V).",
    parameters=(
        *CLASS_PARAMETERS,
        G,
        A,
        B,
        C,
        beta,
        gap,
        level,
        g,
        eta,
        noise,
        inner,
        gap_next,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("reach", REACH),
        Named("descent", DESCENT),
        Named("above", ABOVE),
        Named("below", BELOW),
    ),
    proof=PROOF,
    closes={
        "reach": ("local.reach",),
        "descent": ("descent", "level_range", "beta_range"),
        "above": ("above", "squared_noise", "step", "level_range", "beta_range"),
        "below": ("below", "squared_noise", "step", "level_range", "beta_range"),
    },
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
    does_not_claim="That the gap falls: the noise may raise it, up to beta times the level.",
)
