"""The best line with points above, and its corners: against all lines through two points."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from verify.nets import lowest as module
from verify.nets.formulas import Floats
from verify.nets.level import candidates, corners, level, steepest
from verify.nets.lowest import lowest

SPARES = (0, 1, 3, 8, 9, 13)
"""On both sides of where all corners are tried."""


def cloud(seed: int, n: int = 30) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    x = np.exp(rng.uniform(-4, 0, n))
    return x, (2 + 30 * x) * rng.uniform(0.2, 1, n)


def lattice(seed: int, n: int = 30) -> tuple[Floats, Floats]:
    """Many equal points, many on one line, and some at 0."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 5, n) / 4, 1.0 + rng.integers(0, 5, n)


def all_lines(x: Floats, y: Floats, spare: int) -> list[tuple[float, float]]:
    """Every (K0, K) through two points, or one and an axis, with at most so many points above."""
    lines = [(float(height), 0.0) for height in y]
    lines += [(0.0, float(b / a)) for a, b in zip(x, y, strict=True) if a > 0]
    for i, j in combinations(range(len(x)), 2):
        if x[i] != x[j]:
            slope = (y[j] - y[i]) / (x[j] - x[i])
            lines.append((float(y[i] - slope * x[i]), float(slope)))
    return [
        (max(K0, 0.0), K)
        for K0, K in lines
        if K >= 0 and K0 >= -1e-12 and (y > (K0 + K * x) * (1 + 1e-12)).sum() <= spare
    ]


def excess(x: Floats, y: Floats, K0: float, K: float) -> float:
    with np.errstate(divide="ignore"):
        return float(np.maximum(np.log((K0 + K * x) / y), 0).mean())


@pytest.mark.parametrize("spare", SPARES)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("points", [cloud, lattice])
def test_no_line_with_so_few_points_above_has_a_smaller_excess(
    points: object, seed: int, spare: int
) -> None:
    x, y = points(seed)  # type: ignore[operator]
    found, (K0, K) = lowest(x, y, spare)
    assert (y > (K0 + K * x) * (1 + 1e-12)).sum() <= spare
    assert found == pytest.approx(excess(x, y, K0, K), abs=1e-12)
    least = min(excess(x, y, *line) for line in all_lines(x, y, spare))
    assert found == pytest.approx(least, abs=1e-11)


@pytest.mark.parametrize("spare", SPARES)
@pytest.mark.parametrize("seed", range(4))
def test_leaving_ranges_out_changes_nothing(
    seed: int, spare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    x, y = cloud(seed, n=200)
    monkeypatch.setattr(module, "_LITTLE", 0)
    quick = lowest(x, y, spare)
    monkeypatch.setattr(module, "_FEW", 200)
    assert lowest(x, y, spare) == quick


@pytest.mark.parametrize("spare", SPARES)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("points", [cloud, lattice])
def test_every_corner_is_on_the_level_and_none_is_missing(
    points: object, seed: int, spare: int
) -> None:
    x, y = points(seed)  # type: ignore[operator]
    found = corners(x, y, spare)
    slopes = [K for _, K in found]
    assert slopes == sorted(set(slopes))
    assert all(pytest.approx(level(x, y, spare, K), abs=1e-9) == K0 for K0, K in found)
    # Between neighbours the level is straight.
    for (first, low), (last, high) in pairwise(found):
        for t in (0.25, 0.5, 0.75):
            between = level(x, y, spare, low + t * (high - low))
            assert between == pytest.approx(first + t * (last - first), abs=1e-9)
    end = found[-1][1]
    assert end == steepest(x, y, spare)
    assert level(x, y, spare, 2 * end + 1) == pytest.approx(found[-1][0], abs=1e-9)


@pytest.mark.parametrize("spare", SPARES)
@pytest.mark.parametrize("points", [cloud, lattice])
def test_candidates_alone_have_the_same_corners(points: object, spare: int) -> None:
    x, y = points(0)  # type: ignore[operator]
    few = candidates(x, y, spare)
    assert (np.diff(x[few]) >= 0).all()
    found = corners(x[few], y[few], spare)
    assert np.array(found) == pytest.approx(np.array(corners(x, y, spare)))


def test_candidates_are_few_where_little_is_spared() -> None:
    x, y = cloud(0, n=1000)
    assert len(candidates(x, y, 0)) < 100


def test_equal_curvature_has_one_line_however_many_are_spared() -> None:
    x, _ = cloud(0)
    assert lowest(x, np.full(30, 5.0), 12) == (0.0, (5.0, 0.0))


def test_a_line_that_is_lower_by_a_little_leaves_one_point_too_many_above() -> None:
    x, y = cloud(1)
    _, (K0, K) = lowest(x, y, 3)
    assert (y > 0.999 * (K0 + K * x)).sum() == 5  # two points touch it
