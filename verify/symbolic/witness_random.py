"""Random variables of a witness: on finitely many outcomes, told apart by the noise of step 0.

What is known at 0 is the same at every outcome; from 1 on everything is known. Expectations are
decided for constants only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import sympy as sp

RANDOM = ("expectation", "conditional_mean")
ON_OUTCOMES = ("known", "centred", "conditionally_at_most", "probable")
Sign: TypeAlias = "Callable[[sp.Expr], int | None]"
"""Decides the sign of a closed expression."""


def holds_on_outcomes(
    name: str, args: tuple[Any, ...], chances: tuple[sp.Expr, ...], sign: Sign
) -> bool | None:
    """Decide a property of random variables; None where a sign stays open.

    Args:
        name: one of ``ON_OUTCOMES``, or "conditionally_equal", which is "conditionally_at_most"
            with equality.
        args: variables as functions of the outcome, and an index or a probability.
        chances: the probabilities of the outcomes 0, 1, ...
        sign: decides the sign of a closed expression.

    >>> coin = (sp.Rational(1, 2), sp.Rational(1, 2))
    >>> x = sp.Symbol("x")
    >>> swing = sp.Lambda(x, 2 * x - 1)
    >>> [
    ...     holds_on_outcomes(name, (swing, value), coin, sp.sign)
    ...     for name, value in (("centred", 0), ("known", 0), ("known", 1), ("probable", coin[0]))
    ... ]
    [True, False, True, True]
    """
    variable, *rest = args
    values = [_at(variable, k) for k in range(len(chances))]
    if name == "probable":
        signs = [sign(value) for value in values]
        if None in signs:
            return None
        likely = sum((p for p, s in zip(chances, signs, strict=True) if s in (0, 1)), sp.Integer(0))
        return _at_least(sign, likely - rest[0])
    index = sign(rest[-1])
    if index is None:
        return None
    atoms = [range(len(chances))] if index <= 0 else [range(k, k + 1) for k in range(len(chances))]
    if name == "known":
        return _all(_zero(sign, values[k] - values[atom[0]]) for atom in atoms for k in atom)
    means = [sum(chances[k] * values[k] for k in atom) for atom in atoms]
    if name == "centred":
        return _all(_zero(sign, mean) for mean in means)
    weights = [sum(chances[k] for k in atom) for atom in atoms]
    compare = _zero if name == "conditionally_equal" else _at_least
    rooms = (
        compare(sign, weight * _at(rest[0], k) - mean)
        for atom, mean, weight in zip(atoms, means, weights, strict=True)
        for k in atom
    )
    return _all((*(_at_least(sign, value) for value in values), *rooms))


def _at(variable: Any, outcome: int) -> sp.Expr:
    value = variable(sp.Integer(outcome)) if isinstance(variable, sp.Lambda) else variable
    return value.doit()


def _zero(sign: Sign, expr: sp.Expr) -> bool | None:
    found = sign(expr)
    return None if found is None else found == 0


def _at_least(sign: Sign, expr: sp.Expr) -> bool | None:
    found = sign(expr)
    return None if found is None else found >= 0


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def is_mean(args: tuple[Any, ...], sign: Sign) -> bool | None:
    """Whether a constant random variable has the mean claimed; None if it is no constant.

    Args:
        args: the variable as a ``Lambda``, and its mean: a number, or a ``Lambda`` too.
        sign: decides the sign of a closed expression.

    >>> omega = sp.Symbol("omega", real=True)
    >>> is_mean((sp.Lambda(omega, sp.Integer(2)), sp.Integer(2)), lambda x: int(sp.sign(x)))
    True
    """
    bodies = [a.expr if isinstance(a, sp.Lambda) else a for a in args]
    if any(body.free_symbols for body in bodies):
        return None
    return sign(bodies[0] - bodies[1]) == 0
