"""From the potential at the last index to the sum of the gains, and to the rate."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import UP_TO_T, T, integer, t
from theory.definitions.sgd_run import (
    eta,
    g,
    gap,
    i,
    n,
    progress,
)
from theory.definitions.sgd_step_size import START_BOUND
from theory.logic import ForAll, Formula, ge, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import FINITE_SUM, ZERO_INTEGER, a, count
from theory.schema import Apply, At, Decide, Induct, Step
from theory.theorems.sgd.probably import LIKELY, follows
from theory.theorems.sgd.setting import (
    PROGRESS_ROOM,
    RATE_ROOM,
    least,
    steps_taken,
)

LAST_ROOM = START_BOUND - gap(T, omega) - progress(T) / 2
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_ZERO = sp.Integer(0)


def _rate(number: sp.Expr) -> Formula:
    return le(least(omega) * steps_taken(number), progress(number))


def rate_steps(
    probability: sp.Expr = LIKELY, last: str = "kept_to_the_end.potential"
) -> tuple[Step, ...]:
    """The steps to ``progress`` and ``rate``.

    Args:
        probability: that of the potential at the last index.
        last: what says it.
    """
    return (
        Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
        Step(
            "gap_at_0",
            "The first gap is not negative,",
            ge(gap(0, omega), 0),
            Decide(),
            (At("run", {t: _ZERO}), "zero", "horizon"),
            (OUTCOME,),
        ),
        Step(
            "gap_next",
            "nor is any after a step,",
            ge(gap(n + 1, omega), 0),
            Decide(),
            (At("run", {t: n}),),
            (OUTCOME, *_NEXT),
        ),
        Step(
            "gaps",
            "so none is.",
            ForAll(n, UP_TO_T, ge(gap(n, omega), 0)),
            Induct("gap_at_0", "gap_next"),
            (),
            (OUTCOME,),
        ),
        Step(
            "progress_room",
            "With the last gap, the sum of the gains is at most 4 gap0.",
            ge(PROGRESS_ROOM, 0),
            Decide(),
            (At("gaps", {omega: omega, n: T}), "horizon"),
            (OUTCOME, ge(LAST_ROOM, 0)),
        ),
        follows(
            "progress",
            "The sum of the gains, with the same probability.",
            PROGRESS_ROOM,
            sp.Lambda(omega, LAST_ROOM),
            last,
            "progress_room",
            probability=probability,
        ),
        Step(
            "gains_sum",
            "Partial sums of eta_t ||grad f||^2.",
            None,
            Apply(FINITE_SUM, {a: sp.Lambda(i, eta(i, omega) * g(i, omega) ** 2), count: T}),
        ),
        Step(
            "steps_sum",
            "Partial sums of the steps.",
            None,
            Apply(FINITE_SUM, {a: sp.Lambda(i, eta(i, omega)), count: T}),
        ),
        Step(
            "rate_at_0",
            "Both empty sums are 0.",
            _rate(_ZERO),
            Decide(),
            ("gains_sum.empty", "steps_sum.empty"),
        ),
        Step(
            "rate_next",
            "Each term on the left is at most the term on the right.",
            _rate(n + 1),
            Decide(),
            ("gains_sum.next", "steps_sum.next", At("least", {t: n}), At("forward", {t: n})),
            (OUTCOME, *_NEXT, _rate(n)),
        ),
        Step(
            "rates",
            "So for the sums.",
            ForAll(n, UP_TO_T, _rate(n)),
            Induct("rate_at_0", "rate_next"),
            (),
            (OUTCOME,),
        ),
        Step(
            "rate_room",
            "Where the gains are at most 4 gap0 in all, so is the smallest squared gradient times "
            "the sum of the steps.",
            ge(RATE_ROOM, 0),
            Decide(),
            (At("rates", {omega: omega, n: T}), "horizon"),
            (OUTCOME, ge(PROGRESS_ROOM, 0)),
        ),
        follows(
            "rate",
            "The rate, with the same probability.",
            RATE_ROOM,
            sp.Lambda(omega, PROGRESS_ROOM),
            "progress",
            "rate_room",
            probability=probability,
        ),
    )


RATE = rate_steps()
