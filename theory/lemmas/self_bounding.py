"""The gap pays for the gradient: eta g^2 <= 2 gap for every step up to 1/ell(gap).

    0 <= eta, eta ell(gap) <= 1   =>   eta ||grad f(w)||^2 <= 2 (f(w) - f*)

With eta = 1/ell(gap) this is ||grad f||^2 <= 2 ell(gap) gap, the form of Lemma 5 that serves where
a quadratic bound is enough; it needs no integral of ell. Lemma 5 itself is sharper, as Phi(gap) is
at most ell(gap) gap.

Proof. Walk from w along -grad f up to time eta. As in the descent lemma the gap stays at or below
its start, and at the end it is at most gap - (eta/2) g^2; but it is not negative.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import AT_POINT, BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.lemmas.ray_parabola import downhill
from theory.logic import conj, ge, gt, le
from theory.rules.rays import RAY, c
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import DECREASING_ELL, DECREASING_PHI, LOG_COSH, PARABOLA, STEEP, Witness, X

t = sym.t
gap, g, eta, ell = sym.gap, sym.gradient_norm, sym.eta, sym.ell
curvature = ell(gap)

STEP_RANGE = bounds(
    eta,
    0,
    1 / curvature,
    name="step_range",
    text="the step is between 0 and 1/ell(gap)",
    claim=conj(ge(eta, 0), le(eta * curvature, 1)),
)
ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, AT_POINT, STEP_RANGE)

BOUND = le(eta * g**2, 2 * gap)

_WALK = downhill("point")

PROOF = (
    Step(
        "ray",
        "Walk from w along -grad f; u is the gap on the way.",
        None,
        Apply(RAY, {c: sp.Integer(1)}),
        ("smooth", "bounded_below", "point"),
    ),
    *_WALK.under_parabola(),
    *_WALK.stays(eta, gt(g, 0), ("step_range",)),
    Step(
        "history",
        "In other words:",
        _WALK.below(eta),
        Decide(),
        ("stays",),
        (gt(g, 0),),
    ),
    Step(
        "bound",
        "At time eta it is at most gap - (eta/2) g^2 and not negative; g = 0 says gap >= 0.",
        BOUND,
        Decide(),
        (At("value", {t: eta}), At("inside_region", {t: eta}), "history", "step_range", "point"),
    ),
)

STATEMENT = Statement(
    id="self_bounding",
    kind="lemma",
    title="The gap pays for the gradient",
    source=Source("LW", "Lemma 5", "in the quadratic form, for every nondecreasing ell"),
    summary="eta ||grad f(w)||^2 <= 2 gap for 0 <= eta <= 1/ell(gap); at eta = 1/ell(gap): "
    "||grad f||^2 <= 2 ell(gap) gap.",
    parameters=(ell, gap, g, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound",)},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 1: 1 = 2 * 1/2",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            values={eta: sp.Integer(1)},
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: 100 > 10",
            "bound",
            f=STEEP,
            point=sp.Integer(1),
            values={eta: sp.Integer(1)},
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, with ell = 1 and eta = 1: 4 > 2",
            "bound",
            f=1 - 2 * X,
            values={eta: sp.Integer(1)},
        ),
        "ell_nondecreasing": Witness(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            "bound",
            f=LOG_COSH,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
            values={eta: sp.Integer(14)},
        ),
        "step_range": Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 3/2: 3/2 > 1",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            values={eta: sp.Rational(3, 2)},
        ),
    },
)
