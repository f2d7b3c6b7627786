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
from verify.problems.base import Ball, Facts, PointBalls, TowardsBalls, minimum_ball
from verify.runs import inequalities as ineq
from verify.runs.counts import Promise, promised_counts, verdict_of
from verify.runs.exact_checks import settle_exactly
from verify.runs.gradient_descent import Outcome, Run, exact_ball
from verify.runs.inequalities import GRADIENT_BOUND, Family, Inequality
from verify.runs.margins import Margins, Status
from verify.runs.theorems import THEOREMS, Theorem, assumed
from verify.verdict import Verdict, Word

MOST_STEPS_AGAIN = 20_000
"""Longer runs are not enclosed again at a higher precision; they are reported undecided."""

LOWER_BOUND = Inequality("f_star_lower", "f(w_t) >= f_", sym.gap, ineq.POINT)
FIRST_HIT = "first_hit"
OUTSIDE = ", so f is not in the class with these constants and f_"
NONCONVEX = THEOREMS["gd_nonconvex"]
STEP_LIMITS = {1: "steps_within_1_over_ell", 2: "steps_within_2_over_ell"}


@dataclass(frozen=True)
class RunChecks:
    """What was found on one run.

    Attributes:
        verdicts: one per inequality, in reading order.
        statuses: per verdict id, the status at each step, int8, shape (T,) or (T + 1,).
        promises: how many iterations the theorem says are enough.
    """

    verdicts: tuple[Verdict, ...]
    statuses: dict[str, NDArray[np.int8]]
    promises: tuple[Promise, ...] = ()


def check(run: Run, replay: str = "", asked: Theorem = NONCONVEX) -> RunChecks:
    """Check a run against the statement that speaks about its schedule, and a further theorem.

    Args:
        run: the run, complete or not.
        replay: a command that repeats the run, for the verdicts.
        asked: a theorem that this problem and schedule allow (`theorems.refuse` tells).

    Returns:
        Verdicts about every step of this run. PROVED means: at each of its steps the margin is
        larger than everything that rounding can have done to it.
    """
    problem = run.problem
    found: dict[str, Margins] = {}
    bits = problem.precisions[0]
    for bits in problem.precisions:
        found = _margins(run, bits, asked)
        undecided = any(m.count(Status.UNDECIDED) for m in found.values())
        if not undecided or run.iterations > MOST_STEPS_AGAIN:
            break
    family = ineq.FAMILIES[run.schedule.guarantee]
    settle_exactly(run, (GRADIENT_BOUND, *family.inequalities, *asked.checked), found, asked)
    listed = (LOWER_BOUND, GRADIENT_BOUND, *family.inequalities, *asked.checked)
    verdicts = [_verdict(run, i, found, bits, replay, asked) for i in listed]
    if FIRST_HIT in found:
        text = f"w_{run.iterations} is the first iterate with {run.target}"
        verdicts.append(_verdict(run, _point(FIRST_HIT, text), found, bits, replay, asked))
    # Where the assumption is not seen to hold at every iterate, nothing is promised.
    kept = asked.assumption is None or next(v for v in verdicts if v.id == asked.assumption.id).word
    promises = promised_counts(run, asked) if kept in (True, Word.PROVED) else ()
    verdicts += [counted for p in promises if (counted := verdict_of(p, run, replay)) is not None]
    statuses = {name: m.statuses for name, m in found.items()}
    return RunChecks(tuple(verdicts), statuses, promises)


def _point(name: str, text: str) -> Inequality:
    return Inequality(name, text, sp.Integer(0), ineq.POINT)


def _compiled(
    wanted: Sequence[Inequality], variables: tuple[sp.Symbol, ...], facts: Facts, *more: sp.Expr
) -> tuple[list[str], Compiled]:
    """The inequalities over these variables, and further expressions, in one tape."""
    chosen = [i for i in wanted if i.over == variables]
    expressions = [e.subs(facts.constants) for e in (*(i.margin for i in chosen), *more)]
    return [i.id for i in chosen], compile_expressions(expressions, variables)


