"""Members for any rho from a control: oracles, what is refused, and what leaves the class."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI
from theory.errors import DomainError, InexactInputError
from verify.intervals.balls import precision
from verify.properties import FromControl, Integrated, mutated, pl_constant
from verify.properties.arithmetic import BALLS
from verify.properties.course import _blows_up
from verify.properties.scale import unit_of, unit_of_length
from verify.properties.taylor import Law, Solution

PIECES = {"right": [(1, 1), ("1/2", "-1/3"), ("1/4", 0)], "left": [(1, "1/2"), ("1/2", "-1/4")]}
SQUARE = Integrated(rho=2, K0="3/2", K=2, **PIECES)
ROOT = Integrated(rho="1/2", K0="3/2", K=2, **PIECES)
HILL = Integrated(rho="3/2", gap=1, slope="-1/2", right=[("1/4", -1), ("1/4", "1/2")])
LOW = Integrated(rho="7/8", right=[("1/2", "1/2")])


@pytest.mark.parametrize("place", ["-5/4", "-1/2", "1/100", "1/2", "5/4", "13/8"])
def test_for_rho_1_it_is_the_closed_form_on_its_pieces(place: str) -> None:
    one, other = Integrated(rho=1, K0="3/2", K=2, **PIECES), FromControl(K0="3/2", K=2, **PIECES)
    for found, exact in zip(one.enclose(place, 192), other.enclose(place, 192), strict=True):
        assert found.overlaps(exact) and found.rad() < 1e-20


def solved(f: Integrated, place: str) -> tuple[str, str]:
    """Value and slope by mpmath, from an end of a piece to the next."""
    x, distance = Fraction(place), abs(Fraction(place))
    side, sign = (f.right, 1) if x > 0 else (f.left, -1)
    rho, K0, K = (mpmath.mpf(c.numerator) / c.denominator for c in (f.rho, f.K0, f.K))
    state = [mpmath.mpf(x.numerator) / x.denominator for x in (f.gap, sign * f.start_slope)]
    at = Fraction(0)
    for bend in side.bends:
        c, way = mpmath.mpf(bend.start.numerator) / bend.start.denominator, bend.length
        way = min(way, distance - at)
        if way > 0:
            solve = mpmath.odefun(
                lambda _, y, c=c: [y[1], c * (K0 + K * abs(y[0]) ** rho)], 0, state
            )
            state = list(solve(mpmath.mpf(way.numerator) / way.denominator))
        at += bend.length
    return mpmath.nstr(state[0], 20), mpmath.nstr(sign * state[1], 20)


@pytest.mark.parametrize(
    ("f", "place"),
    [(SQUARE, "5/4"), (SQUARE, "-5/4"), (SQUARE, "7/4"), (HILL, "1/8"), (HILL, "1/2")],
    ids=str,
)
def test_it_encloses_what_mpmath_finds(f: Integrated, place: str) -> None:
    with mpmath.workdps(25):
        expected = solved(f, place)
    with precision(128):
        for found, decimal in zip(f.enclose(place), expected, strict=False):
            assert abs(found - arb(decimal)) < 1e-15


def test_the_energy_is_constant_on_a_piece() -> None:
    """u'^2/2 - c Phi(u), which is 0 from rest on; for a power that has no series at 0."""
    with precision(128):
        for place in ("1/1000", "1/2", "1"):
            value, slope, curvature = ROOT.enclose(place)
            left, right = slope * slope / 2, ROOT.Phi(value)
            assert left.overlaps(right) and (left - right).abs_upper() < 1e-18
            assert curvature.overlaps(ROOT.ell(value))


def test_ell_and_phi_are_those_of_the_theory() -> None:
    for f in (SQUARE, ROOT):
        put = {sym.rho: sp.Rational(str(f.rho)), sym.K0: sp.Rational(3, 2), sym.K: 2}
        gap, s = Fraction(5, 7), sp.Rational(5, 7)
        for number in (gap, float(gap), np.array(float(gap)), arb(fmpq(5, 7))):
            assert float(f.ell(number)) == pytest.approx(float(ELL(s).subs(put)))
            assert float(f.Phi(number)) == pytest.approx(float(PHI(s).subs(put)))
    assert SQUARE.ell(Fraction(1, 2)) == 2 and isinstance(ROOT.ell(Fraction(1, 2)), arb)


def test_at_an_end_of_a_piece_the_curvature_encloses_both_sides() -> None:
    for place, near in (("1", ("1023/1024", "1025/1024")), ("0", ("-1/1024", "1/1024"))):
        joint = SQUARE.enclose(place)
        width = arb(0, 0.01)
        assert all((joint.curvature + width).overlaps(SQUARE.enclose(x).curvature) for x in near)
        assert joint.curvature.rad() > 0.3
        assert joint.value.rad() < 1e-18


