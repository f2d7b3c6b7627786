"""The lemma `growth`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Rational

from theory.lemmas import gradient_bound
from theory.lemmas.growth.setting import G, distance, gap_far, level
from theory.logic import Implies, gt, le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.checker import close_all
from verify.verdict import Word

STATEMENT = get("growth")
PINS = {
    "cites": {"continuous_induction", "first_passage", "mean_value", "ray", "segment"},
    "leans_on": {"gradient_bound"},
    "concludes": ["growth"],
    "sharp": ["growth", "growth"],
    "breaks": {
        "smooth": "growth",
        "bounded_below": "growth",
        "integral": "growth",
        "antiderivative": "growth",
        "level_range": "growth",
    },
    "reasons": {"ell_nonnegative", "everywhere", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("growth", **PINS)


def test_a_smaller_constant_is_not_proved() -> None:
    """Control: with nine tenths of the distance the last steps stop closing."""
    tight = Implies(gt(gap_far, 0), le(G(gap_far) - G(level), Rational(9, 10) * distance))
    proof = tuple(replace(s, claim=tight) if s.name == "both" else s for s in STATEMENT.proof)
    claimed = replace(STATEMENT, proof=proof, conclusions=(Named("growth", tight),))
    proved = close_all([gradient_bound.STATEMENT, claimed])
    assert proved["growth"].word is not Word.PROVED
