"""Assumptions as named objects: one object refuses input, draws cases and prints itself.

The comparison that decides and the sentence that is printed are made from the same claim, so a
message can never say "positive" where the check takes zero.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef

from theory.errors import DomainError
from theory.logic import (
    And,
    Formula,
    Implies,
    Or,
    Rel,
    conj,
    free_symbols,
    ge,
    gt,
    le,
    lt,
    satisfied,
)

_SHORT = 40
"""Longest value, in characters, that a message repeats in full."""

Sign: TypeAlias = Callable[[sp.Expr], int | None]
"""Decides the sign of a closed expression: -1, 0, 1, or None where it stays open."""


def rational_sign(expr: sp.Expr) -> int | None:
    """The sign of a rational number; None for anything else.

    >>> rational_sign(sp.Rational(-1, 3)), rational_sign(sp.sqrt(2))
    (-1, None)
    """
    if not expr.is_Rational:
        return None
    return (expr.p > 0) - (expr.p < 0)


@dataclass(frozen=True)
class Assumption:
    """A hypothesis with a name.

    Attributes:
        name: by which proof steps use it.
        claim: what it says.
        text: the same in words.
        defines: it only says what a symbol stands for, and so restricts nothing.
        says: the claim in short, where its formula is too long to print.
    """

    name: str
    claim: Formula
    text: str
    defines: bool = False
    says: str = ""

    def holds(self, values: Mapping[sp.Symbol, sp.Expr], sign: Sign = rational_sign) -> bool | None:
        """Whether given values meet it; None where values of the parameters cannot tell.

        Args:
            values: exact numbers for parameters.
            sign: decides signs; the default knows rationals only.
        """
        return relation_holds(self.claim, values, sign)


@dataclass(frozen=True)
class Range(Assumption):
    """``low <= variable <= high`` with ends that may depend on other parameters.

    Attributes:
        variable: the parameter it bounds.
        low: lower end, or None.
        high: upper end, or None.
        low_included: whether the lower end belongs to the range.
        high_included: whether the upper end belongs to the range.
    """

    variable: sp.Symbol = sp.Symbol("unset", real=True)
    low: sp.Expr | None = None
    high: sp.Expr | None = None
    low_included: bool = True
    high_included: bool = True

    def draw(self, rng: random.Random, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        """Draw an exact value, often at an end or close to one.

        Args:
            rng: the source of randomness.
            values: the parameters drawn so far; the ends may depend on them.

        Returns:
            A value in the range: exact, and rational when the ends are.

        Raises:
            DomainError: the range is empty at these values.
        """
        low = None if self.low is None else self.low.subs(values)
        high = None if self.high is None else self.high.subs(values)
        unit = sp.Rational(rng.randint(1, 63), 64)
        tiny = sp.Rational(1, 10 ** rng.randint(3, 9))
        place = rng.random()
        if low is not None and high is not None:
            closed = self.low_included and self.high_included
            if (high - low).is_negative or (high == low and not closed):
                raise DomainError(
                    f"{self.variable} has no value between {low} and {high}; "
                    "choose the values that its ends depend on again."
                )
            if place < 0.15 and self.low_included:
                return low
            if place < 0.3 and self.high_included:
                return high
            return low + (high - low) * (tiny if place < 0.45 else unit)
        scale = sp.Integer(10) ** rng.randint(-4, 4) * unit
        if low is not None:
            return low if place < 0.15 and self.low_included else low + scale
        if high is not None:
            return high if place < 0.15 and self.high_included else high - scale
        return scale if place < 0.5 else -scale


def bounds(
    variable: sp.Symbol,
    low: sp.Expr | int | None = None,
    high: sp.Expr | int | None = None,
    *,
    name: str = "",
    text: str = "",
    low_included: bool = True,
    high_included: bool = True,
    claim: Formula | None = None,
) -> Range:
    """Build a range assumption; at least one end is given.

    Args:
        variable: the parameter it bounds.
        low: lower end, if any.
        high: upper end, if any.
        name: for proof steps; default ``<variable>_range``.
        text: the assumption in words.
        low_included: whether the lower end belongs to it.
        high_included: whether the upper end belongs to it.
        claim: the same range written without a division, where an end is a quotient whose
            denominator may be zero (``eta ell <= 2`` for ``eta <= 2/ell``).

    >>> rho = sp.Symbol("rho", real=True)
    >>> exponent = bounds(rho, 0, low_included=False)
    >>> exponent.name, exponent.holds({rho: sp.Integer(0)})
    ('rho_range', False)
    """
    ends: list[Formula] = []
    if low is not None:
        ends.append(ge(variable, low) if low_included else gt(variable, low))
    if high is not None:
        ends.append(le(variable, high) if high_included else lt(variable, high))
    return Range(
        name=name or f"{variable.name}_range",
        claim=conj(*ends) if claim is None else claim,
        text=text,
        variable=variable,
        low=None if low is None else sp.Integer(low) if isinstance(low, int) else low,
        high=None if high is None else sp.Integer(high) if isinstance(high, int) else high,
        low_included=low_included,
        high_included=high_included,
    )


def relation_holds(claim: Formula, values: Mapping[sp.Symbol, sp.Expr], sign: Sign) -> bool | None:
    """Decide a quantifier-free claim at exact values; None where it stays open."""
    match claim:
        case Rel(left, op, right):
            difference = (left - right).subs(values)
            if difference.free_symbols or difference.atoms(AppliedUndef):
                return None
            found = sign(difference)
            if found is None:
                return None
            return satisfied(op, found)
        case And(args):
            parts = [relation_holds(a, values, sign) for a in args]
            return False if False in parts else None if None in parts else True
        case Or(args):
            parts = [relation_holds(a, values, sign) for a in args]
            return True if True in parts else None if None in parts else False
        case Implies(premise, conclusion):
            first = relation_holds(premise, values, sign)
            if first is False:
                return True  # and the conclusion may mean nothing
            second = relation_holds(conclusion, values, sign)
            if second is True:
                return True
            return False if first is True and second is False else None
    return None


def refuse(
    statement_id: str,
    assumption: Assumption,
    values: Mapping[sp.Symbol, sp.Expr],
    sign: Sign = rational_sign,
    decimal: Callable[[sp.Expr], str] = str,
) -> None:
    """Raise if the values certainly break the assumption, naming condition, value and way out.

    Args:
        statement_id: what needs it.
        assumption: the assumption.
        values: exact numbers for parameters.
        sign: decides signs; the default knows rationals only.
        decimal: writes a closed expression down, for a limit that has a short form only.

    Raises:
        DomainError: with one sentence, such as
            ``gd_nonconvex needs rho > 0; got rho = -1. Raise rho.``
    """
    if assumption.holds(values, sign) is not False:
        return
    claim = assumption.claim
    while isinstance(claim, Implies):
        claim = claim.conclusion
    culprits = [v for v in _limited(claim) if v in values]
    given = ", ".join(f"{v} = {_short(values[v])}" for v in culprits)
    needed = _with_values(claim, values)
    if assumption.says:
        limit = decimal(claim.right.subs(values)) if isinstance(claim, Rel) else ""
        needed = assumption.says + (f" = {limit}" if limit else "")
    raise DomainError(f"{statement_id} needs {needed}; got {given}. {way_out(assumption)}")


def _limited(claim: Formula) -> list[sp.Symbol]:
    """The symbols on the left sides of a claim's relations: what it sets limits to."""
    match claim:
        case Rel(left, _, _):
            return sorted(left.free_symbols, key=lambda s: s.name)
        case And(args) | Or(args):
            return list(dict.fromkeys(s for a in args for s in _limited(a)))
    return sorted(free_symbols(claim), key=lambda s: s.name)


