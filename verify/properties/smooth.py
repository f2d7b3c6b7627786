"""Members that are C^2: the control has no jumps, it runs linearly from one value to the next.

Every linear control between values in [-1, 1] stays there, so these are members exactly; their
closed form has Airy's functions (``motion``).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from verify.properties.from_control import FromControl
from verify.properties.motion import Bend
from verify.properties.show import fraction
from verify.properties.side import Side


def smoothed(
    *,
    K0: Any = 1,
    K: Any = 1,
    begin: Any = 1,
    right: Iterable[tuple[Any, Any]] = (),
    left: Iterable[tuple[Any, Any]] = (),
    last: Any = 1,
) -> FromControl:
    """A C^2 function with a minimiser at 0, from the values that its control runs through.

    Of a side that leads below 0 as many values are used as do not.

    Args:
        K0: curvature at value 0.
        K: growth of the curvature.
        begin: the control at 0, of both sides, in [0, 1].
        right: for each run its length and the control where it ends.
        left: the same for x < 0, outward.
        last: the length of the run to the control 1, which holds from there on.

    >>> smoothed(right=[(1, 1), (1, "-1/2")])
    FromControl(right=[(1, 1), (1, 1, '-1/2'), (1, '-1/2', 1)], left=[(1, 1)])
    """
    constants = fraction(K0, "K0"), fraction(K, "K")
    sides = [_runs(*constants, begin, list(runs), last) for runs in (right, left)]
    return FromControl(K0=K0, K=K, right=sides[0], left=sides[1])


def _runs(
    K0: Fraction, K: Fraction, begin: Any, runs: list[tuple[Any, Any]], last: Any
) -> list[tuple[Fraction, Fraction, Fraction]]:
    ends = [(fraction(length, "length"), fraction(end, "control")) for length, end in runs]
    home = (fraction(last, "last"), Fraction(1))
    for count in range(len(ends), -1, -1):
        here, bends = fraction(begin, "begin"), []
        for length, end in [*ends[:count], home]:
            bends.append(Bend(length, here, end))
            here = end
        side = Side(K0, K, Fraction(0), Fraction(0))
        if all(side.add(bend) for bend in bends) and side.may_end():
            break
    return [(bend.length, bend.start, bend.end) for bend in bends]
