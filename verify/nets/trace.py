"""What a training run leaves behind: one row per step.

>>> trace = Trace()
>>> trace.add(step=0, loss=2.5, eta=0.1, gradient_norm=3.0, seconds=0.01)
>>> len(trace), trace.loss
(1, array([2.5]))
"""

from __future__ import annotations

import csv
import math
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from theory.errors import WarmproofError
from verify.runs.trace import write_table

COLUMNS = ("step", "loss", "eta", "gradient_norm", "seconds")


class Trace:
    """The steps of a run, in order.

    Row t tells of the step from w_t to w_{t+1}, with t from 0: `step` t; `loss` of its batch at
    w_t; `eta` the first group's learning rate; `gradient_norm` at w_t, before clipping; `seconds`
    of training from the first step to the end of this one, without what was measured between.
    """

    def __init__(self) -> None:
        self._columns = {name: array("q" if name == "step" else "d") for name in COLUMNS}

    def __len__(self) -> int:
        """How many steps."""
        return len(self._columns["seconds"])

    def add(
        self, *, step: int, loss: float, eta: float, gradient_norm: float, seconds: float
    ) -> None:
        """Append a row."""
        row = (step, loss, eta, gradient_norm, seconds)
        for column, entry in zip(self._columns.values(), row, strict=True):
            column.append(entry)

    @property
    def step(self) -> NDArray[np.int64]:
        """From 0."""
        return self._numbers("step")

    @property
    def loss(self) -> NDArray[np.float64]:
        """Of each step's batch, before the step."""
        return self._numbers("loss")

    @property
    def eta(self) -> NDArray[np.float64]:
        """The first group's learning rate."""
        return self._numbers("eta")

    @property
    def gradient_norm(self) -> NDArray[np.float64]:
        """Of each step's batch, before clipping."""
        return self._numbers("gradient_norm")

    @property
    def seconds(self) -> NDArray[np.float64]:
        """Of training alone, from the first step on."""
        return self._numbers("seconds")

    def write(self, path: Path | str) -> Path:
        """Write the rows all at once or not at all; floats keep all their digits.

        Args:
            path: ends in .csv, .json or .parquet.

        Raises:
            WarmproofError: another suffix, or a place that cannot be written to.
        """
        return write_table(path, {name: column.tolist() for name, column in self._items()}, {})

    @classmethod
    def read(cls, path: Path | str) -> Trace:
        """Read what `write` wrote to a .csv file.

        Raises:
            WarmproofError: there is no such file, or it is no trace of training.
        """
        found = cls()
        try:
            with Path(path).open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                if tuple(next(rows, ())) != COLUMNS:
                    raise ValueError(f"its first line is not {','.join(COLUMNS)}")
                for row in rows:
                    first, *rest = row
                    entries = dict(zip(COLUMNS[1:], map(_finite, rest), strict=True))
                    found.add(step=int(first), **entries)
        except OSError as failed:
            raise WarmproofError(f"cannot read {path}: {failed.strerror}.") from failed
        except (ValueError, OverflowError, csv.Error) as foreign:
            raise WarmproofError(
                f"{path} is no trace of training: {foreign}. Name the .csv file of a run."
            ) from foreign
        return found

    def state_dict(self) -> dict[str, torch.Tensor]:
        """The columns as tensors."""
        return {
            name: torch.tensor(column.tolist(), dtype=_DTYPES[name])
            for name, column in self._items()
        }

    def load_state_dict(self, state: dict[str, torch.Tensor]) -> None:
        """Go on from a `state_dict`."""
        self._columns = {
            name: array(own.typecode, state[name].tolist()) for name, own in self._items()
        }

    def _items(self) -> list[tuple[str, array[Any]]]:
        return list(self._columns.items())

    def _numbers(self, name: str) -> NDArray[Any]:
        # A copy, for an array cannot grow while someone looks into it.
        return np.array(self._columns[name])


_DTYPES = {name: torch.int64 if name == "step" else torch.float64 for name in COLUMNS}


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"it has the number {text}")
    return value
