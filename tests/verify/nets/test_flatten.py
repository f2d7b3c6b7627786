"""The trainable parameters as one vector."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.flatten import Parameters
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron

pytestmark = pytest.mark.extra("nets")


def test_splitting_undoes_joining() -> None:
    model = Perceptron((3, 4, 2))
    layout = Parameters(model)
    assert layout.size == 3 * 4 + 4 + 4 * 2 + 2
    for part, tensor in zip(layout.split(layout.current()), model.parameters(), strict=True):
        assert torch.equal(part, tensor)


def test_a_tied_weight_stands_once() -> None:
    sizes = {
        tied: Parameters(GPT(7, 8, blocks=1, width=4, heads=2, tied=tied)).size
        for tied in (True, False)
    }
    assert sizes[False] - sizes[True] == 7 * 4


def test_a_frozen_parameter_is_left_out() -> None:
    model = Perceptron((3, 4, 2))
    model.layers[0].requires_grad_(False)
    assert Parameters(model).names == ("layers.1.weight", "layers.1.bias")


def test_parameters_come_back_bit_for_bit_even_after_an_error() -> None:
    model = Perceptron((3, 4, 2))
    layout = Parameters(model)
    before = [p.detach().clone() for p in model.parameters()]
    with pytest.raises(RuntimeError, match="stop"), layout.at(torch.ones(layout.size)):
        assert all(bool((p == 1).all()) for p in model.parameters())
        raise RuntimeError("stop")
    assert all(torch.equal(p, b) for p, b in zip(model.parameters(), before, strict=True))


def test_one_double_makes_the_vector_double() -> None:
    assert Parameters(Perceptron((1, 1)).double()).dtype == torch.float64
    assert Parameters(Perceptron((1, 1)).bfloat16()).dtype == torch.float32


@pytest.mark.parametrize("model", [torch.nn.Identity(), Perceptron((3, 2)).requires_grad_(False)])
def test_a_model_without_trainable_parameters_is_refused(model: torch.nn.Module) -> None:
    with pytest.raises(DomainError, match=r"needs a trainable parameter; .* has none"):
        Parameters(model)


def test_a_model_on_two_devices_is_refused() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Linear(1, 1, device="meta"))
    with pytest.raises(DomainError, match="one device; got cpu, meta"):
        Parameters(model)


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(DomainError, match=r"shape \(2,\); got \(3,\)"):
        Parameters(Perceptron((1, 1))).split(torch.zeros(3))


@pytest.mark.parametrize("double", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        lambda p: torch.optim.SGD(p, lr=1e-6, fused=True),
        lambda p: torch.optim.AdamW(p, lr=1e-6, fused=True),
        lambda p: torch.optim.SGD(p, lr=1e-6, foreach=True),
        lambda p: torch.optim.SGD(p, lr=1e-6, foreach=False),
    ],
)
def test_every_optimizer_changes_the_fingerprint(make: Any, double: bool) -> None:
    model = Perceptron((3, 4, 2)).to(torch.float64 if double else torch.float32)
    layout, optimizer = Parameters(model), make(model.parameters())
    for p in model.parameters():
        p.grad = torch.ones_like(p)
    before = layout.fingerprint()
    assert layout.fingerprint() == before
    optimizer.step()
    assert layout.fingerprint() != before


def test_a_rise_here_and_a_fall_there_change_the_fingerprint() -> None:
    """A plain sum of bits would not: the two changes are one unit in the last place each."""
    layout = Parameters(torch.nn.Linear(2, 1, bias=False))
    layout.assign(torch.tensor([1.25, 1.5]))
    before = layout.fingerprint()
    unit = torch.finfo(torch.float32).eps
    layout.tensors[0].data += torch.tensor([unit, -unit])
    assert layout.tensors[0]._version == before[0]
    assert layout.fingerprint() != before


def test_parameters_of_several_dtypes_lie_in_the_widest() -> None:
    model = torch.nn.Sequential(
        torch.nn.Linear(1, 1).bfloat16(), torch.nn.Linear(1, 1).double(), torch.nn.Linear(1, 1)
    )
    layout = Parameters(model)
    assert layout.dtype == torch.float64
    before = [p.detach().clone() for p in model.parameters()]
    layout.assign(layout.current())
    for p, value in zip(model.parameters(), before, strict=True):
        assert p.dtype == value.dtype
        assert torch.equal(p, value)


def test_complex_parameters_are_refused() -> None:
    with pytest.raises(DomainError, match="needs real parameters; got complex ones"):
        Parameters(torch.nn.Linear(1, 1, dtype=torch.complex64))
