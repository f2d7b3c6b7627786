"""Curvature layer by layer against the blocks of a Hessian known in closed form."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import extreme_eigenvalues
from verify.nets.layers import layer_curvature, layers
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective

pytestmark = pytest.mark.extra("nets")


class Two(torch.nn.Module):
    """f = a^2 + 4 a b - 3 b^2: blocks 2 and -6, ends -2 +- 4 sqrt(2)."""

    def __init__(self) -> None:
        super().__init__()
        self.a = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
        self.b = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))


def test_blocks_of_a_quadratic() -> None:
    objective = Objective(
        Two(), lambda m, _: (m.a**2 + 4 * m.a * m.b - 3 * m.b**2).sum(), [torch.zeros(1)]
    )
    product = HessianProduct(objective)
    found = layer_curvature(product)
    assert {owner: each.top.value for owner, each in found.items()} == {"a": 2, "b": -6}
    whole = extreme_eigenvalues(product, 2, dtype=torch.float64, tolerance=1e-9)
    assert whole.top.value == pytest.approx(-2 + 32**0.5)


def test_no_layer_is_more_curved_than_the_network() -> None:
    model = Perceptron((4, 6, 3)).double()
    inputs, labels = torch.randn(9, 4, dtype=torch.float64), torch.arange(9) % 3
    product = HessianProduct(
        Objective(model, lambda net, x: torch.nn.functional.cross_entropy(net(x), labels), [inputs])
    )
    whole = extreme_eigenvalues(product, product.size, dtype=torch.float64, tolerance=1e-8)
    found = layer_curvature(product, tolerance=1e-8)
    assert list(found) == ["layers.0", "layers.1"]
    for each in found.values():
        assert whole.bottom.value - 1e-6 <= each.bottom.value
        assert each.top.value <= whole.top.value + 1e-6


def test_a_tied_weight_belongs_to_the_layer_that_names_it_first() -> None:
    names = [name for name, _ in GPT(5, 4, blocks=1, width=4, heads=2).named_parameters()]
    groups = layers(names)
    assert "characters" in groups
    assert "head" not in groups


def test_an_unknown_group_is_refused() -> None:
    product = HessianProduct(Objective(Two(), lambda m, _: (m.a * m.b).sum(), [torch.zeros(1)]))
    with pytest.raises(DomainError, match=r"got c\. There are a, b"):
        layer_curvature(product, {"all": ["a", "c"]})
