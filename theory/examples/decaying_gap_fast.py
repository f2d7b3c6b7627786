"""Example 5 for rho > 4: the sum of Delta_t^(rho/2) stays bounded, so the mean falls like 1/T.

    (1 - (T + 1)^-m)/m  <=  sum_{t<T} Delta_t^(rho/2) / Delta_0^(rho/2)  <=  1 + (1 - T^-m)/m,

m = rho/4 - 1. The limit is the zeta function at rho/4, between 1/m and 1 + 1/m. Every partial sum
S_n encloses it: S_n + n^-m/m falls with n and S_n + (n + 1)^-m/m rises, and they draw together.

Proof. (1 + 1/k)^m >= 1 + m/(k + 1) by Bernoulli, for m <= 1 read at k/(k + 1); summed.
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
from theory.logic import ForAll, Formula, conj, eq, ge, le, real
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
    POWER_OF_QUOTIENT,
    POWER_POSITIVE,
    r,
    x,
    y,
)
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

m = QUARTER - 1

EXPONENT = bounds(rho, 4, low_included=False, text="the exponent is larger than 4")


def _upper(number: sp.Expr) -> Formula:
    return le(m * powers(number), C * (m + 1 - 1 / number**m))


def _lower(number: sp.Expr) -> Formula:
    return ge(m * powers(number), C * (1 - 1 / (number + 1) ** m))


_STEP = conj(integer(n), ge(n, 1), le(n, T - 1))
_ABOVE = m * powers(n) + C / n**m
_BELOW = m * powers(n) + C / (n + 1) ** m
FALLS = ForAll(n, _STEP, le(_ABOVE.subs(n, n + 1), _ABOVE))
RISES = ForAll(n, _STEP, ge(_BELOW.subs(n, n + 1), _BELOW))

k = real("k")
_LATER = ge(k, 1)
_D = Delta(n) ** HALF

PROOF = (
    *TERMS,
    Step(
        "power",
        "k^m > 0.",
        None,
        Apply(POWER_POSITIVE, {x: k, r: m}),
        (),
        (_LATER,),
    ),
    Step(
        "quotient_below",
        "The quotient of k^m and (k + 1)^m,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: k, y: k + 1, r: m}),
        (),
        (_LATER,),
    ),
    Step(
        "quotient_above",
        "and the other way round.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: k + 1, y: k, r: m}),
        (),
        (_LATER,),
    ),
    Step(
        "small_below",
        "Bernoulli for m <= 1 at k/(k + 1),",
        None,
        Apply(BERNOULLI_CONCAVE, {x: k / (k + 1), r: m}),
        ("rho_range",),
        (_LATER, le(m, 1)),
    ),
    Step(
        "small_above",
        "and at (k + 1)/k,",
        None,
        Apply(BERNOULLI_CONCAVE, {x: (k + 1) / k, r: m}),
        ("rho_range",),
        (_LATER, le(m, 1)),
    ),
    Step(
        "large_below",
        "and for m >= 1 at k/(k + 1)",
        None,
        Apply(BERNOULLI_CONVEX, {x: k / (k + 1), r: m}),
        (),
        (_LATER, ge(m, 1)),
    ),
    Step(
        "large_above",
        "and at (k + 1)/k.",
        None,
        Apply(BERNOULLI_CONVEX, {x: (k + 1) / k, r: m}),
        (),
        (_LATER, ge(m, 1)),
    ),
    Step(
        "steeper_small",
        "(k + 1)^m >= (1 + m/(k + 1)) k^m for m <= 1,",
        ge((k + 1) ** m * (k + 1), (k + 1 + m) * k**m),
        Decide(),
        ("small_below", "quotient_below", At("power", {k: k + 1}), "rho_range"),
        (_LATER, le(m, 1)),
    ),
    Step(
        "steeper_large",
        "and for m >= 1.",
        ge((k + 1) ** m * (k + 1), (k + 1 + m) * k**m),
        Decide(),
        ("large_above", "quotient_above", "power"),
        (_LATER, ge(m, 1)),
    ),
    Step(
        "flatter_small",
        "(k + 1)^m <= (1 + m/k) k^m for m <= 1,",
        le((k + 1) ** m * k, (k + m) * k**m),
        Decide(),
        ("small_above", "quotient_above", "power"),
        (_LATER, le(m, 1)),
    ),
    Step(
        "flatter_large",
        "(k + 1)^m (1 - m/(k + 1)) <= k^m for m >= 1.",
        le((k + 1) ** m * (k + 1 - m), (k + 1) * k**m),
        Decide(),
        ("large_below", "quotient_below", At("power", {k: k + 1})),
        (_LATER, ge(m, 1)),
    ),
    Step(
        "term",
        "Delta_n^(rho/2) (n + 1) (n + 1)^m = Delta_0^(rho/2).",
        eq(_D * (n + 1) * (n + 1) ** m, C),
        Decide(),
        ("term_quarter", "decay", "scale_range"),
        (integer(n), ge(n, 0), le(n, T - 1)),
    ),
    Step(
        "falls",
        "k^-m falls by at least m/((k + 1) (k + 1)^m)",
        ge((k + 1) * ((k + 1) ** m - k**m), m * k**m),
        Decide(),
        ("steeper_small", "steeper_large"),
        (_LATER,),
    ),
    Step(
        "falls_slowly",
        "and at most by m/(k k^m).",
        le(k * ((k + 1) ** m - k**m), m * (k + 1) ** m),
        Decide(),
        ("flatter_small", "flatter_large", "power", At("power", {k: k + 1})),
        (_LATER,),
    ),
    Step(
        "gain_above",
        "Each term adds at most the increment of the upper bound,",
        le(m * _D, C * (1 / n**m - 1 / (n + 1) ** m)),
        Decide(),
        (
            At("falls", {k: n}),
            "term",
            At("power", {k: n}),
            At("power", {k: n + 1}),
            "scale_power",
            "scale_range",
            "decay",
        ),
        (integer(n), ge(n, 1), le(n, T - 1)),
    ),
    Step(
        "gain_below",
        "and at least that of the lower one.",
        ge(m * _D, C * (1 / (n + 1) ** m - 1 / (n + 2) ** m)),
        Decide(),
        (
            At("falls_slowly", {k: n + 1}),
            "term",
            At("power", {k: n + 1}),
            At("power", {k: n + 2}),
            "scale_power",
            "scale_range",
            "decay",
        ),
        (integer(n), ge(n, 0), le(n, T - 1)),
    ),
    *bounded_sums(
        half_power,
        C,
        (_upper, _lower),
        defined=("decay", "scale_range"),
        sums_defined=("defined", "scale_range"),
        one_term=("decay", "scale_range", "length"),
    ),
)

ENCLOSURE = (
    Step(
        "falls_to_limit",
        "What encloses the limit from above falls with every term,",
        FALLS.body,
        Decide(),
        ("sums.next", "gain_above", "decay", "scale_range"),
        (_STEP,),
    ),
    Step(
        "rises_to_limit",
        "and what does so from below rises.",
        RISES.body,
        Decide(),
        ("sums.next", "gain_below", "decay", "scale_range"),
        (_STEP,),
    ),
)

STATEMENT = Statement(
    id="decaying_gap_fast",
    kind="example",
    title="Example 5, rho > 4: the sum of the gap's power stays bounded",
    source=Source("LW", "Example 5", "with bounds on both sides for every T"),
    summary="If Delta_t = c/sqrt(t+1) and m = rho/4 - 1 > 0 then the sum of Delta_t^(rho/2) over "
    "T steps is at most Delta_0^(rho/2) (1 + (1 - T^-m)/m): the mean falls like 1/T.",
    parameters=(rho, scale, Delta, T),
    assumptions=(EXPONENT, SCALE, LENGTH, DECAY),
    conclusions=(
        Named("upper", _upper(T)),
        Named("lower", _lower(T)),
        Named(
            "falls", FALLS, "m S_n + Delta_0^(rho/2) n^-m falls to m zeta(rho/4) Delta_0^(rho/2)"
        ),
        Named("rises", RISES, "and m S_n + Delta_0^(rho/2) (n + 1)^-m rises to it"),
    ),
    proof=(*PROOF, *ENCLOSURE),
    closes={
        "upper": (At("upper", {n: T}), "length", "decay", "scale_range"),
        "lower": (At("lower", {n: T}), "length", "decay", "scale_range"),
        "falls": ("falls_to_limit", "decay", "scale_range"),
        "rises": ("rises_to_limit", "decay", "scale_range"),
    },
    sharp_at=(
        instance("one step, rho = 8: the first term alone", "upper", 1, rho_value=8, equality=True),
    ),
    fails_without={
        "rho_range": instance("rho = 2, so m = -1/2: -1/2 < 1 - sqrt(2)", "lower", 1, rho_value=2),
        "scale_range": "powers of a gap need a gap that is not negative; at 0 both sides are 0",
        "decay": instance(
            "a first gap of 5 in place of 1, rho = 8: 625 > 1", "upper", 5, rho_value=8
        ),
    },
    does_not_claim="That the gap of a run decays like this: it says what follows if it does.",
)
