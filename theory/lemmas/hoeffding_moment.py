"""The exponential moment of centred noise whose bound is known: at most 1, once that is taken in.

If E[X_t | known at t] = 0 and |X_t| <= a_t with a_t known at t, then for every real tilt

    Y_t = tilt X_t - tilt^2 a_t^2/2        is known at t + 1 if X_t is, and
    E[exp(Y_t) | known at t] <= 1.

Proof. Hoeffding's lemma bounds E[exp(tilt X_t) | known at t] by exp(tilt^2 a_t^2/2), which is known
at t, so its inverse can be taken in.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.sgd_run import always
from theory.logic import conj, ge, le
from theory.rules.expectation import omega
from theory.rules.logarithms import EXPONENTIAL
from theory.rules.logarithms import t as exponent
from theory.rules.martingales import (
    CONDITIONAL_FACTOR,
    HOEFFDING_LEMMA,
    KNOWN_EXPONENTIAL,
    KNOWN_LATER,
    KNOWN_PRODUCT,
    KNOWN_SUM,
    W,
    X,
    Y,
    Z,
    a,
    alpha,
    at,
    centred,
    conditionally_at_most,
    gamma,
    known,
    lam,
    n,
)
from theory.schema import Apply, Named, Source, Statement, Step
from theory.witness import Witness

t, tilt = sym.t, sym.tilt
part, bound = sym.centred_part, sym.part_bound

KNOWN = Assumption(
    "known",
    conj(known(at(bound, t), t), known(at(part, t), t + 1)),
    "a_t is known at t, X_t once its step is taken",
)
CENTRED = Assumption("centred", centred(at(part, t), t), "E[X_t | known at t] = 0")
BOUNDED = Assumption(
    "bounded",
    always(conj(le(part(t, omega), bound(t, omega)), ge(part(t, omega), -bound(t, omega)))),
    "|X_t| <= a_t at every outcome",
)

_PART, _BOUND = part(t, omega), bound(t, omega)
_SQUARE = tilt**2 * _BOUND**2 / 2
EXPONENT = tilt * _PART - _SQUARE
"""Y_t."""


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


PROOF = (
    Step(
        "hoeffding",
        "Hoeffding's lemma.",
        None,
        Apply(HOEFFDING_LEMMA, {X: at(part, t), a: at(bound, t), lam: tilt, n: t}),
        ("known", "centred", "bounded"),
    ),
    Step(
        "square_known",
        "The square of the bound is known,",
        None,
        Apply(KNOWN_PRODUCT, {Y: at(bound, t), Z: at(bound, t), n: t}),
        ("known",),
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
    ),
    Step(
        "factor_known",
        "and their exponential,",
        None,
        Apply(KNOWN_EXPONENTIAL, {Y: _variable(-_SQUARE), n: t}),
        ("scaled_known",),
    ),
    Step("positive", "which is positive.", None, Apply(EXPONENTIAL, {exponent: -_SQUARE})),
    Step(
        "moment",
        "Taken in: E[exp(Y_t) | known at t] <= 1.",
        None,
        Apply(
            CONDITIONAL_FACTOR,
            {
                Y: _variable(sp.exp(-_SQUARE)),
                Z: _variable(sp.exp(tilt * _PART)),
                W: _variable(sp.exp(_SQUARE)),
                n: t,
            },
        ),
        ("factor_known", "positive", "hoeffding"),
    ),
    Step(
        "scaled_later",
        "What is known at t is known at t + 1,",
        None,
        Apply(KNOWN_LATER, {Y: _variable(-_SQUARE), n: t}),
        ("scaled_known",),
    ),
    Step(
        "exponent_known",
        "so Y_t is known at t + 1.",
        None,
        Apply(
            KNOWN_SUM,
            {
                Y: at(part, t),
                Z: _variable(-_SQUARE),
                alpha: tilt,
                gamma: sp.Integer(1),
                n: t + 1,
            },
        ),
        ("known", "scaled_later"),
    ),
)


def _instance(
    text: str,
    noise: sp.Expr | int,
    limit: sp.Expr | int,
    scale: sp.Rational,
    chances: tuple[sp.Rational, ...] = (sp.Integer(1),),
    *,
    equality: bool = False,
) -> Witness:
    """X_0 = noise and a_0 = limit, as terms in the outcome."""
    return Witness(
        text,
        "moment",
        values={t: sp.Integer(0), tilt: scale},
        functions={
            part: sp.Lambda((t, omega), noise),
            bound: sp.Lambda((t, omega), limit),
        },
        outcomes=chances,
        equality=equality,
    )


_HALF, _THIRD = sp.Rational(1, 2), sp.Rational(1, 3)

STATEMENT = Statement(
    id="hoeffding_moment",
    kind="lemma",
    title="The exponential moment of bounded centred noise",
    source=Source("LW", "Lemma 10", "one step of its proof, with a bound that may be random"),
    summary="If X_t is centred given what is known at t and |X_t| <= a_t with a_t known, then "
    "E[exp(tilt X_t - tilt^2 a_t^2/2) | known at t] <= 1 for every real tilt.",
    parameters=(t, tilt, part, bound),
    assumptions=(KNOWN, CENTRED, BOUNDED),
    conclusions=(
        Named(
            "moment",
            conditionally_at_most(_variable(sp.exp(EXPONENT)), _variable(sp.Integer(1)), t),
        ),
        Named("known", known(_variable(EXPONENT), t + 1)),
    ),
    proof=PROOF,
    closes={"moment": ("moment",), "known": ("exponent_known",)},
    sharp_at=(_instance("no noise: E[exp(0)] = 1", 0, 0, sp.Integer(1), equality=True),),
    fails_without={
        "known": _instance(
            "X_0 = -1 or 2 with probability 2/3 and 1/3, a_0 = |X_0|, tilt = -1/2: 1.04 > 1",
            3 * omega - 1,
            1 + omega,
            -_HALF,
            (2 * _THIRD, _THIRD),
        ),
        "centred": _instance("X_0 = a_0 = tilt = 1: e^(1/2) > 1", 1, 1, sp.Integer(1)),
        "bounded": _instance(
            "X_0 = 1 or -1 with probability 1/2 each, a_0 = 0, tilt = 1: cosh 1 > 1",
            2 * omega - 1,
            0,
            sp.Integer(1),
            (_HALF, _HALF),
        ),
    },
    does_not_claim="That 1/2 is the best constant for one bound: it is so only for small tilt a_t.",
)
