"""Noise along a training: where, on which batches, and that training does not notice."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.noise_run import (
    COLUMNS,
    OTHER_SEED,
    Row,
    measure_along,
    places,
    sampling,
    start,
    write_rows,
)
from verify.nets.tasks import make_task
from verify.nets.training import Diverged, Training

pytestmark = pytest.mark.extra("nets")

TASK = make_task("perceptron", "smoke")


def training(lr: float = 0.3) -> Training:
    return start(TASK, 0, lr, 200, torch.device("cpu"))


def test_measuring_leaves_training_as_it_is() -> None:
    alone, watched = training(), training()
    alone.run(12)
    rows: list[Row] = []
    measure_along(watched, sampling(TASK, 0, 4), [0, 3, 12], rows)
    assert [row.step for row in rows] == [0, 3, 12]
    assert watched.trace.loss.tolist() == alone.trace.loss.tolist()
    for a, b in zip(alone.model.parameters(), watched.model.parameters(), strict=True):
        assert torch.equal(a, b)


def test_a_whole_epoch_has_the_gradient_of_all_its_pictures() -> None:
    rows: list[Row] = []
    whole = sampling(TASK, 0, TASK.per_epoch)
    at = training()
    measure_along(at, whole, [0], rows)
    value = sum(TASK.loss(at.model, batch) for batch in whole.batches(0)) / TASK.per_epoch
    gradient = torch.cat([g.flatten() for g in torch.autograd.grad(value, at.model.parameters())])
    assert rows[0].loss == pytest.approx(value.item(), rel=1e-5)
    assert rows[0].noise.gradient_norm == pytest.approx(gradient.norm().item(), rel=1e-4)


def test_points_share_no_batch_and_training_has_none_of_them() -> None:
    drawn = sampling(TASK, 7, 3)
    assert drawn.epoch == TASK.per_epoch
    asked = []
    batches = type(drawn)(lambda number: asked.append(number), drawn.count, drawn.epoch)
    batches.batches(0)
    batches.batches(2)
    assert asked == [0, 1, 2, 40, 41, 42]
    first = drawn.batches(0)[0][0]
    assert torch.equal(first, TASK.batch(7 + OTHER_SEED, 0)[0])
    assert not torch.equal(first, TASK.batch(7, 0)[0])


def test_texts_are_drawn_independently() -> None:
    assert sampling(make_task("gpt", "smoke"), 0, 5).epoch is None


@pytest.mark.parametrize(("steps", "count"), [(2, 3), (3, 3), (60, 12), (200, 201), (4000, 25)])
def test_places_are_all_different_and_reach_the_end(steps: int, count: int) -> None:
    found = places(steps, count)
    assert len(set(found)) == count
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, steps)


def test_bad_counts_are_refused() -> None:
    with pytest.raises(DomainError) as refused:
        places(5, 7)
    assert str(refused.value) == (
        "noise needs 3 <= points <= steps + 1; got 7 points for 5 steps. "
        "Train for more steps, or measure at fewer points."
    )
    with pytest.raises(DomainError) as refused:
        sampling(TASK, 0, 21)
    assert str(refused.value) == (
        "noise needs 2 <= batches <= 20, the batches of an epoch; got 21. See --batches."
    )


def test_what_was_measured_before_training_diverges_is_kept() -> None:
    rows: list[Row] = []
    with pytest.raises(Diverged):
        measure_along(training(1e38), sampling(TASK, 0, 2), [0, 100], rows)
    assert [row.step for row in rows] == [0]


def test_rows_are_written_with_all_their_digits(tmp_path: Path) -> None:
    rows: list[Row] = []
    measure_along(training(), sampling(TASK, 0, 2), [0, 1], rows)
    heading, *lines = write_rows(rows, tmp_path / "noise.csv").read_text().splitlines()
    assert heading.split(",") == list(COLUMNS)
    assert [float(line.split(",")[4]) for line in lines] == [r.noise.mean_square for r in rows]
    assert write_rows([], tmp_path / "none.csv").read_text().splitlines() == [heading]


def test_warm_up_is_no_longer_than_the_run() -> None:
    short = start(TASK, 0, 0.3, 2, torch.device("cpu"))
    short.run(2)
    assert short.trace.eta.tolist() == pytest.approx([0.15, 0.3])
