"""Decide an inequality on a whole box, or enclose a minimum, by cutting the box into pieces.

A bound that is touched inside the box (``exp(x) >= 1 + x`` at 0) cannot be decided by cutting: the
pieces around the touching point stay open for ever. Then the answer is UNDECIDED with those
pieces, unless the form shows it (an even power, a monotone face).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import sympy as sp
from flint import arb, fmpq

from theory.errors import DomainError
from verify.intervals.balls import Rational, fmpq_ends, precision, to_rational
from verify.intervals.compare import sign
from verify.intervals.lowering import UnsupportedError
from verify.intervals.search_box import Function, Sides, is_tiny, middle, shrink, split

Region: TypeAlias = Mapping[sp.Symbol, tuple[Rational, Rational]]
"""Exact ends of each variable, both included."""

Point: TypeAlias = dict[sp.Symbol, sp.Rational]
Piece: TypeAlias = dict[sp.Symbol, tuple[sp.Rational, sp.Rational]]

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the number of boxes done and the number still open."""

_PROGRESS_EVERY = 256
_SHOWN_PIECES = 10
_MOST_CORNERS = 64


@dataclass(frozen=True)
class Decision:
    """Whether ``expr >= 0`` (or ``> 0``) holds on the whole box.

    Attributes:
        verdict: PROVED (an enclosure on every piece), REFUTED (the witness breaks it for certain)
            or UNDECIDED.
        boxes: pieces examined.
        reason: one sentence on how the search ended.
        witness: the breaking point, exact; only if REFUTED.
        witness_value: enclosure of the expression there; only if REFUTED.
        margin: certain lower bound of the expression on the whole box; only if PROVED.
        frontier: the smallest pieces still open, at most ten; only if UNDECIDED.
    """

    verdict: Literal["PROVED", "REFUTED", "UNDECIDED"]
    boxes: int
    reason: str
    witness: Point | None = None
    witness_value: arb | None = None
    margin: sp.Rational | None = None
    frontier: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Minimum:
    """``lower <= min of expr on the box <= upper``.

    Attributes:
        lower: certain lower bound; None if some piece has no enclosure.
        upper: certain upper bound, reached below at ``point``; None if no point had a value.
        point: an exact point of the box where the expression is at most ``upper``.
        boxes: pieces examined.
    """

    lower: sp.Rational | None
    upper: sp.Rational | None
    point: Point | None
    boxes: int


def decide(
    expr: sp.Expr,
    region: Region,
    *,
    strict: bool = False,
    max_boxes: int = 20_000,
    bits: int = 64,
    progress: Progress | None = None,
) -> Decision:
    """Decide whether ``expr >= 0`` (``> 0`` if ``strict``) at every point of a box.

    An interrupt (Ctrl-C) ends the search with UNDECIDED and the pieces that are open.

    Args:
        expr: exact expression of the variables of ``region``.
        region: variable -> ``(low, high)``, exact, both ends included.
        strict: ask for ``> 0``.
        max_boxes: how many pieces may be examined.
        bits: working precision.
        progress: called with ``(done, open)`` every few hundred pieces.

    Raises:
        DomainError: an empty box.
        UnsupportedError: a symbol without a side, or an unknown function.

    >>> x = sp.Symbol("x", real=True)
    >>> decide(x**2 - x + 1, {x: (-3, 3)}).verdict
    'PROVED'
    >>> decide(x**2 - x, {x: (0, 2)}).witness
    {x: 1/2}
    """
    search = _Search(expr, region, bits, progress)
    found = search.breaking_corner(strict)
    return found or search.decide(strict, max_boxes)


def minimum(
    expr: sp.Expr,
    region: Region,
    *,
    tolerance: Rational = sp.Rational(1, 10**6),
    max_boxes: int = 20_000,
    bits: int = 64,
    progress: Progress | None = None,
) -> Minimum:
    """Enclose the minimum of an expression on a box.

    The search stops when ``upper - lower <= tolerance``, when ``max_boxes`` are spent, or at an
    interrupt; the bounds hold in each case. Arguments and errors are those of `decide`.

    >>> x = sp.Symbol("x", real=True)
    >>> found = minimum(x**2 - x, {x: (0, 2)})
    >>> found.lower <= -sp.Rational(1, 4) <= found.upper
    True
    """
    return _Search(expr, region, bits, progress).minimum(sp.Rational(tolerance), max_boxes)


