"""Example 5 against sums added up one by one, for every regime of rho."""

from __future__ import annotations

import mpmath
import pytest
from mpmath import mpf

LENGTHS = (1, 2, 10, 1000)


def total(rho: mpf, length: int) -> mpf:
    return mpmath.fsum(mpmath.power(k, -rho / 4) for k in range(1, length + 1))


@pytest.mark.parametrize("rho", ["0.1", "1", "2", "3.9"])
@pytest.mark.parametrize("length", LENGTHS)
def test_below_four(rho: str, length: int) -> None:
    q = 1 - mpf(rho) / 4
    found = total(mpf(rho), length)
    assert (mpf(length + 1) ** q - 1) / q <= found <= mpf(length) ** q / q


@pytest.mark.parametrize("length", LENGTHS)
def test_at_four(length: int) -> None:
    found = total(mpf(4), length)
    assert mpmath.log(length + 1) <= found <= 1 + mpmath.log(length)


@pytest.mark.parametrize("rho", ["4.5", "6", "8", "20"])
@pytest.mark.parametrize("length", LENGTHS)
def test_beyond_four(rho: str, length: int) -> None:
    m = mpf(rho) / 4 - 1
    found = total(mpf(rho), length)
    assert (1 - mpf(length + 1) ** -m) / m <= found <= 1 + (1 - mpf(length) ** -m) / m
    assert found <= mpmath.zeta(mpf(rho) / 4)


@pytest.mark.parametrize("rho", ["0.1", "1", "2", "3.9"])
def test_below_four_the_scaled_sum_tends_to_its_limit(rho: str) -> None:
    q = 1 - mpf(rho) / 4
    for length in LENGTHS:
        scaled = total(mpf(rho), length) / mpf(length) ** q
        assert (1 - mpf(length) ** -q) / q <= scaled <= 1 / q


@pytest.mark.parametrize("length", LENGTHS)
def test_at_four_the_sum_exceeds_the_logarithm_by_at_most_1(length: int) -> None:
    assert 0 <= total(mpf(4), length) - mpmath.log(length) <= 1


@pytest.mark.parametrize("rho", ["4.5", "6", "8", "20"])
def test_beyond_four_every_partial_sum_encloses_zeta(rho: str) -> None:
    with mpmath.workdps(60):
        m, limit = mpf(rho) / 4 - 1, mpmath.zeta(mpf(rho) / 4)
        ends = [
            (
                total(mpf(rho), length) + mpf(length + 1) ** -m / m,
                total(mpf(rho), length) + mpf(length) ** -m / m,
            )
            for length in LENGTHS
        ]
        assert all(low < limit < high for low, high in ends)
        lows, highs = zip(*ends, strict=True)
        assert list(lows) == sorted(lows)
        assert list(highs) == sorted(highs, reverse=True)
        assert highs[-1] - lows[-1] < mpf(LENGTHS[-1]) ** (-1 - m)


def test_a_tenth_less_is_too_little() -> None:
    """The upper bounds with 0.9 of their constant fail: at one term, or for long runs."""
    assert total(mpf(8), 1) > mpf("0.9") * 1
    assert total(mpf(4), 1) > mpf("0.9") * 1
    q = mpf("0.5")
    assert total(mpf(2), 10_000) > mpf("0.9") * mpf(10_000) ** q / q
