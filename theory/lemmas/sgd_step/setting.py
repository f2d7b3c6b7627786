"""One step of SGD: what it asks for, and what it gives."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.definitions.sgd_step_size import (
    curvature_load,
    largest_curvature,
    noise_level,
    speed,
    squared_noise,
)
from theory.lemmas.growth.setting import ANTIDERIVATIVE, GLOBAL, LEVEL, POSITIVE, G
from theory.lemmas.local_descent_level import BETA
from theory.logic import conj, ge, le
from theory.rules.stochastic_steps import SGD_STEP, SQUARED_DIRECTION

gap, level, eta, g = sym.gap, sym.level, sym.eta, sym.gradient_norm
noise, inner, gap_next = sym.noise, sym.noise_inner, sym.gap_next
A, B, C, beta = sym.A, sym.B, sym.C, sym.beta

L = largest_curvature(level, sym.ell)
V = noise_level(gap, sym.Phi)
RADIUS = G(beta * level) - G(level)

STEP = Assumption(
    "step",
    conj(SGD_STEP, ge(gap, 0), ge(g, 0), ge(noise, 0), ge(gap_next, 0)),
    "gap and gradient_norm belong to a point w, noise and noise_inner to the noise xi there, "
    "gap_next to w - eta (grad f(w) + xi)",
    defines=True,
)
FORWARD = bounds(eta, 0, text="the step is not negative")
NOISE_CONSTANTS = (
    bounds(A, 0, text="the noise bound does not shrink with the gap"),
    bounds(B, 0, text="the noise bound does not shrink with the gradient"),
    bounds(C, 0, text="the noise bound is not negative at a minimiser"),
)
NOISE_ABC = Assumption(
    "noise_abc",
    le(noise**2, squared_noise(gap, g**2)),
    "||xi||^2 <= A gap + B ||grad f(w)||^2 + C",
)
CURVATURE = Assumption(
    "curvature_step", le(curvature_load(L) * eta, 1), "2 (1+B) L eta <= 1, L = ell(beta level)"
)
WITHIN = Assumption(
    "radius_step",
    conj(ge(sym.Phi(gap), 0), le(eta * speed(V, gap, sym.Phi), RADIUS)),
    "Phi(gap) >= 0 (as in the class it is), and eta (h(gap) + sqrt(V)) is at most the radius of "
    "the level, V = A gap + 2 B Phi(gap) + C",
)
CLASS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
)
ASSUMPTIONS = (
    *CLASS,
    BETA,
    LEVEL,
    STEP,
    FORWARD,
    *NOISE_CONSTANTS,
    NOISE_ABC,
    CURVATURE,
    WITHIN,
)


def martingale_part(curvature: sp.Expr) -> sp.Expr:
    """What the noise adds in the mean of 0: eta (1 - L eta) <grad f, xi>."""
    return eta * (1 - curvature * eta) * inner


def expanded(curvature: sp.Expr) -> sp.Expr:
    """The right side of the descent inequality, multiplied out."""
    progress = eta * (1 - curvature * eta / 2) * g**2
    return gap - progress - martingale_part(curvature) + curvature * eta**2 / 2 * noise**2


def absorbed(curvature: sp.Expr) -> sp.Expr:
    """The same with the noise bound put in, and its part B ||grad f||^2 absorbed."""
    progress = sp.Rational(3, 4) * eta * g**2
    spread = curvature * eta**2 / 2 * (A * gap + C)
    return gap - progress - martingale_part(curvature) + spread


REACH = le(gap_next, beta * level)
MARTINGALE_PART = martingale_part(L)
DESCENT = le(gap_next, absorbed(L))
ABOVE = le(MARTINGALE_PART, eta * g * sp.sqrt(V))
BELOW = ge(MARTINGALE_PART, -eta * g * sp.sqrt(V))

LENGTH = sp.sqrt(SQUARED_DIRECTION)
"""||grad f(w) + xi||."""
