"""Falsehoods made from real statements fall within the default budget; their origins stand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import And, Implies, Rel
from theory.registry import get
from theory.schema import Named, Statement
from verify.attack import attack
from verify.attack.attack import Target, target_of
from verify.attack.campaign import Campaign, run_campaign
from verify.attack.weaken import handle
from verify.verdict import Word

FEW = 4000


def with_conclusion(statement: Statement, name: str, claim: Rel | Implies) -> Statement:
    return replace(statement, conclusions=(Named(name, claim),))


def wrong_power_of_the_gap() -> Target:
    """2 (Delta_0^2 - Delta_T^2) where 2 (Delta_0 - Delta_T) belongs."""
    statement = get("gd_nonconvex")
    total = statement.conclusion("total")
    assert isinstance(total, Rel)
    squares = {sym.Delta(n): sym.Delta(n) ** 2 for n in (0, sym.T)}
    claim = Rel(total.left, total.op, total.right.subs(squares))
    return Target(with_conclusion(statement, "total", claim))


def descent() -> Statement:
    return with_conclusion(get("descent_lemma"), "monotone", Rel(sym.gap_next, "<=", sym.gap))


def descent_beyond_two() -> Target:
    """gap_next <= gap for all steps up to 2.1/ell(gap)."""
    return Target(descent(), handle(descent(), "step_range/2"), Fraction(20, 21))


def one_iterate_too_few() -> Target:
    """A target reached by w_0 .. w_{T-1} although (T + 1) eps^2 suffices, not T eps^2."""
    statement = get("gd_nonconvex_constant")
    count = statement.conclusion("count")
    assert isinstance(count, Implies) and isinstance(count.premise, And)
    some, enough = count.premise.args
    assert isinstance(enough, Rel)
    one_more = Rel((sym.T + 1) * sym.eps**2, enough.op, enough.right)
    claim = Implies(And((some, one_more)), count.conclusion)
    return Target(with_conclusion(statement, "count", claim))


def two_for_three() -> Target:
    """2^rho for 3^rho in the schedule of LW; here rho = 1."""
    return target_of("gd_nonconvex_min_shape", "schedule/3", Fraction(2, 3))


@pytest.mark.parametrize(
    ("target", "broken"),
    [
        (wrong_power_of_the_gap(), "total"),
        (descent_beyond_two(), "monotone"),
        (one_iterate_too_few(), "count"),
        (two_for_three(), "admissible"),
    ],
    ids=["power", "step", "count", "three"],
)
def test_a_planted_falsehood_is_refuted(target: Target, broken: str) -> None:
    result = run_campaign(Campaign(target))
    assert result.word is Word.REFUTED
    assert result.counterexample is not None
    assert broken in result.counterexample.conclusions


def test_the_descent_that_the_step_of_two_allows_stands() -> None:
    assert run_campaign(Campaign(Target(descent()), FEW)).word is Word.NOT_REFUTED


def test_no_case_at_all_says_nothing() -> None:
    statement = get("descent_lemma")
    never = Named("never", Rel(sym.gap, "<=", sp.Integer(-1)))
    assumption = replace(statement.assumptions[-1], name="never", claim=never.claim)
    impossible = replace(statement, assumptions=(*statement.assumptions, assumption))
    result = run_campaign(Campaign(Target(impossible), FEW))
    assert (result.word, result.met) == (Word.UNDECIDED, 0)


def test_a_violation_that_enclosures_leave_open_is_undecided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attack, "confirm", lambda *_: None)
    result = run_campaign(Campaign(descent_beyond_two(), FEW))
    assert result.word is Word.UNDECIDED
    assert result.unconfirmed > 0 and result.counterexample is None
