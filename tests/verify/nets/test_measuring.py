"""A measured run in a folder: it goes on with the same rows; another run's folder is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.measuring import Measuring, Plan, defaults
from verify.nets.point import Measures, Row
from verify.nets.sizes import NETS
from verify.nets.tasks import make_task
from verify.nets.training import Diverged

pytestmark = pytest.mark.extra("nets")

CPU = torch.device("cpu")
PLAN = Plan(steps=9, every=2, lr=0.05, measures=Measures(points=2, products=4))


def run(plan: Plan, folder: Path | None = None, **options: Any) -> Measuring:
    return Measuring(make_task("perceptron", "smoke"), plan, CPU, folder, **options)


def timeless(found: Measuring) -> list[Row]:
    rows = found.tracker.rows
    return [replace(row, training_seconds=0.0, measuring_seconds=0.0) for row in rows]


def test_stopped_by_ctrl_c_it_goes_on_from_the_folder(tmp_path: Path) -> None:
    whole = run(PLAN)
    whole.run()

    def stop(row: Row) -> None:
        if row.step == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(PLAN, tmp_path).run(stop)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["checkpoint.npz", "trace.csv", "training.csv"]
    assert len((tmp_path / "trace.csv").read_text().splitlines()) == 1 + 3
    again = run(PLAN, tmp_path)
    again.resume()
    assert again.training.done == 5
    again.run()
    assert timeless(again) == timeless(whole)
    assert (tmp_path / "trace.csv").read_text().count("\n") == 1 + 5
    assert (tmp_path / "training.csv").read_text().count("\n") == 1 + 9
    longer = run(replace(PLAN, steps=13), tmp_path)
    longer.resume()
    longer.run()
    assert [row.step for row in longer.tracker.rows] == [0, 2, 4, 6, 8, 10, 12]


def test_between_two_checkpoints_a_kill_costs_what_came_after_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.nets.measuring.SECONDS_BETWEEN", -1.0)
    first = run(PLAN, tmp_path / "first")
    (tmp_path / "first").mkdir()

    def copy(row: Row) -> None:
        if row.step == 4:
            shutil.copytree(tmp_path / "first", tmp_path / "killed")

    first.run(copy)
    second = run(PLAN, tmp_path / "killed")
    second.resume()
    assert second.training.done == 5
    second.run()
    assert timeless(second) == timeless(first)


def test_fixed_batches_are_measured_instead_of_the_steps_own(tmp_path: Path) -> None:
    fixed = run(replace(PLAN, batches=2, steps=2))
    fixed.run()
    own = run(replace(PLAN, steps=2))
    own.run()
    assert fixed.tracker.rows[0].loss != own.tracker.rows[0].loss
    assert fixed.training.trace.loss.tolist() == own.training.trace.loss.tolist()


def test_layers_have_a_file_of_their_own(tmp_path: Path) -> None:
    run(replace(PLAN, steps=2, measures=Measures(points=0, layers=True)), tmp_path).run()
    first, *rows = (tmp_path / "layers.csv").read_text().splitlines()
    assert first == "step,layer,sharpness,residual,products"
    assert [row.split(",")[:2] for row in rows] == [["0", "layers.0"], ["0", "layers.1"]]


def test_a_diverged_run_keeps_its_rows(tmp_path: Path) -> None:
    task = replace(
        make_task("perceptron", "smoke"),
        loss=lambda net, batch: sum((p**4).sum() for p in net.parameters()),
    )
    found = Measuring(task, replace(PLAN, lr=50.0, every=1), CPU, tmp_path)
    with pytest.raises(Diverged, match="after a step of size 50"):
        found.run()
    assert len((tmp_path / "trace.csv").read_text().splitlines()) == 1 + len(found.tracker.rows)
    again = Measuring(task, replace(PLAN, lr=50.0, every=1), CPU, tmp_path)
    again.resume()
    with pytest.raises(Diverged, match="after a step of size 50"):
        again.run()


def test_another_run_s_folder_is_refused(tmp_path: Path) -> None:
    run(replace(PLAN, steps=2), tmp_path).run()
    for other, message in (
        (replace(PLAN, lr=0.1), "has lr = 0.05, not 0.1. Give the same options"),
        (replace(PLAN, seed=1), "has seed = 0, not 1"),
        (replace(PLAN, measures=Measures(points=3, products=4)), "has points = 2, not 3"),
    ):
        with pytest.raises(DomainError, match=message):
            run(other, tmp_path).resume()
    from verify.nets import checkpoint

    checkpoint.save(tmp_path / "checkpoint.npz", {"training": 1})
    with pytest.raises(DomainError, match="is no checkpoint of net measure"):
        run(PLAN, tmp_path).resume()
    (tmp_path / "checkpoint.npz").write_bytes(b"PK")
    with pytest.raises(WarmproofError, match="no checkpoint, or was cut off"):
        run(PLAN, tmp_path).resume()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"steps": 1}, "measuring needs steps >= every = 2; got steps = 1. Raise steps."),
        ({"every": 0}, "measuring needs every >= 1; got every = 0. Take 1."),
        ({"lr": 0.0}, "measuring needs a finite lr > 0; got lr = 0.0. Take 0.05."),
        ({"lr": float("nan")}, "measuring needs a finite lr > 0; got lr = nan. Take 0.05."),
        ({"momentum": 1.0}, "measuring needs 0 <= momentum < 1; got momentum = 1.0. Take 0.9."),
        ({"warmup": -1}, "measuring needs warmup >= 0; got warmup = -1. Take 0 for none."),
        ({"batches": -1}, "measuring needs batches >= 0; got batches = -1. Take 0 for the step"),
        ({"f_lower": float("inf")}, "measuring needs a finite f_lower; got f_lower = inf. Take 0."),
    ],
)
def test_a_plan_out_of_range_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        replace(PLAN, **options)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("net", NETS)
def test_the_paper_s_runs_are_as_long_as_theirs(net: str) -> None:
    task = replace(make_task(net, "smoke"), size="paper", per_epoch=351)
    steps = {"resnet": 20 * 351, "gpt": 600}.get(net, 20 * 351)
    assert defaults(task).steps == steps
    small = defaults(replace(task, size="small"))
    assert (small.every, small.measures.spectrum_every) == (20, 5)
