"""A picture of curvature against gap: points of the set below the certified bounds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from theory.errors import WarmproofError
from verify.certify.boxes import Box
from verify.certify.claim import text
from verify.certify.constants.frontier import Certified, Frontier, decimal
from verify.certify.function.objective import Objective
from verify.files import write_atomically
from verify.runs.plot import COLOURS, check_plot_path

Floats = NDArray[np.float64]

POINTS = 6000
DECADES = 9
"""Gaps this many powers of ten below the largest one are left out."""
MOST_LINES = len(COLOURS)


def cloud(objective: Objective, boxes: Sequence[Box], count: int) -> tuple[Floats, Floats]:
    """Values and curvatures at random points of boxes, in plain doubles, the same ones each time.

    Half of the points fall into boxes by their volume, half by their number, and so where the
    boxes are small.

    Returns:
        f and ||hess f||_2, shape (count,); points where either is not finite are left out.
    """
    random = np.random.default_rng(0)
    ends = np.array(boxes)
    widths = ends[..., 1] - ends[..., 0]
    volume = np.prod(widths / widths.max(axis=0), axis=1)
    by_volume = random.choice(len(ends), count // 2, p=volume / volume.sum())
    by_number = random.integers(len(ends), size=count - count // 2)
    chosen = np.concatenate([by_volume, by_number])
    points = ends[chosen, :, 0] + widths[chosen] * random.random((count, widths.shape[1]))
    value, *hessian = objective.second_tape.floats(list(points.T))[: 1 + len(objective.pairs)]
    full = np.empty((count, objective.dimension, objective.dimension))
    for (i, j), entry in zip(objective.pairs, hessian, strict=True):
        full[:, i, j] = full[:, j, i] = entry
    known = np.isfinite(value) & np.isfinite(full).all(axis=(1, 2))
    curvature = np.abs(np.linalg.eigvalsh(full[known])).max(axis=1)
    return value[known], curvature


def plot_frontier(frontier: Frontier, path: Path | str) -> Path:
    """Draw the curvature at points of the set and what some certified pairs allow.

    Args:
        frontier: with at least one certified pair.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: nothing is certified, or the place cannot be written to.
    """
    target = check_plot_path(path)
    if not frontier.points:
        raise WarmproofError("there is nothing to draw: no pair is certified.")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    value, curvature = cloud(frontier.objective, frontier.cover, POINTS)
    gap = value - float(frontier.top)
    shown = (gap > 0) & (curvature > 0)
    if frontier.level is not None:
        shown &= value <= float(frontier.level.ball.mid())
    shown &= gap >= gap[shown].max(initial=0.0) * 10.0**-DECADES
    if not shown.any():
        raise WarmproofError("there is nothing to draw: f is nowhere above its infimum.")
    gap, curvature = gap[shown], curvature[shown]

    figure = Figure(figsize=(8.2, 6.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot(gap, curvature, ".", color="0.6", markersize=3, label="points of the set")
    grid = np.geomspace(gap.min(), gap.max(), 400)
    power = grid ** float(frontier.rho)
    least = np.min([float(K0) + float(K) * power for K0, K in frontier.chain], axis=0)
    axes.plot(grid, least, color="0.1", linewidth=2.2, label="least bound of all certified pairs")
    for place, point in enumerate(_spread(frontier)):
        axes.plot(
            grid,
            float(point.K0) + float(point.K) * power,
            color=COLOURS[place],
            linewidth=1.1,
            linestyle="--",
            label=f"$K_0$ = {decimal(point.K0)}, $K$ = {decimal(point.K)}",
        )
    axes.set(xscale="log", yscale="log", title=_title(frontier))
    axes.set_xlabel(r"gap $f(x) - f^*$  [loss]")
    axes.set_ylabel(r"curvature $\Vert\nabla^2 f(x)\Vert_2$  [loss/length$^2$]")
    axes.set_ylim(max(curvature.min(), curvature.max() * 10.0**-DECADES) / 2, 4 * least.max())
    axes.grid(alpha=0.3, which="major")
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def _spread(frontier: Frontier) -> list[Certified]:
    """Some of the chosen pairs, both ends among them."""
    points = frontier.points
    places = np.linspace(0, len(points) - 1, min(MOST_LINES, len(points)))
    return [points[i] for i in sorted({round(place) for place in places.tolist()})]


def _title(frontier: Frontier) -> str:
    where = "" if frontier.level is None else " on the sublevel set"
    power = "" if frontier.rho == 1 else f"^{{{text(frontier.rho)}}}"
    return f"Certified{where}: curvature at most $K_0 + K\\,(f - f^*){power}$"
