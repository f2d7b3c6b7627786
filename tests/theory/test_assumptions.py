"""Assumptions refuse, draw and print, all from one claim."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp

from theory.assumptions import Assumption, Range, bounds, rational_sign, refuse, way_out
from theory.errors import DomainError
from theory.logic import ForAll, conj, disj, function, ge, gt, implies, le, real
from theory.printing import to_text
from theory.registry import statements

x, y = real("x"), real("y")
u = function("u")
HALF = sp.Rational(1, 2)

RANGES = {
    "closed": bounds(x, 0, 2),
    "open": bounds(x, 0, 2, low_included=False, high_included=False),
    "open below": bounds(x, 0, 2, low_included=False),
    "open above": bounds(x, -1, HALF, high_included=False),
    "low end only": bounds(x, 3),
    "low end only, open": bounds(x, 0, low_included=False),
    "high end only": bounds(x, None, 3),
    "high end only, open": bounds(x, high=0, high_included=False),
    "an end that depends on another": bounds(x, 0, 1 / y, high_included=False),
    "both ends depend on another": bounds(x, y, 2 * y),
}
REAL_RANGES = [
    pytest.param(assumption, id=f"{statement.id}/{assumption.name}")
    for statement in statements()
    for assumption in (
        *statement.assumptions,
        *(() if statement.evaluation is None else statement.evaluation.domain),
    )
    if isinstance(assumption, Range)
]


@pytest.mark.parametrize("name", RANGES)
def test_a_drawn_value_satisfies_the_claim(name: str) -> None:
    assumption, rng = RANGES[name], random.Random(name)
    for _ in range(200):
        other = sp.Rational(rng.randint(1, 50), rng.randint(1, 50))
        value = assumption.draw(rng, {y: other})
        assert value.is_Rational
        assert assumption.holds({x: value, y: other}) is True


@pytest.mark.parametrize("name", RANGES)
def test_an_included_end_is_drawn_and_an_open_end_never(name: str) -> None:
    assumption, rng = RANGES[name], random.Random(name)
    drawn = [assumption.draw(rng, {y: HALF}) for _ in range(300)]
    for end, included in (
        (assumption.low, assumption.low_included),
        (assumption.high, assumption.high_included),
    ):
        if end is not None:
            assert (sp.sympify(end).subs(y, HALF) in drawn) is included


def test_draws_are_different_and_come_close_to_the_ends() -> None:
    rng = random.Random(0)
    drawn = {RANGES["open"].draw(rng, {}) for _ in range(300)}
    assert len(drawn) > 50
    assert min(drawn) < sp.Rational(1, 500)


def test_the_same_seed_draws_the_same_values() -> None:
    first, second = random.Random(7), random.Random(7)
    for assumption in RANGES.values():
        assert assumption.draw(first, {y: HALF}) == assumption.draw(second, {y: HALF})


@pytest.mark.parametrize("assumption", REAL_RANGES)
def test_a_value_drawn_for_a_real_range_satisfies_its_claim(assumption: Range) -> None:
    """Ends that are functions of a gap are given numbers first; the claim is what counts."""
    rng = random.Random(1)
    for _ in range(50):
        gap_value = sp.Rational(rng.randint(1, 9), rng.randint(1, 9))
        claim, low, high = assumption.claim, assumption.low, assumption.high
        others = {
            s: gap_value for e in (low, high) if e is not None for s in sp.sympify(e).free_symbols
        }
        replaced = _with_numbers(assumption, gap_value)
        value = replaced.draw(rng, others)
        assert replaced.holds({**others, replaced.variable: value}) is not False, (claim, value)


def _with_numbers(assumption: Range, number: sp.Expr) -> Range:
    """The range with every named function replaced by a constant one."""
    from dataclasses import replace

    from theory.logic import functions_of
    from theory.substitution import substitute

    named = functions_of(assumption.claim)
    mapping = {f: sp.Lambda(x, number) for f in named}

    def put(end: sp.Expr | None) -> sp.Expr | None:
        if end is None:
            return None
        for f in named:
            end = end.replace(f, lambda *_: number)
        return end

    return replace(
        assumption,
        claim=substitute(assumption.claim, mapping),
        low=put(assumption.low),
        high=put(assumption.high),
    )


@pytest.mark.parametrize(
    ("assumption", "value", "holds"),
    [
        (RANGES["closed"], 0, True),
        (RANGES["closed"], 2, True),
        (RANGES["closed"], -1, False),
        (RANGES["open"], 0, False),
        (RANGES["open"], 2, False),
        (RANGES["open"], 1, True),
        (RANGES["open below"], 2, True),
        (RANGES["open above"], HALF, False),
        (RANGES["low end only"], sp.Rational(299999, 100000), False),
        (RANGES["high end only, open"], 0, False),
        (Assumption("either", disj(le(x, 0), ge(x, 1)), ""), HALF, False),
        (Assumption("if", implies([ge(x, 0)], ge(x, 1)), ""), -1, True),
        (Assumption("if", implies([ge(x, 0)], ge(x, 1)), ""), HALF, False),
        (Assumption("both", conj(ge(x, 0), le(x, 1)), ""), 2, False),
        (Assumption("unknown", ge(u(x), 0), ""), 1, None),
        (Assumption("for all", ForAll(x, ge(x, 0), ge(x, 0)), ""), 1, None),
        (Assumption("another letter", ge(y, 0), ""), 1, None),
        (Assumption("irrational", le(x, sp.sqrt(2)), ""), 1, None),
        (Assumption("known either way", disj(ge(u(x), 0), ge(x, 0)), ""), 1, True),
    ],
    ids=lambda value: value.name if isinstance(value, Assumption) else str(value),
)
def test_an_assumption_is_decided_or_left_open(
    assumption: Assumption, value: int, holds: bool | None
) -> None:
    assert assumption.holds({x: sp.sympify(value)}) is holds


def test_the_claim_agrees_with_plain_fractions() -> None:
    for number in [Fraction(k, 8) for k in range(-9, 25)]:
        exact = {x: sp.Rational(number.numerator, number.denominator)}
        assert RANGES["closed"].holds(exact) is (0 <= number <= 2)
        assert RANGES["open"].holds(exact) is (0 < number < 2)
        assert RANGES["open above"].holds(exact) is (-1 <= number < Fraction(1, 2))


@pytest.mark.parametrize(
    ("assumption", "values", "message"),
    [
        (
            bounds(x, 0, low_included=False),
            {x: sp.Integer(0)},
            "it needs x > 0; got x = 0. Raise x.",
        ),
        (bounds(x, 0), {x: -HALF}, "it needs x >= 0; got x = -1/2. Raise x."),
        (bounds(x, high=1), {x: sp.Integer(2)}, "it needs x <= 1; got x = 2. Lower x."),
        (
            bounds(x, 0, 1, high_included=False),
            {x: sp.Integer(1)},
            "it needs x >= 0 and x < 1; got x = 1. Choose x inside these bounds.",
        ),
        (
            bounds(x, 0, 2 / y),
            {x: sp.Integer(3), y: sp.Integer(4)},
            "it needs x >= 0 and x <= 2/y = 1/2; got x = 3. Choose x inside these bounds.",
        ),
        (
            Assumption("sum", gt(x + y, 0), "x and y are not both zero; raise one of them"),
            {x: sp.Integer(0), y: sp.Integer(0)},
            "it needs x + y > 0; got x = 0, y = 0. Raise one of them.",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Assumption) else "",
)
def test_a_refusal_names_condition_value_and_way_out(
    assumption: Assumption, values: dict[sp.Symbol, sp.Expr], message: str
) -> None:
    with pytest.raises(DomainError) as caught:
        refuse("it", assumption, values)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", RANGES)
def test_the_message_and_the_comparison_come_from_one_claim(name: str) -> None:
    """Whatever the range: refused exactly where the claim is false, in the claim's own words."""
    assumption = RANGES[name]
    for k in range(-9, 20):
        values = {x: sp.Rational(k, 4), y: HALF}
        if assumption.holds(values):
            refuse("it", assumption, values)
            continue
        with pytest.raises(DomainError) as caught:
            refuse("it", assumption, values)
        first = to_text(assumption.claim).split(" and ")[0]
        assert str(caught.value).startswith(f"it needs {first}")


