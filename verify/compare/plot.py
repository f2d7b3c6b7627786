"""Pictures: loss and step size of the compared schedules, and the growth of the ratios."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from verify.compare.comparison import Comparison, Entry
from verify.compare.fixed_steps import stability_limit
from verify.compare.sweep import Sweep
from verify.files import write_atomically
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Floats, start_point
from verify.problems.river_valley import RiverValley
from verify.runs.gradient_descent import Run
from verify.runs.plot import COLOURS, check_plot_path, draw_line

TITLES = {
    "constant": "constant",
    "linear": "linear warm-up",
    "warmup": r"warm-up $\propto 1/\ell(\Delta_t)$",
    "energy": "energy step",
}
_GREY: dict[str, Any] = {"color": "0.25", "linewidth": 1.0}


def plot_comparison(comparison: Comparison, path: Path | str) -> Path:
    """Draw loss and step size over the iterations, tuned runs solid, guaranteed ones dashed.

    Args:
        comparison: with at least one run in it.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    figure = _figure((11.5, 5.4))
    loss, steps = figure.subplots(1, 2)
    figure.suptitle(comparison.problem.facts.title)
    for place, entry in enumerate(comparison.entries):
        _draw(loss, steps, entry, COLOURS[place], place)
    first = next(r for e in comparison.entries for r in _runs(e))
    _theory(loss, steps, comparison, first)
    for axes in (loss, steps):
        axes.set(xscale="log", yscale="log")
        axes.grid(alpha=0.3, which="major")
    level = float(comparison.target)
    # A last step may land far below the target; the picture is about the way there.
    loss.set_ylim(bottom=level / 30)
    loss.set(title="Loss", xlabel=r"iterate $t + 1$", ylabel=r"gap $f(w_t) - f^*$")
    steps.set(title="Step size", xlabel=r"step $t + 1$", ylabel=r"step $\eta_t$")
    figure.legend(loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return _save(figure, target)


def _runs(entry: Entry) -> list[Run]:
    promised = entry.guaranteed.run if entry.guaranteed else None
    return [r for r in (entry.run, promised) if r is not None]


def _draw(loss: Any, steps: Any, entry: Entry, colour: str, place: int) -> None:
    title = TITLES[entry.schedule]
    if entry.run is not None and entry.tuned is not None:
        label = f"{title}, tuned (times {float(entry.tuned.scale):g}): {entry.run.iterations}"
        style = {"color": colour, "linewidth": 3.2 - 0.6 * place}
        _pair(loss, steps, entry.run, {**style, "label": label})
    promised = entry.guaranteed
    if promised is None:
        return
    label = f"{title}, guaranteed: {promised.iterations:,}" + ("" if promised.hit else " +")
    style = {"color": colour, "linewidth": 1.6, "linestyle": (0, (4, 2)), "label": label}
    if promised.run is not None:
        _pair(loss, steps, promised.run, style)
    else:
        # A count from a closed form has no run; it is marked where the run would have ended.
        loss.axvline(promised.iterations, **style)


def _pair(loss: Any, steps: Any, run: Run, style: dict[str, Any]) -> None:
    count = np.arange(1, len(run.record.values) + 1)
    draw_line(loss, count, run.gaps, **style)
    draw_line(steps, count[:-1], run.record.steps, **{k: style[k] for k in style if k != "label"})


def promised_gaps(run: Run) -> Floats | None:
    """The gap that theory allows at most at each iterate of a run within 1/ell(gap).

    Theorem 2: gap_T <= ||w_0 - w*||^2/(2 sum_{t<T} eta_t); Theorem PL: gap_T <= gap_0 times the
    product of 1 - mu eta_t. The smaller one where both apply, None where neither does.
    """
    facts, etas = run.problem.facts, run.record.steps
    bounds = []
    if facts.convex and facts.minimiser is not None:
        goal = [float(low) for low, _ in facts.minimiser.coordinates]
        square = float(((start_point(facts) - goal) ** 2).sum())
        bounds.append(square / (2 * np.cumsum(etas)))
    if facts.mu is not None:
        bounds.append(run.gaps[0] * np.cumprod(1 - float(facts.mu) * etas))
    return np.minimum.reduce(bounds) if bounds else None


def _theory(loss: Any, steps: Any, comparison: Comparison, run: Run) -> None:
    """Levels that theory names: the guaranteed steps, and how large a fixed step may be."""
    facts = comparison.problem.facts
    formula = compile_expressions([1 / ell(sym.gap).subs(facts.constants)], (sym.gap,))
    at_start, at_target = formula.floats([[run.gaps[0], float(comparison.target)]])[0].tolist()
    steps.axhline(at_start, linestyle=":", label=r"step $1/\ell(\Delta_0)$", **_GREY)
    steps.axhline(at_target, linestyle="-.", label=r"step $1/\ell(\varepsilon)$", **_GREY)
    level = float(comparison.target)
    loss.axhline(level, linestyle="--", label=f"target gap {comparison.target}", **_GREY)
    for entry in comparison.entries:
        promised = entry.guaranteed.run if entry.guaranteed else None
        bound = promised_gaps(promised) if promised and entry.schedule == "warmup" else None
        if bound is not None:
            style = {"color": COLOURS[2], "linewidth": 1.0, "linestyle": ":"}
            label = "bound of theory on warm-up as guaranteed"
            draw_line(loss, np.arange(2, len(bound) + 2), bound, label=label, **style)
    problem = comparison.problem
    if isinstance(problem, RiverValley) and problem.facts.start[0] > 1:
        limit = float(stability_limit(problem.facts.start[0]))
        text = r"stability limit $2x_0/L_0$ of fixed steps"
        steps.axhline(limit, linestyle=(0, (6, 2)), label=text, **_GREY)


def plot_sweep(found: Sweep, path: Path | str) -> Path:
    """Draw the measured ratios with the estimates and the limits of theory beside them.

    Args:
        found: the sweep.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    figure = _figure((7.6, 5.6))
    axes = figure.subplots()
    curvature = np.array([p.curvature for p in found.points])
    measured = np.array([p.ratios for p in found.points])
    expected = np.array([p.expected_ratios for p in found.points])
    shapes = (curvature, curvature / np.log(curvature))
    texts = (r"$L_0$", r"$L_0/\ln L_0$")
    names = ("guaranteed constant step", r"best fixed step ($0.999 \cdot 2x_0/L_0$)")
    for place, (fit, shape) in enumerate(zip(found.fits, shapes, strict=True)):
        colour = COLOURS[place]
        label = f"{names[place]}: exponent {fit.exponent:.3f} in {texts[place]}"
        axes.plot(curvature, measured[:, place], "o", color=colour, label=label)
        axes.plot(curvature, expected[:, place], color=colour, linewidth=1.2)
        scaled = shape * (measured[-1, place] / shape[-1])
        axes.plot(curvature, scaled, linestyle=":", color=colour, linewidth=1.6)
    axes.plot([], [], label="estimate on these starts", **_GREY)
    axes.plot([], [], linestyle=":", label=r"$\Theta(L_0)$ and $\Theta(L_0/\ln L_0)$", **_GREY)
    axes.set(xscale="log", yscale="log", title="River valley: steps over those of warm-up")
    axes.set(xlabel=r"curvature of the wall at the start, $L_0 = e^{x_0 - 1}$", ylabel="ratio")
    axes.grid(alpha=0.3, which="major")
    axes.legend(frameon=False)
    return _save(figure, target)


def _figure(size: tuple[float, float]) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _save(figure: Any, target: Path) -> Path:
    def save(temporary: Path) -> None:
        figure.savefig(temporary, dpi=130, format=target.suffix[1:].lower())

    return write_atomically(target, save)
