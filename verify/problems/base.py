"""What a problem offers to a run: exact facts, a fast evaluation and rigorous enclosures after it.

A run works in float64 and stays fast. What it records per iterate (value, gradient norm and a few
*witness* numbers) is enough for the problem to say afterwards, rigorously, where the exact values
lie. The checks only ever see those enclosures, so they never mistake rounding for a result.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import flint
import numpy as np
import sympy as sp
from numpy.typing import NDArray

from theory import symbols as sym
from verify.intervals.evaluate import compile_expressions

Floats: TypeAlias = NDArray[np.float64]
Ball: TypeAlias = "flint.arb"
"""A real number known up to a radius: it lies in the ball, whatever was rounded on the way."""

Exact: TypeAlias = "int | str | sp.Expr | Fraction"
"""An exact number as ``theory.exact.exact`` takes it; never a float."""


@dataclass(frozen=True)
class Minimiser:
    """A minimiser w*, exact or enclosed.

    Attributes:
        coordinates: exact lower and upper end of each coordinate of one and the same minimiser;
            equal where it is known exactly.
        minimum: exact lower and upper end of f(w*).
        known_from: why it is one, and what was assumed.
    """

    coordinates: tuple[tuple[sp.Expr, sp.Expr], ...]
    minimum: tuple[sp.Expr, sp.Expr]
    known_from: str


@dataclass(frozen=True)
class Facts:
    """What is known about a problem before the first step; every number is exact.

    Attributes:
        name: the name that the command line takes.
        title: one line for a listing.
        dimension: number of coordinates of w.
        source: where the function or its data come from.
        licence: the terms of the data, or a dash where there are none.
        rho: exponent of the class, > 0.
        K0: curvature allowed at gap 0, unit loss/length^2; an upper bound, rounded up.
        K: growth of the curvature, unit loss^(1-rho)/length^2; an upper bound, rounded up.
        constants_from: why ||hess f|| <= K0 + K (f - f_star_lower)^rho.
        f_star_lower: a number <= inf f; every gap of a run is measured from it.
        f_star_upper: a number >= inf f, or None where none is known.
        start: coordinates of w_0; the run starts at the nearest doubles.
        stop_gap: the target that a run uses if none is given, unit loss.
        convex: why f is convex, or "" where that is not known.
        minimiser: a minimiser, or None where none is known.
        mu: a constant with ||grad f||^2 >= 2 mu (f - inf f), or None where none is known.
        mu_from: where mu comes from.
        theta: the Aiming constant that a run is asked about, or None.
    """

    name: str
    title: str
    dimension: int
    source: str
    licence: str
    rho: sp.Expr
    K0: sp.Expr
    K: sp.Expr
    constants_from: str
    f_star_lower: sp.Expr
    f_star_upper: sp.Expr | None
    start: tuple[sp.Expr, ...]
    stop_gap: sp.Expr
    convex: str = ""
    minimiser: Minimiser | None = None
    mu: sp.Expr | None = None
    mu_from: str = ""
    theta: sp.Expr | None = None

    @property
    def constants(self) -> dict[sp.Symbol, sp.Expr]:
        """rho, K0 and K, and mu and theta where they are known, to be put into formulas."""
        always = {sym.rho: self.rho, sym.K0: self.K0, sym.K: self.K}
        more = {sym.mu: self.mu, sym.theta: self.theta}
        return always | {symbol: value for symbol, value in more.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """f and its gradient at one point, in float64.

    Attributes:
        value: f(w), rounded.
        value_error: a bound on abs(value - f(w)).
        gradient: grad f(w), rounded, shape (d,).
        gradient_norm: its Euclidean norm, rounded.
        witness: the numbers from which the problem later encloses f(w) and ||grad f(w)||.
    """

    value: float
    value_error: float
    gradient: Floats
    gradient_norm: float
    witness: Sequence[float]


@dataclass(frozen=True)
class Record:
    """What a run leaves behind of T steps, T >= 0; memory is O(T).

    Attributes:
        values: f(w_t), rounded, shape (T + 1,), unit loss.
        gradient_norms: ||grad f(w_t)||, rounded, shape (T + 1,), unit loss/length.
        steps: eta_t, shape (T,), unit length^2/loss; steps[0] leads from w_0 to w_1. These floats
            are the steps, not approximations of them.
        witnesses: one row per iterate, shape (T + 1, k); k depends on the problem.
    """

    values: Floats
    gradient_norms: Floats
    steps: Floats
    witnesses: Floats


@dataclass(frozen=True)
class PointBalls:
    """Enclosures at the iterates w_0 .. w_T.

    Attributes:
        values: balls around f(w_t), length T + 1.
        squared_gradients: balls around ||grad f(w_t)||^2, length T + 1.
    """

    values: list[Ball]
    squared_gradients: list[Ball]


@dataclass(frozen=True)
class TowardsBalls:
    """Enclosures of a run as seen from the minimiser w*.

    Attributes:
        squared_distances: balls around ||w_t - w*||^2, length T + 1.
        squared_distances_after: balls around ||w_t - eta grad f(w_t) - w*||^2, the squared
            distance after an exact step from the float w_t, length T.
        inners: balls around <grad f(w_t), w_t - w*>, length T.
    """

    squared_distances: list[Ball]
    squared_distances_after: list[Ball]
    inners: list[Ball]


@dataclass(frozen=True)
class ExactTowards:
    """Rational values at one step, for inequalities that hold with equality.

    Attributes:
        squared_distance: ||w_t - w*||^2.
        squared_distance_after: ||w_t - eta grad f(w_t) - w*||^2.
        inner: <grad f(w_t), w_t - w*>.
        minimum: f(w*).
    """

    squared_distance: sp.Rational
    squared_distance_after: sp.Rational
    inner: sp.Rational
    minimum: sp.Rational


@dataclass(frozen=True)
class ExactPoint:
    """Rational values at one iterate, for inequalities that hold with equality.

    Attributes:
        value: f(w_t).
        squared_gradient: ||grad f(w_t)||^2.
    """

    value: sp.Rational
    squared_gradient: sp.Rational


class Problem(ABC):
    """A function with its facts; see the module docstring for who calls what."""

    facts: Facts
    precisions: tuple[int, ...] = (64,)
    """Working precisions, in bits, that sharpen the enclosures one after the other. One entry:
    the enclosures come from float64, where more bits would not help."""
    rounding: str
    """One clause for the evidence line: how rounding is bounded, on what named assumptions."""

    @abstractmethod
    def evaluate(self, point: Floats) -> Evaluation:
        """Evaluate f and its gradient at a point of shape (d,), fast, in float64."""

    def evaluate_many(self, points: Floats) -> tuple[Floats, Floats]:
        """Evaluate f and its gradient at many points at once, in plain float64.

        Args:
            points: shape (k, d).

        Returns:
            Values, shape (k,), and gradients, shape (k, d); nan or infinite where undefined.
        """
        found = [self.evaluate(point) for point in points]
        values = np.array([each.value for each in found], dtype=np.float64)
        gradients = np.array([each.gradient for each in found], dtype=np.float64)
        return values, gradients.reshape(points.shape)

    @abstractmethod
    def enclose_points(self, record: Record, bits: int) -> PointBalls:
        """Enclose f and ||grad f||^2 at every iterate, working at this precision."""

    @abstractmethod
    def enclose_steps(self, record: Record, steps: Sequence[Ball], bits: int) -> list[Ball]:
        """Enclose f(w_t - eta grad f(w_t)), the value after an exact step from the float w_t.

        Args:
            record: the run.
            steps: for each t < T a ball of step sizes that contains record.steps[t]; the answer
                covers every eta in it.
            bits: working precision.

        Returns:
            Balls, length T.
        """

    @abstractmethod
    def enclose_towards(
        self, record: Record, steps: Sequence[Ball], points: PointBalls, bits: int
    ) -> TowardsBalls:
        """Enclose the distances to the minimiser, which the facts have to name.

        Args:
            record: the run.
            steps: as for `enclose_steps`.
            points: what `enclose_points` gave for this record.
            bits: working precision.
        """

    def exact_towards(self, record: Record, t: int, eta: sp.Rational) -> ExactTowards | None:
        """The exact distances at step t, where they are rational and known, else None."""
        return None

    def exact_point(self, record: Record, t: int) -> ExactPoint | None:
        """The exact values at w_t, where they are rational and known, else None."""
        return None

    def exact_after(self, record: Record, t: int, eta: sp.Rational) -> sp.Rational | None:
        """The exact f(w_t - eta grad f(w_t)), where it is rational and known, else None."""
        return None


def minimiser_balls(facts: Facts) -> list[Ball]:
    """A ball around each coordinate of the minimiser, at the precision in force."""
    assert facts.minimiser is not None
    return [_between(low, high) for low, high in facts.minimiser.coordinates]


def minimum_ball(facts: Facts) -> Ball:
    """A ball around f(w*), at the precision in force."""
    assert facts.minimiser is not None
    return _between(*facts.minimiser.minimum)


def _between(low: sp.Expr, high: sp.Expr) -> Ball:
    bits = flint.ctx.prec
    ends = compile_expressions([low, high], [])((), bits)
    return ends[0] if low == high else ends[0].union(ends[1])


def start_point(facts: Facts) -> Floats:
    """The doubles nearest to the start, shape (d,)."""
    return np.array([float(x) for x in facts.start], dtype=np.float64)


def rational(x: float) -> sp.Rational:
    """The exact value of a double.

    >>> rational(0.75)
    3/4
    """
    return sp.Rational(*float(x).as_integer_ratio())
