"""Two layers under a ridge: constants by hand, and the parts of the bound that are needed."""

from __future__ import annotations

import pytest
import sympy as sp

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, InexactInputError
from verify.nets.certified.follow import measure
from verify.nets.certified.ridge_network import ACTIVATIONS, RidgeNetwork

pytestmark = pytest.mark.extra("nets")


@pytest.mark.parametrize(
    ("kind", "curvature", "without"),
    [("cross_entropy", 100 + 8 / 2, 0.32 * 0.7), ("squared_error", 100 + 2 * 8, 2.56)],
)
def test_the_hessian_of_the_output_cannot_be_left_out(
    kind: str, curvature: float, without: float
) -> None:
    """At w = 0 with lam = 100, x = 8: hess F = lam I + l'(0) hess z, and b0 = 8 speaks for it."""
    inputs, targets = torch.tensor([[8.0]]), torch.tensor([1.0])
    net = RidgeNetwork(
        inputs, targets, hidden=1, lam=100, activation="identity", kind=kind, scale=0.0
    )
    found = measure(net)
    assert found.curvature == pytest.approx(curvature, rel=1e-6)
    assert found.curvature <= found.allowed
    assert found.curvature > 100 + without


@pytest.mark.parametrize("name", ["sin", "tanh", "atan"])
def test_bounds_of_the_activations_are_attained(name: str) -> None:
    phi = ACTIVATIONS[name]
    s = torch.linspace(-4, 4, 80001, dtype=torch.float64).requires_grad_()
    value = phi.function(s)
    (first,) = torch.autograd.grad(value.sum(), s, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), s)
    for found, bound in ((value.abs() - s.abs(), 0), (first, phi.C2), (second, phi.C3)):
        assert float(found.detach().abs().max() if bound else found.detach().max()) <= (
            float(bound) + 1e-12
        )
    assert float(first.detach().max()) == pytest.approx(float(phi.C2), rel=1e-8)
    assert float(second.abs().max()) == pytest.approx(float(phi.C3), rel=1e-7)


def test_constants_of_the_ridge_network_by_hand() -> None:
    """X = 5, C3 = 1: a1 = 25, b0 = 5, b1 = 25, lam = 2; f_lower = 0."""
    inputs, targets = torch.tensor([[3.0, 4.0]]), torch.tensor([1.0])
    net = RidgeNetwork(inputs, targets, hidden=2, lam=2, activation="sin")
    assert sp.Rational(25, 4) + sp.Rational(25, 2) == net.constants.K
    assert 2 + 5 + sp.Rational(25, 2) == net.constants.K0
    net = RidgeNetwork(inputs, targets, hidden=2, lam=2, activation="sin", kind="squared_error")
    assert net.constants.K == 50 + 5 + 25
    assert net.constants.K0 == 2 + 5


def test_bad_arguments_are_refused() -> None:
    one = torch.ones(2, 1)
    with pytest.raises(DomainError, match="lam > 0; got lam = -1"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=-1)
    with pytest.raises(InexactInputError, match="lam must be exact"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=0.1)
    with pytest.raises(DomainError, match="no activation 'relu' with known constants"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=1, activation="relu")
    with pytest.raises(DomainError, match="labels -1 or 1"):
        RidgeNetwork(one, torch.zeros(2), hidden=1, lam=1)
