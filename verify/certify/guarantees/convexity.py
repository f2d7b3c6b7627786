"""Is f convex on the component S of {f <= f(start)} that holds the start?

Let closed boxes cover S, drop those on which f > f(start), and let hess f have no negative
eigenvalue on any box that is left. Boxes that were dropped or never reached do not meet S, and
there are finitely many, so the others cover a neighbourhood of S. On it f is convex in small balls
around the points of S, and in such a ball S is all of {f <= f(start)}, hence convex. So S is
closed, connected and locally convex, which makes it convex (Tietze, [nakajima1928]), and f is
convex along each segment in S. Nothing has to hold on the convex hull of the boxes.

A point with a negative eigenvalue says the opposite as soon as it is known to lie in S, which is
for the caller to show.

Eigenvalues that touch 0 are the normal case (x**4, or a function that is linear along lines). The
enclosures keep exact zeros of even powers; beyond that principal minors are factored, and exact
points where they vanish are tried as in `touching`.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import sympy as sp
from flint import arb

from verify.certify.boxes import Box, Point, balls, middle, offsets, widest
from verify.certify.curvature.matrices import is_positive_semidefinite, least_eigenvalue
from verify.certify.curvature.slack import WITNESS_BITS
from verify.certify.curvature.touching import MOST_DIMENSIONS, Touching, principal_minors
from verify.certify.function.factors import Factors, factors
from verify.certify.function.objective import BITS, Objective
from verify.certify.searching.depth_first import Progress, ask, longest_side
from verify.certify.tree import FACTORS, OUTSIDE, OUTSIDE_CENTRED, SLOPE, TOUCH, VALUE, Leaf
from verify.intervals.balls import precision
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.verdict import Word

LONGEST_HESSIAN = 300
"""Operations in the Hessian up to which its minors are written out."""


@dataclass(frozen=True)
class Convexity:
    """Whether hess f has no negative eigenvalue where f <= f(start), on some boxes.

    Attributes:
        word: PROVED, REFUTED (a point has one) or UNDECIDED.
        boxes: pieces examined.
        witness: that point; f is at most f(start) there, but it may lie beside S.
        open: the smallest pieces left open, at most ten.
        interrupted: whether Ctrl-C ended the search.
    """

    word: Word
    boxes: int
    witness: Point | None = None
    open: tuple[Box, ...] = ()
    interrupted: bool = False


def convexity(
    objective: Objective,
    pieces: Sequence[Box],
    level: arb,
    *,
    max_boxes: int,
    progress: Progress | None = None,
) -> Convexity:
    """Decide whether f is convex on S.

    Args:
        objective: f.
        pieces: the reached pieces of a cover of S, see `cover`.
        level: f(start).
        max_boxes: how many pieces may be examined.
        progress: called every thousand pieces or so.

    >>> from verify.certify.function.objective import objective
    >>> str(convexity(objective("x**4 + y**4", ("x", "y")), [((-2.0, 2.0),) * 2], arb(1),
    ...               max_boxes=100).word)
    'PROVED'
    """
    judge = _NoNegativeCurvature(objective, level)
    size = longest_side(pieces)
    judge.begin(size)
    part = ask(judge, pieces, max_boxes=max_boxes, size=size, progress=progress)
    if part.settled:
        return Convexity(Word.PROVED, part.boxes)
    if part.broken is not None:
        return Convexity(Word.REFUTED, part.boxes, witness=part.broken)
    return Convexity(
        Word.UNDECIDED,
        part.boxes,
        open=tuple(part.open or part.waiting[:1]),
        interrupted=part.stopped == "interrupt",
    )


class _NoNegativeCurvature:
    """The judge: hess f has no negative eigenvalue on a box, or f > level."""

    def __init__(self, objective: Objective, level: arb) -> None:
        self._f, self._level = objective, level
        self._d = objective.dimension
        self._touching = Touching(objective.variables, (), (objective.hessian,), ())

    def begin(self, size: float) -> None:
        """Begin a search from boxes of this size."""
        self._touching.begin(size)

    @cached_property
    def _minors(self) -> list[Factors]:
        """All principal minors, factored; none where they are too many, too long or too hard.

        Of functions other than polynomials, SymPy may take forever to multiply them out.
        """
        entries, variables = self._f.hessian, self._f.variables
        if self._d > MOST_DIMENSIONS or sum(map(sp.count_ops, entries)) > LONGEST_HESSIAN:
            return []
        if all(entry.is_polynomial(*variables) for entry in entries):
            minors = list(principal_minors(entries, self._d))[self._d :]
            diagonal = [e for (i, j), e in zip(self._f.pairs, entries, strict=True) if i == j]
            return [
                *(Factors([e], variables) for e in diagonal),
                *(factors(m, variables) for m in minors),
            ]
        return [Factors(entries, variables)] if self._d == 1 else []

    def settle(self, box: Box) -> tuple[Leaf | None, int]:
        """Settle a box, or say along which variable to cut it; as `Slack.settle`."""
        around = balls(box)
        value, hessian = self._f.value_and_hessian(around, BITS)
        if not value.is_finite():
            return None, widest(box)
        if value > self._level:
            return OUTSIDE, 0
        joined = self._f.pieces.joined_on(around, BITS)
        if joined and is_positive_semidefinite(hessian, self._d, BITS):
            return VALUE, 0
        if not (joined and self._f.pieces.smooth_on(around, BITS)):
            return None, widest(box)
        if self._f.centred_value(box, middle(box), BITS) > self._level:
            return OUTSIDE_CENTRED, 0
        third = third_derivatives(self._f, around)
        finer = closer(hessian, centred_hessian(self._f, box, third))
        if is_positive_semidefinite(finer, self._d, BITS):
            return SLOPE, 0
        if self._minors:
            if all(minor.nonnegative(around, BITS) for minor in self._minors):
                return FACTORS, 0
            if self._touching.settles(box, around, ()):
                return TOUCH, 0
        return None, _steepest(box, third)

    def breaks_at(self, point: Point) -> bool:
        """Whether f <= level at a point, with a certainly negative eigenvalue."""
        return all(self._breaks_at(point, bits) for bits in (BITS, WITNESS_BITS))

    def _breaks_at(self, point: Point, bits: int) -> bool:
        with precision(bits):
            at = [arb(x) for x in point]
            value, hessian = self._f.value_and_hessian(at, bits)
            if not (value <= self._level and self._f.smooth_at(point, bits)):
                return False
            return has_negative_eigenvalue(hessian, self._f.pairs, self._d)


def has_negative_eigenvalue(
    entries: Sequence[arb], pairs: Sequence[tuple[int, int]], d: int
) -> bool:
    """Whether every symmetric matrix with these entries certainly has a negative eigenvalue.

    Its eigenvector, found in doubles, is tried: v'Mv < 0 is evaluated in balls.

    >>> has_negative_eigenvalue([arb(1), arb(2), arb(1)], [(0, 0), (0, 1), (1, 1)], 2)
    True
    """
    if not all(map(arb.is_finite, entries)):
        return False
    matrix = np.zeros((d, d))
    for (i, j), entry in zip(pairs, entries, strict=True):
        matrix[i, j] = matrix[j, i] = float(entry.mid())
    if not np.isfinite(matrix).all():
        return False
    v = np.linalg.eigh(matrix)[1][:, 0].tolist()
    form = sum(
        (entry * arb(v[i]) * arb(v[j]) * (1 if i == j else 2))
        for (i, j), entry in zip(pairs, entries, strict=True)
    )
    return bool(form < 0)


def least_curvature(objective: Objective, box: Box, max_boxes: int = 256) -> float:
    """A number that no eigenvalue of hess f on a box lies below; -inf where none is known.

    If it is m > 0, then f is m-strongly convex on the box.

    Args:
        objective: f.
        box: where.
        max_boxes: how many pieces may be examined; the worst one is cut next, until that gains
            no more than a thousandth.

    >>> from verify.certify.function.objective import objective
    >>> least_curvature(objective("x**2 + cosh(x)", ("x",)), ((-1.0, 2.0),)) > 2.99
    True
    """
    goal, heap = math.inf, [(-math.inf, box)]
    for _ in range(max_boxes // 2):
        least, worst = heap[0]
        axis = max(range(len(worst)), key=lambda i: _length(worst[i]) / (_length(box[i]) or 1))
        low, high = worst[axis]
        cut = low / 2 + high / 2
        if least >= goal - abs(goal) / 1000 or not low < cut < high:
            break
        goal = min(goal, _least_on(objective, tuple((x, x) for x in middle(worst))))
        heapq.heappop(heap)
        for side in ((low, cut), (cut, high)):
            half = (*worst[:axis], side, *worst[axis + 1 :])
            heapq.heappush(heap, (_least_on(objective, half), half))
    return heap[0][0]


def _length(side: tuple[float, float]) -> float:
    return side[1] - side[0]


def _least_on(objective: Objective, box: Box) -> float:
    with precision(BITS):
        around = balls(box)
        value, hessian = objective.value_and_hessian(around, BITS)
        if not (value.is_finite() and objective.pieces.joined_on(around, BITS)):
            return -math.inf
        found = least_eigenvalue(hessian, objective.dimension, BITS)
        if objective.pieces.smooth_on(around, BITS):
            entries = closer(
                hessian, centred_hessian(objective, box, third_derivatives(objective, around))
            )
            finer = least_eigenvalue(entries, objective.dimension, BITS)
            found = finer if not found.is_finite() or finer > found else found
        if not found.is_finite():
            return -math.inf
        low = float(found.lower())
        return low if arb(low) <= found else math.nextafter(low, -math.inf)


@lru_cache(maxsize=8)
def _third_tape(objective: Objective) -> Compiled:
    return compile_expressions(
        [sp.diff(h, v) for v in objective.variables for h in objective.hessian],
        objective.variables,
    )


def third_derivatives(objective: Objective, around: Sequence[arb]) -> list[list[arb]]:
    """Enclose the derivatives of the Hessian's entries on a box, one list for each variable."""
    found = _third_tape(objective)(around, BITS)
    size = len(objective.pairs)
    return [found[k : k + size] for k in range(0, len(found), size)]


def centred_hessian(objective: Objective, box: Box, third: Sequence[Sequence[arb]]) -> list[arb]:
    """The mean value form of the Hessian's entries on a box on which f is smooth."""
    centre = middle(box)
    _, entries = objective.value_and_hessian([arb(x) for x in centre], BITS)
    for slopes, reach in zip(third, offsets(box, centre), strict=True):
        entries = [e + s * reach for e, s in zip(entries, slopes, strict=True)]
    return entries


def closer(first: Sequence[arb], second: Sequence[arb]) -> list[arb]:
    """Of two enclosures of the same numbers the smaller one each."""
    return [
        b if b.is_finite() and not (a.is_finite() and a.rad() <= b.rad()) else a
        for a, b in zip(first, second, strict=True)
    ]


def _steepest(box: Box, third: Sequence[Sequence[arb]]) -> int:
    """The variable along which the Hessian changes most; any choice is sound."""

    def effect(k: int) -> tuple[bool, float]:
        low, high = box[k]
        sizes = [float(t.abs_upper()) for t in third[k] if t.is_finite()]
        return high > low, (high - low) * max(sizes, default=1.0)

    return max(range(len(box)), key=effect)
