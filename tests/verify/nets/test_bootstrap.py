"""Block bootstrap: how often its intervals hold the truth, on a stated budget of seeds."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from theory.errors import DomainError
from verify.nets.bootstrap import Interval, Resampling
from verify.nets.relation import uncertainty

RUNS, POINTS, RESAMPLES = 50, 120, 40
K0, K = 2.0, 3.0


@cache
def intervals() -> list[tuple[float, Interval]]:
    """ell at the median gap: the truth and the interval, for every run."""
    found = []
    for seed in range(RUNS):
        rng = np.random.default_rng(seed)
        times = np.arange(POINTS)
        gaps = 20 * np.exp(-times / 25 + 0.2 * rng.standard_normal(POINTS))
        curvatures = (K0 + K * gaps) * rng.uniform(0.3, 1, POINTS)
        how = Resampling(RESAMPLES, seed=seed)
        gap, interval = uncertainty(gaps, curvatures, rho=1, how=how).curvature[1]
        found.append((K0 + K * gap, interval))
    return found


def test_intervals_of_level_nine_tenths_hold_the_truth_in_nine_of_ten_runs() -> None:
    assert 43 <= sum(interval.covers(truth) for truth, interval in intervals()) <= 49


def test_the_estimate_itself_or_half_the_interval_would_not_do() -> None:
    assert sum(truth <= interval.value for truth, interval in intervals()) <= 5
    assert sum(truth <= (i.value + i.high) / 2 for truth, i in intervals()) <= 40


def test_a_mean_has_the_interval_of_the_central_limit_theorem() -> None:
    values = np.random.default_rng(0).standard_normal(2000)
    drawn = Resampling(400, block=1).draw(2000, lambda places: [float(values[places].mean())])
    for found in (drawn.turned(0), drawn.around(0)):
        # The rate 1/2 is estimated: known to about a tenth, and n/m = 6.7.
        assert found.high - found.low == pytest.approx(2 * 1.645 / 2000**0.5, rel=0.25)


def test_a_maximum_is_known_at_the_rate_of_one_over_n() -> None:
    values = np.random.default_rng(0).uniform(0, 1, 2000)
    drawn = Resampling(400, block=1).draw(2000, lambda places: [float(values[places].max())])
    found = drawn.turned(0, high=2)
    assert found.value <= found.low + 1e-12
    # n (1 - max) is exponential: below 3.0 in 95 of 100 runs.
    assert found.high - found.value == pytest.approx(3.0 / 2000, rel=0.5)


def test_rho_is_not_determined_by_gaps_that_are_nearly_the_same() -> None:
    rng = np.random.default_rng(0)
    gaps = 2 + 0.1 * rng.uniform(size=60)
    wide = uncertainty(gaps, (K0 + K * gaps) * rng.uniform(0.7, 1, 60), how=Resampling(40))
    # ell = gap^0.75 as nearly as anything can tell; a larger rho with some K0 does as well.
    assert wide.rho.low < 0.7
    assert wide.rho.high == 4


def test_rho_is_determined_by_gaps_over_decades() -> None:
    rng = np.random.default_rng(0)
    gaps = np.geomspace(100, 0.01, 150)
    found = uncertainty(gaps, (K0 + K * gaps) * rng.uniform(0.7, 1, 150), how=Resampling(40))
    assert found.rho.covers(1)
    assert found.rho.high < 1.3
    assert found.rho.low > 0.8


def test_rho_means_nothing_without_K() -> None:
    found = uncertainty(np.linspace(1, 9, 20), np.full(20, 5.0), how=Resampling(20))
    assert math.isnan(found.rho.value)
    assert (found.rho.low, found.rho.high) == (0.05, 4.0)


def test_a_fixed_rho_has_no_interval() -> None:
    gaps = np.linspace(1, 9, 20)
    assert uncertainty(gaps, 1 + gaps, rho=1, how=Resampling(20)).rho == Interval(1, 1, 1)


def test_blocks_are_runs_of_neighbours() -> None:
    for places in Resampling(20, block=5).places(40, 20):
        assert places.shape == (20,)
        assert (np.diff(places.reshape(4, 5), axis=1) == 1).all()


def test_the_same_seed_gives_the_same_resamples() -> None:
    first, again, other = (np.array(Resampling(20, seed=s).places(30, 12)) for s in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_every_point_is_drawn_by_some_block() -> None:
    drawn = np.concatenate(Resampling(200, block=4).places(10, 5))
    assert set(drawn.tolist()) == set(range(10))


def test_one_point_has_an_interval_of_no_length() -> None:
    found = uncertainty([1.0], [2.0], rho=1)
    assert Interval(2, 2, 2) == found.K0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"resamples": 5},
            "an interval needs resamples >= 20; got 5. Give 200 or more.",
        ),
        ({"block": 0}, "a block needs block >= 1; got 0. Give 1 or more."),
        ({"level": 1}, "an interval needs 0 < level < 1; got 1. Give 0.9."),
    ],
)
def test_bad_input_is_refused(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        Resampling(**arguments)  # type: ignore[arg-type]
    assert str(refused.value) == message
