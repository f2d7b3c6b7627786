"""Where a piece curves most and where it lies lowest, with the identities that show it.

On each piece |f''| <= peak and f - f* >= floor. Both are read off exact identities, such as
f'' = -peak sin w and f = gap0 + (gap0 - floor) sin w for a wave; the checks prove the identities.
As ell is nondecreasing, peak <= ell(floor) then puts the piece into the class.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import Piece, Z, eta, lam, m
from verify.adversary.function import Adversary, Segment
from verify.symbolic.algebra import is_zero


@dataclass(frozen=True)
class Extremes:
    """The bounds of one kind of piece.

    Attributes:
        peak: |f''| is at most this.
        floor: f is at least this.
        worst: the coordinate that is tried for a witness: |f''| = peak there.
        identities: expressions that are zero; with squares >= 0 and |sin|, |cos| <= 1 they show
            the two bounds on the piece's interval.
    """

    peak: sp.Expr
    floor: sp.Expr
    worst: sp.Expr
    identities: tuple[sp.Expr, ...]

    def shown(self) -> bool:
        """Whether all identities hold by exact algebra."""
        return all(is_zero(sp.expand(identity)) for identity in self.identities)


def derivatives(piece: Piece) -> tuple[sp.Expr, ...]:
    """Zero exactly where slope and curvature are the derivatives of the value."""
    value, slope, curvature = piece.formulas
    return sp.diff(value, Z) - slope, sp.diff(slope, Z) - curvature


def wave(slope: sp.Expr) -> Extremes:
    """One period of a sine and so all of them: both extremes lie at three quarters of it.

    >>> wave(pieces.eps).peak, wave(pieces.eps).shown()
    (2*pi*periods/eta, True)
    """
    form = pieces.wave(slope)
    worst = sp.Rational(3, 4) * eta * slope / m
    floor, _, peak = form.at(worst)
    turn = sp.sin(2 * sp.pi * m * Z / (eta * slope))
    return Extremes(
        peak,
        floor,
        worst,
        (form.curvature + peak * turn, form.value - sym.gap0 - (sym.gap0 - floor) * turn),
    )


def triangle() -> Extremes:
    """A triangular period: curvature of one size everywhere, lowest in the middle of the rise.

    >>> triangle().peak, triangle().shown()
    (4*periods/eta, True)
    """
    fall, rise = pieces.falling_half(), pieces.rising_half()
    floor, _, peak = rise.at(lam / 4)
    identities = (
        rise.curvature - peak,
        fall.curvature + peak,
        rise.value - floor - 2 * pieces.eps / lam * (Z - lam / 4) ** 2,
        # Both factors of the fall are at least 0 on its half period.
        fall.value - sym.gap0 - pieces.eps * Z * (1 - 2 * Z / lam),
    )
    put = {lam: pieces.PERIOD_LENGTH}
    return Extremes(
        peak.subs(put),
        floor.subs(put),
        (sp.Rational(3, 4) * lam).subs(put),
        tuple(i.subs(put) for i in identities),
    )


def of_segment(segment: Segment) -> Extremes:
    """The bounds of a piece that occurs once."""
    form = segment.form
    if segment.kind == "affine":
        return _affine(form)
    if segment.kind == "link":
        return _link(segment)
    polynomial = form.curvature.diff(Z) == 0
    if segment.kind == "valley":
        return _parabola_valley(form) if polynomial else _sine_valley(form)
    return _parabola_hump(form) if polynomial else _sine_hump(form)


def _affine(form: Piece) -> Extremes:
    """Lowest at an end: the one it rises from, or the one it falls to."""
    start = form.at(sp.Integer(0))[0]
    floor = start
    if form.high.is_finite is not False and form.slope == -pieces.eps:
        floor = form.at(form.high)[0]
    return Extremes(
        sp.Integer(0), floor, sp.Integer(0), (form.curvature, form.value - start - form.slope * Z)
    )


def _sine_valley(form: Piece) -> Extremes:
    angle = pieces.K0 * Z / pieces.eps
    height = form.at(form.high)[0]
    return Extremes(
        pieces.K0,
        sp.Integer(0),
        sp.Integer(0),
        (
            form.curvature - pieces.K0 * sp.cos(angle),
            form.value - height * (1 - sp.cos(angle)),
        ),
    )


def _parabola_valley(form: Piece) -> Extremes:
    return Extremes(
        pieces.K0,
        sp.Integer(0),
        sp.Integer(0),
        (form.curvature - pieces.K0, form.value - pieces.K0 * Z**2 / 2),
    )


def _sine_hump(form: Piece) -> Extremes:
    """Never below gap0: the sine is at least 0 on its half period."""
    middle = form.high / 2
    top, _, curvature = form.at(middle)
    turn = sp.sin(sp.pi * Z / form.high)
    return Extremes(
        -curvature,
        sym.gap0,
        middle,
        (
            form.curvature - curvature * turn,
            form.value - sym.gap0 - (top - sym.gap0) * turn,
        ),
    )


def _parabola_hump(form: Piece) -> Extremes:
    """Never below gap0: a product of two factors that are at least 0."""
    return Extremes(
        pieces.K0,
        sym.gap0,
        form.high / 2,
        (
            form.curvature + pieces.K0,
            form.value - sym.gap0 - pieces.K0 / 2 * Z * (form.high - Z),
        ),
    )


def _link(segment: Segment) -> Extremes:
    """Rising, so lowest at its start; curved most in the middle (s >= eps)."""
    form = pieces.link()
    spread = (pieces.s - pieces.eps) / lam
    y = Z / lam
    peak = form.at(lam / 2)[2]
    return Extremes(
        peak,
        form.at(sp.Integer(0))[0],
        lam / 2,
        (
            peak - form.curvature - 6 * spread * (y - sp.Rational(1, 2)) ** 2,
            form.curvature - 6 * spread * y * (1 - y),
            form.slope - pieces.eps - (pieces.s - pieces.eps) * y**2 * (3 - 2 * y),
        ),
    )


def of_waves(adversary: Adversary) -> Extremes:
    """The bounds of the waves, in eta and the number of periods."""
    if adversary.is_triangular:
        return triangle()
    return wave(pieces.s if adversary.setting.linked else pieces.eps)


def numbers(adversary: Adversary, formula: sp.Expr) -> sp.Expr:
    """The constants put in; a link's length too, and only eta and m stay."""
    formula = sp.sympify(formula)
    link = next((x for x in (*adversary.before, *adversary.after) if x.kind == "link"), None)
    if link is not None:
        formula = formula.subs(lam, link.piece.high - link.piece.low)
    return adversary.setting.put(formula)
