"""`verify.certify.guarantees.gradient_domination`: mu with ||grad f||^2 >= 2 mu (f - f*) on S."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from verify.certify.function.objective import objective
from verify.certify.guarantees.convexity import convexity
from verify.certify.guarantees.gradient_domination import gradient_domination
from verify.certify.infimum.minimum import lowest
from verify.certify.sublevel.covering import cover
from verify.verdict import Word

# function, start, about the largest mu, how much of it has to be found
KNOWN = [
    ("3*x**2/2 + 5*y**2/2", {"x": "1", "y": "1"}, 3.0, 0.99),
    ("5*x**2/2 + 3*y**2/2 + 7*z**2/2", {"x": "1", "y": "1", "z": "1"}, 3.0, 0.99),
    ("cosh(x) - 1", {"x": "3"}, 1.0, 0.97),
    # Neither convex nor with one sign of the curvature; 1/32 is the constant in the literature.
    ("x**2 + 3*sin(x)**2", {"x": "3"}, 0.1755, 0.97),
    ("(x**2 - 1)**2", {"x": "1/2"}, 2.0, 0.97),
    ("log(exp(x) + exp(-x) + 1)", {"x": "2"}, 0.3467, 0.97),
]


def asked(text, start, max_boxes=30_000):
    f = objective(text, tuple(start))
    found = cover(f, [sp.Rational(x) for x in start.values()])
    assert found.contained
    known = lowest(f, found)
    answer = gradient_domination(f, found.reached, found.level.ball, known, max_boxes=max_boxes)
    return answer, f, found, known


def least_quotient(f, found, known, count=4001):
    """The least quotient on a grid over the hull, in numpy and from the formula itself."""
    axes = [
        np.linspace(low, high, count if f.dimension == 1 else 201) for low, high in found.hull()
    ]
    grid = [g.ravel() for g in np.meshgrid(*axes)]
    symbols = f.variables
    value = sp.lambdify(symbols, f.expression, "numpy")(*grid)
    square = sum(sp.lambdify(symbols, s**2, "numpy")(*grid) for s in f.gradient)
    gap = value - float(known.upper)
    counts = (value <= float(found.level.ball.mid())) & (gap > 1e-6)
    return float(np.min(square[counts] / (2 * gap[counts])))


@pytest.mark.parametrize(("text", "start", "truth", "share"), KNOWN)
def test_mu_is_below_the_largest_one_and_close_to_it(text, start, truth, share):
    answer, f, found, known = asked(text, start)
    assert share * truth <= answer.mu <= truth * 1.001
    if f.dimension < 3:
        assert float(answer.mu) <= least_quotient(f, found, known) * (1 + 1e-9)


def test_the_known_constant_of_a_function_that_is_not_convex_is_reached():
    assert asked("x**2 + 3*sin(x)**2", {"x": "3"})[0].mu >= sp.Rational(1, 32)


def test_rosenbrock_is_dominated_by_its_gradient_along_the_valley():
    answer, *_ = asked("(1 - x)**2 + 100*(y - x**2)**2", {"x": "0", "y": "0"})
    # The quotient is near 2/(4 x^2 + 1) along the valley, which reaches to x = 2.
    assert sp.Rational(5, 100) <= answer.mu <= sp.Rational(12, 100)


def test_two_minima_leave_no_mu_and_the_point_between_them_is_found():
    answer, *_ = asked("(x**2 - 1)**2", {"x": "3/2"})
    assert answer.mu == 0
    ((low, high),) = answer.other
    assert low < 0 < high


def test_an_unequal_second_minimum_leaves_no_mu():
    answer, *_ = asked("(x**2 - 1)**2 + x/10", {"x": "3/2"})
    assert answer.mu == 0
    assert answer.other is not None


def test_a_flat_minimum_leaves_no_mu():
    answer, *_ = asked("x**4", {"x": "1"})
    assert answer.mu == 0
    assert answer.other is None


def test_a_line_of_minimisers_is_settled_by_factors():
    # On f <= 9/16 the square of the radius is at least 1/4, and ||grad f||^2 = 16 r^2 f.
    answer, *_ = asked("(x**2 + y**2 - 1)**2", {"x": "1/2", "y": "0"})
    assert sp.Rational(198, 100) <= answer.mu <= 2


def test_a_hill_inside_a_line_of_minimisers_leaves_no_mu():
    answer, *_ = asked("(x**2 + y**2 - 1)**2", {"x": "3/2", "y": "0"}, 3000)
    assert answer.mu == 0


def test_a_small_budget_proves_less_and_never_more():
    most = asked("x**2 + 3*sin(x)**2", {"x": "3"})[0].mu
    for budget in (1, 10, 100):
        assert asked("x**2 + 3*sin(x)**2", {"x": "3"}, budget)[0].mu <= most


def random_functions(count):
    """Curves with wiggles, some convex, some with several wells."""
    rng = np.random.default_rng(5)
    for _ in range(count):
        a, b, c = rng.integers(-9, 10, size=3).tolist()
        w, at = int(rng.choice([2, 3, 5, 7])), sp.Rational(int(rng.integers(-20, 21)), 8)
        yield f"x**2 + ({a}/20)*sin({w}*x) + ({b}/20)*cos({w}*x)", at
        yield f"x**4/4 + ({a}/5)*x**3 + ({b}/3)*x**2 + ({c}/4)*x", at
        yield f"x**2/2 + ({a}/10)*exp(-({w}*x - {b}/4)**2)", at


def test_nothing_is_proved_of_random_functions_that_a_fine_grid_denies():
    proved = 0
    for text, start in random_functions(8):
        f = objective(text, ("x",))
        found = cover(f, [start], max_boxes=5000)
        if not found.contained:
            continue
        known = lowest(f, found, max_boxes=5000)
        ((low, high),) = found.hull()
        grid = np.linspace(low, high, 20_001)
        x = f.variables[0]
        value, slope, curvature = (
            sp.lambdify(x, e, "numpy")(grid) + 0 * grid
            for e in (f.expression, f.gradient[0], f.hessian[0])
        )
        # Other components inside the hull could only make the comparison stricter.
        inside = value <= float(found.level.ball.mid())
        if convexity(f, found.reached, found.level.ball, max_boxes=3000).word is Word.PROVED:
            assert curvature[inside].min() > -1e-9
            proved += 1
        answer = gradient_domination(f, found.reached, found.level.ball, known, max_boxes=4000)
        gap = value - float(known.upper)
        counts = inside & (gap > 1e-6)
        if answer.mu:
            assert float(answer.mu) <= (slope[counts] ** 2 / (2 * gap[counts])).min() * 1.001
            proved += 1
    assert proved >= 15
