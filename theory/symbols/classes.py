"""Symbols of functions: the classes and their constants, two points, sums, and an example."""

from __future__ import annotations

from theory.symbols.table import function_row as _function_row
from theory.symbols.table import row as _row

_GAP = "theory/definitions/gap_smooth.py"
_ELL = "theory/definitions/ell_smooth.py"
_GRADIENT = "theory/definitions/gradient_smooth.py"
_PSI = "theory/lemmas/inclusion/psi.py"
_SEGMENT = "theory/rules/segments.py"
_LOCAL = "theory/lemmas/local_descent.py"
_CLOSURE = "theory/lemmas/closure/setting.py"
_NORMS = "theory/rules/norms.py"

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

# What else is known of a function: the PL and the Aiming inequality, a reference below f*.
mu = _row(
    "mu",
    r"\mu",
    "loss/length^2",
    "the PL constant; in the river valley the curvature along it",
    "theory/definitions/gradient_domination.py",
)
theta = _row(
    "theta",
    r"\theta",
    "1",
    "the Aiming constant: <grad f(w), w - pi(w)> >= theta (f(w) - f*); in lower bounds a share "
    "of the gap; in the inclusion the free split between K0 and K, theta > 0",
    "theory/definitions/aiming.py",
)
shift = _row(
    "shift",
    r"\nu",
    "loss",
    "how far the reference of ell lies below that of the gap: f* - f_, shift >= 0",
    "theory/lemmas/shifted_ell.py",
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

# Sums, multiples and affine arguments of functions of the class.
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

# Poisson regression.
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
