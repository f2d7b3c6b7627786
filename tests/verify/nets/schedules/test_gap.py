"""GapWarmup: against loops written by hand, at its ends, and through interruptions."""

from __future__ import annotations

import io
import json
import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.schedules import GapWarmup

pytestmark = pytest.mark.extra("nets")

LOSSES = [9.0, 5.0, 7.0, 3.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01]


def schedule_of(rates: tuple[float, ...] = (1.0,), **settings: Any) -> GapWarmup:
    groups = [{"params": [torch.nn.Parameter(torch.ones(1))], "lr": rate} for rate in rates]
    return GapWarmup(torch.optim.SGD(groups), **settings)


def etas(schedule: GapWarmup, losses: list[float]) -> list[float]:
    found = []
    for loss in losses:
        schedule.step(loss)
        found.append(schedule.optimizer.param_groups[0]["lr"])
    return found


def test_the_min_shape_is_the_smaller_of_two_steps() -> None:
    found = etas(schedule_of(K0=0.5, K=2, rho=1.5, f_lower=-1), LOSSES)
    assert found == pytest.approx([min(2, 1 / (2 * (x + 1) ** 1.5)) for x in LOSSES], rel=1e-15)


def test_the_ell_shape_is_one_over_ell() -> None:
    found = etas(schedule_of(K0=0.5, K=2, rho=0.5, shape="ell"), LOSSES)
    assert found == pytest.approx([1 / (0.5 + 2 * x**0.5) for x in LOSSES], rel=1e-15)


def test_the_min_shape_lies_between_one_and_two_over_ell() -> None:
    low = etas(schedule_of(K0=0.5, K=2, shape="ell"), LOSSES)
    found = etas(schedule_of(K0=0.5, K=2, shape="min"), LOSSES)
    assert all(a <= b <= 2 * a for a, b in zip(low, found, strict=True))


def test_smoothing_is_an_average_free_of_its_start() -> None:
    found = etas(schedule_of(K0=0.5, K=2, shape="ell", smoothing=0.8), LOSSES)
    for t, eta in enumerate(found):
        weights = [0.8 ** (t - i) for i in range(t + 1)]
        mean = sum(w * x for w, x in zip(weights, LOSSES, strict=False)) / sum(weights)
        assert eta == pytest.approx(1 / (0.5 + 2 * mean), rel=1e-12)


def test_monotone_steps_do_not_fall_when_the_loss_rises() -> None:
    plain = etas(schedule_of(K0=0.5, K=2), LOSSES)
    found = etas(schedule_of(K0=0.5, K=2, monotone=True), LOSSES)
    assert plain[2] < plain[1]
    assert found == [max(plain[: t + 1]) for t in range(len(plain))]


def test_a_cap_holds() -> None:
    found = etas(schedule_of(K0=0, K=2, cap=3), [*LOSSES, 0.0])
    assert found == pytest.approx([min(3, 1 / (2 * x)) if x else 3 for x in [*LOSSES, 0.0]])


def test_the_cosine_takes_over_at_a_step() -> None:
    schedule = schedule_of(K0=0.5, K=2, hand_over=4, total_steps=10, final=0.1)
    found = etas(schedule, LOSSES)
    before = etas(schedule_of(K0=0.5, K=2), LOSSES)
    top = before[4]
    assert found[:5] == before[:5]
    for t in (5, 8, 9):
        wave = (1 + math.cos(math.pi * (t - 4) / 6)) / 2
        assert found[t] == pytest.approx(top * (0.1 + 0.9 * wave))
    assert found[10] == found[11] == pytest.approx(0.1 * top)


def test_the_cosine_takes_over_when_the_cap_is_reached() -> None:
    schedule = schedule_of(K0=0.5, K=2, hand_over="cap", total_steps=12)
    found = etas(schedule, LOSSES)
    assert schedule.handed_over == LOSSES.index(0.2)
    assert found[7] == 2
    assert found[8:] == sorted(found[8:], reverse=True)
    assert found[8] < 2


def test_groups_keep_their_ratios_and_the_first_takes_eta() -> None:
    schedule = schedule_of((0.1, 0.05, 0.2), K0=0.5, K=2)
    schedule.step(3.0)
    rates = schedule.get_last_lr()
    assert rates == pytest.approx([1 / 6, 1 / 12, 1 / 3])
    assert rates == [group["lr"] for group in schedule.optimizer.param_groups]


