"""Example 5 for rho = 4: the mean of Delta_t^2 falls like ln(T)/T.

    ln(T + 1)  <=  sum_{t<T} Delta_t^2 / Delta_0^2  <=  1 + ln T

So the sum exceeds ln T by at most 1, and their ratio tends to 1.

Proof. The terms are 1/(t + 1); ln(1 + 1/k) lies between 1/(k + 1) and 1/k; summed.
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import Delta, T, integer
from theory.examples.decaying_gap import (
    DECAY,
    LENGTH,
    bounded_sums,
    instance,
    n,
    scale,
)
from theory.logic import Formula, eq, ge, le, real
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.rules.logarithms import LOGARITHM, LOGARITHM_OF_PRODUCT, x, y
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

k = real("k")
_LATER = ge(k, 1)
_INDEX = (integer(n), ge(n, 0), le(n, T - 1))


def _square(index: sp.Expr) -> sp.Expr:
    return Delta(index) ** 2


def _squares(number: sp.Expr) -> sp.Expr:
    return total(_square(i), i, number)


def _upper(number: sp.Expr) -> Formula:
    return le(_squares(number), scale**2 * (1 + sp.log(number)))


def _lower(number: sp.Expr) -> Formula:
    return ge(_squares(number), scale**2 * sp.log(number + 1))


BOUNDS = (
    Step("sums", "Partial sums.", None, Apply(FINITE_SUM, {a: sp.Lambda(i, _square(i)), count: T})),
    Step(
        "term",
        "Delta_n^2 = Delta_0^2/(n + 1).",
        eq(Delta(n) ** 2 * (n + 1), scale**2),
        Decide(),
        ("decay",),
        _INDEX,
    ),
    Step(
        "split",
        "ln(k + 1) = ln k + ln(1 + 1/k)",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: k, y: 1 + 1 / k}),
        (),
        (_LATER,),
    ),
    Step(
        "split_back",
        "and ln k = ln(k + 1) + ln(k/(k + 1)).",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: k + 1, y: k / (k + 1)}),
        (),
        (_LATER,),
    ),
    Step("above", "ln(1 + 1/k) <= 1/k,", None, Apply(LOGARITHM, {x: 1 + 1 / k}), (), (_LATER,)),
    Step(
        "below",
        "and ln(k/(k + 1)) <= -1/(k + 1).",
        None,
        Apply(LOGARITHM, {x: k / (k + 1)}),
        (),
        (_LATER,),
    ),
    Step(
        "rises",
        "So ln rises by at least 1/(k + 1) from k to k + 1,",
        ge(sp.log(k + 1) - sp.log(k), 1 / (k + 1)),
        Decide(),
        ("split_back", "below"),
        (_LATER,),
    ),
    Step(
        "rises_slowly",
        "and by at most 1/k.",
        le(sp.log(k + 1) - sp.log(k), 1 / k),
        Decide(),
        ("split", "above"),
        (_LATER,),
    ),
    Step(
        "gain_above",
        "Each term adds at most the increment of the upper bound,",
        le(Delta(n) ** 2, scale**2 * (sp.log(n + 1) - sp.log(n))),
        Decide(),
        ("term", At("rises", {k: n})),
        (integer(n), ge(n, 1), le(n, T - 1)),
    ),
    Step(
        "gain_below",
        "and at least that of the lower one.",
        ge(Delta(n) ** 2, scale**2 * (sp.log(n + 2) - sp.log(n + 1))),
        Decide(),
        ("term", At("rises_slowly", {k: n + 1})),
        _INDEX,
    ),
    *bounded_sums(_square, scale**2, (_upper, _lower)),
)

_LIMIT = ge(_squares(T), scale**2 * sp.log(T))

PROOF = (
    *BOUNDS,
    Step(
        "limit",
        "The lower bound is at least ln T.",
        _LIMIT,
        Decide(),
        (At("lower", {n: T}), At("rises", {k: T}), "length"),
    ),
)

STATEMENT = Statement(
    id="decaying_gap_critical",
    kind="example",
    title="Example 5, rho = 4: the mean of the squared gap falls like ln(T)/T",
    source=Source("LW", "Example 5", "with bounds on both sides for every T"),
    summary="If Delta_t = c/sqrt(t+1) then the sum of Delta_t^2 over T steps lies between "
    "Delta_0^2 ln(T + 1) and Delta_0^2 (1 + ln T).",
    parameters=(scale, Delta, T),
    assumptions=(LENGTH, DECAY),
    conclusions=(
        Named("upper", _upper(T)),
        Named("lower", _lower(T)),
        Named("limit", _LIMIT, "the sum over ln T tends to Delta_0^2"),
    ),
    proof=PROOF,
    closes={
        "upper": (At("upper", {n: T}), "length"),
        "lower": (At("lower", {n: T}), "length"),
        "limit": ("limit", "length"),
    },
    sharp_at=(instance("one step: the first term alone", "upper", 1, equality=True),),
    fails_without={
        "decay": instance("a first gap of 5 in place of 1: 25 > 1", "upper", 5),
    },
    does_not_claim="That the gap of a run decays like this: it says what follows if it does.",
)
