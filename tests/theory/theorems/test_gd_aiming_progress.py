"""The theorem `gd_aiming_progress`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, etas, in_run, t
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from theory.symbols import distance_at
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("gd_aiming_progress")
PINS = {
    "cites": {
        "continuous_induction",
        "finite_sum",
        "integers",
        "mean_value",
        "projected_step",
        "ray",
    },
    "leans_on": {"gradient_bound"},
    "concludes": ["closer", "progress", "total"],
    "sharp": ["closer"],
    "breaks": {
        "smooth": "closer",
        "bounded_below": "closer",
        "integral": "closer",
        "schedule": "closer",
        "aiming": "closer",
    },
    "reasons": {"ell_nonnegative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_aiming_progress", **PINS)


def test_a_larger_gain_is_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: a gain of theta eta Delta/0.9 is no longer a consequence."""
    gain = sp.Rational(10, 9) * sym.theta * etas(t) * Delta(t)
    wish = le(distance_at(t + 1) ** 2, distance_at(t) ** 2 - gain)
    names = [step.name for step in STATEMENT.proof]
    steps = STATEMENT.proof[: names.index("closer") + 1]
    weak = replace(
        STATEMENT,
        proof=(*steps[:-1], replace(steps[-1], claim=wish)),
        conclusions=(Named("closer", in_run(wish)),),
        closes={"closer": ("closer",)},
    )
    assert result_on_granted(weak).word is not Word.PROVED


@pytest.mark.parametrize("theta", ["0.5", "1", "2"])
def test_a_run_on_a_nonconvex_function_by_hand(theta: str) -> None:
    """f = x^2/2 + sin(x)^2/4 has curvature up to 3/2; theta is cut to what holds at the iterate."""
    with mpmath.workdps(30):
        x, share = mpmath.mpf(2), mpmath.mpf(theta)
        for _ in range(4):
            gap = x**2 / 2 + mpmath.sin(x) ** 2 / 4
            slope = x + mpmath.sin(2 * x) / 4
            assert slope * x >= share * gap * mpmath.mpf("0.6")
            aimed = min(share, slope * x / gap)
            eta = aimed * gap / (2 * mpmath.mpf("1.5") * gap)
            after = x - eta * slope
            assert after**2 <= x**2 - aimed * eta * gap + mpmath.mpf(10) ** -25
            x = after
