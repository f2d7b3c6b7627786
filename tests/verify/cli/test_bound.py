"""The command bound: what it prints, and the shape of its JSON."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.verify.cli.asking import document
from theory.registry import statements
from verify import cli

COUNTS = ["bound", "gd_nonconvex", "rho=1", "K0=1", "K=2", "gap0=3", "eps=1/10"]
CONTRACT = {
    "gradient_bound": ("rho K0 K gap", "gradient_norm"),
    "inclusion": ("rho L0 L theta", "alpha K0 K"),
    "growth": ("rho K0 K gap distance", "gap_reached"),
    "local_lipschitz": ("rho K0 K gap beta", "lipschitz radius radius_min_form C"),
    "energy_step": ("rho K0 K gap gradient_norm", "step gap_next"),
    "gd_nonconvex": ("rho K0 K gap0 eps", "iterations_constant iterations_energy"),
    "gd_convex": (
        "rho K0 K distance0 gap0 eps",
        "iterations_warmup iterations_constant iterations_constant_sharp ratio",
    ),
    "gd_pl": ("rho K0 K mu gap0 eps", "iterations"),
    "gd_aiming": ("rho K0 K theta distance0 eps", "iterations"),
    "lower_bound": (
        "rho K0 K gap0 eps theta",
        "M step_threshold iterations iterations_constant ratio",
    ),
    "sgd_warmup": ("rho K0 K A B C delta T gap0 beta gap gap_floor", "eta L R V"),
    "sgd_constant": ("rho K0 K A B C delta T gap0 beta", "eta gradient_bound"),
    "sgd_constant_sharp": ("rho K0 K A B C delta T gap0", "eta gradient_bound"),
    "sgd_light_tails": ("rho K0 K A B C delta T gap0 beta gap gap_floor", "eta L R V"),
    "sgd_constant_light_tails": ("rho K0 K A B C delta T gap0", "eta gradient_bound"),
    "fixed_step_lower_bound": ("rho K0 K gap0 distance0 eta eps", "regime iterations"),
    "closure_sum": ("rho K0f Kf K0g Kg gamma", "K0 K"),
}
"""Each bound, with the names of its inputs in their order and those of its outputs."""


def test_every_statement_with_numbers_has_the_inputs_and_outputs_of_the_contract() -> None:
    evaluated = {s.id: s.evaluation for s in statements() if s.evaluation is not None}
    assert set(evaluated) == set(CONTRACT)
    for name, evaluation in evaluated.items():
        inputs, outputs = CONTRACT[name]
        assert [s.name for s in evaluation.inputs] == inputs.split()
        for case in evaluation.cases:
            assert {o.name for o in case.outputs} == set(outputs.split())


def test_the_help_lists_every_bound(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["bound", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    listed = text.partition("Bounds: ")[2].partition(".")[0]
    assert listed.split(", ") == [s.id for s in statements() if s.evaluation is not None]


def test_rational_numbers_are_exact(capsys: pytest.CaptureFixture[str]) -> None:
    assert document(COUNTS, capsys) == {
        "id": "gd_nonconvex",
        "inputs": {
            "rho": {"exact": "1", "value": 1.0},
            "K0": {"exact": "1", "value": 1.0},
            "K": {"exact": "2", "value": 2.0},
            "gap0": {"exact": "3", "value": 3.0},
            "eps": {"exact": "1/10", "value": 0.1},
        },
        "outputs": {
            "iterations_constant": {"exact": "4200", "value": 4200.0},
            "iterations_energy": {"exact": "2400", "value": 2400.0},
        },
    }


@pytest.mark.parametrize("digits", [1, 15, 60])
def test_an_irrational_number_has_bounds_with_the_digits_asked_for(
    digits: int, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["bound", "gradient_bound", "rho=1", "K0=1", "K=0", "gap=1"]
    found = document([*arguments, "--digits", str(digits)], capsys)
    number = found["outputs"]["gradient_norm"]
    assert list(number) == ["lower", "upper", "value"]
    low, high = Fraction(number["lower"]), Fraction(number["upper"])
    assert low**2 < 2 < high**2
    assert high - low <= Fraction(2, 10**digits)


def test_a_number_beyond_the_floats_has_bounds_and_no_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["bound", "gradient_bound", "rho=1", "K0=1e900", "K=0", "gap=1"]
    found = document(arguments, capsys)
    assert found["inputs"]["K0"] == {"exact": "1" + "0" * 900, "value": None}
    number = found["outputs"]["gradient_norm"]
    assert number["value"] is None
    assert number["lower"].endswith("e450")


def test_the_text_gives_each_number_with_its_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(COUNTS) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines[:5]] == [
        ["rho", "=", "1"],
        ["K0", "=", "1"],
        ["K", "=", "2"],
        ["gap0", "=", "3"],
        ["eps", "=", "1/10"],
    ]
    assert lines[5].split()[:3] == ["iterations_constant", "=", "4200"]
    assert "(gd_nonconvex_constant)" in lines[5]
    assert lines[6].split()[:3] == ["iterations_energy", "=", "2400"]


def test_inputs_may_come_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    first = document(COUNTS, capsys)
    assert document([*COUNTS[:2], *reversed(COUNTS[2:])], capsys) == first
