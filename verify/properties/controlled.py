"""Solutions of u'' = c (K0 + K u^rho) with a control c that is constant on short pieces.

u >= 0 has to be checked, since a control may lead below. A piece is at most half as long as
sqrt(u/ell(u)) at its start. If the slope there is at most sqrt(2 Phi(u)) in size, then u falls by
at most (1/sqrt(2) + 1/8) u on it, for Phi(u) <= u ell(u). So that bound at the start of each piece
is all that is needed, and Lemma 5 says that no member is steeper.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.properties.taylor import Law, Solution, coefficients, polynomial
from verify.properties.validated import advance

ORDER, PARTS = 12, 3
"""Degree of the Taylor polynomials in floats, and how many there are to a piece."""

TOLERANCE = 1e-9
"""Cases in which the last terms of a Taylor polynomial add up to more, next to u, are left out."""


@dataclass(frozen=True)
class Piece:
    """A stretch of constant control.

    Attributes:
        length: in widths sqrt(u/ell(u)) at its start; > 0 and at most 1/2.
        control: between -1 and 1.
    """

    length: Any
    control: Any


class Pieces(ABC):
    """The function on pieces that follow one another.

    Args:
        law: of the class.
        start: value and slope where the first piece starts.
        pieces: at least one.

    Attributes:
        length: of all together.
        end: value and slope there.
        controls: of each piece, with the distance at which it ends.
        rooms: each has to be >= 0: below, this is no part of a member, or floats are not accurate.
    """

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        self._law, self.length, self.end = law, law.ops.number(0), start
        self.rooms: list[Any] = []
        self.controls: list[tuple[Any, Any]] = []
        for piece in pieces:
            steep = law.Phi(self.end.u) - self.end.p * self.end.p / 2
            self.rooms += [1 - 2 * piece.length, 1 - abs(piece.control), steep]
            length = piece.length * law.wide(self.end.u)
            self._travel(piece.control, length)
            self.controls.append((self.length, piece.control))

    @abstractmethod
    def _travel(self, control: Any, length: Any) -> None:
        """Go on to the end of a piece."""

    @abstractmethod
    def at(self, s: Any) -> Solution:
        """Value and slope at a distance s >= 0 from the start, up to ``length``."""


class Enclosed(Pieces):
    """In balls."""

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        self._starts: list[tuple[Any, Solution, Any]] = []
        super().__init__(law, start, pieces)

    def _travel(self, control: Any, length: Any) -> None:
        self._starts.append((self.length, self.end, control))
        self.end = advance(self.end, control, self._law, length)
        self.length = self.length + length

    def at(self, s: Any) -> Solution:
        """An enclosure."""
        passed = sum(self._law.ops.select(s, x, 0, 1) for x, _, _ in self._starts[1:])
        x, start, control = self._starts[passed]
        return advance(start, control, self._law, s - x)


class Approximate(Pieces):
    """In floats: a Taylor polynomial on each of ``PARTS`` equal parts of a piece."""

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        rows: list[Any] = []
        self._note = rows.extend
        super().__init__(law, start, pieces)
        # For each part its knot and its coefficients: shape (parts, 1 + degrees, cases).
        table = np.stack(np.broadcast_arrays(*rows)).reshape(PARTS * len(pieces), ORDER + 2, -1)
        self._knots, self._series = table[:, 0], table[:, 1:]

    def _travel(self, control: Any, length: Any) -> None:
        step = length / PARTS
        for _ in range(PARTS):
            series = coefficients(self.end.u, self.end.p, control, self._law, ORDER)
            last = sum(abs(series[k]) * k * step**k for k in (ORDER - 1, ORDER))
            self.rooms.append(1 - last / (TOLERANCE * abs(self.end.u)))
            self._note([self.length, *series])
            self.length, self.end = self.length + step, polynomial(series, step)

    def at(self, s: Any) -> Solution:
        """By the polynomial of the part that s lies in, or of the nearest."""
        part = np.sum(s > self._knots[1:], axis=0)
        case = np.arange(len(part))
        series = np.ascontiguousarray(self._series[part, :, case].T)
        return polynomial(list(series), s - self._knots[part, case])
