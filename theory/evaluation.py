"""What a statement computes for chosen constants: named inputs, named outputs, one formula each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from theory.assumptions import Assumption


@dataclass(frozen=True)
class Root:
    """The unique root in ``[low, high]`` of an expression that increases in ``unknown``.

    Attributes:
        equation: zero at the root.
        unknown: the symbol solved for.
        low: lower end of the search.
        high: upper end of the search.
        exact: the root in closed form where there is one: condition on rho, K0, K -> formula.
    """

    equation: sp.Expr
    unknown: sp.Symbol
    low: sp.Expr
    high: sp.Expr


@dataclass(frozen=True)
class Output:
    """One number that a statement gives.

    Attributes:
        name: as the command line prints it.
        formula: the number, in the input symbols and the names of earlier outputs.
        meaning: in words, with its unit.
        integer: the number is a count (the formula ends in a ceiling or floor).
    """

    name: str
    formula: sp.Expr | Root
    meaning: str
    integer: bool = False


@dataclass(frozen=True)
class Case:
    """Formulas that hold under a condition on the inputs, such as ``rho == 1``."""

    condition: Assumption | None
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Evaluation:
    """Inputs with their domain, and the outputs.

    Attributes:
        inputs: symbols in the order in which they are listed.
        domain: assumptions that refuse input.
        cases: the first case whose condition holds gives the outputs.
        defaults: values for inputs that may be left out.
    """

    inputs: tuple[sp.Symbol, ...]
    domain: tuple[Assumption, ...]
    cases: tuple[Case, ...]
    defaults: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The outputs of the general case, for help texts."""
        return self.cases[-1].outputs
