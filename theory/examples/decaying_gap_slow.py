"""Example 5 for rho < 4: the mean of Delta_t^(rho/2) falls like T^(-rho/4)/(1 - rho/4).

    ((T + 1)^q - 1)/q  <=  sum_{t<T} Delta_t^(rho/2) / Delta_0^(rho/2)  <=  T^q/q,   q = 1 - rho/4

So T^-q times the sum lies between (1 - T^-q)/q and 1/q, and tends to 1/q = 1/(1 - rho/4).

Proof. Bernoulli's inequality with exponent q at n/(n + 1) and at (n + 2)/(n + 1), summed.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import bounds
from theory.definitions.run import Delta, T, integer
from theory.examples.decaying_gap import (
    DECAY,
    HALF,
    LENGTH,
    QUARTER,
    SCALE,
    TERMS,
    C,
    bounded_sums,
    half_power,
    instance,
    n,
    powers,
    rho,
    scale,
)
from theory.lemmas import power_monotone
from theory.logic import Formula, eq, ge, le
from theory.rules.powers import BERNOULLI_CONCAVE, POWER_OF_QUOTIENT, POWER_POSITIVE, r, x, y
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

q = 1 - QUARTER

EXPONENT = bounds(
    rho, 0, 4, low_included=False, high_included=False, text="the exponent is between 0 and 4"
)


def _upper(number: sp.Expr) -> Formula:
    return le(q * powers(number), C * number**q)


def _lower(number: sp.Expr) -> Formula:
    return ge(q * powers(number), C * ((number + 1) ** q - 1))


def _limit(number: sp.Expr) -> Formula:
    return ge(q * powers(number), C * (number**q - 1))


_LATER = ge(n, 1)
_D = Delta(n) ** HALF

PROOF = (
    *TERMS,
    Step(
        "shrink",
        "n^q and (n + 1)^q: their quotient,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: n, y: n + 1, r: q}),
        (),
        (_LATER,),
    ),
    Step(
        "shrink_bernoulli",
        "and Bernoulli there.",
        None,
        Apply(BERNOULLI_CONCAVE, {x: n / (n + 1), r: q}),
        ("rho_range",),
        (_LATER,),
    ),
    Step(
        "grow",
        "(n + 2)^q and (n + 1)^q: their quotient,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: n + 2, y: n + 1, r: q}),
        (),
        (ge(n, 0),),
    ),
    Step(
        "grow_bernoulli",
        "and Bernoulli there.",
        None,
        Apply(BERNOULLI_CONCAVE, {x: (n + 2) / (n + 1), r: q}),
        ("rho_range",),
        (ge(n, 0),),
    ),
    Step(
        "count_power",
        "(n + 1)^q > 0.",
        None,
        Apply(POWER_POSITIVE, {x: n + 1, r: q}),
        (),
        (ge(n, 0),),
    ),
    Step(
        "base_power",
        "(n + 1)^(rho/4) > 0.",
        None,
        Apply(POWER_POSITIVE, {x: n + 1, r: QUARTER}),
        (),
        (ge(n, 0),),
    ),
    Step(
        "term",
        "Delta_n^(rho/2) = Delta_0^(rho/2) (n + 1)^q/(n + 1).",
        eq(_D * (n + 1), C * (n + 1) ** q),
        Decide(),
        ("term_quarter", "base_power", "scale_range", "decay"),
        (integer(n), ge(n, 0), le(n, T - 1)),
    ),
    Step(
        "increment_above",
        "So q/(n + 1)^(rho/4) <= (n + 1)^q - n^q,",
        le(q * (n + 1) ** q, (n + 1) * ((n + 1) ** q - n**q)),
        Decide(),
        ("shrink", "shrink_bernoulli", "count_power"),
        (_LATER,),
    ),
    Step(
        "increment_below",
        "and q/(n + 1)^(rho/4) >= (n + 2)^q - (n + 1)^q.",
        ge(q * (n + 1) ** q, (n + 1) * ((n + 2) ** q - (n + 1) ** q)),
        Decide(),
        ("grow", "grow_bernoulli", "count_power"),
        (ge(n, 0),),
    ),
    Step(
        "gain_above",
        "Each term adds at most the increment of the upper bound,",
        le(q * _D, C * ((n + 1) ** q - n**q)),
        Decide(),
        ("increment_above", "term", "scale_power", "scale_range", "decay"),
        (integer(n), _LATER, le(n, T - 1)),
    ),
    Step(
        "gain_below",
        "and at least that of the lower one.",
        ge(q * _D, C * ((n + 2) ** q - (n + 1) ** q)),
        Decide(),
        ("increment_below", "term", "scale_power", "scale_range", "decay"),
        (integer(n), ge(n, 0), le(n, T - 1)),
    ),
    *bounded_sums(
        half_power,
        C,
        (_upper, _lower),
        defined=("decay", "scale_range"),
        sums_defined=("defined", "scale_range"),
        one_term=("scale_power", "decay", "scale_range", "rho_range", "length"),
    ),
    Step(
        "longer",
        "T^q <= (T + 1)^q.",
        None,
        Apply(power_monotone.STATEMENT, {x: T, y: T + 1, r: q}),
        ("rho_range", "length"),
    ),
    Step(
        "limit",
        "So the lower bound is at least T^q - 1.",
        _limit(T),
        Decide(),
        (At("lower", {n: T}), "longer", "scale_power", "length", "decay", "scale_range"),
    ),
)

STATEMENT = Statement(
    id="decaying_gap_slow",
    kind="example",
    title="Example 5, rho < 4: the mean of the gap's power falls like T^(-rho/4)",
    source=Source("LW", "Example 5", "with bounds on both sides for every T"),
    summary="If Delta_t = c/sqrt(t+1) and q = 1 - rho/4 > 0 then the sum of Delta_t^(rho/2) over "
    "T steps lies between Delta_0^(rho/2) ((T+1)^q - 1)/q and Delta_0^(rho/2) T^q/q.",
    parameters=(rho, scale, Delta, T),
    assumptions=(EXPONENT, SCALE, LENGTH, DECAY),
    conclusions=(
        Named("upper", _upper(T)),
        Named("lower", _lower(T)),
        Named("limit", _limit(T), "T^-q times the sum tends to Delta_0^(rho/2)/q"),
    ),
    proof=PROOF,
    closes={
        "upper": (At("upper", {n: T}), "length", "decay", "scale_range"),
        "lower": (At("lower", {n: T}), "length", "decay", "scale_range"),
        "limit": ("limit", "length", "decay", "scale_range"),
    },
    sharp_at=(),
    fails_without={
        "rho_range": instance("rho = 8, so q = -1: -1 < 1/2 - 1", "lower", 1, rho_value=8),
        "scale_range": "powers of a gap need a gap that is not negative; at 0 both sides are 0",
        "decay": instance(
            "a first gap of 5 in place of 1, rho = 2: 5/2 > 1", "upper", 5, rho_value=2
        ),
    },
    does_not_claim="That the gap of a run decays like this: it says what follows if it does.",
)
