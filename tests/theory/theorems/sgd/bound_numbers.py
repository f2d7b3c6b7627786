"""Numbers of a bound by the order of its inputs, and whether they agree with one of mpmath."""

from __future__ import annotations

from mpmath import mpf

from verify.bounds import bound
from verify.numbers import Number

WARMUP = "rho K0 K A B C delta T gap0 beta gap gap_floor"
CONSTANT = "rho K0 K A B C delta T gap0 beta"


def outputs(statement: str, names: str, values: str) -> dict[str, Number]:
    given = dict(zip(names.split(), values.split(), strict=False))
    return dict(bound(statement, given, 20).outputs)


def agree(found: Number, value: mpf) -> bool:
    low, high = (mpf(found.exact or end) for end in (found.lower, found.upper))
    slack = abs(value) * mpf(10) ** -25
    return low - slack <= value <= high + slack
