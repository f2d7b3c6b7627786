"""One picture of campaigns on one problem: histograms against the theorem's limits, and paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.files import write_atomically
from verify.problems.base import Floats
from verify.runs.plot import COLOURS, check_plot_path
from verify.sgd.checks import Checks
from verify.sgd.engine import Paths, trace_paths
from verify.sgd.measured import measure
from verify.sgd.totals import Integers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PATHS = 8
"""Runs drawn step by step, for each campaign; those that failed come first."""

MOST_STEPS = 50_000
"""Paths are made again, slowly, and drawn up to here."""

LIMIT: dict[str, Any] = {"color": "0.25", "linestyle": "--", "label": "limit of the theorem"}

LOOKS = 300
BINS = 40
WIDE = 100.0
"""From this ratio of largest to smallest on, a histogram has a logarithmic axis."""


def plot_campaigns(found: Sequence[Checks], path: Path | str) -> Path:
    """Draw campaigns that differ in their schedule.

    Args:
        found: at least one, all on one problem.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(14, 8), layout="constrained")
    FigureCanvasAgg(figure)
    (gaps, progress, martingales), (gap_paths, martingale_paths, steps) = figure.subplots(2, 3)
    setting = found[0].outcome.campaign.setting
    figure.suptitle(f"{setting.problem.facts.title}; noise {setting.noise.name}")
    measured = [measure(checks.outcome) for checks in found]
    names = [_label(checks) for checks in found]
    _histogram(gaps, [m.largest_gap for m in measured], names, 2)
    _histogram(progress, [m.progress for m in measured], names, 4)
    logs = [m.largest_log_martingale for m in measured]
    _histogram(martingales, logs, names, 1, logarithmic=False)
    gap0, level = float(setting.gap0), float(setting.confidence.evalf())
    for place, checks in enumerate(found):
        _draw_paths(
            (gap_paths, martingale_paths, steps), _trace(checks), COLOURS[place % len(COLOURS)]
        )
    gap_paths.axhline(2 * gap0, **LIMIT)
    martingale_paths.axhline(level, **LIMIT)
    gap_paths.set(xscale="log", yscale="log")
    steps.set(xscale="log", yscale="log")
    martingale_paths.set(xscale="log")
    _finish(gaps, "Largest gap of a run", r"$\max_t \Delta_t$ / gap0", "runs")
    total = r"$\sum_t \eta_t \Vert\nabla f(w_t)\Vert^2$ / gap0"
    _finish(progress, "Progress of a run", total, "runs")
    _finish(
        martingales,
        "Supermartingale of the proof",
        r"largest log martingale / $\ln(1/\delta)$",
        "runs",
    )
    _finish(gap_paths, "Gap, some runs", "step $t + 1$", r"$\Delta_t$  [loss]")
    _finish(martingale_paths, "Log martingale, the same runs", "step $t + 1$", "log martingale")
    _finish(steps, "Step size, the same runs", "step $t + 1$", r"$\eta_t$  [length$^2$/loss]")
    handles, labels = gaps.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize=9, frameon=False)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def _label(checks: Checks) -> str:
    setting, totals = checks.outcome.campaign.setting, checks.outcome.totals
    factor = "" if setting.factor == 1 else f"*{setting.factor}"
    told = f"{setting.schedule}{factor}: {len(checks.failures.seeds)} of {len(totals)} runs failed"
    gone = int(np.sum(~np.isfinite(totals.largest_gap)))
    return f"{told}, {gone} left the doubles" if gone else told


def _histogram(
    axes: Axes,
    values: Sequence[Floats],
    names: Sequence[str],
    limit: float,
    *,
    logarithmic: bool = True,
) -> None:
    """The finite values of each campaign, with the limit beside them."""
    finite = [v[np.isfinite(v)] for v in values]
    seen = np.concatenate([*finite, [float(limit)]])
    low, high = float(np.min(seen)), float(np.max(seen))
    wide = logarithmic and low > 0 and high > WIDE * low
    edges = np.geomspace(low, high, BINS + 1) if wide else np.linspace(low, high, BINS + 1)
    for place, (name, kept) in enumerate(zip(names, finite, strict=True)):
        colour = COLOURS[place % len(COLOURS)]
        axes.hist(kept, edges.tolist(), histtype="stepfilled", color=colour, alpha=0.3)
        # Later outlines are thinner, so that of two that coincide both can be seen.
        width = 1.0 + 3.0 * (len(names) - 1 - place) / len(names)
        axes.hist(kept, edges.tolist(), histtype="step", color=colour, linewidth=width)
        axes.plot([], [], color=colour, label=name)
    axes.axvline(limit, **LIMIT)
    if any(map(len, finite)):  # else there is nothing for a logarithmic axis
        axes.set(yscale="log")
    if wide:
        axes.set(xscale="log")


def _trace(checks: Checks) -> Paths:
    campaign = checks.outcome.campaign
    finished = checks.outcome.totals.seeds
    failed = checks.failures.seeds
    others = np.setdiff1d(finished, failed)
    chosen: Integers = np.concatenate([failed[: PATHS // 2], others, failed[PATHS // 2 :]])[:PATHS]
    last = min(campaign.setting.T, MOST_STEPS)
    at = np.unique(np.concatenate([[0], np.geomspace(1, last, LOOKS)]).astype(np.int64))
    return trace_paths(campaign.setting, chosen, at.tolist())


def _draw_paths(panels: tuple[Axes, Axes, Axes], paths: Paths, colour: str) -> None:
    style: dict[str, Any] = {"color": colour, "linewidth": 0.9, "alpha": 0.7}
    for axes, values in zip(panels, (paths.gaps, paths.log_martingales, paths.steps), strict=True):
        axes.plot(paths.at + 1, np.where(np.isfinite(values), values, np.nan), **style)


def _finish(axes: Axes, title: str, xlabel: str, ylabel: str) -> None:
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    axes.grid(alpha=0.3, which="major")
