"""Assumption 4: noise whose square grows with the gap and with the squared gradient.

||xi_t||^2 <= A Delta_t + B ||grad f(w_t)||^2 + C, and xi_t is centred given what is known before.
A = B = 0 is bounded noise.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import T
from theory.definitions.sgd_run import CENTRED, GAP, GRADIENT, NOISE, every_step
from theory.definitions.sgd_step_size import squared_noise
from theory.logic import conj, ge, le
from theory.schema import Source, Statement

GAP_GROWTH = bounds(sym.A, 0, text="the noise bound does not shrink with the gap")
GRADIENT_GROWTH = bounds(sym.B, 0, text="the noise bound does not shrink with the gradient")
FLOOR = bounds(sym.C, 0, text="the noise bound is not negative at a minimiser")

STATEMENT = Statement(
    id="noise_abc",
    kind="definition",
    title="Noise bounded by the gap and the squared gradient",
    source=Source("LW", "Assumption 4"),
    summary="||xi_t||^2 <= A Delta_t + B ||grad f(w_t)||^2 + C at every step and outcome, and "
    "E[xi_t | known at t] = 0.",
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
    assumptions=(
        GAP_GROWTH,
        GRADIENT_GROWTH,
        FLOOR,
        Assumption(
            "bounded",
            every_step(conj(ge(NOISE, 0), le(NOISE**2, squared_noise(GAP, GRADIENT**2)))),
            "||xi_t||^2 <= A Delta_t + B ||grad f(w_t)||^2 + C at every outcome",
        ),
        CENTRED,
    ),
    does_not_claim="A bound of the variance only: the inequality holds at every outcome, so heavy "
    "tails are excluded (see noise_light_tails).",
)
