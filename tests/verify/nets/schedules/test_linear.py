"""LinearWarmup: its first steps, the step at which it ends, the constant schedule, the cosine."""

from __future__ import annotations

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.schedules import LinearWarmup

pytestmark = pytest.mark.extra("nets")


def etas(count: int, **settings: Any) -> list[float]:
    schedule = LinearWarmup(
        torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=1.0), **settings
    )
    found = []
    for t in range(count):
        schedule.step(1.0 + t)
        found.append(schedule.optimizer.param_groups[0]["lr"])
    return found


def test_it_grows_by_equal_parts_and_stays_at_the_peak() -> None:
    assert etas(6, peak=2.0, warmup_steps=4) == pytest.approx([0.5, 1, 1.5, 2, 2, 2], rel=1e-15)


@pytest.mark.parametrize("length", [0, 1])
def test_without_warm_up_it_is_constant(length: int) -> None:
    assert etas(3, peak=2.0, warmup_steps=length) == [2, 2, 2]


def test_the_cosine_begins_at_the_step_of_the_hand_over() -> None:
    found = etas(9, peak=2.0, warmup_steps=3, hand_over=3, total_steps=7, final=0.5)
    assert found[2:4] == [2, 2]
    for t in (4, 5, 6):
        assert found[t] == pytest.approx(1.5 + 0.5 * math.cos(math.pi * (t - 3) / 4))
    assert found[7:] == [1, 1]


def test_a_hand_over_at_the_peak() -> None:
    found = etas(5, peak=2.0, warmup_steps=3, hand_over="cap", total_steps=5)
    assert found[2] == 2
    assert found[3] < 2


def test_a_hand_over_before_the_peak_keeps_what_was_reached() -> None:
    assert max(etas(9, peak=2.0, warmup_steps=8, hand_over=3, total_steps=8)) == 1


def test_the_loss_may_be_anything_finite() -> None:
    schedule = LinearWarmup(torch.optim.SGD([torch.nn.Parameter(torch.ones(1))]), peak=1.0)
    schedule.step(-5.0)
    with pytest.raises(WarmproofError) as refused:
        schedule.step(math.nan)
    assert str(refused.value) == (
        "the loss is nan at step 1, after a step of size 1. "
        "Go back to an earlier state and lower the peak, or warm up for longer."
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"peak": 0.0}, "LinearWarmup needs 0 < peak; got 0.0. Raise it."),
        (
            {"warmup_steps": -1},
            "LinearWarmup needs warmup_steps >= 0; got -1. Give 0 for none.",
        ),
        (
            {"hand_over": 5, "total_steps": 5},
            "LinearWarmup needs 0 <= hand_over < total_steps = 5; got 5. Hand over earlier.",
        ),
    ],
)
def test_bad_input_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        etas(0, **{"peak": 1.0, **settings})
    assert str(refused.value) == message
