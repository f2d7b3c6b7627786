"""A box cut into pieces, and which pieces touch; built for some hundred thousand pieces.

The pieces are the leaves of a binary tree kept in arrays: children are neighbours in them and come
after their parent. Two pieces touch if they share a point, a corner included. Ends are compared as
doubles, which is exact, so what is said about touching is said for certain.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from verify.certify.boxes import Box, split
from verify.certify.tree import Leaf, Split, Tree

Mask = NDArray[np.bool_]
Indices = NDArray[np.int64]

_CHUNK = 1 << 18
"""Pairs of boxes compared at once; keeps the memory small."""


class Partition:
    """A box and how it is cut.

    Attributes:
        box: the whole box; number 0 before it is cut.
        count: boxes so far, cut ones included; they are numbered from 0.
    """

    def __init__(self, box: Box) -> None:
        self.box = box
        self.count = 1
        self._scale = [high / 2 - low / 2 for low, high in box]
        self._ends = np.empty((64, len(box), 2))
        self._ends[0] = box
        self._child = np.full(64, -1, dtype=np.int64)
        self._axis = np.zeros(64, dtype=np.int16)
        self._depth = np.zeros(64, dtype=np.int32)

    def piece(self, index: int) -> Box:
        """The box with this number."""
        return tuple((low, high) for low, high in self._ends[index].tolist())

    def ends(self, indices: Indices) -> NDArray[np.float64]:
        """Lower and upper ends of several boxes, shape (n, d, 2)."""
        return self._ends[indices]

    def sizes(self, indices: Indices) -> NDArray[np.float64]:
        """The longest side of each box as a part of that side of the whole box, shape (n,)."""
        ends = self._ends[indices]
        return np.max((ends[..., 1] / 2 - ends[..., 0] / 2) / np.array(self._scale), axis=1)

    def cut(self, index: int) -> int | None:
        """Halve a leaf across its longest side, measured by the sides of the whole box.

        Returns:
            The number of the lower half, the upper one being the next; None where no double lies
            between the ends.
        """
        piece = self.piece(index)
        axis, longest = 0, 0.0
        for i, (low, high) in enumerate(piece):
            length = (high / 2 - low / 2) / self._scale[i]
            if length > longest:
                axis, longest = i, length
        halves = split(piece, axis)
        if halves is None:
            return None
        first = self.count
        if first + 2 > len(self._child):
            self._grow()
        self._ends[first : first + 2] = halves
        self._depth[first : first + 2] = self._depth[index] + 1
        self._axis[index] = axis
        # Linked last: an interrupt before this line leaves the leaf as it was.
        self.count = first + 2
        self._child[index] = first
        return first

    def is_leaf(self, indices: Indices) -> Mask:
        """Which of the boxes are not cut."""
        return self._child[indices] < 0

    def halves(self, indices: Indices) -> Indices:
        """The halves of those of the boxes that are cut."""
        first = self._child[indices]
        first = first[first >= 0]
        return np.concatenate([first, first + 1])

    def _grow(self) -> None:
        more = len(self._child)
        self._ends = np.concatenate([self._ends, np.empty_like(self._ends)])
        self._child = np.concatenate([self._child, np.full(more, -1, dtype=np.int64)])
        self._axis = np.concatenate([self._axis, np.zeros(more, dtype=np.int16)])
        self._depth = np.concatenate([self._depth, np.zeros(more, dtype=np.int32)])

    def faces(self, indices: Indices) -> Mask:
        """Which faces of the whole box each box touches: lower and upper, shape (n, d, 2)."""
        touch: Mask = np.asarray(self._ends[indices] == np.array(self.box))
        return touch

    def holding(self, point: Iterable[Fraction]) -> list[int]:
        """The leaves that contain a point, their faces included."""
        exact = list(point)
        found, waiting = [], [0]
        while waiting:
            index = waiting.pop()
            if all(a <= x <= b for (a, b), x in zip(self.piece(index), exact, strict=True)):
                child = int(self._child[index])
                if child < 0:
                    found.append(index)
                else:
                    waiting += (child, child + 1)
        return found

    def touching(self, chosen: Mask) -> tuple[Indices, Indices]:
        """All pairs of touching leaves among the chosen ones, each pair once.

        The tree is walked in pairs of boxes from the top down, and pairs that do not touch are
        dropped with all that lies in them.

        Args:
            chosen: shape (count,); what it says about boxes that are cut does not matter.
        """
        child, ends = self._child[: self.count], self._ends
        chosen = self._with_ancestors(chosen)
        root = np.zeros(1, dtype=np.int64)
        waiting = [(root, root)] if chosen[0] else []
        edges: list[tuple[Indices, Indices]] = []
        while waiting:
            a, b = waiting.pop()
            leaf_a, leaf_b = child[a] < 0, child[b] < 0
            done = leaf_a & leaf_b
            pairs = done & (a != b)
            edges.append((a[pairs], b[pairs]))
            a, b = a[~done], b[~done]
            leaf_a, leaf_b = leaf_a[~done], leaf_b[~done]
            halves_a = [np.where(leaf_a, a, child[a] + k) for k in (0, 1)]
            halves_b = [np.where(leaf_b, b, child[b] + k) for k in (0, 1)]
            same = a == b
            near_pairs = []
            for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
                # A leaf has one half; of a box with itself the pair (1, 0) repeats (0, 1).
                keep = ~((leaf_a & (i == 1)) | (leaf_b & (j == 1)) | (same & (i > j)))
                x, y = halves_a[i][keep], halves_b[j][keep]
                near = chosen[x] & chosen[y]
                x, y = x[near], y[near]
                for axis in range(len(self.box)):
                    near = ends[x, axis, 0] <= ends[y, axis, 1]
                    near &= ends[y, axis, 0] <= ends[x, axis, 1]
                    x, y = x[near], y[near]
                near_pairs.append((x, y))
            x, y = (np.concatenate(part) for part in zip(*near_pairs, strict=True))
            for at in range(0, len(x), _CHUNK):
                waiting.append((x[at : at + _CHUNK], y[at : at + _CHUNK]))
        if not edges:
            return root[:0], root[:0]
        return np.concatenate([a for a, _ in edges]), np.concatenate([b for _, b in edges])

    def _with_ancestors(self, chosen: Mask) -> Mask:
        """The chosen leaves and every box around one."""
        child, depth = self._child[: self.count], self._depth[: self.count]
        found = chosen & (child < 0)
        cut = np.flatnonzero(child >= 0)
        for level in range(int(depth.max()) - 1, -1, -1):
            at = cut[depth[cut] == level]
            found[at] = found[child[at]] | found[child[at] + 1]
        return found

    def connected(self, chosen: Mask, seeds: Iterable[int]) -> Mask:
        """The chosen leaves that a chain of touching chosen leaves joins to a seed.

        Args:
            chosen: shape (count,), the seeds among them.
            seeds: numbers of leaves.
        """
        label = np.arange(self.count)
        a, b = self.touching(chosen)
        while len(a):
            # Every label points to a smaller one; equal labels in the end mean joined.
            low, high = np.minimum(label[a], label[b]), np.maximum(label[a], label[b])
            apart = low != high
            a, b, low, high = a[apart], b[apart], low[apart], high[apart]
            np.minimum.at(label, high, low)
            while not np.array_equal(shorter := label[label], label):
                label = shorter
        return chosen & (self._child[: self.count] < 0) & np.isin(label, label[list(seeds)])

    def chain(self, chosen: Mask, costly: Mask, seeds: Iterable[int], goals: Mask) -> list[int]:
        """Touching chosen leaves from a seed to a goal with the fewest costly ones among them.

        Args:
            chosen: shape (count,), the seeds among them.
            costly: shape (count,).
            seeds: numbers of leaves.
            goals: shape (count,).

        Returns:
            Numbers of leaves, the goal first; empty if no goal is joined to a seed.
        """
        a, b = self.touching(chosen)
        ends, others = np.concatenate([a, b]), np.concatenate([b, a])
        order = np.argsort(ends, kind="stable")
        others = others[order]
        first = np.searchsorted(ends[order], np.arange(self.count + 1))
        came: dict[int, int] = {}
        waiting = deque((seed, seed) for seed in seeds)
        while waiting:
            index, before = waiting.popleft()
            if index in came:
                continue
            came[index] = before
            if goals[index]:
                found = [index]
                while came[found[-1]] != found[-1]:
                    found.append(came[found[-1]])
                return found
            for other in others[first[index] : first[index + 1]].tolist():
                if other not in came:
                    # Free leaves go to the front: they are as near as the one at hand.
                    (waiting.append if costly[other] else waiting.appendleft)((other, index))
        return []

    def tree(self, leaf: dict[int, Leaf], states: Iterable[int]) -> Tree:
        """The tree in preorder.

        Args:
            leaf: what to write for a leaf, by its state.
            states: a state for each box.
        """
        nodes: Tree = []
        state, child, axis = list(states), self._child.tolist(), self._axis.tolist()
        waiting = [0]
        while waiting:
            index = waiting.pop()
            first = child[index]
            if first < 0:
                nodes.append(leaf[state[index]])
            else:
                nodes.append(Split(axis[index], float(self._ends[first, axis[index], 1])))
                waiting += (first + 1, first)
        return nodes
