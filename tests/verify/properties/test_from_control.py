"""Functions made from a control: three arithmetics agree, u >= 0 is certain, bad input is told."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI
from theory.errors import DomainError, InexactInputError
from verify.intervals.balls import precision
from verify.properties import FromControl, pl_constant, smoothed

X = sp.Symbol("x", real=True)
WAVY = FromControl(
    right=[(1, 1), (1, 1, -1), ("1/4", -1)], left=[(1, "1/2"), (1, "-1/3")], K0="3/2", K=2
)
PARABOLAS = FromControl(K0=2, K=0, right=[(1, "1/2", "-1/2"), (1, 0)], left=[(1, 0)])


@pytest.mark.parametrize("f", [WAVY, PARABOLAS, FromControl(gap=1, slope="1/2")], ids=repr)
def test_balls_floats_and_sympy_agree(f: FromControl) -> None:
    expression = f.sympy(X)
    for place in ("-4", "-3/2", "-1/2", "1/3", "3/2", "5/2", "4"):
        jet, at = f.enclose(place), sp.Rational(place)
        for order, found in enumerate(jet[: 1 if f is WAVY else 3]):  # Airy's take SymPy long
            expected = sp.N(sp.diff(expression, X, order).subs(X, at), 30)
            with precision(128):
                assert abs(found - arb(str(expected))) < 1e-20
        assert f.value(place) == pytest.approx(float(jet.value.mid()), rel=1e-15)
        assert abs(jet.curvature) <= f.ell(jet.value) or abs(jet.curvature).overlaps(
            f.ell(jet.value)
        )


def test_ell_and_phi_are_those_of_the_theory() -> None:
    put = {sym.rho: 1, sym.K0: sp.Rational(3, 2), sym.K: 2}
    gap = Fraction(5, 7)
    s = sp.Rational(5, 7)
    assert sp.Rational(str(WAVY.ell(gap))) == ELL(s).subs(put)
    assert sp.Rational(str(WAVY.Phi(gap))) == PHI(s).subs(put)
    for number in (float(gap), np.array(float(gap)), arb(5) / 7):
        assert float(WAVY.Phi(number)) == pytest.approx(float(PHI(s).subs(put)))


def test_at_a_jump_of_the_control_the_curvature_encloses_both_sides() -> None:
    f = FromControl(right=[(1, 0)], left=[(1, "1/2")])
    assert f.enclose(0).curvature.contains(0) and f.enclose(0).curvature.contains(arb("0.5"))
    assert f.enclose(1).curvature.contains(1) and f.enclose(1).curvature.contains(0)
    assert f.enclose(0).value == 0 and f.enclose(0).slope == 0


def test_a_ball_of_points_is_enclosed() -> None:
    wide = WAVY.enclose(arb(1, 0.25))
    for place in ("3/4", "1", "5/4"):
        assert all(a.contains(b) for a, b in zip(wide, WAVY.enclose(place), strict=True))


def test_arrays_are_taken_in_one_dimension() -> None:
    xs = np.array([-1.0, 0.0, 2.0])
    assert np.array_equal(WAVY.value(xs), [WAVY.value(float(x)) for x in xs])


def test_the_same_function_comes_back_from_its_repr() -> None:
    for f in (WAVY, PARABOLAS, smoothed(begin=0, right=[(1, "1/3")])):
        assert repr(eval(repr(f))) == repr(f)


@pytest.mark.parametrize(
    "given",
    [
        {"right": [(1, -1)]},  # below 0 at once
        {"right": [(1, 1), (3, -1)]},  # falls below 0
        {"right": [("44/7", -1)], "gap": 1, "K0": "1/1000"},  # dips below 0 and comes back
        {"right": [(4, 1)], "gap": "1/2", "slope": "-13/10"},  # turns below 0
        {"gap": 1, "slope": -2},  # falls too fast for any control
        {"right": [(3, -1, 1)], "gap": "1/4", "slope": "-1/2"},  # on a run of the control
    ],
    ids=str,
)
def test_a_control_that_leads_below_0_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(DomainError, match="leads below 0"):
        FromControl(**given)  # type: ignore[arg-type]


def test_a_floor_touched_exactly_is_accepted() -> None:
    assert FromControl(right=[(2, 0)]).enclose(2).value == 0


@pytest.mark.parametrize(
    ("given", "error", "text"),
    [
        ({"K0": -1}, DomainError, "needs K0 >= 0, K >= 0, not both 0; got K0 = -1, K = 1"),
        ({"K0": 0, "K": 0}, DomainError, "not both 0; got K0 = 0, K = 0"),
        ({"K": 0.5}, InexactInputError, "K must be exact"),
        ({"K": "sqrt(2)"}, DomainError, "K must be rational; got sqrt"),
        ({"gap": -1}, DomainError, "needs gap >= 0; got -1"),
        ({"right": [(0, 1)]}, DomainError, r"right\[0\] needs a length > 0; got 0"),
        ({"left": [(1, 2)]}, DomainError, r"left\[0\] needs \|control\| <= 1; got \[1, 2\]"),
        ({"left": [(1,)]}, DomainError, r"left\[0\] must be \(length, control\)"),
    ],
)
def test_bad_input_is_told(given: dict[str, object], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        FromControl(**given)  # type: ignore[arg-type]


def test_smoothed_functions_are_c2_and_drop_what_leads_below_0() -> None:
    f = smoothed(right=[(1, 1), (1, "-1/2"), (4, -1)])
    assert f.is_twice_differentiable and not f.is_convex
    assert len(f.right.bends) == 3
    for joint in (1, 2, 3):
        jet = f.enclose(joint)
        assert float(jet.curvature.rad()) < 1e-20
    assert not FromControl(right=[(1, 0)]).is_twice_differentiable


def test_pl_holds_with_its_constant_and_is_not_claimed_where_it_fails() -> None:
    f = FromControl(right=[(1, 1), ("1/2", "-1/2")])
    mu = pl_constant(f)
    assert mu is not None and not f.is_convex
    for place in np.linspace(-3, 3, 61):
        assert f.slope(place) ** 2 >= 2 * float(mu) * f.value(place) * (1 - 1e-12)
    assert pl_constant(FromControl(right=[(1, 1), (1, -1)])) is None  # a second minimum
    assert pl_constant(FromControl(right=[(1, 1)], gap=1)) is None
