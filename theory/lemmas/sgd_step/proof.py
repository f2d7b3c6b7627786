"""One step of SGD: the proof, by Lemma 5 and the descent inequality from a level."""

from __future__ import annotations

from theory.lemmas import gradient_bound
from theory.lemmas.sgd_step.parts import (
    INNER_STEPS,
    absorption,
    curvature,
    factor,
    martingale_bound,
    within_radius,
)
from theory.lemmas.sgd_step.setting import DESCENT, L, V, beta, expanded, gap_next, level, noise
from theory.logic import le
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, Decide, Step

_MEANING = ("level_range", "beta_range")

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
    *INNER_STEPS,
    *within_radius(V),
    Step(
        "expanded",
        "Its descent inequality, multiplied out.",
        le(gap_next, expanded(L)),
        Decide(),
        ("local.descent", *_MEANING),
    ),
    curvature(L, beta * level, _MEANING),
    factor(L, _MEANING),
    *absorption(L, _MEANING),
    Step(
        "descent",
        "Together: the one-step inequality.",
        DESCENT,
        Decide(),
        ("expanded", "noise_part", "absorbed", *_MEANING),
    ),
    *martingale_bound(L, V, "squared_noise", ("step", "squared_noise"), _MEANING),
)
