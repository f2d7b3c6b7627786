"""A deep linear network with squared error: (1, H0, H1)-smooth where its layers are balanced.

Strongly balanced means W_(i+1)' W_(i+1) = W_i W_i' for all i. Gradient flow keeps that, gradient
descent with steps of positive length does not, so `covers` looks at each point. Off the balanced
set no such bound holds: for W_2 = 0 and W_1 = t the gap stays and the Hessian grows like t^2.

Source: AIL, Proposition 3.2 with the rank condition that it lacks; see `formulas`.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import sympy as sp
import torch
from torch import nn

from theory.errors import DomainError
from verify.nets.certified.formulas import deep_linear
from verify.nets.certified.network import Certified, Constants
from verify.nets.certified.singular_values import frobenius, singular_values

BALANCED = 1e-9
"""Imbalance, relative to the layers' squares, that is put down to rounding."""


class DeepLinear(Certified):
    """F = ||Y - W_L ... W_1 X||_F^2.

    Args:
        X: inputs as columns, shape (features, samples), of full row rank.
        Y: targets as columns, shape (outputs, samples).
        depth: L, at least 1.
        hidden: width of the hidden layers, at least min(features, outputs).
        scale: of the product at the start, which is balanced.

    Raises:
        DomainError: X lacks full row rank, or a size is too small.

    >>> DeepLinear(torch.eye(2), torch.zeros(2, 2), depth=2, hidden=2).constants.K
    11
    """

    def __init__(
        self, X: torch.Tensor, Y: torch.Tensor, *, depth: int, hidden: int, scale: float = 1.0
    ) -> None:
        super().__init__()
        features, outputs = X.shape[0], Y.shape[0]
        if depth < 1 or hidden < min(features, outputs):
            raise DomainError(
                f"a balanced network needs depth >= 1 and hidden >= {min(features, outputs)}; "
                f"got depth = {depth}, hidden = {hidden}. Raise them."
            )
        self.xm, self.x = singular_values(X)
        if not self.xm > 0:
            raise DomainError(
                f"the constants need X of full row rank {features}; its smallest singular value "
                "is 0. Drop the features that depend on others."
            )
        self.register_buffer("X", X.double())
        self.register_buffer("Y", Y.double())
        sizes = [features, *[hidden] * (depth - 1), outputs]
        self.layers = nn.ParameterList(
            torch.zeros(above, below, dtype=torch.float64) for below, above in pairwise(sizes)
        )
        self.balance(scale * torch.randn(outputs, features, dtype=torch.float64))

    @property
    def batch(self) -> tuple[torch.Tensor, ...]:
        """X and Y."""
        return self.X, self.Y

    def product(self) -> torch.Tensor:
        """P = W_L ... W_1, shape (outputs, features)."""
        result, *others = self.layers
        for layer in others:
            result = layer @ result
        return result

    def loss(self, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """The squared error."""
        X, Y = batch
        return (self.product() @ X - Y).square().sum()

    @torch.no_grad()
    def balance(self, product: torch.Tensor | None = None) -> None:
        """Put balanced layers in place of the layers, with the same product unless one is given."""
        U, S, Vh = torch.linalg.svd(
            self.product() if product is None else product, full_matrices=False
        )
        root, last, r = S ** (1 / len(self.layers)), len(self.layers) - 1, len(S)
        for i, layer in enumerate(self.layers):
            left = U if i == last else torch.eye(layer.shape[0], r, dtype=layer.dtype)
            right = Vh if i == 0 else torch.eye(r, layer.shape[1], dtype=layer.dtype)
            layer.copy_((left * root) @ right)

    @torch.no_grad()
    def imbalance(self) -> float:
        """The largest ||W_(i+1)' W_(i+1) - W_i W_i'||_F."""
        gaps = [
            torch.linalg.norm(above.T @ above - below @ below.T)
            for below, above in pairwise(self.layers)
        ]
        return max((float(gap) for gap in gaps), default=0.0)

    def covers(self) -> str:
        """Whether the layers are balanced, up to rounding."""
        with torch.no_grad():
            size = max(float(layer.square().sum()) for layer in self.layers)
        found = self.imbalance()
        return f"the imbalance is {found:.3g}" if found > BALANCED * (1 + size) else ""

    @cached_property
    def constants(self) -> Constants:
        """From X and Y, with f_lower = 0; they hold on the balanced set."""
        zero = sp.Integer(0)
        H0, H1 = deep_linear(len(self.layers), self.x, self.xm, frobenius(self.Y), zero)
        return Constants(
            sp.Integer(1), H0, H1, zero, "AIL, Proposition 3.2 with X of full row rank, balanced"
        )
