"""The lemma `sgd_step_size_constant`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Rational

from theory.logic import Rel
from theory.registry import get

STATEMENT = get("sgd_step_size_constant")
PINS = {
    "cites": {"mean_value"},
    "leans_on": {"distance_rises", "sgd_step_size_warmup"},
    "concludes": ["curvature_step", "radius_step", "confidence_step", "noise_step"],
    "sharp": ["curvature_step", "confidence_step", "noise_step"],
    "breaks": {
        "integral": "radius_step",
        "below": "radius_step",
        "A_range": "confidence_step",
        "B_range": "confidence_step",
        "eta_range": "noise_step",
        "curvature_term": "curvature_step",
        "radius_term": "radius_step",
        "confidence_term": "confidence_step",
        "noise_term": "noise_step",
    },
    "reasons": {
        "C_range",
        "antiderivative",
        "beta_range",
        "delta_range",
        "ell_nonnegative",
        "gap0_range",
        "potential_positive",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_step_size_constant", **PINS)


@pytest.mark.parametrize(
    ("which", "conclusion"),
    [(0, "curvature_step"), (1, "confidence_step"), (2, "noise_step")],
)
def test_no_condition_holds_with_less_room(
    which: int,
    conclusion: str,
    sharp_instance_breaks: Callable[..., bool],
    is_proved: Callable[..., bool],
) -> None:
    """Control: with nine tenths of the right side the sharp instances break it."""
    claim = STATEMENT.conclusion(conclusion)
    assert isinstance(claim, Rel)
    tight = Rel(claim.left, "<=", Rational(9, 10) * claim.right)
    assert sharp_instance_breaks(STATEMENT.id, conclusion, tight, which)
    assert not is_proved(STATEMENT.id, conclusion, tight)
