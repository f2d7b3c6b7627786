"""Tests of verify/intervals/special.py: 2F1(1/2, b; 1 + b; z) and gamma against mpmath."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from flint import arb

from verify.intervals.balls import box, ends, is_enclosure, precision, to_fmpq
from verify.intervals.evaluate import UnsupportedError, compile_expressions
from verify.intervals.special import by_series, gamma, gauss_half

x, y = sp.symbols("x y", real=True)


def ball(value: Fraction | int) -> arb:
    return arb(to_fmpq(value))


def mp(value: Fraction) -> mpmath.mpf:
    return mpmath.mpf(value.numerator) / value.denominator


def exact(value: mpmath.mpf) -> sp.Rational:
    return sp.Rational(str(mpmath.nstr(value, 50)))


def draw(rng: random.Random) -> tuple[Fraction, Fraction]:
    b = Fraction(rng.randint(1, 400), rng.choice([1, 2, 3, 8, 100]))
    z = -Fraction(rng.randint(0, 999), rng.randint(1, 99)) * Fraction(10) ** rng.randint(-8, 8)
    return b, z


def test_it_agrees_with_the_second_engine_at_random_rationals() -> None:
    rng = random.Random(20)
    with mpmath.workdps(60), precision(256):
        for _ in range(150):
            b, z = draw(rng)
            low, high = ends(gauss_half(ball(b), ball(z)))
            value = exact(mpmath.hyp2f1(mpmath.mpf(1) / 2, mp(b), 1 + mp(b), mp(z)))
            slack = sp.Rational(1, 10**45)
            assert low - slack <= value <= high + slack, (b, z)
            assert high - low <= value / 10**30, (b, z)


@pytest.mark.parametrize("seed", range(40))
def test_a_wide_box_holds_the_value_at_its_points(seed: int) -> None:
    rng = random.Random(seed)
    b, z = draw(rng)
    b_end, z_end = b + Fraction(rng.randint(1, 50), 10), z - Fraction(rng.randint(1, 500), 7)
    wide = gauss_half(box(b, b_end), box(z_end, z))
    assert is_enclosure(wide)
    for k in range(5):
        u, v = Fraction(rng.randint(0, 9), 9), Fraction(k, 4)
        with precision(128):
            inside = gauss_half(ball(b + u * (b_end - b)), ball(z + v * (z_end - z)))
        assert ends(wide)[0] <= ends(inside)[1], (b, z)
        assert ends(inside)[0] <= ends(wide)[1], (b, z)


def test_both_methods_give_the_same_value() -> None:
    for b in (Fraction(3, 4), Fraction(50), Fraction(50_001)):
        for z in (Fraction(-1, 7), Fraction(-2)):
            assert by_series(ball(b), ball(z)).overlaps(gauss_half(ball(b), ball(z)))


def test_the_series_reaches_where_the_transformations_fail() -> None:
    with precision(512):
        z = ball(-(10**100))
        assert not is_enclosure(by_series(ball(Fraction(1, 3)), z))
        assert gauss_half(ball(50_000), z).rel_accuracy_bits() > 500


def test_nothing_is_said_outside_its_domain() -> None:
    assert not is_enclosure(gauss_half(arb(0), arb(-1)))
    assert not is_enclosure(gauss_half(arb(1), arb(1)))
    assert not is_enclosure(gauss_half(arb(1), arb(0, 1)))
    assert not is_enclosure(gamma(arb(0, 1)))
    assert not is_enclosure(gamma(arb(-0.5)))


def test_both_are_compiled_for_balls_and_for_floats() -> None:
    f = compile_expressions([sp.hyper((sp.S.Half, x), (1 + x,), y), sp.gamma(x)], [x, y])
    first, second = f([ball(2), ball(-3)])
    # 2F1(1/2, 2; 3; z) = 2 int_0^1 t/sqrt(1 - z t) dt, at z = -3: 16/27.
    assert first.contains(to_fmpq(Fraction(16, 27)))
    assert second.contains(1)
    floats = f.floats([[2.0, 4.0], [-3.0, 0.0]])
    assert floats[0] == pytest.approx([16 / 27, 1.0])
    assert floats[1] == pytest.approx([1.0, 6.0])


def test_other_hypergeometric_functions_are_refused() -> None:
    for a, c in [((1, x), 1 + x), ((sp.S.Half, x), 2 + x), ((sp.S.Half, x, x), 1 + x)]:
        with pytest.raises(UnsupportedError, match=r"only 2F1\(1/2, b; 1 \+ b; z\) is known"):
            compile_expressions([sp.hyper(a, (c,), y)], [x, y])
