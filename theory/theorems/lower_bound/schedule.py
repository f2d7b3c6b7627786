"""Steps of the proofs that speak of the schedule alone: every step from tau on is short."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, conj, ge, le
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Step
from theory.theorems.lower_bound.iterates import T, etas, tau
from theory.theorems.lower_bound.pieces import M, Variant


def short_steps(
    variant: Variant, first: sp.Expr = tau, uses: tuple[str, ...] = ("tau",)
) -> list[Step]:
    """Steps that close ``late_steps``, a premise of the lemma about the iterates.

    Args:
        variant: it sets the threshold.
        first: the index of the first short step.
        uses: what shows that it is one, an integer and not negative.
    """
    reach = variant.per_curvature

    late = conj(integer(n), le(0, n), le(n, T - first - 1))

    def short(number: sp.Expr) -> Formula:
        return conj(integer(first + number), le(etas(first + number) * M, reach))

    return [
        Step(
            "short_first",
            "Step tau is below the threshold,",
            short(sp.Integer(0)),
            Decide(),
            uses,
            (le(0, T - first - 1),),
        ),
        Step(
            "index",
            "The next index.",
            None,
            Apply(SUCCESSOR, {index: first + n}),
            (),
            (integer(first + n),),
        ),
        Step(
            "short_next",
            "and steps do not increase.",
            short(n + 1),
            Decide(),
            (At("nonincreasing", {t: first + n}), "index", "M_positive", "tau"),
            (le(0, n), le(n + 1, T - first - 1), short(n)),
        ),
        Step(
            "short",
            "So every step from tau on is at most the threshold.",
            ForAll(n, late, short(n)),
            Induct("short_first", "short_next"),
        ),
        Step(
            "late_steps",
            "In the form that the lemma about the iterates takes.",
            conj(ge(etas(first + n), 0), le(etas(first + n), reach / M)),
            Decide(),
            ("short", At("steps", {t: first + n}), "M_positive", "tau"),
            (integer(n), le(0, n), le(n, T - first - 1)),
        ),
    ]
