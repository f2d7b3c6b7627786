"""Small statements that hold something no proof may do, each beside an honest twin that is proved.

The twin shows that the refusal is for the right reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    between,
    conj,
    disj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.rules import calculus, logarithms
from theory.schema import (
    At,
    Decide,
    Differentiate,
    Enclose,
    Identity,
    Induct,
    Statement,
)
from theory.substitution import substitute
from verify.symbolic.checker import check_all
from verify.verdict import Word

ZERO, ONE, HALF = sp.Integer(0), sp.Integer(1), sp.Rational(1, 2)
t, s, x, y, z, n, r = map(real, ("t", "s", "x", "y", "z", "n", "r"))
u, du, w, w2 = map(function, ("u", "du", "w", "w2"))
INTEGER_N = Pred("integer", (n,))
ell = sym.ell


def induction(
    build: SimpleNamespace, start: Formula, onward: Formula, body: Formula, *bounds: Formula
) -> Statement:
    guard = conj(INTEGER_N, *bounds)
    return build.micro(
        build.step("start", start),
        build.step("onward", onward, under=[body]),
        build.step("all", ForAll(n, guard, body), Induct("start", "onward")),
        conclusion=ForAll(n, guard, body),
    )


HISTORY = ForAll(s, between(0, s, t), ge(u(s), 0))

REFUSED: dict[str, Callable[[SimpleNamespace], tuple[Statement, Statement]]] = {
    "a false identity": lambda build: (
        build.claim(eq((x + y) ** 2, x**2 + y**2), Identity(), parameters=(x, y)),
        build.claim(eq((x + y) ** 2, x**2 + 2 * x * y + y**2), Identity(), parameters=(x, y)),
    ),
    "an identity of roots with the wrong sign": lambda build: (
        build.claim(eq(sp.sqrt(x**2), x), Identity(), parameters=(x,)),
        build.claim(eq(sp.sqrt(x**2), x), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "an inequality by exact algebra": lambda build: (
        build.claim(ge(x**2, 0), Identity(), parameters=(x,)),
        build.claim(ge(x**2, 0), parameters=(x,)),
    ),
    "a division by what may be zero": lambda build: (
        build.claim(eq(y / x, y * (1 / x)), Identity(), parameters=(x, y)),
        build.claim(eq(y / x, y * (1 / x)), Decide(), parameters=(x, y), assume=[ne(x, 0)]),
    ),
    "a root of what may be negative": lambda build: (
        build.claim(ge(sp.sqrt(x), 0), parameters=(x,)),
        build.claim(ge(sp.sqrt(x), 0), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "a logarithm of what may be zero": lambda build: (
        build.claim(le(-(sp.log(x) ** 2), 0), parameters=(x,), assume=[ge(x, 0)]),
        build.claim(le(-(sp.log(x) ** 2), 0), parameters=(x,), assume=[gt(x, 0)]),
    ),
    "a real power of what may be negative": lambda build: (
        build.claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[gt(r, 0)]),
        build.claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[gt(r, 0), ge(x, 0)]),
    ),
    "a real power of zero with an exponent that may not be positive": lambda build: (
        build.claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), ge(r, 0)]),
        build.claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), gt(r, 0)]),
    ),
    "the split of x^(1+r) for negative x": lambda build: (
        build.claim(eq(x ** (1 + r), x * x**r), Identity(), parameters=(x, r), assume=[gt(r, 0)]),
        build.claim(
            eq(x ** (1 + r), x * x**r), Decide(), parameters=(x, r), assume=[gt(r, 0), gt(x, 0)]
        ),
    ),
    "x^(1+r) <= 0 for negative x, by the sign of x alone": lambda build: (
        build.claim(lt(x ** (1 + r), 1), parameters=(x, r), assume=[lt(x, 0), gt(r, 0)]),
        build.claim(gt(x ** (1 + r), 0), parameters=(x, r), assume=[gt(x, 0), gt(x**r, 0)]),
    ),
    "a negative power at zero": lambda build: (
        build.claim(ge((x ** (r - 1) + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), gt(r, 0)]),
        build.claim(ge((x ** (r - 1) + 1) ** 2, 0), parameters=(x, r), assume=[gt(x, 0), gt(r, 0)]),
    ),
    "ell at what may be negative": lambda build: (
        build.claim(ge(ell(x) ** 2, 0), parameters=(x, ell)),
        build.claim(ge(ell(x) ** 2, 0), parameters=(x, ell), assume=[ge(x, 0)]),
    ),
    "the square root of a square": lambda build: (
        build.claim(eq(sp.sqrt(x**2), x), parameters=(x,)),
        build.claim(eq(sp.sqrt(x**2), sp.Abs(x)), parameters=(x,)),
    ),
    "an absolute value with the sign lost": lambda build: (
        build.claim(eq(sp.Abs(x - y), x - y), parameters=(x, y)),
        build.claim(eq(sp.Abs(x - y), x - y), parameters=(x, y), assume=[ge(x, y)]),
    ),
    "the wrong half of a maximum": lambda build: (
        build.claim(le(sp.Max(x, y), x), parameters=(x, y)),
        build.claim(ge(sp.Max(x, y), x), parameters=(x, y)),
    ),
    "the wrong half of a minimum": lambda build: (
        build.claim(ge(sp.Min(x, y), x), parameters=(x, y)),
        build.claim(le(sp.Min(x, y), x), parameters=(x, y)),
    ),
    "0^r taken for 1": lambda build: (
        build.claim(eq(sp.Pow(0, r), 1), parameters=(r,), assume=[gt(r, 0)]),
        build.claim(eq(sp.Pow(0, r), sp.Pow(0, r)), parameters=(r,), assume=[gt(r, 0)]),
    ),
    "powers with different exponents taken for equal": lambda build: (
        build.claim(eq(x**r, x**y), parameters=(x, r, y), assume=[gt(x, 0)]),
        build.claim(eq(x**r, y**r), parameters=(x, r, y), assume=[gt(x, 0), eq(x, y)]),
    ),
    "a function taken for one-to-one": lambda build: (
        build.claim(eq(x, y), parameters=(x, y, u), assume=[eq(u(x), u(y))]),
        build.claim(eq(u(x), u(y)), parameters=(x, y, u), assume=[eq(x, y)]),
    ),
    "the exponential taken for bounded": lambda build: (
        build.claim(le(sp.exp(x), 1), parameters=(x,)),
        build.claim(eq(sp.exp(x) * sp.exp(-x), 1), parameters=(x,)),
    ),
    "a wrong derivative": lambda build: (
        build.claim(HasDerivative(t, TRUE, t**3, 2 * t**2), Differentiate()),
        build.claim(HasDerivative(t, TRUE, t**3, 3 * t**2), Differentiate()),
    ),
    "a derivative called smooth that is right almost everywhere only": lambda build: (
        build.claim(
            HasDerivative(t, TRUE, 2 * u(t), 2 * du(t)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
        build.claim(
            HasDerivative(t, TRUE, 2 * u(t), 2 * du(t), smooth=False),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
    ),
    "a chain rule through a derivative right almost everywhere only": lambda build: (
        build.claim(
            HasDerivative(t, TRUE, u(t**2), 2 * t * du(t**2), smooth=False),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
        build.claim(
            HasDerivative(t, TRUE, u(t**2), 2 * t * du(t**2)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s))],
        ),
    ),
    "a chain rule outside the domain": lambda build: (
        build.claim(
            HasDerivative(t, TRUE, u(t - 1), du(t - 1)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
        build.claim(
            HasDerivative(t, ge(t, 1), u(t - 1), du(t - 1)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
    ),
    "the derivative of a root at zero": lambda build: (
        build.claim(HasDerivative(t, ge(t, 0), sp.sqrt(t), 1 / (2 * sp.sqrt(t))), Differentiate()),
        build.claim(HasDerivative(t, gt(t, 0), sp.sqrt(t), 1 / (2 * sp.sqrt(t))), Differentiate()),
    ),
    "the derivative of 1/t across zero": lambda build: (
        build.claim(HasDerivative(t, TRUE, 1 / t, -1 / t**2), Differentiate()),
        build.claim(HasDerivative(t, lt(t, 0), 1 / t, -1 / t**2), Differentiate()),
    ),
    "the derivative of t^r at zero for r < 1": lambda build: (
        build.claim(
            HasDerivative(t, ge(t, 0), t**r, r * t ** (r - 1)),
            Differentiate(),
            parameters=(r,),
            assume=[gt(r, 0)],
        ),
        build.claim(
            HasDerivative(t, ge(t, 0), t ** (1 + r), (1 + r) * t**r),
            Differentiate(),
            parameters=(r,),
            assume=[gt(r, 0)],
        ),
    ),
    "the derivative of an absolute value": lambda build: (
        build.claim(HasDerivative(t, TRUE, sp.Abs(t), ONE), Differentiate()),
        build.claim(HasDerivative(t, ge(t, 0), t, ONE), Differentiate()),
    ),
    "a derivative on a larger interval than known": lambda build: (
        build.claim(
            HasDerivative(t, ge(t, -1), u(t), du(t)),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
        build.claim(
            HasDerivative(t, ge(t, 1), u(t), du(t)),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
    ),
    "a rule without its premise": lambda build: (
        build.micro(
            build.apply("log", logarithms.LOGARITHM, {logarithms.x: x}),
            conclusion=le(sp.log(x), x - 1),
            parameters=(x,),
        ),
        build.micro(
            build.apply("log", logarithms.LOGARITHM, {logarithms.x: x}, ["a0"]),
            conclusion=le(sp.log(x), x - 1),
            parameters=(x,),
            uses=["log", "a0"],
            assume=[gt(x, 0)],
        ),
    ),
    "a mean value over an interval run backwards": lambda build: (
        build.micro(
            build.step("d", HasDerivative(t, TRUE, t, ONE), Differentiate()),
            build.apply(
                "m",
                calculus.MEAN_VALUE,
                {
                    calculus.a: ONE,
                    calculus.b: ZERO,
                    calculus.p: sp.Lambda(t, t),
                    calculus.dp: sp.Lambda(t, 1),
                },
                ["d"],
            ),
        ),
        build.micro(
            build.step("d", HasDerivative(t, TRUE, t, ONE), Differentiate()),
            build.apply(
                "m",
                calculus.MEAN_VALUE,
                {
                    calculus.a: ZERO,
                    calculus.b: ONE,
                    calculus.p: sp.Lambda(t, t),
                    calculus.dp: sp.Lambda(t, 1),
                },
                ["d"],
            ),
            conclusion=ge(ONE, ZERO),
        ),
    ),
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
    "induction from a wrong start": lambda build: (
        induction(build, ge(ONE, ONE), ge(n + 1, 1), ge(n, 1), le(0, n)),
        induction(build, ge(ONE, ONE), ge(n + 1, 1), ge(n, 1), le(1, n)),
    ),
    "induction with a wrong step": lambda build: (
        induction(build, le(ZERO, 3), le(n, 3), le(n, 3), le(0, n)),
        induction(build, ge(ZERO, -3), ge(n + 1, -3), ge(n, -3), le(0, n)),
    ),
    "induction without a lower end": lambda build: (
        induction(build, ge(ZERO, 0), ge(n + 1, 0), ge(n, 0)),
        induction(build, ge(ZERO, 0), ge(n + 1, 0), ge(n, 0), le(0, n)),
    ),
    "induction over the reals": lambda build: (
        build.micro(
            build.step("start", ge(ZERO, 0)),
            build.step("onward", ge(n + 1, 0), under=[ge(n, 0)]),
            build.step("all", ForAll(n, le(0, n), ge(n, 0)), Induct("start", "onward")),
            conclusion=ForAll(n, le(0, n), ge(n, 0)),
        ),
        induction(build, ge(ZERO, 0), ge(n + 1, 0), ge(n, 0), le(0, n)),
    ),
    "induction from one half, which would skip 1": lambda build: (
        build.micro(
            build.step("start", disj(eq(sp.floor(HALF), HALF - HALF), le(x, 0))),
            build.step(
                "onward",
                disj(eq(sp.floor(n + 1), n + 1 - HALF), le(x, 0)),
                under=[disj(eq(sp.floor(n), n - HALF), le(x, 0))],
            ),
            build.step(
                "all",
                ForAll(n, conj(INTEGER_N, le(HALF, n)), disj(eq(sp.floor(n), n - HALF), le(x, 0))),
                Induct("start", "onward"),
            ),
            build.step("end", le(x, 0), uses=[At("all", {x: x, n: ONE}), "a0"]),
            build.step("no", FALSE, uses=[At("end", {x: ONE})]),
            assume=[Pred("integer", (ONE,))],
        ),
        induction(build, ge(ONE, 1), ge(n + 1, 1), ge(n, 1), le(1, n)),
    ),
    "a conclusion that mentions an introduced function": lambda build: (
        build.micro(build.apply("r", build.bigger, {x: ONE}), conclusion=gt(w(0), 1)),
        build.micro(
            build.apply("r", build.bigger, {x: ONE}),
            build.step("a", gt(w(0) ** 2, 1), uses=["r"]),
            conclusion=ge(ONE, 0),
        ),
    ),
    "an introduced name that is a parameter": lambda build: (
        build.micro(
            build.apply("r", build.bigger, {x: ONE}), conclusion=gt(w(0), 1), parameters=(w,)
        ),
        build.micro(build.apply("r", build.bigger, {x: ONE}), conclusion=ge(ONE, 0)),
    ),
    "an introduced name that occurs before": lambda build: (
        build.micro(
            build.step("a", le(w(0), 1), uses=["a0"]),
            build.apply("r", build.bigger, {x: ONE}),
            build.step("b", FALSE, uses=["a", "r"]),
            assume=[le(w(0), 1)],
        ),
        build.micro(build.apply("r", build.bigger, {x: ONE}), conclusion=ge(ONE, 0)),
    ),
    "a name introduced for all values of a local variable": lambda build: (
        build.micro(
            build.apply("r", build.bigger, {x: y}),
            build.step("b", FALSE, uses=[At("r", {y: w(0)})]),
        ),
        build.micro(
            build.apply("r", build.bigger, {x: y}), conclusion=ge(y**2, 0), parameters=(y,)
        ),
    ),
    "a name introduced for an unmapped local variable": lambda build: (
        build.micro(
            build.apply("r", build.bigger), build.step("b", FALSE, uses=[At("r", {x: w(0)})])
        ),
        build.micro(build.apply("r", build.bigger), conclusion=ge(x**2, 0), parameters=(x,)),
    ),
    "a name introduced under a hypothesis with a local variable": lambda build: (
        build.micro(
            build.apply("r", build.bigger, {x: ONE}, (), [gt(y, 0)]),
            conclusion=ge(ONE, 0),
        ),
        build.micro(
            build.apply("r", build.bigger, {x: ONE}, (), [gt(y, 0)]),
            conclusion=ge(ONE, 0),
            parameters=(y,),
        ),
    ),
    "a vacuous step": lambda build: (
        build.claim(eq(x, 5), parameters=(x,), assume=[lt(x, 0), gt(x, 0)]),
        build.claim(gt(x, 0), parameters=(x,), assume=[gt(x, 5)]),
    ),
    "a vacuous hypothesis": lambda build: (
        build.micro(
            build.step("a", eq(x, 5), under=[lt(x, 0), gt(x, 0)]),
            conclusion=ge(x**2, 0),
            parameters=(x,),
        ),
        build.micro(
            build.step("a", gt(x, 0), under=[gt(x, 5)]), conclusion=ge(x**2, 0), parameters=(x,)
        ),
    ),
    "an enclosure of a false relation": lambda build: (
        build.claim(gt(sp.sqrt(2), sp.Rational(3, 2)), Enclose()),
        build.claim(gt(sp.sqrt(2), sp.Rational(7, 5)), Enclose()),
    ),
    "an enclosure with a variable": lambda build: (
        build.claim(ge(x, 0), Enclose(), parameters=(x,)),
        build.claim(ge(sp.pi, 3), Enclose()),
    ),
    "a parameter that a rule does not have": lambda build: (
        build.micro(build.apply("r", logarithms.EXPONENTIAL, {z: ONE}), conclusion=ge(ONE, 0)),
        build.micro(
            build.apply("r", logarithms.EXPONENTIAL, {logarithms.t: ONE}), conclusion=ge(ONE, 0)
        ),
    ),
    "a step without a claim": lambda build: (
        build.micro(build.step("a", None), conclusion=ge(ONE, 0)),
        build.micro(build.step("a", ge(ONE, 0)), conclusion=ge(ONE, 0)),
    ),
    "a float": lambda build: (
        build.claim(Rel(x * sp.Float("0.5"), "<=", x), parameters=(x,), assume=[ge(x, 0)]),
        build.claim(le(x * HALF, x), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "an infinity": lambda build: (
        build.claim(le(x, sp.oo), parameters=(x,)),
        build.claim(le(x, x + 1), parameters=(x,)),
    ),
    "the imaginary unit": lambda build: (
        build.claim(eq(sp.I * x, x * sp.I), parameters=(x,)),
        build.claim(eq(2 * x, x * 2), parameters=(x,)),
    ),
    "division by zero as written": lambda build: (
        build.claim(Rel(sp.zoo, "==", sp.zoo)),
        build.claim(eq(ONE, 1)),
    ),
    "0/0 after a value is put in": lambda build: (
        build.micro(
            build.step("a", eq(y / x, y / x), under=[ne(x, 0)]),
            build.step("b", eq(x, x + 1), uses=[At("a", {x: ZERO, y: ZERO})]),
            conclusion=FALSE,
        ),
        build.micro(
            build.step("a", eq(x * (y / x), y), under=[ne(x, 0)]),
            conclusion=eq(3 * (y / 3), y),
            parameters=(y,),
            uses=[At("a", {x: sp.Integer(3)})],
        ),
    ),
    "x/x = 1 applied at zero": lambda build: (
        build.micro(
            build.step("a", eq(y * (1 / x), y / x), under=[ne(x, 0), eq(x, y)]),
            build.step("b", FALSE, uses=[At("a", {x: ZERO, y: ZERO})]),
        ),
        build.micro(
            build.step("a", eq(y * (1 / x), 1), under=[ne(x, 0), eq(x, y)]),
            conclusion=ge(ONE, 0),
        ),
    ),
    "log and exp collapsed outside their domain": lambda build: (
        build.micro(
            build.step("a", gt(x, 0), under=[ge(sp.log(y) ** 2, 0), eq(sp.exp(sp.log(y)), x)]),
            build.step("b", FALSE, uses=[At("a", {x: -ONE, y: -ONE})]),
        ),
        build.micro(
            build.step("a", ge(sp.exp(sp.log(y)), 0), under=[gt(y, 0)]),
            conclusion=ge(y, 0),
            assume=[gt(y, 0)],
            parameters=(y,),
            uses=["a", "a0"],
        ),
    ),
    "two exponentials merged into a contradiction": lambda build: (
        build.claim(eq(sp.exp(x) * sp.exp(y), sp.exp(x + y) + 1), parameters=(x, y)),
        build.claim(eq(sp.exp(x) * sp.exp(-x), 1), parameters=(x,)),
    ),
}
"""Name -> a false statement, and an honest twin that is proved."""


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name: str, build: SimpleNamespace) -> None:
    assert build.word(REFUSED[name](build)[0]) is not Word.PROVED


@pytest.mark.parametrize("name", REFUSED)
def test_its_honest_twin_is_proved(name: str, build: SimpleNamespace) -> None:
    assert build.word(REFUSED[name](build)[1]) is Word.PROVED


def test_a_circle_of_two_statements_is_refused(build: SimpleNamespace) -> None:
    def lean_on(other: Statement, name: str) -> Statement:
        return build.micro(build.apply("a", other), conclusion=FALSE, name=name)

    first = build.micro(build.step("a", ge(ONE, 0)), conclusion=FALSE, name="first")
    second = lean_on(first, "second")
    results = check_all((lean_on(second, "first"), second))
    assert {result.word for result in results.values()} == {Word.UNDECIDED}


def test_a_statement_cannot_apply_itself(build: SimpleNamespace) -> None:
    plain = build.micro(build.step("a", ge(ONE, 0)), conclusion=FALSE)
    assert build.word(replace(plain, proof=(build.apply("a", plain),))) is not Word.PROVED


def test_a_statement_without_steps_or_conclusions_is_undecided(build: SimpleNamespace) -> None:
    assert (
        build.word(replace(build.micro(build.step("a", TRUE)), proof=(), conclusions=()))
        is Word.UNDECIDED
    )


def test_what_is_concluded_of_an_introduced_name_is_substituted_too(build: SimpleNamespace) -> None:
    """The twin of the refusals above: renaming an introduced function renames it everywhere."""
    named = substitute(build.bigger.conclusions[0].claim, {w: w2, x: ONE})
    assert named == gt(w2(0), 1)
