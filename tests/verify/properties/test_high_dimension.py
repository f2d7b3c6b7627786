"""Functions of several variables: gradients and Hessians against SymPy, and their constants."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError
from verify.properties import FromControl, Integrated, Orthogonal, Radial, rotation

VARIABLES = sp.symbols("x y z", real=True)
PARTS = [
    FromControl(K0="1/2", right=[(1, 1), (1, "-1/2")]),
    FromControl(K=3, left=[("1/2", 0)]),
    FromControl(K0=2, K="1/4", right=[(1, "1/2", 1)], left=[(1, "1/3")]),
]
FUNCTIONS = [
    Orthogonal(PARTS, turn=["1/2", "-1/3", 1]),
    Radial(FromControl(right=[(1, "1/2"), (1, 0)]), 3),
]
POINTS = [("1/2", "-1/3", 1), (-2, "3/2", "1/4"), (1, 1, "-1/2")]


@pytest.mark.parametrize("f", FUNCTIONS, ids=["orthogonal", "radial"])
def test_value_gradient_and_hessian_agree_and_stay_in_the_class(
    f: Orthogonal | Radial,
) -> None:
    expression = f.sympy(*VARIABLES)
    step = Fraction(1, 2**30)
    for point in (tuple(map(Fraction, p)) for p in POINTS):
        at = dict(zip(VARIABLES, map(sp.Rational, point), strict=True))
        assert f.value(point) == pytest.approx(float(expression.subs(at)), rel=1e-13)
        values, slopes = [], []
        for i in range(3):
            near = [tuple(x + s * step * (i == k) for k, x in enumerate(point)) for s in (1, -1)]
            one, other = (f.enclose(p) for p in near)
            values.append(float((one.value - other.value).mid()) / float(2 * step))
            slopes.append((f.slope(near[0]) - f.slope(near[1])) / float(2 * step))
        assert f.slope(point) == pytest.approx(values, rel=1e-6, abs=1e-8)
        norm = np.max(np.abs(np.linalg.eigvalsh(np.array(slopes))))
        assert f.curvature(point) == pytest.approx(norm, rel=1e-5)
        jet = f.enclose(point)
        assert not jet.curvature > f.ell(jet.value)


def test_the_constants_are_those_of_the_closure_lemma() -> None:
    f = FUNCTIONS[0]
    assert (Fraction(7, 2), Fraction(3)) == (f.K0, f.K)


def test_the_constants_for_other_rho_are_those_of_the_closure_lemma_rounded_up() -> None:
    """rho >= 1: the larger K. rho = 1/2: sqrt(3^2 + 4^2) = 5; rho = 2/3: (1 + 1)^(1/3)."""
    two = [Integrated(rho=2, K=3), Integrated(rho=2, K0=2, K="1/4")]
    assert (Orthogonal(two).K0, Orthogonal(two).K, Orthogonal(two).rho) == (3, 3, 2)
    half = Orthogonal([Integrated(rho="1/2", K=3), Integrated(rho="1/2", K=4)])
    assert half.K0 == 2 and 5 <= half.K < 5 + Fraction(1, 2**25)
    third = Orthogonal([Integrated(rho="2/3")] * 2)
    assert third.K**3 >= 2 > (third.K - Fraction(1, 2**25)) ** 3


def test_radial_functions_of_other_rho_have_the_constants_of_their_profile() -> None:
    f = Radial(Integrated(rho="1/2", K0=2, right=[(1, 1)]), 2)
    assert (f.rho, f.K0, f.K) == (Fraction(1, 2), 2, 1)
    jet, profile = f.enclose(["3/5", "4/5"]), f.profile.enclose(1)
    assert jet.value.overlaps(profile.value) and not jet.curvature > f.ell(jet.value)


def test_rotations_are_orthonormal_exactly() -> None:
    rows = rotation(["1/2", "-1/3", 1], 3)
    for i, a in enumerate(rows):
        for j, b in enumerate(rows):
            assert sum(x * y for x, y in zip(a, b, strict=True)) == int(i == j)


def test_a_radial_function_has_its_minimum_and_curvature_at_0() -> None:
    jet = FUNCTIONS[1].enclose([0, 0, 0])
    assert jet.value == 0 and all(s == 0 for s in jet.slope)
    assert not abs(jet.curvature) > 1


def test_they_come_back_from_their_repr() -> None:
    for f in FUNCTIONS:
        assert repr(eval(repr(f))) == repr(f)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: Radial(PARTS[0], 2), "needs a convex profile"),
        (lambda: Radial(FromControl(), 1), "needs dimension >= 2; got 1"),
        (lambda: Orthogonal([]), "needs parts; got none"),
        (
            lambda: Orthogonal([FromControl(), Integrated(rho="1/2")]),
            "needs parts for one rho; got rho = 1, 1/2",
        ),
        (lambda: Orthogonal([FromControl(gap=1)]), "parts need their minimiser at 0"),
        (lambda: rotation([1, 2], 2), "has 1 entries; got 2"),
        (lambda: FUNCTIONS[0].enclose([1, 2]), "a point needs 3 entries; got 2"),
    ],
)
def test_bad_input_is_told(make: object, text: str) -> None:
    with pytest.raises(DomainError, match=text):
        make()  # type: ignore[operator]
