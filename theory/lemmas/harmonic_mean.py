"""The harmonic mean is at most the arithmetic one: sum eta_t * sum 1/eta_t >= T^2.

Proof. By induction: the product of the sums A and B grows by A/eta + B eta + 1, and from A B >= n^2
follows A/eta + B eta >= 2n.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import HORIZON, UP_TO_T, T, etas, in_run, integer, n, t
from theory.logic import ForAll, Formula, between, conj, ge, gt, le, ne
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import S, Witness

POSITIVE_STEPS = Assumption("positive", in_run(gt(etas(t), 0)), "the numbers are positive")
ASSUMPTIONS = (HORIZON, POSITIVE_STEPS)

_ZERO = sp.Integer(0)
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def sum_of(number: sp.Expr) -> sp.Sum:
    """The sum of the first numbers."""
    return total(etas(i), i, number)


def sum_of_inverses(number: sp.Expr) -> sp.Sum:
    """The sum of the first inverses."""
    return total(1 / etas(i), i, number)


BOUND = ge(sum_of(T) * sum_of_inverses(T), T**2)
NONNEGATIVE = conj(ge(sum_of(T), 0), ge(sum_of_inverses(T), 0))


def _harmonic(number: sp.Expr) -> Formula:
    A, B = sum_of(number), sum_of_inverses(number)
    return conj(ge(A, 0), ge(B, 0), ge(A * B, number**2))


_TERMS = ForAll(i, conj(integer(i), between(0, i, n - 1)), ne(etas(i), 0))

PROOF = (
    Step("sums", "Partial sums,", None, Apply(FINITE_SUM, {a: sp.Lambda(i, etas(i)), count: T})),
    Step(
        "inverses",
        "and those of the inverses.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, 1 / etas(i)), count: T}),
        ("positive",),
    ),
    Step(
        "terms",
        "No term of a partial sum divides by 0.",
        _TERMS,
        Decide(),
        ("positive",),
        (UP_TO_T,),
    ),
    Step(
        "at_0",
        "Empty sums: 0 * 0 >= 0.",
        _harmonic(_ZERO),
        Decide(),
        ("sums.empty", "inverses.empty"),
    ),
    Step(
        "next",
        "The product A B of the sums grows by A/eta + B eta + 1; the square of the first two is at "
        "least 4 A B, so they add at least 2n.",
        _harmonic(n + 1),
        Decide(),
        ("sums.next", "inverses.next", "positive"),
        (*_NEXT, _harmonic(n)),
    ),
    Step(
        "harmonic",
        "So for all n.",
        ForAll(n, UP_TO_T, _harmonic(n)),
        Induct("at_0", "next"),
        ("terms",),
    ),
)


def _numbers(text: str, values: sp.Expr, steps: int, *, equality: bool = False) -> Witness:
    """So many numbers, an expression in S at S = 0, 1, ..."""
    return Witness(
        text,
        "bound",
        values={T: sp.Integer(steps)},
        functions={etas: sp.Lambda(S, values)},
        equality=equality,
    )


STATEMENT = Statement(
    id="harmonic_mean",
    kind="lemma",
    title="The harmonic mean is at most the arithmetic mean",
    source=Source("LW", "Lemmas 13 and 16", "the inequality of the means in them"),
    summary="For positive numbers eta_0, ..., eta_{T-1}: sum eta_t * sum 1/eta_t >= T^2.",
    parameters=(etas, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND), Named("nonnegative", NONNEGATIVE)),
    proof=PROOF,
    closes={
        name: (At("harmonic", {n: T}), "horizon", "positive") for name in ("bound", "nonnegative")
    },
    sharp_at=(_numbers("twice 3: 6 * 2/3 = 4", sp.Integer(3), 2, equality=True),),
    fails_without={"positive": _numbers("1 and -1: 0 < 4", 1 - 2 * S, 2)},
)
