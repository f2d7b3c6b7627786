"""Under Aiming no gap of the run exceeds S = G^-1(dist(w_0, W*)).

    dist(w_0, W*) <= G(S) - G(0)   =>   Delta_t <= S    for every t < T

The gaps themselves need not decrease (see ``aiming_step_length``), but the distances to W* do not
grow, and a gap needs a distance from every minimiser: G(Delta_t) - G(0) <= dist(w_t, W*).

Proof. By ``gd_aiming_progress`` dist(w_t, W*) <= dist(w_0, W*). If Delta_t > S, then
G(Delta_t) > G(S), because 1/h > 0; against ``growth_from_zero`` from pi(w_t).
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.aiming import AIMING, PROJECTED, STEP
from theory.definitions.ell_smooth import BOUNDED, ELL_NONNEGATIVE, INTEGRAL, SMOOTH_CLASS
from theory.definitions.run import (
    HORIZON,
    IN_RUN,
    UP_TO_T,
    Delta,
    T,
    etas,
    g,
    in_run,
    integer,
    n,
    t,
)
from theory.lemmas import growth_from_zero
from theory.lemmas.growth.setting import ANTIDERIVATIVE, GLOBAL, POSITIVE, G, h, x
from theory.logic import FALSE, ForAll, Pred, conj, ge, gt, le
from theory.rules.calculus import TIME_INTEGRAL, F, Gamma, high, low
from theory.rules.calculus import a as lower
from theory.rules.projections import FROM_MINIMISER
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.symbols import distance_at, inner_at
from theory.theorems import gd_aiming_progress
from theory.witness import PARABOLA, STEEP, S, Witness, X

ell, Phi, theta, reach, s = sym.ell, sym.Phi, sym.theta, sym.reach, sym.s
_ZERO = sp.Integer(0)
_H = sp.Lambda(s, h(s))
_REST = sp.Lambda(s, G(Delta(t)) - G(s))

THETA = bounds(theta, 0, text="the Aiming constant is not negative")
REACH = bounds(reach, 0, low_included=False, text="the level is positive")
FINITE = Assumption(
    "finite",
    in_run(Pred("time_integral", (_REST, _H, _ZERO, Delta(t)))),
    "G(Delta_t) - G(x) is the integral of 1/h from x to Delta_t, and finite from x = 0 on",
)
START = Assumption(
    "start",
    le(distance_at(0), G(reach) - G(_ZERO)),
    "S is at least G^-1(dist(w_0, W*))",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
    FINITE,
    PROJECTED,
    HORIZON,
    THETA,
    STEP,
    AIMING,
    REACH,
    START,
)

_TOO_HIGH = gt(Delta(t), reach)
_NEARER = le(distance_at(n) ** 2, distance_at(0) ** 2)
NEARER = ForAll(n, UP_TO_T, _NEARER)
WITHIN = in_run(le(Delta(t), reach))

PROOF = (
    Step(
        "progress",
        "Each step brings the iterate closer to W*,",
        None,
        Apply(gd_aiming_progress.STATEMENT),
        (
            "smooth",
            "bounded_below",
            "ell_nonnegative",
            "integral",
            "projected",
            "horizon",
            "schedule",
            "aiming",
        ),
    ),
    Step(
        "gain",
        "by theta eta Delta >= 0 in the square.",
        ge(theta * etas(t) * Delta(t), 0),
        Decide(),
        ("schedule", "projected", "theta_range"),
        (IN_RUN,),
    ),
    Step("nearer_at_0", "At the start,", le(distance_at(0) ** 2, distance_at(0) ** 2), Decide()),
    Step(
        "nearer_next",
        "and from step to step,",
        le(distance_at(n + 1) ** 2, distance_at(0) ** 2),
        Decide(),
        (At("progress.closer", {t: n}), At("gain", {t: n})),
        (integer(n), le(0, n), le(n + 1, T), _NEARER),
    ),
    Step(
        "nearer",
        "no iterate is farther from W* than the first.",
        NEARER,
        Induct("nearer_at_0", "nearer_next"),
    ),
    Step(
        "pair",
        "pi(w_t) has gap 0.",
        None,
        Apply(
            FROM_MINIMISER,
            {
                sym.distance: distance_at(t),
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.inner: inner_at(t),
                sym.eta: etas(t),
                sym.distance_next: distance_at(t + 1),
            },
        ),
        ("projected", "bounded_below", "everywhere"),
        (IN_RUN,),
    ),
    Step(
        "positive",
        "h is positive at positive gaps.",
        conj(gt(Phi(x), 0), gt(h(x), 0)),
        Decide(),
        ("potential_positive",),
        (gt(x, 0),),
    ),
    Step(
        "growth",
        "So G(Delta_t) - G(0) is at most the distance from W*,",
        None,
        Apply(
            growth_from_zero.STATEMENT,
            {sym.gap_far: Delta(t), sym.distance: distance_at(t), sym.towards: _ZERO},
        ),
        (
            "smooth",
            "bounded_below",
            "everywhere",
            "ell_nonnegative",
            "integral",
            "potential_positive",
            "antiderivative",
            "finite",
            "pair",
        ),
        (IN_RUN, gt(Delta(t), 0)),
    ),
    Step(
        "strict",
        "while G is strictly increasing up to Delta_t.",
        None,
        Apply(TIME_INTEGRAL, {low: _ZERO, high: Delta(t), F: _H, Gamma: _REST}),
        ("finite", "positive"),
        (IN_RUN, gt(Delta(t), 0)),
    ),
    Step(
        "contradiction",
        "A gap above S would need more than the distance from the start.",
        FALSE,
        Decide(),
        (
            "growth",
            At("strict.decreases", {t: t, s: Delta(t), lower: reach}),
            At("nearer", {n: t}),
            "projected",
            "start",
            "reach_range",
        ),
        (IN_RUN, _TOO_HIGH),
    ),
)


def _on(
    text: str,
    f: sp.Expr = PARABOLA,
    step: sp.Expr | int = 1,
    *,
    theta_value: int = 2,
    level: sp.Expr | int = sp.Rational(1, 2),
    conclusion: str = "within",
    G_of: sp.Expr = sp.sqrt(2 * S),
    **more: Any,
) -> Witness:
    """One step from x = 1, with ell = 1, G = sqrt(2 s) and W* = {0} unless told otherwise."""
    given: dict[str, Any] = {"point": sp.Integer(1), **more}
    return Witness(
        text,
        conclusion,
        f=f,
        steps=(sp.sympify(step),),
        values={theta: sp.Integer(theta_value), reach: sp.sympify(level)},
        functions={G: sp.Lambda(S, G_of)},
        **given,
    )


STATEMENT = Statement(
    id="gd_aiming_reach",
    kind="theorem",
    title="Under Aiming no gap of the run exceeds G^-1 of the distance at the start",
    source=Source("AIL", "Theorem 4.2", "for every ell, with the sharp level"),
    summary="If <grad f, w - pi(w)> >= theta Delta along the run, eta_t = theta Delta_t/(2 "
    "Phi(Delta_t)) and the integral G of 1/sqrt(2 Phi) from 0 is finite, then dist(w_t, W*) <= "
    "dist(w_0, W*), and no gap exceeds S if dist(w_0, W*) <= G(S).",
    parameters=(ell, Phi, G, Delta, g, inner_at, distance_at, etas, T, theta, reach),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("nearer", NEARER), Named("within", WITHIN)),
    proof=PROOF,
    closes={"nearer": ("nearer",), "within": ("contradiction",)},
    does_not_claim="That the gaps decrease: for theta > 4/(1 + rho) a step may climb "
    "(aiming_step_length).",
    sharp_at=(_on("x^2/2 from x = 1: G(1/2) = 1, the distance", equality=True),),
    fails_without={
        "smooth": _on("5 x^2 from x = 1, ell = 1, S = 1/2: 5 > 1/2", STEEP),
        "bounded_below": _on(
            "1 - 2x from x = 0 with f = f* at 1/2, theta = 1, S = 1/8: 1 > 1/8",
            1 - 2 * X,
            sp.Rational(1, 2),
            theta_value=1,
            level=sp.Rational(1, 8),
            point=_ZERO,
            minimiser=sp.Rational(1, 2),
        ),
        "everywhere": "where it fails, the segment to pi(w) may leave the region on which the "
        "bounds hold",
        "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says too; "
        "no instance is known that breaks the conclusion without it",
        "integral": _on(
            "x^2/2 from x = 1, ell = 1 but Phi(s) = s/4, S = 1/4: 1/2 > 1/4",
            step=4,
            level=sp.Rational(1, 4),
            G_of=2 * sp.sqrt(2 * S),
            Phi=sp.Lambda(S, S / 4),
        ),
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": "implied by finite at the gaps of the run; stated for all, because the "
        "way from W* leads over the gaps between",
        "finite": "it says what G(0) is; where the integral is infinite it has no value, and only "
        "runs at gap 0 are left",
        "theta_range": "for theta < 0 no step meets the schedule at a positive gap, as eta >= 0 "
        "and Phi > 0",
        "schedule": _on(
            "x^2/2 from x = 1, theta = 1, a step 4: the distance becomes 3",
            step=4,
            theta_value=1,
            conclusion="nearer",
        ),
        "aiming": _on(
            "x^2/2 from x = 1, theta = 6, a step 3: the distance becomes 2",
            step=3,
            theta_value=6,
            conclusion="nearer",
        ),
        "reach_range": "for S <= 0 < Delta the distance would be above G(S) - G(0); at S = 0 a "
        "start in W*, where all gaps are 0",
        "start": _on("x^2/2 from x = 1 with S = 1/4: 1/2 > 1/4", level=sp.Rational(1, 4)),
    },
)
