"""Claims about outcomes: what is known before a step, what is centred, what has a probability.

The outcomes of a scene are the leaves of a tree: each step divides every branch into as many, and
what is known before a step is the branch up to there. Claims become relations between the entries
of the scene's sequences at the leaves, weighted with their chances. A probability is a sum of
chances, which moves in jumps; the margin of ``P(U >= 0) >= p`` is therefore that of U >= 0 at the
leaf that decides: were U >= 0 wrong there and wherever it is worse, the probability would be too
small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.logic import And, Formula, Or, Pred, conj, function, ge, le
from theory.substitution import put_in, substitute
from verify.properties.arithmetic import Array

CHANCE = function("chance")
"""chance(omega): the probability of an outcome."""

READ = ("known", "centred", "conditionally_at_most", "probable")

_ROUNDING = 1e-12
"""Chances that exceed what is allowed by less may be equal to it."""


@dataclass(frozen=True)
class Outcomes:
    """The leaves of a tree, numbered from left to right.

    Attributes:
        width: how many branches each step makes of one.
        depth: how many steps there are.

    >>> coin = Outcomes(2, 2)
    >>> coin.number, coin.branches(1)
    (4, [range(0, 2), range(2, 4)])
    """

    width: int
    depth: int

    @property
    def number(self) -> int:
        """How many outcomes there are."""
        return self.width**self.depth

    def branches(self, step: int) -> list[range]:
        """The outcomes that are not told apart before the noise of this step."""
        size = self.width ** max(self.depth - step, 0)
        return [range(k, k + size) for k in range(0, self.number, size)]


def is_outcome(guard: Formula) -> bool:
    """Whether this guards a claim about all outcomes."""
    return isinstance(guard, Pred) and guard.name == "outcome"


def at_every_outcome(variable: sp.Symbol, body: Formula, outcomes: Outcomes) -> list[Formula]:
    """A claim about all outcomes, one by one, and for every index that hindsight may choose.

    Args:
        variable: the outcome.
        body: what is claimed of it.
        outcomes: all of them.
    """
    numbers = map(sp.Integer, range(outcomes.number))
    claims = (substitute(body, {variable: k}) for k in numbers)
    return [each for claim in claims for each in _at_every_index(claim, outcomes)]


def _at_every_index(claim: Formula, outcomes: Outcomes) -> list[Formula]:
    chosen = [sp.Lambda(sym.s, sp.Integer(n)) for n in range(outcomes.depth + 1)]
    found = [substitute(claim, {sym.moment: choice}) for choice in chosen]
    return found[:1] if found[0] == claim else found


def entries(variable: Any, outcomes: Outcomes) -> list[sp.Expr]:
    """A random variable at each outcome.

    Args:
        variable: a function of the outcome, named or a ``Lambda``.
        outcomes: all of them.
    """
    return [_entry(variable, sp.Integer(k)) for k in range(outcomes.number)]


def _entry(variable: Any, outcome: sp.Expr) -> sp.Expr:
    if not isinstance(variable, sp.Lambda):
        return variable(outcome)
    (omega,) = variable.variables
    return put_in(variable.expr, {omega: outcome})


def not_negative(variable: Any, outcomes: Outcomes) -> list[Formula]:
    """That a random variable is not negative, at each outcome.

    With an index chosen with hindsight it has to be so at all indices: else one that makes it
    negative would be chosen.
    """
    claims = (_not_negative(value) for value in entries(variable, outcomes))
    return [conj(*_at_every_index(claim, outcomes)) for claim in claims]


def _not_negative(value: sp.Expr) -> Formula:
    if isinstance(value, sp.Max):
        return Or(tuple(map(_not_negative, value.args)))
    if isinstance(value, sp.Min):
        return And(tuple(map(_not_negative, value.args)))
    return ge(value, 0)


def chances(outcomes: Sequence[int]) -> list[sp.Expr]:
    """The probabilities of these outcomes."""
    return [CHANCE(sp.Integer(k)) for k in outcomes]


def given_what_is_known(name: str, args: tuple[Any, ...], outcomes: Outcomes, step: int) -> Formula:
    """A claim about a conditional expectation, branch by branch.

    Args:
        name: "known", "centred" or "conditionally_at_most".
        args: the random variables it is about.
        outcomes: all of them.
        step: before whose noise.
    """
    values = entries(args[0], outcomes)
    claims: list[Formula] = []
    for branch in outcomes.branches(step):
        if name == "known":
            same = (conj(le(values[k], values[branch[0]]), ge(values[k], values[branch[0]]))
                    for k in branch)  # fmt: skip
            claims.extend(same)
            continue
        weights = chances(branch)
        mean = sp.Add(*(w * values[k] for w, k in zip(weights, branch, strict=True)))
        if name == "centred":
            claims.append(conj(le(mean, 0), ge(mean, 0)))
            continue
        limits = entries(args[1], outcomes)
        claims += [le(mean, sp.Add(*weights) * limits[k]) for k in branch]
        claims += [ge(values[k], 0) for k in branch]
    return conj(*claims)


# -- P(U >= 0) >= p ----------------------------------------------------------------------------


def deciding(values: Array, weights: Array, allowed: Array) -> Array:
    """The value of the outcome that decides, shape (cases,).

    Args:
        values: of a random variable, shape (outcomes, cases).
        weights: the chances, of the same shape.
        allowed: the probability with which it may be negative, shape (cases,).

    Returns:
        The largest value that is reached from below with more than the probability allowed; inf
        where there is none.

    >>> half = np.full((2, 1), 0.5)
    >>> deciding(np.array([[-3.0], [2.0]]), half, np.array([0.4])).tolist()
    [-3.0]
    >>> deciding(np.array([[-3.0], [2.0]]), half, np.array([0.5])).tolist()
    [2.0]
    """
    order = np.argsort(values, axis=0)
    sorted_values = np.take_along_axis(values, order, axis=0)
    reached = np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0)
    beyond = reached > allowed + _ROUNDING
    first = np.argmax(beyond, axis=0)
    found = np.take_along_axis(sorted_values, first[None], axis=0)[0]
    return np.where(beyond.any(axis=0), found, np.inf)


def is_probable(
    answers: Sequence[bool | None], weights: Sequence[arb], allowed: arb
) -> bool | None:
    """Whether something holds but with a probability that is allowed; None for undecided.

    Args:
        answers: whether it holds at each outcome; None where that is open.
        weights: the chances.
        allowed: the probability with which it may fail.

    >>> half = arb("0.5")
    >>> [is_probable((True, held), (half, half), arb("0.25")) for held in (True, False, None)]
    [True, False, None]
    """
    fails, may_fail = arb(0), arb(0)
    for answer, weight in zip(answers, weights, strict=True):
        fails += weight if answer is False else 0
        may_fail += weight if answer is not True else 0
    if fails > allowed:
        return False
    return True if may_fail <= allowed else None
