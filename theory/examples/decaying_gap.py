"""Example 5: what the mean of a decaying gap's power gains over its worst value.

In the convex, noise-dominated regime the gap falls like Delta_t = c/sqrt(t + 1). The bounds for a
warm-up step contain the mean of Delta_t^(rho/2) over the run, those for a constant step a worst
value H^(rho/2) that does not fall. With Delta_t^(rho/2) = c^(rho/2) (t + 1)^(-rho/4) the sums are
those of a power, and the mean is of the order

    T^(-rho/4)/(1 - rho/4)  for rho < 4,     ln(T)/T  for rho = 4,     1/T  for rho > 4.

This module holds what the three statements share.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import Delta, T, in_run, integer, t
from theory.logic import ForAll, Formula, between, conj, disj, eq, ge, gt, le, real
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.rules.powers import POWER_OF_POWER, POWER_OF_QUOTIENT, POWER_POSITIVE, r, s, x, y, z
from theory.schema import Apply, Decide, Step
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

ONE = sp.Integer(1)
INDEX = conj(integer(n), ge(n, 0), le(n, T - 1))
COUNT = conj(integer(n), le(1, n), le(n, T))
NEXT = (integer(n), le(1, n), le(n + 1, T))


def powers(number: sp.Expr) -> sp.Expr:
    """The sum of Delta_t^(rho/2) over the first terms."""
    return total(Delta(i) ** HALF, i, number)


def in_steps(claim: Formula) -> Formula:
    """The claim for every number of terms of the run."""
    return ForAll(n, COUNT, claim)


TERMS = (
    Step(
        "scale_power",
        "Delta_0^(rho/2) > 0.",
        None,
        Apply(POWER_POSITIVE, {x: scale, r: HALF}),
        ("scale_range",),
    ),
    Step("root", "sqrt(n + 1) > 0.", gt(sp.sqrt(n + 1), 0), Decide(), (), (ge(n, 0),)),
    Step(
        "quotient",
        "Delta_n^(rho/2) is the quotient of two powers,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: scale, y: sp.sqrt(n + 1), r: HALF}),
        ("scale_range", "root"),
        (ge(n, 0),),
    ),
    Step(
        "root_power",
        "of which the lower one is (n + 1)^(rho/4),",
        None,
        Apply(POWER_OF_POWER, {x: n + 1, r: sp.Rational(1, 2), s: HALF, z: QUARTER}),
        (),
        (ge(n, 0),),
    ),
    Step(
        "base_power",
        "which is positive.",
        None,
        Apply(POWER_POSITIVE, {x: n + 1, r: QUARTER}),
        (),
        (ge(n, 0),),
    ),
    Step(
        "term",
        "So Delta_n^(rho/2) (n + 1)^(rho/4) = Delta_0^(rho/2).",
        eq(Delta(n) ** HALF * (n + 1) ** QUARTER, C),
        Decide(),
        ("quotient", "root_power", "decay", "root", "scale_range", "base_power"),
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
        ("decay", "scale_range", "root"),
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


def instance(
    text: str, conclusion: str, rho_value: int, gap: int, *, equality: bool = False
) -> Witness:
    """A run of one step whose gap is ``gap``, with scale 1."""
    return Witness(
        text,
        conclusion,
        steps=(sp.Integer(0),),
        values={rho: sp.Integer(rho_value), scale: ONE, T: ONE},
        functions={Delta: sp.Lambda(S, sp.Integer(gap))},
        equality=equality,
    )
