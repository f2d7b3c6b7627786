"""The lemma `harmonic_mean`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Rational

from theory.definitions.run import T
from theory.lemmas.harmonic_mean import sum_of, sum_of_inverses
from theory.logic import ge

PINS = {
    "cites": {"finite_sum", "integers"},
    "leans_on": set(),
    "concludes": ["bound", "nonnegative"],
    "sharp": ["bound"],
    "breaks": {"positive": "bound"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("harmonic_mean", **PINS)


def test_eleven_tenths_of_it_is_refuted_by_the_sharp_instance(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    tight = ge(sum_of(T) * sum_of_inverses(T), Rational(11, 10) * T**2)
    assert sharp_instance_breaks("harmonic_mean", "bound", tight)
    assert not is_proved("harmonic_mean", "bound", tight)


@pytest.mark.parametrize("numbers", [(1,), (1, 2), (1, 2, 3, 4), ("1/7", 5, "22/3")])
def test_on_numbers(numbers: tuple[str | int, ...]) -> None:
    values = [Rational(x) for x in numbers]
    assert sum(values) * sum(1 / x for x in values) >= len(values) ** 2
