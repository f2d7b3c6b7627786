"""The headline results at instances worked by hand, in fractions where that is possible.

Nothing of the project is used here. Where an inequality is attained, it breaks with its constant
tightened by one per cent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import mpmath
import pytest
from mpmath import mpf

DIGITS = 50
TOO_MUCH = mpf(101) / 100
"""One per cent more than is true."""
ROUNDING = mpf(10) ** -40


@pytest.fixture(autouse=True)
def many_digits() -> Iterator[None]:
    with mpmath.workdps(DIGITS):
        yield


@pytest.mark.parametrize("x", [Fraction(1), Fraction(1, 3), Fraction(5)])
def test_lemma_5_is_an_equality_on_cosh(x: Fraction) -> None:
    """sinh^2 = 2 (cosh - 1) + (cosh - 1)^2 = cosh^2 - 1."""
    at = mpf(x.numerator) / x.denominator
    gap = mpmath.cosh(at) - 1
    assert abs(mpmath.sinh(at) ** 2 - 2 * gap - gap**2) < ROUNDING * mpmath.sinh(at) ** 2


def test_lemma_5_is_an_equality_on_parabolas_in_exact_fractions() -> None:
    for L in (Fraction(1), Fraction(7, 3)):
        for x in (Fraction(1, 9), Fraction(4)):
            assert (L * x) ** 2 == 2 * L * (L * x**2 / 2)


def test_lemma_5_with_one_per_cent_less_breaks_on_cosh() -> None:
    gap = mpmath.cosh(mpf(1)) - 1
    assert mpmath.sinh(mpf(1)) ** 2 * TOO_MUCH > 2 * gap + gap**2


@pytest.mark.parametrize("part", [Fraction(k, 4) for k in range(9)])
def test_the_descent_lemma_is_an_equality_on_parabolas_in_exact_fractions(part: Fraction) -> None:
    for L in (Fraction(1), Fraction(5, 2)):
        for x in (Fraction(1), Fraction(-3, 7)):
            eta, slope = part / L, L * x
            after = L * (x - eta * slope) ** 2 / 2
            assert after == L * x**2 / 2 - eta * (1 - part / 2) * slope**2


def test_the_descent_lemma_with_one_per_cent_more_breaks_on_a_parabola() -> None:
    """x^2/2 from x = 1 with eta = 1: all of the gap, 1/2, is lost; 101/200 cannot be."""
    gap, eta, slope = Fraction(1, 2), Fraction(1), Fraction(1)
    after = (1 - eta * slope) ** 2 / 2
    assert after == gap - eta * (1 - eta / 2) * slope**2
    assert after > gap - Fraction(101, 100) * eta * (1 - eta / 2) * slope**2


def test_the_descent_lemma_breaks_for_a_step_of_six_on_cosh() -> None:
    """From x = 1: cosh(6 sinh 1 - 1) - 1 is 211, and gap - 6 (1 - 3 cosh 1) sinh(1)^2 is 30.6."""
    gap, slope = math.cosh(1) - 1, math.sinh(1)
    after = math.cosh(1 - 6 * slope) - 1
    bound = gap - 6 * (1 - 3 * math.cosh(1)) * slope**2
    assert round(after) == 211
    assert round(bound, 1) == 30.6


def test_theorem_1_in_exact_fractions_on_parabolas() -> None:
    """x^2/2 and steps 1/3, 1/2, 1: no rounding anywhere, and equality for the single step 1."""
    x, total, drops = Fraction(6), Fraction(0), Fraction(18)
    for eta in (Fraction(1, 3), Fraction(1, 2), Fraction(1)):
        total += eta * x**2
        x -= eta * x
    assert (x, total) == (0, Fraction(12) + Fraction(8) + Fraction(4))
    assert total <= 2 * drops
    assert Fraction(1) * Fraction(6) ** 2 == 2 * drops


def test_theorem_1_with_19_tenths_breaks_on_a_parabola() -> None:
    """One step of 1 on x^2/2 from 1: progress 1 = 2 (1/2 - 0), and 19/10 of the drop is less."""
    assert Fraction(1) == 2 * Fraction(1, 2)
    assert Fraction(1) > Fraction(19, 10) * Fraction(1, 2)
    assert Fraction(1) * Fraction(101, 100) > 2 * Fraction(1, 2)


def test_theorem_1_breaks_for_steps_of_three_halves_over_ell() -> None:
    """x^2/2 from 1 with eta = 3/2 goes to -1/2: progress 3/2 > 2 (1/2 - 1/8) = 3/4."""
    after = 1 - Fraction(3, 2)
    assert Fraction(3, 2) > 2 * (Fraction(1, 2) - after**2 / 2)


def test_the_energy_count_is_up_to_half_the_constant_count() -> None:
    """rho = 1: (2 K0 D + K D^2)/eps^2 against 2 D (K0 + K D)/eps^2, a factor between 1 and 2."""
    ratios = []
    for K0, K, D in ((1, 0, 5), (1, 1, 1), (1, 1, 100), (Fraction(1, 10**6), 1, 1), (0, 1, 3)):
        constant_count = 2 * D * (Fraction(K0) + K * D)
        energy_count = 2 * Fraction(K0) * D + Fraction(K) * D**2
        ratios.append(constant_count / energy_count)
    assert ratios[0] == 1
    assert ratios[-1] == 2
    assert all(1 <= ratio <= 2 for ratio in ratios)
    assert ratios[1] == Fraction(4, 3)
    assert ratios[2] == Fraction(101 * 2, 102)


def test_the_scale_of_the_minimum_shape_is_the_largest() -> None:
    """c min{1/a, 1/(3^rho b)} <= 1/(a + b) for all a, b > 0 exactly when c <= 3^rho/(1 + 3^rho)."""
    for rho in (1, 2, 3):
        largest = Fraction(3**rho, 1 + 3**rho)
        for a in (Fraction(1, 50), Fraction(1), Fraction(3), Fraction(9), Fraction(60)):
            for b in (Fraction(1, 7), Fraction(1), Fraction(20)):
                assert largest * min(1 / a, 1 / (3**rho * b)) <= 1 / (a + b)
        a, b = Fraction(3**rho), Fraction(1)
        assert largest * Fraction(101, 100) * min(1 / a, 1 / (3**rho * b)) > 1 / (a + b)
