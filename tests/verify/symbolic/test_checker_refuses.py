"""The checker is shown false statements, in many disguises, and proves none of them.

Three parts: the real statements with something wrong in them; small statements that hold something
that no proof may do, each beside an honest twin that is proved (so that the refusal is for the
right reason); and ways round the checker that once worked: every one of them is a false statement
that came out PROVED before the checker was mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.lemmas import descent_lemma, energy_step, gradient_bound
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    between,
    conj,
    disj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.registry import statements
from theory.rules import calculus, integers, logarithms
from theory.schema import (
    Apply,
    At,
    Decide,
    Differentiate,
    Enclose,
    Identity,
    Induct,
    Named,
    Rule,
    Source,
    Statement,
    Step,
)
from theory.substitution import substitute
from theory.theorems import gd_nonconvex, gd_nonconvex_constant, gd_nonconvex_energy
from verify.symbolic.checker import check_all, check_statement
from verify.symbolic.report import needed
from verify.symbolic.results import StatementResult
from verify.verdict import Word

ZERO, ONE, HALF = sp.Integer(0), sp.Integer(1), sp.Rational(1, 2)
t, s, x, y, z, c, n, i, k, r = map(real, ("t", "s", "x", "y", "z", "c", "n", "i", "k", "r"))
u, du, w, w2, f = map(function, ("u", "du", "w", "w2", "f"))
INTEGER_N = Pred("integer", (n,))


# -- the real statements, with something wrong in them ---------------------------------------


@pytest.fixture(scope="module")
def proved() -> dict[str, StatementResult]:
    """What the mutated statements may lean on."""
    return check_all(needed(["descent_lemma", "gradient_bound", "energy_step", "gd_nonconvex"]))


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
    assert proved[statement.id].word is Word.PROVED


def test_a_statement_is_not_applied_before_it_is_proved() -> None:
    assert check_statement(THEOREM_1, {}).word is not Word.PROVED


def test_a_statement_leaning_on_an_unproved_one_is_not_proved() -> None:
    order = (without_use(DESCENT, "end", "step_range"), THEOREM_1)
    results = check_all(order)
    assert results["descent_lemma"].word is not Word.PROVED
    assert results["gd_nonconvex"].word is not Word.PROVED


def test_statements_in_the_wrong_order_are_not_proved() -> None:
    assert check_all((THEOREM_1, DESCENT))["gd_nonconvex"].word is not Word.PROVED


def test_an_energy_run_does_not_stand_without_the_energy_step(
    proved: dict[str, StatementResult],
) -> None:
    rest = {name: result for name, result in proved.items() if name != "energy_step"}
    assert check_statement(ENERGY_RUN, rest).word is not Word.PROVED


def test_every_rule_that_a_real_proof_applies_is_a_listed_one() -> None:
    from theory.registry import RULES

    for statement in statements():
        for step in statement.proof:
            if isinstance(step.by, Apply):
                listed = RULES if isinstance(step.by.schema, Rule) else statements()
                assert any(step.by.schema is known for known in listed), step.name


def test_every_symbol_of_an_assumption_is_a_parameter() -> None:
    from theory.logic import free_symbols, functions_of

    for statement in statements():
        for assumption in statement.assumptions:
            named = free_symbols(assumption.claim) | functions_of(assumption.claim)
            assert named <= set(statement.parameters), (statement.id, assumption.name)


def test_every_symbol_of_a_rule_is_a_parameter_or_introduced() -> None:
    from theory.logic import free_symbols
    from theory.registry import RULES

    for rule in RULES:
        declared = {*rule.parameters, *rule.introduces}
        for part in (*rule.premises, *rule.conclusions):
            assert free_symbols(part.claim) <= declared, (rule.id, part.name)


# -- small statements ------------------------------------------------------------------------


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


def induction(start: Formula, onward: Formula, body: Formula, *bounds: Formula) -> Statement:
    guard = conj(INTEGER_N, *bounds)
    return micro(
        step("start", start),
        step("onward", onward, under=[body]),
        step("all", ForAll(n, guard, body), Induct("start", "onward")),
        conclusion=ForAll(n, guard, body),
    )


HISTORY = ForAll(s, between(0, s, t), ge(u(s), 0))

# name -> (a false statement, an honest twin that is proved)
REFUSED: dict[str, tuple[Statement, Statement]] = {
    "a false identity": (
        claim(eq((x + y) ** 2, x**2 + y**2), Identity(), parameters=(x, y)),
        claim(eq((x + y) ** 2, x**2 + 2 * x * y + y**2), Identity(), parameters=(x, y)),
    ),
    "an identity of roots with the wrong sign": (
        claim(eq(sp.sqrt(x**2), x), Identity(), parameters=(x,)),
        claim(eq(sp.sqrt(x**2), x), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "an inequality by exact algebra": (
        claim(ge(x**2, 0), Identity(), parameters=(x,)),
        claim(ge(x**2, 0), parameters=(x,)),
    ),
    "a division by what may be zero": (
        claim(eq(y / x, y * (1 / x)), Identity(), parameters=(x, y)),
        claim(eq(y / x, y * (1 / x)), Decide(), parameters=(x, y), assume=[ne(x, 0)]),
    ),
    "a root of what may be negative": (
        claim(ge(sp.sqrt(x), 0), parameters=(x,)),
        claim(ge(sp.sqrt(x), 0), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "a logarithm of what may be zero": (
        claim(le(-(sp.log(x) ** 2), 0), parameters=(x,), assume=[ge(x, 0)]),
        claim(le(-(sp.log(x) ** 2), 0), parameters=(x,), assume=[gt(x, 0)]),
    ),
    "a real power of what may be negative": (
        claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[gt(r, 0)]),
        claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[gt(r, 0), ge(x, 0)]),
    ),
    "a real power of zero with an exponent that may not be positive": (
        claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), ge(r, 0)]),
        claim(ge((x**r + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), gt(r, 0)]),
    ),
    "the split of x^(1+r) for negative x": (
        claim(eq(x ** (1 + r), x * x**r), Identity(), parameters=(x, r), assume=[gt(r, 0)]),
        claim(eq(x ** (1 + r), x * x**r), Decide(), parameters=(x, r), assume=[gt(r, 0), gt(x, 0)]),
    ),
    "x^(1+r) <= 0 for negative x, by the sign of x alone": (
        claim(lt(x ** (1 + r), 1), parameters=(x, r), assume=[lt(x, 0), gt(r, 0)]),
        claim(gt(x ** (1 + r), 0), parameters=(x, r), assume=[gt(x, 0), gt(x**r, 0)]),
    ),
    "a negative power at zero": (
        claim(ge((x ** (r - 1) + 1) ** 2, 0), parameters=(x, r), assume=[ge(x, 0), gt(r, 0)]),
        claim(ge((x ** (r - 1) + 1) ** 2, 0), parameters=(x, r), assume=[gt(x, 0), gt(r, 0)]),
    ),
    "ell at what may be negative": (
        claim(ge(ell(x) ** 2, 0), parameters=(x, ell)),
        claim(ge(ell(x) ** 2, 0), parameters=(x, ell), assume=[ge(x, 0)]),
    ),
    "the square root of a square": (
        claim(eq(sp.sqrt(x**2), x), parameters=(x,)),
        claim(eq(sp.sqrt(x**2), sp.Abs(x)), parameters=(x,)),
    ),
    "an absolute value with the sign lost": (
        claim(eq(sp.Abs(x - y), x - y), parameters=(x, y)),
        claim(eq(sp.Abs(x - y), x - y), parameters=(x, y), assume=[ge(x, y)]),
    ),
    "the wrong half of a maximum": (
        claim(le(sp.Max(x, y), x), parameters=(x, y)),
        claim(ge(sp.Max(x, y), x), parameters=(x, y)),
    ),
    "the wrong half of a minimum": (
        claim(ge(sp.Min(x, y), x), parameters=(x, y)),
        claim(le(sp.Min(x, y), x), parameters=(x, y)),
    ),
    "0^r taken for 1": (
        claim(eq(sp.Pow(0, r), 1), parameters=(r,), assume=[gt(r, 0)]),
        claim(eq(sp.Pow(0, r), sp.Pow(0, r)), parameters=(r,), assume=[gt(r, 0)]),
    ),
    "powers with different exponents taken for equal": (
        claim(eq(x**r, x**y), parameters=(x, r, y), assume=[gt(x, 0)]),
        claim(eq(x**r, y**r), parameters=(x, r, y), assume=[gt(x, 0), eq(x, y)]),
    ),
    "a function taken for one-to-one": (
        claim(eq(x, y), parameters=(x, y, u), assume=[eq(u(x), u(y))]),
        claim(eq(u(x), u(y)), parameters=(x, y, u), assume=[eq(x, y)]),
    ),
    "the exponential taken for bounded": (
        claim(le(sp.exp(x), 1), parameters=(x,)),
        claim(eq(sp.exp(x) * sp.exp(-x), 1), parameters=(x,)),
    ),
    "a wrong derivative": (
        claim(HasDerivative(t, TRUE, t**3, 2 * t**2), Differentiate()),
        claim(HasDerivative(t, TRUE, t**3, 3 * t**2), Differentiate()),
    ),
    "a derivative called smooth that is right almost everywhere only": (
        claim(
            HasDerivative(t, TRUE, 2 * u(t), 2 * du(t)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
        claim(
            HasDerivative(t, TRUE, 2 * u(t), 2 * du(t), smooth=False),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
    ),
    "a chain rule through a derivative right almost everywhere only": (
        claim(
            HasDerivative(t, TRUE, u(t**2), 2 * t * du(t**2), smooth=False),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        ),
        claim(
            HasDerivative(t, TRUE, u(t**2), 2 * t * du(t**2)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, TRUE, u(s), du(s))],
        ),
    ),
    "a chain rule outside the domain": (
        claim(
            HasDerivative(t, TRUE, u(t - 1), du(t - 1)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
        claim(
            HasDerivative(t, ge(t, 1), u(t - 1), du(t - 1)),
            Differentiate(),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
    ),
    "the derivative of a root at zero": (
        claim(HasDerivative(t, ge(t, 0), sp.sqrt(t), 1 / (2 * sp.sqrt(t))), Differentiate()),
        claim(HasDerivative(t, gt(t, 0), sp.sqrt(t), 1 / (2 * sp.sqrt(t))), Differentiate()),
    ),
    "the derivative of 1/t across zero": (
        claim(HasDerivative(t, TRUE, 1 / t, -1 / t**2), Differentiate()),
        claim(HasDerivative(t, lt(t, 0), 1 / t, -1 / t**2), Differentiate()),
    ),
    "the derivative of t^r at zero for r < 1": (
        claim(
            HasDerivative(t, ge(t, 0), t**r, r * t ** (r - 1)),
            Differentiate(),
            parameters=(r,),
            assume=[gt(r, 0)],
        ),
        claim(
            HasDerivative(t, ge(t, 0), t ** (1 + r), (1 + r) * t**r),
            Differentiate(),
            parameters=(r,),
            assume=[gt(r, 0)],
        ),
    ),
    "the derivative of an absolute value": (
        claim(HasDerivative(t, TRUE, sp.Abs(t), ONE), Differentiate()),
        claim(HasDerivative(t, ge(t, 0), t, ONE), Differentiate()),
    ),
    "a derivative on a larger interval than known": (
        claim(
            HasDerivative(t, ge(t, -1), u(t), du(t)),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
        claim(
            HasDerivative(t, ge(t, 1), u(t), du(t)),
            parameters=(u, du),
            assume=[HasDerivative(s, ge(s, 0), u(s), du(s))],
        ),
    ),
    "a rule without its premise": (
        micro(
            apply("log", logarithms.LOGARITHM, {logarithms.x: x}),
            conclusion=le(sp.log(x), x - 1),
            parameters=(x,),
        ),
        micro(
            apply("log", logarithms.LOGARITHM, {logarithms.x: x}, ["a0"]),
            conclusion=le(sp.log(x), x - 1),
            parameters=(x,),
            uses=["log", "a0"],
            assume=[gt(x, 0)],
        ),
    ),
    "a mean value over an interval run backwards": (
        micro(
            step("d", HasDerivative(t, TRUE, t, ONE), Differentiate()),
            apply(
                "m",
                calculus.MEAN_VALUE,
                {
                    calculus.a: ONE,
                    calculus.b: ZERO,
                    calculus.p: sp.Lambda(t, t),
                    calculus.dp: sp.Lambda(t, 1),
                },
                ["d"],
            ),
        ),
        micro(
            step("d", HasDerivative(t, TRUE, t, ONE), Differentiate()),
            apply(
                "m",
                calculus.MEAN_VALUE,
                {
                    calculus.a: ZERO,
                    calculus.b: ONE,
                    calculus.p: sp.Lambda(t, t),
                    calculus.dp: sp.Lambda(t, 1),
                },
                ["d"],
            ),
            conclusion=ge(ONE, ZERO),
        ),
    ),
    "a value outside the guard": (
        claim(
            ge(u(-1), 0),
            parameters=(u,),
            assume=[ForAll(t, ge(t, 0), ge(u(t), 0))],
            by_uses=[At("a0", {t: sp.Integer(-1)})],
        ),
        claim(
            ge(u(1), 0),
            parameters=(u,),
            assume=[ForAll(t, ge(t, 0), ge(u(t), 0))],
            by_uses=[At("a0", {t: ONE})],
        ),
    ),
    "a value that is not defined": (
        claim(
            eq(1 / x, 1 / x),
            parameters=(x,),
            assume=[ForAll(t, TRUE, ge(t**2, 0))],
            by_uses=[At("a0", {t: 1 / x})],
        ),
        claim(ge(x**2, 0), parameters=(x,), assume=[ForAll(t, TRUE, ge(t**2, 0))]),
    ),
    "an undefined value of a rule's parameter": (
        micro(
            apply("log", logarithms.EXPONENTIAL, {logarithms.t: 1 / x}),
            conclusion=ge(x**2, 0),
            parameters=(x,),
        ),
        micro(
            apply("log", logarithms.EXPONENTIAL, {logarithms.t: 1 / x}, ["a0"]),
            conclusion=ge(x**2, 0),
            parameters=(x,),
            assume=[gt(x, 0)],
        ),
    ),
    "a hypothesis dropped": (
        micro(
            step("a", ge(x, 0), under=[ge(x, 1)]),
            conclusion=ge(x, 0),
            parameters=(x,),
        ),
        micro(
            step("a", ge(x, 0), under=[ge(x, 1)]),
            conclusion=Implies(ge(x, 1), ge(x, 0)),
            parameters=(x,),
        ),
    ),
    "a history used at a longer interval than granted": (
        claim(ge(u(t + 1), 0), parameters=(t, u), assume=[ge(t, 0), HISTORY], by_uses=["a0", "a1"]),
        claim(
            ge(u(t / 2), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t / 2})],
        ),
    ),
    "a history read at a later time": (
        claim(
            ge(u(t + 1), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t + 1})],
        ),
        claim(
            ge(u(t), 0),
            parameters=(t, u),
            assume=[ge(t, 0), HISTORY],
            by_uses=["a0", At("a1", {s: t})],
        ),
    ),
    "for all and there is, exchanged": (
        claim(
            ForAll(x, TRUE, eq(u(x), 0)),
            parameters=(u,),
            assume=[Or((ForAll(x, TRUE, eq(u(x), 0)), eq(u(0), 0)))],
        ),
        claim(
            eq(u(0), 0),
            parameters=(u,),
            assume=[ForAll(x, TRUE, eq(u(x), 0))],
            by_uses=[At("a0", {x: ZERO})],
        ),
    ),
    "a bound name taken for the free one": (
        claim(ForAll(t, TRUE, le(t, t + x)), parameters=(t, x), assume=[le(t, t + 1)]),
        claim(ForAll(t, TRUE, le(t, t + x)), parameters=(t, x), assume=[ge(x, 0)]),
    ),
    "a free variable put under its own quantifier": (
        claim(
            ForAll(t, TRUE, ge(u(t), t)),
            parameters=(t, u),
            assume=[ForAll(x, TRUE, ForAll(s, TRUE, ge(u(s), s - 1)))],
        ),
        claim(
            ForAll(t, TRUE, ge(u(t), t - 1)),
            parameters=(t, u),
            assume=[ForAll(x, TRUE, ForAll(s, TRUE, ge(u(s), s - 1)))],
        ),
    ),
    "t put for x under a quantifier over t": (
        claim(
            FALSE,
            parameters=(t,),
            assume=[ForAll(x, TRUE, ForAll(t, gt(t, x + 1), gt(t, x)))],
            by_uses=[At("a0", {x: t})],
        ),
        claim(
            ForAll(y, gt(y, t + 1), gt(y, t)),
            parameters=(t,),
            assume=[ForAll(x, TRUE, ForAll(t, gt(t, x + 1), gt(t, x)))],
            by_uses=[At("a0", {x: t})],
        ),
    ),
    "t put for x in a derivative in t": (
        claim(
            HasDerivative(s, TRUE, u(s), s),
            parameters=(u,),
            assume=[ForAll(x, TRUE, HasDerivative(s, TRUE, u(s) + x * s, du(s)))],
        ),
        claim(
            HasDerivative(s, TRUE, u(s) + t * s, du(s)),
            parameters=(u, du, t),
            assume=[ForAll(x, TRUE, HasDerivative(s, TRUE, u(s) + x * s, du(s)))],
            by_uses=[At("a0", {x: t})],
        ),
    ),
    "induction from a wrong start": (
        induction(ge(ONE, ONE), ge(n + 1, 1), ge(n, 1), le(0, n)),
        induction(ge(ONE, ONE), ge(n + 1, 1), ge(n, 1), le(1, n)),
    ),
    "induction with a wrong step": (
        induction(le(ZERO, 3), le(n, 3), le(n, 3), le(0, n)),
        induction(ge(ZERO, -3), ge(n + 1, -3), ge(n, -3), le(0, n)),
    ),
    "induction without a lower end": (
        induction(ge(ZERO, 0), ge(n + 1, 0), ge(n, 0)),
        induction(ge(ZERO, 0), ge(n + 1, 0), ge(n, 0), le(0, n)),
    ),
    "induction over the reals": (
        micro(
            step("start", ge(ZERO, 0)),
            step("onward", ge(n + 1, 0), under=[ge(n, 0)]),
            step("all", ForAll(n, le(0, n), ge(n, 0)), Induct("start", "onward")),
            conclusion=ForAll(n, le(0, n), ge(n, 0)),
        ),
        induction(ge(ZERO, 0), ge(n + 1, 0), ge(n, 0), le(0, n)),
    ),
    "induction from one half, which would skip 1": (
        micro(
            step("start", disj(eq(sp.floor(HALF), HALF - HALF), le(x, 0))),
            step(
                "onward",
                disj(eq(sp.floor(n + 1), n + 1 - HALF), le(x, 0)),
                under=[disj(eq(sp.floor(n), n - HALF), le(x, 0))],
            ),
            step(
                "all",
                ForAll(n, conj(INTEGER_N, le(HALF, n)), disj(eq(sp.floor(n), n - HALF), le(x, 0))),
                Induct("start", "onward"),
            ),
            step("end", le(x, 0), uses=[At("all", {x: x, n: ONE}), "a0"]),
            step("no", FALSE, uses=[At("end", {x: ONE})]),
            assume=[Pred("integer", (ONE,))],
        ),
        induction(ge(ONE, 1), ge(n + 1, 1), ge(n, 1), le(1, n)),
    ),
    "a conclusion that mentions an introduced function": (
        micro(apply("r", BIGGER, {x: ONE}), conclusion=gt(w(0), 1)),
        micro(
            apply("r", BIGGER, {x: ONE}),
            step("a", gt(w(0) ** 2, 1), uses=["r"]),
            conclusion=ge(ONE, 0),
        ),
    ),
    "an introduced name that is a parameter": (
        micro(apply("r", BIGGER, {x: ONE}), conclusion=gt(w(0), 1), parameters=(w,)),
        micro(apply("r", BIGGER, {x: ONE}), conclusion=ge(ONE, 0)),
    ),
    "an introduced name that occurs before": (
        micro(
            step("a", le(w(0), 1), uses=["a0"]),
            apply("r", BIGGER, {x: ONE}),
            step("b", FALSE, uses=["a", "r"]),
            assume=[le(w(0), 1)],
        ),
        micro(apply("r", BIGGER, {x: ONE}), conclusion=ge(ONE, 0)),
    ),
    "a name introduced for all values of a local variable": (
        micro(
            apply("r", BIGGER, {x: y}),
            step("b", FALSE, uses=[At("r", {y: w(0)})]),
        ),
        micro(apply("r", BIGGER, {x: y}), conclusion=ge(y**2, 0), parameters=(y,)),
    ),
    "a name introduced for an unmapped local variable": (
        micro(apply("r", BIGGER), step("b", FALSE, uses=[At("r", {x: w(0)})])),
        micro(apply("r", BIGGER), conclusion=ge(x**2, 0), parameters=(x,)),
    ),
    "a name introduced under a hypothesis with a local variable": (
        micro(
            apply("r", BIGGER, {x: ONE}, (), [gt(y, 0)]),
            conclusion=ge(ONE, 0),
        ),
        micro(
            apply("r", BIGGER, {x: ONE}, (), [gt(y, 0)]),
            conclusion=ge(ONE, 0),
            parameters=(y,),
        ),
    ),
    "a vacuous step": (
        claim(eq(x, 5), parameters=(x,), assume=[lt(x, 0), gt(x, 0)]),
        claim(gt(x, 0), parameters=(x,), assume=[gt(x, 5)]),
    ),
    "a vacuous hypothesis": (
        micro(
            step("a", eq(x, 5), under=[lt(x, 0), gt(x, 0)]), conclusion=ge(x**2, 0), parameters=(x,)
        ),
        micro(step("a", gt(x, 0), under=[gt(x, 5)]), conclusion=ge(x**2, 0), parameters=(x,)),
    ),
    "an enclosure of a false relation": (
        claim(gt(sp.sqrt(2), sp.Rational(3, 2)), Enclose()),
        claim(gt(sp.sqrt(2), sp.Rational(7, 5)), Enclose()),
    ),
    "an enclosure with a variable": (
        claim(ge(x, 0), Enclose(), parameters=(x,)),
        claim(ge(sp.pi, 3), Enclose()),
    ),
    "a parameter that a rule does not have": (
        micro(apply("r", logarithms.EXPONENTIAL, {z: ONE}), conclusion=ge(ONE, 0)),
        micro(apply("r", logarithms.EXPONENTIAL, {logarithms.t: ONE}), conclusion=ge(ONE, 0)),
    ),
    "a step without a claim": (
        micro(step("a", None), conclusion=ge(ONE, 0)),
        micro(step("a", ge(ONE, 0)), conclusion=ge(ONE, 0)),
    ),
    "a float": (
        claim(Rel(x * sp.Float("0.5"), "<=", x), parameters=(x,), assume=[ge(x, 0)]),
        claim(le(x * HALF, x), parameters=(x,), assume=[ge(x, 0)]),
    ),
    "an infinity": (
        claim(le(x, sp.oo), parameters=(x,)),
        claim(le(x, x + 1), parameters=(x,)),
    ),
    "the imaginary unit": (
        claim(eq(sp.I * x, x * sp.I), parameters=(x,)),
        claim(eq(2 * x, x * 2), parameters=(x,)),
    ),
    "division by zero as written": (
        claim(Rel(sp.zoo, "==", sp.zoo)),
        claim(eq(ONE, 1)),
    ),
    "0/0 after a value is put in": (
        micro(
            step("a", eq(y / x, y / x), under=[ne(x, 0)]),
            step("b", eq(x, x + 1), uses=[At("a", {x: ZERO, y: ZERO})]),
            conclusion=FALSE,
        ),
        micro(
            step("a", eq(x * (y / x), y), under=[ne(x, 0)]),
            conclusion=eq(3 * (y / 3), y),
            parameters=(y,),
            uses=[At("a", {x: sp.Integer(3)})],
        ),
    ),
    "x/x = 1 applied at zero": (
        micro(
            step("a", eq(y * (1 / x), y / x), under=[ne(x, 0), eq(x, y)]),
            step("b", FALSE, uses=[At("a", {x: ZERO, y: ZERO})]),
        ),
        micro(
            step("a", eq(y * (1 / x), 1), under=[ne(x, 0), eq(x, y)]),
            conclusion=ge(ONE, 0),
        ),
    ),
    "log and exp collapsed outside their domain": (
        micro(
            step("a", gt(x, 0), under=[ge(sp.log(y) ** 2, 0), eq(sp.exp(sp.log(y)), x)]),
            step("b", FALSE, uses=[At("a", {x: -ONE, y: -ONE})]),
        ),
        micro(
            step("a", ge(sp.exp(sp.log(y)), 0), under=[gt(y, 0)]),
            conclusion=ge(y, 0),
            assume=[gt(y, 0)],
            parameters=(y,),
            uses=["a", "a0"],
        ),
    ),
    "two exponentials merged into a contradiction": (
        claim(eq(sp.exp(x) * sp.exp(y), sp.exp(x + y) + 1), parameters=(x, y)),
        claim(eq(sp.exp(x) * sp.exp(-x), 1), parameters=(x,)),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name: str) -> None:
    assert word(REFUSED[name][0]) is not Word.PROVED


@pytest.mark.parametrize("name", REFUSED)
def test_its_honest_twin_is_proved(name: str) -> None:
    assert word(REFUSED[name][1]) is Word.PROVED


def test_a_circle_of_two_statements_is_refused() -> None:
    def lean_on(other: Statement, name: str) -> Statement:
        return micro(apply("a", other), conclusion=FALSE, name=name)

    first = micro(step("a", ge(ONE, 0)), conclusion=FALSE, name="first")
    second = lean_on(first, "second")
    results = check_all((lean_on(second, "first"), second))
    assert {result.word for result in results.values()} == {Word.UNDECIDED}


def test_a_statement_cannot_apply_itself() -> None:
    plain = micro(step("a", ge(ONE, 0)), conclusion=FALSE)
    assert word(replace(plain, proof=(apply("a", plain),))) is not Word.PROVED


def test_a_statement_without_steps_or_conclusions_is_undecided() -> None:
    assert word(replace(micro(step("a", TRUE)), proof=(), conclusions=())) is Word.UNDECIDED


def test_what_is_concluded_of_an_introduced_name_is_substituted_too() -> None:
    """The twin of the refusals above: renaming an introduced function renames it everywhere."""
    named = substitute(BIGGER.conclusions[0].claim, {w: w2, x: ONE})
    assert named == gt(w2(0), 1)


# -- ways round the checker: each of these false statements once came out PROVED --------------

EXPONENTIAL, EXP_T = logarithms.EXPONENTIAL, logarithms.t
FINITE_SUM, TERM, COUNT_OF = integers.FINITE_SUM, integers.a, integers.count


def _derivative_capture() -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), x)
    known = HasDerivative(s, TRUE, u(s), x)
    proof = step("d", goal, Differentiate(), ["a0"])
    return (micro(proof, conclusion=goal, parameters=(x, u), assume=[known]),)


def _derivative_guard_capture() -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), du(x))
    known = HasDerivative(s, le(s, x), u(s), du(s))
    proof = step("d", goal, Differentiate(), ["a0"])
    return (micro(proof, conclusion=goal, parameters=(x, u, du), assume=[known]),)


def _restriction_capture() -> tuple[Statement, ...]:
    goal = HasDerivative(t, TRUE, u(t), du(t))
    known = HasDerivative(s, le(s, t), u(s), du(s))
    return (micro(conclusion=goal, uses=["a0"], parameters=(t, u, du), assume=[known]),)


def _key_capture() -> tuple[Statement, ...]:
    inner = real("_0")
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, inner)), FALSE))
    return (micro(conclusion=false, uses=["a0"], parameters=(inner,), assume=[true]),)


def _fresh_name_capture() -> tuple[Statement, ...]:
    other = real("t_k1")
    goal = ForAll(t, TRUE, le(t, other))
    proof = step("a", goal, uses=["a0"])
    return (micro(proof, conclusion=ForAll(other, TRUE, goal), parameters=(t,), assume=[le(t, 0)]),)


def _renamed_to_a_parameter() -> tuple[Statement, ...]:
    other = real("t_1")
    below = rule("below", (x, other), [ForAll(t, TRUE, ge((t - 1) ** 2, x))], [le(x, 0)])
    return (
        micro(
            apply("r", below, {x: t, other: ZERO}, (), [eq(t, HALF)]),
            step("e", FALSE, uses=[At("r", {t: HALF})]),
        ),
    )


def _functions_one_after_the_other() -> tuple[Statement, ...]:
    big, gamma = calculus.F, calculus.Gamma
    constant = sp.Lambda(s, 1)
    return (
        micro(
            apply(
                "r",
                calculus.TIME_INTEGRAL,
                {gamma: big, big: constant, calculus.low: ZERO, calculus.high: ONE},
                ["a0"],
            ),
            parameters=(big,),
            assume=[Pred("time_integral", (big, constant, ZERO, ONE))],
            uses=["r.end"],
        ),
    )


def _lambda_in_a_property() -> tuple[Statement, ...]:
    a = real("a")
    vanishes = rule("vanishes", (f, a), [Pred("zero", (f,))], [eq(f(0), 0)])
    return (
        micro(
            apply("r", vanishes, {f: sp.Lambda(t, a), a: ONE}, ["a0"]),
            parameters=(a,),
            assume=[Pred("zero", (sp.Lambda(t, a),))],
        ),
    )


def _lambda_capture_in_a_property() -> tuple[Statement, ...]:
    linear = rule("linear", (k,), [], [Pred("linear", (sp.Lambda(s, k * s),))])
    doubles = rule("doubles", (f,), [Pred("linear", (f,))], [eq(f(2), 2 * f(1))])
    return (
        micro(
            apply("r", linear, {k: s}),
            apply("q", doubles, {f: sp.Lambda(s, s**2)}, ["r"]),
        ),
    )


def _sum_capture_in_a_rule() -> tuple[Statement, ...]:
    return (
        micro(
            apply("r", FINITE_SUM, {TERM: sp.Lambda(t, i * t), COUNT_OF: z + 1}),
            step(
                "e",
                FALSE,
                uses=[At("r.next", {i: ZERO, n: z}), At("r.next", {i: ONE, n: z}), "a0"],
            ),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _sum_capture_in_a_value() -> tuple[Statement, ...]:
    return (
        micro(
            apply("r", FINITE_SUM, {TERM: sp.Lambda(t, c), COUNT_OF: z + 1}),
            apply("q", FINITE_SUM, {TERM: sp.Lambda(t, t), COUNT_OF: z + 1}),
            step("k", eq(i, z), uses=[At("r.next", {c: i, n: z}), At("q.next", {n: z}), "a0"]),
            step("e", FALSE, uses=[At("k", {i: ZERO}), "a0"]),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _product_capture() -> tuple[Statement, ...]:
    constant = rule("constant", (c,), [], [eq(sp.Product(c, (i, 1, 2)), c**2)])
    goal = ForAll(i, TRUE, eq(sp.Product(i, (i, 1, 2)), i**2))
    return (micro(apply("q", constant, {c: i}), conclusion=goal),)


def _introduced_name_as_value() -> tuple[Statement, ...]:
    return (micro(apply("r", BIGGER, {x: w(0)})),)


def _one_name_for_two() -> tuple[Statement, ...]:
    two = rule("two", (), [], [ne(w(0), w2(0))], (w, w2))
    return (micro(apply("r", two, {w2: w})),)


def _introduced_as_a_formula() -> tuple[Statement, ...]:
    return (micro(apply("r", BIGGER, {x: ONE, w: sp.Lambda(t, 0)})),)


def _introduced_as_a_number() -> tuple[Statement, ...]:
    return (
        micro(
            step("d", HasDerivative(t, between(0, t, 1), -ONE, ZERO), Differentiate()),
            apply(
                "r",
                calculus.FIRST_PASSAGE,
                {
                    calculus.b: ONE,
                    calculus.p: sp.Lambda(t, -1),
                    calculus.dp: sp.Lambda(t, 0),
                    calculus.t1: sp.Integer(5),
                },
                ["d"],
            ),
            uses=["r.time"],
        ),
    )


def _local_that_becomes_introduced() -> tuple[Statement, ...]:
    at_least_one = rule("at_least_one", (), [], [ge(c, 1)], (c,))
    return (
        micro(
            step("a", ge(x, 1), under=[ge(c, 1), le(c, x)]),
            apply("r", at_least_one),
            step("b", Implies(ge(x, 0), ge(x, 1)), uses=[At("a", {c: ZERO})], under=[ge(c, 1)]),
            step("e", FALSE, uses=[At("b", {x: ZERO}), "r"]),
        ),
    )


def _undefined_formula_for_a_function() -> tuple[Statement, ...]:
    times_zero = rule("times_zero", (x, f), [eq(x, 0)], [eq(x * f(0), 0)])
    return (
        micro(
            apply("r", times_zero, {f: sp.Lambda(t, 1 / x)}, (), [eq(x, 0)]),
            step("e", FALSE, uses=[At("r", {x: ZERO})]),
        ),
    )


def _cancelled_in_a_premise() -> tuple[Statement, ...]:
    lemma = micro(
        step("a", ne(y, 0), uses=["a0"]),
        conclusion=ne(y, 0),
        parameters=(x, y),
        assume=[gt(y / x, 0)],
        name="lemma",
    )
    return (
        lemma,
        micro(apply("r", lemma, {y: x}), step("e", FALSE, uses=[At("r", {x: ZERO})])),
    )


def _cancelled_in_a_hypothesis() -> tuple[Statement, ...]:
    return (
        micro(
            step("a", ne(y, 0), under=[gt(y / x, 0)]),
            conclusion=ne(x, 0),
            uses=[At("a", {y: x})],
            parameters=(x,),
        ),
    )


def _always_positive(inner: sp.Expr, at: sp.Expr) -> tuple[Statement, ...]:
    """1/(1 + inner^2) > 0 for all x, read where ``inner`` is infinite."""
    return (micro(step("a", gt(1 / (1 + inner**2), 0)), step("b", FALSE, uses=[At("a", {x: at})])),)


def _complex_by_a_function() -> tuple[Statement, ...]:
    return (
        micro(
            step("p", gt(sp.pi, 0), Enclose()),
            step("a", ge(sp.acosh(x) ** 2, 0)),
            step("b", FALSE, uses=[At("a", {x: ZERO}), "p"]),
        ),
    )


def _complex_exponential() -> tuple[Statement, ...]:
    square = (sp.exp(sp.I * x) - sp.exp(-sp.I * x)) ** 2
    return (micro(step("a", ge(square, 0)), step("b", FALSE, uses=[At("a", {x: sp.pi / 2})])),)


def _complex_value() -> tuple[Statement, ...]:
    return (micro(step("a", ge(x**2, 0)), step("b", FALSE, uses=[At("a", {x: sp.I})])),)


def _complex_formula_for_a_function() -> tuple[Statement, ...]:
    square = rule("square", (f,), [], [ge(f(0) ** 2, 0)])
    return (micro(apply("a", square, {f: sp.Lambda(t, sp.I)})),)


def _exponential_at(value: sp.Expr) -> tuple[Statement, ...]:
    return (micro(apply("a", EXPONENTIAL, {EXP_T: value}), uses=["a.positive"]),)


def _range_that_starts_late() -> tuple[Statement, ...]:
    """Up to 2n - 3 means from 3 on: the start is vacuous, and the step enters from outside."""
    guard = conj(INTEGER_N, le(0, n), le(n, 2 * n - 3))
    return (
        micro(
            step("start", Implies(le(0, -3), le(x, 0))),
            step("onward", le(x, 0), under=[le(x, 0)]),
            step("all", ForAll(n, guard, le(x, 0)), Induct("start", "onward")),
            step("e", le(x, 0), uses=[At("all", {x: x, n: z}), "a0"]),
            conclusion=ForAll(x, TRUE, le(x, 0)),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 3))],
        ),
    )


def _forged_under_a_proved_name() -> tuple[Statement, ...]:
    true = micro(step("a", ge(x**2, 0)), conclusion=ge(x**2, 0), parameters=(x,), name="lemma")
    forged = replace(true, conclusions=(Named("c", FALSE),))
    return (true, micro(apply("a", forged)))


def _assumption_on_an_undeclared_symbol() -> tuple[Statement, ...]:
    return (
        micro(
            step("a", ge(t, 0), uses=["a0"]),
            step("b", FALSE, uses=[At("a", {t: -ONE})]),
            assume=[ge(t, 0)],
        ),
    )


def _vacuous_application() -> tuple[Statement, ...]:
    return (
        micro(
            step("r", eq(x, 5), Apply(EXPONENTIAL), ["a0"]),
            conclusion=eq(x, 5),
            parameters=(x,),
            assume=[conj(lt(x, 0), gt(x, 0))],
        ),
    )


WAYS_ROUND = {
    "the chain rule reads a free x of a fact as the bound one": _derivative_capture(),
    "the chain rule reads the free x of a fact's range as the bound one": (
        _derivative_guard_capture()
    ),
    "a derivative is restricted to a range with the bound name free in it": (
        _restriction_capture()
    ),
    "key() renames a bound variable to a name that is free": _key_capture(),
    "opening a quantifier picks a name that is free in the goal": _fresh_name_capture(),
    "substitute() renames a bound variable to a name it then replaces": (_renamed_to_a_parameter()),
    "substitute() replaces functions one after the other, but not inside properties": (
        _functions_one_after_the_other()
    ),
    "substitute() leaves a formula inside a property as it is": _lambda_in_a_property(),
    "a value is captured by a formula's variable inside a property": (
        _lambda_capture_in_a_property()
    ),
    "a term is captured by the index of a finite sum": _sum_capture_in_a_rule(),
    "a value is captured by the index of a finite sum": _sum_capture_in_a_value(),
    "a value is captured by the index of a product": _product_capture(),
    "an introduced name stands in a value of the same application": _introduced_name_as_value(),
    "two introduced names are given one name": _one_name_for_two(),
    "an introduced function is given a formula": _introduced_as_a_formula(),
    "an introduced time is given a number": _introduced_as_a_number(),
    "a local variable becomes an introduced constant": _local_that_becomes_introduced(),
    "a formula put for a function is undefined": _undefined_formula_for_a_function(),
    "a division cancels when a premise is instantiated": _cancelled_in_a_premise(),
    "a division cancels when a hypothesis is instantiated": _cancelled_in_a_hypothesis(),
    "a value is infinite": _always_positive(x, sp.oo),
    "tan is taken for a real function everywhere": _always_positive(sp.tan(x), sp.pi / 2),
    "gamma is taken for a real function everywhere": _always_positive(sp.gamma(x), ZERO),
    "acosh is taken for a real function everywhere": _complex_by_a_function(),
    "an exponential is complex": _complex_exponential(),
    "a value is complex": _complex_value(),
    "a formula put for a function is complex": _complex_formula_for_a_function(),
    "a cited rule is applied at minus infinity": _exponential_at(-sp.oo),
    "a cited rule is applied at an imaginary number": _exponential_at(sp.I * sp.pi),
    "induction over a range that its upper end starts late": _range_that_starts_late(),
    "a forged statement under a proved id": _forged_under_a_proved_name(),
    "an assumption on a symbol that is no parameter": _assumption_on_an_undeclared_symbol(),
    "an application from contradictory assumptions": _vacuous_application(),
}


@pytest.mark.parametrize("name", WAYS_ROUND)
def test_a_way_round_the_checker_is_closed(name: str) -> None:
    assert word(*WAYS_ROUND[name]) is not Word.PROVED


def _unmapped_function_as_introduced_name() -> tuple[Statement, ...]:
    """For every f there is a w with w(0) > f(0); w is given the name f, which stays unmapped."""
    above = rule("above", (f,), [], [gt(w(0), f(0))], (w,))
    return (micro(apply("r", above, {w: f})),)


def _unmapped_number_as_introduced_name() -> tuple[Statement, ...]:
    above = rule("above", (x,), [], [gt(c, x)], (c,))
    return (micro(apply("r", above, {c: x})),)


def _reserved_name_of_a_variable() -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=10**9, real=True)
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, reserved)), FALSE))
    return (micro(conclusion=false, uses=["a0"], parameters=(reserved,), assume=[true]),)


def _reserved_name_of_an_index() -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=2 * 10**9, real=True)
    goal = eq(sp.Sum(i * reserved, (i, 0, 1)), sp.Sum(i * i, (i, 0, 1)))
    return (micro(step("a", goal), conclusion=goal, parameters=(reserved,)),)


def _cancelled_inside_a_sum() -> tuple[Statement, ...]:
    """Sum of c f(i) = c times the sum of f(i), at f = 1/c and then at c = 0."""
    scaled = rule(
        "scaled",
        (c, f),
        [],
        [eq(sp.Sum(c * f(i), (i, 0, 0)), c * sp.Sum(f(i), (i, 0, 0)))],
    )
    return (
        micro(
            apply("r", scaled, {f: sp.Lambda(t, 1 / c)}),
            apply("q", FINITE_SUM, {TERM: sp.Lambda(t, 1), COUNT_OF: ONE}),
            step("e", FALSE, uses=[At("r", {c: ZERO}), "q.empty", At("q.next", {n: ZERO}), "a0"]),
            assume=[Pred("integer", (ZERO,))],
        ),
    )


def _undefined_term_of_a_sum() -> tuple[Statement, ...]:
    goal = ge(sp.Sum(1 / i, (i, 0, 3)) ** 2, 0)
    return (micro(step("a", goal), conclusion=goal),)


def _sign_in_a_symbol() -> tuple[Statement, ...]:
    """SymPy reads max(p, 0) as p, for a symbol that was created positive."""
    positive = sp.Symbol("p", positive=True)
    return (
        micro(
            step("a", ge(sp.Max(x, 0), 0)),
            step("b", ge(positive, 0), uses=[At("a", {x: positive})]),
            step("e", FALSE, uses=[At("b", {positive: -ONE})]),
        ),
    )


def _sign_in_a_function() -> tuple[Statement, ...]:
    positive = sp.Function("p", positive=True)
    lemma = micro(
        step("a", ge(sp.Max(x, 0), 0)),
        conclusion=ge(positive(0), 0),
        uses=[At("a", {x: positive(0)})],
        parameters=(positive,),
        name="lemma",
    )
    return (lemma, micro(apply("r", lemma, {positive: sp.Lambda(t, -1)})))


def _zero_to_zero_in_a_hypothesis() -> tuple[Statement, ...]:
    """x^(1+r) is read as x x^r; at r = -1 SymPy reads it as x^0 = 1, at x = 0 too."""
    return (
        micro(
            step("a", ne(x, 0), under=[eq(x ** (1 + r), 1)]),
            conclusion=ne(x, 0),
            uses=[At("a", {r: -ONE})],
            parameters=(x,),
        ),
    )


def _zero_to_zero_in_an_assumption() -> tuple[Statement, ...]:
    lemma = micro(
        step("a", ne(x, 0), uses=["a0"]),
        conclusion=ne(x, 0),
        parameters=(x, r),
        assume=[eq(x ** (1 + r), 1)],
        name="lemma",
    )
    return (
        lemma,
        micro(apply("q", lemma, {r: -ONE}), step("e", FALSE, uses=[At("q", {x: ZERO})])),
    )


def _hypothesis_shared_with_what_it_expands_to() -> tuple[Statement, ...]:
    """(x + 1)/x - 1/x > 0 says that x is not 0; expanded it says 1 > 0."""
    return (
        micro(
            step("a", ne(x, 0), under=[gt((x + 1) * (1 / x) - 1 / x, 0)]),
            step("b", ne(x, 0), uses=["a"], under=[gt(ONE, 0)]),
            conclusion=ne(x, 0),
            uses=["b"],
            parameters=(x,),
        ),
    )


SECOND_ROUND: dict[str, tuple[Statement, ...]] = {
    "an introduced function is named like a parameter that stays": (
        _unmapped_function_as_introduced_name()
    ),
    "an introduced number is named like a parameter that stays": (
        _unmapped_number_as_introduced_name()
    ),
    "the reserved name of a bound variable": _reserved_name_of_a_variable(),
    "the reserved name of an index": _reserved_name_of_an_index(),
    "a division cancels inside a sum": _cancelled_inside_a_sum(),
    "a term of a sum is undefined": _undefined_term_of_a_sum(),
    "a symbol brings its own sign": _sign_in_a_symbol(),
    "a function brings its own sign": _sign_in_a_function(),
    "0^0 in a hypothesis": _zero_to_zero_in_a_hypothesis(),
    "0^0 in an assumption": _zero_to_zero_in_an_assumption(),
    "a hypothesis is taken for what it expands to": _hypothesis_shared_with_what_it_expands_to(),
}
"""Ways round the checker as it was after the first round had been closed."""


@pytest.mark.parametrize("name", SECOND_ROUND)
def test_a_way_round_the_repaired_checker_is_closed(name: str) -> None:
    assert word(*SECOND_ROUND[name]) is not Word.PROVED


def _sum_capture_in_a_derivative() -> tuple[Statement, ...]:
    """u'(s) = s (w(0) + w(1)); read at s = i inside the sum over i it becomes w(1)."""
    known = HasDerivative(s, TRUE, u(s), sp.Sum(s * w(i), (i, 0, 1)))
    goal = HasDerivative(i, TRUE, u(i), sp.Sum(i * w(i), (i, 0, 1)))
    proof = step("d", goal, Differentiate(), ["a0"])
    return (micro(proof, conclusion=goal, parameters=(u, w), assume=[known]),)


