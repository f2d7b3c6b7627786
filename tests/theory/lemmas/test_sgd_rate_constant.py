"""The lemma `sgd_rate_constant`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational

from theory.lemmas.sgd_rate_constant import DISPLAY, STEP_RATE
from theory.logic import Rel
from theory.registry import get

STATEMENT = get("sgd_rate_constant")
PINS = {
    "cites": {"finite_sum", "integers", "logarithm", "mean_value"},
    "leans_on": {"distance_rises", "sgd_step_inverse"},
    "concludes": ["step_rate", "display"],
    "sharp": ["step_rate"],
    "breaks": {
        "antiderivative": "display",
        "beta_range": "display",
        "delta_range": "display",
        "B_range": "display",
        "schedule": "display",
        "rate": "step_rate",
    },
    "reasons": {
        "A_range",
        "C_range",
        "ell_nonnegative",
        "gap0_range",
        "integral",
        "potential_positive",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_rate_constant", **PINS)


def test_nine_tenths_of_the_step_rate_is_refuted(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    tight = Rel(STEP_RATE.left, "<=", Rational(9, 10) * STEP_RATE.right)
    assert sharp_instance_breaks(STATEMENT.id, "step_rate", tight)
    assert not is_proved(STATEMENT.id, "step_rate", tight)


def test_nine_tenths_of_the_display_is_not_proved(is_proved: Callable[..., bool]) -> None:
    tight = Rel(DISPLAY.left, "<=", Rational(9, 10) * DISPLAY.right)
    assert not is_proved(STATEMENT.id, "display", tight)
