"""verify/sgd/campaign.py: the same runs from any workers and after any stop, fixed beforehand."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, WarmproofError
from verify.problems import get
from verify.sgd import batches, campaign
from verify.sgd.campaign import Campaign, Outcome, run_campaign
from verify.sgd.engine import run_seeds
from verify.sgd.noises.parsing import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import Totals


def planned(runs: int = 40, seed: int = 3, **changes: Any) -> Campaign:
    problem = get("hyperbolic-cosines")
    noise = parse_noise("rademacher:1/2", problem)
    setting = Setting(problem, noise, noise.levels, sp.Rational(1, 10), 20)
    return Campaign(dataclasses.replace(setting, **changes), runs, seed, backend="numpy")


def check_same(found: Totals, expected: Totals) -> None:
    for name in Totals.names():
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)
        assert getattr(found, name).dtype == getattr(expected, name).dtype


def whole(asked: Campaign) -> Totals:
    return run_seeds(asked.setting, asked.seeds, backend="numpy")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "FEWEST", 7)
    monkeypatch.setattr(campaign, "BATCH_STEPS", 140)


class Interrupted:
    """Stands for Ctrl-C once so many batches are made."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, setting: Setting, seeds: Sequence[int], *rest: Any) -> Totals:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return run_seeds(setting, seeds, *rest)


def interrupted(
    monkeypatch: pytest.MonkeyPatch, asked: Campaign, after: int, file: Path | None = None
) -> Outcome:
    with monkeypatch.context() as patched:
        patched.setattr(batches, "run_seeds", Interrupted(after))
        return run_campaign(asked, checkpoint=file)


def test_a_campaign_makes_the_runs_of_its_seeds_in_order(small_batches: None) -> None:
    asked = planned()
    found = run_campaign(asked)
    assert found.totals.seeds.tolist() == list(range(3, 43))
    check_same(found.totals, whole(asked))
    assert (found.stopped, found.missing, found.made) == ("", 0, 40)


def test_processes_find_what_one_finds() -> None:
    asked = planned()
    assert np.all(whole(asked).bias_terms > 0)
    check_same(run_campaign(asked, jobs=2).totals, whole(asked))


@pytest.mark.extra("cluster")
def test_a_cluster_of_two_finds_what_one_finds() -> None:
    distributed = pytest.importorskip("distributed")
    asked = planned()
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None, silence_logs=50
    ) as cluster:
        found = run_campaign(asked, scheduler=cluster.scheduler_address)
    check_same(found.totals, whole(asked))


@pytest.mark.thorough  # each process compiles; that processes change nothing is asked above
@pytest.mark.extra("numba")
def test_compiled_loops_in_two_processes_find_what_one_finds() -> None:
    pytest.importorskip("numba")
    asked = dataclasses.replace(planned(runs=9), backend="numba")
    check_same(run_campaign(asked, jobs=2).totals, run_campaign(asked).totals)


def test_a_loop_is_compiled_only_where_that_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dataclasses.replace(planned(), backend="auto").backend == "numpy"
    monkeypatch.setattr(campaign, "choose_backend", lambda _, backend: f"{backend}, chosen")
    assert dataclasses.replace(planned(), backend="auto").backend == "numpy, chosen"
    monkeypatch.setattr(campaign, "WORTH_COMPILING", 40 * 20)
    assert dataclasses.replace(planned(), backend="auto").backend == "auto, chosen"


def test_the_chance_of_a_false_alarm_is_shared_out_over_the_runs() -> None:
    asked = planned(runs=40)
    assert asked.setting.false_alarm == sp.Rational(1, 80_000)
    assert asked.pooled_alpha == sp.Rational(1, 2000)
    assert 40 * asked.setting.false_alarm + asked.pooled_alpha == asked.alpha


def test_progress_counts_runs_up_to_all_of_them(small_batches: None) -> None:
    seen: list[tuple[float, int]] = []
    run_campaign(planned(), progress=lambda *found: seen.append(found))
    assert seen == sorted(seen)
    assert seen[-1] == (40.0, 40)


# Stopping and going on.


