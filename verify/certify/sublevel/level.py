"""The level of a sublevel set: f at an exact start, as an expression and as a thin ball."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp
from flint import arb

from theory.errors import DomainError, ParseError
from theory.parsing import parse_at
from verify.certify.function.objective import Objective
from verify.intervals.balls import precision, to_fmpq
from verify.intervals.compare import closed, precisions

BITS = 256
"""Working precision at exact points, far finer than on boxes, so that the level loses nothing."""

_MAX_BITS = 4096
_GOOD_BITS = 128

ExactPoint = tuple[sp.Rational, ...]


@dataclass(frozen=True)
class Level:
    """The value f(start).

    Attributes:
        start: the start.
        expression: f(start), exact and without variables.
        ball: an enclosure of it with at least 100 correct bits, or the value itself.
    """

    start: ExactPoint
    expression: sp.Expr
    ball: arb


def level_at(objective: Objective, start: Sequence[sp.Rational]) -> Level:
    """Evaluate f at an exact start.

    Raises:
        DomainError: wrong number of coordinates, or no finite value is found.
        ParseError: the value is undefined or too large to be written.

    >>> from verify.certify.function.objective import objective
    >>> level_at(objective("exp(x) + y**2", ("x", "y")), (sp.Integer(1), sp.Integer(2))).expression
    E + 4
    """
    if len(start) != objective.dimension:
        raise DomainError(
            f"the start needs {objective.dimension} coordinates, for {', '.join(objective.names)};"
            f" got {len(start)}. Give one number for each variable."
        )
    values = dict(zip(objective.names, start, strict=True))
    value = parse_at(objective.text, values, "f(start)")
    compiled = closed(value)
    for bits in precisions(_MAX_BITS):
        (ball,) = compiled([], bits)
        if ball.is_finite() and (ball.is_exact() or ball.rel_accuracy_bits() >= _GOOD_BITS):
            break
    if not ball.is_finite():
        raise DomainError(
            f"f has no enclosure at the start {tuple(map(str, start))}. Choose another start."
        )
    return Level(tuple(start), value, ball)


def value_at(objective: Objective, point: Sequence[sp.Rational], bits: int = BITS) -> arb:
    """Enclose f at an exact point; no enclosure where it may be undefined."""
    return objective.value(exact_balls(point, bits), bits)


def exact_value(objective: Objective, point: ExactPoint) -> sp.Expr | None:
    """F at an exact point as an expression without variables; None where it cannot be written out.

    So it is where the number has too many digits, or a branch that is not taken has no value.
    """
    try:
        return parse_at(objective.text, dict(zip(objective.names, point, strict=True)))
    except ParseError:
        return None


def exact_balls(point: Sequence[sp.Rational], bits: int = BITS) -> list[arb]:
    """A ball around each exact coordinate, exact where it is a short dyadic number."""
    with precision(bits):
        return [arb(to_fmpq(x)) for x in point]
