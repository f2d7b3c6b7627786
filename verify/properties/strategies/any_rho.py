"""Members for any rho: pieces are drawn, and kept as far as an enclosure of them is found."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import strategies as st

from verify.intervals.balls import precision
from verify.properties.course import CERTIFYING_BITS, Begin
from verify.properties.integrated import Integrated, Outward
from verify.properties.motion import Bend
from verify.properties.scale import unit_of_length
from verify.properties.show import ball
from verify.properties.strategies.numbers import between, pieces, positive


def drawn_member(
    draw: st.DrawFn, rho: Fraction, K0: Fraction, K: Fraction, convex: bool, attained: bool
) -> Integrated:
    """A member for rho, K0 and K > 0; see ``functions``."""
    gap = Fraction(0) if attained else draw(positive())
    drawn = pieces(unit_of_length(K0, K, rho, gap), 0 if convex else -1)
    slope = Fraction(0)
    if not attained:
        slope = draw(between(-1, 1)) * _steepest(Begin(rho, K0, K, gap, slope))
    right, left = (_kept(Begin(rho, K0, K, gap, out), draw(drawn)) for out in (slope, -slope))
    return Integrated(rho=rho, K0=K0, K=K, right=right, left=left, gap=gap, slope=slope)


def _kept(
    begin: Begin, drawn: Iterable[tuple[Fraction, Fraction]]
) -> list[tuple[Fraction, Fraction]]:
    """The pieces; one that leads below 0 or to infinity is shortened, or bends up instead."""
    side = Outward(begin)
    for length, control in drawn:
        others = [(length / 2, control), (length / 4, control), (length / 4, abs(control))]
        for way, bent in [(length, control), *others]:
            if side.add_if_it_may_end(Bend(way, bent, bent)):
                break
    return [(bend.length, bend.start) for bend in side.bends]


def _steepest(begin: Begin) -> Fraction:
    """A power of 2 so small that the function may fall with that slope and end there.

    Beyond its pieces it turns with the curvature K0 if p^2 <= 2 K0 u, or else with p^2/u if that
    is at most ell(u/2). So one of the two numbers has to be p^2 at least.
    """
    with precision(CERTIFYING_BITS):
        law, gap = begin.law(), ball(begin.gap)
        square = (2 * law.K0 * gap).max(gap * law.ell(gap / 2))
        exponent = square.log() / ball(2).log() / 2
        return Fraction(2) ** int(exponent.lower().floor().unique_fmpz())
