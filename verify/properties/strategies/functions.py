"""Functions of the class for rho = 1, and functions just outside of it.

All shrink towards cosh(x) - 1, the extremal of the class for K0 = K = 1: few pieces of length 1,
controls 1, 0, -1 or short fractions. What is drawn is shown as code that makes it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from theory.errors import DomainError
from verify.properties.domination import pl_constant
from verify.properties.from_control import FromControl
from verify.properties.from_gradient import FromGradient
from verify.properties.high_dimension import Orthogonal, Radial
from verify.properties.motion import Bend
from verify.properties.mutations import Mutant, mutated
from verify.properties.show import fraction
from verify.properties.side import Side
from verify.properties.smooth import smoothed
from verify.properties.strategies.numbers import (
    between,
    controls,
    lengths,
    positive,
    unit_of_length,
)

PIECES = 3
"""The most pieces on a side."""


@st.composite
def functions(
    draw: st.DrawFn,
    *,
    K0: Any = None,
    K: Any = None,
    convex: bool = False,
    smooth: bool = False,
    attained: bool = True,
) -> FromControl:
    """Members of the class on a line, exact.

    Args:
        draw: supplied by Hypothesis.
        K0: curvature at gap 0; drawn if left out.
        K: growth of the curvature; drawn if left out.
        convex: draw only controls >= 0.
        smooth: draw C^2 functions; else C^1, whose curvature jumps. They have a minimiser at 0.
        attained: put a minimiser at 0, where the value is 0. Else value and slope at 0 are drawn
            too, and 0 is a lower bound of the function that it need not reach.

    >>> from hypothesis import find
    >>> find(functions(), lambda f: not f.is_convex)
    FromControl(left=[(1, 1), (1, -1)])
    """
    constants = (
        draw(positive()) if K0 is None else fraction(K0, "K0"),
        draw(positive()) if K is None else fraction(K, "K"),
    )
    unit = unit_of_length(*constants)
    pieces = _pieces(unit, 0 if convex else -1)
    right, left = draw(pieces), draw(pieces)
    if smooth:
        begin = draw(controls(0))
        return smoothed(
            K0=constants[0], K=constants[1], begin=begin, right=right, left=left, last=unit
        )
    gap, slope = Fraction(0), Fraction(0)
    if not attained:
        gap = draw(positive())
        slope = draw(between(-1, 1)) * _steepest(*constants, gap)
    return FromControl(
        K0=constants[0],
        K=constants[1],
        right=_kept(*constants, gap, slope, right),
        left=_kept(*constants, gap, -slope, left),
        gap=gap,
        slope=slope,
    )


@cache
def _pieces(unit: Fraction, low: int) -> SearchStrategy[list[tuple[Fraction, Fraction]]]:
    return st.lists(st.tuples(lengths(unit), controls(low)), max_size=PIECES)


def _kept(
    K0: Fraction, K: Fraction, gap: Fraction, slope: Fraction, pieces: list[tuple[Any, Any]]
) -> list[tuple[Fraction, Fraction]]:
    """The pieces; one that leads below 0 is shortened, or bends up instead."""
    side = Side(K0, K, gap, slope)
    for length, control in pieces:
        others = [(length / 2, control), (length / 4, control), (length, abs(control))]
        for way, bent in [(length, control), *others]:
            if side.add_if_it_may_end(Bend(way, bent, bent)):
                break
    return [(bend.length, bend.start) for bend in side.bends]


def _steepest(K0: Fraction, K: Fraction, gap: Fraction) -> Fraction:
    """A power of 2 whose square is at most 2 Phi(gap)."""
    square = (2 * K0 + K * gap) * gap
    exponent = (square.numerator.bit_length() - square.denominator.bit_length() - 1) // 2
    return Fraction(2) ** exponent


@st.composite
def pl_functions(draw: st.DrawFn, *, convex: bool = False) -> tuple[FromControl, Fraction]:
    """Members that satisfy PL with a constant mu > 0, and mu; convex or not.

    Args:
        draw: supplied by Hypothesis.
        convex: draw only convex ones.
    """
    function = draw(functions(convex=convex))
    mu = pl_constant(function)
    if mu is None:  # keep what rises from the start
        function = FromControl(K0=function.K0, K=function.K)
        mu = function.K0
    return function, mu


@st.composite
def gradient_functions(draw: st.DrawFn) -> FromGradient:
    """Members of Definition 0 with rho = 1 on a line, exact: curvature bounded by the slope.

    Args:
        draw: supplied by Hypothesis.
    """
    L0, L = draw(positive()), draw(positive())
    sides: dict[str, list[tuple[Fraction, Fraction]]] = {"right": [], "left": []}
    for side, kept in sides.items():
        for length, control in draw(_pieces(1 / L, -1)):
            for way, bent in ((length, control), (length / 4, control), (length, abs(control))):
                try:
                    FromGradient(L0=L0, L=L, **{side: [*kept, (way, bent)]})
                except DomainError:  # it falls there
                    continue
                kept.append((way, bent))
                break
    return FromGradient(L0=L0, L=L, **sides)


@st.composite
def functions_of_several_variables(
    draw: st.DrawFn, *, dimension: int | None = None, convex: bool = False
) -> Orthogonal | Radial:
    """Sums over orthogonal directions, turned by a rational rotation, and radial functions.

    Args:
        draw: supplied by Hypothesis.
        dimension: drawn from 2 to 4 if left out.
        convex: draw only convex ones.
    """
    size = draw(st.integers(2, 4)) if dimension is None else dimension
    if draw(st.booleans()):
        return Radial(draw(functions(convex=True)), size)
    member = functions(convex=convex)
    parts = draw(st.lists(member, min_size=size, max_size=size))
    turn = draw(st.lists(between(-1, 1), max_size=size * (size - 1) // 2))
    return Orthogonal(parts, turn)


@st.composite
def mutants(draw: st.DrawFn, *, excess: Any = None) -> Mutant:
    """Functions that leave the class on one piece, for tests that have to find that out.

    Args:
        draw: supplied by Hypothesis.
        excess: by how much, relatively; drawn from 1/8 to 1 if left out.
    """
    function = draw(functions())
    beyond = draw(between(Fraction(1, 8), 1)) if excess is None else fraction(excess, "excess")
    side = draw(st.sampled_from(["right", "left"]))
    piece = draw(st.integers(0, PIECES - 1))
    try:
        return mutated(function, beyond, side, piece)
    except DomainError:  # the changed piece leads below 0
        assume(False)
        raise
