"""What the strategies draw is what they say, and shrinks to something readable."""

from __future__ import annotations

import importlib
import random
import sys
from fractions import Fraction

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from theory.errors import DomainError
from verify.properties import FromControl, FromGradient, Integrated, Shares, at_most, run
from verify.properties.strategies import (
    admissible_schedules,
    constants,
    functions,
    functions_of_several_variables,
    gaps,
    gradient_functions,
    mutants,
    noises,
    nonincreasing_schedules,
    pl_functions,
    schedules,
    starts,
    warm_up_schedules,
)

FEW = settings(max_examples=25)


def keeps_the_bound(f: FromControl, x: Fraction) -> bool:
    value, slope, curvature = f.enclose(x)
    assert value.is_finite() and slope.is_finite() and curvature.is_finite()
    steep = at_most(slope * slope, 2 * f.Phi(value), "slope")
    return steep and at_most(abs(curvature).lower(), f.ell(value), "curvature")


@FEW
@given(st.booleans(), st.booleans(), st.data())
def test_functions_are_members(smooth: bool, convex: bool, data: st.DataObject) -> None:
    f = data.draw(functions(smooth=smooth, convex=convex))
    assert keeps_the_bound(f, data.draw(starts(f)))
    assert f.is_twice_differentiable or not smooth
    assert f.is_convex or not convex
    assert f.enclose(0).value.contains(0) and f.enclose(0).slope.contains(0)
    assert repr(eval(repr(f))) == repr(f)


@FEW
@given(functions(attained=False), st.data())
def test_functions_that_need_not_attain_0_are_members(f: FromControl, data: st.DataObject) -> None:
    assert f.gap > 0
    assert keeps_the_bound(f, data.draw(starts(f)))


@FEW
@given(pl_functions(), st.data())
def test_pl_functions_satisfy_pl(drawn: tuple[FromControl, Fraction], data: st.DataObject) -> None:
    f, mu = drawn
    value, slope, _ = f.enclose(data.draw(starts(f)))
    scaled = 2 * value * mu.numerator / mu.denominator
    assert at_most(scaled, slope * slope)


@FEW
@given(gradient_functions(), st.data())
def test_gradient_functions_are_members_of_both_definitions(
    f: FromGradient, data: st.DataObject
) -> None:
    value, slope, curvature = f.enclose(data.draw(starts(f)))
    assert at_most(abs(curvature).lower(), f.allowed(slope), "by the slope")
    assert at_most(abs(curvature).lower(), f.ell(value), "by the gap")
    assert repr(eval(repr(f))) == repr(f)


@FEW
@given(functions_of_several_variables(), st.data())
def test_functions_of_several_variables_are_members(f: object, data: st.DataObject) -> None:
    x = data.draw(starts(f))  # type: ignore[arg-type]
    value, slope, curvature = f.enclose(x)  # type: ignore[attr-defined]
    assert at_most(sum(s * s for s in slope), 2 * f.Phi(value), "slope")  # type: ignore[attr-defined]
    assert at_most(abs(curvature).lower(), f.ell(value), "curvature")  # type: ignore[attr-defined]


@FEW
@given(mutants())
def test_mutants_are_no_members(mutant: object) -> None:
    jet = mutant.function.enclose(mutant.at)  # type: ignore[attr-defined]
    assert abs(jet.curvature) > mutant.function.ell(jet.value)  # type: ignore[attr-defined]


@FEW
@given(functions(), admissible_schedules(), st.data())
def test_theorem_1_holds_on_what_is_drawn(
    f: FromControl, schedule: Shares, data: st.DataObject
) -> None:
    found = run(f, data.draw(starts(f)), schedule)
    pairs = zip(found.steps, found.squared_norms, strict=False)
    spent = sum(eta * square for eta, square in pairs)
    assert at_most(spent, 2 * (found.gaps[0] - found.gaps[-1]))


@FEW
@given(constants(zeros=True), gaps(), noises(), schedules(), nonincreasing_schedules())
def test_numbers_are_in_their_ranges(c, gap, noise, steps, falling) -> None:  # type: ignore[no-untyped-def]
    assert c.rho > 0 and c.K0 >= 0 and c.K >= 0 and c.K0 + c.K > 0 and gap > 0
    assert noise.mean_of(lambda xi: xi) == 0
    assert min(steps.numbers) >= 0 and falling.is_nonincreasing


