"""The waves of the C^2 functions of Theorem 3: their places, joints, and what holds on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, conj, gt, le, lt
from theory.schema import Apply, At, Decide, Induct, Step
from theory.theorems.lower_bound import pieces, wave
from theory.theorems.lower_bound.common import HIGH, nodes_glued
from theory.theorems.lower_bound.gluing import Placed, from_node, glued, place, slopes, takes, x
from theory.theorems.lower_bound.iterates import START, etas, node
from theory.theorems.lower_bound.pieces import affine, eta, gap0, m, s
from theory.theorems.lower_bound.setting import ZERO, periods


def beyond(slope: sp.Expr) -> Placed:
    """The straight piece right of x_0."""
    return place("beyond", affine(slope, gap0), node(START), (node(START), None))


@dataclass(frozen=True)
class Sines:
    """Waves between consecutive nodes.

    Attributes:
        slope: at the nodes.
        positive: the fact that it is positive.
        above: the fact that the waves stay above theta gap0.
        last: the last node of the waves; None: they go on for ever.
        long_steps: n is a long step (default: a node with a wave left of it).
    """

    slope: sp.Expr
    positive: str
    above: str
    last: sp.Expr | None
    long_steps: tuple[Formula, ...] = ()

    @property
    def end(self) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
        """Value, slope and curvature at every node."""
        return gap0, self.slope, ZERO

    @property
    def nodes(self) -> Formula:
        """The range of n for nodes."""
        return conj(*_up_to(le, n, self.last))

    def on(self, index: sp.Expr) -> Placed:
        """The waves under step ``index``, between node index + 1 and node index."""
        piece = pieces.wave(self.slope).with_values({eta: etas(index), m: periods(index)})
        return place("waves", piece, node(index + 1), (node(index + 1), node(index)))

    @property
    def _defined(self) -> tuple[str, str]:
        return "periods", self.positive

    @property
    def _between(self) -> tuple[Formula, ...]:
        """Between node n + 1 and node n there are whole waves."""
        return _up_to(lt, n, self.last)

    @property
    def _long(self) -> tuple[Formula, ...]:
        return self.long_steps or self._between

    @property
    def _to_next(self) -> tuple[Formula, ...]:
        """The same as it stands in an induction."""
        return _up_to(le, n + 1, self.last)

    def steps(self) -> tuple[Step, Step]:
        """The proposition about waves, for every long step."""
        return (
            Step(
                "steps_positive",
                "Steps over waves are positive.",
                gt(etas(n), 0),
                Decide(),
                (At("periods", {t: n}), "M_positive"),
                self._long,
            ),
            Step(
                "wave",
                "The waves.",
                None,
                Apply(wave.STATEMENT, {s: self.slope, m: periods(n), eta: etas(n)}),
                ("M_positive", self.positive, At("periods", {t: n}), self.above),
                self._long,
            ),
        )

    def right_end(self, name: str, text: str) -> Step:
        """Value, slope and curvature at the right end of the waves under a step."""
        return Step(
            name,
            text,
            takes(node(n), *self.end),
            Decide(),
            (
                At("wave_pieces", {t: n, x: node(n + 1) + etas(n) * self.slope}),
                At("nodes", {t: n}),
                "wave",
                *self._defined,
            ),
            self._between,
        )

    def glued(self, first: str) -> tuple[Step, ...]:
        """Wave after wave is glued on; ``first`` glued what lies right of x_0."""
        waves = self.on(n)
        return (
            *slopes(waves, self._defined, under=self._long),
            glued(
                waves,
                "and with each wave,",
                (
                    "waves_slope",
                    "waves_second",
                    At("wave_pieces", {t: n}),
                    At("node", {n: n + 1}),
                    "next_index",
                    *self._defined,
                ),
                (*self._to_next, *from_node(node(n))),
            ),
            *nodes_glued(first, "waves_glued", self.nodes),
        )

    def high(self, first: str, range_from: Callable[[sp.Expr], Formula]) -> tuple[Step, ...]:
        """``HIGH`` from every node to where it held before.

        Args:
            first: the step that shows it from node 0.
            range_from: ``HIGH`` from a point to there.
        """
        at = {n: n, pieces.Z: x - node(n + 1)}
        return (
            Step(
                "waves_high",
                "on waves the value is at least theta gap0 and the curvature at most M,",
                HIGH,
                Decide(),
                (
                    At("wave_pieces", {t: n}),
                    At("wave.above", at),
                    At("wave.curvature", at),
                    "periods",
                ),
                (*self._between, lt(node(n + 1), x), le(x, node(n))),
            ),
            Step(
                "next_high",
                "at nodes gap0 and 0,",
                range_from(node(n + 1)),
                Decide(),
                (
                    "waves_high",
                    At("node", {n: n + 1}),
                    "next_index",
                    "gap_positive",
                    "theta_range",
                    "M_positive",
                ),
                (*self._to_next, range_from(node(n))),
            ),
            Step(
                "nodes_high",
                "so by induction from every node on.",
                ForAll(n, self.nodes, range_from(node(n))),
                Induct(first, "next_high"),
            ),
        )

    def beyond_high(self, range_from: Callable[[sp.Expr], Formula]) -> Step:
        """``HIGH`` on the straight piece beyond x_0."""
        return Step(
            "beyond_high",
            "Beyond x_0 the value is at least gap0 and the curvature 0,",
            range_from(node(START)),
            Decide(),
            (
                "beyond_piece",
                At("node", {n: ZERO}),
                "zero",
                self.positive,
                "gap_positive",
                "theta_range",
                "M_positive",
                "tau",
            ),
        )


def _up_to(
    relation: Callable[[sp.Expr, sp.Expr], Formula], number: sp.Expr, last: sp.Expr | None
) -> tuple[Formula, ...]:
    end = () if last is None else (relation(number, last),)
    return (integer(n), le(0, n), *end)
