"""Facts used where they do not hold, or for other names, and an honest twin of each."""

from __future__ import annotations

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    HasDerivative,
    Implies,
    Or,
    between,
    eq,
    function,
    ge,
    gt,
    le,
    real,
)
from theory.rules import logarithms
from theory.schema import (
    At,
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
t, s, x, y = map(real, ("t", "s", "x", "y"))
u, du = map(function, ("u", "du"))

HISTORY = ForAll(s, between(0, s, t), ge(u(s), 0))

REFUSED: dict[str, Twins] = {
    "a value outside the guard": lambda build: (
        build.claim(
            ge(u(-1), 0),
            parameters=(u,),
            assume=[ForAll(t, ge(t, 0), ge(u(t), 0))],
            by_uses=[At("a0", {t: sp.Integer(-1)})],
        ),
        build.claim(
            ge(u(1), 0),
            parameters=(u,),
            assume=[ForAll(t, ge(t, 0), ge(u(t), 0))],
            by_uses=[At("a0", {t: ONE})],
        ),
    ),
    "a value that is not defined": lambda build: (
        build.claim(
            eq(1 / x, 1 / x),
            parameters=(x,),
            assume=[ForAll(t, TRUE, ge(t**2, 0))],
            by_uses=[At("a0", {t: 1 / x})],
        ),
        build.claim(ge(x**2, 0), parameters=(x,), assume=[ForAll(t, TRUE, ge(t**2, 0))]),
    ),
    "an undefined value of a rule's parameter": lambda build: (
        build.micro(
            build.apply("log", logarithms.EXPONENTIAL, {logarithms.t: 1 / x}),
            conclusion=ge(x**2, 0),
            parameters=(x,),
        ),
        build.micro(
            build.apply("log", logarithms.EXPONENTIAL, {logarithms.t: 1 / x}, ["a0"]),
            conclusion=ge(x**2, 0),
            parameters=(x,),
            assume=[gt(x, 0)],
        ),
    ),
    "a hypothesis dropped": lambda build: (
        build.micro(
            build.step("a", ge(x, 0), under=[ge(x, 1)]),
            conclusion=ge(x, 0),
            parameters=(x,),
        ),
        build.micro(
            build.step("a", ge(x, 0), under=[ge(x, 1)]),
            conclusion=Implies(ge(x, 1), ge(x, 0)),
            parameters=(x,),
        ),
    ),
    "a history used at a longer interval than granted": lambda build: (
        build.claim(
            ge(u(t + 1), 0), parameters=(t, u), assume=[ge(t, 0), HISTORY], by_uses=["a0", "a1"]
        ),
        build.claim(
            ge(u(t / 2), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t / 2})],
        ),
    ),
    "a history read at a later time": lambda build: (
        build.claim(
            ge(u(t + 1), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t + 1})],
        ),
        build.claim(
            ge(u(t), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t})],
        ),
    ),
    "for all and there is, exchanged": lambda build: (
        build.claim(
            ForAll(x, TRUE, eq(u(x), 0)),
            parameters=(u,),
            assume=[Or((ForAll(x, TRUE, eq(u(x), 0)), eq(u(0), 0)))],
        ),
        build.claim(
            eq(u(0), 0),
            parameters=(u,),
            assume=[ForAll(x, TRUE, eq(u(x), 0))],
            by_uses=[At("a0", {x: ZERO})],
        ),
    ),
    "a bound name taken for the free one": lambda build: (
        build.claim(ForAll(t, TRUE, le(t, t + x)), parameters=(t, x), assume=[le(t, t + 1)]),
        build.claim(ForAll(t, TRUE, le(t, t + x)), parameters=(t, x), assume=[ge(x, 0)]),
    ),
    "a free variable put under its own quantifier": lambda build: (
        build.claim(
            ForAll(t, TRUE, ge(u(t), t)),
            parameters=(t, u),
            assume=[ForAll(x, TRUE, ForAll(s, TRUE, ge(u(s), s - 1)))],
        ),
        build.claim(
            ForAll(t, TRUE, ge(u(t), t - 1)),
            parameters=(t, u),
            assume=[ForAll(x, TRUE, ForAll(s, TRUE, ge(u(s), s - 1)))],
        ),
    ),
    "t put for x under a quantifier over t": lambda build: (
        build.claim(
            FALSE,
            parameters=(t,),
            assume=[ForAll(x, TRUE, ForAll(t, gt(t, x + 1), gt(t, x)))],
            by_uses=[At("a0", {x: t})],
        ),
        build.claim(
            ForAll(y, gt(y, t + 1), gt(y, t)),
            parameters=(t,),
            assume=[ForAll(x, TRUE, ForAll(t, gt(t, x + 1), gt(t, x)))],
            by_uses=[At("a0", {x: t})],
        ),
    ),
    "t put for x in a derivative in t": lambda build: (
        build.claim(
            HasDerivative(s, TRUE, u(s), s),
            parameters=(u,),
            assume=[ForAll(x, TRUE, HasDerivative(s, TRUE, u(s) + x * s, du(s)))],
        ),
        build.claim(
            HasDerivative(s, TRUE, u(s) + t * s, du(s)),
            parameters=(u, du, t),
            assume=[ForAll(x, TRUE, HasDerivative(s, TRUE, u(s) + x * s, du(s)))],
            by_uses=[At("a0", {x: t})],
        ),
    ),
}
"""Name -> a false statement, and an honest twin that is proved."""
