"""Torch's generators of random numbers, seeded for one device alone.

`torch.manual_seed` reaches every device there is, which a fork of some generators does not undo,
and takes as long as a small network's step.

>>> seed_chance(torch.device("cpu"), 3)
>>> first = torch.rand(2)
>>> seed_chance(torch.device("cpu"), 3)
>>> torch.equal(torch.rand(2), first)
True
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


def seed_chance(device: torch.device, number: int) -> None:
    """Seed the processor's generator and, for a GPU, that one's."""
    torch.default_generator.manual_seed(number)
    if device.type == "cuda":
        torch.cuda.default_generators[device.index or 0].manual_seed(number)


@contextmanager
def own_chance(device: torch.device) -> Iterator[None]:
    """Leave the generators that `seed_chance` reaches as they were."""
    with torch.random.fork_rng([device] if device.type == "cuda" else []):
        yield