class _Search:
    """The pieces still open, worst lower bound first."""

    def __init__(self, expr: sp.Expr, region: Region, bits: int, progress: Progress | None) -> None:
        if not region:
            raise DomainError("the box has no variables; give at least one side")
        self._expr = expr
        self._function = Function(expr, region, bits)
        self._bits = bits
        self._progress = progress
        self._count = itertools.count()
        self._heap: list[tuple[bool, fmpq, int, Sides]] = []
        self._tiny: list[tuple[fmpq | None, Sides]] = []
        self._boxes = 0
        self._best: tuple[fmpq, tuple[fmpq, ...]] | None = None
        self._push(None, self._function.sides)

    def _push(self, lower: fmpq | None, sides: Sides) -> None:
        # Pieces without any bound come first: nothing is known about them.
        key = fmpq(0) if lower is None else lower
        heapq.heappush(self._heap, (lower is not None, key, next(self._count), sides))

    def _pop(self) -> tuple[fmpq | None, Sides]:
        bounded, key, _, sides = heapq.heappop(self._heap)
        self._boxes += 1
        if self._progress is not None and self._boxes % _PROGRESS_EVERY == 0:
            self._progress(self._boxes, len(self._heap))
        return (key if bounded else None), sides

    def _lower(self, ball: arb) -> fmpq | None:
        if not ball.is_finite():
            return None
        with precision(self._bits):
            return fmpq_ends(ball)[0]

    def _point(self, point: tuple[fmpq, ...]) -> Point:
        return dict(zip(self._function.variables, map(to_rational, point), strict=True))

    def breaking_corner(self, strict: bool) -> Decision | None:
        """Try the corners and the middle, where equality is decided by exact algebra."""
        sides = self._function.sides
        corners = itertools.islice(itertools.product(*sides), _MOST_CORNERS)
        for point in dict.fromkeys((*corners, middle(sides))):
            value = self._function.at(point)
            if _breaks(value, strict) or (strict and self._vanishes(point, value)):
                return self._refuted(point, value)
        return None

    def _vanishes(self, point: tuple[fmpq, ...], value: arb) -> bool:
        """Whether exact algebra shows that the expression is 0 at the point."""
        if not (value.is_finite() and value.contains(0)):
            return False
        try:
            return sign(self._expr.subs(self._point(point)), 4 * self._bits) == 0
        except (UnsupportedError, TypeError):
            # SymPy raises TypeError where a Piecewise condition compares undefined values.
            return False

    def _refuted(self, point: tuple[fmpq, ...], value: arb) -> Decision:
        return Decision(
            "REFUTED",
            self._boxes,
            "the inequality fails at an exact point",
            witness=self._point(point),
            witness_value=value,
        )

    def decide(self, strict: bool, max_boxes: int) -> Decision:
        """Cut until every piece is decided or the budget is spent."""
        margin: fmpq | None = None
        current: Sides | None = None
        try:
            while self._heap and self._boxes < max_boxes:
                _, current = self._pop()
                value, lower, pieces = self._examine(current)
                if value is not None and _breaks(value[1], strict):
                    return self._refuted(*value)
                if lower is not None and (lower > 0 if strict else lower >= 0):
                    margin = lower if margin is None else min(margin, lower)
                else:
                    self._keep(lower, pieces, current)
                current = None
        except KeyboardInterrupt:
            if current is not None:
                self._push(None, current)
            return self._undecided("the search was interrupted")
        if self._heap:
            return self._undecided(f"the budget of {max_boxes} boxes is spent; allow more")
        if self._tiny:
            return self._undecided(
                "the bound is touched, nearly touched or undefined inside the frontier, so cutting "
                "cannot decide it"
            )
        return Decision(
            "PROVED",
            self._boxes,
            "an enclosure shows it on every piece",
            margin=None if margin is None else to_rational(margin),
        )

    def _examine(
        self, sides: Sides
    ) -> tuple[tuple[tuple[fmpq, ...], arb] | None, fmpq | None, tuple[Sides, ...]]:
        """Return a sample ``(point, value)``, a lower bound, and the pieces to go on with."""
        ball = self._function.on(sides)
        lower = self._lower(ball)
        if lower is not None and lower > 0:
            return None, lower, (sides,)
        # A finite enclosure shows that the function is defined on the whole piece, which the
        # derivative alone does not.
        slopes = self._function.slopes(sides) if lower is not None else None
        if slopes is not None:
            face = shrink(sides, slopes)
            if face != sides:
                sides = face
                lower = _larger(lower, self._lower(self._function.on(sides)))
        point = middle(sides)
        value = self._function.at(point)
        if slopes is not None:
            form = self._function.mean_value_form(sides, value, _flat(slopes, sides))
            lower = _larger(lower, self._lower(form))
        return (point, value), lower, split(sides, slopes) or (sides,)

    def _keep(self, lower: fmpq | None, pieces: tuple[Sides, ...], whole: Sides) -> None:
        for piece in pieces:
            if piece == whole or is_tiny(piece, self._function.sides, self._bits // 2):
                self._tiny.append((lower, piece))
            else:
                self._push(lower, piece)

    def _undecided(self, reason: str) -> Decision:
        sides = [entry[3] for entry in self._heap] + [entry[1] for entry in self._tiny]
        sides.sort(key=lambda piece: sum(high - low for low, high in piece))
        names = self._function.variables
        frontier = tuple(
            {
                name: (to_rational(low), to_rational(high))
                for name, (low, high) in zip(names, piece, strict=True)
            }
            for piece in sides[:_SHOWN_PIECES]
        )
        return Decision("UNDECIDED", self._boxes, reason, frontier=frontier)

    def minimum(self, tolerance: sp.Rational, max_boxes: int) -> Minimum:
        """Cut the piece with the least lower bound until the bounds meet."""
        gap = fmpq(int(tolerance.p), int(tolerance.q))
        settled: list[fmpq | None] = []
        for corner in itertools.islice(itertools.product(*self._function.sides), _MOST_CORNERS):
            self._sample(corner, self._function.at(corner))
        current: tuple[fmpq | None, Sides] | None = None
        try:
            while self._heap and self._boxes < max_boxes:
                bounded, key, _, _ = self._heap[0]
                if bounded and self._best is not None and self._best[0] - key <= gap:
                    break
                current = self._pop()
                value, lower, pieces = self._examine(current[1])
                if value is None:
                    value = (middle(current[1]), self._function.at(middle(current[1])))
                    pieces = split(current[1], None) or pieces
                self._sample(*value)
                lower = _larger(lower, current[0])
                if self._best is not None and lower is not None and lower >= self._best[0]:
                    settled.append(lower)
                else:
                    self._keep(lower, pieces, current[1])
                current = None
        except KeyboardInterrupt:
            if current is not None:
                self._push(*current)
        open_ends = [key if bounded else None for bounded, key, _, _ in self._heap]
        return self._result([*settled, *open_ends, *(lower for lower, _ in self._tiny)])

    def _sample(self, point: tuple[fmpq, ...], value: arb) -> None:
        if value.is_finite():
            with precision(self._bits):
                top = fmpq_ends(value)[1]
            if self._best is None or top < self._best[0]:
                self._best = (top, point)

    def _result(self, lowers: list[fmpq | None]) -> Minimum:
        known: list[Any] = [lower for lower in lowers if lower is not None]
        lower = min(known) if known and len(known) == len(lowers) else None
        upper, point = self._best if self._best is not None else (None, None)
        return Minimum(
            None if lower is None else to_rational(lower),
            None if upper is None else to_rational(upper),
            None if point is None else self._point(point),
            self._boxes,
        )


def _breaks(value: arb, strict: bool) -> bool:
    return bool(value <= 0 if strict else value < 0)


def _larger(a: fmpq | None, b: fmpq | None) -> fmpq | None:
    if a is None or b is None:
        return b if a is None else a
    return max(a, b)


def _flat(slopes: list[arb], sides: Sides) -> list[arb]:
    """Slopes for the mean value form; sides of width 0 contribute nothing."""
    return [arb(0) if low == high else s for s, (low, high) in zip(slopes, sides, strict=True)]
