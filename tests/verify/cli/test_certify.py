"""``warmproof certify``: its text, its JSON, its files and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify import cli
from verify.certify.searching import parallel

COSH = ["certify", "--function", "cosh(x)-1", "--vars", "x"]
WAVE = ["certify", "--function", "exp(x)*(2+sin(2*x))", "--vars", "x", "--K0", "1/1000"]
BOX = ["--box", "x=-20..20", "--fstar", "0"]
SADDLE = ["certify", "--function", "sin(3*x)*sin(3*y)", "--vars", "x,y", "--K0", "21/2", "--K", "0"]
SQUARE = ["--box", "x=-1..1,y=-1..1"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def invoke(*arguments: str, code: int) -> str:
        assert cli.invoke(list(arguments)) == code
        found = capsys.readouterr()
        assert found.err == ""
        return found.out

    return invoke


def test_a_true_bound_on_a_box_is_proved(run: Any) -> None:
    out = run(*WAVE, "--K", "7", *BOX, code=0)
    assert out.startswith("PROVED: f(x) = exp(x)*(2+sin(2*x)) is (rho, K0, K)-smooth on the box")
    assert "f* = 0\n" in out
    assert "boxes in" in out
    assert "MiB" in out


def test_a_false_bound_is_refuted_at_a_point_that_can_be_checked(run: Any) -> None:
    out = run(*WAVE, "--K", "2", *BOX, code=1)
    assert out.startswith("REFUTED")
    # f = 2 and f'' = 2 + 4 at x = 0, where 1/1000 + 2 f is less.
    assert "Witness: x = 0\n" in out
    assert "hessian_norm  6" in out


def test_a_spent_budget_is_undecided_and_says_what_would_help(run: Any) -> None:
    out = run(*SADDLE, *SQUARE, "--max-boxes", "50", code=3)
    assert out.startswith("UNDECIDED")
    assert "What would help: " in out
    assert "--max-boxes" in out


def test_boxes_that_stay_open_are_shown(run: Any) -> None:
    # A pole in the box: nothing bounds the curvature there.
    out = run("certify", "--function", "1/(x-1/3)**2", "--vars", "x", "--K0", "1", "--K", "1",
              "--box", "x=0..1", "--fstar", "0", code=3)  # fmt: skip
    assert out.startswith("UNDECIDED")


def test_the_sublevel_set_of_a_start(run: Any) -> None:
    out = run(*COSH, "--K0", "1", "--K", "1", "--start", "x=3", code=0)
    assert "on the sublevel set of the start" in out
    assert "certify/contained  PROVED" in out


def test_json_has_the_shape_of_the_contract(run: Any) -> None:
    document = json.loads(run(*COSH, "--K0", "1", "--K", "1", "--start", "x=3", "--json", code=0))
    assert document["verdict"] == "PROVED"
    assert document["fstar"] == {"exact": "0", "value": 0.0}
    assert document["boxes"] > 0
    assert document["peak_bytes"] > 10**7
    assert document["witness"] is None
    assert document["frontier"] is None
    assert document["claim"]["K0"] == "1"
    for verdict in document["verdicts"]:
        assert set(verdict) == {"id", "claim", "verdict", "evidence", "margin", "replay"}
        assert verdict["replay"].startswith("warmproof certify --function 'cosh(x)-1' --vars x")


def test_the_witness_in_json_is_exact(run: Any) -> None:
    document = json.loads(run(*WAVE, "--K", "2", *BOX, "--json", code=1))
    assert document["verdict"] == "REFUTED"
    assert document["witness"]["point"]["x"]["exact"] == "0"
    assert float(document["witness"]["numbers"]["hessian_norm"]["lower"]) == 6


def test_a_problem_brings_its_constants_and_its_start(run: Any) -> None:
    out = run("certify", "--problem", "rosenbrock", "--max-boxes", "20", code=3)
    assert "(1 - x)**2 is (rho, K0, K)-smooth on the sublevel set of the start" in out
    assert "rho = 1, K0 = 1803, K = 1600" in out


@pytest.mark.parametrize(("K", "code"), [("12", 0), ("1/10", 1)])
def test_other_constants_than_the_problem_s_can_be_asked_for(run: Any, K: str, code: int) -> None:
    # 12 x^2 <= 3 + 12 x^4.
    run("certify", "--problem", "quartic-bowl", "--rho", "1", "--K0", "4", "--K", K, code=code)


def test_a_certificate_is_written_and_rechecks(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "wave.json"
    out = run(*COSH, "--K0", "1", "--K", "1", "--start", "x=3", "--certificate", str(file), code=0)
    assert f"written: {file}" in out
    assert run("recheck", str(file), code=0).startswith("PROVED: f(x) = cosh(x)-1.")


def test_what_is_not_proved_leaves_no_certificate(run: Any, tmp_path: Path) -> None:
    run(*WAVE, "--K", "2", *BOX, "--certificate", str(tmp_path / "c.json"), code=1)
    assert list(tmp_path.iterdir()) == []


def test_a_search_goes_on_from_its_checkpoint(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "FIRST", 100)
    file = str(tmp_path / "search.json")
    asked = [*SADDLE, *SQUARE, "--fstar", "-2", "--jobs", "1"]
    whole = json.loads(run(*asked, "--json", code=0))
    out = run(*asked, "--max-boxes", "400", "--checkpoint", file, code=3)
    assert f"written: {file}" in out
    run(*asked, "--max-boxes", "500", "--resume", file, code=3)
    resumed = json.loads(run(*asked, "--resume", file, "--json", code=0))
    assert resumed["boxes"] == whole["boxes"] > 500
    assert list(tmp_path.iterdir()) == []


def test_the_checkpoint_of_another_question_is_refused(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "search.json")
    run(*SADDLE, *SQUARE, "--fstar", "-2", "--max-boxes", "400", "--checkpoint", file, code=3)
    assert cli.invoke([*SADDLE, *SQUARE, "--fstar", "-3", "--resume", file]) == 2
    assert "belongs to another question" in capsys.readouterr().err


def test_constants_are_found(run: Any, tmp_path: Path) -> None:
    picture = tmp_path / "found.png"
    out = run(*COSH, "--start", "x=3", "--find", "--plot", str(picture), code=0)
    assert "certify/frontier   PROVED" in out
    assert picture.stat().st_size > 1000


def test_found_constants_are_certified_when_asked_for(run: Any) -> None:
    document = json.loads(run(*COSH, "--start", "x=3", "--find", "--json", code=0))
    assert document["verdict"] == "PROVED"
    pairs = document["frontier"]["frontier"]
    assert len(pairs) > 1
    for pair in (pairs[0], pairs[-1]):
        run(*COSH, "--start", "x=3", "--K0", pair["K0"], "--K", pair["K"], code=0)


def test_exponents_are_compared_by_the_steps_they_promise(run: Any) -> None:
    bowl = ["certify", "--function", "2*cosh(x)-2+x**4", "--vars", "x", "--start", "x=2"]
    document = json.loads(run(*bowl, "--find", "--eps", "1/10", "--json", code=0))
    steps = [row["iterations"] for row in document["best_rho"]["best"]]
    assert len(steps) == 7 and steps == sorted(steps)
    best = document["best_rho"]["best"][0]
    given = ["--rho", best["rho"], "--K0", best["K0"], "--K", best["K"]]
    run(*bowl, *given, code=0)
