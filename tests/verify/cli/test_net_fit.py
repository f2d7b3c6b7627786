"""The command net fit: its JSON, its page, its picture, and how bad input is refused."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.verify.cli.asking import document, page
from verify import cli

pytestmark = pytest.mark.usefixtures("empty_folder")

FAST = ["--resamples", "20"]
FIXED = [*FAST, "--rho", "1"]
FIELDS = [
    "file", "column", "f_lower", "points", "dropped", "verdict", "rho", "K0", "K", "excess",
    "excess_factor", "above", "explained", "rank_correlation", "fitted_points", "rho_known",
    "share_above", "intervals", "gradient_norm", "sensitivity", "warmup", "verdicts",
]  # fmt: skip


def write(name: str = "run.csv", *, exponent: float = 1, K: float = 3, n: int = 50) -> str:
    """A run whose points lie on their envelope every third time."""
    rng = np.random.default_rng(0)
    gaps = np.geomspace(10, 0.01, n)
    curvatures = (2 + K * gaps**exponent) * np.where(
        np.arange(n) % 3 == 0, 1, rng.uniform(0.5, 1, n)
    )
    norms = np.sqrt(gaps) * rng.uniform(0.2, 1, n)
    lines = ["step,loss,gradient_norm,sharpness"]
    lines += [
        f"{20 * i},{gap!r},{norm!r},{curvature!r}"
        for i, (gap, norm, curvature) in enumerate(
            zip(gaps.tolist(), norms.tolist(), curvatures.tolist(), strict=True)
        )
    ]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def test_the_constants_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(["net", "fit", write(), *FAST], capsys)
    assert list(found) == FIELDS
    assert (found["verdict"], found["points"], found["above"]) == ("MEASURED", 50, 0)
    assert found["rho"] == pytest.approx(1, rel=1e-3)
    assert found["K0"] == pytest.approx(2, rel=1e-3)
    assert found["K"] == pytest.approx(3, rel=1e-3)
    assert found["rho_known"]
    low, value, high = found["intervals"]["K"].values()
    assert low <= value <= high
    assert found["gradient_norm"]["says"].startswith("the gap explains more: ")
    assert [row["f_lower_raised_by"] for row in found["sensitivity"]] == pytest.approx(
        [0, 0.005, 0.009]
    )
    assert found["warmup"]["ratio"] == pytest.approx((2 + 30) / 2, rel=1e-3)
    assert list(found["verdicts"][0]) == [
        "id", "claim", "verdict", "evidence", "margin", "replay",
    ]  # fmt: skip


def test_a_replay_repeats_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--rho", "1", "--share-above", "0.1", "--level", "0.8", "--seed", "3", "--block", "2"]
    found = document(["net", "fit", write(), *FAST, *more], capsys)
    words = shlex.split(found["verdicts"][0]["replay"])
    assert words[:3] == ["warmproof", "net", "fit"]
    assert document(words[1:], capsys) == found
    assert found["above"] <= 5
    assert found["intervals"]["rho"] == {"low": 1, "value": 1, "high": 1}


def test_the_page_says_what_the_fit_asks_of_a_schedule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = page(["net", "fit", write(), *FAST, "--plot", "fit.png"], capsys)
    assert "run.csv: 50 points, sharpness against gap = loss - 0, 10 to 0.01" in found
    assert "no point lies above it." in found
    assert "\n  The first step is 1/ell(gap_0) = 0.03125, the peak 1/K0 = 0.5: 16 times" in found
    assert "\n  Warm-up ends where K gap^rho <= K0: in this run at step 400.\n" in found
    assert "\nnet_fit/envelope  MEASURED  rho = 1 " in found
    assert found.endswith("\nwritten: fit.png\n")
    assert Path("fit.png").read_bytes()[:4] == b"\x89PNG"


def test_a_constant_curvature_asks_for_no_warm_up(capsys: pytest.CaptureFixture[str]) -> None:
    name = write(K=0)
    found = document(["net", "fit", name, *FAST], capsys)
    assert (found["rho"], found["K"], found["warmup"]["ratio"]) == (None, 0, 1)
    shown = page(["net", "fit", name, *FAST], capsys)
    assert "The fit is constant and asks for no warm-up: 1/K0 = 0.5 at any gap." in shown
    assert (
        "K = 0: a constant fits best, and rho has no meaning (the gaps span a factor of 1e+03)."
        in shown
    )


def test_curvature_that_grows_as_the_gap_falls_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = page(["net", "fit", write(exponent=-0.3), *FIXED], capsys)
    assert "grow as the gap falls: along this run the relation does not hold." in shown


def test_gaps_that_span_little_leave_rho_open(capsys: pytest.CaptureFixture[str]) -> None:
    rng = np.random.default_rng(0)
    gaps = np.linspace(2, 2.1, 60)
    rows = [f"{gap!r},{(2 + 3 * gap) * rng.uniform(0.7, 1)!r}" for gap in gaps.tolist()]
    Path("few.csv").write_text("\n".join(["gap,sharpness", *rows]), encoding="utf-8")
    found = document(["net", "fit", "few.csv", *FAST], capsys)
    assert found["intervals"]["rho"]["high"] == 4
    assert "the gaps span a factor of 1.05)" in page(["net", "fit", "few.csv", *FAST], capsys)


def test_rows_that_were_left_out_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(write())
    path.write_text(path.read_text() + "2000,0.01,1,\n2020,0.01,1,-3\n", encoding="utf-8")
    found = document(["net", "fit", "run.csv", *FIXED], capsys)
    assert found["dropped"] == {"not measured": 1, "sharpness <= 0": 1}
    assert "left out: sharpness <= 0 in 1 of the rows" in page(
        ["net", "fit", "run.csv", *FIXED], capsys
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.csv"], "cannot read none.csv: No such file or directory."),
        (["run.csv", "--f-lower", "1"], "f_lower = 1 is above the loss 0.01 in row 50 of run.csv."),
        (["run.csv", "--f-lower", "nan"], "--f-lower needs a finite number; got nan."),
        (["run.csv", "--column", "norm"], "run.csv has no column norm; it has step, loss, "),
        (["run.csv", "--rho", "0"], "an envelope needs 0 < rho; got 0.0 to 0.0."),
        (["run.csv", "--rhos", "2,1"], "--rhos needs 0 < LOW < HIGH; got 2,1."),
        (["run.csv", "--rhos", "2"], "--rhos takes LOW,HIGH; got '2'. Write 0.05,4."),
        (["run.csv", "--share-above", "1"], "an envelope needs 0 <= share_above < 1; got 1.0."),
        (["run.csv", "--level", "1"], "an interval needs 0 < level < 1; got 1.0. Give 0.9."),
        (["run.csv", "--resamples", "3"], "an interval needs resamples >= 20; got 3."),
        (["run.csv", "--block", "0"], "a block needs block >= 1; got 0. Give 1 or more."),
        (["run.csv", "--plot", "fit.gif"], "a picture ends in .png, .svg, .pdf; got 'fit.gif'."),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write()
    assert cli.invoke(["net", "fit", *words]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith(f"warmproof: {message}")


def test_gaps_of_0_are_fitted_but_not_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    Path("zero.csv").write_text("gap,norm\n0,1\n0,2\n0,3\n", encoding="utf-8")
    assert document(["net", "fit", "zero.csv", *FIXED], capsys)["K0"] == 3
    assert cli.invoke(["net", "fit", "zero.csv", *FIXED, "--plot", "zero.png"]) == 2
    found = capsys.readouterr().err
    assert found == "warmproof: there is nothing to draw: no gap is > 0. Leave out --plot.\n"


def test_a_first_step_without_bound_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    lines = "gap,norm,gradient_norm\n0,9,0\n1,1,0\n2,2,0\n3,3,0\n"
    Path("given_up.csv").write_text(lines, encoding="utf-8")
    words = ["net", "fit", "given_up.csv", *FIXED, "--share-above", "0.25", "--plot", "f.png"]
    assert "1/ell(gap_0) = inf" in page(words, capsys)
    found = document(words, capsys)
    assert (found["above"], found["K0"], found["warmup"]["first"]) == (1, 0, None)


def test_fitting_needs_no_torch() -> None:
    write()
    block = "import sys; sys.modules['torch'] = None; from verify.cli import main; main({})"
    words = ["net", "fit", "run.csv", *FIXED, "--plot", "fit.svg", "--json"]
    ran = subprocess.run(
        [sys.executable, "-c", block.format(words)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2])},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
