"""Verdicts about the function: its pieces fit together, it is in the class, its start is right.

What repeats is proved once for every eta and every number of periods, by identities; what remains
per wave is an integer and two comparisons in balls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.exact import exact
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import Piece, eta, lam, m, s
from verify.adversary import extremes
from verify.adversary.extremes import Extremes, of_segment
from verify.adversary.function import Adversary, Segment
from verify.adversary.schedule import BITS
from verify.intervals.branch_and_bound import decide
from verify.intervals.compare import MAX_BITS, sign
from verify.intervals.enclose import decimal_bounds
from verify.intervals.evaluate import compile_expressions
from verify.symbolic.algebra import is_zero
from verify.verdict import Verdict, Word

State: TypeAlias = tuple[sp.Expr, ...]
"""Value, slope and, where it has to fit, curvature."""

_WHOLE = sp.Symbol("n", integer=True, positive=True)
"""Any number of periods; sin(2 pi n) = 0 holds because it is an integer."""


@dataclass(frozen=True)
class _Stretch:
    """Pieces between two joints, with what they are at both ends; None where they have no end."""

    name: str
    low: State | None
    high: State | None


def smooth(adversary: Adversary, replay: str = "") -> Verdict:
    """Whether value, slope and curvature (triangular: value and slope) fit at every joint."""
    order = "C^{1,1}" if _is_triangular(adversary) else "C^2"
    what = "value and slope" if _is_triangular(adversary) else "value, slope and curvature"
    claim = f"f is {order}: {what} agree at every joint"

    def verdict(word: Word, evidence: str) -> Verdict:
        return Verdict("adversary/smooth", claim, word, evidence, None, replay)

    for t, count in enumerate(adversary.periods):
        if type(count) is int and count >= 1:
            continue
        jump = _slope_jump(adversary, count)
        if sign(jump, MAX_BITS):
            return verdict(
                Word.REFUTED,
                f"over {count} periods the slope jumps by {jump} at x_{t}; they have to be whole",
            )
        return verdict(Word.UNDECIDED, f"the wave at x_{t} has {count} periods, no whole number")
    if not all(step > 0 for step in adversary.steps):
        return verdict(Word.UNDECIDED, "a wave has no certain length")
    stretches = list(_stretches(adversary))
    for form in _forms(adversary):
        if not all(is_zero(difference) for difference in extremes.derivatives(form)):
            return verdict(Word.UNDECIDED, "a derivative is not shown to be one")
    for left, right in pairwise(stretches):
        assert left.high is not None and right.low is not None
        for a, b in zip(left.high, right.low, strict=True):
            if not is_zero(a - b):
                return verdict(
                    Word.UNDECIDED,
                    f"{left.name} and {right.name} are not shown to fit: {a} and {b}",
                )
    names = ", ".join(f"{a.name}|{b.name}" for a, b in pairwise(stretches))
    waves = f"; {_waves_text(adversary)} with whole numbers of periods" if adversary.periods else ""
    return verdict(Word.PROVED, f"exact identities at {names}{waves}")


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


def start(adversary: Adversary, replay: str = "") -> Verdict:
    """Whether f(x_0) - inf f = gap0, the infimum being attained at 0."""
    claim = f"f(x_0) - f* = {adversary.setting.values[sym.gap0]}, and f* = f(0) = 0 is attained"

    def verdict(word: Word, evidence: str) -> Verdict:
        return Verdict("adversary/start", claim, word, evidence, None, replay)

    right_of_start = adversary.after[0].form
    at_start = right_of_start.at(right_of_start.low)
    bottom = adversary.valley.form.at(sp.Integer(0))
    if not (is_zero(at_start[0] - sym.gap0) and is_zero(bottom[0]) and is_zero(bottom[1])):
        return verdict(Word.UNDECIDED, "the values at x_0 and 0 are not shown")
    for segment in (*adversary.before, *adversary.after):
        bounds = of_segment(segment)
        floor = _numbers(adversary, bounds.floor)
        if not bounds.shown() or sign(floor, MAX_BITS) not in (0, 1):
            return verdict(Word.UNDECIDED, f"a piece ({segment.kind}) is not shown to be >= 0")
    if adversary.periods:
        floors = compile_expressions([_numbers(adversary, _of_waves(adversary).floor)], [eta, m])
        for t, (step, count) in enumerate(zip(adversary.steps, adversary.periods, strict=True)):
            if not floors([step, _ball(count)], BITS)[0] > 0:
                return verdict(Word.UNDECIDED, f"the wave at x_{t} is not shown to be >= 0")
    return verdict(Word.PROVED, "the value at x_0 by an identity; every piece lies at or above 0")


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
        peak, floor = (_numbers(self._adversary, e) for e in (bounds.peak, bounds.floor))
        if sign(self._allowed(floor) - peak, MAX_BITS) in (0, 1):
            return _Found(Word.PROVED, "")
        worst = _numbers(self._adversary, bounds.worst)
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
        adversary, bounds = self._adversary, _of_waves(self._adversary)
        if not bounds.shown():
            return _Found(Word.UNDECIDED, "the bounds on a wave are not shown")
        peak, floor = (_numbers(adversary, e) for e in (bounds.peak, bounds.floor))
        share = self._allowed(floor) / peak - 1
        compiled = compile_expressions([share], [eta, m])
        least: arb | None = None
        for t, (step, count) in enumerate(zip(adversary.steps, adversary.periods, strict=True)):
            (left,) = compiled([step, _ball(count)], self._bits)
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
            f"{_waves_text(adversary)} in balls of {self._bits} bits",
            f"{decimal_bounds(least, 3)[0]} of the curvature, at the tightest wave",
        )


def _stretches(adversary: Adversary) -> Iterator[_Stretch]:
    """What meets what, from left to right, in symbols; waves all alike stand once."""
    for segment in adversary.before:
        yield _stretch(adversary, segment.kind, segment.form)
    if adversary.periods:
        yield from _wave_stretches(adversary)
    for segment in adversary.after:
        yield _stretch(adversary, segment.kind, segment.form)


def _stretch(adversary: Adversary, name: str, form: Piece) -> _Stretch:
    ends = [None if z.is_infinite else _state(adversary, form, z) for z in (form.low, form.high)]
    return _Stretch(name, *ends)


def _wave_stretches(adversary: Adversary) -> Iterator[_Stretch]:
    if _is_triangular(adversary):
        yield _stretch(adversary, "fall", pieces.falling_half())
        yield _stretch(adversary, "rise", pieces.rising_half())
        yield _stretch(adversary, "fall", pieces.falling_half())
        yield _stretch(adversary, "rise", pieces.rising_half())
        return
    form = pieces.wave(s)
    end = _state(adversary, form, form.high)
    if adversary.linked:
        yield _Stretch("wave", _state(adversary, form, pieces.LINK_LENGTH), end)
    # One wave meets the next, with another step and another number of periods.
    for _ in range(2):
        yield _Stretch("wave", _state(adversary, form, sp.Integer(0)), end)


def _state(adversary: Adversary, form: Piece, z: sp.Expr) -> State:
    """Value, slope, curvature in symbols; the number of periods is any positive integer."""
    state = form.at(z)
    if not adversary.setting.linked:
        state = tuple(e.subs(s, pieces.eps) for e in state)
    whole = tuple(sp.sympify(e).subs(m, _WHOLE) for e in state)
    return whole[:2] if _is_triangular(adversary) else whole


def _forms(adversary: Adversary) -> list[Piece]:
    forms = [segment.form for segment in (*adversary.before, *adversary.after)]
    if adversary.periods:
        forms += (
            [pieces.falling_half(), pieces.rising_half()]
            if _is_triangular(adversary)
            else [pieces.wave(s)]
        )
    return forms


def _of_waves(adversary: Adversary) -> Extremes:
    if _is_triangular(adversary):
        return extremes.triangle()
    return extremes.wave(s if adversary.setting.linked else pieces.eps)


def _slope_jump(adversary: Adversary, count: Any) -> sp.Expr:
    """What the slope lacks at the end of a wave with this number of periods."""
    turns = sp.Rational(str(count))
    if _is_triangular(adversary):
        rest = turns - sp.floor(turns)
        end = 1 - 4 * rest if rest <= sp.Rational(1, 2) else 4 * rest - 3
    else:
        end = sp.cos(2 * sp.pi * turns)
    return (1 - end) * adversary.slope


def _numbers(adversary: Adversary, formula: sp.Expr) -> sp.Expr:
    """The constants put in; a link's length too, and only eta and m stay."""
    formula = sp.sympify(formula)
    link = next((x for x in (*adversary.before, *adversary.after) if x.kind == "link"), None)
    if link is not None:
        formula = formula.subs(lam, link.piece.high - link.piece.low)
    return adversary.setting.put(formula)


def _waves_text(adversary: Adversary) -> str:
    if adversary.tau is None:
        return "all waves, which are alike,"
    count = len(adversary.periods)
    return "1 wave" if count == 1 else f"{count:,} waves"


def _is_triangular(adversary: Adversary) -> bool:
    return adversary.setting.variant is pieces.TRIANGULAR


def _ball(count: Any) -> arb:
    return arb(count) if isinstance(count, int) else arb(str(count))


def _short(value: sp.Expr) -> str:
    if isinstance(value, sp.Rational):
        return str(value) if len(str(value)) < 20 else decimal_bounds(value, 6)[0] + "..."
    return decimal_bounds(value, 6)[0] + "..."
