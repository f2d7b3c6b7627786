"""Gradient descent once more, step by step, without using where the iterates are known to be.

Here x_{t+1} = x_t - eta_t f'(x_t) is computed in balls from the formulas of the pieces alone; the
piece is looked up by the position. What comes out is a weaker claim (the slope is eps but for a
tiny factor) found in another way, and so a check on the bookkeeping of the first.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp
from flint import arb, fmpq

from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import Piece, Z, eta, lam, m
from verify.adversary.function import Adversary
from verify.adversary.membership import as_ball
from verify.intervals.balls import precision
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.verdict import Verdict, Word

Progress = Callable[[int], None]

BITS = 320
MOST_STEPS = 2_000
_MOST_BITS = 12_000
_DIGITS = 50
_SLACK = fmpq(1, 10**_DIGITS)


@dataclass(frozen=True)
class Again:
    """What the second run found.

    Attributes:
        steps: number of steps made.
        kept: iterates t < kept have |f'(x_t)| >= (1 - 10^-50) eps, for certain.
        fell: whether the slope at the next one is below eps, for certain.
        bits: working precision.
        radius: largest radius of an iterate's ball, relative to eps, as a power of 10.
    """

    kept: int
    fell: bool
    bits: int
    radius: int


def recheck(
    adversary: Adversary,
    above: int,
    reached: bool,
    replay: str = "",
    most_steps: int = MOST_STEPS,
    progress: Progress | None = None,
) -> Verdict:
    """Run again and confirm the slopes.

    Args:
        adversary: the function.
        above: x_t is known to have a slope of at least eps for t < above.
        reached: whether the slope at x_above is known to be smaller.
        replay: goes into the verdict.
        most_steps: how many iterates are looked at.
        progress: told how far the run is.

    Returns:
        PROVED if every slope is at least (1 - 10^-50) eps, UNDECIDED if the balls grew too wide,
        REFUTED if a slope is smaller for certain.
    """
    bits, wanted = _plan(adversary, min(above, most_steps))
    claim = f"|f'(x_t)| >= (1 - 10^-{_DIGITS}) eps for t < {wanted:,}, run again from the formulas"
    if reached and wanted == above:
        claim += f", and |f'(x_{above})| < eps"
    evidence = f"x_(t+1) = x_t - eta_t f'(x_t) in balls of {bits} bits, pieces found by position"

    def verdict(word: Word, extra: str) -> Verdict:
        return Verdict("adversary/again", claim, word, f"{evidence}; {extra}", None, replay)

    with precision(bits):
        slopes = _Slopes(adversary, bits, wanted + 1)
        eps = slopes.eps
        x, widest = slopes.start, arb(0)
        for t in range(wanted + (reached and wanted == above)):
            slope = slopes.at(x)
            if t < wanted:
                if abs(slope) < eps * (1 - arb(_SLACK)):
                    return verdict(Word.REFUTED, f"at x_{t} the slope is {slope.str(10)}")
                if not abs(slope) >= eps * (1 - arb(_SLACK)):
                    return verdict(Word.UNDECIDED, f"the ball of x_{t} is too wide")
            elif not abs(slope) < eps:
                return verdict(Word.UNDECIDED, f"the slope at x_{t} is {slope.str(10)}")
            else:
                break
            x = x - adversary.schedule.ball(t, bits) * slope if t < slopes.count else x
            widest = widest.max(arb(x.rad()))
            if progress is not None and t % 100 == 0:
                progress(t)
        size = math.floor(float((widest / eps).log() / arb(10).log())) if widest > 0 else -bits
    return verdict(Word.PROVED, f"no iterate known worse than to 10^{size} eps")


def _plan(adversary: Adversary, wanted: int) -> tuple[int, int]:
    """Bits that survive so many steps, and how many steps so many bits survive.

    Sines forgive: an error at a joint stays as it is. Where a triangular slope has its corner, an
    error grows by up to 1 + 4 m a step.
    """
    if adversary.setting.variant is not pieces.TRIANGULAR:
        return BITS, wanted
    bits = float(BITS)
    for t in range(wanted):
        if adversary.tau is not None and t >= adversary.tau:
            break
        bits += math.log2(1 + 4 * _period(adversary, t)) + 1
        if bits > _MOST_BITS:
            return _MOST_BITS, t
    return math.ceil(bits), wanted


def _period(adversary: Adversary, t: int) -> int:
    return adversary.periods[0 if adversary.tau is None else t]


@dataclass(frozen=True)
class _Place:
    """A formula laid at a place; ``known`` are eta and m where it has them."""

    compiled: Compiled
    left: arb
    known: tuple[arb, ...]


class _Slopes:
    """f' as a function of the position, from the formulas of the pieces."""

    def __init__(self, adversary: Adversary, bits: int, waves: int) -> None:
        self._adversary = adversary
        self._bits = bits
        self.eps = self._ball(adversary.setting.eps)
        self.count = adversary.schedule.count or math.inf
        self._reach = self._ball(adversary.slope)
        # Waves that the run does not come to are left out, and with them what lies left of them.
        self._waves_kept = min(len(adversary.steps), waves)
        self._all = adversary.tau is None or self._waves_kept == adversary.tau
        self._end = self._ball(adversary.end_of_waves) if self._all else arb(0)
        self._waves = _wave_pieces(adversary)
        self._steps = [adversary.schedule.ball(t, bits) for t in range(self._waves_kept)]
        # Rising: the place i is x_(kept - i).
        joints = [self._end]
        if adversary.tau is not None:
            for step in reversed(self._steps):
                joints.append(joints[-1] + step * self._reach)
        self._joints = joints
        self._mids = [joint.mid() for joint in joints]
        self.start = joints[-1]
        self._single = self._lay()

    def at(self, x: arb) -> arb:
        """F' on the ball x: the hull over every piece that x may touch."""
        hull: arb | None = None
        for place in self._touched(x):
            z = x - place.left
            middle = arb(z.mid())
            # The mean value form: exact in the middle, and the curvature times the radius around.
            slope = place.compiled([middle, *place.known], self._bits)[0]
            curvature = place.compiled([z, *place.known], self._bits)[1]
            found = slope + curvature * (z - middle)
            hull = found if hull is None else hull.union(found)
        assert hull is not None
        return hull

    def _lay(self) -> list[tuple[_Place, arb | None, arb | None]]:
        """The pieces that occur once, each with its ends; None where it goes on for ever."""
        laid: list[tuple[_Place, arb | None, arb | None]] = []
        before = self._adversary.before if self._all else ()
        for segment in (*before, *self._adversary.after):
            piece = segment.piece
            low, high = (None if z.is_infinite else self._ball(z) for z in (piece.low, piece.high))
            if low is None:
                zero = self._ball(self._adversary.valley.left)
            elif segment.left is sp.nan:
                zero = self.start
            else:
                zero = self._ball(segment.left) - low
            left, right = (None if z is None else zero + z for z in (low, high))
            laid.append((_Place(_compile(piece), zero, ()), left, right))
        return laid

    def _touched(self, x: arb) -> Iterator[_Place]:
        for place, low, high in self._single:
            if not ((low is not None and x < low) or (high is not None and x > high)):
                yield place
        yield from self._touched_waves(x)

    def _touched_waves(self, x: arb) -> Iterator[_Place]:
        adversary = self._adversary
        if not adversary.periods or x > self._joints[-1]:
            return
        if adversary.tau is None:
            if x > self._end:
                return
            length = self._steps[0] * self._reach
            index = math.floor(float(((self._end - x) / length).mid()))
            for i in (index - 1, index, index + 1):
                left = self._end - (i + 1) * length
                if i >= 0 and not (x < left or x > left + length):
                    yield from self._periods(x - left, left, 0)
            return
        index = bisect_left(self._mids, x.mid())
        for i in range(max(index - 2, 0), min(index + 2, len(self._joints) - 1)):
            if not (x < self._joints[i] or x > self._joints[i + 1]):
                left, t = self._joints[i], self._waves_kept - i - 1
                yield from self._periods(x - left, left, t)

    def _periods(self, z: arb, left: arb, t: int) -> Iterator[_Place]:
        """The parts of one wave that z, counted from its left end, may touch."""
        adversary = self._adversary
        count = as_ball(adversary.periods[t])
        known = (self._steps[t], count)
        if len(self._waves) == 1:
            if adversary.linked and adversary.tau is not None and t == adversary.tau - 1:
                length = self._steps[t] * self._reach / count
                if z < length:
                    return
            yield _Place(self._waves[0], left, known)
            return
        half = self._steps[t] * self._reach / (2 * count)
        index = math.floor(float((z / half).mid()))
        for i in (index - 1, index, index + 1):
            low = i * half
            if 0 <= i < 2 * adversary.periods[t] and not (z < low or z > low + half):
                yield _Place(self._waves[i % 2], left + low, known)

    def _ball(self, value: sp.Expr) -> arb:
        return compile_expressions([value], [])([], self._bits)[0]


def _compile(piece: Piece) -> Compiled:
    return compile_expressions([piece.slope, piece.curvature], [Z])


def _wave_pieces(adversary: Adversary) -> list[Compiled]:
    setting = adversary.setting
    if setting.variant is pieces.TRIANGULAR:
        forms = [pieces.falling_half(), pieces.rising_half()]
        put = {lam: pieces.PERIOD_LENGTH}
    else:
        forms, put = [pieces.wave(pieces.s)], {}
    return [
        compile_expressions(
            [setting.put(e.subs(put)) for e in (form.slope, form.curvature)], [Z, eta, m]
        )
        for form in forms
    ]
