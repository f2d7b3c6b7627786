"""The theorem `sgd_mean_against_worst`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.logic import Implies
from theory.registry import get
from theory.theorems.sgd_mean_against_worst import STRICT

STATEMENT = get("sgd_mean_against_worst")
PINS = {
    "cites": {"difference", "finite_sum", "integers", "successor"},
    "leans_on": {"mean_below_worst"},
    "concludes": ["mean", "strict"],
    "sharp": ["mean", "mean"],
    "breaks": {"ell_nondecreasing": "mean", "A_range": "mean", "below": "mean"},
    "reasons": {"C_range", "beta_range", "ell_nonnegative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_mean_against_worst", **PINS)


@pytest.mark.parametrize("which", [0, 1])
def test_it_is_not_always_strict(
    which: int, sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    """Control: at H all along, or where neither curvature nor noise changes with the gap."""
    assert isinstance(STRICT, Implies)
    assert sharp_instance_breaks(STATEMENT.id, "strict", STRICT.conclusion, which)
    assert not is_proved(STATEMENT.id, "strict", STRICT.conclusion)


def test_a_decaying_gap_gains_what_example_5_says() -> None:
    """ell(s) = s, A = 0, C = 1 and gaps 1/sqrt(t + 1): the mean of (t + 1)^(-1/4) at rho = 1."""
    steps = 400
    mean = sum(float(t + 1) ** -0.25 for t in range(steps)) / steps
    limit = steps**-0.25 / 0.75
    assert limit * 0.97 < mean < limit < 1
