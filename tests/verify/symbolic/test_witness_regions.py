"""The region of a witness: a component of a sublevel set, shown to be one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.registry import get
from theory.rules.rays import EVERYWHERE
from theory.witness import PARABOLA, RIGHT_WELL, TWO_WELLS, Witness, X
from verify.symbolic.witness_regions import Region
from verify.symbolic.witnesses import check_witness, closed_sign
from verify.verdict import Word

ONE, TWO = sp.Integer(1), sp.Integer(2)
STATEMENT = get("localisation")


def region(f: sp.Expr, low: sp.Expr | None, high: sp.Expr = ONE, *points: sp.Expr) -> Region:
    ends = None if low is None else (low, high)
    return Region(Witness("", "", f=f, region=ends), points or (high,), closed_sign)


@pytest.mark.parametrize(
    ("f", "low", "high", "expected"),
    [
        (PARABOLA, -ONE, ONE, True),
        (TWO_WELLS, *RIGHT_WELL, True),
        (PARABOLA, -TWO, ONE, False),  # not the same level at both ends
        (PARABOLA, ONE, -ONE, False),  # the ends swapped
        (PARABOLA, ONE, ONE, False),  # empty inside
        (TWO_WELLS, -RIGHT_WELL[1], RIGHT_WELL[1], False),  # with the hill in between
        (-PARABOLA, -ONE, ONE, False),  # left downwards
        (X**3 - 3 * X, -TWO, ONE, False),  # a minimum at the right end: it goes on beyond it
        (TWO_WELLS, -sp.sqrt(2), sp.sqrt(2), True),  # touches its level inside, at 0
    ],
)
def test_an_interval_has_to_be_a_component(
    f: sp.Expr, low: sp.Expr, high: sp.Expr, expected: bool
) -> None:
    assert region(f, low, high).is_component() is expected


def test_the_whole_line_is_a_region_and_only_that_is_everything() -> None:
    assert region(PARABOLA, None).is_component()
    assert region(PARABOLA, None).holds("everywhere", EVERYWHERE.args)
    assert not region(PARABOLA, -ONE).holds("everywhere", EVERYWHERE.args)


def test_iterates_are_looked_up_by_their_index() -> None:
    found = region(PARABOLA, -ONE, ONE, ONE, TWO, -ONE)
    words = [found.holds("inside", (sp.Integer(k),)) for k in range(4)]
    assert words == [True, False, True, None]
    assert found.holds("inside", (sym.t,)) is None


def test_a_run_is_that_of_the_witness_or_stays_open() -> None:
    found = region(PARABOLA, -ONE, ONE, ONE, TWO)
    run = (sym.Delta, sym.g, sym.etas, sym.path)
    assert found.holds("gd_run", (*run, ONE))
    assert found.holds("gd_run", (*run, TWO)) is None
    assert found.holds("gd_run", (sym.g, sym.Delta, sym.etas, sym.path, ONE)) is None


def test_the_gap_along_a_step_is_a_function_of_the_step() -> None:
    (curve,) = region(PARABOLA, None, TWO).curves()
    assert [curve(h) for h in (0, 1, 2)] == [2, 0, 2]


WELL = STATEMENT.fails_without["steps"]
assert isinstance(WELL, Witness)
TAMPERED = {
    "a region that is no component": replace(WELL, region=(sp.Rational(1, 2), RIGHT_WELL[1])),
    "a region with the landing place in it": replace(WELL, region=None),
    "a curvature that is too large inside": replace(WELL, ell=sp.Lambda(X, sp.Integer(4))),
    "a step that stays": replace(WELL, steps=(sp.Rational(1, 4),)),
    "a start outside": replace(WELL, point=TWO),
    "a lower bound that is none": replace(WELL, f_star=sp.Rational(1, 100)),
}


def test_the_recorded_witness_leaves_its_component() -> None:
    assert check_witness(STATEMENT, WELL, "steps").word is Word.PROVED


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_region_is_refused(name: str) -> None:
    assert check_witness(STATEMENT, TAMPERED[name], "steps").word is not Word.PROVED


def test_what_needs_the_whole_line_is_not_decided_on_a_part_of_it() -> None:
    descent = get("descent_lemma")
    part = replace(descent.sharp_at[0], region=(-ONE, ONE))
    assert check_witness(descent, part, None).word is Word.UNDECIDED
