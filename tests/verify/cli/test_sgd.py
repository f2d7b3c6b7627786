"""The command sgd: its JSON, its page, its exit codes, its files, and what Ctrl-C leaves."""

from __future__ import annotations

import shlex
import warnings
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.verify.cli.asking import document, page
from verify.sgd import batches, campaign
from verify.sgd.engine import run_seeds

pytestmark = pytest.mark.usefixtures("empty_folder")

COSH = ["sgd", "--problem", "hyperbolic-cosines"]
SMALL = [*COSH, "--steps", "50", "--runs", "40"]
GOOD = [*SMALL, "--noise", "rademacher:1/2"]
WILD = [*GOOD, "--schedule", "warmup*64"]
FIELDS = [
    "theorem", "problem", "noise", "declared", "schedule", "factor", "tails", "delta", "steps",
    "beta", "gap_floor", "gap0", "runs", "seed", "confidence", "backend", "verdict", "failures",
    "failed_seeds", "close", "missing", "allowed", "failures_needed", "interval",
    "broken_assumptions", "measured", "verdicts", "stopped", "seconds",
]  # fmt: skip


def test_a_true_theorem_is_not_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(GOOD, capsys)
    assert list(found) == FIELDS
    assert (found["verdict"], found["failures"], found["failed_seeds"]) == ("NOT REFUTED", 0, [])
    assert found["theorem"] == "sgd_warmup"
    assert found["confidence"] == {"exact": "999/1000", "value": 0.999}
    assert found["declared"]["C"] == {"exact": "1/4", "value": 0.25}
    assert found["failures_needed"] == 12
    assert Fraction(found["interval"]["lower"]["exact"]) == 0
    assert {v["verdict"] for v in found["verdicts"]} == {"NOT REFUTED"}
    assert list(found["verdicts"][0]) == [
        "id", "claim", "verdict", "evidence", "margin", "replay",
    ]  # fmt: skip
    assert found["measured"]["largest_gap"]["largest"] < 2
    assert found["measured"]["progress"]["largest"] < 4


def test_failures_beyond_delta_refute_with_their_seeds_and_exit_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document([*WILD, "--seed", "7"], capsys, 1)
    assert found["verdict"] == "REFUTED"
    assert found["failures"] == 40
    assert found["failed_seeds"] == list(range(7, 47))
    assert Fraction(found["interval"]["lower"]["exact"]) > Fraction(1, 10)
    assert found["factor"] == {"exact": "64", "value": 64.0}


def test_a_replay_repeats_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    found = document([*WILD, "--seed", "7"], capsys, 1)
    again = document(shlex.split(found["verdicts"][0]["replay"])[1:], capsys, 1)
    assert again | {"seconds": 0} == found | {"seconds": 0}
    # The step of the proof is replayed on one seed alone.
    pathwise = next(v for v in found["verdicts"] if v["id"] == "sgd/pathwise")
    one = document(shlex.split(pathwise["replay"])[1:], capsys, 1)
    assert one["runs"] == 1
    assert next(v for v in one["verdicts"] if v["id"] == "sgd/pathwise")["verdict"] == "REFUTED"


def test_noise_that_breaks_its_assumption_is_named_and_exits_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document([*SMALL, "--noise", "rademacher:2", "--declare", "0,0,1"], capsys, 1)
    assert (found["verdict"], found["broken_assumptions"]) == ("MEASURED", ["sgd/noise_bound"])
    broken = next(v for v in found["verdicts"] if v["verdict"] == "REFUTED")
    assert broken["evidence"].startswith("noise_bound fails at step 0 of seed 0, ")
    assert broken["replay"].endswith(" --runs 1 --backend numpy")


