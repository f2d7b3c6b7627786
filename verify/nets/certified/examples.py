"""Examples 2 and 3 as networks: linear units in a row, and a linear recurrent unit.

Both take the cross entropy of two samples, input 0 and input 1, with a ridge, and the constants are
those that the statements `feed_forward` and `recurrent_unit` prove.

Source: LW, Examples 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import sympy as sp
import torch
from torch import nn
from torch.nn.functional import softplus

from theory import symbols as sym
from theory.errors import DomainError
from theory.exact import exact
from theory.examples import feed_forward, recurrent_unit
from theory.examples.ridge_setting import F_star, odds
from theory.logic import Rel
from theory.schema import Statement
from verify.nets.certified.network import Certified, Constants, squared_norm
from verify.problems.formula import Formula
from verify.problems.zoo import FEED_FORWARD, RECURRENT_UNIT

Split = Literal["small_K", "small_K0"]


def constants_of(
    statement: Statement, weights: Sequence[sp.Symbol], split: Split, f_star: sp.Expr
) -> Constants:
    """Read K0 and K off a conclusion H <= K0 + K gap^3.

    At w = 0 the gap is ln 2 - F_star, which F_star makes any number.
    """
    (conclusion,) = (named for named in statement.conclusions if named.name == split)
    assert isinstance(conclusion.claim, Rel)
    at_zero = {**dict.fromkeys(weights, sp.Integer(0)), odds: sp.Integer(2)}
    bound = conclusion.claim.right.subs(at_zero).subs(F_star, sp.log(2) - sym.gap)
    K, *between, K0 = sp.Poly(sp.expand(bound), sym.gap).all_coeffs()
    assert not any(between)
    return Constants(
        sp.Integer(3), K0, K, f_star, f"the statement {statement.id}, conclusion {split}"
    )


class FeedForward(Certified):
    """Example 2: four linear units in a row, output w4 w3 w2 w1 x.

    Args:
        start: the four weights.
        split: which of the two pairs of constants.

    Raises:
        DomainError: not four weights.

    >>> FeedForward().constants.K
    1/4 + sqrt(3)/6
    """

    def __init__(
        self, start: Sequence[float] = (2.0, 2.0, 2.0, -1.0), split: Split = "small_K"
    ) -> None:
        super().__init__()
        self.w = _weights(start, 4)
        self.split: Split = split
        self.register_buffer("inputs", torch.tensor([0.0, 1.0], dtype=torch.float64))

    @property
    def batch(self) -> tuple[torch.Tensor, ...]:
        """The two inputs."""
        return (self.inputs,)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Outputs of shape (samples,) for inputs of that shape."""
        for unit in self.w:
            inputs = unit * inputs
        return inputs

    def loss(self, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """The cross entropy of label 1 plus ||w||^2/2."""
        return softplus(-self(*batch)).mean() + squared_norm(self) / 2

    @cached_property
    def constants(self) -> Constants:
        """Those of the statement."""
        return constants_of(
            feed_forward.STATEMENT, feed_forward.WEIGHTS, self.split, _lowest(FEED_FORWARD)
        )


class RecurrentUnit(Certified):
    """Example 3: a state is multiplied by u at each step, and inputs enter times v.

    The samples are 0 0 0 0 and 1 0 0 0, so the outputs after four steps are 0 and u^3 v.

    Args:
        start: u and v.
        split: which of the two pairs of constants.

    Raises:
        DomainError: not two weights.

    >>> RecurrentUnit().constants.K
    sqrt(2) + 27/4
    """

    def __init__(self, start: Sequence[float] = (2.0, -2.0), split: Split = "small_K") -> None:
        super().__init__()
        self.w = _weights(start, 2)
        self.split: Split = split
        samples = torch.zeros(2, 4, dtype=torch.float64)
        samples[1, 0] = 1
        self.register_buffer("inputs", samples)

    @property
    def batch(self) -> tuple[torch.Tensor, ...]:
        """The two sequences."""
        return (self.inputs,)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The last state, shape (samples,), for inputs of shape (samples, steps)."""
        recurrent, entering = self.w
        state = torch.zeros_like(inputs[:, 0])
        for each in inputs.unbind(1):
            state = recurrent * state + entering * each
        return state

    def loss(self, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """The cross entropy of label 1 plus ||w||^2/2."""
        return softplus(-self(*batch)).mean() + squared_norm(self) / 2

    @cached_property
    def constants(self) -> Constants:
        """Those of the statement."""
        return constants_of(
            recurrent_unit.STATEMENT, recurrent_unit.WEIGHTS, self.split, _lowest(RECURRENT_UNIT)
        )


def _weights(start: Sequence[float], count: int) -> nn.Parameter:
    if len(start) != count:
        raise DomainError(f"this example needs {count} weights; got {len(start)}. Give {count}.")
    return nn.Parameter(torch.tensor(start, dtype=torch.float64))


def _lowest(problem: Formula) -> sp.Expr:
    """Inf F, known exactly for both examples."""
    return exact(problem.f_star)
