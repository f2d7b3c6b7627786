"""One thread and one seed for every test of the networks; without torch they are skipped."""

from __future__ import annotations

from importlib.util import find_spec

import pytest


@pytest.fixture(autouse=True)
def one_thread_and_one_seed() -> None:
    """Sums of floats come out the same whatever the machine has."""
    if find_spec("torch") is None:
        return
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
