"""Pictures of runs: the theoretical lines, the formats, the refusals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from theory.errors import WarmproofError
from verify.problems.function import function_problem
from verify.problems.river_valley import river_valley
from verify.runs.gradient_descent import Run, run
from verify.runs.plot import least_gradients, plot_runs
from verify.runs.schedules import schedule


def runs(*names: str) -> list[Run]:
    problem = river_valley()
    return [run(problem, schedule(n, problem.facts), max_iterations=2000) for n in names]


@pytest.mark.parametrize(
    ("suffix", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_the_suffix_chooses_the_format(tmp_path: Path, suffix: str, magic: bytes) -> None:
    path = plot_runs(runs("constant", "warmup", "energy"), tmp_path / f"p.{suffix}")
    assert path.read_bytes().startswith(magic)
    assert [p.name for p in tmp_path.iterdir()] == [f"p.{suffix}"]


def test_the_bounds_are_those_of_the_theorems() -> None:
    problem = function_problem("x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": 8})
    fixed = run(problem, schedule("constant:1/2", problem.facts), max_iterations=3)
    measured, bound = least_gradients(fixed)
    assert measured.tolist() == [64.0, 16.0, 4.0]
    assert bound.tolist() == pytest.approx([64 / 0.5, 64 / 1.0, 64 / 1.5])
    valley = river_valley()
    energy = run(valley, schedule("energy", valley.facts), max_iterations=3)
    gap0 = energy.gaps[0]
    expected = (2 * gap0 + gap0**2) / np.array([1.0, 2.0, 3.0])
    assert least_gradients(energy)[1].tolist() == pytest.approx(expected.tolist())


def test_a_run_without_steps_can_be_drawn(tmp_path: Path) -> None:
    problem = river_valley()
    still = run(problem, schedule("warmup", problem.facts), max_iterations=0)
    assert plot_runs([still], tmp_path / "p.png").exists()


def test_nothing_to_draw_and_unknown_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="there is nothing to draw"):
        plot_runs([], tmp_path / "p.png")
    with pytest.raises(WarmproofError, match=r"a picture ends in .png, .svg, .pdf; got 'p.txt'"):
        plot_runs(runs("warmup"), tmp_path / "p.txt")
    assert list(tmp_path.iterdir()) == []
