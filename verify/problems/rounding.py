"""Bounds on the rounding of float64 code, from two assumptions that are named here.

1. ``IEEE``: +, -, *, / and sqrt round to nearest in binary64. Sums and dot products may be taken
   in any order, blocked, vectorised or with fused multiply-add; Higham's bound (*Accuracy and
   Stability of Numerical Algorithms*, section 3.1) covers all of them: k roundings in a row leave
   a factor 1 + theta with |theta| <= gamma(k).
2. ``EXP_ULPS``, ``LOG1P_ULPS``: the library's exp and log1p are off by at most this many units in
   the last place. Vendors state 1 to 4; tests compare them with arb on the arguments that occur.

The bounds themselves are computed in float64 from nonnegative terms by fewer than a hundred
operations, each off by a few u; ``round_up`` covers that with room to spare.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

UNIT_ROUNDOFF = 2.0**-53
EXP_ULPS = 4
LOG1P_ULPS = 4
ASSUMPTIONS = f"IEEE binary64 arithmetic in any order of summation, exp within {EXP_ULPS} ulp"

UNDERFLOW = 2.0**-900
"""Covers gradual underflow: an operation that underflows is off by at most 2^-1075 more (exp by
``EXP_ULPS`` times 2^-1074), far below this even after 2^60 operations and factors up to 2^50."""

Amount = TypeVar("Amount", float, NDArray[np.float64])


def gamma(roundings: int) -> float:
    """Higham's gamma_k = k u/(1 - k u), for k u < 1.

    >>> gamma(10) < 1.2e-15
    True
    """
    return roundings * UNIT_ROUNDOFF / (1 - roundings * UNIT_ROUNDOFF)


def round_up(bound: Amount) -> Amount:
    """Enlarge a computed nonnegative bound so that its own rounding cannot make it too small."""
    return bound * (1 + 2.0**-40)
