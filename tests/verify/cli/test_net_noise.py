"""The command net noise: its JSON, its page, its folder, and what ends it early."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.verify.cli.asking import document, page
from verify import cli

pytest.importorskip("torch")

pytestmark = [pytest.mark.extra("nets"), pytest.mark.usefixtures("empty_folder")]

FAST = ["net", "noise", "--steps", "20", "--points", "6", "--batches", "4", "--resamples", "20"]


def test_the_envelopes_lie_above_all_points(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(FAST, capsys)
    assert found["verdict"] == "MEASURED"
    assert [point["step"] for point in found["points"]] == sorted(
        {point["step"] for point in found["points"]}
    )
    assert (found["batches"], found["batches_per_epoch"]) == (4, 20)
    for which in ("mean", "largest"):
        A, B, C = (found[which][name]["value"] for name in "ABC")
        for point in found["points"]:
            bound = A * point["gap"] + B * point["gradient_norm"] ** 2 + C
            assert bound >= point[f"{which}_square"] * (1 - 1e-9)
        ablation = found[which]["ablation"]
        assert ["".join(row["terms"]) for row in ablation] == [
            "ABC", "BC", "AC", "AB", "A", "B", "C",
        ]  # fmt: skip
        assert all(row["envelope"]["excess"] >= found[which]["excess"] for row in ablation)
    assert [v["id"] for v in found["verdicts"]] == ["net_noise/mean", "net_noise/largest"]


def test_a_replay_repeats_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    found = document([*FAST, "--seed", "2", "--lr", "0.5", "--batch-size", "32"], capsys)
    assert (found["lr"], found["batch_size"]) == (0.5, 32)
    assert document(shlex.split(found["verdicts"][0]["replay"])[1:], capsys) == found


def test_a_folder_keeps_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown = page([*FAST, "--out", "kept", "--plot", "own.svg"], capsys)
    assert shown.startswith("perceptron 64-32-10, 2,410 parameters, on the digits")
    assert "A gap + B |g|^2 + C above the largest |g_i - g|^2:" in shown
    assert shown.rstrip().endswith(
        "written: own.svg, kept/noise.png, kept/noise.csv, kept/summary.json"
    )
    assert len(Path("kept/noise.csv").read_text().splitlines()) == 7
    assert json.loads(Path("kept/summary.json").read_text())["steps"] == 20
    assert Path("kept/noise.png").read_bytes()[:4] == b"\x89PNG"


def test_ctrl_c_keeps_the_points_so_far(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from verify.nets import noise_run

    row, seen = noise_run._row, []

    def interrupted(*arguments: object) -> noise_run.Row:
        if len(seen) == 3:
            raise KeyboardInterrupt
        seen.append(1)
        return row(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(noise_run, "_row", interrupted)
    shown = page([*FAST, "--out", "kept"], capsys, code=130)
    assert "Ended by Ctrl-C after 3 of 6 points." in shown
    assert len(Path("kept/noise.csv").read_text().splitlines()) == 4


def test_training_that_diverges_keeps_its_points_and_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.invoke([*FAST, "--lr", "1e38", "--out", "kept"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith("warmproof: ")
    assert found.err.rstrip().endswith("What was measured is in kept.")
    assert len(Path("kept/noise.csv").read_text().splitlines()) >= 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--batches", "1"], "noise needs 2 <= batches <= 20, the batches of an epoch; got 1."),
        (["--batches", "21"], "noise needs 2 <= batches <= 20, the batches of an epoch; got 21."),
        (["--points", "2"], "noise needs 3 <= points <= steps + 1; got 2 points for 200 steps."),
        (["--steps", "4", "--points", "6"], "noise needs 3 <= points <= steps + 1; got 6 points"),
        (["--lr", "0"], "net noise needs --lr > 0; got 0.0. Give 0.1."),
        (["--f-lower", "inf"], "net noise needs a finite --f-lower; got inf. Give 0."),
        (["--f-lower", "50"], "the gap needs finite losses, none below f_lower = 50.0; got 2."),
        (["--device", "cuda:7"], "the device cuda:7 needs a GPU that torch can use; "),
        (["--plot", "a.gif"], "a picture ends in .png, .svg, .pdf; got 'a.gif'."),
        (["--level", "2"], "an interval needs 0 < level < 1; got 2.0. Give 0.9."),
        (["--size", "paper"], "no paper trains a perceptron; got size paper."),
        (["--out", ""], "--out is empty; name a folder."),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(["net", "noise", *words]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith(f"warmproof: {message}")
