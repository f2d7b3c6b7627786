"""One step of SGD: the proof, by Lemma 5 and the descent inequality from a level."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.lemmas import gradient_bound, local_descent_level
from theory.lemmas.growth.setting import h
from theory.lemmas.sgd_step.setting import (
    ABOVE,
    BELOW,
    CLASS,
    DESCENT,
    LENGTH,
    MARTINGALE_PART,
    RADIUS,
    A,
    B,
    C,
    L,
    V,
    beta,
    eta,
    g,
    gap,
    gap_next,
    inner,
    level,
    noise,
)
from theory.logic import conj, ge, le
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, At, Decide, Step

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
        "gradient",
        "and the gradient norm at most h(gap).",
        le(g, h(gap)),
        Decide(),
        ("lemma_5", "step"),
    ),
    Step(
        "inner_above",
        "By Cauchy and Schwarz, <grad f, xi> is at most ||grad f|| ||xi||,",
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
        le(LENGTH, g + noise),
        Decide(),
        ("inner_above", "points.norms"),
    ),
    Step(
        "speed",
        "which is at most h(gap) + sqrt(V),",
        le(LENGTH, h(gap) + sp.sqrt(V)),
        Decide(),
        ("direction", "gradient", "points.norms", "radius_step", "squared_noise", "step"),
    ),
    Step(
        "length",
        "so the step is no longer than the radius.",
        le(eta * LENGTH, RADIUS),
        Decide(),
        ("speed", "radius_step", "eta_range", "points.norms"),
    ),
    Step(
        "nonnegative_length",
        "(A length is not negative.)",
        ge(eta * LENGTH, 0),
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
                sym.distance: eta * LENGTH,
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
        ("local.descent", "level_range", "beta_range"),
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
        "bound_nonnegative",
        "(The bound eta ||grad f|| sqrt(V) of the martingale part is not negative.)",
        ge(eta * g * sp.sqrt(V), 0),
        Decide(),
        ("eta_range", "step", "squared_noise"),
    ),
    Step(
        "scaled_above",
        "Times eta: eta <grad f, xi> is at most eta ||grad f|| sqrt(V),",
        le(eta * inner, eta * g * sp.sqrt(V)),
        Decide(),
        ("inner_above", "eta_range", "squared_noise", "step"),
    ),
    Step(
        "scaled_below",
        "and at least the opposite of that;",
        ge(eta * inner, -eta * g * sp.sqrt(V)),
        Decide(),
        ("inner_below", "eta_range", "squared_noise", "step"),
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
