"""The lemma `distance_rises`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational

from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import G, y
from theory.logic import ForAll, gt

PINS = {
    "cites": {"mean_value"},
    "leans_on": set(),
    "concludes": ["rises"],
    "sharp": [],
    "breaks": {"antiderivative": "rises"},
    "reasons": {"ell_nonnegative", "integral", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("distance_rises", **PINS)


def test_a_rise_by_more_than_nothing_is_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: however small the extra rise, the last step does not close."""
    more = ForAll(r, gt(r, 0), ForAll(y, gt(y, r), gt(G(y), G(r) + Rational(1, 1000))))
    assert not is_proved("distance_rises", "rises", more)
