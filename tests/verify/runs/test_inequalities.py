"""The inequalities checked on runs are those that the theory states, formula for formula."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.aiming import AIMING
from theory.definitions.gap_smooth import Phi, ell
from theory.definitions.gradient_domination import PL
from theory.definitions.run import Delta, T, etas, g
from theory.lemmas import descent_lemma, energy_step, gradient_bound
from theory.logic import ForAll, Formula, Rel
from theory.theorems import (
    gd_aiming_progress,
    gd_convex,
    gd_convex_step,
    gd_nonconvex,
    gd_nonconvex_energy,
    gd_pl_contraction,
)
from verify.runs import inequalities as ineq
from verify.runs.schedules import Guarantee
from verify.runs.theorems import THEOREMS


def stated(module: Any, name: str) -> sp.Expr:
    """Right side minus left side of a conclusion, with the class's ell and Phi put in."""
    claim = module.STATEMENT.conclusion(name)
    return margin_of(claim)


def margin_of(claim: Formula) -> sp.Expr:
    """Right side minus left side, of a claim about every step or about all of them."""
    if isinstance(claim, ForAll):
        claim = claim.body
    assert isinstance(claim, Rel)
    assert claim.op in ("<=", ">=")
    margin = claim.right - claim.left
    margin = margin if claim.op == "<=" else -margin
    return margin.replace(sym.Phi, lambda s: Phi(s)).replace(sym.ell, lambda s: ell(s))


def checked(identifier: str) -> sp.Expr:
    families = (ineq.FAMILIES[g] for g in Guarantee)
    every = [ineq.GRADIENT_BOUND, *(i for f in families for i in f.inequalities)]
    every += [i for asked in THEOREMS.values() for i in asked.checked]
    (found,) = (i.margin for i in every if i.id == identifier)
    return found


NORM = sym.gradient_norm


@pytest.mark.parametrize(
    ("identifier", "module", "name"),
    [
        ("gradient_bound", gradient_bound, "bound"),
        ("descent_lemma", descent_lemma, "descent"),
        ("energy_step", energy_step, "spent"),
    ],
)
def test_one_step_inequalities_are_the_lemmas(identifier: str, module: Any, name: str) -> None:
    ours = checked(identifier).subs(
        {
            ineq.SQUARED_GRADIENT: NORM**2,
            ineq.VALUE: sym.gap,
            ineq.VALUE_AFTER: sym.gap_next,
            ineq.GAP_AFTER: sym.gap_next,
        }
    )
    assert sp.expand(ours - stated(module, name)) == 0


@pytest.mark.parametrize(
    ("identifier", "module", "name"),
    [
        ("gd_nonconvex/sum", gd_nonconvex, "total"),
        ("gd_nonconvex/min", gd_nonconvex, "rate"),
        ("gd_nonconvex_energy/sum", gd_nonconvex_energy, "total"),
        ("gd_nonconvex_energy/min", gd_nonconvex_energy, "rate"),
    ],
)
def test_sums_over_two_steps_are_the_theorems(identifier: str, module: Any, name: str) -> None:
    guarantee = Guarantee.NONCONVEX if module is gd_nonconvex else Guarantee.ENERGY
    weight = ineq.FAMILIES[guarantee].weight
    total = sum(weight.subs({sym.eta: etas(s), ineq.SQUARED_GRADIENT: g(s) ** 2}) for s in range(2))
    ours = checked(identifier).subs(
        {
            sym.gap0: Delta(0),
            ineq.GAP_REACHED: Delta(2),
            ineq.TOTAL: total,
            ineq.STEP_TOTAL: etas(0) + etas(1),
            ineq.LEAST: sym.m,
            ineq.COUNT: 2,
            ineq.DRIFT: 0,
        }
    )
    assert sp.expand(ours - stated(module, name).subs(T, 2).doit()) == 0


AT_STEP = {
    ineq.SQUARED_GRADIENT: g(sym.t) ** 2,
    sym.gap: Delta(sym.t),
    ineq.TRUE_GAP: Delta(sym.t),
    ineq.GAP_AFTER: Delta(sym.t + 1),
    sym.eta: etas(sym.t),
    ineq.INNER: sym.inner_at(sym.t),
    ineq.NEAR: sym.distance_at(sym.t) ** 2,
    ineq.NEAR_AFTER: sym.distance_at(sym.t + 1) ** 2,
}


@pytest.mark.parametrize(
    ("identifier", "claim"),
    [
        ("gd_convex_step", gd_convex.CLOSER),
        ("gd_pl/assumption", PL.claim),
        ("gd_pl_contraction", gd_pl_contraction.CONTRACTION),
        ("gd_aiming/assumption", AIMING.claim),
        ("gd_aiming_progress/closer", gd_aiming_progress.CLOSER),
    ],
)
def test_steps_towards_a_minimiser_are_the_theorems(identifier: str, claim: Formula) -> None:
    assert sp.expand(checked(identifier).subs(AT_STEP) - margin_of(claim)) == 0


def test_one_step_towards_the_minimiser_is_the_lemma() -> None:
    ours = checked("gd_convex_step").subs(
        {
            ineq.NEAR: sym.distance**2,
            ineq.NEAR_AFTER: sym.distance_next**2,
            ineq.TRUE_GAP: sym.gap,
        }
    )
    assert sp.expand(ours - stated(gd_convex_step, "closer")) == 0


@pytest.mark.parametrize(
    ("identifier", "module"),
    [("gd_convex/total", gd_convex), ("gd_aiming_progress/total", gd_aiming_progress)],
)
def test_sums_of_distances_are_the_theorems(identifier: str, module: Any) -> None:
    (asked,) = (a for a in THEOREMS.values() if identifier in {i.id for i in a.checked})
    ours = checked(identifier).subs(
        {
            ineq.TOTAL: sum(asked.gain.subs(AT_STEP).subs(sym.t, s) for s in range(2)),
            ineq.NEAR_START: sym.distance_at(0) ** 2,
            ineq.NEAR_REACHED: sym.distance_at(2) ** 2,
            ineq.DRIFT: 0,
        }
    )
    assert sp.expand(ours - stated(module, "total").subs(T, 2).doit()) == 0
