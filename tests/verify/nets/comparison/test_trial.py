"""A trial: its record, what it is after an interrupt, and what is kept when it diverges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import WarmproofError
from verify.nets.comparison import trial as module
from verify.nets.comparison.entrants import Candidate
from verify.nets.comparison.settings import Settings
from verify.nets.comparison.trial import RUNNING, TRIALS, Trial, run_trial, trailing_mean
from verify.nets.hessian import HessianProduct
from verify.nets.tasks import Task, make_task

pytestmark = pytest.mark.extra("nets")

ALL = [
    Candidate("constant", 0.3),
    Candidate("linear", 0.3, 1.0),
    Candidate("theoretical", 0.3, 0.25),
    Candidate("energy", 0.3, 0.25),
    Candidate("measured"),
]


@pytest.fixture(scope="module")
def task() -> Task:
    return make_task("perceptron", "smoke")


def trial_in(
    folder: Path, task: Task, candidate: Candidate, *, judged: bool = True, **given: Any
) -> Trial:
    for name in (TRIALS, RUNNING):
        (folder / name).mkdir(parents=True, exist_ok=True)
    settings = Settings.of(task, **{"steps": 24, **given})
    return Trial(settings, candidate, 3, judged, 2.3, folder)


def without_times(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "times"}


def test_a_judged_trial_has_its_curves_and_scores(tmp_path: Path, task: Task) -> None:
    trial = trial_in(tmp_path, task, ALL[0])
    record = run_trial(trial)
    assert record["diverged"] is None
    assert len(record["loss"]) == len(record["eta"]) == record["steps"] == 24
    assert record["loss"][-1] < record["loss"][0]
    assert record["training_loss"] == pytest.approx(record["loss"][-1], rel=1e-6)
    assert [row[0] for row in record["validation"]] == [0, 2, 5, 7, 10, 12, 14, 17, 19, 22, 24]
    assert record["validation"][-1][1:] == [
        record["validation_loss"],
        record["validation_accuracy"],
    ]
    assert 0.3 < record["test_accuracy"] < 1
    assert len(record["times"]["seconds"]) == 24
    assert trial.record() == record


def test_a_trial_of_tuning_never_looks_at_the_test_set(
    tmp_path: Path, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test set that cannot be read would be noticed.
    blind = replace(task, test=())
    monkeypatch.setattr(module, "_task", lambda settings: blind)
    record = run_trial(trial_in(tmp_path, task, ALL[0], judged=False))
    assert record["test_loss"] is None
    assert record["test_accuracy"] is None
    assert len(record["validation"]) == 1
    with pytest.raises(WarmproofError, match="scores need at least one batch"):
        run_trial(trial_in(tmp_path, task, ALL[0]))


def test_all_schedules_see_the_same_start_and_the_same_first_batch(
    tmp_path: Path, task: Task
) -> None:
    first = {run_trial(trial_in(tmp_path, task, c, steps=2))["loss"][0] for c in ALL}
    assert len(first) == 1


@pytest.mark.parametrize("candidate", ALL, ids=lambda c: c.schedule)
@pytest.mark.parametrize("stop", [1, 13])
def test_an_interrupted_trial_goes_on_to_the_same_record(
    tmp_path: Path,
    task: Task,
    candidate: Candidate,
    stop: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = run_trial(trial_in(tmp_path / "whole", task, candidate))
    asked = []

    def batch(seed: int, step: int) -> Any:
        asked.append(step)
        if len(asked) == stop + 1:
            raise KeyboardInterrupt
        return task.batch(seed, step)

    monkeypatch.setattr(module, "_task", lambda settings: replace(task, batch=batch))
    trial = trial_in(tmp_path / "cut", task, candidate)
    with pytest.raises(KeyboardInterrupt):
        run_trial(trial)
    assert trial.record() is None
    (checkpoint,) = (tmp_path / "cut" / RUNNING).iterdir()
    assert without_times(run_trial(trial)) == without_times(whole)
    assert asked[stop + 1] == stop
    assert not checkpoint.exists()


def test_a_killed_trial_goes_on_from_its_last_checkpoint(
    tmp_path: Path, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run_trial(trial_in(tmp_path / "whole", task, ALL[3]))
    monkeypatch.setattr(module, "SECONDS_BETWEEN", -1.0)
    trial = trial_in(tmp_path / "cut", task, ALL[3])

    class Killed(BaseException):
        """What leaves no time to write anything."""

    def told(share: float) -> None:
        if share > 0.6:
            raise Killed

    with pytest.raises(Killed):
        run_trial(trial, told)
    shares: list[float] = []
    assert without_times(run_trial(trial, shares.append)) == without_times(whole)
    assert shares[0] > 0.6


def test_a_finished_trial_is_not_run_again(tmp_path: Path, task: Task) -> None:
    trial = trial_in(tmp_path, task, ALL[0])
    first = run_trial(trial)
    assert run_trial(trial) == first


def test_one_that_diverges_says_when_and_keeps_its_curve(
    tmp_path: Path, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Cross entropy hardly ever stops being finite; squares do.
    squares = replace(task, loss=lambda model, batch: model(batch[0]).square().mean())
    monkeypatch.setattr(module, "_task", lambda settings: squares)
    record = run_trial(trial_in(tmp_path, task, Candidate("constant", 1e10)))
    assert record["diverged"].startswith("the loss is inf at step 2, after a step of size 1e+10")
    assert len(record["loss"]) == record["steps"] == 2
    for name in ("training_loss", "validation_loss", "test_loss", "test_accuracy"):
        assert record[name] is None


def test_a_curvature_that_is_not_finite_ends_the_trial_alone(
    tmp_path: Path, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    def product(self: Any, vector: Any) -> Any:
        raise WarmproofError("a Hessian-vector product is not finite, though the loss is.")

    monkeypatch.setattr(HessianProduct, "__call__", product)
    trial = trial_in(tmp_path, task, ALL[4])
    record = run_trial(trial)
    assert record["diverged"] == "a Hessian-vector product is not finite, though the loss is."
    assert (record["steps"], record["probes"], record["test_loss"]) == (0, [], None)
    assert trial.record() == record


def test_measured_constants_cost_products_and_their_time(tmp_path: Path, task: Task) -> None:
    record = run_trial(trial_in(tmp_path, task, ALL[4], steps=60))
    steps = [step for step, _, _ in record["probes"]]
    assert steps[0] == 0
    assert len(steps) >= 4
    assert all(step <= 6 for step in steps)
    assert record["products"] == 8 + 2 * (len(steps) - 1)
    assert record["times"]["measuring"] > 0
    assert record["times"]["seconds"][-1] == pytest.approx(
        record["times"]["training"] + record["times"]["measuring"], abs=1e-4
    )


def test_momentum_does_not_change_what_is_made_of_a_probe(tmp_path: Path, task: Task) -> None:
    plain, heavy = (
        run_trial(trial_in(tmp_path / str(m), task, ALL[4], momentum=m, peaks=[9.0]))["eta"][0]
        for m in (0.0, 0.9)
    )
    assert heavy == plain


def test_the_number_of_threads_does_not_change_a_record(tmp_path: Path, task: Task) -> None:
    found = []
    for threads in (1, 2):
        torch.set_num_threads(threads)
        found.append(without_times(run_trial(trial_in(tmp_path / str(threads), task, ALL[0]))))
        assert torch.get_num_threads() == threads
    assert found[0] == found[1]


def test_a_record_that_is_something_else_is_refused(tmp_path: Path, task: Task) -> None:
    trial = trial_in(tmp_path, task, ALL[0])
    for text, why in (("{", "is damaged"), ("[]", "is no record of this trial")):
        trial.path.write_text(text)
        with pytest.raises(WarmproofError, match=why):
            run_trial(trial)


def test_a_trailing_mean_is_that_by_hand() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=30)
    by_hand = [values[max(0, i - 6) : i + 1].mean() for i in range(30)]
    assert trailing_mean(values, 7) == pytest.approx(by_hand)