def test_relative_steps_grow_to_the_groups_own_rates() -> None:
    schedule = schedule_of((0.1, 0.05), K0=0.5, K=2, relative=True)
    schedule.step(1.0)
    assert schedule.get_last_lr() == pytest.approx([0.1 / 4, 0.05 / 4])
    schedule.step(0.0)
    assert schedule.get_last_lr() == [0.1, 0.05]


def test_no_rate_is_set_before_the_first_loss() -> None:
    schedule = schedule_of((0.1, 0.05), K0=1, K=1)
    assert [group["lr"] for group in schedule.optimizer.param_groups] == [0, 0]


def test_rates_that_are_tensors_stay_the_same_tensors() -> None:
    weight, rate = torch.nn.Parameter(torch.ones(1)), torch.tensor(1.0)
    optimizer = torch.optim.SGD([weight], lr=rate)
    schedule = GapWarmup(optimizer, K0=1, K=1)
    schedule.step(torch.tensor(4.0))
    assert optimizer.param_groups[0]["lr"] is rate
    assert float(rate) == 0.25


def test_new_constants_hold_from_the_next_step() -> None:
    schedule = schedule_of(K0=1, K=1, monotone=True)
    schedule.step(2.0)
    schedule.retune(K0=1, K=5)
    assert etas(schedule, [2.0]) == [0.1]


# --- training ---------------------------------------------------------------------------------


OPTIMIZERS = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=1.0),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.02, momentum=0.9),
    "adamw": lambda parameters: torch.optim.AdamW(parameters, lr=0.5),
}


class Training:
    """Least squares on random data, a different batch at each step."""

    def __init__(self, name: str) -> None:
        rng = torch.Generator().manual_seed(1)
        self.inputs = torch.randn(64, 5, generator=rng)
        self.targets = self.inputs @ torch.arange(5.0)
        self.weight = torch.nn.Parameter(torch.zeros(5))
        self.optimizer = OPTIMIZERS[name]([self.weight])
        self.schedule = GapWarmup(
            self.optimizer,
            K0=20,
            K=1,
            relative=name != "sgd",
            smoothing=0.7,
            monotone=True,
            hand_over=25,
            total_steps=40,
        )
        self.curve: list[tuple[float, float]] = []

    def go(self, start: int, stop: int) -> None:
        for t in range(start, stop):
            rows = torch.arange(t * 7, t * 7 + 8) % 64
            loss = (self.inputs[rows] @ self.weight - self.targets[rows]).square().mean()
            self.optimizer.zero_grad()
            loss.backward()
            self.schedule.step(loss)
            self.optimizer.step()
            self.curve.append((loss.item(), self.schedule.eta))


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("stop", [1, 13, 26])
def test_an_interrupted_run_goes_on_bit_for_bit(name: str, stop: int) -> None:
    whole = Training(name)
    whole.go(0, 40)
    first = Training(name)
    first.go(0, stop)
    file = io.BytesIO()
    state = {
        "weight": first.weight.detach(),
        "optimizer": first.optimizer.state_dict(),
        "schedule": first.schedule.state_dict(),
    }
    torch.save(state, file)
    file.seek(0)
    loaded = torch.load(file, weights_only=True)
    second = Training(name)
    with torch.no_grad():
        second.weight.copy_(loaded["weight"])
    second.optimizer.load_state_dict(loaded["optimizer"])
    second.schedule.load_state_dict(loaded["schedule"])
    second.go(stop, 40)
    assert first.curve + second.curve == whole.curve
    assert torch.equal(second.weight, whole.weight)


def test_forgetting_the_schedules_state_gives_another_curve() -> None:
    whole, second = Training("sgd"), Training("sgd")
    whole.go(0, 40)
    second.go(0, 13)
    second.schedule = GapWarmup(second.optimizer, K0=20, K=1, hand_over=25, total_steps=40)
    second.go(13, 40)
    assert second.curve != whole.curve


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_training_lowers_the_loss(name: str) -> None:
    run = Training(name)
    run.go(0, 40)
    assert run.curve[-1][0] < run.curve[0][0] / 4


def test_gradient_descent_is_the_loop_by_hand() -> None:
    # f = cosh(w) - 1 is (1, 1, 1)-smooth with equality: f'' = cosh(w) = 1 + f.
    weight = torch.nn.Parameter(torch.tensor(6.0, dtype=torch.float64))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    schedule = GapWarmup(optimizer, K0=1, K=1, shape="ell")
    by_hand = 6.0
    for _ in range(20):
        optimizer.zero_grad()
        loss = torch.cosh(weight) - 1
        loss.backward()
        schedule.step(loss)
        optimizer.step()
        by_hand -= math.sinh(by_hand) / math.cosh(by_hand)
        assert weight.item() == pytest.approx(by_hand, rel=1e-9, abs=1e-12)
    assert abs(by_hand) < 1e-6