def test_an_interrupt_keeps_what_is_finished(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = planned()
    found = interrupted(monkeypatch, asked, after=2)
    assert (found.stopped, found.missing) == ("interrupt", 26)
    check_same(found.totals, whole(asked).take(np.arange(14)))


def test_an_interrupt_before_anything_is_finished_ends_the_campaign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(monkeypatch, planned(), after=0)


def test_a_lost_worker_is_one_sentence_or_an_early_end(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import BrokenExecutor

    def lost(*_: object) -> Totals:
        raise BrokenExecutor

    monkeypatch.setattr(batches, "run_seeds", lost)
    with pytest.raises(WarmproofError, match=r"^a worker was lost before any run was finished"):
        run_campaign(planned())


def test_an_interrupted_campaign_goes_on_to_the_same_end(
    small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked, file = planned(), tmp_path / "runs.npz"
    interrupted(monkeypatch, asked, after=2, file=file)
    assert file.exists()
    again = interrupted(monkeypatch, asked, after=1, file=file)
    assert (again.missing, again.made) == (19, 7)
    last = run_campaign(asked, checkpoint=file)
    assert last.made == 19
    check_same(last.totals, whole(asked))
    assert not file.exists()


def test_a_checkpoint_is_kept_up_to_date_while_the_campaign_goes_on(
    small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(campaign, "SAVE_SECONDS", -1.0)
    file = tmp_path / "runs.npz"
    there: list[bool] = []
    run_campaign(planned(), checkpoint=file, progress=lambda *_: there.append(file.exists()))
    assert any(there)
    assert not file.exists()


@pytest.mark.parametrize(
    "other",
    [
        planned(runs=41),
        planned(seed=4),
        planned(T=21),
        planned(delta=sp.Rational(1, 9)),
        planned(factor=sp.Integer(2)),
        planned(schedule="constant"),
        dataclasses.replace(planned(), confidence=sp.Rational(99, 100)),
    ],
    ids=["runs", "seed", "T", "delta", "factor", "schedule", "confidence"],
)
def test_the_checkpoint_of_another_campaign_is_refused(
    other: Campaign, small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "runs.npz"
    interrupted(monkeypatch, planned(), after=1, file=file)
    before = file.read_bytes()
    with pytest.raises(WarmproofError) as refused:
        run_campaign(other, checkpoint=file)
    assert str(refused.value) == (
        f"the checkpoint {file} belongs to another campaign; resume with the options it was begun"
        " with, or name another file."
    )
    assert file.read_bytes() == before


def test_a_damaged_checkpoint_is_refused_at_every_byte(
    small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked, file = planned(), tmp_path / "runs.npz"
    interrupted(monkeypatch, asked, after=1, file=file)
    whole_file = file.read_bytes()
    for place in range(0, len(whole_file), 97):
        other = bytes([whole_file[place] ^ 1])
        file.write_bytes(whole_file[:place] + other + whole_file[place + 1 :])
        with pytest.raises(WarmproofError):
            campaign.Checkpoint(file, asked).read()
    file.write_bytes(whole_file[:-1])
    with pytest.raises(WarmproofError, match="is no checkpoint, or was damaged"):
        run_campaign(asked, checkpoint=file)


@pytest.mark.parametrize("content", [b"", b"PK", b"text\n", b"\xff" * 99])
def test_a_file_that_is_no_checkpoint_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "runs.npz"
    file.write_bytes(content)
    with pytest.raises(WarmproofError) as refused:
        run_campaign(planned(), checkpoint=file)
    assert str(refused.value) == f"{file} is no checkpoint, or was damaged; name another file."
    assert file.read_bytes() == content


def test_an_object_in_a_checkpoint_is_not_unpickled(
    small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked, file = planned(), tmp_path / "runs.npz"
    found = interrupted(monkeypatch, asked, after=1).totals
    planted = dataclasses.replace(found, seeds=np.array([print], dtype=object))
    campaign.Checkpoint(file, asked).write(planted)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        campaign.Checkpoint(file, asked).read()


# What makes no campaign.


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: planned(runs=0), "sgd needs at least 1 run; got 0. Raise --runs."),
        (lambda: planned(seed=-1),
         "seeds lie in [0, 2^63); got -1 for the first of 40. Choose a smaller --seed."),
        (lambda: planned(seed=2**63 - 40),
         "seeds lie in [0, 2^63); got 9223372036854775768 for the first of 40. "
         "Choose a smaller --seed."),
        (lambda: dataclasses.replace(planned(), confidence=sp.Integer(1)),
         "sgd needs a rational confidence in (0, 1); got 1. Choose one such as 999/1000."),
        (lambda: dataclasses.replace(planned(), confidence=1 / sp.pi),
         "sgd needs a rational confidence in (0, 1); got 1/pi. Choose one such as 999/1000."),
        (lambda: run_campaign(planned(), jobs=0),
         "sgd needs at least 1 job; got 0. Leave out --jobs."),
    ],
)  # fmt: skip
def test_what_makes_no_campaign_is_refused(make: Any, message: str) -> None:
    with pytest.raises(DomainError) as refused:
        make()
    assert str(refused.value) == message
