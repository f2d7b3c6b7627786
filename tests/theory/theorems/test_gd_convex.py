"""The theorem `gd_convex`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.errors import DomainError
from verify.bounds import bound

PINS = {
    "cites": {
        "continuous_induction",
        "continuous_induction_from_zero",
        "convex_ray",
        "expansion",
        "finite_sum",
        "forget_minimiser",
        "integers",
        "mean_value",
        "ray",
    },
    "leans_on": {"cocoercivity", "gd_convex_step", "self_bounding"},
    "concludes": ["closer", "total"],
    "sharp": ["total"],
    "breaks": {
        "smooth": "total",
        "bounded_below": "total",
        "ell_nondecreasing": "total",
        "convex": "total",
        "minimiser": "total",
        "steps": "total",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_convex", **PINS)


NAMES = ("rho", "K0", "K", "distance0", "gap0", "eps")


@pytest.mark.parametrize(
    ("values", "warmup", "constant", "sharp", "ratio"),
    [
        # rho <= 1: (9/2)(1/eps + 2) = 54; 9*11/(2 eps) = 495; 9*11/(4 eps) - 1/2 = 247; 11/(6/5)
        (("1", "1", "2", "3", "5", "1/10"), 54, 495, 247, "55/6"),
        # rho = 2: psi(1/10) = psi(5) = 5/51; 9/(10/51) = 45.9; 9*51/(1/5); 1147.5 - 1/2; 51*10*5/51
        (("2", "1", "2", "3", "5", "1/10"), 45, 2295, 1147, "50"),
        # rho = 2, and psi is smallest at gap0 = 10: 10/101; 16*101/20 = 80.8 (psi(1) = 1/2)
        (("2", "1", "1", "4", "10", "1"), 80, 808, 404, "10"),
        # K = 0: classical, 10 and 5; nothing to gain
        (("1", "2", "0", "1", "1", "1/10"), 10, 10, 5, "1"),
        # at the target already
        (("1", "1", "1", "3", "1", "1"), 0, 0, 0, "1"),
        (("1/2", "0", "1", "4", "1", "1/4"), 16, 32, 16, "2"),
    ],
)
def test_the_counts_are_those_worked_out_by_hand(
    values: tuple[str, ...], warmup: int, constant: int, sharp: int, ratio: str
) -> None:
    found = bound("gd_convex", dict(zip(NAMES, values, strict=True))).outputs
    names = ("iterations_warmup", "iterations_constant", "iterations_constant_sharp", "ratio")
    assert [str(found[name]) for name in names] == [str(warmup), str(constant), str(sharp), ratio]


@pytest.mark.parametrize("start", [2.0, 5.0, 8.0])
def test_a_run_on_the_extremal_function_needs_no_more_steps_than_promised(start: float) -> None:
    """f = cosh x - 1 (K0 = K = 1) from x = start, to a gap of 1/100."""
    gap0, eps = math.cosh(start) - 1, 0.01
    found = bound(
        "gd_convex",
        {"rho": 1, "K0": 1, "K": 1, "eps": "1/100",
         "distance0": str(int(start)), "gap0": f"cosh({int(start)}) - 1 - 1e-30"},
    ).outputs  # fmt: skip

    def steps(warm: bool) -> int:
        x, count = start, 0
        while math.cosh(x) - 1 > eps:
            x -= math.sinh(x) / (math.cosh(x) if warm else 1 + gap0)
            count += 1
        return count

    assert steps(True) <= int(str(found["iterations_warmup"]))
    sharp = int(str(found["iterations_constant_sharp"]))
    assert steps(False) <= sharp <= int(str(found["iterations_constant"])) // 2 + 1


def test_a_gap_out_of_reach_of_the_distance_is_refused() -> None:
    """At rho = 1 the gap at distance D is at most (K0/K)(cosh(sqrt(K) D) - 1): cosh 1 - 1 < 1."""
    values = {"rho": 1, "K0": 1, "K": 1, "distance0": 1, "eps": "1/10"}
    assert math.cosh(1) - 1 < 0.55
    bound("gd_convex", {**values, "gap0": "27/50"})
    with pytest.raises(DomainError, match=r"distance0 >= .* Raise distance0 or lower gap0\.$"):
        bound("gd_convex", {**values, "gap0": "11/20"})
