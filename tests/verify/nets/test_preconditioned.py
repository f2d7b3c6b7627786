"""Curvature in an optimizer's coordinates: against its own steps, and at the edge of stability."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.hessian import HessianProduct
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective
from verify.nets.preconditioned import largest_stable, preconditioned

pytestmark = pytest.mark.extra("nets")


def objective() -> Objective:
    inputs, labels = torch.randn(12, 4, dtype=torch.float64), torch.arange(12) % 3
    return Objective(
        Perceptron((4, 5, 3)).double(),
        lambda net, x: torch.nn.functional.cross_entropy(net(x), labels),
        [inputs],
    )


def fill_gradients(f: Objective) -> None:
    f.model.zero_grad()
    sum(f.losses()).backward()


@pytest.mark.parametrize("steps", [0, 3])
def test_it_divides_as_the_coming_step_of_adam_does(steps: int) -> None:
    """Without its average (beta1 = 0) Adam's step is -lr g/D, from which D is read off."""
    f = objective()
    optimizer = torch.optim.AdamW(
        f.model.parameters(), lr=0.01, betas=(0.0, 0.9), eps=1e-3, weight_decay=0.0
    )
    for _ in range(steps):
        fill_gradients(f)
        optimizer.step()
    fill_gradients(f)
    product = HessianProduct(f)
    whole = torch.stack([product(row) for row in torch.eye(product.size, dtype=torch.float64)])
    scaled = preconditioned(product, optimizer)
    found = torch.stack([scaled(row) for row in torch.eye(product.size, dtype=torch.float64)])

    before, gradient = f.parameters.current(), f.gradient()
    optimizer.step()
    D = -0.01 * gradient / (f.parameters.current() - before)
    expected = whole / (D[:, None] * D[None, :]).sqrt()
    torch.testing.assert_close(found, expected, rtol=1e-6, atol=1e-9)


def test_for_sgd_it_is_the_hessian() -> None:
    product = HessianProduct(objective())
    optimizer = torch.optim.SGD(product.objective.model.parameters(), lr=1)
    assert preconditioned(product, optimizer) is product


MAKES: dict[str, Callable[[Any, float], torch.optim.Optimizer]] = {
    "SGD": lambda p, lr: torch.optim.SGD(p, lr=lr),
    "dampening alone": lambda p, lr: torch.optim.SGD(p, lr=lr, dampening=0.5),
    "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
    "dampened": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.8, dampening=0.5),
    "Nesterov": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9, nesterov=True),
    "Adam": lambda p, lr: torch.optim.Adam(p, lr=lr, betas=(0.9, 1 - 1e-9), eps=0.0),
    "AdamW": lambda p, lr: torch.optim.AdamW(
        p, lr=lr, betas=(0.5, 1 - 1e-9), eps=0.0, weight_decay=0.0
    ),
}


@pytest.mark.parametrize("name", MAKES)
@pytest.mark.parametrize(("share", "stable"), [(0.99, True), (1.01, False)])
def test_a_quadratic_is_stable_up_to_there_and_not_beyond(
    name: str, share: float, stable: bool
) -> None:
    """Curvature 3; Adam's D is held at 1 by an average that hardly moves."""
    w = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
    edge = largest_stable(MAKES[name]([w], 1.0)) / 3
    optimizer = MAKES[name]([w], share * edge)
    if "betas" in optimizer.param_groups[0]:
        optimizer.state[w] = {
            "step": torch.tensor(1e12),
            "exp_avg": torch.zeros_like(w),
            "exp_avg_sq": torch.ones_like(w),
        }
    for _ in range(3000):
        w.grad = 3 * w.detach()
        optimizer.step()
        if abs(w.item()) > 100:
            break
    assert (abs(w.item()) < 1) == stable


def test_of_several_groups_the_smallest_counts() -> None:
    weights = [torch.nn.Parameter(torch.ones(1)) for _ in range(2)]
    groups = [{"params": [weights[0]], "momentum": 0.9}, {"params": [weights[1]]}]
    assert largest_stable(torch.optim.SGD(groups, lr=1.0)) == 2


def test_what_it_does_not_know_is_refused() -> None:
    f = objective()
    product, parameters = HessianProduct(f), list(f.model.parameters())
    fill_gradients(f)
    for make, message in (
        (lambda: torch.optim.Adagrad(parameters), "needs Adam or AdamW; got Adagrad"),
        (lambda: torch.optim.AdamW(parameters, amsgrad=True), "without amsgrad"),
        (lambda: torch.optim.Adam(parameters, weight_decay=0.1), "without weight decay"),
        (lambda: torch.optim.AdamW(parameters[1:]), r"it lacks layers\.0\.weight"),
    ):
        with pytest.raises(DomainError, match=message):
            preconditioned(product, make())
    with pytest.raises(DomainError, match="needs SGD, Adam or AdamW; got Adagrad"):
        largest_stable(torch.optim.Adagrad(parameters))
    with pytest.raises(DomainError, match=r"of all 43 parameters; got one of 3"):
        preconditioned(product.block(["layers.1.bias"]), torch.optim.AdamW(parameters))
    f.model.zero_grad()
    with pytest.raises(DomainError, match=r"in \.grad; one has none"):
        preconditioned(product, torch.optim.AdamW(parameters))
