"""Curvature as an optimizer meets it: in the coordinates in which its step is a gradient step.

AdamW divides the gradient by D = sqrt(v) + eps, entry by entry. In the coordinates D^(1/2) w that
is a gradient step, and the Hessian is D^(-1/2) H D^(-1/2). On a quadratic, with D kept as it is,
the iterates of

    SGD                 stay bounded for eta L < 2
    SGD with momentum   for eta L < 2 (1 + beta)/(1 - dampening)
    Nesterov            for eta L < 2 (1 + beta)/(1 + 2 beta)
    Adam and AdamW      for eta L < 2 (1 + beta1)/(1 - beta1)

and grow beyond that, with L the largest eigenvalue of that matrix. `OnlineConstants` takes either
Hessian. What follows for the loss of a network is measured, not proved: D adapts, and where it is
small L may be large without harm. On a small GPT the stable step comes out ten times below what
AdamW trains best with; on a perceptron it is what it trains best with.

Source: [polyak1964] for momentum, [cohen2022] for Adam; Nesterov's is derived alike, from the roots
of the recurrence's characteristic polynomial.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.optim import SGD, Adam, AdamW, Optimizer

from theory.errors import DomainError
from verify.nets.hessian import HessianProduct

Product = Callable[[torch.Tensor], torch.Tensor]


def preconditioned(product: HessianProduct, optimizer: Optimizer) -> Product:
    """The product with D^(-1/2) H D^(-1/2), with D as in the coming step of the optimizer.

    Args:
        product: with H, of all parameters.
        optimizer: SGD, for which D = 1, Adam or AdamW; the gradients that it will step along are
            in `.grad`.

    Raises:
        DomainError: another optimizer, a parameter that it does not have or that has no gradient,
            amsgrad, or weight decay that is added to the gradient.

    >>> from verify.nets.objective import Objective
    >>> net = torch.nn.Linear(1, 1, bias=False)
    >>> square = Objective(net, lambda net, x: net(x).pow(2).mean(), [torch.tensor([[3.0]])])
    >>> net.weight.grad = torch.tensor([[4.0]])
    >>> scaled = preconditioned(HessianProduct(square), AdamW(net.parameters(), eps=0.0))
    >>> scaled(torch.ones(1))  # 18 over |gradient|
    tensor([4.5000])
    """
    if isinstance(optimizer, SGD):
        return product
    layout = product.objective.parameters
    _check(optimizer, "Adam", Adam, AdamW)
    if product.size != layout.size:
        raise DomainError(
            f"a preconditioner needs the product of all {layout.size} parameters; got one of "
            f"{product.size}. Leave out names."
        )
    entries = {p: _entries(p, group, optimizer) for group, p in _parameters(optimizer)}
    missing = [n for n, p in zip(layout.names, layout.tensors, strict=True) if p not in entries]
    if missing:
        raise DomainError(
            f"a preconditioner needs an optimizer of all parameters; it lacks {missing[0]}. "
            "Freeze those that it does not train."
        )
    root = layout.join([entries[p] for p in layout.tensors]).rsqrt_()
    return lambda vector: root * product(root * vector)


def largest_stable(optimizer: Optimizer) -> float:
    """The largest eta L at which a step with the optimizer's first learning rate eta is stable.

    L is the largest eigenvalue of `preconditioned`. See the table above; of several groups the
    smallest counts.

    Raises:
        DomainError: another optimizer than SGD, Adam and AdamW.

    >>> weight = [torch.nn.Parameter(torch.ones(1))]
    >>> round(largest_stable(SGD(weight, lr=1, momentum=0.9)), 6)
    3.8
    >>> round(largest_stable(AdamW(weight)), 6)
    38.0
    """
    _check(optimizer, "SGD, Adam", SGD, Adam, AdamW)
    return min(map(_stable, optimizer.param_groups))


def _stable(group: dict[str, Any]) -> float:
    if "betas" in group:
        beta = float(group["betas"][0])
        return 2 * (1 + beta) / (1 - beta)
    beta = float(group["momentum"])
    if group["nesterov"]:
        return 2 * (1 + beta) / (1 + 2 * beta)
    # Dampening scales all gradients but the first; without momentum there is none.
    return 2 * (1 + beta) / (1 - group["dampening"] if beta else 1)


def _parameters(optimizer: Optimizer) -> list[tuple[dict[str, Any], torch.Tensor]]:
    return [(group, p) for group in optimizer.param_groups for p in group["params"]]


def _entries(p: torch.Tensor, group: dict[str, Any], optimizer: Optimizer) -> torch.Tensor:
    """D on one parameter in the coming step, in its shape."""
    if group["amsgrad"] or (group["weight_decay"] and not group["decoupled_weight_decay"]):
        raise DomainError(
            "a preconditioner needs Adam without amsgrad and without weight decay in the gradient. "
            "Take AdamW."
        )
    if p.grad is None:
        raise DomainError(
            "a preconditioner needs the gradient of each parameter in .grad; one has none. "
            "Ask for it after the backward pass."
        )
    beta, state = group["betas"][1], optimizer.state.get(p, {})
    mean = (1 - beta) * p.grad.detach().square()
    if state:
        mean += beta * state["exp_avg_sq"]
    steps = int(state["step"]) + 1 if state else 1
    return (mean / (1 - beta**steps)).sqrt() + group["eps"]


def _check(optimizer: Optimizer, names: str, *known: type[Optimizer]) -> None:
    if not isinstance(optimizer, known):
        raise DomainError(
            f"curvature as the optimizer meets it needs {names} or AdamW; got "
            f"{type(optimizer).__name__}. Take one of these."
        )
