"""Numbers: constants of the class, gaps, places. All are short fractions, simplest first."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from verify.properties.from_control import FromControl
from verify.properties.function import Function
from verify.properties.integrated import Integrated
from verify.properties.scale import unit_of

LARGEST_DENOMINATOR = 8

FAR = 20
"""Ratios of constants and tiny gaps go to 2^FAR and 2^-FAR."""

NEAR = Fraction(1, 1024)
"""How near an exponent comes to the ones at which the theory changes: 0, 1 and 2."""


@cache
def between(low: int | Fraction, high: int | Fraction) -> SearchStrategy[Fraction]:
    """Fractions with denominators up to 8 in a closed range; 0 and integers come first.

    Args:
        low: the lower end.
        high: the upper end.
    """
    return st.sampled_from(_short_fractions(Fraction(low), Fraction(high)))


@cache
def _short_fractions(low: Fraction, high: Fraction) -> list[Fraction]:
    found = {
        Fraction(numerator, denominator)
        for denominator in range(1, LARGEST_DENOMINATOR + 1)
        for numerator in range(ceil(low * denominator), floor(high * denominator) + 1)
    }
    return sorted(found, key=lambda x: (x.denominator, abs(x), x < 0))


@cache
def positive() -> SearchStrategy[Fraction]:
    """1 first, then other short fractions up to 8, then powers of 2 from 2^-20 to 2^20."""
    short = between(Fraction(1, LARGEST_DENOMINATOR), LARGEST_DENOMINATOR)
    powers = st.integers(-FAR, FAR).map(lambda k: Fraction(2) ** k)
    return st.just(Fraction(1)) | short | powers


class Constants(NamedTuple):
    """Constants of Definition 1.

    Attributes:
        rho: the exponent, > 0.
        K0: curvature at gap 0, >= 0.
        K: growth of the curvature, >= 0; not both 0.
    """

    rho: Fraction
    K0: Fraction
    K: Fraction


@cache
def exponents() -> SearchStrategy[Fraction]:
    """Values of rho from 1/8 to 4: 1, 2 and 3, short fractions, and numbers near 1 and 2."""
    marks = [Fraction(x) for x in (1, 2, 3)]
    near = [Fraction(x) + s * NEAR for x in (1, 2) for s in (1, -1)]
    # One list, so that they shrink among each other; with shares of about a third.
    short = _short_fractions(Fraction(1, LARGEST_DENOMINATOR), Fraction(4))
    count = len(short) // 3
    return st.sampled_from(marks * count + short + near * (count * 3 // 4))


def constants(*, zeros: bool = False) -> SearchStrategy[Constants]:
    """Constants of Definition 1: exponents at and near 0, 1 and 2, ratios K0/K to 2^40.

    Args:
        zeros: whether one of K0 and K may be 0.

    >>> from hypothesis import find
    >>> find(constants(), lambda c: c.rho > 1)
    Constants(rho=Fraction(2, 1), K0=Fraction(1, 1), K=Fraction(1, 1))
    """
    numbers = positive()
    pairs = st.tuples(numbers, numbers)
    if zeros:
        zero = st.just(Fraction(0))
        pairs = pairs | st.tuples(zero, numbers) | st.tuples(numbers, zero)
    return st.builds(lambda rho, pair: Constants(rho, *pair), exponents() | st.just(NEAR), pairs)


def gaps() -> SearchStrategy[Fraction]:
    """Gaps > 0, tiny and huge ones too.

    >>> from hypothesis import find
    >>> find(gaps(), lambda gap: gap < Fraction(1, 1000))
    Fraction(1, 1024)
    """
    return positive()


@cache
def lengths(unit: Fraction) -> SearchStrategy[Fraction]:
    """Lengths of pieces.

    Args:
        unit: what length 1 stands for.
    """
    few = st.just(Fraction(1)) | between(Fraction(1, LARGEST_DENOMINATOR), 4)
    return few.map(lambda x: x * unit)


@cache
def controls(low: int = -1) -> SearchStrategy[Fraction]:
    """Controls from ``low`` to 1; 1, 0 and -1 have shares of their own.

    Args:
        low: 0 for convex functions, else -1.
    """
    ends = st.sampled_from([Fraction(x) for x in range(1, low - 1, -1)])
    return ends | between(low, 1)


PIECES = 3
"""The most pieces on a side."""


@cache
def pieces(unit: Fraction, low: int) -> SearchStrategy[list[tuple[Fraction, Fraction]]]:
    """Pieces of one side, each (length, control).

    Args:
        unit: what length 1 stands for.
        low: the smallest control, 0 or -1.
    """
    return st.lists(st.tuples(lengths(unit), controls(low)), max_size=PIECES)


def starts(function: Function) -> SearchStrategy[Fraction] | SearchStrategy[list[Fraction]]:
    """Places at which to look at a function or to start a run, on pieces, at joints and beyond.

    Args:
        function: a function; for several variables a list of fractions is drawn.

    >>> from hypothesis import find
    >>> find(starts(FromControl(right=[("3/7", 0)])), lambda x: x > 0)
    Fraction(1, 1)
    """
    unit = unit_of(function)
    if function.dimension > 1:
        place = between(-4, 4).map(lambda x: x * unit)
        return st.lists(place, min_size=function.dimension, max_size=function.dimension)
    places = between(-6, 6).map(lambda x: x * unit)
    if not isinstance(function, FromControl | Integrated):
        return places
    pieces = [
        (sign * state.at, sign * bend.length)
        for sign, side in ((1, function.right), (-1, function.left))
        for state, bend in zip(side.states, side.bends, strict=False)
    ]
    if not pieces:
        return places
    on_piece = st.builds(
        lambda piece, share: piece[0] + share * piece[1],
        st.sampled_from(pieces),
        st.just(Fraction(1)) | between(0, 1),
    )
    return places | on_piece
