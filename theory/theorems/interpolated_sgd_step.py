"""Interpolated SGD, one step: every sample brings the iterate closer to the common minimisers.

W* is a set on which all f_i attain their infima. The step of the sampled f, with f its own gap,
eta = theta gap/(2 Phi(gap)), never leads away from W*, and for gap <= S

    theta^2 gap <= (2 K0 + (2K/(1 + rho)) S^rho) (dist(w, W*)^2 - dist(w_next, W*)^2).

The Aiming inequality of each f_i has to use the projection on the *common* minimisers.

Proof. As for gradient descent; 2 Phi(s) <= s (2 K0 + (2K/(1 + rho)) S^rho) for s <= S.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.aiming import THETA
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.gap_smooth import CONSTANTS, ELL, PHI
from theory.lemmas import gradient_bound, power_ell, power_monotone
from theory.logic import conj, eq, ge, le
from theory.rules.powers import r, x, y
from theory.rules.projections import AIMING_STEP, PROJECTED_STEP
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.theorems.gd_aiming_numbers import L
from theory.theorems.gd_pl import SMOOTH
from theory.witness import PARABOLA, STEEP, Witness, X

rho, K0, K, theta, reach = sym.rho, sym.K0, sym.K, sym.theta, sym.reach
gap, g, inner, eta = sym.gap, sym.gradient_norm, sym.inner, sym.eta
distance, distance_next = sym.distance, sym.distance_next

PROJECTED = Assumption(
    "projected",
    conj(AIMING_STEP, ge(gap, 0), ge(g, 0), ge(distance, 0), ge(distance_next, 0)),
    "gap and gradient_norm of the sampled f at w; distances from the common minimisers before and "
    "after the step; inner = <grad f(w), w - pi(w)>",
    defines=True,
)
STEP = Assumption(
    "schedule",
    conj(ge(eta, 0), eq(2 * eta * PHI(gap), theta * gap)),
    "eta = theta gap/(2 Phi(gap)), with the gap of the sampled f",
)
AIMING = Assumption(
    "aiming", ge(inner, theta * gap), "<grad f(w), w - pi(w)> >= theta gap for the sampled f"
)
REACH = bounds(gap, high=reach, name="reach", text="the gap is at most S")
ASSUMPTIONS = (*CONSTANTS, SMOOTH, BOUNDED, PROJECTED, THETA, STEP, AIMING, REACH)

GAIN = le(distance_next**2, distance**2 - theta * eta * gap)
CLOSER = le(distance_next, distance)
PROGRESS = le(theta**2 * gap, L(reach) * (distance**2 - distance_next**2))

PROOF = (
    Step(
        "class",
        "The power class.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step("projected_step", "A step towards pi(w).", None, Apply(PROJECTED_STEP), ("projected",)),
    Step(
        "lemma_5",
        "Lemma 5 for the sampled f.",
        None,
        Apply(gradient_bound.STATEMENT, {sym.ell: ELL, sym.Phi: PHI}),
        (
            "smooth",
            "bounded_below",
            "class.nonnegative",
            "class.integral",
            "projected_step.point",
            "projected",
            "rho_range",
        ),
    ),
    Step(
        "square",
        "eta^2 g^2 <= 2 eta^2 Phi = theta eta gap.",
        le(eta**2 * g**2, theta * eta * gap),
        Decide(),
        ("lemma_5", "schedule"),
    ),
    Step(
        "gain",
        "The inner product gives twice as much.",
        GAIN,
        Decide(),
        ("projected_step.closer", "square", "aiming", "schedule"),
    ),
    Step(
        "closer",
        "So the distance does not grow.",
        CLOSER,
        Decide(),
        ("gain", "schedule", "projected", "theta_range"),
    ),
    Step(
        "power",
        "gap^rho <= S^rho.",
        None,
        Apply(power_monotone.STATEMENT, {x: gap, y: reach, r: rho}),
        ("projected", "reach", "rho_range"),
    ),
    Step(
        "potential",
        "2 Phi(gap) <= gap L(S).",
        le(2 * PHI(gap), gap * L(reach)),
        Decide(),
        ("power", "K_range", "projected", "reach", "rho_range"),
    ),
    Step(
        "scaled",
        "Times eta: theta gap <= eta gap L(S).",
        le(theta * gap, eta * gap * L(reach)),
        Decide(),
        ("potential", "schedule", "projected", "reach", "rho_range"),
    ),
    Step(
        "L_nonnegative",
        "L(S) >= 0.",
        ge(L(reach), 0),
        Decide(),
        (
            At("class.power_nonnegative", {sym.s: gap}),
            "power",
            "K0_range",
            "K_range",
            "projected",
            "reach",
            "rho_range",
        ),
    ),
    Step(
        "progress",
        "Times theta, with the gain.",
        PROGRESS,
        Decide(),
        ("scaled", "gain", "L_nonnegative", "theta_range", "projected", "reach", "rho_range"),
    ),
)


def _on(
    text: str,
    conclusion: str,
    f: sp.Expr,
    step: sp.Expr | int,
    theta_value: int,
    top: sp.Expr | int = 1,
    *,
    minimiser: sp.Expr | int = 0,
    point: int = 1,
    equality: bool = False,
) -> Witness:
    """One sample with rho = K0 = 1, K = 0."""
    values = {rho: 1, K0: 1, K: 0, theta: theta_value, reach: top}
    return Witness(
        text,
        conclusion,
        f=f,
        point=sp.Integer(point),
        minimiser=sp.sympify(minimiser),
        steps=(sp.sympify(step),),
        values={name: sp.sympify(value) for name, value in values.items()},
        equality=equality,
    )


STATEMENT = Statement(
    id="interpolated_sgd_step",
    kind="theorem",
    title="Interpolated SGD: every sample brings the iterate closer",
    source=Source("AIL", "Theorem 4.2, stochastic", "projection on the common minimisers"),
    summary="With eta = theta gap/(2 Phi(gap)) from the sampled function's own gap, no step leads "
    "away from the common minimisers, and theta^2 gap <= (2 K0 + (2K/(1+rho)) S^rho) times the "
    "loss of squared distance, if gap <= S.",
    parameters=(rho, K0, K, theta, reach, distance, gap, g, inner, eta, distance_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("closer", CLOSER), Named("progress", PROGRESS)),
    proof=PROOF,
    closes={"closer": ("closer",), "progress": ("progress", "projected", "reach", "rho_range")},
    sharp_at=(
        _on("x^2/2 from x = 1, theta = 2, eta = 1", "progress", PARABOLA, 1, 2, equality=True),
    ),
    fails_without={
        "rho_range": "the class has positive exponents only",
        "K0_range": "W* attains the infimum, so the curvature there is at least 0 and at most K0",
        "K_range": "for K < 0 ell may be negative at the gap, which Lemma 5 excludes",
        "smooth": _on("5 x^2 from x = 1, theta = 2: 9 > 1", "closer", STEEP, 1, 2, 5),
        "bounded_below": _on(
            "1 - 2x from x = 0, common minimiser 1/2, theta = 1: 1 > 0",
            "progress",
            1 - 2 * X,
            sp.Rational(1, 2),
            1,
            minimiser=sp.Rational(1, 2),
            point=0,
        ),
        "theta_range": "for theta < 0 no step meets the schedule at a positive gap",
        "schedule": _on(
            "x^2/2 from x = 1 with eta = 3, theta = 1: 2 > 1", "closer", PARABOLA, 3, 1
        ),
        "aiming": _on("x^2/2 from x = 1 with theta = 6, eta = 3: 2 > 1", "closer", PARABOLA, 3, 6),
        "reach": "for K = 0 nothing depends on S; for K > 0 the step is longer than L(S) says",
    },
    does_not_claim="That the gap of f, or of the sample, falls.",
)
