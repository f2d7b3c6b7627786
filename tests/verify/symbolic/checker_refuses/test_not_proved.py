"""Small statements that hold something no proof may do, each beside an honest twin that is proved.

The twin shows that the refusal is for the right reason. The statements stand in ``refused``.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import sympy as sp

from tests.verify.symbolic.checker_refuses.refused import (
    algebra,
    derivatives,
    induction,
    instances,
    introduced,
    malformed,
)
from tests.verify.symbolic.checker_refuses.shapes import joined
from theory.logic import FALSE, TRUE, function, ge, gt, real
from theory.schema import Statement
from theory.substitution import substitute
from verify.symbolic.checker import check_all
from verify.verdict import Word

ONE = sp.Integer(1)
x = real("x")
w, w2 = map(function, ("w", "w2"))

REFUSED = joined(
    module.REFUSED for module in (algebra, derivatives, instances, induction, introduced, malformed)
)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name: str, build: SimpleNamespace) -> None:
    assert build.word(REFUSED[name](build)[0]) is not Word.PROVED


@pytest.mark.parametrize("name", REFUSED)
def test_its_honest_twin_is_proved(name: str, build: SimpleNamespace) -> None:
    assert build.word(REFUSED[name](build)[1]) is Word.PROVED


def test_a_circle_of_two_statements_is_refused(build: SimpleNamespace) -> None:
    def lean_on(other: Statement, name: str) -> Statement:
        return build.micro(build.apply("a", other), conclusion=FALSE, name=name)

    first = build.micro(build.step("a", ge(ONE, 0)), conclusion=FALSE, name="first")
    second = lean_on(first, "second")
    results = check_all((lean_on(second, "first"), second))
    assert {result.word for result in results.values()} == {Word.UNDECIDED}


def test_a_statement_cannot_apply_itself(build: SimpleNamespace) -> None:
    plain = build.micro(build.step("a", ge(ONE, 0)), conclusion=FALSE)
    assert build.word(replace(plain, proof=(build.apply("a", plain),))) is not Word.PROVED


def test_a_statement_without_steps_or_conclusions_is_undecided(build: SimpleNamespace) -> None:
    assert (
        build.word(replace(build.micro(build.step("a", TRUE)), proof=(), conclusions=()))
        is Word.UNDECIDED
    )


def test_what_is_concluded_of_an_introduced_name_is_substituted_too(build: SimpleNamespace) -> None:
    """The twin of the refusals above: renaming an introduced function renames it everywhere."""
    named = substitute(build.bigger.conclusions[0].claim, {w: w2, x: ONE})
    assert named == gt(w2(0), 1)
