"""Touching inequalities, decided: rational arithmetic where balls of any precision contain 0.

Quadratics attain the descent lemma, the gradient bound and, with the step 1/K0, the telescoped
sums. No number of bits shows 0 >= 0; exact rational values at the double iterates do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp

from theory import symbols as sym
from verify.problems.base import ExactPoint, rational
from verify.runs import inequalities as ineq
from verify.runs.gradient_descent import Run
from verify.runs.inequalities import Family, Inequality
from verify.runs.margins import Margins, Status
from verify.runs.theorems import Theorem

MOST_STEPS = 500
"""Rational arithmetic goes through SymPy, a millisecond a step, and is kept to so many steps."""


def settle_exactly(
    run: Run, inequalities: Sequence[Inequality], found: Mapping[str, Margins], asked: Theorem
) -> None:
    """Replace undecided margins by exact ones where f is rational; the others stay as they are."""
    open_ids = {name for name, m in found.items() if m.count(Status.UNDECIDED)}
    wanted = [i for i in inequalities if i.id in open_ids]
    if not wanted:
        return
    values = _ExactRun(run)
    for inequality in wanted:
        margins = found[inequality.id]
        undecided = np.flatnonzero(margins.statuses == Status.UNDECIDED)[:MOST_STEPS].tolist()
        if inequality.is_sum:
            if run.iterations <= MOST_STEPS and inequality.over == ineq.SUM:
                values.settle_sums(inequality, margins, undecided)
            elif run.iterations <= MOST_STEPS:
                values.settle_near_sums(inequality, margins, undecided, asked.gain)
            continue
        formula = inequality.margin.subs(run.problem.facts.constants)
        for t in undecided:
            at = values.at(inequality.over, t)
            if at is not None:
                _settle(margins, t, formula.subs(at), sp.Integer(0))


def _settle(margins: Margins, t: int, margin: sp.Expr, slack: sp.Expr) -> None:
    """Decide a margin known up to the slack; inside the slack it stays undecided."""
    if not (margin.is_Rational and slack.is_Rational):
        return
    if margin >= slack or margin < -slack:
        margins.settle(t, margin)


class _ExactRun:
    """Exact values along a run, each computed once."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._points: dict[int, ExactPoint | None] = {}

    def _at(self, t: int) -> ExactPoint | None:
        if t not in self._points:
            self._points[t] = self._run.problem.exact_point(self._run.record, t)
        return self._points[t]

    def at(self, variables: tuple[sp.Symbol, ...], t: int) -> dict[sp.Symbol, sp.Rational] | None:
        """Values of the variables of an inequality about one point or step."""
        if variables == ineq.POINT:
            return self.point(t)
        return self.step(t) if variables == ineq.STEP else self.towards(t)

    def point(self, t: int) -> dict[sp.Symbol, sp.Rational] | None:
        """Values of the variables ``POINT``."""
        exact = self._at(t)
        if exact is None:
            return None
        gap = exact.value - self._run.problem.facts.f_star_lower
        return {
            sym.gap: gap,
            ineq.VALUE: exact.value,
            ineq.SQUARED_GRADIENT: exact.squared_gradient,
        }

    def _eta(self, t: int) -> sp.Expr:
        schedule = self._run.schedule
        return schedule.formula if schedule.exact else rational(self._run.record.steps[t])

    def step(self, t: int) -> dict[sp.Symbol, sp.Rational] | None:
        """Values of the variables ``STEP``."""
        at, eta = self.point(t), self._eta(t)
        if at is None or not eta.is_Rational:
            return None
        after = self._run.problem.exact_after(self._run.record, t, eta)
        if after is None:
            return None
        lowest = self._run.problem.facts.f_star_lower
        return at | {sym.eta: eta, ineq.VALUE_AFTER: after, ineq.GAP_AFTER: after - lowest}

    def towards(self, t: int) -> dict[sp.Symbol, sp.Rational] | None:
        """Values of the variables ``TOWARDS``."""
        at, eta = self.point(t), self._eta(t)
        if at is None or not eta.is_Rational:
            return None
        seen = self._run.problem.exact_towards(self._run.record, t, eta)
        if seen is None:
            return None
        return {
            sym.gap: at[sym.gap],
            ineq.TRUE_GAP: at[ineq.VALUE] - seen.minimum,
            sym.eta: eta,
            ineq.INNER: seen.inner,
            ineq.NEAR: seen.squared_distance,
            ineq.NEAR_AFTER: seen.squared_distance_after,
        }

    def settle_near_sums(
        self, inequality: Inequality, margins: Margins, undecided: Sequence[int], gain: sp.Expr
    ) -> None:
        """The same for sums of distances; the last distance is that of an exact step."""
        constants = self._run.problem.facts.constants
        formula, weight = inequality.margin.subs(constants), gain.subs(constants)
        steps = [self.towards(t) for t in range(self._run.iterations)]
        total, drift = sp.Integer(0), sp.Integer(0)
        for t, at in enumerate(steps):
            if at is None or steps[0] is None:
                return
            total += weight.subs(at)
            following = steps[t + 1] if t + 1 < len(steps) else None
            reached = at[ineq.NEAR_AFTER] if following is None else following[ineq.NEAR]
            if following is None and t + 1 < len(steps):
                return
            drift += abs(reached - at[ineq.NEAR_AFTER])
            if t not in undecided:
                continue
            sums = {
                ineq.TOTAL: total,
                ineq.NEAR_START: steps[0][ineq.NEAR],
                ineq.NEAR_REACHED: reached,
            }
            margin = formula.subs(sums)
            _settle(margins, t, margin.subs(ineq.DRIFT, 0), drift * margin.coeff(ineq.DRIFT))

    def settle_sums(
        self, inequality: Inequality, margins: Margins, undecided: Sequence[int]
    ) -> None:
        """Add up exactly from the first step; stop where f is not rational."""
        run = self._run
        constants = run.problem.facts.constants
        family: Family = ineq.FAMILIES[run.schedule.guarantee]
        formula = inequality.margin.subs(constants)
        weight, potential = family.weight.subs(constants), family.potential.subs(constants)
        first = self.point(0)
        total, step_total, drift, least = (sp.Integer(0),) * 3 + (sp.oo,)
        for t in range(run.iterations):
            at, reached = self.step(t), self.point(t + 1)
            if at is None or reached is None or first is None:
                return
            total += weight.subs(at)
            step_total += at[sym.eta]
            least = min(least, at[ineq.SQUARED_GRADIENT])
            after = potential.subs(sym.gap, at[ineq.GAP_AFTER])
            drift += abs(potential.subs(sym.gap, reached[sym.gap]) - after)
            if t not in undecided:
                continue
            sums = {
                sym.gap0: first[sym.gap],
                ineq.GAP_REACHED: reached[sym.gap],
                ineq.TOTAL: total,
                ineq.STEP_TOTAL: step_total,
                ineq.LEAST: least,
                ineq.COUNT: t + 1,
            }
            margin = formula.subs(sums)
            slack = drift * margin.coeff(ineq.DRIFT)
            _settle(margins, t, margin.subs(ineq.DRIFT, 0), slack)
