"""Four schedules on one problem: each tuned by the same rule, each beside what theory promises.

Of each schedule two runs are reported. The *tuned* one has the scale that `tuning` chose; nothing
is promised about it, so the only thing checked is its count: that w_N is the first iterate that
meets the target. The *guaranteed* one has the natural step, of which the theorems speak, and is
checked against their inequalities at every step. Linear warm-up has no guaranteed form: theory
does not name a length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

import sympy as sp

from theory.definitions.gap_smooth import ell
from theory.errors import DomainError
from verify.compare.fixed_steps import fixed_step_count
from verify.compare.tuning import SCHEDULES, Tuned, make_grid, run_name, tune
from verify.problems.base import Problem, start_point
from verify.problems.river_valley import RiverValley
from verify.runs.checks import FIRST_HIT, check
from verify.runs.counts import Promise, promised_counts
from verify.runs.gradient_descent import Run, choose_target, run
from verify.runs.schedules import schedule
from verify.runs.theorems import THEOREMS
from verify.verdict import Verdict, Word

Progress: TypeAlias = Callable[[str], None]

MAX_ITERATIONS = 200_000
REFERENCE = "constant"
COUNTING = (THEOREMS["gd_convex"], THEOREMS["gd_pl"])
"""The theorems that say how many iterations are enough for a gap."""
STEEPEST_WALL = 16
"""Beyond this x_0 the steps on the wall of the river valley are too many to follow."""
MOST_TO_COUNT = sp.Rational(1, 2)
"""Largest target at which the closed form of `fixed_steps` counts."""


@dataclass(frozen=True)
class Guaranteed:
    """The untuned schedule.

    Attributes:
        iterations: steps to the target, or steps made where it was not met.
        hit: whether the target was met.
        how: in one clause, where the number comes from.
        run: the run, or None where the count comes from a closed form.
        verdicts: what was checked.
        promises: how many iterations the theorems say are enough; none where no theorem counts.
    """

    iterations: int
    hit: bool
    how: str
    run: Run | None
    verdicts: tuple[Verdict, ...]
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One schedule.

    Attributes:
        schedule: its name: constant, linear, warmup or energy.
        tuned: the choice, or None if no trial met the target within the budget.
        run: the run with the tuned scale, or None.
        verdicts: the certified count of that run.
        guaranteed: the untuned schedule, or None for linear warm-up.
    """

    schedule: str
    tuned: Tuned | None
    run: Run | None
    verdicts: tuple[Verdict, ...]
    guaranteed: Guaranteed | None

    @property
    def iterations(self) -> int | None:
        """Steps to the target with the tuned scale, or None."""
        return self.run.iterations if self.run is not None and self.run.hit else None


