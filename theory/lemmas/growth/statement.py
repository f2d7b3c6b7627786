"""Lemma 4, put together: conclusion, proof, instances and numbers."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.lemmas.growth.numbers import EVALUATION
from theory.lemmas.growth.proof import PROOF
from theory.lemmas.growth.setting import (
    ASSUMPTIONS,
    BOUND,
    G,
    distance,
    gap,
    gap_far,
    level,
    towards,
)
from theory.schema import Named, Source, Statement
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, STEEP, S, Witness, X


def _walk(
    text: str,
    *,
    f: sp.Expr = PARABOLA,
    start: sp.Expr = sp.Integer(1),
    end: sp.Expr = sp.Integer(2),
    far: sp.Expr,
    G_of: sp.Expr,
    low: sp.Expr,
    **fields: Any,
) -> Witness:
    """From x = start to x = end; far is the gap there, low the level, G an expression in S."""
    slope, way = sp.diff(f, X).subs(X, start), end - start
    return Witness(
        text,
        "growth",
        f=f,
        point=start,
        values={
            gap_far: far,
            distance: sp.Abs(way),
            towards: slope * way,
            level: low,
        },
        functions={G: sp.Lambda(S, G_of)},
        **fields,
    )


_HALF = sp.Rational(1, 2)
_G_OF_1 = sp.sqrt(2 * S)
"""G for ell = 1."""

STATEMENT = Statement(
    id="growth",
    kind="lemma",
    title="The gap grows at most as fast as its gradient bound allows",
    source=Source("LW", "Lemma 4"),
    summary="With G' = 1/sqrt(2 Phi): G(f(w') - f*) - G(f(w) - f*) <= ||w' - w||, and so for every "
    "positive level instead of f(w) - f* that is not below it.",
    parameters=(*CLASS_PARAMETERS, G, gap, gap_far, distance, towards, level),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("growth", BOUND),),
    proof=PROOF,
    closes={"growth": ("both",)},
    evaluation=EVALUATION,
    sharp_at=(
        _walk(
            "x^2/2 from x = 1 to x = 2, ell = 1, G = sqrt(2 s): 2 - 1 = 1",
            far=sp.Integer(2),
            G_of=_G_OF_1,
            low=_HALF,
            equality=True,
        ),
        _walk(
            "cosh(x) - 1 from x = ln 2 to x = ln 4, ell = 1 + s, G = arcosh(1 + s): "
            "ln 4 - ln 2 = ln 2",
            f=COSH,
            start=sp.log(2),
            end=sp.log(4),
            far=sp.Rational(9, 8),
            G_of=sp.log(1 + S + sp.sqrt(2) * sp.sqrt(S + S**2 / 2)),
            low=sp.Rational(1, 4),
            ell=LINEAR_ELL,
            Phi=LINEAR_PHI,
            equality=True,
        ),
    ),
    fails_without={
        "smooth": _walk(
            "5 x^2 from x = 1 to x = 2, ell = 1: 3.16 > 1",
            f=STEEP,
            far=sp.Integer(20),
            G_of=_G_OF_1,
            low=sp.Integer(5),
        ),
        "bounded_below": _walk(
            "1 - 2 x from x = 0 to x = -1, gap measured from 0, ell = 1: 1.04 > 1",
            f=1 - 2 * X,
            start=sp.Integer(0),
            end=sp.Integer(-1),
            far=sp.Integer(3),
            G_of=_G_OF_1,
            low=sp.Integer(1),
        ),
        "everywhere": "where it fails, the segment may leave the region on which the bounds hold",
        "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says "
        "too; no instance is known that breaks the conclusion without it",
        "integral": _walk(
            "x^2/2 from x = 1 to x = 2, ell = 1 but Phi(s) = s/4: 2 > 1",
            far=sp.Integer(2),
            G_of=2 * sp.sqrt(2 * S),
            low=_HALF,
            Phi=sp.Lambda(S, S / 4),
        ),
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": _walk(
            "x^2/2 from x = 1 to x = 2, ell = 1 but G(s) = s: 3/2 > 1",
            far=sp.Integer(2),
            G_of=S,
            low=_HALF,
        ),
        "level_range": _walk(
            "x^2/2 from x = 1 to x = 2, ell = 1, level 1/8 below the gap 1/2: 3/2 > 1",
            far=sp.Integer(2),
            G_of=_G_OF_1,
            low=sp.Rational(1, 8),
        ),
    },
    does_not_claim="That a gap of G^-1(G(gap) + distance) exists: for rho > 1 the integral over "
    "all gaps is finite, and beyond it nothing bounds the gap.",
)
