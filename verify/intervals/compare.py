"""Comparisons that know when they do not know.

mpmath 1.3 answers an undecided comparison with None, python-flint with False both ways. So every
decision goes through here, and ``not (a < b)`` never counts as proof of ``a >= b``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import sympy as sp
from flint import arb

from theory.safe_algebra import rational_bits
from verify.intervals.evaluate import Compiled, compile_expressions

MAX_BITS = 4096
"""Precision at which the search for a sign or an integer part gives up, unless told otherwise."""

_ALGEBRA_FROM_BITS = 256
_LONGEST_NUMBER = 128
"""Bits of numbers that are rewritten; with longer ones SymPy may search for primes of that size."""
_LARGEST_ALGEBRA = 60


class Order(enum.Enum):
    """What is known about a < b."""

    LESS = "less"
    NOT_LESS = "not less"
    UNDECIDED = "undecided"


class Undecided(Exception):  # noqa: N818 (an outcome, not a mistake of the caller)
    """No answer within the precision allowed; the message is one sentence with a way out."""


def compare(a: arb, b: arb) -> Order:
    """Compare two balls; LESS or NOT_LESS hold for every pair of points in them.

    >>> compare(arb(1), arb(2)), compare(arb(2), arb(2)), compare(arb(0, 1), arb(0))
    (<Order.LESS: 'less'>, <Order.NOT_LESS: 'not less'>, <Order.UNDECIDED: 'undecided'>)
    """
    if a < b:
        return Order.LESS
    return Order.NOT_LESS if a >= b else Order.UNDECIDED


def precisions(max_bits: int) -> Iterator[int]:
    """64, 128, 256, ... up to and including ``max_bits``."""
    bits = 64
    while bits < max_bits:
        yield bits
        bits *= 2
    yield max_bits


def closed(expr: sp.Expr) -> Compiled:
    """Compile an expression without variables; call the result with ``[]``."""
    return compile_expressions([expr], [])


def sign(expr: sp.Expr, max_bits: int = MAX_BITS) -> int | None:
    """The sign of an expression without variables, or None if it stays undecided.

    Args:
        expr: exact expression without variables.
        max_bits: precision up to which an enclosure away from 0 is sought.

    Returns:
        -1, 0 or 1. 0 is only returned where exact algebra shows it; an enclosure around 0, however
        thin, shows nothing.

    Raises:
        UnsupportedError: the expression has variables or a function that cannot be enclosed.

    >>> sign(sp.sqrt(2) + sp.sqrt(3) - sp.pi), sign((1 + sp.sqrt(2))**2 - 3 - sp.sqrt(8))
    (1, 0)
    """
    if isinstance(expr, sp.Rational):
        return int(sp.sign(expr))
    value = closed(expr)
    asked_algebra = False
    for bits in precisions(max_bits):
        (ball,) = value([], bits)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
        if not ball.is_finite():
            continue
        if ball.is_zero():
            return 0
        if bits >= min(_ALGEBRA_FROM_BITS, max_bits) and not asked_algebra:
            asked_algebra = True
            if is_zero_by_algebra(expr):
                return 0
    return None


def is_zero_by_algebra(expr: sp.Expr) -> bool:
    """Whether exact rewriting turns the expression into 0; False means "not shown".

    Large expressions and long numbers are not tried: rewriting has no bound on its time.
    """
    if expr.count_ops() > _LARGEST_ALGEBRA:
        return False
    if max(map(rational_bits, expr.atoms(sp.Rational)), default=0) > _LONGEST_NUMBER:
        return False
    return sp.expand(expr) is sp.S.Zero or sp.simplify(expr) is sp.S.Zero
