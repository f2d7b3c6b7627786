"""How much of a spectrum a Krylov space from a random start can miss.

Kuczynski and Wozniakowski: for a positive semidefinite matrix with n rows, a start uniform on the
sphere and k steps of Lanczos, the largest Ritz value theta satisfies, for every share in (0, 1),

    P(lambda_1 - theta > share lambda_1) <= 1.648 sqrt(n) exp(-(2 k - 1) sqrt(share)).

The Krylov space of H - lambda_n I is that of H, so for any symmetric H the same holds with
lambda_1 - lambda_n in place of lambda_1, and, for -H, at the other end. Restarts only add to the
space in which the largest Ritz value is looked for, so k counts the steps before the first one.

Source: [kuczynski1992], Theorem 4.2. Exact arithmetic is assumed, which full reorthogonalisation
comes close to.
"""

from __future__ import annotations

import math

from theory.errors import DomainError


def unseen_share(size: int, steps: int, delta: float) -> float:
    """The share of the spectrum's width by which an end is missed with probability at most delta.

    Both ends together: each gets half of delta.

    The number of steps may depend on what the steps have shown: step k gets the part
    1/(k (k + 1)) of it, and these add up to less than 1.

    Args:
        size: n, number of rows.
        steps: k, at least 1.
        delta: in (0, 1).

    Returns:
        The share, possibly above 1, where it says nothing.

    Raises:
        DomainError: delta outside (0, 1).

    >>> round(unseen_share(100, 30, 0.01), 3)
    0.064
    """
    if not 0 < delta < 1:
        raise DomainError(f"a probability needs 0 < delta < 1; got delta = {delta}. Take 0.01.")
    part = delta / 2 / (steps * (steps + 1))
    return (math.log(1.648 * math.sqrt(size) / part) / (2 * steps - 1)) ** 2
