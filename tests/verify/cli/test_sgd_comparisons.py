"""Comparisons as text: what is shown, what is left out, and what is said of interruptions."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from tests.verify.sgd.comparing import setting
from verify.cli.sgd_comparisons import ablation_text, comparison_text
from verify.sgd.ablation import ablate
from verify.sgd.comparison import Comparison, Pair, compare
from verify.sgd.following import follow


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(setting(T=30), 2, octaves=(-4,), tuning_runs=1)


def test_bounds_stand_beside_the_theorems_own_steps_only(found: Comparison) -> None:
    text = comparison_text(found)
    own, tuned = text.split("Tuned steps")
    assert "hyperbolic-cosines" in own
    assert own.count(" predicted") == 2
    assert "predicted" not in tuned
    assert "nothing is promised of them" in tuned
    assert "broke a bound" not in text


def test_a_target_that_is_not_reached_has_no_ratio(found: Comparison) -> None:
    unreached = replace(found.own, target=1e-9)
    lines = comparison_text(replace(found, own=unreached, tuned=None)).splitlines()
    (row,) = [line for line in lines if line.startswith("steps to the gap 1e-09")]
    assert row.split("  ")[-1].strip() == "measured"
    assert row.count("not reached") == 2
    assert " - " in row


def test_an_interrupted_comparison_says_what_is_missing(found: Comparison) -> None:
    text = comparison_text(replace(found, tuned=None, interrupted=True))
    assert text.endswith("Interrupted: the tuned steps are missing.")


def test_runs_that_break_a_bound_are_told(found: Comparison) -> None:
    wild = follow(setting(T=30, schedule="constant", factor=10_000), range(2))
    shown = replace(found, own=Pair(found.own.warmup, wild, 1.0), tuned=None)
    assert "2 of 4 runs broke a bound that holds with probability 1 - 1/10" in comparison_text(
        shown
    )


def test_an_ablation_has_a_line_for_each_case() -> None:
    rows = ablate(setting(T=5), 1, shares=(sp.Rational(1, 2),))
    text = ablation_text(rows)
    for kind in "ABC":
        assert f"{kind} alone, 1/2" in text
    assert "Interrupted" not in text
    shown = ablation_text(replace(rows, interrupted=True))
    assert shown.endswith("Interrupted: these are the cases that were finished.")
