"""Where a network lives, and how its batches get there."""

from __future__ import annotations

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
    try:
        device = torch.device(name)
    except RuntimeError as unknown:
        raise WarmproofError(f"there is no device {name!r}. Take cpu or cuda.") from unknown
    found = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if device.type == "cuda" and (device.index or 0) >= found:
        raise WarmproofError(
            f"the device {name} needs a GPU that torch can use; {found} found. Take the device cpu."
        )
    return device


def to_device(batch: Any, device: torch.device) -> Any:
    """The tensors in a batch (alone, in tuples, lists or dictionaries) on a device."""
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {name: to_device(value, device) for name, value in batch.items()}
    if isinstance(batch, tuple | list):
        return type(batch)(to_device(value, device) for value in batch)
    return batch
