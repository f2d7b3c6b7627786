"""PL on a line: u'^2 >= 2 mu u everywhere, certified piece by piece. No convexity is asked."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from verify.intervals.balls import precision
from verify.properties.from_control import FromControl
from verify.properties.integrated import Integrated, Outward
from verify.properties.motion import Bend
from verify.properties.show import ball
from verify.properties.side import STATE_BITS, Side, State

HALVINGS = 8


def pl_constant(function: FromControl | Integrated) -> Fraction | None:
    """The largest of K0, K0/2, ..., K0/2^8 for which PL is certain; None if it is for none.

    Args:
        function: with its minimiser at 0.

    >>> pl_constant(FromControl(K0=3))
    Fraction(3, 1)
    >>> pl_constant(FromControl(right=[(1, 1), ("1/2", "-1/2")]))
    Fraction(1, 4)
    """
    if function.gap != 0 or function.start_slope != 0 or function.K0 == 0:
        return None
    for halvings in range(HALVINGS + 1):
        mu = function.K0 / 2**halvings
        if all(_dominated(function, side, mu) for side in (function.left, function.right)):
            return mu
    return None


def _dominated(function: FromControl | Integrated, side: Side | Outward, mu: Fraction) -> bool:
    """Whether p >= 0 and D = p^2/2 - mu u >= 0 on a side; D' = p (u'' - mu).

    Beyond the pieces u'' >= K0 >= mu, so D does not fall there.
    """
    with precision(STATE_BITS):
        return all(_on(function, ball(mu), *part) for part in side.parts())


def _on(function: FromControl | Integrated, mu: arb, begin: State, end: State, bend: Bend) -> bool:
    """On a piece whose control c has one sign, from D >= 0 where it begins.

    c <= 0: p and D fall. c >= 0: p rises; D rises if c ell(u) >= mu, and D >= p^2/2 - mu u with p
    from the begin and u from the end.
    """
    low, high = sorted((bend.start, bend.end))
    if high <= 0 and low < 0:
        return bool(end.p >= 0) and bool(end.p * end.p / 2 - mu * end.u >= 0)
    if begin.u.is_zero() and end.u.is_zero():
        return True
    rises = bool(ball(low) * function.ell(begin.u) >= mu)
    apart = bool(begin.p * begin.p / 2 - mu * end.u >= 0)
    return bool(begin.p >= 0) and (rises or apart)
