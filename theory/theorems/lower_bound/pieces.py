"""The pieces of the functions of Theorem 3, each with value, slope and curvature, written once.

The function for a schedule eta_0 >= eta_1 >= ... > 0 is put together from left to right, with f = 0
at the bottom of a valley at x = 0, x_0 the start, and tau the first step below ``step_threshold``:

    valley, affine with slope eps, [quartic link,] waves on [x_{t+1}, x_t] for t = tau-1, ..., 0,
    affine with slope s beyond x_0;

    and for tau = inf: waves for all t, x_0, hump, [mirrored link,] affine with slope -eps, valley.

Gradient descent starts at x_0 on value ``gap0`` and slope s, and is thrown over whole waves. Sine
and quartic variants are C^2; the triangular one is C^{1,1} with the best constants. s = eps in all
but the quartic variant, where the iterates on the waves keep the larger slope s.

A piece is written in its own coordinate ``Z``; ``Piece.shifted`` moves it to where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.logic import real

Z = real("z")
"""The coordinate of a piece."""

K0, gap0, eps = sym.K0, sym.gap0, sym.eps
M = real("M")
"""Curvature allowed at gap theta gap0: M = ell(theta gap0). Waves stay above this gap."""
theta = real("theta")
"""The share of gap0 above which the waves stay, 0 < theta < 1."""
eta = sym.eta
m = real("periods")
"""Number of periods of the wave over which one step leads."""
s = real("slope")
"""Slope of the waves at the iterates."""
lam = real("lam")
"""Length of a quartic link, or of one period."""

_HALF = sp.Rational(1, 2)


@dataclass(frozen=True)
class Piece:
    """A formula on an interval of its own coordinate ``Z``.

    Attributes:
        value: the function.
        slope: its derivative.
        curvature: its second derivative.
        low: left end of the interval.
        high: right end of the interval, or infinity.
    """

    value: sp.Expr
    slope: sp.Expr
    curvature: sp.Expr
    low: sp.Expr
    high: sp.Expr

    @property
    def formulas(self) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
        """Value, slope and curvature."""
        return self.value, self.slope, self.curvature

    def at(self, z: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
        """Value, slope and curvature with ``z`` written for the coordinate.

        >>> affine(eps, gap0).at(sp.Integer(2))
        (2*eps + gap0, eps, 0)
        """
        value, slope, curvature = (sp.sympify(e).xreplace({Z: z}) for e in self.formulas)
        return value, slope, curvature

    def shifted(self, left: sp.Expr, x: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
        """Value, slope and curvature at x, the left end of the piece put at ``left``."""
        return self.at(self.low + x - left)

    def with_values(self, values: dict[sp.Symbol, sp.Expr]) -> Piece:
        """The piece with values for its parameters.

        >>> valley().with_values({K0: sp.Integer(1), eps: sp.Integer(1)}).high
        pi/2
        """
        formulas = (*self.formulas, self.low, self.high)
        return Piece(*(sp.sympify(e).subs(values) for e in formulas))


# -- pieces of the C^2 functions ---------------------------------------------------------------


def valley(slope: sp.Expr = eps) -> Piece:
    """The valley (slope^2/K0)(1 - cos(K0 z/slope)), up to where it has the slope, on both sides.

    >>> valley().value
    eps**2*(1 - cos(K0*z/eps))/K0
    >>> valley().at(valley().high)
    (eps**2/K0, eps, 0)
    """
    end = sp.pi * slope / (2 * K0)
    angle = K0 * Z / slope
    return Piece(
        slope**2 / K0 * (1 - sp.cos(angle)),
        slope * sp.sin(angle),
        K0 * sp.cos(angle),
        -end,
        end,
    )


def affine(slope: sp.Expr, start: sp.Expr, length: sp.Expr = sp.oo) -> Piece:
    """A straight piece from value ``start``.

    >>> affine(-eps, gap0).value
    -eps*z + gap0
    """
    return Piece(start + slope * Z, slope, sp.Integer(0), sp.Integer(0), length)


def wave(slope: sp.Expr = eps, start: sp.Expr = gap0) -> Piece:
    """``m`` periods of a sine of the given slope over the length eta slope of one step.

    >>> wave().value
    eps**2*eta*sin(2*pi*periods*z/(eps*eta))/(2*pi*periods) + gap0
    >>> wave().at(sp.Integer(0))
    (gap0, eps, 0)
    >>> [e.subs(m, 3) for e in wave().at(wave().high)]
    [gap0, eps, 0]
    """
    frequency = 2 * sp.pi * m / (eta * slope)
    return Piece(
        start + slope / frequency * sp.sin(frequency * Z),
        slope * sp.cos(frequency * Z),
        -slope * frequency * sp.sin(frequency * Z),
        sp.Integer(0),
        eta * slope,
    )


def hump(slope: sp.Expr = eps, curvature: sp.Expr = K0) -> Piece:
    """Half a sine from slope to -slope above gap0, with the given curvature at the top.

    >>> hump().at(hump().high)
    (gap0, -eps, 0)
    """
    angle = curvature * Z / slope
    return Piece(
        gap0 + slope**2 / curvature * sp.sin(angle),
        slope * sp.cos(angle),
        -curvature * sp.sin(angle),
        sp.Integer(0),
        sp.pi * slope / curvature,
    )


def link() -> Piece:
    """The quartic whose slope goes from eps to s over the length lam, up to the value gap0.

    Its slope is eps + (s - eps)(3 y^2 - 2 y^3) with y = z/lam; it replaces the last period of the
    last wave (lam = eta s/m).

    >>> link().at(sp.Integer(0))[1:], link().at(lam)
    ((eps, 0), (gap0, slope, 0))
    >>> sp.factor(gap0 - link().at(sp.Integer(0))[0])
    lam*(eps + slope)/2
    """
    y = Z / lam
    return Piece(
        gap0 - eps * (lam - Z) - (s - eps) * lam * (_HALF - y**3 + y**4 / 2),
        eps + (s - eps) * (3 * y**2 - 2 * y**3),
        (s - eps) / lam * 6 * (y - y**2),
        sp.Integer(0),
        lam,
    )


def mirrored(piece: Piece) -> Piece:
    """The piece run through from right to left, in the coordinate high - z.

    >>> mirrored(link()).at(sp.Integer(0))
    (gap0, -slope, 0)
    """
    value, slope, curvature = piece.at(piece.high - Z)
    return Piece(value, -slope, curvature, sp.Integer(0), piece.high - piece.low)


LINK_LENGTH = eta * s / m
"""Length of the link that replaces the last period of a wave."""
MIRRORED_LINK_LENGTH = 2 * sp.pi * s / M
"""Length of the link behind the hump."""


# -- pieces of the C^{1,1} function ------------------------------------------------------------


def parabola_valley() -> Piece:
    """The parabola K0 z^2/2 up to where it has slope eps: half as high as the C^2 valley.

    >>> parabola_valley().at(parabola_valley().high)
    (eps**2/(2*K0), eps, K0)
    """
    return Piece(K0 * Z**2 / 2, K0 * Z, K0, -eps / K0, eps / K0)


def parabola_hump() -> Piece:
    """The parabola from slope eps to -eps above gap0.

    >>> parabola_hump().at(parabola_hump().high)
    (gap0, -eps, -K0)
    """
    return Piece(gap0 + eps * Z - K0 * Z**2 / 2, eps - K0 * Z, -K0, sp.Integer(0), 2 * eps / K0)


def falling_half() -> Piece:
    """First half of a period of length lam with a triangular slope: from eps down to -eps.

    >>> falling_half().at(sp.Integer(0))[:2], falling_half().at(lam / 2)[:2]
    ((gap0, eps), (gap0, -eps))
    """
    return Piece(
        gap0 + eps * Z * (1 - 2 * Z / lam),
        eps * (1 - 4 * Z / lam),
        -4 * eps / lam,
        sp.Integer(0),
        lam / 2,
    )


def rising_half() -> Piece:
    """Second half: the slope rises from -eps to eps, the value ends at gap0 again.

    >>> rising_half().at(sp.Integer(0))[:2], rising_half().at(lam / 2)[:2]
    ((gap0, -eps), (gap0, eps))
    """
    return Piece(
        gap0 - eps * Z * (1 - 2 * Z / lam),
        eps * (4 * Z / lam - 1),
        4 * eps / lam,
        sp.Integer(0),
        lam / 2,
    )


PERIOD_LENGTH = eta * eps / m
"""Length of one triangular period."""


# -- thresholds, periods, domains, counts ------------------------------------------------------


@dataclass(frozen=True)
class Variant:
    """What distinguishes the constructions.

    Attributes:
        name: sine, quartic or triangular.
        per_curvature: the step threshold times M: 2 pi for sines, 4 for triangles.
        trough: how far the waves fall below gap0 at most, times M/s^2.
        valley_height: height of the valley's rim, times K0/eps^2.
    """

    name: str
    per_curvature: sp.Expr
    trough: sp.Expr
    valley_height: sp.Expr

    @property
    def step_threshold(self) -> sp.Expr:
        """Steps at least this long are thrown over whole waves; etabar = 2 pi/M or 4/M.

        >>> SINE.step_threshold, TRIANGULAR.step_threshold
        (2*pi/M, 4/M)
        """
        return self.per_curvature / M

    @property
    def periods(self) -> sp.Expr:
        """The number of periods under one step, max(1, floor(eta/step_threshold)).

        >>> SINE.periods
        Max(1, floor(M*eta/(2*pi)))
        """
        return sp.Max(1, sp.floor(eta * M / self.per_curvature))

    @property
    def count(self) -> sp.Expr:
        """The slope is at least eps at x_0, ..., x_n for every n up to this number.

        >>> SINE.count
        M*(gap0 - eps**2/K0)/(2*pi*eps**2)
        >>> QUARTIC.count
        M*(gap0*theta - eps**2/K0)/(2*pi*eps**2)
        >>> TRIANGULAR.count
        M*(gap0 - eps**2/(2*K0))/(4*eps**2)
        """
        top = theta * gap0 if self.name == "quartic" else gap0
        rim = self.valley_height * eps**2 / K0
        return (top - rim) * M / (self.per_curvature * eps**2)

    @property
    def largest_eps_squared(self) -> tuple[sp.Expr, sp.Expr]:
        """eps^2 may not exceed either: the waves stay above theta gap0, and the valley fits in.

        >>> SINE.largest_eps_squared
        (M*gap0*(1 - theta)/2, K0*gap0/2)
        >>> TRIANGULAR.largest_eps_squared
        (M*gap0*(1 - theta), K0*gap0/2)
        """
        fits = theta * K0 * gap0 if self.name == "quartic" else K0 * gap0 / 2
        return (1 - theta) * M * gap0 / self.trough, fits


SINE = Variant("sine", 2 * sp.pi, sp.Integer(2), sp.Integer(1))
QUARTIC = Variant("quartic", 2 * sp.pi, 4 * sp.pi, sp.Integer(1))
TRIANGULAR = Variant("triangular", sp.Integer(4), sp.Integer(1), _HALF)
VARIANTS = {v.name: v for v in (SINE, QUARTIC, TRIANGULAR)}

LARGEST_SLOPE = sp.sqrt((1 - theta) * M * gap0 / (4 * sp.pi))
"""In the quartic variant the slope s lies between eps and this (empty unless eps is small)."""
