"""Warm-up on a cone: why Theorem 2's count at rho = 1 cannot be improved by a constant factor.

On the straight part of the Huber function of curvature K0 and slope s the gradient norm is s.
So a step 1/(K0 + K gap) lowers the gap by s^2/(K0 + K gap), its square by less than 2 s^2/K:

    N >= K (gap0^2 - eps^2)/(2 s^2)

steps lead from gap0 to eps, as long as eps >= s^2/(2 K0), the gap at the joint. Theorem 2 promises
(D0^2/2)(K0/eps + K). With gap0 = s D0 - s^2/(2 K0) and eps = c s D0 the quotient of the two tends
to 1/(1 - c^2) as D0 grows, and that to 1 as c -> 0.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from verify.intervals.balls import precision, to_fmpq


def least_steps(slope: Fraction, K: Fraction, gap0: Fraction, eps: Fraction) -> Fraction:
    """The lower bound K (gap0^2 - eps^2)/(2 slope^2) of the number of warm-up steps.

    >>> least_steps(Fraction(1), Fraction(2), Fraction(5), Fraction(1))
    Fraction(24, 1)
    """
    return K * (gap0**2 - eps**2) / (2 * slope**2)


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
