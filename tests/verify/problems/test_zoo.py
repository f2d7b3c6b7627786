"""The zoo against exact algebra, 30 digits of mpmath at drawn points, and branch and bound."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import sympy as sp

from theory.exact import exact
from theory.examples import cubic_ridge, feed_forward, recurrent_unit
from theory.examples.oscillating_exponential import BEST_GROWTH
from theory.parsing import check_variables
from verify.intervals.branch_and_bound import decide
from verify.problems import zoo
from verify.problems.base import Floats
from verify.problems.formula import Formula, ends
from verify.problems.zoo import ZOO
from verify.runs.checks import check
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.verdict import Word

IN_A_CLASS = [f for f in ZOO if f.constants]
DRAWN = 400
TIGHT = 0.95
ROOM = {"beale": 0.85, "feed-forward": 0.5, "recurrent-unit": 0.3}
"""How much of ell(gap) the drawn points have to use where it is less: few of them lie in the far
tip of Beale's valley, and the networks' constants come from the triangle inequality."""


def named(f: Formula) -> str:
    return f.name


def symbols(f: Formula) -> list[sp.Symbol]:
    return list(check_variables(f.variables).values())


def hessian(f: Formula) -> sp.Matrix:
    return sp.hessian(f.expression(), symbols(f))


def constants(f: Formula) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    assert f.constants is not None
    return exact(f.constants.rho), exact(f.constants.K0), exact(f.constants.K)


@pytest.mark.parametrize("f", [f for f in ZOO if f.minimiser], ids=named)
def test_the_gradient_vanishes_at_the_minimiser_where_f_is_f_star(f: Formula) -> None:
    at = dict(zip(symbols(f), map(ends, f.minimiser), strict=True))
    low, high = ({v: pair[i] for v, pair in at.items()} for i in (0, 1))
    slopes = [sp.diff(f.expression(), v) for v in at]
    if low == high:
        assert [sp.simplify(s.subs(low)) for s in slopes] == [0] * len(at)
        assert sp.simplify(f.expression().subs(low) - exact(f.f_star)) == 0
    else:
        assert f is zoo.STYBLINSKI_TANG
        assert all(s.subs(low) < 0 < s.subs(high) for s in slopes)


def test_styblinski_and_tang_by_sturms_theorem() -> None:
    x = sp.Symbol("x", real=True)
    one = (x**4 - 16 * x**2 + 5 * x) / 2
    low, high = (sp.Rational(end) / 2 for end in zoo.STYBLINSKI_TANG.lowest)
    assert sp.Poly(one - low).count_roots() == 0, "f* is not below its enclosure"
    assert sp.Poly(one - high).count_roots() == 2, "nor above it"
    left, right = ends(zoo.STYBLINSKI_TANG.minimiser[0])
    assert sp.Poly(one + 39).count_roots() == sp.Poly(one + 39).count_roots(-4, -2) == 2
    assert sp.Poly(one.diff(x)).count_roots(-4, -2) == 1
    assert sp.Poly(one.diff(x)).count_roots(left, right) == 1

    def excess(growth: sp.Rational) -> sp.Poly:
        return sp.Poly(growth**2 * (one - low) - (6 * x**2 - 51) ** 2)

    _, K0, K = constants(zoo.STYBLINSKI_TANG)
    assert K0 == 51 - 16
    joint = sp.Rational(29154, 10000)
    assert 6 * joint**2 < 51
    for side in (-1, 1):
        assert excess(K).as_expr().subs(x, 3 * side) > 0
        tail = (-sp.oo, -joint) if side < 0 else (joint, sp.oo)
        assert excess(K).count_roots(*tail) == 0
    assert excess(K * sp.Rational(99, 100)).count_roots(-sp.oo, -joint) > 0, "control"


def drawn(f: Formula) -> Floats:
    """Points of the start's sublevel set: from known ones on, steps of all lengths inside it."""
    value = sp.lambdify(symbols(f), f.expression(), "numpy")
    start = np.array([float(exact(x)) for x in f.start.values()])
    lowest = np.array([float(ends(x)[0]) for x in f.minimiser] or start)
    sides = (f.constants.box or {}).values() if f.constants else ()
    rng = np.random.default_rng(7)
    known = np.vstack([start, lowest])
    for _ in range(20):
        points = known[rng.integers(len(known), size=20_000)]
        points = points + rng.normal(size=points.shape) * 2.0 ** rng.uniform(-6, 3, (20_000, 1))
        with np.errstate(over="ignore"):
            inside = value(*points.T) <= value(*start)
        for axis, (low, high) in enumerate(map(ends, sides)):
            inside &= (float(low) <= points[:, axis]) & (points[:, axis] <= float(high))
        known = np.vstack([start, lowest, rng.permutation(points[inside])[: DRAWN - 2]])
    assert len(known) == DRAWN
    return known


def most_of_the_bound(f: Formula) -> mpmath.mpf:
    """The largest ||hess f||/ell(gap) at the drawn points, at 30 digits."""
    with mpmath.workdps(30):
        compiled: Callable[..., tuple[mpmath.mpf, mpmath.matrix]] = sp.lambdify(
            symbols(f), (f.expression(), hessian(f)), "mpmath"
        )
        rho, K0, K, lowest = (mpmath.mpf(str(sp.N(x, 40))) for x in (*constants(f), f.lowest[0]))
        worst = mpmath.mpf(0)
        for point in drawn(f).tolist():
            value, curvature = compiled(*map(mpmath.mpf, point))
            eigenvalues = mpmath.eigsy(curvature, eigvals_only=True)
            gap = max(value - lowest, mpmath.mpf(0))
            allowed = K0 + K * gap**rho
            norm = max(abs(x) for x in eigenvalues)
            worst = max(worst, norm / allowed if allowed else mpmath.mpf(norm > 0))
        return worst


