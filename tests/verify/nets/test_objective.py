"""A loss as a function of the parameters alone: the same at every call, with no trace left."""

from __future__ import annotations

import math
from typing import NamedTuple

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from torch.nn import functional

from theory.errors import DomainError, WarmproofError
from verify.nets.device import choose_device, to_device
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.models.resnet import ResNet18
from verify.nets.objective import Objective, cut

pytestmark = pytest.mark.extra("nets")


def cross_entropy(model: torch.nn.Module, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    inputs, labels = batch
    return functional.cross_entropy(model(inputs).flatten(0, -2), labels.flatten())


def digits(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.randn(count, 6), torch.arange(count) % 3


def test_parts_of_a_batch_give_the_whole_batch() -> None:
    model, batch = Perceptron((6, 5, 3)), digits(10)
    parts, weights = cut(batch, 4)
    whole, by_parts = (
        Objective(model, cross_entropy, [batch]),
        Objective(model, cross_entropy, parts, weights=weights),
    )
    assert by_parts.value() == pytest.approx(whole.value(), rel=1e-6)
    torch.testing.assert_close(by_parts.gradient(), whole.gradient())


def test_equal_weights_of_unequal_parts_give_something_else() -> None:
    model, batch = Perceptron((6, 5, 3)), digits(10)
    parts, _ = cut(batch, 9)
    assert Objective(model, cross_entropy, parts).value() != pytest.approx(
        Objective(model, cross_entropy, [batch]).value(), rel=1e-3
    )


def test_dropout_is_the_same_at_every_call_and_chance_outside_is_untouched() -> None:
    model = GPT(5, 4, blocks=1, width=4, heads=1, dropout=0.5)
    text = torch.arange(8).view(2, 4) % 5
    objective = Objective(model, cross_entropy, [(text, text)])
    state = torch.get_rng_state()
    assert objective.value() == objective.value()
    assert torch.equal(torch.get_rng_state(), state)
    assert Objective(model, cross_entropy, [(text, text)], seed=1).value() != objective.value()


def test_batch_norm_in_train_mode_keeps_its_running_statistics() -> None:
    model = ResNet18(classes=3, width=2).train()
    batch = (torch.randn(4, 3, 8, 8), torch.arange(4) % 3)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    buffers = dict(model.named_buffers())
    Objective(model, cross_entropy, [batch]).gradient()
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(value is buffers[name] for name, value in model.named_buffers())


def test_batch_norm_has_statistics_of_its_own_in_each_part() -> None:
    model = ResNet18(classes=3, width=2).train()
    batch = (torch.randn(4, 3, 8, 8), torch.arange(4) % 3)
    parts, weights = cut(batch, 2)
    by_parts = Objective(model, cross_entropy, parts, weights=weights)
    whole = Objective(model, cross_entropy, [batch])
    assert by_parts.value() != pytest.approx(whole.value(), rel=1e-4)
    model.eval()
    assert by_parts.value() == pytest.approx(whole.value(), rel=1e-5)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_loss_that_is_not_finite_is_refused(bad: float) -> None:
    model = Perceptron((6, 3))
    objective = Objective(model, lambda net, x: net(x).sum() * bad, [torch.ones(1, 6)])
    with pytest.raises(WarmproofError, match=r"finite loss; got -?(nan|inf) on batch 0"):
        objective.gradient()


def test_a_loss_that_is_no_tensor_is_refused() -> None:
    model = Perceptron((1, 1))
    plain = Objective(model, lambda net, x: net(x).sum().item(), [torch.ones(1, 1)])
    with pytest.raises(DomainError, match="needs to be a tensor, with its graph; got float"):
        plain.value()


def test_bad_arguments_are_refused() -> None:
    model, batch = Perceptron((6, 3)), digits(2)
    with pytest.raises(DomainError, match="at least one batch"):
        Objective(model, cross_entropy, [])
    with pytest.raises(DomainError, match=r"positive number for each of 1 batches; got \[1, 2\]"):
        Objective(model, cross_entropy, [batch], weights=[1, 2])
    with pytest.raises(DomainError, match="one number per batch"):
        Objective(model, lambda net, b: net(b[0]), [batch]).value()
    with pytest.raises(DomainError, match="depends on no trainable parameter"):
        Objective(model, lambda net, b: b[0].sum(), [batch]).gradient()
    with pytest.raises(DomainError, match="size >= 1; got size = 0"):
        cut(batch, 0)


def test_a_device_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(WarmproofError, match="cuda needs a GPU that torch can use; 0 found"):
        choose_device("cuda")
    with pytest.raises(WarmproofError, match="there is no device 'toaster'"):
        choose_device("toaster")
    for name in ("mps", "meta", "", "cuda:-1", "cuda:x", "cpu:7"):
        with pytest.raises(
            WarmproofError, match=rf"there is no device {name!r}\. Take cpu or cuda"
        ):
            choose_device(name)


def test_batches_of_any_shape_are_moved() -> None:
    moved = to_device({"a": [torch.ones(1)], "b": (torch.ones(2), "text")}, torch.device("meta"))
    assert moved["a"][0].is_meta
    assert moved["b"][0].is_meta
    assert moved["b"][1] == "text"


@pytest.mark.parametrize("name", ["cuda:2", "cuda:159", "cuda:9999"])
def test_a_gpu_beyond_those_found_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Torch reads cuda:159 as a device with a negative number."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    with pytest.raises(WarmproofError, match=f"{name} needs a GPU that torch can use; 2 found"):
        choose_device(name)
    assert choose_device("cuda:1") == torch.device("cuda", 1)


def test_named_tuples_and_what_moves_itself_are_moved() -> None:
    class Pair(NamedTuple):
        left: torch.Tensor
        right: torch.Tensor

    class Own:
        def to(self, device: torch.device) -> torch.device:
            return device

    meta = torch.device("meta")
    moved = to_device(Pair(torch.ones(1), torch.ones(2)), meta)
    assert isinstance(moved, Pair)
    assert moved.right.is_meta
    assert to_device([Own()], meta) == [meta]


def test_a_buffer_of_two_owners_stays_one() -> None:
    """The second owner reads what the first has written, as outside of measuring."""

    class Owner(torch.nn.Module):
        def __init__(self, buffer: torch.Tensor) -> None:
            super().__init__()
            self.register_buffer("count", buffer)

    shared = torch.zeros(1)
    one, two, line = Owner(shared), Owner(shared), torch.nn.Linear(1, 1)

    def loss(model: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        one.count.add_(1)
        return line(batch).sum() * 0 + two.count.sum()

    objective = Objective(torch.nn.ModuleList([one, two, line]), loss, [torch.ones(1, 1)])
    assert objective.value() == 1
    assert one.count is two.count is shared
    assert shared.item() == 0
