"""Names that a rule introduces and that stand for something else, and an honest twin of each."""

from __future__ import annotations

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory.logic import (
    FALSE,
    function,
    ge,
    gt,
    le,
    real,
)
from theory.schema import (
    At,
)

ONE = sp.Integer(1)
x, y = map(real, ("x", "y"))
w = function("w")

REFUSED: dict[str, Twins] = {
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
}
"""Name -> a false statement, and an honest twin that is proved."""
