"""What a user asks to have certified, read from exact numbers and checked before anything runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import sympy as sp

from theory.errors import DomainError
from theory.exact import exact
from theory.parsing import check_variables
from verify.certify.boxes import Box, outward
from verify.intervals.balls import ends, precision
from verify.intervals.compare import closed, sign

Exact: TypeAlias = "int | str | sp.Expr"

_END_BITS = 128
_SIGN_BITS = 1024


@dataclass(frozen=True)
class Request:
    """A function, constants, and where they are to hold.

    Attributes:
        text: the function as typed.
        names: its variables, in order.
        rho: exponent of the class, > 0.
        K0: curvature allowed at gap 0, >= 0, unit loss/length^2.
        K: growth of the curvature, >= 0, unit loss^(1-rho)/length^2; not both are 0.
        sides: exact ends for each variable, or None where a box is to be found around the start.
        start: None: the claim is about the box. Else it is about the component of
            {f <= f(start)} that holds the start.
        f_star: the number to put for f*, or None: the infimum over the set, enclosed.
    """

    text: str
    names: tuple[str, ...]
    rho: sp.Expr
    K0: sp.Expr
    K: sp.Expr
    sides: tuple[tuple[sp.Expr, sp.Expr], ...] | None
    start: tuple[sp.Rational, ...] | None
    f_star: sp.Expr | None

    @property
    def rational_sides(self) -> tuple[tuple[sp.Rational, sp.Rational], ...] | None:
        """Rational ends of a box around the one that was asked for; the same where it has such."""
        if self.sides is None:
            return None
        return tuple((rationals(low)[0], rationals(high)[1]) for low, high in self.sides)

    @property
    def box(self) -> Box | None:
        """The smallest box with double ends around the one that was asked for."""
        sides = self.rational_sides
        return None if sides is None else tuple(outward(low, high) for low, high in sides)

    def holds(self, point: Sequence[sp.Rational], *, strictly: bool = False) -> bool:
        """Whether a point certainly lies in the box that was asked for, or in its inside."""
        if self.sides is None:
            return True
        allowed = (1,) if strictly else (0, 1)
        return all(
            sign(x - low, _SIGN_BITS) in allowed and sign(high - x, _SIGN_BITS) in allowed
            for x, (low, high) in zip(point, self.sides, strict=True)
        )

    def nearest(self, point: Sequence[sp.Rational]) -> tuple[sp.Rational, ...]:
        """A point of the box close to a given one, if the box is wider than rounding."""
        assert self.sides is not None
        return tuple(
            min(max(x, rationals(low)[1]), rationals(high)[0])
            for x, (low, high) in zip(point, self.sides, strict=True)
        )


def request(
    text: str,
    names: Sequence[str],
    *,
    rho: Exact = 1,
    K0: Exact,
    K: Exact,
    box: Mapping[str, tuple[Exact, Exact]] | None = None,
    start: Mapping[str, Exact] | None = None,
    f_star: Exact | None = None,
) -> Request:
    """Read and check what a user asks for.

    Raises:
        DomainError: a constant, the box or the start is out of range, or both are missing.
        InexactInputError: a number is a float.
        ParseError: a text is no number.

    >>> request("x**2", ["x"], K0=2, K=0, box={"x": ("-1", "1")}).box
    ((-1.0, 1.0),)
    """
    check_variables(list(names))
    if box is None and start is None:
        raise DomainError("a certificate needs a box or a start; give one of them, or both.")
    constants = {name: exact(value, name) for name, value in (("K0", K0), ("K", K))}
    power = exact(rho, "rho")
    if sign(power, _SIGN_BITS) != 1:
        raise DomainError(f"a certificate needs rho > 0; got rho = {power}. Raise rho.")
    for name, value in constants.items():
        if sign(value, _SIGN_BITS) not in (0, 1):
            raise DomainError(f"a certificate needs {name} >= 0; got {name} = {value}. Raise it.")
    if all(sign(value, _SIGN_BITS) == 0 for value in constants.values()):
        raise DomainError("a certificate needs K0 > 0 or K > 0; got 0 for both. Raise one of them.")
    sides = None if box is None else _sides(names, box)
    first = None if start is None else _start(names, start)
    if sides is not None and first is not None:
        _check_inside(names, sides, first)
    return Request(
        text,
        tuple(names),
        power,
        constants["K0"],
        constants["K"],
        sides,
        first,
        None if f_star is None else exact(f_star, "f_star"),
    )


def _sides(
    names: Sequence[str], box: Mapping[str, tuple[Exact, Exact]]
) -> tuple[tuple[sp.Expr, sp.Expr], ...]:
    if set(box) != set(names):
        raise DomainError(
            f"the box must name each variable once; got {', '.join(box) or 'nothing'} for the"
            f" variables {', '.join(names)}. Write one side for each, as in x=-1..2."
        )
    found = []
    for name in names:
        low, high = (exact(end, name) for end in box[name])
        if sign(high - low, _SIGN_BITS) != 1:
            raise DomainError(
                f"the box needs low < high; got {name} from {low} to {high}. Widen or swap them."
            )
        found.append((low, high))
    return tuple(found)


def _start(names: Sequence[str], start: Mapping[str, Exact]) -> tuple[sp.Rational, ...]:
    if set(start) != set(names):
        raise DomainError(
            f"the start must name each variable once; got {', '.join(start) or 'nothing'} for the"
            f" variables {', '.join(names)}. Write one value for each."
        )
    found = tuple(exact(start[name], name) for name in names)
    for name, value in zip(names, found, strict=True):
        if not isinstance(value, sp.Rational):
            raise DomainError(
                f"the start must be rational, so that f there is exact; got {name} = {value}."
                " Give a fraction close to it."
            )
    return found


def _check_inside(
    names: Sequence[str],
    sides: Sequence[tuple[sp.Expr, sp.Expr]],
    start: Sequence[sp.Rational],
) -> None:
    for name, (low, high), value in zip(names, sides, start, strict=True):
        if sign(value - low, _SIGN_BITS) != 1 or sign(high - value, _SIGN_BITS) != 1:
            raise DomainError(
                f"the start must lie inside the box; got {name} = {value} with the side from {low}"
                f" to {high}. Widen the box, or leave it out and one will be found."
            )


def rationals(value: sp.Expr) -> tuple[sp.Rational, sp.Rational]:
    """Rational bounds of an exact number."""
    if isinstance(value, sp.Rational):
        return value, value
    (ball,) = closed(value)([], _END_BITS)
    with precision(_END_BITS):
        return ends(ball)
