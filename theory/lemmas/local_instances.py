"""Lemma 2: instances on which it is tight, or fails with one assumption less."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, STEEP, S, Witness, X

G_CONSTANT = sp.sqrt(2 * S)
"""G for ell = 1."""

G_LINEAR = sp.log(1 + S + sp.sqrt(2) * sp.sqrt(S + S**2 / 2))
"""G for ell = 1 + s: arcosh(1 + s)."""

HYPERBOLA = sp.sqrt(1 + X**2) - 1
"""f'' = (1 + f)^(-3): the extremal function of a decreasing ell."""

DECREASING = (1 - (1 + S) ** -2) / 2
"""Phi for ell = (1 + s)^(-3)."""

G_DECREASING = (1 + S) * sp.sqrt(2) * sp.sqrt(DECREASING)
"""G for it."""

ONE, TWO = sp.Integer(1), sp.Integer(2)


def walk(
    text: str,
    conclusion: str,
    *,
    f: sp.Expr = PARABOLA,
    start: sp.Expr = ONE,
    end: sp.Expr = TWO,
    G_of: sp.Expr = G_CONSTANT,
    factor: sp.Expr = sp.Integer(4),
    low: sp.Expr | None = None,
    **fields: Any,
) -> Witness:
    """A walk from x = start to x = end, with beta = factor and G as an expression in S.

    The level is ``low``, or the gap at the start.
    """
    slope, way = sp.diff(f, X), end - start
    return Witness(
        text,
        conclusion,
        f=f,
        point=start,
        values={
            sym.gap_far: f.subs(X, end),
            sym.distance: sp.Abs(way),
            sym.towards: slope.subs(X, start) * way,
            sym.change: sp.Abs(slope.subs(X, end) - slope.subs(X, start)),
            sym.level: f.subs(X, start) if low is None else low,
            sym.beta: factor,
        },
        functions={sym.G: sp.Lambda(S, G_of)},
        **fields,
    )


_COSH_2 = sp.log(2 + sp.sqrt(3))
_COSH_4 = sp.log(4 + sp.sqrt(15))

SHARP_AT = (
    walk(
        "cosh(x) - 1 from x = ln 2 to x = ln 4, ell = 1 + s, beta = 9/2: gap 9/8",
        "reach",
        f=COSH,
        start=sp.log(2),
        end=sp.log(4),
        G_of=G_LINEAR,
        factor=sp.Rational(9, 2),
        ell=LINEAR_ELL,
        Phi=LINEAR_PHI,
        equality=True,
    ),
    walk("x^2/2 from x = 1 to x = 2, ell = 1: 2 = 1/2 + 1 + 1/2", "descent", equality=True),
)

FAILS_WITHOUT: dict[str, Witness | str] = {
    "smooth": walk(
        "5 x^2 from x = 1 to x = 3, ell = 1, beta = 4: 45 > 20",
        "reach",
        f=STEEP,
        end=sp.Integer(3),
    ),
    "bounded_below": walk(
        "1 - 3 x from x = 0 to x = -6/5, gap measured from 0, ell = 1, beta = 4: 4.6 > 4",
        "reach",
        f=1 - 3 * X,
        start=sp.Integer(0),
        end=sp.Rational(-6, 5),
    ),
    "everywhere": "where it fails, the segment may leave the region on which the bounds hold",
    "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says too; no "
    "instance is known that breaks the conclusion without it",
    "ell_nondecreasing": walk(
        "sqrt(1 + x^2) - 1 from x = 3/4 to x = 0, where f'' = (1 + f)^(-3), beta = 5: 0 > -0.17",
        "descent",
        f=HYPERBOLA,
        start=sp.Rational(3, 4),
        end=sp.Integer(0),
        G_of=G_DECREASING,
        factor=sp.Integer(5),
        ell=sp.Lambda(S, (1 + S) ** -3),
        Phi=sp.Lambda(S, DECREASING),
    ),
    "integral": walk(
        "x^2/2 from x = 1 to x = 3, ell = 1 but Phi(s) = s/4, beta = 4: 9/2 > 2",
        "reach",
        end=sp.Integer(3),
        G_of=2 * sp.sqrt(2 * S),
        Phi=sp.Lambda(S, S / 4),
    ),
    "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
    "antiderivative": walk(
        "x^2/2 from x = 1 to x = 3, ell = 1 but G(s) = 2 sqrt(2 s), beta = 4: 9/2 > 2",
        "reach",
        end=sp.Integer(3),
        G_of=2 * sp.sqrt(2 * S),
    ),
    "beta_range": "for 0 < beta < 1 the radius is negative at positive levels, so no point lies "
    "within it; for beta <= 0 it has no meaning",
    "radius": walk(
        "cosh(x) - 1 from gap 1, ell = 1 + s, beta = 3, at six times the radius: 163 > 49",
        "descent",
        f=COSH,
        start=_COSH_2,
        end=_COSH_2 + 6 * (_COSH_4 - _COSH_2),
        G_of=G_LINEAR,
        factor=sp.Integer(3),
        ell=LINEAR_ELL,
        Phi=LINEAR_PHI,
    ),
}
