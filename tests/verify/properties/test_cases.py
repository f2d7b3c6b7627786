"""What may not pass for met: undefined definitions, and ranges read where nothing is decided."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.logic import ForAll, eq, ge, gt, le, real
from theory.registry import get, statements
from theory.schema import Named, Statement
from verify.properties.cases import KNOWN_OF_THE_CLASS, Cases
from verify.properties.claims import UnreadableError
from verify.properties.quantified import ONE_PLACE, about_all_reals
from verify.properties.scenes.catalogue import scenes_of

x = real("x")
BELOW_HALF = Named("false", le(sym.eps, sym.eps - 1))


def on_the_first_scene(statement: Statement) -> Cases:
    return Cases(statement, scenes_of(statement)[0])


def broken(statement: Statement) -> tuple[str, ...]:
    cases = on_the_first_scene(statement)
    return cases.broken((Fraction(1, 2),) * len(cases.kinds))


def test_a_definition_that_is_undefined_is_not_met() -> None:
    """log(-1 - eps) has no value for eps > 0, so nothing meets what is defined by it."""
    statement = replace(get("psi_endpoints"), conclusions=(BELOW_HALF,))
    assert broken(statement) == ("false",)
    undefined = Assumption("odd", eq(sp.log(-1 - sym.eps), 1), "", defines=True)
    odd = replace(statement, assumptions=(*statement.assumptions, undefined))
    assert broken(odd) == ()


def test_a_range_of_reals_needs_a_reason_to_be_read_at_one_place() -> None:
    statement = get("descent_lemma")
    claim = ForAll(x, gt(x, 0), ge(sym.ell(x), x))
    extra = replace(
        statement, assumptions=(*statement.assumptions, Assumption("steep", claim, "at all x"))
    )
    with pytest.raises(UnreadableError, match="steep of all reals"):
        on_the_first_scene(extra)


def test_every_reason_is_that_of_an_assumption() -> None:
    for name, reasons in ONE_PLACE.items():
        asked = {
            a.name
            for a in get(name).assumptions
            if a.claim not in KNOWN_OF_THE_CLASS and about_all_reals(a.claim)
        }
        assert asked <= set(reasons)
    assert set(ONE_PLACE) <= {s.id for s in statements()}
