"""What lies left of the waves: a straight piece, the valley, and a straight piece left of it.

The valley is a cosine where f is C^2, and a parabola where f is C^{1,1}.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.assumptions import Assumption
from theory.logic import Formula, eq, le, lt
from theory.schema import At, Decide, Step, Use
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.common import FROM_ZERO
from theory.theorems.lower_bound.gluing import (
    Placed,
    added,
    definitions,
    f,
    passes,
    place,
    takes,
    x,
)
from theory.theorems.lower_bound.pieces import Piece, affine, gap0
from theory.theorems.lower_bound.setting import ZERO, eps, member


@dataclass(frozen=True)
class Ground:
    """The pieces from minus infinity up to the foot of the waves.

    Attributes:
        foot: where the straight piece ends.
        smooth: f is C^2, or C^{1,1}.
    """

    foot: sp.Expr
    smooth: bool = True

    @property
    def valley(self) -> Piece:
        """The valley in its own coordinate."""
        return pieces.valley() if self.smooth else pieces.parabola_valley()

    @property
    def rim(self) -> sp.Expr:
        """Where the valley ends on the right."""
        return self.valley.high

    @property
    def height(self) -> sp.Expr:
        """Of the rim above f* = 0."""
        return self.valley.at(self.rim)[0]

    @property
    def length(self) -> sp.Expr:
        """Of a straight piece from the rim up to gap0."""
        return (gap0 - self.height) / eps

    @property
    def straight(self) -> Placed:
        """The straight piece right of the valley."""
        return place("straight", affine(eps, self.height), self.rim, (self.rim, self.foot))

    @property
    def bed(self) -> Placed:
        """The valley in its place."""
        return place("bed", self.valley, ZERO, (-self.rim, self.rim))

    @property
    def left(self) -> Placed:
        """The straight piece left of the valley."""
        return place("left", affine(-eps, self.height), -self.rim, (None, -self.rim))

    def definitions(self, between: str) -> tuple[Assumption, ...]:
        """That f is given by these pieces; ``between`` says in words where the straight one is."""
        return definitions(
            (self.straight, f"between valley and {between} f has slope eps"),
            (self.bed, "around 0 f is " + ("the valley" if self.smooth else "a parabola")),
            (self.left, "left of the valley f has slope -eps"),
        )

    @property
    def _angle(self) -> tuple[Use, ...]:
        """What shows that the argument of the cosine is defined."""
        return ("K0_range", "eps_range") if self.smooth else ()

    @property
    def _bottom(self) -> tuple[Use, ...]:
        return (*(("pi_positive",) if self.smooth else ()), "K0_range", "eps_range")

    def _joint(self, at: sp.Expr, slope: sp.Expr) -> Formula:
        if self.smooth:
            return takes(at, self.height, slope, ZERO)
        return passes(at, self.height, slope)

    def joints(self) -> tuple[Step, ...]:
        """Both rims of the valley."""
        return (
            Step(
                "rim",
                "At the rim of the valley the slope is eps,",
                self._joint(self.rim, eps),
                Decide(),
                (At("bed_piece", {x: self.rim}), *self._bottom),
            ),
            Step(
                "left_rim",
                "and on its left side -eps.",
                self._joint(-self.rim, -eps),
                Decide(),
                (At("left_piece", {x: -self.rim}), "K0_range"),
            ),
        )

    def glued(self, right: tuple[Use, ...]) -> tuple[Step, ...]:
        """All three pieces; ``right`` shows that f is twice differentiable right of the foot."""
        kind = "C^2" if self.smooth else "C^{1,1}"
        return (
            *added(
                self.straight,
                "With the straight piece,",
                ("rim", *right),
                ("K0_range",),
                (),
                smooth=self.smooth,
            ),
            *added(
                self.bed,
                "with the valley,",
                ("left_rim", "straight_glued", *(() if self.smooth else ("K0_range",))),
                self._angle,
                ("eps_range",) if self.smooth else (),
                smooth=self.smooth,
            ),
            *added(
                self.left,
                f"and with the last piece f is {kind} everywhere.",
                ("bed_glued",),
                ("K0_range",),
                (),
                smooth=self.smooth,
            ),
        )

    def member(self, high: str) -> tuple[Step, ...]:
        """Membership on each piece, and so everywhere; ``high`` shows it right of the foot."""
        least = At("valley.curvature", {pieces.Z: x})
        return (
            Step(
                "straight_member",
                "On the straight piece the curvature is 0,",
                member(),
                Decide(),
                ("straight_piece", "eps_range", *FROM_ZERO),
                (lt(self.rim, x), le(x, self.foot)),
            ),
            Step(
                "bed_member",
                "in the valley it is at most K0,",
                member(),
                Decide(),
                ("bed_piece", *((least,) if self.smooth else ()), *FROM_ZERO),
                (lt(-self.rim, x), le(x, self.rim)),
            ),
            Step(
                "left_member",
                "and left of it 0.",
                member(),
                Decide(),
                ("left_piece", "eps_range", *FROM_ZERO),
                (le(x, -self.rim),),
            ),
            Step(
                "member",
                "So f is a member of the class.",
                member(),
                Decide(),
                ("left_member", "bed_member", "straight_member", high, "K0_range"),
            ),
        )

    def bottom(self) -> Step:
        """The lowest point."""
        return Step(
            "bottom",
            "f* = 0 is attained at the bottom of the valley.",
            eq(f(ZERO), 0),
            Decide(),
            (At("bed_piece", {x: ZERO}), *self._bottom),
        )
