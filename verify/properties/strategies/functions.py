"""Functions of the class, and functions just outside of it.

For rho = 1 all shrink towards cosh(x) - 1, the extremal of the class for K0 = K = 1, and else
towards x^2/2: few pieces of length 1, controls 1, 0, -1 or short fractions. What is drawn is shown
as code that makes it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from theory.errors import DomainError
from verify.properties.domination import pl_constant
from verify.properties.from_control import FromControl
from verify.properties.from_gradient import FromGradient
from verify.properties.high_dimension import Orthogonal, Radial
from verify.properties.integrated import Integrated
from verify.properties.motion import Bend
from verify.properties.mutations import Mutant, mutated
from verify.properties.scale import unit_of_length
from verify.properties.show import fraction
from verify.properties.side import Side
from verify.properties.smooth import smoothed
from verify.properties.strategies.any_rho import drawn_member
from verify.properties.strategies.numbers import (
    PIECES,
    between,
    controls,
    exponents,
    pieces,
    positive,
)


@st.composite
def functions(
    draw: st.DrawFn,
    *,
    rho: Any = 1,
    K0: Any = None,
    K: Any = None,
    convex: bool = False,
    smooth: bool = False,
    attained: bool = True,
) -> FromControl | Integrated:
    """Members of the class on a line, exact.

    Args:
        draw: supplied by Hypothesis.
        rho: the exponent, > 0; drawn from 1/8 to 4 for None. For 1, and for K = 0, where it plays
            no part, the function is a closed form; else an enclosed solution of u'' = c ell(u).
        K0: curvature at gap 0; drawn if left out.
        K: growth of the curvature; drawn if left out.
        convex: draw only controls >= 0.
        smooth: draw C^2 functions, for rho = 1 only; else C^1, whose curvature jumps. They have a
            minimiser at 0.
        attained: put a minimiser at 0, where the value is 0. Else value and slope at 0 are drawn
            too, and 0 is a lower bound of the function that it need not reach.

    Raises:
        DomainError: rho <= 0, or ``smooth`` with a rho other than 1.

    >>> from hypothesis import find
    >>> find(functions(), lambda f: not f.is_convex)
    FromControl(left=[(1, 1), (1, -1)])
    >>> find(functions(rho=2), lambda f: not f.is_convex)
    Integrated(rho=2, left=[(1, 1), (1, -1)])
    """
    if smooth and (rho is None or fraction(rho, "rho") != 1):
        raise DomainError(
            f"functions(smooth=True) needs rho = 1; got rho = {rho}. Leave one of them out."
        )
    exponent = draw(exponents()) if rho is None else fraction(rho, "rho")
    if exponent <= 0:
        raise DomainError(f"functions needs rho > 0; got rho = {exponent}. Raise it.")
    constants = (
        draw(positive()) if K0 is None else fraction(K0, "K0"),
        draw(positive()) if K is None else fraction(K, "K"),
    )
    if exponent != 1 and constants[1] > 0:
        return drawn_member(draw, exponent, *constants, convex, attained)
    return _closed_form(draw, *constants, convex, smooth, attained)


def _closed_form(
    draw: st.DrawFn, K0: Fraction, K: Fraction, convex: bool, smooth: bool, attained: bool
) -> FromControl:
    constants = K0, K
    unit = unit_of_length(*constants)
    side = pieces(unit, 0 if convex else -1)
    right, left = draw(side), draw(side)
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


def _kept(
    K0: Fraction, K: Fraction, gap: Fraction, slope: Fraction, drawn: list[tuple[Any, Any]]
) -> list[tuple[Fraction, Fraction]]:
    """The pieces; one that leads below 0 is shortened, or bends up instead."""
    side = Side(K0, K, gap, slope)
    for length, control in drawn:
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
def pl_functions(
    draw: st.DrawFn, *, rho: Any = 1, convex: bool = False
) -> tuple[FromControl | Integrated, Fraction]:
    """Members that satisfy PL with a constant mu > 0, and mu; convex or not.

    Args:
        draw: supplied by Hypothesis.
        rho: as for ``functions``.
        convex: draw only convex ones.
    """
    function = draw(functions(rho=rho, convex=convex))
    mu = pl_constant(function)
    if mu is None:  # keep what rises from the start
        function = function.remade(right=(), left=(), limit=1)
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
        for length, control in draw(pieces(1 / L, -1)):
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
    draw: st.DrawFn, *, rho: Any = 1, dimension: int | None = None, convex: bool = False
) -> Orthogonal | Radial:
    """Sums over orthogonal directions, turned by a rational rotation, and radial functions.

    Args:
        draw: supplied by Hypothesis.
        rho: as for ``functions``; for rho < 1 the K of a sum is rounded up.
        dimension: drawn from 2 to 4 if left out.
        convex: draw only convex ones.
    """
    size = draw(st.integers(2, 4)) if dimension is None else dimension
    exponent = draw(exponents()) if rho is None else rho
    if draw(st.booleans()):
        return Radial(draw(functions(rho=exponent, convex=True)), size)
    member = functions(rho=exponent, convex=convex)
    parts = draw(st.lists(member, min_size=size, max_size=size))
    turn = draw(st.lists(between(-1, 1), max_size=size * (size - 1) // 2))
    return Orthogonal(parts, turn)


@st.composite
def mutants(draw: st.DrawFn, *, rho: Any = 1, excess: Any = None) -> Mutant:
    """Functions that leave the class on one piece, for tests that have to find that out.

    Args:
        draw: supplied by Hypothesis.
        rho: as for ``functions``.
        excess: by how much, relatively; drawn from 1/8 to 1 if left out.
    """
    function = draw(functions(rho=rho))
    beyond = draw(between(Fraction(1, 8), 1)) if excess is None else fraction(excess, "excess")
    side = draw(st.sampled_from(["right", "left"]))
    piece = draw(st.integers(0, PIECES - 1))
    try:
        return mutated(function, beyond, side, piece)
    except DomainError:  # the changed piece leads below 0 or to infinity
        assume(False)
        raise
