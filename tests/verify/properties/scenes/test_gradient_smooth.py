"""Members of Definition 0 told by their slopes: what solving the differential equation gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from numpy.typing import NDArray

from theory import symbols as sym
from theory.logic import Pred
from theory.registry import get
from theory.rules.flows import allowed
from theory.schema import Named
from verify.attack.attack import Target, attack_batch
from verify.properties.draws import Draw, kinds_of, on_grid
from verify.properties.scene import Scene
from verify.properties.scenes.gradient_smooth import (
    PIECES,
    PSI_OF_LARGER,
    PSI_QUADRATIC,
    Family,
    any_power,
    largest_drop,
    linear,
    quadratic,
)
from verify.properties.scenes.values import value

Array = NDArray[np.float64]
CASES, STEPS = 40, 400
s, rho, L0, L = sym.s, sym.rho, sym.L0, sym.L


def run(b: Callable[[Array], Array], u: Array, p: Array, end: Array, c: Array) -> Array:
    """Solve u'' = c b(|u'|) until u' = end, by steps in x: u there."""
    for left in range(STEPS, 0, -1):
        h = (end - p) / left / (c * b(np.abs(p)))
        half = p + h / 2 * c * b(np.abs(p))
        u, p = u + h * half, p + h * c * b(np.abs(half))
    return u


@pytest.mark.parametrize("family", [linear, quadratic, any_power])
def test_the_drop_is_that_of_the_differential_equation(family: Family) -> None:
    def make(draw: Draw) -> Any:
        scene = Scene()
        curvature = family(draw, scene)
        known = scene.values
        psi = lambda size: value(curvature.psi.expr, {**known, s: size}, draw)  # noqa: E731
        before = len(draw.kinds)
        drop = largest_drop(draw, psi, curvature.scale, curvature.slope)
        return scene, curvature, before, drop

    rng = np.random.default_rng(2)
    points = on_grid(rng.random((CASES, len(kinds_of(make)))))
    scene, curvature, before, drop = make(Draw.many(points))
    values = scene.values
    power, k0, k = (np.broadcast_to(values[name], CASES) for name in (rho, L0, L))

    def b(q: Array) -> Array:
        larger = np.maximum(k0, k * q**power)
        return larger if family is any_power else k0 + k * q**power

    again = Draw.many(points[:, before:])
    u, p = np.zeros(CASES), -np.broadcast_to(curvature.slope, CASES)
    least = u
    for _ in range(PIECES):
        end = again.signed() * again.positive(-4, 4) * curvature.scale
        slower = 1 + again.positive(-4, 2) * (1 - again.unit())
        c = np.where(end >= p, 1, -1) / slower
        for stop in (np.where((p < 0) & (end > 0), 0, end), end):  # turns are met by a step
            u = run(b, u, p, stop, c)
            least, p = np.minimum(least, u), stop
    falls_on = np.minimum(p, 0)
    least = np.minimum(least, run(b, u, falls_on, np.zeros(CASES), np.ones(CASES)))
    assert np.all(drop >= 0) and np.ptp(np.log(drop[drop > 0])) > 5
    assert drop == pytest.approx(-least, rel=0.001, abs=1e-9)


def test_psi_is_the_integral_of_q_over_b() -> None:
    assert sp.simplify(sp.diff(PSI_QUADRATIC(s), s) - (s / allowed(s)).subs(rho, 2)) == 0
    known = {rho: sp.Rational(1, 2), L0: sp.Integer(2), L: sp.Integer(1)}
    below, above = sp.Rational(1, 3), sp.Integer(9)
    psi = PSI_OF_LARGER(s).subs(known)
    assert psi.subs(s, below) == below**2 / 4
    assert sp.simplify(psi.subs(s, above) - (4 + (27 - 8) / sp.Rational(3, 2))) == 0


def test_a_smooth_start_at_a_minimum_has_gap_0() -> None:
    """Slope 0 and controls that only climb: nothing lies below."""
    points = np.full((1, 4 * PIECES), 0.95)
    draw = Draw.many(points)
    assert largest_drop(draw, lambda size: size * size / 2, 1.0, np.zeros(1)) == 0


@pytest.mark.parametrize("share", [1, Fraction(1, 4)])
@pytest.mark.parametrize("number", [0, 1])
def test_that_it_is_smooth_is_read_and_breaks_for_a_smaller_bound(
    number: int, share: Fraction | int
) -> None:
    statement = get("inclusion")
    claim = statement.conclusion("smooth")
    assert isinstance(claim, Pred) and claim.name == "smooth"
    ell = claim.args[0]
    part = sp.Rational(share.numerator, share.denominator)
    less = Pred("smooth", (sp.Lambda(s, part * ell(s)),))
    statement = replace(statement, conclusions=(Named("smooth", less),))
    found = attack_batch(Target(statement), 2000, 0, number).counterexample
    assert (found is not None) == (share != 1)
