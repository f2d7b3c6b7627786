"""The proposition `closure_sum`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from verify.bounds import bound

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "norm_of_sum",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {"power_hoelder", "power_monotone", "power_sums"},
    "concludes": ["convex", "common_minimum", "concave"],
    "sharp": ["convex", "common_minimum", "concave"],
    "breaks": {
        "rho_range": "concave",
        "Kf_range": "concave",
        "Kg_range": "concave",
        "f_smooth": "convex",
        "g_smooth": "convex",
    },
    "reasons": {"gamma_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("closure_sum", **PINS)


def constants(rho: float, Kf: float, Kg: float, gamma: float) -> tuple[float, float]:
    """K0 (without K0f + K0g) and K of the sum, by hand."""
    if rho >= 1:
        growth = 2 ** (rho - 1) * max(Kf, Kg)
    else:
        growth = (Kf ** (1 / (1 - rho)) + Kg ** (1 / (1 - rho))) ** (1 - rho)
    return growth * gamma**rho, growth


def test_the_bound_on_drawn_gaps() -> None:
    rng = random.Random(3)
    for _ in range(20_000):
        rho = rng.choice([rng.uniform(0.05, 0.95), 1.0, rng.uniform(1, 4)])
        Kf, Kg = rng.choice([0.0, rng.uniform(0, 5)]), rng.uniform(0, 5)
        a, b = rng.uniform(0, 3), rng.choice([0.0, rng.uniform(0, 3)])
        gamma = rng.uniform(0, a + b)
        K0, K = constants(rho, Kf, Kg, gamma)
        assert Kf * a**rho + Kg * b**rho <= (K0 + K * (a + b - gamma) ** rho) * (1 + 1e-12) + 1e-15


@pytest.mark.parametrize(
    ("rho", "a", "b", "gamma"), [(2.0, 2.0, 0.0, 1.0), (1.0, 1.0, 1.0, 0.0), (0.5, 1.0, 1.0, 0.0)]
)
def test_nine_tenths_of_the_growth_is_refuted(rho: float, a: float, b: float, gamma: float) -> None:
    K0, K = constants(rho, 1.0, 1.0, gamma)
    assert a**rho + b**rho > 0.9 * (K0 + K * (a + b - gamma) ** rho)


def test_its_numbers_by_hand() -> None:
    def numbers(**values: str) -> list[str]:
        outputs = bound("closure_sum", values).outputs
        return [str(outputs[name]) for name in ("K0", "K")]

    assert numbers(rho="1", K0f="1", Kf="2", K0g="3", Kg="1", gamma="1/2") == ["5", "2"]
    assert numbers(rho="2", K0f="1", Kf="2", K0g="3", Kg="1", gamma="3") == ["40", "4"]
    assert numbers(rho="1/2", K0f="1", Kf="0", K0g="3", Kg="1", gamma="4") == ["6", "1"]


def test_constant_functions_get_no_negative_constant() -> None:
    """f = -100 with (H0, H1) = (0, 1) and g = 100 with (0, 2): AIL's formula gives H0 = -100."""
    found = bound(
        "closure_sum", {"rho": 1, "K0f": 0, "Kf": 1, "K0g": 0, "Kg": 2, "gamma": 0}
    ).outputs
    assert str(found["K0"]) == "0"
    assert str(found["K"]) == "2"
