"""A loss as a function of the parameters alone, the same at every call.

    f(w) = sum_i weight_i loss(model at w, batch_i),   the weights adding up to 1

The batches, the seed of dropout and the mode (train or eval) are fixed, and what a forward pass
writes into buffers, such as BatchNorm's running statistics, is dropped: measuring leaves no trace.

Torch's own attention runs written out, since its fast forms have no second derivative.

With BatchNorm in train mode each batch has statistics of its own, so cutting a batch into parts
gives another function. Without it the parts give the whole batch, up to rounding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from theory.errors import DomainError, WarmproofError
from verify.nets.chance import own_chance, seed_chance
from verify.nets.device import to_device
from verify.nets.flatten import Parameters

Loss = Callable[[nn.Module, Any], torch.Tensor]
"""Takes the model and a batch, gives a scalar: a mean over the batch, as a rule."""


class Objective:
    """The weighted mean of a loss over fixed batches.

    Args:
        model: in the mode in which it is to be measured.
        loss: takes the model and one batch, gives a scalar tensor.
        batches: kept where they are; each visits the parameters' device when it is used.
        weights: one positive number per batch, by default equal; scaled to add up to 1. Give the
            numbers of examples where the batches differ in size.
        forward_dtype: `torch.bfloat16` runs the forward pass in it (autocast); sums over batches
            stay in float32.
        seed: of dropout and other chance; batch i takes seed + i.

    Raises:
        DomainError: no batch, weights that do not fit, or nothing to train.

    >>> line = nn.Linear(1, 1, bias=False).requires_grad_()
    >>> _ = nn.init.ones_(line.weight)
    >>> square = Objective(line, lambda net, x: net(x).pow(2).mean(), [torch.tensor([[3.0]])])
    >>> square.value(), square.gradient()
    (9.0, tensor([18.]))
    """

    def __init__(
        self,
        model: nn.Module,
        loss: Loss,
        batches: Sequence[Any],
        *,
        weights: Sequence[float] | None = None,
        forward_dtype: torch.dtype | None = None,
        seed: int = 0,
    ) -> None:
        if not len(batches):
            raise DomainError("an objective needs at least one batch; got none. Give [batch].")
        weights = [1.0] * len(batches) if weights is None else list(weights)
        if len(weights) != len(batches) or not all(0 < w < math.inf for w in weights):
            raise DomainError(
                f"weights need one positive number for each of {len(batches)} batches; "
                f"got {weights}. Give the number of examples of each batch."
            )
        self.model, self.loss, self.batches = model, loss, batches
        self.weights = [w / sum(weights) for w in weights]
        self.forward_dtype, self.seed = forward_dtype, seed
        self.parameters = Parameters(model)

    def losses(self) -> Iterator[torch.Tensor]:
        """The weighted loss of each batch, with its graph; they add up to f.

        Raises:
            WarmproofError: a loss is not finite.
            DomainError: a loss is not a scalar.
        """
        for i, (weight, batch) in enumerate(zip(self.weights, self.batches, strict=True)):
            value = self._loss(i, batch)
            check_one_number(value)
            if not torch.isfinite(value):
                raise WarmproofError(
                    f"curvature needs a finite loss; got {value.item()} on batch {i}. "
                    "Lower the step size that led here, or look at the batch."
                )
            yield weight * value.reshape(()).to(self.parameters.dtype)

    def value(self) -> float:
        """The loss f at the current parameters."""
        with torch.no_grad():
            return math.fsum(float(value) for value in self.losses())

    def gradient(self) -> torch.Tensor:
        """The gradient of f at the current parameters, shape (size,)."""
        layout = self.parameters
        total = torch.zeros(layout.size, dtype=layout.dtype, device=layout.device)
        with torch.enable_grad():
            for value in self.losses():
                total += layout.join(self.gradients_of(value, layout.tensors))
        return total

    def gradients_of(
        self, value: torch.Tensor, tensors: Sequence[torch.Tensor], *, keep: bool = False
    ) -> tuple[torch.Tensor, ...]:
        """The gradient of one batch's loss by some parameters; `keep` makes it differentiable.

        Raises:
            DomainError: the loss depends on no trainable parameter.
        """
        check_depends(value)
        return torch.autograd.grad(value, tensors, create_graph=keep, materialize_grads=True)

    def _loss(self, i: int, batch: Any) -> torch.Tensor:
        device = self.parameters.device
        low = self.forward_dtype is not None
        with (
            _own_buffers(self.model),
            own_chance(device),
            sdpa_kernel(SDPBackend.MATH),
            torch.autocast(device.type, dtype=self.forward_dtype, enabled=low),
        ):
            seed_chance(device, self.seed + i)
            return self.loss(self.model, to_device(batch, device))


def check_one_number(loss: torch.Tensor) -> None:
    """Refuse a loss that is no scalar.

    Raises:
        DomainError: it is no tensor, or has another number of entries than one.
    """
    if not isinstance(loss, torch.Tensor):
        raise DomainError(
            f"a loss needs to be a tensor, with its graph; got {type(loss).__name__}. "
            "Leave out .item() and float()."
        )
    if loss.numel() != 1:
        raise DomainError(
            f"a loss needs one number per batch; got shape {tuple(loss.shape)}. Take its mean."
        )


def check_depends(loss: torch.Tensor) -> None:
    """Refuse a loss that has no gradient.

    Raises:
        DomainError: it depends on no trainable parameter.
    """
    if not loss.requires_grad:
        raise DomainError(
            "the loss depends on no trainable parameter of the model. "
            "Compute it from the model that is passed in, and do not detach."
        )


@contextmanager
def _own_buffers(model: nn.Module) -> Iterator[None]:
    """Let a forward pass write into copies of the buffers.

    Copies, because restoring them in place would spoil the graph that has saved them.
    """
    owners = [
        (module, name, buffer)
        for module in model.modules()
        for name, buffer in module.named_buffers(recurse=False)
    ]
    copies = {buffer: buffer.clone() for _, _, buffer in owners}
    try:
        for module, name, buffer in owners:
            setattr(module, name, copies[buffer])
        yield
    finally:
        for module, name, buffer in owners:
            setattr(module, name, buffer)


def cut(batch: Any, size: int) -> tuple[list[Any], list[int]]:
    """Cut a batch into parts of at most `size` examples.

    Args:
        batch: a tensor, or a tuple of tensors, with the examples along the first dimension.
        size: at least 1.

    Returns:
        The parts, and the number of examples of each: the weights of an `Objective`.

    Raises:
        DomainError: a size below 1.

    >>> parts, weights = cut((torch.arange(5), torch.arange(5)), 2)
    >>> weights, parts[2]
    ([2, 2, 1], (tensor([4]), tensor([4])))
    """
    if size < 1:
        raise DomainError(f"a part of a batch needs size >= 1; got size = {size}. Give more.")
    if isinstance(batch, torch.Tensor):
        parts = list(batch.split(size))
        return parts, [len(part) for part in parts]
    columns = zip(*(tensor.split(size) for tensor in batch), strict=True)
    rows = [tuple(row) for row in columns]
    return rows, [len(row[0]) for row in rows]
