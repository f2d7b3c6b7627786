"""verify/sgd/betting.py: a fair game over all runs, read in one order, whatever it came in."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.betting import Pooled, log_mixture, mixing_for, pool, pooled_alarm
from verify.sgd.totals import BIAS_SUMS, INTEGER_FIELDS, NEVER, Totals, join

QUESTION: dict[str, Any] = {"light": False, "mixing": mixing_for(600), "alarm": math.log(6000)}


def runs(n: int = 6, **values: Any) -> Totals:
    """Runs of 100 steps from seed 5."""
    arrays = {
        name: np.full(n, NEVER) if name in INTEGER_FIELDS else np.zeros(n)
        for name in Totals.names()
    }
    arrays |= {"seeds": np.arange(5, 5 + n), "bias_terms": np.full(n, 100.0)}
    return Totals(**(arrays | {name: np.array(value) for name, value in values.items()}))


def height(total: float, terms: float) -> float:
    spread = 1 + QUESTION["mixing"] * terms
    return QUESTION["mixing"] * total**2 / (2 * spread) - 0.5 * math.log(spread)


@pytest.mark.parametrize("name", BIAS_SUMS)
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_what_no_run_shows_adds_up_over_them(name: str, sign: float) -> None:
    found = pool(runs(**{name: [sign * 24.0] * 6}), **QUESTION)
    # S = 24 k after k runs: sure from the fourth on.
    assert height(72, 300) < QUESTION["alarm"] <= height(96, 400)
    assert found == Pooled(pytest.approx(height(144, 600), rel=1e-14), 6, 8)


def test_signs_that_cancel_and_different_directions_do_not_add_up() -> None:
    assert pool(runs(bias_first=[40.0, -40.0] * 3), **QUESTION).seed == NEVER
    apart = {name: np.roll([40.0, 0, 0, 40.0, 0, 0], i) for i, name in enumerate(BIAS_SUMS[:3])}
    assert pool(runs(**apart), **QUESTION).seed == NEVER


def test_no_bias_wins_nothing() -> None:
    assert pool(runs(), **QUESTION) == Pooled(0.0, 6, NEVER)


def test_it_is_sure_where_it_was_though_it_loses_all_of_it_again() -> None:
    found = pool(runs(bias_along=[45.0, 45.0, -45.0, -45.0, 0.0, 0.0]), **QUESTION)
    assert (found.seed, found.log_gain) == (6, pytest.approx(height(90, 200), rel=1e-14))


@pytest.mark.parametrize(("field", "light"), [("noise_step", False), ("tails_step", True)])
def test_it_ends_before_the_first_run_that_broke_its_size(field: str, light: bool) -> None:
    asked = QUESTION | {"light": light}
    for broken, read, seed in ((5, 5, 8), (4, 4, 8), (3, 3, NEVER), (0, 0, NEVER)):
        steps = [7 if i == broken else NEVER for i in range(6)]
        found = pool(runs(bias_first=[24.0] * 6, **{field: steps}), **asked)
        assert (found.runs, found.seed) == (read, seed)
        other = pool(
            runs(bias_first=[24.0] * 6, **{field: steps}), **(asked | {"light": not light})
        )
        assert (other.runs, other.seed) == (6, 8)


def test_batches_leave_it_as_it_is_to_the_last_bit() -> None:
    rng = np.random.default_rng(1)
    whole = runs(50, **{name: rng.normal(size=50) for name in BIAS_SUMS})
    parts = [whole.take(np.arange(a, b)) for a, b in itertools.pairwise((0, 1, 8, 33, 50))]
    assert pool(join(parts), **QUESTION) == pool(whole, **QUESTION)


def test_two_runs_of_fair_signs_are_a_fair_game_and_larger_terms_are_not() -> None:
    sums = np.array([sum(signs) for signs in itertools.product((1, -1), repeat=5)], dtype=float)
    both = np.array([a + b for a, b in itertools.product(sums, sums)])
    for mixing in (0.1, 1.0, 3.2):
        gains = np.exp(log_mixture(np, both**2, np.full(len(both), 10.0), mixing))
        assert 0.3 < np.mean(gains) <= 1
        more = np.exp(log_mixture(np, (1.5 * both) ** 2, np.full(len(both), 10.0), mixing))
        assert np.mean(more) > 1


@pytest.mark.parametrize(("dimension", "bets"), [(1, 2), (2, 3), (3, 4), (30, 4)])
def test_the_false_alarms_are_shared_out_over_the_bets(dimension: int, bets: int) -> None:
    found = pooled_alarm(sp.Rational(1, 2000), dimension)
    assert found == pytest.approx(math.log(2000 * bets), rel=1e-15)
