"""Checks of a run against the theory, with every rounding of float64 accounted for.

How rounding is bounded, step by step:

1. The iterates w_t and the steps eta_t are doubles, hence exact numbers. The statements are checked
   for these very numbers; that they were found by rounded arithmetic does not matter.
2. The problem encloses f(w_t) and ||grad f(w_t)||^2 in balls (for data: the float64 values with
   a-priori error bounds; for formulas: ball arithmetic at the exact iterates).
3. A theorem speaks about the exact step w_t - eta_t grad f(w_t), from which w_{t+1} differs by
   rounding. The problem encloses f after the exact step too. Inequalities about one step use it.
4. Sums telescope over the run that was made. The distance between f after the exact step and
   f(w_{t+1}) is added up as ``drift`` and enters as a ball around 0: a sum that holds does so
   for all of it, one that is broken is broken beyond it.
5. The gap is f(w_t) - f_, with f_ the exact lower bound of inf f: the statements hold for every
   such f_, and the schedules use the same one.
6. The energy step is a formula whose float value is rounded. Its exact value is enclosed, and the
   step is checked for every step size between the two.
7. Each margin is evaluated in balls and holds, is broken, or stays undecided. Where more bits can
   sharpen the enclosures they are tried; inequalities that hold with equality are then settled in
   rational arithmetic where f is rational.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from verify.intervals.balls import UNDEFINED, precision
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.problems.base import Ball, Facts, PointBalls
from verify.runs import inequalities as ineq
from verify.runs.exact_checks import settle_exactly
from verify.runs.gradient_descent import Outcome, Run, exact_ball
from verify.runs.inequalities import GRADIENT_BOUND, Family, Inequality
from verify.runs.margins import Margins, Status
from verify.verdict import Verdict, Word

MOST_STEPS_AGAIN = 20_000
"""Longer runs are not enclosed again at a higher precision; they are reported undecided."""

LOWER_BOUND = Inequality("f_star_lower", "f(w_t) >= f_", sym.gap, ineq.POINT)
FIRST_HIT = "first_hit"
OUTSIDE = ", so f is not in the class with these constants and f_"
STEP_LIMITS = {1: "steps_within_1_over_ell", 2: "steps_within_2_over_ell"}


@dataclass(frozen=True)
class RunChecks:
    """What was found on one run.

    Attributes:
        verdicts: one per inequality, in reading order.
        statuses: per verdict id, the status at each step, int8, shape (T,) or (T + 1,).
    """

    verdicts: tuple[Verdict, ...]
    statuses: dict[str, NDArray[np.int8]]


def check(run: Run, replay: str = "") -> RunChecks:
    """Check a run against the statement that speaks about its schedule.

    Args:
        run: the run, complete or not.
        replay: a command that repeats the run, for the verdicts.

    Returns:
        Verdicts about every step of this run. PROVED means: at each of its steps the margin is
        larger than everything that rounding can have done to it.
    """
    problem = run.problem
    found: dict[str, Margins] = {}
    bits = problem.precisions[0]
    for bits in problem.precisions:
        found = _margins(run, bits)
        undecided = any(m.count(Status.UNDECIDED) for m in found.values())
        if not undecided or run.iterations > MOST_STEPS_AGAIN:
            break
    family = ineq.FAMILIES[run.schedule.guarantee]
    settle_exactly(run, (GRADIENT_BOUND, *family.inequalities), found)
    listed = (LOWER_BOUND, GRADIENT_BOUND, *family.inequalities)
    verdicts = [_verdict(run, i, found, bits, replay) for i in listed]
    if FIRST_HIT in found:
        text = f"w_{run.iterations} is the first iterate with {run.target}"
        verdicts.append(_verdict(run, _point(FIRST_HIT, text), found, bits, replay))
    return RunChecks(tuple(verdicts), {name: m.statuses for name, m in found.items()})


def _point(name: str, text: str) -> Inequality:
    return Inequality(name, text, sp.Integer(0), ineq.POINT)


def _compiled(
    wanted: Sequence[Inequality], variables: tuple[sp.Symbol, ...], facts: Facts, *more: sp.Expr
) -> tuple[list[str], Compiled]:
    """The inequalities over these variables, and further expressions, in one tape."""
    chosen = [i for i in wanted if i.over == variables]
    expressions = [e.subs(facts.constants) for e in (*(i.margin for i in chosen), *more)]
    return [i.id for i in chosen], compile_expressions(expressions, variables)


def _margins(run: Run, bits: int) -> dict[str, Margins]:
    """All margins of the run, enclosed at this precision."""
    facts, record, problem = run.problem.facts, run.record, run.problem
    family = ineq.FAMILIES[run.schedule.guarantee]
    if not record.values.size:
        return {}
    with precision(bits):
        points = problem.enclose_points(record, bits)
        lowest = exact_ball(facts.f_star_lower, bits)
        gaps = [value - lowest for value in points.values]
        steps = list(_step_balls(run, gaps, points, bits))
        after = problem.enclose_steps(record, steps, bits)
        found = {LOWER_BOUND.id: Margins()}
        for gap in gaps:
            found[LOWER_BOUND.id].add(gap)
        gaps_cut = [gap.nonnegative_part() for gap in gaps]
        after_cut = [(value - lowest).nonnegative_part() for value in after]
        names, margins = _compiled([GRADIENT_BOUND], ineq.POINT, facts)
        _collect(found, names, margins, zip(gaps_cut, points.squared_gradients, strict=True), bits)
        limits = [limit - sym.eta * ell(sym.gap) for limit in STEP_LIMITS]
        names, margins = _compiled(family.inequalities, ineq.STEP, facts, *limits)
        rows = zip(
            points.values[:-1],
            gaps_cut[:-1],
            points.squared_gradients[:-1],
            steps,
            after,
            after_cut,
            strict=True,
        )
        _collect(found, [*names, *STEP_LIMITS.values()], margins, rows, bits)
        names, margins = _compiled(family.inequalities, ineq.SUM, facts)
        sums = _sums(family, facts, gaps_cut, points, steps, after_cut, bits)
        _collect(found, names, margins, sums, bits)
        if run.outcome is Outcome.HIT:
            found[FIRST_HIT] = _first_hit(run, gaps, points, bits)
    return found


def _collect(
    found: dict[str, Margins],
    names: Sequence[str],
    margins: Compiled,
    rows: Iterator[tuple[Ball, ...]],
    bits: int,
) -> None:
    series = [found.setdefault(name, Margins()) for name in names]
    for row in rows:
        for one, margin in zip(series, margins(row, bits), strict=True):
            one.add(margin)


def _step_balls(run: Run, gaps: list[Ball], points: PointBalls, bits: int) -> Iterator[Ball]:
    """For each step a ball that holds the float step and, where that matters, the exact one."""
    for t, eta in enumerate(run.record.steps.tolist()):
        ball = arb(eta)
        if run.schedule.exact:
            norm = points.squared_gradients[t].nonnegative_part().sqrt()
            formula = run.schedule.step_ball(
                gaps[t].nonnegative_part(), norm, gaps[0].nonnegative_part(), t, bits
            )
            ball = ball.union(formula) if formula.is_finite() else UNDEFINED
        yield ball


def _sums(
    family: Family,
    facts: Facts,
    gaps: list[Ball],
    points: PointBalls,
    steps: list[Ball],
    after: list[Ball],
    bits: int,
) -> Iterator[tuple[Ball, ...]]:
    """The running sums after each step, with the drift of step 4 of the module docstring."""
    weight = family.weight.subs(facts.constants)
    terms = compile_expressions([weight], (sym.eta, ineq.SQUARED_GRADIENT))
    potential = compile_expressions([family.potential.subs(facts.constants)], (sym.gap,))
    total, step_total, drift = arb(0), arb(0), arb(0)
    least = points.squared_gradients[0]
    for t, (eta, moved) in enumerate(zip(steps, after, strict=True)):
        square = points.squared_gradients[t]
        total += terms((eta, square), bits)[0]
        step_total += eta
        least = least.min(square)
        reached = potential((gaps[t + 1],), bits)[0]
        drift += abs(reached - potential((moved,), bits)[0]).upper()
        slack = arb(0, drift)
        yield (gaps[0], gaps[t + 1], total, step_total, least, arb(t + 1), slack)


def _first_hit(run: Run, gaps: list[Ball], points: PointBalls, bits: int) -> Margins:
    """Whether the last iterate meets the target and no earlier one does."""
    level = exact_ball(run.target.level, bits)
    by_gap = run.target.quantity == "gap"
    series = gaps if by_gap else points.squared_gradients
    bound = level if by_gap else level * level
    margins = Margins()
    for ball in series[:-1]:
        margins.add(ball - bound)
    margins.add(bound - series[-1])
    return margins


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _verdict(
    run: Run, inequality: Inequality, found: dict[str, Margins], bits: int, replay: str
) -> Verdict:
    margins = found.get(inequality.id, Margins())
    broken, undecided = margins.first(Status.BROKEN), margins.first(Status.UNDECIDED)
    if broken is not None:
        word = Word.REFUTED
        told = f"broken at {_counted(margins.count(Status.BROKEN), 'step')}, first at step {broken}"
        told += _hypothesis_note(inequality, found, broken)
    elif undecided is not None:
        word = Word.UNDECIDED
        count = margins.count(Status.UNDECIDED)
        told = f"undecided at {_counted(count, 'step')}, first at step {undecided}, at {bits} bits"
    else:
        word = Word.PROVED
        told = (
            f"{_counted(len(margins.statuses), 'margin')} beyond rounding"
            if found
            else "no step was made"
        )
    if margins.settled_exactly:
        told += f", {margins.settled_exactly} of them in rational arithmetic"
    evidence = f"{told}; {run.problem.rounding}; constants: {run.problem.facts.constants_from}"
    claim = f"at every step of this run: {inequality.text}"
    return Verdict(f"{inequality.id}", claim, word, evidence, margins.tightest(), replay)


def _hypothesis_note(inequality: Inequality, found: dict[str, Margins], broken: int) -> str:
    """Whether the statement promised what was broken: its steps are bounded by limit/ell(gap)."""
    limit = inequality.step_limit
    if limit is None:
        return OUTSIDE
    statuses = found[STEP_LIMITS[limit]].statuses
    relevant = statuses[: broken + 1] if inequality.over == ineq.SUM else statuses[broken:][:1]
    if (relevant == Status.BROKEN).any():
        return f" by steps beyond {limit}/ell(gap), for which nothing is promised"
    if (relevant == Status.HOLDS).all():
        return f" by steps within {limit}/ell(gap){OUTSIDE}"
    return f" by steps that rounding cannot tell from {limit}/ell(gap)"
