"""Every step needs what it uses: with one use or one local hypothesis less, it does not close.

One step at a time is run again, on the facts that were closed before it. What turns out superfluous
is listed in superfluous.toml, step by step; that list can only be changed on purpose. A step
may stand in it because two of its uses give the same (either would do), or because a use is there
for the reader.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import z3

from theory.logic import TRUE
from theory.printing import to_text
from theory.registry import statements
from theory.schema import Decide, Statement, Step, Use
from verify.symbolic import proof as checking
from verify.symbolic import solvers
from verify.symbolic.linear import relaxation_is_unsat
from verify.symbolic.proof import Proof
from verify.symbolic.results import StatementResult, StepResult
from verify.verdict import Word

WORK = 300_000
"""What z3 may spend on a query, in its own units, not in seconds: the answers never change."""

BOTH_WAYS = frozenset(
    [
        "lower_bound",
        "lower_bound_iterates",
        "lower_bound_limit",
        "lower_bound_link",
        "lower_bound_never_reached",
        "lower_bound_quartic",
        "lower_bound_triangle",
        "lower_bound_triangular",
        "lower_bound_valley",
        "lower_bound_wave",
        "sgd_step_inverse",
        "sgd_warmup",
        "sgd_warmup_light_tails",
    ]
)
"""Statements of products, for which a second strategy of z3 is tried; elsewhere it only costs."""

budget = {"statement": ""}
"""Which statement is being gone through."""

SUPERFLUOUS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("superfluous.toml").read_text(encoding="utf-8")
)
"""Statement -> ``step: use`` or ``step | hypothesis`` that can go without the step failing."""


def written(use: Use) -> str:
    if isinstance(use, str):
        return use
    values = ", ".join(f"{symbol} = {value}" for symbol, value in use.values.items())
    return f"{use.fact}[{values}]"


def steps_of(statement: Statement) -> list[Step]:
    """The steps, and the conclusions in the shape of steps."""
    return [
        *statement.proof,
        *(
            Step(f"conclusion {c.name}", "", c.claim, Decide(), statement.closes[c.name])
            for c in statement.conclusions
        ),
    ]


def with_one_less(step: Step) -> Iterator[tuple[str, Step]]:
    for j, use in enumerate(step.uses):
        rest = step.uses[:j] + step.uses[j + 1 :]
        yield f"{step.name}: {written(use)}", replace(step, uses=rest)
    for j, hypothesis in enumerate(step.under):
        rest = step.under[:j] + step.under[j + 1 :]
        yield f"{step.name} | {to_text(hypothesis)}", replace(step, under=rest)


def copy_of(proof: Proof) -> Proof:
    return replace(
        proof,
        facts=dict(proof.facts),
        constants=set(proof.constants),
        introduced=set(proof.introduced),
    )


def superfluous(statement: Statement) -> set[str]:
    proof, found = Proof(statement, granted(statement)), set()
    for step in steps_of(statement):
        for name, shorter in with_one_less(step):
            if copy_of(proof).run(shorter).word is Word.PROVED:
                found.add(name)
        assert proof.run(step).word is Word.PROVED, f"{step.name} does not close as it stands"
    return found


def granted(before: Statement) -> dict[str, StatementResult]:
    """All statements in front of this one, as if checked: a step needs only that they are proved.

    That they are is tested elsewhere.
    """
    found: dict[str, StatementResult] = {}
    for statement in statements():
        if statement.id == before.id:
            break
        step = StepResult("", "", Word.PROVED, "", TRUE, concludes=True)
        found[statement.id] = StatementResult(
            statement.id, (step,), frozenset(), frozenset(), statement
        )
    return found


def asked(solver: z3.Solver, text: str, work: int) -> str:
    solver.set("rlimit", work)
    solver.from_string(text)
    return str(solver.check())


@pytest.fixture(autouse=True)
def counted_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace time limits by work limits, ask for no second vote, and look for no vacuity."""

    def solve(
        text: str, *, vote: bool = True, model: bool = True, seconds: float = 0
    ) -> solvers.Answer:
        if relaxation_is_unsat(text, seconds=10):
            return solvers.Answer("unsat")
        word = asked(z3.Solver(), text, WORK)
        if word == "unknown" and budget["statement"] in BOTH_WAYS:
            nlsat = z3.Then("simplify", "qfnra-nlsat").solver()
            word = asked(nlsat, text, 10 * WORK)
        return solvers.Answer(word)

    monkeypatch.setattr(solvers, "solve", solve)
    monkeypatch.setattr(checking, "consistent", lambda hypotheses, active: None)


@pytest.mark.thorough
@pytest.mark.parametrize("statement", [pytest.param(s, id=s.id) for s in statements() if s.proof])
def test_every_step_needs_what_it_uses(statement: Statement) -> None:
    budget["statement"] = statement.id
    assert superfluous(statement) == set(SUPERFLUOUS.get(statement.id, []))


def test_the_list_names_only_statements_that_have_a_proof() -> None:
    assert set(SUPERFLUOUS) <= {s.id for s in statements() if s.proof}
