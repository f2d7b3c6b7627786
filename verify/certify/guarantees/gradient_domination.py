"""A constant mu with ||grad f||^2 >= 2 mu (f - f*) on S, where f* = inf_S f (Polyak-Lojasiewicz).

S is the component of {f <= f(start)} that holds the start; it is compact, and f* is attained on it
at a stationary point w*. Let N be a box on which hess f has no eigenvalue below mu > 0.

* On the pieces of a cover of S that do not lie in N, ||grad f||^2 > 2 mu (f - bottom) is shown at
  all points with f <= f(start), bottom <= f*. There f >= bottom on S, so no stationary point of S
  lies outside N, and w* lies in N. Since f - f* <= f - bottom, the inequality holds there.
* On N, f* >= f(x) + <grad f(x), w* - x> + (mu/2)||w* - x||^2 >= f(x) - ||grad f(x)||^2/(2 mu).

Where f* = bottom is known exactly and an exact point with that value lies in N, or where there is
no N at all, the strict inequality is not needed: ||grad f||^2 >= 2 mu (f - f*) will do, which may
be settled by its factors, as for (x y - 1)^2.

mu is sought from below: samples tell how large it can be at most, and half, 9/10 and 99/100 of
that are tried in turn. Samples only choose what is tried.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from verify.certify.boxes import Box, Point, balls
from verify.certify.curvature.matrices import is_positive_semidefinite
from verify.certify.function.factors import Factors, factors
from verify.certify.function.objective import BITS, Objective
from verify.certify.guarantees.convexity import least_curvature
from verify.certify.guarantees.dominated import Dominated
from verify.certify.infimum.minimum import Lowest
from verify.certify.infimum.stationary import stationary_point
from verify.certify.searching.depth_first import Part, Progress, ask
from verify.certify.sublevel.descent import hessian
from verify.intervals.balls import precision, to_fmpq

SEED = 20251003
_SAMPLES, _BEST, _ROUNDS = 20_000, 20, 12
_LEAST_GAP = 1e-9
"""Samples closer to the infimum, beside the gap at the start, would show rounding only."""
_PARTS_TRIED = (0.5, 0.9, 0.99)
_SMALLER = (0.1, 0.01)
_DIGITS = 3
_FACTORED_OPERATIONS = 150
_HALVINGS, _BOXES_NEAR = 40, 64
_MOST_LOWERED = 40
"""How often a point that breaks the inequality may lower what is tried."""


@dataclass(frozen=True)
class GradientDomination:
    """What was found about ||grad f||^2 >= 2 mu (f - f*) on S.

    Attributes:
        mu: it holds with this one; 0 where none was shown.
        at_most: about the largest one possible, from samples; nan where there is no sample.
        boxes: pieces examined.
        how: one sentence.
        near: the box around w* on which f is mu-strongly convex; None where none was used.
        weakest: a point where the inequality is nearly attained, as far as samples tell.
        other: a box that holds a stationary point with inf f < f <= f(start), where one was found;
            if it lies in S there is no mu > 0 at all. It may lie beside S.
        interrupted: whether Ctrl-C ended the search.
    """

    mu: sp.Rational
    at_most: float
    boxes: int
    how: str
    near: Box | None = None
    weakest: Point | None = None
    other: Box | None = None
    interrupted: bool = False


def gradient_domination(
    objective: Objective,
    pieces: Sequence[Box],
    level: arb,
    infimum: Lowest,
    *,
    max_boxes: int,
    progress: Progress | None = None,
) -> GradientDomination:
    """Find a large mu for which the inequality certainly holds on S.

    Args:
        objective: f.
        pieces: the reached pieces of a cover of S.
        level: f(start).
        infimum: bounds of inf_S f and a point of S where f is at most the upper one.
        max_boxes: how many pieces may be examined in all.
        progress: called every thousand pieces or so.
    """
    if infimum.lower is None or infimum.upper is None or infimum.point is None:
        return GradientDomination(sp.S.Zero, math.nan, 0, "inf f is not enclosed")
    return _Search(objective, pieces, level, infimum, max_boxes, progress).run()


class _Search:
    def __init__(
        self,
        objective: Objective,
        pieces: Sequence[Box],
        level: arb,
        infimum: Lowest,
        max_boxes: int,
        progress: Progress | None,
    ) -> None:
        assert infimum.lower is not None
        assert infimum.upper is not None
        assert infimum.point is not None
        self._f, self._pieces, self._progress = objective, pieces, progress
        self._at = tuple(float(x) for x in infimum.point)
        known = infimum.exact and infimum.lower == infimum.upper
        with precision(BITS):
            bottom, top = (arb(to_fmpq(x)) for x in (infimum.lower, infimum.upper))
        self._judge = Dominated(objective, level, bottom, top)
        self._exact_at = infimum.point if known else None
        self._bottom = infimum.lower
        self._left = max_boxes
        self._hull: Box = tuple(
            (min(p[i][0] for p in pieces), max(p[i][1] for p in pieces))
            for i in range(objective.dimension)
        )
        self._found = GradientDomination(sp.S.Zero, math.nan, 0, "")

    def run(self) -> GradientDomination:
        self._sample()
        if self._everywhere():
            return self._found
        for part in _PARTS_TRIED:
            if not self._raise(part):
                break
        for part in _SMALLER:
            if self._found.mu or self._found.interrupted or not self._left:
                break
            self._raise(part)
        if not self._found.mu:
            self._found = replace(self._found, how=self._why_not(), other=self._other())
        return self._found

    def _other(self) -> Box | None:
        """A box with a stationary point above the infimum and within the level, if one shows."""
        weakest = self._found.weakest
        box = None if weakest is None else stationary_point(self._f, weakest)
        if box is None:
            return None
        value = self._f.value(balls(box), BITS)
        return box if value > self._judge.top and value <= self._judge.level else None

    def _why_not(self) -> str:
        if self._found.interrupted:
            return "the search was interrupted"
        if not self._boxes:
            return "f is not seen to be strongly convex around its minimiser"
        return "no mu could be shown within the budget"

    def _sample(self) -> None:
        """About the largest mu possible: the least quotient at points of S, in doubles."""
        most, weakest = math.inf, None
        curvature = hessian(self._f, self._at)
        if np.isfinite(curvature).all():
            least, largest = np.linalg.eigvalsh(curvature)[[0, -1]].tolist()
            # Along a curve of minimisers the curvature is 0 and says nothing.
            if self._exact_at is None or least > 1e-9 * largest:
                most, weakest = least, self._at
        rng = np.random.default_rng(SEED)
        boxes = np.array(self._pieces)[rng.integers(len(self._pieces), size=_SAMPLES)]
        points = rng.uniform(boxes[..., 0], boxes[..., 1])
        scale = (boxes[..., 1] - boxes[..., 0]).mean(axis=0)
        for _ in range(_ROUNDS):
            quotient = self._quotients(points)
            best = np.argsort(quotient)[:_BEST]
            if quotient[best[0]] < most:
                most, weakest = float(quotient[best[0]]), tuple(points[best[0]].tolist())
            # The next points lie around the best ones, closer and closer.
            moved = points[rng.choice(best, size=_SAMPLES // _BEST)]
            points = np.concatenate([points[best], moved + rng.normal(size=moved.shape) * scale])
            scale = scale / 2
        at_most = max(most, 0.0) if math.isfinite(most) else math.nan
        self._found = replace(self._found, at_most=at_most, weakest=weakest)

    def _quotients(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """||grad f||^2/(2 (f - f*)) at points, shape (n, d); infinite where that says nothing."""
        top, level = float(self._judge.top.mid()), float(self._judge.level.mid())
        with np.errstate(all="ignore"):
            value = self._f.value_tape.floats(list(points.T))[0]
            slopes = self._f.gradient_tape.floats(list(points.T))
            gap = value - top
            quotient = sum((s**2 for s in slopes), np.zeros(len(points))) / (2 * gap)
        counts = (value <= level) & (gap > _LEAST_GAP * (level - top)) & np.isfinite(quotient)
        return np.where(counts, quotient, math.inf)

    def _everywhere(self) -> bool:
        """Whether f is strongly convex on a box around S with about the largest mu possible."""
        wanted = _short(self._found.at_most * (1 + 1e-9)), _short(0.995 * self._found.at_most)
        for mu in wanted:
            if mu > 0 and _strongly_convex(self._f, self._hull, mu):
                how = f"f is {mu}-strongly convex on a box around the set"
                self._found = replace(self._found, mu=mu, how=how, near=self._hull)
                return True
        return False

    def _raise(self, part: float) -> bool:
        """Try a part of what samples allow; a point that breaks it lowers what is tried."""
        for _ in range(_MOST_LOWERED):
            mu = _short(part * self._found.at_most)
            if not mu > self._found.mu:
                return bool(self._found.mu)
            near = self._near(mu)
            if near is None and self._exact_at is None:
                return False
            found = self._ask(mu, near)
            if found.broken is not None:
                quotient = self._judge.quotient(found.broken)
                lower = min(quotient, 0.99 * self._found.at_most)
                self._found = replace(self._found, at_most=lower, weakest=found.broken)
                continue
            if not found.settled:
                self._found = replace(self._found, interrupted=found.stopped == "interrupt")
                return False
            around = "" if near is None else "strong convexity around the minimiser, and "
            how = f"{around}enclosures on {found.boxes} boxes"
            self._found = replace(self._found, mu=mu, how=how, near=near)
            return True
        return False

    def _ask(self, mu: sp.Rational, near: Box | None) -> Part:
        strict = self._exact_at is None or not (near is None or _inside(near, self._exact_at))
        factored = None if strict else self._factored
        self._judge.set(mu, near, strict=strict, factored=factored)
        found = ask(
            self._judge,
            self._pieces,
            max_boxes=max(self._left // 2, 1),
            progress=self._progress,
        )
        self._left -= found.boxes
        self._found = replace(self._found, boxes=self._found.boxes + found.boxes)
        return found

    def _near(self, mu: sp.Rational) -> Box | None:
        """The largest box around the minimiser, of the hull's shape, that is mu-convex."""
        return next((box for box, least in self._boxes if least >= mu), None)

    @cached_property
    def _boxes(self) -> list[tuple[Box, sp.Rational]]:
        """Boxes around the minimiser, each half as large, while f is more convex on them."""
        found: list[tuple[Box, sp.Rational]] = []
        curvature = hessian(self._f, self._at)
        if not (np.isfinite(curvature).all() and np.linalg.eigvalsh(curvature)[0] > 0):
            return found
        enough = 0.999 * float(np.linalg.eigvalsh(curvature)[0])
        for power in range(_HALVINGS):
            box = tuple(
                (x - (high - low) / 2**power, x + (high - low) / 2**power)
                for x, (low, high) in zip(self._at, self._hull, strict=True)
            )
            least = least_curvature(self._f, box, _BOXES_NEAR)
            if least > 0:
                found.append((box, sp.Rational(least)))
            if least > enough:
                break
        return found

    @cached_property
    def _factored(self) -> Factors | None:
        """||grad f||^2 - 2 mu (f - f*) in factors, for polynomials."""
        f, slopes, variables = self._f.expression, self._f.gradient, self._f.variables
        mu = sp.Dummy("mu", positive=True)
        whole = sum((s**2 for s in slopes), sp.S.Zero) - 2 * mu * (f - self._bottom)
        if not whole.is_polynomial(*variables) or whole.count_ops() > _FACTORED_OPERATIONS:
            return None
        return factors(whole, [*variables, mu])


