"""The command run: its JSON, its files, its exit codes, and what Ctrl-C leaves."""

from __future__ import annotations

import csv
import json
import shlex
from fractions import Fraction
from pathlib import Path

import pytest

from tests.verify.cli.asking import document
from verify import cli
from verify.runs import checks, gradient_descent

pytestmark = pytest.mark.usefixtures("empty_folder")

RIVER = ["run", "--problem", "river-valley"]
PARABOLA = ["run", "--function", "x**2/2", "--vars", "x", "--K0", "1", "--K", "0"]
TEN_STEPS = [*PARABOLA, "--start", "x=1", "--schedule", "constant:1/10", "--max-iterations", "10"]
FIELDS = ["problem", "schedule", "iterations", "hit", "target", "outcome", "seconds", "checks"]
VERDICT = ["id", "claim", "verdict", "evidence", "margin", "replay"]


@pytest.mark.parametrize(
    ("schedule", "iterations"), [("warmup", 65), ("min_shape", 159), ("energy", 58)]
)
def test_a_run_reports_its_length_and_proved_inequalities(
    schedule: str, iterations: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document([*RIVER, "--schedule", schedule], capsys)
    assert list(found) == FIELDS
    assert (found["problem"], found["schedule"]) == ("river-valley", schedule)
    assert (found["iterations"], found["hit"]) == (iterations, True)
    assert found["target"] == "gap <= 1/1000"
    for verdict in found["checks"]:
        assert list(verdict) == VERDICT
        assert verdict["verdict"] == "PROVED"
    assert "first_hit" in {v["id"] for v in found["checks"]}


def test_several_schedules_give_a_list_and_a_comparison(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document(
        [*TEN_STEPS[:-4], "--schedule", "constant:1/2", "--schedule", "warmup"], capsys
    )
    assert list(found) == ["runs", "summary"]
    assert [list(run) for run in found["runs"]] == [FIELDS, FIELDS]
    # gap_t = 4^-t / 2 under steps 1/2: at most 1/1000 from t = 5 on.
    assert [run["iterations"] for run in found["runs"]] == [5, 1]
    assert [row["schedule"] for row in found["summary"]] == ["constant:1/2", "warmup"]


def test_the_comparison_is_with_the_constant_schedule(capsys: pytest.CaptureFixture[str]) -> None:
    function = ["run", "--function", "cosh(x) - 1", "--vars", "x", "--K0", "1", "--K", "2"]
    schedules = ["--schedule", "constant", "--schedule", "warmup"]
    found = document([*function, "--start", "x=3", *schedules], capsys)
    slow, quick = (run["iterations"] for run in found["runs"])
    assert slow > quick
    assert found["summary"][1]["speedup"]["exact"] == str(Fraction(slow, quick))


def test_a_run_that_stops_short_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(TEN_STEPS, capsys)
    assert (found["iterations"], found["hit"]) == (10, False)
    assert found["outcome"] == "the iteration budget was spent before the target was met"
    assert cli.invoke(TEN_STEPS) == 0
    text = capsys.readouterr().out
    assert "10 (not reached)" in text
    assert f"constant:1/10, stopped at step 10: {found['outcome']}.\n" in text


def test_leaving_the_domain_of_the_function_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    start = ["--K0", "1", "--K", "0", "--start", "x=1"]
    assert cli.invoke(["run", "--function", "log(x) + 10", "--vars", "x", *start]) == 0
    assert "stopped at step 0: the next value is undefined or too large" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        # 5 x^2 has curvature 10, not 1: from x = 1 the gradient bound reads 100 <= 10.
        (["--function", "5*x**2", "--K0", "1", "--K", "0"], "gradient_bound"),
        # The same, where only the step tells: f = x^2/2 with K0 = 1/10.
        (["--function", "x**2/2", "--K0", "1/10", "--K", "0"], "gradient_bound"),
        # f_ = 1/4 lies above inf f = 0: the gap turns negative.
        (["--function", "x**2/2", "--K0", "1", "--K", "0", "--fstar", "1/4"], "f_star_lower"),
    ],
)
def test_wrong_constants_are_refuted_with_exit_code_1(
    words: list[str], broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["run", *words, "--vars", "x", "--start", "x=1", "--max-iterations", "5"]
    found = document(arguments, capsys, code=1)
    verdicts = {v["id"]: v for v in found["checks"]}
    assert verdicts[broken]["verdict"] == "REFUTED"
    assert "so f is not in the class with these constants" in verdicts[broken]["evidence"]
    assert cli.invoke(arguments) == 1
    assert f"{broken}  " in capsys.readouterr().out


def test_the_right_constants_are_not_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    start = ["--vars", "x", "--start", "x=1"]
    found = document(["run", "--function", "5*x**2", "--K0", "10", "--K", "0", *start], capsys)
    assert {v["verdict"] for v in found["checks"]} == {"PROVED"}


def test_steps_beyond_the_limit_break_what_is_promised_to_shorter_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    long = [*PARABOLA, "--start", "x=1", "--schedule", "constant:3", "--max-iterations", "5"]
    found = document(long, capsys, code=1)
    broken = {v["id"]: v["evidence"] for v in found["checks"] if v["verdict"] == "REFUTED"}
    assert "gd_nonconvex/gap_nonincreasing" in broken
    for evidence in broken.values():
        assert "/ell(gap), for which nothing is promised" in evidence


def test_an_equality_that_rounding_leaves_open_is_undecided(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # f'' = 1 + f: every gradient bound is an equality between irrational numbers.
    words = ["run", "--function", "cosh(x) - 1", "--vars", "x", "--K0", "1", "--K", "1"]
    found = document([*words, "--start", "x=1"], capsys, code=3)
    verdicts = {v["id"]: v["verdict"] for v in found["checks"]}
    assert verdicts["gradient_bound"] == "UNDECIDED"
    assert "REFUTED" not in verdicts.values()


def test_the_replay_repeats_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    first = document([*TEN_STEPS, "--stop-gradient", "1/3"], capsys)
    program, *words = shlex.split(first["checks"][0]["replay"])
    again = document(words, capsys)
    assert program == "warmproof"
    assert {**again, "seconds": 0} == {**first, "seconds": 0}


def test_a_start_at_the_minimum_needs_no_step(capsys: pytest.CaptureFixture[str]) -> None:
    found = document([*PARABOLA, "--start", "x=0"], capsys)
    assert (found["iterations"], found["hit"]) == (0, True)


def test_plot_and_trace_are_written_where_they_are_asked_for(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke([*TEN_STEPS, "--plot", "a.svg", "--trace", "t.csv"]) == 0
    assert {p.name for p in empty_folder.iterdir()} == {"a.svg", "t.csv"}
    assert "written: a.svg, t.csv\n" in capsys.readouterr().out
    with Path("t.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["iteration"] for row in rows] == [str(t) for t in range(11)]
    assert rows[0]["step"] == "0.1"
    assert rows[10]["step"] == ""


def test_a_folder_gets_picture_traces_and_summary(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schedules = ["--schedule", "constant:1/3", "--schedule", "warmup"]
    arguments = [*PARABOLA, "--start", "x=1", *schedules, "--out", "new/one", "--json"]
    assert cli.invoke(arguments) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {p.name for p in (empty_folder / "new" / "one").iterdir()} == {
        "runs.png",
        "trace-constant-1_3.csv",
        "trace-warmup.csv",
        "summary.json",
    }
    assert json.loads((empty_folder / "new" / "one" / "summary.json").read_text()) == printed


def test_files_named_beside_a_folder_replace_those_in_it(empty_folder: Path) -> None:
    places = ["--out", "all", "--plot", "all/p.pdf", "--trace", "t.json"]
    assert cli.invoke([*TEN_STEPS, *places]) == 0
    assert {p.name for p in empty_folder.iterdir()} == {"all", "t.json"}
    assert {p.name for p in (empty_folder / "all").iterdir()} == {"p.pdf", "summary.json"}
    trace = json.loads((empty_folder / "t.json").read_text())
    assert trace["iterations"] == 10
    assert len(trace["columns"]["value"]) == 11


def test_an_interrupted_run_is_kept_and_leaves_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(step: int, gap: float) -> None:
        if step == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("verify.cli.run._ticker", lambda bar, name: stop)
    monkeypatch.setattr(gradient_descent, "SECONDS_BETWEEN_REPORTS", -1.0)
    found = document([*TEN_STEPS, "--schedule", "warmup"], capsys, code=130)
    assert found["outcome"] == "the run was interrupted before the target was met"
    assert found["schedule"] == "constant:1/10"
    assert found["iterations"] == 3
    assert {v["verdict"] for v in found["checks"]} == {"PROVED"}


def test_an_interrupt_during_the_checks_keeps_the_runs_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check = checks.check

    def once(run: gradient_descent.Run, *more: object) -> checks.RunChecks:
        if run.schedule.name == "warmup":
            raise KeyboardInterrupt
        return check(run, *more)

    monkeypatch.setattr(checks, "check", once)
    found = document([*TEN_STEPS, "--schedule", "warmup"], capsys, code=130)
    assert found["schedule"] == "constant:1/10"
    assert cli.invoke([*TEN_STEPS[:-4], "--schedule", "warmup"]) == 130
    assert capsys.readouterr().err.endswith("warmproof: interrupted.\n")


@pytest.mark.parametrize(
    ("words", "schedule", "ids"),
    [
        (["gd_convex"], "warmup", {"gd_convex_step", "gd_convex/total"}),
        (["gd_convex", "--schedule", "constant"], "constant", {"gd_convex_step"}),
        (["gd_pl"], "warmup", {"gd_pl/assumption", "gd_pl_contraction"}),
        (["gd_aiming"], "aiming", {"gd_aiming/assumption", "gd_aiming_progress/closer"}),
        (["gd_aiming", "--aiming", "1/2"], "aiming", {"gd_aiming/assumption"}),
    ],
)
def test_a_theorem_is_checked_on_its_own_schedule(
    words: list[str], schedule: str, ids: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = document([*RIVER, "--x0", "4", "--theorem", *words], capsys)
    assert found["schedule"] == schedule
    assert found["hit"] is True
    assert ids <= {v["id"] for v in found["checks"]}
    assert {v["verdict"] for v in found["checks"]} == {"PROVED"}
    assert "--theorem" in found["checks"][0]["replay"]


def test_the_promised_and_the_actual_iterations_stand_side_by_side(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [*RIVER, "--x0", "5", "--theorem", "gd_convex"]
    found = document(arguments, capsys)
    promise = {"lower": 17017, "upper": 17017}
    assert found["guaranteed"] == {"gd_convex/iterations_warmup": promise}
    assert found["iterations"] == 60
    assert cli.invoke(arguments) == 0
    text = capsys.readouterr().out
    assert (
        "gd_convex/iterations_warmup promises at most 17017 iterations; this run made 60." in text
    )
    assert "Leans on: convex: q and (mu/2) y^2 are convex; w*: q(0) = 0 is least\n" in text


def test_a_convex_function_of_the_user_is_taken_at_its_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [*PARABOLA, "--start", "x=1", "--theorem", "gd_convex", "--convex"]
    found = document([*words, "--minimiser", "x=0"], capsys)
    (verdict,) = (v for v in found["checks"] if v["id"] == "gd_convex_step")
    assert verdict["verdict"] == "PROVED"
    assert "convex: stated by the user" in verdict["evidence"]
    assert "its gradient is 0 exactly" in verdict["evidence"]
    _, *again = shlex.split(verdict["replay"])
    assert {**document(again, capsys), "seconds": 0} == {**found, "seconds": 0}


def test_an_assumption_that_fails_is_refuted_and_nothing_is_promised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [*PARABOLA, "--start", "x=1", "--theorem", "gd_pl", "--mu", "2"]
    found = document([*words, "--schedule", "warmup"], capsys, code=1)
    assert "guaranteed" not in found
    (verdict,) = (v for v in found["checks"] if v["id"] == "gd_pl/assumption")
    assert verdict["verdict"] == "REFUTED"
