"""Schedules: steps that are given, and steps in shares of what a theorem allows."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from verify.properties.function import Function
from verify.properties.schedules import Shares, Steps
from verify.properties.strategies.numbers import between, positive

STEPS = 5
"""The most steps of a schedule unless told otherwise."""


def schedules(*, most: int = STEPS) -> SearchStrategy[Steps]:
    """Any steps >= 0.

    Args:
        most: steps.
    """
    step = positive() | st.just(Fraction(0))
    return st.lists(step, min_size=1, max_size=most).map(Steps)


def nonincreasing_schedules(*, most: int = STEPS) -> SearchStrategy[Steps]:
    """Steps that do not rise, as theorem 3 asks.

    Args:
        most: steps.

    >>> from hypothesis import find
    >>> find(nonincreasing_schedules(), lambda s: len(s) > 1 and s.numbers[0] > s.numbers[1])
    Steps([2, 1])
    """
    return schedules(most=most).map(lambda s: Steps(sorted(s.numbers, reverse=True)))


def admissible_schedules(
    *, most: int = STEPS, longest: int | Fraction = 1
) -> SearchStrategy[Shares]:
    """Shares of 1/ell(gap): up to 1 what theorem 1 admits, up to 2 what descends.

    Args:
        most: steps.
        longest: the largest share.
    """
    share = st.just(Fraction(1)) | between(0, longest)
    return st.lists(share, min_size=1, max_size=most).map(Shares)


def warm_up_schedules(
    *, most: int = STEPS, function: Function | None = None
) -> SearchStrategy[Shares] | SearchStrategy[Steps]:
    """The theoretical warm-up, all shares 1; or steps that rise to 1/ell of gap 0 and stay.

    Args:
        most: steps.
        function: if given, linear warm-up to 1/K0 is drawn as well; needs K0 > 0.

    >>> from hypothesis import find
    >>> find(warm_up_schedules(), lambda s: len(s) > 1)
    Shares([1, 1])
    """
    theory = st.integers(1, most).map(lambda count: Shares([1] * count))
    if function is None or function.K0 == 0:
        return theory
    peak = 1 / function.K0
    linear = st.tuples(st.integers(1, most), st.integers(1, most)).map(
        lambda drawn: Steps([peak * min(Fraction(t + 1, drawn[0]), 1) for t in range(drawn[1])])
    )
    return theory | linear
