"""Bounds on boxes: held, broken or left open, by each form of enclosure."""

from __future__ import annotations

import pytest
import sympy as sp

from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound, Slack
from verify.certify.searching.depth_first import Part
from verify.certify.searching.search import search
from verify.certify.tree import leaves

R = sp.Rational
LEAST = (7 + 4 * sp.sqrt(7)) / 3
"""The least K for exp(x)(2 + sin(2x)) with rho = 1 and K0 = 0."""


def _bound(text: str, names: str, rho: object, K0: object, K: object, f_star: object = 0) -> Bound:
    star = sp.sympify(f_star)
    numbers = [sp.sympify(v) for v in (rho, K0, K)]
    return Bound(text, tuple(names), *numbers, star, star)


def _search(bound: Bound, box: Box, max_boxes: int = 20_000) -> Part:
    part = search(bound, [box], max_boxes=max_boxes, keep_tree=True)
    if part.settled:
        settled = {leaf.settled for _, leaf in leaves(part.tree, box)}
        assert settled <= {"holds", "outside"}
    return part


LINE, SQUARE = ((-3.0, 3.0),), ((-2.0, 2.0), (-2.0, 2.0))
TRUE = {
    "by enclosures": (_bound("exp(x)*(2+sin(2*x))", "x", 1, R(1, 1000), 7), ((-20.0, 20.0),)),
    "by slopes": (
        _bound("exp(x)*(2+sin(2*x))", "x", 1, 0, LEAST * (1 + R(1, 10**12))),
        ((-9.0, 9.0),),
    ),
    "by cancelling": (_bound("cosh(x)-1", "x", 1, 1, 1), LINE),
    "where it is touched": (_bound("x**2/2+x**4", "x", 1, 1, 24), LINE),
    "by the chord of a root": (_bound("x**2/2+x**4", "x", R(1, 2), 1, 12), LINE),
    "with equality for every x": (_bound("x**4", "x", R(1, 2), 0, 12), LINE),
    "for each piece": (_bound("Piecewise((x**2/2,x<=1),(x-1/2,True))", "x", 1, 1, 0), LINE),
    "on an axis": (_bound("cosh(x)+cosh(y)-2", "xy", 1, 1, 1), SQUARE),
    "for a large power": (_bound("x**2+x**6", "x", 3, 33, 30), LINE),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_bound_is_proved(name: str) -> None:
    assert _search(*TRUE[name]).settled


@pytest.mark.parametrize(
    ("bound", "box"),
    [
        (_bound("exp(x)*(2+sin(2*x))", "x", 1, 0, LEAST * (1 - R(1, 10**12))), ((-9.0, 9.0),)),
        (_bound("cosh(x)-1", "x", 1, 1, 1 - R(1, 10**12)), LINE),
        (_bound("cosh(x)-1", "x", 1, 1 - R(1, 10**12), 1), LINE),
        (_bound("x**2/2+x**4", "x", 1, 1, R(239, 10)), LINE),
        (_bound("x**4", "x", R(1, 2), 0, R(1199, 100)), LINE),
        (_bound("cosh(x)+cosh(y)-2", "xy", 1, 1, R(99, 100)), SQUARE),
        (_bound("Abs(x)**(3/2)", "x", 1, 100, 0), LINE),
        (_bound("x*y", "xy", 1, R(99, 100), 0, -4), SQUARE),
        (_bound("x**2+10**-13*sin(10**6*x)", "x", 1, R(209999, 10**5), 0, -1), LINE),
    ],
)
def test_a_bound_that_is_a_little_too_small_is_broken_at_a_point(bound: Bound, box: Box) -> None:
    part = _search(bound, box)
    assert part.broken is not None
    value, norm, allowed = Slack(bound).at(part.broken)
    assert norm > allowed and value.is_finite()


@pytest.mark.parametrize(
    ("bound", "box"),
    [
        (_bound("Abs(x)", "x", 1, 1, 0), LINE),
        (_bound("Piecewise((x**2/2,x<=1),(x-1/2+10**-12,True))", "x", 1, 1, 0), LINE),
        (_bound("Piecewise((100*x**2, x**2<=0),(x**2,True))", "x", 1, 3, 0), LINE),
        (_bound("x**2/x*x", "x", 1, 2, 0), LINE),
        (_bound("cosh(x)*cosh(y)-1", "xy", 1, 1, 2), SQUARE),
    ],
)
def test_what_no_enclosure_shows_stays_open(bound: Bound, box: Box) -> None:
    part = _search(bound, box, 2000)
    assert part.broken is None and not part.settled
    assert part.open or part.waiting


def test_points_above_the_level_do_not_count() -> None:
    plain = _bound("x**2+x**4", "x", 1, 10, 0)
    assert _search(plain, LINE).broken is not None
    low = Bound("x**2+x**4", ("x",), plain.rho, plain.K0, plain.K, R(0), R(0), R(2, 5))
    assert _search(low, LINE).settled
    high = Bound("x**2+x**4", ("x",), plain.rho, plain.K0, plain.K, R(0), R(0), R(3, 2))
    assert _search(high, LINE).broken is not None


def test_an_infimum_known_loosely_proves_and_refutes_less() -> None:
    loose = Bound("cosh(x)-1", ("x",), R(1), R(1), R(1), R(-1, 10), R(1, 10))
    part = _search(loose, LINE, 2000)
    assert part.broken is None and not part.settled
    roomy = Bound("cosh(x)-1", ("x",), R(1), R(6, 5), R(1), R(-1, 10), R(1, 10))
    assert _search(roomy, LINE).settled


def test_the_budget_and_an_interrupt_end_with_what_waits() -> None:
    bound, box = TRUE["by enclosures"]
    part = search(bound, [box], max_boxes=10)
    assert part.stopped == "budget" and part.waiting and not part.settled

    def interrupt(done: int, waiting: int) -> None:
        raise KeyboardInterrupt

    part = search(bound, [box], max_boxes=10, progress=interrupt)
    assert part.stopped == "interrupt" and part.waiting == [box]
