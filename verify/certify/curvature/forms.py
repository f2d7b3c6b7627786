"""The matrices M+ = ell I - hess f and M- = ell I + hess f, written out, and enclosed on boxes.

M is simplified as one expression, so what ell and hess f have in common cancels; its enclosure is
the mean value form M(c) + sum_k dM/dx_k(box) (x_k - c_k), c the middle of the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import sympy as sp
from flint import arb

from verify.certify.boxes import Box, middle, offsets
from verify.certify.curvature.matrices import is_positive_semidefinite
from verify.certify.curvature.touching import Touching
from verify.certify.function.objective import BITS, Objective
from verify.intervals.evaluate import Compiled, compile_expressions


class Form:
    """M+ and M- for one expression of ell.

    Args:
        objective: the function.
        allowed: ell, an expression in the variables and the parameters.
        touching: exact points where the bound may be attained.
        parameters: symbols in ``allowed`` that get a number with each box.
    """

    def __init__(
        self,
        objective: Objective,
        allowed: sp.Expr,
        touching: Sequence[tuple[sp.Rational, ...]],
        parameters: tuple[sp.Symbol, ...] = (),
    ) -> None:
        """Write the matrices out; they are compiled when first used."""
        self._objective = objective
        self._symbols = (*objective.variables, *parameters)
        pairs = list(zip(objective.pairs, objective.hessian, strict=True))
        self.plus = [_collect((allowed if i == j else sp.S.Zero) - h) for (i, j), h in pairs]
        self.minus = [_collect((allowed if i == j else sp.S.Zero) + h) for (i, j), h in pairs]
        self._touching = Touching(
            objective.variables, parameters, (self.plus, self.minus), touching
        )

    def begin(self, size: float) -> None:
        """Begin a search from boxes of this size, without what an earlier one has guessed."""
        self._touching.begin(size)

    @cached_property
    def _tape(self) -> Compiled:
        """Compiled M+, M-."""
        return compile_expressions([*self.plus, *self.minus], self._symbols)

    @cached_property
    def _slope_tape(self) -> Compiled:
        """Compiled derivatives of M+ and M- by the first variable, then by the second, ..."""
        slopes = [
            sp.diff(entry, variable)
            for variable in self._objective.variables
            for entry in (*self.plus, *self.minus)
        ]
        return compile_expressions(slopes, self._symbols)

    def slopes(self, around: Sequence[arb], parameters: Sequence[arb] = ()) -> list[list[arb]]:
        """Enclose the derivatives of all entries on a box, one list for each variable."""
        found = self._slope_tape([*around, *parameters], BITS)
        size = 2 * len(self.plus)
        return [found[k : k + size] for k in range(0, len(found), size)]

    def holds_by_slope(
        self,
        box: Box,
        around: Sequence[arb],
        columns: Sequence[Sequence[arb]],
        parameters: Sequence[arb] = (),
    ) -> bool:
        """Whether natural and mean value form show that no eigenvalue is negative.

        Args:
            box: the box.
            around: its sides as balls.
            columns: what `slopes` gave for the box.
            parameters: a number for each parameter.
        """
        centre = middle(box)
        entries = self._tape([*map(arb, centre), *parameters], BITS)
        for slopes, reach in zip(columns, offsets(box, centre), strict=True):
            entries = [e + s * reach for e, s in zip(entries, slopes, strict=True)]
        natural = self._tape([*around, *parameters], BITS)
        entries = [_closer(a, b) for a, b in zip(natural, entries, strict=True)]
        return both_positive(entries, self._objective.dimension)

    def holds_by_touch(
        self, box: Box, around: Sequence[arb], parameters: Sequence[arb] = ()
    ) -> bool:
        """Whether the bound is attained at a known point of the box and holds around it."""
        return self._touching.settles(box, around, parameters)


def both_positive(entries: Sequence[arb], d: int) -> bool:
    """Whether two symmetric matrices, given one after the other, have no negative eigenvalue."""
    if d == 1:
        return bool(entries[0] >= 0 and entries[1] >= 0)
    half = len(entries) // 2
    return is_positive_semidefinite(entries[:half], d, BITS) and is_positive_semidefinite(
        entries[half:], d, BITS
    )


def _closer(natural: arb, centred: arb) -> arb:
    """The enclosure that says more of two for the same entry; a sign says most."""
    if natural >= 0 or not centred.is_finite():
        return natural
    if centred >= 0 or not natural.is_finite():
        return centred
    return natural if natural.rad() <= centred.rad() else centred


def _collect(entry: sp.Expr) -> sp.Expr:
    """Multiplied out where that is shorter, so that equal terms cancel."""
    if entry.has(sp.Piecewise):
        return entry
    flat = sp.expand_mul(entry)
    return flat if flat.count_ops() <= entry.count_ops() else entry
