"""Noise stopped where the gap exceeds 2 gap0, and the bound of its exponential moments.

I_t is 1 where gap_t <= 2 gap0, else 0. With |X_t| <= a_t where I_t = 1,

    Y_t = -tilt I_t X_t - tilt^2 I_t a_t^2/2        has        E[exp(Y_t) | known at t] <= 1,

by Hoeffding's lemma for I_t X_t, whose bound I_t a_t is known at t (``hoeffding_moment``).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import gap
from theory.definitions.sgd_step_size import START_BOUND
from theory.lemmas import hoeffding_moment
from theory.logic import conj, ge, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import (
    CENTRED_FACTOR,
    INDICATOR,
    KNOWN_CONSTANT,
    KNOWN_LATER,
    KNOWN_PRODUCT,
    KNOWN_SUM,
    U,
    Y,
    Z,
    alpha,
    at,
    gamma,
    indicator,
    n,
)
from theory.schema import Apply, Decide, Step

tilt = sym.tilt
part, bound = sym.centred_part, sym.part_bound

_I = indicator(t, omega)
_PART, _BOUND = _I * part(t, omega), _I * bound(t, omega)
_SQUARE = tilt**2 * _BOUND**2 / 2
EXPONENT = -tilt * _PART - _SQUARE


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


WITHIN = (
    Step("one", "1 is known.", None, Apply(KNOWN_CONSTANT, {alpha: sp.Integer(1), n: t})),
    Step(
        "room_known",
        "2 gap0 - gap_t is known at t,",
        None,
        Apply(
            KNOWN_SUM,
            {
                Y: _variable(sp.Integer(1)),
                Z: at(gap, t),
                alpha: START_BOUND,
                gamma: sp.Integer(-1),
                n: t,
            },
        ),
        ("one", "adapted"),
        (IN_RUN,),
    ),
    Step(
        "indicator",
        "so whether the gap is at most 2 gap0 is known at t.",
        None,
        Apply(INDICATOR, {U: sp.Lambda((t, omega), START_BOUND - gap(t, omega))}),
        ("room_known",),
    ),
)
"""Whether the gap is at most 2 gap0 is known before the step."""

STOPPED = (
    *WITHIN,
    Step(
        "part_centred",
        "The noise, stopped where the gap is larger, stays centred;",
        None,
        Apply(CENTRED_FACTOR, {Y: at(indicator, t), Z: at(part, t), n: t}),
        ("indicator.known", "centred"),
        (IN_RUN,),
    ),
    Step(
        "bound_known",
        "its bound is known;",
        None,
        Apply(KNOWN_PRODUCT, {Y: at(indicator, t), Z: at(bound, t), n: t}),
        ("indicator.known", "adapted"),
        (IN_RUN,),
    ),
    Step(
        "part_bounded",
        "and it is a bound at every outcome.",
        conj(le(_PART, _BOUND), ge(_PART, -_BOUND)),
        Decide(),
        ("indicator.one", "indicator.zero", "bounded"),
        (IN_RUN, OUTCOME),
    ),
)

MOMENTS = (
    Step(
        "indicator_later",
        "What is known at t is known at t + 1,",
        None,
        Apply(KNOWN_LATER, {Y: at(indicator, t), n: t}),
        ("indicator.known",),
        (IN_RUN,),
    ),
    Step(
        "part_known",
        "where the noise of step t is known too.",
        None,
        Apply(KNOWN_PRODUCT, {Y: at(indicator, t), Z: at(part, t), n: t + 1}),
        ("indicator_later", "adapted"),
        (IN_RUN,),
    ),
    Step(
        "exponent",
        "So exp(Y_t) has at most the conditional expectation 1.",
        None,
        Apply(
            hoeffding_moment.STATEMENT,
            {
                tilt: -tilt,
                part: sp.Lambda((t, omega), _PART),
                bound: sp.Lambda((t, omega), _BOUND),
            },
        ),
        ("bound_known", "part_known", "part_centred", "part_bounded"),
        (IN_RUN,),
    ),
)
