"""Theorems 2, PL and Aiming on runs: what holds, what touches, and controls that are refuted."""

from __future__ import annotations

import dataclasses
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq

from theory import symbols as sym
from theory.errors import DomainError
from verify.problems.base import minimiser_balls
from verify.problems.doctor_visits import CountData
from verify.problems.function import FunctionProblem, function_problem
from verify.problems.poisson_visits import PoissonRegression, poisson_regression
from verify.problems.river_valley import river_valley
from verify.runs import inequalities as ineq
from verify.runs.checks import RunChecks, check
from verify.runs.counts import Promise, verdict_of
from verify.runs.gradient_descent import run
from verify.runs.inequalities import Inequality
from verify.runs.schedules import schedule
from verify.runs.theorems import THEOREMS, Theorem, refuse, refuse_schedules, theorem
from verify.verdict import Word


def small_poisson() -> PoissonRegression:
    rng = np.random.default_rng(2)
    features = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    data = CountData(features, rng.poisson(np.exp(features @ [0.3, 0.4, -0.2])))
    start = (sp.Integer(3), sp.Integer(0), sp.Integer(0))
    return poisson_regression(data, start, sp.Rational(1, 1000))


def parabola(start: Any = 1, curvature: Any = 1, **more: Any) -> FunctionProblem:
    text = f"{curvature}*x**2/2"
    given: dict[str, Any] = {"rho": 1, "K0": curvature, "K": 0, "f_star": 0} | more
    known = {"convex": True, "minimiser": {"x": 0}, "mu": curvature} | given
    return function_problem(text, ["x"], start={"x": start}, **known)


def with_theta(problem: Any, theta: Any = 1) -> Any:
    problem.facts = dataclasses.replace(problem.facts, theta=sp.Rational(theta))
    return problem


def checked(problem: Any, name: str, asked: str | Theorem, **options: Any) -> RunChecks:
    chosen = theorem(asked) if isinstance(asked, str) else asked
    refuse_schedules(chosen, [name])
    refuse(chosen, problem.facts)
    return check(run(problem, schedule(name, problem.facts), **options), "again", chosen)


def words(found: RunChecks) -> dict[str, Word]:
    return {v.id: v.word for v in found.verdicts}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("gd_convex", "warmup"),
        ("gd_convex", "constant"),
        ("gd_pl", "warmup"),
        ("gd_aiming", "aiming"),
    ],
)
@pytest.mark.parametrize("make", [small_poisson, lambda: river_valley(x0=5)])
def test_every_inequality_holds_where_its_assumptions_do(make: Any, asked: str, name: str) -> None:
    problem = with_theta(make())
    if asked == "gd_pl" and problem.facts.mu is None:  # Poisson regression names no PL constant
        problem.facts = dataclasses.replace(problem.facts, mu=sp.Rational(1, 100))
    found = checked(problem, name, asked, max_iterations=400)
    assert set(words(found).values()) == {Word.PROVED}
    assert {i.id for i in THEOREMS[asked].checked} <= words(found).keys()


@pytest.mark.parametrize("curvature", [1, "1/3"])
@pytest.mark.parametrize(
    ("asked", "name", "theta"),
    [
        ("gd_convex", "warmup", 1),
        ("gd_convex", "constant", 1),
        ("gd_pl", "warmup", 1),
        ("gd_aiming", "aiming", 2),
    ],
)
def test_a_quadratic_attains_them_and_is_decided(
    asked: str, name: str, theta: int, curvature: Any
) -> None:
    problem = with_theta(parabola(3, curvature), theta)
    found = checked(problem, name, asked, stop_gap="1/1000000")
    assert set(words(found).values()) == {Word.PROVED}
    ids = {i.id for i in THEOREMS[asked].checked}
    assert any(v.margin == "exactly 0 at step 0" for v in found.verdicts if v.id in ids)


def tightened(inequality: Inequality, gain: sp.Expr) -> Inequality:
    """The inequality with its gain larger by 1/0.9."""
    more = gain * (sp.Rational(10, 9) - 1)
    return dataclasses.replace(inequality, margin=inequality.margin - more)


