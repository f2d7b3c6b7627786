"""Members of Definition 0 with rho = 1 on a line, from a control: u'' = c (L0 + L |u'|), |c| <= 1.

The curvature is bounded by the slope here, not by the gap. The function has its minimiser at 0, it
rises on both sides, and the control is constant on pieces and 1 beyond: on a piece the slope
outward is an exponential, p' = c (L0 + L p). By ``inclusion`` it is in the class of Definition 1,
too, with the constants of that statement for theta = 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.errors import DomainError
from theory.lemmas.inclusion.at_point import K0_OUT, K_OUT, theta
from verify.intervals.balls import precision
from verify.properties.function import BITS, Function, Jet
from verify.properties.motion import IN_BALLS, IN_SYMPY, Functions
from verify.properties.show import ball, call, fraction
from verify.properties.side import STATE_BITS, State, bends_of

ONE = Fraction(1)


class FromGradient(Function):
    """A function on a line whose curvature is bounded by its slope.

    Args:
        L0: curvature allowed at slope 0, > 0; exact, as all numbers here.
        L: its growth with the slope, >= 0.
        right: pieces from 0 on for x > 0, each (length, control).
        left: pieces from 0 on for x < 0, outward as well.

    Raises:
        DomainError: a number outside its range, or a control after which the function falls.

    >>> f = FromGradient(L=2, right=[(1, 1), ("1/4", -1)])
    >>> f.K0, f.K
    (Fraction(2, 1), Fraction(16, 1))
    >>> FromGradient().sympy(sp.Symbol("x", real=True))
    Piecewise((x - 1 + exp(-x), x <= 0), (-x + exp(x) - 1, True))
    """

    def __init__(
        self,
        *,
        L0: Any = 1,
        L: Any = 1,
        right: Iterable[Sequence[Any]] = (),
        left: Iterable[Sequence[Any]] = (),
    ) -> None:
        self.L0, self.L = fraction(L0, "L0"), fraction(L, "L")
        if self.L0 <= 0 or self.L < 0:
            raise DomainError(
                f"a function needs L0 > 0 and L >= 0; got L0 = {self.L0}, L = {self.L}. Raise them."
            )
        given = {sym.rho: sp.Integer(1), theta: sp.Integer(1)}
        given |= {sym.L0: IN_SYMPY.number(self.L0), sym.L: IN_SYMPY.number(self.L)}
        self.K0, self.K = (fraction(e.subs(given), "constant") for e in (K0_OUT, K_OUT))
        self._right, self._left = self._pieces(right, "right"), self._pieces(left, "left")
        with precision(STATE_BITS):
            self._states = [
                list(self._walk(pieces, arb(0), name))
                for pieces, name in ((self._right, "right"), (self._left, "left"))
            ]

    def allowed(self, slope: Any) -> Any:
        """L0 + L |slope|: what Definition 0 allows; a ball for a ball, else as given.

        Args:
            slope: a ball, float or fraction.
        """
        if isinstance(slope, arb):
            return ball(self.L0) + ball(self.L) * abs(slope)
        return self.L0 + self.L * abs(slope)

    def _pieces(self, given: Iterable[Sequence[Any]], side: str) -> list[tuple[Fraction, Fraction]]:
        bends = bends_of(given, side, ONE)
        if any(bend.start != bend.end for bend in bends):
            raise DomainError(f"{side} needs pieces (length, control); the control does not move.")
        return [(bend.length, bend.start) for bend in bends]

    def _walk(
        self, pieces: Sequence[tuple[Fraction, Fraction]], zero: arb, side: str
    ) -> Iterator[State]:
        state = State(Fraction(0), zero, zero)
        yield state
        for number, (length, control) in enumerate(pieces):
            u, p = self._moved(control, state.u, state.p, ball(length), IN_BALLS)
            if not p >= 0:
                raise DomainError(
                    f"{side} falls, or it stays open whether it does, in {side}[{number}]. "
                    "Shorten the piece or raise its control."
                )
            state = State(state.at + length, u, p)
            yield state

    def _moved(self, control: Fraction, u: Any, p: Any, t: Any, ops: Functions) -> tuple[Any, Any]:
        """Value and slope after a way t into a piece."""
        if control == 0:
            return u + p * t, p
        if self.L == 0:
            pull = ops.number(control * self.L0) * t
            return u + p * t + pull * t / 2, p + pull
        rate, floor = ops.number(control * self.L), ops.number(self.L0 / self.L)
        gained = (p + floor) * ops.growth(rate * t)
        return u + gained / rate - floor * t, p + gained

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, slope and curvature at a point, in balls; see ``Function``.

        Args:
            x: a number or a ball.
            bits: working precision.
        """
        with precision(bits):
            point = ball(x)
            found = []
            if not point < 0:
                found.append(self._outward(point, self._right, self._states[0]))
            if not point > 0:
                value, slope, curvature = self._outward(-point, self._left, self._states[1])
                found.append(Jet(value, -slope, curvature))
            return found[0] if len(found) == 1 else Jet(*map(arb.union, *found))

    def _outward(
        self, distance: arb, pieces: Sequence[tuple[Fraction, Fraction]], states: Sequence[State]
    ) -> Jet:
        found: Jet | None = None
        ends = [ball(state.at) for state in states[1:]]
        for number, (state, (_, control)) in enumerate(
            zip(states, [*pieces, (ONE, ONE)], strict=True)
        ):
            if number and distance < ball(state.at):
                break
            if number < len(ends) and distance > ends[number]:
                continue
            u, p = self._moved(control, state.u, state.p, distance - ball(state.at), IN_BALLS)
            u, p = u.nonnegative_part(), p.nonnegative_part()
            here = Jet(u, p, ball(control) * self.allowed(p))
            found = here if found is None else Jet(*map(arb.union, found, here))
        assert found is not None
        return found

    def sympy(self, *variables: sp.Expr) -> sp.Expr:
        """The function as an exact expression, piecewise.

        Args:
            variables: one, real.
        """
        (x,) = variables
        right = list(self._expressions(x, self._right))
        left = list(self._expressions(-x, self._left))
        before = [(expr, x <= -begin) for expr, begin, _ in reversed(left)]
        after = [(expr, True if end is None else x <= end) for expr, _, end in right]
        return sp.Piecewise(*before, *after)

    def _expressions(
        self, distance: sp.Expr, pieces: Sequence[tuple[Fraction, Fraction]]
    ) -> Iterator[tuple[sp.Expr, sp.Expr, sp.Expr | None]]:
        at, u, p = sp.S.Zero, sp.S.Zero, sp.S.Zero
        for length, control in pieces:
            way = IN_SYMPY.number(length)
            yield self._moved(control, u, p, distance - at, IN_SYMPY)[0], at, at + way
            u, p = self._moved(control, u, p, way, IN_SYMPY)
            at += way
        yield self._moved(ONE, u, p, distance - at, IN_SYMPY)[0], at, None

    def __repr__(self) -> str:
        given = {"L0": self.L0, "L": self.L, "right": self._right, "left": self._left}
        return call("FromGradient", given, {"L0": 1, "L": 1, "right": [], "left": []})