def _with_values(claim: Formula, values: Mapping[sp.Symbol, sp.Expr]) -> str:
    """The claim as text, each right side followed by its value where that is short."""
    from theory.printing import expr_text, to_text

    match claim:
        case Rel(_, _, right) if right.free_symbols and right.free_symbols <= set(values):
            value = expr_text(right.subs(values))
            return to_text(claim) + (f" = {value}" if len(value) <= _SHORT else "")
        case And(args):
            return " and ".join(_with_values(a, values) for a in args)
        case Or(args):
            return " or ".join(_with_values(a, values) for a in args)
    return to_text(claim)


def _short(value: sp.Expr) -> str:
    """A value as text, cut where it is long."""
    text = str(value)
    return text if len(text) <= 2 * _SHORT else f"{text[:_SHORT]}... ({len(text)} characters)"


def way_out(assumption: Assumption) -> str:
    """What a user can do who met the assumption's refusal: the end of its text, if not a range."""
    if isinstance(assumption, Range):
        name = assumption.variable.name
        if assumption.high is None:
            return f"Raise {name}."
        if assumption.low is None:
            return f"Lower {name}."
        return f"Choose {name} inside these bounds."
    action = assumption.text.rpartition("; ")[2]
    return f"{action[:1].upper()}{action[1:]}."
