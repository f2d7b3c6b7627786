"""Theorem 3 with triangular slopes: rules, instances, a control, and a run built independently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from theory.registry import get
from theory.schema import Statement
from theory.theorems.lower_bound.triangular import RUN
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("lower_bound_triangular")
PINS = {
    "cites": {
        "glued_line_c11",
        "glued_piece_c11",
        "glued_ray_c11",
        "integers",
        "successor",
        "zero_integer",
    },
    "leans_on": {"lower_bound_iterates", "lower_bound_triangle"},
    "concludes": ["smooth", "member", "attained", "on_waves", "slow"],
    "sharp": ["slow"],
    "breaks": {
        "ell_nondecreasing": "member",
        "theta_range": "member",
        "waves_above": "member",
        "steps": "slow",
        "nonincreasing": "slow",
    },
    "reasons": {"K0_range", "eps_range", "valley_fits"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("lower_bound_triangular", **PINS)


def test_a_count_ten_per_cent_larger_is_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: with 0.9 n in the bound on n, the straight piece may be too short."""
    wish = replace(RUN.slowly, left=sp.Rational(9, 10) * RUN.slowly.left)
    names = [step.name for step in STATEMENT.proof]
    place = names.index("within")
    steps = list(STATEMENT.proof)
    steps[place] = replace(steps[place], under=(wish,))
    weak = replace(STATEMENT, proof=tuple(steps))
    result = result_on_granted(weak)
    words = {step.name: step.word for step in result.steps}
    assert words["within"] is not Word.PROVED


def test_a_run_in_fractions_by_hand() -> None:
    """ell = 1 + s, gap0 = 8, theta = 1/2, so M = 5; eps = 2; steps 2, 1, 3/4 and then 7/10.

    Slope of the function written anew: triangles with floor(eta M/4) = 2, 1, 0 periods.
    """
    M, eps, gap0 = Fraction(5), Fraction(2), Fraction(8)
    rim = eps  # K0 = 1
    height = eps**2 / 2
    foot = rim + (gap0 - height) / eps
    long_steps = [Fraction(2), Fraction(1)]
    short = [Fraction(3, 4), Fraction(7, 10)]
    start = foot + sum(eta * eps for eta in long_steps)

    def slope(x: Fraction) -> Fraction:
        left = foot
        if rim <= x <= foot:
            return eps
        for eta in reversed(long_steps):
            length = eta * eps / (eta * M / 4).__floor__()
            assert 4 * eps / length <= M
            if left < x <= left + eta * eps:
                u = (x - left) / length % 1
                return eps * abs(4 * u - 2) - eps
            left += eta * eps
        raise AssertionError(x)

    x, slopes = start, []
    for eta in [*long_steps, *short]:
        slopes.append(slope(x))
        x -= eta * slopes[-1]
    allowed = (gap0 - height) * M / (4 * eps**2)
    assert allowed == Fraction(15, 8)
    assert slopes[: len(long_steps) + 2] == [eps] * 4
