"""The exponential moment of noise with light tails: at most 1, once what is known is taken out.

Let E[xi_t | known at t] = 0 and E[exp(||xi_t||^2/N_t) | known at t] <= e, and let p_t be the inner
product of xi_t with a vector of norm g_t; N_t > 0, g_t and two factors b_t and c_t are known at t,
and 0 <= 2 b_t N_t <= 1. Then

    Y_t = -c_t p_t + b_t ||xi_t||^2 - ((3/2) c_t^2 g_t^2 + b_t) N_t

is known at t + 1 if the noise is, and E[exp(Y_t) | known at t] <= 1.

Proof. E exp(-2 c p) <= exp(3 c^2 g^2 N) by Li and Orabona, and E exp(2 b ||xi||^2) <= exp(2 b N) by
Jensen with the power 2 b N <= 1. By Cauchy and Schwarz the two factors may stand under one
expectation; the bound is known at t, so its inverse can be taken in.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.sgd_run import always
from theory.logic import conj, ge, gt, le
from theory.rules.expectation import omega
from theory.rules.light_tails import CONDITIONAL_CAUCHY_SCHWARZ, CONDITIONAL_POWER, LI_ORABONA
from theory.rules.logarithms import EXPONENTIAL
from theory.rules.logarithms import t as exponent
from theory.rules.martingales import (
    CONDITIONAL_FACTOR,
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
    n,
)
from theory.schema import Apply, Named, Source, Statement, Step
from theory.witness import Witness

t = sym.t
inner, noise, g = sym.noise_inner_at, sym.noise_at, sym.sgd_gradient
scale, pull, push = sym.scale_at, sym.pull_at, sym.push_at

_INNER, _NOISE, _G = inner(t, omega), noise(t, omega), g(t, omega)
_N, _PULL, _PUSH = scale(t, omega), pull(t, omega), push(t, omega)
_MOVED = -_PULL * _INNER + _PUSH * _NOISE**2
_VARIANCE = sp.Rational(3, 2) * _PULL**2 * _G**2 * _N
_TAKEN = _VARIANCE + _PUSH * _N
EXPONENT = _MOVED - _TAKEN
"""Y_t."""

KNOWN = Assumption(
    "known",
    conj(
        *(known(at(variable, t), t) for variable in (g, scale, pull, push)),
        *(known(at(variable, t), t + 1) for variable in (inner, noise)),
    ),
    "g_t, N_t, b_t and c_t are known at t, the noise once its step is taken",
)
CENTRED = Assumption("centred", centred(at(inner, t), t), "E[p_t | known at t] = 0")
BOUNDED = Assumption(
    "bounded",
    always(conj(le(_INNER, _G * _NOISE), ge(_INNER, -_G * _NOISE))),
    "|p_t| <= g_t ||xi_t|| at every outcome",
)
POSITIVE = Assumption("positive", always(gt(_N, 0)), "N_t is positive at every outcome")
LIGHT_TAILS = Assumption(
    "light_tails",
    conditionally_at_most(sp.Lambda(omega, sp.exp(_NOISE**2 / _N)), sp.Lambda(omega, sp.E), t),
    "E[exp(||xi_t||^2/N_t) | known at t] <= e",
)
PUSH = Assumption(
    "push_range",
    always(conj(ge(_PUSH, 0), le(2 * _PUSH * _N, 1))),
    "0 <= 2 b_t N_t <= 1 at every outcome",
)


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


def _product(
    name: str, text: str, first: sp.Expr, second: sp.Expr, *uses: str, index: sp.Expr = t
) -> Step:
    mapping = {Y: _variable(first), Z: _variable(second), n: index}
    return Step(name, text, None, Apply(KNOWN_PRODUCT, mapping), uses)


def _multiple(name: str, text: str, factor: sp.Expr, term: sp.Expr, *uses: str) -> Step:
    mapping = {
        Y: _variable(term),
        Z: _variable(term),
        alpha: sp.sympify(factor),
        gamma: sp.Integer(0),
        n: t,
    }
    return Step(name, text, known(_variable(factor * term), t), Apply(KNOWN_SUM, mapping), uses)


def _later(name: str, text: str, term: sp.Expr, *uses: str) -> Step:
    return Step(name, text, None, Apply(KNOWN_LATER, {Y: _variable(term), n: t}), uses)


def _sum(name: str, text: str, first: sp.Expr, second: sp.Expr, index: sp.Expr, *uses: str) -> Step:
    mapping = {
        Y: _variable(first),
        Z: _variable(second),
        alpha: sp.Integer(1),
        gamma: sp.Integer(1),
        n: index,
    }
    return Step(name, text, None, Apply(KNOWN_SUM, mapping), uses)


EXPECTATIONS = (
    _multiple("pull_known", "-2 c_t is known at t.", sp.Integer(-2), _PULL, "known"),
    Step(
        "inner_moment",
        "Li and Orabona: E exp(-2 c p) <= exp(3 c^2 g^2 N).",
        None,
        Apply(
            LI_ORABONA,
            {
                X: at(inner, t),
                Z: at(noise, t),
                a: at(g, t),
                W: at(scale, t),
                Y: _variable(-2 * _PULL),
                n: t,
            },
        ),
        ("centred", "known", "pull_known", "positive", "bounded", "light_tails"),
    ),
    _product("push_scale_known", "b_t N_t is known at t", _PUSH, _N, "known"),
    _multiple("power_known", "and so is 2 b_t:", sp.Integer(2), _PUSH, "known"),
    Step(
        "noise_moment",
        "E exp(2 b ||xi||^2) <= exp(2 b N) by Jensen.",
        None,
        Apply(
            CONDITIONAL_POWER,
            {Z: _variable(_NOISE**2), W: at(scale, t), Y: _variable(2 * _PUSH), n: t},
        ),
        ("light_tails", "known", "power_known", "push_range", "positive"),
    ),
    Step(
        "both",
        "Both under one expectation, by Cauchy and Schwarz.",
        None,
        Apply(
            CONDITIONAL_CAUCHY_SCHWARZ,
            {
                X: _variable(-_PULL * _INNER),
                Y: _variable(_VARIANCE),
                Z: _variable(_PUSH * _NOISE**2),
                W: _variable(_PUSH * _N),
                n: t,
            },
        ),
        ("inner_moment", "noise_moment"),
    ),
)

TAKEN_IN = (
    _product("slope_known", "c_t g_t is known at t,", _PULL, _G, "known"),
    _product("square_known", "so is its square,", _PULL * _G, _PULL * _G, "slope_known"),
    _product(
        "scaled_known", "its product with N_t,", _PULL**2 * _G**2, _N, "square_known", "known"
    ),
    _multiple(
        "variance_known",
        "the multiples of that,",
        sp.Rational(3, 2),
        _PULL**2 * _G**2 * _N,
        "scaled_known",
    ),
    _sum("sum_known", "the bound,", _VARIANCE, _PUSH * _N, t, "variance_known", "push_scale_known"),
    _multiple("taken_known", "its opposite,", sp.Integer(-1), _TAKEN, "sum_known"),
    Step(
        "factor_known",
        "and the exponential of that,",
        None,
        Apply(KNOWN_EXPONENTIAL, {Y: _variable(-_TAKEN), n: t}),
        ("taken_known",),
    ),
    Step("factor_positive", "which is positive.", None, Apply(EXPONENTIAL, {exponent: -_TAKEN})),
    Step(
        "moment",
        "Taken in: E[exp(Y_t) | known at t] <= 1.",
        None,
        Apply(
            CONDITIONAL_FACTOR,
            {
                Y: _variable(sp.exp(-_TAKEN)),
                Z: _variable(sp.exp(_MOVED)),
                W: _variable(sp.exp(_TAKEN)),
                n: t,
            },
        ),
        ("factor_known", "factor_positive", "both"),
    ),
)

KNOWN_AFTER = (
    _later("pull_later", "c_t is known at t + 1 too,", -_PULL, "pull_opposite"),
    _product(
        "inner_known", "where p_t is known,", -_PULL, _INNER, "pull_later", "known", index=t + 1
    ),
    _later("push_later", "and b_t,", _PUSH, "known"),
    _product("noise_square_known", "||xi_t||^2,", _NOISE, _NOISE, "known", index=t + 1),
    _product(
        "pushed_known",
        "their product,",
        _PUSH,
        _NOISE**2,
        "push_later",
        "noise_square_known",
        index=t + 1,
    ),
    _sum(
        "moved_known",
        "the sum,",
        -_PULL * _INNER,
        _PUSH * _NOISE**2,
        t + 1,
        "inner_known",
        "pushed_known",
    ),
    _later("taken_later", "and what is taken in:", -_TAKEN, "taken_known"),
    _sum(
        "exponent_known",
        "so Y_t is known at t + 1.",
        _MOVED,
        -_TAKEN,
        t + 1,
        "moved_known",
        "taken_later",
    ),
)

PROOF = (
    *EXPECTATIONS,
    *TAKEN_IN,
    _multiple("pull_opposite", "-c_t is known at t;", sp.Integer(-1), _PULL, "known"),
    *KNOWN_AFTER,
)


def _instance(
    text: str,
    *,
    p: sp.Expr | int = 0,
    xi: sp.Expr | int = 0,
    slope: int = 1,
    N: int = 1,
    c: str | int = 0,
    b: int = 0,
    fair: bool = True,
) -> Witness:
    """One step, with two equally likely outcomes 0 and 1 or with one."""
    terms = {inner: p, noise: xi, g: slope, scale: N, pull: sp.Rational(c), push: b}
    half = sp.Rational(1, 2)
    return Witness(
        text,
        "moment",
        values={t: sp.Integer(0)},
        functions={name: sp.Lambda((t, omega), sp.sympify(x)) for name, x in terms.items()},
        outcomes=(half, half) if fair else (sp.Integer(1),),
    )


_SWING = 2 * omega - 1
FAILS_WITHOUT: Mapping[str, Witness | str] = {
    "known": "a factor that is known only with the noise may follow it, as a bound may (see "
    "hoeffding_moment)",
    "centred": _instance(
        "p = -1, ||xi|| = N = g = 1, c = 1/3: exp(1/3 - 1/6) > 1", p=-1, xi=1, c="1/3", fair=False
    ),
    "bounded": _instance(
        "p = 2 or -2 with g = 0, ||xi|| = N = 1, c = 1: cosh 2 > 1",
        p=2 * _SWING,
        xi=1,
        slope=0,
        c=1,
    ),
    "positive": _instance("N = -1, g = c = 1, no noise: exp(3/2) > 1", N=-1, c=1, fair=False),
    "light_tails": _instance(
        "p = 4 or -4, ||xi|| = 4, N = g = 1, c = 1/2: exp(-3/8) cosh 2 > 1",
        p=4 * _SWING,
        xi=4,
        c="1/2",
    ),
    "push_range": _instance(
        "||xi||^2 = 7/5 or 0, N = 1, b = 5: (exp(2) + exp(-5))/2 > 1",
        xi=sp.sqrt(sp.Rational(7, 5)) * omega,
        b=5,
    ),
}

STATEMENT = Statement(
    id="light_tails_moment",
    kind="lemma",
    title="The exponential moment of noise with light tails",
    source=Source("LW", "Appendix G", "one step of its proof"),
    summary="If xi_t is centred with E[exp(||xi_t||^2/N_t) | known at t] <= e and 0 <= 2 b_t N_t "
    "<= 1, all else known, then exp(-c_t p_t + b_t ||xi_t||^2 - ((3/2) c_t^2 g_t^2 + b_t) N_t) has "
    "at most the conditional expectation 1.",
    parameters=(t, inner, noise, g, scale, pull, push),
    assumptions=(KNOWN, CENTRED, BOUNDED, POSITIVE, LIGHT_TAILS, PUSH),
    conclusions=(
        Named(
            "moment",
            conditionally_at_most(_variable(sp.exp(EXPONENT)), _variable(sp.Integer(1)), t),
        ),
        Named("known", known(_variable(EXPONENT), t + 1)),
    ),
    proof=PROOF,
    closes={"moment": ("moment",), "known": ("exponent_known",)},
    fails_without=FAILS_WITHOUT,
    does_not_claim="That 3/2 is the best constant.",
)
