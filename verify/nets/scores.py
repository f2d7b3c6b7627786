"""Cross entropy to train with, and the scores of a network on batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from theory.errors import DomainError
from verify.nets.batches import Batch
from verify.nets.device import to_device


@dataclass(frozen=True)
class Scores:
    """How good a network is.

    Args:
        loss: mean cross entropy over all targets, unit nat; may be inf or nan.
        accuracy: share of targets, in [0, 1], whose score is the largest.
    """

    loss: float
    accuracy: float


def cross_entropy(model: nn.Module, batch: Batch) -> torch.Tensor:
    """The mean cross entropy of a batch, unit nat.

    The targets have the shape of the inputs' scores without the last dimension, which counts
    the classes: (n,) for pictures and (n, length) for texts.

    >>> even = nn.Linear(3, 4)
    >>> for parameter in even.parameters(): _ = nn.init.zeros_(parameter)
    >>> batch = torch.ones(2, 5, 3), torch.zeros(2, 5, dtype=torch.long)
    >>> round(cross_entropy(even, batch).item(), 6)  # ln 4
    1.386294
    """
    inputs, targets = batch
    return functional.cross_entropy(model(inputs).flatten(0, -2), targets.flatten())


def evaluate(model: nn.Module, batches: Sequence[Batch]) -> Scores:
    """The scores over all batches together, with BatchNorm and dropout as after training.

    Each target counts the same, whatever batch it is in. The model's modes and its gradients are as
    they were before.

    Raises:
        DomainError: no batch.
    """
    if not len(batches):
        raise DomainError("scores need at least one batch; got none. Give [batch].")
    device = next((tensor.device for tensor in model.parameters()), torch.device("cpu"))
    loss, right, count = 0.0, 0, 0
    with _in_eval_mode(model), torch.no_grad():
        for batch in batches:
            inputs, targets = to_device(batch, device)
            scores, targets = model(inputs).flatten(0, -2).float(), targets.flatten()
            loss += functional.cross_entropy(scores, targets, reduction="sum").double().item()
            right += int((scores.argmax(-1) == targets).sum())
            count += targets.numel()
    return Scores(loss / count, right / count)


@contextmanager
def _in_eval_mode(model: nn.Module) -> Iterator[None]:
    modes = [(module, module.training) for module in model.modules()]
    try:
        model.eval()
        yield
    finally:
        for module, training in modes:
            module.training = training
