"""A user's function as a problem whose facts are certified on the sublevel set of the start.

The constants, bounds of the infimum, convexity, a minimiser and mu all hold on S, the component of
{f <= f(start)} that holds the start. That is where exact gradient descent stays with the steps of
the theorems (`localisation`, `localisation_energy`), so nothing is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.certify.boxes import Box, balls
from verify.certify.certify import MAX_BOXES, Certification, Stage
from verify.certify.constants.frontier import Frontier, find_frontier
from verify.certify.guarantees.convexity import convexity
from verify.certify.guarantees.gradient_domination import GradientDomination, gradient_domination
from verify.certify.guarantees.guarantee import guaranteed
from verify.certify.infimum.minimiser import enclose_minimiser
from verify.certify.infimum.minimum import Lowest, lowest
from verify.certify.outcome import Infimum, Outcome
from verify.certify.request import Request, rationals
from verify.certify.sublevel.connect import within
from verify.problems.base import Facts, rational
from verify.problems.function import FunctionProblem
from verify.verdict import Verdict, Word

_TOLERANCE = sp.Rational(1, 10**12)


@dataclass(frozen=True)
class CertifiedProblem:
    """What was certified.

    Attributes:
        problem: ready to be run; None where the constants are not certified.
        verdicts: every claim, in reading order.
        reasons: theorem -> why it does not apply, or why that stays open.
        boxes: pieces examined.
    """

    problem: FunctionProblem | None
    verdicts: tuple[Verdict, ...]
    reasons: dict[str, str]
    boxes: int


def at_doubles(request: Request) -> Request:
    """The same question from the doubles nearest to the start, where a run begins.

    Raises:
        DomainError: there is no start.
    """
    if request.start is None:
        raise DomainError("a guarantee needs a start; give it with --start x=...")
    return replace(request, start=tuple(rational(float(x)) for x in request.start))


def certified_problem(
    request: Request,
    *,
    find: bool,
    eps: sp.Expr,
    eps_gradient: sp.Expr,
    theorems: Sequence[str],
    max_boxes: int = MAX_BOXES,
    jobs: int | None = 1,
    stage: Stage | None = None,
) -> CertifiedProblem:
    """Certify all that the theorems ask for; Ctrl-C leaves the rest undecided.

    Args:
        request: the question, its start in doubles (`at_doubles`).
        find: whether to find K0 and K; those of the request play no part then.
        eps: the target gap; of the pairs found, the one with the fewest steps is taken.
        eps_gradient: the target gradient norm.
        theorems: some of `guarantee.THEOREM_IDS`; nothing is done for others.
        max_boxes: how many pieces may be examined for each of constants, convexity and mu.
        jobs: processes for the constants.
        stage: called now and then with what is done, the boxes done and the boxes waiting.
    """
    tell = stage or (lambda name, done, waiting: None)
    work = _Work(Certification(request, max_boxes, jobs, None, False, None, tell), max_boxes, tell)
    return work.run(find, eps, eps_gradient, theorems)


class _Work:
    def __init__(self, certification: Certification, max_boxes: int, tell: Stage) -> None:
        self._run, self._max_boxes, self._tell = certification, max_boxes, tell
        self._verdicts: list[Verdict] = []
        self._reasons: dict[str, str] = {}
        self._boxes = 0
        self._interrupted = False

    def run(
        self, find: bool, eps: sp.Expr, eps_gradient: sp.Expr, theorems: Sequence[str]
    ) -> CertifiedProblem:
        pairs, known, how = self._constants(find)
        self._boxes += self._run.boxes
        self._verdicts = [*self._run.verdicts, *self._verdicts]
        if known is None or not pairs:
            return self._result(None)
        facts = self._facts(known, how)
        if {"gd_convex", "gd_pl"} & set(theorems):
            least = self._least(known)
            if least.upper is not None:
                top = least.expression if least.exact else least.upper
                facts = replace(facts, f_star_upper=top)
            if "gd_convex" in theorems:
                facts = self._convex(facts, least)
            if "gd_pl" in theorems and self._interrupted:
                self._undecided_mu("interrupted")
            elif "gd_pl" in theorems:
                facts = self._dominated(facts, least)
        objective = self._run.objective
        problem = FunctionProblem(facts, objective.expression, objective.variables)
        problem.facts = _best(problem, facts, pairs, eps, eps_gradient, theorems)
        return self._result(problem)

    def _result(self, problem: FunctionProblem | None) -> CertifiedProblem:
        return CertifiedProblem(problem, tuple(self._verdicts), self._reasons, self._boxes)

    # The class.

    def _constants(self, find: bool) -> tuple[list[tuple[sp.Expr, sp.Expr]], Infimum | None, str]:
        """Certified pairs (K0, K), what is put for f*, and how they are known."""
        request = self._run.request
        if not find:
            outcome: Outcome = self._run.run()
            if outcome.word is not Word.PROVED:
                self._reasons["gd_nonconvex"] = outcome.advice or self._run.verdicts[-1].evidence
                return [], None, ""
            return [(request.K0, request.K)], outcome.infimum, self._how()
        if not self._run.make_finite():
            assert self._run.cover is not None
            self._reasons["gd_nonconvex"] = self._run.cover.reason
            return [], None, ""
        known = self._run.lower_bound()
        if not isinstance(known, Infimum):
            self._reasons["gd_nonconvex"] = self._run.verdicts[-1].evidence
            return [], None, ""
        frontier = self._frontier(known)
        claim = "||hess f|| <= K0 + K (f - f*)^rho on the set, for each pair found"
        word = Word.PROVED if frontier.points else Word.UNDECIDED
        evidence = f"{len(frontier.points)} pairs by {len(frontier.cover)} boxes"
        self._verdicts.append(Verdict("certify/frontier", claim, word, evidence))
        pairs = [(_rational(p.K0), _rational(p.K)) for p in frontier.points]
        if not pairs:
            self._reasons["gd_nonconvex"] = "no constants could be certified; allow more boxes"
        return pairs, known, self._how(frontier.examined)

    def _frontier(self, known: Infimum) -> Frontier:
        request = self._run.request
        if not isinstance(request.rho, sp.Rational):
            raise DomainError(f"constants are found for a rational rho; got rho = {request.rho}.")
        return find_frontier(
            self._run.objective,
            self._run.pieces,
            request.rho,
            rationals(known.bottom)[0],
            rationals(known.top)[1],
            level=self._run.level,
            max_boxes=self._max_boxes,
            progress=lambda done, ratio: self._tell("finding constants", done, 0),
        )

    def _how(self, more: int = 0) -> str:
        return f"certified on the sublevel set by {self._run.boxes + more} boxes"

    def _facts(self, known: Infimum, how: str) -> Facts:
        request = self._run.request
        assert request.start is not None
        return Facts(
            name="function",
            title=request.text,
            dimension=len(request.names),
            source="given by the user",
            licence="-",
            rho=request.rho,
            K0=request.K0,
            K=request.K,
            constants_from=how,
            f_star_lower=known.bottom,
            f_star_upper=None,
            start=request.start,
            stop_gap=sp.S.One,
        )

    def _least(self, known: Infimum) -> Lowest:
        """Bounds of the infimum itself, also where a number was given for f*."""
        if known.found is not None:
            return known.found
        assert self._run.cover is not None
        found = lowest(
            self._run.objective,
            self._run.cover,
            tolerance=_TOLERANCE,
            max_boxes=self._max_boxes,
            progress=lambda done, waiting: self._tell("enclosing the infimum", done, waiting),
        )
        self._boxes += found.examined
        self._run.pieces = self._run.cover.reached
        return found

    # Theorem 2.

    def _convex(self, facts: Facts, least: Lowest) -> Facts:
        assert self._run.level is not None
        found = convexity(
            self._run.objective,
            self._run.pieces,
            self._run.level.ball,
            max_boxes=self._max_boxes,
            progress=lambda done, waiting: self._tell("deciding convexity", done, waiting),
        )
        self._boxes += found.boxes
        claim = "f is convex on the sublevel set"
        if found.word is Word.PROVED:
            evidence = f"no negative eigenvalue on {found.boxes} boxes around it"
            self._add("convex", claim, Word.PROVED, evidence)
            minimiser = enclose_minimiser(
                self._run.objective, self._run.pieces, self._run.level, least
            )
            if minimiser is None:
                self._reasons["gd_convex"] = "no minimiser could be enclosed"
            return replace(facts, convex=f"certified, {evidence}", minimiser=minimiser)
        if found.witness is not None and self._holds(found.witness):
            where = self._named(found.witness)
            self._reasons["gd_convex"] = f"f is not convex: a negative eigenvalue at {where}"
            evidence = f"hess f has a negative eigenvalue at {where}, by balls at that point"
            self._add("convex", "f is not convex on the sublevel set", Word.PROVED, evidence)
            return facts
        if found.witness is not None:
            why = (
                f"hess f has a negative eigenvalue at {self._named(found.witness)}, and whether"
                " that point belongs to the set is open"
            )
        elif found.interrupted:
            self._interrupted = True
            why = "interrupted"
        else:
            why = f"open after {found.boxes} boxes; allow more with --max-boxes"
        self._reasons["gd_convex"] = f"convexity is undecided: {why}"
        self._add("convex", claim, Word.UNDECIDED, why)
        return facts

    # Theorem PL.

    def _dominated(self, facts: Facts, least: Lowest) -> Facts:
        assert self._run.level is not None
        found = gradient_domination(
            self._run.objective,
            self._run.pieces,
            self._run.level.ball,
            least,
            max_boxes=self._max_boxes,
            progress=lambda done, waiting: self._tell("seeking mu", done, waiting),
        )
        self._boxes += found.boxes
        if found.mu:
            self._add(
                "gradient_domination",
                f"||grad f||^2 >= 2 mu (f - f*) on the sublevel set with mu = {found.mu}",
                Word.PROVED,
                f"{found.how}; samples allow at most about {found.at_most:.3g}",
            )
            return replace(facts, mu=found.mu, mu_from=f"certified, {found.how}")
        self._no_mu(found)
        return facts

    def _no_mu(self, found: GradientDomination) -> None:
        if found.other is not None and self._holds_box(found.other):
            where = ", ".join(
                f"{n} = {low / 2 + high / 2:.12g}"
                for n, (low, high) in zip(self._run.request.names, found.other, strict=True)
            )
            self._reasons["gd_pl"] = f"no mu > 0: f has another stationary point near {where}"
            self._add(
                "gradient_domination",
                "the sublevel set holds a stationary point above the infimum",
                Word.PROVED,
                f"Krawczyk's test near {where}",
            )
            return
        self._undecided_mu(found.how)

    def _undecided_mu(self, why: str) -> None:
        self._reasons["gd_pl"] = f"no mu is certified: {why}"
        claim = "||grad f||^2 >= 2 mu (f - f*) on the sublevel set for some mu > 0"
        self._add("gradient_domination", claim, Word.UNDECIDED, why)

    # Small things.

    def _holds(self, point: Sequence[float]) -> bool:
        """Whether a point is shown to lie in S."""
        assert self._run.level is not None
        exact = tuple(rational(x) for x in point)
        return within(self._run.objective, self._run.level, exact, self._run.cover) is not None

    def _holds_box(self, box: Box) -> bool:
        assert self._run.level is not None
        value: arb = self._run.objective.value(balls(box))
        centre = tuple(low / 2 + high / 2 for low, high in box)
        return bool(value <= self._run.level.ball) and self._holds(centre)

    def _named(self, point: Sequence[float]) -> str:
        pairs = zip(self._run.request.names, point, strict=True)
        return ", ".join(f"{name} = {x!r}" for name, x in pairs)

    def _add(self, what: str, claim: str, word: Word, evidence: str) -> None:
        self._verdicts.append(Verdict(f"guarantee/{what}", claim, word, evidence))


def _rational(x: Fraction) -> sp.Rational:
    return sp.Rational(x.numerator, x.denominator)


def _best(
    problem: FunctionProblem,
    facts: Facts,
    pairs: Sequence[tuple[sp.Expr, sp.Expr]],
    eps: sp.Expr,
    eps_gradient: sp.Expr,
    theorems: Sequence[str],
) -> Facts:
    """The pair with the fewest steps by the strongest theorem that applies."""

    def steps(chosen: Facts) -> tuple[int, ...]:
        problem.facts = chosen
        rows = guaranteed(problem, eps, eps_gradient, theorems)
        by_gap = [r.promise.high for r in rows if r.quantity == "gap"]
        return min(by_gap, default=0), min(r.promise.high for r in rows) if rows else 0

    candidates = [replace(facts, K0=K0, K=K) for K0, K in pairs]
    return min(candidates, key=steps) if len(candidates) > 1 else candidates[0]
