"""Finite probability spaces on which a rule of probability can be read word by word.

The outcomes are the paths of a tree: at each step one of finitely many branches is taken, with
given probabilities, so what is known before step n is the path up to there. Premises and
conclusions are evaluated as they stand in the rule; expectations are sums over outcomes.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from theory.logic import And, ForAll, Formula, Implies, Or, Pred, Rel

OPS = {
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
DIGITS = 60
TINY = sp.Rational(1, 10**40)
"""Two numbers closer than this are equal here: those that occur are equal or much further apart."""

Table = Callable[..., sp.Expr]


def sign(value: sp.Expr) -> int:
    if value.is_Rational:
        return int(sp.sign(value))
    number = sp.N(value, DIGITS)
    return 0 if abs(number) < TINY else int(sp.sign(number))


@dataclass(frozen=True)
class Space:
    """A tree with the same branches at every path of a step.

    Attributes:
        steps: for each step the probabilities of its branches.
    """

    steps: tuple[tuple[sp.Rational, ...], ...]

    @property
    def paths(self) -> list[tuple[int, ...]]:
        return list(itertools.product(*(range(len(p)) for p in self.steps)))

    @property
    def outcomes(self) -> range:
        return range(len(self.paths))

    def chance(self, outcome: int) -> sp.Expr:
        path = self.paths[outcome]
        return sp.prod([p[k] for p, k in zip(self.steps, path, strict=True)])

    def atoms(self, index: int) -> list[list[int]]:
        """The outcomes that cannot be told apart before step ``index``."""
        found: dict[tuple[int, ...], list[int]] = {}
        for outcome, path in enumerate(self.paths):
            found.setdefault(path[: max(index, 0)], []).append(outcome)
        return list(found.values())

    def mean(self, values: Sequence[sp.Expr], atom: Sequence[int]) -> sp.Expr:
        """The conditional expectation on an atom."""
        weight = sum(self.chance(k) for k in atom)
        return sum(self.chance(k) * values[k] for k in atom) / weight


@dataclass(frozen=True)
class Reading:
    """A space with values for a rule's parameters.

    Attributes:
        space: the space.
        tables: named functions, the outcome as their last argument.
        values: symbols.
    """

    space: Space
    tables: Mapping[Any, Table]
    values: Mapping[sp.Symbol, sp.Expr]

    def number(self, expr: sp.Expr, bound: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        expr = sp.sympify(expr).xreplace({**self.values, **bound})
        if expr.has(sp.Sum):
            expr = expr.replace(sp.Sum, lambda *args: sp.Sum(*args).doit())
        calls = {a: self.tables[a.func](*a.args) for a in expr.atoms(AppliedUndef)}
        return sp.sympify(expr.xreplace(calls))

    def variable(self, argument: Any, bound: Mapping[sp.Symbol, sp.Expr]) -> list[sp.Expr]:
        """The values of a random variable at all outcomes."""
        if not isinstance(argument, sp.Lambda):
            return [sp.sympify(self.tables[argument](sp.Integer(k))) for k in self.space.outcomes]
        (name,) = argument.variables
        return [
            self.number(argument.expr, {**bound, name: sp.Integer(k)}) for k in self.space.outcomes
        ]

    def holds(self, claim: Formula, bound: Mapping[sp.Symbol, sp.Expr] | None = None) -> bool:
        inside = dict(bound or {})
        match claim:
            case Rel(left, op, right):
                difference = self.number(left, inside) - self.number(right, inside)
                return bool(OPS[op](sign(difference), 0))
            case And(args):
                return all(self.holds(a, inside) for a in args)
            case Or(args):
                return any(self.holds(a, inside) for a in args)
            case Implies(premise, conclusion):
                return not self.holds(premise, inside) or self.holds(conclusion, inside)
            case ForAll(var, guard, body):
                everything = range(max(len(self.space.outcomes), len(self.space.steps) + 1))
                cases = [{**inside, var: sp.Integer(k)} for k in everything]
                return all(self.holds(body, c) for c in cases if self.holds(guard, c))
            case Pred(name, args):
                return self._property(name, args, inside)
        raise AssertionError(claim)

    def _property(self, name: str, args: tuple[Any, ...], bound: dict[Any, Any]) -> bool:
        space = self.space
        if name == "integer":
            return bool(self.number(args[0], bound).is_integer)
        if name == "outcome":
            return 0 <= int(self.number(args[0], bound)) < len(space.outcomes)
        if name == "exponential_supermartingale":
            return self._supermartingale(args[0], int(self.number(args[1], bound)), bound)
        values = self.variable(args[0], bound)
        if name == "probable":
            good = sum((space.chance(k) for k in space.outcomes if sign(values[k]) >= 0), sp.S(0))
            return sign(good - self.number(args[1], bound)) >= 0
        atoms = space.atoms(int(self.number(args[-1], bound)))
        if name == "known":
            return all(sign(values[k] - values[a[0]]) == 0 for a in atoms for k in a)
        if name == "centred":
            return all(sign(space.mean(values, a)) == 0 for a in atoms)
        assert name == "conditionally_at_most", name
        limits = self.variable(args[1], bound)
        return all(sign(v) >= 0 for v in values) and all(
            sign(limits[k] - space.mean(values, a)) >= 0 for a in atoms for k in a
        )

    def _supermartingale(self, exponent: Any, T: int, bound: dict[Any, Any]) -> bool:
        def member(n: int) -> list[sp.Expr]:
            if not isinstance(exponent, sp.Lambda):
                table = self.tables[exponent]
                return [sp.exp(table(sp.Integer(n), sp.Integer(k))) for k in self.space.outcomes]
            index, outcome = exponent.variables
            at = [{index: sp.Integer(n), outcome: sp.Integer(k)} for k in self.space.outcomes]
            return [sp.exp(self.number(exponent.expr, {**bound, **a})) for a in at]

        members = [member(n) for n in range(T + 1)]
        starts = all(sign(value - 1) == 0 for value in members[0])
        return starts and all(
            sign(self.space.mean(members[n + 1], atom) - members[n][k]) <= 0
            and sign(members[n][k] - members[n][atom[0]]) == 0
            for n in range(T)
            for atom in self.space.atoms(n)
            for k in atom
        )
