"""Example 4's fixed steps: proved, with controls, and against runs written out in mpmath."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from mpmath import mpf

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.logic import TRUE, ForAll, ge, gt, implies, real
from theory.registry import get
from theory.witness import Witness
from verify.symbolic.results import StatementResult
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

NOTHING = Assumption("nothing", TRUE, "an assumption to drop")
STABILITY, STEPS = get("river_valley_stability"), get("river_valley_steps")


def test_both_are_proved_and_lean_on_the_bound_for_the_bed(
    result_of: Callable[[str], StatementResult],
) -> None:
    stability, steps = result_of(STABILITY.id), result_of(STEPS.id)
    assert stability.word is steps.word is Word.PROVED
    assert stability.cites == {"exponential", "mean_value"}
    assert steps.leans_on == {"pl_lower_bound"}


def test_control_the_limit_of_a_quadratic_is_no_limit_here() -> None:
    """With 2 for 2 x_0, as for a quadratic of that curvature, an instance breaks 'diverges'."""
    eta, x0, r = sym.eta, real("x0"), real("r")
    (stated,) = (c for c in STABILITY.conclusions if c.name == "diverges")
    too_early = implies((gt(eta * sp.exp(x0 - 1), 2),), gt(eta * sp.exp(r - 1) - r, r))
    forged = replace(
        STABILITY, conclusions=(replace(stated, claim=ForAll(r, ge(r, x0), too_early)),)
    )
    three = sp.Integer(3)
    values = {x0: three, eta: 3 * sp.exp(-2), r: three}
    instance = Witness("eta = 3/L_0 from x_0 = 3 lands at 0", "diverges", values=values)
    loosened = replace(forged, assumptions=(*forged.assumptions, NOTHING))
    assert check_witness(loosened, instance, "nothing").word is Word.PROVED
    honest = replace(STABILITY, assumptions=(*STABILITY.assumptions, NOTHING))
    assert check_witness(honest, instance, "nothing").word is not Word.PROVED


@pytest.mark.parametrize("x0", ["1.5", "3", "10", "14"])
def test_runs_diverge_above_the_limit_and_come_down_below_it(x0: str) -> None:
    start = mpf(x0)
    limit = 2 * start / mpmath.exp(start - 1)
    for share, grows in (("1.001", True), ("0.999", False)):
        x, eta, seen = start, mpf(share) * limit, [start]
        for _ in range(4):
            slope = mpmath.sign(x) * mpmath.exp(abs(x) - 1) if abs(x) > 1 else x
            x = x - eta * slope
            seen.append(abs(x))
            if abs(x) > 50:
                break
        pairs = list(itertools.pairwise(seen))
        factor = eta * mpmath.exp(start - 1) / start - 1
        if grows:
            assert all(b >= factor * a * (1 - mpf(10) ** -12) for a, b in pairs)
        else:
            assert all(b <= a for a, b in pairs)


@pytest.mark.parametrize("share", ["1", "0.5", "0.1"])
def test_no_stable_step_is_faster_along_the_bed(share: str) -> None:
    mu, x0, gap0, eps = mpf("0.05"), mpf(6), mpf("0.225"), mpf("0.001")
    L0 = mpmath.exp(x0 - 1)
    eta = mpf(share) * 2 * x0 / L0
    count, gap = 0, gap0
    while gap > eps:
        gap, count = gap * (1 - eta * mu) ** 2, count + 1
    sharp = mpmath.log(gap0 / eps) / (-2 * mpmath.log(1 - 2 * x0 * mu / L0))
    simple = (L0 / (4 * x0 * mu) - mpf(1) / 2) * mpmath.log(gap0 / eps)
    assert count >= sharp >= simple
    if share == "1":
        assert count <= sharp + 1
        assert count < simple / mpf("0.9"), "control: a tenth more would be refuted here"
