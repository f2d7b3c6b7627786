"""Gradient descent on the functions of Theorem 3, built here by hand in 200 digits.

Nothing of the project is used: the functions, the number of steps that are promised and the runs
are written anew in mpmath, for several schedules and exponents and all three variants.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import mpmath
import pytest
from mpmath import mpf

DIGITS = 200
"""A rounding error at a kink grows by a factor of up to 8 a step."""
TINY = mpf(10) ** -25
ONE = mpf(1)
Triple = tuple[mpf, mpf, mpf]


@pytest.fixture(autouse=True)
def many_digits() -> Iterator[None]:
    with mpmath.workdps(DIGITS):
        yield


@dataclass
class Segment:
    """Formulas for left < x <= right."""

    left: mpf
    right: mpf
    at: Callable[[mpf], Triple]


@dataclass
class Instance:
    """A function with f* = 0, its start, and the last iterate that is promised to be steep."""

    segments: list[Segment]
    start: mpf
    promised: int
    ell: Callable[[mpf], mpf]
    smooth: bool

    def at(self, x: mpf) -> Triple:
        rights = [s.right for s in self.segments]
        return self.segments[bisect_left(rights, x)].at(x)


@dataclass
class Constants:
    """The class, the start's gap and the target."""

    rho: mpf
    K0: mpf = ONE
    K: mpf = ONE
    gap0: mpf = 3 * ONE
    theta: mpf = ONE / 2
    eps: mpf = ONE / 4
    slope: mpf = ONE / 4

    def ell(self, s: mpf) -> mpf:
        return self.K0 + self.K * s**self.rho

    @property
    def M(self) -> mpf:
        return self.ell(self.theta * self.gap0)


def line(x0: mpf, value: mpf, slope: mpf) -> Callable[[mpf], Triple]:
    return lambda x: (value + slope * (x - x0), slope, mpf(0))


def parabola(x0: mpf, value: mpf, slope: mpf, c: mpf) -> Callable[[mpf], Triple]:
    """From a point with given value and slope at constant curvature c."""
    return lambda x: (
        value + slope * (x - x0) + c * (x - x0) ** 2 / 2,
        slope + c * (x - x0),
        c,
    )


def sine(x0: mpf, value: mpf, slope: mpf, k: mpf) -> Callable[[mpf], Triple]:
    return lambda x: (
        value + slope / k * mpmath.sin(k * (x - x0)),
        slope * mpmath.cos(k * (x - x0)),
        -slope * k * mpmath.sin(k * (x - x0)),
    )


def cosine_valley(x0: mpf, K0: mpf, eps: mpf) -> Callable[[mpf], Triple]:
    return lambda x: (
        eps**2 / K0 * (1 - mpmath.cos(K0 * (x - x0) / eps)),
        eps * mpmath.sin(K0 * (x - x0) / eps),
        K0 * mpmath.cos(K0 * (x - x0) / eps),
    )


def quartic(x0: mpf, lam: mpf, base: mpf, low: mpf, high: mpf) -> Callable[[mpf], Triple]:
    """Slope from low at x0 to high at x0 + lam."""

    def at(x: mpf) -> Triple:
        z = x - x0
        rise = high - low
        return (
            base + low * z + rise * (z**3 / lam**2 - z**4 / (2 * lam**3)),
            low + rise * (3 * z**2 / lam**2 - 2 * z**3 / lam**3),
            rise * (6 * z / lam**2 - 6 * z**2 / lam**3),
        )

    return at


def mirror(at: Callable[[mpf], Triple], about: mpf) -> Callable[[mpf], Triple]:
    def mirrored(x: mpf) -> Triple:
        value, slope, curvature = at(2 * about - x)
        return value, -slope, curvature

    return mirrored


def wave_segments(c: Constants, variant: str, left: mpf, eta: mpf) -> list[Segment]:
    """One step over whole periods."""
    reach = 4 if variant == "triangular" else 2 * mpmath.pi
    count = max(1, int(mpmath.floor(eta * c.M / reach)))
    length = eta * c.slope
    if variant != "triangular":
        k = 2 * mpmath.pi * count / length
        return [Segment(left, left + length, sine(left, c.gap0, c.slope, k))]
    half = length / count / 2
    bend = 2 * c.slope / half
    found = []
    for j in range(count):
        a = left + 2 * j * half
        found.append(Segment(a, a + half, parabola(a, c.gap0, c.slope, -bend)))
        found.append(Segment(a + half, a + 2 * half, parabola(a + half, c.gap0, -c.slope, bend)))
    return found


