"""One step of SGD: instances on which it is tight, or fails with one assumption less."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.lemmas.local_instances import DECREASING, G_CONSTANT, G_DECREASING, HYPERBOLA
from theory.witness import PARABOLA, STEEP, S, Witness, X


def step(
    text: str,
    conclusion: str,
    *,
    f: sp.Expr = PARABOLA,
    start: str = "1",
    eta: str = "1/4",
    xi: str = "0",
    abc: tuple[str, str, str] = ("0", "0", "0"),
    factor: str = "4",
    low: str | None = None,
    G_of: sp.Expr = G_CONSTANT,
    **fields: Any,
) -> Witness:
    """A step from x = start with the noise xi; beta = factor, G an expression in S.

    The level is ``low``, or the gap at the start; ``abc`` are A, B and C.
    """
    x, size, push = (sp.Rational(value) for value in (start, eta, xi))
    slope = sp.diff(f, X).subs(X, x)
    gap = f.subs(X, x)
    A, B, C = (sp.Rational(value) for value in abc)
    return Witness(
        text,
        conclusion,
        f=f,
        point=x,
        values={
            sym.A: A,
            sym.B: B,
            sym.C: C,
            sym.beta: sp.Rational(factor),
            sym.level: gap if low is None else sp.Rational(low),
            sym.eta: size,
            sym.noise: sp.Abs(push),
            sym.noise_inner: slope * push,
            sym.gap_next: f.subs(X, x - size * (slope + push)),
        },
        functions={sym.G: sp.Lambda(S, G_of)},
        **fields,
    )


SHARP_AT = (
    step(
        "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 1, B = 1: 1/8 = 1/2 - 3/16 - 3/16",
        "descent",
        xi="1",
        abc=("0", "1", "0"),
        equality=True,
    ),
    step(
        "the same with xi = -1: the gap stays 1/2",
        "descent",
        xi="-1",
        abc=("0", "1", "0"),
        equality=True,
    ),
)

FAILS_WITHOUT: dict[str, Witness | str] = {
    "smooth": step(
        "5 x^2 from x = 1, ell = 1, eta = 1/2, no noise: 80 > 20", "reach", f=STEEP, eta="1/2"
    ),
    "bounded_below": step(
        "1 - 3 x from x = 0, gap measured from 0, ell = 1, eta = 1/20, xi = 26: 4.45 > 4",
        "reach",
        f=1 - 3 * X,
        start="0",
        eta="1/20",
        xi="26",
        abc=("0", "0", "676"),
    ),
    "everywhere": "where it fails, the step may leave the region on which the bounds hold",
    "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says too; no "
    "instance is known that breaks the conclusion without it",
    "ell_nondecreasing": step(
        "sqrt(1 + x^2) - 1 from x = 3/4 to 0, where f'' = (1 + f)^(-3), eta = 5/4: 0 > -0.0875",
        "descent",
        f=HYPERBOLA,
        start="3/4",
        eta="5/4",
        factor="5",
        G_of=G_DECREASING,
        ell=sp.Lambda(S, (1 + S) ** -3),
        Phi=sp.Lambda(S, DECREASING),
    ),
    "integral": step(
        "x^2/2 from x = 1, ell = 1 but Phi(s) = s/4, eta = 1/8, xi = -15: 3.78 > 2",
        "reach",
        eta="1/8",
        xi="-15",
        abc=("0", "0", "225"),
        G_of=2 * sp.sqrt(2 * S),
        Phi=sp.Lambda(S, S / 4),
    ),
    "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
    "antiderivative": step(
        "x^2/2 from x = 1, ell = 1 but G(s) = 10 sqrt(2 s), eta = 1/2, xi = -19: 50 > 2",
        "reach",
        eta="1/2",
        xi="-19",
        abc=("0", "0", "361"),
        G_of=10 * sp.sqrt(2 * S),
    ),
    "beta_range": "for 0 < beta < 1 the radius is negative, so only a step of size 0 from a point "
    "without gradient and noise could lie within it; for beta <= 0 it has no meaning",
    "level_range": step(
        "x^2/2 from x = 1, ell = 1, level 1/8 below the gap 1/2, eta = 1/8, xi = -3: 25/32 > 1/2",
        "reach",
        eta="1/8",
        xi="-3",
        abc=("0", "0", "9"),
        low="1/8",
    ),
    "eta_range": step(
        "x^2/2 from x = 1, ell = 1, eta = -1, no noise, beta = 2: 2 > 1",
        "reach",
        eta="-1",
        factor="2",
    ),
    "A_range": "a negative A serves too where V is not negative, which sqrt(V) needs",
    "C_range": "a negative C serves too where V is not negative, which sqrt(V) needs",
    "B_range": step(
        "x^2/2 from x = 1, ell = 1, B = -9/10, C = 19/10, eta = 5/2, xi = 1: -15/4 < -5/2",
        "below",
        eta="5/2",
        xi="1",
        abc=("0", "-9/10", "19/10"),
        factor="36",
    ),
    "noise_abc": step(
        "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 1 with A = B = C = 0: 3/16 > 0",
        "above",
        xi="1",
    ),
    "curvature_step": step(
        "x^2/2 from x = 1, ell = 1, eta = 1, no noise: 0 > -1/4", "descent", eta="1"
    ),
    "radius_step": step(
        "x^2/2 from x = 1, ell = 1, eta = 1/2, xi = -9: 25/2 > 2",
        "reach",
        eta="1/2",
        xi="-9",
        abc=("0", "0", "81"),
    ),
}
