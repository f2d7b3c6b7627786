"""The lemma `sgd_descent_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from theory import symbols as sym
from theory.lemmas.sgd_descent_below_level import DESCENT, L
from theory.logic import le

PINS = {
    "cites": {"mean_value", "continuous_induction", "sgd_points", "segment"},
    "leans_on": {"descent_below_level"},
    "concludes": ["descent"],
    "sharp": ["descent"],
    "breaks": {
        "smooth": "descent",
        "ell_nondecreasing": "descent",
        "starts": "descent",
        "arrives": "descent",
    },
    "reasons": {"bounded_below", "everywhere", "eta_range", "ell_nonnegative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_descent_below_level", **PINS)


def test_it_is_an_equality_where_the_curvature_is_constant(
    sharp_instance_breaks: Callable[..., bool],
) -> None:
    """So neither of its factors can be better: less curvature makes the instance break it."""
    better = le(DESCENT.left, DESCENT.right - L * sym.eta**2 * sym.noise**2 / 64)
    assert sharp_instance_breaks("sgd_descent_below_level", "descent", better)
