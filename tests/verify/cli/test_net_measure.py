"""``warmproof net measure``: its page, document and files, going on, and what it refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from tests.verify.cli.asking import document, page
from verify import cli
from verify.cli.net_measure import CERTIFIED

pytestmark = pytest.mark.extra("nets")

FEW = ["net", "measure", "--steps", "16", "--every", "2", "--points", "2", "--products", "4"]
FEW += ["--resamples", "20"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("net") / "out"
    assert cli.invoke([*FEW, "--out", str(out), "--json"]) == 0
    return out


def timeless(found: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in found.items() if not name.endswith("_seconds")}
    kept["points"] = [
        {name: value for name, value in row.items() if not name.endswith("_seconds")}
        for row in found["points"]
    ]
    return kept


def test_a_folder_has_rows_picture_and_the_document(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["checkpoint.npz", "figure.png", "summary.json", "trace.csv", "training.csv"]
    shape = json.loads((folder / "summary.json").read_text())
    assert (shape["net"], shape["done"], shape["momentum"]) == ("perceptron", 16, 0.9)
    assert [verdict["id"] for verdict in shape["verdicts"]] == [
        "net_measure/norm",
        "net_measure/directional",
    ]
    assert {verdict["verdict"] for verdict in shape["verdicts"]} == {"MEASURED"}
    assert shape["verdicts"][0]["replay"] == (
        "warmproof net measure --steps 16 --every 2 --resamples 20 --points 2 --products 4"
    )
    with (folder / "trace.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [int(row["step"]) for row in rows] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert [float(row["norm"]) for row in rows] == [row["norm"] for row in shape["points"]]


def test_a_finished_folder_is_shown_again_as_a_page(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = json.loads((folder / "summary.json").read_text())
    picture = tmp_path / "curvature.svg"
    found = page([*FEW, "--out", str(folder), "--resume", "--plot", str(picture)], capsys)
    for part in (
        "perceptron 64-32-10, 2,410 parameters, on the digits",
        "SGD with momentum 0.9 and step 0.05, batches of 64, seed 0, on cpu; 16 steps, measured "
        "every 2 on the step's own batch",
        "||Hessian|| >=",
        "net_measure/norm  MEASURED",
        "8 points, 0 left out; intervals at level 90%",
        "The norm's residual is ",
        "% of training.",
        "replay: warmproof net measure --steps 16",
        f"written: all of it, in {folder}",
        f"written: {picture}",
    ):
        assert part in found
    assert picture.stat().st_size > 10_000
    assert timeless(json.loads((folder / "summary.json").read_text())) == timeless(kept)


def test_ctrl_c_keeps_what_is_there_and_it_goes_on(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from verify.cli import net_measure as module

    def stop(bar: Any, measuring: Any) -> Any:
        def tick(row: Any) -> None:
            if row.step == 4:
                raise KeyboardInterrupt

        return tick

    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(module, "_ticker", stop)
        found = page([*FEW, "--out", str(out)], capsys, code=130)
    assert "Too few points to fit anything" in found
    assert "Stopped at step 5 of 16. Go on with --resume." in found
    assert cli.invoke([*FEW, "--out", str(out), "--resume", "--json"]) == 0
    first, second = (json.loads((f / "summary.json").read_text()) for f in (folder, out))
    assert timeless(first) == timeless(second)


def test_ctrl_c_while_fitting_says_how_to_go_on(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from verify.cli import net_measure_output as module

    def stop(measuring: Any, how: Any) -> Any:
        raise KeyboardInterrupt

    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(module, "findings", stop)
        assert cli.invoke([*FEW, "--out", str(out)]) == 130
    said = f"warmproof: interrupted after training; go on with --resume --out {out}.\n"
    assert capsys.readouterr().err == said
    assert cli.invoke([*FEW, "--out", str(out), "--resume", "--json"]) == 0
    first, second = (json.loads((f / "summary.json").read_text()) for f in (folder, out))
    assert timeless(first) == timeless(second)


def test_a_loss_that_turns_nan_is_bad_input_and_the_rows_stay(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from verify.nets import tasks

    real = tasks.make_task

    def fourth_powers(*arguments: Any, **options: Any) -> Any:
        def loss(net: Any, batch: Any) -> Any:
            return sum((p**4).sum() for p in net.parameters())

        return replace(real(*arguments, **options), loss=loss)

    monkeypatch.setattr(tasks, "make_task", fourth_powers)
    out = tmp_path / "out"
    assert cli.invoke([*FEW, "--lr", "50", "--out", str(out), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "after a step of size 50" in told.err
    assert told.err.endswith(f"Take smaller steps. What was measured is in {out}.\n")
    assert (out / "trace.csv").read_text().count("\n") > 1
    assert json.loads((out / "summary.json").read_text())["diverged"].startswith(
        "the gradient's norm is inf"
    )


def test_layers_have_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    found = page([*FEW[:2], "--steps", "4", "--every", "2", "--points", "0", "--layers"], capsys)
    assert "largest eigenvalue of a layer  step 0" in found
    assert "Too few points to fit anything: train longer, or measure more often." in found
    assert "--layers" in found.splitlines()[-1]


@pytest.mark.parametrize("net", CERTIFIED)
def test_networks_with_known_constants_keep_them(
    net: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["net", "measure", "--net", net, "--steps", "4", "--every", "2"]
    found = document(words, capsys)
    (verdict,) = found["verdicts"]
    assert (verdict["id"], verdict["verdict"]) == (f"net_measure/{net}", "NOT REFUTED")
    assert verdict["replay"] == f"warmproof {' '.join(words)}"
    assert [row["step"] for row in found["points"]] == [0, 2, 4]
    assert all(row["curvature"] <= row["allowed"] for row in found["points"])


def test_a_network_with_known_constants_has_a_page_and_a_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["net", "measure", "--net", "feed_forward", "--steps", "2"]
    found = page([*words, "--out", str(tmp_path / "out")], capsys)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["figure.png", "summary.json", "trace.csv"]
    for part in (
        "LW's Example 2: four linear units in a row, with a ridge",
        "known: ||hess F|| <= 1.8879 + 0.538675 (F - 0.693147)^3",
        "from: the statement feed_forward, conclusion small_K",
        "net_measure/feed_forward  NOT REFUTED  3 points measured",
        "replay: warmproof net measure --net feed_forward --steps 2",
    ):
        assert part in found


def test_a_bound_that_is_broken_is_undecided(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with a hundredth of the constants the measured curvature lies above."""
    from dataclasses import replace

    from verify.nets.certified import named

    real = named.build

    def tightened(name: str, seed: int) -> Any:
        net, after_step = real(name, seed)
        known = net.constants
        net.__dict__["constants"] = replace(known, K0=known.K0 / 100, K=known.K / 100)
        return net, after_step

    monkeypatch.setattr(named, "build", tightened)
    words = ["net", "measure", "--net", "deep_linear", "--steps", "1"]
    found = document(words, capsys, code=3)
    (verdict,) = found["verdicts"]
    assert verdict["verdict"] == "UNDECIDED"
    assert "confirm it in enclosures" in verdict["evidence"]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.invoke(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err.removeprefix("warmproof: ").strip()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--steps", "0"], "measuring needs steps >= every = 1; got steps = 0. Raise steps."),
        (["--steps", "4", "--every", "5"], "measuring needs steps >= every = 5; got steps = 4."),
        (["--every", "0"], "measuring needs every >= 1; got every = 0. Take 1."),
        (["--lr", "-1"], "measuring needs a finite lr > 0; got lr = -1.0. Take 0.05."),
        (["--momentum", "1"], "measuring needs 0 <= momentum < 1; got momentum = 1.0."),
        (["--products", "3"], "a measurement needs products = 0 or >= 4; got products = 3."),
        (["--products", "0", "--points", "0"], "a measurement needs points or products; got"),
        (["--resamples", "3"], "an interval needs resamples >= 20; got 3."),
        (["--device", "cuda:77"], "the device cuda:77 needs a GPU that torch can use;"),
        (["--device", "toaster"], "there is no device 'toaster'. Take cpu or cuda."),
        (["--data", ""], "--data is empty; name a file, or leave it out."),
        (["--resume"], "--resume goes on from a folder; name it with --out."),
        (["--plot", "figure.txt"], "a picture ends in .png, .svg, .pdf; got 'figure.txt'."),
        (["--plot", ""], "--plot is empty; name a file."),
        (["--net", "lstm"], "Invalid value for '--net': 'lstm' is not one of 'perceptron',"),
        (
            ["--net", "ridge", "--lr", "1"],
            "ridge is followed by gradient descent with the step 1/ell(gap) on its own data; "
            "leave out --lr.",
        ),
        (["--net", "ridge", "--layers"], "leave out --layers."),
        (["--net", "ridge", "--device", "cuda"], "leave out --device."),
        (["--net", "ridge", "--out", "x", "--resume"], "leave out --resume."),
        (["--net", "ridge", "--steps", "0"], "a run needs steps >= 1 and every >= 1; got 0 and 1."),
    ],
)
def test_bad_input_is_one_sentence(
    given: list[str], message: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(["net", "measure", *given], capsys)
    assert not list(empty_folder.iterdir())


def test_a_lower_bound_above_the_loss_is_refused_at_the_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = refused([*FEW, "--f-lower", "100"], capsys)
    assert found.startswith("the gap needs loss >= f_lower; got loss = 2.3")
    assert found.endswith("at step 0 with f_lower = 100. Lower f_lower.")


def test_a_folder_in_use_or_of_another_run_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = [*FEW, "--out", str(folder)]
    assert refused(again, capsys) == (
        f"{folder} is not empty; go on from it with --resume, or name another folder."
    )
    assert refused([*again, "--resume", "--lr", "0.01"], capsys) == (
        f"the run in {folder} has lr = 0.05, not 0.01. Give the same options, or another folder."
    )
