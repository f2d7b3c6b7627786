"""Hessian-vector products against torch's complete Hessian."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from torch.func import functional_call
from torch.nn import functional

from theory.errors import DomainError, WarmproofError
from verify.nets.hessian import HessianProduct
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.models.resnet import ResNet18
from verify.nets.objective import Objective, cut

pytestmark = pytest.mark.extra("nets")


def cross_entropy(model: Any, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    inputs, labels = batch
    return functional.cross_entropy(model(inputs).flatten(0, -2), labels.flatten())


def perceptron() -> tuple[torch.nn.Module, Any]:
    return Perceptron((4, 5, 3)), (torch.randn(6, 4), torch.arange(6) % 3)


def gpt() -> tuple[torch.nn.Module, Any]:
    text = torch.randint(0, 5, (2, 5))
    return GPT(5, 4, blocks=1, width=4, heads=2), (text[:, :-1], text[:, 1:])


def batch_norm() -> tuple[torch.nn.Module, Any]:
    """Smooth, so that no kink of a ReLU lies near: convolution, BatchNorm in train mode, tanh."""
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 2, 3, padding=1),
        torch.nn.BatchNorm2d(2),
        torch.nn.Tanh(),
        torch.nn.Flatten(),
        torch.nn.Linear(2 * 9, 3),
    )
    return model.train(), (torch.randn(5, 1, 3, 3), torch.arange(5) % 3)


def frozen() -> tuple[torch.nn.Module, Any]:
    model, batch = perceptron()
    model.layers[0].weight.requires_grad_(False)
    return model, batch


Make = Callable[[], tuple[torch.nn.Module, Any]]
MODELS: list[Make] = [perceptron, gpt, batch_norm, frozen]


def complete(objective: Objective, batch: Any) -> torch.Tensor:
    """The Hessian by torch.autograd.functional, from a function of the vector."""
    layout, model = objective.parameters, objective.model

    def f(vector: torch.Tensor) -> torch.Tensor:
        values = dict(zip(layout.names, layout.split(vector), strict=True))
        return cross_entropy(lambda inputs: functional_call(model, values, inputs), batch)

    return torch.autograd.functional.hessian(f, layout.current())


def columns(product: HessianProduct) -> torch.Tensor:
    unit = torch.eye(product.size, dtype=product.dtype)
    return torch.stack([product(row) for row in unit], dim=1)


@pytest.mark.parametrize("make", MODELS)
@pytest.mark.parametrize("keep", [True, False])
def test_products_are_those_of_the_complete_hessian(make: Make, keep: bool) -> None:
    model, batch = make()
    model = model.double()
    batch = (batch[0].double() if batch[0].is_floating_point() else batch[0], batch[1])
    objective = Objective(model, cross_entropy, [batch])
    expected = complete(objective, batch)
    found = columns(HessianProduct(objective, keep_graph=keep))
    torch.testing.assert_close(found, expected, rtol=1e-9, atol=1e-12)
    assert float(expected.abs().max()) > 1e-3


@pytest.mark.parametrize("keep", [None, True, False])
def test_parts_of_a_batch_give_the_product_of_the_whole(keep: bool | None) -> None:
    model, batch = Perceptron((4, 5, 3)), (torch.randn(7, 4), torch.arange(7) % 3)
    parts, weights = cut(batch, 3)
    by_parts = HessianProduct(
        Objective(model, cross_entropy, parts, weights=weights), keep_graph=keep
    )
    whole = HessianProduct(Objective(model, cross_entropy, [batch]))
    v = torch.randn(whole.size)
    torch.testing.assert_close(by_parts(v), whole(v))


def test_graphs_are_kept_for_one_batch_only() -> None:
    model, batch = perceptron()
    calls = []

    def counted(model: Any, batch: Any) -> torch.Tensor:
        calls.append(1)
        return cross_entropy(model, batch)

    kept = HessianProduct(Objective(model, counted, [batch]))
    kept(torch.ones(kept.size))
    kept(torch.ones(kept.size))
    assert len(calls) == 1
    anew = HessianProduct(Objective(model, counted, [batch, batch]))
    anew(torch.ones(anew.size))
    assert len(calls) == 1 + 2


def test_a_block_is_the_block_of_the_complete_hessian() -> None:
    model, batch = perceptron()
    objective = Objective(model, cross_entropy, [batch])
    product = HessianProduct(objective)
    whole = columns(product)
    names = ["layers.1.bias", "layers.0.bias"]
    own = [
        i
        for name in ("layers.0.bias", "layers.1.bias")
        for i in range(*objective.parameters.slices[name].indices(product.size))
    ]
    for outer in (product, HessianProduct(objective, keep_graph=False)):
        block = outer.block(names)
        assert block.size == len(own)
        torch.testing.assert_close(columns(block), whole[own][:, own])


def test_bfloat16_is_within_a_few_of_its_units_of_float32() -> None:
    """A unit is 2^-8. The product goes through about ten roundings of it in this network."""
    model, batch = Perceptron((16, 32, 10)), (torch.randn(32, 16), torch.arange(32) % 10)
    low = HessianProduct(Objective(model, cross_entropy, [batch], forward_dtype=torch.bfloat16))
    full = HessianProduct(Objective(model, cross_entropy, [batch]))
    v = torch.randn(full.size)
    found, expected = low(v), full(v)
    error = torch.linalg.vector_norm(found - expected) / torch.linalg.vector_norm(expected)
    assert found.dtype == torch.float32
    assert 0 < error < 10 * 2**-8


def test_a_model_in_bfloat16_is_summed_up_in_float32() -> None:
    model = Perceptron((4, 3)).bfloat16()
    batch = (torch.randn(8, 4).bfloat16(), torch.arange(8) % 3)
    parts, weights = cut(batch, 1)
    product = HessianProduct(Objective(model, cross_entropy, parts, weights=weights))
    assert product(torch.ones(product.size)).dtype == torch.float32


def test_a_linear_loss_has_a_zero_hessian() -> None:
    model = Perceptron((3, 2))
    product = HessianProduct(Objective(model, lambda net, x: net(x).sum(), [torch.ones(1, 3)]))
    assert torch.equal(product(torch.ones(product.size)), torch.zeros(product.size))


def test_a_resnet_in_train_mode_has_a_symmetric_product() -> None:
    model = ResNet18(classes=3, width=2).double().train()
    batch = (torch.randn(3, 3, 8, 8).double(), torch.arange(3))
    product = HessianProduct(Objective(model, cross_entropy, [batch]))
    u, v = torch.randn(2, product.size, dtype=torch.float64)
    assert float(u @ product(v)) == pytest.approx(float(v @ product(u)), rel=1e-9)


def test_a_product_made_at_another_point_is_refused() -> None:
    model, batch = perceptron()
    product = HessianProduct(Objective(model, cross_entropy, [batch]))
    with torch.no_grad():
        model.layers[0].bias.add_(1)
    with pytest.raises(WarmproofError, match="parameters have changed"):
        product(torch.ones(product.size))


def test_a_wrong_vector_or_block_is_refused() -> None:
    model, batch = perceptron()
    product = HessianProduct(Objective(model, cross_entropy, [batch]))
    with pytest.raises(DomainError, match=r"shape \(43,\); got \(2,\)"):
        product(torch.ones(2))
    with pytest.raises(DomainError, match=r"got head\. There are layers\.0\.weight"):
        product.block(["head"])
    with pytest.raises(DomainError, match="got none"):
        product.block([])


def test_a_product_that_overflows_is_refused() -> None:
    model = Perceptron((1, 1))
    loss = Objective(model, lambda net, x: net(x).pow(2).sum(), [torch.full((1, 1), 1e15)])
    product = HessianProduct(loss)
    with pytest.raises(WarmproofError, match="not finite, though the loss is"):
        product(torch.full((2,), 1e30))


def test_a_fused_step_is_noticed_too() -> None:
    """Torch does not count what its fused optimizers write."""
    model, batch = perceptron()
    objective = Objective(model, cross_entropy, [batch])
    product = HessianProduct(objective)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, fused=True)
    cross_entropy(model, batch).backward()
    optimizer.step()
    with pytest.raises(WarmproofError, match="parameters have changed"):
        product(torch.ones(product.size))


@pytest.mark.parametrize("train", [True, False])
def test_torchs_own_attention_has_products(train: bool) -> None:
    """Its fast forms have no second derivative; the oracle is a difference of gradients."""
    model = torch.nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0, batch_first=True)
    model, inputs = model.double().train(train), torch.randn(2, 3, 4, dtype=torch.float64)
    objective = Objective(model, lambda net, x: net(x).pow(3).mean(), [inputs])
    layout = objective.parameters
    v = torch.randn(layout.size, dtype=torch.float64)
    slopes, middle = [], layout.current()
    for sign in (1, -1):
        with layout.at(middle + sign * 1e-5 * v):
            slopes.append(objective.gradient())
    expected = (slopes[0] - slopes[1]) / 2e-5
    torch.testing.assert_close(HessianProduct(objective)(v), expected, rtol=1e-5, atol=1e-7)


def test_a_part_without_a_second_derivative_is_told() -> None:
    model = torch.nn.EmbeddingBag(5, 3)
    batch = torch.tensor([[0, 1], [2, 3]])
    product = HessianProduct(Objective(model, lambda net, x: net(x).pow(3).sum(), [batch]))
    with pytest.raises(WarmproofError, match="torch has no second derivative of a part of this"):
        product(torch.ones(product.size))


def test_sparse_gradients_count_as_dense_ones() -> None:
    products = []
    for sparse in (False, True):
        torch.manual_seed(0)
        model = torch.nn.Embedding(5, 3, sparse=sparse)
        batch = torch.tensor([[0, 1], [1, 3]])
        objective = Objective(model, lambda net, x: net(x).pow(3).sum(), [batch])
        product = HessianProduct(objective)
        products.append((objective.gradient(), product(torch.arange(15.0))))
    for found, expected in zip(*products, strict=True):
        torch.testing.assert_close(found, expected)


@pytest.mark.parametrize("keep", [True, False])
def test_products_may_be_asked_for_where_gradients_are_off(keep: bool) -> None:
    model, batch = perceptron()
    objective = Objective(model, cross_entropy, [batch])
    v = torch.ones(objective.parameters.size)
    expected = objective.gradient(), HessianProduct(objective, keep_graph=keep)(v)
    with torch.no_grad():
        found = objective.gradient(), HessianProduct(objective, keep_graph=keep)(v)
    assert all(map(torch.equal, found, expected))


def test_parameters_of_several_dtypes_have_the_product_of_the_widest() -> None:
    torch.manual_seed(1)
    wide = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    wide = wide.double()
    mixed = copy.deepcopy(wide)
    mixed[0].float()
    inputs = torch.randn(6, 3, dtype=torch.float64)

    def square(net: Any, x: torch.Tensor) -> torch.Tensor:
        hidden = net[0](x.to(net[0].weight.dtype))
        return net[2](net[1](hidden).double()).square().mean()

    products = [HessianProduct(Objective(net, square, [inputs])) for net in (wide, mixed)]
    v = torch.randn(products[0].size, dtype=torch.float64)
    expected, found = (product(v) for product in products)
    assert found.dtype == torch.float64
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)
