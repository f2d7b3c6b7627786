"""Training: against a loop written by hand, through every kind of stop, and in its errors."""

from __future__ import annotations

import itertools
import math
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets import checkpoint
from verify.nets.objective import Loss
from verify.nets.online import OnlineConstants
from verify.nets.schedules import EnergyWarmup, GapWarmup, LinearWarmup
from verify.nets.training import Diverged, Training

pytestmark = pytest.mark.extra("nets")

Batch = tuple[torch.Tensor, torch.Tensor]


def network(seed: int = 0, dropout: float = 0.3) -> torch.nn.Module:
    torch.manual_seed(seed)
    return torch.nn.Sequential(
        torch.nn.Linear(4, 6),
        torch.nn.BatchNorm1d(6),
        torch.nn.Tanh(),
        torch.nn.Dropout(dropout),
        torch.nn.Linear(6, 3),
    )


def batch(step: int) -> Batch:
    generator = torch.Generator().manual_seed(step)
    inputs = torch.randn(8, 4, generator=generator)
    return inputs, inputs[:, :3].argmax(1)


def loss(model: torch.nn.Module, batch: Batch) -> torch.Tensor:
    inputs, targets = batch
    return torch.nn.functional.cross_entropy(model(inputs), targets)


OPTIMIZERS: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
    "SGD": lambda p: torch.optim.SGD(p, lr=1.0),
    "momentum": lambda p: torch.optim.SGD(p, lr=1.0, momentum=0.9, weight_decay=0.01),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01),
}
SCHEDULES: dict[str, Callable[[Any], Any]] = {
    "gap": lambda o: GapWarmup(
        o, K0=2, K=1, relative=True, smoothing=0.5, monotone=True, hand_over=4, total_steps=20
    ),
    "energy": lambda o: EnergyWarmup(o, K0=5, K=5, relative=True),
    "linear": lambda o: LinearWarmup(o, peak=0.02, warmup_steps=6),
}


def training_of(optimizer: str = "SGD", schedule: str = "gap", **options: Any) -> Training:
    model = options.pop("model", None) or network()
    chosen = OPTIMIZERS[optimizer](model.parameters())
    options = {"loss": loss, "batch": batch, **options}
    return Training(model, optimizer=chosen, schedule=SCHEDULES[schedule](chosen), **options)


def outcome(training: Training) -> list[Any]:
    """Everything but the seconds, in numbers that compare bit for bit."""
    state = training.state_dict()
    state["trace"].pop("seconds")
    state.pop("seconds")
    return _leaves(state)


def _leaves(tree: Any) -> list[Any]:
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in (key, *_leaves(value))]
    if isinstance(tree, list | tuple):
        return [leaf for value in tree for leaf in _leaves(value)]
    return [tree.tolist() if isinstance(tree, torch.Tensor) else tree]


