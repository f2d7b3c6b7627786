"""The rules for light tails on finite spaces: each holds there, and a little more does not.

As in ``test_martingales``: a rule is read as it stands, on random variables drawn to meet its
premises; then a premise is left out or the conclusion strengthened, and an instance breaks it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
import sympy as sp

from tests.theory.rules.drawn_variables import (
    AT_0,
    HALF,
    ONE,
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
from tests.theory.rules.drawn_variables import (
    FIRST as HEADS,
)
from tests.theory.rules.drawn_variables import (
    SECOND as TAILS,
)
from tests.theory.rules.finite_space import Reading, Space, sign
from theory.rules import light_tails as rules
from theory.rules.light_tails import c, event
from theory.rules.martingales import (
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    a,
    conditionally_at_most,
    n,
    omega,
    p,
    probable,
    q,
)
from theory.schema import Named, Rule


def exp(values: list[sp.Expr]) -> list[sp.Expr]:
    return [sp.exp(value) for value in values]


def ratios(values: list[sp.Expr], scale: list[sp.Expr]) -> list[sp.Expr]:
    return exp([z / w for z, w in zip(values, scale, strict=True)])


def is_light(space: Space, noise: list[sp.Expr], scale: list[sp.Expr]) -> bool:
    tails = ratios([z**2 for z in noise], scale)
    return all(sign(sp.E - mean) >= 0 for mean in means(space, tails, STEP))


def draw_li_orabona(rng: random.Random, space: Space) -> Drawn:
    inner = centred(rng, space, STEP, 2)
    slope = [abs(value) + HALF for value in known(rng, space, STEP)]
    noise = [abs(x) / s for x, s in zip(inner, slope, strict=True)]
    largest = list(noise)
    for atom in space.atoms(STEP):
        for outcome in atom:
            largest[outcome] = max(noise[k] for k in atom) ** 2 or sp.Integer(1)
    shares = [[share * w for w in largest] for share in (R(1, 2), R(3, 4), R(1))]
    scale = next(found for found in shares if is_light(space, noise, found))
    factor = known(rng, space, STEP)
    tables = {X: inner, Z: noise, a: slope, W: scale, Y: factor}
    return {name: table(row) for name, row in tables.items()}, {n: sp.Integer(STEP)}


def limit(rng: random.Random, space: Space, values: list[sp.Expr]) -> list[sp.Expr]:
    """W with E[e^Z | known] <= e^W."""
    return [sp.log(mean) + abs(number(rng)) for mean in means(space, exp(values), STEP)]


def draw_power(rng: random.Random, space: Space) -> Drawn:
    values = known(rng, space, 2)
    scale = [abs(value) + 1 for value in known(rng, space, STEP)]
    while any(sign(sp.E - m) < 0 for m in means(space, ratios(values, scale), STEP)):
        scale = [2 * w for w in scale]
    share = [abs(y) / 6 / w for y, w in zip(known(rng, space, STEP), scale, strict=True)]
    tables = {Z: values, W: scale, Y: share}
    return {name: table(row) for name, row in tables.items()}, {n: sp.Integer(STEP)}


def draw_cauchy_schwarz(rng: random.Random, space: Space) -> Drawn:
    first, second = known(rng, space, 2), known(rng, space, 2)
    bounds = [[w / 2 for w in limit(rng, space, [2 * x for x in row])] for row in (first, second)]
    tables = {X: first, Y: bounds[0], Z: second, W: bounds[1]}
    return {name: table(row) for name, row in tables.items()}, {n: sp.Integer(STEP)}


def draw_markov(rng: random.Random, space: Space) -> Drawn:
    values = known(rng, space, 2)
    largest = max((sp.log(m) for m in means(space, exp(values), STEP)), key=sp.N)
    constants = {c: largest, q: R(rng.randint(1, 7), 8), n: sp.Integer(STEP)}
    return {Z: table(values)}, constants


def likely(space: Space, values: list[sp.Expr]) -> sp.Expr:
    return sum((space.chance(k) for k in space.outcomes if sign(values[k]) >= 0), sp.S(0))


def draw_union(rng: random.Random, space: Space) -> Drawn:
    rows = [known(rng, space, 2) for _ in space.steps]
    every = [sp.Integer(all(sign(row[k]) >= 0 for row in rows)) for k in space.outcomes]
    failure = max(1 - likely(space, row) for row in rows)
    return {U: sequence(rows), event: table(every)}, {q: failure, T: sp.Integer(len(rows))}


def draw_both(rng: random.Random, space: Space) -> Drawn:
    first, second = known(rng, space, 2), known(rng, space, 2)
    chances = {p: likely(space, first), q: likely(space, second)}
    return {U: table(first), V: table(second)}, chances


DRAW: Mapping[Rule, Callable[[random.Random, Space], Drawn]] = {
    rules.LI_ORABONA: draw_li_orabona,
    rules.CONDITIONAL_POWER: draw_power,
    rules.CONDITIONAL_CAUCHY_SCHWARZ: draw_cauchy_schwarz,
    rules.MARKOV: draw_markov,
    rules.UNION_OF_STEPS: draw_union,
    rules.BOTH_PROBABLE: draw_both,
}


def test_every_rule_is_tested() -> None:
    assert set(DRAW) == set(rules.LIGHT_TAIL_RULES)


@pytest.mark.parametrize("rule", DRAW, ids=lambda rule: rule.id)
def test_a_rule_holds_wherever_its_premises_do(rule: Rule) -> None:
    rng = random.Random(rule.id)
    for k in range(12):
        space = SPACES[k % len(SPACES)]
        reading = Reading(space, *DRAW[rule](rng, space))
        assert all(reading.holds(premise.claim) for premise in rule.premises)
        assert all(reading.holds(conclusion.claim) for conclusion in rule.conclusions)


# -- a little more does not hold -----------------------------------------------------------------


def noisy(
    *,
    inner: list[sp.Expr] = HEADS,
    noise: list[sp.Expr] = ONE,
    scale: list[sp.Expr] = ONE,
    factor: list[sp.Expr] = ONE,
) -> Reading:
    """Nothing known, a = 1."""
    tables = {X: inner, Z: noise, a: ONE, W: scale, Y: factor}
    return Reading(TWO, {name: table(row) for name, row in tables.items()}, AT_0)


def li_orabona_with(constant: sp.Rational) -> Rule:
    exponent = constant * Y(omega) ** 2 * a(omega) ** 2 * W(omega)
    first = sp.Lambda(omega, sp.exp(Y(omega) * X(omega)))
    claim = conditionally_at_most(first, sp.Lambda(omega, sp.exp(exponent)), n)
    return concluding(rules.LI_ORABONA, claim)


def without_the_squares() -> Rule:
    """Cauchy and Schwarz from the exponentials themselves, not their squares."""
    single = tuple(
        Named(
            name,
            conditionally_at_most(
                sp.Lambda(omega, sp.exp(left(omega))), sp.Lambda(omega, sp.exp(right(omega))), n
            ),
        )
        for name, left, right in (("first", X, Y), ("second", Z, W))
    )
    return replace(rules.CONDITIONAL_CAUCHY_SCHWARZ, premises=single)


LIGHT = [R(-2), R(-2), R(8, 5), R(8, 5)]
"""By the first coin; the mean of the exponential is 2.54, less than e."""

BY_HEADS = [sp.log(R(1, 8)), sp.log(R(1, 8)), sp.log(R(15, 8)), sp.log(R(15, 8))]
"""ln of 1/8 or 15/8, by the first coin: the mean of the exponential is 1."""

BROKEN: Mapping[str, tuple[Rule, Reading]] = {
    "Li and Orabona with 49/100 for 3/4": (
        li_orabona_with(R(49, 100)),
        noisy(factor=[R(1, 5)] * 4),
    ),
    "Li and Orabona for what is not centred": (
        without(rules.LI_ORABONA, "centred"),
        noisy(inner=ONE),
    ),
    "Li and Orabona for a product larger than its norms": (
        without(rules.LI_ORABONA, "bounded"),
        noisy(inner=[3 * x for x in HEADS], noise=ZERO),
    ),
    "Li and Orabona with heavier tails": (
        without(rules.LI_ORABONA, "light"),
        noisy(inner=[4 * x for x in HEADS], noise=[R(4)] * 4, factor=[HALF] * 4),
    ),
    "Li and Orabona with a negative scale": (
        without(rules.LI_ORABONA, "positive"),
        noisy(scale=[-w for w in ONE]),
    ),
    "Li and Orabona with a factor that follows the noise": (
        without(rules.LI_ORABONA, "known"),
        noisy(factor=HEADS),
    ),
    "a power above 1": (
        without(rules.CONDITIONAL_POWER, "range"),
        Reading(TWO, {Z: table(LIGHT), W: table(ONE), Y: table([R(2)] * 4)}, AT_0),
    ),
    "a power that follows the noise": (
        without(rules.CONDITIONAL_POWER, "known"),
        Reading(
            TWO,
            {Z: table(LIGHT), W: table(ONE), Y: table([(1 + x) / 2 for x in HEADS])},
            AT_0,
        ),
    ),
    "a power of heavier tails": (
        without(rules.CONDITIONAL_POWER, "bound"),
        Reading(TWO, {Z: table([2 * w for w in ONE]), W: table(ONE), Y: table(ONE)}, AT_0),
    ),
    "a power with a negative scale": (
        without(rules.CONDITIONAL_POWER, "positive"),
        Reading(TWO, {Z: table(ZERO), W: table([-w for w in ONE]), Y: table(ONE)}, AT_0),
    ),
    "Cauchy and Schwarz without the squares": (
        without_the_squares(),
        Reading(
            TWO,
            {X: table(BY_HEADS), Y: table(ZERO), Z: table(BY_HEADS), W: table(ZERO)},
            AT_0,
        ),
    ),
    "Markov with half the probability of failure": (
        concluding(
            rules.MARKOV,
            probable(sp.Lambda(omega, c - sp.log(q) - Z(omega)), 1 - q / 2),
        ),
        Reading(TWO, {Z: table(BY_HEADS)}, {**AT_0, c: sp.S(0), q: R(3, 5)}),
    ),
    "Markov without a bound": (
        without(rules.MARKOV, "bound"),
        Reading(TWO, {Z: table(ONE)}, {**AT_0, c: sp.S(0), q: R(3, 4)}),
    ),
    "as likely that all hold as that one does": (
        concluding(rules.UNION_OF_STEPS, probable(sp.Lambda(omega, event(omega) - 1), 1 - q)),
        Reading(
            TWO,
            {U: sequence([HEADS, TAILS]), event: table([R(0), R(0), R(0), R(1)])},
            {**TWO_STEPS, q: HALF},
        ),
    ),
    "as likely that both hold as that one does": (
        concluding(
            rules.BOTH_PROBABLE,
            probable(sp.Lambda(omega, sp.Min(U(omega), V(omega))), p),
        ),
        Reading(TWO, {U: table(HEADS), V: table(TAILS)}, {p: HALF, q: HALF}),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_weakened_rule_is_broken(name: str) -> None:
    rule, reading = BROKEN[name]
    assert all(reading.holds(premise.claim) for premise in rule.premises)
    assert not all(reading.holds(conclusion.claim) for conclusion in rule.conclusions)


def test_each_premise_about_randomness_has_an_instance() -> None:
    """Without them the rule is broken; q > 0 and T >= 0 only give its terms a meaning."""
    premises = {(rule.id, premise.name) for rule in DRAW for premise in rule.premises}
    missing = {
        (rule.id, premise.name)
        for rule, _ in BROKEN.values()
        for full in DRAW
        if full.id == rule.id
        for premise in full.premises
        if premise not in rule.premises
    }
    assert premises - missing == {
        ("markov", "positive"),
        ("union_of_steps", "horizon"),
        ("union_of_steps", "probable"),
        ("both_probable", "first"),
        ("both_probable", "second"),
    }