def build(c: Constants, variant: str, etas: list[mpf]) -> Instance:
    """The function for a schedule of which the last entry is short."""
    reach = 4 if variant == "triangular" else 2 * mpmath.pi
    tau = next(t for t, eta in enumerate(etas) if eta * c.M < reach)
    if variant == "triangular":
        rim, height = c.eps / c.K0, c.eps**2 / (2 * c.K0)
        valley = parabola(mpf(0), mpf(0), mpf(0), c.K0)
    else:
        rim, height = mpmath.pi * c.eps / (2 * c.K0), c.eps**2 / c.K0
        valley = cosine_valley(mpf(0), c.K0, c.eps)
    top, lam = c.gap0, mpf(0)
    if variant == "quartic" and tau:
        lam = etas[tau - 1] * c.slope / max(1, int(mpmath.floor(etas[tau - 1] * c.M / reach)))
        top = c.gap0 - lam * (c.slope + c.eps) / 2
    last = rim + (top - height) / c.eps
    segments = [
        Segment(-mpmath.inf, -rim, line(-rim, height, -c.eps)),
        Segment(-rim, rim, valley),
        Segment(rim, last, line(rim, height, c.eps)),
    ]
    left = last
    for t in reversed(range(tau)):
        parts = wave_segments(c, variant, left, etas[t])
        if t == tau - 1 and lam:
            segments.append(Segment(left, left + lam, quartic(left, lam, top, c.eps, c.slope)))
            parts[0].left = left + lam
        segments += [p for p in parts if p.right - p.left > TINY]
        left += etas[t] * c.slope
    beyond = c.slope if tau else c.eps
    segments.append(Segment(left, mpmath.inf, line(left, c.gap0, beyond)))
    promised = tau + int(mpmath.floor((top - height) * c.M / (reach * c.eps**2)))
    return Instance(segments, left, promised, c.ell, variant != "triangular")


def build_endless(c: Constants, variant: str, etas: list[mpf]) -> Instance:
    """The function for a schedule whose steps all are long: the valley lies on the right."""
    pieces: list[Segment] = []
    x = mpf(0)
    if variant == "triangular":
        height, rim = c.eps**2 / (2 * c.K0), c.eps / c.K0
        hump = 2 * c.eps / c.K0
        pieces.append(Segment(x, x + hump, parabola(x, c.gap0, c.eps, -c.K0)))
    elif variant == "quartic":
        height, rim = c.eps**2 / c.K0, mpmath.pi * c.eps / (2 * c.K0)
        hump = mpmath.pi * c.slope / c.M
        pieces.append(Segment(x, x + hump, sine(x, c.gap0, c.slope, c.M / c.slope)))
    else:
        height, rim = c.eps**2 / c.K0, mpmath.pi * c.eps / (2 * c.K0)
        hump = mpmath.pi * c.eps / c.K0
        pieces.append(Segment(x, x + hump, sine(x, c.gap0, c.eps, c.K0 / c.eps)))
    x, top = x + hump, c.gap0
    if variant == "quartic":
        lam = 2 * mpmath.pi * c.slope / c.M
        top = c.gap0 - lam * (c.slope + c.eps) / 2
        straight = quartic(mpf(0), lam, top, c.eps, c.slope)
        pieces.append(Segment(x, x + lam, mirror(lambda y, x=x: straight(y - x), x + lam / 2)))
        x += lam
    length = (top - height) / c.eps
    pieces.append(Segment(x, x + length, line(x, top, -c.eps)))
    bottom = x + length + rim
    valley = (
        parabola(bottom, mpf(0), mpf(0), c.K0)
        if variant == "triangular"
        else cosine_valley(bottom, c.K0, c.eps)
    )
    pieces.append(Segment(bottom - rim, bottom + rim, valley))
    pieces.append(Segment(bottom + rim, mpmath.inf, line(bottom + rim, height, c.eps)))
    left, waves = mpf(0), []
    for eta in etas:
        left -= eta * c.slope
        waves = [*wave_segments(c, variant, left, eta), *waves]
    below = Segment(-mpmath.inf, left, line(left, c.gap0, c.slope))
    return Instance([below, *waves, *pieces], mpf(0), len(etas), c.ell, variant != "triangular")


