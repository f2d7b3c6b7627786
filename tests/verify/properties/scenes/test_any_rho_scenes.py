"""Scenes for rho other than 1: what they can break, and what is true for rho <= 1 only."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from theory import symbols as sym
from theory.logic import Implies, Rel
from theory.registry import get
from theory.schema import Named, Statement
from verify.attack.attack import Counterexample, Target, attack_batch
from verify.attack.weaken import handle
from verify.properties.cases import Cases
from verify.properties.draws import on_grid
from verify.properties.scenes import any_rho
from verify.properties.scenes.catalogue import SCENES

pytestmark = pytest.mark.thorough

NINE_TENTHS = Fraction(9, 10)


def numbers_of(name: str) -> range:
    """Which scenes of a statement are those for other rho."""
    count = len(SCENES[name])
    return range(count - len(any_rho.SCENES[name]), count)


def found(target: Target, batch: int) -> Counterexample | None:
    return attack_batch(target, 2000, 0, batch).counterexample


@pytest.mark.parametrize(
    "name", ["gradient_bound", "gd_nonconvex_min_shape", "gd_pl", "gd_convex_warmup"]
)
def test_most_drawn_cases_meet_the_assumptions(name: str) -> None:
    statement = get(name)
    for make in any_rho.SCENES[name]:
        cases = Cases(statement, make(statement))
        points = on_grid(np.random.default_rng(2).random((300, len(cases.kinds))))
        assert cases.judge(points).met.mean() > 0.4


@pytest.mark.parametrize(
    ("name", "weaken"),
    [
        ("gradient_bound", "bound"),
        ("descent_lemma", "descent:2"),
        ("gd_nonconvex_min_shape", "scale/2"),
        ("gd_convex_warmup", "count"),
    ],
)
def test_a_tightened_constant_is_refuted_for_other_rho(name: str, weaken: str) -> None:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), NINE_TENTHS)
    assert any(found(target, batch) for batch in numbers_of(name))


def warm_up_count_at_the_target() -> Statement:
    """Theorem 2's count with psi(eps): as if s/ell(s) did not decrease for any rho."""
    statement = get("gd_convex_warmup")
    count = statement.conclusion("count")
    assert isinstance(count, Implies) and isinstance(count.conclusion, Rel)
    steps, way = count.conclusion.left / sym.psi, count.conclusion.right
    claim = Rel(steps * sym.eps, "<=", way * sym.ell(sym.eps))
    return replace(statement, conclusions=(Named("count", Implies(count.premise, claim)),))


def test_the_warm_up_count_needs_psi_at_both_ends_when_rho_is_2() -> None:
    target = Target(warm_up_count_at_the_target())
    examples = [found(target, batch) for batch in numbers_of("gd_convex_warmup")]
    assert all(examples)


def test_the_warm_up_count_needs_psi_at_the_target_only_when_rho_is_1() -> None:
    assert found(Target(warm_up_count_at_the_target()), 0) is None
