"""Whether ||grad f||^2 > 2 mu (f - bottom) on a box: the judge of `gradient_domination`.

These forms are tried, with the Hessian's enclosure for mean values around the middle c:

* the gradient and f each by itself;
* both as one: the gradient of ||grad f||^2 - 2 mu (f - bottom) is 2 (hess f - mu I) grad f;
* the gradient in a basis of eigenvectors of hess f(c), for steep valleys.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp
from flint import arb, arb_mat

from verify.certify.boxes import Box, Point, balls, middle, nearby, offsets, widest
from verify.certify.function.factors import Factors
from verify.certify.function.objective import BITS, Objective
from verify.certify.guarantees.convexity import closer
from verify.certify.tree import FACTORS, OUTSIDE, OUTSIDE_CENTRED, SLOPE, Leaf
from verify.intervals.balls import precision, to_fmpq

NEAR = Leaf("holds", "convex around the minimiser")
WHOLE = Leaf("holds", "difference")
TURNED = Leaf("holds", "eigenvectors")


class Dominated:
    """The judge: ||grad f||^2 > 2 mu (f - bottom) wherever f <= level, or the box lies near w*."""

    def __init__(self, objective: Objective, level: arb, bottom: arb, top: arb) -> None:
        self._f, self.level, self.bottom, self.top = objective, level, bottom, top
        self._d = objective.dimension
        self.set(sp.S.One, None, strict=True, factored=None)

    def set(
        self, mu: sp.Rational, near: Box | None, *, strict: bool, factored: Factors | None
    ) -> None:
        """Ask about another mu, with a box on which f is mu-strongly convex."""
        with precision(BITS):
            self._mu = arb(to_fmpq(mu))
        self._near, self._strict, self._factored = near, strict, factored

    def settle(self, box: Box) -> tuple[Leaf | None, int]:
        """Settle a box, or say along which variable to cut it; as `Slack.settle`."""
        near = self._near
        if near is not None and all(
            a <= low and high <= b for (low, high), (a, b) in zip(box, near, strict=True)
        ):
            return NEAR, 0
        around = balls(box)
        value, hessian_on = self._f.value_and_hessian(around, BITS)
        if not value.is_finite():
            return None, widest(box)
        if value > self.level:
            return OUTSIDE, 0
        factored = self._factored
        if factored is not None and factored.nonnegative([*around, self._mu], BITS):
            return FACTORS, 0
        if not self._f.pieces.joined_on(around, BITS):
            return None, widest(box)
        return self._settle_finely(box, around, value, hessian_on)

    def _settle_finely(
        self, box: Box, around: list[arb], value: arb, entries: Sequence[arb]
    ) -> tuple[Leaf | None, int]:
        """Settle a box on which f is C^{1,1} by mean value forms around its middle."""
        d, point = self._d, middle(box)
        at, reach = [arb(x) for x in point], offsets(box, point)
        slopes, slopes_at = self._f.slopes(around, BITS), self._f.slopes(at, BITS)
        value_at = self._f.value(at, BITS)
        if not all(b.is_finite() for b in (*entries, *slopes_at, value_at)):
            return None, widest(box)
        rows = self._rows(entries)
        along = [
            sum((h * r for h, r in zip(row, reach, strict=True)), s)
            for row, s in zip(rows, slopes_at, strict=True)
        ]
        slopes = closer(slopes, along)
        centred = sum((s * r for s, r in zip(slopes, reach, strict=True)), value_at)
        if centred > self.level:
            return OUTSIDE_CENTRED, 0
        highest = _least([value.upper(), centred.upper(), self.level.upper()])
        wanted = 2 * self._mu * (highest - self.bottom)
        if self._exceeds(_square(slopes), wanted):
            return SLOPE, 0
        # ||grad f||^2 - 2 mu (f - bottom) as one; its gradient is 2 (hess f - mu) grad f.
        start = sum((s * s for s in slopes_at), arb(0)) - 2 * self._mu * (value_at - self.bottom)
        changes = [
            2 * sum(((h - self._mu * int(i == j)) * slopes[j] for j, h in enumerate(row)), arb(0))
            for i, row in enumerate(rows)
        ]
        whole = sum((c * r for c, r in zip(changes, reach, strict=True)), start)
        if self._exceeds(whole, arb(0)):
            return WHOLE, 0
        if d > 1 and self._exceeds(_square_turned(rows, slopes_at, reach), wanted):
            return TURNED, 0

        def effect(k: int) -> tuple[bool, float]:
            return box[k][1] > box[k][0], float((changes[k] * reach[k]).abs_upper())

        return None, max(range(d), key=effect)

    def _rows(self, entries: Sequence[arb]) -> list[list[arb]]:
        rows = [[arb(0)] * self._d for _ in range(self._d)]
        for (i, j), entry in zip(self._f.pairs, entries, strict=True):
            rows[i][j] = rows[j][i] = entry
        return rows

    def _exceeds(self, a: arb, b: arb) -> bool:
        return bool(a > b if self._strict else a >= b)

    def breaks_at(self, point: Point) -> bool:
        """Whether ||grad f||^2 < 2 mu (f - top) for certain, and f <= level.

        Around the point the pieces have to meet smoothly: else its gradient may not be that of f.
        """
        with precision(BITS):
            if not self._f.pieces.joined_on(nearby(point), BITS):
                return False
            at = [arb(x) for x in point]
            value, slopes = self._f.value(at, BITS), self._f.slopes(at, BITS)
            square = sum((s * s for s in slopes), arb(0))
            return bool(value <= self.level and square < 2 * self._mu * (value - self.top))

    def quotient(self, point: Point) -> float:
        """About ||grad f||^2/(2 (f - top)) at a point."""
        with precision(BITS):
            at = [arb(x) for x in point]
            square = sum((s * s for s in self._f.slopes(at, BITS)), arb(0))
            return float((square / (2 * (self._f.value(at, BITS) - self.top))).mid())


def _square(slopes: Sequence[arb]) -> arb:
    """At most ||grad f||^2."""
    return sum((s.abs_lower() * s.abs_lower() for s in slopes), arb(0)).lower()


def _square_turned(
    rows: Sequence[Sequence[arb]], slopes_at: Sequence[arb], reach: Sequence[arb]
) -> arb:
    """At most ||grad f||^2, by the mean value form of V' grad f for a nearly orthogonal V.

    V holds eigenvectors of the middle Hessian: along the weak ones the gradient hardly changes
    across a valley, however steep its sides are. ||V'g||^2 <= ||V'V|| ||g||^2.
    """
    d = len(rows)
    middles = np.array([[float(h.mid()) for h in row] for row in rows])
    if not np.isfinite(middles).all():
        return arb(0)
    vectors = arb_mat(d, d, [arb(x) for x in np.linalg.eigh(middles)[1].ravel().tolist()])
    across = vectors.transpose()
    matrix = across * arb_mat([list(row) for row in rows])
    image = across * arb_mat([[s] for s in slopes_at]) + matrix * arb_mat([[r] for r in reach])
    gram = (across * vectors).tolist()
    longest = _least([-sum((x.abs_upper() for x in row), arb(0)) for row in gram])
    return (_square([image[i, 0] for i in range(d)]) / -longest).lower()


def _least(ends: Sequence[arb]) -> arb:
    """The least of the lower ends."""
    best = ends[0].lower()
    for end in ends:
        if end.lower() < best:
            best = end.lower()
    return best