def _assumption_that_is_not_defined_everywhere() -> tuple[Statement, ...]:
    """x/y <= 0 for all y holds at x = 0 wherever it means something, but not as 1 <= 0."""
    return (
        micro(
            step("a", FALSE, uses=[At("a0", {y: x})]),
            parameters=(x,),
            assume=[ForAll(y, TRUE, le(x / y, 0))],
        ),
    )


THIRD_ROUND: dict[str, tuple[Statement, ...]] = {
    "a value is captured by a sum in a derivative": _sum_capture_in_a_derivative(),
    "an assumption is not defined everywhere": _assumption_that_is_not_defined_everywhere(),
    "nothing is concluded": (replace(micro(step("a", ge(ONE, 0))), conclusions=(), closes={}),),
}
"""Ways round the checker as it was after the second round had been closed."""


@pytest.mark.parametrize("name", THIRD_ROUND)
def test_a_way_round_the_twice_repaired_checker_is_closed(name: str) -> None:
    assert word(*THIRD_ROUND[name]) is not Word.PROVED


def test_a_sum_over_two_indices_is_refused_and_not_a_crash() -> None:
    double = sp.Sum(x, (i, 0, 1), (n, 0, 1))
    assert word(micro(step("a", ge(double, double)), parameters=(x,))) is Word.UNDECIDED


