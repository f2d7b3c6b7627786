"""Claims about outcomes are read as they are meant, and can be found wrong."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.logic import ForAll, Formula, Pred, conj, ge, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import at, centred, conditionally_at_most, known, probable
from verify.properties.arithmetic import BALLS, FLOATS, Arithmetic
from verify.properties.claims import Reading
from verify.properties.scene import Scene
from verify.properties.scenes.trees import Node, enter, grow

X, GAP = sym.centred_part, sym.sgd_gap
QUARTER = sp.Rational(1, 4)


def two_tosses(ops: Arithmetic) -> Scene:
    """X_0 = +-1; X_1 = +-2 after heads, else 1/2 with chance 4/5 or -2. GAP adds them up."""

    def divide(step: int, node: Node) -> list[Node]:
        heads = step == 0 or node.place == 0
        chance = ops.ratio(1, 2) if heads else ops.ratio(4, 5)
        up = ops.number(step + 1) if heads else ops.ratio(1, 2)
        found = []
        for k, (weight, x) in enumerate(((chance, up), (1 - chance, -ops.number(step + 1)))):
            gap = node.known[GAP] + x
            found.append(Node(node.chance * weight, k, {X: x}, {GAP: gap}))
        return found

    scene = Scene(counts={sym.T: 2})
    enter(scene, grow(Node(ops.number(1), 0, {}, {GAP: ops.number(0)}), 2, divide))
    return scene


def answers(claim: Formula) -> tuple[bool, bool | None]:
    """Whether the claim holds of the tosses, in floats and in balls."""
    reading = Reading({"claim": claim}, two_tosses(FLOATS))
    margin = reading.margins(two_tosses(FLOATS), 1)["claim"][0]
    answer = reading.in_balls(two_tosses(BALLS), arb(1), 128).answers()["claim"]
    return bool(margin >= -1e-9), answer


def _sum(outcome: sp.Expr, bound: object) -> sp.Expr:
    return bound - GAP(sym.moment(outcome), outcome)


CASES: dict[str, tuple[Formula, bool]] = {
    "a sum is known before the next toss": (known(at(GAP, 1), 1), True),
    "and not before its own": (known(at(GAP, 1), 0), False),
    "the second toss is not known before it": (known(at(X, 1), 1), False),
    "numbers are known": (known(sp.Lambda(omega, sp.pi), 0), True),
    "the first toss is centred": (centred(at(X, 0), 0), True),
    "the square of it is not": (centred(sp.Lambda(omega, X(0, omega) ** 2), 0), False),
    "its mean square is 1": (
        conditionally_at_most(sp.Lambda(omega, X(0, omega) ** 2), sp.Lambda(omega, 1), 0),
        True,
    ),
    "and no less": (
        conditionally_at_most(
            sp.Lambda(omega, X(0, omega) ** 2), sp.Lambda(omega, sp.Rational(99, 100)), 0
        ),
        False,
    ),
    "the second has a mean square above 3 after heads": (
        conditionally_at_most(sp.Lambda(omega, X(1, omega) ** 2), sp.Lambda(omega, 3), 1),
        False,
    ),
    "P(sum <= 2) >= 3/4": (probable(sp.Lambda(omega, 2 - GAP(2, omega)), 3 * QUARTER), True),
    "P(sum <= 2) >= 76/100": (
        probable(sp.Lambda(omega, 2 - GAP(2, omega)), sp.Rational(76, 100)),
        False,
    ),
    "no sum exceeds 3": (probable(sp.Lambda(omega, _sum(omega, 3)), 1), True),
    "with hindsight the sum exceeds 0 half of the time": (
        probable(sp.Lambda(omega, _sum(omega, 0)), sp.Rational(49, 100)),
        True,
    ),
    "and not less often": (
        probable(sp.Lambda(omega, _sum(omega, 0)), sp.Rational(51, 100)),
        False,
    ),
    "one of two is enough": (
        probable(sp.Lambda(omega, sp.Max(-GAP(2, omega), GAP(2, omega))), 1),
        True,
    ),
    "both are too much": (
        probable(sp.Lambda(omega, sp.Min(-GAP(2, omega), GAP(2, omega))), QUARTER),
        False,
    ),
    "at every outcome": (ForAll(omega, OUTCOME, le(X(1, omega), 2)), True),
    "at some only": (ForAll(omega, OUTCOME, le(X(1, omega), 1)), False),
    "any index of the run": (
        ForAll(
            omega,
            OUTCOME,
            conj(
                Pred("integer", (sym.moment(omega),)),
                ge(sym.moment(omega), 0),
                le(sym.moment(omega), 2),
            ),
        ),
        True,
    ),
    "not one beyond it": (ForAll(omega, OUTCOME, le(sym.moment(omega), 1)), False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_claim_about_tosses(name: str) -> None:
    claim, expected = CASES[name]
    floats, balls = answers(claim)
    assert floats is expected
    # That a mean is 0, balls show only where all is exact; 4/5 is not.
    assert balls is expected or (expected and balls is None)


@pytest.mark.parametrize(
    ("least", "expected"), [(QUARTER, None), (QUARTER / 50, None), (2 * QUARTER, False)]
)
def test_a_probability_is_open_where_an_open_outcome_decides(
    least: sp.Rational, expected: bool | None
) -> None:
    """Only heads twice may leave the sum at 0 or above, and here that is open."""
    claim = probable(sp.Lambda(omega, GAP(2, omega)), least)
    reading = Reading({"claim": claim}, two_tosses(FLOATS))
    scene = two_tosses(BALLS)
    scene.tables[GAP][2] = [arb(0, 1), *scene.tables[GAP][2][1:]]
    assert reading.in_balls(scene, arb(1), 128).answers()["claim"] is expected


def test_the_margin_of_a_probability_is_that_of_the_outcome_that_decides() -> None:
    """P(sum <= 5/2) is 3/4, because of one outcome, where 5/2 - 3 is -1/2."""
    claim = probable(sp.Lambda(omega, sp.Rational(5, 2) - GAP(2, omega)), sp.Rational(4, 5))
    reading = Reading({"claim": claim}, two_tosses(FLOATS))
    margin = reading.margins(two_tosses(FLOATS), 1)["claim"]
    assert np.allclose(margin, -0.5 / 5.5, atol=1e-6)