def test_the_state_is_plain_numbers_texts_and_lists() -> None:
    schedule = schedule_of((1.0, 2.0), K0=1, K=1, smoothing=0.9)
    etas(schedule, LOSSES)
    state = schedule.state_dict()
    assert json.loads(json.dumps(state)) == state


def test_a_state_is_a_copy() -> None:
    schedule = schedule_of(K0=1, K=1)
    state = schedule.state_dict()
    state["base_lrs"].append(5.0)
    schedule.step(1.0)
    assert schedule.get_last_lr() == [1.0]


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", [float("nan"), float("inf")])
def test_a_loss_that_is_not_finite_stops_and_changes_nothing(loss: float) -> None:
    schedule = schedule_of(K0=1, K=1)
    schedule.step(3.0)
    before = schedule.state_dict()
    with pytest.raises(WarmproofError) as refused:
        schedule.step(torch.tensor(loss))
    assert str(refused.value) == (
        f"the loss is {loss} at step 1, after a step of size 0.333333. "
        "Go back to an earlier state and raise K0 and K, or give a smaller cap."
    )
    assert schedule.state_dict() == before


def test_a_loss_below_f_lower_stops_and_changes_nothing() -> None:
    schedule = schedule_of(K0=1, K=1, f_lower=2)
    schedule.step(3.0)
    before = schedule.state_dict()
    with pytest.raises(DomainError) as refused:
        schedule.step(1.5)
    assert str(refused.value) == (
        "GapWarmup needs loss >= f_lower; got loss = 1.5 at step 1 with f_lower = 2. Lower f_lower."
    )
    assert schedule.state_dict() == before


def test_the_state_of_another_schedule_is_refused() -> None:
    schedule = schedule_of(K0=1, K=1)
    two = schedule_of((1.0, 1.0), K0=1, K=1)
    for state in ({"last_epoch": 3}, two.state_dict()):
        with pytest.raises(DomainError, match="GapWarmup needs its own state, with 1 groups"):
            schedule.load_state_dict(state)


def test_new_constants_that_are_refused_leave_the_old_ones() -> None:
    schedule = schedule_of(K0=1, K=1)
    with pytest.raises(DomainError, match="needs a largest step"):
        schedule.retune(K0=0, K=1)
    with pytest.raises(DomainError, match="GapWarmup needs K >= 0"):
        schedule.retune(K0=1, K=-1)
    assert (schedule.K0, schedule.K) == (1, 1)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"rho": 0}, "GapWarmup needs rho > 0; got rho = 0. Raise rho."),
        ({"K0": -0.1}, "GapWarmup needs K0 >= 0; got K0 = -1/10. Raise K0."),
        ({"K": float("nan")}, "GapWarmup needs a finite K; got nan. Give a number."),
        (
            {"K0": 0},
            "GapWarmup needs a largest step: with K0 = 0 steps grow without limit as the gap "
            "falls. Give a cap, or K0 > 0.",
        ),
        ({"cap": 0}, "GapWarmup needs 0 < cap; got 0. Raise it, or leave it out."),
        ({"smoothing": 1}, "GapWarmup needs 0 <= smoothing < 1; got 1. Give 0 for none."),
        ({"final": 2}, "GapWarmup needs 0 <= final <= 1; got 2. Give 0 to end at 0."),
        ({"shape": "sum"}, "GapWarmup needs shape in ell, min; got sum. Choose one."),
        (
            {"f_lower": float("inf")},
            "GapWarmup needs a finite f_lower; got inf. Give 0 for cross entropy.",
        ),
        (
            {"hand_over": 3},
            "a hand-over to the cosine needs total_steps; got none. Give it.",
        ),
        (
            {"hand_over": 9, "total_steps": 9},
            "GapWarmup needs 0 <= hand_over < total_steps = 9; got 9. Hand over earlier.",
        ),
        (
            {"hand_over": "cap", "total_steps": 9, "shape": "ell"},
            "shape ell comes up to 1/K0 at gap 0 only. Give a cap below 1/K0, or hand over "
            "at a step.",
        ),
        (
            {"rates": (1.0, 0.0)},
            "GapWarmup needs every group's learning rate > 0, for the ratios; got 0.0 in group 1. "
            "Give 1 to all for equal steps.",
        ),
    ],
)
def test_bad_input_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        schedule_of(**{"K0": 1, "K": 1, **settings})
    assert str(refused.value) == message
