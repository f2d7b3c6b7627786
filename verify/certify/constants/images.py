"""Where a box lands in the plane of gap and curvature.

Let g(x) = ((f(x) - top)_+)^rho and h(x) = ||hess f(x)||_2. The pair (K0, K) is good on a box if the
line K0 + K g runs above all its points (g(x), h(x)). These lie in

    { g >= low,  h <= high,  h - slope g <= rest },

a corner cut off by one line: K0 + K g >= h holds for all of it, and all K >= 0, once it holds at
the corner, or at the two ends of the cut. So each box asks for one or two linear inequalities.
``rest`` comes from the mean value form of h - slope g; with the slope along which the image of a
small box runs, it is right to second order in the size of the box, ``low`` and ``high`` to first.
Numbers that leave this module are doubles, rounded to the safe side, to be read as exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from verify.certify.boxes import Box, Point, balls, middle, offsets, widest
from verify.certify.curvature.matrices import least_eigenvalue, spectral_norm
from verify.certify.function.objective import BITS, Objective
from verify.intervals.balls import precision, to_fmpq
from verify.intervals.evaluate import Compiled, compile_expressions

Floats = NDArray[np.float64]

Corners = tuple[tuple[float, float], ...]
"""Points (q, p): (K0, K) is good on the box if K0 + K q >= p for each; no point: nothing counts."""

UNKNOWN: Corners = ((0.0, math.inf),)
"""No line is known to be good: f may not be defined there, or not be C^1."""

Enough = Callable[[Corners], bool]
"""Whether corners are good enough, so that finer forms are not worth their time."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A point that counts; what it asks of (K0, K) is necessary.

    Attributes:
        point: where.
        reach: at least ((f - bottom)_+)^rho.
        guide: about ((f - top)_+)^rho.
        curvature: at most ||hess f||.
    """

    point: Point
    reach: float
    guide: float
    curvature: float


@dataclass(frozen=True, slots=True)
class View:
    """What is known of a box.

    Attributes:
        box: the box.
        corners: what it asks for.
        axis: the variable to cut.
        sample: its middle, if that counts.
    """

    box: Box
    corners: Corners
    axis: int
    sample: Sample | None


class Images:
    """The images of boxes for one function and one exponent.

    Args:
        objective: f.
        rho: the exponent, > 0.
        bottom: at most inf f.
        top: at least inf f.
        level: only points with f <= level count; None: all of them.

    Attributes:
        full: where entry (i, j) stands in the Hessian's upper triangle, shape (d, d).
    """

    def __init__(
        self,
        objective: Objective,
        rho: sp.Rational,
        bottom: sp.Rational,
        top: sp.Rational,
        level: arb | None,
    ) -> None:
        """Compile nothing yet but the power."""
        self.objective, self._level = objective, level
        self._linear, self._concave = bool(rho == 1), bool(rho < 1)
        with precision(BITS):
            self._bottom, self._top = arb(to_fmpq(bottom)), arb(to_fmpq(top))
            self._highest = None if level is None else (level - self._top).upper()
        self.full = np.empty((objective.dimension,) * 2, dtype=np.int64)
        for n, (i, j) in enumerate(objective.pairs):
            self.full[i, j] = self.full[j, i] = n
        gap = sp.Dummy("gap", nonnegative=True)
        self._power_tape: Compiled = compile_expressions(
            [gap**rho], [gap], {gap: (sp.S.Zero, None)}
        )
        self._slope_tape: Compiled = compile_expressions(
            [rho * gap ** (rho - 1)], [gap], {gap: (sp.S.Zero, None)}
        )

    @cached_property
    def _third_tape(self) -> Compiled:
        """Compiled derivatives of the Hessian by the first variable, then by the second, ..."""
        return compile_expressions(
            [sp.diff(h, v) for v in self.objective.variables for h in self.objective.hessian],
            self.objective.variables,
        )

    def _power(self, gap: arb) -> arb:
        clipped = gap if gap >= 0 else gap.nonnegative_part()
        return clipped if self._linear else self._power_tape([clipped], BITS)[0]

    def sample(self, point: Point) -> Sample | None:
        """Look at a point; None if it does not count or little is known there."""
        with precision(BITS):
            at = [arb(x) for x in point]
            return self._sample(point, *self.objective.value_and_hessian(at, BITS))

    def _sample(self, point: Point, value: arb, hessian: Sequence[arb]) -> Sample | None:
        known = value.is_finite() and all(h.is_finite() for h in hessian)
        counts = self._level is None or value <= self._level
        if not (known and counts and self.objective.smooth_at(point, BITS)):
            return None
        reach = _above(self._power(value - self._bottom))
        guide = float(self._power(value - self._top).mid())
        curvature = _below(spectral_norm(hessian, self.objective.dimension, BITS))
        if not (math.isfinite(reach) and math.isfinite(guide)):
            return None
        return Sample(point, reach, guide, max(0.0, curvature))

    def view(self, box: Box, enough: Enough) -> View:
        """Find out what a box asks for; finer forms are tried where cheap ones are not enough."""
        with precision(BITS):
            around, point = balls(box), middle(box)
            value, hessian = self.objective.value_and_hessian(around, BITS)
            if self._level is not None and value > self._level:
                return View(box, (), 0, None)
            at = [arb(x) for x in point]
            middle_value, middle_hessian = self.objective.value_and_hessian(at, BITS)
            sample = self._sample(point, middle_value, middle_hessian)
            if not (value.is_finite() and self.objective.pieces.joined_on(around, BITS)):
                return View(box, UNKNOWN, widest(box), sample)
            gap, norm = value - self._top, spectral_norm(hessian, self.objective.dimension, BITS)
            corners = self._corner(gap.lower(), norm)
            if enough(corners) or not self.objective.pieces.smooth_on(around, BITS):
                return View(box, corners, widest(box), sample)
            fine = _Fine(self, box, gap, norm, middle_value, middle_hessian)
            return fine.view(corners, sample)

    def _corner(self, low: arb, norm: arb) -> Corners:
        return ((max(0.0, _below(self._power(low))), _above(norm)),)


class _Fine:
    """The mean value forms on one box on which f is smooth, around its middle."""

    def __init__(
        self,
        images: Images,
        box: Box,
        gap: arb,
        norm: arb,
        value: arb,
        hessian: Sequence[arb],
    ) -> None:
        self._images, self._box, self._gap, self._norm = images, box, gap, norm
        self._d = images.objective.dimension
        around, point = balls(box), middle(box)
        self._reach = offsets(box, point)
        self._slopes = images.objective.slopes(around, BITS)
        size, third = len(hessian), images._third_tape(around, BITS)
        self._third = [third[k : k + size] for k in range(0, len(third), size)]
        self._hessian = hessian
        self._middle_gap = value - images._top
        self._diagonal = [i == j for i, j in images.objective.pairs]

    def view(self, corners: Corners, sample: Sample | None) -> View:
        centred = self._along(self._middle_gap, self._slopes)
        if not centred.is_finite():
            return View(self._box, corners, widest(self._box), sample)
        highest, images = self._images._highest, self._images
        if highest is not None and centred > highest:
            return View(self._box, (), 0, None)
        low, top = _larger(self._gap.lower(), centred.lower()), _smaller(self._gap, centred)
        if highest is not None:
            top = _smaller(top, highest)
        if not all(t.is_finite() for row in self._third for t in row):
            return View(self._box, images._corner(low, self._norm), self._axis(0.0), sample)
        entries = [
            self._along(h, [row[i] for row in self._third]) for i, h in enumerate(self._hessian)
        ]
        norm = _smaller(self._norm, spectral_norm(entries, self._d, BITS))
        ((q, p),) = images._corner(low, norm)
        slope = self._slope(low, top)
        corners = self._cut(q, p, slope, low, top) if slope > 0 else ((q, p),)
        return View(self._box, corners, self._axis(slope), sample)

    def _along(self, start: arb, slopes: Sequence[arb]) -> arb:
        for slope, reach in zip(slopes, self._reach, strict=True):
            start = start + slope * reach
        return start

    def _power_slope(self, low: arb, top: arb) -> tuple[arb, arb]:
        """Factor and value: g >= value + factor (f - f(middle)) in the sense of a mean value form.

        For rho < 1 near gap 0 the power lies above its chord, which is linear in f - top.
        """
        images = self._images
        if images._linear:
            return arb(1), self._middle_gap
        if images._concave and not low > 0:
            chord = (images._power(top) / top).lower() if top > 0 else arb(0)
            return chord, chord * self._middle_gap
        # Points between the middle and x may lie above the level: the whole range of f counts.
        (factor,) = images._slope_tape([self._whole(low)], BITS)
        return factor, images._power(self._middle_gap)

    def _whole(self, low: arb) -> arb:
        if low > 0:
            return low.union(self._gap.upper())
        return self._gap.nonnegative_part()

    def _slope(self, low: arb, top: arb) -> float:
        """About the slope dh/dg of the image; a guess, any number is sound."""
        factor, _ = self._power_slope(low, top)
        with np.errstate(all="ignore"):
            gradient = _middles(self._slopes) * float(factor.mid())
            found = float(self._bend() @ gradient / (gradient @ gradient))
        return found if math.isfinite(found) else 0.0

    def _bend(self) -> Floats:
        """About the gradient of ||hess f||."""
        full = self._images.full
        matrix = _middles(self._hessian)[full]
        if not np.isfinite(matrix).all():
            return np.full(self._d, np.nan)
        values, vectors = np.linalg.eigh(matrix)
        most = np.abs(values).argmax()
        third = np.array([_middles(row) for row in self._third])[:, full]
        bend: Floats = np.sign(values[most]) * (third @ vectors[:, most] @ vectors[:, most])
        return bend

    def _cut(self, q: float, p: float, slope: float, low: arb, top: arb) -> Corners:
        """The corner (q, p), cut by the line h = rest + slope g."""
        factor, value = self._power_slope(low, top)
        steep = arb(slope)
        above, below = (self._most(sign, steep, factor, value) for sign in (1, -1))
        if not (above.is_finite() and below.is_finite()):
            return ((q, p),)
        rest = _larger(above, below)
        p = min(p, _above(rest + steep * self._images._power(top)))
        start = max(0.0, _above(rest + steep * arb(q)))
        if start >= p:
            return ((q, p),)
        return ((q, start), (max(q, _below((arb(p) - rest) / steep)), p))

    def _most(self, sign: int, steep: arb, factor: arb, value: arb) -> arb:
        """At least every eigenvalue of sign * hess f - steep g on the box."""
        entries = []
        for i, (h, on) in enumerate(zip(self._hessian, self._diagonal, strict=True)):
            slopes = [sign * row[i] for row in self._third]
            start = sign * h
            if on:
                start = start - steep * value
                slopes = [t - steep * factor * s for t, s in zip(slopes, self._slopes, strict=True)]
            entries.append(-self._along(start, slopes))
        return (-least_eigenvalue(entries, self._d, BITS)).upper()

    def _axis(self, slope: float) -> int:
        """The variable along which h - slope g changes most; any choice is sound."""

        def effect(k: int) -> tuple[bool, float]:
            low, high = self._box[k]
            sizes = [float(t.abs_upper()) for t in self._third[k] if t.is_finite()]
            if self._slopes[k].is_finite():
                sizes.append(slope * float(self._slopes[k].abs_upper()))
            return high > low, (high - low) * max(sizes, default=0.0)

        return max(range(self._d), key=effect)


def _middles(balls: Sequence[arb]) -> Floats:
    return np.array([float(ball.mid()) for ball in balls])


def _smaller(a: arb, b: arb) -> arb:
    """The smaller one of two upper ends; one that is not finite loses."""
    a, b = a.upper(), b.upper()
    return b if b < a or not a.is_finite() else a


def _larger(a: arb, b: arb) -> arb:
    """The larger one of two numbers without radius."""
    return b if b > a else a


def _below(ball: arb) -> float:
    """A double at most every number of the ball."""
    low = ball.lower()
    if not low.is_finite():
        return -math.inf
    found = float(low)
    return found if arb(found) <= low else math.nextafter(found, -math.inf)


def _above(ball: arb) -> float:
    return -_below(-ball)
