"""Every conclusion speaks of some instance: with 1 <= 0 for what it asserts, it is refuted.

A conclusion whose premise no instance certainly meets would stand whatever it said.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import And, ForAll, Formula, Implies, Or, Pred, Rel, le
from theory.registry import get
from theory.schema import Named
from verify.attack.attack import Target
from verify.attack.campaign import Campaign, run_campaign
from verify.attack.weaken import handle
from verify.properties.scenes.catalogue import SCENES
from verify.verdict import Word

FEW = 4000

NEVER = Rel(sp.Integer(1), "<=", sp.Integer(0))


def falsified(claim: Formula) -> Formula:
    """The claim, with the same premises and ranges, of something that is false."""
    match claim:
        case Implies(premise, conclusion):
            return Implies(premise, falsified(conclusion))
        case ForAll(variable, guard, body):
            return ForAll(variable, guard, falsified(body))
        case And(args) | Or(args):
            return And(tuple(map(falsified, args)))
        case Pred("probable", (variable, probability)):
            return Pred("probable", (sp.Lambda(variable.signature, sp.Integer(-1)), probability))
    return NEVER


def word_on(name: str, conclusion: str, claim: Formula) -> Word:
    changed = replace(get(name), conclusions=(Named(conclusion, claim),))
    return run_campaign(Campaign(Target(changed), FEW)).word


def is_refuted_when_falsified(name: str, conclusion: str) -> bool:
    return word_on(name, conclusion, falsified(get(name).conclusion(conclusion))) is Word.REFUTED


@pytest.mark.parametrize(
    ("name", "conclusion"),
    [
        ("psi_endpoints", "nondecreasing"),
        ("psi_endpoints", "ends"),
        ("below_extremal", "lands"),
        ("gd_aiming_within", "none"),
    ],
)
def test_a_conclusion_with_a_narrow_premise_is_refuted_once_it_is_false(
    name: str, conclusion: str
) -> None:
    assert is_refuted_when_falsified(name, conclusion)


@pytest.mark.thorough
@pytest.mark.parametrize("name", SCENES)
def test_every_conclusion_is_refuted_once_it_is_false(name: str) -> None:
    for conclusion in get(name).conclusions:
        assert is_refuted_when_falsified(name, conclusion.name), conclusion.name


@pytest.mark.parametrize("name", ["below_extremal", "energy_step"])
def test_the_energy_step_lands_no_lower(name: str) -> None:
    """On a parabola it lands at D; K = 0 makes "eta g is the duration" an exact equality."""
    statement = get(name)
    lower = Target(statement, handle(statement, "lands"), Fraction(99, 100))
    assert run_campaign(Campaign(lower, FEW)).word is Word.REFUTED


def test_a_step_half_as_long_lands_higher() -> None:
    half = le(2 * sym.eta * sym.gradient_norm, sym.Gamma(sym.gap_low))
    claim = Implies(half, le(sym.gap_next, sym.gap_low))
    assert word_on("below_extremal", "lands", claim) is Word.REFUTED


def test_a_step_may_be_needed_for_a_target_below_the_reach() -> None:
    claim = get("gd_aiming_within").conclusion("none")
    assert isinstance(claim, Implies)
    early = Implies(le(sym.reach, 2 * sym.eps), claim.conclusion)
    assert word_on("gd_aiming_within", "none", early) is Word.REFUTED


def test_psi_falls_where_the_exponent_exceeds_one() -> None:
    claim = get("psi_endpoints").conclusion("nondecreasing")
    assert isinstance(claim, Implies)
    for every in (claim.conclusion, Implies(le(sym.rho, sp.Rational(9, 8)), claim.conclusion)):
        assert word_on("psi_endpoints", "nondecreasing", every) is Word.REFUTED