@dataclass(frozen=True)
class Comparison:
    """All schedules on one problem.

    Attributes:
        problem: what was minimised.
        target: the gap to be reached, exact.
        entries: one per schedule, the constant one first.
    """

    problem: Problem
    target: sp.Expr
    entries: tuple[Entry, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Everything that was checked."""
        found: list[Verdict] = []
        for entry in self.entries:
            found += entry.verdicts
            found += entry.guaranteed.verdicts if entry.guaranteed else ()
        return tuple(found)

    def speedups(self) -> dict[str, dict[str, Fraction]]:
        """Steps of the constant schedule over those of the others, tuned and guaranteed.

        Only pairs that both met the target, after at least one step, have an entry.
        """
        tuned = {e.schedule: e.iterations for e in self.entries}
        promised = {
            e.schedule: e.guaranteed.iterations
            for e in self.entries
            if e.guaranteed is not None and e.guaranteed.hit
        }
        return {"tuned": _ratios(tuned), "guaranteed": _ratios(promised)}


def _ratios(counts: dict[str, Any]) -> dict[str, Fraction]:
    reference = counts.get(REFERENCE)
    if reference is None:
        return {}
    return {
        name: Fraction(reference, count)
        for name, count in counts.items()
        if count and name != REFERENCE
    }


def compare(
    problem: Problem,
    *,
    eps: Any = None,
    max_iterations: int = MAX_ITERATIONS,
    replay: str = "",
    report: Progress | None = None,
) -> Comparison:
    """Tune the four schedules, run them, and check what can be checked.

    Args:
        problem: what to minimise, from its own start.
        eps: the gap to be reached, exact, unit loss; the problem's own target if None.
        max_iterations: budget of each trial and each run.
        replay: a ``warmproof run`` command without its schedule, for the verdicts.
        report: called now and then with a line of text.

    Raises:
        DomainError: the target makes no sense, or the start meets it.
        KeyboardInterrupt: it was stopped by hand.
    """
    told = report or (lambda _: None)
    target = choose_target(problem, eps, None)
    # The energy step has a closed form for rho = 1 only.
    names = [n for n in SCHEDULES if n != "energy" or problem.facts.rho == 1]
    first = problem.evaluate(start_point(problem.facts))
    first_gap = first.value - float(problem.facts.f_star_lower)
    level = float(target.level)
    if not first_gap > level:
        raise DomainError(
            f"a comparison needs a start with a gap above the target {target.level}; got the gap"
            f" {first_gap:.6g}. Lower eps or move the start."
        )
    grid = make_grid(problem.facts, first_gap, level)
    entries = []
    for name in names:
        told(f"tuning {name}")
        tuned = tune(problem, name, grid, level, max_iterations, told)
        made, verdicts = None, ()
        if tuned is not None:
            made, verdicts = _tuned_run(problem, tuned, target.level, max_iterations, replay, told)
        told(f"running {name} as guaranteed")
        guaranteed = _guaranteed(problem, name, target.level, max_iterations, replay, told)
        entries.append(Entry(name, tuned, made, verdicts, guaranteed))
    return Comparison(problem, target.level, tuple(entries))


def _tuned_run(
    problem: Problem,
    tuned: Tuned,
    level: sp.Expr,
    max_iterations: int,
    replay: str,
    told: Progress,
) -> tuple[Run, tuple[Verdict, ...]]:
    name = run_name(tuned)
    made = _run(problem, name, level, max_iterations, told)
    found = check(made, f"{replay} --schedule {name}").verdicts
    return made, tuple(_of(v, "tuned", tuned.schedule) for v in found if v.id == FIRST_HIT)


def _guaranteed(
    problem: Problem,
    name: str,
    level: sp.Expr,
    max_iterations: int,
    replay: str,
    told: Progress,
) -> Guaranteed | None:
    if name == "linear":
        return None
    promises = _promises(problem, name, level)
    if name == "constant" and _has_closed_form(problem, level):
        assert isinstance(problem, RiverValley)
        return replace(_counted(problem, level), promises=promises)
    made = _run(problem, name, level, max_iterations, told)
    told(f"checking every step of {name} as guaranteed")
    found = check(made, f"{replay} --schedule {name}").verdicts
    verdicts = tuple(_of(v, "guaranteed", name) for v in found)
    how = "run, every step checked"
    return Guaranteed(made.iterations, made.hit, how, made, verdicts, promises)


def _promises(problem: Problem, name: str, level: sp.Expr) -> tuple[Promise, ...]:
    """What the theorems whose assumptions are known of this problem promise from its start."""
    start = run(problem, schedule(name, problem.facts), stop_gap=level, max_iterations=0)
    known = (t for t in COUNTING if all(getattr(problem.facts, need) for need in t.needs))
    return tuple(p for t in known for p in promised_counts(start, t))


def _has_closed_form(problem: Problem, level: sp.Expr) -> bool:
    return (
        isinstance(problem, RiverValley)
        and abs(problem.facts.start[0]) <= STEEPEST_WALL
        and bool(level <= MOST_TO_COUNT)
    )


def _counted(problem: RiverValley, level: sp.Expr) -> Guaranteed:
    x0, y0 = problem.facts.start
    eta = 1 / ell(problem.first_gap).subs(problem.facts.constants)
    count = fixed_step_count(problem.mu, x0, y0, level, eta)
    claim = f"with the fixed step 1/ell(gap_0), w_{count} is the first iterate with gap <= {level}"
    verdict = Verdict(
        "guaranteed/constant/first_hit",
        claim,
        Word.PROVED,
        "closed form of y and, once |x| <= 1, of x; ball arithmetic before; exact steps",
        None,
        f"fixed_step_count({problem.mu}, {x0}, {y0}, {level}, {eta})",
    )
    return Guaranteed(count, True, "closed form", None, (verdict,))


def _run(problem: Problem, name: str, level: sp.Expr, max_iterations: int, told: Progress) -> Run:
    made = run(
        problem,
        schedule(name, problem.facts),
        stop_gap=level,
        max_iterations=max_iterations,
        progress=lambda step, gap: told(f"{name}: step {step}, gap {gap:.3g}"),
    )
    if made.interrupted:  # half a comparison compares nothing
        raise KeyboardInterrupt
    return made


def _of(verdict: Verdict, part: str, name: str) -> Verdict:
    return replace(verdict, id=f"{part}/{name}/{verdict.id}")
