"""Step sizes that are fixed in advance: a number, a formula in t, or a column of a file.

Each step is known exactly (an expression or a fraction) and enclosed by a ball of any precision.
`checked_steps` walks along them and makes sure, step by step and for certain, that they are finite,
not negative and never grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import sympy as sp
from flint import arb, fmpq

from theory.errors import DomainError
from theory.parsing import parse_at, parse_expression, parse_number
from theory.tokens import shorten
from verify.adversary.rationals import Exactly, compile_rational
from verify.adversary.step_file import read_steps
from verify.intervals.balls import to_rational
from verify.intervals.compare import MAX_BITS, Undecided, sign
from verify.intervals.evaluate import Compiled, compile_expressions

BITS = 128
"""Precision of a walk along the steps; what stays open there is settled one by one."""

FILE_SUFFIXES = (".csv", ".txt")
_MOST_BITS_OF_A_VALUE = 1024
_LONGEST_EXACT = 30


class Schedule(Protocol):
    """Steps eta_0, eta_1, ..."""

    @property
    def name(self) -> str:
        """As it was asked for."""

    @property
    def title(self) -> str:
        """One line for legends."""

    @property
    def count(self) -> int | None:
        """How many steps there are; None for infinitely many."""

    def ball(self, t: int, bits: int) -> arb:
        """An enclosure of eta_t; no enclosure where it has no value."""

    def exact(self, t: int) -> sp.Expr:
        """eta_t as an exact expression without variables."""


@dataclass(frozen=True)
class Constant:
    """The same step for ever."""

    name: str
    value: sp.Expr

    count: int | None = None

    @property
    def title(self) -> str:
        """One line for legends."""
        return f"constant {self.value}"

    def ball(self, t: int, bits: int) -> arb:
        """An enclosure of the step."""
        return compile_expressions([self.value], [])([], bits)[0]

    def exact(self, t: int) -> sp.Expr:
        """The step itself."""
        return self.value


@dataclass(frozen=True)
class Formula:
    """eta_t as an expression in t."""

    name: str
    expr: sp.Expr
    compiled: Compiled
    rational: Exactly | None

    count: int | None = None

    @property
    def title(self) -> str:
        """One line for legends."""
        return f"eta_t = {self.expr}"

    def ball(self, t: int, bits: int) -> arb:
        """An enclosure of eta_t, through exact fractions where the formula is rational."""
        if self.rational is not None:
            try:
                return arb(self.rational(t))
            except ZeroDivisionError:
                return arb.nan()
        return self.compiled([arb(t)], bits)[0]

    def exact(self, t: int) -> sp.Expr:
        """eta_t with the number put in."""
        if self.rational is not None:
            return to_rational(self.rational(t))
        return parse_at(self.name, {"t": sp.Integer(t)}, "schedule")


@dataclass(frozen=True)
class Listed:
    """Finitely many steps, exact fractions."""

    name: str
    values: tuple[fmpq, ...]

    @property
    def title(self) -> str:
        """One line for legends."""
        return f"{len(self.values)} steps of {Path(self.name).name}"

    @property
    def count(self) -> int:
        """The number of steps."""
        return len(self.values)

    def ball(self, t: int, bits: int) -> arb:
        """The fraction as a ball."""
        return arb(self.values[t])

    def exact(self, t: int) -> sp.Expr:
        """The fraction."""
        return to_rational(self.values[t])


def schedule(text: str) -> Schedule:
    """Read a schedule.

    Args:
        text: ``constant:VALUE``, a formula in ``t`` such as ``3/sqrt(t+1)``, or the name of a
            .csv or .txt file with one exact step a line, or with a column ``step`` or ``eta``.

    Raises:
        WarmproofError: the text is none of these, or the file cannot be read.

    >>> schedule("3/sqrt(t+1)").exact(8), schedule("constant:1/10").title
    (1, 'constant 1/10')
    """
    if text.startswith("constant:"):
        return Constant(text, parse_number(text.removeprefix("constant:"), text))
    if text.lower().endswith(FILE_SUFFIXES):
        return Listed(text, read_steps(text))
    expr = parse_expression(text, ["t"], "schedule")
    if not expr.free_symbols:
        return Constant(text, expr)
    (variable,) = expr.free_symbols
    compiled = compile_expressions([expr], [variable])
    return Formula(text, expr, compiled, compile_rational(expr, variable))


def checked_steps(steps: Schedule, bits: int = BITS) -> Iterator[arb]:
    """Yield an enclosure of each step after making sure that the schedule keeps its promises.

    Every step is finite and at least 0, and none is larger than the one before.

    Raises:
        DomainError: a step breaks one of these; the message names the first.
        Undecided: a comparison stays open at `MAX_BITS` bits.

    >>> [str(s) for s in checked_steps(Listed("two.csv", (fmpq(2), fmpq(1))))]
    ['2.00000000000000', '1.00000000000000']
    """
    before: arb | None = None
    t = 0
    while steps.count is None or t < steps.count:
        ball = steps.ball(t, bits)
        if not ball >= 0:
            _settle_sign(steps, t)
            ball = _finite(steps, t, bits).nonnegative_part()
        if before is not None and not ball <= before:
            _settle_order(steps, t)
        yield ball
        before = ball
        t += 1


def _finite(steps: Schedule, t: int, bits: int) -> arb:
    while bits <= _MOST_BITS_OF_A_VALUE:
        ball = steps.ball(t, bits)
        if ball.is_finite():
            return ball
        bits *= 2
    raise DomainError(
        f"a schedule needs finite real steps; eta_{t} of {shorten(steps.name)} has no value. "
        "Start where the formula is defined, for example with t + 1 in place of t."
    )


def _settle_sign(steps: Schedule, t: int) -> None:
    ball = _finite(steps, t, BITS)
    side = -1 if ball < 0 else sign(steps.exact(t), MAX_BITS)
    if side is None:
        raise Undecided(
            f"whether eta_{t} >= 0 stays open at {MAX_BITS} bits; write the schedule so that "
            "its sign is plain."
        )
    if side < 0:
        raise DomainError(
            f"a schedule needs steps >= 0; got eta_{t} = {shown(steps, t)}. Raise it."
        )


def _settle_order(steps: Schedule, t: int) -> None:
    side = 1 if _finite(steps, t, BITS) > _finite(steps, t - 1, BITS) else None
    if side is None:
        later, earlier = steps.exact(t), steps.exact(t - 1)
        side = 0 if later == earlier else sign(later - earlier, MAX_BITS)
    if side is None:
        raise Undecided(
            f"whether eta_{t} <= eta_{t - 1} stays open at {MAX_BITS} bits; write the schedule "
            "so that equal steps are equal in form."
        )
    if side > 0:
        raise DomainError(
            f"the lower bound needs a nonincreasing schedule; got eta_{t} = {shown(steps, t)} > "
            f"eta_{t - 1} = {shown(steps, t - 1)}. Lower eta_{t}, or start the schedule after "
            "its warm-up."
        )


def shown(steps: Schedule, t: int) -> str:
    """The step as text: exact where it is a short fraction, else its first digits."""
    if not isinstance(steps, Formula) or steps.rational is not None:
        value = steps.exact(t)
        text = str(fmpq(int(value.p), int(value.q))) if value.is_Rational else str(value)
        if len(text) <= _LONGEST_EXACT:
            return text
    return f"about {steps.ball(t, BITS).str(8, radius=False)}"
