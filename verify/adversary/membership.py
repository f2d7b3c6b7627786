"""Whether the function is in a class: curvature against gap, piece by piece.

On every piece |f''| <= peak and f >= floor, by identities; what is compared is peak <= ell(floor).
The class may be another one than the function was built for, and then a REFUTED names a point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.exact import exact
from theory.theorems.lower_bound.pieces import eta, m
from verify.adversary.extremes import numbers, of_segment, of_waves
from verify.adversary.function import Adversary, Segment
from verify.adversary.schedule import BITS
from verify.intervals.balls import to_fmpq
from verify.intervals.branch_and_bound import decide
from verify.intervals.compare import MAX_BITS, sign
from verify.intervals.enclose import decimal_bounds
from verify.intervals.evaluate import compile_expressions
from verify.verdict import Verdict, Word


def member(
    adversary: Adversary,
    *,
    rho: Any = None,
    K0: Any = None,
    K: Any = None,
    bits: int = BITS,
    replay: str = "",
) -> Verdict:
    """Whether |f''| <= K0 + K (f - f_star)^rho everywhere.

    Args:
        adversary: the function; f_star = 0.
        rho: exponent of the class; None is the function's own.
        K0: its K0, likewise.
        K: its K, likewise.
        bits: precision of the comparisons for waves.
        replay: goes into the verdict.
    """
    values = adversary.setting.values
    given = {sym.rho: rho, sym.K0: K0, sym.K: K}
    held = {v: values[v] if g is None else exact(g, v.name) for v, g in given.items()}
    named = ", ".join(f"{v} = {value}" for v, value in held.items())
    claim = f"f is (rho, K0, K)-smooth with {named}"
    found = _Membership(adversary, held, bits).decide()
    return Verdict("adversary/member", claim, found.word, found.evidence, found.margin, replay)


@dataclass(frozen=True)
class _Found:
    word: Word
    evidence: str
    margin: str | None = None


class _Membership:
    """The comparisons peak <= ell(floor), piece by piece."""

    def __init__(self, adversary: Adversary, held: dict[sp.Symbol, sp.Expr], bits: int) -> None:
        self._adversary = adversary
        self._held = held
        self._bits = bits

    def decide(self) -> _Found:
        single = [self._segment(p) for p in (*self._adversary.before, *self._adversary.after)]
        waves = self._waves() if self._adversary.periods else None
        found = [*single, *([waves] if waves is not None else [])]
        for word in (Word.REFUTED, Word.UNDECIDED):
            for one in found:
                if one.word is word:
                    return one
        evidence = f"|f''| <= peak <= ell(floor) on {len(single)} single pieces, exactly"
        if waves is None:
            return _Found(Word.PROVED, evidence)
        return _Found(Word.PROVED, f"{evidence}; {waves.evidence}", waves.margin)

    def _allowed(self, gap: sp.Expr) -> sp.Expr:
        """The curvature that the class under test allows at a gap."""
        return ell(gap).subs(self._held)

    def _segment(self, segment: Segment) -> _Found:
        bounds = of_segment(segment)
        if not bounds.shown():
            return _Found(Word.UNDECIDED, f"the bounds on the {segment.kind} are not shown")
        peak, floor = (numbers(self._adversary, e) for e in (bounds.peak, bounds.floor))
        if sign(self._allowed(floor) - peak, MAX_BITS) in (0, 1):
            return _Found(Word.PROVED, "")
        worst = numbers(self._adversary, bounds.worst)
        value, _, curvature = segment.piece.at(worst)
        if sign(self._allowed(value) - abs(curvature), MAX_BITS) == -1:
            place = (
                ""
                if segment.left.is_infinite
                else f" at x = {_short(segment.left + worst - segment.piece.low)}"
            )
            return self._broken(segment.kind, place, value, abs(curvature))
        return self._by_cutting(segment)

    def _by_cutting(self, segment: Segment) -> _Found:
        """Neither bound settles it: cut the piece into small ones."""
        y = sp.Symbol("y", real=True)
        low, high = segment.piece.low, segment.piece.high
        value, _, curvature = segment.piece.at(low + (high - low) * y)
        found = decide(self._allowed(value) - sp.Abs(curvature), {y: (0, 1)})
        evidence = f"{segment.kind} cut into {found.boxes} parts: {found.reason}"
        return _Found(Word(found.verdict), evidence)

    def _broken(self, kind: str, place: str, value: sp.Expr, curvature: sp.Expr) -> _Found:
        return _Found(
            Word.REFUTED,
            f"{kind}{place}: |f''| = {_short(curvature)} where ell(gap) = "
            f"{_short(self._allowed(value))} (gap = {_short(value)})",
        )

    def _waves(self) -> _Found:
        adversary, bounds = self._adversary, of_waves(self._adversary)
        if not bounds.shown():
            return _Found(Word.UNDECIDED, "the bounds on a wave are not shown")
        peak, floor = (numbers(adversary, e) for e in (bounds.peak, bounds.floor))
        share = self._allowed(floor) / peak - 1
        compiled = compile_expressions([share], [eta, m])
        least: arb | None = None
        for t, (step, count) in enumerate(zip(adversary.steps, adversary.periods, strict=True)):
            (left,) = compiled([step, as_ball(count)], self._bits)
            if not left >= 0:
                known = {eta: adversary.schedule.exact(t), m: sp.Rational(str(count))}
                side = -1 if left < 0 else sign(share.subs(known), MAX_BITS)
                if side is None:
                    return _Found(Word.UNDECIDED, f"the wave at x_{t} is open at {MAX_BITS} bits")
                if side < 0:
                    return self._broken(
                        f"wave from x_{t}",
                        " at its trough",
                        floor.subs(known),
                        peak.subs(known),
                    )
                left = left.nonnegative_part()
            if least is None or left < least:
                least = left
        assert least is not None
        return _Found(
            Word.PROVED,
            f"{adversary.waves_text} in balls of {self._bits} bits",
            f"{decimal_bounds(least, 3)[0]} of |f''| to spare at the tightest wave",
        )


def as_ball(count: Any) -> arb:
    """A number of periods as a ball."""
    return arb(to_fmpq(count))


def _short(value: sp.Expr) -> str:
    if isinstance(value, sp.Rational):
        return str(value) if len(str(value)) < 20 else decimal_bounds(value, 6)[0] + "..."
    return decimal_bounds(value, 6)[0] + "..."
