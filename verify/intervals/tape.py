"""The tape: expressions as a straight list of operations, with common parts shared.

A tape knows nothing about balls or floats. `evaluate.py` binds it to balls, `floats.py` to numpy.
Slots are numbered: first the variables, then the constants, then the steps in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Step:
    """One operation: ``op`` applied to the slots ``args``; ``data`` holds exact parameters.

    ``op`` is one of the names that `evaluate.BALL_OPERATIONS` and `floats.FLOAT_OPERATIONS` list.
    """

    op: str
    args: tuple[int, ...] = ()
    data: Any = None


@dataclass(frozen=True)
class Tape:
    """Straight-line code for several expressions of the same variables.

    Attributes:
        variables: how many variables; they fill the first slots.
        constants: steps that depend on no variable; they fill the next slots.
        steps: the other steps.
        outputs: the slot of each expression.
    """

    variables: int
    constants: tuple[Step, ...]
    steps: tuple[Step, ...]
    outputs: tuple[int, ...]


class TapeBuilder:
    """Collects steps, shares equal ones, and sorts the constants to the front."""

    def __init__(self, variables: int) -> None:
        self._variables = variables
        self._steps: list[Step] = []
        self._slot: dict[Step, int] = {}
        self._constant: list[bool] = [False] * variables

    def add(self, op: str, args: tuple[int, ...] = (), data: Any = None) -> int:
        """Append a step, or find the equal one; return its slot."""
        step = Step(op, args, data)
        slot = self._slot.get(step)
        if slot is None:
            slot = self._variables + len(self._steps)
            self._slot[step] = slot
            self._steps.append(step)
            self._constant.append(all(self._constant[i] for i in args))
        return slot

    def finish(self, outputs: tuple[int, ...]) -> Tape:
        """Renumber with constants first and return the tape."""
        n = self._variables
        old = range(n, n + len(self._steps))
        order = [i for i in old if self._constant[i]] + [i for i in old if not self._constant[i]]
        new = dict(zip((*range(n), *order), range(n + len(order)), strict=True))
        moved = [
            Step(step.op, tuple(new[i] for i in step.args), step.data)
            for step in (self._steps[i - n] for i in order)
        ]
        constants = sum(self._constant)
        return Tape(
            n, tuple(moved[:constants]), tuple(moved[constants:]), tuple(new[i] for i in outputs)
        )
