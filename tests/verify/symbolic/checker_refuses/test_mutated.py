"""The real statements with something wrong in them: none is proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from theory import symbols as sym
from theory.lemmas import descent_lemma, energy_step, gradient_bound
from theory.logic import (
    TRUE,
    Formula,
    between,
    conj,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.schema import (
    Statement,
    Step,
)
from theory.theorems import gd_nonconvex, gd_nonconvex_constant, gd_nonconvex_energy
from verify.symbolic.checker import check_statement, close_all
from verify.symbolic.report import needed
from verify.symbolic.results import StatementResult, StepResult
from verify.verdict import Word

t, n, r = map(real, ("t", "n", "r"))


@pytest.fixture(scope="module")
def proved() -> dict[str, StatementResult]:
    """What the mutated statements may lean on, so that none fails for want of it."""
    step = StepResult("", "granted", Word.PROVED, "", TRUE, concludes=True)
    return {
        s.id: StatementResult(s.id, (step,), frozenset(), frozenset(), s)
        for s in needed(["descent_lemma", "gradient_bound", "energy_step", "gd_nonconvex"])
    }


def with_step(statement: Statement, name: str, **changes: Any) -> Statement:
    assert any(step.name == name for step in statement.proof)
    return replace(
        statement,
        proof=tuple(replace(q, **changes) if q.name == name else q for q in statement.proof),
    )


def with_conclusion(statement: Statement, name: str, claim: Formula) -> Statement:
    assert any(part.name == name for part in statement.conclusions)
    return replace(
        statement,
        conclusions=tuple(
            replace(part, claim=claim) if part.name == name else part
            for part in statement.conclusions
        ),
    )


def step_of(statement: Statement, name: str) -> Step:
    return next(q for q in statement.proof if q.name == name)


def without_use(statement: Statement, name: str, use: Any) -> Statement:
    uses = step_of(statement, name).uses
    assert use in uses
    return with_step(statement, name, uses=tuple(q for q in uses if q != use))


LEMMA_5 = gradient_bound.STATEMENT
DESCENT = descent_lemma.STATEMENT
ENERGY = energy_step.STATEMENT
THEOREM_1 = gd_nonconvex.STATEMENT
CONSTANT = gd_nonconvex_constant.STATEMENT
ENERGY_RUN = gd_nonconvex_energy.STATEMENT

g, gap, eta, gap_next, ell, Phi = (
    sym.gradient_norm,
    sym.gap,
    sym.eta,
    sym.gap_next,
    sym.ell,
    sym.Phi,
)
TIGHT_5 = le(g**2, sp.Rational(19, 10) * Phi(gap))


def tight_lemma_5() -> Statement:
    """Every place where the proof supposes the bound broken now supposes the tighter one broken."""
    broken, tighter = gt(g**2, 2 * Phi(gap)), gt(g**2, sp.Rational(19, 10) * Phi(gap))
    statement = with_conclusion(LEMMA_5, "bound", TIGHT_5)
    return replace(
        statement,
        proof=tuple(
            replace(q, under=tuple(tighter if h == broken else h for h in q.under))
            for q in statement.proof
        ),
    )


TIGHT_DESCENT = le(gap_next, gap - eta * (1 - eta * ell(gap) / 2) * g**2 * sp.Rational(101, 100))
_T1 = gd_nonconvex
TIGHT_RATE = le(_T1.m * _T1.SUM_OF_STEPS, sp.Rational(19, 10) * (_T1.FIRST - _T1.LAST))
TIGHT_TOTAL = le(_T1.SUM_OF_PROGRESS, sp.Rational(19, 10) * (_T1.FIRST - _T1.LAST))
TIGHT_DROP = le(
    _T1.etas(t) * _T1.g(t) ** 2, sp.Rational(19, 10) * (_T1.Delta(t) - _T1.Delta(t + 1))
)
TIGHT_LENGTH = ge(eta * ell(gap), sp.Rational(101, 100))
TIGHT_SPENT = le(Phi(gap_next), Phi(gap) - g**2 * sp.Rational(51, 100))
TIGHT_LANDS = lt(gap_next, sym.gap_low)

FALSE_VERSIONS = {
    "lemma 5 with 19/10 in the conclusion": with_conclusion(LEMMA_5, "bound", TIGHT_5),
    "lemma 5 with 19/10 all through": tight_lemma_5(),
    "lemma 5 reversed": with_conclusion(LEMMA_5, "bound", ge(g**2, 2 * Phi(gap))),
    "lemma 5 strict": with_conclusion(LEMMA_5, "bound", lt(g**2, 2 * Phi(gap))),
    "descent lemma with 101/100 of the decrease": with_conclusion(
        DESCENT, "descent", TIGHT_DESCENT
    ),
    "descent lemma with 101/100 in its last step too": with_conclusion(
        with_step(DESCENT, "end", claim=TIGHT_DESCENT), "descent", TIGHT_DESCENT
    ),
    "descent lemma for steps up to 3/ell": replace(
        DESCENT,
        assumptions=tuple(
            replace(a, claim=conj(ge(eta, 0), le(eta * ell(gap), 3)))
            if a.name == "step_range"
            else a
            for a in DESCENT.assumptions
        ),
    ),
    "theorem 1 with 19/10 for the rate": with_conclusion(THEOREM_1, "rate", TIGHT_RATE),
    "theorem 1 with 19/10 for the total": with_conclusion(THEOREM_1, "total", TIGHT_TOTAL),
    "theorem 1 with 19/10 in each drop": with_step(THEOREM_1, "drop", claim=TIGHT_DROP),
    "theorem 1 with growing gaps": with_conclusion(
        THEOREM_1, "monotone", _T1.in_run(ge(_T1.Delta(t + 1), _T1.Delta(t)))
    ),
    "energy step with 101/100 of the length": with_conclusion(ENERGY, "length", TIGHT_LENGTH),
    "energy step with 51/100 g^2 spent": with_conclusion(ENERGY, "spent", TIGHT_SPENT),
    "energy step landing strictly below": with_conclusion(ENERGY, "lands", TIGHT_LANDS),
}


@pytest.mark.parametrize("name", FALSE_VERSIONS)
def test_a_false_version_of_a_real_statement_is_not_proved(
    name: str, proved: dict[str, StatementResult]
) -> None:
    assert check_statement(FALSE_VERSIONS[name], proved).word is not Word.PROVED


BROKEN_PROOFS = {
    "a rule without the use that closes its premise": without_use(
        LEMMA_5, "energy_kept", "energy_grows"
    ),
    "a rule without the derivative it integrates": without_use(
        DESCENT, "slope", "slope_derivative"
    ),
    "a step that uses what is never declared": with_step(
        LEMMA_5, "slope", uses=(*step_of(LEMMA_5, "slope").uses, "nothing_of_this_name")
    ),
    "a step that uses a later step": with_step(
        LEMMA_5, "slope", uses=(*step_of(LEMMA_5, "slope").uses, "drop")
    ),
    "a step that uses itself": with_step(
        LEMMA_5, "fast", uses=(*step_of(LEMMA_5, "fast").uses, "fast")
    ),
    "a step that uses the conclusion": with_step(
        LEMMA_5, "contradiction", uses=("conclusion bound",)
    ),
    "two steps of one name": replace(LEMMA_5, proof=(*LEMMA_5.proof, LEMMA_5.proof[0])),
    "a step named like an assumption": replace(
        LEMMA_5, proof=(*LEMMA_5.proof, replace(LEMMA_5.proof[0], name="point"))
    ),
    "no proof at all": replace(LEMMA_5, proof=(), closes={}),
    "a conclusion that follows from nothing named": replace(LEMMA_5, closes={}),
    "the conclusion of a hypothesis used without the hypothesis": with_step(
        LEMMA_5, "contradiction", under=()
    ),
    "a history used beyond the time it is granted for": with_step(
        DESCENT, "shorter", under=(between(0, t, r), step_of(DESCENT, "shorter").under[1])
    ),
    "an introduced name used twice": replace(
        DESCENT, proof=(*DESCENT.proof, replace(DESCENT.proof[0], name="second_ray"))
    ),
}


@pytest.mark.parametrize("name", BROKEN_PROOFS)
def test_a_broken_proof_of_a_real_statement_is_not_accepted(
    name: str, proved: dict[str, StatementResult]
) -> None:
    assert check_statement(BROKEN_PROOFS[name], proved).word is not Word.PROVED


@pytest.mark.parametrize("statement", [LEMMA_5, DESCENT, THEOREM_1], ids=lambda q: q.id)
def test_the_unchanged_statement_is_proved(
    statement: Statement, proved: dict[str, StatementResult]
) -> None:
    assert check_statement(statement, proved).word is Word.PROVED


def test_a_statement_is_not_applied_before_it_is_proved() -> None:
    assert check_statement(THEOREM_1, {}).word is not Word.PROVED


def test_a_statement_leaning_on_an_unproved_one_is_not_proved() -> None:
    order = (without_use(DESCENT, "end", "step_range"), THEOREM_1)
    results = close_all(order)
    assert results["descent_lemma"].word is not Word.PROVED
    assert results["gd_nonconvex"].word is not Word.PROVED


def test_statements_in_the_wrong_order_are_not_proved() -> None:
    assert close_all((THEOREM_1, DESCENT))["gd_nonconvex"].word is not Word.PROVED


def test_an_energy_run_does_not_stand_without_the_energy_step(
    proved: dict[str, StatementResult],
) -> None:
    rest = {name: result for name, result in proved.items() if name != "energy_step"}
    assert check_statement(ENERGY_RUN, rest).word is not Word.PROVED
