"""What every strategy draws, in balls at 256 bits: the class, and one derivative by another.

A slope belongs to a value, and a curvature to a slope, by the mean value theorem: over a short way
they change by what the enclosure on all of the way says. So no formula is trusted, only enclosures
on intervals. Controls: an excess of 2^-40 is found, and a wrong slope or curvature is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.intervals.balls import precision
from verify.properties import FromControl, FromGradient, Integrated, Orthogonal, mutated
from verify.properties.function import Function, Jet
from verify.properties.scale import unit_of
from verify.properties.strategies import (
    functions,
    functions_of_several_variables,
    gradient_functions,
    mutants,
    pl_functions,
    starts,
)

BITS = 256
SHARE = Fraction(1, 2**12)
TINY = Fraction(1, 2**40)

CHECKED = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "smooth": functions(smooth=True),
    "smooth and convex": functions(smooth=True, convex=True),
    "not attained": functions(attained=False),
    "any rho": functions(rho=None),
    "any rho, convex": functions(rho=None, convex=True),
    "any rho, not attained": functions(rho=None, attained=False),
    "gradient": gradient_functions(),
    "pl": pl_functions().map(lambda pair: pair[0]),
    "pl, any rho": pl_functions(rho=None).map(lambda pair: pair[0]),
    "several variables": functions_of_several_variables(),
    "several variables, any rho": functions_of_several_variables(rho=None),
}


def exact(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def square(slope: Any) -> arb:
    return sum((s * s for s in slope), arb(0)) if isinstance(slope, tuple) else slope * slope


def breaks_the_class(f: Function, jet: Jet, factor: Fraction = Fraction(1)) -> bool:
    """Whether a value below 0, or a curvature or a slope above ``factor`` times the largest."""
    value, slope, curvature = jet
    assert value.is_finite() and curvature.is_finite() and square(slope).is_finite()
    more = exact(factor)
    return bool(
        value < 0 or abs(curvature) > more * f.ell(value) or square(slope) > more * 2 * f.Phi(value)
    )


def comes_apart(f: Function, x: Any, h: Fraction) -> bool:
    """Whether value, slope and curvature are for certain not derivatives of each other near x."""
    several = f.dimension > 1
    step = exact(h)
    here = [exact(Fraction(a)) for a in x] if several else [exact(Fraction(x))]
    there = [a + step for a in here]
    ways = [a.union(b) for a, b in zip(here, there, strict=True)]
    begin, end, between = (f.enclose(p if several else p[0], BITS) for p in (here, there, ways))
    slopes = between.slope if several else (between.slope,)
    if not (end.value - begin.value).overlaps(step * sum(slopes, arb(0))):
        return True
    if not several:
        return not (end.slope - begin.slope).overlaps(step * between.curvature)
    changed = square(tuple(b - a for a, b in zip(begin.slope, end.slope, strict=True)))
    return bool(changed > f.dimension * (step * abs(between.curvature).upper()) ** 2)


@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_drawn_is_a_member(name: str) -> None:
    @CHECKED
    @given(st.data())
    def check(data: st.DataObject) -> None:
        f = data.draw(MEMBERS[name])
        x = data.draw(starts(f))
        with precision(BITS):
            assert not breaks_the_class(f, f.enclose(x, BITS))
            assert not comes_apart(f, x, SHARE * unit_of(f))

    check()


@CHECKED
@given(gradient_functions(), st.data())
def test_gradient_functions_are_bounded_by_the_slope(f: FromGradient, data: st.DataObject) -> None:
    x = data.draw(starts(f))
    with precision(BITS):
        _, slope, curvature = f.enclose(x, BITS)
        assert not abs(curvature) > f.allowed(slope)


@CHECKED
@given(st.sampled_from([1, None]).flatmap(lambda rho: pl_functions(rho=rho)), st.data())
def test_pl_functions_satisfy_pl(drawn: tuple[Any, Fraction], data: st.DataObject) -> None:
    f, mu = drawn
    x = data.draw(starts(f))
    with precision(BITS):
        value, slope, _ = f.enclose(x, BITS)
        assert not 2 * exact(mu) * value > slope * slope


@CHECKED
@given(st.sampled_from([1, None]).flatmap(lambda rho: mutants(rho=rho)))
def test_mutants_break_the_class_by_their_excess(mutant: Any) -> None:
    f, excess = mutant.function, 1 + exact(mutant.excess)
    with precision(BITS):
        value, _, curvature = f.enclose(mutant.at, BITS)
        assert abs(curvature) > f.ell(value)
        assert abs(curvature).overlaps(excess * f.ell(value))


# -- controls: the checks above say no ---------------------------------------------------------

EXAMPLES: list[FromControl | Integrated] = [
    FromControl(right=[(1, 1), ("1/2", "-1/2")]),
    FromControl(gap=1, slope="1/2", right=[(1, "1/3")]),
    Integrated(rho="1/2", right=[(1, 1), ("1/2", "-1/2")]),
    Integrated(rho=2, K0="1/2", K=3, right=[("1/2", 1)]),
]


@pytest.mark.parametrize("f", EXAMPLES, ids=str)
def test_a_tiny_excess_is_found(f: FromControl | Integrated) -> None:
    mutant = mutated(f, TINY)
    with precision(BITS):
        assert breaks_the_class(mutant.function, mutant.function.enclose(mutant.at, BITS))
        assert not breaks_the_class(f, f.enclose(mutant.at, BITS))


def test_a_tightened_class_is_broken_where_the_bound_is_attained() -> None:
    for f in (FromControl(), Integrated(rho="1/2", right=[(2, 1)])):
        with precision(BITS):
            assert breaks_the_class(f, f.enclose(1, BITS), 1 - TINY)
    turned = Orthogonal([Integrated(rho=2, right=[(1, 1)])] * 2, turn=["1/2"])
    with precision(BITS):
        assert breaks_the_class(turned, turned.enclose(["1/2", "1/3"], BITS), Fraction(1, 2))


class Wrong(FromControl):
    """Cosh - 1, with a slope or a curvature that is a little too large."""

    def __init__(self, which: int) -> None:
        super().__init__()
        self.which = which

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        jet = super().enclose(x, bits)
        with precision(bits):
            more = [part * (1 + exact(SHARE)) for part in jet]
        return jet._replace(**{Jet._fields[self.which]: more[self.which]})


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_wrong_derivative_is_found(which: int) -> None:
    with precision(BITS):
        assert comes_apart(Wrong(which), 1, TINY)
        assert not comes_apart(FromControl(), 1, TINY)
