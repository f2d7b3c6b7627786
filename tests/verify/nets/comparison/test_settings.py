"""What is compared by default, what is refused, and what a comparison may go on with."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from theory.errors import DomainError
from verify.nets.comparison.paired import paired_test
from verify.nets.comparison.settings import PLANS, SCHEDULES, Settings
from verify.nets.comparison.summary import LEVEL, seeds_needed
from verify.nets.tasks import Task, make_task

pytestmark = pytest.mark.extra("nets")


@pytest.fixture(scope="module")
def task() -> Task:
    return make_task("perceptron", "smoke")


def test_the_cosine_takes_over_at_the_tasks_share_of_the_steps(task: Task) -> None:
    assert Settings.of(task, steps=1000).hand_over == 100
    assert Settings.of(task, steps=4).hand_over == 1
    assert Settings.of(task, decay="none").hand_over is None


def test_no_seed_both_tunes_and_judges(task: Task) -> None:
    settings = Settings.of(task, seeds=20, tuning_seeds=20, seed=7)
    assert settings.seeds[0] == 7
    assert not set(settings.seeds) & set(settings.tuning_seeds)


def test_schedules_that_cannot_be_are_left_out_unless_asked_for(task: Task) -> None:
    assert Settings.of(task).schedules == SCHEDULES
    assert "energy" not in Settings.of(task, rho=0.5).schedules
    assert "measured" not in Settings.of(task, optimizer="adamw", peaks=[0.001]).schedules
    assert Settings.of(task, schedules=("linear", "linear")).schedules == ("linear",)


def test_momentum_shrinks_the_built_in_peaks(task: Task) -> None:
    plain, heavy = Settings.of(task).peaks, Settings.of(task, momentum=0.9).peaks
    assert heavy == pytest.approx([peak / 10 for peak in plain])
    assert Settings.of(task, momentum=0.9, peaks=[0.5, 0.1, 0.5]).peaks == (0.1, 0.5)


def test_small_has_seeds_enough_to_show_a_difference(task: Task) -> None:
    pairs = 4 + 3  # all against constant, theory's against linear
    seeds = PLANS["small"].seeds
    assert seeds == seeds_needed(pairs)
    assert pairs * paired_test([1.0] * seeds, [0.0] * seeds).p <= LEVEL
    assert pairs * paired_test([1.0] * (seeds - 1), [0.0] * (seeds - 1)).p > LEVEL


def test_going_on_needs_the_same_settings_but_for_the_place_of_the_data(task: Task) -> None:
    before = Settings.of(task, data="here").to_json()
    Settings.of(task, data="there").check_same(before)
    with pytest.raises(DomainError) as refused:
        Settings.of(task, peaks=[0.2, 0.4]).check_same(before)
    assert str(refused.value) == (
        "this comparison began with peaks = "
        f"{', '.join(map(str, task.peaks))}; got 0.2, 0.4. "
        "Go on with the same, or name another folder."
    )


def test_data_that_have_changed_are_refused(task: Task) -> None:
    from dataclasses import replace

    with pytest.raises(DomainError, match="the data have changed since the comparison began"):
        replace(Settings.of(task), fingerprint="other").task()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"steps": 1}, "a comparison needs steps >= 2; got 1. Train for longer."),
        (
            {"peaks": [0.1, -1.0]},
            "peaks need to be > 0 and < 1e+30; got -1.0, 0.1. Take some around 0.1.",
        ),
        (
            {"schedules": ("warmup",)},
            "there is no schedule 'warmup'. "
            "Take some of constant, linear, theoretical, energy, measured.",
        ),
        ({"seeds": 0}, "a comparison takes 1 to 20 seeds; got 0. Take 6."),
        ({"seeds": 21}, "a comparison takes 1 to 20 seeds; got 21. Take 6."),
        ({"tuning_seeds": 0}, "a comparison takes 1 to 20 seeds to tune by; got 0. Take 1."),
        ({"strengths": 0}, "a comparison tries 1 to 9 strengths of warm-up; got 0. Take 3."),
        ({"momentum": 1.0}, "momentum needs 0 <= momentum < 1; got 1.0. Take 0.9."),
        ({"rho": 0.0}, "the theory needs rho > 0; got 0.0. Take 1."),
        (
            {"rho": 0.5, "schedules": ("energy",)},
            "the energy step has a closed form for rho = 1 only; got rho = 0.5. "
            "Leave out the schedule energy.",
        ),
        (
            {"optimizer": "adamw"},
            "the built-in peaks are for sgd; adamw needs its own. "
            "Give some with --peaks, such as 0.0003,0.001,0.003.",
        ),
        (
            {"optimizer": "adamw", "peaks": [0.001], "momentum": 0.9},
            "adamw has a momentum of its own. Leave out --momentum.",
        ),
        (
            {"optimizer": "adamw", "peaks": [0.001], "schedules": ("measured",)},
            "measured curvature says nothing about the steps of adamw. "
            "Leave out the schedule measured, or take sgd.",
        ),
    ],
)
def test_bad_input_is_refused(task: Task, given: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        Settings.of(task, **given)
    assert str(refused.value) == message
