"""Comparisons: ratios of what stands beside them, tuning by its rule, and what Ctrl-C leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import verify.sgd.comparison as module
from tests.verify.sgd.comparing import setting
from theory.errors import DomainError
from verify.sgd.comparison import Comparison, Pair, compare, times, trial_factors
from verify.sgd.comparison_plot import plot_comparison
from verify.sgd.following import follow

OCTAVES = (-8, -4, 0)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(setting(), 3, octaves=OCTAVES, tuning_runs=2)


def test_a_schedule_against_itself_has_ratio_one() -> None:
    side = follow(setting(schedule="constant"), range(3))
    pair = Pair(side, side, 1e-300)
    for each in (*pair.predicted().values(), pair.measured()["mean_gradient"]):
        assert (each.low, each.median, each.high) == (1, 1, 1)
    assert pair.measured()["steps_to_target"].median == np.inf


def test_ratios_are_constant_over_warm_up_seed_by_seed(found: Comparison) -> None:
    warmup, constant = found.own.warmup.totals, found.own.constant.totals
    steps = np.sort(warmup.step_total / constant.step_total)
    assert found.own.predicted()["guarantee"].median == pytest.approx(steps[1])
    least = np.sort(constant.least_gradient / warmup.least_gradient)
    assert found.own.measured()["least_gradient"].median == pytest.approx(least[1])


def test_warm_up_gains_about_what_the_bounds_say(found: Comparison) -> None:
    predicted = found.own.predicted()["guarantee"].median
    measured = found.own.measured()["mean_gradient"].median
    assert predicted > 10
    assert 0.5 * predicted < measured < 1.1 * predicted
    assert found.own.warmup.failed == found.own.constant.failed == 0


@pytest.mark.parametrize("schedule", ["warmup", "constant"])
def test_trials_take_the_same_first_steps(schedule: str) -> None:
    some = setting(schedule=schedule)
    gap0 = float(some.gap0)
    first = some.table.steps[some.table.bins(np.array([gap0]))][0]
    for k, factor in zip(OCTAVES, trial_factors(some, OCTAVES), strict=True):
        assert float(factor) * first * (2 + gap0) == pytest.approx(2.0**k, rel=0.006)


@pytest.mark.parametrize("schedule", ["warmup", "constant"])
def test_the_tuned_factor_is_the_best_by_the_rule(found: Comparison, schedule: str) -> None:
    some = setting(schedule=schedule)
    ranked = []
    for factor in trial_factors(some, OCTAVES):
        runs = follow(times(some, factor), [3, 4])
        rose = max(runs.totals.largest_gap) > 2 * float(some.gap0)
        hits = sorted(runs.hits(float(some.gap0 / 100)))
        ranked.append((rose, hits[0], sorted(runs.totals.last_gap)[0], factor))
    assert found.tuned is not None
    assert getattr(found.tuned, schedule).setting.factor == min(ranked)[3]
    assert found.tuned.target == float(some.gap0 / 100)


def test_a_scaled_table_is_that_of_the_factor_up_to_rounding() -> None:
    some = setting(T=5)
    scaled = times(some, sp.Rational(7, 3))
    own = replace(some, factor=sp.Rational(7, 3))
    assert scaled == own
    assert scaled.table.steps == pytest.approx(own.table.steps, rel=1e-15)
    assert np.array_equal(scaled.table.noises, own.table.noises)


def test_tuned_steps_are_longer_than_the_theorem_allows(found: Comparison) -> None:
    assert found.tuned is not None
    assert found.tuned.constant.setting.factor > 1
    reached = found.tuned.constant.hits(found.tuned.target)
    assert (reached < found.own.constant.hits(found.tuned.target)).all()


def test_ctrl_c_while_tuning_keeps_the_own_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_tuned", stopped)
    kept = compare(setting(T=5), 1, octaves=OCTAVES)
    assert kept.interrupted
    assert kept.tuned is None
    assert kept.to_json()["own"]["warmup"]["failed"] == 0


def test_the_document_has_every_number(found: Comparison) -> None:
    document = found.to_json()
    assert document["problem"] == "hyperbolic-cosines"
    assert document["levels"]["A"] == {"exact": "1", "value": 1.0}
    assert set(document["own"]["predicted"]) == {"guarantee", "main_term"}
    assert document["own"]["target"] == pytest.approx(float(found.setting.gap0) / 10)
    assert document["tuned"]["constant"]["factor"]["value"] > 1
    assert not document["interrupted"]


@pytest.mark.parametrize("target", [sp.Integer(0), sp.Integer(10**6)])
def test_a_target_lies_below_the_start(target: sp.Expr) -> None:
    with pytest.raises(DomainError) as refused:
        compare(setting(), 1, target=target)
    assert str(refused.value) == (
        f"a comparison needs a target gap in (0, gap0); got {target} with gap0 ="
        f" {float(setting().gap0):.6g}. Choose one inside."
    )


def test_no_runs_compare_nothing() -> None:
    with pytest.raises(DomainError) as refused:
        compare(setting(), 0)
    assert str(refused.value) == "a comparison needs at least 1 run; got 0. Raise the runs."


@pytest.mark.parametrize("tuned", [True, False])
def test_the_picture_is_written(found: Comparison, tmp_path: Path, tuned: bool) -> None:
    shown = found if tuned else replace(found, tuned=None)
    written = plot_comparison(shown, tmp_path / "gaps.png")
    assert written.read_bytes().startswith(b"\x89PNG")
