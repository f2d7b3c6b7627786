"""The checker is shown false statements, in many disguises, and proves none of them.

Here is what builds small statements. Those of a table are made by functions of the builder.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from theory.assumptions import Assumption
from theory.logic import (
    FALSE,
    Formula,
    function,
    gt,
    real,
)
from theory.schema import (
    Apply,
    Decide,
    Named,
    Rule,
    Source,
    Statement,
    Step,
)
from verify.symbolic.checker import check_all
from verify.verdict import Word

x, n = map(real, ("x", "n"))
w = function("w")


def step(
    name: str,
    claim: Formula | None,
    by: Any = None,
    uses: Iterable[Any] = (),
    under: Iterable[Formula] = (),
) -> Step:
    return Step(name, "", claim, by if by is not None else Decide(), tuple(uses), tuple(under))


def apply(
    name: str,
    schema: Rule | Statement,
    mapping: dict[Any, Any] | None = None,
    uses: Iterable[Any] = (),
    under: Iterable[Formula] = (),
) -> Step:
    return step(name, None, Apply(schema, mapping or {}), uses, under)


def micro(
    *proof: Step,
    conclusion: Formula = FALSE,
    uses: Iterable[Any] | None = None,
    parameters: Iterable[Any] = (),
    assume: Iterable[Formula] = (),
    name: str = "micro",
) -> Statement:
    """A statement with assumptions a0, a1, ...; it concludes FALSE unless told otherwise."""
    return Statement(
        id=name,
        kind="lemma",
        title="",
        source=Source("test"),
        summary="",
        parameters=tuple(parameters),
        assumptions=tuple(Assumption(f"a{j}", claim, "") for j, claim in enumerate(assume)),
        conclusions=(Named("c", conclusion),),
        proof=proof,
        closes={"c": tuple(uses if uses is not None else [proof[-1].name])},
    )


def rule(
    name: str,
    parameters: Iterable[Any],
    premises: Iterable[Formula],
    conclusions: Iterable[Formula],
    introduces: Iterable[Any] = (),
) -> Rule:
    return Rule(
        name,
        "",
        "",
        tuple(parameters),
        tuple(Named(f"p{j}", claim) for j, claim in enumerate(premises)),
        tuple(Named(f"c{j}", claim) for j, claim in enumerate(conclusions)),
        tuple(introduces),
    )


def word(*chain: Statement) -> Word:
    return check_all(chain)[chain[-1].id].word


def claim(formula: Formula, by: Any = None, **fields: Any) -> Statement:
    """One step whose claim is the conclusion."""
    assumed = [f"a{j}" for j in range(len(fields.get("assume", ())))]
    uses = fields.pop("by_uses", assumed)
    return micro(step("a", formula, by, uses), conclusion=formula, uses=["a", *assumed], **fields)


BIGGER = rule("bigger", (x,), [], [gt(w(0), x)], (w,))
"""For every x there is a function w with w(0) > x."""


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """The functions above, for the modules of this folder."""
    return SimpleNamespace(
        step=step, apply=apply, micro=micro, rule=rule, word=word, claim=claim, bigger=BIGGER
    )
