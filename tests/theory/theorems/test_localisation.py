"""The theorem `localisation`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from theory import symbols as sym
from theory.definitions.run import SMALLEST, in_run, m, t
from theory.logic import Implies, conj, ge, le
from theory.registry import get
from theory.schema import Apply, Decide, Named, Statement, Step
from theory.theorems import gd_nonconvex
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("localisation")
PINS = {
    "cites": {
        "connected",
        "continuous_induction_from_zero",
        "gd_ray",
        "integers",
        "local_step",
        "mean_value",
        "successor",
        "zero_integer",
    },
    "leans_on": {"descent_lemma", "stays_in_region"},
    "concludes": ["inside", "below_start", "run"],
    "sharp": ["below_start"],
    "breaks": {
        "smooth": "inside",
        "bounded_below": "run",
        "ell_nondecreasing": "below_start",
        "start": "inside",
        "steps": "inside",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("localisation", **PINS)


# -- what it gives to other theorems -----------------------------------------------------------

SHORT_STEPS = replace(
    next(a for a in STATEMENT.assumptions if a.name == "steps"),
    claim=in_run(
        Implies(
            ge(sym.Delta(t), 0),
            conj(ge(sym.etas(t), 0), le(sym.etas(t) * sym.ell(sym.Delta(t)), 1)),
        )
    ),
)


def theorem_1_from_the_start_alone(*uses: str) -> Statement:
    """Theorem 1 on S: the run is only assumed to start in S."""
    kept = tuple(a for a in STATEMENT.assumptions if a.name != "steps")
    names = ("smooth", "bounded_below", "ell_nondecreasing")
    return replace(
        gd_nonconvex.STATEMENT,
        id="local_theorem_1",
        parameters=(*STATEMENT.parameters, m),
        assumptions=(*kept, SHORT_STEPS, SMALLEST),
        conclusions=(Named("total", gd_nonconvex.TOTAL),),
        proof=(
            Step(
                "twice",
                "",
                next(a for a in STATEMENT.assumptions if a.name == "steps").claim,
                Decide(),
                ("steps",),
            ),
            Step(
                "local",
                "",
                None,
                Apply(STATEMENT),
                (*names, "run", "horizon", "start", "twice"),
            ),
            Step(
                "admissible",
                "",
                gd_nonconvex.STEPS.claim,
                Decide(),
                ("steps", "local.run"),
            ),
            Step(
                "theorem",
                "",
                None,
                Apply(gd_nonconvex.STATEMENT),
                (*names, *uses, "horizon", "admissible", "smallest"),
            ),
        ),
        closes={"total": ("theorem.total",)},
    )


@pytest.mark.parametrize(("uses", "proved"), [("local.run", True), ("run", False)])
def test_theorem_1_needs_no_more_than_a_start_in_the_region(
    uses: str, proved: bool, result_on_granted: Callable[[Statement], StatementResult]
) -> None:
    result = result_on_granted(theorem_1_from_the_start_alone(uses))
    assert (result.word is Word.PROVED) is proved


def with_steps_up_to(limit: int) -> Statement:
    steps = next(a for a in STATEMENT.assumptions if a.name == "steps")
    longer = replace(
        steps,
        claim=in_run(
            Implies(
                ge(sym.Delta(t), 0),
                conj(ge(sym.etas(t), 0), le(sym.etas(t) * sym.ell(sym.Delta(t)), limit)),
            )
        ),
    )
    rest = tuple(longer if a is steps else a for a in STATEMENT.assumptions)
    return replace(STATEMENT, assumptions=rest)


@pytest.mark.parametrize(("limit", "word"), [(2, True), (3, False)])
def test_steps_up_to_two_over_ell_and_no_longer(
    limit: int, word: bool, result_on_granted: Callable[[Statement], StatementResult]
) -> None:
    assert (result_on_granted(with_steps_up_to(limit)).word is Word.PROVED) is word


# -- numbers: a function that breaks the curvature bound outside S only ------------------------

CURVATURE = Fraction(122, 25)
"""3 x^2 - 1 at x = 7/5: the largest curvature of (x^2 - 1)^2/4 on S = [1/5, 7/5]."""


def f(x: Fraction) -> Fraction:
    return (x**2 - 1) ** 2 / 4


def slope(x: Fraction) -> Fraction:
    return x**3 - x


def in_region() -> Iterator[Fraction]:
    return (Fraction(1, 5) + Fraction(6, 5) * Fraction(k, 60) for k in range(61))


def test_the_curvature_bound_holds_in_the_region_and_fails_right_of_it() -> None:
    assert all(3 * x**2 - 1 <= CURVATURE for x in in_region())
    assert 3 * Fraction(3, 2) ** 2 - 1 > CURVATURE
    assert all(f(x) <= f(Fraction(7, 5)) for x in in_region())
    assert f(Fraction(3, 2)) > f(Fraction(7, 5)) and f(Fraction(1, 10)) > f(Fraction(7, 5))


def test_lemma_5_holds_in_the_region_and_fails_outside() -> None:
    assert all(slope(x) ** 2 <= 2 * CURVATURE * f(x) for x in in_region())
    assert slope(Fraction(3)) ** 2 > 2 * CURVATURE * f(Fraction(3))


def test_the_descent_lemma_holds_from_every_point_of_the_region_up_to_two_over_ell() -> None:
    for x in in_region():
        for k in range(0, 41):
            eta = Fraction(k, 20) / CURVATURE
            after = x - eta * slope(x)
            assert Fraction(1, 5) <= after <= Fraction(7, 5)
            assert f(after) <= f(x) - eta * (1 - eta * CURVATURE / 2) * slope(x) ** 2


def test_the_descent_lemma_fails_from_outside() -> None:
    x, eta = Fraction(3), 1 / CURVATURE
    assert f(x - eta * slope(x)) > f(x) - eta * slope(x) ** 2 / 2


def test_drawn_runs_stay_in_the_region_and_five_times_longer_steps_leave_it() -> None:
    rng, left = random.Random(7), 0
    for _ in range(200):
        x = Fraction(rng.randint(21, 139), 100)
        for _ in range(8):
            eta = Fraction(rng.randint(0, 40), 20) / CURVATURE
            left += not Fraction(1, 5) <= x - 5 * eta * slope(x) <= Fraction(7, 5)
            x = (x - eta * slope(x)).limit_denominator(10**9)
            assert Fraction(1, 5) <= x <= Fraction(7, 5)
    assert left > 20


def test_two_references_must_not_be_mixed() -> None:
    """f - x/10: the well around 1 lies deeper than the one around -1.

    From -6/5 the component is the left well. Its own infimum is about -0.1 + 0.2; the infimum over
    a box around both wells is lower by about 0.2. With a constant ell nothing depends on it, but
    with ell(s) = c s a bound that holds measured from the box minimum fails measured from inf_S.
    """

    def tilted(x: Fraction) -> Fraction:
        return f(x) - x / 10

    def curvature(x: Fraction) -> Fraction:
        return 3 * x**2 - 1

    left = [Fraction(-6, 5) + Fraction(k, 200) for k in range(0, 60)]
    box = [Fraction(k, 50) for k in range(-70, 71)]
    inf_left, inf_box = min(map(tilted, left)), min(map(tilted, box))
    assert inf_box < inf_left - Fraction(3, 20)
    c = max(curvature(x) / (tilted(x) - inf_box) for x in left)
    assert all(curvature(x) <= c * (tilted(x) - inf_box) for x in left)
    assert any(curvature(x) > 2 * c * (tilted(x) - inf_left) for x in left)
