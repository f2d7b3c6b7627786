"""Instances of the lower bounds in numbers: the function piece by piece, its nodes and its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory import symbols as sym
from theory.theorems.lower_bound.gluing import Placed, ddf, df, f, x
from theory.theorems.lower_bound.iterates import node, x_at
from theory.theorems.lower_bound.pieces import M, gap0, theta
from theory.theorems.lower_bound.setting import K0, ell, eps
from theory.witness import S, Witness

_t = sym.t
_HALF = sp.Rational(1, 2)


@dataclass(frozen=True)
class Instance:
    """A function with eps = 1 and ell(0) = 1, given piece by piece.

    Attributes:
        placed: the pieces from left to right.
        nodes: their places, expressions in the numbers of the instance.
        gap: gap0.
        steps: the schedule.
        share: theta.
        curvature: ell, an expression in ``S``.
        numbers: further symbols of the pieces and their values.
        constant: functions of the number of a step that are the same for every step here.
    """

    placed: tuple[Placed, ...]
    nodes: tuple[sp.Expr, ...]
    gap: sp.Expr
    steps: tuple[sp.Expr, ...]
    share: sp.Expr = _HALF
    curvature: sp.Expr = sp.Integer(1)
    numbers: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    constant: Mapping[UndefinedFunction, sp.Expr] = field(default_factory=dict)

    @property
    def known(self) -> dict[sp.Symbol, sp.Expr]:
        """The symbols with a value."""
        one = sp.Integer(1)
        return {K0: one, eps: one, gap0: self.gap, **self.numbers}

    @cached_property
    def _at_nodes(self) -> list[sp.Expr]:
        return [self._in_numbers(place) for place in self.nodes]

    def _in_numbers(self, expr: sp.Expr) -> sp.Expr:
        put = expr.xreplace(self.known).replace(sym.etas, lambda index: self.steps[int(index)])
        for function, value in self.constant.items():
            put = put.replace(function, lambda _, value=value: value)
        return put

    def _put_in(self, expr: sp.Expr) -> sp.Expr:
        places = self._at_nodes
        return self._in_numbers(expr).replace(node, lambda index: places[int(index)])

    @cached_property
    def _ends(self) -> list[sp.Basic]:
        rights = [piece.right for piece in self.placed]
        return [sp.true if right is None else x <= self._put_in(right) for right in rights]

    def _whole(self, part: str) -> sp.Lambda:
        formulas = (self._put_in(getattr(piece, part)) for piece in self.placed)
        return sp.Lambda(x, sp.Piecewise(*zip(formulas, self._ends, strict=True)))

    def witness(
        self,
        text: str,
        conclusion: str,
        at: Mapping[sp.Symbol, sp.Expr],
        *,
        equality: bool = False,
    ) -> Witness:
        """The instance as a witness.

        Args:
            text: the instance in words.
            conclusion: the name of the conclusion it is about.
            at: the variable of that conclusion and where to look, in terms of nodes and steps.
            equality: it is a sharp instance.
        """
        slope, visited = self._whole("slope"), [self._at_nodes[0]]
        for step in self.steps:
            visited.append(visited[-1] - step * slope(visited[-1]))
        level = sp.Lambda(S, self.curvature)
        return Witness(
            text,
            conclusion,
            steps=self.steps,
            ell=level,
            values={
                **self.known,
                theta: self.share,
                M: level(self.share * self.gap),
                **{variable: self._put_in(value) for variable, value in at.items()},
            },
            functions={
                ell: level,
                f: self._whole("value"),
                df: slope,
                ddf: self._whole("curvature"),
                x_at: _through(visited),
                node: _through(self._at_nodes),
                **{name: sp.Lambda(_t, value) for name, value in self.constant.items()},
            },
            equality=equality,
        )


def _through(points: list[sp.Expr]) -> sp.Lambda:
    """The polynomial in t with these values at t = 0, 1, ..."""
    return sp.Lambda(_t, sp.interpolate(list(enumerate(points)), _t) if points[1:] else points[0])


NO_FUNCTION = {
    "K0_range": "for K0 = 0 the valley has no formula; for K0 < 0 the pieces overlap and "
    "contradict each other",
    "eps_range": "for eps = 0 the straight piece has no length; for eps < 0 the pieces overlap "
    "and contradict each other",
}
"""Assumptions without which no function meets the definitions."""
