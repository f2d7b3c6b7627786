"""SGD with high probability: what the theorems rest on, what breaks them, what is not proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from theory.definitions.run import T
from theory.definitions.sgd_run import gap0, progress
from theory.logic import TRUE, Pred
from theory.registry import get
from theory.rules.expectation import omega
from theory.rules.martingales import probable
from theory.schema import Decide, Step
from theory.theorems.sgd.setting import delta
from theory.witness import Witness
from verify.symbolic.proof import Proof
from verify.symbolic.report import needed
from verify.symbolic.results import StatementResult, StepResult
from verify.verdict import Word

MOMENT_RULES = {
    "conditional_factor",
    "exponential",
    "hoeffding_lemma",
    "known_exponential",
    "known_later",
    "known_product",
    "known_sum",
}
VILLE_RULES = {"finite_sum", "integers", "probable_monotone", "supermartingale_product", "ville"}
STOPPED_RULES = {
    *MOMENT_RULES,
    *VILLE_RULES,
    "centred_factor",
    "indicator",
    "known_constant",
    "successor",
}
STEP_RULES = {
    "continuous_induction",
    "first_passage",
    "logarithm",
    "mean_value",
    "ray",
    "segment",
    "sgd_points",
    "zero_integer",
}
CITES = {
    "hoeffding_moment": MOMENT_RULES,
    "azuma_hoeffding": {
        *MOMENT_RULES,
        *VILLE_RULES,
        "difference",
        "known_constant",
        "successor",
    },
    "probable_descent": {*VILLE_RULES, "successor"},
    "probable_descent_bounded": STOPPED_RULES,
    "sgd": STOPPED_RULES | STEP_RULES,
    "sgd_warmup": STOPPED_RULES | STEP_RULES,
    "sgd_constant": STOPPED_RULES | STEP_RULES,
    "sgd_warmup_bounded": STOPPED_RULES | STEP_RULES,
    "sgd_constant_bounded": STOPPED_RULES | STEP_RULES,
}
LEANS_ON = {
    "sgd": {"sgd_step", "probable_descent_bounded"},
    "sgd_warmup": {"sgd", "sgd_step_size_warmup", "sgd_rate"},
    "sgd_constant": {"sgd", "sgd_step_size_constant", "sgd_rate_constant"},
    "sgd_warmup_bounded": {"sgd_warmup"},
    "sgd_constant_bounded": {"sgd_constant"},
}
"""Among others."""
OF_EVERY_RUN = {"smooth", "ell_nondecreasing", "centred"}
BREAKS_WITHOUT = {
    "hoeffding_moment": {"known", "centred", "bounded"},
    "azuma_hoeffding": {"centred", "bounded", "squares_range", "deviation_range"},
    "probable_descent": {"slack_range", "gain", "increments", "descent"},
    "probable_descent_bounded": {"slack_range", "centred", "bounded", "variance", "descent"},
    "sgd": {
        *OF_EVERY_RUN,
        "antiderivative",
        "forward",
        "curvature_step",
        "radius_step",
        "confidence_step",
        "noise_step",
        "noise_abc",
    },
    "sgd_warmup": {*OF_EVERY_RUN, "antiderivative", "schedule", "noise_abc"},
    "sgd_constant": {*OF_EVERY_RUN, "schedule", "noise_abc"},
    "sgd_warmup_bounded": {*OF_EVERY_RUN, "antiderivative", "schedule", "noise_bounded"},
    "sgd_constant_bounded": {*OF_EVERY_RUN, "schedule", "noise_bounded"},
}
"""Assumptions without which an instance breaks the first conclusion."""
CONCLUDES = ["potential", "gap", "progress", "rate"]


@pytest.mark.parametrize(
    "name",
    [pytest.param(own, marks=pytest.mark.thorough if own == "sgd_warmup" else ()) for own in CITES],
)
def test_it_is_proved_from_exactly_these_rules(
    name: str, result_of: Callable[[str], StatementResult]
) -> None:
    result = result_of(name)
    assert result.word is Word.PROVED
    assert result.cites == CITES[name]
    assert result.leans_on >= LEANS_ON.get(name, set())


@pytest.mark.parametrize("name", BREAKS_WITHOUT)
def test_it_breaks_without_exactly_these_assumptions(name: str) -> None:
    fails = get(name).fails_without
    assert {key for key, entry in fails.items() if isinstance(entry, Witness)} == (
        BREAKS_WITHOUT[name]
    )


@pytest.mark.parametrize("name", ["sgd", *LEANS_ON])
def test_the_conclusions_hold_with_probability_1_minus_delta(name: str) -> None:
    conclusions = get(name).conclusions
    extra = [] if name == "sgd" else ["display"]
    assert [c.name for c in conclusions] == [*CONCLUDES, *extra]
    assert all(isinstance(c.claim, Pred) and c.claim.name == "probable" for c in conclusions)
    assert {c.claim.args[1] for c in conclusions} == {1 - delta}


# -- what is not proved ----------------------------------------------------------------------


def _granted(last: str) -> dict[str, StatementResult]:
    """What a statement leans on, as if checked: that it is proved is tested above and elsewhere."""
    step = StepResult("", "", Word.PROVED, "", TRUE, concludes=True)
    return {
        s.id: StatementResult(s.id, (step,), frozenset(), frozenset(), s)
        for s in needed([last])
        if s.id != last
    }


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    """The proof of ``sgd`` as it stands before each of its steps, and at the end."""
    statement = get("sgd")
    proof, found = Proof(statement, _granted("sgd")), {}
    for step in statement.proof:
        found[step.name] = _copy(proof)
        assert proof.run(step).word is Word.PROVED
    return {**found, "end": proof}


def _copy(proof: Proof) -> Proof:
    return replace(
        proof,
        facts=dict(proof.facts),
        constants=set(proof.constants),
        introduced=set(proof.introduced),
    )


@pytest.mark.parametrize(
    ("room", "likely"),
    [
        (4 * gap0 - progress(T), 1 - delta / 2),
        (sp.Rational(399, 100) * gap0 - progress(T), 1 - delta),
    ],
    ids=["half the probability to fail", "3.99 gap0 for 4 gap0"],
)
def test_a_little_more_does_not_follow(
    room: sp.Expr, likely: sp.Expr, proofs: dict[str, Proof]
) -> None:
    fact = probable(sp.Lambda(omega, 4 * gap0 - progress(T)), 1 - delta)
    proved = Step("proved", "", fact, Decide(), ("progress",))
    more = Step("more", "", probable(sp.Lambda(omega, room), likely), Decide(), ("progress",))
    assert _copy(proofs["end"]).run(proved).word is Word.PROVED
    assert _copy(proofs["end"]).run(more).word is not Word.PROVED


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("squared_noise", "noise_step"),
        ("scaled", "confidence_step"),
        ("step", "radius_step"),
        ("step", "curvature_step"),
        ("step", "noise_abc"),
        ("part_centred", "centred"),
        ("kept", "part_centred"),
        ("kept", "bound_known"),
        ("kept", "variance"),
    ],
)
def test_a_step_does_not_close_without_what_it_uses(
    name: str, use: str, proofs: dict[str, Proof]
) -> None:
    step = next(step for step in get("sgd").proof if step.name == name)
    assert use in step.uses
    shorter = replace(step, uses=tuple(u for u in step.uses if u != use))
    assert _copy(proofs[name]).run(shorter).word is not Word.PROVED
