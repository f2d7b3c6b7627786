"""The theorem `gd_pl_contraction`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, etas, in_run, t
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("gd_pl_contraction")
PINS = {
    "cites": {"continuous_induction_from_zero", "gd_ray", "mean_value"},
    "leans_on": {"descent_lemma"},
    "concludes": ["contraction", "mu_at_most"],
    "sharp": ["contraction"],
    "breaks": {
        "smooth": "contraction",
        "ell_nondecreasing": "contraction",
        "schedule": "contraction",
        "pl": "contraction",
    },
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_pl_contraction", **PINS)


def test_a_stronger_contraction_is_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: (1 - mu eta/0.9) is no longer a consequence."""
    factor = 1 - sym.mu * etas(t) * sp.Rational(10, 9)
    wish = le(Delta(t + 1), factor * Delta(t))
    steps = tuple(
        replace(step, claim=wish) if step.name == "contraction" else step
        for step in STATEMENT.proof
        if step.name != "mu_at_most"
    )
    weak = replace(
        STATEMENT,
        proof=steps,
        conclusions=(Named("contraction", in_run(wish)),),
        closes={"contraction": ("contraction",)},
    )
    assert result_on_granted(weak).word is not Word.PROVED


def test_a_run_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1: ell = cosh x, and g^2 = 2 f + f^2 >= 2 f, so mu = 1."""
    x = 3.0
    for _ in range(8):
        gap, ell = math.cosh(x) - 1, math.cosh(x)
        x -= math.sinh(x) / ell
        assert math.cosh(x) - 1 <= (1 - 1 / ell) * gap
