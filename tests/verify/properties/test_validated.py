"""Enclosures of u'' = c (K0 + K u^rho) against closed forms, quadrature and mpmath."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from flint import arb, fmpq

from theory.definitions.gap_smooth import PHI
from theory.symbols import K0, K, rho
from verify.intervals.balls import precision
from verify.intervals.integrate import integral
from verify.properties.arithmetic import BALLS, OpenChoiceError
from verify.properties.line import Line, Piece
from verify.properties.taylor import Law, Solution, coefficients, polynomial
from verify.properties.validated import advance

HALF, MORE, TWO, THREE = Fraction(1, 2), Fraction(3, 2), Fraction(2), Fraction(3)


def ball(value: str | int) -> arb:
    return arb(fmpq(*Fraction(value).as_integer_ratio()))


def law(power: Fraction, curvature: str | int = 1, growth: str | int = 1) -> Law:
    return Law(ball(curvature), ball(growth), power, BALLS)


@pytest.mark.parametrize("control", ["1", "1/3", "0", "-1/2", "-1"])
@pytest.mark.parametrize("slope", ["-1", "0", "5/4"])
def test_it_encloses_the_closed_form_for_rho_1(control: str, slope: str) -> None:
    with precision(256):
        start, length = Solution(ball(2), ball(slope)), ball("3/4")
        piece = Piece(ball(1), ball(control))
        exact = Line(ball("1/2"), ball(2), *start, [piece], [], BALLS).at(length)
        found = advance(start, ball(control), law(Fraction(1), "1/2", 2), length)
        for value, expected in zip(found, exact, strict=True):
            assert value.overlaps(expected)
            assert value.rad() < 1e-25 and expected.rad() < 1e-60


@pytest.mark.parametrize("power", [HALF, MORE, TWO, THREE])
@pytest.mark.parametrize(
    ("control", "low", "high", "energy"),
    [("1", 1, 2, "-1/2"), ("-1/2", 1, "3/2", 3), ("1/2", "1/2", 1, 0)],
)
def test_the_way_from_one_value_to_another_is_the_energy_integral(
    power: Fraction, control: str, low: str | int, high: str | int, energy: str | int
) -> None:
    """x from u = low to u = high is the integral of du/sqrt(2 (E + c Phi(u)))."""
    u, c, E = sp.Symbol("u", real=True), sp.Rational(control), sp.Rational(energy)
    Phi = PHI(u).subs({K0: 1, K: 1, rho: sp.Rational(power.numerator, power.denominator)})
    square = 2 * (E + c * Phi)
    length = integral(1 / sp.sqrt(square), u, sp.Rational(low), sp.Rational(high), 30)
    with precision(256):
        at_low = arb(str(sp.N(square.subs(u, sp.Rational(low)), 40)))
        start = Solution(ball(low), (at_low + arb(0, 1e-35)).sqrt())
        end = advance(start, ball(control), law(power), length)
        assert end.u.contains(ball(high)) and end.u.rad() < 1e-15
        below = advance(start, ball(control), law(power), length - arb("1e-12"))
        assert not below.u.contains(ball(high))


@pytest.mark.parametrize(("power", "control"), [(HALF, "-1/2"), (MORE, "1"), (TWO, "-1")])
def test_it_encloses_what_mpmath_finds(power: Fraction, control: str) -> None:
    with mpmath.workdps(30):
        c, exponent = mpmath.mpf(control.split("/")[0]), mpmath.mpf(power.numerator)
        c, exponent = (c / 2 if "/" in control else c), exponent / power.denominator
        solve = mpmath.odefun(lambda _, y: [y[1], c * (1 + y[0] ** exponent)], 0, [2, -1])
        expected = [mpmath.nstr(y, 25) for y in solve(mpmath.mpf("0.625"))]
    with precision(128):
        found = advance(Solution(arb(2), arb(-1)), ball(control), law(power), ball("5/8"))
        for value, decimal in zip(found, expected, strict=True):
            assert (value - arb(decimal)).abs_upper() < 1e-15
            assert value.overlaps(arb(decimal) + arb(0, 1e-22))


@pytest.mark.parametrize("share", ["0", "1/2", "9/10"])
def test_a_smaller_remainder_does_not_enclose(share: str) -> None:
    """cosh - 1, the extremal for K0 = K = rho = 1, whose coefficients grow along the step."""
    with precision(128):
        u, p, step, order = arb(1).cosh() - 1, arb(1).sinh(), ball("1/8"), 5
        end = Solution((1 + step).cosh() - 1, (1 + step).sinh())
        series = coefficients(u, p, arb(1), law(Fraction(1)), order)
        rough = Solution(u.union(end.u), p.union(end.p))
        rest = coefficients(*rough, arb(1), law(Fraction(1)), order + 1)[-1]
        assert polynomial([*series, rest], step).u.contains(end.u)
        assert polynomial([*series, rest], step).p.contains(end.p)
        assert not polynomial([*series, ball(share) * rest], step).u.overlaps(end.u)


def test_another_control_is_told_apart() -> None:
    with precision(128):
        start, length = Solution(arb(1), arb(0)), ball("1/2")
        one = advance(start, arb(1), law(THREE), length)
        more = advance(start, 1 + ball("1/1048576"), law(THREE), length)
        assert more.u > one.u and more.p > one.p


@pytest.mark.parametrize(
    ("power", "slope", "length", "reason"),
    [
        (HALF, "-2", 2, "falls to 0, where ell is not smooth"),
        (THREE, "3", 2, "blows up"),
        (TWO, "0", -1, "a length below 0"),
    ],
)
def test_it_refuses(power: Fraction, slope: str, length: int, reason: str) -> None:
    with precision(128), pytest.raises(OpenChoiceError, match="no enclosure"):
        advance(Solution(arb(1), ball(slope)), arb(1), law(power), arb(length))
