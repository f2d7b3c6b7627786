"""Members of the class for any rational rho > 0 on a line, from a control: u'' = c (K0 + K u^rho).

There is no closed form unless rho is 1, so the function is what the differential equation makes of
its control, and every number is an enclosure of its solution (``rest``, ``validated``). |c| <= 1 is
constant on pieces; beyond them the curvature is constant (``course``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NoReturn

import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.intervals.balls import precision
from verify.properties.course import CERTIFYING_BITS, Begin, Leg, course, tail
from verify.properties.from_control import pieces_of
from verify.properties.function import BITS, Function, Jet
from verify.properties.motion import Bend
from verify.properties.show import ball, call, fraction
from verify.properties.side import State, bends_of


class Outward:
    """One side of the origin, with the slope outward.

    Args:
        begin: the class, and value and slope at the origin.
        bends: pieces of constant control, for which there is a course.
    """

    def __init__(self, begin: Begin, bends: Sequence[Bend] = ()) -> None:
        self.begin, self.bends = begin, list(bends)

    def add_if_it_may_end(self, bend: Bend) -> bool:
        """Go on by a piece if the function may also end with it; tells whether it was done."""
        if tail(self.begin, (*self.bends, bend), CERTIFYING_BITS) is None:
            return False
        self.bends.append(bend)
        return True

    @property
    def states(self) -> list[State]:
        """Where each piece begins, and where the last ends, in balls."""
        found = [
            course(self.begin, tuple(self.bends[:count]), CERTIFYING_BITS)
            for count in range(len(self.bends) + 1)
        ]
        return [each.end for each in found if each is not None]

    def parts(self) -> Iterator[tuple[State, State, Bend]]:
        """Each piece with its states."""
        states = self.states
        yield from zip(states[:-1], states[1:], self.bends, strict=True)

    def legs(self, bits: int) -> tuple[Leg, ...]:
        """All parts, the last one without an end.

        Args:
            bits: working precision; where no enclosure is found with it, that of the certificate.
        """
        for precise in (bits, CERTIFYING_BITS):
            pieces = course(self.begin, tuple(self.bends), precise)
            last = tail(self.begin, tuple(self.bends), precise)
            if pieces is not None and last is not None:
                return (*pieces.legs, last)
        raise AssertionError("a side is made of what is certified")

    def enclose(self, distance: arb, bits: int = BITS) -> Jet:
        """Value, slope outward and curvature at a distance from the origin."""
        found: Jet | None = None
        law = self.begin.law()
        for number, leg in enumerate(self.legs(bits)):
            t, length = distance - leg.start, leg.arc.length
            if number and t < 0:
                break
            if length is not None and t > length:
                continue
            u, p = leg.arc.at(_within(t, length))
            u = u.nonnegative_part()
            bent = leg.arc.curvature if leg.control is None else ball(leg.control) * law.ell(u)
            here = Jet(u, p, bent)
            found = here if found is None else Jet(*map(arb.union, found, here))
        assert found is not None
        return found

    def expressions(self, distance: sp.Expr) -> NoReturn:
        """Refuse: there are none."""
        _no_closed_form(self.begin.rho)


def _within(t: arb, length: arb | None) -> arb:
    """The part of a ball of places that lies on a leg."""
    if length is None:
        return t if t >= 0 else t.nonnegative_part()
    if t >= 0 and t <= length:
        return t
    return t.intersection(arb(0).union(arb(length.upper())))


class Integrated(Function):
    """A function on a line for any rho, from its control on each side of 0.

    Args:
        rho: the exponent of the class, > 0; exact, as all numbers here: integers, fractions, text.
        K0: curvature at value 0, >= 0.
        K: growth of the curvature, > 0.
        right: pieces from 0 on for x > 0, each (length, control).
        left: pieces from 0 on for x < 0, outward as well.
        gap: the value at 0, >= 0. The infimum is 0 for ``gap=0``; else 0 is a lower bound.
        slope: at 0.
        limit: the largest |control|; above 1 the function leaves the class (``mutations``).

    Raises:
        DomainError: a number outside its range; a control that leads below 0, or, for rho > 1, to
            infinity on its piece; or one for which no enclosure was found.

    u'' = 1 + u^2 from rest, u = x^2/2 + x^6/120 + ..., for a length of 1; a parabola beyond:

    >>> f = Integrated(rho=2, right=[(1, 1)])
    >>> f.enclose(1).value  # doctest: +ELLIPSIS
    [0.508426824260462 +/- ...]
    >>> f.rho, f.K0, f.K, f.value(-2)
    (Fraction(2, 1), Fraction(1, 1), Fraction(1, 1), 2.0)
    >>> f
    Integrated(rho=2, right=[(1, 1)])
    """

    def __init__(
        self,
        *,
        rho: Any,
        K0: Any = 1,
        K: Any = 1,
        right: Iterable[Sequence[Any]] = (),
        left: Iterable[Sequence[Any]] = (),
        gap: Any = 0,
        slope: Any = 0,
        limit: Any = 1,
    ) -> None:
        self.rho, self.K0, self.K = fraction(rho, "rho"), fraction(K0, "K0"), fraction(K, "K")
        self.gap, self.start_slope = fraction(gap, "gap"), fraction(slope, "slope")
        self.limit = fraction(limit, "limit")
        check_class(self.rho, self.K0, self.K)
        if self.gap < 0:
            raise DomainError(f"a function needs gap >= 0; got {self.gap}. Raise it.")
        self.right = self._side(right, "right", self.start_slope)
        self.left = self._side(left, "left", -self.start_slope)

    def _side(self, pieces: Iterable[Sequence[Any]], name: str, slope: Fraction) -> Outward:
        bends = bends_of(pieces, name, self.limit)
        if any(bend.start != bend.end for bend in bends):
            raise DomainError(
                f"{name} needs pieces (length, control) for rho other than 1; the control does not"
                " move. Use several pieces."
            )
        begin = Begin(self.rho, self.K0, self.K, self.gap, slope)
        for count in range(1, len(bends) + 1):
            if course(begin, tuple(bends[:count]), CERTIFYING_BITS) is None:
                raise DomainError(
                    f"{name} leads below 0 or to infinity, or no enclosure was found, in "
                    f"{name}[{count - 1}]. Shorten the piece or change its control."
                )
        if tail(begin, tuple(bends), CERTIFYING_BITS) is None:
            raise DomainError(
                f"{name} leads below 0, or it stays open whether it does, beyond its last piece, "
                "where the curvature is constant. Raise the controls before."
            )
        return Outward(begin, bends)

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, slope and curvature at a point, in balls; see ``Function``.

        Args:
            x: a number or a ball.
            bits: working precision, also of the integration.
        """
        with precision(bits):
            point = ball(x)
            if point > 0:
                return self.right.enclose(point, bits)
            value, slope, curvature = self.left.enclose(-point, bits)
            if point < 0:
                return Jet(value, -slope, curvature)
            here = self.right.enclose(point, bits)
            return Jet(*map(arb.union, here, (value, -slope, curvature)))

    def sympy(self, *variables: sp.Expr) -> NoReturn:
        """Refuse: there is no closed form.

        Args:
            variables: not used.

        Raises:
            DomainError: always.
        """
        _no_closed_form(self.rho)

    @property
    def controls(self) -> tuple[Fraction, ...]:
        """The controls of all pieces."""
        return tuple(bend.start for side in (self.left, self.right) for bend in side.bends)

    @property
    def is_convex(self) -> bool:
        """Whether no control is negative."""
        return min(self.controls, default=Fraction(1)) >= 0

    def remade(
        self, *, right: Iterable[Sequence[Any]], left: Iterable[Sequence[Any]], limit: Any
    ) -> Integrated:
        """The function with other pieces, and another limit for them.

        Args:
            right: as for the class.
            left: as for the class.
            limit: as for the class.
        """
        return Integrated(
            rho=self.rho, K0=self.K0, K=self.K, right=right, left=left, gap=self.gap,
            slope=self.start_slope, limit=limit,
        )  # fmt: skip

    def __repr__(self) -> str:
        given = {
            "rho": self.rho, "K0": self.K0, "K": self.K, "right": pieces_of(self.right.bends),
            "left": pieces_of(self.left.bends), "gap": self.gap, "slope": self.start_slope,
            "limit": self.limit,
        }  # fmt: skip
        defaults = {"K0": 1, "K": 1, "right": [], "left": [], "gap": 0, "slope": 0, "limit": 1}
        return call(type(self).__name__, given, defaults)


def check_class(rho: Fraction, K0: Fraction, K: Fraction) -> None:
    """Refuse constants for which there is nothing to be integrated.

    Args:
        rho: the exponent.
        K0: curvature at gap 0.
        K: growth of the curvature.

    Raises:
        DomainError: rho or K is not positive, or K0 is negative.
    """
    if rho <= 0 or K0 < 0 or K <= 0:
        raise DomainError(
            f"a function for any rho needs rho > 0, K0 >= 0, K > 0; got rho = {rho}, K0 = {K0}, "
            f"K = {K}. Raise them; for K = 0 rho plays no part, so take FromControl."
        )


def _no_closed_form(rho: Fraction) -> NoReturn:
    raise DomainError(
        f"a function for rho = {rho} has no closed form in general. Use enclose for balls, or value"
        " for floats."
    )
