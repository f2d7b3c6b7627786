"""Witnesses: every recorded one does what it says, and a tampered one is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from theory import symbols as sym
from theory.lemmas import descent_lemma, gradient_bound, power_monotone
from theory.registry import statements
from theory.schema import Statement
from theory.theorems import gd_nonconvex
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, Witness, X
from verify.symbolic.witnesses import check_witness, closed_sign
from verify.verdict import Word

PROVEN = [s for s in statements() if s.proof]
ONE, TWO = sp.Integer(1), sp.Integer(2)


UNATTAINED = {
    "lower_bound_never_reached": "it says what a function is and where its iterates are",
    "lower_bound_quartic": "it says what a function is and where its iterates are",
    "decaying_gap_slow": "it bounds a mean of sums by integrals",
    "azuma_hoeffding": "Ville's inequality is strict, so the sums stay below eps",
    **dict.fromkeys(
        (
            "probable_descent_within",
            "probable_descent",
            "probable_descent_bounded",
            "probable_descent_light",
            "sgd",
            "sgd_sharp",
            "sgd_light_tails",
            "sgd_light_tails_sharp",
            "sgd_warmup",
            "sgd_warmup_light_tails",
            "sgd_constant",
            "sgd_constant_sharp",
            "sgd_constant_light_tails",
            "sgd_warmup_bounded",
            "sgd_constant_bounded",
        ),
        "Ville's inequality is strict, so the potential stays below 2 gap0",
    ),
    "light_tails_moment": "noise that is not 0 leaves room in the inequality of Li and Orabona",
    "distance_rises": "it says that one number is larger than another, by however little",
}
"""Statements of which no instance holds with equality, and why."""


@pytest.mark.parametrize("statement", PROVEN, ids=lambda s: s.id)
def test_every_proved_statement_is_attained_somewhere(statement: Statement) -> None:
    assert bool(statement.sharp_at) == (statement.id not in UNATTAINED)
    assert all(w.equality for w in statement.sharp_at)
    assert not any(w.equality for w in statement.fails_without.values() if isinstance(w, Witness))


LEMMA_5, DESCENT, THEOREM_1 = (
    gradient_bound.STATEMENT,
    descent_lemma.STATEMENT,
    gd_nonconvex.STATEMENT,
)
SHARP_5, SHARP_DESCENT, SHARP_1 = (s.sharp_at[0] for s in (LEMMA_5, DESCENT, THEOREM_1))
TAMPERED: dict[str, tuple[Statement, Witness, str | None]] = {
    "another function, not the extremal one": (LEMMA_5, replace(SHARP_5, f=PARABOLA), None),
    "a function that is not in the class": (LEMMA_5, replace(SHARP_5, f=2 * COSH), None),
    "a lower bound that is none": (LEMMA_5, replace(SHARP_5, f_star=ONE), None),
    "a lower bound that is not attained": (LEMMA_5, replace(SHARP_5, f_star=-ONE), None),
    "another Phi": (LEMMA_5, replace(SHARP_5, Phi=sp.Lambda(X, 2 * X)), None),
    "another ell": (LEMMA_5, replace(SHARP_5, ell=sp.Lambda(X, 1 + X / 2)), None),
    "a gap that is not that of the point": (LEMMA_5, replace(SHARP_5, values={sym.gap: TWO}), None),
    "a slope that is not that of the point": (
        LEMMA_5,
        replace(SHARP_5, values={sym.gradient_norm: TWO}),
        None,
    ),
    "a conclusion that holds": (
        LEMMA_5,
        replace(SHARP_5, equality=False),
        "smooth",
    ),
    "a stationary point that is none": (LEMMA_5, replace(SHARP_5, minimiser=ONE), None),
    "an assumption that is not there": (LEMMA_5, replace(SHARP_5, equality=False), "convex"),
    "a conclusion that is not there": (LEMMA_5, replace(SHARP_5, conclusion="rate"), None),
    "no equality for a shorter step": (
        DESCENT,
        replace(SHARP_DESCENT, f=COSH, ell=LINEAR_ELL, Phi=LINEAR_PHI, steps=(sp.Rational(1, 2),)),
        None,
    ),
    "a step beyond its range": (DESCENT, replace(SHARP_DESCENT, steps=(sp.Integer(3),)), None),
    "a negative step": (DESCENT, replace(SHARP_DESCENT, steps=(-ONE,)), None),
    "the next gap tampered with": (
        DESCENT,
        replace(SHARP_DESCENT, values={sym.gap_next: ONE}),
        None,
    ),
    "the step tampered with": (DESCENT, replace(SHARP_DESCENT, values={sym.eta: TWO}), None),
    "a broken conclusion that is none, with the step range dropped": (
        DESCENT,
        replace(descent_lemma.STATEMENT.fails_without["step_range"], steps=(ONE,)),
        "step_range",
    ),
    "another assumption broken as well": (
        DESCENT,
        replace(descent_lemma.STATEMENT.fails_without["step_range"], f=10 * COSH),
        "step_range",
    ),
    "a run with one step too long": (THEOREM_1, replace(SHARP_1, steps=(ONE, TWO)), None),
    "a smallest gradient that is too large": (
        THEOREM_1,
        replace(SHARP_1, values={sym.m: TWO}, conclusion="rate"),
        None,
    ),
    "numbers that break another assumption too": (
        power_monotone.STATEMENT,
        replace(
            power_monotone.STATEMENT.fails_without["order"],
            values={
                power_monotone.x: -TWO,
                power_monotone.y: -sp.Integer(3),
                power_monotone.r: ONE,
            },
        ),
        "order",
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_witness_is_refused(name: str) -> None:
    statement, witness, dropped = TAMPERED[name]
    assert check_witness(statement, witness, dropped).word is not Word.PROVED


@pytest.mark.parametrize("statement", [LEMMA_5, DESCENT, THEOREM_1], ids=lambda s: s.id)
def test_a_witness_of_one_assumption_does_not_serve_another(statement: Statement) -> None:
    witnesses = {n: w for n, w in statement.fails_without.items() if isinstance(w, Witness)}
    for name, witness in witnesses.items():
        for other in statement.fails_without:
            if other != name:
                assert check_witness(statement, witness, other).word is not Word.PROVED


@pytest.mark.parametrize(
    ("expr", "sign"),
    [
        (sp.Rational(-1, 3), -1),
        (sp.Integer(0), 0),
        (sp.sqrt(2) - sp.Rational(141421356, 10**8), 1),
        (sp.cosh(1) ** 2 - sp.sinh(1) ** 2 - 1, 0),
        (sp.exp(2) - sp.exp(1) ** 2, 0),
        (sp.pi - sp.Rational(355, 113), -1),
    ],
)
def test_the_sign_of_a_closed_expression_is_right(expr: sp.Expr, sign: int) -> None:
    assert closed_sign(expr) == sign


def test_equality_is_not_accepted_for_a_near_miss() -> None:
    almost = replace(SHARP_5, point=ONE, f=COSH + sp.Rational(1, 10**40))
    assert check_witness(LEMMA_5, almost, None).word is not Word.PROVED


def test_the_words_of_a_result_say_which_assumption_is_not_met() -> None:
    result: Any = check_witness(DESCENT, replace(SHARP_DESCENT, steps=(sp.Integer(3),)), None)
    assert result.word is Word.REFUTED
    assert "'step_range'" in result.detail
