"""`verify.certify.guarantees.convexity`: no negative eigenvalue where f <= f(start)."""

from __future__ import annotations

import math

import pytest
import sympy as sp
from flint import arb

from verify.certify.function.objective import objective
from verify.certify.guarantees.convexity import convexity, has_negative_eigenvalue, least_curvature
from verify.certify.sublevel.covering import cover
from verify.verdict import Word

CONVEX = [
    ("cosh(x) + cosh(x - y)", {"x": "2", "y": "1"}),
    ("log(exp(x) + exp(-x) + 1)", {"x": "1"}),
    ("x**4 + y**4", {"x": "2", "y": "1"}),
    ("(x + y)**4 + (x - y)**2", {"x": "2", "y": "1"}),
    ("cosh(x) - 1 - x**2/2", {"x": "2"}),
    ("x**6/30 - x**4/6 + x**2/2", {"x": "3/2"}),
    ("Piecewise((x**2/2, x < 1), (x - 1/2, True)) + y**2", {"x": "1/2", "y": "1/3"}),
    # Convex near its minimiser only, and the hull of the pieces holds points where it is not.
    ("(1 - x)**2 + 100*(y - x**2)**2", {"x": "1", "y": "1001/1000"}),
    ("x**2/2 + 1/10**13/(1 + ((x - 1)*10**6)**2)", {"x": "3/2"}),
]
NOT_CONVEX = [
    ("(1 - x)**2 + 100*(y - x**2)**2", {"x": "-6/5", "y": "1"}),
    ("(x**2 - 1)**2", {"x": "1/2"}),
    ("(x**2 - 1)**2 + y**2", {"x": "3/2", "y": "0"}),
    ("x**2 + 3*sin(x)**2", {"x": "3"}),
    # Not convex on an interval of width 1e-6.
    ("x**2/2 + 1/10**12/(1 + ((x - 1)*10**6)**2)", {"x": "3/2"}),
]


def asked(text, start, max_boxes=20_000):
    f = objective(text, tuple(start))
    found = cover(f, [sp.Rational(x) for x in start.values()])
    assert found.contained
    return convexity(f, found.reached, found.level.ball, max_boxes=max_boxes), f, found


@pytest.mark.parametrize(("text", "start"), CONVEX)
def test_a_convex_function_is_proved_convex(text, start):
    assert asked(text, start)[0].word is Word.PROVED


@pytest.mark.parametrize(("text", "start"), NOT_CONVEX)
def test_a_function_that_is_not_convex_is_refuted_at_a_point_within_the_level(text, start):
    answer, f, found = asked(text, start)
    assert answer.word is Word.REFUTED
    at = [sp.Rational(x) for x in answer.witness]
    values = dict(zip(f.variables, at, strict=True))
    matrix = sp.zeros(f.dimension, f.dimension)
    for (i, j), entry in zip(f.pairs, f.hessian, strict=True):
        matrix[i, j] = matrix[j, i] = entry.subs(values)
    # The same by exact algebra: some principal minor of odd size is negative, or one of even size.
    minors = [matrix[0, 0], matrix[-1, -1], matrix.det()]
    assert min(sp.N(m, 40) for m in minors) < 0
    assert sp.N(f.expression.subs(values) - found.level.expression, 40) <= 0


def test_a_spent_budget_is_undecided():
    answer, *_ = asked("log(exp(x) + exp(-x) + exp(y) + exp(-y))", {"x": "3", "y": "1"}, 100)
    assert answer.word is Word.UNDECIDED
    assert answer.open


def test_a_pole_is_never_proved_convex():
    f = objective("x**2 + 1/(x - 3)**2", ("x",))
    assert convexity(f, [((2.0, 4.0),)], arb(100), max_boxes=3000).word is Word.UNDECIDED


def test_a_kink_is_never_proved_convex():
    f = objective("Abs(x) + x**2", ("x",))
    assert convexity(f, [((-1.0, 2.0),)], arb(9), max_boxes=500).word is Word.UNDECIDED


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Piecewise((-100*x**2, x**2 <= 0), (x**2, True))", "0"),
        ("x**2 + Piecewise((-3*(x - 1/4)**2, (x - 1/4)**2 <= 0), (0, True))", "1/4"),
    ],
)
def test_a_piece_taken_at_one_point_alone_refutes_nothing(text, at):
    """f is x**2; written in pieces, it seems to bend down at the point, where boxes are cut."""
    f = objective(text, ("x",))
    (piece,) = f.hessian
    assert piece.subs(f.variables[0], sp.Rational(at)) < 0
    assert convexity(f, [((-1.0, 1.0),)], arb(1), max_boxes=500).word is Word.UNDECIDED


def test_a_point_beside_such_a_piece_still_refutes():
    answer, *_ = asked("Piecewise((9*x**2, x**2 <= 0), (x**4 - x**2, True))", {"x": "3/2"})
    assert answer.word is Word.REFUTED
    assert answer.witness != (0.0,)


def test_least_curvature_is_below_the_curvature_and_close_to_it():
    f = objective("x**2/2 + y**4 + x*y/10", ("x", "y"))
    least = least_curvature(f, ((-1.0, 1.0), (0.5, 1.0)))
    a, b, c = 1.0, 0.1, 3.0
    truth = (a + c) / 2 - math.hypot((a - c) / 2, b)
    assert truth * 0.99 < least <= truth


def test_least_curvature_of_a_function_with_a_kink_is_unknown():
    assert least_curvature(objective("Abs(x)", ("x",)), ((-1.0, 1.0),)) == -math.inf


def test_a_zero_eigenvalue_is_not_negative():
    pairs = [(0, 0), (0, 1), (1, 1)]
    assert not has_negative_eigenvalue([arb(1), arb(1), arb(1)], pairs, 2)
    assert has_negative_eigenvalue([arb(1), arb(1.001), arb(1)], pairs, 2)
    assert not has_negative_eigenvalue([arb(1), arb(1, 1e-3), arb(1)], pairs, 2)
