"""verify/sgd/plot.py: what is drawn, against which limits, and what may not be drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from matplotlib.figure import Figure

from theory.errors import WarmproofError
from verify.problems import get
from verify.sgd import plot
from verify.sgd.campaign import Campaign, run_campaign
from verify.sgd.checks import Checks, check
from verify.sgd.noise import Levels
from verify.sgd.noises.parsing import parse_noise
from verify.sgd.setting import Setting


def checked(noise: str = "rademacher:1/2", runs: int = 30, **changes: Any) -> Checks:
    problem = get("hyperbolic-cosines")
    levels = Levels(sp.Integer(0), sp.Integer(0), sp.Integer(1))
    given = {"delta": sp.Rational(1, 10), "T": 40, **changes}
    setting = Setting(problem, parse_noise(noise, problem), levels, **given)
    return check(run_campaign(Campaign(setting, runs, backend="numpy")))


def drawn(found: list[Checks], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Figure:
    """What would be saved; that it can be is asked below."""
    kept: list[Figure] = []
    monkeypatch.setattr(Figure, "savefig", lambda figure, *_, **__: kept.append(figure))
    plot.plot_campaigns(found, folder / "p.png")
    return kept[0]


def test_six_panels_have_titles_labels_and_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = drawn([checked(), checked(schedule="constant")], tmp_path, monkeypatch)
    assert len(figure.axes) == 6
    for axes in figure.axes:
        assert axes.get_title() and axes.get_xlabel() and axes.get_ylabel()
    gap0 = float(checked().outcome.campaign.setting.gap0)
    # Limits are dashed; those of the histograms stand, those of the paths lie.
    dashed = [[line for line in axes.lines if line.get_linestyle() == "--"] for axes in figure.axes]
    assert [len(lines) for lines in dashed] == [1, 1, 1, 1, 1, 0]
    assert [lines[0].get_xdata()[0] for lines in dashed[:3]] == [2, 4, 1]
    assert dashed[3][0].get_ydata()[0] == pytest.approx(2 * gap0)
    assert dashed[4][0].get_ydata()[0] == pytest.approx(2.302585092994046)
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == [
        "warmup: 0 of 30 runs failed", "constant: 0 of 30 runs failed", "limit of the theorem",
    ]  # fmt: skip


def test_paths_of_runs_that_failed_are_among_those_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wild = checked("student:3,10", factor=sp.Integer(8))
    assert len(wild.failures.seeds) > 0
    chosen: list[list[int]] = []
    trace = plot.trace_paths

    def remember(setting: Setting, seeds: Any, at: Any) -> Any:
        chosen.append(list(seeds))
        return trace(setting, seeds, at)

    monkeypatch.setattr(plot, "trace_paths", remember)
    plot.plot_campaigns([wild], tmp_path / "p.svg")
    assert set(wild.failures.seeds[:4].tolist()) <= set(chosen[0])
    assert len(chosen[0]) == plot.PATHS


def test_runs_that_left_the_doubles_are_counted_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = drawn([checked(factor=sp.Integer(4096))], tmp_path, monkeypatch)
    assert figure.legends[0].get_texts()[0].get_text() == (
        "warmup*4096: 30 of 30 runs failed, 30 left the doubles"
    )


def test_a_single_run_of_one_step_can_be_drawn(tmp_path: Path) -> None:
    assert plot.plot_campaigns([checked(runs=1, T=1)], tmp_path / "p.pdf").exists()


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="a picture ends in"):
        plot.plot_campaigns([], tmp_path / "p.txt")
