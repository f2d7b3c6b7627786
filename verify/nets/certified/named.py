"""One network of each kind whose constants are known, by name and seed."""

from __future__ import annotations

from collections.abc import Callable

import torch

from theory.errors import DomainError
from verify.nets.certified.deep_linear import DeepLinear
from verify.nets.certified.examples import FeedForward, RecurrentUnit
from verify.nets.certified.network import Certified
from verify.nets.certified.ridge_network import RidgeNetwork

TITLES = {
    "feed_forward": "LW's Example 2: four linear units in a row, with a ridge",
    "recurrent_unit": "LW's Example 3: a linear recurrent unit, with a ridge",
    "ridge": "two layers of 8 tanh units, 32 random samples, cross entropy with a ridge of 1/10",
    "deep_linear": "three linear layers, 40 random samples, squared error, kept balanced",
}


def build(name: str, seed: int) -> tuple[Certified, Callable[[], None]]:
    """A network at its start, and what is to be done after each step.

    Args:
        name: a key of `TITLES`.
        seed: of random data and weights; the two examples have none.

    Raises:
        DomainError: an unknown name.

    >>> net, _ = build("feed_forward", 0)
    >>> net.constants.rho
    3
    """
    if name not in TITLES:
        raise DomainError(f"there is no network {name!r}. Take one of {', '.join(TITLES)}.")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        if name == "feed_forward":
            return FeedForward(), _nothing
        if name == "recurrent_unit":
            return RecurrentUnit(), _nothing
        if name == "ridge":
            inputs = torch.randn(32, 6)
            labels = torch.where(torch.randn(32) > 0, 1.0, -1.0)
            return RidgeNetwork(inputs, labels, hidden=8, lam="1/10"), _nothing
        net = DeepLinear(torch.randn(3, 40), torch.randn(2, 40), depth=3, hidden=4, scale=3.0)
        return net, net.balance


def _nothing() -> None:
    pass
