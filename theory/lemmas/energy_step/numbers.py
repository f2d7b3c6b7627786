"""The energy step in numbers: where it lands and how long it is, for chosen constants."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO, PHI
from theory.evaluation import Case, Evaluation, Integral, Output, Root
from theory.lemmas.energy_step.setting import (
    D,
    g,
    gap,
)
from theory.logic import disj, eq, gt, le, lt, real

_RHO, _K0, _K = sym.rho, sym.K0, sym.K
_CURVATURE = ELL(gap)
_y = real("y")
_SQUARE = 2 * PHI(D + _y**2) - 2 * PHI(D)
"""The squared speed at gap D + y^2; s = D + y^2 takes the root out of the integrand."""

FITS = Assumption(
    "fits",
    le(g**2, 2 * PHI(gap)),
    "the gradient norm obeys Lemma 5, gradient_norm^2 <= 2 Phi(gap); lower gradient_norm",
)
FINITE = Assumption(
    "finite",
    disj(gt(_K0, 0), lt(_RHO, 1), lt(g**2, 2 * PHI(gap))),
    "the step is infinite here: with K0 = 0, rho >= 1 and gradient_norm^2 = 2 Phi(gap) the gap "
    "falls for ever; lower gradient_norm",
)

STEP = "the energy step, length^2/loss"
_NEXT_GAP = "the gap after it is at most this, loss"
EVALUATION = Evaluation(
    inputs=(_RHO, _K0, _K, gap, g),
    domain=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        bounds(gap, 0, low_included=False, text="the gap is positive"),
        bounds(g, 0, low_included=False, text="the gradient is not zero"),
        FITS,
        FINITE,
    ),
    cases=(
        Case(
            (eq(_K, 0),),
            (
                Output("gap_next", gap - g**2 / (2 * _K0), _NEXT_GAP),
                Output("step", 1 / _K0, STEP),
            ),
        ),
        Case(
            (eq(_RHO, 1),),
            (
                Output("gap_next", (sp.sqrt(_CURVATURE**2 - _K * g**2) - _K0) / _K, _NEXT_GAP),
                Output(
                    "step",
                    sp.atanh(sp.sqrt(_K) * g / _CURVATURE) / (sp.sqrt(_K) * g),
                    STEP,
                ),
            ),
        ),
        Case(
            (eq(_K0, 0), eq(g**2, 2 * PHI(gap))),
            (
                Output("gap_next", sp.Integer(0), _NEXT_GAP),
                Output(
                    "step",
                    sp.sqrt((1 + _RHO) / (2 * _K)) * 2 / (1 - _RHO) * gap ** ((1 - _RHO) / 2) / g,
                    STEP,
                ),
            ),
        ),
        Case(
            (),
            (
                Output(
                    "gap_next",
                    Root(PHI(D) - PHI(gap) + g**2 / 2, D, sp.Integer(0), gap),
                    _NEXT_GAP,
                ),
                Output(
                    "step",
                    Integral(
                        2 * _y / sp.sqrt(_SQUARE),
                        (
                            2 / sp.sqrt(2 * ELL(D + _y**2)),
                            2 / sp.sqrt(2 * ELL(D)),
                        ),
                        _y,
                        sp.sqrt(gap - D),
                        1 / g,
                    ),
                    STEP,
                ),
            ),
        ),
    ),
)
