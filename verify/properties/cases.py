"""Cases of a statement: which points of the cube meet its assumptions, and how its claims fare.

``Cases`` judges many points in floats, for searching; ``confirm`` judges one in balls, for saying
that a claim is broken. Between them stand rounding and the edges of assumptions: a point that
floats accept with room 0 is moved inside a little before the balls are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from theory.definitions.ell_smooth import ELL_NONDECREASING, ELL_NONNEGATIVE, INTEGRAL
from theory.lemmas.growth.setting import ANTIDERIVATIVE, POSITIVE
from theory.logic import Formula, expressions
from theory.schema import Statement
from verify.intervals.balls import precision
from verify.properties.arithmetic import Array, OpenChoiceError
from verify.properties.claims import FACTOR, Reading, UnreadableError
from verify.properties.draws import GRID, Coordinates, Draw, Points, coordinates_of, kinds_of
from verify.properties.quantified import ONE_PLACE, about_all_reals
from verify.properties.scene import Scene
from verify.properties.scenes.parameters import SceneMaker

KNOWN_OF_THE_CLASS: Mapping[Formula, str] = {
    ELL_NONNEGATIVE.claim: "power_ell",
    ELL_NONDECREASING.claim: "power_ell",
    INTEGRAL.claim: "power_ell",
    POSITIVE.claim: "power_ell",
    ANTIDERIVATIVE.claim: "distance_closed_forms",
}
"""Assumptions about ell, Phi and G, and the statement that proves them for rho = 1, K0, K > 0."""

ROUNDING = 1e-12
"""A margin of an assumption from -ROUNDING on counts as met, until balls are asked."""

BITS = (128, 512, 2048)


@dataclass(frozen=True)
class Judged:
    """What became of some points.

    Attributes:
        room: how far each lies within all assumptions, shape (cases,); met where it is >= 0.
        margins: of each conclusion.
    """

    room: Array
    margins: Mapping[str, Array]

    @property
    def met(self) -> NDArray[np.bool_]:
        """Where all assumptions hold."""
        return np.asarray(self.room >= 0)


class Cases:
    """A statement on one of its scenes.

    Args:
        statement: its assumptions and conclusions; those of a weakened statement are replaced.
        make: the scene.
        factor: the value of ``FACTOR`` in a weakened statement.

    Attributes:
        kinds: how the scene reads its coordinates; as many as the cube has dimensions.

    Raises:
        UnreadableError: a claim speaks of what the scene does not have.
    """

    def __init__(
        self, statement: Statement, make: SceneMaker, factor: Fraction = Fraction(1)
    ) -> None:
        self.statement, self.make, self.factor = statement, make, factor
        self._loosened = any(_has_factor(a.claim) for a in statement.assumptions)
        self.kinds = kinds_of(make)
        assumptions = {a.name: a for a in statement.assumptions}
        self._restricting = {n for n, a in assumptions.items() if not a.defines}
        self._assumed = [n for n, a in assumptions.items() if a.claim not in KNOWN_OF_THE_CLASS]
        for name in self._assumed:
            if about_all_reals(assumptions[name].claim) and name not in ONE_PLACE.get(
                statement.id, {}
            ):
                raise UnreadableError(
                    f"{statement.id} assumes {name} of all reals in a range, and nothing says why "
                    "one of them decides it"
                )
        self._concluded = {c.name: f"conclusion {c.name}" for c in statement.conclusions}
        claims = {n: assumptions[n].claim for n in self._assumed}
        claims |= {self._concluded[c.name]: c.claim for c in statement.conclusions}
        self._reading = Reading(claims, self._scene(np.full((1, len(self.kinds)), 0.5)))

    def at(self, factor: Fraction) -> Cases:
        """The same with another factor; nothing is read anew."""
        other = copy(self)
        other.factor = factor
        return other

    def _scene(self, points: Points) -> Scene:
        with np.errstate(all="ignore"):
            return self.make(self._stretched(Draw.many(points)))

    def _stretched(self, draw: Draw) -> Draw:
        """Draws beyond a range where an assumption is weakened."""
        if self._loosened:
            draw.beyond = draw.ops.ratio(self.factor.denominator, self.factor.numerator)
        return draw

    def judge(self, points: Points) -> Judged:
        """Judge many points in floats.

        Args:
            points: of the grid, shape (cases, dimension).
        """
        cases = len(points)
        scene = self._scene(points)
        margins = self._reading.margins(scene, cases, float(self.factor))
        room = np.full(cases, 1.0)
        for value in scene.rooms:
            room = np.fmin(room, np.where(np.isnan(value), -1.0, np.maximum(value, -1.0)))
        for name in self._assumed:
            margin = margins[name] + ROUNDING
            room = np.minimum(room, np.where(np.isnan(margin), -1.0, margin))
        return Judged(room, {n: margins[key] for n, key in self._concluded.items()})

    def factors(self, points: Points, conclusion: str) -> Array:
        """The factor below which a weakened conclusion fails, shape (cases,)."""
        scene = self._scene(points)
        return self._reading.factors(scene, self._concluded[conclusion], len(points))

    # -- one case in balls -----------------------------------------------------------------

    def exact_scene(self, coordinates: Coordinates) -> Scene:
        """The scene that a point stands for, in balls of the precision in force.

        Raises:
            OpenChoiceError: the precision is too low for a choice that the scene makes.
        """
        return self.make(self._stretched(Draw.exactly(coordinates)))

    def float_scene(self, coordinates: Coordinates) -> Scene:
        """The scene that a point stands for, in arrays of one entry, to draw it."""
        return self._scene(np.array([[float(x) for x in coordinates]]))

    def broken(self, coordinates: Coordinates) -> tuple[str, ...]:
        """The conclusions that certainly fail at a point that certainly meets all assumptions.

        Args:
            coordinates: the point.
        """
        for bits in BITS:
            with precision(bits):
                found = self._broken_at(coordinates, bits)
            if found is not None:
                return found
        return ()

    def _broken_at(self, coordinates: Coordinates, bits: int) -> tuple[str, ...] | None:
        """None where more bits might tell more."""
        try:
            scene = self.exact_scene(coordinates)
        except OpenChoiceError:
            return None
        if any(room < 0 for room in scene.rooms):
            return ()
        weight = arb(fmpq(self.factor.numerator, self.factor.denominator))
        found = self._reading.in_balls(scene, weight, bits)
        answers = found.answers()
        if any(answers[name] is False for name in self._assumed):
            return ()
        broken = tuple(n for n, key in self._concluded.items() if answers[key] is False)
        sure = all(room >= 0 for room in scene.rooms)
        unshown = {n for n in self._assumed if answers[n] is None}
        sure = sure and unshown & self._restricting <= scene.built
        # By definition or construction an equality holds; it must not be undefined, nor far off.
        sure = sure and unshown <= found.open_by_rounding()
        if not broken and all(answers[key] for key in self._concluded.values()):
            return ()
        return broken if sure and broken else None


def _has_factor(claim: Formula) -> bool:
    return any(expr.has(FACTOR) for expr in expressions(claim))


def confirm(cases: Cases, point: NDArray[np.float64]) -> tuple[Coordinates, tuple[str, ...]] | None:
    """A point at or close to a given one that certainly breaks a conclusion.

    Args:
        cases: the statement on its scene.
        point: of the grid, shape (dimension,).

    Returns:
        Its coordinates, and the conclusions it breaks; None if no such point was found.
    """
    for bits in (0, 18, 15, 12, 9, 6):
        coordinates = tuple(map(_inside, coordinates_of(point), cases.kinds, repeat(bits)))
        broken = cases.broken(coordinates)
        if broken:
            return coordinates, broken
    return None


def _inside(x: Fraction, kind: str, bits: int) -> Fraction:
    """A coordinate of an upper end, moved below it by about 2^-bits; 0 bits leave it alone."""
    highest = Fraction(9, 10)
    if kind != "unit" or bits == 0 or x < highest:
        return x
    return Fraction(int(highest * GRID), GRID) - Fraction(1, 2**bits)
