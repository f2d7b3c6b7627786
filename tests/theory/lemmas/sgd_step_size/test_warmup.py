"""The lemma `sgd_step_size_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import Rational, simplify

from theory import symbols as sym
from theory.lemmas.sgd_step_size.warmup import TERMS
from theory.logic import Rel
from theory.registry import get

STATEMENT = get("sgd_step_size_warmup")
PINS = {
    "cites": {"mean_value"},
    "leans_on": {"distance_rises"},
    "concludes": ["curvature_step", "radius_step", "confidence_step", "noise_step"],
    "sharp": ["curvature_step", "confidence_step", "noise_step"],
    "breaks": {
        "antiderivative": "radius_step",
        "beta_range": "radius_step",
        "gap0_range": "confidence_step",
        "eta_range": "noise_step",
        "curvature_term": "curvature_step",
        "radius_term": "radius_step",
        "confidence_term": "confidence_step",
        "noise_term": "noise_step",
    },
    "reasons": {
        "A_range",
        "B_range",
        "C_range",
        "delta_range",
        "ell_nonnegative",
        "integral",
        "level_range",
        "potential_positive",
        "tail_range",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_step_size_warmup", **PINS)


@pytest.mark.parametrize(
    ("which", "conclusion"),
    [(0, "curvature_step"), (1, "confidence_step"), (2, "noise_step")],
)
def test_no_condition_holds_with_less_room(
    which: int,
    conclusion: str,
    sharp_instance_breaks: Callable[..., bool],
    is_proved: Callable[..., bool],
) -> None:
    """Control: with nine tenths of the right side the sharp instances break it."""
    claim = STATEMENT.conclusion(conclusion)
    assert isinstance(claim, Rel)
    tight = Rel(claim.left, "<=", Rational(9, 10) * claim.right)
    assert sharp_instance_breaks(STATEMENT.id, conclusion, tight, which)
    assert not is_proved(STATEMENT.id, conclusion, tight)


def test_a_term_that_is_missing_asks_nothing() -> None:
    """Without noise and curvature two terms are left, at gap 0 only one."""
    without = {sym.A: 0, sym.B: 0, sym.C: 0}
    left = [term.name for term in TERMS if term.denominator.subs(without) != 0]
    assert left == ["curvature", "radius"]


def test_each_inverse_is_that_of_its_term() -> None:
    for term in TERMS:
        square = simplify((term.value * term.inverse) ** 2)
        assert square == 1, term.name
