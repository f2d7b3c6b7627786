"""Warm-up on a cone takes almost all the steps that Theorem 2 promises at rho = 1."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.runs.cone_warmup import least_steps, steps_on_cone


def promised(K0: Fraction, K: Fraction, distance0: Fraction, eps: Fraction) -> Fraction:
    return distance0**2 / 2 * (K0 / eps + K)


def test_499202_of_510000_promised_steps_are_taken() -> None:
    slope = K0 = Fraction(1, 10_000)
    K, distance0 = Fraction(1), Fraction(1000)
    eps = Fraction(1, 20) * slope * distance0
    gap0 = slope * distance0 - slope**2 / (2 * K0)
    steps = steps_on_cone(slope, K0, K, distance0, eps)
    assert steps == 499_202
    assert promised(K0, K, distance0, eps) == 510_000
    assert least_steps(slope, K0, K, gap0, eps) <= steps <= 510_000
    assert steps > Fraction(97, 100) * 510_000


@pytest.mark.parametrize("distance0", [4, 9, 30])
def test_it_counts_as_a_run_of_gradient_descent_in_fractions_does(distance0: int) -> None:
    """Huber with K0 = slope = 1 (gap x - 1/2 beyond 1), K = 2, to the gap 1."""
    x, steps = Fraction(distance0), 0
    while x - Fraction(1, 2) > 1:
        x = (x - 1 / (1 + 2 * (x - Fraction(1, 2)))).limit_denominator(10**30)
        steps += 1
    one = Fraction(1)
    assert steps_on_cone(one, one, 2 * one, Fraction(distance0), one) == steps
    assert steps >= least_steps(one, one, 2 * one, Fraction(distance0) - Fraction(1, 2), one)
    assert steps <= promised(one, 2 * one, Fraction(distance0), one)


def test_a_target_below_the_joint_is_refused() -> None:
    one = Fraction(1)
    with pytest.raises(ValueError, match="eps must be at least the gap at the joint, 1/2; got 1/4"):
        steps_on_cone(one, one, one, 3 * one, one / 4)
