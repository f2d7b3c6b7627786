"""Bounded noise, ||xi_t|| <= sigma: the case A = B = 0, C = sigma^2 of a theorem.

Nothing is proved twice: the theorem is applied, and what it asks of the noise is said more simply.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import ADAPTED, GAP, NOISE, NOISE_ABC, V
from theory.definitions.sgd_step_size import START_BOUND
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.logic import And, ForAll, Formula, Pred, conj, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import KNOWN_CONSTANT, alpha
from theory.rules.martingales import n as index
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.substitution import put_in, substitute
from theory.theorems.sgd.budget import small_gap
from theory.theorems.sgd.scheduled_instances import bounded

sigma = sym.sigma

BOUNDED_NOISE: Mapping[Any, Any] = {
    sym.A: sp.Integer(0),
    sym.B: sp.Integer(0),
    sym.C: sigma**2,
}
NOISE_BOUNDED = Assumption(
    "noise_bounded",
    small_gap(le(NOISE, sigma)),
    "||xi_t|| <= sigma at every outcome, asked only where Delta_t is at most 2 gap0",
)


def _depends(variable: sp.Lambda) -> bool:
    return omega in sp.sympify(variable.expr).free_symbols


def _without_constants(claim: Formula) -> Formula:
    """What is asked to be known, but for numbers, which always are."""
    assert isinstance(claim, ForAll) and isinstance(claim.body, And)
    kept = [p for p in claim.body.args if isinstance(p, Pred) and _depends(p.args[0])]
    return ForAll(claim.var, claim.guard, conj(*kept))


def _bounded(assumption: Assumption) -> Assumption:
    """What a theorem assumes, with A = B = 0 and C = sigma^2."""
    if assumption.name == NOISE_ABC.name:
        return NOISE_BOUNDED
    claim = substitute(assumption.claim, BOUNDED_NOISE)
    if claim == assumption.claim:
        return assumption
    if assumption.name == ADAPTED.name:
        claim = _without_constants(claim)
    return Assumption(assumption.name, claim, assumption.text, assumption.defines)


def bounded_noise(theorem: Statement, statement_id: str, title: str, number: str) -> Statement:
    """The theorem for bounded noise, proved by applying it.

    Args:
        theorem: for noise with A, B and C.
        statement_id: of the statement made.
        title: for lists.
        number: in LW.
    """
    ranges = {assumption.name for assumption in NOISE_CONSTANTS}
    kept = tuple(_bounded(a) for a in theorem.assumptions if a.name not in ranges)
    proof = (
        Step(
            "squared",
            "||xi_t||^2 <= sigma^2.",
            le(NOISE**2, sigma**2),
            Decide(),
            ("noise_bounded", "run"),
            (IN_RUN, OUTCOME, le(GAP, START_BOUND)),
        ),
        Step(
            "bound_known",
            "The bound of the noise is a number, so known.",
            None,
            Apply(KNOWN_CONSTANT, {alpha: put_in(sp.sqrt(V), BOUNDED_NOISE), index: t}),
        ),
        Step(
            "theorem",
            "The theorem with A = B = 0 and C = sigma^2.",
            None,
            Apply(theorem, BOUNDED_NOISE),
            (
                *(a.name for a in kept if a is not NOISE_BOUNDED),
                "squared",
                "bound_known",
            ),
        ),
    )
    return Statement(
        id=statement_id,
        kind="theorem",
        title=title,
        source=Source("LW", number, "for every ell and beta"),
        summary="For noise of norm at most sigma, that is A = B = 0 and C = sigma^2: "
        + theorem.summary,
        parameters=tuple(
            {sym.C: sigma}.get(p, p) for p in theorem.parameters if p not in (sym.A, sym.B)
        ),
        assumptions=kept,
        conclusions=tuple(
            Named(c.name, substitute(c.claim, BOUNDED_NOISE), c.text) for c in theorem.conclusions
        ),
        proof=proof,
        closes={c.name: (f"theorem.{c.name}",) for c in theorem.conclusions},
        fails_without=bounded(theorem.fails_without),
        does_not_claim=theorem.does_not_claim,
    )
