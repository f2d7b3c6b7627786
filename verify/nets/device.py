"""Where a network lives, and how its batches get there."""

from __future__ import annotations

import re
from typing import Any

import torch

from theory.errors import WarmproofError


def choose_device(name: str) -> torch.device:
    """The device of this name.

    Args:
        name: `cpu`, `cuda` or `cuda:1`.

    Raises:
        WarmproofError: torch has no such name, or finds no such GPU.

    >>> choose_device("cpu")
    device(type='cpu')
    """
    known = re.fullmatch(r"cpu|cuda(?::(\d{1,4}))?", name)
    if known is None:
        raise WarmproofError(f"there is no device {name!r}. Take cpu or cuda.")
    found = torch.cuda.device_count() if torch.cuda.is_available() else 0
    # Read here, as torch lets a large number wrap around to a negative one.
    if name != "cpu" and int(known[1] or 0) >= found:
        raise WarmproofError(
            f"the device {name} needs a GPU that torch can use; {found} found. Take the device cpu."
        )
    return torch.device(name)


def to_device(batch: Any, device: torch.device) -> Any:
    """What a batch holds, alone, in tuples, lists or dictionaries, on a device.

    Tensors are moved, and whatever else has a method `to`.
    """
    if hasattr(batch, "to"):
        return batch.to(device)
    if isinstance(batch, dict):
        return {name: to_device(value, device) for name, value in batch.items()}
    if isinstance(batch, tuple | list):
        moved = [to_device(value, device) for value in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
