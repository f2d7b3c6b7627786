"""`verify.certify.guarantees.certified_problem`: facts certified on the sublevel set of a start."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.certify.guarantees import convexity
from verify.certify.guarantees.certified_problem import at_doubles, certified_problem
from verify.certify.guarantees.guarantee import THEOREM_IDS, guaranteed, run_all
from verify.certify.request import request
from verify.verdict import Word

EPS = sp.Rational(1, 100)


def certified(text, start, theorems=THEOREM_IDS, max_boxes=10_000, **constants):
    asked = request(text, list(start), start=start, **({"K0": 1, "K": 0} | constants))
    return certified_problem(
        at_doubles(asked), find="K0" not in constants, eps=EPS, eps_gradient=EPS,
        theorems=theorems, max_boxes=max_boxes,
    )  # fmt: skip


# function, start, theorems that apply
FUNCTIONS = [
    ("cosh(x) + y**2/2 - 1", {"x": "3", "y": "1"}, {"gd_nonconvex", "gd_convex", "gd_pl"}),
    ("x**2 + 3*sin(x)**2", {"x": "3"}, {"gd_nonconvex", "gd_pl"}),
    ("(x**2 - 1)**2", {"x": "1/2"}, {"gd_nonconvex", "gd_pl"}),
    ("(x**2 - 1)**2", {"x": "3/2"}, {"gd_nonconvex"}),
    ("x**4 + y**2", {"x": "2", "y": "1"}, {"gd_nonconvex", "gd_convex"}),
    ("exp(x) - 2*x + y**2", {"x": "2", "y": "1"}, {"gd_nonconvex", "gd_convex", "gd_pl"}),
    ("x**2 + x*y + 3*y**2 + x", {"x": "1/10", "y": "2"}, {"gd_nonconvex", "gd_convex", "gd_pl"}),
    ("(1 - x)**2 + 10*(y - x**2)**2", {"x": "1/2", "y": "1/2"}, {"gd_nonconvex", "gd_pl"}),
    ("Piecewise((x**2/2, Abs(x) <= 1), (Abs(x) - 1/2, True))", {"x": "3"},
     {"gd_nonconvex", "gd_convex", "gd_pl"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "applies"), FUNCTIONS)
def test_counts_hold_in_runs_on_certified_functions(text, start, applies):
    found = certified(text, start)
    assert found.problem is not None
    rows = guaranteed(found.problem, EPS, EPS)
    assert {row.theorem for row in rows} == applies
    for ran in run_all(found.problem, rows, max_iterations=20_000):
        assert ran.run.hit
        assert all(ran.run.iterations <= row.promise.low for row in ran.rows)
        assert {v.word for v in (*ran.checks.verdicts, *ran.verdicts)} == {Word.PROVED}


def test_constants_that_hold_are_certified_and_halved_ones_are_not():
    good = certified("cosh(x) - 1", {"x": "3"}, K0=1, K=1)
    assert good.problem.facts.constants_from.startswith("certified on the sublevel set by ")
    bad = certified("cosh(x) - 1", {"x": "3"}, K0="1/2", K="1/2")
    assert bad.problem is None
    assert bad.verdicts[-1].word is Word.REFUTED
    assert "gd_nonconvex" in bad.reasons


def test_a_start_that_is_no_double_is_moved_to_one_before_anything_is_certified():
    asked = at_doubles(request("x**2", ["x"], K0=2, K=0, start={"x": "1/10"}))
    assert asked.start == (sp.Rational(*(0.1).as_integer_ratio()),)


def test_a_guarantee_needs_a_start():
    with pytest.raises(DomainError, match="give it with --start"):
        at_doubles(request("x**2", ["x"], K0=2, K=0, box={"x": ("-1", "1")}))


def test_why_a_theorem_does_not_apply_is_shown_with_a_point_of_the_set():
    found = certified("(x**2 - 1)**2", {"x": "3/2"})
    assert found.reasons["gd_convex"].startswith("f is not convex: a negative eigenvalue at x = ")
    assert found.reasons["gd_pl"].startswith("no mu > 0: f has another stationary point near x = ")
    assert {v.word for v in found.verdicts} == {Word.PROVED}


def test_a_point_beside_the_set_does_not_make_f_not_convex():
    # Two wells, the start in the right one, where f is convex; the hill between lies higher.
    found = certified("(x**2 - 1)**2", {"x": "11/10"}, theorems=["gd_convex"])
    assert found.problem.facts.convex


def test_a_piece_taken_at_one_point_alone_does_not_make_f_not_convex():
    # f is x**2. The pieces meet smoothly at 1/4, where boxes of this cover have their middle; but
    # the curvature 2 - 6 of the piece at that point is none of f.
    asked = request(
        "x**2 + Piecewise((-3*(x - 1/4)**2, (x - 1/4)**2 <= 0), (0, True))",
        ["x"], K0=1, K=0, start={"x": 1}, box={"x": (-2, 2)},
    )  # fmt: skip
    found = certified_problem(
        asked, find=True, eps=EPS, eps_gradient=EPS, theorems=["gd_convex"], max_boxes=2000
    )
    assert found.problem is not None
    assert found.verdicts[-1].id == "guarantee/convex"
    assert found.verdicts[-1].word is Word.UNDECIDED


def test_an_unbounded_set_gives_no_guarantee():
    found = certified("exp(x)", {"x": "1"}, max_boxes=2000)
    assert found.problem is None
    assert found.verdicts[0].word is Word.UNDECIDED


def test_a_smaller_number_for_the_infimum_is_kept_apart_from_it():
    asked = request("x**2/2", ["x"], K0=1, K=0, start={"x": 4}, f_star="-1/1000")
    found = certified_problem(
        at_doubles(asked), find=False, eps=EPS, eps_gradient=EPS, theorems=THEOREM_IDS
    )
    facts = found.problem.facts
    assert (facts.f_star_lower, facts.f_star_upper) == (sp.Rational(-1, 1000), 0)
    assert facts.mu == 1
    by_mu = [r.promise.high for r in guaranteed(found.problem, EPS, EPS, ["gd_pl"])]
    # ceil(ln(8.001/(1/100))/(9/10)), beside ceil(ln 800) = 7
    assert by_mu == [8]


def test_a_flat_minimiser_that_is_only_enclosed_still_has_a_distance():
    # The minimiser has x = ln 2, and y = 0 is flat.
    found = certified("exp(x) - 2*x + y**4", {"x": "2", "y": "1"}, theorems=["gd_convex"])
    assert {r.theorem for r in guaranteed(found.problem, EPS, EPS, ["gd_convex"])} == {"gd_convex"}
    (x, y) = found.problem.facts.minimiser.coordinates
    assert x[0] <= sp.log(2) <= x[1]
    assert y[0] <= 0 <= y[1]


def test_an_interrupt_leaves_the_rest_undecided_and_theorem_1_standing(monkeypatch):
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(convexity, "is_positive_semidefinite", interrupted)
    found = certified("cosh(x) - 1", {"x": "3"}, K0=1, K=1)
    words = {v.id: v.word for v in found.verdicts}
    assert words["certify/smooth"] is Word.PROVED
    assert words["guarantee/convex"] is words["guarantee/gradient_domination"] is Word.UNDECIDED
    assert {r.theorem for r in guaranteed(found.problem, EPS, EPS)} == {"gd_nonconvex"}
