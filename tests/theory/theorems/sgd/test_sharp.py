"""SGD without a local radius, and with light tails: what the theorems rest on, what breaks them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import Pred
from theory.registry import get
from theory.rules.expectation import omega
from theory.rules.integers import i
from theory.witness import Witness
from verify.symbolic.results import StatementResult
from verify.verdict import Word

WITHOUT_A_RADIUS = {"descent_below_level"}
WITH_A_RADIUS = {"distance_rises", "gradient_bound", "growth", "local_descent_level"}
BOUNDED = {
    "hoeffding_moment",
    "probable_descent",
    "probable_descent_bounded",
    "probable_descent_within",
}
LIGHT = {"light_tails_moment", "probable_descent_light", "probable_descent_within"}
BELOW = WITHOUT_A_RADIUS | {"sgd_descent_below_level"}
RATE = {"harmonic_mean", "sgd_rate", "sgd_step_inverse", "sum_bound"}
SHARP = BELOW | BOUNDED | {"sgd_noise_part", "sgd_step_below_level"}
LIGHT_SHARP = BELOW | LIGHT
LEANS_ON = {
    "sgd_sharp": SHARP,
    "sgd_constant_sharp": SHARP | {"gradient_bound", "sgd_sharp"},
    "sgd_light_tails": WITH_A_RADIUS | LIGHT | {"sgd_descent_within_radius"},
    "sgd_warmup_light_tails": WITH_A_RADIUS
    | LIGHT
    | RATE
    | {"sgd_descent_within_radius", "sgd_light_tails", "sgd_step_size_warmup"},
    "sgd_light_tails_sharp": LIGHT_SHARP,
    "sgd_constant_light_tails": LIGHT_SHARP | {"gradient_bound", "sgd_light_tails_sharp"},
    "probable_descent_light": LIGHT - {"probable_descent_light"},
    "light_tails_moment": set(),
    "sgd_step_size_sharp": set(),
}
BREAKS_WITHOUT = {
    "sgd_sharp": "smooth ell_nondecreasing forward curvature_step confidence_step noise_step "
    "centred noise_abc",
    "sgd_constant_sharp": "smooth ell_nondecreasing eta_range curvature_step confidence_step "
    "noise_step centred noise_abc",
    "sgd_light_tails": "smooth ell_nondecreasing antiderivative forward curvature_step "
    "radius_step confidence_step light_tails",
    "sgd_warmup_light_tails": "smooth ell_nondecreasing antiderivative schedule light_tails",
    "sgd_light_tails_sharp": "smooth ell_nondecreasing forward curvature_step confidence_step "
    "noise_step centred light_tails",
    "sgd_constant_light_tails": "smooth ell_nondecreasing eta_range curvature_step "
    "confidence_step noise_step centred light_tails",
    "probable_descent_light": "slack_range centred bounded positive light_tails variance "
    "push_range descent",
    "light_tails_moment": "centred bounded positive light_tails push_range",
    "sgd_step_size_sharp": "ell_nonnegative ell_nondecreasing beta_range curvature_step noise_step",
}
"""Assumptions, each with an instance of one step that meets all others."""


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(own, marks=pytest.mark.thorough if own == "sgd_warmup_light_tails" else ())
        for own in LEANS_ON
    ],
)
def test_it_is_proved_from_exactly_these_statements(
    statement: str, result_of: Callable[[str], StatementResult]
) -> None:
    result = result_of(statement)
    assert result.word is Word.PROVED
    assert result.leans_on == LEANS_ON[statement]


@pytest.mark.parametrize("statement", LEANS_ON)
def test_every_assumption_has_its_witness_or_a_reason(statement: str) -> None:
    theorem = get(statement)
    restricting = {a.name for a in theorem.assumptions if not a.defines}
    assert restricting == set(theorem.fails_without)
    with_instance = {n for n, w in theorem.fails_without.items() if isinstance(w, Witness)}
    assert with_instance == set(BREAKS_WITHOUT[statement].split())


@pytest.mark.parametrize("statement", ["sgd_sharp", "sgd_constant_sharp", "sgd_light_tails_sharp"])
def test_radius_and_beta_are_gone(statement: str) -> None:
    assert not {sym.G, sym.beta, sym.sgd_level} & set(get(statement).parameters)


def test_the_display_with_light_tails_is_that_of_appendix_g() -> None:
    """48 ln(1/delta)/T where bounded noise has 16, and V (1 + ln(T/delta)) under the root."""

    def mean(term: sp.Expr) -> sp.Expr:
        return sp.Sum(term, (i, 0, sym.T - 1)) / sym.T

    gap = sym.sgd_gap(i, omega)
    level = sp.Max(gap, sym.gap_floor)
    L, R = sym.ell(sym.beta * level), sym.G(sym.beta * level) - sym.G(level)
    V = sym.A * gap + 2 * sym.B * sym.Phi(gap) + sym.C
    tail = 1 + sp.log(sym.T) - sp.log(sym.delta)
    longest = sp.sqrt(2) * sp.sqrt(sym.Phi(gap)) + sp.sqrt(V * tail)
    display = (
        4 * sp.sqrt(sym.gap0 / sym.T) * mean(sp.sqrt(L * (sym.A * gap + sym.C)))
        + 4 * sym.gap0 / sym.T * mean(2 * (1 + sym.B) * L + longest / R)
        - 48 * sp.log(sym.delta) / sym.T * mean(V)
    )
    claim = get("sgd_warmup_light_tails").conclusion("display")
    assert isinstance(claim, Pred)
    room, probability = claim.args
    assert sp.expand(room(omega) + sym.least_square(omega) - display) == 0
    assert probability == 1 - 2 * sym.delta


def test_large_noise_costs_a_second_delta_only_within_a_radius(
    result_of: Callable[[str], StatementResult],
) -> None:
    """Markov's inequality and the union bound are what the radius costs."""
    tail = {"markov", "union_of_steps", "both_probable"}
    assert tail <= result_of("sgd_light_tails").cites
    assert not tail & result_of("sgd_light_tails_sharp").cites
