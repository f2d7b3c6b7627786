"""The picture of a comparison: Figure 3, and how much each schedule minds its peak."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.files import write_atomically
from verify.nets.comparison.comparison import Comparison
from verify.nets.comparison.entrants import constants
from verify.nets.comparison.settings import SCHEDULES
from verify.nets.comparison.trial import Record, trailing_mean
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_POINTS = 800


def plot_schedules(found: Comparison, path: Path | str) -> Path:
    """Draw step sizes, training loss and validation accuracy over steps, and loss against peak.

    Lines are medians over the seeds, bands go from the smallest to the largest; runs that diverged
    are drawn as far as they came.

    Args:
        found: the comparison.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: another suffix, or a place that cannot be written to.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 8.4), layout="constrained")
    FigureCanvasAgg(figure)
    (steps, losses), (accuracy, peaks) = figure.subplots(2, 2)
    figure.suptitle(_title(found))
    window = found.settings.window
    for name, records in found.judged.items():
        if not records:
            continue
        style = {"color": colour(name)}
        _band(steps, [np.array(row["eta"]) for row in records], label=name, **style)
        smooth = [trailing_mean(np.array(row["loss"]), window) for row in records]
        _band(losses, smooth, **style)
        _validation(accuracy, records, **style)
    _peaks(peaks, found)
    _references(steps, found)
    unit = "" if found.settings.optimizer == "adamw" else "  [length$^2$/loss]"
    steps.set(
        title="Step size",
        xlabel="step",
        ylabel=rf"step $\eta_t$ of the first group{unit}",
    )
    for axes in (steps, losses, peaks):
        _log_scale(axes)
    first = [row["eta"][0] for records in found.judged.values() for row in records if row["eta"]]
    if first:  # the cosine ends far below what is of interest
        steps.set_ylim(bottom=min(first) / 3)
    losses.set(
        title="Training loss" + (f", mean of {window} steps" if window > 1 else ""),
        xlabel="step",
        ylabel="cross entropy  [nat]",
    )
    accuracy.set(title="Validation accuracy", xlabel="step", ylabel="share of right answers")
    peaks.set(
        title=f"Tuning: best validation loss at each peak{_mean(found)}",
        xlabel=rf"peak of $\eta${unit}",
        ylabel="validation loss  [nat]",
        xscale="log",
    )
    peaks.set_xticks(found.settings.peaks, [f"{peak:g}" for peak in found.settings.peaks])
    peaks.xaxis.minorticks_off()
    for axes in (steps, losses, accuracy, peaks):
        axes.grid(alpha=0.3, which="major")
    figure.legend(loc="outside lower center", ncols=4, fontsize=9, frameon=False)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def colour(schedule: str) -> str:
    """The colour of a schedule, the same in every picture."""
    return COLOURS[SCHEDULES.index(schedule)]


def _title(found: Comparison) -> str:
    settings = found.settings
    how = f"SGD, momentum {settings.momentum:g}" if settings.optimizer == "sgd" else "AdamW"
    return f"{found.title}\n{how}; median and range of {len(settings.seeds)} seeds, tuned by others"


def _mean(found: Comparison) -> str:
    count = len(found.settings.tuning_seeds)
    return f", mean of {count} seeds" if count > 1 else ""


def _band(axes: Axes, series: list[np.ndarray[Any, Any]], **style: Any) -> None:
    """Median and range where all runs still go, then each run for itself."""
    least = min(map(len, series))
    for values in series:
        if len(values) > least:
            rest = np.arange(max(least - 1, 0), len(values))
            axes.plot(rest, values[rest], linewidth=0.8, linestyle=":", color=style["color"])
    if not least:
        return
    where = np.unique(np.linspace(0, least - 1, min(least, MOST_POINTS)).astype(int))
    table = np.array([values[:least] for values in series])[:, where]
    axes.plot(where, np.median(table, axis=0), linewidth=1.6, **style)
    axes.fill_between(
        where, table.min(axis=0), table.max(axis=0), alpha=0.2, linewidth=0, color=style["color"]
    )


def _validation(axes: Axes, records: list[Record], **style: Any) -> None:
    rows = [row["validation"] for row in records if row["validation"]]
    if not rows:
        return
    least = min(map(len, rows))
    where = [entry[0] for entry in rows[0][:least]]
    # A score that is not finite leaves a gap.
    table = np.array([[entry[2] for entry in row[:least]] for row in rows], dtype=float)
    axes.plot(where, np.median(table, axis=0), marker=".", linewidth=1.4, **style)
    axes.fill_between(
        where, table.min(axis=0), table.max(axis=0), alpha=0.2, linewidth=0, color=style["color"]
    )


def _peaks(axes: Axes, found: Comparison) -> None:
    """The best loss over the strengths; crosses at the top where each of them diverged."""
    crossed = False
    for place, tuned in enumerate(found.tuned):
        line = tuned.by_peak()
        style = {"color": colour(tuned.schedule)}
        kept = {peak: loss for peak, loss in line if loss is not None}
        axes.plot(list(kept), list(kept.values()), marker="o", markersize=4, **style)
        lost = [peak for peak, loss in line if loss is None]
        if lost:
            heights = [0.96 - 0.05 * place] * len(lost)
            at_top = axes.get_xaxis_transform()
            axes.plot(
                lost, heights, "x", markersize=7, markeredgewidth=1.8, transform=at_top, **style
            )
            crossed = True
        if tuned.chosen is not None and tuned.chosen.peak is not None:
            best = kept[tuned.chosen.peak]
            axes.plot(tuned.chosen.peak, best, "o", markersize=10, markerfacecolor="none", **style)
    axes.plot([], [], "o", markersize=10, markerfacecolor="none", color="0.25", label="chosen")
    if crossed:
        axes.plot([], [], "x", color="0.25", label="diverged with every strength")


def _log_scale(axes: Axes) -> None:
    """Logarithmic where what is drawn spans more than a factor of 3, with ticks such as 0.1."""
    low, high = axes.dataLim.intervaly
    if not 0 < 3 * low < high:
        return
    from matplotlib.ticker import FuncFormatter, LogFormatter

    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(LogFormatter(minor_thresholds=(1.5, 0.5)))


def _references(axes: Axes, found: Comparison) -> None:
    """What theory's constants allow at gap 0, and where warm-up ends."""
    grey: dict[str, Any] = {"color": "0.25", "linewidth": 1.0}
    (chosen,) = [t.chosen for t in found.tuned if t.schedule == "theoretical"] or [None]
    if chosen is not None:
        K0, _ = constants(chosen, found.settings, found.gap0)
        label = r"$1/K_0$ of the theoretical schedule"
        axes.axhline(1 / K0, linestyle=(0, (5, 3)), label=label, **grey)
    if found.settings.hand_over is not None:
        axes.axvline(found.settings.hand_over, linestyle=":", label="warm-up ends", **grey)
