"""A mean is at most the worst value, and below it as soon as one term is.

    first_t <= worst for t < T   =>   sum first <= T worst,   and "<" if first_q < worst for some q

Proof. By induction over the number of terms; from the term q on, the sum lags behind by what that
term lacks.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import HORIZON, UP_TO_T, T, in_run, integer, n, t
from theory.lemmas.sum_bound import first
from theory.logic import ForAll, Formula, Implies, conj, ge, le, lt, real
from theory.rules.integers import DIFFERENCE, FINITE_SUM, SUCCESSOR, a, count, i, m, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import S, Witness

worst, q, k = real("worst"), real("q"), real("k")

TERMS = Assumption("terms", in_run(le(first(t), worst)), "no term exceeds the worst value")
INDEX = Assumption(
    "index",
    conj(integer(q), ge(q, 0), le(q, T - 1)),
    "q is an index of the run",
    defines=True,
)
ASSUMPTIONS = (HORIZON, TERMS, INDEX)

AT_MOST = le(total(first(i), i, T), T * worst)
STRICT = Implies(lt(first(q), worst), lt(total(first(i), i, T), T * worst))

_ZERO = sp.Integer(0)
_INDEX = (integer(n), le(0, n), le(n + 1, T))


def _at_most(number: sp.Expr) -> Formula:
    return le(total(first(i), i, number), number * worst)


def _lags(number: sp.Expr) -> Formula:
    return le(total(first(i), i, number), number * worst - (worst - first(q)))


def _later(steps: sp.Expr) -> Formula:
    return conj(integer(q + 1 + steps), _lags(q + 1 + steps))


_LATER = ForAll(k, conj(integer(k), le(0, k), le(k, T - q - 1)), _later(k))

PROOF = (
    Step("sums", "Partial sums.", None, Apply(FINITE_SUM, {a: first, count: T})),
    Step("at_most_at_0", "The empty sum.", _at_most(_ZERO), Decide(), ("sums.empty",)),
    Step(
        "at_most_next",
        "One more term.",
        _at_most(n + 1),
        Decide(),
        ("sums.next", At("terms", {t: n})),
        (*_INDEX, _at_most(n)),
    ),
    Step(
        "at_most",
        "So for all terms.",
        ForAll(n, UP_TO_T, _at_most(n)),
        Induct("at_most_at_0", "at_most_next"),
    ),
    Step("after_q", "q + 1 counts terms too.", None, Apply(SUCCESSOR, {n: q}), ("index",)),
    Step(
        "lags_at_q",
        "With the term q, the sum lags behind by what that term lacks,",
        _later(_ZERO),
        Decide(),
        (At("sums.next", {n: q}), At("at_most", {n: q}), "index", "after_q"),
    ),
    Step(
        "one_later",
        "(one index later)",
        None,
        Apply(SUCCESSOR, {n: q + 1 + k}),
        (),
        (integer(q + 1 + k),),
    ),
    Step(
        "lags_next",
        "and no later term makes up for it,",
        _later(k + 1),
        Decide(),
        (
            At("sums.next", {n: q + 1 + k}),
            At("terms", {t: q + 1 + k}),
            "one_later",
            "index",
        ),
        (le(0, k), le(k + 1, T - q - 1), _later(k)),
    ),
    Step(
        "lags",
        "so from q on the sum lags behind.",
        _LATER,
        Induct("lags_at_q", "lags_next"),
    ),
    Step(
        "terms_after_q",
        "So many terms follow q.",
        None,
        Apply(DIFFERENCE, {n: T, m: q + 1}),
        ("horizon", "after_q"),
    ),
)


def _two_terms(text: str, conclusion: str, values: sp.Expr, *, equality: bool = False) -> Witness:
    """Two terms, an expression in S at S = 0 and 1, with the worst value 1 and q = 0."""
    return Witness(
        text,
        conclusion,
        values={T: sp.Integer(2), worst: sp.Integer(1), q: _ZERO},
        functions={first: sp.Lambda(S, values)},
        equality=equality,
    )


STATEMENT = Statement(
    id="mean_below_worst",
    kind="lemma",
    title="A mean is at most the worst value",
    source=Source("warmproof"),
    summary="If no term exceeds the worst value then the sum of T terms is at most T times it, and "
    "smaller as soon as one term is.",
    parameters=(first, worst, q, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("at_most", AT_MOST), Named("strict", STRICT)),
    proof=PROOF,
    closes={
        "at_most": (At("at_most", {n: T}), "horizon"),
        "strict": (At("lags", {k: T - q - 1}), "terms_after_q", "index"),
    },
    sharp_at=(_two_terms("1 + 1 = 2", "at_most", sp.Integer(1), equality=True),),
    fails_without={"terms": _two_terms("0 + 3 > 2", "strict", 3 * S)},
)
