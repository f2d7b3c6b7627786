"""What a network with known constants offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
import torch
from torch import nn

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.errors import DomainError
from verify.nets.objective import Objective


@dataclass(frozen=True)
class Constants:
    """||hess F|| <= ell(F - f_lower) with ell(s) = K0 + K s^rho; every number is exact.

    Attributes:
        rho: exponent, > 0.
        K0: unit curvature, >= 0.
        K: unit curvature / loss^rho, >= 0.
        f_lower: a number <= inf F, unit loss.
        because: why they hold, and where.
    """

    rho: sp.Expr
    K0: sp.Expr
    K: sp.Expr
    f_lower: sp.Expr
    because: str

    def allowed(self, value: float) -> float:
        """The curvature ell at the gap of this loss, rounded.

        Raises:
            DomainError: the loss lies below f_lower by more than rounding.

        >>> line = Constants(*map(sp.Integer, (1, 2, 3, 1)), "an example")
        >>> line.allowed(2.0)
        5.0
        """
        gap = sp.Rational(value) - self.f_lower
        if gap < -sp.Rational(1, 10**9) * (1 + abs(self.f_lower)):
            raise DomainError(
                f"a gap needs a loss >= f_lower = {self.f_lower}; got {value}. Lower f_lower."
            )
        given = {sym.rho: self.rho, sym.K0: self.K0, sym.K: self.K}
        return float(ell(sp.Max(gap, 0)).subs(given))


class Certified(nn.Module, ABC):
    """A network with its data and its loss, in float64."""

    @property
    @abstractmethod
    def batch(self) -> tuple[torch.Tensor, ...]:
        """The data that the loss is taken on."""

    @abstractmethod
    def loss(self, batch: Any) -> torch.Tensor:
        """F at the current weights, a scalar."""

    @cached_property
    @abstractmethod
    def constants(self) -> Constants:
        """The constants that F is known to have."""

    def covers(self) -> str:
        """Why the constants say nothing at the current weights, or an empty text."""
        return ""

    def objective(self) -> Objective:
        """F as a function of the weights."""
        return Objective(self, lambda net, batch: net.loss(batch), [self.batch])


def squared_norm(net: nn.Module) -> torch.Tensor:
    """||w||^2 over all weights."""
    return torch.stack([w.square().sum() for w in net.parameters()]).sum()
