"""The descent lemma with the curvature of the start, and nothing larger.

    0 <= eta <= 2/ell(gap)   =>   gap_next <= gap - eta (1 - eta ell(gap)/2) g^2

Proof. Along the step the gap u never exceeds its start: while it has not, its curvature is at most
ell(gap) g^2, so u'(t) <= -(1 - ell(gap) t) g^2 and u(t) < gap inside the step; this is continuous
induction. The same two integrations then give the bound at t = eta. Nothing outside S is looked at,
and the whole segment stays below its start, for the lemma holds for every shorter step as well.

The factor 3^rho that usually stands here is not needed, because going down the gap does not grow.
Equality: quadratics. For K > 0 descent itself holds for longer steps (see ``energy_step``).

Source: the descent step in LW's proof of Theorem 1, sharpened.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, ONE_STEP, SMOOTH_CLASS
from theory.lemmas.ray_parabola import downhill
from theory.logic import conj, ge, gt, le
from theory.rules.rays import GD_RAY, c
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import (
    COSH,
    DECREASING_ELL,
    DECREASING_PHI,
    LINEAR_ELL,
    LINEAR_PHI,
    LOG_COSH,
    PARABOLA,
    STEEP,
    Witness,
)

t = sym.t
gap, g, eta, gap_next, ell = sym.gap, sym.gradient_norm, sym.eta, sym.gap_next, sym.ell
curvature = ell(gap)

STEP_RANGE = bounds(
    eta,
    0,
    2 / curvature,
    name="step_range",
    text="the step is between 0 and 2/ell(gap)",
    claim=conj(ge(eta, 0), le(eta * curvature, 2)),
)
ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, ONE_STEP, STEP_RANGE)

BOUND = le(gap_next, gap - eta * (1 - eta * curvature / 2) * g**2)
LANDS = ge(gap_next, 0)

_WALK = downhill("step")

PROOF = (
    Step(
        "ray",
        "Walk from w along -grad f; u is the gap on the way, and the step ends at t = eta.",
        None,
        Apply(GD_RAY, {c: sp.Integer(1)}),
        ("smooth", "bounded_below", "step"),
    ),
    *_WALK.under_parabola(),
    *_WALK.stays(eta, gt(g, 0), ("step_range",)),
    Step(
        "below",
        "If the gradient is zero, u stands still. Either way u stays below its start.",
        _WALK.below(eta),
        Decide(),
        ("stays", "ray.still", "step"),
    ),
    Step(
        "lands",
        "So the step ends in S, where the gap is not negative.",
        LANDS,
        Decide(),
        (At("ray.nonnegative", {t: eta}), "below", "ray.arrival", "step_range"),
    ),
    Step(
        "end",
        "At the end of the step this is the bound.",
        BOUND,
        Decide(),
        (At("value", {t: eta}), "below", "ray.arrival", "step_range", "step"),
    ),
)

STATEMENT = Statement(
    id="descent_lemma",
    kind="lemma",
    title="Descent with the curvature of the start",
    source=Source("LW", "proof of Theorem 1", "sharp: no factor 3^rho"),
    summary="A step 0 <= eta <= 2/ell(gap) lowers the gap by at least "
    "eta (1 - eta ell(gap)/2) g^2.",
    parameters=(ell, gap, g, eta, gap_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("descent", BOUND), Named("lands", LANDS)),
    proof=PROOF,
    closes={"descent": ("end", "step"), "lands": ("lands",)},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 1",
            "descent",
            f=PARABOLA,
            point=sp.Integer(1),
            steps=(sp.Integer(1),),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: the gap grows from 5 to 405",
            "descent",
            f=STEEP,
            point=sp.Integer(1),
            steps=(sp.Integer(1),),
        ),
        "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
        "ell_nondecreasing": Witness(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            "descent",
            f=LOG_COSH,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
            steps=(sp.Integer(14),),
        ),
        "step_range": Witness(
            "cosh(x) - 1 at x = 1, K0 = K = 1, eta = 6: 211 > 30.6",
            "descent",
            f=COSH,
            point=sp.Integer(1),
            ell=LINEAR_ELL,
            Phi=LINEAR_PHI,
            steps=(sp.Integer(6),),
        ),
    },
)
