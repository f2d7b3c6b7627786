"""Finite sums, compared term by term.

    first_t <= alpha second_t + third_t + gamma fourth_t  for t < T
        =>  sum first <= alpha sum second + sum third + gamma sum fourth

Proof. By induction over the number of terms.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import HORIZON, UP_TO_T, T, in_run, integer, n, t
from theory.logic import ForAll, Formula, function, le, real
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import S, Witness

first, second, third, fourth = (function(name) for name in ("first", "second", "third", "fourth"))
alpha, gamma = real("alpha"), real("gamma")

TERMS = Assumption(
    "terms",
    in_run(le(first(t), alpha * second(t) + third(t) + gamma * fourth(t))),
    "the inequality holds term by term",
)
ASSUMPTIONS = (HORIZON, TERMS)

_SUMS = (first, second, third, fourth)
_NAMES = tuple(f"{f.__name__}_sums" for f in _SUMS)


def _bound(number: sp.Expr) -> Formula:
    one, two, three, four = (total(f(i), i, number) for f in _SUMS)
    return le(one, alpha * two + three + gamma * four)


PROOF = (
    *(
        Step(
            name,
            "Partial sums.",
            None,
            Apply(FINITE_SUM, {a: sp.Lambda(i, f(i)), count: T}),
        )
        for f, name in zip(_SUMS, _NAMES, strict=True)
    ),
    Step(
        "at_0",
        "Empty sums.",
        _bound(sp.Integer(0)),
        Decide(),
        tuple(f"{name}.empty" for name in _NAMES),
    ),
    Step(
        "next",
        "One more term.",
        _bound(n + 1),
        Decide(),
        (*(f"{name}.next" for name in _NAMES), At("terms", {t: n})),
        (integer(n), le(0, n), le(n + 1, T), _bound(n)),
    ),
    Step("bound", "So for all terms.", ForAll(n, UP_TO_T, _bound(n)), Induct("at_0", "next")),
)


def _two_terms(text: str, values: sp.Expr, *, equality: bool = False) -> Witness:
    """Two terms, with 1 in place of second and 0 in place of third and fourth; alpha = 1."""
    zero = sp.Lambda(S, sp.Integer(0))
    return Witness(
        text,
        "bound",
        values={T: sp.Integer(2), alpha: sp.Integer(1), gamma: sp.Integer(1)},
        functions={
            first: sp.Lambda(S, values),
            second: sp.Lambda(S, sp.Integer(1)),
            third: zero,
            fourth: zero,
        },
        equality=equality,
    )


STATEMENT = Statement(
    id="sum_bound",
    kind="lemma",
    title="Sums compared term by term",
    source=Source("warmproof"),
    summary="If first_t <= alpha second_t + third_t + gamma fourth_t for t < T then the sums are "
    "related in the same way.",
    parameters=(*_SUMS, alpha, gamma, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", _bound(T)),),
    proof=PROOF,
    closes={"bound": (At("bound", {n: T}), "horizon")},
    sharp_at=(_two_terms("1 + 1 = 1 + 1", sp.Integer(1), equality=True),),
    fails_without={"terms": _two_terms("0 + 3 > 1 + 1", 3 * S)},
)
