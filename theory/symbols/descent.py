"""Symbols of gradient descent: a point, a step, a run, and a minimiser."""

from __future__ import annotations

from theory.symbols.table import function_row as _function_row
from theory.symbols.table import row as _row

_GAP = "theory/definitions/gap_smooth.py"
_GRADIENT = "theory/definitions/gradient_smooth.py"
_GD = "theory/theorems/gd_nonconvex.py"
_CONVEX = "theory/rules/convexity.py"

# A point, a step, the next point.
s = _row("s", "s", "loss", "a value of the gap", _GAP)
gap = _row("gap", r"\Delta", "loss", "the gap f(w) - f*, f* = inf f", _GAP)
gap_next = _row(
    "gap_next", r"\Delta_+", "loss", "the gap after one step", "theory/lemmas/descent_lemma.py"
)
gap_low = _row(
    "gap_low",
    "D",
    "loss",
    "the gap at which the energy is used up: Phi(gap_low) = Phi(gap) - gradient_norm^2/2",
    "theory/lemmas/energy_step.py",
)
gradient_norm = _row(
    "gradient_norm", "g", "loss/length", "the gradient norm ||grad f(w)||", _GRADIENT
)
eta = _row("eta", r"\eta", "length^2/loss", "the step size", "theory/lemmas/descent_lemma.py")
Gamma = _function_row(
    "Gamma",
    r"\Gamma",
    "length",
    "the distance over which the extremal falls from gap to x",
    "theory/lemmas/energy_step.py",
)

# A run of gradient descent.
t = _row("t", "t", "1", "index of a step, from 0; etas[0] leads from w_0 to w_1", _GD)
T = _row("T", "T", "1", "number of steps", _GD)
Delta = _function_row(
    "Delta", r"\Delta", "loss", "the gap along a run: Delta(t) = f(w_t) - f*", _GD
)
g = _function_row(
    "g", "g", "loss/length", "the gradient norm along a run: g(t) = ||grad f(w_t)||", _GD
)
etas = _function_row(
    "eta_at", r"\eta", "length^2/loss", "the step sizes of a run: eta_at(t) = eta_t", _GD
)
level_at = _function_row(
    "level_at",
    r"\sigma",
    "loss",
    "the level along a run: level_at(t) is that from which the radius of step t is measured",
    "theory/lemmas/sgd_rate.py",
)
path = _function_row(
    "path",
    r"\delta",
    "loss",
    "the gap along the steps of a run: path(t, h) = f(w_t - h grad f(w_t)) - f*",
    "theory/rules/regions.py",
)
low_at = _function_row(
    "low_at",
    "D",
    "loss",
    "gap_low at each step of a run of energy steps",
    "theory/theorems/gd_nonconvex_energy.py",
)
Gamma_at = _function_row(
    "Gamma_at",
    r"\Gamma",
    "length",
    "Gamma at each step of a run of energy steps: Gamma_at(t, x)",
    "theory/theorems/gd_nonconvex_energy.py",
)
gap0 = _row("gap0", r"\Delta_0", "loss", "the gap at the start", _GD)
eps = _row(
    "eps", r"\varepsilon", "loss/length", "the target: a gradient norm (nonconvex) or a gap", _GD
)
c = _row(
    "c",
    "c",
    "1",
    "the scale of LW's schedule c min{1/K0, 1/(3^rho K gap^rho)}",
    "theory/theorems/gd_nonconvex_min_shape.py",
)
m = _row("m", "m", "loss^2/length^2", "the smallest squared gradient norm of the run", _GD)
reach = _row("reach", "S", "loss", "a bound of all gaps of a run", "theory/theorems/gd_aiming.py")

# A convex function and its minimiser w*.
inner = _row("inner", "p", "loss", "the inner product <grad f(w), w - w*>", _CONVEX)
distance = _row(
    "distance", "D", "length", "a distance: ||w - w*|| to the minimiser, or along a path", _CONVEX
)
distance_next = _row(
    "distance_next", "D_+", "length", "the distance to the minimiser after one step", _CONVEX
)
distance0 = _row(
    "distance0", "D_0", "length", "the distance to the minimiser at the start", _CONVEX
)
gradient_next = _row(
    "gradient_next", "g_+", "loss/length", "the gradient norm after one step", _CONVEX
)
cross = _row(
    "cross",
    "q",
    "loss^2/length^2",
    "the inner product of the gradients before and after one step",
    _CONVEX,
)
inner_at = _function_row(
    "inner_at", "p", "loss", "inner along a run: inner_at(t) = <grad f(w_t), w_t - w*>", _CONVEX
)
distance_at = _function_row(
    "distance_at", "D", "length", "distance along a run: distance_at(t) = ||w_t - w*||", _CONVEX
)
cross_at = _function_row(
    "cross_at",
    "q",
    "loss^2/length^2",
    "cross along a run: cross_at(t) = <grad f(w_t), grad f(w_{t+1})>",
    _CONVEX,
)
psi = _row(
    "psi",
    r"\psi",
    "length^2",
    "a lower bound of s/ell(s) for the gaps s from eps to the first gap",
    "theory/theorems/gd_convex_warmup.py",
)
