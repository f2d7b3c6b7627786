"""Steps that prove nothing, or are no claims, and an honest twin of each."""

from __future__ import annotations

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory.logic import (
    Rel,
    eq,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.rules import logarithms
from theory.schema import (
    Enclose,
)

ONE, HALF = sp.Integer(1), sp.Rational(1, 2)
x, z = map(real, ("x", "z"))

REFUSED: dict[str, Twins] = {
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
}
"""Name -> a false statement, and an honest twin that is proved."""
