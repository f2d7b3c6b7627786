"""What a factor does to a claim, by hand, for each kind of side and term."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.errors import DomainError
from theory.logic import And, Formula, Implies, Rel
from theory.registry import get
from theory.rules.expectation import omega
from theory.rules.martingales import probable
from theory.schema import Named, Statement
from verify.attack.weaken import handle, handles, relations, weakened
from verify.properties.claims import FACTOR

x, y, zero = sym.gap, sym.gap_next, sp.Integer(0)
LOG = sp.log(sym.delta)
"""Negative, as delta < 1."""


def saying(claim: Formula) -> Statement:
    return replace(get("descent_lemma"), conclusions=(Named("said", claim),))


@pytest.mark.parametrize(
    ("claim", "name", "tightened"),
    [
        (Rel(y, "<=", x), "said", Rel(y, "<=", FACTOR * x)),
        (Rel(y, ">=", x), "said", Rel(FACTOR * y, ">=", x)),
        (Rel(y, "<=", x + 1), "said:1", Rel(y, "<=", x + FACTOR)),
        # A term that is subtracted grows: divided by the factor, all multiplied by it.
        (Rel(y, "<=", x - 1), "said:1", Rel(FACTOR * (y - x), "<=", sp.Integer(-1))),
        (Rel(y, ">=", -x), "said", Rel(-y, "<=", FACTOR * x)),
        (Rel(y, "<=", -x), "said", Rel(FACTOR * y, "<=", -x)),
        (Rel(y, "<=", x - LOG), "said:2", Rel(y, "<=", x - FACTOR * LOG)),
        (Implies(Rel(x, ">=", zero), Rel(y, "<=", x)), "said",
         Implies(Rel(x, ">=", zero), Rel(y, "<=", FACTOR * x))),
        (And((Rel(y, "<=", x), Rel(y, "<", 2 * x))), "said/2",
         And((Rel(y, "<=", x), Rel(y, "<", FACTOR * 2 * x)))),
    ],
)  # fmt: skip
def test_a_conclusion_is_tightened(claim: Formula, name: str, tightened: Formula) -> None:
    statement = saying(claim)
    assert weakened(statement, handle(statement, name)).conclusion("said") == tightened


def test_a_probability_is_tightened_in_its_variable_and_in_how_often_it_fails() -> None:
    """P(2 gap0 - gap >= 0) >= 1 - delta: the 2, and the delta."""
    statement = saying(probable(sp.Lambda(omega, 2 * sym.gap0 - x), 1 - sym.delta))
    names = {each.text: each.name for each in handles(statement) if each.conclusion}
    room = weakened(statement, handle(statement, names["2*gap0"])).conclusion("said")
    assert room == probable(sp.Lambda(omega, 2 * FACTOR * sym.gap0 - x), 1 - sym.delta)
    rarer = weakened(statement, handle(statement, "said/2")).conclusion("said")
    assert rarer == probable(sp.Lambda(omega, 2 * sym.gap0 - x), 1 - FACTOR * sym.delta)
    assert not handle(statement, "said/2").read_off


def test_an_assumption_is_loosened_on_its_larger_side() -> None:
    statement = get("descent_lemma")
    chosen = handle(statement, "step_range/2")
    found = {a.name: a for a in weakened(statement, chosen).assumptions}["step_range"]
    length = sym.eta * sym.ell(sym.gap)
    assert Rel(FACTOR * length, "<=", sp.Integer(2)) in relations(found.claim)


def test_a_factor_that_changes_no_sign_is_no_handle() -> None:
    names = [each.name for each in handles(saying(Rel(y, ">=", zero)))]
    assert "said" not in names
    names = [each.name for each in handles(saying(Rel(x - y, ">=", zero)))]
    assert "said" not in names and {"said:1", "said:2"} <= set(names)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(DomainError, match=r"'rate'\. Take one of: said, step_range/2\."):
        handle(saying(Rel(y, "<=", x)), "rate")
