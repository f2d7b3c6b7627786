"""The picture of an ablation: the gain of warm-up over batch sizes, and over kinds of noise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from verify.files import write_atomically
from verify.runs.plot import COLOURS, check_plot_path
from verify.sgd.ablation import BATCH, KINDS, Ablation, Row

TITLES = {
    "A": r"only $A\,\Delta$",
    "B": r"only $B\,\|\nabla f\|^2$",
    "C": r"only $C$",
    BATCH: "minibatches",
}


def plot_ablation(found: Ablation, path: Path | str) -> Path:
    """Draw predicted ratios as lines, measured ones as points with their quartiles.

    Args:
        found: with at least one row in it.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    target = check_plot_path(path)
    panels = [kinds for kinds in ((BATCH,), KINDS) if any(found.of(kind) for kind in kinds)]
    picture = Figure(figsize=(6.4 * len(panels), 5.6), layout="constrained")
    FigureCanvasAgg(picture)
    every = picture.subplots(1, len(panels), squeeze=False, sharey=True)[0]
    setting = found.setting
    picture.suptitle(
        f"{setting.problem.facts.name}: {found.runs} runs of {setting.T:,} steps each,"
        " the theorems' own step sizes\n"
        "lines: predicted, the ratio of the bounds; points: measured, median and quartiles of runs"
    )
    for axes, kinds in zip(every, panels, strict=True):
        for place, kind in enumerate(kinds):
            if found.of(kind):
                _draw(axes, found.of(kind), kind, COLOURS[place])
        axes.axhline(1, color="0.25", linewidth=1.0)
        axes.set(xscale="log", yscale="log")
        axes.grid(alpha=0.3, which="major")
        axes.legend(frameon=False)
        if kinds == (BATCH,):
            axes.set(xlabel="rows per batch $b$", title="True minibatch noise")
        else:
            share = r"$\|\xi_0\|^2/\|\nabla f(w_0)\|^2$"
            axes.set(xlabel=f"squared noise at the start, {share}", title="Noise of one kind")
    every[0].set_ylabel(
        r"mean of $\|\nabla f(w_t)\|^2$ with weights $\eta_t$:" "\nconstant over warm-up"
    )

    def save(temporary: Path) -> None:
        picture.savefig(temporary, dpi=130, format=target.suffix[1:].lower())

    return write_atomically(target, save)


def _draw(axes: Any, rows: list[Row], kind: str, colour: str) -> None:
    values = [float(row.value) for row in rows]
    predicted = [row.predicted["guarantee"].median for row in rows]
    measured = [row.measured["mean_gradient"] for row in rows]
    middle = np.array([each.median for each in measured])
    error = np.array(
        [
            [each.median - each.low for each in measured],
            [each.high - each.median for each in measured],
        ]
    )
    style = {"color": colour, "markersize": 5, "capsize": 3}
    axes.plot(values, predicted, color=colour, linewidth=1.6, label=TITLES[kind])
    axes.errorbar(values, middle, yerr=error, fmt="o", **style)
