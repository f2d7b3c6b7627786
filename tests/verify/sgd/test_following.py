"""Followed runs against the engine, and what is read off them."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.verify.sgd.comparing import setting
from verify.sgd.engine import run_seeds
from verify.sgd.following import LOOKS, Followed, follow, looked_at, spread
from verify.sgd.totals import Totals


def test_looks_start_with_every_step_and_end_with_the_last() -> None:
    assert looked_at(1) == [0, 1]
    assert looked_at(20) == list(range(21))
    spaced = looked_at(10**6)
    assert spaced[0] == 0
    assert spaced[-1] == 10**6
    assert len(spaced) <= LOOKS + 1
    assert sorted(set(spaced)) == spaced


def test_following_runs_changes_nothing_about_them() -> None:
    some = setting(schedule="constant")
    found, plain = follow(some, [3, 1, 8]), run_seeds(some, [3, 1, 8], backend="numpy")
    for field in fields(Totals):
        assert np.array_equal(getattr(found.totals, field.name), getattr(plain, field.name))
    assert found.gaps.shape == (len(found.at), 3)
    assert found.gaps[0] == pytest.approx(float(some.gap0))
    assert np.array_equal(found.gaps[-1], plain.last_gap)


def test_a_hit_is_the_first_step_at_or_below_the_target() -> None:
    found = follow(setting(schedule="constant", T=5), [0, 1])
    gaps = np.array([[9.0, 9, 8, 7, 3, 4], [9, 8, 7, 6, 6, 6]]).T
    assert replace(found, gaps=gaps).hits(5.0).tolist() == [4, np.inf]
    assert replace(found, gaps=gaps).hits(3.0).tolist() == [4, np.inf]
    assert replace(found, gaps=gaps).hits(9.0).tolist() == [0, 0]


def test_guarantee_and_main_term_of_the_constant_step_by_hand() -> None:
    some = setting(schedule="constant", A=2)
    found = follow(some, [0, 1])
    eta, gap0 = float(some.table.steps[0]), float(some.gap0)
    assert found.guarantees() == pytest.approx(4 * gap0 / (60 * eta))
    # ell(3 H) with K0 = 2, K = 1 and H = 2 gap0.
    curvature = 2 + 6 * gap0
    assert found.main_terms() == pytest.approx(np.sqrt(curvature * (2 * 2 * gap0 + 1)))


def test_the_main_term_of_warm_up_is_a_mean_along_the_run() -> None:
    some = setting(T=3)
    found = follow(some, [0])
    gaps = found.gaps[:3, 0]
    floor = float(some.floor)
    by_hand = np.sqrt((2 + 3 * np.maximum(gaps, floor)) * (gaps + 1)).mean()
    # Each L is read at the end of a bin, of which there are 64 to an octave.
    assert by_hand <= found.main_terms()[0] <= by_hand * (1 + 1 / 64)


def test_runs_far_beyond_the_theorem_fail_and_are_counted() -> None:
    wild = follow(setting(schedule="constant", factor="10000"), range(4))
    assert wild.failed == 4
    assert follow(setting(schedule="constant"), range(4)).failed == 0


def test_quartiles_are_numbers_of_seeds_and_infinite_where_they_must_be() -> None:
    found = spread(np.array([np.inf, 4.0, 1.0, np.nan]))
    assert (found.low, found.median, found.high) == (1.0, 4.0, np.inf)
    assert found.to_json() == {"low": 1.0, "median": 4.0, "high": None}
    assert str(spread(np.array([2.0, 2.0]))) == "2"


def test_progress_names_the_step() -> None:
    lines: list[str] = []
    found = follow(setting(T=2, schedule="constant"), [0], lines.append, "here: ")
    assert isinstance(found, Followed)
    assert lines == ["here: step 0 of 2", "here: step 1 of 2", "here: step 2 of 2"]