@pytest.mark.parametrize(
    ("given_", "text"),
    [
        ({"rho": 2, "smooth": True}, "needs rho = 1; got rho = 2"),
        ({"rho": None, "smooth": True}, "needs rho = 1; got rho = None"),
        ({"rho": -1}, "needs rho > 0; got rho = -1"),
    ],
)
def test_a_rho_for_which_there_are_no_functions_is_told(
    given_: dict[str, object], text: str
) -> None:
    with pytest.raises(DomainError, match=text):
        find(functions(**given_), lambda f: True)  # type: ignore[arg-type]


def test_functions_of_other_rho_are_closed_forms_where_there_is_one() -> None:
    some = settings(max_examples=60, derandomize=True, database=None)
    assert repr(find(functions(rho=2), lambda f: True, settings=some)) == "Integrated(rho=2)"
    assert isinstance(find(functions(rho=2, K=0), lambda f: True, settings=some), FromControl)
    # Not just below 1: such a rho is drawn on purpose, and the shrinker may stay with it.
    found = find(
        functions(rho=None),
        lambda f: f.rho < Fraction(3, 4),
        settings=settings(some, max_examples=1000),
        random=random.Random(0),
    )
    assert (found.K0, found.K, found.controls) == (1, 1, ()) and found.rho.denominator <= 8
    for sign in (1, -1):
        near = find(
            functions(rho=None),
            lambda f, s=sign: 0 < s * (f.rho - 1) < 0.01,
            settings=settings(some, max_examples=2000),
            random=random.Random(0),
        )
        assert near.rho == 1 + sign * Fraction(1, 1024)


def test_false_lemmas_shrink_to_readable_functions_of_any_rho() -> None:
    """That members are convex; and Lemma 5 without a hundredth of it."""
    some = settings(max_examples=300, derandomize=True, database=None)

    def breaks(drawn: tuple[Integrated, Fraction]) -> bool:
        value, slope, _ = drawn[0].enclose(drawn[1])
        return bool(slope * slope * 100 > 99 * 2 * drawn[0].Phi(value))

    found = find(functions(rho="1/2"), lambda f: not f.is_convex, settings=some)
    assert repr(found) == "Integrated(rho='1/2', left=[(1, 1), (1, -1)])"
    places = functions(rho=2).flatmap(lambda f: st.tuples(st.just(f), starts(f)))
    f, x = find(places, breaks, settings=some)
    assert len(f.right.bends) + len(f.left.bends) <= 1
    assert max(abs(x), *(bend.length for s in (f.left, f.right) for bend in s.bends), 1) <= 2


def test_each_kind_of_case_that_matters_is_drawn() -> None:
    some = settings(max_examples=300, derandomize=True, database=None)
    find(constants(), lambda c: 0 < abs(c.rho - 1) < Fraction(1, 100), settings=some)
    find(noises(sigma=3), lambda n: n.bound == 3 and len(set(n.chances)) > 1, settings=some)
    find(warm_up_schedules(), lambda s: len(s) == 5, settings=some)
    f = FromControl(right=[("3/7", 0)])
    find(starts(f), lambda x: x == Fraction(3, 7), settings=some)


def test_a_tightened_lemma_5_is_refuted_by_the_extremal_function() -> None:
    def breaks(drawn: tuple[FromControl, Fraction]) -> bool:
        value, slope, _ = drawn[0].enclose(drawn[1])
        return bool(slope * slope * 100 > 99 * 2 * drawn[0].Phi(value))

    some = settings(max_examples=300, derandomize=True, database=None)
    places = functions().flatmap(lambda f: st.tuples(st.just(f), starts(f)))
    assert repr(find(places, breaks, settings=some)) == "(FromControl(), Fraction(1, 1))"


def test_without_hypothesis_the_strategies_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "verify.properties.strategies")
    with pytest.raises(ImportError, match=r'run: pip install "warmproof\[properties\]"'):
        importlib.import_module("verify.properties.strategies")


def test_a_false_lemma_shrinks_to_a_readable_function() -> None:
    """That convex members have curvature at least K0/2."""
    some = settings(max_examples=300, derandomize=True, database=None)
    found = find(functions(convex=True), lambda f: min(f.controls) < Fraction(1, 2), settings=some)
    assert repr(found) == "FromControl(left=[(1, 0)])"
