"""The lemma `sgd_step_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Rational

from theory import symbols as sym
from theory.lemmas import descent_below_level, sgd_descent_below_level
from theory.lemmas.sgd_step_below_level import ARRIVES, DESCENT, L, absorbed
from theory.logic import le, lt
from theory.registry import get
from verify.symbolic.checker import close_all
from verify.verdict import Word

STATEMENT = get("sgd_step_below_level")
PINS = {
    "cites": {"continuous_induction", "mean_value", "segment", "sgd_points"},
    "leans_on": {"descent_below_level", "sgd_descent_below_level"},
    "concludes": ["descent"],
    "sharp": ["descent"],
    "breaks": {
        "smooth": "descent",
        "ell_nondecreasing": "descent",
        "starts": "descent",
        "eta_range": "descent",
        "noise_abc": "descent",
        "curvature_step": "descent",
        "arrives": "descent",
    },
    "reasons": {"bounded_below", "everywhere", "ell_nonnegative"},
}


def test_it_is_proved_without_lemma_4_and_without_lemma_5(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_step_below_level", **PINS)


def test_it_knows_neither_radius_nor_beta() -> None:
    assert not {sym.G, sym.beta, sym.Phi} & set(STATEMENT.parameters)


def test_it_does_not_close_where_only_the_mean_bound_is_below_the_level() -> None:
    """Without the martingale part the bound may be below while the step is not."""
    mean = replace(ARRIVES, claim=lt(absorbed(L) + sym.eta * sym.noise_inner, sym.level))
    assumptions = tuple(mean if a.name == "arrives" else a for a in STATEMENT.assumptions)
    loosened = replace(STATEMENT, assumptions=assumptions)
    result = close_all(
        (descent_below_level.STATEMENT, sgd_descent_below_level.STATEMENT, loosened)
    )[STATEMENT.id]
    assert result.word is Word.UNDECIDED


def test_three_quarters_is_the_best_factor(sharp_instance_breaks: Callable[..., bool]) -> None:
    """At eta = 1/(2 (1+B) L) and full noise the descent is an equality: 4/5 is too much."""
    right = DESCENT.right - Rational(1, 20) * sym.eta * sym.gradient_norm**2
    assert sharp_instance_breaks("sgd_step_below_level", "descent", le(sym.gap_next, right))
