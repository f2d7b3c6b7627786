r"""The notation table: every symbol, once.

Text, LaTeX, the documentation's notation page and the command line all read this table. A symbol
is real and nothing more; its sign is an assumption of the statement that needs it.

>>> NOTATION["gap"].latex
'\\Delta'
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory.logic import function, real


@dataclass(frozen=True)
class Notation:
    """One row of the notation table.

    Attributes:
        symbol: the SymPy symbol or named function.
        latex: how it is set in formulas.
        unit: its unit, from ``loss`` and ``length``.
        meaning: one line of words.
        defined_in: the module that defines what it stands for.
    """

    symbol: sp.Symbol | UndefinedFunction
    latex: str
    unit: str
    meaning: str
    defined_in: str


NOTATION: dict[str, Notation] = {}


def _row(name: str, latex: str, unit: str, meaning: str, defined_in: str) -> sp.Symbol:
    symbol = real(name)
    NOTATION[name] = Notation(symbol, latex, unit, meaning, defined_in)
    return symbol


def _function_row(
    name: str, latex: str, unit: str, meaning: str, defined_in: str
) -> UndefinedFunction:
    symbol = function(name)
    NOTATION[name] = Notation(symbol, latex, unit, meaning, defined_in)
    return symbol


_GAP = "theory/definitions/gap_smooth.py"
_ELL = "theory/definitions/ell_smooth.py"
_GRADIENT = "theory/definitions/gradient_smooth.py"
_PSI = "theory/lemmas/inclusion/psi.py"
_SEGMENT = "theory/rules/segments.py"
_LOCAL = "theory/lemmas/local_descent.py"
_GD = "theory/theorems/gd_nonconvex.py"
_CONVEX = "theory/rules/convexity.py"

# The class and its constants.
rho = _row("rho", r"\rho", "1", "exponent of the gap in the curvature bound, rho > 0", _GAP)
K0 = _row("K0", "K_0", "loss/length^2", "curvature allowed at gap 0, K0 >= 0", _GAP)
K = _row(
    "K", r"K_\rho", "loss^(1-rho)/length^2", "growth of the curvature with the gap, K >= 0", _GAP
)
L0 = _row("L0", "L_0", "loss/length^2", "curvature allowed at gradient 0, L0 >= 0", _GRADIENT)
L = _row(
    "L",
    r"L_\rho",
    "loss^(1-rho)/length^(2-rho)",
    "growth of the curvature with the gradient norm, L >= 0",
    _GRADIENT,
)
alpha = _row(
    "alpha",
    r"\alpha",
    "1",
    "the exponent of the gap that belongs to rho in Definition 0: alpha = rho/(2 - rho)",
    "theory/lemmas/inclusion/setting.py",
)
Psi = _function_row(
    "Psi",
    r"\Psi",
    "loss",
    "the integral of q/(L0 + L q^rho) from 0: a gap that a gradient norm needs",
    _PSI,
)
dPsi = _function_row("dPsi", r"\Psi'", "length", "its integrand q/(L0 + L q^rho)", _PSI)
ell = _function_row(
    "ell", r"\ell", "loss/length^2", "curvature allowed at a gap: ||hess f|| <= ell(gap)", _ELL
)
Phi = _function_row(
    "Phi",
    r"\Phi",
    "loss^2/length^2",
    "the integral of ell from 0: half the squared gradient bound",
    _ELL,
)

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

mu = _row(
    "mu",
    r"\mu",
    "loss/length^2",
    "the PL constant; in the river valley the curvature along it",
    "theory/definitions/gradient_domination.py",
)
b = _row(
    "b",
    "b",
    "1",
    "free split between K0 and K in Poisson regression, b > 1",
    "theory/examples/poisson_regression.py",
)

f_star = _row(
    "f_star",
    r"f^*",
    "loss",
    "the infimum of f, or an upper bound of it",
    "theory/examples/poisson_regression.py",
)
least = _function_row(
    "least",
    r"\ell^*",
    "loss",
    "the smallest loss of each sample in Poisson regression",
    "theory/examples/poisson_regression.py",
)

# Lower bounds for a fixed step.
_FIXED = "theory/theorems/fixed_step/huber.py"
outer_slope = _row("outer_slope", "s", "loss/length", "slope of a Huber function far out", _FIXED)
position = _function_row(
    "position", "x", "length", "the iterates of a run on the line: position(t) = x_t", _FIXED
)

_CYCLE = "theory/theorems/fixed_step/cycle.py"
V = _function_row("V", "V", "loss", "the extremal function, V'' = ell(V) from rest", _CYCLE)
dV = _function_row("dV", "V'", "loss/length", "the slope of V", _CYCLE)
ddV = _function_row("ddV", "V''", "loss/length^2", "the curvature of V", _CYCLE)
extremal_radius = _row("R", "R", "length", "where V reaches gap0: R = G(gap0)", _CYCLE)
extremal_slope = _row("h", "h", "loss/length", "the slope of V there: h(gap0)", _CYCLE)
cycle_position = _function_row(
    "cycle_position", "c", "length", "the iterates of a run that goes to and fro", _CYCLE
)

# Stochastic gradient descent: the last argument of a random sequence is the outcome.
_SGD = "theory/theorems/interpolated_sgd.py"
step_scale = _row(
    "M", "M", "loss/length^2", "2 K0 + (2K/(1+rho)) S^rho: the largest 2 Phi(s)/s for s <= S", _SGD
)
sgd_distance = _function_row("dist", "d", "length", "dist(t, omega): distance of w_t from W*", _SGD)
own_gap = _function_row(
    "own_gap", "\\delta", "loss", "own_gap(t, omega): gap of the drawn f_i", _SGD
)
sgd_gap = _function_row("sgd_gap", "\\Delta", "loss", "sgd_gap(t, omega): gap of f at w_t", _SGD)
mean_square = _function_row("mean_square", "q", "length^2", "mean_square(t) = E dist(t)^2", _SGD)
mean_gap = _function_row("mean_gap", "\\bar\\Delta", "loss", "mean_gap(t) = E sgd_gap(t)", _SGD)
least_gap = _function_row("least_gap", "\\mu", "loss", "least_gap(omega): the smallest gap", _SGD)
mean_least = _row("mean_least", "\\bar\\mu", "loss", "the expectation of the smallest gap", _SGD)

# Noise: g_t = grad f(w_t) + xi_t, E[xi_t | what is known before] = 0.
_NOISE = "theory/definitions/noise_abc.py"
_BOUNDED = "theory/definitions/noise_bounded.py"
_STEP_SIZE = "theory/definitions/sgd_step_size.py"
_RUN = "theory/definitions/sgd_run.py"
_AZUMA = "theory/lemmas/azuma_hoeffding.py"
A = _row("A", "A", "loss/length^2", "growth of the squared noise with the gap, A >= 0", _NOISE)
B = _row("B", "B", "1", "growth of the squared noise with the squared gradient, B >= 0", _NOISE)
C = _row("C", "C", "loss^2/length^2", "the squared noise allowed at a minimiser, C >= 0", _NOISE)
sigma = _row("sigma", r"\sigma", "loss/length", "a bound of the norm of the noise", _BOUNDED)
delta = _row("delta", r"\delta", "1", "the probability of failure allowed, in (0, 1)", _STEP_SIZE)
gap_floor = _row(
    "gap_floor",
    "s_0",
    "loss",
    "gaps below it are treated as it is by the step size, > 0",
    _STEP_SIZE,
)
share = _row(
    "share",
    r"\kappa",
    "1",
    "the confidence term of a step is gap0/(share ln(1/delta) V): 4 for bounded noise, 12 for "
    "light tails",
    _STEP_SIZE,
)
tail = _row(
    "tail",
    r"\tau",
    "1",
    "the radius term of a step allows for squared noise up to tail V: 1 for bounded noise, "
    "1 + ln(T/delta) for light tails",
    _STEP_SIZE,
)
noise = _row("noise", r"\|\xi\|", "loss/length", "the norm of the noise xi of one step", _RUN)
noise_inner = _row("noise_inner", "p", "loss^2/length^2", "the inner product <grad f(w), xi>", _RUN)
noise_level = _row(
    "noise_level", "V", "loss^2/length^2", "a bound of the squared noise at a gap", _STEP_SIZE
)
sgd_gradient = _function_row(
    "sgd_gradient", "g", "loss/length", "sgd_gradient(t, omega): ||grad f(w_t)||", _RUN
)
sgd_eta = _function_row("sgd_eta", r"\eta", "length^2/loss", "sgd_eta(t, omega): eta_t", _RUN)
sgd_level = _function_row(
    "sgd_level",
    r"\sigma",
    "loss",
    "sgd_level(t, omega): the level, at least the gap, from which the local radius is measured",
    _RUN,
)
noise_at = _function_row(
    "noise_at", r"\xi", "loss/length", "noise_at(t, omega): the norm of xi_t", _RUN
)
noise_inner_at = _function_row(
    "noise_inner_at", "p", "loss^2/length^2", "noise_inner_at(t, omega): <grad f(w_t), xi_t>", _RUN
)
moment = _function_row(
    "moment", r"\tau", "1", "moment(omega): any index from 0 to T, chosen with hindsight", _RUN
)

centred_part = _function_row(
    "centred_part", "X", "loss", "centred_part(t, omega): the part of a step that is centred", _RUN
)
part_bound = _function_row(
    "part_bound", "a", "loss", "part_bound(t, omega): a bound of it, known before", _RUN
)
gain_at = _function_row("gain_at", "q", "loss", "gain_at(t, omega): eta_t ||grad f(w_t)||^2", _RUN)
exponent_at = _function_row(
    "exponent_at", "Y", "1", "exponent_at(t, omega): E[exp(Y_t) | known at t] <= 1", _RUN
)
tilt = _row(
    "tilt", r"\lambda", "1/loss", "the scale of an exponent, 2 ln(1/delta)/gap0 in a run", _RUN
)
slack = _row("slack", "e", "loss", "what a step may add to the gap without noise, >= 0", _RUN)
bound_at = _function_row(
    "bound_at", "c", "1", "bound_at(t): a bound of the t-th increment of a martingale", _AZUMA
)
deviation = _row("deviation", r"\varepsilon", "1", "what a martingale stays below", _AZUMA)
squares = _row("squares", "v", "1", "at least the sum of all bound_at(t)^2, > 0", _AZUMA)
scale_at = _function_row(
    "scale_at",
    "N",
    "loss^2/length^2",
    "scale_at(t, omega): the scale N_t of the squared noise, known before",
    "theory/definitions/noise_light_tails.py",
)
pull_at = _function_row(
    "pull_at",
    "c",
    "length^2/loss",
    "pull_at(t, omega): a factor of <grad f(w_t), xi_t>, known before",
    "theory/lemmas/light_tails_moment.py",
)
push_at = _function_row(
    "push_at",
    "b",
    "length^2/loss",
    "push_at(t, omega): a factor of ||xi_t||^2, known before",
    "theory/lemmas/light_tails_moment.py",
)
event = _function_row(
    "event",
    "E",
    "1",
    "event(omega): 1 at the outcomes of an event, else 0",
    "theory/theorems/sgd/budget.py",
)
top_curvature = _row(
    "top_curvature",
    r"\hat L",
    "loss/length^2",
    "the curvature allowed at twice the gap of the start: ell(2 gap0)",
    "theory/theorems/sgd/sharp.py",
)
least_square = _function_row(
    "least_square",
    "m",
    "loss^2/length^2",
    "least_square(omega): the smallest squared gradient norm of the run",
    _RUN,
)

# The Aiming condition.
theta = _row(
    "theta",
    r"\theta",
    "1",
    "the Aiming constant: <grad f(w), w - pi(w)> >= theta (f(w) - f*); in lower bounds a share "
    "of the gap; in the inclusion the free split between K0 and K, theta > 0",
    "theory/definitions/aiming.py",
)
reach = _row("reach", "S", "loss", "a bound of all gaps of a run", "theory/theorems/gd_aiming.py")

shift = _row(
    "shift",
    r"\nu",
    "loss",
    "how far the reference of ell lies below that of the gap: f* - f_, shift >= 0",
    "theory/lemmas/shifted_ell.py",
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

# Two points and the segment between them.
gap_far = _row("gap_far", r"\Delta'", "loss", "the gap at a second point w'", _SEGMENT)
towards = _row("towards", "q'", "loss", "the inner product <grad f(w), w' - w>", _SEGMENT)
change = _row(
    "change", r"\gamma", "loss/length", "the change of the gradient ||grad f(w') - grad f(w)||",
    _SEGMENT,
)  # fmt: skip
level = _row("level", r"\sigma", "loss", "a positive gap, at least that at w", _SEGMENT)
beta = _row(
    "beta", r"\beta", "1", "how many times the gap may grow over the local radius, beta > 1", _LOCAL
)
G = _function_row(
    "G",
    "G",
    "length",
    "an antiderivative of 1/sqrt(2 Phi); from 0 where that is finite: "
    "the distance over which the gap can grow from 0",
    "theory/definitions/distance.py",
)
psi = _row(
    "psi",
    r"\psi",
    "length^2",
    "a lower bound of s/ell(s) for the gaps s from eps to the first gap",
    "theory/theorems/gd_convex_warmup.py",
)

# Lower bounds: a function of one variable made for a schedule.
_PIECES = "theory/theorems/lower_bound/pieces.py"
_NODES = "theory/theorems/lower_bound/iterates.py"
_GLUED = "theory/theorems/lower_bound/gluing.py"
_row("M", "M", "loss/length^2", "the curvature allowed at gap theta gap0: ell(theta gap0)", _PIECES)
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

# Sums, multiples and affine arguments of functions of the class.
_CLOSURE = "theory/lemmas/closure/setting.py"
_NORMS = "theory/rules/norms.py"
K0f = _row("K0f", "K_{0,f}", "loss/length^2", "curvature of f allowed at gap 0", _CLOSURE)
Kf = _row("Kf", "K_f", "loss^(1-rho)/length^2", "growth of the curvature of f", _CLOSURE)
K0g = _row("K0g", "K_{0,g}", "loss/length^2", "curvature of g allowed at gap 0", _CLOSURE)
Kg = _row("Kg", "K_g", "loss^(1-rho)/length^2", "growth of the curvature of g", _CLOSURE)
gamma = _row(
    "gamma",
    r"\gamma",
    "loss",
    "how far the infimum lies above what it could be: inf(f + g) - f* - g*, or inf f(A . + b) - f*",
    _CLOSURE,
)
gap_f = _row("gap_f", r"\Delta_f", "loss", "the gap of f", _CLOSURE)
gap_g = _row("gap_g", r"\Delta_g", "loss", "the gap of g", _CLOSURE)
hess = _row("hess", "h", "loss/length^2", "the norm of the Hessian of the new function", _NORMS)
hess_f = _row("hess_f", "h_f", "loss/length^2", "the norm of the Hessian of f", _NORMS)
hess_g = _row("hess_g", "h_g", "loss/length^2", "the norm of the Hessian of g", _NORMS)
multiple = _row("multiple", "c", "1", "the factor c in the function c f, c > 0", _NORMS)
norm_A = _row("norm_A", r"\|A\|", "1", "the spectral norm of the matrix A", _NORMS)
