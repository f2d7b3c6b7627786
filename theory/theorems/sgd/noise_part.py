"""The centred part of a step of SGD, X_t = eta_t (1 - L_t eta_t) <grad f(w_t), xi_t>.

Its factor and its bound a_t = eta_t ||grad f(w_t)|| sqrt(V_t) are known at t, X_t itself at t + 1;
and it is centred.
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import CURVATURE, ETA, GRADIENT, INNER, V
from theory.rules.expectation import omega
from theory.rules.martingales import (
    CENTRED_FACTOR,
    KNOWN_CONSTANT,
    KNOWN_LATER,
    KNOWN_PRODUCT,
    KNOWN_SUM,
    Y,
    Z,
    alpha,
    gamma,
    n,
)
from theory.schema import Apply, Step


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


def product(
    name: str, text: str, first: sp.Expr, second: sp.Expr, *uses: str, index: sp.Expr = t
) -> Step:
    """The step that a product of two known variables is known."""
    return Step(
        name,
        text,
        None,
        Apply(KNOWN_PRODUCT, {Y: _variable(first), Z: _variable(second), n: index}),
        uses,
        (IN_RUN,),
    )


def factor_steps(L: sp.Expr, *known: str) -> tuple[Step, ...]:
    """The steps to ``factor_known``: eta_t (1 - L_t eta_t) is known at t.

    Args:
        L: the curvature L_t.
        known: what says that it is known, if the assumption ``adapted`` does not.
    """
    return (
        product("relative_step_known", "L_t eta_t is known at t,", L, ETA, "adapted", *known),
        Step("one", "(1 is known,)", None, Apply(KNOWN_CONSTANT, {alpha: sp.Integer(1), n: t})),
        Step(
            "rest_known",
            "so is 1 - L_t eta_t,",
            None,
            Apply(
                KNOWN_SUM,
                {
                    Y: _variable(sp.Integer(1)),
                    Z: _variable(L * ETA),
                    alpha: sp.Integer(1),
                    gamma: sp.Integer(-1),
                    n: t,
                },
            ),
            ("one", "relative_step_known"),
            (IN_RUN,),
        ),
        product("factor_known", "and the factor.", ETA, 1 - L * ETA, "adapted", "rest_known"),
    )


def noise_part_steps(L: sp.Expr, V: sp.Expr, *known: str) -> tuple[Step, ...]:
    """The steps to ``part_centred``, ``part_known`` and ``bound_known``.

    Args:
        L: the curvature L_t.
        V: the bound V_t of the squared noise.
        known: what says that L_t is known, if the assumption ``adapted`` does not.
    """
    factor = ETA * (1 - L * ETA)
    return (
        *factor_steps(L, *known),
        Step(
            "part_centred",
            "So X_t is centred,",
            None,
            Apply(CENTRED_FACTOR, {Y: _variable(factor), Z: _variable(INNER), n: t}),
            ("factor_known", "centred"),
            (IN_RUN,),
        ),
        Step(
            "factor_later",
            "and as its factor is known later too,",
            None,
            Apply(KNOWN_LATER, {Y: _variable(factor), n: t}),
            ("factor_known",),
            (IN_RUN,),
        ),
        product(
            "part_known",
            "X_t is known at t + 1.",
            factor,
            INNER,
            "factor_later",
            "adapted",
            index=t + 1,
        ),
        product("slope_known", "eta_t ||grad f|| is known at t,", ETA, GRADIENT, "adapted"),
        product("bound_known", "so is a_t.", ETA * GRADIENT, sp.sqrt(V), "slope_known", "adapted"),
    )


NOISE_PART_STEPS = noise_part_steps(CURVATURE, V)
