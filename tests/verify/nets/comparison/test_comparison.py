"""Whole comparisons: from start to end, cut off and resumed, refused, in several processes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")


from theory.errors import DomainError, WarmproofError
from verify.nets.comparison import comparison as module
from verify.nets.comparison.comparison import Comparison, compare
from verify.nets.comparison.document import document
from verify.nets.comparison.settings import Settings
from verify.nets.comparison.summary import summarize
from verify.nets.tasks import Task, make_task

pytestmark = pytest.mark.extra("nets")

FEW: dict[str, Any] = {
    "schedules": ("constant", "theoretical", "measured"),
    "steps": 8,
    "peaks": [0.1, 0.5],
    "seeds": 2,
}


@pytest.fixture(scope="module")
def task() -> Task:
    return make_task("perceptron", "smoke")


def timeless(found: Comparison) -> dict[str, Any]:
    shape = document(found, summarize(found), "again")
    return {name: value for name, value in shape.items() if name != "times"}


@pytest.fixture(scope="module")
def whole(task: Task, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare(task, Settings.of(task, **FEW), tmp_path_factory.mktemp("whole"))


def test_all_are_tuned_and_judged(whole: Comparison) -> None:
    assert [(entry.schedule, entry.trials) for entry in whole.tuned] == [
        ("constant", 2),
        ("theoretical", 2),
        ("measured", 0),
    ]
    assert {name: len(rows) for name, rows in whole.judged.items()} == {
        "constant": 2,
        "theoretical": 2,
        "measured": 2,
    }
    for entry in whole.tuned:
        for row, seed in zip(whole.judged[entry.schedule], (0, 1), strict=True):
            assert entry.chosen is not None
            assert (row["seed"], row["peak"]) == (seed, entry.chosen.peak)


def test_the_choice_is_made_by_the_validation_loss_alone(whole: Comparison) -> None:
    entry = whole.tuned[0]
    best = min(entry.tried, key=lambda tried: tried.loss or 0)
    assert entry.chosen == best.candidate


def test_all_start_from_the_same_weights_and_batches(whole: Comparison) -> None:
    for seed in (0, 1):
        assert len({rows[seed]["loss"][0] for rows in whole.judged.values()}) == 1
    assert len({row["loss"][0] for row in whole.judged["constant"]}) == 2


@pytest.mark.parametrize("finished", [0, 3, 7])
def test_an_interrupted_comparison_goes_on_to_the_same_document(
    task: Task,
    whole: Comparison,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    finished: int,
) -> None:
    real: Callable[..., Any] = module.run_trial
    calls = []

    def cut(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) > finished:
            raise KeyboardInterrupt
        return real(*arguments)

    settings = Settings.of(task, **FEW)
    monkeypatch.setattr(module, "run_trial", cut)
    with pytest.raises(KeyboardInterrupt):
        compare(task, settings, tmp_path)
    assert len(list((tmp_path / "trials").iterdir())) == finished
    monkeypatch.setattr(module, "run_trial", real)
    told: list[tuple[float, int]] = []
    found = compare(
        task, settings, tmp_path, told=lambda done, total, text: told.append((done, total))
    )
    assert json.dumps(timeless(found)) == json.dumps(timeless(whole))
    assert {total for _, total in told} == {10}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == 10


def test_a_folder_with_other_settings_is_refused(task: Task, tmp_path: Path) -> None:
    few = {**FEW, "schedules": ("measured",), "seeds": 1}
    compare(task, Settings.of(task, **few), tmp_path)
    with pytest.raises(DomainError, match=r"began with steps = 8; got 9\. Go on with the same"):
        compare(task, Settings.of(task, **{**few, "steps": 9}), tmp_path)


def test_a_folder_that_tells_of_something_else_is_refused(task: Task, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("[1]")
    with pytest.raises(WarmproofError, match="is damaged, or no file of a comparison"):
        compare(task, Settings.of(task, **FEW), tmp_path)


def diverging(trial: Any, told: Any = None) -> dict[str, Any]:
    return {
        "name": trial.name,
        **trial.candidate.to_json(),
        "seed": trial.seed,
        "diverged": "the loss is nan at step 1, after a step of size 0.1. Take smaller steps.",
        "validation_loss": None,
    }


def test_where_every_trial_diverges_it_ends_with_a_sentence(
    task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "run_trial", diverging)
    settings = Settings.of(task, **{**FEW, "schedules": ("linear", "constant")})
    with pytest.raises(WarmproofError) as refused:
        compare(task, settings, tmp_path)
    assert str(refused.value) == (
        "every trial diverged; linear with peak 0.1: the loss is nan at step 1, after a step of "
        "size 0.1. Take smaller steps. Lower the peaks."
    )


@pytest.mark.parametrize(
    ("jobs", "why"), [(0, "needs at least 1 job; got 0"), (1000, "at most 256 jobs")]
)
def test_jobs_out_of_range_are_refused(task: Task, tmp_path: Path, jobs: int, why: str) -> None:
    with pytest.raises(DomainError, match=why):
        compare(task, Settings.of(task, **FEW), tmp_path, jobs=jobs)
    assert not list(tmp_path.iterdir())


@pytest.mark.thorough
def test_two_processes_give_the_same_document(
    task: Task, whole: Comparison, tmp_path: Path
) -> None:
    found = compare(task, Settings.of(task, **FEW), tmp_path, jobs=2)
    assert json.dumps(timeless(found)) == json.dumps(timeless(whole))


@pytest.mark.thorough
def test_processes_that_are_given_up_end_and_what_is_finished_stays(
    task: Task, whole: Comparison, tmp_path: Path
) -> None:
    settings = Settings.of(task, **FEW)

    def told(done: float, total: int, text: str) -> None:
        if done >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(task, settings, tmp_path, jobs=2, told=told)
    assert len(list((tmp_path / "trials").iterdir())) >= 3
    found = compare(task, settings, tmp_path, jobs=2)
    assert json.dumps(timeless(found)) == json.dumps(timeless(whole))
