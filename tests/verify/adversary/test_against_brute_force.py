"""The bound against brute force: f' written out by hand in mpmath, and nothing shared."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from mpmath import mp

from verify.adversary.attack import lower_bound
from verify.adversary.schedule import schedule
from verify.adversary.setting import setting
from verify.verdict import Word

NEVER_ENDS = "constant:3"
SCHEDULES: dict[str, Callable[[int], mpmath.mpf]] = {
    "3/sqrt(t+1)": lambda t: mp.mpf(3) / mp.sqrt(t + 1),
    "12/(t+1)**(2/3)": lambda t: mp.mpf(12) / mp.power(t + 1, mp.mpf(2) / 3),
    "20*(9/10)**t + 1/5": lambda t: 20 * mp.power(mp.mpf(9) / 10, t) + mp.mpf(1) / 5,
    "Piecewise((5/2, t < 7), (1/3, True))": lambda t: mp.mpf(5) / 2 if t < 7 else mp.mpf(1) / 3,
    "constant:1/3": lambda t: mp.mpf(1) / 3,
    NEVER_ENDS: lambda t: mp.mpf(3),
    "Max(6 - t/4, 1/2)": lambda t: max(6 - mp.mpf(t) / 4, mp.mpf(1) / 2),
}
RHO = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3))
K0, K, GAP0, EPS = mp.mpf(1), mp.mpf(2), mp.mpf(3), mp.mpf(3) / 5
LIMIT = 120


def slope_below_waves(x: mpmath.mpf, variant: str) -> mpmath.mpf:
    """f' of the valley and the straight pieces beside it."""
    if variant == "triangular":
        return max(-EPS, min(EPS, K0 * x))
    edge = mp.pi * EPS / (2 * K0)
    return EPS * mp.sin(K0 * x / EPS) if abs(x) < edge else mp.sign(x) * EPS


def triangle(share: mpmath.mpf) -> mpmath.mpf:
    """A triangular cosine of period 1."""
    part = share - mp.floor(share)
    return 1 - 4 * part if part <= 0.5 else 4 * part - 3


def brute_force(
    steps: Callable[[int], mpmath.mpf], rho: Fraction, variant: str
) -> tuple[int | None, int | None]:
    """tau, and the first t with a slope below EPS; None for what the limit does not show.

    The function is laid out from x_0 leftwards and evaluated where the iterate happens to be.
    """
    M = K0 + K * mp.power(GAP0 / 2, mp.mpf(rho.numerator) / rho.denominator)
    turn = 4 if variant == "triangular" else 2 * mp.pi
    s = mp.sqrt(M * GAP0 / (8 * mp.pi)) if variant == "quartic" else EPS
    tau = next((t for t in range(LIMIT) if steps(t) * M < turn), None)
    waves = LIMIT if tau is None else tau
    periods = [int(mp.floor(steps(t) * M / turn)) for t in range(waves)]
    rim = EPS**2 / K0 / (2 if variant == "triangular" else 1)
    half = EPS / K0 if variant == "triangular" else mp.pi * EPS / (2 * K0)
    lam = steps(tau - 1) * s / periods[-1] if tau and variant == "quartic" else mp.mpf(0)
    if tau == 0:
        s = EPS
    landing = GAP0 - lam * (s + EPS) / 2
    end = half + (landing - rim) / EPS  # x_tau
    joints = [end]
    for t in reversed(range(waves)):
        joints.append(joints[-1] + steps(t) * s)
    joints.reverse()

    def slope(x: mpmath.mpf) -> mpmath.mpf:
        if x <= end:
            return slope_below_waves(x, variant)
        place = next(t for t in range(guess[0], waves) if joints[t + 1] <= x)
        guess[0] = place
        z = x - joints[place + 1]
        if place == waves - 1 and z < lam:
            y = z / lam
            return EPS + (s - EPS) * (3 * y**2 - 2 * y**3)
        share = periods[place] * z / (steps(place) * s)
        return s * (triangle(share) if variant == "triangular" else mp.cos(2 * mp.pi * share))

    guess = [0]
    x = joints[0]
    for t in range(LIMIT):
        # Rounding may put a joint on either side; there the slopes of both agree.
        found = slope(x)
        if abs(found) < EPS * (1 - mp.mpf(10) ** -8):
            return tau, t
        x = x - steps(t) * found
    return tau, None


@pytest.mark.parametrize("variant", ["sine", "quartic", "triangular"])
@pytest.mark.parametrize("text", SCHEDULES)
def test_the_count_is_that_of_brute_force(text: str, variant: str) -> None:
    for rho in RHO:
        # Corners of a triangular slope magnify an error up to 1 + 4 m times a step.
        with mp.workdps(60 if variant != "triangular" else 500):
            tau, first = brute_force(SCHEDULES[text], rho, variant)
        asked = setting(rho=rho, K0=1, K=2, gap0=3, eps="3/5", variant=variant)
        budget = 1_000 if text == NEVER_ENDS else 5_000
        found = lower_bound(asked, schedule(text), max_steps=budget)
        assert [v.word for v in found.verdicts] == [Word.PROVED] * 7
        own = found.adversary.tau
        assert tau == (own if own is not None and own < LIMIT else None)
        if found.iterations is not None and found.iterations < LIMIT:
            assert first == found.iterations
        else:
            assert first is None
        if found.iterations is not None:
            assert found.iterations >= found.bound_here >= found.bound
