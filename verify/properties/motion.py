"""How a member of the class for rho = 1 moves along a piece of its control, in closed form.

On a piece u'' = (a + b t)(K0 + K u), t from 0 on, a and b rational. With K > 0, v = u + K0/K obeys
v'' = K (a + b t) v:

    b = 0   cosh, cos or a line, by the sign of a;
    b != 0  Airy's functions of z = q t + K a/q^2, q^3 = K b, since v'' = q^2 z v.

With K = 0 it is a polynomial. One formula serves balls and SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import sympy as sp
from flint import arb, fmpq


class Functions(Protocol):
    """What the formulas need beside + - * /."""

    def number(self, value: Fraction) -> Any:
        """A rational number."""

    def root(self, value: Fraction, degree: int) -> Any:
        """The real root of a rational number, of its sign if the degree is odd."""

    def sine(self, x: Any, hyperbolic: bool) -> Any:
        """Sinh or sin."""

    def cosine(self, x: Any, hyperbolic: bool) -> Any:
        """Cosh or cos."""

    def growth(self, x: Any) -> Any:
        """e^x - 1."""

    def airy(self, z: Any) -> tuple[Any, Any, Any, Any]:
        """Ai, Ai', Bi, Bi'."""

    def pi(self) -> Any:
        """The number."""


class InBalls:
    """Enclosures, at the precision of the moment."""

    def number(self, value: Fraction) -> Any:
        """Rounded outward."""
        return arb(fmpq(value.numerator, value.denominator))

    def root(self, value: Fraction, degree: int) -> Any:
        """Rounded outward."""
        root = self.number(abs(value)).root(degree)
        return root if value > 0 else -root

    def sine(self, x: Any, hyperbolic: bool) -> Any:
        """Enclosed."""
        return x.sinh() if hyperbolic else x.sin()

    def cosine(self, x: Any, hyperbolic: bool) -> Any:
        """Enclosed."""
        return x.cosh() if hyperbolic else x.cos()

    def growth(self, x: Any) -> Any:
        """Enclosed."""
        return x.expm1()

    def airy(self, z: Any) -> tuple[Any, Any, Any, Any]:
        """Enclosed."""
        return tuple(z.airy())

    def pi(self) -> Any:
        """Enclosed."""
        return arb.pi()


class InSymPy:
    """Exact expressions."""

    def number(self, value: Fraction) -> Any:
        """A rational."""
        return sp.Rational(value.numerator, value.denominator)

    def root(self, value: Fraction, degree: int) -> Any:
        """Never complex."""
        root = sp.root(self.number(abs(value)), degree)
        return root if value > 0 else -root

    def sine(self, x: Any, hyperbolic: bool) -> Any:
        """By name."""
        return sp.sinh(x) if hyperbolic else sp.sin(x)

    def cosine(self, x: Any, hyperbolic: bool) -> Any:
        """By name."""
        return sp.cosh(x) if hyperbolic else sp.cos(x)

    def growth(self, x: Any) -> Any:
        """By name."""
        return sp.exp(x) - 1

    def airy(self, z: Any) -> tuple[Any, Any, Any, Any]:
        """By name."""
        return sp.airyai(z), sp.airyaiprime(z), sp.airybi(z), sp.airybiprime(z)

    def pi(self) -> Any:
        """By name."""
        return sp.pi


IN_BALLS, IN_SYMPY = InBalls(), InSymPy()


@dataclass(frozen=True)
class Bend:
    """A piece of a control: from ``start`` to ``end``, linearly, over ``length``.

    Attributes:
        length: > 0.
        start: the control where the piece begins, seen from the origin.
        end: the control where it ends; equal to ``start`` for a constant control.
    """

    length: Fraction
    start: Fraction
    end: Fraction

    @property
    def rate(self) -> Fraction:
        """How fast the control moves."""
        return (self.end - self.start) / self.length


def moved(
    K0: Fraction, K: Fraction, bend: Bend, u: Any, p: Any, t: Any, ops: Functions
) -> tuple[Any, Any]:
    """Value and slope after a way t into a piece.

    Args:
        K0: curvature at value 0.
        K: growth of the curvature.
        bend: the piece.
        u: the value where it begins.
        p: the slope there.
        t: the way, in the arithmetic of ``ops``.
        ops: the arithmetic.

    >>> one, t = Fraction(1), sp.Symbol("t")
    >>> moved(one, one, Bend(one, one, one), sp.S(0), sp.S(0), t, IN_SYMPY)
    (2*sinh(t/2)**2, sinh(t))
    """
    a, b = ops.number(bend.start), ops.number(bend.rate)
    allowed = ops.number(K0) + ops.number(K) * u
    if K == 0:
        pull = allowed * t
        return u + p * t + pull * t * (a / 2 + b * t / 6), p + pull * (a + b * t / 2)
    if bend.rate != 0:
        return _airy(K0, K, bend, u, p, t, ops)
    if bend.start == 0:
        return u + p * t, p
    up = bend.start > 0
    root = ops.root(K * abs(bend.start), 2)
    sine, half = ops.sine(root * t, up) / root, ops.sine(root * t / 2, up) / root
    return (
        u + p * sine + 2 * a * allowed * half * half,
        p * ops.cosine(root * t, up) + a * allowed * sine,
    )


def _airy(
    K0: Fraction, K: Fraction, bend: Bend, u: Any, p: Any, t: Any, ops: Functions
) -> tuple[Any, Any]:
    q = ops.root(K * bend.rate, 3)
    floor = ops.number(K0 / K)
    begin = ops.number(K * bend.start) / (q * q)
    ai, ai_slope, bi, bi_slope = ops.airy(begin)
    v, w = u + floor, p / q
    first = ops.pi() * (v * bi_slope - w * bi)
    second = ops.pi() * (w * ai - v * ai_slope)
    ai, ai_slope, bi, bi_slope = ops.airy(q * t + begin)
    return first * ai + second * bi - floor, q * (first * ai_slope + second * bi_slope)
