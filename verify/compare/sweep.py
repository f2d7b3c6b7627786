"""How the factor between fixed steps and warm-up grows with the steepness L_0 = e^(x_0 - 1).

On the river valley, from (x_0, y_0), with c = ln(mu y_0^2/(2 eps))/2, which is how far y has to
travel on a logarithmic scale:

    fixed step eta        ~ c/(eta mu) steps, the river being the slow part;
    guaranteed constant   eta = 1/ell(gap_0) ~ 1/L_0, so ~ L_0 c/mu steps;
    best fixed step       eta -> 2 x_0/L_0, so ~ L_0 c/(2 x_0 mu) steps;
    warm-up               ~ x_0 steps down the wall and c/mu along the river.

While x_0 is small beside c/mu, warm-up takes ~ c/mu steps and the factors are Theta(L_0) and
Theta(L_0/x_0) = Theta(L_0/ln L_0). (With mu, eps and y_0 held and L_0 -> infinity the x_0 steps
down the wall win in the end, and both factors lose another ln L_0.)

Counts of fixed steps are exact, from `fixed_steps`; those of warm-up come from a run whose first
hit is certified. The exponents are least-squares slopes on logarithms: measurements.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import sympy as sp

from theory.errors import DomainError
from verify.compare.fixed_steps import (
    fixed_step_count,
    guaranteed_step,
    stability_limit,
    wall_curvature,
)
from verify.problems.base import Floats
from verify.problems.river_valley import river_valley
from verify.runs.checks import FIRST_HIT, check
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.verdict import Verdict, Word

Progress: TypeAlias = Callable[[int, int, str], None]

OF_LIMIT = sp.Rational(999, 1000)
"""The share of the stability limit that stands for the best fixed step."""
SMALLEST_X0, LARGEST_X0 = 2, 16


@dataclass(frozen=True)
class Point:
    """One start.

    Attributes:
        x0: start on the wall.
        curvature: L_0 = e^(x_0 - 1), rounded.
        guaranteed: steps with 1/ell(gap_0), exact.
        best_fixed: steps with 0.999 of the stability limit, exact.
        warmup: steps with 1/ell(gap_t).
        expected: the three counts by the estimates above, in the same order.
        verdict: the certified first hit of warm-up.
    """

    x0: sp.Expr
    curvature: float
    guaranteed: int
    best_fixed: int
    warmup: int
    expected: tuple[float, float, float]
    verdict: Verdict

    @property
    def ratios(self) -> tuple[float, float]:
        """Steps of the guaranteed and of the best fixed step over those of warm-up."""
        return self.guaranteed / self.warmup, self.best_fixed / self.warmup

    @property
    def expected_ratios(self) -> tuple[float, float]:
        """The same by the estimates."""
        guaranteed, best, warmup = self.expected
        return guaranteed / warmup, best / warmup

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "x0": str(self.x0),
            "L0": self.curvature,
            "iterations": {
                "guaranteed": self.guaranteed,
                "best_fixed": self.best_fixed,
                "warmup": self.warmup,
            },
            "ratios": dict(zip(("guaranteed", "best_fixed"), self.ratios, strict=True)),
            "expected_ratios": dict(
                zip(("guaranteed", "best_fixed"), self.expected_ratios, strict=True)
            ),
        }


@dataclass(frozen=True)
class Fit:
    """A fitted exponent: ratio ~ (abscissa)^exponent.

    Attributes:
        ratio: which ratio.
        abscissa: what it is fitted against, as text.
        exponent: least-squares slope of the logarithms.
        error: standard error of the slope.
        theory: the exponent that theory gives.
        expected: the slope of the estimates on the same starts.
    """

    ratio: str
    abscissa: str
    exponent: float
    error: float
    theory: int
    expected: float

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return dict(vars(self))


@dataclass(frozen=True)
class Sweep:
    """All starts and the fits."""

    points: tuple[Point, ...]
    fits: tuple[Fit, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The fits as measurements, and the counts that they rest on."""
        measured = tuple(_measured(fit, len(self.points)) for fit in self.fits)
        return (*measured, *(p.verdict for p in self.points))