def test_what_is_open_is_not_refused() -> None:
    for assumption, values in (
        (Assumption("open", ge(u(x), 0), ""), {x: sp.Integer(1)}),
        (bounds(x, 0), {}),
    ):
        assert assumption.holds(values) is None
        refuse("it", assumption, values)


def test_a_range_written_without_its_division_refuses_by_that_claim() -> None:
    written = conj(ge(x, 0), le(x * y, 2))
    assumption = bounds(x, 0, 2 / y, claim=written)
    assert assumption.holds({x: sp.Integer(7), y: sp.Integer(0)}) is True
    assert assumption.holds({x: sp.Integer(7), y: sp.Integer(1)}) is False


def test_a_name_is_made_from_the_variable_unless_given() -> None:
    assert bounds(x, 0).name == "x_range"
    assert bounds(x, 0, name="sign").name == "sign"


def test_every_real_assumption_has_words_and_a_way_out() -> None:
    for statement in statements():
        for assumption in statement.assumptions:
            assert assumption.text or isinstance(assumption, Range), assumption.name
            assert way_out(assumption).endswith(".")


@pytest.mark.parametrize(
    ("expr", "sign"), [(sp.Integer(3), 1), (-HALF, -1), (sp.Integer(0), 0), (sp.sqrt(2), None)]
)
def test_the_sign_of_a_rational_is_known_and_no_other(expr: sp.Expr, sign: int | None) -> None:
    assert rational_sign(expr) == sign