@pytest.mark.parametrize(
    ("asked", "name", "inequality", "gain", "theta"),
    [
        ("gd_convex", "warmup", ineq.CONVEX_STEP, 2 * sym.eta * ineq.TRUE_GAP, 1),
        ("gd_convex", "constant", ineq.CONVEX_TOTAL, ineq.TOTAL, 1),
        ("gd_pl", "warmup", ineq.PL_CONTRACTION, sym.mu * sym.eta * sym.gap, 1),
        ("gd_aiming", "aiming", ineq.AIMING_STEP, sym.theta * sym.eta * sym.gap, 2),
        ("gd_aiming", "aiming", ineq.AIMING_TOTAL, ineq.TOTAL, 2),
    ],
)
def test_control_a_tightened_inequality_is_refuted_on_a_quadratic(
    asked: str, name: str, inequality: Inequality, gain: sp.Expr, theta: int
) -> None:
    sharper = tightened(inequality, gain)
    kept = [i for i in THEOREMS[asked].inequalities if i.id != inequality.id]
    control = dataclasses.replace(THEOREMS[asked], inequalities=(*kept, sharper))
    problem = with_theta(parabola(3), theta)
    found = words(checked(problem, name, control, max_iterations=5, stop_gap="1/1000000"))
    assert found[inequality.id] is Word.REFUTED
    assert all(found[i.id] is Word.PROVED for i in kept)


def test_a_tampered_iterate_is_caught() -> None:
    problem = small_poisson()
    done = run(problem, schedule("warmup", problem.facts), max_iterations=10)
    moved = done.record.witnesses.copy()
    moved[5, 2:] += 1.0
    forged = dataclasses.replace(done, record=dataclasses.replace(done.record, witnesses=moved))
    asked = theorem("gd_convex")
    assert words(check(forged, "", asked))["gd_convex_step"] is Word.REFUTED
    assert words(check(done, "", asked))["gd_convex_step"] is Word.PROVED, "control"


def test_a_function_that_is_not_convex_is_noticed_where_it_shows() -> None:
    problem = function_problem(
        "x**2/(1 + x**2)", ["x"], rho=1, K0=2, K=0, f_star=0, start={"x": 2},
        convex=True, minimiser={"x": 0},
    )  # fmt: skip
    found = checked(problem, "warmup", "gd_convex", max_iterations=20)
    assert words(found)["gd_convex_step"] is Word.REFUTED
    (verdict,) = (v for v in found.verdicts if v.id == "gd_convex_step")
    assert "with these constants and f_, or not convex" in verdict.evidence
    assert "convex: stated by the user" in verdict.evidence


def test_an_assumption_that_fails_is_told_as_such_and_promises_nothing() -> None:
    problem = function_problem(
        "x**2/2 + y**2/4", ["x", "y"], rho=1, K0=1, K=0, f_star=0, start={"x": 1, "y": 3},
        mu="3/4",
    )  # fmt: skip
    found = checked(problem, "warmup", "gd_pl")
    assert words(found)["gd_pl/assumption"] is Word.REFUTED
    assert found.promises == ()
    (verdict,) = (v for v in found.verdicts if v.id == "gd_pl/assumption")
    assert "the assumption fails there, and the theorem promises nothing" in verdict.evidence
    aiming = checked(with_theta(parabola(), 3), "aiming", "gd_aiming", max_iterations=3)
    assert words(aiming)["gd_aiming/assumption"] is Word.REFUTED
    (step,) = (v for v in aiming.verdicts if v.id == "gd_aiming_progress/closer")
    assert step.word is Word.REFUTED
    assert "<grad f(w_t), w_t - w*> >= theta gap_t fails, so nothing is promised" in step.evidence


def test_counts_by_hand_on_the_river_valley() -> None:
    """D0^2 = 5^2 + 3^2 = 34, ell(gap_0) = e^4 + 1/2 + 9/40, eps = 1/1000."""
    problem = river_valley(x0=5)
    found = checked(problem, "warmup", "gd_convex")
    assert [(p.name, p.low, p.high) for p in found.promises] == [
        ("gd_convex/iterations_warmup", 17 * 1001, 17 * 1001)
    ]
    constant = {p.name: p.low for p in checked(problem, "constant", "gd_convex").promises}
    curvature = mpmath.exp(4) + mpmath.mpf(29) / 40
    assert constant["gd_convex/iterations_constant"] == int(17000 * curvature)
    pl = checked(problem, "warmup", "gd_pl").promises
    gap = curvature - 1
    assert pl[0].low == pl[0].high
    assert pl[0].low == mpmath.ceil(20 * (mpmath.log(1000 * gap) + gap - mpmath.mpf("0.001")))


def test_a_run_longer_than_promised_is_refuted() -> None:
    """Constants that are too small promise too much; nothing else may notice in so few steps."""
    problem = parabola(1000)
    done = run(problem, schedule("constant", problem.facts), stop_gap="1/1000")
    slow = dataclasses.replace(
        done,
        record=dataclasses.replace(
            done.record,
            values=np.full(10**6, 1.0),
            gradient_norms=np.full(10**6, 1.0),
            steps=np.full(10**6 - 1, 1.0),
        ),
    )
    verdict = verdict_of(Promise("gd_convex/iterations_constant", 500, 500), slow, "again")
    assert verdict is not None
    assert verdict.word is Word.REFUTED