def square(model: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
    return model(batch).pow(2).mean()


def line(weight: float = 1.0) -> torch.nn.Linear:
    model = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.constant_(model.weight, weight)
    return model


def line_training(
    weight: float = 1.0, eta: float = 0.25, loss: Loss = square, **options: Any
) -> Training:
    model = line(weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=eta)
    options.setdefault("batch", lambda step: torch.ones(1, 1))
    schedule = LinearWarmup(optimizer, peak=eta, warmup_steps=0)
    return Training(model, loss=loss, optimizer=optimizer, schedule=schedule, **options)


def test_the_steps_are_those_of_a_loop_written_by_hand() -> None:
    training = training_of("momentum", model=network(dropout=0))
    training.run(12)

    model = network(dropout=0)
    optimizer = OPTIMIZERS["momentum"](model.parameters())
    schedule = SCHEDULES["gap"](optimizer)
    for t in range(12):
        value = loss(model, batch(t))
        optimizer.zero_grad()
        value.backward()
        schedule.step(value)
        optimizer.step()
        assert training.trace.loss[t] == value.item()
        assert training.trace.eta[t] == optimizer.param_groups[0]["lr"]
        grads = torch.cat([p.grad.flatten() for p in model.parameters()])
        assert training.trace.gradient_norm[t] == pytest.approx(grads.norm().item(), rel=1e-5)
    for own, other in zip(training.model.parameters(), model.parameters(), strict=True):
        assert torch.equal(own, other)


def test_a_quadratic_by_hand() -> None:
    training = line_training(weight=2.0)
    training.run(3)
    assert training.done == 3
    assert training.trace.step.tolist() == [0, 1, 2]
    assert training.trace.loss.tolist() == [4.0, 1.0, 0.25]  # w halves: w - 2 w/4
    assert training.trace.gradient_norm.tolist() == [4.0, 2.0, 1.0]
    assert training.trace.eta.tolist() == [0.25] * 3
    assert (np.diff(training.trace.seconds) > 0).all()


def test_nothing_is_done_twice() -> None:
    training = line_training()
    training.run(3)
    training.run(3)
    training.run(1)
    assert training.done == 3


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_going_on_from_a_file_gives_the_same_run(
    optimizer: str, schedule: str, tmp_path: Path
) -> None:
    whole = training_of(optimizer, schedule)
    whole.run(9)

    first = training_of(optimizer, schedule)
    first.run(5)
    checkpoint.save(tmp_path / "state.npz", first.state_dict())
    second = training_of(optimizer, schedule, model=network(seed=7))
    second.load_state_dict(checkpoint.load(tmp_path / "state.npz"))
    assert second.done == 5
    second.run(9)
    assert outcome(second) == outcome(whole)


def test_the_comparison_sees_a_difference_in_dropout() -> None:
    """A control: the state alone, with another seed, gives another run."""
    whole, other = training_of(), training_of(seed=1)
    whole.run(3)
    other.run(3)
    assert outcome(whole)[5:] != outcome(other)[5:]


class Following:
    """Retunes the schedule by constants estimated on the way."""

    def __init__(self) -> None:
        self.constants = OnlineConstants(seed=3)

    def __call__(self, training: Training) -> None:
        from verify.nets.hessian import HessianProduct
        from verify.nets.objective import Objective

        product = HessianProduct(Objective(training.model, loss, [training.current_batch]))
        self.constants.probe(product, product.size, training.current_loss)
        found = self.constants.envelope
        training.schedule.retune(K0=found.K0 + 1, K=found.K)


def test_online_constants_go_on_too(tmp_path: Path) -> None:
    whole, probes = training_of("AdamW"), Following()
    whole.run(9, before_step=probes, every=2)

    first, early = training_of("AdamW"), Following()
    first.run(5, before_step=early, every=2)
    path = checkpoint.save(
        tmp_path / "state.npz",
        {"training": first.state_dict(), "constants": early.constants.state_dict()},
    )
    state = checkpoint.load(path)
    second, late = training_of("AdamW"), Following()
    second.load_state_dict(state["training"])
    late.constants.load_state_dict(state["constants"])
    second.run(9, before_step=late, every=2)
    assert outcome(second) == outcome(whole)
    assert _leaves(late.constants.state_dict()) == _leaves(probes.constants.state_dict())


def test_measuring_leaves_the_run_as_it_is() -> None:
    """Products, dropout's chance and BatchNorm's averages in the hook do not reach training."""
    from verify.nets.hessian import HessianProduct
    from verify.nets.objective import Objective

    def measure(training: Training) -> None:
        product = HessianProduct(Objective(training.model, loss, [training.current_batch]))
        product(torch.ones(product.size))
        torch.rand(5)

    plain, measured = training_of(), training_of()
    plain.run(6)
    measured.run(6, before_step=measure)
    assert outcome(plain) == outcome(measured)


def test_the_callers_chance_is_left_alone() -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    training = training_of(model=network(seed=5))
    torch.manual_seed(5)
    training.run(3)
    assert torch.equal(torch.rand(3), expected)


def test_the_hook_comes_at_its_steps_with_gradients_and_batch() -> None:
    seen = []

    def look(training: Training) -> None:
        (grad,) = (p.grad for p in training.model.parameters())
        seen.append((training.done, training.current_loss, grad.item(), training.current_batch))

    training = line_training(weight=2.0, clip=0.5)
    training.run(4, before_step=look, every=3)
    assert [row[:3] for row in seen] == [(0, 4.0, 4.0), (3, training.trace.loss[3], seen[1][2])]
    assert seen[0][3].tolist() == [[1.0]]
    assert training.current_batch is None


def test_clipping_shortens_the_step_and_not_the_column() -> None:
    training = line_training(weight=2.0, clip=0.5)
    training.run(1)
    assert training.trace.gradient_norm.tolist() == [4.0]
    assert training.model.weight.item() == pytest.approx(2 - 0.25 * 0.5, rel=1e-6)


def test_time_in_the_hook_is_not_training_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count()
    monkeypatch.setattr("verify.nets.training.time.perf_counter", lambda: next(clock))
    training = line_training()
    training.run(2, before_step=lambda training: [next(clock) for _ in range(100)])  # type: ignore[arg-type,return-value]
    assert training.trace.seconds.tolist() == [2.0, 4.0]


@pytest.mark.parametrize("clip", [None, 1.0])
def test_divergence_goes_back_to_the_last_finite_loss(clip: float | None) -> None:
    """With w -> -3 w the loss 9^t leaves float32 at step 41."""
    training = line_training(eta=2.0)
    with pytest.raises(Diverged) as stopped:
        training.run(100)
    assert str(stopped.value) == (
        "the loss is inf at step 41, after a step of size 2; the model is back at step 40. "
        "Take smaller steps."
    )
    assert training.done == len(training.trace) == 41
    assert np.isfinite(training.trace.loss).all()
    assert square(training.model, torch.ones(1, 1)).item() == training.trace.loss[-1]
    with pytest.raises(Diverged, match="is inf at step 41"):
        training.run(100)


def test_divergence_restores_what_batch_norm_has_seen() -> None:
    def poisoned(step: int) -> Batch:
        inputs, targets = batch(step)
        return (inputs * math.nan if step == 3 else inputs), targets

    training = training_of(batch=poisoned)
    with pytest.raises(Diverged, match="the loss is nan at step 3"):
        training.run(9)
    assert all(torch.isfinite(b).all() for b in training.model.buffers())

    untouched = training_of()
    untouched.run(3)
    for own, other in zip(training.model.buffers(), untouched.model.buffers(), strict=True):
        assert torch.equal(own, other)


def test_divergence_at_the_first_step_has_nowhere_to_go_back_to() -> None:
    training = line_training(weight=math.inf)
    with pytest.raises(Diverged) as stopped:
        training.run(1)
    assert str(stopped.value) == "the loss is inf at step 0. Take smaller steps."


def test_a_gradient_that_is_not_finite_stops_before_the_step() -> None:
    def rooted(model: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        return model(batch).abs().sqrt().sum()

    training = line_training(weight=0.0, loss=rooted)
    with pytest.raises(
        Diverged, match=r"gradient's norm is (nan|inf), with a loss of 0, at step 0"
    ):
        training.run(1)
    assert training.model.weight.item() == 0
    assert training.done == 0


def test_a_diverged_state_stays_diverged(tmp_path: Path) -> None:
    training = line_training(eta=2.0)
    with pytest.raises(Diverged):
        training.run(100)
    path = checkpoint.save(tmp_path / "state.npz", training.state_dict())
    again = line_training(eta=2.0)
    again.load_state_dict(checkpoint.load(path))
    with pytest.raises(Diverged, match=r"the loss is inf at step 41"):
        again.run(100)


def test_the_schedules_refusal_passes_and_leaves_no_step() -> None:
    training = training_of()
    training.schedule = GapWarmup(training.optimizer, K0=1, K=1, f_lower=100)
    before = outcome(training)
    with pytest.raises(DomainError, match="Lower f_lower"):
        training.run(1)
    assert outcome(training) == before


def interrupted_loss(model: torch.nn.Module, batch: Batch) -> torch.Tensor:
    value = loss(model, batch)
    signal.raise_signal(signal.SIGINT)
    return value


schedule_step = GapWarmup.step


def interrupted_step(schedule: GapWarmup, loss: float) -> None:
    signal.raise_signal(signal.SIGINT)
    schedule_step(schedule, loss)


def interrupting_hook(training: Training) -> None:
    if training.done == 3:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("place", ["loss", "hook", "optimizer", "schedule"])
def test_ctrl_c_anywhere_leaves_a_whole_step(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = training_of("AdamW")
    whole.run(6)

    training = training_of("AdamW")
    training.run(3)
    handle = None
    if place == "loss":
        training.loss = interrupted_loss
    elif place == "optimizer":
        handle = training.optimizer.register_step_pre_hook(
            lambda *_: signal.raise_signal(signal.SIGINT)
        )
    elif place == "schedule":
        monkeypatch.setattr(GapWarmup, "step", interrupted_step)
    with pytest.raises(KeyboardInterrupt):
        training.run(6, before_step=interrupting_hook if place == "hook" else None)
    assert training.done == len(training.trace) == (3 if place in ("loss", "hook") else 4)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    training.loss = loss
    if handle is not None:
        handle.remove()
    monkeypatch.undo()
    training.run(6)
    assert outcome(training) == outcome(whole)


def test_an_error_in_the_hook_leaves_everything_before_the_step() -> None:
    def fail(training: Training) -> None:
        raise ValueError("no")

    training = training_of()
    before = outcome(training)
    with pytest.raises(ValueError, match="no"):
        training.run(1, before_step=fail)
    assert outcome(training) == before


def test_low_precision_in_the_forward_pass_alone() -> None:
    training = line_training(weight=1.0 + 2**-12, forward_dtype=torch.bfloat16)
    training.run(1)
    assert training.trace.loss[0] == 1.0
    assert training.model.weight.dtype == torch.float32


def test_double_precision_losses_keep_their_digits() -> None:
    model = line().double()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    one = [torch.full((1, 1), 1 + 2.0**-40, dtype=torch.float64)]
    training = Training(
        model, square, one, optimizer, LinearWarmup(optimizer, peak=1, warmup_steps=0)
    )
    training.run(1)
    assert training.trace.loss[0] == (1 + 2.0**-40) ** 2


def test_a_tied_weight_counts_once_and_a_frozen_one_not() -> None:
    class Tied(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.two = line(2.0), line(2.0)
            self.two.weight = self.one.weight
            self.frozen = line(3.0).requires_grad_(False)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.frozen(self.two(self.one(x)))

    model = Tied()
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.01)
    schedule = LinearWarmup(optimizer, peak=0.01, warmup_steps=0)
    training = Training(model, lambda net, x: net(x).sum(), [torch.ones(1, 1)], optimizer, schedule)
    training.run(1)
    assert training.trace.gradient_norm.tolist() == [12.0]  # d/dw 3 w^2 at 2
    assert model.frozen.weight.item() == 3.0


def test_errors() -> None:
    model = line()
    for bad, message in (
        (
            lambda: training_of(
                model=torch.nn.Sequential(torch.nn.Tanh(), line()).requires_grad_(False)
            ),
            "training needs a trainable parameter; Sequential has none. "
            "Set requires_grad on those to be trained.",
        ),
        (
            lambda: line_training(clip=0.0),
            "training needs clip > 0; got 0.0. Raise it, or leave it out.",
        ),
        (
            lambda: line_training(batch=[torch.ones(1, 1)] * 3).run(4),
            "training needs a batch for each step; got 3 batches for 4 steps. "
            "Give more data, or fewer steps.",
        ),
        (
            lambda: line_training().run(3, every=0),
            "training needs until >= 0 and every >= 1; got until = 3, every = 0. Raise them.",
        ),
        (
            lambda: line_training(loss=lambda net, x: net(x).expand(2, 1)).run(1),
            "a loss needs one number per batch; got shape (2, 1). Take its mean.",
        ),
        (
            lambda: line_training(loss=lambda net, x: net(x).detach().sum()).run(1),
            "the loss depends on no trainable parameter of the model. "
            "Compute it from the model that is passed in, and do not detach.",
        ),
        (
            lambda: line_training(seed=1).load_state_dict(line_training().state_dict()),
            "this state has seed 0, this training 1. "
            "Take the same seed, so that it goes on as it began.",
        ),
        (
            lambda: line_training().load_state_dict({"done": 3}),
            "training needs its own state; got done. Name the checkpoint of a training.",
        ),
    ):
        with pytest.raises(DomainError) as refused:
            bad()
        assert str(refused.value) == message
    with pytest.raises(DomainError, match="of another model, optimizer or schedule: "):
        training_of().load_state_dict(line_training().state_dict())
    assert model.weight.item() == 1.0


def test_a_short_row_of_batches_is_refused_before_the_first_step() -> None:
    training = line_training(batch=[torch.ones(1, 1)] * 3)
    with pytest.raises(DomainError):
        training.run(4)
    assert training.done == 0
    training.run(3)
    assert training.done == 3


@pytest.mark.parametrize("clip", [None, 1.0])
def test_sparse_gradients_are_trained_with_and_measured(clip: float | None) -> None:
    """One character twice: its entries of the sparse gradient add up to 4 w."""
    model = torch.nn.Embedding(3, 2, sparse=True)
    torch.nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    schedule = LinearWarmup(optimizer, peak=0.1)
    text = [torch.tensor([1, 1])]
    training = Training(
        model, lambda net, x: net(x).pow(2).sum(), text, optimizer, schedule, clip=clip
    )
    training.run(1)
    length = 4 * 2**0.5
    assert training.trace.gradient_norm[0] == pytest.approx(length)
    left = 1 - 0.1 * 4 * (1 if clip is None else 1 / length)
    assert model.weight[:, 0].tolist() == pytest.approx([1, left, 1], rel=1e-5)
