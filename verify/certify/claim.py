"""What is claimed of a user's function, in exact numbers: the statement behind a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from theory.errors import DomainError

MOST_VARIABLES = 8


@dataclass(frozen=True)
class Claim:
    """Curvature bounded by the gap, on a box or on the sublevel set of a start.

    At every point x of the set, f is defined and C^{1,1} near x as far as the set reaches,
    ``f(x) >= lower`` and ``||hess f(x)||_2 <= K0 + K ((f(x) - upper)_+)^rho``. So the set is one
    on which f is (rho, K0, K)-smooth for every number f_ <= upper that is put for f*.

    Attributes:
        text: the function as typed.
        names: its variables, in order.
        rho: exponent, > 0.
        K0: curvature allowed at gap 0, >= 0.
        K: growth of the curvature, >= 0; not both are 0.
        box: lower and upper end for each variable.
        start: None: the set is the box. Else the set is the connected component of
            {f <= f(start)} that holds the start, and it lies inside the box.
        lower: a number that f does not fall below on the set.
        upper: a number, >= lower; both are f* where that was given.
    """

    text: str
    names: tuple[str, ...]
    rho: sp.Rational
    K0: sp.Rational
    K: sp.Rational
    box: tuple[tuple[sp.Rational, sp.Rational], ...]
    start: tuple[sp.Rational, ...] | None
    lower: sp.Rational
    upper: sp.Rational

    def __post_init__(self) -> None:
        """Refuse what is no claim.

        Raises:
            DomainError: a number outside its range, or lists that do not fit together.
        """
        if not 1 <= len(self.names) <= MOST_VARIABLES:
            raise DomainError(
                f"a claim needs 1 to {MOST_VARIABLES} variables; got {len(self.names)}."
                " Fix some of them."
            )
        if len(self.box) != len(self.names):
            raise DomainError(
                f"the box has {len(self.box)} sides for {len(self.names)} variables;"
                " give one side for each."
            )
        if not self.rho > 0:
            raise DomainError(f"a claim needs rho > 0; got rho = {self.rho}. Raise it.")
        for name, value in (("K0", self.K0), ("K", self.K)):
            if value < 0:
                raise DomainError(f"a claim needs {name} >= 0; got {name} = {value}. Raise it.")
        if self.K0 == self.K == 0:
            raise DomainError("a claim needs K0 > 0 or K > 0; both are 0. Raise one.")
        if self.lower > self.upper:
            raise DomainError(f"f* has bounds {self.lower} > {self.upper}; swap them.")
        for name, (low, high) in zip(self.names, self.box, strict=True):
            if low > high:
                raise DomainError(f"the box has {name} from {low} to {high}; swap them.")
        if self.start is not None and not self._holds(self.start):
            raise DomainError(
                f"the start {_point(self.start)} is no point of the box;"
                " take a larger box or another start."
            )

    def _holds(self, point: tuple[sp.Rational, ...]) -> bool:
        return len(point) == len(self.box) and all(
            low <= x <= high for (low, high), x in zip(self.box, point, strict=True)
        )

    def words(self) -> str:
        """The claim as sentences.

        >>> r = sp.Rational
        >>> square = Claim("x**2", ("x",), r(1), r(2), r(0), ((r(-1), r(1)),), None, r(0), r(0))
        >>> print(square.words())
        f(x) = x**2. For every point of the box x in [-1, 1]: f is defined and C^{1,1}, f >= 0, and
        ||hess f||_2 <= 2 + 0*(f - 0)_+^1. So f is (rho, K0, K)-smooth there with rho = 1,
        K0 = 2, K = 0, for every f* up to 0.
        """
        sides = ", ".join(
            f"{name} in [{text(low)}, {text(high)}]"
            for name, (low, high) in zip(self.names, self.box, strict=True)
        )
        where = f"For every point of the box {sides}"
        if self.start is not None:
            where = (
                f"For every point of the connected component of {{f <= f(start)}} that holds the"
                f" start {_point(self.start)}, which lies inside the box {sides}"
            )
        rho, k0, k = text(self.rho), text(self.K0), text(self.K)
        return (
            f"f({', '.join(self.names)}) = {self.text}. {where}: f is defined and C^{{1,1}},"
            f" f >= {text(self.lower)}, and\n||hess f||_2 <= {k0} + {k}*(f - {text(self.upper)})"
            f"_+^{rho}. So f is (rho, K0, K)-smooth there with rho = {rho},\nK0 = {k0}, K = {k},"
            f" for every f* up to {text(self.upper)}."
        )

    def to_json(self) -> dict[str, Any]:
        """The claim as text, numbers as ``p/q``."""
        return {
            "function": self.text,
            "variables": list(self.names),
            "rho": text(self.rho),
            "K0": text(self.K0),
            "K": text(self.K),
            "box": [[text(low), text(high)] for low, high in self.box],
            "start": None if self.start is None else [text(x) for x in self.start],
            "f_star": [text(self.lower), text(self.upper)],
        }


def text(value: sp.Rational | Fraction) -> str:
    """A rational number as ``p`` or ``p/q``.

    >>> text(sp.Rational(-3, 4)), text(Fraction(2))
    ('-3/4', '2')
    """
    return (
        f"{value.p}/{value.q}".removesuffix("/1") if isinstance(value, sp.Rational) else str(value)
    )


def _point(values: tuple[sp.Rational, ...]) -> str:
    return f"({', '.join(text(x) for x in values)})"
