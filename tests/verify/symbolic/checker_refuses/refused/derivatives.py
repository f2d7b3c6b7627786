"""Derivatives that are wrong, or wrong somewhere, and an honest twin of each."""

from __future__ import annotations

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory.logic import (
    TRUE,
    HasDerivative,
    function,
    ge,
    gt,
    lt,
    real,
)
from theory.rules import calculus
from theory.schema import (
    Differentiate,
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
t, s, r = map(real, ("t", "s", "r"))
u, du = map(function, ("u", "du"))

REFUSED: dict[str, Twins] = {
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
}
"""Name -> a false statement, and an honest twin that is proved."""
