"""Where boxes land: random points of them never lie outside."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from verify.certify.boxes import contains
from verify.certify.constants.images import UNKNOWN, Images
from verify.certify.curvature.matrices import spectral_norm
from verify.certify.function.objective import objective
from verify.intervals.balls import precision, to_fmpq

FUNCTIONS = [
    ("x**2/2 + x**4", "x", 0),
    ("exp(x)*(2 + sin(2*x))", "x", 0),
    ("100*(y - x**2)**2 + (1 - x)**2", "xy", 0),
    ("x**2*y**2 + cos(x + y) + 1", "xy", 0),
    ("exp(x) + exp(y) + exp(z) + (x - y + z)**2", "xyz", 0),
    ("(x*y - 1)**2 + z**4 - z**2", "xyz", "-1/4"),
    ("Piecewise((x**2/2, x < 1), (x - 1/2, True)) + y**2", "xy", 0),
]


def never(_corners):
    """Finer forms are tried for every box."""
    return False


def random_box(generator, d):
    middle = [generator.uniform(-2, 2) for _ in range(d)]
    size = 2.0 ** generator.uniform(-9, 1)
    return tuple((c - size * generator.random(), c + size * generator.random()) for c in middle)


@pytest.mark.parametrize("rho", ["1/2", "1", "7/4", "3"])
@pytest.mark.parametrize(("text", "names", "infimum"), FUNCTIONS)
@pytest.mark.parametrize("level", [None, 3])
def test_every_line_above_the_corners_is_above_the_function(text, names, infimum, rho, level):
    """Each line K0 + K q through the corners is tried at random points of the box that count."""
    generator = random.Random(f"{text} {rho} {level}")
    f, rho, top = objective(text, tuple(names)), sp.Rational(rho), sp.Rational(infimum)
    images = Images(f, rho, top, top, None if level is None else arb(level))
    cuts = 0
    for _ in range(25):
        box = random_box(generator, f.dimension)
        corners = images.view(box, never).corners
        cuts += len(corners) == 2
        for _ in range(8):
            point = [generator.uniform(low, high) for low, high in box]
            assert contains(box, point)
            with precision(256):
                value, hessian = f.value_and_hessian([arb(x) for x in point], 256)
                if level is not None and not value <= level:
                    continue
                norm = spectral_norm(hessian, f.dimension, 256)
                gap = (value - arb(to_fmpq(top))).nonnegative_part()
                power = gap ** arb(to_fmpq(rho))
                assert corners
                assert corners != UNKNOWN
                for K in (Fraction(0), Fraction(1, 7), Fraction(2), Fraction(50), Fraction(10**6)):
                    K0 = max(Fraction(p) - K * Fraction(q) for q, p in corners)
                    allowed = arb(to_fmpq(K0)) + arb(to_fmpq(K)) * power
                    assert not norm > allowed
    assert cuts or level is not None or text.startswith("Piecewise")


def test_a_kink_leaves_a_box_without_a_bound():
    images = Images(objective("Abs(x)", ("x",)), sp.S.One, sp.S.Zero, sp.S.Zero, None)
    assert images.view(((-1.0, 2.0),), never).corners == UNKNOWN
    assert images.view(((1.0, 2.0),), never).corners[0][1] == 0.0


def test_a_box_above_the_level_asks_for_nothing():
    images = Images(objective("x**2", ("x",)), sp.S.One, sp.S.Zero, sp.S.Zero, arb(3))
    assert images.view(((2.0, 3.0),), never).corners == ()


def test_a_sample_above_the_level_does_not_count():
    images = Images(objective("x**2", ("x",)), sp.S.One, sp.S.Zero, sp.S.Zero, arb(3))
    assert images.sample((1.8,)) is None
    assert images.sample((1.7,)).curvature == 2.0


def test_a_piece_taken_at_one_point_alone_is_no_sample():
    f = objective("Piecewise((-100*x**2, x**2 <= 0), (x**2, True))", ("x",))
    images = Images(f, sp.S.One, sp.S.Zero, sp.S.Zero, None)
    assert images.sample((0.0,)) is None
    assert images.view(((-1.0, 1.0),), never).sample is None
    assert images.sample((2.0**-40,)).curvature == 2.0


def test_a_sample_takes_the_gap_to_the_lower_bound_of_the_infimum():
    images = Images(objective("x**2", ("x",)), sp.S.One, -sp.S.One, sp.S.Half, None)
    sample = images.sample((2.0,))
    assert (sample.reach, sample.guide) == (5.0, 3.5)


def test_an_image_shrinks_with_the_square_of_the_box():
    """Along cosh every point is attained at (1, 1): the line through the corners is 2nd order."""
    images = Images(objective("cosh(x) - 1", ("x",)), sp.S.One, sp.S.Zero, sp.S.Zero, None)
    excess = []
    for size in (2.0**-3, 2.0**-6):
        corners = images.view(((1.0, 1.0 + size),), never).corners
        excess.append(max(p - q for q, p in corners) - 1)
    assert 0 < excess[1] < excess[0] / 50
