"""Cover the sublevel set of a start by pieces of a box.

S is the connected component of {f <= f(start)} that holds the start. A box around the start is
cut; pieces on which f > f(start) for certain are *outside*. The pieces that a chain of touching
pieces, none of them outside, joins to the start are *reached*; the others are *elsewhere*.

If no reached piece touches the boundary of the outer box, then S lies in the reached pieces: they
and the rest of {f <= f(start)} lie in two closed sets without a common point, S is connected, and
the start is reached. Nothing is asked of f for this; a piece without an enclosure is never outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from verify.certify.boxes import Box, balls, middle
from verify.certify.function.objective import Objective
from verify.certify.sublevel.level import Level
from verify.certify.sublevel.partition import Indices, Mask, Partition
from verify.certify.tree import Leaf, Tree

Progress = Callable[[int, int], None]
"""Called now and then with the number of pieces examined and the number reached."""

PROGRESS_EVERY = 1024

_UNKNOWN, _BORDER, _INSIDE, _BY_VALUE, _BY_SLOPES, _ELSEWHERE = range(6)
_LEAVES = {
    _UNKNOWN: Leaf("open"),
    _BORDER: Leaf("open"),
    _INSIDE: Leaf("open"),
    _BY_VALUE: Leaf("outside", "value"),
    _BY_SLOPES: Leaf("outside", "centred"),
    _ELSEWHERE: Leaf("elsewhere"),
}

_FINE = 2.0**-12
"""Pieces at the boundary or at the start are not cut below this part of the box for being there."""

_FINEST = 2.0**-40
"""No piece is cut below this part of the box: rounding would hide the rest."""


class Cover:
    """Pieces of a box that hold the sublevel set S of a start, as far as S lies in the box.

    Attributes:
        objective: f.
        level: f(start).
        box: the outer box.
        examined: pieces looked at so far.
        stopped: why the last search ended early: ``budget``, ``boundary``, ``interrupt`` or "".
        reason: a sentence on why S is not `contained`, written by whoever asked.
        proposal: a box that is shown to be large enough; empty where none was sought or found.
    """

    def __init__(
        self, objective: Objective, level: Level, box: Box, progress: Progress | None = None
    ) -> None:
        """Begin with the box as one piece; its sides have a length, and the start lies in it."""
        self.objective, self.level, self.box = objective, level, box
        self.examined = 0
        self.stopped = ""
        self.reason = ""
        self.proposal: tuple[tuple[sp.Rational, sp.Rational], ...] = ()
        self._progress = progress
        self._partition = Partition(box)
        self._state = np.zeros(64, dtype=np.int8)
        self._reached: Indices = np.zeros(1, dtype=np.int64)
        self._weak = self._reached
        self._examine(0)

    @property
    def contained(self) -> bool:
        """Whether S is shown to lie in the reached pieces."""
        return not self._partition.faces(self._reached).any()

    @property
    def reached(self) -> list[Box]:
        """The reached pieces; if `contained`, S lies in their union."""
        return [self._partition.piece(i) for i in self._reached.tolist()]

    @property
    def count(self) -> int:
        """How many pieces are reached."""
        return len(self._reached)

    @property
    def tree(self) -> Tree:
        """How the box was cut; its leaves are ``outside``, ``elsewhere`` or ``open`` (reached)."""
        return self._partition.tree(_LEAVES, self._state[: self._partition.count].tolist())

    def hull(self) -> Box:
        """The smallest box around all reached pieces."""
        ends = self._partition.ends(self._reached)
        lows, highs = ends[..., 0].min(axis=0).tolist(), ends[..., 1].max(axis=0).tolist()
        return tuple(zip(lows, highs, strict=True))

    def touched(self) -> NDArray[np.bool_]:
        """Which faces of the outer box reached pieces touch: lower and upper, shape (d, 2)."""
        return np.asarray(self._partition.faces(self._reached).any(axis=0))

    def inside(self) -> list[Box]:
        """The reached pieces on all of which f <= f(start)."""
        chosen = self._reached[self._state[self._reached] == _INSIDE]
        return [self._partition.piece(i) for i in chosen.tolist()]

    def holds(self, point: Sequence[sp.Rational]) -> bool:
        """Whether a point lies in a reached piece."""
        return bool(np.isin(self._holding(point), self._reached).any())

    def chain(self, a: Sequence[sp.Rational], b: Sequence[sp.Rational]) -> list[Box]:
        """Touching pieces from a to b on all of which f <= f(start); empty if there are none."""
        inside = self._state[: self._partition.count] == _INSIDE
        goals = np.zeros(len(inside), dtype=bool)
        goals[self._holding(b)] = True
        seeds = [i for i in self._holding(a) if inside[i]]
        free = np.zeros(len(inside), dtype=bool)
        found = self._partition.chain(inside, free, seeds, goals & inside)
        return [self._partition.piece(i) for i in reversed(found)]

    def _holding(self, point: Sequence[sp.Rational]) -> list[int]:
        return self._partition.holding(Fraction(int(x.p), int(x.q)) for x in point)

    def contain(self, max_boxes: int) -> bool:
        """Cut until no reached piece touches the boundary; the budget is ``examined`` in all.

        Cut are the pieces at the boundary, those of a chain that joins it to the start, and, for
        as much work as that takes, the longest. The search ends early where pieces on all of which
        f <= f(start) lead from the start's own small piece to the boundary.

        Returns:
            Whether S is contained; else `stopped` says why it is not shown.
        """
        narrow = wide = 0

        def chosen() -> Indices:
            nonlocal narrow, wide
            border = self._border()
            sizes = self._partition.sizes(border)
            now = border[self._partition.faces(border).any(axis=(1, 2)) & (sizes > _FINE)]
            now = np.union1d(now, self._weak)
            if len(self._weak):
                narrow += self.count // 8  # about what it took to find them
            narrow += len(now)
            if wide <= narrow:
                longest = border[sizes > sizes.max(initial=0.0) * 0.75]
                wide += len(longest)
                now = np.union1d(now, longest)
            return now

        self._weak = self._weakest()
        self._rounds(chosen, max_boxes, until_contained=True)
        return self.contained

    def refine(self, side: float, max_boxes: int, near: Box | None = None) -> None:
        """Cut reached pieces on which f may pass the level, and drop what comes apart from S.

        Args:
            side: until no piece has a side longer than this part of the outer box's.
            max_boxes: the budget, ``examined`` in all.
            near: only pieces that touch this box.
        """

        def chosen() -> Indices:
            at = self._border()
            at = at[self._partition.sizes(at) > side]
            if near is not None:
                ends, around = self._partition.ends(at), np.array(near)
                touch = (ends[..., 0] <= around[:, 1]) & (around[:, 0] <= ends[..., 1])
                at = at[touch.all(axis=1)]
            return at

        self._rounds(chosen, max_boxes, until_contained=False)

    def _border(self) -> Indices:
        """Reached pieces on which f may pass the level, save those too small to cut."""
        at = self._reached[self._state[self._reached] < _INSIDE]
        return at[self._partition.sizes(at) > _FINEST]

    def _rounds(
        self, chosen: Callable[[], Indices], max_boxes: int, *, until_contained: bool
    ) -> None:
        """Cut the chosen pieces, look which ones are reached, and so on; Ctrl-C stops it."""
        self.stopped = ""
        flooded = self.examined
        try:
            while not (until_contained and self.contained):
                pieces = chosen()
                for index in pieces.tolist():
                    if self.examined + 2 > max_boxes:
                        self.stopped = "budget"
                        break
                    self._cut(index)
                self._replace(pieces)
                # What is reached is known too generously between floods, which errs on the safe
                # side; a flood for every handful of cuts would take most of the time.
                self._weak = self._weak[:0]
                if not self.stopped and len(pieces) and self.examined < flooded + self.count // 4:
                    continue
                flooded = self.examined
                self._flood()
                if until_contained and not self.contained and not self.stopped:
                    self._weak = self._weakest()
                    if not len(self._weak):
                        self.stopped = "boundary"
                if self.stopped or not (len(pieces) or len(self._weak)):
                    return
        except KeyboardInterrupt:
            self.stopped = "interrupt"
            self._flood()

    def _replace(self, cut: Indices) -> None:
        """Put the halves of pieces that were cut in their place, without those outside."""
        halves = self._partition.halves(cut)
        halves = halves[self._state[halves] <= _INSIDE]
        leaves = self._reached[self._partition.is_leaf(self._reached)]
        self._reached = np.concatenate([leaves, halves])

    def _weakest(self) -> Indices:
        """Border pieces in a chain from the start to the boundary that has the fewest of them.

        Only these, cut finer, can part this chain; none if they are but small ones at the start.
        Where f has no value no cut ever helps, so of such pieces only the first is taken.
        """
        state = self._state[: self._partition.count]
        seeds = np.array(self._holding(self.level.start))
        faces = self._partition.faces(np.arange(len(state)))
        goals = np.asarray(faces.any(axis=(1, 2)))
        chosen = np.zeros(len(state), dtype=bool)
        chosen[self._reached] = True
        chain = np.asarray(
            self._partition.chain(chosen, state < _INSIDE, seeds, goals), dtype=np.int64
        )
        weak = chain[state[chain] < _INSIDE]
        unknown = weak[state[weak] == _UNKNOWN]
        weak = np.setdiff1d(weak, unknown[:-1])
        sizes = self._partition.sizes(weak)
        if np.all(np.isin(weak, seeds) & (sizes <= _FINE)):
            return weak[:0]
        return weak[sizes > _FINEST]

    def _cut(self, index: int) -> None:
        if self._partition.count + 2 > len(self._state):
            self._state = np.concatenate([self._state, np.zeros_like(self._state)])
        first = self._partition.cut(index)
        if first is not None:
            self._examine(first)
            self._examine(first + 1)

    def _examine(self, index: int) -> None:
        """Settle one piece: outside, inside, or at the border."""
        self.examined += 1
        if self._progress is not None and self.examined % PROGRESS_EVERY == 0:
            self._progress(self.examined, self.count)
        box = self._partition.piece(index)
        around, level = balls(box), self.level.ball
        value = self.objective.value(around)
        if value > level:
            self._state[index] = _BY_VALUE
        elif value <= level:
            self._state[index] = _INSIDE
        elif not value.is_finite():
            return
        else:
            self._state[index] = _BORDER
            self._examine_slopes(index, box, around)

    def _examine_slopes(self, index: int, box: Box, around: Sequence[arb]) -> None:
        if self.objective.pieces.joined_on(around):
            value = self.objective.centred_value(box, middle(box))
            if value > self.level.ball:
                self._state[index] = _BY_SLOPES
            elif value <= self.level.ball:
                self._state[index] = _INSIDE

    def _flood(self) -> None:
        """Find the reached pieces anew; what is no longer joined to the start is elsewhere."""
        state = self._state[: self._partition.count]
        chosen: Mask = state <= _INSIDE
        found = self._partition.connected(chosen, self._holding(self.level.start))
        self._reached = np.flatnonzero(found)
        elsewhere = chosen & ~found
        state[elsewhere] = _ELSEWHERE
