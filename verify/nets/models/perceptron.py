"""A multilayer perceptron, by default for the 8 x 8 digits of scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import nn

from theory.errors import DomainError


class Perceptron(nn.Module):
    """Linear layers with tanh between them, which keeps the Hessian smooth.

    Args:
        widths: of the input, of each hidden layer and of the output; at least two.

    Raises:
        DomainError: fewer than two widths, or one below 1.

    >>> Perceptron()(torch.zeros(5, 64)).shape
    torch.Size([5, 10])
    """

    def __init__(self, widths: Sequence[int] = (64, 32, 10)) -> None:
        super().__init__()
        if len(widths) < 2 or min(widths) < 1:
            raise DomainError(
                f"a perceptron needs at least two widths >= 1; got {list(widths)}. "
                "Give input and output."
            )
        self.layers = nn.ModuleList(nn.Linear(below, above) for below, above in pairwise(widths))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Scores of shape (batch, widths[-1]) for inputs of shape (batch, widths[0])."""
        *hidden, last = self.layers
        for layer in hidden:
            inputs = torch.tanh(layer(inputs))
        return last(inputs)
