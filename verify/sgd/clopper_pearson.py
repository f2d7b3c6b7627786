"""Clopper and Pearson's interval for a probability of failure, and the test that belongs to it.

Of n runs k failed. The interval [lower, upper] contains the probability p of a failure with the
confidence 1 - alpha, whatever p is: lower is the p at which k or more failures have probability
alpha/2, upper the p at which k or fewer have. The binomial tails are incomplete beta functions,
which are enclosed in balls; ends are rounded outward.

Source: [clopper1934].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import sympy as sp
from flint import arb, fmpq

from theory.errors import DomainError
from verify.intervals.balls import precision, to_fmpq, to_rational
from verify.intervals.compare import Undecided, precisions

MAX_BITS = 1024
"""Precision up to which a tail is compared with its level."""

AGREEING_BITS = 40
"""The ends are rounded outward by at most this relative amount, 2^-40."""


@dataclass(frozen=True)
class Interval:
    """Exact ends around a probability, rounded outward.

    Attributes:
        lower: 0 exactly if nothing failed.
        upper: 1 exactly if everything failed.
    """

    lower: sp.Rational
    upper: sp.Rational


def interval(failures: int, runs: int, confidence: sp.Rational) -> Interval:
    """Enclose the probability of a failure with the given confidence.

    Args:
        failures: k, from 0 to ``runs``.
        runs: n >= 1 independent runs; fixed before the first.
        confidence: 1 - alpha, in (0, 1), exact; fixed before the first run.

    Raises:
        DomainError: a number lies outside its range.

    >>> found = interval(0, 10, sp.Rational(19, 20))
    >>> found.lower, round(float(found.upper), 6)
    (0, 0.308497)
    """
    level = _level(confidence)
    _check_counts(failures, runs)
    lower, upper = sp.Integer(0), sp.Integer(1)
    if failures > 0:
        lower = to_rational(_crossing(lambda p: at_least(failures, runs, p) - level)[0])
    if failures < runs:
        # k or fewer failures among n are n - k or more successes.
        successes = _crossing(lambda p: at_least(runs - failures, runs, p) - level)[0]
        upper = to_rational(1 - successes)
    return Interval(lower, upper)


def smallest_refuting(runs: int, allowed: sp.Rational, confidence: sp.Rational) -> int | None:
    """The smallest number of failures whose interval lies above what is allowed.

    It is known before the first run. Failures of probability at most ``allowed`` reach it with
    probability at most (1 - confidence)/2.

    Args:
        runs: n >= 1.
        allowed: the probability of failure that is claimed not to be exceeded, exact.
        confidence: as for `interval`.

    Returns:
        None where even n failures would not do: the runs are too few.

    Raises:
        DomainError: a number lies outside its range.

    >>> smallest_refuting(100, sp.Rational(1, 10), sp.Rational(999, 1000))
    22
    >>> smallest_refuting(3, sp.Rational(1, 10), sp.Rational(999, 1000)) is None
    True
    """
    level = _level(confidence)
    _check_counts(0, runs)
    if not allowed < 1:
        return None
    p = to_fmpq(allowed)

    def refutes(failures: int) -> bool:
        # A tie, or what cannot be told from one, does not refute.
        return _sign(lambda: at_least(failures, runs, p) - level) == -1

    if not refutes(runs):
        return None
    low, high = 0, runs  # 0 failures refute nothing
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if refutes(middle) else (middle, high)
    return high


def fewest_runs(allowed: sp.Rational, confidence: sp.Rational) -> int:
    """How many runs it takes before failures of all of them would refute what is allowed.

    >>> fewest_runs(sp.Rational(1, 10), sp.Rational(999, 1000))
    4
    """
    runs = 1
    while smallest_refuting(runs, allowed, confidence) is None:
        runs *= 2
    low, high = runs // 2, runs
    while high - low > 1:
        middle = (low + high) // 2
        too_few = smallest_refuting(middle, allowed, confidence) is None
        low, high = (middle, high) if too_few else (low, middle)
    return high


def at_least(failures: int, runs: int, p: fmpq) -> arb:
    """P(k or more of n fail), each with probability p: I_p(k, n - k + 1), for 1 <= k <= n.

    >>> print(at_least(2, 3, fmpq(1, 2)).str(5, radius=False))
    0.50000
    """
    return arb(p).beta_lower(arb(failures), arb(runs - failures + 1), regularized=True)


def _crossing(excess: Callable[[fmpq], arb]) -> tuple[fmpq, fmpq]:
    """Enclose the only zero in (0, 1) of an increasing function, negative at 0, positive at 1."""
    low, high = fmpq(0), fmpq(1)
    while low == 0 or high - low > high / 2**AGREEING_BITS:
        # Where the first point is the zero itself, its sign stays open and the second decides.
        points = [low + share * (high - low) for share in (fmpq(1, 2), fmpq(1, 3))]
        signed = ((point, _sign(partial(excess, point))) for point in points)
        middle, found = next(((p, s) for p, s in signed if s is not None), (low, None))
        if found is None:
            raise Undecided(f"a binomial tail stays open at {MAX_BITS} bits; take other runs.")
        low, high = (middle, high) if found < 0 else (low, middle)
    return low, high


def _sign(value: Callable[[], arb]) -> int | None:
    for bits in precisions(MAX_BITS):
        with precision(bits):
            ball = value()
        if ball < 0:
            return -1
        if ball > 0:
            return 1
    return None


def _level(confidence: sp.Rational) -> fmpq:
    if not 0 < confidence < 1:
        raise DomainError(
            f"a confidence lies in (0, 1); got {confidence}. Choose one such as 999/1000."
        )
    return to_fmpq((1 - confidence) / 2)


def _check_counts(failures: int, runs: int) -> None:
    if runs < 1:
        raise DomainError(f"an interval needs at least 1 run; got {runs}. Raise the runs.")
    if not 0 <= failures <= runs:
        raise DomainError(
            f"failures are counted from 0 to the number of runs, {runs}; got {failures}."
        )
