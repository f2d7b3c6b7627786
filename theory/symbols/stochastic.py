"""Symbols of stochastic gradient descent: random sequences, noise, and probabilities."""

from __future__ import annotations

from theory.symbols.table import function_row as _function_row
from theory.symbols.table import row as _row

_SGD = "theory/theorems/interpolated_sgd.py"
_NOISE = "theory/definitions/noise_abc.py"
_BOUNDED = "theory/definitions/noise_bounded.py"
_STEP_SIZE = "theory/definitions/sgd_step_size.py"
_RUN = "theory/definitions/sgd_run.py"
_AZUMA = "theory/lemmas/azuma_hoeffding.py"

# Interpolation: the last argument of a random sequence is the outcome.
step_scale = _row(
    "M",
    "M",
    "loss/length^2",
    "2 K0 + (2K/(1+rho)) S^rho: the largest 2 Phi(s)/s for s <= S; in lower bounds the curvature "
    "allowed at gap theta gap0: ell(theta gap0)",
    _SGD,
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