def test_distances_are_enclosed() -> None:
    """The balls against mpmath in 60 digits, on iterates of a Poisson regression and the valley."""
    for problem in (small_poisson(), river_valley(x0=4)):
        done = run(problem, schedule("warmup", problem.facts), max_iterations=8)
        points = problem.enclose_points(done.record, 128)
        steps = [arb(eta) for eta in done.record.steps.tolist()]
        balls = problem.enclose_towards(done.record, steps, points, 128)
        goal = [
            mpmath.mpf(str(b.mid().str(40, radius=False))) for b in minimiser_balls(problem.facts)
        ]
        d = len(goal)
        for t in range(8):
            w = [mpmath.mpf(x) for x in done.record.witnesses[t, -d:].tolist()]
            with mpmath.workdps(60):
                gradient = exact_gradient(problem, w)
                away = [x - z for x, z in zip(w, goal, strict=True)]
                inner = sum(g * x for g, x in zip(gradient, away, strict=True))
                eta = mpmath.mpf(float(done.record.steps[t]))
                moved = sum((x - eta * g) ** 2 for x, g in zip(away, gradient, strict=True))
            assert near(balls.inners[t], inner)
            assert near(balls.squared_distances_after[t], moved)
            assert near(balls.squared_distances[t], sum(x * x for x in away))


def exact_gradient(problem: Any, w: list[Any]) -> list[Any]:
    if isinstance(problem, FunctionProblem):
        slope = mpmath.exp(w[0] - 1) if w[0] > 1 else w[0]
        return [slope, w[1] / 20]
    rng = np.random.default_rng(2)
    rows = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    counts = rng.poisson(np.exp(rows @ [0.3, 0.4, -0.2]))
    total = [mpmath.mpf(0)] * 3
    for row, y in zip(rows.tolist(), counts.tolist(), strict=True):
        weight = mpmath.exp(sum(mpmath.mpf(x) * z for x, z in zip(row, w, strict=True))) - y
        total = [g + weight * mpmath.mpf(x) for g, x in zip(total, row, strict=True)]
    return [g / 200 for g in total]


def near(ball: arb, value: Any) -> bool:
    """Whether the value lies in the ball, up to the digits that the minimiser is written with."""
    text = mpmath.nstr(value, 40)
    exact = sp.Rational(text)
    slack = arb(0, 1e-14)
    return bool((ball + slack).contains(arb(fmpq(int(exact.p), int(exact.q)))))


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("gd_convex", "whether f is convex is not known; say so with --convex if it is."),
        ("gd_pl", "no PL constant is known; give it with --mu."),
        ("gd_aiming", "no minimiser is known; give it with --minimiser x=...."),
    ],
)
def test_what_is_not_known_is_refused(asked: str, missing: str) -> None:
    problem = function_problem("x**2", ["x"], rho=1, K0=2, K=0, f_star=0, start={"x": 1})
    with pytest.raises(DomainError) as refused:
        refuse(theorem(asked), problem.facts)
    assert str(refused.value) == f"{asked} cannot be checked on function: {missing}"


def test_a_point_that_is_no_minimiser_is_refused() -> None:
    given: dict[str, Any] = {"rho": 1, "K0": 2, "K": 0, "start": {"x": 1}}
    with pytest.raises(DomainError, match="the derivative by x at the given point is positive"):
        function_problem("x**2", ["x"], f_star=0, minimiser={"x": "1/100"}, **given)
    with pytest.raises(DomainError, match="f_star = 1 lies above f at the given minimiser"):
        function_problem("x**2", ["x"], f_star=1, minimiser={"x": 0}, **given)
    with pytest.raises(DomainError, match="the minimiser must name each variable once; got y"):
        function_problem("x**2", ["x"], f_star=0, minimiser={"y": 0}, **given)


def test_a_minimiser_in_closed_form_is_seen_to_be_stationary() -> None:
    problem = function_problem(
        "exp(x) - 2*x", ["x"], rho=1, K0=3, K=2, f_star="1/2", start={"x": 3},
        convex=True, minimiser={"x": "log(2)"},
    )  # fmt: skip
    known = problem.facts.minimiser
    assert known is not None
    assert known.known_from == "given by the user, its gradient is 0 exactly"
    found = checked(problem, "warmup", "gd_convex", stop_gap="1/5")
    assert set(words(found).values()) == {Word.PROVED}
