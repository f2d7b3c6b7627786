"""verify/certify: random members of the class have their own constants, and no smaller ones.

In one dimension u >= 0 with inf u = 0 is (1, K0, K)-smooth exactly if u'' = c (K0 + K u) for some
|c| <= 1. Then v = K0 + K u solves v'' = c K v. With c = +-r**2 and K = k**2 rational squares, v is
built of cosh and sinh, cos and sin, or affine pieces in r k x, glued at rational points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pytest

from verify.certify.certify import certify
from verify.certify.request import request
from verify.verdict import Word

F = Fraction
ONE, LESS = F(1), F(99, 100)
CONTROLS = (F(1), F(9, 16), F(1, 4), F(0), F(-1, 4), F(-1))


@dataclass(frozen=True)
class Member:
    """A function with constants that it has, and a start.

    Attributes:
        text: the function; ``{x}`` stands for its variable.
        rho, K0, K: its constants, attained somewhere in the sublevel set of the start.
        start: a number.
    """

    text: str
    rho: Fraction
    K0: Fraction
    K: Fraction
    start: Fraction


def arm(
    random: Random, K0: Fraction, k: Fraction, controls: list[Fraction]
) -> tuple[str, Fraction]:
    """V for x >= 0, v(0) = K0, v'(0) = 0, a piece for each control; and where the last begins.

    The coefficients are kept as text, so that two neighbours hold the same expression at the
    point where they meet. Floats only choose lengths: v has to keep growing.
    """
    height, slope = f"{K0}", "0"
    now, rate, at = float(K0), 0.0, F(0)
    pieces: list[tuple[str, Fraction]] = []
    for index, c in enumerate(controls):
        w = _root(abs(c)) * k
        longest = 2.0
        if c < 0:
            # cos(w x) v + sin(w x)/w v' grows up to w tan(w x) = v'/v.
            longest = 0.75 * math.atan2(rate, float(w) * now) / float(w)
        length = F(random.randint(8, 16), 16) * F(longest).limit_denominator(64) / 2
        away = f"({{x}}-{at})"
        here = _solution(c, w, height, slope, away)
        pieces.append((here, at + length))
        if index == len(controls) - 1:
            break
        r, s = float(w * length), float(w)
        if c > 0:
            now, rate = (now * math.cosh(r) + rate / s * math.sinh(r),
                         now * s * math.sinh(r) + rate * math.cosh(r))  # fmt: skip
        elif c < 0:
            now, rate = (now * math.cos(r) + rate / s * math.sin(r),
                         -now * s * math.sin(r) + rate * math.cos(r))  # fmt: skip
        else:
            now += rate * float(length)
        height, slope = (
            _solution(c, w, height, slope, f"({length})"),
            _slope(c, w, height, slope, length),
        )
        at += length
    branches = ", ".join(f"({v}, {{x}} < {end})" for v, end in pieces[:-1])
    last = pieces[-1][0]
    return (f"Piecewise({branches}, ({last}, True))" if branches else last), at


def _solution(c: Fraction, w: Fraction, v: str, dv: str, x: str) -> str:
    if c == 0:
        return f"({v}) + ({dv})*{x}"
    even, odd = ("cosh", "sinh") if c > 0 else ("cos", "sin")
    return f"({v})*{even}({w}*{x}) + ({dv})/({w})*{odd}({w}*{x})"


def _slope(c: Fraction, w: Fraction, v: str, dv: str, x: Fraction) -> str:
    if c == 0:
        return dv
    even, odd, sign = ("cosh", "sinh", "") if c > 0 else ("cos", "sin", "-")
    return f"({dv})*{even}({w}*({x})) {sign or '+'} ({v})*({w})*{odd}({w}*({x}))"


def _root(square: Fraction) -> Fraction:
    return F(math.isqrt(square.numerator), math.isqrt(square.denominator))


def exponential(random: Random, pieces: int) -> Member:
    """A (1, K0, K)-smooth function with its minimiser 0; the left arm is its own, with c = 1."""
    k = random.choice((F(1), F(2), F(1, 2)))
    K0 = F(random.randint(1, 30), random.choice((7, 10, 16)))
    controls = [random.choice((F(1), F(9, 16), F(1, 4)))]
    controls += [random.choice(CONTROLS) for _ in range(pieces - 1)]
    if controls[-1] < 0:
        controls[-1] = F(1, 4)
    right, last = arm(random, K0, k, controls)
    text = f"(Piecewise((({K0})*cosh({k}*{{x}}), {{x}} < 0), ({right}, True)) - {K0})/({k * k})"
    return Member(text, F(1), K0, k * k, last + F(random.randint(2, 8), 16) / k)


def power(random: Random) -> Member:
    """Take (a x)**p, p = 2/(1 - rho), so u'' = p (p - 1) a**2 u**rho; affine beyond a point."""
    p = random.choice((4, 6, 8))
    b = F(random.randint(4, 12), 8)
    a = F(random.randint(1, 3), 2)
    end = a**p * b**p
    slope = p * a**p * b ** (p - 1)
    text = f"Piecewise((({a})**{p}*{{x}}**{p}, {{x}} < {b}), ({end} + {slope}*({{x}}-{b}), True))"
    return Member(text, 1 - F(2, p), F(0), p * (p - 1) * a**2, b + F(1, 2))


FEW = 12
"""Every run asks this many of each kind; `make thorough` asks the rest of the same kind."""
ON_A_LINE = {
    **{f"power {seed}": power(Random(seed)) for seed in range(6)},
    **{f"exponential {seed}": exponential(Random(seed), 1 + seed % 4) for seed in range(24)},
}


def decided(text, start, rho, K0, K, max_boxes=5000):
    asked = request(text, list(start), rho=str(rho), K0=str(K0), K=str(K), start=start)
    return certify(asked, max_boxes=max_boxes).word


def on_a_line(member: Member, less_K0=ONE, less_K=ONE):
    start = {"x": str(member.start)}
    constants = member.rho, less_K0 * member.K0, less_K * member.K
    return decided(member.text.format(x="x"), start, *constants)


@pytest.mark.parametrize(
    "member",
    [
        pytest.param(member, id=name, marks=pytest.mark.thorough if seed >= FEW else ())
        for name, member in ON_A_LINE.items()
        for seed in [int(name.split()[-1])]
    ],
)
def test_a_member_has_its_own_constants_and_not_0_99_of_them(member):
    assert on_a_line(member) is Word.PROVED
    assert on_a_line(member, LESS, LESS) is Word.REFUTED
    assert on_a_line(member, LESS, ONE) is (Word.REFUTED if member.K0 else Word.PROVED)
    assert on_a_line(member, ONE, LESS) is Word.REFUTED


def two(seed: int) -> tuple[Member, Member]:
    """Two members with the same K; the one with the larger K0 first."""
    random = Random(seed)
    found = [exponential(random, 1 + i % 3) for i in range(12)]
    first = found[0]
    other = next(m for m in found[1:] if m.K == first.K)
    return (first, other) if first.K0 >= other.K0 else (other, first)


@pytest.mark.parametrize("seed", range(2))
def test_a_sum_over_orthogonal_directions_has_the_constants_of_the_closure(seed):
    # Where the second summand is 0 the Hessian has the first one's curvature, which is tight.
    u, v = two(seed)
    text = f"{u.text.format(x='x')} + {v.text.format(x='y')}"
    start = {"x": str(u.start / 2), "y": "0"}
    assert decided(text, start, 1, u.K0 + v.K0, u.K, 20_000) is Word.PROVED
    assert decided(text, start, 1, LESS * u.K0, LESS * u.K, 20_000) is Word.REFUTED


@pytest.mark.parametrize("seed", range(2))
def test_turning_by_a_rational_angle_changes_no_constant(seed):
    u, v = two(seed)
    along, across = "((3*x+4*y)/5)", "((4*x-3*y)/5)"
    text = f"{u.text.format(x=along)} + {v.text.format(x=across)}"
    start = {"x": str(u.start * 3 / 10), "y": str(u.start * 2 / 5)}
    assert decided(text, start, 1, u.K0 + v.K0, u.K, 20_000) is Word.PROVED
    assert decided(text, start, 1, LESS * u.K0, LESS * u.K, 20_000) is Word.REFUTED
