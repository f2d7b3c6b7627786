"""Curvature along a training: right numbers, nothing disturbed, the same rows after a stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from torch import nn

from theory.errors import DomainError
from verify.nets import checkpoint
from verify.nets.directional import directional_curvature
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective
from verify.nets.point import Measures, Row
from verify.nets.schedules import LinearWarmup
from verify.nets.scores import cross_entropy
from verify.nets.tracking import Tracker, track
from verify.nets.training import Diverged, Training

pytestmark = pytest.mark.extra("nets")


def batch(step: int) -> tuple[torch.Tensor, torch.Tensor]:
    chance = torch.Generator().manual_seed(step)
    inputs = torch.randn(12, 4, generator=chance)
    return inputs, (inputs[:, 0] > 0).long() + (inputs[:, 1] > 0).long()


def perceptron(**options: Any) -> Training:
    torch.manual_seed(0)
    return training_of(Perceptron((4, 5, 3)), **options)


def training_of(
    model: nn.Module, *, loss: Any = cross_entropy, batches: Any = batch, peak: float = 0.1
) -> Training:
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0, momentum=0.9)
    schedule = LinearWarmup(optimizer, peak=peak, warmup_steps=3)
    return Training(model, loss, batches, optimizer, schedule)


class Chancy(nn.Module):
    """With all that a step writes or draws: BatchNorm's statistics and dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(4, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Dropout(0.3), nn.Linear(6, 3)
        )

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.layers(inputs)


def chancy() -> Training:
    torch.manual_seed(0)
    return training_of(Chancy())


def timeless(rows: list[Row]) -> list[Row]:
    return [replace(row, training_seconds=0.0, measuring_seconds=0.0) for row in rows]


def complete_hessian(model: nn.Module, step: int) -> torch.Tensor:
    weights = list(model.parameters())
    inputs, targets = batch(step)
    loss = nn.functional.cross_entropy(model(inputs), targets)
    gradient = torch.cat(
        [g.reshape(-1) for g in torch.autograd.grad(loss, weights, create_graph=True)]
    )
    rows = [torch.autograd.grad(entry, weights, retain_graph=True) for entry in gradient]
    return torch.stack([torch.cat([part.reshape(-1) for part in row]) for row in rows])


def test_every_number_is_that_of_the_step_s_own_batch_at_its_own_point() -> None:
    rows = track(perceptron(), 9, every=4, measures=Measures(products=40, tolerance=1e-4))
    assert [row.step for row in rows] == [0, 4, 8]
    for row in rows:
        there, further = perceptron(), perceptron()
        there.run(row.step)
        further.run(row.step + 1)
        objective = Objective(there.model, cross_entropy, [batch(row.step)])
        ends = torch.linalg.eigvalsh(complete_hessian(there.model, row.step))
        assert row.loss == row.gap == pytest.approx(objective.value())
        assert row.gradient_norm == pytest.approx(float(objective.gradient().norm()))
        assert row.sharpness == pytest.approx(float(ends[-1]), abs=row.residual + 1e-5)
        assert row.norm == pytest.approx(float(ends.abs().max()), rel=0.02)
        assert row.bottom >= float(ends[0]) - 1e-5
        before, after = (
            objective.parameters.join(list(t.model.parameters())) for t in (there, further)
        )
        expected = directional_curvature(objective, before, after)
        assert (row.directional, row.secant) == pytest.approx((expected.value, expected.ratios[-1]))
        assert row.eta == further.trace.eta[-1]


@pytest.mark.parametrize("measures", [Measures(layers=True), Measures(points=0)])
def test_training_goes_on_as_if_nothing_had_been_measured(measures: Measures) -> None:
    alone, watched = chancy(), chancy()
    alone.run(8)
    track(watched, 8, every=3, measures=measures)
    for name, tensor in alone.model.state_dict().items():
        assert torch.equal(tensor, watched.model.state_dict()[name]), name
    assert watched.trace.loss.tolist() == alone.trace.loss.tolist()


def test_what_is_measured_is_what_the_step_was_made_from_dropout_included() -> None:
    watched = chancy()
    rows = track(watched, 3, every=1)
    assert [row.loss for row in rows] == watched.trace.loss.tolist()
    there = chancy()
    there.run(2)
    objective = Objective(there.model, cross_entropy, [batch(2)], seed=there.chance(2))
    assert objective.value() == rows[2].loss
    assert float(objective.gradient().norm()) == pytest.approx(rows[2].gradient_norm, rel=1e-6)
    other = Objective(there.model, cross_entropy, [batch(2)], seed=5)
    assert other.value() != rows[2].loss


class Stops:
    """A loss that Ctrl-C meets at a chosen call."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, model: nn.Module, examples: Any) -> torch.Tensor:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return cross_entropy(model, examples)


def test_stopped_anywhere_and_resumed_from_a_file_it_gives_the_same_rows(tmp_path: Path) -> None:
    measures = Measures(points=2, products=4, layers=True, spectrum_every=2)
    whole = Tracker(chancy(), every=2, measures=measures)
    whole.run(7)
    stops = 0
    for at in range(1, 30, 3):
        first = Tracker(chancy(), every=2, measures=measures)
        loss = Stops(at)
        first.training.loss = loss
        try:
            first.run(7)
        except KeyboardInterrupt:
            stops += 1
        state = {"training": first.training.state_dict(), "tracker": first.state_dict()}
        found = checkpoint.load(checkpoint.save(tmp_path / "state.npz", state))
        second = Tracker(chancy(), every=2, measures=measures)
        second.training.load_state_dict(found["training"])
        second.load_state_dict(found["tracker"])
        second.run(7)
        assert timeless(second.rows) == timeless(whole.rows), at
        assert second.layers == whole.layers, at
    assert 5 < stops < 10, "some stop before each kind of measurement, some runs go through"


class Spring(nn.Module):
    """Nothing like a network: 2 numbers and a potential of one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.place = nn.Parameter(torch.tensor([1.0, 1.0]))