def test_a_ball_of_points_is_enclosed() -> None:
    for f in (SQUARE, ROOT, HILL):
        wide = f.enclose(arb(0.75, 0.75))
        for place in ("0", "1/3", "1/2", "1", "3/2"):
            assert all(a.contains(b) for a, b in zip(wide, f.enclose(place), strict=True))


def test_more_bits_give_more_digits() -> None:
    for f in (SQUARE, ROOT):
        rough, fine = f.enclose("4/3", 64), f.enclose("4/3", 320)
        assert fine.value.rad() < 1e-26 and fine.value.rad() < rough.value.rad() / 10**6
        assert rough.value.overlaps(fine.value) and rough.slope.overlaps(fine.slope)


def test_value_and_slope_do_not_jump_between_steps() -> None:
    for f in (SQUARE, ROOT, HILL):
        for side in (f.right, f.left):
            legs = side.legs(128)
            with precision(128):
                for leg, after in pairwise(legs):
                    assert leg.arc.length is not None
                    end, begin = leg.arc.at(leg.arc.length), after.arc.at(arb(0))
                    assert end.u.overlaps(begin.u) and end.p.overlaps(begin.p)
                    assert (leg.start + leg.arc.length).overlaps(after.start)


def test_beyond_its_pieces_the_curvature_is_constant() -> None:
    rising = Integrated(rho=2, right=[(1, 1)])
    at_end = rising.enclose(1)
    with precision(128):
        allowed = rising.ell(at_end.value)
        assert rising.enclose(3).curvature.overlaps(allowed)
        assert rising.enclose(3).slope.overlaps(at_end.slope + 2 * allowed)
    gentle = Integrated(rho=2, gap=1, slope=-1)  # 1 <= 2 K0 gap
    assert gentle.enclose(1) == (arb(1) / 2, 0, 1)
    steep = Integrated(rho=2, K=8, gap=1, slope="-3/2")  # k = 9/4 <= 1 + 8/4
    assert steep.enclose("2/3").value.contains(0.5) and steep.enclose("2/3").slope.contains(0)
    assert steep.enclose("2/3").curvature == 2.25


def test_it_comes_back_from_its_repr() -> None:
    for f in (SQUARE, ROOT, HILL, Integrated(rho=3), mutated(SQUARE, "1/8").function):
        again = eval(repr(f))
        assert repr(again) == repr(f) and str(again.enclose("1/3")) == str(f.enclose("1/3"))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"rho": 2, "right": [(1, -1)]}, r"in right\[0\]"),  # below 0 at once
        ({"rho": 2, "right": [(1, 1), (3, -1)]}, r"in right\[1\]"),  # falls below 0
        ({"rho": "1/2", "left": [(1, 1), (4, -1)]}, r"in left\[1\]"),
        ({"rho": 2, "right": [(4, 1)]}, "leads below 0 or to infinity"),  # blows up before
        ({"rho": "3/2", "right": [(8, 1)]}, "leads below 0 or to infinity"),
        ({"rho": 2, "gap": 1, "slope": -2}, "leads below 0"),  # steeper than any member
        ({"rho": 2, "gap": 1, "slope": "-8/5"}, "beyond its last piece"),
        ({"rho": 2, "slope": 1}, "leads below 0"),
    ],
    ids=str,
)
def test_a_control_that_leads_out_of_reach_is_refused(given: dict[str, object], text: str) -> None:
    with pytest.raises(DomainError, match=text):
        Integrated(**given)  # type: ignore[arg-type]


def test_it_goes_close_to_where_it_blows_up() -> None:
    """u'' = 1 + u^2 from rest is infinite at the integral of 1/sqrt(2 v + 2 v^3/3)."""
    with mpmath.workdps(20):
        end = mpmath.quad(lambda y: 2 / mpmath.sqrt(2 + 2 * y**4 / 3), [0, 1, mpmath.inf])
    before = Fraction(int(end * 1000) - 10, 1000)
    assert Integrated(rho=2, right=[(before, 1)]).value(before) > 10000
    with pytest.raises(DomainError, match="to infinity"):
        Integrated(rho=2, right=[(before + Fraction(1, 50), 1)])