def _strongly_convex(objective: Objective, box: Box, mu: sp.Rational) -> bool:
    """Whether hess f - mu I has no negative eigenvalue on a box."""
    with precision(BITS):
        around = balls(box)
        value, entries = objective.value_and_hessian(around, BITS)
        if not (value.is_finite() and objective.pieces.joined_on(around, BITS)):
            return False
        least = arb(to_fmpq(mu))
        shifted = [
            entry - least if i == j else entry
            for (i, j), entry in zip(objective.pairs, entries, strict=True)
        ]
        if is_positive_semidefinite(shifted, objective.dimension, BITS):
            return True
    found = least_curvature(objective, box)
    return math.isfinite(found) and sp.Rational(found) >= mu


def _inside(box: Box, point: Sequence[sp.Rational]) -> bool:
    return all(
        sp.Rational(low) <= x <= sp.Rational(high)
        for (low, high), x in zip(box, point, strict=True)
    )


def _short(value: float) -> sp.Rational:
    """A short decimal fraction at most a number >= 0, as an exact rational.

    >>> _short(0.031259)
    39/1250
    """
    if not (math.isfinite(value) and value > 0):
        return sp.S.Zero
    exponent = _DIGITS - 1 - math.floor(math.log10(value))
    scaled = sp.Rational(value) * sp.Integer(10) ** exponent
    return sp.Rational(sp.floor(scaled)) / sp.Integer(10) ** exponent
