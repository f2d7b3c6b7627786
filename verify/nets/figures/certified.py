"""Measured curvature of a network with known constants, under the line that these allow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from verify.files import write_atomically
from verify.nets.certified.follow import Measured
from verify.nets.certified.network import Constants
from verify.nets.formulas import curvature_bound
from verify.runs.plot import COLOURS, check_plot_path


def plot_certified(
    points: Sequence[Measured], known: Constants, path: Path | str, *, title: str
) -> Path:
    """Draw curvature against the gap and along the run, beside what is allowed.

    Args:
        points: measured, in the order of the run.
        known: the constants.
        path: ends in .png, .svg or .pdf.
        title: above all.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12.5, 5), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title)
    against_gap, along = figure.subplots(1, 2, sharey=True)
    steps = np.array([point.step for point in points])
    gaps = np.array([gap_of(point, known) for point in points])
    measured = np.array([point.curvature for point in points])
    inside = np.array([not point.outside for point in points])
    positive = gaps[gaps > 0]
    if len(positive):
        places = np.geomspace(positive.min(), positive.max(), 200)
        allowed = curvature_bound(
            rho=float(known.rho), K0=float(known.K0), K=float(known.K), gap=places
        )
        against_gap.plot(
            places, allowed, color=COLOURS[1], linewidth=2, label=r"allowed: $K_0+K\,\Delta^\rho$"
        )
        against_gap.set_xscale("log")
    drawn = against_gap.scatter(
        gaps[inside], measured[inside], c=steps[inside], cmap="viridis", s=24, label="measured"
    )
    if not inside.all():
        against_gap.scatter(
            gaps[~inside], measured[~inside], marker="x", color="0.5", label="not covered"
        )
    along.plot(steps, [p.allowed for p in points], color=COLOURS[1], linewidth=2, label="allowed")
    along.plot(steps, measured, "o-", color=COLOURS[0], markersize=4, label="measured")
    against_gap.set(
        xlabel=r"gap $\Delta_t = f(w_t) - f_{lower}$  [loss]",
        ylabel=r"$\Vert\nabla^2 f(w_t)\Vert$  [loss/length$^2$]",
        yscale="log",
    )
    along.set_xlabel("step $t$ of gradient descent with $1/\\ell(\\Delta_t)$")
    for axes in (against_gap, along):
        axes.grid(alpha=0.3)
        axes.legend(fontsize=9)
    figure.colorbar(drawn, ax=[against_gap, along], label="step of the run", pad=0.01)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def gap_of(point: Measured, known: Constants) -> float:
    """F - f_lower at a point, at least 0."""
    return max(point.loss - float(known.f_lower), 0.0)
