"""SGD: instances on which the high-probability bound fails with one assumption less.

One step, T = 1. Where the noise is random it is +s or -s with probability 1/2 each, so that
everything can be computed exactly; where it is not, there is one outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import T, t
from theory.lemmas.local_instances import (
    DECREASING,
    G_CONSTANT,
    G_DECREASING,
    G_LINEAR,
    HYPERBOLA,
)
from theory.rules.expectation import omega
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, STEEP, S, Witness, X

HALF = sp.Rational(1, 2)
COIN = (HALF, HALF)
CERTAIN = (sp.Integer(1),)


def one_step(
    text: str,
    *,
    f: sp.Expr = PARABOLA,
    start: int | str = 1,
    eta: int | str | sp.Expr = "1/2",
    noise: int | str = 0,
    random: bool = True,
    noisy: bool = True,
    gap0: int | str | None = None,
    level: int | str = 100,
    floor: str = "1/100",
    beta: int = 4,
    confidence: int | str | None = None,
    G_of: sp.Expr = G_CONSTANT,
    **fields: Any,
) -> Witness:
    """One step of SGD from x = start.

    Args:
        text: the instance in words.
        f: the function.
        start: the point.
        eta: the step.
        noise: s; the noise is s at outcome 1 and -s at outcome 0.
        random: whether there are two outcomes; else the noise is -s.
        noisy: whether the noise is allowed: C = s^2 and sigma = s, or else 0; A = B = 0.
        gap0: the bound of the gap at the start; that gap itself unless given.
        level: from which the radius is measured.
        floor: of the level of Theorem 6.
        beta: by how much the level may grow.
        confidence: ln(1/delta); ln 4 unless given, so that delta = 1/4.
        G_of: G as an expression in S.
        fields: passed on.
    """
    x, s = sp.Rational(start), sp.Rational(noise)
    size = eta if isinstance(eta, sp.Expr) else sp.Rational(eta)
    slope = sp.diff(f, X).subs(X, x)
    gap = f.subs(X, x)
    push = (2 * omega - 1) * s
    # From two points of the line to a function of the outcome: linear between 0 and 1.
    after = [f.subs(X, x - size * (slope + (2 * k - 1) * s)) for k in (0, 1)]
    reached = after[0] + omega * (after[1] - after[0])
    sigma = s if noisy else sp.Integer(0)
    delta = sp.Rational(1, 4) if confidence is None else sp.exp(-sp.Rational(confidence))
    values = {
        sym.A: 0,
        sym.B: 0,
        sym.C: sigma**2,
        sym.sigma: sigma,
        sym.gap_floor: sp.Rational(floor),
        sym.eta: size,
        sym.beta: beta,
        sym.delta: delta,
        sym.gap0: gap if gap0 is None else sp.Rational(gap0),
        T: 1,
    }
    functions = {
        sym.G: sp.Lambda(S, G_of),
        sym.sgd_gap: sp.Lambda((t, omega), gap + t * (reached - gap)),
        sym.sgd_gradient: sp.Lambda((t, omega), sp.Abs(slope)),
        sym.sgd_eta: sp.Lambda((t, omega), size),
        sym.sgd_level: sp.Lambda((t, omega), sp.Rational(level)),
        sym.noise_at: sp.Lambda((t, omega), s),
        sym.noise_inner_at: sp.Lambda((t, omega), slope * push),
        sym.moment: sp.Lambda(omega, sp.Integer(1)),
        sym.least_square: sp.Lambda(omega, slope**2),
    }
    return Witness(
        text,
        "potential",
        f=f,
        point=x,
        values={name: sp.sympify(value) for name, value in values.items()},
        functions=functions,
        outcomes=COIN if random else CERTAIN,
        **fields,
    )


OVERSHOOT = one_step("x^2/2 from x = 1, ell = 1, eta = 10, no noise: 40.5 + 5 > 1", eta=10)
STEEPER = one_step("5 x^2 from x = 1, ell = 1, eta = 1/2, no noise: 80 + 25 > 10", f=STEEP)
UPHILL = one_step("x^2/2 from x = 1, eta = -1, no noise: 2 - 1/2 > 1", eta=-1)
BIASED = one_step(
    "x^2/2 from x = 1, eta = 1/8, xi = -5.6: 1.24 + 0.06 > 1 at every outcome",
    eta="1/8",
    noise="28/5",
    random=False,
    confidence="1/32",
)
LARGE_NOISE = one_step(
    "x^2/2 from x = 1, eta = 1/8, xi = 5.6 or -5.6, A = B = C = 0, delta = 1/4: 1.24 + 0.06 > 1 "
    "with probability 1/2",
    eta="1/8",
    noise="28/5",
    noisy=False,
)
UNLIKELY = one_step(
    "x^2/2 from x = 1, eta = 1/8, xi = 5.6 or -5.6, delta = 1/4: 1.24 + 0.06 > 1 with "
    "probability 1/2",
    eta="1/8",
    noise="28/5",
)
NOISY = one_step(
    "x^2/2 from its minimiser, gap0 = 1/8, xi = 2 or -2, eta = 1/2: 1/2 > 1/4 at every outcome",
    start=0,
    noise=2,
    gap0="1/8",
    confidence="1/64",
)


def _far(text: str, G_of: sp.Expr) -> Witness:
    return one_step(
        text,
        f=COSH,
        start=0,
        eta="1/4",
        noise=24,
        gap0=44,
        level="1/10",
        beta=2,
        confidence="1/16",
        G_of=G_of,
        ell=LINEAR_ELL,
        Phi=LINEAR_PHI,
    )


TOO_FAR = _far(
    "cosh x - 1 from 0, ell(s) = 1 + s, xi = 24 or -24, eta = 1/4, level 1/10, beta = 2, "
    "gap0 = 44: cosh 6 - 1 > 88 at every outcome",
    G_LINEAR,
)
WRONG_RADIUS = _far(
    "cosh x - 1 from 0, ell(s) = 1 + s, but G a hundred times as large, xi = 24 or -24, eta = 1/4: "
    "cosh 6 - 1 > 88 at every outcome",
    100 * G_LINEAR,
)
FLATTER = one_step(
    "sqrt(1 + x^2) - 1 from x = 3/4, where f'' = (1 + f)^(-3), no noise, level 1/4, beta = 100, "
    "eta = 30: 16.3 + 5.4 > 1/2",
    f=HYPERBOLA,
    start="3/4",
    eta=30,
    level="1/4",
    beta=100,
    G_of=G_DECREASING,
    ell=sp.Lambda(S, (1 + S) ** -3),
    Phi=sp.Lambda(S, DECREASING),
)

OF_THE_CLASS: Mapping[str, Witness | str] = {
    "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
    "everywhere": "where it fails, a step may leave the region on which the bounds hold",
    "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says too; no "
    "instance is known that breaks the conclusion without it",
    "integral": "one step may then leave the radius (see sgd_step); of the potential of a whole "
    "run no instance is known that breaks it",
    "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
    "beta_range": "for 0 < beta < 1 the radius is negative, so no step but 0 from a point without "
    "gradient and noise lies within it; for beta <= 0 it has no meaning",
    "gap0_range": "for gap0 = 0 the run starts at a minimiser, where the third and fourth way let "
    "no noise in; for gap0 < 0 there is no run",
    "delta_range": "for delta >= 1 the conclusion says nothing, and ln(1/delta) has a meaning for "
    "positive delta only",
    "A_range": "a negative A serves too where V is not negative, which sqrt(V) needs",
    "B_range": "one step may then be larger than the lemma allows (see sgd_step); of the potential "
    "of a whole run no instance is known that breaks it",
    "C_range": "a negative C serves too where V is not negative, which sqrt(V) needs",
    "adapted": "a step chosen after the noise need not leave it centred, so that many steps gain "
    "by it what one step of biased noise does (see centred)",
}
"""The reasons that hold for every schedule, and instances that do not depend on it."""

FAILS_WITHOUT: Mapping[str, Witness | str] = {
    **OF_THE_CLASS,
    "smooth": STEEPER,
    "ell_nondecreasing": FLATTER,
    "antiderivative": WRONG_RADIUS,
    "forward": UPHILL,
    "levels": "a level below the gap lets one step leave its radius (see sgd_step); of the "
    "potential of a whole run no instance is known that breaks it",
    "curvature_step": OVERSHOOT,
    "radius_step": TOO_FAR,
    "confidence_step": UNLIKELY,
    "noise_step": NOISY,
    "centred": BIASED,
    "noise_abc": LARGE_NOISE,
}
