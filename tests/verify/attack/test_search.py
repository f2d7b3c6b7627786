"""The search alone: it climbs, repeats itself, counts its cases, and ends bang-bang."""

from __future__ import annotations

import numpy as np

from verify.attack.search import CHILDREN, OUTSIDE, PARENTS, Found, search
from verify.properties.arithmetic import Array
from verify.properties.draws import GRID, Points

KINDS = ["unit", "signed", "inside", "positive"]


def peak(points: Points) -> Array:
    """Highest at (1, 0, 0.3, 0.7), where the first two are ends."""
    far = np.abs(points - np.array([1.0, 0.0, 0.3, 0.7]))
    return -(far[:, 0] + far[:, 1] + far[:, 2] ** 2 + far[:, 3] ** 2)


def climbed(rounds: int = 40, seed: int = 0) -> list[Found]:
    return list(search(peak, KINDS, 64, seed, 0, rounds))


def test_it_climbs_to_the_top_and_to_the_ends_exactly() -> None:
    last = climbed()[-1]
    assert tuple(last.point[:2]) == (1.0, 0.0)
    np.testing.assert_allclose(last.point[2:], [0.3, 0.7], atol=0.02)


def test_what_is_best_never_gets_worse_and_its_score_is_its_own() -> None:
    found = climbed()
    scores = [each.score for each in found]
    assert scores == sorted(scores)
    assert all(peak(each.point[None])[0] == each.score for each in found)


def test_it_looks_at_as_many_cases_as_it_counts() -> None:
    looked = 0

    def counting(points: Points) -> Array:
        nonlocal looked
        looked += len(points)
        return peak(points)

    *_, last = search(counting, KINDS, 64, 0, 0, 3)
    assert looked == last.cases == 64 + 3 * PARENTS * CHILDREN


def test_points_are_on_the_grid_and_depend_on_the_seed() -> None:
    last = climbed()[-1]
    assert np.array_equal(np.round(last.point * GRID), last.point * GRID)
    assert np.array_equal(climbed()[-1].point, last.point)
    assert not np.array_equal(climbed(rounds=0, seed=1)[0].point, climbed(rounds=0)[0].point)


def test_a_case_outside_the_assumptions_is_looked_at_and_not_met() -> None:
    *_, last = search(lambda points: np.full(len(points), OUTSIDE - 0.5), KINDS, 64, 0, 0, 1)
    assert (last.cases, last.met) == (64 + PARENTS * CHILDREN, 0)