# -- the other word that must not be wrong ----------------------------------------------------


def test_a_true_statement_is_not_refuted_because_a_step_uses_too_little() -> None:
    """x >= 1 gives x >= 0; the step forgets to use it, and x = -1 is no counterexample."""
    statement = micro(step("a", ge(x, 0)), conclusion=ge(x, 0), parameters=(x,), assume=[ge(x, 1)])
    assert word(statement) is Word.UNDECIDED


def test_a_true_statement_is_not_refuted_because_a_term_is_not_shown_defined() -> None:
    goal = eq(y / x, y / x)
    proof = step("a", goal, uses=["a0"])
    statement = micro(proof, conclusion=goal, uses=["a"], parameters=(x, y), assume=[ne(x, 0)])
    assert word(statement) is Word.UNDECIDED


def test_a_false_statement_with_a_rational_counterexample_is_refuted() -> None:
    statement = micro(
        step("a", ge(x, 2), uses=["a0"]), conclusion=ge(x, 2), parameters=(x,), assume=[ge(x, 1)]
    )
    assert word(statement) is Word.REFUTED


def test_a_true_statement_is_not_refuted_because_a_step_claims_too_much() -> None:
    statement = micro(
        step("a", ge(x, 2), uses=["a0"]),
        conclusion=ge(x, 0),
        uses=["a0"],
        parameters=(x,),
        assume=[ge(x, 1)],
    )
    assert word(statement) is Word.UNDECIDED


def test_a_true_statement_is_not_refuted_at_values_of_an_introduced_number() -> None:
    at_least_one = rule("at_least_one", (), [], [ge(c, 1)], (c,))
    statement = micro(
        apply("r", at_least_one), step("a", ge(c, 0)), conclusion=ge(x**2, 0), parameters=(x,)
    )
    assert word(statement) is Word.UNDECIDED
