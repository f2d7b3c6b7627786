"""A picture of a counterexample on a line: the function with its control, and the points on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theory.errors import DomainError
from verify.attack.witness import Witness
from verify.files import write_atomically
from verify.properties.any_rho import Line as LineOfAnyRho
from verify.properties.any_rho import Side as SideOfAnyRho
from verify.properties.line import Line
from verify.properties.scene import Picture
from verify.runs.plot import COLOURS, check_plot_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SAMPLES = 800


def plot_witness(witness: Witness, path: Path | str) -> Path:
    """Draw the function of a counterexample, its pieces, the points it names and tangents there.

    Args:
        witness: on a scene that lies on a line.
        path: ends in .png, .svg or .pdf.

    Raises:
        DomainError: there is no function on a line to be drawn.
        WarmproofError: the place cannot be written to.
    """
    target = check_plot_path(path)
    picture = witness.cases.float_scene(witness.example.coordinates).picture
    if picture is None:
        raise DomainError(
            f"this counterexample to {witness.target.statement.id} is no function on a line, so"
            " there is nothing to draw. Leave out --plot."
        )
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 6), layout="constrained")
    FigureCanvasAgg(figure)
    gap, control = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    figure.suptitle(_title(witness))
    _function(gap, control, picture)
    gap.set(ylabel=r"gap $f(x) - f^*$")
    gap.legend(fontsize=9, frameon=False)
    control.set(xlabel="$x$", ylabel="control $c$", ylim=(-1.15, 1.15))
    for axes in (gap, control):
        axes.grid(alpha=0.3)
    return write_atomically(
        target, lambda temporary: figure.savefig(temporary, dpi=130, format=target.suffix[1:])
    )


def _title(witness: Witness) -> str:
    attacked = witness.target
    if attacked.handle is None:
        return attacked.statement.id
    return f"{attacked.statement.id} with {attacked.handle.name} at {attacked.factor}"


def _function(gap: Axes, control: Axes, picture: Picture) -> None:
    line = picture.line
    visited = np.array([float(np.ravel(x)[0]) for x in picture.points])
    joints = [0.0, *_ends(line.left), *_ends(line.right)]
    # The pieces that matter are those on the way; the others would only shrink the picture.
    low, high = visited.min(), visited.max()
    wide = max(high - low, max(map(abs, joints)) / 20, 1e-9)
    x = np.linspace(low - wide / 3, high + wide / 3, SAMPLES)
    values = [_at(line, each)[0] for each in x]
    gap.plot(x, values, color=COLOURS[0], label="the function")
    control.step(x, [_control(line, each) for each in x], color=COLOURS[2], where="mid")
    heights, slopes = np.array([_at(line, each) for each in visited]).T
    for place, (at, height, slope) in enumerate(zip(visited, heights, slopes, strict=True)):
        near = at + wide / 8 * np.array([-1, 1])
        gap.plot(
            near, height + slope * (near - at), "--", color="0.4", linewidth=1,
            label="tangents" if place == 0 else None,
        )  # fmt: skip
    gap.plot(visited, heights, "o-", color=COLOURS[1], linewidth=0.8, label="the points, in order")
    for place, (at, height) in enumerate(zip(visited, heights, strict=True)):
        gap.annotate(f"$x_{{{place}}}$", (at, height), (4, 6), textcoords="offset points")


def _at(line: Line | LineOfAnyRho, x: float) -> tuple[float, float]:
    """Value and slope."""
    value, slope = line.at(np.full(1, x))
    return _number(value), _number(slope)


def _ends(side: Any) -> list[float]:
    """The distances from the origin at which a side changes."""
    if isinstance(side, SideOfAnyRho):
        return [_number(part.end) for part in side.parts[:-1]]
    return [_number(state.x) for state in side.joints[1:]]


def _control(line: Line | LineOfAnyRho, x: float) -> float:
    """The curvature in units of what the class allows."""
    side = line.right if x >= 0 else line.left
    number = int(np.searchsorted(_ends(side), abs(x)))
    if not isinstance(side, SideOfAnyRho):
        return _number(side.controls[number])
    part = side.parts[number]
    if part.control is not None:
        return _number(part.control)
    return _number(part.curvature) / _number(line.law.ell(np.full(1, _at(line, x)[0])))


def _number(value: object) -> float:
    return float(np.ravel(np.asarray(value, dtype=float))[0])
