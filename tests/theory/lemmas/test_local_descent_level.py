"""The lemma `local_descent_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational

from theory.lemmas.growth.setting import distance, gap, gap_far, towards
from theory.lemmas.local_descent_level import TOP, L
from theory.logic import le

PINS = {
    "cites": {"continuous_induction", "first_passage", "mean_value", "ray", "segment"},
    "leans_on": {"distance_rises", "gradient_bound", "growth"},
    "concludes": ["reach", "descent"],
    "sharp": ["reach", "descent"],
    "breaks": {
        "smooth": "reach",
        "bounded_below": "reach",
        "ell_nondecreasing": "descent",
        "integral": "reach",
        "antiderivative": "reach",
        "level_range": "reach",
        "radius": "descent",
    },
    "reasons": {"beta_range", "ell_nonnegative", "everywhere", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("local_descent_level", **PINS)


def test_the_gap_itself_is_not_proved_to_stay_below_a_smaller_level(
    is_proved: Callable[..., bool],
) -> None:
    """Control: with nine tenths of the level the last step stops closing."""
    tight = le(gap_far, Rational(9, 10) * TOP)
    assert not is_proved("local_descent_level", "reach", tight)


def test_a_smaller_curvature_is_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: with nine tenths of L the descent inequality stops closing."""
    tight = le(gap_far, gap + towards + Rational(9, 10) * L * distance**2 / 2)
    assert not is_proved("local_descent_level", "descent", tight)
