"""Schedules: formulas, constants and files; what they promise is checked exactly."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import sympy as sp
from flint import fmpq

from theory.errors import DomainError, WarmproofError
from verify.adversary.schedule import Constant, Listed, checked_steps, schedule
from verify.adversary.step_file import read_steps


def first(text: str, count: int = 200) -> list[object]:
    return list(islice(checked_steps(schedule(text)), count))


def test_a_formula_without_t_is_a_constant() -> None:
    assert isinstance(schedule("sqrt(2)/3"), Constant)
    assert schedule("constant:0.1").exact(5) == sp.Rational(1, 10)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3/sqrt(t+1)", 200),
        ("(99/100)**t", 200),
        ("exp(-t/50)", 200),
        ("1/(1 + log(t+1))", 200),
        ("Piecewise((1/3, t < 100), (1/30, True))", 200),
        ("Min(1/3, 1/(t+1))", 200),
        ("Max(sqrt(2) - t/10, 1/7)", 25),  # the last step that shrinks leads to t = 13
    ],
)
def test_schedules_that_never_grow_are_walked(text: str, count: int) -> None:
    assert len(first(text, count)) == count


def test_equal_irrational_steps_are_told_apart_from_growing_ones() -> None:
    assert len(first("Min(sqrt(2)/3, 2/sqrt(t+1))", 12)) == 12
    with pytest.raises(DomainError, match="eta_1 = about"):
        first("sqrt(2)/3 + t*1e-200")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("t", "got eta_1 = 1 > eta_0 = 0. Lower eta_1"),
        ("Piecewise((1/2, t < 5), (2/3, True))", "got eta_5 = 2/3 > eta_4 = 1/2. Lower eta_5"),
        ("1 - t/4", "got eta_5 = -1/4. Raise it"),
        ("1/t", "eta_0 of 1/t has no value"),
        ("log(5 - t)", "eta_5 of log(5 - t) has no value"),
        ("9**9**9**t", r"eta_1 = about 4.2812477e+369693099 > eta_0"),
    ],
)
def test_a_broken_promise_is_named_at_its_first_step(text: str, message: str) -> None:
    with pytest.raises(DomainError) as error:
        first(text)
    assert message in str(error.value)


def test_files_give_exact_steps(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("0.1\n\n1/30\n2e-3\n")
    assert read_steps(file) == (fmpq(1, 10), fmpq(1, 30), fmpq(1, 500))
    file.write_text("iteration,eta\n0,3/4\n1,0.5\n2,\n")
    assert read_steps(file) == (fmpq(3, 4), fmpq(1, 2))
    assert Listed("a.csv", read_steps(file)).count == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no step"),
        ("step\n", "holds no step"),
        ("a,b\n1,2\n", "has 2 columns and none is called step or eta"),
        ("1\nnan\n", "line 2: 'nan' at column 1 is not a finite number"),
        ("1\n1/0\n", "line 2: at '/' at column 2, this divides by zero"),
        ("2\nsqrt(2)\n", "line 2: sqrt(2) is no rational number"),
        ("2\n__import__('os')\n", "line 2: the character"),
    ],
)
def test_files_that_are_none_are_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(content)
    with pytest.raises(WarmproofError) as error:
        read_steps(file)
    assert message in str(error.value)


def test_bytes_are_no_steps(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WarmproofError, match="no text in UTF-8"):
        read_steps(file)
