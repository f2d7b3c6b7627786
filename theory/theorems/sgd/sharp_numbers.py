"""Theorem 7 without radius and beta, and Appendix G, in numbers: the step sizes term by term."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.assumptions import bounds
from theory.definitions import sgd_step_size as step_size
from theory.definitions.gap_smooth import ELL
from theory.evaluation import Case, Evaluation, Output, Smallest
from theory.lemmas.local_descent_level import BETA
from theory.logic import ge, lt
from theory.theorems.sgd.numbers import (
    CLASS_AND_NOISE,
    DEFAULT_FLOOR,
    FLOOR,
    NOISE_INPUTS,
    T,
    beta,
    eta,
    gap,
    gap0,
    gap_floor,
    step_cases,
)

_TOP = step_size.START_BOUND


def smallest_of_three(share: sp.Expr, expr: sp.Expr = eta) -> Smallest:
    """An expression of the constant step without the radius term, L = ell(2 gap0).

    Args:
        share: 4 for bounded noise, 12 for light tails.
        expr: in ``eta`` and the inputs.
    """
    L, V = ELL(_TOP), step_size.noise_level(_TOP)
    return Smallest(
        (
            (step_size.curvature_load(L), step_size.curvature_step(L)),
            (step_size.confidence_load(V, share), step_size.confidence_step(V, share)),
            (step_size.noise_load(L, _TOP), step_size.noise_step(L, _TOP)),
        ),
        eta,
        expr,
    )


def _constant(share: sp.Expr) -> Evaluation:
    return Evaluation(
        inputs=NOISE_INPUTS,
        domain=CLASS_AND_NOISE,
        cases=(
            Case(
                (),
                (
                    Output(
                        "eta", smallest_of_three(share), "the constant step size, length^2/loss"
                    ),
                    Output(
                        "gradient_bound",
                        smallest_of_three(share, 4 * gap0 / (T * eta)),
                        "4 gap0/(T eta): with probability at least 1 - delta one of the first T "
                        "iterates has a squared gradient norm of at most this, loss^2/length^2",
                    ),
                ),
            ),
        ),
    )


CONSTANT_SHARP = _constant(step_size.BOUNDED_SHARE)
CONSTANT_LIGHT_TAILS = _constant(step_size.LIGHT_SHARE)


def _smallest_of_four(level: sp.Expr, radius: sp.Expr) -> Smallest:
    L, V = step_size.largest_curvature(level), step_size.noise_level()
    largest = V * step_size.LIGHT_TAIL
    return Smallest(
        (
            (step_size.curvature_load(L), step_size.curvature_step(L)),
            (step_size.speed(largest), step_size.radius_step(radius, largest)),
            (
                step_size.confidence_load(V, step_size.LIGHT_SHARE),
                step_size.confidence_step(V, step_size.LIGHT_SHARE),
            ),
            (step_size.noise_load(L), step_size.noise_step(L)),
        ),
        eta,
        eta,
    )


def _light_outputs(level: sp.Expr) -> Callable[[sp.Expr], tuple[Output, ...]]:
    def outputs(radius: sp.Expr) -> tuple[Output, ...]:
        return (
            Output(
                "eta",
                _smallest_of_four(level, radius),
                "the step size at this gap, length^2/loss",
            ),
            Output(
                "L",
                step_size.largest_curvature(level),
                "the curvature within the local radius, loss/length^2",
            ),
            Output(
                "R", radius, "the local radius, left with probability at most delta only, length"
            ),
            Output(
                "V",
                step_size.noise_level(),
                "the largest scale of the squared noise at this gap, loss^2/length^2",
            ),
        )

    return outputs


LIGHT_TAILS = Evaluation(
    inputs=(*NOISE_INPUTS, beta, gap, gap_floor),
    domain=(*CLASS_AND_NOISE, BETA, bounds(gap, 0, text="a gap is not negative"), FLOOR),
    cases=(
        *step_cases(gap, _light_outputs(gap), ge(gap, gap_floor)),
        *step_cases(gap_floor, _light_outputs(gap_floor), lt(gap, gap_floor)),
    ),
    defaults={beta: sp.Integer(3)},
    derived={gap_floor: DEFAULT_FLOOR},
)