def sweep(
    mu: sp.Expr,
    y0: sp.Expr,
    eps: sp.Expr,
    starts: Sequence[sp.Expr],
    report: Progress | None = None,
) -> Sweep:
    """Count steps from every start, and fit the growth of the ratios.

    Args:
        mu: curvature along the river, in (0, 1].
        y0: start along the river, with mu y0^2/2 > eps.
        eps: the gap to be reached, in (0, 1/2].
        starts: x_0 of each run, in [2, 16], at least three different ones.
        report: called before each start with its place, their number and a text.

    Raises:
        DomainError: a number lies outside its range.
    """
    _refuse(mu, y0, eps, starts)
    points = []
    for place, x0 in enumerate(starts):
        if report is not None:
            report(place, len(starts), f"x_0 = {x0}")
        points.append(_point(mu, x0, y0, eps))
    curvature = np.log([p.curvature for p in points])
    logs = np.log([p.ratios for p in points])
    expected = np.log([p.expected_ratios for p in points])
    slower = curvature - np.log(curvature)
    fits = (
        _fit("guaranteed", "L_0", curvature, logs[:, 0], expected[:, 0]),
        _fit("best_fixed", "L_0/ln L_0", slower, logs[:, 1], expected[:, 1]),
    )
    return Sweep(tuple(points), fits)


def _refuse(mu: sp.Expr, y0: sp.Expr, eps: sp.Expr, starts: Sequence[sp.Expr]) -> None:
    if len(set(starts)) < 3:
        raise DomainError(
            f"a fit needs at least three different starts; got {len(set(starts))}. Give more."
        )
    for x0 in starts:
        if not (x0 >= SMALLEST_X0 and x0 <= LARGEST_X0):
            raise DomainError(
                f"a sweep needs {SMALLEST_X0} <= x_0 <= {LARGEST_X0}; got x_0 = {x0}."
                " Move the starts."
            )
    if not (eps.is_positive and (sp.Rational(1, 2) - eps).is_nonnegative):
        raise DomainError(f"a sweep needs 0 < eps <= 1/2; got eps = {eps}. Change eps.")
    if not (mu * y0**2 / 2 - eps).is_positive:
        raise DomainError(
            f"a sweep needs mu y_0^2/2 > eps, so that there is a river to travel; got"
            f" {mu * y0**2 / 2} and eps = {eps}. Raise y0 or lower eps."
        )


def _point(mu: sp.Expr, x0: sp.Expr, y0: sp.Expr, eps: sp.Expr) -> Point:
    problem = river_valley(mu, x0, y0)
    done = run(problem, schedule("warmup", problem.facts), stop_gap=eps)
    found = next((v for v in check(done).verdicts if v.id == FIRST_HIT), None)
    if found is None:
        raise DomainError(
            f"warm-up did not reach gap <= {eps} from x_0 = {x0}: {done.outcome}. Raise eps."
        )
    guaranteed, best = guaranteed_step(mu, x0, y0), OF_LIMIT * stability_limit(x0)
    travel = math.log(float(mu * y0**2 / (2 * eps))) / 2
    along_river = travel / float(mu)
    return Point(
        x0=x0,
        curvature=float(wall_curvature(x0)),
        guaranteed=fixed_step_count(mu, x0, y0, eps, guaranteed),
        best_fixed=fixed_step_count(mu, x0, y0, eps, best),
        warmup=done.iterations,
        expected=(
            along_river / float(guaranteed),
            along_river / float(best),
            float(x0) + along_river,
        ),
        verdict=found,
    )


def _fit(ratio: str, against: str, x: Floats, y: Floats, expected: Floats) -> Fit:
    design = np.stack([x, np.ones_like(x)], axis=1)
    solution = np.linalg.lstsq(design, y, rcond=None)[0]
    left_over = y - design @ solution
    spread = ((x - x.mean()) ** 2).sum()
    error = math.sqrt(float(left_over @ left_over) / (len(x) - 2) / float(spread))
    slope = np.linalg.lstsq(design, expected, rcond=None)[0][0]
    return Fit(ratio, against, float(solution[0]), error, 1, float(slope))


def _measured(fit: Fit, count: int) -> Verdict:
    return Verdict(
        id=f"sweep/{fit.ratio}",
        claim=f"steps of the {fit.ratio.replace('_', ' ')} step over those of warm-up grow like "
        f"({fit.abscissa})^{fit.theory}",
        word=Word.MEASURED,
        evidence=f"fitted exponent {fit.exponent:.3f} +- {fit.error:.3f} over {count} starts, "
        f"against {fit.theory} in the limit and {fit.expected:.3f} by the estimates from here",
    )
