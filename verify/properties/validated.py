"""Enclosures of the solution of u'' = c (K0 + K u^rho), by Taylor steps with Lagrange remainder.

One step of length h has two parts. First an a priori enclosure: a ball U with
u + [0, h] p + [0, h^2/2] c ell(U) inside U. The map v -> u + t p + (the double integral of
c ell(v)) then takes the functions with values in U to themselves, so a solution stays in U up to h
(Schauder), and it is the only one, as ell is smooth on U: U lies above 0, or rho is an integer.
With it u' lies in p + [0, h] c ell(U). Second, Taylor's formula at the start, with the coefficient
of the remainder taken from the series at (U, u') instead of at an unknown place in between; it
encloses that of u and, for u', its derivative.

Where no step succeeds, the answer is refused: near u = 0 when rho is no integer, since ell is not
smooth there, and near the place where a solution blows up when rho > 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import arb, ctx

from verify.properties.arithmetic import OpenChoiceError
from verify.properties.taylor import Law, Solution, coefficients, polynomial

STEPS = 60
"""Steps at most for one stretch; each goes an eighth of the local width, or less."""

_HALVINGS, _WIDENINGS = 12, 8


def order_at(bits: int) -> int:
    """The degree of the Taylor polynomials at a precision: higher than 40 pays no more.

    >>> order_at(128), order_at(2048)
    (22, 40)
    """
    return min(14 + bits // 16, 40)


def advance(start: Solution, control: arb, law: Law, length: arb) -> Solution:
    """Enclose the solution a given length further.

    Args:
        start: value and slope, in balls.
        control: constant, a ball.
        law: K0, K and rho, in balls.
        length: a ball of numbers >= 0.

    Raises:
        OpenChoiceError: no enclosure was found; see above.

    Constant curvature 2 from u = 3, u' = -1, and u'' = sqrt(u) along x^4/144 from x = 12 to 24:

    >>> from fractions import Fraction
    >>> from verify.properties.arithmetic import BALLS
    >>> law = Law(arb(2), arb(0), Fraction(1, 2), BALLS)
    >>> u, p = advance(Solution(arb(3), arb(-1)), arb(1), law, arb(1))
    >>> u.contains(3), p.contains(1), bool(u.rad() < 1e-10)
    (True, True, True)
    >>> law = Law(arb(0), arb(1), Fraction(1, 2), BALLS)
    >>> u, p = advance(Solution(arb(144), arb(48)), arb(1), law, arb(12))
    >>> u.contains(2304), p.contains(384), bool(u.rad() < 1e-7)
    (True, True, True)
    """
    for stretch in stretches(start, control, law, length, order_at(ctx.prec)):
        last = stretch
    return last.at(last.length)


@dataclass(frozen=True)
class Stretch:
    """The solution on one step.

    Attributes:
        series: Taylor coefficients at its start; the last one encloses the remainder.
        rough: value and slope anywhere on it.
        length: a ball.
    """

    series: list[arb]
    rough: Solution
    length: arb

    def at(self, t: arb) -> Solution:
        """Value and slope at a place between its start and its end."""
        return polynomial(self.series, t)


def stretches(
    start: Solution, control: arb, law: Law, length: arb, order: int, most: int = STEPS
) -> Iterator[Stretch]:
    """The steps of ``advance``, one after the other; at least one.

    Args:
        start: as for ``advance``.
        control: as for ``advance``.
        law: as for ``advance``.
        length: as for ``advance``.
        order: degree of the Taylor polynomials.
        most: steps.

    Raises:
        OpenChoiceError: no enclosure was found; see above.
    """
    here, left = start, length
    for _ in range(most):
        if not left >= 0 or (law.rho.denominator > 1 and not here.u > 0):
            break
        longest, half = _longest(here.u, law), arb((left / 2).mid())
        step, last = left, bool(left <= longest)
        if not last:  # at most half, so that what is left stays certainly positive
            step = longest if longest <= half else half
        for _ in range(_HALVINGS):
            found = _step(here, control, law, step, order)
            if found is not None:
                break
            step, last = arb((step / 2).mid()), False
        if found is None:
            break
        yield found
        if last:
            return
        here, left = found.at(step), left - step
    raise OpenChoiceError(f"no enclosure of the function was found {length} beyond u = {start.u}")


def _longest(u: arb, law: Law) -> arb:
    """An exact length, small next to that over which u changes by a part of itself."""
    scale = arb(u.abs_upper())
    return arb((law.ops.sqrt(scale / law.ell(scale)) / 8).mid())


def _step(start: Solution, control: arb, law: Law, step: arb, order: int) -> Stretch | None:
    """One step; None where the a priori enclosure fails."""
    rough = _a_priori(start, control, law, arb(step.upper()))
    if rough is None:
        return None
    series = coefficients(start.u, start.p, control, law, order)
    rest = coefficients(rough.u, rough.p, control, law, order + 1)[-1]
    return Stretch([*series, rest], rough, step)


def _a_priori(start: Solution, control: arb, law: Law, longest: arb) -> Solution | None:
    """Enclosures of u and u' from the start to ``longest`` further on."""
    half, square = longest / 2, longest * longest / 4
    times, squares = half.union(-half) + half, square.union(-square) + square
    guess = start.u.union(start.u + times * start.p)
    for _ in range(_WIDENINGS):
        if not (guess > 0 or law.rho.denominator == 1):
            return None
        pull = control * law.ell(guess)
        reached = start.u + times * start.p + squares * pull
        if not reached.is_finite():
            return None
        if guess.contains(reached):
            return Solution(reached, start.p + times * pull)
        guess = reached.union(guess)
        guess = guess + (guess - guess.mid()) / 8
    return None
