"""Symbols of lower bounds: functions of one variable that are made for a step or a schedule."""

from __future__ import annotations

from theory.symbols.table import function_row as _function_row
from theory.symbols.table import row as _row

_FIXED = "theory/theorems/fixed_step/huber.py"
_CYCLE = "theory/theorems/fixed_step/cycle.py"
_PIECES = "theory/theorems/lower_bound/pieces.py"
_NODES = "theory/theorems/lower_bound/iterates.py"
_GLUED = "theory/theorems/lower_bound/gluing.py"

# A fixed step.
outer_slope = _row("outer_slope", "s", "loss/length", "slope of a Huber function far out", _FIXED)
position = _function_row(
    "position", "x", "length", "the iterates of a run on the line: position(t) = x_t", _FIXED
)
V = _function_row("V", "V", "loss", "the extremal function, V'' = ell(V) from rest", _CYCLE)
dV = _function_row("dV", "V'", "loss/length", "the slope of V", _CYCLE)
ddV = _function_row("ddV", "V''", "loss/length^2", "the curvature of V", _CYCLE)
extremal_radius = _row("R", "R", "length", "where V reaches gap0: R = G(gap0)", _CYCLE)
extremal_slope = _row("h", "h", "loss/length", "the slope of V there: h(gap0)", _CYCLE)
cycle_position = _function_row(
    "cycle_position", "c", "length", "the iterates of a run that goes to and fro", _CYCLE
)

# A schedule.
_row("periods", "m", "1", "number of periods of a wave", _PIECES)
_row("slope", "s", "loss/length", "the slope of a wave at the iterates", _PIECES)
_row("lam", r"\lambda", "length", "the length of a link or of one period", _PIECES)
_row("tau", r"\tau", "1", "the number of long steps, which are thrown over waves", _NODES)
_row("last", "q", "1", "the index of the last long step", _NODES)
_row("rim", "a", "length", "where the valley ends and the straight piece begins", _NODES)
_row("threshold", r"\bar\eta", "length^2/loss", "steps from tau on are at most this", _NODES)
_function_row("f", "f", "loss", "the function of one variable", _GLUED)
_function_row("df", "f'", "loss/length", "its slope", _GLUED)
_function_row("ddf", "f''", "loss/length^2", "its curvature", _GLUED)
_function_row("x_at", "x", "length", "the iterates: x_at(t) = x_t", _NODES)
_function_row("node", r"\xi", "length", "where step t starts, if it leads over a wave", _NODES)
_function_row("periods_at", "m", "1", "number of periods under each long step", _PIECES)
_function_row(
    "length_at",
    r"\lambda",
    "length",
    "length of a period under a long step",
    "theory/theorems/lower_bound/triangular_setting.py",
)
