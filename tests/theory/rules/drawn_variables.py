"""Random variables on small finite spaces, drawn to be known or centred; and two fair coins."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import sympy as sp

from tests.theory.rules.finite_space import Space, Table
from theory.rules.martingales import T, n
from theory.schema import Named, Rule

R = sp.Rational
HALF = R(1, 2)
SPACES = (
    Space(((R(1, 3), R(2, 3)), (HALF, HALF))),
    Space(((R(1, 5), R(1, 5), R(3, 5)), (R(1, 4), R(3, 4)))),
)
STEP = 1
"""The index at which the rules for one step are read: one step is known, one is not."""

Drawn = tuple[dict[Any, Table], dict[sp.Symbol, sp.Expr]]


def table(values: list[sp.Expr]) -> Table:
    return lambda outcome: values[int(outcome)]


def sequence(rows: list[list[sp.Expr]]) -> Table:
    return lambda index, outcome: rows[int(index)][int(outcome)]


def number(rng: random.Random, low: int = -6, high: int = 6) -> sp.Expr:
    return R(rng.randint(low, high), rng.randint(1, 4))


def known(rng: random.Random, space: Space, index: int, low: int = -6) -> list[sp.Expr]:
    """A random variable that is known at an index."""
    values = [sp.S(0)] * len(space.outcomes)
    for atom in space.atoms(index):
        value = number(rng, low)
        for outcome in atom:
            values[outcome] = value
    return values


def centred(rng: random.Random, space: Space, index: int, later: int) -> list[sp.Expr]:
    """A random variable that is centred at an index and known at a later one."""
    values = known(rng, space, later)
    for atom in space.atoms(index):
        mean = space.mean(values, atom)
        for outcome in atom:
            values[outcome] -= mean
    return values


def means(space: Space, values: list[sp.Expr], index: int) -> list[sp.Expr]:
    found = list(values)
    for atom in space.atoms(index):
        for outcome in atom:
            found[outcome] = space.mean(values, atom)
    return found


TWO = Space(((HALF, HALF), (HALF, HALF)))
"""Two fair coins; the outcomes are 00, 01, 10, 11."""
FIRST, SECOND = [R(-1), R(-1), R(1), R(1)], [R(-1), R(1), R(-1), R(1)]
"""What the first and the second coin show."""
ZERO, ONE = [R(0)] * 4, [R(1)] * 4
AT_0, AT_1 = {n: sp.Integer(0)}, {n: sp.Integer(1)}
TWO_STEPS = {T: sp.Integer(2)}


def without(rule: Rule, premise: str) -> Rule:
    kept = tuple(x for x in rule.premises if x.name != premise)
    assert len(kept) == len(rule.premises) - 1
    return replace(rule, premises=kept)


def concluding(rule: Rule, *claims: Any) -> Rule:
    return replace(rule, conclusions=tuple(Named(f"claim{k}", c) for k, c in enumerate(claims)))
