"""Two layers under a ridge: u . phi(V x), (1, H0, H1)-smooth everywhere.

Source: AIL, Proposition 3.3, repaired; see `formulas`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import sympy as sp
import torch
from torch import nn
from torch.nn.functional import softplus

from theory.errors import DomainError
from theory.exact import exact
from verify.nets.certified.formulas import ridge_cross_entropy, ridge_squared_error, two_layers
from verify.nets.certified.network import Certified, Constants, squared_norm
from verify.nets.certified.singular_values import longest_row

Kind = Literal["cross_entropy", "squared_error"]


@dataclass(frozen=True)
class Activation:
    """phi with exact C1, C2, C3: |phi(s)| <= C1 |s|, |phi'| <= C2, |phi''| <= C3."""

    function: Callable[[torch.Tensor], torch.Tensor]
    C1: sp.Expr
    C2: sp.Expr
    C3: sp.Expr


_ONE = sp.Integer(1)
ACTIVATIONS = {
    "identity": Activation(lambda s: s, _ONE, _ONE, sp.Integer(0)),
    "sin": Activation(torch.sin, _ONE, _ONE, _ONE),
    "tanh": Activation(torch.tanh, _ONE, _ONE, 4 / (3 * sp.sqrt(3))),
    "atan": Activation(torch.atan, _ONE, _ONE, 3 * sp.sqrt(3) / 8),
}
"""The last two have their largest |phi''| where tanh(s), or s, is 1/sqrt(3)."""


class RidgeNetwork(Certified):
    """F = mean loss(u . phi(V x_i), y_i) + (lam/2) (||u||^2 + ||V||_F^2).

    Args:
        inputs: x_i, shape (samples, features).
        targets: y_i, shape (samples,); -1 or 1 for the cross entropy.
        hidden: number of hidden units.
        lam: the ridge, an exact number > 0.
        activation: one of `ACTIVATIONS`.
        kind: cross entropy ln(1 + e^(-y z)) or squared error (z - y)^2.
        scale: standard deviation of the weights at the start.

    Raises:
        DomainError: lam <= 0, an unknown activation, or labels other than -1 and 1.
        InexactInputError: lam is a float.

    >>> RidgeNetwork(torch.eye(2), torch.tensor([1.0, -1.0]), hidden=3, lam=1).constants.K
    1/2 + 4*sqrt(3)/9
    """

    def __init__(
        self,
        inputs: torch.Tensor,
        targets: torch.Tensor,
        *,
        hidden: int,
        lam: int | str | sp.Expr,
        activation: str = "tanh",
        kind: Kind = "cross_entropy",
        scale: float = 1.0,
    ) -> None:
        super().__init__()
        self.lam = exact(lam, "lam")
        if not self.lam.is_positive:
            raise DomainError(f"a ridge needs lam > 0; got lam = {self.lam}. Take 1/10.")
        if activation not in ACTIVATIONS:
            raise DomainError(
                f"there is no activation {activation!r} with known constants. "
                f"Take one of {', '.join(ACTIVATIONS)}."
            )
        if kind == "cross_entropy" and not bool((targets.abs() == 1).all()):
            raise DomainError(
                "the cross entropy needs labels -1 or 1; got others. Take squared_error."
            )
        self.kind, self.activation = kind, ACTIVATIONS[activation]
        self.register_buffer("inputs", inputs.double())
        self.register_buffer("targets", targets.double())
        self.V = nn.Parameter(scale * torch.randn(hidden, inputs.shape[1], dtype=torch.float64))
        self.u = nn.Parameter(scale * torch.randn(hidden, dtype=torch.float64))

    @property
    def batch(self) -> tuple[torch.Tensor, ...]:
        """Inputs and targets."""
        return self.inputs, self.targets

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Outputs of shape (samples,)."""
        return self.activation.function(inputs @ self.V.T) @ self.u

    def loss(self, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """The mean loss with the ridge."""
        inputs, targets = batch
        outputs = self(inputs)
        cross_entropy = self.kind == "cross_entropy"
        each = softplus(-targets * outputs) if cross_entropy else (outputs - targets).square()
        return each.mean() + float(self.lam) / 2 * squared_norm(self)

    @cached_property
    def constants(self) -> Constants:
        """From the data and the activation, with f_lower = 0."""
        phi, zero = self.activation, sp.Integer(0)
        X = longest_row(self.inputs)
        formula = ridge_cross_entropy if self.kind == "cross_entropy" else ridge_squared_error
        H0, H1 = formula(*two_layers(phi.C1, phi.C2, phi.C3, X), self.lam, zero)
        return Constants(_ONE, H0, H1, zero, f"AIL, Proposition 3.3 repaired, {self.kind}")
