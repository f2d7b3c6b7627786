"""Noise models from text, and back."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.errors import ParseError, WarmproofError
from verify.problems import get
from verify.problems.function import function_problem
from verify.sgd.noises import MODELS, parse_noise

PLANE = get("rosenbrock")
LINE = function_problem("x**2", ["x"], rho=1, K0=2, K=0, f_star=0, start={"x": 3})


@pytest.mark.parametrize(
    "text",
    [
        "rademacher:1/2",
        "sphere:sqrt(2)",
        "abc:1,1/2,0",
        "light-tails:0,0,1",
        "light-normal:1,0,0",
        "coordinate:1",
        "qsgd:4",
        "student:5/2,1/10",
        "biased:1,-1/10",
    ],
)
def test_a_model_is_named_as_it_is_written(text: str) -> None:
    assert parse_noise(text, PLANE).name == text


def test_every_model_has_a_usage_that_names_its_numbers() -> None:
    usages = {model.usage for model in MODELS.values()}
    assert {"rademacher:SIGMA", "abc:A,B,C", "coordinate:K"} <= usages
    assert all(model.title for model in MODELS.values())


def test_numbers_are_exact() -> None:
    assert sp.Rational(1, 100) == parse_noise("rademacher:0.1", PLANE).levels.C


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rademachr:1", "unknown noise 'rademachr'; did you mean rademacher?"),
        (
            "abc:1,2",
            "the noise abc is written abc:A,B,C; got 'abc:1,2'. Give as many numbers as it names.",
        ),
        ("rademacher:0", "rademacher needs SIGMA > 0; got SIGMA = 0. Raise SIGMA."),
        ("sphere:-1", "sphere needs SIGMA > 0; got SIGMA = -1. Raise SIGMA."),
        ("abc:1,-1,0", "abc needs B >= 0; got B = -1. Raise B."),
        (
            "light-tails:0,0,0",
            "light-tails needs one of A, B and C above 0; got 0 for all. Raise one.",
        ),
        (
            "coordinate:2",
            "coordinate needs a whole number K with 1 <= K < d = 2; got K = 2. "
            "Choose one inside, or a problem of more coordinates.",
        ),
        ("qsgd:0", "qsgd needs a whole number S >= 1; got S = 0. Raise S."),
        ("qsgd:1/2", "qsgd needs a whole number S >= 1; got S = 1/2. Raise S."),
        ("student:0,1", "student needs DOF > 0; got DOF = 0. Raise DOF."),
        ("biased:1,0", "biased needs SHIFT other than 0; got SHIFT = 0. Take rademacher."),
    ],
)
def test_bad_text_is_named_with_a_way_out(text: str, message: str) -> None:
    with pytest.raises(WarmproofError) as raised:
        parse_noise(text, PLANE)
    assert str(raised.value) == message


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ParseError):
        parse_noise("rademacher:__import__('os')", PLANE)


def test_one_coordinate_cannot_be_subsampled() -> None:
    with pytest.raises(WarmproofError, match="1 <= K < d = 1; got K = 1"):
        parse_noise("coordinate", LINE)


def test_a_name_like_no_other_lists_them_all() -> None:
    with pytest.raises(WarmproofError, match=r"unknown noise 'x'; take one of rademacher:SIGMA, "):
        parse_noise("x:1", PLANE)
