"""A function written in pieces, and how the pieces meet.

Let f be given by smooth expressions F_b, one for each truth assignment b of the atoms
``h_i < 0``, ``h_i <= 0``, and let every h_i be continuous. At a point x let Z be the set of atoms
with h_i(x) = 0. Near x the other atoms keep their truth, so f is one of the F_b with b free on Z
and fixed elsewhere. Suppose that turning over one atom i of Z never changes the value nor the
gradient of F_b at the points of h_i = 0 (such b left out as the other atoms rule out there).
Turning over one atom after the other, all these F_b have one value and one gradient at x; being
finitely many, they share one first-order expansion around x, which is therefore that of f, and
grad f(y) tends to grad f(x) as y tends to x. So f is C^1, corners where several borders cross
included. Along a segment the gradient is continuous and takes at each point the value of one of
finitely many Lipschitz functions, so it is Lipschitz; its derivative is, almost everywhere, that
of a piece which is taken there or nearby. Hence f is C^{1,1}, and the hull of the pieces' Hessians
on a box bounds its Hessian almost everywhere, which is all that the proofs integrate.

The pieces have to be defined and C^2 up to their borders. At one border that is the caller's
matter: an enclosure of the Hessian hulls every piece that may be taken, on its side with the
border included, and is not finite where one of them is not C^2. Where several borders may cross,
pieces in the chain above may belong to no point at all, so it is asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import sympy as sp
from flint import arb

from verify.certify.function.borders import Graph, is_finite, sign_of, solutions, vanishes
from verify.certify.function.branches import Atom, Truth, atoms, choose, piecewise_form
from verify.certify.function.kinks import Break, breaks_on_line, restrict
from verify.intervals.evaluate import Compiled, compile_expressions

MOST_CONDITIONS = 8
"""Conditions open at once beyond which nothing is shown: there are 2**n pieces."""

_HOLDS, _FAILS, _OPEN, _UNDEFINED = range(4)


class Pieces:
    """A function in pieces; `in_pieces` makes one.

    Attributes:
        expression: the function with every Abs, Min and Max written as a Piecewise.
        variables: its variables, in order.
        atoms: the conditions that choose between the pieces.
    """

    def __init__(self, expression: sp.Expr, variables: Sequence[sp.Symbol]) -> None:
        self.variables = tuple(variables)
        self.expression = piecewise_form(expression)
        self.atoms: tuple[Atom, ...] = atoms(self.expression)
        borders = [sp.S.Zero if a.border is sp.nan else a.border for a in self.atoms]
        self._borders: Compiled = compile_expressions(borders, self.variables)
        self._live: dict[tuple[int, ...], tuple[Atom, ...]] = {}
        self._pieces: dict[tuple[int, ...], tuple[sp.Expr, ...]] = {}
        self._joined: dict[tuple[int, ...], bool] = {}
        self._corners: dict[tuple[int, ...], Compiled] = {}

    def smooth_on(self, box: Sequence[arb], bits: int = 64) -> bool:
        """Whether certainly no border between pieces passes through the inside of the box.

        It is not said of a box without an inside, such as a point: see `Objective.smooth_at`.
        """
        if not self.atoms:
            return True
        inside = all(side.rad() > 0 for side in box)
        return inside and not self._live_atoms(self._state(box, bits))

    def joined_on(self, box: Sequence[arb], bits: int = 64) -> bool:
        """Whether f is C^1 across every border that may pass through the box.

        The pieces themselves have to be C^2 there: see the head of this module.
        """
        if not self.atoms:
            return True
        state = self._state(box, bits)
        live = self._live_atoms(state)
        if not live:
            return True
        if state not in self._joined:
            self._joined[state] = self._glued(state)
        return self._joined[state] and (len(live) == 1 or self._defined(state, box, bits))

    def live_on(self, box: Sequence[arb], bits: int = 64) -> tuple[sp.Expr, ...]:
        """Every piece that may be taken in the box, without conditions; none if there are many."""
        state = self._state(box, bits)
        if state not in self._pieces:
            live, decided = self._live_atoms(state), self._decided(state)
            few = len(live) <= MOST_CONDITIONS and _UNDEFINED not in state
            found = [
                choose(self.expression, {**decided, **truth})
                for truth in (_assignments(live) if few else ())
            ]
            self._pieces[state] = tuple(dict.fromkeys(found))
        return self._pieces[state]

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Points at which a function of one variable is proven to have a kink or a jump."""
        if not self.atoms or len(self.variables) != 1:
            return ()
        return breaks_on_line(self.expression, self.variables[0])

    def breaks_through(self, point: Mapping[sp.Symbol, sp.Rational]) -> tuple[Break, ...]:
        """Proven kinks and jumps on the lines through a point along each variable."""
        found: list[Break] = []
        for v in self.variables if self.atoms else ():
            others = {w: at for w, at in point.items() if w != v}
            line = restrict(self.expression, others)
            on_line = breaks_on_line(line, v) if is_finite(line) else ()
            found += [Break({**others, **b.point}, b.sentence) for b in on_line]
        return tuple(found)

    @cached_property
    def open_reason(self) -> str:
        """Why f is not shown to be C^1 everywhere, as one sentence; empty if it is shown."""
        if len(self.atoms) > MOST_CONDITIONS:
            return (
                f"the function has {len(self.atoms)} conditions; whether its pieces meet smoothly "
                f"is only asked where at most {MOST_CONDITIONS} are open: cut the box into parts."
            )
        for atom in self.atoms:
            if not self._glued_across(atom, self.atoms, {}):
                return (
                    f"the pieces on the two sides of {atom.border} = 0 are not shown to have equal "
                    "values and gradients there; certify each side on its own."
                )
        return ""

    def _state(self, box: Sequence[arb], bits: int) -> tuple[int, ...]:
        found = []
        for atom, h in zip(self.atoms, self._borders(box, bits), strict=True):
            if not h.is_finite() or atom.border is sp.nan:
                found.append(_UNDEFINED)
            elif h < 0 or (not atom.strict and h <= 0):
                found.append(_HOLDS)
            elif h > 0 or (atom.strict and h >= 0):
                found.append(_FAILS)
            else:
                found.append(_OPEN)
        return tuple(found)

    def _decided(self, state: tuple[int, ...]) -> dict[Atom, bool]:
        return {a: s == _HOLDS for a, s in zip(self.atoms, state, strict=True) if s < _OPEN}

    def _live_atoms(self, state: tuple[int, ...]) -> tuple[Atom, ...]:
        if state not in self._live:
            self._live[state] = atoms(self.expression, self._decided(state))
        return self._live[state]

    def _glued(self, state: tuple[int, ...]) -> bool:
        live, decided = self._live_atoms(state), self._decided(state)
        undefined = {a for a, s in zip(self.atoms, state, strict=True) if s == _UNDEFINED}
        if len(live) > MOST_CONDITIONS or undefined.intersection(live):
            return False
        return all(self._glued_across(atom, live, decided) for atom in live)

    def _glued_across(self, atom: Atom, live: Sequence[Atom], decided: Mapping[Atom, bool]) -> bool:
        """Whether turning the atom over changes nothing to first order, whatever the others say.

        Borders that are themselves in pieces have to stay continuous.
        """
        borders = {a: piecewise_form(a.border) for a in live}
        across = [(self.expression, 1)]
        across += [(h, 0) for h in borders.values() if h.has(sp.Piecewise)]
        for truth in _assignments([other for other in live if other != atom]):
            below, above = ({**decided, **truth, atom: holds} for holds in (True, False))
            jumps = [(choose(e, below) - choose(e, above), order) for e, order in across]
            jumps = [j for j in jumps if not vanishes(j[0], None, self.variables, j[1])]
            if not jumps:
                continue
            graphs = solutions(choose(borders[atom], below))
            if graphs is None:
                return False
            for graph in graphs:
                if _excluded(truth, {a: choose(borders[a], below) for a in truth}, graph):
                    continue
                if not all(vanishes(j, graph, self.variables, order) for j, order in jumps):
                    return False
        return True

    def _defined(self, state: tuple[int, ...], box: Sequence[arb], bits: int) -> bool:
        """Whether every piece is C^1 on its side of the borders, those without points included."""
        if state not in self._corners:
            live, decided = self._live_atoms(state), self._decided(state)
            wanted = []
            for truth in _assignments(live):
                piece = choose(self.expression, {**decided, **truth})
                side = sp.And(
                    *(_closed_side(a, holds) for a, holds in truth.items()), evaluate=False
                )
                wanted += [
                    sp.Piecewise((part, side), (0, True), evaluate=False)
                    for part in (piece, *(sp.diff(piece, v) for v in self.variables))
                ]
            self._corners[state] = compile_expressions(wanted, self.variables)
        return all(ball.is_finite() for ball in self._corners[state](box, bits))


