"""Theorems 4 to 7 worked by hand: SGD on x^2/2 from x = 1 with a coin for the noise.

Nothing of the project is used. ell = 1, so Phi(s) = s, h(s) = G(s) = sqrt(2 s), and with beta = 4
the radius of a level s is sqrt(2 s). All 2^T outcomes are gone through.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from mpmath import log, mpf, sqrt

GAP0 = mpf(1) / 2
FLOOR = mpf(1) / 8
Constants = tuple[mpf, mpf, mpf]

BOUNDED: Constants = (mpf(0), mpf(0), mpf(4))
"""Theorems 4 and 5 with sigma = 2."""
ABC: Constants = (mpf(1), mpf(1) / 2, mpf(1))
"""Theorems 6 and 7."""


def step(gap: mpf, constants: Constants, T: int, delta: mpf, floor: mpf) -> mpf:
    """The smallest of the four terms, as LW print them, with Lemma 2's radius for ell = 1."""
    A, B, C = constants
    V = A * gap + 2 * B * gap + C
    return min(
        1 / (2 * (1 + B)),
        sqrt(2 * max(gap, floor)) / (sqrt(2 * gap) + sqrt(V)),
        GAP0 / (4 * log(1 / delta) * V),
        sqrt(GAP0 / (T * (A * gap + C))),
    )


def failing(
    eta: Callable[[mpf], mpf], constants: Constants, T: int, *, louder: int = 1
) -> tuple[mpf, mpf]:
    """How likely the potential exceeds 2 gap0, and how likely the smallest gradient the rate."""
    A, B, C = constants
    potential, rate = 0, 0
    for coins in itertools.product((-1, 1), repeat=T):
        x, gained, steps, least, stays = mpf(1), mpf(0), mpf(0), mpf(1), True
        for coin in coins:
            gap, size = x**2 / 2, eta(x**2 / 2)
            noise = louder * coin * sqrt(A * gap + B * x**2 + C)
            least, steps = min(least, x**2), steps + size
            gained += size * x**2
            x -= size * (x + noise)
            stays = stays and x**2 / 2 + gained / 2 <= 2 * GAP0
        potential += not stays
        rate += least * steps > 4 * GAP0
    return mpf(potential) / 2**T, mpf(rate) / 2**T


CASES = [
    pytest.param(T, mpf(1) / k, constants, id=f"T{T}-delta1/{k}-{name}")
    for T in (1, 3, 6)
    for k in (2, 10)
    for name, constants in (("bounded", BOUNDED), ("abc", ABC))
]


@pytest.mark.parametrize(("T", "delta", "constants"), CASES)
def test_warm_up_keeps_its_promise(T: int, delta: mpf, constants: Constants) -> None:
    """Theorems 4 and 6."""
    found = failing(lambda gap: step(gap, constants, T, delta, FLOOR), constants, T)
    assert max(found) <= delta


@pytest.mark.parametrize(("T", "delta", "constants"), CASES)
def test_the_constant_step_keeps_its_promise(T: int, delta: mpf, constants: Constants) -> None:
    """Theorems 5 and 7."""
    eta = step(2 * GAP0, constants, T, delta, mpf(0))
    assert max(failing(lambda gap: eta, constants, T)) <= delta


@pytest.mark.parametrize("constants", [BOUNDED, ABC], ids=["bounded", "abc"])
def test_noise_twenty_times_as_loud_breaks_it(constants: Constants) -> None:
    """Control: the same steps, more noise than they were made for."""
    T, delta = 6, mpf(1) / 10
    eta = step(2 * GAP0, constants, T, delta, mpf(0))
    warm = failing(lambda gap: step(gap, constants, T, delta, FLOOR), constants, T, louder=20)
    constant = failing(lambda gap: eta, constants, T, louder=20)
    assert min(warm[0], constant[0]) > delta


@pytest.mark.parametrize("constants", [BOUNDED, ABC], ids=["bounded", "abc"])
def test_the_display_bounds_the_inverse_of_the_step(constants: Constants) -> None:
    """4 gap0/(T eta) against the four terms of Theorem 7, added up."""
    A, B, C = constants
    H = 2 * GAP0
    V = A * H + 2 * B * H + C
    for T in (1, 10, 1000):
        for delta in (mpf(1) / 2, mpf(1) / 1000):
            eta = step(H, constants, T, delta, mpf(0))
            radius = (sqrt(2 * H) + sqrt(V)) / sqrt(2 * H)
            terms = (
                4 * sqrt(GAP0 * (A * H + C) / T)
                + 4 * GAP0 / T * (2 * (1 + B) + radius)
                + 16 * log(1 / delta) * V / T
            )
            assert 4 * GAP0 / (T * eta) <= terms * (1 + mpf(10) ** -12)
            assert 4 * 4 * GAP0 / (T * eta) >= terms
