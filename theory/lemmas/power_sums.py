"""The power of a sum beside the sum of the powers.

    0 < r <= 1:   (x + y)^r <= x^r + y^r
    r >= 1:       x^r + y^r <= (x + y)^r <= 2^(r-1) (x^r + y^r)

Bernoulli's inequality at (x + y)/x and (x + y)/y gives the first two, at 2x/(x + y) and 2y/(x + y)
the third (the power mean inequality). Where a base is 0 they are plain.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import bounds
from theory.logic import Implies, ge, gt, le
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
    POWER_OF_QUOTIENT,
    POWER_OF_ZERO,
    POWER_POSITIVE,
    r,
    x,
    y,
)
from theory.schema import Apply, Decide, Named, Rule, Source, Statement, Step
from theory.witness import Witness

ASSUMPTIONS = (
    bounds(x, 0, text="the first base is not negative"),
    bounds(y, 0, text="the second base is not negative"),
    bounds(r, 0, low_included=False, text="the exponent is positive"),
)

_SUM, _TWO = x + y, sp.Integer(2)
_MEAN = _TWO ** (r - 1) * (x**r + y**r)
SUBADDITIVE = Implies(le(r, 1), le(_SUM**r, x**r + y**r))
SUPERADDITIVE = Implies(ge(r, 1), ge(_SUM**r, x**r + y**r))
POWER_MEAN = Implies(ge(r, 1), le(_SUM**r, _MEAN))

_POSITIVE = (gt(x, 0), gt(y, 0))
_CONCAVE, _CONVEX = le(r, 1), ge(r, 1)


def _quotient(name: str, text: str, top: sp.Expr, bottom: sp.Expr) -> Step:
    positive = tuple(gt(v, 0) for v in (x, y) if v in (top + bottom).free_symbols)
    return Step(name, text, None, Apply(POWER_OF_QUOTIENT, {x: top, y: bottom}), (), positive)


def _bernoulli(name: str, text: str, rule: Rule, base: sp.Expr) -> Step:
    exponent = _CONCAVE if rule is BERNOULLI_CONCAVE else _CONVEX
    uses = ("r_range",) if rule is BERNOULLI_CONCAVE else ()
    return Step(name, text, None, Apply(rule, {x: base}), uses, (*_POSITIVE, exponent))


PROOF = (
    Step("x_power", "x^r > 0,", None, Apply(POWER_POSITIVE), (), (gt(x, 0),)),
    Step("y_power", "y^r > 0.", None, Apply(POWER_POSITIVE, {x: y}), (), (gt(y, 0),)),
    _quotient("x_part", "((x + y)/x)^r x^r = (x + y)^r,", _SUM, x),
    _quotient("y_part", "((x + y)/y)^r y^r = (x + y)^r.", _SUM, y),
    _bernoulli("x_concave", "For r <= 1, Bernoulli at (x + y)/x,", BERNOULLI_CONCAVE, _SUM / x),
    _bernoulli("y_concave", "and at (x + y)/y.", BERNOULLI_CONCAVE, _SUM / y),
    Step(
        "x_share_above",
        "So x (x + y)^r <= (x + y) x^r,",
        le(x * _SUM**r, _SUM * x**r),
        Decide(),
        ("x_part", "x_concave", "x_power"),
        (*_POSITIVE, _CONCAVE),
    ),
    Step(
        "y_share_above",
        "and the same for y.",
        le(y * _SUM**r, _SUM * y**r),
        Decide(),
        ("y_part", "y_concave", "y_power"),
        (*_POSITIVE, _CONCAVE),
    ),
    Step(
        "concave",
        "Their sum, divided by x + y.",
        le(_SUM**r, x**r + y**r),
        Decide(),
        ("x_share_above", "y_share_above"),
        (*_POSITIVE, _CONCAVE),
    ),
    _bernoulli("x_convex", "For r >= 1, Bernoulli at (x + y)/x,", BERNOULLI_CONVEX, _SUM / x),
    _bernoulli("y_convex", "and at (x + y)/y,", BERNOULLI_CONVEX, _SUM / y),
    Step(
        "x_share_below",
        "turns the first inequality round,",
        ge(x * _SUM**r, _SUM * x**r),
        Decide(),
        ("x_part", "x_convex", "x_power"),
        (*_POSITIVE, _CONVEX),
    ),
    Step(
        "y_share_below",
        "and the second,",
        ge(y * _SUM**r, _SUM * y**r),
        Decide(),
        ("y_part", "y_convex", "y_power"),
        (*_POSITIVE, _CONVEX),
    ),
    Step(
        "convex",
        "and so their sum.",
        ge(_SUM**r, x**r + y**r),
        Decide(),
        ("x_share_below", "y_share_below"),
        (*_POSITIVE, _CONVEX),
    ),
    Step("sum_power", "(x + y)^r > 0.", None, Apply(POWER_POSITIVE, {x: _SUM}), (), _POSITIVE),
    _quotient("x_mean_part", "(2x/(x + y))^r (x + y)^r = (2x)^r,", 2 * x, _SUM),
    _quotient("y_mean_part", "(2y/(x + y))^r (x + y)^r = (2y)^r,", 2 * y, _SUM),
    _quotient("x_double", "and (2x)^r = 2^r x^r,", 2 * x, x),
    _quotient("y_double", "(2y)^r = 2^r y^r.", 2 * y, y),
    _bernoulli("x_mean", "Bernoulli at 2x/(x + y),", BERNOULLI_CONVEX, 2 * x / _SUM),
    _bernoulli(
        "y_mean",
        "and at 2y/(x + y): the two powers add up to at least 2.",
        BERNOULLI_CONVEX,
        2 * y / _SUM,
    ),
    Step(
        "together",
        "The two powers add up to at least 2.",
        ge((2 * x / _SUM) ** r + (2 * y / _SUM) ** r, 2),
        Decide(),
        ("x_mean", "y_mean"),
        (*_POSITIVE, _CONVEX),
    ),
    Step(
        "mean",
        "Multiplied by (x + y)^r this is the power mean inequality.",
        le(_SUM**r, _MEAN),
        Decide(),
        ("together", "x_mean_part", "y_mean_part", "x_double", "y_double", "sum_power"),
        (*_POSITIVE, _CONVEX),
    ),
    Step("zero", "0^r = 0.", None, Apply(POWER_OF_ZERO), ("r_range",)),
    Step(
        "two",
        "2^r >= 2 for r >= 1, by Bernoulli at 2.",
        None,
        Apply(BERNOULLI_CONVEX, {x: _TWO}),
        (),
        (_CONVEX,),
    ),
    Step(
        "subadditive",
        "If a base is 0 both sides are the other power.",
        SUBADDITIVE,
        Decide(),
        ("concave", "zero", "x_range", "y_range", "r_range"),
    ),
    Step(
        "superadditive",
        "If a base is 0 both sides are the other power.",
        SUPERADDITIVE,
        Decide(),
        ("convex", "zero", "x_range", "y_range"),
    ),
    Step(
        "power_mean",
        "If a base is 0, the other side has the factor 2^(r-1) >= 1.",
        POWER_MEAN,
        Decide(),
        ("mean", "zero", "two", "x_power", "y_power", "x_range", "y_range"),
    ),
)


def _numbers(
    text: str, conclusion: str, first: int, second: int, exponent: int, *, equality: bool = False
) -> Witness:
    """An instance in numbers alone: no function plays a part."""
    values = {x: sp.Integer(first), y: sp.Integer(second), r: sp.Integer(exponent)}
    return Witness(text, conclusion, values=values, equality=equality)


_ALL = ("x_range", "y_range", "r_range")

STATEMENT = Statement(
    id="power_sums",
    kind="lemma",
    title="The power of a sum beside the sum of the powers",
    source=Source("warmproof", "power toolbox"),
    summary="(x + y)^r <= x^r + y^r for 0 < r <= 1; x^r + y^r <= (x + y)^r <= "
    "2^(r-1) (x^r + y^r) for r >= 1; x, y >= 0.",
    parameters=(x, y, r),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("subadditive", SUBADDITIVE),
        Named("superadditive", SUPERADDITIVE),
        Named("power_mean", POWER_MEAN),
    ),
    proof=PROOF,
    closes={
        "subadditive": ("subadditive", *_ALL),
        "superadditive": ("superadditive", "x_range", "y_range"),
        "power_mean": ("power_mean", "x_range", "y_range"),
    },
    sharp_at=(
        _numbers("x = 3, y = 0, r = 1", "subadditive", 3, 0, 1, equality=True),
        _numbers("x = 3, y = 0, r = 2", "superadditive", 3, 0, 2, equality=True),
        _numbers("x = y = 3, r = 2: 36 = 2 (9 + 9)", "power_mean", 3, 3, 2, equality=True),
    ),
    fails_without={
        "x_range": _numbers("x = -1, y = 2, r = 2: 1 < 5", "superadditive", -1, 2, 2),
        "y_range": _numbers("x = 2, y = -1, r = 2: 1 < 5", "superadditive", 2, -1, 2),
        "r_range": "for r < 0 the powers of 0 have no meaning; at r = 0 it reads 1 <= 2",
    },
)
