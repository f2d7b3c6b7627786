"""What is tried of each schedule, and that a strength means what it says."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")
# ruff: noqa: E402 - what needs torch comes after asking for it

from verify.nets.comparison.entrants import (
    Candidate,
    candidates,
    length,
    make_optimizer,
    make_schedule,
    starting_gap,
)
from verify.nets.comparison.settings import Settings
from verify.nets.schedules import LossSchedule
from verify.nets.tasks import Task, make_task

pytestmark = pytest.mark.extra("nets")

GAP0 = 2.5


@pytest.fixture(scope="module")
def task() -> Task:
    return make_task("perceptron", "smoke")


def schedule_of(task: Task, settings: Settings, candidate: Candidate) -> LossSchedule:
    optimizer = make_optimizer(task.build(0), settings)
    for parameter in optimizer.param_groups[0]["params"]:
        parameter.grad = torch.zeros_like(parameter)
    return make_schedule(candidate, optimizer, settings, task, GAP0)


@pytest.mark.parametrize("strengths", [1, 3, 9])
def test_all_warm_ups_have_as_many_trials_and_constant_has_its_peaks(
    task: Task, strengths: int
) -> None:
    settings = Settings.of(task, peaks=[0.1, 1.0], strengths=strengths)
    counts = {name: len(set(candidates(name, settings))) for name in settings.schedules}
    many = 2 * strengths
    assert counts == {
        "constant": 2,
        "linear": many,
        "theoretical": many,
        "energy": many,
        "measured": 1,
    }


def test_files_are_named_apart(task: Task) -> None:
    settings = Settings.of(task, strengths=9, peaks=[0.1, 0.1 + 1e-16, 0.1 + 1e-9])
    every = [c for name in settings.schedules for c in candidates(name, settings)]
    assert len({c.name for c in every}) == len(set(every))


@pytest.mark.parametrize("share", [0.5, 0.125])
@pytest.mark.parametrize("rho", [0.5, 1.0])
def test_the_first_step_of_theory_is_its_share_of_the_peak(
    task: Task, share: float, rho: float
) -> None:
    settings = Settings.of(task, rho=rho)
    schedule = schedule_of(task, settings, Candidate("theoretical", 0.8, share))
    schedule.step(GAP0)
    assert schedule.eta == pytest.approx(0.8 * share, rel=1e-12)
    schedule.step(GAP0 * share ** (1 / rho) * 0.999)
    assert schedule.eta == pytest.approx(0.8, rel=1e-12)


def test_the_energy_step_begins_at_one_over_ell_where_the_gradient_is_flat(task: Task) -> None:
    schedule = schedule_of(task, Settings.of(task), Candidate("energy", 0.8, 0.25))
    schedule.step(GAP0)
    assert schedule.eta == pytest.approx(1 / (1 / 0.8 + 4 / 0.8), rel=1e-12)


def test_the_constant_schedule_hands_over_where_all_do(task: Task) -> None:
    settings = Settings.of(task, steps=100)
    schedule = schedule_of(task, settings, Candidate("constant", 0.8))
    etas = []
    for _ in range(100):
        schedule.step(1.0)
        etas.append(schedule.eta)
    assert etas[: settings.warmup_steps + 1] == [0.8] * 11
    assert etas[11] < 0.8
    assert 0 < etas[-1] < 0.001


@pytest.mark.parametrize(
    ("strength", "steps", "turn"), [(0.5, 5, 10), (1.0, 10, 10), (2.0, 20, 20)]
)
def test_a_linear_warm_up_comes_to_its_peak_before_the_cosine(
    task: Task, strength: float, steps: int, turn: int
) -> None:
    settings = Settings.of(task, steps=100)
    candidate = Candidate("linear", 0.8, strength)
    assert length(candidate, settings) == steps
    schedule = schedule_of(task, settings, candidate)
    etas = []
    for _ in range(turn + 2):
        schedule.step(1.0)
        etas.append(schedule.eta)
    assert etas[steps - 2] < 0.8
    assert etas[steps - 1 : turn + 1] == [0.8] * (turn + 2 - steps)
    assert etas[turn + 1] < 0.8


def test_measured_steps_stay_below_the_largest_peak(task: Task) -> None:
    schedule = schedule_of(task, Settings.of(task, peaks=[0.1, 0.4]), Candidate("measured"))
    assert schedule.peak == 0.4


def test_the_gap_before_training_is_that_of_guessing(task: Task) -> None:
    # Ten classes: a network that knows nothing has a loss around ln 10 = 2.3.
    assert starting_gap(task, Settings.of(task)) == pytest.approx(2.3, abs=0.3)
