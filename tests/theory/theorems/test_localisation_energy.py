"""The theorem `localisation_energy`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from theory.definitions.run import SMALLEST, in_run, m, t
from theory.logic import ForAll, Implies, conj, eq
from theory.registry import get
from theory.schema import Apply, Decide, Named, Statement, Step
from theory.theorems import gd_nonconvex_energy
from theory.theorems.localisation_energy import SCHEDULE, Gamma_at, etas, g, low
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("localisation_energy")
PINS = {
    "cites": {
        "connected",
        "continuous_induction",
        "first_passage",
        "gd_ray",
        "integers",
        "local_step",
        "mean_value",
        "separation",
        "successor",
        "time_integral",
        "zero_integer",
    },
    "leans_on": {"below_extremal", "stays_in_region"},
    "concludes": ["inside", "below_start", "run"],
    "sharp": ["below_start"],
    "breaks": {
        "smooth": "inside",
        "bounded_below": "run",
        "integral": "inside",
        "start": "inside",
        "schedule": "inside",
    },
    "reasons": {"ell_nonnegative", "ell_nondecreasing"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("localisation_energy", **PINS)


def theorem_1_from_the_start_alone(*uses: str) -> Statement:
    """Theorem 1 with full energy steps, assuming of the run that it starts in S."""
    assert isinstance(SCHEDULE.claim, ForAll)
    assert isinstance(SCHEDULE.claim.body, Implies)
    body = SCHEDULE.claim.body
    full = eq(etas(t) * g(t), Gamma_at(t, low(t)))
    schedule = replace(SCHEDULE, claim=in_run(Implies(body.premise, conj(body.conclusion, full))))
    kept = tuple(a for a in STATEMENT.assumptions if a is not SCHEDULE)
    names = ("smooth", "bounded_below", "ell_nonnegative", "ell_nondecreasing", "integral")
    theorem = gd_nonconvex_energy.STATEMENT
    at_most = SCHEDULE.claim
    exactly = next(a for a in theorem.assumptions if a.name == "schedule").claim
    return replace(
        theorem,
        id="local_energy",
        parameters=(*STATEMENT.parameters, m, gd_nonconvex_energy.eps),
        assumptions=(*kept, schedule, SMALLEST),
        conclusions=(Named("total", gd_nonconvex_energy.TOTAL),),
        proof=(
            Step("at_most", "", at_most, Decide(), ("schedule",)),
            Step(
                "local",
                "",
                None,
                Apply(STATEMENT),
                (*names, "run", "horizon", "start", "at_most"),
            ),
            Step("exactly", "", exactly, Decide(), ("schedule", "local.run")),
            Step(
                "theorem",
                "",
                None,
                Apply(theorem),
                (*names, *uses, "horizon", "exactly", "smallest"),
            ),
        ),
        closes={"total": ("theorem.total", "local.run")},
    )


@pytest.mark.parametrize(("uses", "proved"), [("local.run", True), ("run", False)])
def test_theorem_1_needs_no_more_than_a_start_in_the_region(
    uses: str, proved: bool, result_on_granted: Callable[[Statement], StatementResult]
) -> None:
    result = result_on_granted(theorem_1_from_the_start_alone(uses))
    assert (result.word is Word.PROVED) is proved


def test_energy_steps_in_the_right_well_stay_there() -> None:
    """(x^2 - 1)^2/4 on [1/5, 7/5] with ell = 122/25: the energy step is 1/ell, gap_low a square."""
    curvature, x = 122 / 25, 1.4
    for _ in range(12):
        slope, gap = x**3 - x, (x * x - 1) ** 2 / 4
        low = gap - slope**2 / (2 * curvature)
        step = math.sqrt(2 * (gap - low) / curvature) / abs(slope) if slope else 0.0
        assert math.isclose(step, 1 / curvature) or slope == 0
        x -= step * slope
        assert 0.2 <= x <= 1.4
        assert (x * x - 1) ** 2 / 4 <= low + 1e-12
