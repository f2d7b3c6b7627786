"""Curvature against the gap and against the gradient norm, each with its fitted envelope."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theory.errors import WarmproofError
from verify.files import write_atomically
from verify.nets.envelope import Envelope
from verify.nets.formulas import Floats
from verify.nets.points import Points
from verify.nets.relation import Relation, Uncertainty
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SMOOTH = 200
"""Places at which an envelope is drawn."""


def plot_fit(
    points: Points,
    by_gap: Relation,
    intervals: Uncertainty,
    by_gradient: Relation | None,
    path: Path | str,
) -> Path:
    """Draw the fit of a file: one panel, or two where there are gradient norms.

    Args:
        points: what was fitted.
        by_gap: the fit of Definition 1.
        intervals: its uncertainty.
        by_gradient: the fit of Definition 0, at the points that have a gradient norm.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: no gap is positive, or the place cannot be written to.
    """
    target = check_plot_path(path)
    if not (points.gaps > 0).any():
        raise WarmproofError("there is nothing to draw: no gap is > 0. Leave out --plot.")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    count = 1 if by_gradient is None else 2
    figure = Figure(figsize=(1.2 + 5.9 * count, 4.9), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, count, squeeze=False, sharey=True)[0]
    # Without gradient norms for the second panel, the first one's points are all there are.
    drawn = scatter(panels[0], points.gaps, points.curvatures, points.steps)
    draw_envelope(panels[0], points.gaps, by_gap.envelope, "K_0 + K\\,\\Delta^\\rho", ("K_0", "K"))
    _bars(panels[0], intervals)
    _finish(panels[0], by_gap, "gap $\\Delta = f - f_{lower}$  [loss]")
    panels[0].set_ylabel(f"{points.column}  [loss/length$^2$]")
    if by_gradient is not None and points.gradient_norms is not None:
        there = np.isfinite(points.gradient_norms)
        norms = points.gradient_norms[there]
        scatter(panels[1], norms, points.curvatures[there], points.steps[there])
        formula = "L_0 + L\\,\\Vert g\\Vert^\\rho"
        draw_envelope(panels[1], norms, by_gradient.envelope, formula, ("L_0", "L"))
        _finish(panels[1], by_gradient, "gradient norm $\\Vert g\\Vert$  [loss/length]")
    figure.colorbar(drawn, ax=list(panels), label="step of the run", pad=0.015)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def scatter(axes: Axes, x: Floats, y: Floats, steps: Floats) -> Any:
    """Points coloured by the step of the run, on logarithmic axes; a 0 has no place there."""
    size = 24 if len(x) <= 300 else 8
    drawn = axes.scatter(
        np.where(x > 0, x, np.nan), y, c=steps, s=size, cmap="viridis", linewidths=0, alpha=0.85
    )
    axes.set(xscale="log", yscale="log")
    return drawn


def draw_envelope(
    axes: Axes, x: Floats, envelope: Envelope, formula: str, names: tuple[str, str]
) -> None:
    """The envelope's line over the points, its numbers in the legend."""
    positive = x[x > 0]
    if not len(positive):
        return
    places = np.geomspace(positive.min(), positive.max(), _SMOOTH)
    numbers = f"${names[0]}$ = {envelope.K0:.3g}, ${names[1]}$ = {envelope.K:.3g}"
    if envelope.K > 0:
        numbers = f"$\\rho$ = {envelope.rho:.3g}, {numbers}"
    axes.plot(
        places,
        envelope.curvature(places),
        color=COLOURS[1],
        linewidth=2,
        label=f"envelope ${formula}$\n{numbers}",
    )


def _bars(axes: Axes, intervals: Uncertainty) -> None:
    """The intervals of the envelope at three gaps."""
    shown = [(gap, interval) for gap, interval in intervals.curvature if gap > 0]
    for place, (gap, interval) in enumerate(shown):
        low = interval.low if interval.low > 0 else interval.value
        axes.plot(
            [gap, gap],
            [low, interval.high],
            color="black",
            linewidth=1.4,
            marker="_",
            markersize=9,
            label=f"its interval, level {intervals.how.level:g}" if place == 0 else None,
        )


def _finish(axes: Axes, relation: Relation, xlabel: str) -> None:
    axes.set(
        xlabel=xlabel,
        title=f"explained {relation.explained:.0%}, rank correlation"
        f" {relation.rank_correlation:.2f}",
    )
    plain_ticks(axes)
    axes.grid(alpha=0.3, which="major")
    if axes.get_legend_handles_labels()[0]:  # none where all points are at 0
        axes.legend(loc="best", fontsize=9, framealpha=0.9)


def plain_ticks(axes: Axes) -> None:
    """Plain numbers at 1, 2 and 5 on logarithmic axes that span less than two decades."""
    from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

    for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        if high < 100 * low:
            axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axis.set_major_formatter(StrMethodFormatter("{x:g}"))
            axis.set_minor_formatter(NullFormatter())