@pytest.mark.parametrize(
    ("given", "error", "text"),
    [
        ({"rho": 0}, DomainError, "needs rho > 0, K0 >= 0, K > 0; got rho = 0, K0 = 1, K = 1"),
        ({"rho": 2, "K": 0}, DomainError, "for K = 0 rho plays no part, so take FromControl"),
        ({"rho": 2, "K0": -1}, DomainError, "got rho = 2, K0 = -1, K = 1"),
        ({"rho": 0.5}, InexactInputError, "rho must be exact"),
        ({"rho": "sqrt(2)"}, DomainError, "rho must be rational"),
        ({"rho": 2, "gap": -1}, DomainError, "needs gap >= 0; got -1"),
        ({"rho": 2, "right": [(0, 1)]}, DomainError, r"right\[0\] needs a length > 0; got 0"),
        ({"rho": 2, "left": [(1, 2)]}, DomainError, r"left\[0\] needs \|control\| <= 1"),
        ({"rho": 2, "left": [(1, 0, 1)]}, DomainError, "the control does not move"),
    ],
)
def test_bad_input_is_told(given: dict[str, object], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        Integrated(**given)  # type: ignore[arg-type]


def test_it_has_no_closed_form() -> None:
    with pytest.raises(DomainError, match="rho = 2 has no closed form in general"):
        SQUARE.sympy(sp.Symbol("x", real=True))
    with pytest.raises(DomainError, match="rho = 1/2 has no closed form"):
        ROOT.right.expressions(sp.Symbol("x", real=True))


def test_with_K0_0_it_rests_at_0_and_bends_above() -> None:
    still = Integrated(rho=2, K0=0, right=[(1, 1)])
    assert still.enclose(3) == (0, 0, 0)
    bent = Integrated(rho=2, K0=0, gap=1, right=[("1/2", "-1/2")])
    jet = bent.enclose("1/4")
    assert jet.curvature.overlaps(-jet.value * jet.value / 2)


@pytest.mark.parametrize("f", [SQUARE, ROOT, LOW], ids=str)
@pytest.mark.parametrize("excess", ["1/2", "1/1000000", Fraction(1, 2**60)], ids=str)
def test_mutants_break_the_bound_by_their_excess(f: Integrated, excess: object) -> None:
    for side, piece in (("right", 0), ("right", 1), ("left", 1)):
        mutant = mutated(f, excess, side, piece)
        with precision(256):
            value, _, curvature = mutant.function.enclose(mutant.at, 256)
            allowed = mutant.function.ell(value)
            assert abs(curvature) > allowed
            beyond = 1 + arb(fmpq(mutant.excess.numerator, mutant.excess.denominator))
            assert abs(curvature).overlaps(beyond * allowed)
            jet = f.enclose(mutant.at, 256)
            assert not abs(jet.curvature) > f.ell(jet.value)


def test_lemma_5_is_attained_and_fails_on_a_mutant() -> None:
    extremal = Integrated(rho="1/2", right=[(1, 1)])
    with precision(128):
        value, slope, _ = extremal.enclose(1)
        assert (slope * slope).overlaps(2 * extremal.Phi(value))
        broken = mutated(extremal, "1/1000").function
        value, slope, _ = broken.enclose(1)
        assert slope * slope > 2 * broken.Phi(value)


def test_pl_holds_with_its_constant_and_is_not_claimed_where_it_fails() -> None:
    for rho in ("1/2", "2"):
        f = Integrated(rho=rho, right=[(1, 1), ("1/2", "-1/2")])
        mu = pl_constant(f)
        assert mu is not None and not f.is_convex
        for place in np.linspace(-3, 3, 31):
            assert f.slope(place) ** 2 >= 2 * float(mu) * f.value(place) * (1 - 1e-12)
    assert pl_constant(Integrated(rho=2, right=[(1, 1), ("5/4", -1)])) is None  # falls again
    assert pl_constant(Integrated(rho=2, gap=1)) is None


@pytest.mark.parametrize("rho", ["1/8", "1/2", "2", "4"])
def test_the_unit_of_length_is_near_where_the_two_terms_of_ell_are_equal(rho: str) -> None:
    r = Fraction(rho)
    for K0, K in ((Fraction(1), Fraction(1)), (Fraction(16), Fraction(1)), (Fraction(1, 16),) * 2):
        gap = (float(K0) / float(K)) ** (1 / float(r))
        unit = float(unit_of_length(K0, K, r))
        assert 1 / 4 < unit / (gap / float(K0)) ** 0.5 < 4
    f = Integrated(rho=r, gap=64)
    assert 1 / 4 < float(unit_of(f)) / (64 / f.ell(64.0)) ** 0.5 < 4


@pytest.mark.parametrize(("rho", "control"), [("3/2", "1"), ("2", "1/3"), ("4", "1")])
def test_a_blow_up_is_told_from_a_long_way_off_and_never_too_early(rho: str, control: str) -> None:
    """Against the energy integral from rest, v = y^2, which is the way to infinity."""
    law, c = Law(arb(1), arb(2), Fraction(rho), BALLS), Fraction(control)
    with mpmath.workdps(20):
        r = mpmath.mpf(Fraction(rho).numerator) / Fraction(rho).denominator
        way = mpmath.quad(
            lambda y: 2 / mpmath.sqrt(2 * (1 + 2 * y ** (2 * r) / (1 + r))), [0, 1, mpmath.inf]
        ) / mpmath.sqrt(mpmath.mpf(c.numerator) / c.denominator)
    still = Solution(arb(0), arb(0))
    assert not _blows_up(law, still, c, arb(float(way)))
    assert _blows_up(law, still, c, 2 * arb(float(way)))
    assert not _blows_up(law, still, -c, 2 * arb(float(way)))
