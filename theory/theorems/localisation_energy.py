"""Localisation for energy steps, shortened ones included.

For each t let D_t (``low_at``) be the gap at which the energy of the step is used up. If eta_t g_t
is between 0 and the integral of ds/sqrt(2 Phi(s) - 2 Phi(D_t)) over D_t < s < Delta_t, then every
iterate lies in the component S of the start, on which alone the bounds are asked.

Proof. A shortened energy step does not end above its start (``below_extremal``), so the segment to
the next iterate never exceeds its start. Such a run stays in its component.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.definitions.run import (
    HORIZON,
    IN_RUN,
    PATH_RUN,
    RUN,
    START,
    Delta,
    T,
    etas,
    g,
    in_run,
    t,
)
from theory.lemmas import stays_in_region
from theory.lemmas.energy_step import below_extremal
from theory.lemmas.stays_in_region import BELOW_START, INSIDE, SEGMENTS, path
from theory.logic import ForAll, Implies, Pred, between, conj, eq, ge, gt, le, lt, real
from theory.rules.regions import LOCAL_STEP, h, inside
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import PARABOLA, RIGHT_WELL, STEEP, TWO_WELLS, S, Witness

ell, Phi, s, x = sym.ell, sym.Phi, sym.s, real("x")
low, Gamma_at = sym.low_at, sym.Gamma_at

_SPEED = sp.Lambda(s, sp.sqrt(2 * Phi(s) - 2 * Phi(low(t))))
_CLOCK = sp.Lambda(x, Gamma_at(t, x))
_DURATION = Gamma_at(t, low(t))

SCHEDULE = Assumption(
    "schedule",
    in_run(
        Implies(
            ge(Delta(t), 0),
            conj(
                gt(g(t), 0),
                ge(low(t), 0),
                eq(Phi(low(t)), Phi(Delta(t)) - g(t) ** 2 / 2),
                ForAll(s, conj(lt(low(t), s), le(s, Delta(t))), gt(Phi(s), Phi(low(t)))),
                Pred("time_integral", (_CLOCK, _SPEED, low(t), Delta(t))),
                ge(etas(t), 0),
                le(etas(t) * g(t), _DURATION),
            ),
        )
    ),
    "every step is at most the energy step of its gap and slope (with g > 0), at every step whose "
    "gap is not negative",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    PATH_RUN,
    HORIZON,
    START,
    SCHEDULE,
)

_HERE = (IN_RUN, inside(t))
_ON_SEGMENT = (*_HERE, between(0, h, etas(t)))

PROOF = (
    Step(
        "local",
        "What holds at an iterate in S.",
        None,
        Apply(LOCAL_STEP),
        ("bounded_below", "run"),
        _HERE,
    ),
    Step(
        "below",
        "A shortened step does not end above its start, so the segment nowhere exceeds it.",
        le(path(t, h), Delta(t)),
        Apply(
            below_extremal.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: h,
                sym.gap_next: path(t, h),
                sym.gap_low: low(t),
                sym.Gamma: _CLOCK,
            },
        ),
        (
            "smooth",
            "bounded_below",
            "ell_nonnegative",
            "ell_nondecreasing",
            "integral",
            "local.values",
            "local.segment",
            "schedule",
        ),
        _ON_SEGMENT,
    ),
    Step(
        "segments",
        "The steps are not negative either.",
        SEGMENTS.claim,
        Decide(),
        ("below", "local.values", "schedule"),
    ),
    Step(
        "stays",
        "Such a run stays in its component.",
        None,
        Apply(stays_in_region.STATEMENT),
        ("bounded_below", "run", "horizon", "start", "segments"),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    *,
    Gamma_of: sp.Expr,
    low_value: sp.Expr,
    step: sp.Expr,
    **fields: Any,
) -> Witness:
    """One step on a parabola with ell = 1 unless told otherwise; Gamma as an expression in S."""
    given: dict[str, Any] = {"f": PARABOLA, "point": sp.Integer(1), **fields}
    return Witness(
        text,
        conclusion,
        steps=(step,),
        functions={low: sp.Lambda(t, low_value), Gamma_at: sp.Lambda((t, S), Gamma_of)},
        **given,
    )


_ON_PARABOLA = 1 - sp.sqrt(2 * S)
_CURVATURE = sp.Rational(122, 25)

STATEMENT = Statement(
    id="localisation_energy",
    kind="theorem",
    title="Energy steps never leave the component of the start",
    source=Source("warmproof", "localisation"),
    summary="Let S be the connected component of {f <= f(w_0)} that holds w_0. If f is ell-smooth "
    "on S, f >= f* on S, and no step is longer than the energy step of its gap and slope, then "
    "every w_t lies in S and the gaps do not exceed the first.",
    parameters=(ell, Phi, Delta, g, etas, path, T, low, Gamma_at),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("inside", INSIDE),
        Named("below_start", BELOW_START),
        Named("run", RUN.claim, "what theorems about runs assume"),
    ),
    proof=PROOF,
    closes={
        "inside": ("stays.inside",),
        "below_start": ("stays.below_start",),
        "run": ("stays.run",),
    },
    sharp_at=(
        _instance(
            "the empty step on x^2/2 from x = 1",
            "below_start",
            Gamma_of=_ON_PARABOLA,
            low_value=sp.Integer(0),
            step=sp.Integer(0),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": _instance(
            "5 x^2 from x = 1/10, gap measured from -1, ell = 1: the next point is -9/10, outside "
            "S = [-1/10, 1/10]",
            "inside",
            f=STEEP,
            f_star=sp.Integer(-1),
            point=sp.Rational(1, 10),
            low_value=sp.Rational(11, 20),
            Gamma_of=1 - sp.sqrt(2 * S - sp.Rational(11, 10)),
            step=sp.Integer(1),
            region=(sp.Rational(-1, 10), sp.Rational(1, 10)),
        ),
        "bounded_below": _instance(
            "the constant -1, gap measured from 0: the gap is negative",
            "run",
            f=sp.Integer(-1),
            Gamma_of=_ON_PARABOLA,
            low_value=sp.Integer(0),
            step=sp.Integer(1),
        ),
        "ell_nonnegative": "used to know that Phi does not decrease; no instance is known that "
        "breaks the conclusion without it",
        "ell_nondecreasing": "used to compare curvatures at different gaps; no instance in closed "
        "form is recorded that breaks the conclusion without it",
        "integral": _instance(
            "(x^2 - 1)^2/4 from x = 7/5, gap measured from -2, ell = 122/25 but Phi(s) = 12 s/25: "
            "eta = 25/12 looks short enough and leads to -7/5, beyond the hill at 0",
            "inside",
            f=TWO_WELLS,
            f_star=sp.Integer(-2),
            point=RIGHT_WELL[1],
            ell=sp.Lambda(S, _CURVATURE),
            Phi=sp.Lambda(S, 12 * S / 25),
            Gamma_of=sp.Rational(14, 5)
            - sp.Rational(25, 12) * sp.sqrt(sp.Rational(24, 25) * (S - sp.Rational(218, 625))),
            low_value=sp.Rational(218, 625),
            step=sp.Rational(25, 12),
            region=RIGHT_WELL,
        ),
        "start": _instance(
            "x^2/2 from x = 2, outside S = [-1, 1]",
            "inside",
            point=sp.Integer(2),
            Gamma_of=2 - sp.sqrt(2 * S),
            low_value=sp.Integer(0),
            step=sp.Integer(1),
            region=(sp.Integer(-1), sp.Integer(1)),
        ),
        "schedule": _instance(
            "(x^2 - 1)^2/4 from x = 7/5 with ell = 122/25 on S = [1/5, 7/5] and eta = 25/12: the "
            "next point is -7/5, beyond the hill at 0",
            "inside",
            f=TWO_WELLS,
            point=RIGHT_WELL[1],
            ell=sp.Lambda(S, _CURVATURE),
            Phi=sp.Lambda(S, _CURVATURE * S),
            Gamma_of=sp.Integer(0),
            low_value=sp.Integer(0),
            step=sp.Rational(25, 12),
            region=RIGHT_WELL,
        ),
    },
)
