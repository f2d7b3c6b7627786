"""Which integers a guard leaves for an index."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from theory.assumptions import Assumption
from theory.logic import And, ForAll, Formula, Pred, Rel, real
from theory.theorems.fixed_step.parabola import STATEMENT as PL_LOWER_BOUND
from verify.symbolic.witness_indices import index_range
from verify.symbolic.witnesses import check_witnesses
from verify.verdict import Word

t = real("t")


def _rel(left: object, op: str, right: object) -> Rel:
    return Rel(sp.sympify(left), op, sp.sympify(right))


@pytest.mark.parametrize(
    ("guard", "found"),
    [
        (And((_rel(0, "<=", t), _rel(t, "<=", 3))), range(0, 4)),
        (And((_rel(t, ">=", 0), _rel(t, "<", sp.Rational(5, 2)))), range(0, 3)),
        (And((_rel(t, ">", 0), _rel(t + 1, "<=", 3))), range(0, 3)),
        (And((_rel(t, ">=", 0), _rel(t, "<=", -1))), range(0, 0)),
        (_rel(t, "==", 2), range(2, 3)),
        (And((_rel(t, ">=", 0), _rel(t, "<=", sp.sqrt(2)))), range(0, 2)),
    ],
)
def test_every_integer_within_the_guard_is_tried(guard: Formula, found: range) -> None:
    assert index_range(t, guard) == found


@pytest.mark.parametrize(
    "guard",
    [
        _rel(t, ">=", 0),
        _rel(t, "<=", 5),
        And((_rel(t, ">=", 0), _rel(t, "!=", 5))),
        And((_rel(t, ">=", 0), _rel(t, "<=", real("T")))),
        And((_rel(t, ">=", 0), _rel(t**2, "<=", 9))),
        And((_rel(t, ">=", 0), _rel(t, "<=", 10**6))),
        Pred("integer", (t,)),
    ],
)
def test_a_guard_without_a_known_end_leaves_it_open(guard: Formula) -> None:
    assert index_range(t, guard) is None


def test_an_assumption_on_all_integers_is_not_met_by_trying_some() -> None:
    """A run of two steps says nothing about step sizes for all t >= 0."""
    whole = And((Pred("integer", (t,)), _rel(0, "<=", t)))
    for_ever = ForAll(t, whole, _rel(t, "<=", 100))
    assumptions = (
        Assumption("for_ever", for_ever, "the steps stay below 100"),
        *PL_LOWER_BOUND.assumptions,
    )
    changed = replace(PL_LOWER_BOUND, assumptions=assumptions)
    assert {found.word for found in check_witnesses(changed)} == {Word.UNDECIDED}
    assert {found.word for found in check_witnesses(PL_LOWER_BOUND)} == {Word.PROVED}
