"""The least concave majorant and the pairs it stands for, against brute force in fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from verify.certify.constants.majorant import Guide, least_K0, majorant, pairs

numbers = st.floats(0, 16, width=16)
clouds = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12)


def least_allowed(points, q):
    """The least K0 + K q over all good pairs, by trying every vertex of the set of good pairs."""
    exact = [(Fraction(a), Fraction(b)) for a, b in [(0.0, 0.0), *points]]
    slopes = {Fraction(0)}
    slopes |= {(d - b) / (c - a) for (a, b), (c, d) in combinations(exact, 2) if a != c}
    good = [(max(p - K * a for a, p in exact), K) for K in slopes if K >= 0]
    return min(K0 + K * q for K0, K in good)


@given(clouds, numbers)
def test_the_pairs_of_the_majorant_allow_as_little_as_any(points, q):
    found = min(K0 + K * Fraction(q) for K0, K in pairs(majorant(points)))
    if q >= min(a for a, _ in majorant(points)):
        assert found == least_allowed(points, Fraction(q))


@given(clouds)
def test_every_pair_is_above_all_points_and_touches_one(points):
    vertices = majorant(points)
    for K0, K in pairs(vertices):
        assert K0 >= 0
        assert K >= 0
        slack = [K0 + K * Fraction(q) - Fraction(p) for q, p in points]
        assert min(slack) >= 0
        assert 0 in slack or not any(p for _, p in points)
        assert least_K0(vertices, K) == K0


def test_neighbours_that_differ_in_the_last_bit_keep_their_order():
    almost = 1.0 + 2.0**-52
    vertices = majorant([(1.0, 1.0), (2.0, 2.0), (3.0, 3.0 - 2.0**-51), (2.0, 2 * almost)])
    assert [q for q, _ in vertices] == [0, 2, 3]


@given(clouds)
def test_the_guide_runs_above_its_points_up_to_rounding(points):
    guide = Guide(1000.0)
    for q, p in points:
        guide.add(q, p)
    assert all(guide(q) >= p * (1 - 1e-12) for q, p in points)
    assert guide.highest == max(p for _, p in points)
