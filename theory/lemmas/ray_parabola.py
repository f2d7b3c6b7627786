"""The gap along a ray stays below a parabola, for as long as it has not exceeded the gap of w.

Several lemmas walk along a ray on which the start of the gap u, its slope there and its curvature
are at most those of a parabola. The curvature only while u is at most the gap of w: until then the
walk is in S. So long u is below the parabola, by two integrations; and where the parabola is below
the gap of w, continuous induction says that u is so for the whole of the walk.

The lemmas share these steps; they differ in the ray, the parabola and what is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory import symbols as sym
from theory.logic import (
    ForAll,
    Formula,
    HasDerivative,
    between,
    ge,
    le,
    lt,
    real,
    strictly_between,
)
from theory.rules.calculus import CONTINUOUS_INDUCTION_FROM_ZERO, MEAN_VALUE, a, b, dp, p
from theory.rules.rays import ddu, du, u
from theory.schema import Apply, At, Decide, Differentiate, Step, Use

s, t, r = sym.s, sym.t, real("r")
gap, g = sym.gap, sym.gradient_norm
_ZERO = sp.Integer(0)
_LATER = ge(t, 0)


@dataclass(frozen=True)
class Walk:
    """A walk along a ray, and the parabola start + slope t + bend t^2/2 above its gap.

    The step ``ray``, which introduces the gap on the way, has to come before these.

    Attributes:
        path: the gap on the way, a function of time.
        velocity: its derivative.
        acceleration: its second derivative.
        start: the parabola at time 0.
        slope: the parabola's slope at time 0.
        bend: the parabola's second derivative.
        bent: what, beside the ray's bound, makes the curvature on the way at most ``bend``.
        known: the assumption that makes the parabola's numbers meaningful.
    """

    path: UndefinedFunction
    velocity: UndefinedFunction
    acceleration: UndefinedFunction
    start: sp.Expr
    slope: sp.Expr
    bend: sp.Expr
    bent: tuple[Use, ...]
    known: str

    def below(self, time: sp.Expr) -> Formula:
        """Up to this time the gap has not exceeded that of w."""
        return ForAll(s, between(0, s, time), le(self.path(s), gap))

    def room_grows(self, end: sp.Expr) -> Apply:
        """From time 0 to the end the room under the parabola does not shrink."""
        return _grows(self._room, self._slope_room, end)

    @property
    def _room(self) -> sp.Expr:
        return self.start + self.slope * t + self.bend * t**2 / 2 - self.path(t)

    @property
    def _slope_room(self) -> sp.Expr:
        return self.slope + self.bend * t - self.velocity(t)

    @property
    def _bend_room(self) -> sp.Expr:
        return self.bend - self.acceleration(t)

    def under_parabola(self) -> tuple[Step, ...]:
        """The steps up to ``value``: while the gap has not risen, it is at most the parabola."""
        name, so_far = self.path.__name__, (_LATER, self.below(t))
        return (
            Step(
                "inside_region",
                f"While {name} has not exceeded the gap of w, the walk is in S, where f >= f*,",
                ge(self.path(t), 0),
                Decide(),
                ("ray.nonnegative",),
                so_far,
            ),
            Step(
                "curvature",
                "and its curvature is at most that of the parabola.",
                ge(self._bend_room, 0),
                Decide(),
                ("ray.curvature", "inside_region", *self.bent),
                so_far,
            ),
            Step(
                "slope_derivative",
                f"The parabola's slope less {name}' has its curvature less {name}'' as derivative,",
                HasDerivative(t, _LATER, self._slope_room, self._bend_room, smooth=False),
                Differentiate(),
                ("ray.acceleration", self.known),
            ),
            Step(
                "value_derivative",
                f"and is itself the derivative of the parabola less {name}.",
                HasDerivative(t, _LATER, self._room, self._slope_room),
                Differentiate(),
                ("ray.velocity", self.known),
            ),
            Step(
                "shorter",
                "A history up to t contains the history up to any earlier r.",
                self.below(r),
                Decide(),
                (),
                (between(0, r, t), self.below(t)),
            ),
            Step(
                "slope",
                f"So {name}' is at most the slope of the parabola,",
                ge(self._slope_room, 0),
                _grows(self._slope_room, self._bend_room, t),
                ("slope_derivative", "curvature", "shorter", "ray.slope", self.known),
                so_far,
            ),
            Step(
                "value",
                f"and, integrated once more, {name} at most the parabola.",
                ge(self._room, 0),
                self.room_grows(t),
                ("value_derivative", "slope", "shorter", "ray.start", self.known),
                so_far,
            ),
        )

    def stays(
        self, end: sp.Expr, moving: Formula, low: tuple[Use, ...], more: tuple[Use, ...] = ()
    ) -> tuple[Step, ...]:
        """The steps up to ``stays``: the gap does not exceed that of w up to the end.

        Args:
            end: the time at which the walk ends.
            moving: that there is a direction to walk in.
            low: what puts the parabola below the gap of w strictly inside the walk.
            more: what else continuous induction needs.
        """
        name, rise = self.path.__name__, self.path(t) - gap
        return (
            Step(
                "inside",
                f"Before the end of the walk the parabola, and so {name}, is below the gap of w.",
                lt(rise, 0),
                Decide(),
                ("value", *low),
                (moving, strictly_between(0, t, end), self.below(t)),
            ),
            Step(
                "rise_derivative",
                f"{name} - gap has derivative {name}'.",
                HasDerivative(t, between(0, t, end), rise, self.velocity(t)),
                Differentiate(),
                ("ray.velocity",),
            ),
            Step(
                "stays",
                f"Hence {name} does not exceed it up to the end.",
                None,
                Apply(
                    CONTINUOUS_INDUCTION_FROM_ZERO,
                    {a: _ZERO, b: end, p: sp.Lambda(t, rise), dp: self.velocity},
                ),
                ("rise_derivative", "inside", "ray.start", "ray.slope", *more),
                (moving,),
            ),
        )


def downhill(known: str) -> Walk:
    """The walk along -grad f: u starts at the gap with slope -g^2 and bends at most ell(gap) g^2.

    Args:
        known: the assumption that says what gap and g are.
    """
    return Walk(
        u,
        du,
        ddu,
        start=gap,
        slope=-(g**2),
        bend=sym.ell(gap) * g**2,
        bent=(At("ell_nondecreasing", {a: u(t), b: gap}),),
        known=known,
    )


def _grows(function: sp.Expr, derivative: sp.Expr, end: sp.Expr) -> Apply:
    return Apply(
        MEAN_VALUE,
        {a: _ZERO, b: end, p: sp.Lambda(t, function), dp: sp.Lambda(t, derivative)},
    )
