"""What is not equal, not ordered, or not defined, and an honest twin of each."""

from __future__ import annotations

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory import symbols as sym
from theory.logic import (
    FALSE,
    Rel,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.schema import (
    At,
    Decide,
    Identity,
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
x, y, r = map(real, ("x", "y", "r"))
u = function("u")
ell = sym.ell

REFUSED: dict[str, Twins] = {
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
