"""Members of the class for rho = 1 on a line, from a control: u'' = c (K0 + K u), |c| <= 1.

The control c is constant on pieces, so a member is made of cosh, cos and parabolas (affine where
c = 0), in closed form. It is C^1, and its Hessian bound holds almost everywhere, which is what the
theorems ask. Outside of its pieces c = 1: the function continues as its extremal.

u >= 0 has to be checked, since a control may lead below. On a piece with c <= 0 it is enough at the
ends, as long as the piece is shorter than a half wave of the cosine, on whose arches K0 + K u > 0.
With c > 0 the piece may turn in between: E = u'^2/2 - c Phi(u) is constant on it, so it turns
at a nonnegative value exactly if E <= 0. Outside, where c = 1, the same has to hold wherever u
still falls. These are all the conditions there are (but for 3 in place of pi), so every control
can be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verify.properties.arithmetic import Arithmetic


@dataclass(frozen=True)
class State:
    """A place on the line: position, value and slope, the slope in the direction of travel."""

    x: Any
    u: Any
    p: Any


@dataclass(frozen=True)
class Piece:
    """A length and the control on it."""

    length: Any
    control: Any


class Side:
    """Everything on one side of the origin, with x growing outward.

    Attributes:
        joints: the states at 0 and at the end of each piece.
        controls: on each piece, and 1 beyond the last.
        rooms: each has to be >= 0 for u >= 0 to hold on this side.
    """

    def __init__(
        self, K0: Any, K: Any, start: State, pieces: Sequence[Piece], ops: Arithmetic
    ) -> None:
        self._K0, self._K, self._ops = K0, K, ops
        self.controls = [piece.control for piece in pieces] + [ops.number(1)]
        self.joints = [start]
        for piece in pieces:
            self.joints.append(self.move(self.joints[-1], piece.control, piece.length))
        self.rooms = self._rooms()

    def move(self, state: State, control: Any, by: Any) -> State:
        """From a state on by a distance, which may be negative, under a control."""
        k = control * self._K
        sine, cosine = self._ops.sine(k, by), self._ops.cosine(k, by)
        half = self._ops.sine(k, by / 2)
        pull = control * (self._K0 + self._K * state.u)
        u = state.u + state.p * sine + 2 * pull * half * half
        return State(state.x + by, u, state.p * cosine + pull * sine)

    def _potential(self, u: Any) -> Any:
        return self._K0 * u + self._K * u * u / 2

    def _turns(self, state: State, control: Any) -> Any:
        """How much is left of c Phi(u) once u'^2/2 is spent."""
        return control * self._potential(state.u) - state.p * state.p / 2

    def _rooms(self) -> list[Any]:
        ops, zero = self._ops, self._ops.number(0)
        rooms = [state.u for state in self.joints]
        for start, end, control in zip(self.joints, self.joints[1:], self.controls, strict=False):
            turned = ops.select(start.p, zero, ops.select(zero, end.p, 1, 0), 0)
            rooms.append(ops.select(turned, 0, zero, self._turns(start, control)))
            length = end.x - start.x
            rooms.append(9 + control * self._K * length * length)
        last = self.joints[-1]
        rooms.append(ops.select(zero, last.p, zero, self._turns(last, ops.number(1))))
        return rooms

    def at(self, x: Any) -> State:
        """The state at a distance x >= 0 from the origin."""
        found = self.move(self.joints[0], self.controls[0], x)
        for state, control in zip(self.joints[1:], self.controls[1:], strict=True):
            there = self.move(state, control, x - state.x)
            found = State(
                x,
                self._ops.select(x, state.x, found.u, there.u),
                self._ops.select(x, state.x, found.p, there.p),
            )
        return found


class Line:
    """A function of one variable, from its value and slope at 0 and a control on each side.

    Args:
        K0: curvature at value 0, >= 0.
        K: growth of the curvature, >= 0.
        value: u(0) >= 0, the gap there.
        slope: u'(0).
        right: pieces for x > 0, from 0 on.
        left: pieces for x < 0, from 0 on.
        ops: the arithmetic of all of these.
    """

    def __init__(
        self,
        K0: Any,
        K: Any,
        value: Any,
        slope: Any,
        right: Sequence[Piece],
        left: Sequence[Piece],
        ops: Arithmetic,
    ) -> None:
        self.K0, self.K, self.ops = K0, K, ops
        zero = ops.number(0)
        self.right = Side(K0, K, State(zero, value, slope), right, ops)
        self.left = Side(K0, K, State(zero, value, -slope), left, ops)

    @property
    def rooms(self) -> list[Any]:
        """Each has to be >= 0; then u >= 0 everywhere and the function is a member."""
        return [*self.right.rooms, *self.left.rooms]

    def at(self, x: Any) -> tuple[Any, Any]:
        """Value and slope at x, which may have either sign."""
        ops, zero = self.ops, self.ops.number(0)
        size = abs(x)
        one, other = self.right.at(size), self.left.at(size)
        return ops.select(zero, x, one.u, other.u), ops.select(zero, x, one.p, -other.p)
