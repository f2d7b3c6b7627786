"""Every step needs what it uses: with one use or one local hypothesis less, it does not close.

One step at a time is run again, on the facts that were closed before it. What turns out superfluous
is listed below, step by step; the list is pinned so that it can only be changed on purpose. A step
may stand in it because two of its uses give the same (either would do), or because a use is there
for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import z3

from theory.logic import TRUE
from theory.printing import to_text
from theory.registry import statements
from theory.schema import Decide, Statement, Step, Use
from verify.symbolic import checker, solvers
from verify.symbolic.checker import _Proof
from verify.symbolic.linear import relaxation_is_unsat
from verify.symbolic.results import StatementResult, StepResult
from verify.verdict import Word

WORK = 300_000
"""What z3 may spend on a query, in its own units, not in seconds: the answers never change."""

HARDER = {"feed_forward": 10 * WORK}
"""Statements with a step that takes more: there the sum of four variables, cubed."""

BOTH_WAYS = frozenset(
    [
        "beyond_power",
        "closure_sum",
        "decaying_gap_fast",
        "decaying_gap_slow",
        "feed_forward",
        "gd_convex_sharp",
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
        "recurrent_unit",
    ]
)
"""Statements of products, for which a second strategy of z3 is tried; elsewhere it only costs."""

budget = {"statement": ""}
"""Which statement is being gone through."""

SUPERFLUOUS: dict[str, set[str]] = {
    "power_ell": {
        "conclusion integral: start",
    },
    "gradient_bound": {
        "falls | T > 0",
        "has_fallen | t >= 0",
    },
    "extremal_function": {
        "conclusion equation: equation",
        "conclusion start: K_range",
        "conclusion start: start",
    },
    "below_extremal": {
        "above_before | t >= 0",
        "falls | T >= 0",
        "has_fallen | t >= 0",
        "joined | t1 <= t",
        "under | t >= 0",
    },
    "gd_nonconvex_warmup": {
        "harmonic_next: cross_terms",
    },
    "poisson_regression": {
        "split_inverse | y(k) > 0",
    },
    "lower_bound_quartic": {
        "bed_member: eps_range",
        "bed_member: valley.above[z = x]",
        "bed_second: K0_range",
        "bottom: valley",
        "cut: link",
        "cut: link_length",
        "cut: pi_positive",
        "cut: slope_positive",
        "cut: steps_positive[n = last]",
        "foot: pi_positive",
        "foot: slope_positive",
        "foot: steps_positive[n = last]",
        "high_member: pi_positive",
        "high_member: slope_positive",
        "high_member: steps_positive[n = last]",
        "last_glued: pi_positive",
        "last_glued: steps_positive[n = last]",
        "last_high: pi_positive",
        "last_high: slope_positive",
        "last_high: steps_positive[n = last]",
        "last_second: periods[t = last]",
        "last_second: pi_positive",
        "last_second: steps_positive[n = last]",
        "last_slope: pi_positive",
        "last_slope: steps_positive[n = last]",
        "late_steps: next_long",
        "left_member: valley_height",
        "left_rim: eps_range",
        "left_second: K0_range",
        "link: link_length",
        "link: pi_positive",
        "link: slope_positive",
        "link: steps_positive[n = last]",
        "link_depth: M_positive",
        "link_depth: link_depth_m",
        "link_depth: pi_large",
        "link_depth: pi_positive",
        "link_depth: slope_positive",
        "link_depth: steps_positive[n = last]",
        "link_depth_m: link_length",
        "link_depth_m: pi_positive",
        "link_depth_m: slope_positive",
        "link_depth_m: steps_positive[n = last]",
        "link_glued: link_length",
        "link_glued: pi_positive",
        "link_glued: slope_positive",
        "link_glued: steps_positive[n = last]",
        "link_high: link_length",
        "link_high: pi_positive",
        "link_high: slope_positive",
        "link_high: steps_positive[n = last]",
        "link_length: pi_positive",
        "link_second: link_length",
        "link_second: periods[t = last]",
        "link_second: pi_positive",
        "link_second: slope_positive",
        "link_second: steps_positive[n = last]",
        "link_second: tau",
        "link_slope: link_length",
        "link_slope: pi_positive",
        "link_slope: slope_positive",
        "link_slope: steps_positive[n = last]",
        "node: tau",
        "node_last: link_length",
        "node_last: pi_positive",
        "node_last: slope_positive",
        "node_last: steps_positive[n = last]",
        "node_right: periods",
        "node_right: pi_positive",
        "node_right: steps_positive",
        "rim: valley",
        "short_next | n is an integer",
        "short_next: next_long",
        "sines_above: M_positive",
        "sines_above: gap_positive",
        "sines_above: theta_range",
        "steps_positive: pi_positive",
        "straight_member: valley_height",
        "straight_second: K0_range",
        "top: link_length",
        "top: pi_positive",
        "top: slope_positive",
        "top: steps_positive[n = last]",
        "waves_glued: pi_positive",
        "waves_glued: steps_positive",
        "waves_high: periods",
        "waves_high: pi_positive",
        "waves_high: slope_positive",
        "waves_high: steps_positive",
        "waves_second: periods",
        "waves_second: pi_positive",
        "waves_second: steps_positive",
        "waves_slope: pi_positive",
        "waves_slope: steps_positive",
        "within: M_positive",
        "within: periods[t = last]",
        "within: pi_positive",
        "within: slope_positive",
        "within: steps_positive[n = last]",
        "within: tau",
    },
    "lower_bound": {
        "bed_member: eps_range",
        "bed_member: valley.above[z = x]",
        "bed_second: K0_range",
        "bottom: valley",
        "left_member: valley_height",
        "left_rim: eps_range",
        "left_second: K0_range",
        "node_right: periods[t = n]",
        "node_right: pi_positive",
        "node_right: steps_positive",
        "node_tau: pi_positive",
        "rim: valley",
        "short_next | n is an integer",
        "steps_positive: pi_positive",
        "straight_member: valley_height",
        "straight_second: K0_range",
        "waves_glued: pi_positive",
        "waves_glued: steps_positive",
        "waves_high: eps_range",
        "waves_high: periods",
        "waves_high: pi_positive",
        "waves_high: steps_positive",
        "waves_second: periods",
        "waves_second: pi_positive",
        "waves_second: steps_positive",
        "waves_slope: pi_positive",
        "waves_slope: steps_positive",
    },
    "lower_bound_valley": {
        "bottom: K0_range",
        "conclusion bottom: K0_range",
        "conclusion bottom: bottom",
        "conclusion rim: eps_nonzero",
        "conclusion rim: rim",
        "rim: eps_nonzero",
    },
    "lower_bound_wave": {
        "amplitude: amplitude_m",
        "amplitude: pi_positive",
        "conclusion left: eta_positive",
        "conclusion left: left",
        "conclusion left: periods",
        "conclusion left: pi_positive",
        "conclusion left: slope_nonzero",
        "conclusion right: slope_nonzero",
        "eta_positive: pi_positive",
        "left: eta_positive",
        "left: periods",
        "left: pi_positive",
        "left: slope_nonzero",
        "right: slope_nonzero",
        "steepest: pi_positive",
    },
    "lower_bound_iterates": {
        "moved: in_reach",
    },
    "decaying_gap_slow": {
        "defined: root",
        "lower: length",
        "quotient: root",
        "term: base_power",
        "term: root",
        "term: root_power",
        "upper: length",
    },
    "closure_sum": {
        "root_f: rho_range",
        "root_g: rho_range",
    },
    "beyond_power": {
        "conclusion ratio: rho_range",
        "grows: rest",
        "outgrows: positive",
        "ratio: positive",
    },
    "gd_convex_sharp": {
        "balance | n is an integer",
        "bound: positive",
        "kept: horizon",
        "kept: room",
        "positive_next | 0 <= n",
        "positive_next | n = 0 or ell(Delta(0)) > 0",
        "potential: horizon",
        "potential: room",
        "potential_grows: horizon",
        "potential_grows: room",
        "room | n >= 0",
    },
    "lower_bound_triangular": {
        "left_second: K0_range",
        "short_next | n is an integer",
        "straight_second: K0_range",
    },
    "lower_bound_never_reached": {
        "bed_member: eps_range",
        "down_member: valley_height",
        "down_second: K0_range",
        "hump_member: K0_range",
        "hump_member: eps_range",
        "hump_member: gap_positive",
        "hump_second: K0_range",
        "node: periods[t = n]",
        "node: pi_positive",
        "node: steps_positive",
        "right_member: valley_height",
        "right_second: K0_range",
        "right_second: eps_range",
        "shore: K0_range",
        "shore: gap_positive",
        "shore: pi_positive",
        "steps_positive: pi_positive",
        "waves_glued: pi_positive",
        "waves_glued: steps_positive",
        "waves_high: eps_range",
        "waves_high: periods",
        "waves_high: pi_positive",
        "waves_high: steps_positive",
        "waves_second: periods",
        "waves_second: pi_positive",
        "waves_second: steps_positive",
        "waves_slope: pi_positive",
        "waves_slope: steps_positive",
    },
    "lower_bound_link": {
        "conclusion left: left",
        "conclusion left: long",
        "conclusion right: long",
        "conclusion right: right",
        "left: long",
        "quartic: unit",
        "right: long",
        "steepest: unit",
    },
    "lower_bound_limit": {
        "at_least: eps_range",
        "at_least: gap_positive",
        "at_least: limit_positive",
        "at_least: pi_positive",
        "at_least: quotient",
        "at_most: eps_range",
        "at_most: gap_positive",
        "at_most: left",
        "at_most: left_excess",
        "at_most: limit_positive",
        "at_most: pi_positive",
        "at_most: quotient",
        "conclusion M_at_least: rho_range",
        "conclusion M_at_most: rho_range",
        "conclusion at_least: at_least",
        "conclusion at_least: eps_range",
        "conclusion at_least: gap_positive",
        "conclusion at_least: pi_positive",
        "conclusion at_most: at_most",
        "conclusion at_most: eps_range",
        "conclusion at_most: gap_positive",
        "conclusion at_most: pi_positive",
        "limit_positive: power",
        "quotient: K0_range",
        "quotient: eps_range",
        "quotient: gap_positive",
        "quotient: left",
        "quotient: pi_positive",
        "quotient: power",
    },
    "lower_bound_triangle": {
        "above: share",
        "conclusion curvature: eps_range",
        "conclusion curvature: periods",
        "conclusion derivatives: periods",
        "conclusion joints: eps_range",
        "conclusion joints: eta_positive",
        "conclusion joints: joints",
        "conclusion joints: periods",
        "conclusion opposite: eps_range",
        "conclusion opposite: opposite",
        "conclusion opposite: periods",
        "curvature: eps_range",
        "depth: depth_m",
        "falling_0: periods",
        "falling_1: periods",
        "joints: eps_range",
        "joints: eta_positive",
        "joints: periods",
        "opposite: eps_range",
        "opposite: periods",
        "rising_0: periods",
        "rising_1: periods",
        "share: periods",
    },
    "recurrent_unit": {
        "beyond: gradient",
        "conclusion not_a_member: gradient",
        "conclusion not_a_member: rho_range",
        "conclusion steepness: steepness",
        "cubic: grad_p",
        "cubic: quarter",
        "grad_p: third_order[a = u1**2, b = u2**2]",
        "grad_p: weight[a = u1]",
        "grad_p: weight[a = u2]",
        "hess_p: hess_p_squared",
        "hess_p: norm",
        "hess_p_squared: weight[a = u2**2]",
        "member: coefficients",
        "quarter: room",
        "quarter: share",
    },
    "decaying_gap_fast": {
        "conclusion lower: power[k = T + 1]",
        "conclusion upper: power[k = T]",
        "defined: root",
        "falls_slowly: power",
        "falls_slowly: rho_range",
        "lower: length",
        "quotient: root",
        "term: base_power",
        "term: root",
        "term: root_power",
        "upper: length",
        "upper_at_1: rho_range",
        "upper_at_1: scale_power",
    },
    "feed_forward": {
        "beyond: gradient",
        "conclusion not_a_member: gradient",
        "conclusion not_a_member: rho_range",
        "conclusion steepness: steepness",
        "cubic: grad_p",
        "cubic: quarter",
        "grad_p: weight[a = w1]",
        "grad_p: weight[a = w2]",
        "grad_p: weight[a = w3]",
        "grad_p: weight[a = w4]",
        "hess_p: norm",
        "hess_p_squared: square[a = w1**2, b = w2**2]",
        "hess_p_squared: square[a = w1**2, b = w3**2]",
        "hess_p_squared: square[a = w1**2, b = w4**2]",
        "hess_p_squared: square[a = w2**2, b = w3**2]",
        "hess_p_squared: square[a = w2**2, b = w4**2]",
        "hess_p_squared: square[a = w3**2, b = w4**2]",
        "member: coefficients",
        "quarter: room",
        "quarter: share",
        "third_order: weighted_square[a = x1, b = x2, d = x1]",
        "third_order: weighted_square[a = x1, b = x2, d = x2]",
        "third_order: weighted_square[a = x1, b = x2, d = x3]",
        "third_order: weighted_square[a = x1, b = x2, d = x4]",
        "third_order: weighted_square[a = x1, b = x3, d = x1]",
        "third_order: weighted_square[a = x1, b = x3, d = x2]",
        "third_order: weighted_square[a = x1, b = x3, d = x3]",
        "third_order: weighted_square[a = x1, b = x3, d = x4]",
        "third_order: weighted_square[a = x1, b = x4, d = x1]",
        "third_order: weighted_square[a = x1, b = x4, d = x2]",
        "third_order: weighted_square[a = x1, b = x4, d = x3]",
        "third_order: weighted_square[a = x1, b = x4, d = x4]",
        "third_order: weighted_square[a = x2, b = x3, d = x1]",
        "third_order: weighted_square[a = x2, b = x3, d = x2]",
        "third_order: weighted_square[a = x2, b = x3, d = x3]",
        "third_order: weighted_square[a = x2, b = x3, d = x4]",
        "third_order: weighted_square[a = x2, b = x4, d = x1]",
        "third_order: weighted_square[a = x2, b = x4, d = x2]",
        "third_order: weighted_square[a = x2, b = x4, d = x3]",
        "third_order: weighted_square[a = x2, b = x4, d = x4]",
        "third_order: weighted_square[a = x3, b = x4, d = x1]",
        "third_order: weighted_square[a = x3, b = x4, d = x2]",
        "third_order: weighted_square[a = x3, b = x4, d = x3]",
        "third_order: weighted_square[a = x3, b = x4, d = x4]",
    },
}
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


def copy_of(proof: _Proof) -> _Proof:
    return replace(
        proof,
        facts=dict(proof.facts),
        constants=set(proof.constants),
        introduced=set(proof.introduced),
    )


def superfluous(statement: Statement) -> set[str]:
    proof, found = _Proof(statement, granted(statement)), set()
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
            word = asked(nlsat, text, HARDER.get(budget["statement"], WORK))
        return solvers.Answer(word)

    monkeypatch.setattr(solvers, "solve", solve)
    monkeypatch.setattr(checker, "consistent", lambda hypotheses, active: None)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(s, marks=[pytest.mark.slow] if s.id == "below_extremal" else [], id=s.id)
        for s in statements()
        if s.proof
    ],
)
def test_every_step_needs_what_it_uses(statement: Statement) -> None:
    budget["statement"] = statement.id
    assert superfluous(statement) == SUPERFLUOUS.get(statement.id, set())


def test_the_list_names_only_statements_that_have_a_proof() -> None:
    assert set(SUPERFLUOUS) <= {s.id for s in statements() if s.proof}
