"""Steps of the proofs that speak of the schedule alone: every step from tau on is short."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, conj, ge, le
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Step
from theory.theorems.lower_bound.iterates import LATE, T, etas, tau
from theory.theorems.lower_bound.pieces import M, Variant

_NEXT = (integer(n), le(0, n), le(n + 1, T - tau - 1))


def short_steps(variant: Variant) -> list[Step]:
    """Steps that close ``late_steps``, a premise of the lemma about the iterates."""
    reach = variant.per_curvature

    def short(number: sp.Expr) -> Formula:
        return conj(integer(tau + number), le(etas(tau + number) * M, reach))

    return [
        Step(
            "short_first",
            "Step tau is below the threshold,",
            short(sp.Integer(0)),
            Decide(),
            ("tau",),
            (le(0, T - tau - 1),),
        ),
        Step(
            "index",
            "The next index.",
            None,
            Apply(SUCCESSOR, {index: tau + n}),
            (),
            (integer(tau + n),),
        ),
        Step(
            "short_next",
            "and steps do not increase.",
            short(n + 1),
            Decide(),
            (At("nonincreasing", {t: tau + n}), "index", "M_positive", "tau"),
            (*_NEXT, short(n)),
        ),
        Step(
            "short",
            "So every step from tau on is at most the threshold.",
            ForAll(n, LATE, short(n)),
            Induct("short_first", "short_next"),
        ),
        Step(
            "late_steps",
            "In the form that the lemma about the iterates takes.",
            conj(ge(etas(tau + n), 0), le(etas(tau + n), reach / M)),
            Decide(),
            ("short", At("steps", {t: tau + n}), "M_positive", "tau"),
            (integer(n), le(0, n), le(n, T - tau - 1)),
        ),
    ]
