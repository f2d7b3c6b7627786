"""The paired test: against all signs by hand, its interval, its limits, and on printed numbers."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory.errors import DomainError
from verify.nets.comparison.paired import MOST_PAIRS, holm, paired_test

PRINTED = {  # LW, Table 2: validation accuracy over six runs, in ten thousandths
    "theoretical": (8567, 8600, 8623, 8595, 8553, 8599),
    "linear": (8549, 8593, 8570, 8612, 8550, 8590),
    "constant": (8532, 8546, 8559, 8573, 8578, 8585),
}


def shares(name: str) -> list[float]:
    return [value / 10_000 for value in PRINTED[name]]


def p_by_hand(differences: list[int]) -> Fraction:
    found = abs(sum(differences))
    signs = list(itertools.product((1, -1), repeat=len(differences)))
    extreme = sum(
        abs(sum(s * d for s, d in zip(row, differences, strict=True))) >= found for row in signs
    )
    return Fraction(extreme, len(signs))


@pytest.mark.parametrize("seed", range(20))
def test_p_is_the_share_of_signs_that_are_as_extreme_ties_included(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.integers(0, 8, size=(2, 1 + seed % 9)).tolist()
    by_hand = p_by_hand([a - b for a, b in zip(first, second, strict=True)])
    # In tenths, whose differences are not exact, equal sums have to stay equal.
    tenths = paired_test([a / 10 for a in first], [b / 10 for b in second])
    assert Fraction(tenths.p) == by_hand


def test_equal_lists_differ_by_nothing() -> None:
    found = paired_test([0.1, 0.2], [0.1, 0.2])
    assert (found.mean, found.p, found.low, found.high) == (0, 1, 0, 0)


@pytest.mark.parametrize("n", range(1, 9))
def test_the_smallest_p_is_attained_where_all_differences_have_one_sign(n: int) -> None:
    found = paired_test(range(1, n + 1), [0] * n)
    assert found.p == found.smallest_p == 2 / 2**n
    if n > 1:
        assert paired_test([*range(1, n), -1], [0] * n).p > found.smallest_p


def test_six_pairs_give_the_range_at_95_percent_and_five_less_than_that() -> None:
    values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.0]
    six = paired_test(values, [0.0] * 6)
    assert (six.low, six.high, six.coverage) == (1.0, 9.0, 1 - 1 / 32)
    five = paired_test(values[:5], [0.0] * 5)
    assert (five.low, five.high, five.coverage) == (1.0, 9.0, 1 - 1 / 16)


@pytest.mark.parametrize("seed", range(10))
def test_the_interval_holds_what_the_test_does_not_reject(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=7)
    found = paired_test(values, np.zeros(7), level=0.9)
    assert found.coverage == 1 - 2 * 6 / 128
    for end, inside in ((found.low, 1), (found.high, -1)):
        within = paired_test(values, np.full(7, end + inside * 1e-6))
        beyond = paired_test(values, np.full(7, end - inside * 1e-6))
        assert within.p > 1 - found.coverage >= beyond.p


def test_the_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    runs = 2000
    covered = 0
    for values in rng.normal(1.0, 2.0, size=(runs, 6)):
        found = paired_test(values, np.zeros(6), level=0.8)
        covered += found.low <= 1.0 <= found.high
    assert found.coverage == 1 - 12 / 64
    assert covered / runs == pytest.approx(found.coverage, abs=4 * math.sqrt(0.16 / runs))


def test_at_most_twenty_pairs_are_listed() -> None:
    rng = np.random.default_rng(0)
    found = paired_test(rng.normal(1, 1, MOST_PAIRS), np.zeros(MOST_PAIRS))
    assert found.smallest_p == 2.0**-19
    assert 0 < found.low < found.mean < found.high


def test_holm_raises_and_keeps_the_order() -> None:
    assert holm([0.04, 0.01, 0.03, 0.9]) == pytest.approx((0.09, 0.04, 0.09, 0.9))
    assert holm([0.6, 0.7]) == (1.0, 1.0)
    assert holm([]) == ()


# --- the printed table ------------------------------------------------------------------------


def unpaired_p(first: tuple[int, ...], second: tuple[int, ...]) -> Fraction:
    """The same question if nothing pairs the runs: all ways to deal them into two sixes."""
    pool = first + second
    found = abs(2 * sum(first) - sum(pool))
    deals = list(itertools.combinations(pool, len(first)))
    return Fraction(sum(abs(2 * sum(deal) - sum(pool)) >= found for deal in deals), len(deals))


@pytest.mark.parametrize(
    ("first", "second", "mean", "p", "low", "high", "unpaired"),
    [
        ("theoretical", "constant", 0.002733, 1 / 8, -0.0025, 0.0064, Fraction(31, 462)),
        ("theoretical", "linear", 0.001217, 1 / 4, -0.0017, 0.0053, Fraction(65, 154)),
        ("linear", "constant", 0.001517, 1 / 4, -0.0028, 0.0047, Fraction(131, 462)),
    ],
)
def test_the_printed_differences_are_within_chance(
    first: str, second: str, mean: float, p: float, low: float, high: float, unpaired: Fraction
) -> None:
    # That the columns are paired by seed is not printed; the constant's are sorted. So both.
    found = paired_test(shares(first), shares(second))
    assert found.mean == pytest.approx(mean, abs=5e-7)
    assert (found.p, found.smallest_p) == (p, 1 / 32)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.coverage == 31 / 32
    assert unpaired_p(PRINTED[first], PRINTED[second]) == unpaired


def test_read_together_the_printed_differences_say_even_less() -> None:
    assert holm([1 / 8, 1 / 4, 1 / 4]) == (0.375, 0.5, 0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ([1.0], [1.0, 2.0]),
            "a paired test needs as many numbers on both sides; got 1 and 2. Pair them by seed.",
        ),
        (
            ([], []),
            "a paired test takes 1 to 20 pairs, whose signs it lists; got 0. "
            "Give another number of seeds.",
        ),
        (
            ([0.0] * 21, [0.0] * 21),
            "a paired test takes 1 to 20 pairs, whose signs it lists; got 21. "
            "Give another number of seeds.",
        ),
        (([1.0], [1.0], 1.0), "an interval needs 0 < level < 1; got 1.0. Give 0.95."),
        (
            ([math.nan], [1.0]),
            "a paired test needs finite numbers; one of them is not. Leave out runs that diverged.",
        ),
    ],
)
def test_bad_input_is_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        paired_test(*arguments)
    assert str(refused.value) == message