def test_a_bias_too_small_for_a_run_is_named_by_its_seeds_and_repeats(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = [*COSH, "--noise", "biased:1,1/5", "--declare", "4,4,4", "--steps", "300"]
    found = document([*asked, "--runs", "100", "--seed", "5"], capsys, 1)
    assert (found["verdict"], found["broken_assumptions"]) == ("MEASURED", ["sgd/unbiased"])
    broken = next(v for v in found["verdicts"] if v["verdict"] == "REFUTED")
    assert broken["evidence"].startswith("unbiased fails over seeds 5 to ")
    again = document(shlex.split(broken["replay"])[1:], capsys, 1)
    assert again | {"seconds": 0} == found | {"seconds": 0}


def test_light_tails_are_assumed_where_the_noise_has_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document([*SMALL, "--noise", "light-tails:0,0,1"], capsys)
    assert (found["tails"], found["allowed"]["exact"]) == ("light", "1/5")
    assert found["theorem"] == "sgd_light_tails"


def test_a_class_that_was_given_is_named_where_a_theorem_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = ["--vars", "x", "--K0", "1", "--K", "1", "--start", "x=1", "--noise", "abc:0,0,1"]
    words = ["sgd", "--function", "cosh(x)-1", *given, "--runs", "20", "--steps", "100"]
    assert "taken as given" not in page(words, capsys)
    # A class a thousand times too small makes steps that are far too large.
    wrong = ["500*x**2" if word == "cosh(x)-1" else word for word in words]
    assert "are taken as given: where one of them is wrong" in page(wrong, capsys, code=1)
    refuted = [v for v in document(wrong, capsys, 1)["verdicts"] if v["verdict"] == "REFUTED"]
    assert {"sgd/potential", "sgd/pathwise"} <= {v["id"] for v in refuted}
    for verdict in refuted:
        assert verdict["evidence"].endswith(
            "; rho, K0, K and the lower bound of f were taken as given"
        )


@pytest.mark.parametrize("lowest", ["0.5430806", "1/4"])
def test_a_lower_bound_that_is_none_is_named_and_the_theorem_is_not(
    lowest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--vars", "x", "--K0", "1", "--K", "1", "--start", "x=1", "--noise", "abc:0,0,1"]
    words = ["sgd", "--function", "cosh(x)-1", *given, "--runs", "20", "--steps", "100"]
    found = document([*words, "--fstar", lowest], capsys, 1)
    assert (found["verdict"], found["broken_assumptions"]) == ("MEASURED", ["sgd/lower_bound"])
    refuted = [v for v in found["verdicts"] if v["verdict"] == "REFUTED"]
    assert [v["id"] for v in refuted] == ["sgd/lower_bound"]
    again = document(shlex.split(refuted[0]["replay"])[1:], capsys, 1)
    assert again["broken_assumptions"] == ["sgd/lower_bound"]


def test_steps_beyond_the_doubles_are_named_without_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = document([*GOOD, "--schedule", "warmup*1e300"], capsys, 1)
    told = next(v["evidence"] for v in found["verdicts"] if v["id"] == "sgd/gap")
    assert ", 40 of them by leaving the domain of f or the doubles (seeds 0, 1, 2, " in told


def test_one_step_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\nT = 1 step from the gap " in page([*GOOD, "--steps", "1"], capsys)


def test_a_tiny_delta_does_not_fill_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert "with probability 1e-300...; it takes 1 " in page([*GOOD, "--delta", "1e-300"], capsys)


def test_several_schedules_give_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    found = document([*GOOD, "--schedule", "warmup", "--schedule", "constant*3/2"], capsys)
    assert [c["schedule"] for c in found["campaigns"]] == ["warmup", "constant"]
    assert [c["factor"]["exact"] for c in found["campaigns"]] == ["1", "3/2"]
    assert [c["gap_floor"] is None for c in found["campaigns"]] == [False, True]


def test_the_page_says_what_was_fixed_what_failed_and_how_to_repeat_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = page(WILD, capsys, 1)
    assert "Fixed before the first run: 40 runs from seed 0, confidence 999/1000.\n" in found
    assert "A run may fail with probability 1/10; it takes 12 failures to refute that.\n" in found
    assert "\nSound noise may be called unsound with probability 1/1000: half of it " in found
    assert "\nwarmup*64, sgd_warmup:\n" in found
    assert "\nreplay: warmproof sgd --problem hyperbolic-cosines --noise rademacher:1/2" in found


def test_too_few_runs_are_told_beforehand(capsys: pytest.CaptureFixture[str]) -> None:
    found = page([*GOOD[:-4], "--noise", "rademacher:1/2", "--runs", "3"], capsys)
    assert "A run may fail with probability 1/10; no number of failures refutes it.\n" in found
    assert "so few runs cannot refute 1/10; make at least 4" in found


def test_long_levels_are_shortened_on_the_page_only(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*GOOD, "--declare", "0,0,314159265358979/1000000000000000"]
    assert "; declared A = 0, B = 0, C = 0.314159...\n" in page(asked, capsys)
    assert document(asked, capsys)["declared"]["C"]["exact"] == "314159265358979/1000000000000000"


def test_a_picture_is_written_and_named(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert page([*GOOD, "--plot", "p.png"], capsys).endswith("\nwritten: p.png\n")
    assert (empty_folder / "p.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("json_too", [True, False])
def test_ctrl_c_keeps_what_is_done_and_resume_ends_it(
    json_too: bool,
    empty_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(campaign, "FEWEST", 10)
    monkeypatch.setattr(campaign, "BATCH_STEPS", 500)
    calls = 0

    def interrupted(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return run_seeds(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(batches, "run_seeds", interrupted)
        if json_too:
            found = document([*GOOD, "--checkpoint", "runs"], capsys, 130)
            assert (found["missing"], found["stopped"]) == (20, "interrupt")
            assert found["verdict"] == "UNDECIDED"
        else:
            text = page([*GOOD, "--checkpoint", "runs"], capsys, 130)
            assert "\nEnded by Ctrl-C: 20 runs are missing.\n" in text
            assert text.endswith("\nwritten: runs\n")
    assert (empty_folder / "runs").exists()
    resumed = document([*GOOD, "--resume", "runs"], capsys)
    whole = document(GOOD, capsys)
    assert resumed | {"seconds": 0} == whole | {"seconds": 0}
    assert not (empty_folder / "runs").exists()


# Warm-up beside the constant step.


def test_a_comparison_has_predicted_and_measured_ratios(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [*COSH, "--noise", "rademacher:20", "--steps", "60", "--runs", "3", "--compare"]
    found = document([*asked, "--plot", "c.png"], capsys)
    assert (found["T"], found["runs"], found["interrupted"]) == (60, 3, False)
    assert found["own"]["predicted"]["guarantee"]["median"] > 1
    assert found["own"]["measured"]["mean_gradient"]["median"] > 1
    assert (empty_folder / "c.png").exists()
    assert "The theorems' own steps\n" in page(asked, capsys)


def test_an_ablation_brings_its_own_noise(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [*COSH, "--steps", "20", "--runs", "2", "--ablation", "a.png"]
    found = document(asked, capsys)
    assert {row["kind"] for row in found["rows"]} == {"A", "B", "C"}
    assert (empty_folder / "a.png").exists()
    assert page(asked, capsys).endswith("\nwritten: a.png\n")
