"""One side of a member for any rho: u'' = c (K0 + K u^rho), c constant on pieces, enclosed.

A piece is taken only if an enclosure of it was found that stays at u >= 0. So a piece on which the
function would blow up, as it may for rho > 1, or would fall below 0, is none. Courses are kept:
members are made of the same beginnings again and again.

Beyond the pieces the curvature is constant, since c = 1 would blow up for rho > 1: what the class
allows at the value where they end, if the function rises there. If it falls with slope p, then K0,
if it turns above 0 with that; else p^2/u, with which it turns at u/2, if the class allows it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from flint import arb, ctx

from verify.intervals.balls import precision
from verify.properties.arithmetic import BALLS, OpenChoiceError
from verify.properties.motion import Bend
from verify.properties.rest import Launch, launch
from verify.properties.show import ball
from verify.properties.side import State
from verify.properties.taylor import Law, Solution, polynomial
from verify.properties.validated import Stretch, order_at, stretches

CERTIFYING_BITS, CERTIFYING_ORDER = 53, 8
"""Precision and degree at which it is found out whether pieces belong to a member."""

MOST_STEPS = 120
"""Taylor steps on a piece; beyond, it counts as one for which no enclosure was found."""

_KEPT = 2048


class Begin(NamedTuple):
    """The class, and value and slope outward at the origin; all exact."""

    rho: Fraction
    K0: Fraction
    K: Fraction
    gap: Fraction
    slope: Fraction

    def law(self) -> Law:
        """The class in balls, at the precision of the moment."""
        return Law(ball(self.K0), ball(self.K), self.rho, BALLS)


@dataclass(frozen=True)
class Parabola:
    """A stretch of constant curvature, without an end if it is the last."""

    begin: Solution
    curvature: arb
    length: arb | None = None

    def at(self, t: arb) -> Solution:
        """Value and slope at a place t >= 0 of it."""
        return polynomial([*self.begin, self.curvature / 2], t)


class Leg(NamedTuple):
    """A part of a course.

    Attributes:
        start: its distance from the origin.
        arc: the function on it.
        control: if it is constant; else the curvature is.
    """

    start: arb
    arc: Launch | Stretch | Parabola
    control: Fraction | None


class Course(NamedTuple):
    """The pieces of a side.

    Attributes:
        legs: in order.
        end: of the last piece.
    """

    legs: tuple[Leg, ...]
    end: State


@lru_cache(_KEPT)
def course(begin: Begin, bends: tuple[Bend, ...], bits: int) -> Course | None:
    """Follow the pieces; None if no enclosure above 0 was found.

    Args:
        begin: the class and the origin.
        bends: pieces of constant control.
        bits: working precision.
    """
    with precision(bits):
        if not bends:
            return Course((), State(Fraction(0), ball(begin.gap), ball(begin.slope)))
        before = course(begin, bends[:-1], bits)
        if before is None:
            return None
        try:
            return _further(begin, before, bends[-1])
        except OpenChoiceError:
            return None


def _further(begin: Begin, before: Course, bend: Bend) -> Course | None:
    law, (at, u, p) = begin.law(), before.end
    if _is_steep(law, Solution(u, p)):
        return None
    legs, start, length = list(before.legs), ball(at), ball(bend.length)
    order = CERTIFYING_ORDER if ctx.prec == CERTIFYING_BITS else order_at(ctx.prec)
    control, here, rests = ball(bend.start), Solution(u, p), u.is_zero() and p.is_zero()
    if bend.start == 0 or (rests and begin.K0 == 0):
        legs.append(Leg(start, Parabola(here, arb(0), length), Fraction(0)))
        here = legs[-1].arc.at(length)
    else:
        if rests:
            if bend.start < 0:
                return None
            first = launch(control, law, order)
            all_of_it = bool(length <= first.length)
            way = length if all_of_it else first.length
            legs.append(Leg(start, Launch(law.rho, first.values, first.slopes, way), bend.start))
            here, start, length = first.at(way), start + way, length - way
            if all_of_it:
                length = arb(0)
        if not length.is_zero():
            end = start + length
            for stretch in stretches(here, control, law, length, order, MOST_STEPS):
                if not stretch.rough.u >= 0:
                    return None
                if _is_steep(law, here) or _blows_up(law, here, bend.start, end - start):
                    return None
                legs.append(Leg(start, stretch, bend.start))
                here, start = stretch.at(stretch.length), start + stretch.length
    if not here.u >= 0:
        return None
    return Course(tuple(legs), State(at + bend.length, *here))


def _is_steep(law: Law, here: Solution) -> bool:
    """Whether it falls faster than any member (Lemma 5), so that it will fall below 0."""
    return bool(here.p < 0 and here.p * here.p / 2 > law.Phi(here.u))


def _blows_up(law: Law, here: Solution, control: Fraction, length: arb) -> bool:
    """Whether a function that rises is infinite within a length: soon told, instead of followed.

    u'^2 >= 2 c (Phi(u + w) - Phi(u)) >= 2 c max{ell(u) w, K w^(1+rho)/(1+rho)} once u has grown by
    w. So the way to infinity is at most the integral of 1/u' over w, cut where the two are equal.
    """
    if control <= 0 or law.rho <= 1 or not here.p >= 0:
        return False
    c, more, ell = ball(control), ball(law.rho + 1), law.ell(here.u)
    equal = law.ops.power(more * ell / law.K, 1 / law.rho)
    beyond = 2 * equal / (law.rho.numerator - law.rho.denominator) * law.rho.denominator
    way = (2 * equal / (c * ell)).sqrt() + beyond / (2 * c * ell * equal).sqrt()
    return bool(way < length)


@lru_cache(_KEPT)
def tail(begin: Begin, bends: tuple[Bend, ...], bits: int) -> Leg | None:
    """How the function goes on beyond its pieces; None if it is open whether it stays above 0.

    Args:
        begin: the class and the origin.
        bends: pieces for which there is a course.
        bits: working precision.
    """
    found = course(begin, bends, bits)
    if found is None:
        return None
    with precision(bits):
        law, (at, u, p) = begin.law(), found.end
        if p >= 0:
            curvature = law.ell(u)
        elif p * p <= 2 * law.K0 * u:
            curvature = law.K0
        elif u > 0 and law.ell(u / 2) >= p * p / u:
            curvature = p * p / u
        else:
            return None
        return Leg(ball(at), Parabola(Solution(u, p), curvature), None)
