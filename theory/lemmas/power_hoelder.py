"""Hoelder's inequality for two terms.

    A^q x^r + B^q y^r <= (A + B)^q (x + y)^r,      0 < r < 1,  q = 1 - r,  A, B, x, y >= 0

Proof. Bernoulli at v/u gives Young's inequality u^q v^r <= q u + r v. With u = A/(A + B) and
v = x/(x + y), and the same for B and y, the right sides add up to q + r = 1.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption, bounds
from theory.lemmas import power_monotone
from theory.logic import eq, ge, gt, le, real
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    POWER_OF_POWER,
    POWER_OF_QUOTIENT,
    POWER_OF_ZERO,
    POWER_POSITIVE,
    r,
    s,
    x,
    y,
    z,
)
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import Witness

A, B, q = real("A"), real("B"), real("q")
u, v = real("u"), real("v")

ASSUMPTIONS = (
    bounds(A, 0, text="the first weight is not negative"),
    bounds(B, 0, text="the second weight is not negative"),
    bounds(x, 0, text="the first base is not negative"),
    bounds(y, 0, text="the second base is not negative"),
    bounds(r, 0, 1, low_included=False, high_included=False, text="the exponent is below 1"),
    Assumption("conjugate", eq(q, 1 - r), "the exponents add up to 1"),
)

_A_SHARE, _B_SHARE = A / (A + B), B / (A + B)
_X_SHARE, _Y_SHARE = x / (x + y), y / (x + y)
LEFT, RIGHT = A**q * x**r + B**q * y**r, (A + B) ** q * (x + y) ** r
BOUND = le(LEFT, RIGHT)
_ONE = sp.Integer(1)

_ALL = ("A_range", "B_range", "x_range", "y_range", "r_range", "conjugate")
_POSITIVE = (gt(u, 0), gt(v, 0))
_INSIDE = (gt(A, 0), gt(B, 0), gt(x, 0), gt(y, 0))


def _positive(name: str, base: sp.Expr, exponent: sp.Expr) -> Step:
    text = f"{base}^{exponent} > 0 for a positive base."
    return Step(name, text, None, Apply(POWER_POSITIVE, {x: base, r: exponent}), (), (gt(base, 0),))


def _share(name: str, text: str, part: sp.Expr, whole: sp.Expr, exponent: sp.Expr) -> Step:
    mapping = {x: part, y: whole, r: exponent}
    under = (gt(part, 0), gt(whole - part, 0))
    return Step(name, text, None, Apply(POWER_OF_QUOTIENT, mapping), (), under)


def _nonnegative(name: str, text: str, exponent: sp.Expr, zero: str) -> Step:
    mapping = {x: sp.Integer(0), y: u, r: exponent}
    uses = ("r_range", "conjugate", zero) if exponent == q else ("r_range", zero)
    by = Apply(power_monotone.STATEMENT, mapping)
    return Step(name, text, ge(u**exponent, 0), by, uses, (ge(u, 0),))


def _grows(name: str, text: str, exponent: sp.Expr) -> Step:
    uses = ("r_range", "conjugate") if exponent == q else ("r_range",)
    by = Apply(power_monotone.STATEMENT, {x: u, y: v, r: exponent})
    return Step(name, text, None, by, uses, (ge(u, 0), ge(v, u)))


PROOF = (
    _positive("u_power", u, r),
    Step(
        "bernoulli",
        "Bernoulli at v/u,",
        None,
        Apply(BERNOULLI_CONCAVE, {x: v / u}),
        ("r_range",),
        _POSITIVE,
    ),
    Step(
        "quotient",
        "(v/u)^r u^r = v^r.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: v, y: u}),
        (),
        _POSITIVE,
    ),
    Step(
        "same",
        "u^q = u^(1-r) = u u^(-r).",
        None,
        Apply(POWER_OF_POWER, {x: u, r: _ONE, s: 1 - r, z: q}),
        ("conjugate",),
        (gt(u, 0),),
    ),
    Step(
        "product",
        "So u^q u^r = u.",
        eq(u**q * u**r, u),
        Decide(),
        ("u_power", "same"),
        (gt(u, 0),),
    ),
    Step(
        "scaled",
        "Bernoulli multiplied by u^r,",
        le(v**r, u**r * (1 + r * (v / u - 1))),
        Decide(),
        ("bernoulli", "quotient", "u_power"),
        _POSITIVE,
    ),
    _positive("u_conjugate", u, q),
    Step(
        "young",
        "and by u^q, is Young's inequality.",
        le(u**q * v**r, q * u + r * v),
        Decide(),
        ("scaled", "product", "conjugate", "u_conjugate"),
        _POSITIVE,
    ),
    _share("A_part", "A^q is a share of (A + B)^q,", A, A + B, q),
    _share("B_part", "and so is B^q;", B, A + B, q),
    _share("x_part", "x^r is a share of (x + y)^r,", x, x + y, r),
    _share("y_part", "and so is y^r.", y, x + y, r),
    Step(
        "shares",
        "Young's inequality at the shares, added up.",
        le(_A_SHARE**q * _X_SHARE**r + _B_SHARE**q * _Y_SHARE**r, 1),
        Decide(),
        (
            At("young", {u: _A_SHARE, v: _X_SHARE}),
            At("young", {u: _B_SHARE, v: _Y_SHARE}),
            "conjugate",
        ),
        _INSIDE,
    ),
    Step(
        "whole",
        "(A + B)^q (x + y)^r > 0.",
        gt(RIGHT, 0),
        Decide(),
        (At("u_conjugate", {u: A + B}), At("u_power", {u: x + y})),
        _INSIDE,
    ),
    Step(
        "inside",
        "Multiplied by (A + B)^q (x + y)^r this is the claim, for positive numbers.",
        BOUND,
        Decide(),
        ("shares", "A_part", "B_part", "x_part", "y_part", "whole"),
        _INSIDE,
    ),
    Step("weight_zero", "0^q = 0,", None, Apply(POWER_OF_ZERO, {r: q}), ("r_range", "conjugate")),
    Step("base_zero", "0^r = 0.", None, Apply(POWER_OF_ZERO), ("r_range",)),
    _nonnegative("weight_nonnegative", "The powers are not negative", q, "weight_zero"),
    _nonnegative("base_nonnegative", "for any base that is not negative,", r, "base_zero"),
    _grows("weight_grows", "and they grow,", q),
    _grows("base_grows", "both of them.", r),
    Step(
        "first_part",
        "So each product alone is at most the right side,",
        le(A**q * x**r, RIGHT),
        Decide(),
        (
            At("weight_nonnegative", {u: A}),
            At("base_nonnegative", {u: x}),
            At("weight_grows", {u: A, v: A + B}),
            At("base_grows", {u: x, v: x + y}),
            *_ALL,
        ),
    ),
    Step(
        "second_part",
        "also the other one.",
        le(B**q * y**r, RIGHT),
        Decide(),
        (
            At("weight_nonnegative", {u: B}),
            At("base_nonnegative", {u: y}),
            At("weight_grows", {u: B, v: A + B}),
            At("base_grows", {u: y, v: x + y}),
            *_ALL,
        ),
    ),
    Step(
        "bound",
        "If one of the four numbers is 0, only one product is left.",
        BOUND,
        Decide(),
        ("inside", "first_part", "second_part", "weight_zero", "base_zero", *_ALL),
    ),
)


def _numbers(text: str, values: tuple[object, ...], *, equality: bool = False) -> Witness:
    """An instance in numbers alone, in the order A B x y r q."""
    numbers = dict(zip((A, B, x, y, r, q), map(sp.sympify, values), strict=True))
    return Witness(text, "bound", values=numbers, equality=equality)


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="power_hoelder",
    kind="lemma",
    title="Hoelder's inequality for two terms",
    source=Source("warmproof", "power toolbox"),
    summary="A^q x^r + B^q y^r <= (A + B)^q (x + y)^r for 0 < r < 1, q = 1 - r and "
    "A, B, x, y >= 0.",
    parameters=(A, B, x, y, r, q),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound", *_ALL)},
    sharp_at=(
        _numbers("A = x = 1, B = y = 4, r = 1/2", (1, 4, 1, 4, _HALF, _HALF), equality=True),
    ),
    fails_without={
        "A_range": "a power of a negative number has no meaning",
        "B_range": "a power of a negative number has no meaning",
        "x_range": "a power of a negative number has no meaning",
        "y_range": "a power of a negative number has no meaning",
        "r_range": _numbers(
            "A = 1, B = 4, x = y = 1, r = 2, q = -1: 5/4 > 4/5", (1, 4, 1, 1, 2, -1)
        ),
        "conjugate": _numbers(
            "A = B = x = y = 1, r = 1/2, q = 0: 2 > sqrt 2", (1, 1, 1, 1, _HALF, 0)
        ),
    },
)
