"""Instances in numbers of the lower bounds: what breaks without which assumption, and controls."""

from __future__ import annotations

from math import cos, pi

import pytest
import sympy as sp

from theory.definitions.run import n
from theory.registry import get
from theory.theorems.lower_bound import quartic_instances, sine_instances
from theory.theorems.lower_bound.gluing import df, f, x
from theory.theorems.lower_bound.iterates import etas, node, x_at
from theory.witness import Witness
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

BREAKS_WITHOUT = {
    "lower_bound": {
        "ell_nondecreasing": "member",
        "theta_range": "member",
        "waves_above": "member",
        "steps": "slow",
        "nonincreasing": "slow",
    },
    "lower_bound_quartic": {
        "ell_nondecreasing": "member",
        "steeper": "member",
        "waves_above": "member",
        "steps": "slow",
        "nonincreasing": "slow",
    },
    "lower_bound_never_reached": {},
}
"""Statement -> assumption -> the conclusion that breaks without it."""
REASONS = {
    "lower_bound": {"K0_range", "eps_range", "valley_fits"},
    "lower_bound_quartic": {"K0_range", "eps_range", "theta_range", "valley_fits", "link_fits"},
    "lower_bound_never_reached": {
        *("K0_range", "eps_range", "theta_range", "valley_fits"),
        *("ell_nondecreasing", "waves_above", "long_steps"),
    },
}
CREST = {x: node(sp.Integer(1)) + etas(sp.Integer(0)) / 4}


@pytest.mark.parametrize("name", BREAKS_WITHOUT)
def test_every_assumption_has_its_witness_or_a_reason(name: str) -> None:
    statement = get(name)
    restricting = {a.name for a in statement.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT[name].keys() | REASONS[name]
    for assumption, found in statement.fails_without.items():
        broken = found.conclusion if isinstance(found, Witness) else None
        assert broken == BREAKS_WITHOUT[name].get(assumption)


def test_a_wave_in_a_class_that_allows_it_breaks_nothing() -> None:
    """Control: constant ell = 1, where the curvature 1 at the crest is allowed."""
    made = sine_instances.instance((2 * sp.pi,), sp.Integer(6), waves=1)
    found = check_witness(
        get("lower_bound"), made.witness("allowed", "member", CREST), "ell_nondecreasing"
    )
    assert found.word is Word.REFUTED
    assert "holds all the same" in found.detail


def test_a_link_ten_per_cent_less_steep_than_needed_breaks_nothing() -> None:
    """Control: from slope 9/10 up to 1 the link has curvature 1/(12 pi) only."""
    made = quartic_instances.instance((2 * sp.pi,), 32, sp.Rational(9, 10))
    where = {x: node(sp.Integer(1)) + etas(sp.Integer(0)) * sp.Rational(9, 20)}
    found = check_witness(
        get("lower_bound_quartic"), made.witness("less steep", "member", where), "steeper"
    )
    assert found.word is Word.REFUTED
    assert "holds all the same" in found.detail


def test_an_instance_that_breaks_another_assumption_is_refused() -> None:
    """Control: the step from 1 to 18 without giving up that steps do not increase."""
    witness = get("lower_bound").fails_without["nonincreasing"]
    found = check_witness(get("lower_bound"), witness, "steps")
    assert found.word is Word.REFUTED
    assert "'nonincreasing'" in found.detail


def test_the_sharp_function_by_hand() -> None:
    """Valley 1 - cos x up to pi/2, then a line of slope 1 to gap0 = 1 + 2 pi at x_0 = 5 pi/2."""
    (witness,) = get("lower_bound").sharp_at
    value, slope, visited = (witness.functions[name] for name in (f, df, x_at))
    for k in range(-15, 100):
        place = sp.Rational(k, 10)
        at = float(place)
        by_hand = 1 - cos(at) if abs(at) <= pi / 2 else abs(at) - pi / 2 + 1
        assert float(value(place)) == pytest.approx(by_hand, abs=1e-12)
    assert float(visited(0)) == pytest.approx(5 * pi / 2)
    assert float(visited(1)) == pytest.approx(5 * pi / 2 - 6)
    assert slope(visited(witness.values[n])) == 1
