"""verify/certify/infimum/minimum.py: the least value on a set, and what touches it."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.certify.function.objective import objective
from verify.certify.infimum.anchors import anchor
from verify.certify.infimum.bounding import Search
from verify.certify.infimum.minimum import lowest, lowest_on_box, shows_at_least
from verify.certify.sublevel.connect import stays_below
from verify.certify.sublevel.covering import cover

R = sp.Rational
HIMMELBLAU = "(x**2+y-11)**2 + (x+y**2-7)**2"
ROSENBROCK = "(1-x)**2 + 100*(y-x**2)**2"
FLAT_ROSENBROCK = "1 - 2*x + x**2 + 100*y**2 - 200*y*x**2 + 100*x**4"


def function(text, d):
    return objective(text, ("x", "y", "z", "w")[:d])


def found_for(text, start, **options):
    f = function(text, len(start))
    covered = cover(f, [R(x) for x in start])
    assert covered.contained
    return f, covered, lowest(f, covered, **options)


EXACT = [
    ("x**2 - 2*x + 1", ["3"], (1,), 0),
    ("(x-1/3)**4", ["2"], (R(1, 3),), 0),
    ("x**4 - 4*x**3/3 + 2*x**2/3 - 4*x/27 + 1/81", ["2"], (R(1, 3),), 0),
    ("cosh(x) - 1", ["2"], (0,), 0),
    ("cos(x) + x**2/2 - 1", ["2"], (0,), 0),
    ("x + 1/x", ["3"], (1,), 2),
    ("log(exp(x) + exp(-x))", ["2"], (0,), sp.log(2)),
    ("x**2", ["0"], (0,), 0),
    ("exp(x) - E*x", ["2"], (1,), 0),
    ("Abs(x) + y**2", ["2", "1"], (0, 0), 0),
    (ROSENBROCK, ["-6/5", "1"], (1, 1), 0),
    (FLAT_ROSENBROCK, ["-6/5", "1"], (1, 1), 0),
    (HIMMELBLAU, ["3", "5/2"], (3, 2), 0),
    ("exp(x)+exp(-x)+y**2+z**2+x*z/2", ["1", "1", "1"], (0, 0, 0), 2),
    ("cosh(x)+y**2-y+z**4+z**2+w**2+w*z/9", ["1", "1", "1", "1"], (0, R(1, 2), 0, 0), R(3, 4)),
]


@pytest.mark.parametrize(("text", "start", "point", "value"), EXACT)
def test_an_exact_minimiser_is_recognised(text, start, point, value):
    f, covered, found = found_for(text, start)
    assert found.exact
    assert found.point == point
    assert found.expression == value
    assert found.lower <= value <= found.upper
    assert found.upper - found.lower <= R(1, 10**30)
    assert stays_below(f, covered.level, found.path)
    assert found.path[-1] == found.point


BETWEEN = [
    ("(x**2-1)**2 + x/10", ["6/5"], "0.09936698552395922"),
    ("(x**2-1)**2 + x/10", ["3/2"], "-0.1006173766381583"),
    ("exp(x) - 2*x", ["2"], "0.6137056388801094"),
    (HIMMELBLAU, ["-3", "3"], "0"),
]


@pytest.mark.parametrize(("text", "start", "value"), BETWEEN)
def test_an_irrational_minimiser_gives_close_bounds(text, start, value):
    _, _, found = found_for(text, start)
    assert not found.exact
    assert found.upper - found.lower <= R(1, 10**30)
    assert abs(found.lower - R(value)) < R(1, 10**15)


def test_a_deeper_basin_beyond_the_saddle_is_not_used():
    f, covered, found = found_for("(x**2-1)**2 + x/10", ["6/5"])
    assert f.value_tape.floats([-1.0])[0] < float(found.lower)
    assert found.point[0] > 0
    assert not covered.holds((R(-1),))


def test_a_deeper_basin_in_the_same_set_is_used():
    _, covered, found = found_for("(x**2-1)**2 + x/10 + y**2", ["0", "2"])
    assert found.point[0] < 0
    assert found.path
    assert covered.holds(found.point)


def test_two_minimisers_of_the_same_value_are_both_decided():
    f = function("x**4 - 2*x**2 + 1", 1)
    assert shows_at_least(f, [((-2.0, 2.0),)], sp.S.Zero).verdict == "PROVED"
    f = function("cos(x) + x**4/100", 1)
    assert shows_at_least(f, [((-4.0, 4.0),)], R(-3, 4)).verdict == "PROVED"


def test_the_bounds_hold_on_a_grid():
    for text, start in (("x**2 + 4*y**2 + sin(3*x*y)", ["1", "1"]), (HIMMELBLAU, ["0", "0"])):
        f, covered, found = found_for(text, start)
        axes = [np.linspace(low, high, 301) for low, high in covered.hull()]
        values = f.value_tape.floats(np.meshgrid(*axes))[0]
        assert float(found.lower) <= values.min() + 1e-12
        assert values.min() < float(found.upper) + 1e-2


def test_without_an_anchor_the_tolerance_is_kept():
    # The Hessian at the minimiser 0 is 0, and the form of f hides that f >= 0.
    _, _, found = found_for("x**4 + x**3*y/10 + y**4", ["1", "1"], tolerance=R(1, 100))
    assert found.lower <= 0 <= found.upper
    assert found.upper - found.lower <= R(1, 50)


def test_a_small_budget_gives_bounds_that_hold():
    _, _, found = found_for(FLAT_ROSENBROCK, ["-6/5", "1"], max_boxes=50)
    assert not found.exact
    assert found.lower is None or found.lower <= 0
    assert found.upper >= 0


BOXES = [
    ("exp(x)*(2+sin(2*x))", ((-20.0, 20.0),), 2.582822399784857e-09),
    ("x*y", ((-1.0, 2.0), (-1.0, 3.0)), -3),
    (ROSENBROCK, ((-2.0, 2.0), (-1.0, 3.0)), 0),
    (ROSENBROCK, ((-2.0, 0.0), (-1.0, 3.0)), 1),
    ("x + (y-1/3)**2", ((-1.0, 2.0), (-1.0, 3.0)), -1),
    ("-x**2", ((-1.0, 2.0),), -4),
    ("Max(x, -2*x) + y", ((-1.0, 2.0), (0.0, 1.0)), 0),
    ("Piecewise((x**2, x < 0), (x**3, True))", ((-1.0, 2.0),), 0),
]


@pytest.mark.parametrize(("text", "box", "value"), BOXES)
def test_the_least_value_on_a_box_counts_the_boundary(text, box, value):
    found = lowest_on_box(function(text, len(box)), box, max_boxes=20_000)
    assert found.lower <= R(Fraction(value).numerator, Fraction(value).denominator) + R(1, 10**24)
    assert abs(float(found.upper) - value) <= 2e-6
    assert abs(float(found.lower) - value) <= 2e-6
    assert all(low <= x <= high for (low, high), x in zip(box, found.point, strict=True))


def test_a_pole_in_the_box_leaves_no_lower_bound():
    assert lowest_on_box(function("1/x", 1), ((-1.0, 1.0),), max_boxes=500).lower is None
    assert lowest_on_box(function("log(x)", 1), ((-1.0, 1.0),), max_boxes=500).lower is None


TOUCHING = [
    (ROSENBROCK, ((-2.0, 2.0), (-1.0, 3.0)), 0),
    (FLAT_ROSENBROCK, ((-2.0, 2.0), (-1.0, 3.0)), 0),
    ("(x-1/3)**4", ((-1.0, 1.0),), 0),
    ("cosh(x) - 1", ((-3.0, 2.0),), 0),
    ("x**2 - 2*x + 1", ((-3.0, 2.0),), 0),
    ("log(exp(x) + exp(-x))", ((-3.0, 2.0),), sp.log(2)),
    ("exp(x) - 1 - x", ((-3.0, 2.0),), 0),
]


@pytest.mark.parametrize(("text", "box", "number"), TOUCHING)
def test_a_touching_bound_is_proved_and_anything_above_it_refuted(text, box, number):
    f = function(text, len(box))
    assert shows_at_least(f, [box], sp.sympify(number)).verdict == "PROVED"
    above = shows_at_least(f, [box], sp.sympify(number) + R(1, 10**20))
    assert above.verdict == "REFUTED"
    value = f.expression.subs(dict(zip(f.variables, above.point, strict=True)))
    assert sp.N(value - number - R(1, 10**20), 60) < 0


def test_a_false_bound_is_refuted_at_the_boundary():
    found = shows_at_least(function("-x**2", 1), [((-1.0, 2.0),)], R(-399, 100))
    assert found.verdict == "REFUTED"
    assert -(found.point[0] ** 2) < R(-399, 100)


def test_a_pole_is_undecided():
    found = shows_at_least(function("1/x", 1), [((-1.0, 1.0),)], R(-(10**9)), max_boxes=300)
    assert found.verdict in {"UNDECIDED", "REFUTED"}
    found = shows_at_least(function("1/x**2", 1), [((-1.0, 1.0),)], sp.S.Zero, max_boxes=300)
    assert found.verdict == "UNDECIDED"


def test_a_set_that_is_not_contained_has_no_least_value():
    f = function("x", 1)
    with pytest.raises(DomainError, match="needs a cover that holds the set"):
        lowest(f, cover(f, [R(0)], ((R(-1), R(1)),), max_boxes=500))


def test_an_interrupt_settles_nothing(monkeypatch):
    real, calls = Search._settle, []

    def stopping(self, piece):
        calls.append(piece)
        if len(calls) == 40:
            raise KeyboardInterrupt
        return real(self, piece)

    monkeypatch.setattr(Search, "_settle", stopping)
    _, _, found = found_for(FLAT_ROSENBROCK, ["-6/5", "1"])
    assert not found.exact
    assert found.lower is None or found.lower < 0


def test_a_target_above_the_minimum_is_never_settled():
    f = function("x**2 + y**2/2", 2)
    box = ((-1.0, 2.0), (-1.0, 2.0))
    target = arb(2) ** -20
    assert Search(f, -target, [], box).run([box], 5000, None).settled
    assert not Search(f, target, [], box).run([box], 5000, None).settled
    assert not Search(f, target, [], None).run([box], 5000, None).settled


def test_a_kink_between_two_pieces_is_not_lost():
    # On each side of 0 the slope has one sign; the least value is at the kink.
    f = function("Abs(x) + x/2", 1)
    pieces = [((-1.0, 0.0),), ((0.0, 1.0),)]
    assert not Search(f, arb(1) / 8, [], None).run(pieces, 500, None).settled


def test_an_anchor_is_no_saddle_and_no_maximum():
    f = function("x**2 - y**2", 2)
    assert anchor(f, (0.0, 0.0)) is None
    assert anchor(function("x**3", 1), (0.0,)) is None
    assert anchor(function("-x**4", 1), (0.0,)) is None
    assert anchor(function("Abs(x)", 1), (0.0,)) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [("x**4 - x**2", (0.7,)), ("exp(x) + y**2 - x", (0.001, 0.002)), (HIMMELBLAU, (3.0, 2.0))],
)
def test_f_stays_above_the_anchor_on_its_box(text, near):
    f = function(text, len(near))
    held = anchor(f, near)
    grid = np.meshgrid(*(np.linspace(low, high, 41) for low, high in held.box))
    assert f.value_tape.floats(grid)[0].min() >= float(held.lower.mid()) - 1e-12
