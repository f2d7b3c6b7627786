"""The ray rules: their bounds hold where the path has not left S, and are given nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from theory import symbols as sym
from theory.definitions.ell_smooth import AT_POINT, BOUNDED, SMOOTH_CLASS
from theory.lemmas import descent_lemma, gradient_bound
from theory.logic import Formula, conj, ge, gt, le
from theory.registry import get
from theory.rules.rays import NOT_RISEN, RAY, c, ddu, t, u
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from verify.symbolic.checker import check_statement
from verify.verdict import Word

LATER = ge(t, 0)
CURVATURE = le(ddu(t), c**2 * sym.gradient_norm**2 * sym.ell(u(t)))


def from_a_ray(claim: Formula, *under: Formula) -> Word:
    """Whether a claim about the ray closes from the rule's conclusions."""
    statement = Statement(
        id="ray_only",
        kind="lemma",
        title="",
        source=Source("test"),
        summary="",
        parameters=(sym.ell, sym.gap, sym.gradient_norm, c),
        assumptions=(
            SMOOTH_CLASS,
            BOUNDED,
            AT_POINT,
            replace(BOUNDED, name="scale", claim=gt(c, 0)),
        ),
        conclusions=(Named("point", ge(sym.gap, 0)),),
        proof=(
            Step(
                "ray",
                "",
                None,
                Apply(RAY),
                ("smooth", "bounded_below", "point", "scale"),
            ),
            Step(
                "claim",
                "",
                claim,
                Decide(),
                ("ray.nonnegative", "ray.curvature", "ray.start", "ray.slope"),
                under,
            ),
        ),
        closes={"point": ("point",)},
    )
    result = check_statement(statement, {})
    words = {step.name: step.word for step in result.steps}
    assert words["ray"] is Word.PROVED
    return words["claim"]


@pytest.mark.parametrize(
    "claim", [ge(u(t), 0), conj(ge(u(t), 0), CURVATURE)], ids=["nonnegative", "curvature"]
)
def test_the_bounds_stand_under_the_history_and_nowhere_else(claim: Formula) -> None:
    assert from_a_ray(claim, LATER, NOT_RISEN) is Word.PROVED
    assert from_a_ray(claim, LATER) is not Word.PROVED
    assert from_a_ray(claim, LATER, le(u(t), sym.gap)) is not Word.PROVED


def changed(statement: Statement, proof: tuple[Step, ...]) -> Statement:
    assert proof != statement.proof, "nothing was taken away"
    return replace(statement, proof=proof)


def without(statement: Statement, step: str, use: str) -> Statement:
    def shorter(s: Step) -> Step:
        return replace(s, uses=tuple(q for q in s.uses if q != use)) if s.name == step else s

    return changed(statement, tuple(map(shorter, statement.proof)))


def without_hypothesis(statement: Statement, step: str, hypothesis: Formula) -> Statement:
    def shorter(s: Step) -> Step:
        rest = tuple(h for h in s.under if h != hypothesis)
        return replace(s, under=rest) if s.name == step else s

    return changed(statement, tuple(map(shorter, statement.proof)))


LEMMA_5, DESCENT = gradient_bound.STATEMENT, descent_lemma.STATEMENT
FALLING = LEMMA_5.proof[[s.name for s in LEMMA_5.proof].index("not_risen")].under[-1]
MUTATED = {
    "Lemma 5 without having stayed below": without(LEMMA_5, "nonnegative", "not_risen"),
    "Lemma 5 with a curvature bound anywhere": without(LEMMA_5, "energy_grows", "not_risen"),
    "Lemma 5 staying below without falling": without_hypothesis(LEMMA_5, "not_risen", FALLING),
    "descent without having stayed below": without_hypothesis(DESCENT, "inside_region", NOT_RISEN),
    "descent with a curvature bound anywhere": without_hypothesis(DESCENT, "curvature", NOT_RISEN),
    "descent landing without having stayed below": without(DESCENT, "lands", "below"),
}


@pytest.mark.parametrize("name", MUTATED)
def test_a_proof_that_forgets_the_history_does_not_close(name: str) -> None:
    assert check_statement(MUTATED[name], {}).word is not Word.PROVED


def test_the_energy_step_does_not_close_without_the_history() -> None:
    statement = get("below_extremal")
    assert check_statement(without(statement, "convex", "not_risen_under"), {}).word is not (
        Word.PROVED
    )


# -- what happens beyond the history: a deeper basin on the other side of a hill ----------------


def f(x: float) -> float:
    return (x * x - 1) ** 2 / 4 + x / 10


def slope(x: float) -> float:
    return x**3 - x + 0.1


def second(x: float) -> float:
    return 3 * x * x - 1


def minimum(of: Callable[[float], float], low: float, high: float) -> float:
    return min(of(low + (high - low) * k / 4000) for k in range(4001))


def test_the_bounds_hold_along_a_ray_up_to_the_hill_and_fail_behind_it() -> None:
    """From 6/5 the component is the right well; the left one is deeper."""
    start = 1.2
    level = f(start)
    low = next(x / 1000 for x in range(1200, -1, -1) if f(x / 1000) > level) + 0.001
    inf_s = minimum(f, low, start)
    allowed = max(second(x / 1000) for x in range(int(1000 * low), 1201))
    g = slope(start)
    risen, negative, steep = False, False, False
    for k in range(6001):
        x = start - k / 1000 * g
        gap = f(x) - inf_s
        risen = risen or f(x) > level + 1e-12
        if not risen:
            assert gap >= -1e-6
            assert second(x) <= allowed + 1e-6
        negative = negative or gap < -0.1
        steep = steep or second(x) > allowed + 1
    assert risen and negative and steep
