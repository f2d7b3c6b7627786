"""The valley of Theorem 3: a piece of a cosine, 0 at its bottom, with a rim of slope eps.

    (eps^2/K0)(1 - cos(K0 x/eps)),   |x| <= pi eps/(2 K0)

Its curvature is K0 = ell(0) at the bottom and falls to 0 at the rim, of height eps^2/K0: so it is
continued by straight lines without a jump in f, f' or f''.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import TRUE, ForAll, Formula, HasDerivative, conj, eq, ge, gt, le, ne
from theory.rules.trigonometry import TRIGONOMETRIC_IDENTITY
from theory.rules.trigonometry import z as any_angle
from theory.schema import (
    Apply,
    Decide,
    Differentiate,
    Enclose,
    Identity,
    Named,
    Source,
    Statement,
    Step,
)
from theory.theorems.lower_bound.pieces import Piece, Z, valley
from theory.witness import Witness

K0, eps = sym.K0, sym.eps
PIECE = valley()
HEIGHT = eps**2 / K0

CURVATURE_AT_ZERO = bounds(
    K0, 0, low_included=False, text="the curvature allowed at gap 0 is positive"
)
NONZERO = Assumption("eps_nonzero", ne(eps, 0), "the slope of the rim is not 0")

PI_POSITIVE = Step("pi_positive", "pi > 0.", gt(sp.pi, 0), Enclose())


def everywhere(claim: Formula) -> ForAll:
    """The claim for every value of the coordinate."""
    return ForAll(Z, TRUE, claim)


def derivatives(piece: Piece) -> tuple[HasDerivative, HasDerivative]:
    """The slope is the derivative of the value, the curvature that of the slope, everywhere."""
    return (
        HasDerivative(Z, TRUE, piece.value, piece.slope),
        HasDerivative(Z, TRUE, piece.slope, piece.curvature),
    )


def takes(piece: Piece, z: sp.Expr, formulas: tuple[sp.Expr, sp.Expr, sp.Expr]) -> Formula:
    """Value, slope and curvature at z are those given."""
    return conj(*(eq(a, b) for a, b in zip(piece.at(z), formulas, strict=True)))


def on_circle(angle: sp.Expr, uses: tuple[str, ...]) -> Step:
    """Sine and cosine of an angle lie on the unit circle; ``uses`` show that it is defined."""
    by = Apply(TRIGONOMETRIC_IDENTITY, {any_angle: angle})
    return Step("circle", "sin^2 + cos^2 = 1.", None, by, uses)


ZERO = sp.Integer(0)
RIM = conj(
    takes(PIECE, PIECE.high, (HEIGHT, eps, ZERO)), takes(PIECE, PIECE.low, (HEIGHT, -eps, ZERO))
)
BOTTOM = eq(PIECE.at(ZERO)[0], 0)
ABOVE = everywhere(ge(PIECE.value, 0))
CURVATURE = everywhere(le(sp.Abs(PIECE.curvature), K0))

PROOF = (
    PI_POSITIVE,
    Step(
        "slope",
        "The slope is the derivative of the value,",
        derivatives(PIECE)[0],
        Differentiate(),
        ("K0_range", "eps_nonzero"),
    ),
    Step(
        "second",
        "and the curvature that of the slope.",
        derivatives(PIECE)[1],
        Differentiate(),
        ("eps_nonzero",),
    ),
    Step(
        "rim",
        "At the rim cosine is 0 and sine 1 or -1.",
        RIM,
        Identity(),
        ("K0_range", "eps_nonzero"),
    ),
    Step("bottom", "At the bottom the value is 0.", BOTTOM, Identity(), ("K0_range",)),
    on_circle(K0 * Z / eps, ("eps_nonzero",)),
    Step(
        "above",
        "As cos <= 1 the value is nowhere negative,",
        ge(PIECE.value, 0),
        Decide(),
        ("circle", "K0_range", "eps_nonzero"),
    ),
    Step(
        "curvature",
        "and as |cos| <= 1 the curvature is at most K0.",
        le(sp.Abs(PIECE.curvature), K0),
        Decide(),
        ("circle", "K0_range", "eps_nonzero"),
    ),
)

STATEMENT = Statement(
    id="lower_bound_valley",
    kind="proposition",
    title="The valley of the lower bound",
    source=Source("LW", "Theorem 3", "its lowest piece, for every rho"),
    summary="(eps^2/K0)(1 - cos(K0 x/eps)) is 0 at 0, nowhere negative, has curvature at most K0, "
    "and at |x| = pi eps/(2 K0) it has value eps^2/K0, slope eps and curvature 0.",
    parameters=(K0, eps),
    assumptions=(CURVATURE_AT_ZERO, NONZERO),
    conclusions=(
        Named("derivatives", conj(*derivatives(PIECE))),
        Named("rim", RIM),
        Named("bottom", BOTTOM),
        Named("above", ABOVE),
        Named("curvature", CURVATURE),
    ),
    proof=PROOF,
    closes={
        "derivatives": ("slope", "second", "K0_range", "eps_nonzero"),
        "rim": ("rim", "K0_range", "eps_nonzero"),
        "bottom": ("bottom", "K0_range"),
        "above": ("above", "K0_range", "eps_nonzero"),
        "curvature": ("curvature", "eps_nonzero"),
    },
    sharp_at=(
        Witness(
            "at the bottom, K0 = 3, eps = 1: the curvature is 3",
            "curvature",
            values={K0: sp.Integer(3), eps: sp.Integer(1), Z: ZERO},
            equality=True,
        ),
    ),
    fails_without={
        "K0_range": Witness(
            "K0 = -1, eps = 1: at x = pi the value is -2",
            "above",
            values={K0: sp.Integer(-1), eps: sp.Integer(1), Z: sp.pi},
        ),
        "eps_nonzero": "the formula divides by eps",
    },
)
