"""verify/sgd/clopper_pearson.py: against exact sums, against scipy, and against hand values."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp
from scipy.stats import beta

from theory.errors import DomainError
from verify.sgd.clopper_pearson import fewest_runs, interval, smallest_refuting

NINETY_FIVE, THREE_NINES = sp.Rational(19, 20), sp.Rational(999, 1000)


def exactly_at_least(failures: int, runs: int, p: Fraction) -> Fraction:
    """P(Bin(runs, p) >= failures), summed term by term."""
    terms = (math.comb(runs, i) * p**i * (1 - p) ** (runs - i) for i in range(failures, runs + 1))
    return sum(terms, Fraction(0))


def fraction(value: sp.Rational) -> Fraction:
    return Fraction(int(value.p), int(value.q))


@pytest.mark.parametrize(
    ("failures", "runs"), [(1, 2), (1, 10), (3, 10), (9, 10), (5, 30), (40, 60)]
)
@pytest.mark.parametrize("confidence", [NINETY_FIVE, THREE_NINES, sp.Rational(1, 2)])
def test_exact_tails_at_the_ends_lie_on_the_right_side_of_their_level(
    failures: int, runs: int, confidence: sp.Rational
) -> None:
    level = fraction((1 - confidence) / 2)
    found = interval(failures, runs, confidence)
    lower, upper = fraction(found.lower), fraction(found.upper)
    tight = Fraction(1, 2**39)
    assert exactly_at_least(failures, runs, lower) <= level
    assert exactly_at_least(failures, runs, lower * (1 + tight)) > level
    assert 1 - exactly_at_least(failures + 1, runs, upper) <= level
    assert 1 - exactly_at_least(failures + 1, runs, upper - tight) > level


@pytest.mark.parametrize(
    ("failures", "runs"), [(0, 1), (1, 1), (0, 10), (7, 400), (120, 1000), (999, 1000), (50, 10**6)]
)
def test_ends_agree_with_the_quantiles_of_the_beta_distribution(failures: int, runs: int) -> None:
    found = interval(failures, runs, THREE_NINES)
    level = 0.0005
    lower = beta.ppf(level, failures, runs - failures + 1) if failures else 0.0
    upper = beta.isf(level, failures + 1, runs - failures) if failures < runs else 1.0
    assert float(found.lower) == pytest.approx(lower, rel=1e-9)
    assert float(found.upper) == pytest.approx(upper, rel=1e-9)
    assert found.lower <= lower * (1 + 1e-9)
    assert found.upper >= upper * (1 - 1e-9)


def test_ends_at_no_failures_and_at_failures_only_have_closed_forms() -> None:
    none, all_of_them = interval(0, 10, NINETY_FIVE), interval(10, 10, NINETY_FIVE)
    # 1 - (1/40)^(1/10), and its mirror image.
    assert none.lower == 0
    assert float(none.upper) == pytest.approx(0.30849710781876083, rel=1e-12)
    assert none.upper >= 1 - sp.root(sp.Rational(1, 40), 10)
    assert all_of_them.upper == 1
    assert all_of_them.lower == pytest.approx(1 - none.upper)


def test_an_end_that_a_bisection_hits_exactly_is_found() -> None:
    # One failure in one run, confidence 1/2: k or more fail with probability p = 1/4.
    found = interval(1, 1, sp.Rational(1, 2))
    assert found.lower <= sp.Rational(1, 4) < found.lower * (1 + sp.Rational(1, 2**39))


@pytest.mark.parametrize("runs", [6, 10, 50, 200])
@pytest.mark.parametrize("allowed", [sp.Rational(1, 10), sp.Rational(1, 2)])
def test_the_smallest_refuting_number_is_the_first_whose_interval_lies_above(
    runs: int, allowed: sp.Rational
) -> None:
    found = smallest_refuting(runs, allowed, NINETY_FIVE)
    assert found is not None
    assert interval(found, runs, NINETY_FIVE).lower > allowed
    assert interval(found - 1, runs, NINETY_FIVE).lower <= allowed


def test_the_table_of_a_tenth_at_three_nines() -> None:
    rows = {n: smallest_refuting(n, sp.Rational(1, 10), THREE_NINES) for n in (3, 4, 10, 100, 1000)}
    assert rows == {3: None, 4: 4, 10: 6, 100: 22, 1000: 133}
    for runs, failures in rows.items():
        if failures is not None:
            tail = exactly_at_least(failures, runs, Fraction(1, 10))
            one_less = exactly_at_least(failures - 1, runs, Fraction(1, 10))
            assert tail < Fraction(1, 2000) <= one_less


def test_a_tie_does_not_refute() -> None:
    # Both of two fail with probability 1/4, which is the level of the confidence 1/2.
    assert smallest_refuting(2, sp.Rational(1, 2), sp.Rational(1, 2)) is None


def test_what_allows_every_failure_is_never_refuted() -> None:
    assert smallest_refuting(1000, sp.Integer(1), THREE_NINES) is None
    assert smallest_refuting(1000, sp.Rational(6, 5), THREE_NINES) is None


def test_the_fewest_runs_are_just_enough() -> None:
    assert fewest_runs(sp.Rational(1, 10), THREE_NINES) == 4  # 10^-4 < 1/2000 <= 10^-3
    assert fewest_runs(sp.Rational(1, 2), THREE_NINES) == 11  # 2^-11 < 1/2000 <= 2^-10
    assert fewest_runs(sp.Rational(1, 10**6), THREE_NINES) == 1


def test_failures_at_the_allowed_rate_refute_as_rarely_as_promised() -> None:
    # The control of the whole test: the exact chance of a false alarm, and one with a weaker level.
    allowed = Fraction(1, 10)
    first = smallest_refuting(200, sp.Rational(1, 10), NINETY_FIVE)
    assert first is not None
    assert exactly_at_least(first, 200, allowed) < Fraction(1, 40)
    assert exactly_at_least(first - 1, 200, allowed) >= Fraction(1, 40)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 0, NINETY_FIVE), "an interval needs at least 1 run; got 0. Raise the runs."),
        ((5, 4, NINETY_FIVE), "failures are counted from 0 to the number of runs, 4; got 5."),
        ((-1, 4, NINETY_FIVE), "failures are counted from 0 to the number of runs, 4; got -1."),
        ((0, 4, sp.Integer(1)),
         "a confidence lies in (0, 1); got 1. Choose one such as 999/1000."),
        ((0, 4, sp.Integer(0)),
         "a confidence lies in (0, 1); got 0. Choose one such as 999/1000."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    arguments: tuple[int, int, sp.Rational], message: str
) -> None:
    with pytest.raises(DomainError) as refused:
        interval(*arguments)
    assert str(refused.value) == message
