"""Inductions that do not carry, and an honest twin of each."""

from __future__ import annotations

from types import SimpleNamespace

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Twins
from theory.logic import (
    FALSE,
    ForAll,
    Formula,
    Pred,
    conj,
    disj,
    eq,
    ge,
    le,
    real,
)
from theory.schema import (
    At,
    Induct,
    Statement,
)

ZERO, ONE, HALF = sp.Integer(0), sp.Integer(1), sp.Rational(1, 2)
x, n = map(real, ("x", "n"))
INTEGER_N = Pred("integer", (n,))


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


REFUSED: dict[str, Twins] = {
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
}
"""Name -> a false statement, and an honest twin that is proved."""
