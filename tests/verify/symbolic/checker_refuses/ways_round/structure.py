"""A proof of the wrong shape: a forged statement, a late induction, nothing concluded."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Chain
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Implies,
    Pred,
    conj,
    eq,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.rules import logarithms
from theory.schema import (
    Apply,
    At,
    Induct,
    Named,
    Statement,
)

ONE = sp.Integer(1)
t, x, z, n = map(real, ("t", "x", "z", "n"))
INTEGER_N = Pred("integer", (n,))
EXPONENTIAL = logarithms.EXPONENTIAL


def _range_that_starts_late(build: SimpleNamespace) -> tuple[Statement, ...]:
    """Up to 2n - 3 means from 3 on: the start is vacuous, and the step enters from outside."""
    guard = conj(INTEGER_N, le(0, n), le(n, 2 * n - 3))
    return (
        build.micro(
            build.step("start", Implies(le(0, -3), le(x, 0))),
            build.step("onward", le(x, 0), under=[le(x, 0)]),
            build.step("all", ForAll(n, guard, le(x, 0)), Induct("start", "onward")),
            build.step("e", le(x, 0), uses=[At("all", {x: x, n: z}), "a0"]),
            conclusion=ForAll(x, TRUE, le(x, 0)),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 3))],
        ),
    )


def _forged_under_a_proved_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    true = build.micro(
        build.step("a", ge(x**2, 0)), conclusion=ge(x**2, 0), parameters=(x,), name="lemma"
    )
    forged = replace(true, conclusions=(Named("c", FALSE),))
    return (true, build.micro(build.apply("a", forged)))


def _assumption_on_an_undeclared_symbol(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("a", ge(t, 0), uses=["a0"]),
            build.step("b", FALSE, uses=[At("a", {t: -ONE})]),
            assume=[ge(t, 0)],
        ),
    )


def _vacuous_application(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("r", eq(x, 5), Apply(EXPONENTIAL), ["a0"]),
            conclusion=eq(x, 5),
            parameters=(x,),
            assume=[conj(lt(x, 0), gt(x, 0))],
        ),
    )


WAYS_ROUND: dict[str, Chain] = {
    "induction over a range that its upper end starts late": _range_that_starts_late,
    "a forged statement under a proved id": _forged_under_a_proved_name,
    "an assumption on a symbol that is no parameter": _assumption_on_an_undeclared_symbol,
    "an application from contradictory assumptions": _vacuous_application,
    "nothing is concluded": lambda build: (
        replace(build.micro(build.step("a", ge(ONE, 0))), conclusions=(), closes={}),
    ),
}
