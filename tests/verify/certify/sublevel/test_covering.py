"""verify/certify/sublevel/covering.py: boxes large enough are found, others are named."""

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, ParseError
from verify.certify.boxes import outward
from verify.certify.function.objective import objective
from verify.certify.sublevel.cover import Cover
from verify.certify.sublevel.covering import cover
from verify.certify.sublevel.level import level_at

R = sp.Rational

FOUND = [
    ("x**2", ["1000000"]),
    ("x**2", ["0"]),
    ("(x**2-1)**2 + x/10", ["1/2"]),
    ("x**3 - 3*x", ["3/2"]),
    ("x + 1/x", ["3"]),
    ("x - log(x)", ["1/1000"]),
    ("sin(1000*x) + x**2", ["1/3"]),
    ("Abs(x) + x/2", ["-7"]),
    ("(1-x)**2 + 100*(y-x**2)**2", ["-6/5", "1"]),
    ("(x**2+y-11)**2 + (x+y**2-7)**2", ["0", "0"]),
    ("log(exp(x)+exp(-x)+exp(y)) + y**2/10", ["3", "1"]),
    ("x**2 + 10**6*y**2", ["1", "1"]),
    ("cosh(x) + y**2 + z**4", ["1", "-2", "1"]),
    ("x**2 + y**2 + z**2 + w**2 + x*y", ["1", "1", "-2", "3"]),
]


def names(start):
    return ("x", "y", "z", "w")[: len(start)]


@pytest.mark.parametrize(("text", "start"), FOUND)
def test_a_box_is_found_that_holds_the_set(text, start):
    found = cover(objective(text, names(start)), [R(x) for x in start])
    assert found.contained
    assert found.reason == ""
    assert all(a < c <= d < b for (a, b), (c, d) in zip(found.box, found.hull(), strict=True))
    assert found.box == tuple(outward(*side) for side in found.proposal)


UNBOUNDED = [
    ("exp(x)", ["0"]),
    ("x", ["0"]),
    ("x**3 - 3*x", ["3"]),
    ("x*y", ["1", "1"]),
    ("(x*y-1)**2", ["2", "1"]),
    ("0*x + 2", ["1"]),
]


@pytest.mark.parametrize(("text", "start"), UNBOUNDED)
def test_an_unbounded_set_is_never_contained(text, start):
    found = cover(objective(text, names(start)), [R(x) for x in start], max_boxes=20_000)
    assert not found.contained
    assert not found.proposal
    assert "boundary" in found.reason or "leave" in found.reason


def test_a_function_that_seems_unbounded_below_is_said_to_be():
    found = cover(objective("-x**2", ("x",)), [R(1)])
    assert not found.contained
    assert "f may be unbounded below" in found.reason


def test_a_box_too_small_comes_back_with_one_that_works():
    f = objective("(1-x)**2 + 100*(y-x**2)**2", ("x", "y"))
    start = [R(-6, 5), R(1)]
    small = cover(f, start, ((R(-2), R(2)), (R(-1), R(3))))
    assert not small.contained
    assert small.reason.startswith(
        "The sublevel set seems to leave the box at y = 3. Take --box x="
    )
    again = Cover(f, level_at(f, start), tuple(outward(*side) for side in small.proposal))
    assert again.contain(20_000)
    assert cover(f, start, small.proposal).contained


def test_a_box_that_meets_the_set_in_one_point_is_too_small():
    # The set is [-1, 1], so the box [-1, 2] touches it.
    found = cover(objective("x**2", ("x",)), [R(1)], ((R(-1), R(2)),), max_boxes=5000)
    assert not found.contained
    assert found.proposal
    ((low, high),) = found.proposal
    assert low < -1
    assert high > 1


def test_a_start_on_the_boundary_of_the_box_is_not_contained():
    found = cover(objective("x**2", ("x",)), [R(1)], ((R(-2), R(1)),), max_boxes=5000)
    assert not found.contained
    assert found.proposal


def test_a_second_basin_at_the_boundary_does_not_spoil_the_box():
    # The well around x = -1 reaches beyond the box; the start's own well is parted from it.
    found = cover(objective("(x**2-1)**2 + x/10", ("x",)), [R(6, 5)], ((R(-1), R(2)),))
    assert found.contained


def test_a_small_budget_is_said():
    f = objective("x**2 + y**2 + z**2 + w**2 + x*y", ("x", "y", "z", "w"))
    found = cover(f, [R(1)] * 4, ((R(-2), R(2)),) * 4, max_boxes=100)
    assert not found.contained
    assert "After 99 boxes" in found.reason or "After 100 boxes" in found.reason


@pytest.mark.parametrize(
    ("text", "start", "box", "error", "words"),
    [
        ("x**2", [R(5)], ((R(0), R(1)),), DomainError, "the start has to lie in the box"),
        ("x**2", [R(0)], ((R(1), R(1)),), DomainError, "the box needs low < high"),
        ("x**2", [R(0)], ((R(-1), R(1)),) * 2, DomainError, "the box has 2 sides for 1 variables"),
        ("x**2", [R(0), R(0)], None, DomainError, "the start needs 1 coordinates"),
        ("log(x)", [R(-1)], None, ParseError, "f(start)"),
        ("1/x", [R(0)], None, ParseError, "f(start)"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(text, start, box, error, words):
    with pytest.raises(error) as caught:
        cover(objective(text, ("x",)), start, box)
    assert words in str(caught.value)


def test_progress_is_told():
    told = []
    f = objective("x*y", ("x", "y"))
    cover(f, [R(1)] * 2, max_boxes=8000, progress=lambda done, held: told.append((done, held)))
    assert told
    assert all(done > 0 and held > 0 for done, held in told)


def test_the_hull_is_close_to_the_set_after_refining():
    found = cover(objective("x**2 + 4*y**2", ("x", "y")), [R(1), R(0)])
    found.refine(2.0**-9, 50_000)
    (a, b), (c, d) = found.hull()
    assert np.allclose([a, b, c, d], [-1, 1, -0.5, 0.5], atol=0.01)
