"""EnergyWarmup: on functions whose energy step is known, at its ends, and its refusals."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.schedules import EnergyWarmup

pytestmark = pytest.mark.extra("nets")


def schedule_of(gradients: list[float], **settings: Any) -> EnergyWarmup:
    weights = []
    for gradient in gradients:
        weight = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
        weight.grad = torch.full_like(weight, gradient)
        weights.append({"params": [weight]})
    return EnergyWarmup(torch.optim.SGD(weights, lr=1.0), **settings)


@pytest.mark.parametrize("start", [0.3, 1.0, 4.0])
def test_one_step_minimises_a_hyperbolic_cosine(start: float) -> None:
    # f = cosh(w) - 1 has f'' = 1 + f, so its own energy step lands at its minimiser.
    schedule = schedule_of([math.sinh(start)], K0=1, K=1, cap=10)
    schedule.step(math.cosh(start) - 1)
    assert schedule.eta * math.sinh(start) == pytest.approx(start, rel=1e-12)


def test_a_small_gradient_gives_one_over_ell() -> None:
    for gradient, tolerance in ((1e-3, 1e-6), (1e-9, 1e-12), (0.0, 0)):
        schedule = schedule_of([gradient], K0=0.5, K=2, cap=9)
        schedule.step(3.0)
        assert schedule.eta == pytest.approx(1 / 6.5, rel=tolerance)


def test_it_is_never_below_one_over_ell_and_grows_with_the_gradient() -> None:
    etas = []
    for gradient in (0.1, 1.0, 3.0, 4.5):
        schedule = schedule_of([gradient], K0=0.5, K=2, cap=100)
        schedule.step(3.0)
        etas.append(schedule.eta)
    assert etas[0] > 1 / 6.5
    assert etas == sorted(etas)


def test_the_norm_is_that_of_all_groups_together() -> None:
    both, one = schedule_of([3.0, 4.0], K0=1, K=0.2), schedule_of([5.0], K0=1, K=0.2)
    both.step(7.0)
    one.step(7.0)
    assert both.eta == pytest.approx(one.eta, rel=1e-15)


def test_a_gradient_that_no_such_loss_has_takes_the_cap() -> None:
    for gradient in (6.5 / math.sqrt(2), 100.0):
        schedule = schedule_of([gradient], K0=0.5, K=2)
        schedule.step(3.0)
        assert schedule.eta == 2.0


def test_without_growth_it_is_the_constant_step() -> None:
    schedule = schedule_of([3.0], K0=4, K=0)
    schedule.step(3.0)
    assert schedule.eta == 0.25


def test_after_the_hand_over_the_gradient_is_not_looked_at() -> None:
    schedule = schedule_of([3.0], K0=4, K=1, hand_over=0, total_steps=4)
    schedule.step(3.0)
    first = schedule.eta
    for group in schedule.optimizer.param_groups:
        group["params"][0].grad = None
    schedule.step(3.0)
    assert schedule.eta == pytest.approx(first * (1 + math.cos(math.pi / 4)) / 2)


def test_the_state_is_plain_and_goes_on() -> None:
    first, second = (schedule_of([3.0], K0=4, K=1, smoothing=0.5, monotone=True) for _ in "ab")
    first.step(9.0)
    state = first.state_dict()
    assert json.loads(json.dumps(state)) == state
    second.load_state_dict(state)
    for schedule in (first, second):
        schedule.step(5.0)
    assert first.eta == second.eta


def test_missing_gradients_are_told() -> None:
    schedule = schedule_of([1.0], K0=1, K=1)
    schedule.optimizer.param_groups[0]["params"][0].grad = None
    before = schedule.state_dict()
    with pytest.raises(DomainError) as refused:
        schedule.step(1.0)
    assert str(refused.value) == (
        "EnergyWarmup needs gradients in .grad; got none. Call step after the backward pass."
    )
    assert schedule.state_dict() == before


def test_a_gradient_that_is_not_finite_is_told() -> None:
    schedule = schedule_of([math.inf], K0=1, K=1)
    with pytest.raises(WarmproofError) as refused:
        schedule.step(1.0)
    assert str(refused.value) == (
        "the gradient norm is inf at step 0, after a step of size 0. "
        "Go back to an earlier state and raise K0 and K, or give a smaller cap."
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"rho": 0.5},
            "EnergyWarmup needs rho = 1, where its step has a closed form; got 0.5. Use GapWarmup.",
        ),
        (
            {"K0": 0},
            "EnergyWarmup needs a largest step: with K0 = 0 steps grow without limit as the gap "
            "falls. Give a cap, or K0 > 0.",
        ),
        ({"K": -1}, "EnergyWarmup needs K >= 0; got K = -1. Raise K."),
    ],
)
def test_bad_input_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        schedule_of([1.0], **{"K0": 1, "K": 1, **settings})
    assert str(refused.value) == message
