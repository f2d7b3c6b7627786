"""What every function of this library answers: value, slope, curvature; in floats, balls, SymPy."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import sympy as sp
from flint import arb

from verify.properties.arithmetic import BALLS, FLOATS
from verify.properties.show import ball

BITS = 128
"""Precision of an enclosure unless told otherwise."""


class Jet(NamedTuple):
    """What a function does at a point, enclosed.

    Attributes:
        value: a ball; its gap, as every function here has infimum 0 or the lower bound 0.
        slope: the derivative, a ball; for functions of several variables a tuple, the gradient.
        curvature: the second derivative, a ball; for several variables the norm of the Hessian.
            Where it jumps, the ball holds all values next to the point.
    """

    value: arb
    slope: Any
    curvature: arb


class Function(ABC):
    """A function with f >= 0 and ||hess f|| <= K0 + K f^rho, but for those made to break it.

    Attributes:
        rho: the exponent of its class, exact; 1 for most.
        K0: the curvature allowed at value 0, exact.
        K: the growth of the curvature, exact.
        dimension: how many variables.
    """

    K0: Fraction
    K: Fraction
    dimension: int = 1
    rho: Fraction = Fraction(1)

    @abstractmethod
    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, slope and curvature at a point, in balls.

        Args:
            x: a number (integer, fraction, text such as "1/3", float, which is taken as the binary
                fraction it is, or ball); for several variables a sequence of them.
            bits: working precision.
        """

    @abstractmethod
    def sympy(self, *variables: sp.Expr) -> sp.Expr:
        """The function as an exact expression.

        Args:
            variables: one real symbol or expression for each variable.
        """

    def value(self, x: Any) -> Any:
        """The value at a point, rounded to a float; for one variable also at an array of points.

        Args:
            x: as for ``enclose``, or an array.
        """
        return self._rounded(x, 0)

    def slope(self, x: Any) -> Any:
        """The slope (several variables: the gradient, an array), rounded.

        Args:
            x: as for ``value``.
        """
        return self._rounded(x, 1)

    def curvature(self, x: Any) -> Any:
        """The second derivative (several variables: the norm of the Hessian), rounded.

        Args:
            x: as for ``value``. Where it jumps: the middle of all values next to the point.
        """
        return self._rounded(x, 2)

    def _rounded(self, x: Any, which: int) -> Any:
        if self.dimension == 1 and isinstance(x, np.ndarray):
            return np.vectorize(lambda point: self._rounded(float(point), which), otypes=[float])(x)
        found = self.enclose(x)[which]
        if isinstance(found, tuple):
            return np.array([_float(entry) for entry in found])
        return _float(found)

    def ell(self, gap: Any) -> Any:
        """The curvature allowed at a gap, K0 + K gap^rho, in the arithmetic of the gap.

        Args:
            gap: a ball, float, fraction or array; for a fraction and a rho that is no integer the
                answer is a ball.
        """
        K0, K, power = self._terms(gap)
        return K0 + K * power

    def Phi(self, gap: Any) -> Any:
        """The integral of ``ell`` from 0: half of the largest squared slope at a gap.

        Args:
            gap: as for ``ell``.
        """
        K0, K, power = self._terms(gap)
        n, d = self.rho.numerator, self.rho.denominator
        top = ball(gap) if isinstance(power, arb) else gap
        return (K0 + K * power * d / (n + d)) * top

    def _terms(self, gap: Any) -> tuple[Any, Any, Any]:
        """The constants and gap^rho in the arithmetic of a number."""
        if isinstance(gap, float | np.ndarray):
            power = gap if self.rho == 1 else FLOATS.power(gap, self.rho)
            return float(self.K0), float(self.K), power
        if isinstance(gap, arb) or self.rho.denominator > 1:
            power = gap if self.rho == 1 else BALLS.power(ball(gap), self.rho)
            return ball(self.K0), ball(self.K), power
        return self.K0, self.K, Fraction(gap) ** self.rho.numerator


def _float(x: arb) -> float:
    return float(x.mid())
