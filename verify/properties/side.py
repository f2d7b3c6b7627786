"""One side of a function made from a control: its pieces, and the proof that it stays above 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.intervals.balls import precision
from verify.properties.function import Jet
from verify.properties.motion import IN_BALLS, IN_SYMPY, Bend, moved
from verify.properties.show import ball, fraction, written

STATE_BITS = 256
"""Precision of the values and slopes at the ends of pieces."""

LESS_THAN_PI = Fraction(333, 106)

TAIL = Bend(Fraction(1), Fraction(1), Fraction(1))
"""Beyond the last piece; its length means nothing."""


class State(NamedTuple):
    """Where a piece begins: the distance from the origin, value, and slope outward."""

    at: Fraction
    u: Any
    p: Any


def bends_of(pieces: Iterable[Sequence[Any]], side: str, limit: Fraction) -> list[Bend]:
    """Pieces as people write them, checked.

    Args:
        pieces: each (length, control) or (length, control at its begin, at its end).
        side: for error messages.
        limit: the largest absolute value of a control.

    Raises:
        DomainError: a length that is not positive, a control beyond the limit.
    """
    bends = []
    for number, piece in enumerate(pieces):
        name = f"{side}[{number}]"
        if len(piece) not in (2, 3):
            raise DomainError(
                f"{name} must be (length, control) or (length, start, end); got {piece!r}."
            )
        length, start, *rest = (fraction(entry, name) for entry in piece)
        if length <= 0:
            raise DomainError(f"{name} needs a length > 0; got {length}. Leave the piece out.")
        bend = Bend(length, start, rest[0] if rest else start)
        if max(abs(bend.start), abs(bend.end)) > limit:
            raise DomainError(
                f"{name} needs |control| <= {limit}; got {written(list(piece))}. "
                "Raise limit to leave the class on purpose."
            )
        bends.append(bend)
    return bends


def _parts(bend: Bend) -> Iterator[Bend]:
    """The piece, cut where its control changes sign."""
    if bend.start * bend.end < 0:
        first = bend.length * bend.start / (bend.start - bend.end)
        yield Bend(first, bend.start, Fraction(0))
        yield Bend(bend.length - first, Fraction(0), bend.end)
    else:
        yield bend


class Side:
    """One side of the origin, with the slope outward.

    Attributes:
        bends: the pieces, from the origin outward.
        states: where each begins, and where the last ends, in balls.
    """

    def __init__(self, K0: Fraction, K: Fraction, u: Fraction, p: Fraction) -> None:
        self._K0, self._K, self._begin = K0, K, (u, p)
        self.bends: list[Bend] = []
        with precision(STATE_BITS):
            self.states = [State(Fraction(0), ball(u), ball(p))]

    def add(self, bend: Bend) -> bool:
        """Go on by a piece if u >= 0 is certain on it; tells whether it was done."""
        with precision(STATE_BITS):
            state = begin = self.states[-1]
            for part in _parts(bend):
                there = self._after(state, part)
                if not self._stays_above(state, there, part):
                    return False
                state = there
            self.bends.append(bend)
            self.states.append(State(begin.at + bend.length, state.u, state.p))
        return True

    def add_if_it_may_end(self, bend: Bend) -> bool:
        """Go on by a piece only if the function may also end with it; tells whether it was done.

        That is no loss: a member that falls has u'^2/2 <= Phi(u), so it may end anywhere.
        """
        if not self.add(bend):
            return False
        if not self.may_end():
            self.bends.pop()
            self.states.pop()
            return False
        return True

    def parts(self) -> Iterator[tuple[State, State, Bend]]:
        """Each piece, cut where its control changes sign, with its states."""
        with precision(STATE_BITS):
            for state, bend in zip(self.states, self.bends, strict=False):
                for part in _parts(bend):
                    there = self._after(state, part)
                    yield state, there, part
                    state = there

    def may_end(self) -> bool:
        """Whether u >= 0 is certain when c = 1 from here on."""
        with precision(STATE_BITS):
            state = self.states[-1]
            return bool(state.p >= 0) or self._turns(state, Fraction(1))

    def _after(self, state: State, bend: Bend) -> State:
        way = ball(bend.length)
        u, p = moved(self._K0, self._K, bend, state.u, state.p, way, IN_BALLS)
        return State(state.at + bend.length, u, p)

    def _turns(self, state: State, control: Fraction) -> bool:
        """Falling with at least this control, u turns before 0: u'^2/2 - control Phi(u) falls."""
        K0, K = ball(self._K0), ball(self._K)
        return bool(ball(control) * (K0 + K * state.u / 2) * state.u - state.p * state.p / 2 >= 0)

    def _stays_above(self, begin: State, end: State, bend: Bend) -> bool:
        """Whether u >= 0 on a piece whose control has one sign, from u >= 0 where it begins.

        c <= 0: between zeros u lies above its chord while v = u + K0/K > 0, and v can only be
        below 0 and come back over a way of pi/sqrt(K max |c|) (Sturm). So u >= 0 at the end is
        enough on a shorter piece.
        c >= 0: u is convex while v > 0, and v falls for ever once it is below. So it is enough
        that u rises at the begin, or that u >= 0 still falls at the end, or that it turns in time,
        or that its tangent at the begin stays above 0.
        """
        low, high = sorted((bend.start, bend.end))
        if high <= 0:
            short = -low * self._K * bend.length**2 < LESS_THAN_PI**2
            return short and bool(end.u >= 0)
        falls = bool(end.u >= 0) and bool(end.p <= 0)
        above = bool(begin.u + begin.p * ball(bend.length) >= 0)
        return bool(begin.p >= 0) or falls or above or self._turns(begin, low)

    def enclose(self, distance: arb) -> Jet:
        """Value, slope outward and curvature at a distance from the origin."""
        found: Jet | None = None
        ends = [state.at for state in self.states[1:]]
        for number, (state, bend) in enumerate(zip(self.states, [*self.bends, TAIL], strict=True)):
            if number and distance < ball(state.at):
                break
            if number < len(ends) and distance > ball(ends[number]):
                continue
            way = distance - ball(state.at)
            u, p = moved(self._K0, self._K, bend, state.u, state.p, way, IN_BALLS)
            u = u.nonnegative_part()
            control = ball(bend.start) + ball(bend.rate) * way
            here = Jet(u, p, control * (ball(self._K0) + ball(self._K) * u))
            found = here if found is None else Jet(*map(arb.union, found, here))
        assert found is not None
        return found

    def expressions(self, distance: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr | None]]:
        """Each piece as an expression, with the distance at which it ends; the tail has none."""
        u, p = (IN_SYMPY.number(x) for x in self._begin)
        at = sp.S.Zero
        for bend in self.bends:
            yield (
                moved(self._K0, self._K, bend, u, p, distance - at, IN_SYMPY)[0],
                (at + IN_SYMPY.number(bend.length)),
            )
            length = IN_SYMPY.number(bend.length)
            u, p = moved(self._K0, self._K, bend, u, p, length, IN_SYMPY)
            at += length
        yield moved(self._K0, self._K, TAIL, u, p, distance - at, IN_SYMPY)[0], None
