"""Figure 1: curvature against the gap, against the gradient norm, and along the run.

One row of panels for each quantity that was fitted. Colour is the step of the run, so that a
relation that holds early and fails late can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theory.errors import WarmproofError
from verify.files import write_atomically
from verify.nets.figures.fit import draw_envelope, scatter
from verify.nets.findings import Finding
from verify.nets.formulas import Floats
from verify.nets.point import Row
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABELS = {
    "norm": r"$\Vert\nabla^2 f(w_t)\Vert$, from below  [loss/length$^2$]",
    "directional": "curvature along the update  [loss/length$^2$]",
}


def plot_curvature(
    findings: Sequence[Finding],
    rows: Sequence[Row],
    path: Path | str,
    *,
    title: str,
    momentum: float = 0.0,
) -> Path:
    """Draw a tracked training.

    Args:
        findings: at least one; a row of panels each.
        rows: all of the run.
        path: ends in .png, .svg or .pdf.
        title: above all.
        momentum: of SGD; the step's stability limit 2 (1 + momentum)/eta is drawn with it.

    Raises:
        WarmproofError: nothing to draw, or the place cannot be written to.
    """
    target = check_plot_path(path)
    if not findings:
        raise WarmproofError("there is nothing to draw: too few points. Train longer.")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(15.5, 0.9 + 4.3 * len(findings)), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title)
    panels = figure.subplots(len(findings), 3, squeeze=False, sharey="row")
    for (against_gap, against_gradient, against_step), finding in zip(
        panels, findings, strict=True
    ):
        drawn = _against_gap(against_gap, finding)
        _against_gradient(against_gradient, finding)
        _against_step(against_step, finding, rows, momentum)
    figure.colorbar(drawn, ax=list(panels.flat), label="step of the run", pad=0.01, aspect=40)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def residuals(rows: Sequence[Row]) -> Floats:
    """How far an eigenvalue may lie from each row's norm, shape (n,); nan where it is not known."""
    found = [row.residual if row.norm == row.sharpness else row.bottom_residual for row in rows]
    return np.array([np.nan if one is None else one for one in found], dtype=float)


def _against_gap(axes: Axes, finding: Finding) -> Any:
    relation = finding.comparison.by_gap
    gaps = _column(finding, "gap")
    drawn = _points(axes, gaps, finding)
    draw_envelope(axes, gaps, relation.envelope, r"K_0 + K\,\Delta^\rho", ("K_0", "K"))
    _finish(axes, r"gap $\Delta_t = f(w_t) - f_{lower}$  [loss]", _explained("gap", relation))
    axes.set_ylabel(_LABELS[finding.quantity])
    return drawn


def _against_gradient(axes: Axes, finding: Finding) -> None:
    relation = finding.comparison.by_gradient
    norms = _column(finding, "gradient_norm")
    _points(axes, norms, finding)
    formula = r"L_0 + L\,\Vert\nabla f\Vert^\rho"
    draw_envelope(axes, norms, relation.envelope, formula, ("L_0", "L"))
    name = r"gradient norm $\Vert\nabla f(w_t)\Vert$  [loss/length]"
    _finish(axes, name, _explained("gradient norm", relation))


def _against_step(axes: Axes, finding: Finding, rows: Sequence[Row], momentum: float) -> None:
    steps = _column(finding, "step")
    _bars(axes, steps, finding)
    # Step 0 has a place here, as it has not where both axes are logarithmic.
    axes.scatter(steps, finding.curvatures, c=steps, s=24, cmap="viridis", linewidths=0)
    bound = finding.comparison.by_gap.envelope.curvature(_column(finding, "gap"))
    axes.plot(steps, bound, color=COLOURS[1], linewidth=1.2, label=r"$K_0 + K\,\Delta_t^\rho$")
    etas = np.array([row.eta for row in rows])
    moved = etas > 0
    if moved.any():
        label = (
            r"stability limit $2/\eta_t$"
            if not momentum
            else rf"stability limit $2(1+{momentum:g})/\eta_t$"
        )
        axes.plot(
            np.array([row.step for row in rows])[moved],
            2 * (1 + momentum) / etas[moved],
            color="0.25",
            linestyle="--",
            linewidth=1.2,
            label=label,
        )
    axes.set_yscale("log")
    _finish(axes, "step $t$", "along the run")


def _points(axes: Axes, x: Floats, finding: Finding) -> Any:
    """The points on logarithmic axes, with the residuals of eigenvalues."""
    _bars(axes, x, finding)
    return scatter(axes, x, finding.curvatures, _column(finding, "step"))


def _bars(axes: Axes, x: Floats, finding: Finding) -> None:
    """How far an eigenvalue may lie from each point of the norm."""
    if finding.quantity != "norm":
        return
    y, lengths = finding.curvatures, residuals(finding.rows)
    known = np.isfinite(lengths) & (lengths > 0)
    low, high = y[known] - lengths[known], y[known] + lengths[known]
    # A bar that reaches 0 has no end on a logarithmic axis.
    low = np.where(low > 0, low, y[known] / 10)
    axes.vlines(x[known], low, high, color="0.6", linewidth=0.9, zorder=1, label="residual")


def _column(finding: Finding, name: str) -> Floats:
    return np.array([getattr(row, name) for row in finding.rows], dtype=float)


def _explained(name: str, relation: Any) -> str:
    return (
        f"against the {name}: explained {relation.explained:.0%}, "
        f"rank correlation {relation.rank_correlation:.2f}"
    )


def _finish(axes: Axes, xlabel: str, title: str) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

    for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        axis.set_minor_formatter(NullFormatter())
        if low > 0 and high < 100 * low:  # too few powers of ten to read by
            axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axis.set_minor_locator(NullLocator())
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_xlabel(xlabel)
    axes.set_title(title, fontsize=10)
    axes.grid(alpha=0.3, which="major")
    axes.legend(fontsize=8, loc="best")
