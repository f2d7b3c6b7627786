"""Iteration counts that hold for one function from one start, beside what runs really take.

Every number comes from the formula of a statement; here it only gets values. All of them measure
the gap from one number f_ <= inf f over S (`Facts.f_star_lower`), which the steps use as well, and
the class holds with it: what is certified with (f - top)_+, top >= inf f, allows more with f - f_,
as ell does not decrease. Steps 1/ell(f - f_) are only shorter for it. Let f* = inf f over S and
delta >= f* - f_.

* Theorem 1 (`gd_nonconvex`) asks of f_ nothing more. Steps of warm-up do not fall below the first
  one, 1/ell(gap_0), so the constant step's count holds for them, too. Energy steps have their own.
* Theorem 2 (`gd_convex`): see `verify.runs.counts`.
* Theorem PL (`gd_pl`): let ||grad f||^2 >= 2 mu (f - f*). As long as f - f_ > eps > delta,
  f - f* >= (1 - delta/eps)(f - f_), so the inequality holds for f_ with mu (1 - delta/eps), and
  only such iterates are counted.

A target "gap <= eps" means f - f_ <= eps, and so f - f* <= eps. Counts speak of exact gradient
descent; how a run in doubles is held against them is told in `verify.runs.counts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from theory.errors import DomainError
from verify.certify.constants.counts import nonconvex
from verify.certify.request import rationals
from verify.intervals.balls import precision
from verify.intervals.compare import sign
from verify.problems.base import Problem
from verify.runs.checks import RunChecks, check
from verify.runs.counts import Promise, promised_counts, verdict_of
from verify.runs.gradient_descent import MAX_ITERATIONS, Run, exact_ball, run
from verify.runs.schedules import schedule
from verify.runs.theorems import THEOREMS, assumed
from verify.verdict import Verdict, Word

THEOREM_IDS = ("gd_nonconvex", "gd_convex", "gd_pl")
_SIGN_BITS = 1024
_TIGHT = sp.Rational(1, 10**6)
"""A minimiser enclosed to this, beside the distance from the start, can be checked against."""

Stage = Callable[[str, int, float], None]
"""Called now and then during a run: what is done, the step, its gap."""


@dataclass(frozen=True)
class Row:
    """What one theorem says about one schedule.

    Attributes:
        theorem: its id.
        schedule: the schedule.
        promise: the number of iterations that is enough.
        quantity: ``gap`` or ``gradient``.
        level: the target for it.
        why: what the count leans on.
    """

    theorem: str
    schedule: str
    promise: Promise
    quantity: str
    level: sp.Expr
    why: str

    @property
    def target(self) -> str:
        """The target in words."""
        return f"{'gap' if self.quantity == 'gap' else 'gradient norm'} <= {self.level}"

    def verdict(self, replay: str) -> Verdict:
        """The guarantee as a claim about exact gradient descent."""
        claim = (
            f"exact gradient descent with the schedule {self.schedule} from this start meets"
            f" {self.target} within {self.promise.high} iterations"
        )
        name = f"guarantee/{self.theorem}/{self.schedule}"
        return Verdict(name, claim, Word.PROVED, self.why, None, replay)


@dataclass(frozen=True)
class Ran:
    """One run with its checks and the rows that it is held against."""

    run: Run
    checks: RunChecks
    rows: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]


def guaranteed(
    problem: Problem, eps: sp.Expr, eps_gradient: sp.Expr, theorems: Sequence[str] = THEOREM_IDS
) -> list[Row]:
    """Every count that the facts of a problem allow.

    Args:
        problem: a function with constants, f_, and what is known of convexity, a minimiser and mu.
            Its mu has to hold with the infimum itself; where f_ lies below that, it is adjusted.
        eps: the target gap.
        eps_gradient: the target gradient norm.
        theorems: some of `THEOREM_IDS`.

    Raises:
        DomainError: a target is not positive.
    """
    for name, level in (("eps", eps), ("eps-gradient", eps_gradient)):
        if sign(level, _SIGN_BITS) != 1:
            raise DomainError(f"a guarantee needs {name} > 0; got {level}. Raise it.")
    facts = problem.facts
    rows: list[Row] = []
    if "gd_nonconvex" in theorems:
        rows += _nonconvex_rows(problem, eps_gradient)
    if "gd_convex" in theorems and facts.convex and facts.minimiser is not None:
        for name in ("warmup", "constant"):
            promises = _promises(problem, name, "gd_convex", eps)
            if promises:
                best = min(promises, key=lambda p: p.high)
                why = "; ".join([_class(problem), *assumed(THEOREMS["gd_convex"], facts)])
                rows.append(Row("gd_convex", name, best, "gap", eps, why))
    if "gd_pl" in theorems and facts.mu is not None:
        lowered = _lowered_mu(problem, eps)
        if lowered is not None:
            for promise in _promises(problem, "warmup", "gd_pl", eps, mu=lowered):
                why = f"{_class(problem)}; mu = {facts.mu}: {facts.mu_from}"
                if lowered != facts.mu:
                    why += "; lowered by what f* is not known by"
                rows.append(Row("gd_pl", "warmup", promise, "gap", eps, why))
    return rows


def _class(problem: Problem) -> str:
    facts = problem.facts
    return f"(rho, K0, K) = ({facts.rho}, {facts.K0}, {facts.K}): {facts.constants_from}"


def _nonconvex_rows(problem: Problem, eps: sp.Expr) -> list[Row]:
    facts, gap0 = problem.facts, first_gap(problem)
    if not all(isinstance(c, sp.Rational) for c in (facts.rho, facts.K0, facts.K)):
        facts = replace(facts, K0=rationals(facts.K0)[1], K=rationals(facts.K)[1])
    # Lower counts for a lower target, so rounding it down is on the safe side.
    level = rationals(eps)[0]
    rows = []
    outputs = [("warmup", "constant"), ("constant", "constant")]
    outputs += [("energy", "energy")] if facts.rho == 1 else []
    for name, output in outputs:
        count = nonconvex(gap0, level, output)(facts.rho, facts.K0, facts.K)
        promise = Promise(f"gd_nonconvex/iterations_{output}", count, count)
        rows.append(Row("gd_nonconvex", name, promise, "gradient", eps, _class(problem)))
    return rows


def first_gap(problem: Problem) -> sp.Rational:
    """A rational number at least f(start) - f_, and not below 0."""
    facts, bits = problem.facts, problem.precisions[-1]
    begun = run(problem, schedule("warmup", facts), max_iterations=0)
    with precision(bits):
        (value,) = problem.enclose_points(begun.record, bits).values
        gap = value - exact_ball(facts.f_star_lower, bits)
        high = gap.upper()
    if not gap.is_finite():
        raise DomainError(f"f is not finite at the start of {facts.name}. Choose another start.")
    exact = high.fmpq()
    return sp.Max(sp.Rational(int(exact.p), int(exact.q)), 0)


def _promises(
    problem: Problem, name: str, theorem: str, eps: sp.Expr, mu: sp.Expr | None = None
) -> tuple[Promise, ...]:
    """The counts of `verify.runs.counts` for a run that has not begun."""
    facts = problem.facts
    if sign(first_gap(problem) - eps, _SIGN_BITS) in (-1, 0):
        return (Promise(f"{theorem}/iterations", 0, 0),)
    try:
        problem.facts = replace(facts, mu=mu) if mu is not None else facts
        begun = run(problem, schedule(name, facts), stop_gap=eps, max_iterations=0)
        return promised_counts(begun, THEOREMS[theorem])
    finally:
        problem.facts = facts


def _lowered_mu(problem: Problem, eps: sp.Expr) -> sp.Expr | None:
    """Return mu (1 - delta/eps), or None where f* is not known well enough."""
    facts = problem.facts
    if facts.f_star_upper is None or facts.mu is None:
        return None
    if facts.f_star_upper == facts.f_star_lower:
        return facts.mu
    delta = rationals(facts.f_star_upper)[1] - rationals(facts.f_star_lower)[0]
    lowered = facts.mu * (1 - delta / rationals(eps)[0])
    return lowered if sign(lowered, _SIGN_BITS) == 1 else None


def run_all(
    problem: Problem,
    rows: Sequence[Row],
    *,
    max_iterations: int = MAX_ITERATIONS,
    replay: str = "",
    stage: Stage | None = None,
) -> list[Ran]:
    """Run gradient descent with the very steps of the rows, and hold it against them.

    Args:
        problem: as for `guaranteed`.
        rows: what `guaranteed` gave; rows with one schedule and target share a run.
        max_iterations: the largest number of steps of a run.
        replay: a command that repeats it all.
        stage: called now and then.

    Returns:
        One entry for each run; those not checked when Ctrl-C came are left out.
    """
    found: list[Ran] = []
    try:
        for name, quantity in dict.fromkeys((row.schedule, row.quantity) for row in rows):
            shared = tuple(r for r in rows if (r.schedule, r.quantity) == (name, quantity))
            goal: dict[str, Any] = {f"stop_{quantity}": shared[0].level}
            made = run(
                problem,
                schedule(name, problem.facts),
                **goal,
                max_iterations=max_iterations,
                progress=_ticker(stage, name),
            )
            checks = check(made, replay, THEOREMS[_checked(problem, shared)])
            verdicts = [verdict_of(row.promise, made, replay) for row in shared]
            found.append(Ran(made, checks, shared, tuple(v for v in verdicts if v is not None)))
            if made.interrupted:
                break
    except KeyboardInterrupt:
        pass
    return found


def _ticker(stage: Stage | None, name: str) -> Callable[[int, float], None] | None:
    return None if stage is None else lambda step, gap: stage(f"running {name}", step, gap)


def _checked(problem: Problem, rows: Sequence[Row]) -> str:
    """The theorem whose inequalities are checked at every step of a run.

    That of PL only where f_ is the infimum itself: below it the inequality fails near the end. And
    distances are checked only where the minimiser is known well enough for that.
    """
    facts, ids = problem.facts, {row.theorem for row in rows}
    if "gd_convex" in ids and facts.minimiser is not None:
        widest = max(high - low for low, high in facts.minimiser.coordinates)
        if sign(_TIGHT - widest, _SIGN_BITS) == 1:
            return "gd_convex"
    if "gd_pl" in ids and facts.f_star_lower == facts.f_star_upper:
        return "gd_pl"
    return "gd_nonconvex"
