"""Leaving rest at 0 for every rho, against the closed form, quadrature and a broken remainder."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import mpmath
import pytest
from flint import arb, fmpq

from verify.intervals.balls import precision
from verify.properties.arithmetic import BALLS, OpenChoiceError
from verify.properties.rest import launch
from verify.properties.taylor import Law
from verify.properties.validated import order_at


def ball(value: str) -> arb:
    return arb(fmpq(*Fraction(value).as_integer_ratio()))


def law(rho: str, K0: str = "1", K: str = "1") -> Law:
    return Law(ball(K0), ball(K), Fraction(rho), BALLS)


@pytest.mark.parametrize("bits", [64, 128, 256])
@pytest.mark.parametrize("share", ["1", "1/2", "1/1000"])
def test_it_encloses_the_closed_form_for_rho_1(bits: int, share: str) -> None:
    """u = (K0/K)(cosh(sqrt(c K) t) - 1)."""
    with precision(bits):
        found = launch(ball("1/2"), law("1", "3", "2"), order_at(bits))
        t = found.length * ball(share)
        u, p = found.at(t)
        assert u.overlaps(ball("3/2") * (t.cosh() - 1)) and p.overlaps(ball("3/2") * t.sinh())
        assert u.rad() < ball("1/2") ** (bits // 3)


@pytest.mark.parametrize("rho", ["1/8", "1/2", "7/8", "3/2", "2", "3", "1025/1024"])
def test_the_way_from_rest_is_the_energy_integral(rho: str) -> None:
    """t is the integral of 1/sqrt(2 c Phi(v)) from 0 to u, with v = y^2: nothing is singular."""
    with precision(192):
        found = launch(ball("3/4"), law(rho, "2", "5"), 26)
        u, p = found.at(found.length)
        middle = str(u.mid().str(45, radius=False))
        slope = (2 * ball("3/4") * law(rho, "2", "5").Phi(u)).sqrt()
        assert p.overlaps(slope) and p.rad() < 1e-17
        with mpmath.workdps(40):
            r = mpmath.mpf(Fraction(rho).numerator) / Fraction(rho).denominator
            way = mpmath.quad(
                lambda y: 2 / mpmath.sqrt(mpmath.mpf("1.5") * (2 + 5 * y ** (2 * r) / (1 + r))),
                [0, mpmath.sqrt(mpmath.mpf(middle))],
            )
            assert abs(found.length - arb(mpmath.nstr(way, 35))) < 1e-17


@pytest.mark.parametrize("rho", ["1/3", "1", "2"])
def test_another_remainder_does_not_enclose(rho: str) -> None:
    """With a polynomial of low degree, whose remainder is not small."""
    with precision(128):
        good, found = launch(arb(1), law(rho), 22), launch(arb(1), law(rho), 2)
        t, last, last_slope = good.length, found.values[-1], found.slopes[-1]
        assert found.at(t).u.contains(good.at(t).u) and found.at(t).p.contains(good.at(t).p)
        for factor in (arb(0), 1 + 2 * last.rad() / abs(last)):
            wrong = replace(found, values=[*found.values[:-1], factor * last.mid()])
            assert not wrong.at(t).u.overlaps(good.at(t).u)
            wrong = replace(found, slopes=[*found.slopes[:-1], 2 * factor * last_slope.mid()])
            assert not wrong.at(t).p.overlaps(good.at(t).p)


def test_places_from_0_on_are_taken_together() -> None:
    with precision(128):
        found = launch(arb(1), law("1/3"), 22)
        wide = found.at(arb(0).union(found.length))
        for share in ("0", "1/3", "1"):
            u, p = found.at(found.length * ball(share))
            assert wide.u.contains(u) and wide.p.contains(p)
        assert wide.u.is_finite() and found.at(arb(0)) == (0, 0)


def test_constants_of_which_nothing_is_known_are_refused() -> None:
    with pytest.raises(OpenChoiceError, match="near its minimum"):
        launch(arb(1), Law(arb(1, 1), arb(1), Fraction(1, 2), BALLS), 22)
