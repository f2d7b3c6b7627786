"""Assumption 5: noise with light tails, bounded by N_t in the mean of an exponential.

E[exp(||xi_t||^2/N_t) | known at t] <= e with N_t = A Delta_t + B ||grad f(w_t)||^2 + C > 0. Noise
with ||xi_t||^2 <= N_t is of this kind; Gaussian noise is too, for a suitable N_t, though no bound
holds for it.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.noise_abc import FLOOR, GAP_GROWTH, GRADIENT_GROWTH
from theory.definitions.run import T, in_run, t
from theory.definitions.sgd_run import CENTRED, GAP, GRADIENT, NOISE, every_step
from theory.definitions.sgd_step_size import squared_noise
from theory.logic import conj, ge, gt
from theory.rules.expectation import omega
from theory.rules.martingales import conditionally_at_most
from theory.schema import Source, Statement

N = squared_noise(GAP, GRADIENT**2)
"""N_t, the scale of the squared noise."""

POSITIVE = Assumption(
    "positive", every_step(conj(ge(NOISE, 0), gt(N, 0))), "N_t is positive at every outcome"
)
LIGHT_TAILS = Assumption(
    "light_tails",
    in_run(
        conditionally_at_most(sp.Lambda(omega, sp.exp(NOISE**2 / N)), sp.Lambda(omega, sp.E), t)
    ),
    "E[exp(||xi_t||^2/N_t) | known at t] <= e",
)

STATEMENT = Statement(
    id="noise_light_tails",
    kind="definition",
    title="Noise with light tails",
    source=Source("LW", "Assumption 5"),
    summary="E[exp(||xi_t||^2/N_t) | known at t] <= e with N_t = A Delta_t + B ||grad f(w_t)||^2 "
    "+ C > 0, and E[xi_t | known at t] = 0.",
    parameters=(
        sym.A,
        sym.B,
        sym.C,
        T,
        sym.sgd_gap,
        sym.sgd_gradient,
        sym.noise_at,
        sym.noise_inner_at,
    ),
    assumptions=(GAP_GROWTH, GRADIENT_GROWTH, FLOOR, POSITIVE, LIGHT_TAILS, CENTRED),
    does_not_claim="Any bound of ||xi_t|| itself.",
)
