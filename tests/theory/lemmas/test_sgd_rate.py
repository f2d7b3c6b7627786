"""The lemma `sgd_rate`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Rational

from theory.logic import Rel
from theory.registry import get

STATEMENT = get("sgd_rate")
PINS = {
    "cites": {"finite_sum", "integers", "logarithm", "mean_value"},
    "leans_on": {"distance_rises", "harmonic_mean", "sgd_step_inverse", "sum_bound"},
    "concludes": ["harmonic", "display"],
    "sharp": ["harmonic", "display"],
    "breaks": {
        "antiderivative": "display",
        "beta_range": "display",
        "delta_range": "display",
        "B_range": "display",
        "share_range": "display",
        "schedule": "display",
        "rate": "harmonic",
    },
    "reasons": {
        "A_range",
        "C_range",
        "ell_nonnegative",
        "gap0_range",
        "integral",
        "levels",
        "potential_positive",
        "tail_range",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_rate", **PINS)


@pytest.mark.parametrize(("which", "conclusion"), [(0, "harmonic"), (1, "display")])
def test_nine_tenths_of_the_right_side_is_refuted(
    which: int,
    conclusion: str,
    sharp_instance_breaks: Callable[..., bool],
    is_proved: Callable[..., bool],
) -> None:
    claim = STATEMENT.conclusion(conclusion)
    assert isinstance(claim, Rel)
    tight = Rel(claim.left, "<=", Rational(9, 10) * claim.right)
    assert sharp_instance_breaks(STATEMENT.id, conclusion, tight, which)
    assert not is_proved(STATEMENT.id, conclusion, tight)
