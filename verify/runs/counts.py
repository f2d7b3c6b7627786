"""How many iterations a theorem says are enough, beside how many a run took.

The formula is the one in the theorem's own evaluation; here it only gets values, as balls: the
distance from the start to the minimiser, the gap at the start, the target. For Theorem 2 the steps
come from the gap f - f_ while the distances fall by the gap f - f(w*); with
delta = f(w*) - f_ < eps, as long as f - f_ > eps the latter is at least (1 - delta/eps) times the
former, so the count grows by 1/(1 - delta/eps).

The theorems speak of exact gradient descent. A run rounds every step, so a count that is exceeded
by less than ``ROOM`` decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flint
import sympy as sp

from theory import symbols as sym
from theory.logic import And, Rel
from theory.registry import get
from verify.intervals.balls import UNDEFINED, fmpq_ends, precision
from verify.intervals.compare import sign
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Ball, Facts, minimiser_balls, rational, start_point
from verify.runs.gradient_descent import Run, exact_ball
from verify.runs.schedules import BITS
from verify.runs.theorems import Counting, Theorem
from verify.verdict import Verdict, Word

ROOM = 2.0**-20
"""By how much, relatively, rounding is allowed to lengthen a run before it counts as broken."""


@dataclass(frozen=True)
class Promise:
    """A number of iterations that is enough.

    Attributes:
        name: statement and output, such as ``gd_convex/iterations_warmup``.
        low: the number, or one at most it where rounding leaves the integer open.
        high: the number, or one at least it.
    """

    name: str
    low: int
    high: int

    def __str__(self) -> str:
        return str(self.high) if self.low == self.high else f"{self.low} to {self.high}"


def promised_counts(run: Run, asked: Theorem) -> tuple[Promise, ...]:
    """What the theorem promises for this run's target; nothing for targets that are no gaps."""
    if run.target.quantity != "gap" or not run.record.values.size:
        return ()
    found = (_promise(run, c) for c in asked.counts.get(run.schedule.name, ()))
    return tuple(p for p in found if p is not None)


def verdict_of(promise: Promise, run: Run, replay: str) -> Verdict | None:
    """Whether the run kept the promise; None while it is too short to tell."""
    made = run.iterations
    claim = f"at most {promise} iterations to {run.target}"
    if run.hit and made <= promise.low:
        word, told = Word.PROVED, f"this run took {made}"
    elif made > promise.high * (1 + ROOM) + 1:
        word, told = Word.REFUTED, f"this run took {made}{'' if run.hit else ' and was not there'}"
    elif not run.hit:
        return None
    else:
        word, told = Word.UNDECIDED, f"this run took {made}, within what rounding can do"
    evidence = f"{told}; the formula of the statement, in balls at the start of this run"
    return Verdict(promise.name, claim, word, evidence, None, replay)


def _promise(run: Run, counting: Counting) -> Promise | None:
    formula = _formula(counting, run.problem.facts, run.target.level)
    if formula is None:
        return None
    name = f"{counting.statement}/{counting.output}"
    inner, rounding = formula
    inner = inner.subs({sym.eps: run.target.level, **_exact_distance(run)})
    lift = _lift(run) if counting.per_distance else (sp.Integer(0),) * 2
    if inner.is_Rational and lift == (0, 0):
        return Promise(name, int(rounding(inner)), int(rounding(inner)))
    with precision(BITS):
        values = _values(run)
        symbols = sorted(inner.free_symbols, key=str)
        if any(s not in values for s in symbols):
            return None
        (ball,) = compile_expressions([inner], symbols)([values[s] for s in symbols], BITS)
        most = exact_ball(lift[0]).union(exact_ball(lift[1])).nonnegative_part()
        # The sharp count is a quotient less 1/2; for the others this is a little more than enough.
        ball = (ball + 0.5) / (1 - most / exact_ball(run.target.level)) - 0.5
        if not (ball.is_finite() and ball >= 0):
            return None
        return Promise(name, *_integers(ball, rounding))


def _formula(counting: Counting, facts: Facts, level: sp.Expr) -> tuple[sp.Expr, type[Any]] | None:
    """The number before it is rounded to an integer, and which way it is rounded."""
    evaluation = get(counting.statement).evaluation
    if evaluation is None:
        return None
    known = {**facts.constants, sym.eps: level}
    for case in evaluation.cases:
        holds = [_holds(c, known) for c in case.conditions]
        if False in holds:
            continue
        if None in holds:
            return None
        for output in case.outputs:
            if output.name == counting.output and isinstance(output.formula, sp.floor | sp.ceiling):
                return output.formula.args[0].subs(facts.constants), type(output.formula)
        return None
    return None


def _holds(condition: Any, known: Mapping[sp.Symbol, sp.Expr]) -> bool | None:
    """Whether a condition of a case holds; conditions on the start are taken as its general case.

    A run that has something to do starts above its target, so ``gap0 <= eps`` does not hold.
    """
    if isinstance(condition, And):
        parts = [_holds(part, known) for part in condition.args]
        return False if False in parts else None if None in parts else True
    if not isinstance(condition, Rel):
        return None
    difference = (condition.left - condition.right).subs(known)
    if difference.free_symbols:
        return False if sym.gap0 in difference.free_symbols else None
    found = sign(difference)
    if found is None:
        return None
    return {"<=": found <= 0, "<": found < 0, ">=": found >= 0, ">": found > 0}.get(
        condition.op, found == 0
    )


def _exact_distance(run: Run) -> dict[sp.Symbol, sp.Expr]:
    """The distance from the start to the minimiser, where both are known exactly."""
    known = run.problem.facts.minimiser
    if known is None or any(low != high for low, high in known.coordinates):
        return {}
    start = map(rational, start_point(run.problem.facts).tolist())
    square = sum((x - z) ** 2 for x, (z, _) in zip(start, known.coordinates, strict=True))
    return {sym.distance0: sp.sqrt(square)}


def _values(run: Run) -> dict[sp.Symbol, Ball]:
    """The inputs that the formulas may ask for."""
    facts = run.problem.facts
    first = run.problem.evaluate(start_point(facts))
    gap = flint.arb(first.value, first.value_error) - exact_ball(facts.f_star_lower)
    values = {sym.gap0: gap.nonnegative_part(), sym.eps: exact_ball(run.target.level)}
    if facts.minimiser is not None:
        away = [
            flint.arb(x) - z
            for x, z in zip(start_point(facts).tolist(), minimiser_balls(facts), strict=True)
        ]
        square = sum((x * x for x in away), flint.arb(0))
        values[sym.distance0] = square.sqrt() if square > 0 else UNDEFINED
    return values


def _lift(run: Run) -> tuple[sp.Expr, sp.Expr]:
    """Lower and upper end of f(w*) - f_."""
    facts = run.problem.facts
    assert facts.minimiser is not None
    low, high = facts.minimiser.minimum
    return low - facts.f_star_lower, high - facts.f_star_lower


def _integers(ball: Ball, rounding: type[Any]) -> tuple[int, int]:
    """The rounded ends of a ball."""
    whole = math.floor if rounding is sp.floor else math.ceil
    low, high = fmpq_ends(ball)
    return int(whole(low)), int(whole(high))