def _closed_side(atom: Atom, holds: bool) -> sp.Basic:
    side = sp.LessThan if holds else sp.GreaterThan
    return side(atom.border, sp.S.Zero, evaluate=False)


def _excluded(truth: Truth, borders: Mapping[Atom, sp.Expr], graph: Graph) -> bool:
    """Whether the other atoms certainly do not hold like this on the graph nor near it."""
    signs = ((a, sign_of(h.xreplace(dict([graph])))) for a, h in borders.items())
    return any(s and a.holds(s) != truth[a] for a, s in signs)


def _assignments(live: Sequence[Atom]) -> Iterator[dict[Atom, bool]]:
    for values in product((True, False), repeat=len(live)):
        yield dict(zip(live, values, strict=True))


def in_pieces(expression: sp.Expr, variables: Sequence[sp.Symbol]) -> Pieces:
    """Write a function in pieces.

    >>> x = sp.Symbol("x", real=True)
    >>> huber = sp.Piecewise((x**2 / 2, sp.Abs(x) <= 1), (sp.Abs(x) - sp.Rational(1, 2), True))
    >>> pieces = in_pieces(huber, [x])
    >>> pieces.joined_on([arb(0, 3)]), pieces.smooth_on([arb(0, 3)])
    (True, False)
    """
    return Pieces(expression, variables)
