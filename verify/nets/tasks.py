"""What is trained: a network of some size, its data, its loss and its scores, in one object.

>>> task = make_task("perceptron", "smoke")
>>> task.title
'perceptron 64-32-10, 2,410 parameters, on the digits (1,297 pictures)'
>>> inputs, targets = task.batch(0, 0)
>>> inputs.shape, targets.shape
(torch.Size([64, 64]), torch.Size([64]))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from theory.errors import DomainError
from verify.nets.batches import (
    Batch,
    Parts,
    PictureBatches,
    PictureMaker,
    PicturePart,
    TextBatches,
    TextPart,
    check_seed,
)
from verify.nets.data.digits import digits
from verify.nets.data.pictures import PictureData
from verify.nets.data.text import Text, python_help
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.models.resnet import ResNet18
from verify.nets.objective import Loss
from verify.nets.scores import Scores, cross_entropy, evaluate
from verify.nets.sizes import NETS, SIZES, TABLE, Size


@dataclass(frozen=True)
class Task:
    """A network with all that training it needs.

    Args:
        net: one of NETS.
        size: one of SIZES.
        title: for people, with the number of parameters and the data.
        build: seed -> a new model on the processor in train mode; the same seed gives the same
            weights, and torch's own chance goes on as if nothing had been drawn.
        loss: (model, batch) -> the mean cross entropy.
        batch: (seed, step) -> a training batch, a pure function of both; steps count from 0.
        per_epoch: steps in which each training example is used about once.
        batch_size: pictures or windows of text.
        steps: of one run of a comparison.
        warmup_steps: of linear warm-up, by default.
        peaks: largest steps to choose from, for SGD without momentum.
        validation: batches to choose step sizes by; made when they are asked for.
        test: batches for the final scores alone.
        fingerprint: changes with the data and the batch size: what a run that goes on must
            share with its beginning.
        evaluate: (model, batches) -> loss and accuracy, in eval mode and without gradients.
        f_lower: below every loss.
        forward_dtype: of the forward pass where the model is on a GPU; None for its own.
    """

    net: str
    size: str
    title: str
    build: Callable[[int], nn.Module]
    loss: Loss
    batch: Callable[[int, int], Batch]
    per_epoch: int
    batch_size: int
    steps: int
    warmup_steps: int
    peaks: tuple[float, ...]
    validation: Sequence[Batch]
    test: Sequence[Batch]
    fingerprint: str
    evaluate: Callable[[nn.Module, Sequence[Batch]], Scores] = evaluate
    f_lower: float = 0.0
    forward_dtype: torch.dtype | None = None


def make_task(
    net: str, size: str, *, data: Path | None = None, batch_size: int | None = None
) -> Task:
    """The task of this network at this size.

    Args:
        net: one of NETS.
        size: one of SIZES.
        data: pictures or a text of one's own.
        batch_size: instead of the size's own.

    Raises:
        WarmproofError: data that cannot be used or had.
        DomainError: no such network or size, or a batch larger than the data.
    """
    for what, given, known in (("net", net, NETS), ("size", size, SIZES)):
        if given not in known:
            raise DomainError(f"there is no {what} {given!r}. Take one of {', '.join(known)}.")
    row = TABLE[net, size]
    if net == "gpt":
        return _of_text(size, row, python_help(), batch_size or row.batch_size)
    return _of_pictures(net, size, row, digits(), batch_size or row.batch_size)


def _of_pictures(net: str, size: str, row: Size, data: PictureData, batch_size: int) -> Task:
    channels, height, width = data.shape
    if net == "perceptron":
        widths = (channels * height * width, *([row.width] * row.depth), data.classes)
        name, make = f"perceptron {'-'.join(map(str, widths))}", partial(Perceptron, widths)
    else:
        name = f"ResNet-18 of width {row.width}"
        make = partial(ResNet18, data.classes, channels, row.width)
    _check_batch(batch_size, len(data.train), "training pictures")
    pictures = PictureMaker(*data.statistics, flat=net == "perceptron")
    validation, test = (
        Parts(min(len(part), row.scored or len(part)), SCORED_AT_ONCE, PicturePart(part, pictures))
        for part in (data.validation, data.test)
    )
    return Task(
        net,
        size,
        f"{name}, {_parameters(make):,} parameters, on {data.name} ({len(data.train):,} pictures)",
        partial(_build, make),
        cross_entropy,
        PictureBatches(data.train, batch_size, pictures),
        len(data.train) // batch_size,
        batch_size,
        row.steps,
        row.warmup_steps,
        row.peaks,
        validation,
        test,
        f"{data.fingerprint[:16]}-{batch_size}",
    )


def _of_text(size: str, row: Size, data: Text, batch_size: int) -> Task:
    make = partial(
        GPT, len(data.alphabet), row.context, blocks=row.depth, width=row.width, heads=row.heads
    )
    _check_batch(batch_size, len(data.train) - row.context, "places in the training text")
    validation, test = (_windows(part, row, batch_size) for part in (data.validation, data.test))
    return Task(
        "gpt",
        size,
        f"GPT of {row.depth} blocks x {row.width}, {_parameters(make):,} parameters, on "
        f"{data.name} ({len(data.train):,} characters)",
        partial(_build, make),
        cross_entropy,
        TextBatches(data.train, batch_size, row.context),
        max(len(data.train) // (batch_size * row.context), 1),
        batch_size,
        row.steps,
        row.warmup_steps,
        row.peaks,
        validation,
        test,
        f"{data.fingerprint[:16]}-{batch_size}",
    )


def _windows(codes: NDArray[np.unsignedinteger], row: Size, batch_size: int) -> Parts:
    count = min((len(codes) - 1) // row.context, row.scored or len(codes))
    return Parts(count, batch_size, TextPart(codes, row.context, count))


SCORED_AT_ONCE = 250
"""Pictures in a batch of validation or test."""


def _check_batch(batch_size: int, count: int, what: str) -> None:
    if not 1 <= batch_size <= count:
        raise DomainError(
            f"a batch needs 1 <= batch size <= {count:,}, the number of {what}; got {batch_size}. "
            "Take a smaller batch, or more data."
        )


def _build(make: Callable[[], nn.Module], seed: int) -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(check_seed(seed))
        return make().train()


def _parameters(make: Callable[[], nn.Module]) -> int:
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in make().parameters())
