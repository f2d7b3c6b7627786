"""Certified constants against closed forms, dense grids, and the certifier itself."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb

from theory.errors import DomainError, WarmproofError
from verify.certify.boxes import contains
from verify.certify.constants.frontier import find_frontier, round_up
from verify.certify.curvature.matrices import spectral_norm
from verify.certify.curvature.slack import Bound, Slack
from verify.certify.function.objective import objective
from verify.certify.searching.search import search
from verify.certify.sublevel.covering import Cover
from verify.certify.sublevel.level import level_at
from verify.intervals.balls import to_fmpq

ZERO, ONE = sp.S.Zero, sp.S.One
ROSENBROCK = "100*(y - x**2)**2 + (1 - x)**2"


def exact(value):
    return sp.Rational(value.numerator, value.denominator)


def on_line(text, box, rho=ONE, **options):
    return find_frontier(objective(text, ("x",)), [(box,)], sp.sympify(rho), ZERO, ZERO, **options)


def least_bound(frontier, power):
    return min(float(K0) + float(K) * power for K0, K in frontier.chain)


def bound_of(frontier, K0, K):
    f, level = frontier.objective, frontier.level
    return Bound(
        f.text,
        f.names,
        frontier.rho,
        exact(K0),
        exact(K),
        frontier.bottom,
        frontier.top,
        None if level is None else level.expression,
    )


@pytest.fixture(scope="module")
def valley():
    f = objective(ROSENBROCK, ("x", "y"))
    level = level_at(f, (sp.Rational(-6, 5), ONE))
    cover = Cover(f, level, ((-7.0, 7.0), (-8.0, 40.0)))
    assert cover.contain(10_000)
    return find_frontier(f, cover.reached, ONE, ZERO, ZERO, level=level, tolerance=0.05)


def test_the_wave_needs_K_7_plus_4_sqrt_7_over_3_where_K0_vanishes():
    """Example 1: f''/f = (4 cos 2x + 2 - 3 sin 2x)/(2 + sin 2x) has that as its largest value."""
    frontier = on_line("exp(x)*(2+sin(2*x))", (-20.0, 20.0))
    largest = (7 + 4 * math.sqrt(7)) / 3
    point = frontier.points[0]
    assert Fraction(1, 1000) > point.K0
    assert 1 < point.K / largest < 1.011
    assert 0 <= point.excess < Fraction(11, 1000)


@pytest.mark.parametrize("tolerance", [0.03, 0.003])
def test_cosh_nears_the_pair_1_1_from_above(tolerance):
    frontier = on_line("cosh(x) - 1", (-5.0, 5.0), tolerance=tolerance)
    assert all(K0 >= 1 for K0, _ in frontier.chain)
    assert min(max(K0, K) for K0, K in frontier.chain) < 1 + tolerance
    K0, K = frontier.chain[-1]
    assert K == 0
    assert math.cosh(5) < K0 < math.cosh(5) * (1 + tolerance)


@pytest.mark.parametrize("rho", ["1/2", "1", "3/2", "2"])
def test_a_quartic_matches_a_dense_grid(rho):
    """The least bound at each gap is the concave majorant of the curve (gap^rho, f'')."""
    frontier = on_line("x**2/2 + x**4", (-2.0, 2.0), rho)
    x = np.linspace(0, 2, 100_001)
    power, curvature = (x**2 / 2 + x**4) ** float(sp.Rational(rho)), 1 + 12 * x**2
    for K0, K in [(point.K0, point.K) for point in frontier.points]:
        excess = (float(K0) + float(K) * power) / curvature - 1
        assert -1e-12 < excess.min() < 0.0115


def test_a_sum_in_three_variables_matches_a_grid():
    """f = 2 cosh x + 2 cosh y + 2 cosh z - 6: the largest entry is at most 2 + f."""
    text = "exp(x)+exp(-x)+exp(y)+exp(-y)+exp(z)+exp(-z)-6"
    side = (-2.0, 2.0)
    frontier = find_frontier(
        objective(text, ("x", "y", "z")), [(side,) * 3], ONE, ZERO, ZERO, tolerance=0.1
    )
    assert frontier.stopped == ""
    assert all(K0 >= 2 for K0, _ in frontier.chain)
    assert min(max(K0 / 2, K) for K0, K in frontier.chain) < Fraction(111, 100)
    assert 2 * math.cosh(2) <= frontier.points[-1].K0 < 2.25 * math.cosh(2)


def test_every_certified_pair_is_proved_by_the_certifier(valley):
    for point in valley.points:
        part = search(bound_of(valley, point.K0, point.K), valley.cover, max_boxes=200_000)
        assert part.settled


def test_nine_tenths_of_each_pair_break_at_its_witness(valley):
    for point in valley.points:
        assert point.excess < Fraction(6, 100)
        factor = Fraction(9, 10)
        assert Slack(bound_of(valley, factor * point.K0, factor * point.K)).breaks_at(point.witness)


def test_the_excess_is_the_most_a_pair_can_be_shrunk_by(valley):
    for point in valley.points:
        beyond = 1 / (1 + point.excess + Fraction(1, 10**6))
        smaller = bound_of(valley, beyond * point.K0, beyond * point.K)
        assert Slack(smaller).breaks_at(point.witness)


def test_points_of_the_sublevel_set_stay_below_the_bound(valley):
    draw = np.random.default_rng(0)
    x = draw.uniform(-4, 6, 400_000)
    y = x**2 + draw.uniform(-0.5, 0.5, x.size)
    f = 100 * (y - x**2) ** 2 + (1 - x) ** 2
    x, y, f = (a[f <= 24.2] for a in (x, y, f))
    a, b, c = 1200 * x**2 - 400 * y + 2, -400 * x, 200.0
    norm = np.abs(a + c) / 2 + np.sqrt((a - c) ** 2 / 4 + b**2)
    points = list(zip(x.tolist(), y.tolist(), strict=True))[:300]
    assert all(any(contains(box, point) for box in valley.cover) for point in points)
    excess = np.min([float(K0) + float(K) * f for K0, K in valley.chain], axis=0) / norm
    assert 1 - 1e-12 < excess.min() < 1.06


def test_minimal_curvature_of_the_valley_is_that_of_its_minimiser(valley):
    smallest = 501 + math.sqrt(501**2 - 400)
    assert 1 < valley.points[0].K0 / smallest < 1.05
    assert valley.points[-1].K == 0


def test_a_larger_f_star_interval_only_weakens_the_pairs():
    """With f* in [-1/10, 1/10] pairs hold with the gap to 1/10, points count from -1/10."""
    f, tenth = objective("cosh(x) - 1", ("x",)), sp.Rational(1, 10)
    sharp = on_line("cosh(x) - 1", (-3.0, 3.0))
    loose = find_frontier(f, [((-3.0, 3.0),)], ONE, -tenth, tenth)
    for q in (0.0, 0.5, 3.0, 8.0):
        assert least_bound(loose, q) >= 0.989 * least_bound(sharp, q + 0.1)
    for point in loose.points:
        assert point.excess is not None
        assert search(bound_of(loose, point.K0, point.K), [((-3.0, 3.0),)], max_boxes=9999).settled


def test_an_exponent_below_1_finds_the_pair_of_the_pure_quartic():
    """f = x^4 has f'' = 12 f^(1/2); no cover of boxes shows K0 = 0, but it comes near."""
    frontier = on_line("x**4", (-2.0, 2.0), "1/2")
    point = next(p for p in frontier.points if Fraction(1, 1000) > p.K0)
    assert 12 < point.K < Fraction(125, 10)


def test_a_parabola_has_its_curvature_exactly():
    (point,) = on_line("3*x**2", (-1.0, 7.0)).points
    assert (point.K0, point.K, point.excess) == (6, 0, 0)


def test_pieces_that_meet_smoothly_are_certified():
    frontier = on_line("Piecewise((x**2/2, x < 1), (x - 1/2, True))", (-2.0, 3.0))
    assert 1 <= frontier.points[-1].K0 <= Fraction(1001, 1000)


@pytest.mark.parametrize(
    "text", ["Abs(x)", "1/x", "Max(x, 2*x) + x**2", "Piecewise((x, x < 1), (x**2, True))"]
)
def test_a_kink_or_a_pole_certifies_nothing(text):
    frontier = on_line(text, (-2.0, 3.0))
    assert frontier.points == ()
    assert frontier.open
    assert "nothing is certified" in frontier.words()
    with pytest.raises(WarmproofError):
        frontier.certified(ONE)


def test_an_interrupt_before_the_first_box_certifies_nothing():
    def progress(_count, _ratio):
        raise KeyboardInterrupt

    frontier = on_line("x**4", (-1.0, 1.0), progress=progress)
    assert frontier.points == ()
    assert "stopped by interrupt" in frontier.words()


def test_a_budget_gives_pairs_that_hold_but_are_less_tight():
    frontier = on_line("exp(x)*(2+sin(2*x))", (-5.0, 5.0), max_boxes=40)
    assert frontier.stopped == "budget"
    box = [((-5.0, 5.0),)]
    for point in frontier.points:
        assert search(bound_of(frontier, point.K0, point.K), box, max_boxes=9999).settled


@pytest.mark.parametrize(
    ("text", "rho", "bottom", "boxes", "level", "message"),
    [
        ("x**2", "0", "0", [(0.0, 1.0)], None, "rho > 0"),
        ("x**2", "1", "1", [(0.0, 1.0)], None, "swap them"),
        ("x**2", "1", "0", [], None, "at least one box"),
        ("x**2", "1", "0", [(2.0, 3.0)], "1", "boxes around the start"),
        ("3*x", "1", "0", [(0.0, 1.0)], None, "affine"),
    ],
)
def test_bad_input_is_refused(text, rho, bottom, boxes, level, message):
    f = objective(text, ("x",))
    at = None if level is None else level_at(f, (sp.Rational(level),))
    with pytest.raises(DomainError, match=message):
        find_frontier(
            f, [(b,) for b in boxes], sp.Rational(rho), sp.Rational(bottom), ZERO, level=at
        )


def test_the_json_holds_exact_numbers(valley):
    document = valley.to_json()
    first = document["frontier"][0]
    assert Fraction(first["K0"]) == valley.points[0].K0
    assert document["level"] == "121/5"
    assert len(first["witness"]) == 2
    assert valley.words().count("within") == len(valley.points)


def test_rounding_goes_up_by_less_than_a_thousandth():
    for n in range(1, 2000):
        value = Fraction(n**3, 977)
        assert value <= round_up(value) <= value * Fraction(1001, 1000)
        assert len(str(round_up(value)).rstrip("0").split("/")[0]) <= 4 + len(str(value))


TERMS = (
    "{a}*{x}**2",
    "{a}*{x}**4",
    "{a}*exp({x})",
    "{a}*cosh({b}*{x})",
    "{a}*sin({b}*{x} + {y})",
    "{a}*({x} - {y})**2*{x}",
    "{a}*log(1 + {x}**2)",
    "{a}*sqrt(1 + {x}**2)",
    "{a}*cos({x}*{y})",
)


@pytest.mark.parametrize("seed", range(24))
def test_random_functions_stay_below_their_chain(seed):
    """Any f, exponent, level and interval for f* will do, true or not: points decide."""
    draw = random.Random(seed)
    names = "xyz"[: draw.choice((1, 2, 2, 3))]
    text = " + ".join(
        draw.choice(TERMS).format(
            a=draw.randint(1, 5), b=draw.randint(1, 3), x=v, y=draw.choice(names)
        )
        for v in (*names, *names)
    )
    f, rho = objective(text, tuple(names)), sp.Rational(draw.randint(1, 10), 4)
    box = tuple((middle - 1, middle + draw.random()) for middle in (draw.random() for _ in names))
    start = [sp.Rational(round(low * 64) + 48, 64) for low, _ in box]
    level = draw.choice((None, level_at(f, start)))
    bottom = sp.Integer(draw.randint(-20, 10))
    top = bottom + draw.randint(0, 2)
    frontier = find_frontier(f, [box], rho, bottom, top, level=level, tolerance=0.1, max_boxes=1500)
    assert frontier.chain
    for _ in range(200):
        point = [draw.uniform(low, high) for low, high in box]
        value, hessian = f.value_and_hessian([arb(x) for x in point], 128)
        if level is not None and not value <= level.ball:
            continue
        norm = spectral_norm(hessian, f.dimension, 128)
        power = (value - int(top)).nonnegative_part() ** arb(to_fmpq(rho))
        for K0, K in frontier.chain:
            assert not norm > arb(to_fmpq(K0)) + arb(to_fmpq(K)) * power


def test_a_piece_taken_at_one_point_alone_rules_no_pair_out():
    """f is x**2: only enclosures around 0 ask for K0 = 200, and K0 = 2 is good as well."""
    found = on_line("Piecewise((-100*x**2, x**2 <= 0), (x**2, True))", (-1.0, 1.0))
    pair = found.certified(Fraction(0))
    assert pair.K0 >= 200
    assert pair.K0 / (1 + pair.excess) <= 2
