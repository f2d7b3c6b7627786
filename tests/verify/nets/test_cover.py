"""The lowest cover: against linear programs, brute force and hand-made points."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from verify.nets.cover import cover
from verify.nets.envelope import fit
from verify.nets.formulas import Floats


def cloud(seed: int, n: int = 40, spread: float = 0.2) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    features = np.stack(
        [np.exp(rng.uniform(-3, 3, n)), np.exp(rng.uniform(-3, 3, n)), np.ones(n)], axis=1
    )
    return features, features @ np.array([2.0, 0.5, 3.0]) * rng.uniform(spread, 1, n)


def test_exact_points_give_their_coefficients_back() -> None:
    features, heights = cloud(0, spread=1 - 1e-15)
    assert cover(features, heights) == pytest.approx(np.array([2, 0.5, 3]), rel=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_no_point_lies_above_and_less_would_not_do(seed: int) -> None:
    features, heights = cloud(seed)
    found = cover(features, heights)
    assert (found >= 0).all()
    assert (features @ found >= heights).all()
    assert (features @ (found * (1 - 1e-6)) < heights).any()


@pytest.mark.parametrize("seed", range(5))
def test_no_corner_of_all_points_is_lower(seed: int) -> None:
    features, heights = cloud(seed, n=15)
    sides = np.vstack([np.eye(3), features])
    values = np.concatenate([np.zeros(3), heights])
    best = np.inf
    for pick in combinations(range(len(sides)), 3):
        try:
            corner = np.linalg.solve(sides[list(pick)], values[list(pick)])
        except np.linalg.LinAlgError:
            continue
        if (corner >= -1e-12).all() and (features @ corner >= heights * (1 - 1e-9)).all():
            best = min(best, float(np.log(features @ corner).mean()))
    assert np.log(features @ cover(features, heights)).mean() == pytest.approx(best, abs=1e-8)


@pytest.mark.parametrize("seed", range(10))
def test_no_linear_program_over_the_same_region_is_lower(seed: int) -> None:
    features, heights = cloud(seed)
    found = float(np.log(features @ cover(features, heights)).mean())
    # Any weights of the rows lead a linear program to some corner.
    for weights in np.random.default_rng(seed).exponential(size=(20, len(heights))):
        corner = linprog(weights @ features, A_ub=-features, b_ub=-heights).x
        assert found <= np.log(features @ corner).mean() + 1e-7


@pytest.mark.parametrize("seed", range(10))
def test_two_features_are_an_envelope_for_fixed_rho(seed: int) -> None:
    features, heights = cloud(seed)
    envelope = fit(features[:, 0], heights, rho=1)
    found = cover(features[:, [2, 0]], heights)
    assert found == pytest.approx(np.array([envelope.K0, envelope.K]))


def test_a_feature_that_is_never_there_gets_nothing() -> None:
    features, heights = cloud(1)
    features[:, 1] = 0
    assert cover(features, heights)[1] == 0


def test_features_that_say_the_same_are_no_trouble() -> None:
    features, _ = cloud(2)
    features[:, 1] = 2 * features[:, 0]
    heights = features @ np.array([1.0, 1.0, 2.0])
    found = cover(features, heights)
    assert found[0] + 2 * found[1] == pytest.approx(3)
    assert found[2] == pytest.approx(2)


def test_a_point_without_the_first_features_forces_the_last() -> None:
    found = cover(np.array([[0.0, 0.0, 1.0], [4.0, 1.0, 1.0]]), np.array([2.0, 3.0]))
    assert found[2] == 2


@pytest.mark.parametrize("scale", [1e-100, 1e100])
def test_units_do_not_matter(scale: float) -> None:
    features, heights = cloud(3)
    plain = cover(features, heights)
    assert cover(features, heights * scale) == pytest.approx(plain * scale)
    assert cover(features * np.array([scale, 1, 1]), heights) == pytest.approx(
        plain / np.array([scale, 1, 1])
    )
