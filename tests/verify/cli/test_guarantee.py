"""``warmproof guarantee``: its words, its JSON, its exit codes."""

from __future__ import annotations

import json

import pytest

from verify import cli
from verify.runs.schedules import Schedule

COSH = ["guarantee", "--function", "cosh(x)-1", "--vars", "x", "--start", "x=3"]
WELLS = ["guarantee", "--function", "(x**2-1)**2", "--vars", "x", "--start", "x=3/2"]


def document(capsys, arguments, code=0):
    assert cli.invoke([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_json_has_counts_for_each_theorem_and_schedule(capsys):
    found = document(capsys, [*COSH, "--K0", "1", "--K", "1", "--eps", "1/100"])
    assert found["verdict"] == "PROVED"
    assert set(found["iterations"]) == {"gd_nonconvex", "gd_convex", "gd_pl"}
    assert set(found["iterations"]["gd_nonconvex"]) == {"warmup", "constant", "energy"}
    # floor((D0^2/2)(K0/eps + K)) with D0 = 3
    assert found["iterations"]["gd_convex"]["warmup"]["guaranteed"] == 454
    for schedules in found["iterations"].values():
        for row in schedules.values():
            assert 0 < row["actual"] <= row["guaranteed"]
            assert row["target"] in ("gap <= 1/100", "gradient norm <= 1/100")
    assert found["constants"]["K"] == {"exact": "1", "value": 1.0}
    assert found["does_not_apply"] == {}
    assert all(v["replay"].startswith("warmproof guarantee --function") for v in found["verdicts"])


def test_constants_are_found_where_none_are_given(capsys):
    found = document(capsys, [*COSH, "--eps", "1/100", "--theorem", "gd_convex"])
    assert found["verdict"] == "PROVED"
    assert 1 <= found["constants"]["K0"]["value"] <= 1.02
    assert set(found["iterations"]) == {"gd_convex"}


def test_the_text_says_which_theorem_gives_no_count_and_why(capsys):
    assert cli.invoke([*WELLS, "--eps", "1/100"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("PROVED: (x**2-1)**2\n")
    assert "gd_convex gives no count: f is not convex: a negative eigenvalue at x = " in out
    assert "gd_pl gives no count: no mu > 0: f has another stationary point near x = " in out


def test_wrong_constants_are_refuted_with_exit_code_1(capsys):
    found = document(capsys, [*COSH, "--K0", "1/2", "--K", "1"], 1)
    assert found["verdict"] == "REFUTED"
    assert found["iterations"] == {}
    assert found["constants"] is None


def test_a_spent_budget_is_undecided_with_exit_code_3(capsys):
    found = document(capsys, [*COSH, "--max-boxes", "8"], 3)
    assert found["verdict"] == "UNDECIDED"


def test_a_built_in_problem_alone_is_guaranteed_by_its_own_proofs(capsys):
    found = document(capsys, ["guarantee", "--problem", "hyperbolic-cosines"])
    assert found["boxes"] == 0
    assert set(found["iterations"]) == {"gd_nonconvex", "gd_convex", "gd_pl"}


def test_a_built_in_function_from_another_start_is_certified(capsys):
    found = document(
        capsys,
        ["guarantee", "--problem", "hyperbolic-cosines", "--start", "x=1/2,y=1/4",
         "--theorem", "gd_nonconvex", "--max-boxes", "5000"],
    )  # fmt: skip
    assert found["boxes"] > 0
    assert found["constants"]["from"].startswith("certified on the sublevel set by ")


def test_an_inequality_that_is_attained_leaves_nothing_undecided(capsys):
    # ||grad f||^2 = 2 Phi(f) for cosh(x) - 1, so no enclosure tells the two apart.
    found = document(capsys, [*COSH, "--K0", "1", "--K", "1", "--theorem", "gd_nonconvex"])
    assert found["runs"][0]["checks"]["gradient_bound"] == "UNDECIDED"
    assert found["verdict"] == "PROVED"


def test_a_run_cut_short_leaves_the_guarantee_standing(capsys):
    found = document(capsys, [*COSH, "--K0", "1", "--K", "1", "--max-iterations", "2"])
    assert found["iterations"]["gd_convex"]["constant"]["actual"] is None
    assert found["iterations"]["gd_convex"]["constant"]["guaranteed"] > 2


def test_an_interrupted_run_keeps_what_is_certified(capsys, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Schedule, "step", interrupted)
    words = [*COSH, "--K0", "1", "--K", "1", "--theorem", "gd_convex", "--json"]
    assert cli.invoke(words) == cli.EXIT_INTERRUPTED
    found = json.loads(capsys.readouterr().out)
    assert found["iterations"]["gd_convex"]["warmup"]["guaranteed"] == 4504


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_is_written(tmp_path, capsys, suffix):
    path = tmp_path / f"a.{suffix}"
    assert cli.invoke([*COSH, "--K0", "1", "--K", "1", "--plot", str(path)]) == 0
    assert path.stat().st_size > 5000
    assert f"written: {path}" in capsys.readouterr().out
