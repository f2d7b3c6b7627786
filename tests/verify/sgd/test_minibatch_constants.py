"""The three bounds of minibatch noise on every batch of exact rows, and where they are attained."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.sgd.minibatch_constants import Line, batch_factors, batch_levels

Rows = list[tuple[Fraction, ...]]
BOUNDS = ("mean_square", "squared_mean", "largest")


def mean(rows: Rows) -> tuple[Fraction, ...]:
    return tuple(sum(column, Fraction(0)) / len(rows) for column in zip(*rows, strict=True))


def square(v: tuple[Fraction, ...]) -> Fraction:
    return sum((x * x for x in v), Fraction(0))


def minus(v: tuple[Fraction, ...], w: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(x - y for x, y in zip(v, w, strict=True))


def largest_noise(rows: Rows, b: int) -> Fraction:
    """The largest squared noise over all batches of b rows, one by one."""
    centre = mean(rows)
    return max(
        square(minus(mean(list(batch)), centre)) for batch in itertools.combinations(rows, b)
    )


def norm(v: tuple[Fraction, ...]) -> Fraction:
    """The length of a vector that has a rational one."""
    root = sp.sqrt(sp.Rational(square(v).numerator, square(v).denominator))
    assert root.is_Rational
    return Fraction(int(root.p), int(root.q))


def right_sides(rows: Rows) -> dict[str, Fraction]:
    """The right sides of the module's inequalities without their factors."""
    n, centre = len(rows), mean(rows)
    return {
        "mean_square": sum(map(square, rows), Fraction(0)) / n - square(centre),
        "squared_mean": (sum(map(norm, rows), Fraction(0)) / n) ** 2,
        "largest": max(square(minus(row, centre)) for row in rows),
    }


def factors(n: int, b: int) -> dict[str, Fraction]:
    return {k: Fraction(int(x.p), int(x.q)) for k, x in batch_factors(n, b).items()}


def drawn_rows(seed: int) -> Rows:
    """Multiples of (3, 4) and of the axes, all of rational length, some much longer than others."""
    draw = random.Random(seed)
    shapes = [(3, 4), (-4, 3), (5, 0), (0, -5), (-3, -4)]
    sizes = [1, 1, 1, 2, 5, 40]
    rows = []
    for _ in range(draw.randint(3, 8)):
        shape, size = draw.choice(shapes), Fraction(draw.choice(sizes), 7)
        rows.append(tuple(size * x for x in shape))
    return rows


@pytest.mark.parametrize("seed", range(25))
def test_no_batch_exceeds_any_of_the_bounds(seed: int) -> None:
    rows = drawn_rows(seed)
    sides = right_sides(rows)
    for b in range(1, len(rows)):
        noise, factor = largest_noise(rows, b), factors(len(rows), b)
        for name in BOUNDS:
            assert noise <= factor[name] * sides[name]


def rows_that_attain(name: str, n: int, b: int) -> Rows:
    if name == "mean_square":
        return [(Fraction(n - b),)] * b + [(Fraction(-b),)] * (n - b)
    if name == "squared_mean":
        return [(Fraction(1),)] + [(Fraction(0),)] * (n - 1)
    return [(Fraction(n - 1),)] + [(Fraction(-1),)] * (n - 1)


@pytest.mark.parametrize(
    ("name", "n", "b"),
    [(name, 6, b) for name in BOUNDS[:2] for b in range(1, 6)]
    + [("largest", 6, 1), ("largest", 6, 5)],
)
def test_each_bound_is_attained_and_fails_with_any_smaller_factor(
    name: str, n: int, b: int
) -> None:
    rows = rows_that_attain(name, n, b)
    allowed = factors(n, b)[name] * right_sides(rows)[name]
    assert largest_noise(rows, b) == allowed
    assert largest_noise(rows, b) > Fraction(999, 1000) * allowed


@pytest.mark.parametrize("b", [0, 10, 11])
def test_a_batch_is_a_part_of_the_rows(b: int) -> None:
    with pytest.raises(DomainError) as refused:
        batch_factors(10, b)
    assert str(refused.value) == (
        f"a minibatch needs 1 <= b < n = 10 rows; got b = {b}. All rows together make no noise:"
        " use `warmproof run` for gradient descent."
    )


def test_the_levels_are_those_of_the_bound_that_is_smallest_at_gap0() -> None:
    lines = {
        "mean_square": Line(sp.Integer(2), sp.Integer(1)),
        "squared_mean": Line(sp.Integer(1), sp.Integer(0)),
    }
    name, levels = batch_levels(lines, 12, 4, sp.Integer(3))
    assert name == "squared_mean"
    assert (levels.A, levels.B, levels.C) == (4, 0, 0)
    name, levels = batch_levels(lines, 12, 3, sp.Integer(3))
    assert name == "mean_square"
    assert (levels.A, levels.B, levels.C) == (6, 0, 3)
