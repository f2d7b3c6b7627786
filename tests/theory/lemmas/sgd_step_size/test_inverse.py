"""The lemma `sgd_step_inverse`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Integer, Rational

from theory import symbols as sym
from theory.lemmas.sgd_step_size.inverse import INVERSE, TERMS
from theory.logic import le
from theory.registry import get

STATEMENT = get("sgd_step_inverse")
PINS = {
    "cites": {"logarithm", "mean_value"},
    "leans_on": {"distance_rises"},
    "concludes": ["positive", "inverse"],
    "sharp": ["inverse"],
    "breaks": {
        "antiderivative": "inverse",
        "beta_range": "inverse",
        "gap0_range": "inverse",
        "delta_range": "inverse",
        "B_range": "inverse",
        "share_range": "inverse",
        "schedule": "inverse",
    },
    "reasons": {
        "A_range",
        "C_range",
        "T_range",
        "ell_nonnegative",
        "integral",
        "level_range",
        "potential_positive",
        "tail_range",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_step_inverse", **PINS)


def test_nine_tenths_of_the_sum_is_refuted_by_the_sharp_instance(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    tight = le(INVERSE.left, Rational(9, 10) * INVERSE.right)
    assert sharp_instance_breaks(STATEMENT.id, "inverse", tight)
    assert not is_proved(STATEMENT.id, "inverse", tight)


@pytest.mark.parametrize("left_out", range(4))
def test_three_of_the_four_inverses_are_not_enough(
    left_out: int, is_proved: Callable[..., bool]
) -> None:
    """Control: the term left out may be the step, and the others small."""
    chosen = [term for k, term in enumerate(TERMS) if k != left_out]
    tight = le(1 / sym.eta, sum((term.inverse for term in chosen), Integer(0)))
    assert not is_proved(STATEMENT.id, "inverse", tight)
