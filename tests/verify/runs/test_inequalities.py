"""The inequalities checked on runs are those that the theory states, formula for formula."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import Phi, ell
from theory.definitions.run import Delta, T, etas, g
from theory.lemmas import descent_lemma, energy_step, gradient_bound
from theory.logic import Rel
from theory.theorems import gd_nonconvex, gd_nonconvex_energy
from verify.runs import inequalities as ineq
from verify.runs.schedules import Guarantee


def stated(module: Any, name: str) -> sp.Expr:
    """Right side minus left side of a conclusion, with the class's ell and Phi put in."""
    (claim,) = (c.claim for c in module.STATEMENT.conclusions if c.name == name)
    assert isinstance(claim, Rel)
    assert claim.op == "<="
    margin = claim.right - claim.left
    return margin.replace(sym.Phi, lambda s: Phi(s)).replace(sym.ell, lambda s: ell(s))


def checked(identifier: str) -> sp.Expr:
    families = (ineq.FAMILIES[g] for g in Guarantee)
    every = [ineq.GRADIENT_BOUND, *(i for f in families for i in f.inequalities)]
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
