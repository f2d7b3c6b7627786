"""The rules for martingales on finite spaces: each holds there, and a little more does not.

Every rule is read as it stands, on random variables that are drawn to meet its premises; then one
of its premises is left out or its conclusion strengthened, and an instance breaks it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import pytest
import sympy as sp

from tests.theory.rules.drawn_variables import (
    AT_0,
    AT_1,
    FIRST,
    HALF,
    ONE,
    SECOND,
    SPACES,
    STEP,
    TWO,
    TWO_STEPS,
    ZERO,
    Drawn,
    R,
    centred,
    concluding,
    known,
    means,
    number,
    sequence,
    table,
    without,
)
from tests.theory.rules.finite_space import Reading, Space, Table, sign
from theory.logic import ForAll, Implies, Pred, Rel, ge, le, lt
from theory.rules import martingales as rules
from theory.rules.martingales import (
    U,
    V,
    W,
    X,
    Y,
    Z,
    a,
    alpha,
    delta,
    gamma,
    indicator,
    lam,
    n,
    p,
    q,
    typical,
)
from theory.schema import Rule


def two_known(rng: random.Random, space: Space) -> Drawn:
    first, second = known(rng, space, STEP), known(rng, space, STEP)
    values = {alpha: number(rng), gamma: number(rng), n: sp.Integer(STEP)}
    return {Y: table(first), Z: table(second)}, values


def draw_indicator(rng: random.Random, space: Space) -> Drawn:
    rows = [known(rng, space, t) for t in range(len(space.steps))]
    ones = [[sp.Integer(sign(value) >= 0) for value in row] for row in rows]
    return {U: sequence(rows), indicator: sequence(ones)}, {rules.T: sp.Integer(len(space.steps))}


def draw_centred_factor(rng: random.Random, space: Space) -> Drawn:
    tables = {Y: table(known(rng, space, STEP)), Z: table(centred(rng, space, STEP, 2))}
    return tables, {n: sp.Integer(STEP)}


def draw_conditional(rng: random.Random, space: Space) -> Drawn:
    """Y >= 0 known, 0 <= X <= Z, E[Z | known] <= W."""
    upper = [abs(value) for value in known(rng, space, 2)]
    lower = [value * R(rng.randint(0, 4), 4) for value in upper]
    limit = [value + abs(number(rng)) for value in means(space, upper, STEP)]
    factor = [abs(value) for value in known(rng, space, STEP)]
    tables = {X: table(lower), Y: table(factor), Z: table(upper), W: table(limit)}
    return tables, {n: sp.Integer(STEP)}


def draw_monotone(rng: random.Random, space: Space) -> Drawn:
    tables, values = draw_conditional(rng, space)
    limit = [tables[W](sp.Integer(k)) + abs(number(rng)) for k in space.outcomes]
    return {**tables, Y: table(limit)}, values


def draw_hoeffding(rng: random.Random, space: Space) -> Drawn:
    noise = centred(rng, space, STEP, 2)
    limit = list(noise)
    for atom in space.atoms(STEP):
        largest = max(abs(noise[k]) for k in atom) + rng.choice((0, 0, 1))
        for outcome in atom:
            limit[outcome] = largest
    values = {n: sp.Integer(STEP), lam: number(rng, -3, 3)}
    return {X: table(noise), a: table(limit)}, values


def exponents(rng: random.Random, space: Space) -> list[list[sp.Expr]]:
    """Y_t = ln of a positive variable with conditional expectation at most 1."""
    rows = []
    for t in range(len(space.steps)):
        values = [1 + abs(value) for value in known(rng, space, t + 1)]
        ratios = [v / m for v, m in zip(values, means(space, values, t), strict=True)]
        share = rng.choice((R(1), R(3, 4)))
        rows.append([sp.log(ratio * share) for ratio in ratios])
    return rows


def draw_product(rng: random.Random, space: Space) -> Drawn:
    return {Y: sequence(exponents(rng, space))}, {rules.T: sp.Integer(len(space.steps))}


def draw_ville(rng: random.Random, space: Space) -> Drawn:
    T, rows = len(space.steps), exponents(rng, space)
    sums = [[sum((rows[t][k] for t in range(m)), sp.S(0)) for k in space.outcomes] for m in
            range(T + 1)]  # fmt: skip
    level = R(rng.randint(1, 7), 8)
    stays = [
        all(sign(sums[m][k] + sp.log(level)) < 0 for m in range(T + 1)) for k in space.outcomes
    ]
    tables = {Y: sequence(sums), typical: table([sp.Integer(1 if s else -1) for s in stays])}
    return tables, {delta: level, rules.T: sp.Integer(T)}


def draw_probable(rng: random.Random, space: Space) -> Drawn:
    first = known(rng, space, 2)
    second = [value if sign(value) >= 0 else number(rng) for value in first]
    good = sum((space.chance(k) for k in space.outcomes if sign(first[k]) >= 0), sp.S(0))
    tables = {U: table(first), V: table(second)}
    return tables, {p: good, q: good * R(rng.randint(2, 4), 4)}


DRAW: Mapping[Rule, Callable[[random.Random, Space], Drawn]] = {
    rules.KNOWN_CONSTANT: two_known,
    rules.KNOWN_PRODUCT: two_known,
    rules.KNOWN_SUM: two_known,
    rules.KNOWN_EXPONENTIAL: two_known,
    rules.KNOWN_LATER: two_known,
    rules.INDICATOR: draw_indicator,
    rules.CENTRED_FACTOR: draw_centred_factor,
    rules.CONDITIONAL_FACTOR: draw_conditional,
    rules.CONDITIONAL_MONOTONE: draw_monotone,
    rules.HOEFFDING_LEMMA: draw_hoeffding,
    rules.SUPERMARTINGALE_PRODUCT: draw_product,
    rules.VILLE: draw_ville,
    rules.PROBABLE_MONOTONE: draw_probable,
}


def readings(rule: Rule, count: int = 12) -> list[Reading]:
    rng = random.Random(rule.id)
    spaces = [SPACES[k % len(SPACES)] for k in range(count)]
    return [Reading(space, *DRAW[rule](rng, space)) for space in spaces]


def test_every_rule_is_tested() -> None:
    assert set(DRAW) == set(rules.MARTINGALE_RULES)


@pytest.mark.parametrize("rule", DRAW, ids=lambda rule: rule.id)
def test_a_rule_holds_wherever_its_premises_do(rule: Rule) -> None:
    for reading in readings(rule):
        assert all(reading.holds(premise.claim) for premise in rule.premises)
        assert all(reading.holds(conclusion.claim) for conclusion in rule.conclusions)


# -- a little more does not hold -----------------------------------------------------------------

LOG_TWISTED = [sp.log(R(1, 4)), sp.log(R(7, 4)), sp.log(R(1, 4)), sp.log(R(7, 4))]
"""ln of 1/4 or 7/4, by the second coin: the mean of the exponential is 1."""


def hoeffding_with(constant: sp.Rational) -> Rule:
    bound = rules.conditionally_at_most(
        sp.Lambda(rules.omega, sp.exp(lam * X(rules.omega))),
        sp.Lambda(rules.omega, sp.exp(constant * lam**2 * a(rules.omega) ** 2)),
        n,
    )
    return concluding(rules.HOEFFDING_LEMMA, bound)


def ville_with(level: sp.Expr, probability: sp.Expr) -> Rule:
    below = ForAll(
        rules.omega,
        rules.OUTCOME,
        Implies(
            ge(typical(rules.omega), 0),
            ForAll(n, rules.UP_TO_T, lt(Y(n, rules.omega), -sp.log(level))),
        ),
    )
    return concluding(rules.VILLE, rules.probable(typical, probability), below)


def largest_typical(sums: list[list[sp.Expr]], level: sp.Expr) -> Table:
    """The most that can be asked of ``typical``: the sums stay below ln(1/level)."""
    stays = [all(sign(row[k] + sp.log(level)) < 0 for row in sums) for k in range(4)]
    return table([sp.Integer(1 if s else -1) for s in stays])


DOUBLING = [ZERO, [sp.log(R(1, 8)), sp.log(R(1, 8)), sp.log(R(15, 8)), sp.log(R(15, 8))]]
"""ln of a fair bet of 7/8 of what one has on the first coin; the second is not used."""
BET = [*DOUBLING, DOUBLING[1]]

BROKEN: Mapping[str, tuple[Rule, Reading]] = {
    "the product of what is known later is not known": (
        without(rules.KNOWN_PRODUCT, "second"),
        Reading(TWO, {Y: table(ONE), Z: table(FIRST)}, AT_0),
    ),
    "what is known later is not known before": (
        concluding(rules.KNOWN_LATER, Pred("known", (Y, n - 1))),
        Reading(TWO, {Y: table(FIRST)}, AT_1),
    ),
    "the indicator of what is not known is not known": (
        without(rules.INDICATOR, "known"),
        Reading(
            TWO,
            {
                U: sequence([FIRST, SECOND]),
                indicator: sequence([[(v + 1) / 2 for v in row] for row in (FIRST, SECOND)]),
            },
            TWO_STEPS,
        ),
    ),
    "a factor that is not known does not leave it centred": (
        without(rules.CENTRED_FACTOR, "known"),
        Reading(TWO, {Y: table(FIRST), Z: table(FIRST)}, AT_0),
    ),
    "a factor of what is not centred": (
        without(rules.CENTRED_FACTOR, "centred"),
        Reading(TWO, {Y: table(ONE), Z: table(ONE)}, AT_0),
    ),
    "a factor that is not known does not come out": (
        without(rules.CONDITIONAL_FACTOR, "known"),
        Reading(
            TWO,
            {Y: table([v + 1 for v in FIRST]), Z: table([v + 1 for v in FIRST]), W: table(ONE)},
            AT_0,
        ),
    ),
    "a negative factor turns the bound round": (
        without(rules.CONDITIONAL_FACTOR, "sign"),
        Reading(TWO, {Y: table([-v for v in ONE]), Z: table(ONE), W: table([R(2)] * 4)}, AT_0),
    ),
    "a smaller variable has no smaller bound than that of a larger one": (
        without(rules.CONDITIONAL_MONOTONE, "room"),
        Reading(TWO, {X: table(ONE), Z: table(ONE), W: table(ONE), Y: table(ZERO)}, AT_0),
    ),
    "a bound is none of a larger variable": (
        without(rules.CONDITIONAL_MONOTONE, "order"),
        Reading(TWO, {X: table(ONE), Z: table(ZERO), W: table(ZERO), Y: table(ZERO)}, AT_0),
    ),
    "Hoeffding's lemma with 1/3 for 1/2: cosh 1 > e^(1/3)": (
        hoeffding_with(R(1, 3)),
        Reading(TWO, {X: table(FIRST), a: table(ONE)}, {**AT_0, lam: sp.Integer(1)}),
    ),
    "Hoeffding's lemma with 49/100 for 1/2: cosh(1/5) > e^(49/2500)": (
        hoeffding_with(R(49, 100)),
        Reading(TWO, {X: table(FIRST), a: table(ONE)}, {**AT_0, lam: R(1, 5)}),
    ),
    "Hoeffding's lemma for what is not centred": (
        without(rules.HOEFFDING_LEMMA, "centred"),
        Reading(TWO, {X: table(ONE), a: table(ONE)}, {**AT_0, lam: sp.Integer(1)}),
    ),
    "Hoeffding's lemma with a bound that is exceeded": (
        without(rules.HOEFFDING_LEMMA, "bounded"),
        Reading(TWO, {X: table(FIRST), a: table([R(1, 2)] * 4)}, {**AT_0, lam: sp.Integer(1)}),
    ),
    "a product of what is known one step late": (
        without(rules.SUPERMARTINGALE_PRODUCT, "known"),
        Reading(TWO, {Y: sequence([LOG_TWISTED, LOG_TWISTED])}, TWO_STEPS),
    ),
    "a product of increments above 1": (
        without(rules.SUPERMARTINGALE_PRODUCT, "increments"),
        Reading(TWO, {Y: sequence([ONE, ONE])}, TWO_STEPS),
    ),
    "Ville's inequality with nine tenths of delta: 15/8 is reached with probability 1/2": (
        ville_with(delta, 1 - delta * R(9, 10)),
        Reading(
            TWO,
            {Y: sequence(BET), typical: largest_typical(BET, R(8, 15))},
            {**TWO_STEPS, delta: R(8, 15)},
        ),
    ),
    "Ville's inequality with a lower level": (
        ville_with(delta * 2, 1 - delta),
        Reading(
            TWO,
            {Y: sequence(BET), typical: largest_typical(BET, R(8, 15))},
            {**TWO_STEPS, delta: R(4, 15)},
        ),
    ),
    "Ville's inequality for a submartingale": (
        without(rules.VILLE, "supermartingale"),
        Reading(
            TWO,
            {
                Y: sequence([ZERO, ONE, ONE]),
                typical: largest_typical([ZERO, ONE, ONE], HALF),
            },
            {**TWO_STEPS, delta: HALF},
        ),
    ),
    "more probable than what it follows from": (
        without(rules.PROBABLE_MONOTONE, "less"),
        Reading(TWO, {U: table(FIRST), V: table(FIRST)}, {p: HALF, q: R(3, 4)}),
    ),
    "probable without following": (
        without(rules.PROBABLE_MONOTONE, "implies"),
        Reading(TWO, {U: table(ONE), V: table([-v for v in ONE])}, {p: sp.S(1), q: sp.S(1)}),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_weakened_rule_is_broken(name: str) -> None:
    rule, reading = BROKEN[name]
    assert all(reading.holds(premise.claim) for premise in rule.premises)
    assert not all(reading.holds(conclusion.claim) for conclusion in rule.conclusions)


def test_hoeffding_s_lemma_needs_a_bound_known_before() -> None:
    """X = -1 or 2 with probability 2/3 and 1/3, a = |X|, lam = -1/2: the mean of the quotient."""
    skew = Space(((R(2, 3), R(1, 3)),))
    noise = [R(-1), R(2)]
    bound = [abs(value) for value in noise]
    quotient = [sp.exp(-x / 2 - c**2 / 8) for x, c in zip(noise, bound, strict=True)]
    assert sign(skew.mean(noise, [0, 1])) == 0
    assert sign(skew.mean(quotient, [0, 1]) - 1) > 0


def test_the_evaluation_tells_true_from_false() -> None:
    reading = Reading(TWO, {Y: table(FIRST), Z: table(SECOND)}, {})
    assert reading.holds(Pred("known", (Y, sp.Integer(1))))
    assert not reading.holds(Pred("known", (Z, sp.Integer(1))))
    assert reading.holds(Pred("centred", (Z, sp.Integer(1))))
    assert not reading.holds(Pred("centred", (Y, sp.Integer(1))))
    assert reading.holds(Pred("probable", (Y, HALF)))
    assert not reading.holds(Pred("probable", (Y, R(51, 100))))
    assert isinstance(le(0, 1), Rel)
