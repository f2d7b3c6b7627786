"""The step sizes of SGD in numbers, against mpmath: quadrature of 1/h, and the smallest of four."""

from __future__ import annotations

import mpmath
import pytest
from mpmath import mpf

from tests.theory.theorems.sgd.bound_numbers import CONSTANT, WARMUP, agree, outputs
from verify.bounds import bound

CASES = [
    "1 1 1 0 0 1 0.1 100 3 3 2 0.25",
    "1 1 1 0 0 1 0.1 100 3 3 0.125 0.25",
    "1 1 1 0 0 1 0.1 1 3 3 0 0.25",
    "0.5 2 3 1 0.5 2 0.05 1000 5 3 4 1",
    "0.5 0 3 1 0.5 2 0.05 1000 5 2 4 1",
    "1 0 2 1 0 0 0.05 10 5 4 0.5 1",
    "2 1 0 0 1 0 0.5 7 1 3 2 1",
    "2 0 1 0 1 0.5 0.5 7 1 1.5 2 1",
    "3 0.5 2 0.25 4 0 0.001 50 0.5 3 0.5 0.125",
    "1.25 1 1 2 0 0 0.01 20 1 10 0 1",
]
"""Values in the order of WARMUP; decimals that are exact in binary, but for delta."""


def number(text: str) -> mpf:
    return mpf(text)


def by_hand(values: str, *, constant: bool) -> dict[str, mpf]:
    """The outputs straight from theory.md, with G by quadrature."""
    rho, K0, K, A, B, C, delta, T, gap0, beta, gap, floor = map(number, values.split())
    level = max(gap, floor)
    if constant:
        gap = level = 2 * gap0

    def Phi(s: mpf) -> mpf:
        return K0 * s + K * s ** (1 + rho) / (1 + rho)

    L = K0 + K * (beta * level) ** rho
    R = mpmath.quad(lambda x: 1 / mpmath.sqrt(2 * Phi(x)), mpmath.linspace(level, beta * level, 9))
    V = A * gap + 2 * B * Phi(gap) + C
    terms = [1 / (2 * (1 + B) * L)]
    if Phi(gap) + V > 0:
        terms.append(R / (mpmath.sqrt(2 * Phi(gap)) + mpmath.sqrt(V)))
    if V > 0:
        terms.append(gap0 / (4 * mpmath.log(1 / delta) * V))
    if A * gap + C > 0:
        terms.append(mpmath.sqrt(gap0 / (T * L * (A * gap + C))))
    eta = min(terms)
    if constant:
        return {"eta": eta, "gradient_bound": 4 * gap0 / (T * eta)}
    return {"eta": eta, "L": L, "R": R, "V": V}


@pytest.mark.parametrize("values", CASES)
@pytest.mark.parametrize("constant", [False, True])
def test_the_outputs_are_those_of_the_formulas(values: str, constant: bool) -> None:
    statement, names = ("sgd_constant", CONSTANT) if constant else ("sgd_warmup", WARMUP)
    with mpmath.workdps(40):
        expected = by_hand(values, constant=constant)
        found = outputs(statement, names, values)
        assert found.keys() == expected.keys()
        for name, value in expected.items():
            exact = found[name].exact
            if exact is not None:
                p, _, q = exact.partition("/")
                assert abs(mpf(p) / mpf(q or 1) - value) <= abs(value) * mpf(10) ** -25, name
            else:
                assert agree(found[name], value), name


def test_a_step_by_hand() -> None:
    """ell = 1 (K = 0), C = 1, delta = exp(-1), gap0 = 2, T = 8, gap = floor = 1/2, beta = 4.

    All four terms are 1/2: 1/2, 1/(1 + 1), 2/4 and sqrt(2/8).
    """
    found = outputs("sgd_warmup", WARMUP, "1 1 0 0 0 1 exp(-1) 8 2 4 1/2 1/2")
    assert found["eta"].exact == "1/2"
    assert (found["L"].exact, found["R"].exact, found["V"].exact) == ("1", "1", "1")


def test_left_out_the_floor_is_where_both_parts_of_the_curvature_are_equal() -> None:
    names = WARMUP.removesuffix(" gap_floor")
    values = "2 9 1 0 0 1 1/10 100 3 3 0"
    given = dict(zip(names.split(), values.split(), strict=True))
    result = bound("sgd_warmup", given)
    assert result.inputs["gap_floor"] == 1
    assert result.outputs["L"].exact == "18"


def test_beta_is_3_unless_it_is_given() -> None:
    names = WARMUP.replace(" beta", "").removesuffix(" gap_floor")
    given = dict(
        zip(names.split(), ["1", "1", "1", "0", "0", "1", "1/10", "100", "3", "2"], strict=True)
    )
    assert bound("sgd_warmup", given).inputs["beta"] == 3
    del given["gap"]
    assert bound("sgd_constant", given).inputs["beta"] == 3


def test_a_gap_above_its_start_is_no_mistake() -> None:
    """The formula is read at every gap; a run leaves 2 gap0 with probability delta at most."""
    found = outputs("sgd_warmup", WARMUP, "1 1 1 0 0 1 1/10 100 3 3 100 1")
    assert found["L"].exact == "301"


def test_the_constant_step_is_the_warmup_step_at_twice_the_start() -> None:
    values = "1/2 2 3 1 1/2 2 1/20 1000 5 3"
    constant = outputs("sgd_constant", CONSTANT, values)["eta"]
    warmup = outputs("sgd_warmup", WARMUP, f"{values} 10 1")["eta"]
    assert (constant.lower, constant.upper) == (warmup.lower, warmup.upper)
