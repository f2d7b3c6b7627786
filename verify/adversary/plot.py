"""A picture of the lower bound: the function, its waves, the slopes, and the curvature allowed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from verify.adversary.attack import LowerBound
from verify.adversary.curve import Curve
from verify.adversary.iterates import Floats, Iterates
from verify.files import write_atomically
from verify.intervals.evaluate import compile_expressions
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_MARKS = 60
"""Iterates marked in a panel; longer runs are thinned, more the later."""
MOST_LINE_POINTS = 3_000
MOST_PERIODS = 24
"""Periods that the panel of the waves shows, so that each can be seen."""
_MOST_DRAWN = 200
"""Periods beyond which waves are drawn as the band they fill."""

_FUNCTION, _ITERATES, _LEVEL, _THEORY = COLOURS[0], COLOURS[1], "0.35", COLOURS[2]


def plot(found: LowerBound, run: Iterates, path: Path | str) -> Path:
    """Draw four panels: f with the iterates, its waves, |f'(x_t)|, and |f''| against the gap.

    Args:
        found: the lower bound.
        run: its iterates, as `iterates` computes them.
        path: ends in .png, .svg or .pdf.

    Raises:
        WarmproofError: another suffix, a place that cannot be written, or numbers too large.
    """
    target = check_plot_path(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    curve = Curve(found.adversary)
    figure = Figure(figsize=(13, 8.4), layout="constrained")
    FigureCanvasAgg(figure)
    (whole, waves), (slopes, curvature) = figure.subplots(2, 2)
    setting = found.adversary.setting
    constants = ", ".join(
        f"{name} = {setting.values[symbol]}"
        for name, symbol in (
            (r"$\rho$", sym.rho),
            (r"$K_0$", sym.K0),
            (r"$K_\rho$", sym.K),
            (r"$\Delta_0$", sym.gap0),
            (r"$\varepsilon$", sym.eps),
        )
    )
    title = found.adversary.schedule.title.replace("eta_t", r"$\eta_t$")
    figure.suptitle(f"{title}, {setting.variant.name} waves; {constants}")
    _whole(whole, curve, run)
    _waves(waves, curve, run)
    _slopes(slopes, found, run)
    _curvature(curvature, curve)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=120, format=target.suffix[1:])
    )


def _whole(axes: Axes, curve: Curve, run: Iterates) -> None:
    low, high = curve.span(run)
    _draw(axes, curve, low, high)
    # The outer affine pieces go up for ever; what matters lies around and below the waves.
    axes.set_ylim(-0.06 * curve.gap0, 1.15 * curve.highest)
    _mark(axes, run, low, high)
    _finish(axes, "The function and the iterates", "position $x$  [length]", _GAP)
    axes.legend(loc="upper right", fontsize=9)


def _waves(axes: Axes, curve: Curve, run: Iterates) -> None:
    low, high, title = curve.close_up(MOST_PERIODS)
    _draw(axes, curve, low, high, level=curve.has_waves)
    if curve.has_waves:
        bottom, top = curve.heights()
        room = 0.3 * (top - bottom)
        axes.set_ylim(bottom - room, top + room)
    _mark(axes, run, low, high)
    _finish(axes, title, "position $x$  [length]", _GAP)


_GAP = r"gap $f(x) - f^*$  [loss]"


def _draw(axes: Axes, curve: Curve, low: float, high: float, *, level: bool = True) -> None:
    """The function on an interval; waves too dense to be seen one by one as a band."""
    left, right = curve.waves_between(low, high)
    if curve.periods_between(left, right) <= _MOST_DRAWN:
        x = np.linspace(low, high, MOST_LINE_POINTS)
        axes.plot(x, curve.value(x), color=_FUNCTION, linewidth=1.6, label="$f$")
    else:
        lower, upper, at = curve.band(left, right)
        axes.fill_between(
            at,
            lower,
            upper,
            color=_FUNCTION,
            alpha=0.35,
            linewidth=1.6,
            label="$f$, waves as a band",
        )
        for a, b in ((low, left), (right, high)):
            if b > a:
                x = np.linspace(a, b, MOST_LINE_POINTS)
                axes.plot(x, curve.value(x), color=_FUNCTION, linewidth=1.6)
    if level:
        axes.axhline(
            curve.gap0, color=_LEVEL, linestyle=":", linewidth=1.2, label=r"level $\Delta_0$"
        )


def _mark(axes: Axes, run: Iterates, low: float, high: float) -> None:
    inside = np.flatnonzero((run.x >= low) & (run.x <= high))
    if len(inside) > MOST_MARKS:
        inside = inside[np.unique(np.geomspace(1, len(inside), MOST_MARKS).astype(int)) - 1]
        label = "iterates $x_t$, some of them"
    else:
        label = "iterates $x_t$"
    axes.plot(
        run.x[inside],
        run.value[inside],
        "o",
        color=_ITERATES,
        markersize=4.5,
        label=label,
        zorder=3,
    )


def _slopes(axes: Axes, found: LowerBound, run: Iterates) -> None:
    """|f'(x_t)| against t + 1, with the theorem's number of iterates beside the measured one."""
    size = np.abs(run.slope)
    count = np.arange(1, len(size) + 1)
    eps = float(compile_expressions([found.adversary.setting.eps], []).floats([])[0])
    axes.plot(*_thinned(count, size), color=_ITERATES, linewidth=2.2, label=r"$|f'(x_t)|$")
    axes.plot(count[-1], size[-1], "o", color=_ITERATES, markersize=5)
    axes.axhline(eps, color=_LEVEL, linestyle=":", linewidth=1.2, label=r"$\varepsilon$")
    axes.axvline(
        found.bound,
        color=_THEORY,
        linestyle="--",
        label=f"lower bound of the theorem: {found.bound:,}",
    )
    if found.bound_here != found.bound:
        axes.axvline(
            found.bound_here,
            color=_FUNCTION,
            linestyle="-.",
            label=f"the same for this schedule: {found.bound_here:,}",
        )
    title = f"Iterates with slope at least $\\varepsilon$: {_how_many(found)}"
    axes.set_ylim(0, 1.15 * max(size.max(), eps))
    axes.set_xscale("log")
    _finish(axes, title, "iterate $t + 1$", r"slope $|f'(x_t)|$  [loss/length]")
    axes.legend(loc="upper right", fontsize=9)


def _how_many(found: LowerBound) -> str:
    if found.never:
        return "all of them, for ever"
    if found.iterations is not None:
        return f"{found.iterations:,}"
    return f"{found.descent.above:,} or more"


def _curvature(axes: Axes, curve: Curve) -> None:
    """|f''| of every kind of piece against the gap, under what the class allows there."""
    highest = curve.gap0
    for kind, gap, bend in curve.curvatures():
        colour = COLOURS[("valley", "wave", "hump", "link").index(kind) % len(COLOURS)]
        label = {"link": "quartic link", "wave": "waves, the most curved"}.get(kind, kind)
        axes.plot(gap, bend, color=colour, linewidth=1.8)
        # The mark keeps pieces visible that cover hardly any range of gaps.
        most = int(np.argmax(bend))
        axes.plot(gap[most], bend[most], "o", color=colour, markersize=5, label=f"$|f''|$: {label}")
        highest = max(highest, float(gap.max()))
    gaps = np.linspace(0, 1.05 * highest, 600)
    allowed = compile_expressions([ell(sym.s).subs(dict(curve.setting.values))], [sym.s])
    (line,) = allowed.floats([gaps])
    axes.plot(gaps, line, color="black", linewidth=1.4, label=r"allowed: $\ell(f - f^*)$")
    axes.set_ylim(0, None)
    _finish(
        axes,
        "Curvature against what the class allows",
        _GAP,
        r"curvature $|f''|$  [loss/length$^2$]",
    )
    axes.legend(loc="upper right", fontsize=9)


def _thinned(x: Any, y: Floats) -> tuple[Any, Floats]:
    if len(x) <= MOST_LINE_POINTS:
        return x, y
    jumps = np.flatnonzero(np.diff(y)) if len(x) < 10**6 else np.array([], dtype=int)
    kept = np.geomspace(1, len(x), MOST_LINE_POINTS).astype(int) - 1
    index = np.unique(np.concatenate([kept, jumps[-50:], jumps[-50:] + 1]))
    return x[index], y[index]


def _finish(axes: Axes, title: str, x_label: str, y_label: str) -> None:
    axes.set(title=title, xlabel=x_label, ylabel=y_label)
    axes.grid(alpha=0.3, linewidth=0.5)