def test_it_measures_a_model_and_a_loss_of_one_s_own() -> None:
    def potential(spring: Spring, load: dict[str, torch.Tensor]) -> torch.Tensor:
        return (load["stiffness"] * spring.place**2).sum() / 2 + 1

    training = training_of(
        Spring(), loss=potential, batches=lambda step: {"stiffness": torch.tensor([2.0, -5.0])}
    )
    rows = track(training, 3, every=1, f_lower=-9.0)
    assert [row.norm for row in rows] == pytest.approx([5.0] * 3)
    assert [row.sharpness for row in rows] == pytest.approx([2.0] * 3)
    assert rows[0].gap == pytest.approx(1 - 1.5 + 9)
    along = torch.tensor([2.0, 5.0])
    expected = float((torch.tensor([4.0, 25.0])).norm() / along.norm())
    assert (rows[0].directional, rows[0].secant) == pytest.approx((expected, expected), rel=1e-4)


def test_fixed_batches_and_an_objective_of_one_s_own_are_measured_at_every_step() -> None:
    training = perceptron()
    fixed = [batch(100), batch(101)]
    both = Objective(training.model, cross_entropy, fixed)
    rows = track(training, 5, on=both, every=4)
    again = track(perceptron(), 5, on=fixed, every=4)
    assert timeless(rows) == timeless(again)
    there = perceptron()
    there.run(4)
    assert rows[1].loss == pytest.approx(Objective(there.model, cross_entropy, fixed).value())
    with pytest.raises(DomainError, match="an objective of the model that is trained"):
        Tracker(perceptron(), on=both)


def test_a_row_says_nothing_of_what_was_not_measured() -> None:
    rows = track(perceptron(), 5, every=2, measures=Measures(spectrum_every=2))
    assert [row.norm is None for row in rows] == [False, True, False]
    assert [row.products > 0 for row in rows] == [True, False, True]
    assert all(row.directional is not None for row in rows)
    (row,) = track(perceptron(), 1, measures=Measures(products=0))
    assert (row.sharpness, row.residual, row.bottom) == (None, None, None)
    (row,) = track(perceptron(), 1, measures=Measures(points=0, ends="top"))
    assert (row.directional, row.bottom_residual) == (None, None)


def test_an_update_that_moves_nothing_has_no_curvature_along_it() -> None:
    training = perceptron(peak=1e-30)
    assert track(training, 1)[0].directional is None


def test_an_update_that_is_lost_in_rounding_has_none_either() -> None:
    assert track(perceptron(peak=1e-6), 1)[0].directional is None


def test_layers_lie_below_the_whole() -> None:
    tracker = Tracker(perceptron(), measures=Measures(products=40, layers=True))
    tracker.run(1)
    (row,) = tracker.rows
    assert [layer.layer for layer in tracker.layers] == ["layers.0", "layers.1"]
    for layer in tracker.layers:
        assert layer.step == 0
        assert layer.sharpness <= row.sharpness + row.residual + layer.residual
    assert row.products > sum(layer.products for layer in tracker.layers)


def test_a_loss_that_turns_nan_keeps_the_rows() -> None:
    training = training_of(Spring(), loss=lambda spring, _: (spring.place**4).sum(), peak=9.0)
    tracker = Tracker(training, every=1)
    seen: list[int] = []
    with pytest.raises(Diverged, match=r"at step \d, after a step of size"):
        tracker.run(9, after_row=lambda row: seen.append(row.step))
    assert seen == [row.step for row in tracker.rows]
    assert seen


def test_the_rows_are_written_with_empty_cells(tmp_path: Path) -> None:
    tracker = Tracker(perceptron(), every=2, measures=Measures(products=0))
    tracker.run(3)
    first, *rows = tracker.write(tmp_path / "trace.csv").read_text().splitlines()
    assert first == (
        "step,eta,loss,gap,gradient_norm,directional,secant,norm,sharpness,residual,bottom,"
        "bottom_residual,products,training_seconds,measuring_seconds"
    )
    assert [row.split(",")[0] for row in rows] == ["0", "2"]
    assert ",,,,,0," in rows[0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"every": 0}, "every >= 1 and a finite f_lower; got every = 0"),
        ({"f_lower": float("nan")}, "got every = 20, f_lower = nan"),
        ({"on": []}, "an objective needs at least one batch"),
    ],
)
def test_bad_arguments_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        Tracker(perceptron(), **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"points": -1}, "points >= 0; got points = -1"),
        ({"products": 2}, "products = 0 or >= 4; got products = 2. Raise products"),
        ({"points": 0, "products": 0}, "points or products; got points = 0"),
        ({"products": 0, "layers": True}, "products >= 4 for layers; got products = 0"),
        ({"spectrum_every": 0}, "spectrum_every >= 1; got spectrum_every = 0"),
    ],
)
def test_bad_measures_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        Measures(**options)


def test_a_lower_bound_above_the_loss_is_refused() -> None:
    with pytest.raises(DomainError, match=r"loss >= f_lower; got loss = .* at step 0 with f_lower"):
        track(perceptron(), 1, f_lower=100.0)


def test_the_state_of_something_else_is_refused() -> None:
    with pytest.raises(DomainError, match="tracking needs its own state; got done"):
        Tracker(perceptron()).load_state_dict({"done": 3})
