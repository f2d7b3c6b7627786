"""Pictures of runs: the gap, the step size, and the smallest gradient against its bound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.errors import WarmproofError
from verify.files import check_writable, write_atomically
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Floats
from verify.runs import inequalities as ineq
from verify.runs.gradient_descent import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".png", ".svg", ".pdf")
MOST_POINTS = 1500
"""Points drawn per line; longer runs are thinned evenly on a logarithmic axis."""
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito's palette, which stays apart under the common colour-vision deficiencies."""


def check_plot_path(path: Path | str) -> Path:
    """Return the path if a picture can be written there; ask before the run.

    Raises:
        WarmproofError: an unknown suffix, or a place that cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        raise WarmproofError(
            f"a picture ends in {', '.join(SUFFIXES)}; got {target.name!r}. Choose one of these."
        )
    return check_writable(target)


def plot_runs(runs: Sequence[Run], path: Path | str) -> Path:
    """Draw runs of one problem into one picture with three panels.

    Args:
        runs: at least one, each with at least its start recorded.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: nothing to draw, or the place cannot be written to.
    """
    target = check_plot_path(path)
    drawn = [run for run in runs if run.record.values.size]
    if not drawn:
        raise WarmproofError("there is nothing to draw: no run got past its start. Run longer.")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13, 5.2), layout="constrained")
    FigureCanvasAgg(figure)
    gaps, steps, gradients = figure.subplots(1, 3)
    figure.suptitle(drawn[0].problem.facts.title)
    for place, run in enumerate(drawn):
        # Later lines are thinner, so that of two that coincide both can be seen.
        style = {
            "color": COLOURS[place % len(COLOURS)],
            "linewidth": 1.2 + 4.8 * (len(drawn) - 1 - place) / len(drawn),
        }
        count = np.arange(len(run.record.values)) + 1
        label = f"{run.schedule.title}: {run.iterations:,} steps" + ("" if run.hit else ", no hit")
        draw_line(gaps, count, run.gaps, label=label, **style)
        draw_line(steps, count[:-1], run.record.steps, **style)
        if run.iterations:
            measured, bound = least_gradients(run)
            draw_line(gradients, count[:-1], measured, **style)
            if bound is not None:
                draw_line(gradients, count[:-1], bound, **{**style, "linestyle": "--"})
    _references(gaps, steps, gradients, drawn[0])
    if any(run.iterations for run in drawn):  # else there is nothing for a logarithmic axis
        for axes in (gaps, steps, gradients):
            axes.set(xscale="log", yscale="log")
    _finish(gaps, "Gap", r"gap $f(w_t) - f^*$  [loss]", r"iterate $t + 1$")
    _finish(steps, "Step size", r"step $\eta_t$  [length$^2$/loss]", r"step $t + 1$")
    least = r"$\min_{s \leq t} \Vert\nabla f(w_s)\Vert^2$  [loss$^2$/length$^2$]"
    _finish(gradients, "Smallest gradient and its bound", least, r"step $t + 1$")
    figure.legend(loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def least_gradients(run: Run) -> tuple[Floats, Floats | None]:
    """The smallest squared gradient norm after each step, and the theorem's bound on it.

    Returns:
        Two arrays of shape (T,), unit loss^2/length^2; entry t covers w_0 .. w_t. No second
        one where the theorem bounds no gradient.
    """
    record, facts = run.record, run.problem.facts
    smallest = np.minimum.accumulate(record.gradient_norms[:-1] ** 2)
    bound = ineq.FAMILIES[run.schedule.guarantee].least_bound
    if bound is None:
        return smallest, None
    compiled = compile_expressions(
        [bound.subs(facts.constants)], (sym.gap0, ineq.STEP_TOTAL, ineq.COUNT)
    )
    count = np.arange(1, len(record.steps) + 1, dtype=np.float64)
    totals = np.cumsum(record.steps)
    return smallest, compiled.floats([np.full(len(count), run.gaps[0]), totals, count])[0]


def _references(gaps: Axes, steps: Axes, gradients: Axes, run: Run) -> None:
    """The theoretical and chosen levels, with their entries in the legend."""
    facts = run.problem.facts
    constant = compile_expressions([1 / ell(sym.gap0).subs(facts.constants)], (sym.gap0,))
    level = float(constant.floats([run.gaps[0]])[0])
    grey: dict[str, Any] = {"color": "0.25", "linewidth": 1.0}
    steps.axhline(level, linestyle=(0, (5, 3)), label=r"step $1/\ell(\Delta_0)$", **grey)
    gradients.plot([], [], linestyle="--", label="bound of the theorem on the gradient", **grey)
    if run.target.quantity == "gap":
        gaps.axhline(float(run.target.level), linestyle=":", label=f"target {run.target}", **grey)


def draw_line(axes: Axes, x: Any, y: Floats, **style: Any) -> None:
    """Draw a series, thinned evenly in log x; values <= 0 have no place on a log axis."""
    if len(x) > MOST_POINTS:
        index = np.unique(np.geomspace(1, len(x), MOST_POINTS).astype(int) - 1)
        x, y = x[index], y[index]
    axes.plot(x, np.where(y > 0, y, np.nan), **style)


def _finish(axes: Axes, title: str, ylabel: str, xlabel: str) -> None:
    axes.set(title=title, ylabel=ylabel, xlabel=xlabel)
    axes.grid(alpha=0.3, which="major")
