"""Tests of verify/certify/curvature/matrices.py against exact eigenvalues and 50-digit ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import mpmath
import pytest
from flint import arb, fmpq

from verify.certificates.semidefinite import eliminate
from verify.certify.curvature.matrices import (
    is_positive_semidefinite,
    least_eigenvalue,
    spectral_norm,
)

Rows = list[list[Fraction]]


def triangle(rows: Sequence[Sequence[Fraction]]) -> list[Fraction]:
    return [rows[i][j] for i in range(len(rows)) for j in range(i, len(rows))]


def full(entries: Sequence[Fraction], d: int) -> Rows:
    following = iter(entries)
    rows = [[Fraction(0)] * d for _ in range(d)]
    for i in range(d):
        for j in range(i, d):
            rows[i][j] = rows[j][i] = next(following)
    return rows


def balls(entries: Sequence[Fraction], radius: float = 0.0) -> list[arb]:
    return [arb(arb(fmpq(x.numerator, x.denominator)), radius) for x in entries]


def eigenvalues(rows: Rows) -> list[mpmath.mpf]:
    with mpmath.workdps(50):
        matrix = mpmath.matrix([[mpmath.mpf(x.numerator) / x.denominator for x in r] for r in rows])
        return sorted(mpmath.eigsy(matrix, eigvals_only=True))


def exact(value: mpmath.mpf) -> arb:
    """A ball around a 50-digit number, wider than its error."""
    return arb(mpmath.nstr(value, 45), 1e-35)


def norm_of(values: Sequence[mpmath.mpf]) -> mpmath.mpf:
    with mpmath.workdps(50):
        return max(-values[0], values[-1])


def random_entries(d: int, draw: random.Random) -> list[Fraction]:
    return [
        Fraction(draw.randint(-1000, 1000), draw.randint(1, 40)) for _ in range(d * (d + 1) // 2)
    ]


def gram(d: int, rank: int, draw: random.Random) -> Rows:
    vectors = [[Fraction(draw.randint(-9, 9)) for _ in range(d)] for _ in range(rank)]
    return [[sum((v[i] * v[j] for v in vectors), Fraction(0)) for j in range(d)] for i in range(d)]


@pytest.mark.parametrize("d", range(1, 9))
def test_thin_matrices_are_enclosed_tightly(d: int) -> None:
    draw = random.Random(d)
    for _ in range(30):
        entries = random_entries(d, draw)
        values = eigenvalues(full(entries, d))
        norm, least = exact(norm_of(values)), exact(values[0])
        ball, low = spectral_norm(balls(entries), d), least_eigenvalue(balls(entries), d)
        assert ball.overlaps(norm)
        assert not low > least
        scale = max(float(norm), 1e-3)
        assert float(ball.rad()) < 1e-11 * scale
        assert float(abs(least - low)) < 1e-11 * scale


@pytest.mark.parametrize("d", range(1, 9))
@pytest.mark.parametrize("radius", [1e-6, 0.5, 40.0])
def test_every_member_of_a_wide_matrix_is_inside(d: int, radius: float) -> None:
    draw = random.Random(100 * d)
    for _ in range(8):
        middle = random_entries(d, draw)
        wide = balls(middle, radius)
        ball, least = spectral_norm(wide, d), least_eigenvalue(wide, d)
        for _ in range(5):
            step = [draw.choice([-1, 1, Fraction(draw.randint(-64, 64), 64)]) for _ in middle]
            member = [x + Fraction(radius) * s for x, s in zip(middle, step, strict=True)]
            values = eigenvalues(full(member, d))
            assert not ball < exact(norm_of(values))
            assert not ball > exact(norm_of(values))
            assert not least > exact(values[0])


@pytest.mark.parametrize("radius", [1e-3, 1.0, 100.0])
def test_two_rows_lose_nothing_but_rounding_on_wide_matrices(radius: float) -> None:
    draw = random.Random(5)
    for _ in range(40):
        middle = random_entries(2, draw)
        corners = [
            eigenvalues(full([middle[0] + p * r, middle[1] + q * r, middle[2] + s * r], 2))
            for r in [Fraction(radius)]
            for p in (-1, 1)
            for q in (-1, 1)
            for s in (-1, 1)
        ]
        wide = balls(middle, radius)
        top = max(norm_of(v) for v in corners)
        assert float(spectral_norm(wide, 2).upper()) <= float(top) * (1 + 1e-8)
        bottom = min(v[0] for v in corners)
        assert float(least_eigenvalue(wide, 2)) == pytest.approx(float(bottom), rel=1e-6)


def test_the_norm_of_three_rows_grows_with_the_radii_only() -> None:
    entries = balls([Fraction(k) for k in (4, 1, 2, 5, 3, 6)])
    wide = [arb(x, 1e-3) for x in entries]
    thin = spectral_norm(entries, 3)
    assert spectral_norm(wide, 3).upper() <= thin.upper() + 0.003001


@pytest.mark.parametrize("d", range(1, 9))
def test_positive_definite_matrices_are_recognised_and_indefinite_ones_never(d: int) -> None:
    draw = random.Random(7 * d)
    for _ in range(30):
        rows = gram(d, d + 2, draw)
        for i in range(d):
            rows[i][i] += 1
        assert is_positive_semidefinite(balls(triangle(rows), 1e-6), d)
        entries = random_entries(d, draw)
        if is_positive_semidefinite(balls(entries), d):
            assert eliminate(full(entries, d)).semidefinite


@pytest.mark.parametrize("d", range(1, 9))
def test_a_matrix_just_below_semidefinite_is_never_accepted(d: int) -> None:
    draw = random.Random(11 * d)
    for _ in range(20):
        rows = gram(d, max(d - 1, 1), draw) if d > 1 else [[Fraction(0)]]
        rows[0][0] -= Fraction(1, 2**60)
        if not eliminate(rows).semidefinite:
            assert not is_positive_semidefinite(balls(triangle(rows)), d)


@pytest.mark.parametrize(
    ("entries", "d"),
    [
        ([0], 1),
        ([0, 0, 0], 2),
        ([0, 0, 5], 2),
        ([1, 1, 1], 2),
        ([9, 3, 1], 2),
        ([0, 0, 0, 3, 1, 3], 3),
        ([0, 0, 0, 1, 1, 1], 3),
        ([1, -1, 0, 2, -1, 1], 3),  # a path's Laplacian touches 0
        ([1, 0, 1, 0, 0, 1], 3),
        ([1, 0, 1, 0, 4, 0, 2, 1, 0, 1], 4),  # rows 0, 2 and 1, 3 are coupled
    ],
)
def test_matrices_that_touch_zero_are_accepted_by_closed_forms(entries: list[int], d: int) -> None:
    assert is_positive_semidefinite([arb(x) for x in entries], d)
    below = [arb(entries[0]) - arb(2) ** -50, *(arb(x) for x in entries[1:])]
    assert not is_positive_semidefinite(below, d)


def test_products_of_long_numbers_are_compared_exactly() -> None:
    x = arb(fmpq(2**63 + 1, 2**63))
    assert x.is_exact()
    assert is_positive_semidefinite([x, x, x], 2)
    assert is_positive_semidefinite([arb(0), arb(0), arb(0), x, x, x], 3)


def test_a_ball_that_reaches_below_zero_is_not_semidefinite() -> None:
    assert not is_positive_semidefinite([arb(0, 1e-30)], 1)
    assert not is_positive_semidefinite([arb(1), arb(0, 1.001), arb(1)], 2)
    assert is_positive_semidefinite([arb(2, 1), arb(0, 0.999), arb(2, 1)], 2)


@pytest.mark.parametrize("d", range(1, 9))
@pytest.mark.parametrize("bad", [arb.nan(), arb(0, float("inf")), arb("inf")])
def test_an_entry_without_enclosure_shows_nothing(d: int, bad: arb) -> None:
    size = d * (d + 1) // 2
    for at in range(size):
        entries = [arb(1)] * size
        entries[at] = bad
        assert not is_positive_semidefinite(entries, d)
        assert not spectral_norm(entries, d).is_finite()
        assert not least_eigenvalue(entries, d).is_finite()


@pytest.mark.parametrize("d", [2, 3, 5])
@pytest.mark.parametrize("scale", ["1e-400", "1e400", "1e-20"])
def test_numbers_beyond_the_doubles_are_bounded_too(d: int, scale: str) -> None:
    rows = [[arb(scale) * (i + j + 1) for j in range(d)] for i in range(d)]
    entries = [rows[i][j] for i in range(d) for j in range(i, d)]
    ball = spectral_norm(entries, d)
    plain = spectral_norm([arb(i + j + 1) for i in range(d) for j in range(i, d)], d)
    assert ball.is_finite() and not ball / arb(scale) < plain and not ball / arb(scale) > plain
    assert least_eigenvalue(entries, d) < 0


def test_equal_eigenvalues_and_zero_matrices() -> None:
    for d in range(1, 9):
        one = [arb(3 * int(i == j)) for i in range(d) for j in range(i, d)]
        assert spectral_norm(one, d) == 3 and least_eigenvalue(one, d) == 3
        zero = [arb(0)] * len(one)
        assert spectral_norm(zero, d) == 0 and is_positive_semidefinite(zero, d)


def test_the_precision_of_before_comes_back() -> None:
    from flint import ctx

    before = ctx.prec
    for d in (1, 2, 3):
        entries = [arb(1)] * (d * (d + 1) // 2)
        for function in (is_positive_semidefinite, spectral_norm, least_eigenvalue):
            function(entries, d, 200)
            assert ctx.prec == before
