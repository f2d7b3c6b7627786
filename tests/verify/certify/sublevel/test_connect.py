"""verify/certify/sublevel/connect.py: a path that stays below the level, or nothing."""

import itertools
import random

import pytest
import sympy as sp

from verify.certify.function.objective import objective
from verify.certify.sublevel.connect import stays_below, within
from verify.certify.sublevel.covering import cover
from verify.certify.sublevel.level import level_at, value_at

R = sp.Rational
ROSENBROCK = "(1-x)**2 + 100*(y-x**2)**2"
HIMMELBLAU = "(x**2+y-11)**2 + (x+y**2-7)**2"
WELLS = "(x**2-1)**2 + x/10"


def setting(text, start):
    f = objective(text, ("x", "y", "z", "w")[: len(start)])
    return f, level_at(f, [R(x) for x in start])


def point(*coordinates):
    return tuple(R(x) for x in coordinates)


REACHED = [
    ("x**2", ["-1"], ["1"]),
    ("x**2", ["-1"], ["-1"]),
    (WELLS, ["6/5"], ["1"]),
    ("(x-1/3)**4", ["2"], ["1/3"]),
    (ROSENBROCK, ["-6/5", "1"], ["1", "1"]),
    (HIMMELBLAU, ["3", "5/2"], ["3", "2"]),
    ("cosh(x) + y**2 + z**4 + w**2", ["1", "1", "1", "1"], ["0", "0", "0", "-1"]),
    ("exp(x) - x", ["2"], ["0"]),
    ("Abs(x) + y**2", ["-1", "1"], ["-1/2", "0"]),
]


@pytest.mark.parametrize(("text", "start", "end"), REACHED)
def test_a_path_is_found_and_samples_along_it_lie_below(text, start, end):
    f, level = setting(text, start)
    path = within(f, level, point(*end))
    assert path is not None
    assert path[0] == level.start
    assert path[-1] == point(*end)
    assert stays_below(f, level, path)
    rng = random.Random(5)
    for a, b in itertools.pairwise(path):
        for _ in range(5):
            s = R(rng.randrange(65), 64)
            at = [x + s * (y - x) for x, y in zip(a, b, strict=True)]
            assert not value_at(f, at) > level.ball


APART = [
    (WELLS, ["6/5"], ["-1"]),
    (HIMMELBLAU, ["3", "5/2"], ["3584428/1000000", "-1848126/1000000"]),
    (HIMMELBLAU, ["3", "5/2"], ["-2805118/1000000", "3131312/1000000"]),
    ("x + 1/x", ["2"], ["-1"]),
    ("x**2", ["1"], ["2"]),
    ("(x**2-1)**2", ["1"], ["-1"]),
    ("cos(10*x) + x**2", ["1/4"], ["-1/3"]),
]


@pytest.mark.parametrize(("text", "start", "end"), APART)
def test_no_path_leads_to_another_basin(text, start, end):
    f, level = setting(text, start)
    assert within(f, level, point(*end)) is None
    found = cover(f, level.start)
    found.refine(1 / 64, 20_000)
    assert within(f, level, point(*end), found) is None


def test_a_path_over_a_low_saddle_goes_through_the_pieces():
    f, level = setting("(x**2-1)**2 + y**2 + x/10", ["0", "2"])
    deeper = point(-1, 0)
    near = point(1, 0)
    found = cover(f, level.start)
    found.refine(1 / 32, 20_000)
    for end in (deeper, near):
        path = within(f, level, end, found)
        assert path is not None
        assert stays_below(f, level, path)


def test_a_start_without_a_slope_reaches_itself_only():
    f, level = setting("x**3 - 3*x + y**2", ["-1", "0"])
    assert within(f, level, level.start) == (level.start,)
    assert within(f, level, point(1, 0)) is None


def test_a_path_that_leaves_the_level_is_refused():
    f, level = setting(WELLS, ["6/5"])
    path = within(f, level, point(1))
    assert stays_below(f, level, path)
    assert not stays_below(f, level, (*path, point(-1)))
    assert not stays_below(f, level, path[1:])
    assert not stays_below(f, level, ())


def test_a_level_too_low_is_noticed():
    f, level = setting(ROSENBROCK, ["-6/5", "1"])
    path = within(f, level, point(1, 1))
    lower = type(level)(level.start, level.expression, level.ball - 1)
    assert stays_below(f, level, path)
    assert not stays_below(f, lower, path)


def test_a_segment_across_a_pole_is_refused():
    f, level = setting("1/(x**2) - 100", ["1/2"])
    assert not stays_below(f, level, (level.start, point(-1)))
    f, level = setting("x - 1/x", ["2"])
    assert not stays_below(f, level, (level.start, point(-1)))


def test_a_walk_does_not_leap_over_a_pole():
    # From 2 Newton's step goes to -1, beyond the pole at 0, to a lower value of f.
    f = objective("x + 1/x", ("x",))
    covered = cover(f, (sp.Integer(2),), ((sp.Integer(-3), sp.Integer(3)),))
    assert within(f, covered.level, (sp.Rational(501, 1000),), covered) is not None


def test_a_path_through_a_point_without_value_is_given_up_soon(monkeypatch):
    f = objective("(x**2-1)/(x-1)+x**2", ("x",))
    level = level_at(f, (sp.Integer(2),))
    monkeypatch.setattr("verify.certify.sublevel.connect.MOST_PARTS", 200)
    path = (level.start, (sp.Integer(0),))
    assert not stays_below(f, level, path)
