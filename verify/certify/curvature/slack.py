"""How much room a bound leaves on a box: the certifier's only judge.

The claim ||hess f|| <= ell(f) is that two symmetric matrices have no negative eigenvalue:

    M+ = ell I - hess f,    M- = ell I + hess f,    ell = K0 + K (f - top)_+^rho.

These enclosures are tried on a box, cheap ones first.

* ``value``: f and hess f each by itself; ``centred``: f by its mean value form.
* ``slope``: M by its mean value form (see `forms`).
* ``pieces``: f is in pieces, and each piece that may be taken is settled by itself.
* ``touch``: the bound is attained at an exact point of the box (see `touching`).

The unclipped f - top stands for (f - top)_+ in M only where it is no larger than that: for rho = 1
everywhere; where the infimum is known exactly, since f >= top then; else where f >= top is certain.
For rho < 1 the power has no slope at gap 0; below gap s it lies above its chord, which is
s^(rho - 1) (f - top), and M is tried with that as well (``chord``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import sympy as sp
from flint import arb

from verify.certify.boxes import Box, Point, balls, middle, offsets, widest
from verify.certify.curvature.forms import Form, both_positive
from verify.certify.curvature.matrices import spectral_norm
from verify.certify.function.objective import BITS, Objective, objective
from verify.certify.tree import (
    CENTRED,
    OUTSIDE,
    OUTSIDE_CENTRED,
    SLOPE,
    TOUCH,
    VALUE,
    Leaf,
)
from verify.intervals.balls import precision
from verify.intervals.evaluate import Compiled, compile_expressions

WITNESS_BITS = 512
"""Precision at which a point has to break the bound before anything is called refuted."""

CHORD = Leaf("holds", "chord")
PIECES = Leaf("holds", "pieces")


@dataclass(frozen=True)
class Bound:
    """What has to hold at every point of a box; every number is exact.

    Attributes:
        text: the function as typed.
        names: its variables, in order.
        rho: exponent of the class, > 0.
        K0: curvature allowed at gap 0.
        K: growth of the curvature.
        bottom: a number at most inf f.
        top: a number at least inf f; equal to ``bottom`` where the infimum is known. Whatever
            holds with the gap f - top holds with every larger gap, so also with f - inf f.
        level: only points with f <= level count; None: all of them.
        touching: exact points where the bound may be attained.
    """

    text: str
    names: tuple[str, ...]
    rho: sp.Expr
    K0: sp.Expr
    K: sp.Expr
    bottom: sp.Rational
    top: sp.Rational
    level: sp.Expr | None = None
    touching: tuple[tuple[sp.Rational, ...], ...] = ()


class Slack:
    """The tests of one `Bound`, compiled."""

    def __init__(self, bound: Bound, piece: Objective | None = None) -> None:
        """Compile the function, or one piece of it; finer forms are compiled when first used."""
        self.bound = bound
        self.objective: Objective = piece or objective(bound.text, bound.names)
        self._pieces: dict[sp.Expr, Slack] = {}
        numbers = compile_expressions(
            [bound.K0, bound.K, bound.top, bound.bottom, bound.rho, bound.level or sp.S.Zero], []
        )
        self._K0, self._K, self._top, _, _, self._level = numbers([], BITS)
        self._exact = numbers
        self._linear = bound.rho == 1
        self._concave = bool((bound.rho - 1).is_negative)
        self._unclipped = self._linear or bound.bottom == bound.top
        self._size = 0.0
        self._forms: list[Form] = []

    def begin(self, size: float) -> None:
        """Begin a search from boxes of this size, without what an earlier one has guessed."""
        self._size = size
        for form in self._forms:
            form.begin(size)
        for piece in self._pieces.values():
            piece.begin(size)

    @cached_property
    def _gap(self) -> sp.Expr:
        return self.objective.pieces.expression - self.bound.top

    @cached_property
    def _power_form(self) -> Form:
        allowed = self.bound.K0 + self.bound.K * self._gap**self.bound.rho
        return self._form(allowed)

    @cached_property
    def _chord_form(self) -> Form:
        chord = sp.Dummy("chord", real=True)
        allowed = self.bound.K0 + chord * self._gap
        return self._form(allowed, chord)

    def _form(self, allowed: sp.Expr, *parameters: sp.Symbol) -> Form:
        form = Form(self.objective, allowed, self.bound.touching, parameters)
        form.begin(self._size)
        self._forms.append(form)
        return form

    def allowed(self, value: arb) -> arb:
        """Enclose ell on a box where f lies in ``value``; ell is nondecreasing in f."""
        gap = value - self._top
        if self._linear:
            return self._K0 + self._K * (gap if gap >= 0 else gap.nonnegative_part())
        return self._K0 + self._K * self._power(gap.nonnegative_part(), BITS)

    @cached_property
    def _power_tape(self) -> Compiled:
        gap = sp.Dummy("gap", nonnegative=True)
        return compile_expressions([gap**self.bound.rho], [gap], {gap: (sp.S.Zero, None)})

    def _power(self, gap: arb, bits: int) -> arb:
        return self._power_tape([gap], bits)[0]

    # Judging a box.

    def settle(self, box: Box) -> tuple[Leaf | None, int]:
        """Settle a box, or say along which variable to cut it.

        Whatever the precision in force, the answer is right; `BITS` is what it is meant for.

        Returns:
            The leaf, or None where nothing settled the box; and the variable to cut.
        """
        around = balls(box)
        value, hessian = self.objective.value_and_hessian(around, BITS)
        if not value.is_finite():
            return None, widest(box)
        if self.bound.level is not None and value > self._level:
            return OUTSIDE, 0
        joined = self.objective.pieces.joined_on(around, BITS)
        if joined and self._room(value, hessian):
            return VALUE, 0
        if not joined:
            return None, widest(box)
        pieces = self.objective.pieces
        if not pieces.atoms:
            return self._settle_finely(box, around, value, hessian)
        return self._settle_pieces(box, pieces.live_on(around, BITS))

    def _settle_pieces(self, box: Box, pieces: Sequence[sp.Expr]) -> tuple[Leaf | None, int]:
        """Settle a box by settling it for every piece of f that may be taken in it.

        Where a piece is taken it is f, and elsewhere nothing is asked of it. Written by itself,
        without conditions, what it has in common with its second derivatives cancels.
        """
        for piece in pieces:
            if piece not in self._pieces:
                self._pieces[piece] = Slack(self.bound, self.objective.piece(piece))
                self._pieces[piece].begin(self._size)
            leaf, axis = self._pieces[piece].settle(box)
            if leaf is None:
                return None, axis
        return (PIECES if pieces else None), widest(box)

    def _settle_finely(
        self, box: Box, around: list[arb], value: arb, hessian: list[arb]
    ) -> tuple[Leaf | None, int]:
        """Settle a box on which f is smooth by its first derivatives and those of M."""
        gradient = self.objective.slopes(around, BITS)
        middle_point = middle(box)
        centre = [arb(x) for x in middle_point]
        centred = self.objective.value(centre, BITS)
        for slope, reach in zip(gradient, offsets(box, middle_point), strict=True):
            centred = centred + slope * reach
        if not centred.is_finite():
            return None, widest(box)
        if self.bound.level is not None and centred > self._level:
            return OUTSIDE_CENTRED, 0
        if self._room(centred, hessian):
            return CENTRED, 0
        columns = [[slope] for slope in gradient]
        if self._unclipped or value >= self._top or centred >= self._top:
            slopes = self._power_form.slopes(around)
            columns = [[*a, *b] for a, b in zip(columns, slopes, strict=True)]
            if self._power_form.holds_by_slope(box, around, slopes):
                return SLOPE, 0
            if self._power_form.holds_by_touch(box, around):
                return TOUCH, 0
            if self._concave and self._holds_by_chord(box, around, value):
                return CHORD, 0
        return None, _axis(box, columns)

    def _holds_by_chord(self, box: Box, around: list[arb], value: arb) -> bool:
        """For rho < 1: (f - top)^rho >= s^(rho - 1) (f - top) where 0 <= f - top <= s."""
        reach = (value - self._top).upper()
        if not reach > 0:
            return False
        steep = self._K * self._power(reach, BITS) / reach
        chord = [steep.lower()]
        slopes = self._chord_form.slopes(around, chord)
        return self._chord_form.holds_by_slope(
            box, around, slopes, chord
        ) or self._chord_form.holds_by_touch(box, around, chord)

    def _room(self, value: arb, hessian: Sequence[arb]) -> bool:
        """Whether ell >= ||hess f|| for every value and every matrix enclosed."""
        allowed = self.allowed(value)
        if len(hessian) == 1:
            return bool(allowed >= hessian[0] and allowed >= -hessian[0])
        if not allowed.is_finite():
            return False
        least = allowed.lower()
        diagonal = [i == j for i, j in self.objective.pairs]
        plus = [least - h if on else -h for h, on in zip(hessian, diagonal, strict=True)]
        minus = [least + h if on else h for h, on in zip(hessian, diagonal, strict=True)]
        return both_positive([*plus, *minus], self.objective.dimension)

    # Numbers to show.

    def on(self, box: Box) -> tuple[arb, arb, arb]:
        """Enclose f, ||hess f|| and ell(f - top) on a box."""
        with precision(BITS):
            value, hessian = self.objective.value_and_hessian(balls(box), BITS)
            norm = spectral_norm(hessian, self.objective.dimension, BITS)
            return value, norm, self.allowed(value)

    def at(self, point: Point, bits: int = WITNESS_BITS) -> tuple[arb, arb, arb]:
        """Enclose f, ||hess f|| and ell(f - bottom), the largest ell can be, at a point."""
        with precision(bits):
            value, hessian = self.objective.value_and_hessian([arb(x) for x in point], bits)
            K0, K, _, bottom, _, _ = self._exact([], bits)
            gap = (value - bottom).nonnegative_part()
            allowed = K0 + K * (gap if self._linear else self._power(gap, bits))
            return value, spectral_norm(hessian, self.objective.dimension, bits), allowed

    def spread(self) -> arb:
        """How much ell changes at a gap of top - bottom: what is lost to not knowing f*."""
        bottom = self._exact([], BITS)[3]
        return self.allowed(self._top + (self._top - bottom)) - self._K0

    # Judging a point.

    def breaks_at(self, point: Point) -> bool:
        """Whether the bound certainly fails at a point, also with the largest gap f - bottom."""
        return self._breaks_at(point, BITS) and self._breaks_at(point, WITNESS_BITS)

    def _breaks_at(self, point: Point, bits: int) -> bool:
        with precision(bits):
            if not self.objective.smooth_at(point, bits):
                return False
            value, norm, allowed = self.at(point, bits)
            level = self._exact([], bits)[5]
            if self.bound.level is not None and not value <= level:
                return False
            return bool(norm > allowed)


@lru_cache(maxsize=4)
def slack_of(bound: Bound) -> Slack:
    """Compile a bound once per process."""
    return Slack(bound)


def _axis(box: Box, columns: Sequence[Sequence[arb]]) -> int:
    """The variable along which something changes most; any choice is sound."""

    def effect(k: int) -> tuple[bool, float]:
        low, high = box[k]
        sizes = [float(slope.abs_upper()) for slope in columns[k] if slope.is_finite()]
        return high > low, (high - low) * max(sizes, default=0.0)

    return max(range(len(box)), key=effect) if len(box) > 1 else 0
