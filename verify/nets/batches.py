"""Batches as pure functions of a seed and a step, so that a run can go on where it stopped.

Pictures: epoch = step // per_epoch; each epoch has an order of its own, drawn from (seed, epoch),
and leaves out the last pictures that fill no batch. Texts: each batch has its own starts, drawn
from (seed, step) with replacement, as nanoGPT draws them.

Batches are tuples (inputs, targets) on the processor. Pictures become floats here: each channel
less its mean over the training pictures, divided by its standard deviation. Nothing is cropped
or flipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import overload

import numpy as np
import torch
from numpy.typing import NDArray

from theory.errors import DomainError
from verify.nets.data.pictures import Pictures
from verify.nets.data.text import Codes

Batch = tuple[torch.Tensor, torch.Tensor]


def check_seed(seed: int) -> int:
    """The seed itself.

    Raises:
        DomainError: it is negative.
    """
    if seed < 0:
        raise DomainError(f"a seed needs to be >= 0; got {seed}. Take 0.")
    return seed


@lru_cache(maxsize=4)
def order(count: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """The numbers below `count` in the order of this epoch."""
    return np.random.default_rng((check_seed(seed), epoch)).permutation(count)


@dataclass(frozen=True)
class PictureMaker:
    """Makes a batch from pictures.

    Args:
        means: of each channel.
        spreads: of each channel; a channel without spread is divided by 1.
        flat: whether a picture becomes one row, for a perceptron.
    """

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    flat: bool = False

    def __call__(self, pixels: NDArray[np.uint8], labels: NDArray[np.int64]) -> Batch:
        """Inputs float32, shape (n, channels, height, width) or (n, all), and int64 targets."""
        inputs = torch.from_numpy(pixels).float().sub_(self._mean).div_(self._spread)
        return inputs.flatten(1) if self.flat else inputs, torch.from_numpy(labels)

    @cached_property
    def _mean(self) -> torch.Tensor:
        return torch.tensor(self.means).view(1, -1, 1, 1)

    @cached_property
    def _spread(self) -> torch.Tensor:
        return torch.tensor([s if s > 0 else 1.0 for s in self.spreads]).view(1, -1, 1, 1)


@dataclass(frozen=True)
class PictureBatches:
    """Training batches of pictures: call it with a seed and a step, counted from 0."""

    pictures: Pictures
    size: int
    make: PictureMaker

    def __call__(self, seed: int, step: int) -> Batch:
        """The batch of this step."""
        epoch, place = divmod(step, len(self.pictures) // self.size)
        which = order(len(self.pictures), seed, epoch)
        return self.make(*self.pictures.take(which[place * self.size : (place + 1) * self.size]))


@dataclass(frozen=True)
class TextBatches:
    """Training batches of a text: call it with a seed and a step, counted from 0.

    Inputs have shape (size, context); the targets are the characters one place later.
    """

    codes: Codes
    size: int
    context: int

    def __call__(self, seed: int, step: int) -> Batch:
        """The batch of this step."""
        starts = np.random.default_rng((check_seed(seed), step)).integers(
            0, len(self.codes) - self.context, self.size
        )
        return windows(self.codes, starts, self.context)


def windows(codes: Codes, starts: NDArray[np.int64], context: int) -> Batch:
    """The characters after each start, and those one place later; int64, (starts, context).

    >>> windows(np.arange(9, dtype=np.uint8), np.array([0, 5]), 3)
    (tensor([[0, 1, 2],
            [5, 6, 7]]), tensor([[1, 2, 3],
            [6, 7, 8]]))
    """
    text = torch.from_numpy(codes[starts[:, None] + np.arange(context + 1)].astype(np.int64))
    return text[:, :-1].contiguous(), text[:, 1:].contiguous()


@dataclass(frozen=True)
class PicturePart:
    """Some pictures in a row, as a batch."""

    pictures: Pictures
    make: PictureMaker

    def __call__(self, which: slice) -> Batch:
        """The pictures at these places."""
        return self.make(*self.pictures.take(which))


@dataclass(frozen=True)
class TextPart:
    """Windows at equal distances, without overlap, as a batch.

    Args:
        codes: the text.
        context: length of a window.
        count: of windows; they stand in the middle of as many equal pieces of the text.
    """

    codes: Codes
    context: int
    count: int

    def __call__(self, which: slice) -> Batch:
        """The windows with these numbers."""
        numbers = np.arange(which.start, which.stop)
        free = len(self.codes) - 1 - self.context * self.count
        starts = numbers * self.context + (2 * numbers + 1) * free // (2 * self.count)
        return windows(self.codes, starts, self.context)


class Parts(Sequence[Batch]):
    """Batches that are made when they are asked for, each time anew.

    Args:
        count: number of examples.
        size: of a batch; the last one may be smaller.
        make: takes a slice of the examples.

    >>> parts = Parts(5, 2, lambda which: list(range(5))[which])
    >>> len(parts), parts[2], parts[-1], parts[:2]
    (3, [4], [4], [[0, 1], [2, 3]])
    """

    def __init__(self, count: int, size: int, make: Callable[[slice], Batch]) -> None:
        self.count, self.size, self.make = count, size, make

    def __len__(self) -> int:
        """Number of batches."""
        return -(-self.count // self.size)

    @overload
    def __getitem__(self, index: int) -> Batch: ...
    @overload
    def __getitem__(self, index: slice) -> list[Batch]: ...
    def __getitem__(self, index: int | slice) -> Batch | list[Batch]:
        """The batch with this number, counted from 0."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        return self.make(slice(place * self.size, min((place + 1) * self.size, self.count)))
