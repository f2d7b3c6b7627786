"""The function in doubles, vectorised, for pictures: where its pieces lie and what they are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory import symbols as sym
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import Z, eta, lam, m
from verify.adversary.function import Adversary, Segment
from verify.adversary.iterates import Floats, Iterates, as_float
from verify.intervals.evaluate import Compiled, compile_expressions

_POINTS = 400


class Curve:
    """The function, rounded.

    Attributes:
        setting: the constants.
        gap0: the level of the waves.
    """

    def __init__(self, adversary: Adversary) -> None:
        self._adversary = adversary
        self.setting = adversary.setting
        self.gap0 = as_float(self.setting.values[sym.gap0], "gap0")
        self._slope = as_float(adversary.slope, "the slope of the waves")
        self._end = as_float(adversary.end_of_waves, "x_tau")
        steps = np.array([float(step.mid()) for step in adversary.steps])
        self._periods = np.array([float(count) for count in adversary.periods])
        self._steps = steps
        lengths = steps * self._slope
        if adversary.tau is None:
            self._joints = np.array([self._end])
        else:
            # From the left: x_tau, ..., x_0.
            self._joints = self._end + np.concatenate([[0.0], np.cumsum(lengths[::-1])])
        self._triangular = self.setting.variant is pieces.TRIANGULAR
        self._wave = self._compile_wave()

    @property
    def start(self) -> float:
        """x_0."""
        return float(self._joints[-1])

    @property
    def has_waves(self) -> bool:
        """Whether there are waves at all."""
        return bool(len(self._steps))

    def heights(self) -> tuple[float, float]:
        """Lowest and highest value in a close-up of the waves, links and humps."""
        gaps = [gap for kind, gap, _ in self.curvatures() if kind in ("hump", "link")]
        last = self._amplitude(self._steps[-8:], self._periods[-8:]).max()
        ends = [self.gap0 - float(last), self.gap0 + float(last)]
        ends += [float(g.min()) for g in gaps] + [float(g.max()) for g in gaps]
        return min(ends), max(ends)

    @property
    def highest(self) -> float:
        """The largest value on the waves and the hump, at least gap0."""
        peaks = [float(gap.max()) for kind, gap, _ in self.curvatures() if kind in ("wave", "hump")]
        if len(self._steps):
            peaks.append(self.gap0 + float(self._amplitude(self._steps, self._periods).max()))
        return max([self.gap0, *peaks])

    def value(self, x: Floats) -> Floats:
        """The function at many points."""
        result = np.full(x.shape, np.nan)
        for segment, left, right in self._segments():
            inside = (x >= left) & (x <= right)
            if inside.any():
                zero = self._zero(segment, left, right)
                (compiled,) = compile_expressions([segment.piece.value], [Z]).floats(
                    [x[inside] - zero]
                )
                result[inside] = compiled
        inside = np.isnan(result)
        if inside.any() and len(self._steps):
            result[inside] = self._on_waves(x[inside])
        return result

    def span(self, run: Iterates) -> tuple[float, float]:
        """An interval that shows the valley, x_0 and a bit more."""
        half = as_float(self._adversary.valley.piece.high, "the valley")
        if self._adversary.tau is None:
            # As much of the waves as of the rest.
            low, high = 2 * self.start, 2 * half
            low = min(low, self.start - 4 * self._steps[0] * self._slope)
        else:
            low, high = min(-2 * half, float(run.x.min())), self.start
        room = 0.03 * (high - low)
        return low - room, high + room

    def close_up(self, most: int) -> tuple[float, float, str]:
        """An interval in which single periods can be seen, and a title for it."""
        half = as_float(self._adversary.valley.piece.high, "the valley")
        if not len(self._steps):
            return -2.5 * half, 2.5 * half, "The valley"
        if self._adversary.tau is None:
            length = self._steps[0] * self._slope
            shown = min(4.0, most / self._periods[0])
            after = self._adversary.after
            right = sum(
                as_float(p.piece.high - p.piece.low, "a piece") for p in after if p.kind != "affine"
            )
            right = self.start + right - 2 * half
            return self.start - shown * length, right + 0.4 * length * shown, "The end of the waves"
        counts = np.cumsum(self._periods[::-1])
        waves = int(np.searchsorted(counts, most, side="right"))
        if waves == 0:  # a single wave with more periods than can be shown
            part = most / self._periods[-1]
            right = self._end + part * (self._joints[1] - self._end)
        else:
            right = float(self._joints[min(waves, 6)])
        room = 0.12 * (right - self._end)
        return self._end - room, right + room / 2, "Where the waves end"

    def waves_between(self, low: float, high: float) -> tuple[float, float]:
        """The part of an interval on which there are waves."""
        if not len(self._steps):
            return low, low
        if self._adversary.tau is None:
            return low, min(high, self.start)
        return max(low, self._end), min(high, self.start)

    def periods_between(self, left: float, right: float) -> float:
        """How many periods there are, about."""
        if right <= left or not len(self._steps):
            return 0.0
        if self._adversary.tau is None:
            return float((right - left) / (self._steps[0] * self._slope) * self._periods[0])
        total = np.concatenate([[0.0], np.cumsum(self._periods[::-1])])
        return float(np.interp(right, self._joints, total) - np.interp(left, self._joints, total))

    def band(self, left: float, right: float) -> tuple[Floats, Floats, Floats]:
        """Lowest and highest value of the waves near points of an interval, and the points."""
        at = np.linspace(left, right, 4 * _POINTS)
        if self._adversary.tau is None:
            place = np.zeros(at.shape, dtype=int)
        else:
            rising = np.clip(
                np.searchsorted(self._joints, at, "right") - 1, 0, len(self._steps) - 1
            )
            place = len(self._steps) - 1 - rising
        height = self._amplitude(self._steps[place], self._periods[place])
        return self.gap0 - height, self.gap0 + height, at

    def curvatures(self) -> Iterator[tuple[str, Floats, Floats]]:
        """For each kind of piece that curves: its kind, gaps, and |f''| there."""
        for segment in (*self._adversary.before, *self._adversary.after):
            if segment.kind != "affine":
                piece = segment.piece
                z = np.linspace(as_float(piece.low, "z"), as_float(piece.high, "z"), _POINTS)
                gap, bend = compile_expressions([piece.value, piece.curvature], [Z]).floats([z])
                yield segment.kind, gap, np.abs(bend)
        if len(self._steps):
            tightest = int(np.argmax(self._periods / self._steps))
            step, count = self._steps[tightest], self._periods[tightest]
            z = np.linspace(0, step * self._slope / count, _POINTS)
            gap, bend = self._formulas(z, step, count)
            yield "wave", gap, np.abs(bend)

    def _amplitude(self, steps: Floats, counts: Floats) -> Floats:
        """How far a wave rises above gap0, at a quarter of a period."""
        return self._formulas(steps * self._slope / counts / 4, steps, counts)[0] - self.gap0

    def _compile_wave(self) -> list[Compiled]:
        if self._triangular:
            forms = [pieces.falling_half(), pieces.rising_half()]
        else:
            forms = [pieces.wave(pieces.s)]
        put = {lam: pieces.PERIOD_LENGTH}
        return [
            compile_expressions(
                [self.setting.put(e.subs(put)) for e in (form.value, form.curvature)], [Z, eta, m]
            )
            for form in forms
        ]

    def _formulas(self, z: Floats, step: Floats | float, count: Floats | float) -> list[Floats]:
        """Value and curvature on a wave, z counted from the left end of a period."""
        if not self._triangular:
            return self._wave[0].floats([z, step, count])
        half = step * self._slope / count / 2
        fall = self._wave[0].floats([z, step, count])
        rise = self._wave[1].floats([z - half, step, count])
        return [np.where(z <= half, a, b) for a, b in zip(fall, rise, strict=True)]

    def _on_waves(self, x: Floats) -> Floats:
        if self._adversary.tau is None:
            length = self._steps[0] * self._slope
            z = np.mod(x - self.start, length)
            place = np.zeros(x.shape, dtype=int)
        else:
            rising = np.clip(np.searchsorted(self._joints, x, "right") - 1, 0, len(self._steps) - 1)
            place = len(self._steps) - 1 - rising
            z = x - self._joints[rising]
        step, count = self._steps[place], self._periods[place]
        return self._formulas(np.mod(z, step * self._slope / count), step, count)[0]

    def _segments(self) -> Iterator[tuple[Segment, float, float]]:
        """The pieces that occur once, each with its ends."""
        for place, segment in enumerate(self._adversary.before):
            left = -np.inf if segment.left.is_infinite else as_float(segment.left, "x")
            last = place + 1 == len(self._adversary.before)
            if not last:
                right = as_float(self._adversary.before[place + 1].left, "x")
            else:
                right = left + as_float(segment.piece.high, "x")
            yield segment, left, right
        for place, segment in enumerate(self._adversary.after):
            left = self.start if place == 0 else as_float(segment.left, "x")
            more = place + 1 < len(self._adversary.after)
            yield (
                segment,
                left,
                (as_float(self._adversary.after[place + 1].left, "x") if more else np.inf),
            )

    def _zero(self, segment: Segment, left: float, right: float) -> float:
        """Where the coordinate of the piece is 0."""
        if left == -np.inf:
            return right
        return left - as_float(segment.piece.low, "z")
