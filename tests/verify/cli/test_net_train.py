"""``warmproof net train``: its page, its files, going on, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from tests.verify.cli.asking import document, page
from verify import cli

pytestmark = pytest.mark.extra("nets")

FEW = ["net", "train", "--schedule", "constant", "--schedule", "linear", "--steps", "6"]
FEW += ["--peaks", "0.1,0.5", "--seeds", "2"]


def timeless(shape: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shape.items() if name != "times"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("net") / "out"
    assert cli.invoke([*FEW, "--out", str(out), "--json"]) == 0
    return out


def test_a_folder_has_the_document_the_picture_and_every_trial(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["figure.png", "running", "settings.json", "summary.json", "trials"]
    assert len(list((folder / "trials").iterdir())) == 4 + 4
    shape = json.loads((folder / "summary.json").read_text())
    assert [row["schedule"] for row in shape["schedules"]] == ["constant", "linear"]
    assert [verdict["verdict"] for verdict in shape["verdicts"]] == ["MEASURED"]
    assert shape["verdicts"][0]["replay"] == (
        "warmproof net train --schedule constant --schedule linear --steps 6 --peaks 0.1,0.5 "
        "--seeds 2"
    )


def test_without_a_folder_the_same_comes_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(FEW, capsys)
    kept = json.loads((folder / "summary.json").read_text())
    assert json.dumps(timeless(found)) == json.dumps(timeless(kept))


def test_the_page_has_the_table_and_what_it_says(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    picture = tmp_path / "figure.svg"
    found = page([*FEW, "--out", str(folder), "--resume", "--plot", str(picture)], capsys)
    for part in (
        "perceptron 64-32-10, 2,410 parameters, on the digits",
        "6 steps of 64 with SGD with momentum 0; warm-up up to step 1, then cosine",
        "tuned by the validation loss from 1 seed, judged on the test set from 2 other seeds",
        "test accuracy by seed (0, 1)",
        "linear - constant",
        "too few seeds to say",
        "2 seeds give no p below 0.5",
        f"written: {folder / 'summary.json'}, {folder / 'figure.png'}, {picture}",
    ):
        assert part in found
    assert picture.stat().st_size > 10_000


def test_ctrl_c_keeps_what_is_finished_and_it_goes_on(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from verify.nets.comparison import comparison as module

    real: Callable[..., Any] = module.run_trial
    calls = []

    def cut(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) > 5:
            raise KeyboardInterrupt
        return real(*arguments)

    out = tmp_path / "out"
    monkeypatch.setattr(module, "run_trial", cut)
    assert cli.invoke([*FEW, "--out", str(out)]) == 130
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"warmproof: interrupted; 5 trials are finished, go on with --resume --out {out}.\n"
    )
    assert not (out / "summary.json").exists()
    monkeypatch.setattr(module, "run_trial", real)
    assert cli.invoke([*FEW, "--out", str(out), "--resume", "--json"]) == 0
    first, second = (json.loads((f / "summary.json").read_text()) for f in (folder, out))
    assert json.dumps(timeless(first)) == json.dumps(timeless(second))


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.invoke(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err.removeprefix("warmproof: ").strip()


def test_other_settings_in_the_folder_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = [*FEW, "--out", str(folder)]
    assert refused(again, capsys) == (
        f"{folder} is not empty; go on from it with --resume, or name another folder."
    )
    assert refused([*again, "--resume", "--momentum", "0.9"], capsys) == (
        "this comparison began with momentum = 0.0; got 0.9. "
        "Go on with the same, or name another folder."
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--peaks", "0.1,a"], "--peaks takes numbers with commas; got '0.1,a'. Write 0.1,0.3,1."),
        (["--peaks", "nan"], "--peaks takes numbers with commas; got 'nan'. Write 0.1,0.3,1."),
        (["--steps", "1"], "a comparison needs steps >= 2; got 1. Train for longer."),
        (["--plot", "figure.txt"], "a picture ends in .png, .svg, .pdf; got 'figure.txt'."),
        (["--plot", ""], "--plot is empty; name a file."),
        (["--resume"], "--resume goes on from a folder; name it with --out."),
        (["--device", "cuda:77"], "the device cuda:77 needs a GPU that torch can use;"),
        (["--data", "missing.npz"], "missing.npz"),
        (["--jobs", "257"], "at most 256 jobs can be had"),
        (["--schedule", "warmup"], "Invalid value for '--schedule': 'warmup' is not one of"),
    ],
)
def test_bad_input_is_one_sentence(
    given: list[str], message: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(["net", "train", *given], capsys)
    assert not list(empty_folder.iterdir())


def test_where_all_diverge_it_is_bad_input_and_the_trials_stay(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from verify.nets.comparison import trial as module

    real = module._task

    def squares(settings: Any) -> Any:
        task = real(settings)
        return replace(task, loss=lambda model, batch: model(batch[0]).square().mean())

    monkeypatch.setattr(module, "_task", squares)
    out = tmp_path / "out"
    told = refused([*FEW, "--peaks", "1e10,1e20", "--out", str(out)], capsys)
    assert told.startswith("every trial diverged; constant with peak 1e+10: the loss is inf at")
    assert told.endswith("Lower the peaks.")
    assert len(list((out / "trials").iterdir())) == 4
