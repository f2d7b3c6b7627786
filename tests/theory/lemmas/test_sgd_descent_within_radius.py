"""The lemma `sgd_descent_within_radius`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from theory import symbols as sym
from theory.lemmas.sgd_descent_within_radius import DESCENT, L
from theory.logic import le

PINS = {
    "cites": {
        "ray",
        "mean_value",
        "first_passage",
        "sgd_points",
        "segment",
        "continuous_induction",
    },
    "leans_on": {"gradient_bound", "growth", "local_descent_level", "distance_rises"},
    "concludes": ["reach", "descent"],
    "sharp": ["descent"],
    "breaks": {
        "smooth": "reach",
        "bounded_below": "reach",
        "ell_nondecreasing": "descent",
        "integral": "reach",
        "antiderivative": "reach",
        "level_range": "reach",
        "eta_range": "reach",
        "radius_step": "reach",
        "squared_noise": "reach",
    },
    "reasons": {"potential_positive", "everywhere", "beta_range", "ell_nonnegative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_descent_within_radius", **PINS)


def test_it_is_an_equality_where_the_curvature_is_constant(
    sharp_instance_breaks: Callable[..., bool],
) -> None:
    """So neither of its factors can be better: less curvature makes the instance break it."""
    better = le(DESCENT.left, DESCENT.right - L * sym.eta**2 * sym.noise**2 / 64)
    assert sharp_instance_breaks("sgd_descent_within_radius", "descent", better)
