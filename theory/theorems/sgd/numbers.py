"""Theorems 6 and 7 in numbers: the step sizes of (rho, K0, K)-smooth functions, term by term.

The step is the smallest of four terms (``theory/definitions/sgd_step_size.py``); a term whose
denominator is 0 is left out. The radius has one form for each form of G.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions import sgd_step_size as step_size
from theory.definitions.distance import radius_cases
from theory.definitions.gap_smooth import CONSTANTS, NOT_BOTH_ZERO
from theory.definitions.sgd_run import START
from theory.evaluation import Case, Derived, Evaluation, Output, Smallest
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.lemmas.sgd_step_size.inverse import DELTA
from theory.logic import And, Formula, conj, eq, ge, gt, lt

A, B, C, beta, delta, T = sym.A, sym.B, sym.C, sym.beta, sym.delta, sym.T
gap, gap0, gap_floor, eta = sym.gap, sym.gap0, sym.gap_floor, sym.eta

NOISY = Assumption("noisy", gt(A + B + C, 0), "there is noise; without noise use gd_nonconvex")
HORIZON = (
    bounds(T, 1, text="the run has at least one step"),
    Assumption(
        "horizon",
        And((eq(sp.floor(T), T),)),
        "the number of steps is an integer; round T up",
        says="a whole number T",
    ),
)
FLOOR = bounds(gap_floor, 0, low_included=False, text="the floor of the level is positive")
CLASS_AND_NOISE = (*CONSTANTS, NOT_BOTH_ZERO, *NOISE_CONSTANTS, NOISY, DELTA, *HORIZON, START)
"""The domain that all step sizes of SGD share."""

NOISE_INPUTS = (sym.rho, sym.K0, sym.K, A, B, C, delta, T, gap0)

DEFAULT_FLOOR = Derived(
    step_size.default_floor(),
    conj(gt(sym.K0, 0), gt(sym.K, 0)),
    "where K0 = 0 or K = 0",
)


def smallest_term(at: sp.Expr, level: sp.Expr, radius: sp.Expr, expr: sp.Expr = eta) -> Smallest:
    """An expression of the step size ``eta`` at a gap and a level.

    Args:
        at: the gap.
        level: the level of the curvature.
        radius: G(beta level) - G(level).
        expr: in ``eta`` and the inputs.
    """
    L, V = step_size.largest_curvature(level), step_size.noise_level(at)
    return Smallest(
        (
            (step_size.curvature_load(L), step_size.curvature_step(L)),
            (step_size.speed(V, at), step_size.radius_step(radius, V, at)),
            (step_size.confidence_load(V), step_size.confidence_step(V)),
            (step_size.noise_load(L, at), step_size.noise_step(L, at)),
        ),
        eta,
        expr,
    )


def step_cases(
    level: sp.Expr, outputs: Callable[[sp.Expr], tuple[Output, ...]], *conditions: Formula
) -> tuple[Case, ...]:
    """One case for each form of the radius of a level, with the outputs made from it."""
    return tuple(
        Case((*conditions, *form), outputs(radius)) for form, radius in radius_cases(level, beta)
    )


def _warmup_outputs(level: sp.Expr) -> Callable[[sp.Expr], tuple[Output, ...]]:
    def outputs(radius: sp.Expr) -> tuple[Output, ...]:
        return (
            Output(
                "eta",
                smallest_term(gap, level, radius),
                "the step size at this gap, length^2/loss",
            ),
            Output(
                "L",
                step_size.largest_curvature(level),
                "the curvature within the local radius, loss/length^2",
            ),
            Output("R", radius, "the local radius, which the step cannot leave, length"),
            Output(
                "V",
                step_size.noise_level(),
                "the largest squared norm of the noise at this gap, loss^2/length^2",
            ),
        )

    return outputs


def _constant_outputs(radius: sp.Expr) -> tuple[Output, ...]:
    top = step_size.START_BOUND
    return (
        Output("eta", smallest_term(top, top, radius), "the constant step size, length^2/loss"),
        Output(
            "gradient_bound",
            smallest_term(top, top, radius, 4 * gap0 / (T * eta)),
            "4 gap0/(T eta): with probability at least 1 - delta one of the first T iterates has a "
            "squared gradient norm of at most this, loss^2/length^2",
        ),
    )


WARMUP = Evaluation(
    inputs=(*NOISE_INPUTS, beta, gap, gap_floor),
    domain=(*CLASS_AND_NOISE, BETA, bounds(gap, 0, text="a gap is not negative"), FLOOR),
    cases=(
        *step_cases(gap, _warmup_outputs(gap), ge(gap, gap_floor)),
        *step_cases(gap_floor, _warmup_outputs(gap_floor), lt(gap, gap_floor)),
    ),
    defaults={beta: sp.Integer(3)},
    derived={gap_floor: DEFAULT_FLOOR},
)

CONSTANT = Evaluation(
    inputs=(*NOISE_INPUTS, beta),
    domain=(*CLASS_AND_NOISE, BETA),
    cases=step_cases(step_size.START_BOUND, _constant_outputs),
    defaults={beta: sp.Integer(3)},
)
