"""A claim about a scene as a tree: relations between numbers, joined by and, or, implies.

What the relations compare are outputs of one tape. In floats a tree has a margin and a factor for
each case, in balls an answer for one case.

The margin of ``left <= right`` is (right - left)/S, S the sum of the absolute values of all terms
of both sides and of SMALL, so it lies in [-1, 1] and compares over scales. It is a number in
floating point: near 0 it may be rounding, and SMALL keeps differences of rounding errors small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from flint import arb
from numpy.typing import NDArray

from verify.properties import probability
from verify.properties.arithmetic import Array
from verify.properties.margins import SMALL, share

ALL_BUT = arb(2) ** -40
"""Two sides closer than this, next to their size, are equal but for rounding."""

CLEARLY = 1e-7
"""A margin below -CLEARLY is worth a look in balls; between, it may be rounding."""


@dataclass(frozen=True)
class Leaf:
    """A relation: where its terms, its two sides and its factor stand on the tape."""

    op: str
    terms: slice
    sides: tuple[int, int]
    slope: int | None


@dataclass(frozen=True)
class Node:
    """``and``, ``or`` or ``implies`` of parts; ``probable`` has one part for each outcome.

    There the outputs that follow say how probable each outcome is, and last with what probability
    a part may fail.
    """

    kind: str
    parts: tuple[Leaf | Node, ...]
    outputs: tuple[int, int] = (0, 0)


TRUE = Node("and", ())


def margin(tree: Leaf | Node, outputs: Sequence[Array], cases: int) -> Array:
    """The margin of a claim in each case, shape (cases,).

    Args:
        tree: the claim.
        outputs: of the tape, in floats.
        cases: how many.
    """
    if isinstance(tree, Leaf):
        terms = outputs[tree.terms]
        with np.errstate(all="ignore"):
            room, size = np.sum(terms, axis=0), np.sum(np.abs(terms), axis=0)
            part: Array = share(room, size)
        return {"<=": part, "<": part, ">=": -part, ">": -part,
                "==": -np.abs(part), "!=": np.abs(part)}[tree.op]  # fmt: skip
    if tree.kind == "implies":
        conclusion = margin(tree.parts[1], outputs, cases)
        return np.where(_given(tree.parts[0], outputs, cases), conclusion, 1.0)
    parts = [margin(part, outputs, cases) for part in tree.parts]
    if tree.kind == "probable":
        *chances, allowed = outputs[slice(*tree.outputs)]
        decides = probability.deciding(np.stack(parts), np.stack(chances), allowed)
        return np.minimum(decides, 1.0)
    if tree.kind == "and":
        return np.minimum.reduce([np.ones(cases), *parts])
    return np.maximum.reduce([-np.ones(cases), *parts])


def _given(premise: Leaf | Node, outputs: Sequence[Array], cases: int) -> NDArray[np.bool_]:
    """Where a premise holds; what is positive by less than rounding does not count as positive."""
    if isinstance(premise, Leaf):
        least = CLEARLY if premise.op in ("<", ">", "!=") else 0.0
        return np.asarray(margin(premise, outputs, cases) >= least)
    if premise.kind in ("implies", "probable"):
        return np.asarray(margin(premise, outputs, cases) >= 0)
    parts = [_given(part, outputs, cases) for part in premise.parts]
    join = np.logical_and if premise.kind == "and" else np.logical_or
    return np.asarray(join.reduce([np.full(cases, premise.kind == "and"), *parts]))


def factor(tree: Leaf | Node, outputs: Sequence[Array], cases: int) -> Array:
    """The factor below which a claim fails in each case; -inf where it never does.

    Args:
        tree: the claim.
        outputs: of the tape, in floats.
        cases: how many.
    """
    if isinstance(tree, Leaf):
        if tree.slope is None:
            return np.where(margin(tree, outputs, cases) < -CLEARLY, np.inf, -np.inf)
        left, right = (outputs[k] for k in tree.sides)
        slope = outputs[tree.slope]
        sign = 1 if tree.op in ("<=", "<") else -1
        with np.errstate(all="ignore"):
            return np.where(sign * slope > SMALL, (left - right) / slope, -np.inf)
    if tree.kind == "implies":
        given = _given(tree.parts[0], outputs, cases)
        return np.where(given, factor(tree.parts[1], outputs, cases), -np.inf)
    parts = [factor(part, outputs, cases) for part in tree.parts]
    if tree.kind == "probable":
        *chances, allowed = outputs[slice(*tree.outputs)]
        return -probability.deciding(-np.stack(parts), np.stack(chances), allowed)
    if tree.kind == "and":
        return np.maximum.reduce([np.full(cases, -np.inf), *parts])
    return np.minimum.reduce([np.full(cases, np.inf), *parts])


def answer(tree: Leaf | Node, outputs: Sequence[arb], weight: arb) -> bool | None:
    """Whether a claim holds in one case: True, False, or None for undecided.

    Args:
        tree: the claim.
        outputs: of the tape, in balls.
        weight: the value of its factor.
    """
    if isinstance(tree, Leaf):
        return _holds(tree.op, _room(tree, outputs, weight))
    parts = [answer(part, outputs, weight) for part in tree.parts]
    if tree.kind == "probable":
        *chances, allowed = outputs[slice(*tree.outputs)]
        return probability.is_probable(parts, chances, allowed)
    if tree.kind == "implies":
        premise, conclusion = parts
        parts = [None if premise is None else not premise, conclusion]
    decisive = tree.kind == "and"  # one False settles "and", one True the others
    if (not decisive) in parts:
        return not decisive
    return None if None in parts else decisive


def _room(leaf: Leaf, outputs: Sequence[arb], weight: arb) -> arb:
    """The larger side less the other."""
    left, right = (outputs[k] for k in leaf.sides)
    room = right - left
    return room if leaf.slope is None else room + weight * outputs[leaf.slope]


def is_open_by_rounding(tree: Leaf | Node, outputs: Sequence[arb], weight: arb) -> bool:
    """Whether all that keeps a claim open are defined relations whose sides all but agree.

    Args:
        tree: the claim.
        outputs: of the tape, in balls.
        weight: the value of its factor.
    """
    if answer(tree, outputs, weight) is not None:
        return False
    if isinstance(tree, Leaf):
        size = sum((abs(outputs[k]) for k in tree.sides), arb(1))
        return bool(abs(_room(tree, outputs, weight)) <= ALL_BUT * size)
    opened = [p for p in tree.parts if answer(p, outputs, weight) is None]
    if tree.kind == "implies" and tree.parts[0] in opened and len(opened) == 1:
        return False  # an open premise, and a conclusion that fails
    return all(is_open_by_rounding(part, outputs, weight) for part in opened)


def broken(tree: Leaf | Node, outputs: Sequence[arb]) -> list[Leaf]:
    """The relations by which a claim without a factor certainly fails; none if it may hold.

    Args:
        tree: the claim.
        outputs: of the tape, in balls.
    """
    if answer(tree, outputs, arb(1)) is not False:
        return []
    if isinstance(tree, Leaf):
        return [tree]
    parts = tree.parts[1:] if tree.kind == "implies" else tree.parts
    return [leaf for part in parts for leaf in broken(part, outputs)]


@dataclass(frozen=True)
class InBalls:
    """Claims in one case of balls, evaluated once.

    Attributes:
        trees: the claims, by name.
        outputs: of the tape.
        factor: the value of ``FACTOR``.
    """

    trees: Mapping[str, Leaf | Node]
    outputs: Sequence[arb]
    factor: arb

    def answers(self) -> dict[str, bool | None]:
        """Whether each claim holds: True, False, or None for undecided."""
        return {name: answer(tree, self.outputs, self.factor) for name, tree in self.trees.items()}

    def open_by_rounding(self) -> frozenset[str]:
        """The claims whose open relations are equalities up to rounding, and defined."""
        return frozenset(
            name
            for name, tree in self.trees.items()
            if is_open_by_rounding(tree, self.outputs, self.factor)
        )

    def broken_sides(self, name: str) -> list[tuple[arb, str, arb]]:
        """The relations by which a claim without a factor fails: left side, sign, right side."""
        return [
            (self.outputs[leaf.sides[0]], leaf.op, self.outputs[leaf.sides[1]])
            for leaf in broken(self.trees[name], self.outputs)
        ]


def _holds(op: str, room: arb) -> bool | None:
    """Whether ``left op right`` for the ball right - left."""
    if not room.is_finite():
        return None
    sure = {
        "<=": (room >= 0, room < 0),
        "<": (room > 0, room <= 0),
        ">=": (room <= 0, room > 0),
        ">": (room < 0, room >= 0),
        "==": (room.is_zero(), room != 0),
        "!=": (room != 0, room.is_zero()),
    }[op]
    return True if sure[0] else False if sure[1] else None
