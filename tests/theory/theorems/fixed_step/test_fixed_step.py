"""The theorem `fixed_step_lower_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest

from theory.registry import get
from verify import cli
from verify.bounds import bound
from verify.numbers import Number

STATEMENT = get("fixed_step_lower_bound")
PINS = {
    "cites": {"glued_piece_c11", "glued_ray_c11", "integers"},
    "leans_on": {"gd_cycle", "huber_lower_bound"},
    "concludes": ["never", "class", "within", "slow", "convex", "smooth", "allowed", "gap"],
    "sharp": ["smooth"],
    "breaks": {
        "K0_range": "convex",
        "at_least_K0": "allowed",
        "far": "within",
        "room": "gap",
        "eta_range": "slow",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("fixed_step_lower_bound", **PINS)


NAMES = ["rho", "K0", "K", "gap0", "distance0", "eta", "eps"]


def outputs(words: str) -> tuple[str, str | None]:
    found = bound(STATEMENT.id, dict(zip(NAMES, words.split(), strict=True))).outputs
    regime, iterations = found["regime"], found["iterations"]
    assert isinstance(regime, str)
    assert isinstance(iterations, Number)
    return regime, iterations.exact


@pytest.mark.parametrize(
    ("values", "regime", "iterations"),
    [
        # rho = 1, gap0 = 2: h = sqrt(8), G = arccosh 3, so the cycle begins at 1.2464...
        ("1 1 1 2 10 1 1/10", "slow", "250"),  # 100/(4/10) - 1/2
        ("1 1 1 2 10 1.24 1/10", "slow", str(math.ceil(100 / 0.496 - 1 / 2.48))),
        ("1 1 1 2 10 1.25 1/10", "cycle", "infinity"),
        ("1 1 0 1/2 1 2 1/10", "cycle", "infinity"),  # K = 0: eta = 2/K0 exactly
        ("1 1 0 1/2 1 1.999 1/10", "slow", str(math.ceil(1 / 0.7996 - 1 / 3.998))),
        ("1/2 1 3 1 5 10 1/100", "cycle", "infinity"),
        ("2 1 1 1 5 1/100 1/100", "slow", "62450"),
        ("1 1/100 0 1 15 1/2 1/2", "slow", str(max(0, math.ceil(225 - 100)))),
    ],
)
def test_the_regimes_and_counts_against_hand_numbers(
    values: str, regime: str, iterations: str
) -> None:
    assert outputs(values) == (regime, iterations)


def test_json_says_infinity_and_the_regime_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"{k}={v}" for k, v in zip(NAMES, ["1", "1", "0", "1/2", "1", "2", ".1"], strict=True)]
    assert cli.invoke(["bound", STATEMENT.id, *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outputs"] == {
        "regime": "cycle",
        "iterations": {"exact": "infinity", "value": None},
    }
