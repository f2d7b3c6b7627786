"""Runs of gradient descent on members of the class for rho other than 1.

The statements are those that speak of one point, one step or one run and need no distance function
G. The start is at 0 and the run goes to the right, where the pieces are; a convex member has its
minimiser at 0 and the run starts on the right of it. The other side is a parabola.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI
from theory.schema import Statement
from verify.properties.any_rho import Bottom, Line, Piece, Side
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.on_a_line import CONVEX, ON_A_LINE
from verify.properties.scenes.parameters import SceneMaker, add_parameters, class_constants
from verify.properties.taylor import Law
from verify.properties.validated import Solution

Scenes: TypeAlias = tuple[Callable[[Statement], SceneMaker], ...]

PIECES = 3


@dataclass
class Run:
    """Gradient descent, step by step.

    Attributes:
        line: the function.
        xs: the points, one more than steps.
        gaps: at the points.
        slopes: at the points.
        etas: the steps.
    """

    line: Line
    xs: list[Any]
    gaps: list[Any] = field(default_factory=list)
    slopes: list[Any] = field(default_factory=list)
    etas: list[Any] = field(default_factory=list)

    def arrive(self) -> None:
        """Look at the last point."""
        gap, slope = self.line.at(self.xs[-1])
        self.gaps.append(gap)
        self.slopes.append(slope)

    def step(self, eta: Any) -> None:
        """Take a step and look at the new point."""
        self.xs.append(self.xs[-1] - eta * self.slopes[-1])
        self.etas.append(eta)
        self.arrive()

    @property
    def ell_here(self) -> Any:
        """The curvature allowed at the last point."""
        return self.line.law.ell(self.gaps[-1])


def _law(draw: Draw, scene: Scene, rho: Fraction) -> Law:
    """The class, as values and functions of the scene."""
    K0, K = class_constants(scene, draw)
    scene.values[sym.rho] = draw.ops.ratio(rho.numerator, rho.denominator)
    exponent = {sym.rho: sp.Rational(rho.numerator, rho.denominator)}
    scene.functions[sym.ell] = sp.Lambda(sym.s, ELL(sym.s).subs(exponent))
    scene.functions[sym.Phi] = sp.Lambda(sym.s, PHI(sym.s).subs(exponent))
    return Law(K0, K, rho, draw.ops)


def _pieces(draw: Draw, control: Callable[[], Any]) -> list[Piece]:
    return [Piece(draw.positive(-5, -1), control()) for _ in range(PIECES)]


def any_member(draw: Draw, scene: Scene, rho: Fraction) -> Run:
    """A member that need not be convex, from its gap and slope at the start of the run."""
    law = _law(draw, scene, rho)
    gap = draw.positive()
    slope = -draw.unit() * draw.ops.sqrt(2 * law.Phi(gap))
    right = Side(law, Solution(gap, slope), _pieces(draw, draw.signed), draw.unit())
    left = Side(law, Solution(gap, -slope), [], draw.unit())
    scene.truths = ON_A_LINE
    return Run(Line(law, right, left), [draw.ops.number(0)])


def convex_member(draw: Draw, scene: Scene, rho: Fraction) -> Run:
    """A convex member with minimiser 0, and a start on its right."""
    law = _law(draw, scene, rho)
    zero = draw.ops.number(0)
    still = Solution(zero, zero)
    wide = draw.ops.sqrt(draw.ops.power(law.K0 / law.K, 1 / rho) / law.K0)
    bottom = Bottom(draw.positive(-8, 1) * wide, law.K0 * (1 - draw.unit() * 7 / 8))
    right = Side(law, still, _pieces(draw, draw.unit), draw.unit(), bottom)
    left = Side(law, still, [], bottom.curvature / law.K0)
    scene.truths = CONVEX
    return Run(Line(law, right, left), [draw.positive(-4, 4) * bottom.length])


Rule: TypeAlias = Callable[[Draw, Scene, Run], Any]
"""The next step."""


def up_to(longest: int) -> Rule:
    """Steps up to ``longest``/ell(gap)."""
    return lambda draw, scene, run: draw.unit() * longest * draw.beyond / run.ell_here


def warm_up(draw: Draw, scene: Scene, run: Run) -> Any:
    """1/ell(gap), the theoretical warm-up."""
    return 1 / run.ell_here


def constant(draw: Draw, scene: Scene, run: Run) -> Any:
    """1/ell of the first gap."""
    return run.etas[0] if run.etas else 1 / run.ell_here


def min_shape(draw: Draw, scene: Scene, run: Run) -> Any:
    """Up to c min{1/K0, 1/(3^rho K gap^rho)}, with c drawn up to what the statement allows."""
    ops, law = draw.ops, run.line.law
    three = ops.power(ops.number(3), law.rho)
    if not run.etas:
        scene.values[sym.c] = draw.unit() * draw.beyond * three / (three + 1)
    grown = three * law.K * ops.power(run.gaps[-1], law.rho)
    largest = ops.select(law.K0, grown, grown, law.K0)
    return draw.unit() * draw.beyond * scene.values[sym.c] / largest


Extra: TypeAlias = Callable[[Draw, Scene, Run], None]
"""Gives further parameters their values."""


def nothing(draw: Draw, scene: Scene, run: Run) -> None:
    """All others are drawn in their ranges."""


def pl_constant(draw: Draw, scene: Scene, run: Run) -> None:
    """A mu up to what the PL inequality allows at the points from which a step is taken."""
    shares = [p * p / (2 * u) for u, p in zip(run.gaps[:-1], run.slopes[:-1], strict=True)]
    scene.values[sym.mu] = draw.unit() * draw.beyond * draw.ops.smallest(shares)


def target(draw: Draw, scene: Scene, run: Run) -> None:
    """A target gap eps that no point has reached from which a step is taken."""
    scene.values[sym.eps] = draw.unit() * draw.ops.smallest(run.gaps[:-1])


def pl_target(draw: Draw, scene: Scene, run: Run) -> None:
    """Both."""
    pl_constant(draw, scene, run)
    target(draw, scene, run)


def lowest_quotient(draw: Draw, scene: Scene, run: Run) -> None:
    """A target, and psi up to the least of s/ell(s) between it and the first gap.

    That least value is at an end of the interval (``psi_endpoints``), so ``quotient`` is met. The
    assumption speaks of every s; one is drawn to read it at.
    """
    target(draw, scene, run)
    ends, law = (scene.values[sym.eps], run.gaps[0]), run.line.law
    lowest = draw.ops.smallest([s / law.ell(s) for s in ends])
    scene.values[sym.psi] = draw.unit() * draw.beyond * lowest
    scene.values[sym.s] = ends[0] + draw.unit() * (ends[1] - ends[0])


def run_scene(
    statement: Statement,
    member_of: Callable[[Draw, Scene, Fraction], Run],
    rho: Fraction,
    rule: Rule,
    steps: int,
    extra: Extra,
    built: frozenset[str],
) -> SceneMaker:
    """A run of gradient descent, and the first of its steps as a step and as two points.

    Args:
        statement: whose other parameters get values too.
        member_of: draws the function and the start.
        rho: of the class.
        rule: the steps.
        steps: how many.
        extra: gives some of the other parameters their values.
        built: the assumptions that are met by construction.
    """

    def make(draw: Draw) -> Scene:
        scene = Scene(counts={sym.T: steps}, built=built)
        run = member_of(draw, scene, rho)
        scene.rooms = run.line.rooms
        run.arrive()
        for _ in range(steps):
            run.step(rule(draw, scene, run))
        _fill(scene, draw, run)
        extra(draw, scene, run)
        return add_parameters(statement, scene, draw)

    return make


def _fill(scene: Scene, draw: Draw, run: Run) -> None:
    sizes, distances = [abs(p) for p in run.slopes], [abs(x) for x in run.xs]
    inners = [p * x for p, x in zip(run.slopes, run.xs, strict=True)]
    scene.tables |= {
        sym.Delta: run.gaps,
        sym.g: sizes,
        sym.etas: run.etas,
        sym.inner_at: inners,
        sym.distance_at: distances,
        sym.cross_at: [a * b for a, b in pairwise(run.slopes)],
    }
    scene.values |= {
        sym.gap: run.gaps[0],
        sym.gradient_norm: sizes[0],
        sym.eta: run.etas[0],
        sym.gap_next: run.gaps[1],
        sym.inner: inners[0],
        sym.distance: distances[0],
        sym.distance_next: distances[1],
        sym.m: draw.ops.smallest([size * size for size in sizes[:-1]]),
    }


ONE_HALF, THREE_HALVES, TWO, THREE = Fraction(1, 2), Fraction(3, 2), Fraction(2), Fraction(3)


def _scenes(
    member_of: Callable[[Draw, Scene, Fraction], Run],
    rule: Rule,
    *cases: tuple[Fraction, int],
    extra: Extra = nothing,
    built: frozenset[str] = frozenset(),
) -> Scenes:
    """One scene for each rho and number of steps."""
    return tuple(
        partial(
            run_scene,
            member_of=member_of,
            rho=rho,
            rule=rule,
            steps=steps,
            extra=extra,
            built=built,
        )
        for rho, steps in cases
    )


SCHEDULE, SCALE = frozenset({"schedule"}), frozenset({"schedule", "scale"})
PL = frozenset({"pl"})
SCENES: Mapping[str, Scenes] = {
    "gradient_bound": _scenes(any_member, up_to(1), (ONE_HALF, 1), (TWO, 1)),
    "self_bounding": _scenes(any_member, up_to(1), (TWO, 1)),
    "descent_lemma": _scenes(any_member, up_to(2), (ONE_HALF, 1), (THREE, 1)),
    "gd_nonconvex": _scenes(any_member, up_to(1), (THREE_HALVES, 1), (TWO, 3)),
    "gd_nonconvex_warmup": _scenes(any_member, warm_up, (TWO, 3), built=SCHEDULE),
    "gd_nonconvex_constant": _scenes(any_member, constant, (TWO, 3), built=SCHEDULE),
    "gd_nonconvex_min_shape": _scenes(any_member, min_shape, (ONE_HALF, 1), (TWO, 2), built=SCALE),
    "pl_forces_curvature": _scenes(
        any_member, up_to(1), (ONE_HALF, 1), (TWO, 1), extra=pl_constant, built=PL
    ),
    "gd_pl_contraction": _scenes(
        any_member, warm_up, (TWO, 2), extra=pl_constant, built=SCHEDULE | PL
    ),
    "gd_pl": _scenes(
        convex_member, warm_up, (ONE_HALF, 2), (TWO, 3), extra=pl_target, built=SCHEDULE | PL
    ),
    "cocoercivity": _scenes(convex_member, up_to(1), (ONE_HALF, 1), (TWO, 1)),
    "gd_convex_step": _scenes(convex_member, up_to(1), (THREE, 1)),
    "gd_convex": _scenes(convex_member, up_to(1), (TWO, 3)),
    "gd_convex_warmup": _scenes(
        convex_member,
        warm_up,
        (TWO, 1),
        (THREE, 3),
        extra=lowest_quotient,
        built=SCHEDULE | {"quotient"},
    ),
    "gd_convex_constant": _scenes(convex_member, constant, (TWO, 3), extra=target, built=SCHEDULE),
    "gd_convex_sharp": _scenes(convex_member, constant, (TWO, 3), built=SCHEDULE),
}
