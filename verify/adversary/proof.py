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

from theory import symbols as sym
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import Piece, eta, m, s
from verify.adversary import extremes
from verify.adversary.extremes import numbers, of_segment, of_waves
from verify.adversary.function import Adversary
from verify.adversary.membership import as_ball
from verify.adversary.schedule import BITS
from verify.intervals.compare import MAX_BITS, sign
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
    order = "C^{1,1}" if adversary.is_triangular else "C^2"
    what = "value and slope" if adversary.is_triangular else "value, slope and curvature"
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
    waves = f"; {adversary.waves_text} with whole numbers of periods" if adversary.periods else ""
    return verdict(Word.PROVED, f"exact identities at {names}{waves}")


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
        floor = numbers(adversary, bounds.floor)
        if not bounds.shown() or sign(floor, MAX_BITS) not in (0, 1):
            return verdict(Word.UNDECIDED, f"a piece ({segment.kind}) is not shown to be >= 0")
    if adversary.periods:
        floors = compile_expressions([numbers(adversary, of_waves(adversary).floor)], [eta, m])
        for t, (step, count) in enumerate(zip(adversary.steps, adversary.periods, strict=True)):
            if not floors([step, as_ball(count)], BITS)[0] > 0:
                return verdict(Word.UNDECIDED, f"the wave at x_{t} is not shown to be >= 0")
    return verdict(Word.PROVED, "the value at x_0 by an identity; every piece lies at or above 0")


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
    if adversary.is_triangular:
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
    return whole[:2] if adversary.is_triangular else whole


def _forms(adversary: Adversary) -> list[Piece]:
    forms = [segment.form for segment in (*adversary.before, *adversary.after)]
    if adversary.periods:
        forms += (
            [pieces.falling_half(), pieces.rising_half()]
            if adversary.is_triangular
            else [pieces.wave(s)]
        )
    return forms


def _slope_jump(adversary: Adversary, count: Any) -> sp.Expr:
    """What the slope lacks at the end of a wave with this number of periods."""
    turns = sp.Rational(str(count))
    if adversary.is_triangular:
        rest = turns - sp.floor(turns)
        end = 1 - 4 * rest if rest <= sp.Rational(1, 2) else 4 * rest - 3
    else:
        end = sp.cos(2 * sp.pi * turns)
    return (1 - end) * adversary.slope