def _margins(run: Run, bits: int, asked: Theorem) -> dict[str, Margins]:
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
        wanted = (GRADIENT_BOUND, *family.inequalities, *asked.checked)
        names, margins = _compiled(wanted, ineq.POINT, facts)
        _collect(found, names, margins, zip(gaps_cut, points.squared_gradients, strict=True), bits)
        limits = [limit - sym.eta * ell(sym.gap) for limit in STEP_LIMITS]
        names, margins = _compiled(wanted, ineq.STEP, facts, *limits)
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
        names, margins = _compiled(wanted, ineq.SUM, facts)
        sums = _sums(family, facts, gaps_cut, points, steps, after_cut, bits)
        _collect(found, names, margins, sums, bits)
        if any(i.over in (ineq.TOWARDS, ineq.TOWARDS_SUM) for i in asked.checked):
            towards = problem.enclose_towards(record, steps, points, bits)
            lifted = minimum_ball(facts)
            true_gaps = [(value - lifted).nonnegative_part() for value in points.values]
            names, margins = _compiled(wanted, ineq.TOWARDS, facts)
            columns = (
                gaps_cut[:-1],
                true_gaps[:-1],
                steps,
                towards.inners,
                towards.squared_distances[:-1],
                towards.squared_distances_after,
            )
            _collect(found, names, margins, zip(*columns, strict=True), bits)
            names, margins = _compiled(wanted, ineq.TOWARDS_SUM, facts)
            near_sums = _near_sums(asked, facts, columns, towards, bits)
            _collect(found, names, margins, near_sums, bits)
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


def _near_sums(
    asked: Theorem,
    facts: Facts,
    columns: tuple[list[Ball], ...],
    towards: TowardsBalls,
    bits: int,
) -> Iterator[tuple[Ball, ...]]:
    """The same for distances: a step's rounding moves the next one, and that is the drift."""
    gain = compile_expressions(
        [asked.gain.subs(facts.constants)], (sym.gap, ineq.TRUE_GAP, sym.eta)
    )
    total, drift = arb(0), arb(0)
    squares = towards.squared_distances
    for t, (gap, true_gap, eta, *_) in enumerate(zip(*columns, strict=True)):
        total += gain((gap, true_gap, eta), bits)[0]
        drift += abs(squares[t + 1] - towards.squared_distances_after[t]).upper()
        yield (total, squares[0], squares[t + 1], arb(0, drift))


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
    run: Run,
    inequality: Inequality,
    found: dict[str, Margins],
    bits: int,
    replay: str,
    asked: Theorem,
) -> Verdict:
    margins = found.get(inequality.id, Margins())
    broken, undecided = margins.first(Status.BROKEN), margins.first(Status.UNDECIDED)
    if broken is not None:
        word = Word.REFUTED
        told = f"broken at {_counted(margins.count(Status.BROKEN), 'step')}, first at step {broken}"
        told += _hypothesis_note(inequality, found, broken, asked)
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
    facts = run.problem.facts
    evidence = f"{told}; {run.problem.rounding}; constants: {facts.constants_from}"
    if inequality in asked.checked:
        evidence += "".join(f"; {clause}" for clause in assumed(asked, facts))
    claim = f"at every step of this run: {inequality.text}"
    return Verdict(f"{inequality.id}", claim, word, evidence, margins.tightest(), replay)


def _hypothesis_note(
    inequality: Inequality, found: dict[str, Margins], broken: int, asked: Theorem
) -> str:
    """Whether the statement promised what was broken: its steps are bounded by limit/ell(gap)."""
    if inequality == asked.assumption:
        return ": the assumption fails there, and the theorem promises nothing"
    if asked.assumption is not None and inequality in asked.inequalities:
        kept = found[asked.assumption.id].statuses
        before = kept[: broken + 1] if inequality.is_sum else kept[broken:][:1]
        if (before == Status.BROKEN).any():
            return f", where the assumption {asked.assumption.text} fails, so nothing is promised"
    limit = inequality.step_limit
    if limit is None:
        return OUTSIDE
    statuses = found[STEP_LIMITS[limit]].statuses
    relevant = statuses[: broken + 1] if inequality.is_sum else statuses[broken:][:1]
    if (relevant == Status.BROKEN).any():
        return f" by steps beyond {limit}/ell(gap), for which nothing is promised"
    if (relevant == Status.HOLDS).all():
        also = ", or not convex" if "convex" in asked.needs and inequality in asked.checked else ""
        return f" by steps within {limit}/ell(gap){OUTSIDE}{also}"
    return f" by steps that rounding cannot tell from {limit}/ell(gap)"
