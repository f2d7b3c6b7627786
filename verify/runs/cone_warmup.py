"""Warm-up on a cone: count the steps that ``no_sharp_warmup`` bounds from below.

On the straight part of the Huber function of curvature K0 and slope s the gradient norm is s.
So a step 1/(K0 + K gap) lowers the gap by s^2/(K0 + K gap), as long as it ends at or above
s^2/(2 K0), the gap at the joint. How many steps that takes is counted here with balls.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from verify.intervals.balls import precision, to_fmpq


def least_steps(
    slope: Fraction, K0: Fraction, K: Fraction, gap0: Fraction, eps: Fraction
) -> Fraction:
    """The lower bound of ``no_sharp_warmup`` of the number of warm-up steps from gap0 to eps.

    >>> least_steps(Fraction(1), Fraction(1), Fraction(2), Fraction(5), Fraction(1))
    Fraction(28, 1)
    """
    from sympy import Rational

    from theory.theorems import no_sharp_warmup_setting as cone

    given = {cone.s: slope, cone.K0: K0, cone.K: K, cone.FIRST: gap0, cone.eps: eps}
    values = {name: Rational(v.numerator, v.denominator) for name, v in given.items()}
    least = cone.least_steps(cone.FIRST).subs(values)
    return Fraction(int(least.p), int(least.q))


def steps_on_cone(
    slope: Fraction, K0: Fraction, K: Fraction, distance0: Fraction, eps: Fraction, bits: int = 128
) -> int:
    """The number of warm-up steps from ``distance0`` to a gap of at most ``eps``, certain.

    Args:
        slope: of the Huber function beyond its joint, at distance slope/K0 from the minimiser.
        K0: its curvature, and that of the class.
        K: growth of the curvature with the gap (rho = 1).
        distance0: where the run starts.
        eps: the target; not below the gap at the joint.
        bits: of the balls.

    Raises:
        ValueError: the run leaves the cone, or a comparison stays open at these bits.

    >>> steps_on_cone(Fraction(1), Fraction(1), Fraction(2), Fraction(4), Fraction(1))
    15
    """
    joint = slope**2 / (2 * K0)
    if eps < joint:
        raise ValueError(
            f"eps must be at least the gap at the joint, {joint}; got {eps}. Raise it."
        )
    with precision(bits):
        gap, square = _ball(slope * distance0 - joint), _ball(slope**2)
        target, k0, k = _ball(eps), _ball(K0), _ball(K)
        steps = 0
        while gap > target:
            gap -= square / (k0 + k * gap)
            steps += 1
        if not gap <= target:
            raise ValueError("whether the target is reached stays open; ask for more bits.")
    return steps


def _ball(value: Fraction) -> arb:
    from sympy import Rational

    return arb(to_fmpq(Rational(value.numerator, value.denominator)))
