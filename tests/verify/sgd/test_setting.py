"""What an experiment may be, and the exact numbers that follow from it."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError
from verify.problems import Problem, get
from verify.problems.function import function_problem
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting


def parabola(start: Any = 3) -> Problem:
    return function_problem("x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": start})


def setting(**changes: Any) -> Setting:
    problem = changes.pop("problem", None) or parabola()
    noise = parse_noise("rademacher:1/2", problem)
    usual = {"declared": noise.levels, "delta": "1/10", "T": 100, "gap_floor": 1}
    return Setting(problem, noise, **{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"delta": 0}, "sgd needs 0 < delta < 1; got delta = 0. Choose one inside."),
        ({"delta": 1}, "sgd needs 0 < delta < 1; got delta = 1. Choose one inside."),
        ({"T": 0}, "sgd needs a whole number T >= 1; got T = 0. Raise T."),
        ({"beta": 1}, "sgd needs beta > 1; got beta = 1. Raise beta."),
        ({"factor": 0}, "sgd needs factor > 0; got factor = 0. Raise the factor."),
        (
            {"false_alarm": "1"},
            "sgd needs 0 < false_alarm < 1; got false_alarm = 1. Choose one inside.",
        ),
        ({"declared": Levels(-1, 0, 1)}, "sgd needs A >= 0; got A = -1. Raise A."),
        (
            {"declared": Levels(0, 0, 0)},
            "sgd needs noise: one of A, B and C above 0; got 0 for all three. "
            "Raise one of them, or use warmproof run for descent without noise.",
        ),
        ({"gap_floor": 0}, "sgd needs gap_floor > 0; got gap_floor = 0. Raise the floor."),
        (
            {"gap_floor": None},
            "the default gap_floor (K0/K)^(1/rho)/beta needs K0 > 0 and K > 0; got K = 0 for "
            "function. Give a gap_floor > 0.",
        ),
        (
            {"schedule": "linear"},
            "sgd needs a schedule; got schedule = linear. "
            "Take one of warmup, constant, constant_sharp.",
        ),
        (
            {"tails": "heavy"},
            "sgd needs a tails; got tails = heavy. Take one of bounded, light.",
        ),
        (
            {"problem": parabola(0)},
            "sgd needs a start with f(start) > f_star; got the gap 0. Choose another start.",
        ),
    ],
)
def test_bad_input_is_named_with_a_way_out(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as raised:
        setting(**changes)
    assert str(raised.value) == message


def test_floats_are_refused() -> None:
    with pytest.raises(InexactInputError, match="delta must be exact"):
        setting(delta=0.1)


def test_a_constant_schedule_needs_no_floor() -> None:
    assert setting(gap_floor=None, schedule="constant").gap0 == sp.Rational(9, 2)


def test_the_numbers_are_exact_where_they_can_be() -> None:
    asked = setting()
    assert asked.gap0 == sp.Rational(9, 2)
    assert asked.highest_gap == 9
    assert sp.simplify(asked.rate - 4 * sp.log(10) / 9) == 0


def test_gap0_lies_above_the_gap_at_the_double_start_and_close_to_it() -> None:
    problem = function_problem(
        "exp(x) - 1 - x", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": "1/3"}
    )
    x = sp.Rational(*float(sp.Rational(1, 3)).as_integer_ratio())
    true = sp.exp(x) - 1 - x
    gap0 = setting(problem=problem).gap0
    assert 0 <= sp.N(gap0 - true, 30) < sp.Rational(1, 2**60)
    assert gap0.p.bit_length() <= 65


def test_the_default_floor_is_that_of_the_theorem() -> None:
    problem = get("rosenbrock")
    assert setting(problem=problem, gap_floor=None).floor == sp.Rational(1803, 4800)
