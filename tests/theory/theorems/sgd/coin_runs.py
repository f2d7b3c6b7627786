"""Runs of SGD on |w|^2/2 whose noise takes finitely many values, and what claims say of them.

Everything is exact: a run is the tree of all its outcomes, what is known before step t is the
branch up to there, and a claim of a statement is read word by word on that tree. So a statement
can be put to the test whole, its assumptions included, without the proof and without the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from theory import symbols as sym
from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    satisfied,
)
from verify.symbolic.witnesses import closed_sign

Vector = tuple[sp.Expr, ...]
Noise = Callable[[int, Vector], Sequence[tuple[sp.Expr, Vector]]]
"""(t, w) -> the values of the noise, each with its probability."""

REALS = tuple(map(sp.Rational, ("0", "1/8", "1", "9")))
"""Where claims about all reals are read; ell = 1, so that these are checks and no more."""
CLASS: Mapping[str, Callable[[sp.Expr], sp.Expr]] = {
    "ell": lambda s: sp.Integer(1),
    "Phi": lambda s: s,
    "G": lambda s: sp.sqrt(2 * s),
}
OF_THE_CLASS = ("smooth", "bounded_below", "everywhere")


def coin(size: sp.Expr | str) -> Noise:
    """+size or -size along the first axis, with probability 1/2 each."""
    s = sp.Rational(size)
    return lambda t, w: [
        (sp.Rational(1, 2), (sign * s, *(sp.Integer(0) for _ in w[1:]))) for sign in (1, -1)
    ]


def _sign(expr: sp.Expr) -> int:
    """The sign of a number; one that stays open is no answer."""
    found = closed_sign(expr)
    assert found is not None, expr
    return found


def _dot(v: Vector, w: Vector) -> sp.Expr:
    return sum((a * b for a, b in zip(v, w, strict=True)), sp.Integer(0))


@dataclass
class CoinRun:
    """A run with its outcomes 0, 1, ... and the numbers that the statements speak of.

    Attributes:
        start: the first point.
        noise: what the noise may be.
        eta: the step, from the gap.
        T: how many steps.
        values: further parameters of the statement.
        level: the level, from the gap.
    """

    start: Vector
    noise: Noise
    eta: Callable[[sp.Expr], sp.Expr]
    T: int
    values: Mapping[sp.Symbol, sp.Expr]
    level: Callable[[sp.Expr], sp.Expr] = lambda gap: gap
    paths: list[tuple[Vector, ...]] = field(init=False)
    draws: list[tuple[Vector, ...]] = field(init=False)
    chances: list[sp.Expr] = field(init=False)
    calls: dict[tuple[Any, ...], sp.Expr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found: list[tuple[sp.Expr, tuple[Vector, ...], tuple[Vector, ...]]] = [
            (sp.Integer(1), (self.start,), ())
        ]
        for t in range(self.T):
            found = [
                (p * q, (*path, self._next(path[-1], xi)), (*drawn, xi))
                for p, path, drawn in found
                for q, xi in self.noise(t, path[-1])
            ]
        self.chances = [p for p, _, _ in found]
        self.paths = [path for _, path, _ in found]
        self.draws = [drawn for _, _, drawn in found]
        assert sum(self.chances) == 1

    def _next(self, w: Vector, xi: Vector) -> Vector:
        size = self.eta(_dot(w, w) / 2)
        return tuple(x - size * (x + e) for x, e in zip(w, xi, strict=True))

    # -- the numbers -------------------------------------------------------------------------

    def gap(self, t: int, outcome: int) -> sp.Expr:
        return _dot(self.paths[outcome][t], self.paths[outcome][t]) / 2

    def potential(self, n: int, outcome: int, share: sp.Expr) -> sp.Expr:
        """Delta_n + share times the sum of eta_t ||grad f(w_t)||^2 over t < n."""
        gaps = [self.gap(t, outcome) for t in range(n)]
        return self.gap(n, outcome) + share * sum(2 * s * self.eta(s) for s in gaps)

    def failing(self, share: sp.Expr, bound: sp.Expr) -> sp.Expr:
        """The probability that some potential exceeds the bound."""
        indices = range(self.T + 1)
        return sum(
            chance
            for k, chance in enumerate(self.chances)
            if any(_sign(self.potential(n, k, share) - bound) == 1 for n in indices)
        )

    def call(self, name: str, args: list[sp.Expr]) -> sp.Expr:
        """The value of a named function of a statement."""
        key = (name, *args)
        if key not in self.calls:
            self.calls[key] = self._call(name, args)
        return self.calls[key]

    def _call(self, name: str, args: list[sp.Expr]) -> sp.Expr:
        if name in CLASS:
            return CLASS[name](*args)
        if name == sym.moment.__name__:
            rooms = [self.potential(n, int(args[0]), sp.Rational(1, 2)) for n in range(self.T + 1)]
            return sp.Integer(max(range(self.T + 1), key=lambda n: rooms[n]))
        if name == sym.least_square.__name__:
            return 2 * min(self.gap(t, int(args[0])) for t in range(self.T))
        t, outcome = map(int, args)
        gap = self.gap(t, outcome)
        numbers: dict[Any, Callable[[], sp.Expr]] = {
            sym.sgd_gap: lambda: gap,
            sym.sgd_gradient: lambda: sp.sqrt(2 * gap),
            sym.sgd_eta: lambda: self.eta(gap),
            sym.sgd_level: lambda: self.level(gap),
            sym.noise_at: lambda: sp.sqrt(_dot(self.draws[outcome][t], self.draws[outcome][t])),
            sym.noise_inner_at: lambda: _dot(self.paths[outcome][t], self.draws[outcome][t]),
        }
        return next(value() for key, value in numbers.items() if key.__name__ == name)

    def value(self, expr: sp.Expr, env: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        """A term of a statement, its variables as in ``env``."""
        if isinstance(expr, sp.Symbol):
            return env[expr] if expr in env else sp.sympify(self.values[expr])
        if isinstance(expr, sp.Sum):
            ((index, low, high),) = expr.limits
            ends = range(int(self.value(low, env)), int(self.value(high, env)) + 1)
            terms = (self.value(expr.function, {**env, index: sp.Integer(k)}) for k in ends)
            return sum(terms, sp.Integer(0))
        if not expr.args:
            return expr
        args = [self.value(arg, env) for arg in expr.args]
        if isinstance(expr, AppliedUndef):
            return self.call(expr.func.__name__, args)
        return expr.func(*args)

    # -- claims ------------------------------------------------------------------------------

    def holds(self, claim: Formula, env: Mapping[sp.Symbol, sp.Expr] | None = None) -> bool:
        """Whether a claim of a statement holds of this run."""
        env = env or {}
        match claim:
            case Rel(left, op, right):
                return satisfied(op, _sign(self.value(left, env) - self.value(right, env)))
            case And(args):
                return all(self.holds(a, env) for a in args)
            case Or(args):
                return any(self.holds(a, env) for a in args)
            case Implies(premise, conclusion):
                return not self.holds(premise, env) or self.holds(conclusion, env)
            case ForAll(var, guard, body):
                return all(
                    self.holds(body, {**env, var: x})
                    for x in self._range(var)
                    if self.holds(guard, {**env, var: x})
                )
            case HasDerivative(var, _, expr, derivative, _):
                here = {**env, var: sp.Symbol(var.name, positive=True)}
                slope = sp.diff(self.value(expr, here), here[var])
                return bool(sp.simplify(slope - self.value(derivative, here)) == 0)
            case Pred(name, args):
                return self._property(name, args, env)
        raise AssertionError(claim)

    def _range(self, var: sp.Symbol) -> Sequence[sp.Expr]:
        if var.name.startswith("omega"):
            return [sp.Integer(k) for k in range(len(self.chances))]
        if var.name in ("t", "n"):
            return [sp.Integer(k) for k in range(self.T + 1)]
        return REALS

    def _property(self, name: str, args: tuple[Any, ...], env: Mapping[sp.Symbol, Any]) -> bool:
        if name in OF_THE_CLASS or name == "outcome":
            return True
        if name == "integer":
            return bool(self.value(args[0], env).is_Integer)
        if name == "sgd_step":
            gap, g, eta, noise, inner, after = (self.value(a, env) for a in args)
            assert _sign(g * noise - abs(inner)) in (0, 1)
            moved = (g**2 - 2 * eta * (g**2 + inner) + eta**2 * (g**2 + 2 * inner + noise**2)) / 2
            return bool(sp.simplify(moved - after) == 0 and sp.simplify(g**2 / 2 - gap) == 0)
        variable, number = args[0], self.value(args[-1], env)
        (omega,) = variable.variables
        outcomes = map(sp.Integer, range(len(self.chances)))
        values = [self.value(variable.expr, {**env, omega: k}) for k in outcomes]
        if name == "probable":
            likely = (p for p, v in zip(self.chances, values, strict=True) if _sign(v) != -1)
            return _sign(sum(likely, sp.Integer(0)) - number) in (0, 1)
        branches = groupby(range(len(values)), key=lambda k: self.draws[k][: int(number)])
        for _, branch in branches:
            known = list(branch)
            mean = sum(self.chances[k] * values[k] for k in known)
            if name == "conditionally_at_most":
                weight = sum(self.chances[k] for k in known)
                bound, (at,) = args[1].expr, args[1].variables
                most = [self.value(bound, {**env, at: sp.Integer(k)}) for k in known]
                rooms = [*(weight * x - mean for x in most), *(values[k] for k in known)]
            else:
                assert name in ("known", "centred")
                rooms = [values[k] - values[known[0]] for k in known]
                rooms = [mean, -mean] if name == "centred" else [*rooms, *(-r for r in rooms)]
            if any(_sign(room) == -1 for room in rooms):
                return False
        return True
