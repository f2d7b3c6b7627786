"""The sharp step sizes of SGD in numbers, against mpmath and against the ones they sharpen."""

from __future__ import annotations

import mpmath
import pytest
from mpmath import mpf

from tests.theory.theorems.sgd.bound_numbers import CONSTANT, WARMUP, agree, outputs

SHARP = CONSTANT.removesuffix(" beta")
STATEMENTS = {"sgd_constant_sharp": 4, "sgd_constant_light_tails": 12}
"""Constant steps without the radius term, and what stands before ln(1/delta) in them."""
CASES = [
    "1 1 1 0 0 1 0.1 100 3",
    "1 1 1 0 0 1 0.1 1 3",
    "0.5 2 3 1 0.5 2 0.05 1000 5",
    "0.5 0 3 1 0.5 2 0.05 1000 5",
    "2 1 0 0 1 0 0.5 7 1",
    "3 0.5 2 0.25 4 0 0.001 50 0.5",
]
"""Values in the order of SHARP."""


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("values", CASES)
def test_a_constant_step_is_the_smallest_of_three_terms(statement: str, values: str) -> None:
    with mpmath.workdps(40):
        rho, K0, K, A, B, C, delta, T, gap0 = map(mpf, values.split())
        top = 2 * gap0
        L = K0 + K * top**rho
        V = A * top + 2 * B * (K0 * top + K * top ** (1 + rho) / (1 + rho)) + C
        terms = [1 / (2 * (1 + B) * L), gap0 / (STATEMENTS[statement] * mpmath.log(1 / delta) * V)]
        if A * top + C > 0:
            terms.append(mpmath.sqrt(gap0 / (T * L * (A * top + C))))
        found = outputs(statement, SHARP, values)
        assert agree(found["eta"], min(terms))
        assert agree(found["gradient_bound"], 4 * gap0 / (T * min(terms)))


@pytest.mark.parametrize("values", CASES)
@pytest.mark.parametrize("beta", ["1.5", "3", "10"])
def test_the_sharp_step_is_never_smaller(values: str, beta: str) -> None:
    sharp = outputs("sgd_constant_sharp", SHARP, values)["eta"]
    usual = outputs("sgd_constant", CONSTANT, f"{values} {beta}")["eta"]
    assert mpf(sharp.exact or sharp.upper) >= mpf(usual.exact or usual.lower)


@pytest.mark.parametrize(
    "values",
    ["1 1 1 0 0 1 0.1 100 3 3 2 0.25", "0.5 2 3 1 0.5 2 0.05 1000 5 3 4 1"],
)
def test_the_warmup_step_under_light_tails_is_the_smallest_of_four(values: str) -> None:
    with mpmath.workdps(40):
        rho, K0, K, A, B, C, delta, T, gap0, beta, gap, floor = map(mpf, values.split())
        level = max(gap, floor)

        def Phi(s: mpf) -> mpf:
            return K0 * s + K * s ** (1 + rho) / (1 + rho)

        L, V = K0 + K * (beta * level) ** rho, A * gap + 2 * B * Phi(gap) + C
        R = mpmath.quad(
            lambda x: 1 / mpmath.sqrt(2 * Phi(x)), mpmath.linspace(level, beta * level, 9)
        )
        tail = V * (1 + mpmath.log(T / delta))
        terms = (
            1 / (2 * (1 + B) * L),
            R / (mpmath.sqrt(2 * Phi(gap)) + mpmath.sqrt(tail)),
            gap0 / (12 * mpmath.log(1 / delta) * V),
            mpmath.sqrt(gap0 / (T * L * (A * gap + C))),
        )
        found = outputs("sgd_light_tails", WARMUP, values)
        assert agree(found["eta"], min(terms))
        assert agree(found["R"], R)
        assert agree(found["V"], V)


def test_the_step_that_the_documentation_quotes() -> None:
    values = "1 1 1 0 0 1 1/10 100 3"
    sharp = outputs("sgd_constant_sharp", SHARP, values)
    assert sharp["eta"].lower.startswith("0.0654")
    assert sharp["gradient_bound"].lower.startswith("1.83")
    usual = outputs("sgd_constant", CONSTANT, f"{values} 3")
    assert (usual["eta"].exact, usual["gradient_bound"].exact) == ("1/38", "114/25")
