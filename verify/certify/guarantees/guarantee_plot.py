"""A picture of runs beside the iteration counts that were guaranteed for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from verify.certify.guarantees.guarantee import Ran
from verify.files import write_atomically
from verify.runs.plot import COLOURS, check_plot_path, draw_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES = {"gd_nonconvex": "Theorem 1", "gd_convex": "Theorem 2", "gd_pl": "Theorem PL"}
_MARKS = {"gd_nonconvex": "s", "gd_convex": "o", "gd_pl": "D"}


def plot_guarantee(found: Sequence[Ran], path: Path | str) -> Path:
    """Draw the runs, and at the height of each target where it is guaranteed to be met.

    Args:
        found: at least one run.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    quantities = list(dict.fromkeys(ran.run.target.quantity for ran in found))
    figure = Figure(figsize=(6.5 * len(quantities), 5.2), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(found[0].run.problem.facts.title)
    panels = figure.subplots(1, len(quantities), squeeze=False)[0]
    for axes, quantity in zip(panels, quantities, strict=True):
        shown = [ran for ran in found if ran.run.target.quantity == quantity]
        for place, ran in enumerate(shown):
            _draw(axes, ran, COLOURS[place % len(COLOURS)], place, len(shown))
        level = float(shown[0].run.target.level)
        axes.axhline(level, color="0.25", linewidth=1.0, linestyle=":", label="target")
        axes.set(xscale="log", yscale="log", xlabel=r"iterate $t + 1$")
        if quantity == "gap":
            axes.set(title="Gap", ylabel=r"gap $f(w_t) - f_-$  [loss]")
        else:
            least = r"$\min_{s \leq t} \Vert\nabla f(w_s)\Vert$  [loss/length]"
            axes.set(title="Smallest gradient norm", ylabel=least)
        axes.grid(alpha=0.3, which="major")
        axes.legend(loc="upper right", fontsize=8)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def _draw(axes: Axes, ran: Ran, colour: str, place: int, count: int) -> None:
    made = ran.run
    by_gap = made.target.quantity == "gap"
    series = made.gaps if by_gap else np.minimum.accumulate(made.record.gradient_norms)
    # Later lines are thinner, so that of two that coincide both can be seen.
    width = 1.2 + 3.0 * (count - 1 - place) / count
    label = f"{made.schedule.name}: {made.iterations:,} steps" + ("" if made.hit else ", no hit")
    draw_line(axes, np.arange(len(series)) + 1, series, color=colour, linewidth=width, label=label)
    for row in ran.rows:
        # The same count for two schedules would hide one mark behind the other.
        axes.plot(
            [row.promise.high + 1],
            [float(row.level)],
            linestyle="",
            marker=_MARKS[row.theorem],
            markersize=11 - 3 * place,
            color=colour,
            label=f"{_NAMES[row.theorem]}, {row.schedule}: at most {row.promise.high:,}",
        )
        axes.axvline(row.promise.high + 1, color=colour, linewidth=0.8, linestyle="--", alpha=0.6)
