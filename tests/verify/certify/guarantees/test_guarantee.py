"""`verify.certify.guarantees.guarantee`: counts from facts, held against runs."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.certify.guarantees.guarantee import first_gap, guaranteed, run_all
from verify.certify.guarantees.guarantee_plot import plot_guarantee
from verify.problems import get
from verify.problems.base import Minimiser
from verify.problems.function import function_problem
from verify.verdict import Word

EPS = sp.Rational(1, 1000)


def bowl(**known):
    """x^2/2 from x = 8, where every count can be worked out by hand."""
    problem = function_problem(
        "x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": 8}, convex=True,
        minimiser={"x": 0}, mu=1,
    )  # fmt: skip
    problem.facts = replace(problem.facts, f_star_upper=sp.S.Zero, **known)
    return problem


def counts(problem, eps=EPS, **more):
    return {(r.theorem, r.schedule): r.promise.high for r in guaranteed(problem, eps, eps, **more)}


def test_counts_of_a_parabola_are_those_worked_out_by_hand():
    assert counts(bowl()) == {
        ("gd_nonconvex", "warmup"): 2 * 32 * 10**6,
        ("gd_nonconvex", "constant"): 2 * 32 * 10**6,
        ("gd_nonconvex", "energy"): 2 * 32 * 10**6,
        ("gd_convex", "warmup"): 32 * 10**3,
        ("gd_convex", "constant"): 16 * 10**3,  # ceil(64/(4 eps) - 1/2)
        ("gd_pl", "warmup"): math.ceil(math.log(32_000)),
    }


def test_only_the_theorems_asked_for_are_counted():
    assert set(counts(bowl(), theorems=["gd_pl"])) == {("gd_pl", "warmup")}


def test_without_convexity_or_mu_theorem_1_is_left():
    plain = bowl(convex="", mu=None)
    assert {theorem for theorem, _ in counts(plain)} == {"gd_nonconvex"}


def test_a_start_at_the_target_needs_no_step():
    found = counts(bowl(), eps=sp.Integer(40))
    assert found["gd_convex", "warmup"] == found["gd_pl", "warmup"] == 0


def test_mu_is_lowered_by_what_the_infimum_is_not_known_by():
    # f_ = -1/2000 lies 1/2 eps below: the steps are the same, the count is for mu/2.
    low = sp.Rational(-1, 2000)
    unsure = bowl(f_star_lower=low)
    gap0 = 32 + 1 / 2000
    assert counts(unsure)["gd_pl", "warmup"] == math.ceil(math.log(gap0 / 1e-3) / 0.5)
    assert ("gd_pl", "warmup") not in counts(unsure, eps=sp.Rational(1, 2000))
    assert ("gd_convex", "warmup") not in counts(unsure, eps=sp.Rational(1, 2000))
    for ran in run_all(unsure, guaranteed(unsure, EPS, EPS)):
        assert ran.run.hit
        assert all(ran.run.iterations <= row.promise.low for row in ran.rows)


def test_theorem_2_counts_with_the_true_gap_where_the_infimum_is_enclosed():
    unsure = bowl(
        f_star_lower=sp.Rational(-1, 2000),
        minimiser=Minimiser(((sp.S.Zero,) * 2,), (sp.S.Zero,) * 2, "exact"),
    )
    found = counts(unsure)
    assert 64_000 <= found["gd_convex", "warmup"] <= 64_001
    # ceil(L D0^2/(4 (eps - delta)) - 1/2)
    assert found["gd_convex", "constant"] == 32_000


def test_the_first_gap_is_an_upper_bound():
    assert first_gap(bowl()) >= 32
    assert first_gap(bowl()) < 32 + 1e-12


@pytest.mark.parametrize("level", [sp.S.Zero, sp.Integer(-1)])
def test_a_target_has_to_be_positive(level):
    with pytest.raises(DomainError, match="needs eps > 0"):
        guaranteed(bowl(), level, EPS)
    with pytest.raises(DomainError, match="needs eps-gradient > 0"):
        guaranteed(bowl(), EPS, level)


NAMES = (
    "hyperbolic-cosines", "log-sum-exp", "quartic-bowl", "oscillating-exponential",
    "styblinski-tang", "himmelblau", "phase-retrieval", "balanced-factorisation",
    "logistic-breast-cancer",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_run_of_a_built_in_problem_takes_more_than_is_guaranteed(name):
    pytest.importorskip("sklearn" if name.startswith("logistic") else "numpy")
    problem = get(name)
    goal = max(problem.facts.stop_gap, sp.Rational(1, 100))
    rows = guaranteed(problem, goal, goal)
    assert rows
    for ran in run_all(problem, rows, max_iterations=5000):
        assert ran.run.hit
        assert all(ran.run.iterations <= row.promise.low for row in ran.rows)
        assert {v.word for v in (*ran.checks.verdicts, *ran.verdicts)} == {Word.PROVED}


def words(problem):
    ran = run_all(problem, guaranteed(problem, EPS, EPS), max_iterations=50)
    return {v.id: v.word for r in ran for v in (*r.checks.verdicts, *r.verdicts)}


def test_halved_constants_break_a_check():
    assert words(bowl(K0=sp.Rational(1, 2)))["gradient_bound"] is Word.REFUTED


def test_a_doubled_mu_breaks_a_check():
    doubled = bowl(mu=sp.Integer(2), convex="")
    assert words(doubled)["gd_pl/assumption"] is Word.REFUTED


def test_a_count_that_is_too_small_is_refuted_by_the_run():
    # The constant step on a slope of 1/10: the smallest gradient takes its time.
    problem = function_problem("x**2/20", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": 8})
    rows = guaranteed(problem, EPS, EPS, ["gd_nonconvex"])
    tight = [replace(r, promise=replace(r.promise, low=5, high=5)) for r in rows]
    for ran in run_all(problem, tight):
        assert [v.word for v in ran.verdicts] == [Word.REFUTED]


def test_a_run_cut_short_says_nothing_about_its_count():
    found = run_all(get("rosenbrock"), guaranteed(get("rosenbrock"), EPS, EPS), max_iterations=3)
    assert all(not ran.run.hit and not ran.verdicts for ran in found)


def test_a_picture_is_written(tmp_path):
    found = run_all(bowl(), guaranteed(bowl(), EPS, EPS))
    assert plot_guarantee(found, tmp_path / "a.svg").stat().st_size > 10_000
