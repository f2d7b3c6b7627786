"""The theorem `gd_nonconvex_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction_from_zero",
        "finite_sum",
        "gd_ray",
        "integers",
        "mean_value",
        "successor",
    },
    "leans_on": {"descent_lemma", "gd_nonconvex"},
    "concludes": ["rate", "warms_up", "not_worse"],
    "sharp": ["rate"],
    "breaks": {"smooth": "rate", "ell_nondecreasing": "rate", "schedule": "rate"},
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_nonconvex_warmup", **PINS)


def test_a_run_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1, eta = 1/cosh x: the steps grow, and m T^2 <= 2 (gap_0 - gap_T) sum ell."""
    x, etas, slopes, curvatures = 2.0, [], [], []
    gap_0 = math.cosh(x) - 1
    for _ in range(4):
        curvatures.append(math.cosh(x))
        etas.append(1 / math.cosh(x))
        slopes.append(math.sinh(x))
        x -= etas[-1] * slopes[-1]
    assert etas == sorted(etas)
    smallest = min(slopes) ** 2
    assert smallest * 4**2 <= 2 * (gap_0 - (math.cosh(x) - 1)) * sum(curvatures)
    assert sum(curvatures) <= 4 * curvatures[0]
