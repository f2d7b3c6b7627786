"""Example 5: what the mean of a decaying gap's power gains over its worst value.

In the convex, noise-dominated regime the gap falls like Delta_t = c/sqrt(t + 1). The bounds for a
warm-up step contain the mean of Delta_t^(rho/2) over the run, those for a constant step a worst
value H^(rho/2) that does not fall. With Delta_t^(rho/2) = c^(rho/2) (t + 1)^(-rho/4) the sums are
those of a power, and the mean is of the order

    T^(-rho/4)/(1 - rho/4)  for rho < 4,     ln(T)/T  for rho = 4,     1/T  for rho > 4.

This module holds what the three statements share.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import Delta, T, in_run, integer, t
from theory.logic import ForAll, Formula, between, conj, disj, eq, ge, gt, le, real
from theory.rules.integers import FINITE_SUM, ZERO_INTEGER, a, count, i, total
from theory.rules.powers import POWER_OF_QUOTIENT, POWER_POSITIVE, r, x, y
from theory.schema import Apply, At, Decide, Induct, Step, Use
from theory.witness import S, Witness

rho = sym.rho
n, scale = real("n"), real("scale")
"""n counts terms; the gap at t is scale/sqrt(t + 1)."""

HALF, QUARTER = rho / 2, rho / 4
C = scale**HALF
"""The power of the gap at the start, Delta_0^(rho/2)."""

SCALE = bounds(scale, 0, low_included=False, text="the gap at the start is positive")
DECAY = Assumption(
    "decay",
    in_run(conj(ge(Delta(t), 0), eq(Delta(t), scale / sp.sqrt(t + 1)))),
    "the gap falls like 1/sqrt(t + 1)",
)
LENGTH = Assumption(
    "length", conj(integer(T), ge(T, 1)), "the run has at least one step", defines=True
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
INDEX = conj(integer(n), ge(n, 0), le(n, T - 1))
COUNT = conj(integer(n), le(1, n), le(n, T))
NEXT = (integer(n), le(1, n), le(n + 1, T))

Bound = Callable[[sp.Expr], Formula]
"""A claim on the sum of so many terms."""


def half_power(index: sp.Expr) -> sp.Expr:
    """Delta^(rho/2) at an index."""
    return Delta(index) ** HALF


def powers(number: sp.Expr) -> sp.Expr:
    """The sum of Delta_t^(rho/2) over the first terms."""
    return total(half_power(i), i, number)


TERMS = (
    Step(
        "scale_power",
        "Delta_0^(rho/2) > 0.",
        None,
        Apply(POWER_POSITIVE, {x: scale, r: HALF}),
        ("scale_range",),
    ),
    Step(
        "quotient",
        "Delta_n^(rho/2) is the quotient of two powers,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: scale, y: sp.sqrt(n + 1), r: HALF}),
        ("scale_range",),
        (ge(n, 0),),
    ),
    Step(
        "term_quarter",
        "so Delta_n^(rho/2) (n + 1)^(rho/4) = Delta_0^(rho/2).",
        eq(Delta(n) ** HALF * (n + 1) ** QUARTER, C),
        Decide(),
        ("quotient", "decay", "scale_range"),
        (integer(n), ge(n, 0), le(n, T - 1)),
    ),
    Step(
        "defined",
        "The gaps summed over are positive, so their powers mean something.",
        ForAll(
            i,
            conj(integer(i), between(0, i, n - 1)),
            disj(gt(Delta(i), 0), conj(ge(Delta(i), 0), gt(HALF, 0))),
        ),
        Decide(),
        ("decay", "scale_range"),
        (COUNT,),
    ),
    Step(
        "sums",
        "Partial sums.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, Delta(i) ** HALF), count: T}),
        ("decay", "scale_range"),
    ),
)


def bounded_sums(
    power: Callable[[sp.Expr], sp.Expr],
    first: sp.Expr,
    bounds: tuple[Bound, Bound],
    *,
    defined: tuple[Use, ...] = (),
    sums_defined: tuple[Use, ...] = (),
    one_term: tuple[Use, ...] = (),
) -> tuple[Step, ...]:
    """Both bounds of the sum of a power of the gap, by induction over the number of terms.

    The steps before have to be ``sums`` (partial sums), ``term`` (what Delta_n is) and
    ``gain_above``, ``gain_below``: one term adds at most, or at least, what the bound grows by.

    Args:
        power: the power of the gap at an index.
        first: its value at index 0.
        bounds: the upper and the lower bound, each a claim on the sum of so many terms.
        defined: what makes a power of one gap meaningful.
        sums_defined: what does so for all gaps that are summed over.
        one_term: what else the upper bound of one term needs.
    """
    upper, lower = bounds
    return (
        Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
        Step(
            "first",
            "The sum of one term is that of the gap at the start,",
            eq(total(power(i), i, ONE), first),
            Decide(),
            (
                "sums.empty",
                At("sums.next", {n: ZERO}),
                At("term", {n: ZERO}),
                "zero",
                "length",
                *defined,
            ),
        ),
        Step(
            "upper_at_1",
            "so the upper bound holds for it,",
            upper(ONE),
            Decide(),
            ("first", *one_term),
        ),
        Step(
            "upper_next",
            "and from n to n + 1.",
            upper(n + 1),
            Decide(),
            ("sums.next", "gain_above", *defined),
            (*NEXT, upper(n)),
        ),
        Step(
            "upper",
            "The upper bound.",
            ForAll(n, COUNT, upper(n)),
            Induct("upper_at_1", "upper_next"),
            sums_defined,
        ),
        Step(
            "lower_at_1",
            "The lower bound holds for one term,",
            lower(ONE),
            Decide(),
            (
                "first",
                At("gain_below", {n: ZERO}),
                At("term", {n: ZERO}),
                "zero",
                "length",
                *defined,
            ),
        ),
        Step(
            "lower_next",
            "and from n to n + 1.",
            lower(n + 1),
            Decide(),
            ("sums.next", "gain_below", *defined),
            (*NEXT, lower(n)),
        ),
        Step(
            "lower",
            "The lower bound.",
            ForAll(n, COUNT, lower(n)),
            Induct("lower_at_1", "lower_next"),
            sums_defined,
        ),
    )


def instance(
    text: str, conclusion: str, gap: int, *, rho_value: int | None = None, equality: bool = False
) -> Witness:
    """A run of one step whose gap is ``gap``, with scale 1."""
    exponent = {} if rho_value is None else {rho: sp.Integer(rho_value)}
    return Witness(
        text,
        conclusion,
        steps=(ZERO,),
        values={**exponent, scale: ONE, T: ONE},
        functions={Delta: sp.Lambda(S, sp.Integer(gap))},
        equality=equality,
    )
