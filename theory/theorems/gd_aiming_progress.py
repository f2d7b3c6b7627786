"""Theorem Aiming, one step: eta = theta gap/(2 Phi(gap)) brings the iterate closer to W*.

    dist(w_{t+1}, W*)^2 <= dist(w_t, W*)^2 - theta eta_t Delta_t

where theta eta_t Delta_t = theta^2 Delta_t^2/(2 Phi(Delta_t)) at positive gaps. It is the best step
for what is known: it minimises -2 eta theta Delta + eta^2 2 Phi(Delta).

Proof. Expand the square; the inner product is at least theta Delta, and Lemma 5 bounds the gradient
norm: eta^2 g^2 <= eta^2 2 Phi = eta theta Delta.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.aiming import AIMING, PROJECTED, STEP
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
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
from theory.lemmas import gradient_bound
from theory.logic import ForAll, conj, gt, implies, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.rules.projections import PROJECTED_STEP
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.symbols import distance_at, inner_at
from theory.witness import PARABOLA, STEEP, S, Witness, X

ell, Phi, theta = sym.ell, sym.Phi, sym.theta

ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONNEGATIVE,
    INTEGRAL,
    PROJECTED,
    HORIZON,
    STEP,
    AIMING,
)

_GAIN = theta * etas(i) * Delta(i)
_LOSS = distance_at(0) ** 2 - distance_at(n) ** 2
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_TOTAL = le(total(_GAIN, i, n), _LOSS)
CLOSER = le(distance_at(t + 1) ** 2, distance_at(t) ** 2 - theta * etas(t) * Delta(t))
PROGRESS = implies(
    (gt(Delta(t), 0), gt(theta, 0)),
    conj(
        gt(Phi(Delta(t)), 0),
        le(
            distance_at(t + 1) ** 2,
            distance_at(t) ** 2 - theta**2 * Delta(t) ** 2 / (2 * Phi(Delta(t))),
        ),
    ),
)

PROOF = (
    Step(
        "projected_step",
        "A step towards the nearest minimiser.",
        None,
        Apply(
            PROJECTED_STEP,
            {
                sym.distance: distance_at(t),
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.inner: inner_at(t),
                sym.eta: etas(t),
                sym.distance_next: distance_at(t + 1),
            },
        ),
        ("projected",),
        (IN_RUN,),
    ),
    Step(
        "lemma_5",
        "Lemma 5 at w_t.",
        None,
        Apply(gradient_bound.STATEMENT, {sym.gap: Delta(t), sym.gradient_norm: g(t)}),
        (
            "smooth",
            "bounded_below",
            "ell_nonnegative",
            "integral",
            "projected_step.point",
            "projected",
        ),
        (IN_RUN,),
    ),
    Step(
        "square",
        "eta^2 g^2 <= 2 eta^2 Phi,",
        le(etas(t) ** 2 * g(t) ** 2, 2 * etas(t) ** 2 * Phi(Delta(t))),
        Decide(),
        ("lemma_5", "projected"),
        (IN_RUN,),
    ),
    Step(
        "schedule_squared",
        "and that is eta theta Delta by the choice of the step;",
        le(etas(t) ** 2 * g(t) ** 2, theta * etas(t) * Delta(t)),
        Decide(),
        ("square", "schedule"),
        (IN_RUN,),
    ),
    Step(
        "closer",
        "the inner product gives twice as much.",
        CLOSER,
        Decide(),
        ("projected_step.closer", "schedule_squared", "aiming", "schedule"),
        (IN_RUN,),
    ),
    Step(
        "progress",
        "Where the gap is positive so is Phi, and eta theta Delta = theta^2 Delta^2/(2 Phi).",
        PROGRESS,
        Decide(),
        ("closer", "schedule"),
        (IN_RUN,),
    ),
    Step(
        "gains",
        "Partial sums of the gains.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _GAIN), count: T}),
    ),
    Step(
        "total_at_0",
        "The empty sum is 0.",
        le(total(_GAIN, i, sp.Integer(0)), distance_at(0) ** 2 - distance_at(0) ** 2),
        Decide(),
        ("gains.empty",),
    ),
    Step(
        "total_next",
        "Each step gains what the distance loses.",
        le(total(_GAIN, i, n + 1), distance_at(0) ** 2 - distance_at(n + 1) ** 2),
        Decide(),
        ("gains.next", At("closer", {t: n})),
        (*_NEXT, _TOTAL),
    ),
    Step("total", "Telescoping.", ForAll(n, UP_TO_T, _TOTAL), Induct("total_at_0", "total_next")),
)


def _on(text: str, f: sp.Expr, step: sp.Expr | int, theta_value: int, **more: Any) -> Witness:
    """One step from x = 1, with ell = 1 and W* = {0} unless told otherwise."""
    given: dict[str, Any] = {"point": sp.Integer(1), **more}
    return Witness(
        text,
        "closer",
        f=f,
        steps=(sp.sympify(step),),
        values={theta: sp.Integer(theta_value)},
        **given,
    )


STATEMENT = Statement(
    id="gd_aiming_progress",
    kind="theorem",
    title="Under Aiming the step theta gap/(2 Phi(gap)) brings the iterates closer",
    source=Source("AIL", "Theorem 4.2", "one step, for every nonnegative ell"),
    summary="If <grad f, w - pi(w)> >= theta Delta along the run and eta_t = theta Delta_t/(2 "
    "Phi(Delta_t)), then dist(w_{t+1}, W*)^2 <= dist(w_t, W*)^2 - theta eta_t Delta_t.",
    parameters=(ell, Phi, Delta, g, inner_at, distance_at, etas, T, theta),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("closer", in_run(CLOSER)),
        Named("progress", in_run(PROGRESS)),
        Named("total", le(total(_GAIN, i, T), distance_at(0) ** 2 - distance_at(T) ** 2)),
    ),
    proof=PROOF,
    closes={
        "closer": ("closer",),
        "progress": ("progress",),
        "total": (At("total", {n: T}), "horizon"),
    },
    does_not_claim="That W* is convex, that f is, or that the gaps decrease.",
    sharp_at=(_on("x^2/2 from x = 1 with theta = 2, eta = 1", PARABOLA, 1, 2, equality=True),),
    fails_without={
        "smooth": _on("5 x^2 from x = 1 with ell = 1, theta = 2: 81 > -9", STEEP, 1, 2),
        "bounded_below": _on(
            "1 - 2x from x = 0 with f = f* at 1/2, theta = 1: 1/4 > -1/4",
            1 - 2 * X,
            sp.Rational(1, 2),
            1,
            point=sp.Integer(0),
            minimiser=sp.Rational(1, 2),
        ),
        "ell_nonnegative": "an assumption of Lemma 5, which has its instance; it has f > f* "
        "everywhere, while here f* is attained on W*",
        "integral": _on(
            "x^2/2 from x = 1 with ell = 1 but Phi = s/10, theta = 2: 81 > -9",
            PARABOLA,
            10,
            2,
            Phi=sp.Lambda(S, S / 10),
        ),
        "schedule": _on("x^2/2 from x = 1 with theta = 1, eta = 3: 4 > -1/2", PARABOLA, 3, 1),
        "aiming": _on("x^2/2 from x = 1 with theta = 4: 1 > -3", PARABOLA, 2, 4),
    },
)
