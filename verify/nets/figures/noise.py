"""Noise of mini-batch gradients against the gap, under the envelope with A, B and C."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.files import write_atomically
from verify.nets.figures.fit import plain_ticks
from verify.nets.formulas import noise_bound
from verify.nets.noise import NoiseEnvelope, NoisePoint
from verify.nets.noise_terms import Noise
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TITLES = {
    "mean": "mean square over the batches",
    "largest": "largest square among the batches",
}


def plot_noise(
    points: Sequence[NoisePoint], fitted: Sequence[Noise], title: str, path: Path | str
) -> Path:
    """Draw one panel for each kind of noise.

    Args:
        points: in the order of the run.
        fitted: at least one envelope over them.
        title: of the picture.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1.4 + 5.8 * len(fitted), 5.6), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title)
    panels = figure.subplots(1, len(fitted), squeeze=False, sharey=True)[0]
    gaps = np.array([point.gap for point in points])
    norms = np.array([point.gradient_norm for point in points])
    for axes, noise in zip(panels, fitted, strict=True):
        squares = [_square(point, noise) for point in points]
        _bound(axes, gaps, norms, noise.envelope)
        _constant(axes, gaps, noise)
        if noise.which == "mean":
            _spread(axes, points)
        drawn = axes.scatter(gaps, squares, c=norms, s=34, cmap="viridis", linewidths=0, zorder=3)
        axes.set(xscale="log", yscale="log", title=_TITLES[noise.which])
        axes.set_xlabel("gap $\\Delta = f - f_{lower}$  [loss]")
        axes.grid(alpha=0.3, which="major")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), fontsize=9, frameon=False)
        plain_ticks(axes)
    panels[0].set_ylabel("noise $\\Vert g_i - g\\Vert^2$  [loss$^2$/length$^2$]")
    label = "gradient norm $\\Vert g\\Vert$  [loss/length]"
    figure.colorbar(drawn, ax=list(panels), label=label, pad=0.015)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def _square(point: NoisePoint, noise: Noise) -> float:
    return point.mean_square if noise.which == "mean" else point.largest_square


def _bound(axes: Axes, gaps: Any, norms: Any, envelope: NoiseEnvelope) -> None:
    """The envelope at each point; between points it hangs on the gradient norm as well."""
    order = np.argsort(gaps)
    heights = noise_bound(
        A=envelope.A, B=envelope.B, C=envelope.C, gap=gaps[order], gradient_norm=norms[order]
    )
    numbers = f"$A$ = {envelope.A:.3g}, $B$ = {envelope.B:.3g}, $C$ = {envelope.C:.3g}"
    axes.plot(
        gaps[order],
        heights,
        color=COLOURS[1],
        linewidth=1.6,
        marker="_",
        markersize=9,
        label=f"envelope $A\\,\\Delta + B\\,\\Vert g\\Vert^2 + C$\n{numbers}",
    )


def _constant(axes: Axes, gaps: Any, noise: Noise) -> None:
    """The envelope with C alone: noise of bounded variance."""
    alone = next(left.envelope for left in noise.subsets if left.terms == "C")
    if alone is not None:
        axes.plot(
            [gaps.min(), gaps.max()],
            [alone.C, alone.C],
            color=COLOURS[0],
            linestyle=(0, (5, 3)),
            linewidth=1.4,
            label=f"with $C$ alone: {alone.C:.3g}",
        )


def _spread(axes: Axes, points: Sequence[NoisePoint]) -> None:
    """From the mean up to the largest square of the batches, at each point."""
    gaps = [point.gap for point in points]
    low, high = zip(*((p.mean_square, p.largest_square) for p in points), strict=True)
    axes.vlines(gaps, low, high, color="0.7", linewidth=1.2, zorder=1, label="up to the largest")
