"""The picture of a comparison: gaps over the steps, with the theorems' own and with tuned steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from verify.files import write_atomically
from verify.runs.plot import COLOURS, check_plot_path
from verify.sgd.comparison import Comparison, Pair
from verify.sgd.following import Followed

TITLES = {"warmup": "warm-up", "constant": "constant"}


def plot_comparison(found: Comparison, path: Path | str) -> Path:
    """Draw the median gap of both schedules with the band between the quartiles.

    Args:
        found: the comparison; a second panel shows the tuned steps where there are any.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    target = check_plot_path(path)
    panels: list[tuple[str, Pair]] = [("The theorems' own steps", found.own)]
    if found.tuned is not None:
        panels.append(("Tuned steps", found.tuned))
    picture = Figure(figsize=(6.4 * len(panels), 5.2), layout="constrained")
    FigureCanvasAgg(picture)
    every = picture.subplots(1, len(panels), squeeze=False, sharey=True)[0]
    setting = found.setting
    picture.suptitle(
        f"{setting.problem.facts.name}, {setting.noise.title}: {found.runs} runs, medians between"
        " quartiles"
    )
    for axes, (title, pair) in zip(every, panels, strict=True):
        for place, side in enumerate((pair.warmup, pair.constant)):
            _draw(axes, side, COLOURS[place])
        axes.axhline(pair.target, color="0.25", linewidth=1.0, linestyle="--")
        axes.axhline(2 * float(setting.gap0), color="0.25", linewidth=1.0, linestyle=":")
        axes.set(xscale="log", yscale="log", title=title, xlabel="iterate $t + 1$")
        axes.grid(alpha=0.3, which="major")
        axes.legend(frameon=False)
    every[0].set_ylabel(r"gap $f(w_t) - f^*$ (dashed: target; dotted: $2\Delta_0$)")

    def save(temporary: Path) -> None:
        picture.savefig(temporary, dpi=130, format=target.suffix[1:].lower())

    return write_atomically(target, save)


def _draw(axes: Any, side: Followed, colour: str) -> None:
    low, middle, high = np.percentile(side.gaps, [25, 50, 75], axis=1, method="inverted_cdf")
    label, factor = TITLES[side.setting.schedule], side.setting.factor
    if factor != 1:
        label += f", times {float(factor):g}"
    axes.plot(side.at + 1, middle, color=colour, linewidth=1.6, label=label)
    axes.fill_between(side.at + 1, low, high, color=colour, alpha=0.25, linewidth=0)
