"""What a witness of one variable shows beside gaps and slopes: convexity, distances to w*.

S is the whole line here; the minimiser w* of a witness is the point it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import And, ForAll, Rel
from theory.witness import Witness, X
from verify.symbolic.prove import prove

PROPERTIES = (
    "convex",
    "minimiser",
    "point_towards",
    "gd_towards",
    "gd_pair",
    "gd_path_towards",
    "aiming_step",
)

_NOTHING = And(())
_ZERO = sp.Integer(0)


def nonnegative_everywhere(expr: sp.Expr) -> bool:
    """Whether an expression in ``X`` is shown to be nonnegative on the whole line."""
    if expr.is_nonnegative or sp.simplify(expr).is_nonnegative:
        return True
    return prove(ForAll(X, _NOTHING, Rel(expr, ">=", _ZERO)), []).closed


class Towards:
    """Distances, inner products and neighbouring slopes along a witness's run.

    Args:
        witness: the instance.
        points: w_0, ..., w_T.
    """

    def __init__(self, witness: Witness, points: Sequence[sp.Expr]) -> None:
        self.witness, self.points = witness, tuple(points)
        slope = sp.diff(witness.f, X)
        self.gaps = [witness.f.subs(X, x) - witness.f_star for x in points]
        self.signed = [slope.subs(X, x) for x in points]
        self.distances = [sp.Abs(x - witness.minimiser) for x in points]
        self.inners = [
            g * (x - witness.minimiser) for g, x in zip(self.signed, points, strict=True)
        ]
        self.crosses = [a * b for a, b in zip(self.signed, self.signed[1:], strict=False)]

    def values(self) -> dict[sp.Symbol, sp.Expr]:
        """Values of the parameters of one step."""
        found = {sym.inner: self.inners[0], sym.distance: self.distances[0]}
        if len(self.points) > 1:
            found |= {
                sym.distance_next: self.distances[1],
                sym.gradient_next: sp.Abs(self.signed[1]),
                sym.cross: self.crosses[0],
            }
        return found

    def tables(self) -> dict[Any, list[sp.Expr]]:
        """Values of the sequences of a run."""
        return {
            sym.distance_at: self.distances,
            sym.inner_at: self.inners,
            sym.cross_at: self.crosses,
        }

    def holds(
        self,
        name: str,
        args: tuple[Any, ...],
        sign: Callable[[sp.Expr], int | None],
        functions: Mapping[Any, Any],
    ) -> bool:
        """Decide one of ``PROPERTIES``.

        Args:
            name: the property.
            args: its arguments, with values put in.
            sign: decides the sign of a closed expression.
            functions: what the statement's functions stand for in this instance.
        """
        w = self.witness
        if name == "convex":
            return nonnegative_everywhere(sp.diff(w.f, X, 2))
        if name == "minimiser":
            return sign(w.f.subs(X, w.minimiser) - w.f_star) == 0
        if name == "aiming_step" and sign(w.f.subs(X, w.minimiser) - w.f_star) != 0:
            return False  # the set W* is the minimiser alone
        if name == "gd_path_towards":
            # The sequences are this run's own tables, unless the instance overrides them.
            own = (sym.distance_at, sym.inner_at, sym.g, sym.etas)
            return args[:4] == own and args[4] == len(w.steps) and not set(own) & set(functions)
        return any(
            all(sign(a - e) == 0 for a, e in zip(args, expected, strict=True))
            for expected in self._rows(name)
        )

    def _rows(self, name: str) -> list[tuple[sp.Expr, ...]]:
        """The values a property has along the run, one row for each point or step."""
        slopes, steps = [sp.Abs(g) for g in self.signed], self.witness.steps
        if name == "aiming_step":
            before = (self.distances[:-1], self.gaps[:-1], slopes[:-1], self.inners[:-1])
            return list(zip(*before, steps, self.distances[1:], strict=True))
        if name == "point_towards":
            return list(zip(self.gaps, slopes, self.inners, strict=True))
        if name == "gd_towards":
            return list(
                zip(
                    self.distances[:-1],
                    self.inners[:-1],
                    slopes[:-1],
                    steps,
                    self.distances[1:],
                    strict=True,
                )
            )
        return list(
            zip(
                self.gaps[:-1],
                slopes[:-1],
                steps,
                self.gaps[1:],
                slopes[1:],
                self.crosses,
                strict=True,
            )
        )
