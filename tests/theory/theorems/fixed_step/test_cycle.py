"""The theorem `gd_cycle`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import ge
from theory.registry import get
from theory.schema import Statement
from theory.theorems.fixed_step.cycle import LONG
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("gd_cycle")
PINS = {
    "cites": {"glued_piece_c11", "glued_ray_c11", "integers"},
    "leans_on": set(),
    "concludes": ["derivative", "second_derivative", "convex", "class", "rest", "cycle", "never"],
    "sharp": ["class"],
    "breaks": {"long_step": "rest"},
    "reasons": {"ell_nonnegative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_cycle", **PINS)


def test_nine_tenths_of_the_step_are_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: eta h >= 1.8 R leaves no room for the flat part."""
    shorter = replace(
        LONG, claim=ge(sym.eta * sym.extremal_slope, sp.Rational(9, 5) * sym.extremal_radius)
    )
    assumptions = tuple(shorter if a.name == LONG.name else a for a in STATEMENT.assumptions)
    weak = replace(STATEMENT, assumptions=assumptions)
    assert result_on_granted(weak).word is not Word.PROVED


@pytest.mark.parametrize("rho", ["0.5", "1", "2", "3"])
@pytest.mark.parametrize("longer", ["1", "1.3"])
def test_gradient_descent_goes_to_and_fro(rho: str, longer: str) -> None:
    """K0 = K = 1, gap0 = 2: f by quadrature and root finding, f' by differences."""
    with mpmath.workdps(30):
        power, gap0 = mpmath.mpf(rho), mpmath.mpf(2)

        def h(s: mpmath.mpf) -> mpmath.mpf:
            return mpmath.sqrt(2 * (s + s ** (1 + power) / (1 + power)))

        def distance(s: mpmath.mpf) -> mpmath.mpf:  # substitution s = y^k smooths the end at 0
            k = 4
            return mpmath.quad(lambda y: k * y ** (k - 1) / h(y**k), [0, s ** (mpmath.mpf(1) / k)])

        def V(r: mpmath.mpf) -> mpmath.mpf:
            if r <= 0:
                return mpmath.mpf(0)
            return mpmath.findroot(lambda s: distance(s) - r, min(r**2 / 2, gap0), tol=1e-40)

        radius = distance(gap0)
        eta = mpmath.mpf(longer) * 2 * radius / h(gap0)
        start = eta * h(gap0) / 2

        def f(x: mpmath.mpf) -> mpmath.mpf:
            if abs(x) > start:
                return gap0 + h(gap0) * (abs(x) - start)
            return V(abs(x) - start + radius)

        step, x = mpmath.mpf("1e-8"), start
        for _ in range(2):
            outwards = step if x > 0 else -step  # the curvature jumps at the joint
            slope = (f(x + outwards) - f(x)) / outwards
            x -= eta * slope
            assert abs(f(x) - gap0) < mpmath.mpf("1e-6")
            assert abs(abs(x) - start) < mpmath.mpf("1e-6")
        middle = start - radius / 2
        curvature = (f(middle + step) - 2 * f(middle) + f(middle - step)) / step**2
        assert abs(curvature - 1 - f(middle) ** power) < mpmath.mpf("1e-6")
