"""How a member leaves rest at 0: u'' = c (K0 + K u^rho), u(0) = u'(0) = 0, enclosed for every rho.

u^rho has no Taylor series at u = 0 unless rho is an integer. But u = t^2 y(s) with s = t^(2 rho),
and y has one, since u^rho = s y^rho: with q_k = (1 + 2 rho k)(2 + 2 rho k)

    y = a_0 + a_1 s + ...,   a_0 = c K0/2,   a_(k+1) = c K [y^rho]_k / q_(k+1)

The remainder. Write y = y_N + e(s) s^(N+1), y_N the sum up to a_N, with e(s) in a ball E for all s
in [0, S], and let Y > 0 enclose y. Then y^rho = b_0 + ... + b_N s^N + r(s) s^(N+1) with r in the
ball R = [y_N^rho]_(N+1) + rho Y^(rho-1) E, the first term by Taylor's formula, read on all of
[0, S]. Twice integrated, c (K0 + K u^rho) has the same form with a_(N+1) + s c K R/q_(N+2) in place
of e. If that lies in E, a solution has this form (Schauder); as u'' > 0 it rises, so that
u' = sqrt(2 c Phi(u)), and there is only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from flint import arb, fmpq

from verify.properties.arithmetic import BALLS, OpenChoiceError
from verify.properties.taylor import Law, PowerSeries, Solution

_WIDENINGS, _SHARES = 8, (4, 8, 16, 64)
"""S in units of the s at which K u^rho is about K0: one of these parts."""


@dataclass(frozen=True)
class Launch:
    """The solution near 0.

    Attributes:
        rho: the exponent.
        values: coefficients of y; the last one encloses the remainder.
        slopes: those of u'/t.
        length: how far this is an enclosure, exact.
    """

    rho: Fraction
    values: list[arb]
    slopes: list[arb]
    length: arb

    def at(self, t: arb) -> Solution:
        """Value and slope at a place between 0 and ``length``."""
        s = BALLS.power(t, 2 * self.rho)
        return Solution(t * t * _horner(self.values, s), t * _horner(self.slopes, s))


def launch(control: arb, law: Law, order: int) -> Launch:
    """Leave rest at 0.

    Args:
        control: constant, > 0.
        law: K0 > 0, K and rho, in balls.
        order: degree N of the polynomial.

    Raises:
        OpenChoiceError: no enclosure was found.

    The extremal for rho = 1, and half of it:

    >>> one = Law(arb(1), arb(1), Fraction(1), BALLS)
    >>> u, p = launch(arb(1), one, 20).at(arb(1) / 2)
    >>> u.overlaps((arb(1) / 2).cosh() - 1), p.overlaps((arb(1) / 2).sinh())
    (True, True)
    """
    first = control * law.K0 / 2
    scale = law.K0 / (law.K * law.ops.power(first, law.rho))
    values, powers = [first], PowerSeries(law.rho)
    for k in range(order + 1):
        values.append(control * law.K * powers.next(values, law.ops) / _q(law.rho, k + 1))
    *values, after = values
    for share in _SHARES:
        length = arb(BALLS.power(scale / share, Fraction(1) / (2 * law.rho)).mid())
        found = _remainder(control, law, values, after, BALLS.power(length, 2 * law.rho))
        if found is not None:
            last_value, last_slope = found
            slopes = [(2 + 2 * _ball(law.rho) * k) * a for k, a in enumerate(values)]
            return Launch(law.rho, [*values, last_value], [*slopes, last_slope], length)
    raise OpenChoiceError(f"no enclosure of the function was found near its minimum, {law}")


def _remainder(
    control: arb, law: Law, values: list[arb], after: arb, S: arb
) -> tuple[arb, arb] | None:
    """The last coefficients of u and u'; None where the inclusion fails."""
    order, rho = len(values) - 1, _ball(law.rho)
    places = arb(0).union(S)
    shifted = [
        sum((comb(k, j) * values[k] * places ** (k - j) for k in range(j, order + 1)), arb(0))
        for j in range(order + 1)
    ]
    if not shifted[0] > 0:
        return None
    powers = PowerSeries(law.rho)
    for k in range(order + 2):
        rough = powers.next([*shifted[: k + 1], *[arb(0)] * (k - order)], law.ops)
    pull = control * law.K
    E = after + after * arb(0, 0.125)
    for _ in range(_WIDENINGS):
        Y = shifted[0] + E * places ** (order + 1)
        if not Y > 0:
            return None
        R = rough + rho * law.ops.power(Y, law.rho) / Y * E
        further = places * pull * R
        reached = after + further / _q(law.rho, order + 2)
        if not reached.is_finite():
            return None
        if E.contains(reached):
            slope = (2 + 2 * rho * (order + 1)) * after
            return reached, slope + further / (1 + 2 * rho * (order + 2))
        E = reached.union(E)
        E = E + (E - E.mid()) / 4
    return None


def _q(rho: Fraction, k: int) -> arb:
    r = _ball(rho)
    return (1 + 2 * r * k) * (2 + 2 * r * k)


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _horner(series: list[arb], s: arb) -> arb:
    total = series[-1]
    for a in reversed(series[:-1]):
        total = total * s + a
    return total
