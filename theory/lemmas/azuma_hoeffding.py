"""Lemma 10: the inequality of Azuma and Hoeffding, for all partial sums at once.

If E[X_t | known at t] = 0 and |X_t| <= c_t with numbers c_t, and v >= c_0^2 + ... + c_{T-1}^2, then

    P(X_0 + ... + X_{n-1} <= eps for all n <= T) >= 1 - delta        where eps^2 >= 2 v ln(1/delta),

that is, for delta = exp(-eps^2/(2 v)) and above. ``moment`` says "for all n": it is any index,
chosen with hindsight.

Proof. With tilt = eps/v the numbers Y_t = tilt X_t - tilt^2 c_t^2/2 have E[exp(Y_t) | known] <= 1,
so by Ville's inequality their partial sums stay below ln(1/delta) <= eps^2/(2 v) with probability
1 - delta. There tilt (X_0 + ... + X_{n-1}) < eps^2/(2 v) + tilt^2 v/2 = tilt eps.

Source: LW, Lemma 10 (for the last sum only); [azuma1967]; [hoeffding1963], section 2.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, IN_RUN, UP_TO_T, T, in_run, integer, t
from theory.definitions.sgd_run import MOMENT, every_step, moment
from theory.definitions.sgd_step_size import CONFIDENCE
from theory.lemmas import hoeffding_moment
from theory.lemmas.azuma_hoeffding_instances import FAILS_WITHOUT
from theory.logic import ForAll, Formula, conj, eq, ge, gt, le, lt, real
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import DIFFERENCE, FINITE_SUM, SUCCESSOR, a, count, i, total
from theory.rules.integers import m as second
from theory.rules.integers import n as first
from theory.rules.martingales import (
    KNOWN_CONSTANT,
    PROBABLE_MONOTONE,
    SUPERMARTINGALE_PRODUCT,
    VILLE,
    U,
    V,
    Y,
    alpha,
    at,
    centred,
    known,
    p,
    probable,
    q,
    typical,
)
from theory.rules.martingales import n as index
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step

delta, eps, v, tilt = sym.delta, sym.deviation, sym.squares, sym.tilt
part, bound = sym.centred_part, sym.bound_at
n = real("n")

DELTA = bounds(
    delta,
    0,
    1,
    low_included=False,
    high_included=False,
    text="the probability of failure allowed lies strictly between 0 and 1",
)
KNOWN = Assumption(
    "known", in_run(known(at(part, t), t + 1)), "X_t is known once its step is taken"
)
CENTRED = Assumption("centred", in_run(centred(at(part, t), t)), "E[X_t | known at t] = 0")
BOUNDED = Assumption(
    "bounded",
    every_step(conj(le(part(t, omega), bound(t)), ge(part(t, omega), -bound(t)))),
    "|X_t| <= c_t at every outcome",
)
SQUARES = Assumption(
    "squares_range",
    conj(gt(v, 0), le(total(bound(i) ** 2, i, T), v)),
    "v is positive and at least the sum of the squared bounds",
)
DEVIATION = Assumption(
    "deviation_range",
    conj(gt(eps, 0), ge(eps**2, 2 * CONFIDENCE * v)),
    "eps >= sqrt(2 v ln(1/delta)), that is, delta >= exp(-eps^2/(2 v))",
)
SCALE = Assumption("tilt_value", eq(tilt * v, eps), "tilt = eps/v", defines=True)
ASSUMPTIONS = (HORIZON, DELTA, KNOWN, CENTRED, BOUNDED, SQUARES, DEVIATION, SCALE, MOMENT)

EXPONENT = tilt * part(t, omega) - tilt**2 * bound(t) ** 2 / 2
ROOM = eps - total(part(i, omega), i, moment(omega))
"""What is left between the partial sum and eps."""

_TYPICAL = (OUTCOME, ge(typical(omega), 0))
_ZERO = sp.Integer(0)
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _drift(number: sp.Expr) -> sp.Sum:
    return total(EXPONENT.subs(t, i), i, number)


def _sum(number: sp.Expr) -> sp.Sum:
    return total(part(i, omega), i, number)


def _squares(number: sp.Expr) -> sp.Sum:
    return total(bound(i) ** 2, i, number)


def _split(number: sp.Expr) -> Formula:
    """The sum of the Y_t in its two parts."""
    parts = tilt * _sum(number) - tilt**2 * _squares(number) / 2
    return eq(_drift(number), parts)


def _less(number: sp.Expr) -> Formula:
    """So many terms fewer make the sum of squares no larger."""
    return le(_squares(T - number), _squares(T))


def _sums(name: str, term: sp.Expr) -> Step:
    return Step(
        name,
        "Partial sums.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, term), count: T}),
    )


MOMENTS = (
    Step(
        "bound_known",
        "A number is known.",
        None,
        Apply(KNOWN_CONSTANT, {alpha: bound(t), index: t}),
    ),
    Step(
        "exponent",
        "E[exp(Y_t) | known at t] <= 1.",
        None,
        Apply(
            hoeffding_moment.STATEMENT,
            {sym.part_bound: sp.Lambda((t, omega), bound(t))},
        ),
        ("bound_known", "known", "centred", "bounded"),
        (IN_RUN,),
    ),
    Step(
        "product",
        "exp(Y_0 + ... + Y_{n-1}) is a supermartingale,",
        None,
        Apply(SUPERMARTINGALE_PRODUCT, {Y: sp.Lambda((t, omega), EXPONENT)}),
        ("exponent.known", "exponent.moment"),
    ),
    Step(
        "ville",
        "so at typical outcomes all these sums stay below ln(1/delta).",
        None,
        Apply(VILLE, {Y: sp.Lambda((n, omega), _drift(n))}),
        ("product", "delta_range"),
    ),
)

SUMS = (
    _sums("drift_sum", EXPONENT.subs(t, i)),
    _sums("part_sum", part(i, omega)),
    _sums("square_sum", bound(i) ** 2),
    Step(
        "split_at_0",
        "All three sums are empty.",
        _split(_ZERO),
        Decide(),
        ("drift_sum.empty", "part_sum.empty", "square_sum.empty"),
    ),
    Step(
        "split_next",
        "One more term of each.",
        _split(n + 1),
        Decide(),
        ("drift_sum.next", "part_sum.next", "square_sum.next"),
        (*_NEXT, _split(n)),
    ),
    Step(
        "split",
        "The sum of the Y_t in its two parts.",
        ForAll(n, UP_TO_T, _split(n)),
        Induct("split_at_0", "split_next"),
    ),
    Step("less_at_0", "All terms.", _less(_ZERO), Decide()),
    Step("successor", "n + 1 is an index.", None, Apply(SUCCESSOR), (), (integer(n),)),
    Step(
        "rest",
        "T - (n + 1) is an index,",
        None,
        Apply(DIFFERENCE, {first: T, second: n + 1}),
        ("successor", "horizon"),
        (integer(n),),
    ),
    Step(
        "less_next",
        "and one term fewer makes the sum no larger.",
        _less(n + 1),
        Decide(),
        ("rest", At("square_sum.next", {n: T - (n + 1)})),
        (*_NEXT, _less(n)),
    ),
    Step("less", "So for all n.", ForAll(n, UP_TO_T, _less(n)), Induct("less_at_0", "less_next")),
    Step(
        "moment_rest",
        "T - moment is an index too,",
        None,
        Apply(DIFFERENCE, {first: T, second: moment(omega)}),
        ("moment", "horizon"),
        (OUTCOME,),
    ),
    Step(
        "squares_at_moment",
        "so no partial sum of squares exceeds v.",
        le(_squares(moment(omega)), v),
        Decide(),
        ("moment_rest", At("less", {n: T - moment(omega)}), "moment", "squares_range"),
        (OUTCOME,),
    ),
)

PROOF = (
    *MOMENTS,
    *SUMS,
    Step(
        "below",
        "At typical outcomes the tilted sum stays below ln(1/delta) + tilt^2 v/2,",
        lt(tilt * _sum(moment(omega)) - tilt**2 * _squares(moment(omega)) / 2, CONFIDENCE),
        Decide(),
        (
            At("ville.below", {omega: omega, n: moment(omega)}),
            At("split", {omega: omega, n: moment(omega)}),
            "moment",
            "delta_range",
        ),
        _TYPICAL,
    ),
    Step(
        "level",
        "ln(1/delta) is at most tilt^2 v/2,",
        le(CONFIDENCE, tilt**2 * v / 2),
        Decide(),
        ("deviation_range", "tilt_value", "delta_range", "squares_range"),
    ),
    Step(
        "tilted",
        "so this is at most tilt eps.",
        le(tilt * _sum(moment(omega)), tilt * eps),
        Decide(),
        ("below", "level", "squares_at_moment", "tilt_value"),
        _TYPICAL,
    ),
    Step(
        "room",
        "So the sum is at most eps.",
        ge(ROOM, 0),
        Decide(),
        ("tilted", "tilt_value", "deviation_range", "squares_range"),
        _TYPICAL,
    ),
    Step(
        "sum",
        "With probability at least 1 - delta.",
        None,
        Apply(
            PROBABLE_MONOTONE,
            {U: typical, V: sp.Lambda(omega, ROOM), p: 1 - delta, q: 1 - delta},
        ),
        ("ville.probable", "room"),
    ),
)

STATEMENT = Statement(
    id="azuma_hoeffding",
    kind="lemma",
    title="The inequality of Azuma and Hoeffding for all partial sums",
    source=Source("LW", "Lemma 10", "for all partial sums at once"),
    summary="If X_t is centred given what is known at t and |X_t| <= c_t with numbers c_t then, "
    "for v >= sum c_t^2 and eps >= sqrt(2 v ln(1/delta)), with probability at least 1 - delta no "
    "partial sum of the X_t exceeds eps.",
    parameters=(T, delta, eps, v, tilt, part, bound, moment),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("sum", probable(sp.Lambda(omega, ROOM), 1 - delta)),),
    proof=PROOF,
    closes={"sum": ("sum",)},
    fails_without=FAILS_WITHOUT,
    does_not_claim="Anything of bounds c_t that depend on the outcome: for those see "
    "hoeffding_moment.",
)
