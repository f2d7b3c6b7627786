"""Runs of gradient descent on members of the class for rho other than 1.

The statements are those that speak of one point, one step or one run and need no distance function
G. A run starts at 0 and goes to the right, where the pieces are; a convex member has its minimiser
at 0 and the run starts on the right of it. The other side is a parabola.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias, cast

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI
from verify.properties.any_rho import Bottom, Line, Side
from verify.properties.controlled import Piece
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.gradient_descent import SCHEDULE, pl_constant, runs, target_gap
from verify.properties.scenes.on_a_line import (
    CONVEX,
    ON_A_LINE,
    Afterwards,
    Rule,
    Walk,
    constant,
    up_to,
    warm_up,
)
from verify.properties.scenes.parameters import Scenes, class_constants
from verify.properties.taylor import Law, Solution

PIECES = 3


@dataclass
class Member:
    """A function with the place where a run starts.

    Attributes:
        line: the function; where it is convex its minimiser is 0.
        start: where the run starts.
    """

    line: Line
    start: Any

    def ell(self, gap: Any) -> Any:
        """K0 + K gap^rho."""
        return self.line.law.ell(gap)


def _law(draw: Draw, scene: Scene, rho: Fraction) -> Law:
    """The class, as values and functions of the scene."""
    K0, K = class_constants(scene, draw)
    scene.values[sym.rho] = draw.ops.ratio(rho.numerator, rho.denominator)
    exponent = {sym.rho: sp.Rational(rho.numerator, rho.denominator)}
    scene.functions = {
        sym.ell: sp.Lambda(sym.s, ELL(sym.s).subs(exponent)),
        sym.Phi: sp.Lambda(sym.s, PHI(sym.s).subs(exponent)),
    }
    return Law(K0, K, rho, draw.ops)


def _pieces(draw: Draw, control: Callable[[], Any]) -> list[Piece]:
    return [Piece(draw.positive(-5, -1), control()) for _ in range(PIECES)]


def any_member(draw: Draw, scene: Scene, rho: Fraction) -> Member:
    """A member that need not be convex, from its gap and slope at the start of the run."""
    law = _law(draw, scene, rho)
    gap = draw.positive()
    slope = -draw.unit() * draw.ops.sqrt(2 * law.Phi(gap))
    right = Side(law, Solution(gap, slope), _pieces(draw, draw.signed), draw.unit())
    left = Side(law, Solution(gap, -slope), [], draw.unit())
    return Member(Line(law, right, left), draw.ops.number(0))


def convex_member(draw: Draw, scene: Scene, rho: Fraction) -> Member:
    """A convex member with minimiser 0, and a start on its right."""
    law, zero = _law(draw, scene, rho), draw.ops.number(0)
    wide = draw.ops.sqrt(draw.ops.power(law.K0 / law.K, 1 / rho) / law.K0)
    bottom = Bottom(draw.positive(-8, 1) * wide, 1 - draw.unit() * 7 / 8)
    still = Solution(zero, zero)
    right = Side(law, still, _pieces(draw, draw.unit), draw.unit(), bottom)
    left = Side(law, still, [], bottom.share)
    return Member(Line(law, right, left), draw.positive(-4, 4) * bottom.length)


def min_shape(walk: Walk) -> Any:
    """Up to c min{1/K0, 1/(3^rho K gap^rho)}, with c up to 3^rho/(3^rho + 1)."""
    draw, line = walk.draw, cast(Line, walk.member.line)
    law, three = line.law, draw.ops.power(draw.ops.number(3), line.law.rho)
    if not walk.etas:
        walk.scene.values[sym.c] = draw.unit() * draw.beyond * three / (three + 1)
    grown = three * law.K * draw.ops.power(walk.gaps[-1], law.rho)
    largest = draw.ops.select(law.K0, grown, grown, law.K0)
    return draw.unit() * draw.beyond * walk.scene.values[sym.c] / largest


def lowest_quotient(walk: Walk) -> None:
    """A psi up to the least of s/ell(s) between eps and the first gap.

    That least value is at one of the two ends (``psi_endpoints``). The assumption ``quotient``
    speaks of every s between them, and is read where it asks most.
    """
    draw, values = walk.draw, walk.scene.values
    low, high = values[sym.eps], walk.gaps[0]
    at_low, at_high = low / walk.member.ell(low), high / walk.member.ell(high)
    values[sym.s] = draw.ops.select(at_low, at_high, low, high)
    values[sym.psi] = draw.unit() * draw.beyond * draw.ops.smallest([at_low, at_high])


Case: TypeAlias = tuple[Fraction, int]
"""rho, and a number of steps."""


def _scenes(
    member_of: Callable[..., Any],
    truths: frozenset[str],
    rule: Rule,
    *cases: Case,
    built: frozenset[str] = frozenset(),
    afterwards: tuple[Afterwards, ...] = (),
) -> Scenes:
    return tuple(
        scene
        for rho, steps in cases
        for scene in runs(
            partial(member_of, rho=rho),
            truths,
            rule,
            steps,
            built=built,
            afterwards=afterwards,
        )
    )


def _any(rule: Rule, *cases: Case, **more: Any) -> Scenes:
    return _scenes(any_member, ON_A_LINE, rule, *cases, **more)


def _convex(rule: Rule, *cases: Case, **more: Any) -> Scenes:
    return _scenes(convex_member, CONVEX, rule, *cases, **more)


HALF, MORE, TWO, THREE = Fraction(1, 2), Fraction(3, 2), Fraction(2), Fraction(3)

SCENES: Mapping[str, Scenes] = {
    "gradient_bound": _any(up_to(1), (HALF, 1), (TWO, 1)),
    "self_bounding": _any(up_to(1), (TWO, 1)),
    "descent_lemma": _any(up_to(2), (HALF, 1), (THREE, 1)),
    "gd_nonconvex": _any(up_to(1), (MORE, 1), (TWO, 3)),
    "gd_nonconvex_warmup": _any(warm_up, (TWO, 2), built=SCHEDULE),
    "gd_nonconvex_constant": _any(constant, (THREE, 1), built=SCHEDULE),
    "gd_nonconvex_min_shape": _any(min_shape, (HALF, 1), (TWO, 2)),
    "pl_forces_curvature": _any(up_to(1), (HALF, 1), (TWO, 1), afterwards=(pl_constant,)),
    "gd_pl_contraction": _any(warm_up, (TWO, 2), built=SCHEDULE, afterwards=(pl_constant,)),
    "gd_pl": _convex(
        warm_up,
        (HALF, 2),
        (TWO, 3),
        built=SCHEDULE,
        afterwards=(pl_constant, target_gap),
    ),
    "cocoercivity": _convex(up_to(1), (HALF, 1), (TWO, 1)),
    "gd_convex_step": _convex(up_to(1), (THREE, 1)),
    "gd_convex": _convex(up_to(1), (TWO, 3)),
    "gd_convex_warmup": _convex(
        warm_up,
        (TWO, 2),
        built=SCHEDULE,
        afterwards=(target_gap, lowest_quotient),
    ),
    "gd_convex_constant": _convex(constant, (TWO, 3), built=SCHEDULE, afterwards=(target_gap,)),
    "gd_convex_sharp": _convex(constant, (TWO, 3), built=SCHEDULE),
}
