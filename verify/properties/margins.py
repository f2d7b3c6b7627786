"""Margins: how far a claim is from failing on an example, and claims that tell it to Hypothesis."""

from __future__ import annotations

import math
import sys
from typing import Any

from verify.properties.show import ball

SMALL = 1e-6
"""Numbers much smaller than this count as 0, so that rounding is not taken for a small margin.

What scenes draw lies between 2^-6 and 2^6, far above it.
"""


def share(room: Any, size: Any) -> Any:
    """A margin as a share of what is compared, so that it compares over scales.

    Args:
        room: the larger side less the smaller, a number or an array.
        size: the sum of the absolute values of their terms, >= abs(room).

    Returns:
        In [-1, 1].
    """
    return room / (size + SMALL)


def relative_margin(left: Any, right: Any) -> float:
    """How far ``left <= right`` is from failing: (right - left)/(|left| + |right| + 1e-6).

    Args:
        left: a number or a ball.
        right: a number or a ball.

    Returns:
        In [-1, 1], negative where the claim fails; for balls at their midpoints.

    >>> relative_margin(2, 2), round(relative_margin(1, 3), 6)
    (0.0, 0.5)
    """
    low, high = (float(ball(side).mid()) for side in (left, right))
    return share(high - low, abs(low) + abs(high))


def at_most(left: Any, right: Any, label: str = "margin") -> bool:
    """Whether ``left <= right`` is not certainly false; its margin guides a Hypothesis test.

    Balls that overlap pass: only a counterexample that is certain is one. In a test of Hypothesis
    the search then prefers small margins (``hypothesis.target``).

    Args:
        left: a number or a ball; a float is taken as exact.
        right: a number or a ball.
        label: of the margin; needed if a test makes several claims.

    >>> from flint import arb
    >>> at_most(1, 2), at_most(arb(1, 2), 0), at_most(2, 1)
    (True, True, False)
    """
    small = ball(left), ball(right)
    steer(relative_margin(*small), label)
    return not bool(small[0] > small[1])


def steer(margin: float, label: str) -> None:
    """Ask Hypothesis for examples with a smaller margin; outside of its tests do nothing.

    Args:
        margin: of a claim.
        label: one for each claim of a test; if it is used again in an example, it gets a number.
    """
    hypothesis = sys.modules.get("hypothesis")  # loaded, if a test of it is running
    if hypothesis is None or not hypothesis.currently_in_test_context():
        return
    if not math.isfinite(margin):
        return
    for number in range(1, MOST_CLAIMS + 1):
        try:
            hypothesis.target(-margin, label=label if number == 1 else f"{label} ({number})")
        except hypothesis.errors.InvalidArgument:  # this label is taken in this example
            continue
        return


MOST_CLAIMS = 20
"""Claims under one label that are told to Hypothesis, such as those of the steps of a run."""
