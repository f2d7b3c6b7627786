"""Pictures with labels: bytes in memory once, split by rows.

Training, validation and test refer to rows of arrays that they share, so a split copies nothing
and pictures become floats one batch at a time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError

CLASSES = 1000
"""The largest number of classes: a label beyond it is rather a mistake."""

_CHUNK = 512
"""Pictures that are copied together to be counted."""


@dataclass(frozen=True)
class Pictures:
    """Some rows of an array of pictures.

    Args:
        pixels: uint8, shape (all, channels, height, width).
        labels: int64, shape (all,), counted from 0.
        rows: int64, shape (n,): the rows that belong here.
    """

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    rows: NDArray[np.int64]

    @classmethod
    def whole(cls, pixels: NDArray[np.uint8], labels: NDArray[np.int64]) -> Pictures:
        """All rows."""
        return cls(pixels, labels, np.arange(len(pixels)))

    def __len__(self) -> int:
        """Number of pictures."""
        return len(self.rows)

    def part(self, which: NDArray[np.int64]) -> Pictures:
        """Those at the places `which`, counted from 0 among these; nothing is copied but rows."""
        return Pictures(self.pixels, self.labels, self.rows[which])

    def take(self, which: NDArray[np.int64] | slice) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """Copies of the pixels and labels at the places `which`."""
        rows = self.rows[which]
        return self.pixels[rows], self.labels[rows]

    def statistics(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Mean and standard deviation of each channel, from how often each value occurs.

        >>> pixels = np.array([0, 255], np.uint8).reshape(2, 1, 1, 1)
        >>> Pictures.whole(pixels, np.zeros(2, np.int64)).statistics()
        ((127.5,), (127.5,))
        """
        channels = self.pixels.shape[1]
        counts = np.zeros((channels, 256), np.int64)
        for start in range(0, len(self), _CHUNK):
            pixels, _ = self.take(slice(start, start + _CHUNK))
            for channel in range(channels):
                counts[channel] += np.bincount(pixels[:, channel].ravel(), minlength=256)
        values = np.arange(256)
        count = counts[0].sum()
        total, squares = counts @ values, counts @ values**2
        means = total / count
        spreads = np.sqrt(np.maximum(squares / count - means**2, 0))
        return tuple(map(float, means)), tuple(map(float, spreads))


@dataclass(frozen=True)
class PictureData:
    """A data set of pictures.

    Args:
        name: as a title shows it.
        train: for the gradients.
        validation: for choosing step sizes; cut from the training pictures unless the source has
            one.
        test: for the final scores alone.
        classes: labels are below it.
    """

    name: str
    train: Pictures
    validation: Pictures
    test: Pictures
    classes: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width of a picture."""
        _, channels, height, width = self.train.pixels.shape
        return channels, height, width

    @cached_property
    def statistics(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Mean and standard deviation of each channel over the training pictures."""
        return self.train.statistics()

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any picture, any label and the split."""
        digest = hashlib.sha256()
        for part in (self.train, self.validation, self.test):
            digest.update(np.ascontiguousarray(part.rows).data)
            digest.update(np.ascontiguousarray(part.labels).data)
        digest.update(np.ascontiguousarray(self.train.pixels).data)
        digest.update(np.ascontiguousarray(self.test.pixels).data)
        return digest.hexdigest()


def cut_validation(train: Pictures, count: int) -> tuple[Pictures, Pictures]:
    """Split off `count` pictures, drawn with a fixed seed.

    Returns:
        The pictures that stay, in their order, and those that were drawn.

    >>> pixels, labels = np.zeros((5, 1, 8, 8), np.uint8), np.zeros(5, np.int64)
    >>> kept, drawn = cut_validation(Pictures.whole(pixels, labels), 2)
    >>> sorted([*kept.rows.tolist(), *drawn.rows.tolist()]), len(drawn)
    ([0, 1, 2, 3, 4], 2)
    """
    order = np.random.default_rng(0).permutation(len(train))
    return train.part(np.sort(order[count:])), train.part(np.sort(order[:count]))


def from_train_and_test(name: str, train: Pictures, test: Pictures) -> PictureData:
    """Cut a tenth of the training pictures off for validation.

    Raises:
        DomainError: too few pictures, pictures of different shapes, or labels that cannot be.
    """
    if len(train) < 10 or not len(test):
        raise DomainError(
            f"{name} needs at least 10 training pictures and 1 for the test; got {len(train)} and "
            f"{len(test)}. Give more."
        )
    if train.pixels.shape[1:] != test.pixels.shape[1:]:
        raise DomainError(
            f"{name} needs training and test pictures of one shape; got "
            f"{train.pixels.shape[1:]} and {test.pixels.shape[1:]}. Give them one size."
        )
    classes = int(train.labels.max()) + 1
    for part, labels in (("training", train.labels), ("test", test.labels)):
        if labels.min() < 0 or labels.max() >= min(classes, CLASSES) or classes < 2:
            raise DomainError(
                f"{name} needs labels 0, 1, ... below the number of classes, which the training "
                f"labels show and which lies between 2 and {CLASSES}; got {part} labels from "
                f"{labels.min()} to {labels.max()} and {classes} classes. Number the classes from "
                "0."
            )
    kept, validation = cut_validation(train, len(train) // 10)
    return PictureData(name, kept, validation, test, classes)