SCHEDULES: dict[str, Callable[[int], mpf]] = {
    "constant": lambda t: mpf(1) / 2,
    "root": lambda t: 3 / mpmath.sqrt(t + 1),
    "large root": lambda t: 11 / mpmath.sqrt(t + 1),
    "harmonic": lambda t: mpf(1) / (t + 1),
    "large harmonic": lambda t: mpf(40) / (t + 1),
    "geometric": lambda t: 9 * mpf(9) ** t / 10**t,
    "step-wise": lambda t: mpf([12, 5, 2, 1][min(t // 4, 3)]) / 2,
}
RHOS = [mpf(1) / 2, mpf(1), mpf(2), mpf(3)]
VARIANTS = ["sine", "quartic", "triangular"]


def constants(variant: str, rho: mpf) -> Constants:
    """In the quartic variant the waves are steeper than the target."""
    c = Constants(rho)
    if variant == "quartic":
        c.slope = 3 * c.eps / 2
        assert c.slope**2 <= (1 - c.theta) * c.M * c.gap0 / (4 * mpmath.pi)
    return c


def assert_member(made: Instance) -> None:
    """|f''| <= ell(f) and f >= 0 on a grid, and no jump at the joints."""
    for segment in made.segments:
        low = segment.left if mpmath.isfinite(segment.left) else segment.right - 5
        high = segment.right if mpmath.isfinite(segment.right) else segment.left + 5
        periods = 12
        for k in range(periods + 1):
            value, _, curvature = segment.at(low + (high - low) * k / periods)
            assert value >= -TINY
            assert abs(curvature) <= made.ell(max(value, mpf(0))) + TINY
    for before, after in zip(made.segments, made.segments[1:], strict=False):
        joint = before.right
        assert abs(joint - after.left) < TINY
        pairs = list(zip(before.at(joint), after.at(joint), strict=True))
        for one, other in pairs if made.smooth else pairs[:2]:
            assert abs(one - other) < TINY


def slopes(made: Instance, etas: list[mpf], count: int) -> list[mpf]:
    x, found = made.start, []
    for eta in etas[:count]:
        slope = made.at(x)[1]
        found.append(abs(slope))
        x -= eta * slope
    found.append(abs(made.at(x)[1]))
    return found


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rho", RHOS, ids=str)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_no_iterate_that_is_promised_has_a_smaller_slope(
    schedule: str, rho: mpf, variant: str
) -> None:
    c = constants(variant, rho)
    etas = [SCHEDULES[schedule](t) for t in range(600)]
    made = build(c, variant, etas)
    assert made.at(made.start)[0] == pytest.approx(c.gap0)
    assert made.promised >= 5
    assert_member(made)
    found = slopes(made, etas, made.promised)
    assert len(found) == made.promised + 1
    assert min(found) >= c.eps - TINY


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rho", RHOS, ids=str)
def test_steps_that_stay_long_never_arrive(rho: mpf, variant: str) -> None:
    c = constants(variant, rho)
    etas = [2 * mpmath.pi / c.M * (1 + mpf(2) / (t + 1)) for t in range(40)]
    made = build_endless(c, variant, etas)
    assert made.at(made.start)[0] == pytest.approx(c.gap0)
    assert_member(made)
    assert min(slopes(made, etas, 40)) >= c.eps - TINY


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_count_is_nearly_attained_at_the_longest_short_step(variant: str) -> None:
    """With a step just below the threshold the valley is reached two steps later at the latest."""
    c = constants(variant, mpf(1))
    reach = 4 if variant == "triangular" else 2 * mpmath.pi
    etas = [reach / c.M * (1 - mpf(10) ** -9)] * 400
    made = build(c, variant, etas)
    found = slopes(made, etas, made.promised + 2)
    assert min(found[: made.promised + 1]) >= c.eps - TINY
    assert min(found) < c.eps * (1 - mpf(10) ** -6)


def test_a_slope_too_large_for_the_gap_leaves_the_class() -> None:
    """eps^2 just above (1 - theta) M gap0/2 with nearly two periods under a step: not a member."""
    c = Constants(mpf(1), K0=mpf(9))
    limit = (1 - c.theta) * c.M * c.gap0 / 2
    c.eps = c.slope = mpmath.sqrt(limit) * mpf(12) / 10
    eta = 2 * mpmath.pi / c.M * mpf(199) / 100
    made = build_endless(c, "sine", [eta])
    trough = min(made.at(-eta * c.slope * k / 400)[0] for k in range(400))
    assert trough < c.theta * c.gap0
    c.eps = c.slope = mpmath.sqrt(limit)
    made = build_endless(c, "sine", [eta])
    trough = min(made.at(-eta * c.slope * k / 400)[0] for k in range(400))
    assert trough >= c.theta * c.gap0