@pytest.mark.parametrize("f", IN_A_CLASS, ids=named)
def test_the_constants_hold_at_drawn_points_and_smaller_ones_do_not(f: Formula) -> None:
    assert ROOM.get(f.name, TIGHT) < most_of_the_bound(f) <= 1 + mpmath.mpf("1e-25")


@pytest.mark.parametrize("f", [f for f in IN_A_CLASS if f.constants.box], ids=named)
def test_branch_and_bound_decides_the_class_on_the_sublevel_set(f: Formula) -> None:
    x, y = symbols(f)
    box = {v: ends(f.constants.box[v.name]) for v in (x, y)}
    start = {v: exact(f.start[v.name]) for v in (x, y)}
    expression = f.expression()
    above = expression - expression.subs(start)
    assert all(low < start[v] < high for v, (low, high) in box.items())
    for v, other in ((x, y), (y, x)):
        for end in box[v]:
            found = decide(above.subs(v, end), {other: box[other]}, strict=True)
            assert found.verdict == "PROVED", "the sublevel set stays inside the box"
    (a, b), (_, c) = hessian(f).tolist()
    norm = sp.Abs(a + c) / 2 + sp.sqrt(((a - c) / 2) ** 2 + b**2)
    rho, K0, K = constants(f)

    def verdict(factor: sp.Rational) -> str:
        ell = factor * (K0 + K * (expression - f.lowest[1]) ** rho)
        return decide(sp.Max(above, ell - norm), box, max_boxes=100_000).verdict

    assert verdict(sp.Integer(1)) == "PROVED"
    assert verdict(sp.Rational(9, 10)) == "REFUTED", "control"


@pytest.mark.parametrize(
    ("f", "example"),
    [(zoo.FEED_FORWARD, feed_forward), (zoo.RECURRENT_UNIT, recurrent_unit)],
    ids=["feed-forward", "recurrent-unit"],
)
def test_the_networks_round_up_the_constants_of_their_statements(
    f: Formula, example: object
) -> None:
    A, B = {
        zoo.FEED_FORWARD.name: (sp.Rational(1, 128), sp.sqrt(3) / 4),
        zoo.RECURRENT_UNIT.name: (sp.Rational(27, 128), 3 * sp.sqrt(2) / 2),
    }[f.name]
    proved = cubic_ridge.small_K(A, B, sp.log(2))
    for chosen, derived in zip(constants(f)[1:], proved, strict=True):
        assert 0 <= chosen - derived < derived / 100


def test_the_oscillating_exponential_has_the_growth_of_its_statement() -> None:
    assert sp.simplify(constants(zoo.OSCILLATING_EXPONENTIAL)[2] - BEST_GROWTH) == 0


def test_the_eigenvalues_of_the_balanced_factorisation() -> None:
    x, y = symbols(zoo.BALANCED_FACTORISATION)
    f, lam, S = zoo.BALANCED_FACTORISATION.expression(), sp.Symbol("lam"), x**2 + y**2
    found = hessian(zoo.BALANCED_FACTORISATION).charpoly(lam).as_expr()
    assert sp.expand(found - ((lam - 2 * S) ** 2 - 4 * f)) == 0
    assert sp.expand(f - (S / 2 - 1) ** 2 - (x - y) ** 2) == 0


def test_the_hessian_of_rosenbrock_is_split_as_its_reason_says() -> None:
    x, y = symbols(zoo.ROSENBROCK)
    g, r = sp.Matrix([-2 * x, 1]), y - x**2
    rest = hessian(zoo.ROSENBROCK) - 200 * g * g.T - sp.diag(2 - 400 * r, 0)
    assert sp.expand(rest) == sp.zeros(2)


def test_no_curvature_is_enough_along_the_branch_of_matrix_factorisation() -> None:
    x, y = symbols(zoo.MATRIX_FACTORISATION)
    branch = {y: 1 / x}
    assert sp.simplify(zoo.MATRIX_FACTORISATION.expression().subs(branch)) == 0
    curvature = hessian(zoo.MATRIX_FACTORISATION).subs(branch)
    assert sp.simplify(curvature.trace() - 2 * (x**2 + 1 / x**2)) == 0
    assert sp.simplify(curvature.det()) == 0


def test_the_usual_start_of_beale_lies_on_an_unbounded_level() -> None:
    x, y = symbols(zoo.BEALE)
    f = zoo.BEALE.expression()
    assert sp.expand(f.subs(y, 1) - f.subs({x: 1, y: 1})) == 0
    assert sp.limit(sp.diff(f, y, 2).subs(y, 1), x, sp.oo) == sp.oo
    far = sp.limit(f.subs(y, 1 - sp.Rational(111, 112) / x), x, sp.oo)
    start = {x: exact(zoo.BEALE.start["x"]), y: exact(zoo.BEALE.start["y"])}
    assert f.subs(start) < far < sp.Rational("0.453")


@pytest.mark.parametrize("name", ["warmup", "constant"])
@pytest.mark.parametrize("f", IN_A_CLASS, ids=named)
def test_fifty_steps_refute_nothing(f: Formula, name: str) -> None:
    problem = f.problem()
    done = run(problem, schedule(name, problem.facts), max_iterations=50)
    assert {v.word for v in check(done, "again").verdicts} == {Word.PROVED}
