"""What a statement computes for chosen constants: named inputs, named outputs, one formula each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import sympy as sp

from theory.assumptions import Assumption
from theory.logic import Formula as Claim


@dataclass(frozen=True)
class Root:
    """The largest root in ``[low, high]`` of an expression that increases in ``unknown``.

    Attributes:
        equation: zero at the root.
        unknown: the symbol solved for.
        low: lower end of the search.
        high: upper end of the search; None if there is a root but no closed bound of it.
    """

    equation: sp.Expr
    unknown: sp.Symbol
    low: sp.Expr
    high: sp.Expr | None


@dataclass(frozen=True)
class Integral:
    """An integral over ``[0, high]`` of ``integrand``, which is positive there.

    Attributes:
        integrand: in ``variable``, in the inputs and in the names of earlier outputs.
        near_zero: bounds of the integrand on ``[0, x]``, as expressions in ``variable`` = x: the
            integrand is an unresolved 0/0 at 0, so its first stretch is enclosed by these.
        variable: the variable of integration.
        high: upper end.
        factor: the integral is multiplied by this.
    """

    integrand: sp.Expr
    near_zero: tuple[sp.Expr, sp.Expr]
    variable: sp.Symbol
    high: sp.Expr
    factor: sp.Expr


@dataclass(frozen=True)
class FloorAtRoot:
    """The largest integer that is at most an expression of a root.

    Attributes:
        root: where the expression is read.
        expr: in the inputs and in the unknown of the root.
    """

    root: Root
    expr: sp.Expr


@dataclass(frozen=True)
class Smallest:
    """An expression of the smallest of several terms, those whose denominator is 0 left out.

    Attributes:
        terms: pairs of a denominator, which is not negative, and the term.
        unknown: stands for the smallest term in ``expr``.
        expr: in the inputs and in ``unknown``.
    """

    terms: tuple[tuple[sp.Expr, sp.Expr], ...]
    unknown: sp.Symbol
    expr: sp.Expr


@dataclass(frozen=True)
class Text:
    """A word in place of a number, such as the name of the case that applies.

    Attributes:
        word: as the command line prints it.
    """

    word: str


Formula: TypeAlias = "sp.Expr | Root | Integral | FloorAtRoot | Smallest | Text"


@dataclass(frozen=True)
class Output:
    """One number that a statement gives.

    Attributes:
        name: as the command line prints it.
        formula: the number, in the input symbols; ``floor`` and ``ceiling`` give certified
            integers, and ``oo`` says that a count has no end.
        meaning: in words, with its unit.
    """

    name: str
    formula: Formula
    meaning: str


@dataclass(frozen=True)
class Case:
    """Formulas that hold under conditions on the inputs, such as ``rho == 1``."""

    conditions: tuple[Claim, ...]
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Derived:
    """The value of an input that is left out, made from the others.

    Attributes:
        value: in the other inputs.
        needs: where it may be used.
        without: the opposite in words, such as "where K = 0".
    """

    value: sp.Expr
    needs: Claim
    without: str


@dataclass(frozen=True)
class Evaluation:
    """Inputs with their domain, and the outputs.

    Attributes:
        inputs: symbols in the order in which they are listed.
        domain: assumptions that refuse input, in the order in which they are checked.
        cases: the first case whose conditions all hold gives the outputs.
        defaults: values for inputs that may be left out.
        derived: inputs that may be left out and then depend on the others.
        best: inputs that may be given as ``best``: the largest k/grid inside the domain.
    """

    inputs: tuple[sp.Symbol, ...]
    domain: tuple[Assumption, ...]
    cases: tuple[Case, ...]
    defaults: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)
    derived: Mapping[sp.Symbol, Derived] = field(default_factory=dict, hash=False)
    best: Mapping[sp.Symbol, int] = field(default_factory=dict, hash=False)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The outputs of the general case, for help texts and documentation."""
        return self.cases[-1].outputs
