"""The lemma `inclusion`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.errors import DomainError
from verify.bounds import bound
from verify.numbers import Number

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "gradient_class",
        "gradient_flow",
        "mean_value",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {
        "gradient_flow_lead",
        "gradient_smooth_bound",
        "inclusion_at_point",
        "power_inverse",
        "power_monotone",
    },
    "concludes": ["curvature", "smooth"],
    "sharp": ["curvature"],
    "breaks": {
        "rho_range": "curvature",
        "L_range": "curvature",
        "smooth": "curvature",
        "bounded_below": "curvature",
        "theta_range": "curvature",
    },
    "reasons": {"L0_range", "not_both_zero"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion", **PINS)


def numbers(**values: str) -> dict[str, Number]:
    return dict(bound("inclusion", values).outputs)


def test_its_numbers_by_hand() -> None:
    found = numbers(rho="1", L0="1", L="2")
    assert [str(found[n]) for n in ("alpha", "K0", "K")] == ["1", "2", "16"]
    found = numbers(rho="4/3", L0="3", L="1/2", theta="2")  # alpha = 2, K = L (3 L)^2
    assert [str(found[n]) for n in ("alpha", "K0", "K")] == ["2", "9", "9/8"]


def test_an_irrational_growth_is_enclosed() -> None:
    growth = numbers(rho="1/2", L0="1", L="2", theta="2")["K"]  # 2 * 6^(1/3)
    assert Fraction(growth.lower) ** 3 <= 8 * 6 <= Fraction(growth.upper) ** 3


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rho": "2", "L0": "1", "L": "1"}, "needs rho > 0 and rho < 2; got rho = 2"),
        ({"rho": "1", "L0": "1", "L": "1", "theta": "0"}, "needs theta > 0; got theta = 0"),
        ({"rho": "1", "L0": "0", "L": "0"}, "needs L + L0 > 0; got L = 0, L0 = 0"),
    ],
)
def test_numbers_outside_its_domain_are_refused(values: dict[str, str], message: str) -> None:
    with pytest.raises(DomainError) as caught:
        bound("inclusion", values)
    assert message in str(caught.value)
