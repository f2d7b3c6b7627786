"""A witness of a step with noise: the numbers are those of f, w, eta and one value of the noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import Or, eq, gt
from theory.registry import get
from theory.witness import PARABOLA, Witness
from verify.symbolic.witness_noise import is_noisy_step
from verify.symbolic.witnesses import check_witness, closed_sign
from verify.verdict import Word

R = sp.Rational
FROM_1 = Witness("", "", f=PARABOLA, point=sp.Integer(1))
STATEMENT = get("sgd_step")


def step(*numbers: object) -> bool:
    """gap, gradient_norm, eta, noise, inner, gap_next on x^2/2 from x = 1."""
    return is_noisy_step(FROM_1, closed_sign, *map(sp.sympify, numbers))


def test_noise_of_either_sign_is_seen_by_its_inner_product() -> None:
    half, quarter = R(1, 2), R(1, 4)
    assert step(half, 1, quarter, 1, 1, R(1, 8))  # to 1 - (1 + 1)/4
    assert step(half, 1, quarter, 1, -1, half)  # to 1 - (1 - 1)/4
    assert step(half, 1, quarter, 0, 0, R(9, 32))


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 1, R(1, 4), 1, 1, R(1, 8)),  # another gap
        (R(1, 2), 2, R(1, 4), 1, 1, R(1, 8)),  # another gradient
        (R(1, 2), 1, R(1, 2), 1, 1, R(1, 8)),  # another step
        (R(1, 2), 1, R(1, 4), 2, 1, R(1, 8)),  # a norm that is not that of the noise
        (R(1, 2), 1, R(1, 4), 1, R(1, 2), R(1, 8)),  # an inner product that is not
        (R(1, 2), 1, R(1, 4), 1, -1, R(1, 8)),  # the inner product of the opposite noise
        (R(1, 2), 1, R(1, 4), -1, 1, R(1, 8)),  # a norm below 0
    ],
)
def test_one_wrong_number_is_noticed(numbers: tuple[object, ...]) -> None:
    assert not step(*numbers)


@pytest.mark.parametrize("name", [sym.noise, sym.noise_inner, sym.gap_next, sym.eta])
def test_a_tampered_instance_of_the_step_is_refused(name: sp.Symbol) -> None:
    sharp = STATEMENT.sharp_at[0]
    tampered = replace(sharp, values={**sharp.values, name: sharp.values[name] + R(1, 7)})
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    assert check_witness(STATEMENT, tampered, None).word is not Word.PROVED


def test_one_of_several_conditions_is_enough_and_none_is_not() -> None:
    """A step size that is no term of the four does not meet 'it is one of them'."""
    statement = get("sgd_step_inverse")
    schedule = next(a for a in statement.assumptions if a.name == "schedule")
    assert isinstance(schedule.claim, Or)
    sharp = statement.sharp_at[0]
    assert check_witness(statement, sharp, None).word is Word.PROVED
    other = replace(sharp, values={**sharp.values, sym.eta: R(1, 3)})
    found = check_witness(statement, other, None)
    assert found.word is Word.REFUTED
    assert "'schedule'" in found.detail


def test_a_term_without_denominator_is_not_read() -> None:
    """It would divide by 0; the condition before it is false already."""
    statement = get("sgd_step_inverse")
    empty = replace(
        statement,
        assumptions=tuple(
            replace(a, claim=Or((gt(0, 1), eq(sym.eta, R(1, 2))))) if a.name == "schedule" else a
            for a in statement.assumptions
        ),
    )
    assert check_witness(empty, statement.sharp_at[0], None).word is Word.PROVED
