"""Horizons against tables made for those very T."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

from tests.verify.sgd.comparing import ZERO, cosines, setting
from verify.problems.base import start_point
from verify.sgd.horizon import horizon, steps_for
from verify.sgd.noises.abc import ABC
from verify.sgd.setting import Setting


def squared_gradient() -> float:
    return cosines().evaluate(start_point(cosines().facts)).gradient_norm ** 2


@pytest.mark.parametrize("A", [1, 1000, 100_000])
def test_the_promise_begins_where_the_bound_meets_the_gradient_at_the_start(A: int) -> None:
    some = setting(A=A)
    T = int(horizon(some).promise)

    def bound(T: int) -> float:
        constant = replace(some, T=T, schedule="constant")
        return 4 * float(constant.gap0) / (T * float(constant.table.steps[0]))

    assert bound(T) <= squared_gradient() * (1 + 1e-9)
    assert T == 1 or bound(T - 1) > squared_gradient() * (1 - 1e-9)


@pytest.mark.parametrize("A", [1, 1000])
def test_the_movement_is_half_the_gap_at_the_pace_of_the_first_step(A: int) -> None:
    some = setting(A=A)
    T = int(horizon(some).movement)
    warmup = replace(some, T=T)
    gap0 = float(some.gap0)
    first = float(warmup.table.steps[warmup.table.bins(np.array([gap0]))][0])
    # The table reads its step at the end of a bin of 1/64 octave.
    assert T * first * squared_gradient() == pytest.approx(gap0 / 2, rel=0.05, abs=2 * gap0 / T)


def test_without_a_term_that_falls_with_T_the_count_is_a_quotient() -> None:
    noise = ABC(ZERO, sp.Integer(1), ZERO)
    some = Setting(cosines(), noise, noise.levels, sp.Rational(1, 10), 5, schedule="constant")
    eta = float(some.table.steps[0])
    assert steps_for(some, 2 * float(some.gap0), 10.5 * eta) == 11


def test_more_noise_asks_for_longer_runs() -> None:
    found = [horizon(setting(A=A)) for A in (1, 100, 10_000)]
    assert found[0].promise <= found[1].promise < found[2].promise
    assert found[0].movement <= found[1].movement < found[2].movement
    assert set(found[0].to_json()) == {"promise", "movement"}
