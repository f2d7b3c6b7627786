"""The theorem `gd_nonconvex_constant`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {"continuous_induction_from_zero", "finite_sum", "gd_ray", "integers", "mean_value"},
    "leans_on": {"descent_lemma", "gd_nonconvex"},
    "concludes": ["rate", "count"],
    "sharp": ["rate"],
    "breaks": {"smooth": "rate", "ell_nondecreasing": "rate", "schedule": "rate"},
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_nonconvex_constant", **PINS)


def test_a_run_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1 with eta = 1/cosh(x_0) throughout: m T <= 2 (gap_0 - gap_T) ell(gap_0)."""
    x = 2.0
    gap_0, ell_0, slopes = math.cosh(x) - 1, math.cosh(x), []
    for _ in range(6):
        slopes.append(math.sinh(x))
        x -= slopes[-1] / ell_0
    assert min(slopes) ** 2 * 6 <= 2 * (gap_0 - (math.cosh(x) - 1)) * ell_0
