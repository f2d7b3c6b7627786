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
from typing import Any

import torch
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
from verify.nets.data.download import Progress
from verify.nets.data.load import load_pictures, load_text
from verify.nets.data.pictures import PictureData, Pictures
from verify.nets.data.text import Codes, Text
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.models.resnet import ResNet18
from verify.nets.objective import Loss
from verify.nets.scores import Scores, cross_entropy, evaluate
from verify.nets.sizes import NETS, SIZES, Size, size_of

__all__ = ["NETS", "SIZES", "Task", "make_task"]


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
    net: str,
    size: str,
    *,
    data: Path | None = None,
    batch_size: int | None = None,
    progress: Progress | None = None,
) -> Task:
    """The task of this network at this size.

    Args:
        net: one of NETS.
        size: one of SIZES.
        data: pictures or a text of one's own, or `cifar10` or `shakespeare`, which are fetched;
            see `verify.nets.data.load`. By default what is installed, and at size paper CIFAR-10
            or TinyShakespeare.
        batch_size: instead of the size's own.
        progress: told of a download.

    Raises:
        WarmproofError: data that cannot be used or had.
        DomainError: no such network or size, or a batch larger than the data.
    """
    row = size_of(net, size, given=data is not None)
    at = row.batch_size if batch_size is None else batch_size
    paper = size == "paper"
    if net == "gpt":
        return _of_text(size, row, load_text(data, paper=paper, progress=progress), at)
    return _of_pictures(net, size, row, load_pictures(data, paper=paper, progress=progress), at)


def _of_pictures(net: str, size: str, row: Size, data: PictureData, batch_size: int) -> Task:
    channels, height, width = data.shape
    make: Callable[[], nn.Module]
    if net == "perceptron":
        widths = (channels * height * width, *([row.width] * row.depth), data.classes)
        name, make = f"perceptron {'-'.join(map(str, widths))}", partial(Perceptron, widths)
    else:
        name = f"ResNet-18 of width {row.width}"
        make = partial(ResNet18, data.classes, channels, row.width)
    least = 2 if net == "resnet" else 1  # BatchNorm compares the examples of a batch
    _check_batch(batch_size, least, len(data.train), "training pictures")
    pictures = PictureMaker(*data.statistics, flat=net == "perceptron")

    def scored(part: Pictures) -> Parts:
        count = min(len(part), row.scored or len(part))
        return Parts(count, SCORED_AT_ONCE, PicturePart(part, pictures))

    return Task(
        net=net,
        title=f"{name}, {_parameters(make):,} parameters, on {data.name} "
        f"({len(data.train):,} pictures)",
        batch=PictureBatches(data.train, batch_size, pictures),
        per_epoch=len(data.train) // batch_size,
        validation=scored(data.validation),
        test=scored(data.test),
        fingerprint=f"{data.fingerprint[:16]}-{batch_size}",
        **_of_row(size, row, make, batch_size),
    )


def _of_text(size: str, row: Size, data: Text, batch_size: int) -> Task:
    shortest = 20 * (row.context + 1)
    if len(data) < shortest:
        raise DomainError(
            f"a GPT with a context of {row.context} needs a text of at least {shortest:,} "
            f"characters, a twentieth of them for the test; got {len(data):,} in {data.name}. Give "
            "a longer text, or a smaller --size."
        )
    _check_batch(batch_size, 1, len(data.train) - row.context, "places in the training text")
    make = partial(
        GPT, len(data.alphabet), row.context, blocks=row.depth, width=row.width, heads=row.heads
    )

    def scored(part: Codes) -> Parts:
        count = min((len(part) - 1) // row.context, row.scored or len(part))
        return Parts(count, row.batch_size, TextPart(part, row.context, count))

    return Task(
        net="gpt",
        title=f"GPT of {row.depth} blocks x {row.width}, {_parameters(make):,} parameters, on "
        f"{data.name} ({len(data.train):,} characters)",
        batch=TextBatches(data.train, batch_size, row.context),
        per_epoch=max(len(data.train) // (batch_size * row.context), 1),
        validation=scored(data.validation),
        test=scored(data.test),
        fingerprint=f"{data.fingerprint[:16]}-{batch_size}",
        **_of_row(size, row, make, batch_size),
    )


SCORED_AT_ONCE = 250
"""Pictures in a batch of validation or test."""


def _of_row(size: str, row: Size, make: Callable[[], nn.Module], batch_size: int) -> dict[str, Any]:
    """What a task takes from its row of the table, whatever its data."""
    return {
        "size": size,
        "build": partial(_build, make),
        "loss": cross_entropy,
        "batch_size": batch_size,
        "steps": row.steps,
        "warmup_steps": row.warmup_steps,
        "peaks": row.peaks,
        "forward_dtype": torch.bfloat16 if size == "paper" else None,
    }


def _check_batch(batch_size: int, least: int, most: int, what: str) -> None:
    if not least <= batch_size <= most:
        raise DomainError(
            f"a batch needs {least} <= batch size <= {most:,}, the number of {what}; got "
            f"{batch_size}. Take another --batch-size, or more data."
        )


def _build(make: Callable[[], nn.Module], seed: int) -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(check_seed(seed))
        return make().train()


def _parameters(make: Callable[[], nn.Module]) -> int:
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in make().parameters())
