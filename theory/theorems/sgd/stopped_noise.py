"""Noise stopped where the gap exceeds 2 gap0, and the bound of its exponential moments.

I_t is 1 where gap_t <= 2 gap0, else 0. With |X_t| <= a_t where I_t = 1,

    Y_t = -tilt I_t X_t - tilt^2 I_t a_t^2/2        has        E[exp(Y_t) | known at t] <= 1,

by Hoeffding's lemma for I_t X_t, whose bound I_t a_t is known at t.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import gap
from theory.definitions.sgd_step_size import START_BOUND
from theory.logic import conj, ge, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.logarithms import EXPONENTIAL
from theory.rules.logarithms import t as exponent_value
from theory.rules.martingales import (
    CENTRED_FACTOR,
    CONDITIONAL_FACTOR,
    HOEFFDING_LEMMA,
    INDICATOR,
    KNOWN_CONSTANT,
    KNOWN_EXPONENTIAL,
    KNOWN_LATER,
    KNOWN_PRODUCT,
    KNOWN_SUM,
    U,
    W,
    X,
    Y,
    Z,
    a,
    alpha,
    at,
    gamma,
    indicator,
    known,
    lam,
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


STOPPED = (
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
        "hoeffding",
        "Hoeffding's lemma.",
        None,
        Apply(HOEFFDING_LEMMA, {X: _variable(_PART), a: _variable(_BOUND), lam: -tilt, n: t}),
        ("part_centred", "bound_known", "part_bounded"),
        (IN_RUN,),
    ),
    Step(
        "square_known",
        "The square of the bound is known,",
        None,
        Apply(KNOWN_PRODUCT, {Y: _variable(_BOUND), Z: _variable(_BOUND), n: t}),
        ("bound_known",),
        (IN_RUN,),
    ),
    Step(
        "scaled_known",
        "so are its multiples,",
        known(_variable(-_SQUARE), t),
        Apply(
            KNOWN_SUM,
            {
                Y: _variable(_BOUND**2),
                Z: _variable(_BOUND**2),
                alpha: -(tilt**2) / 2,
                gamma: sp.Integer(0),
                n: t,
            },
        ),
        ("square_known",),
        (IN_RUN,),
    ),
    Step(
        "factor_known",
        "and their exponential.",
        None,
        Apply(KNOWN_EXPONENTIAL, {Y: _variable(-_SQUARE), n: t}),
        ("scaled_known",),
        (IN_RUN,),
    ),
    Step("positive", "It is positive.", None, Apply(EXPONENTIAL, {exponent_value: -_SQUARE})),
    Step(
        "moment_bound",
        "Taken in: E[exp(Y_t) | known at t] <= 1.",
        None,
        Apply(
            CONDITIONAL_FACTOR,
            {
                Y: _variable(sp.exp(-_SQUARE)),
                Z: _variable(sp.exp(-tilt * _PART)),
                W: _variable(sp.exp(_SQUARE)),
                n: t,
            },
        ),
        ("factor_known", "positive", "hoeffding"),
        (IN_RUN,),
    ),
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
        "where the noise of step t is known too,",
        None,
        Apply(KNOWN_PRODUCT, {Y: at(indicator, t), Z: at(part, t), n: t + 1}),
        ("indicator_later", "adapted"),
        (IN_RUN,),
    ),
    Step(
        "scaled_later",
        "and the multiple of the squared bound,",
        None,
        Apply(KNOWN_LATER, {Y: _variable(-_SQUARE), n: t}),
        ("scaled_known",),
        (IN_RUN,),
    ),
    Step(
        "exponent_known",
        "so Y_t is known at t + 1.",
        None,
        Apply(
            KNOWN_SUM,
            {
                Y: _variable(_PART),
                Z: _variable(-_SQUARE),
                alpha: -tilt,
                gamma: sp.Integer(1),
                n: t + 1,
            },
        ),
        ("part_known", "scaled_later"),
        (IN_RUN,),
    ),
)
