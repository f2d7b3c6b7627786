"""Localisation: steps up to 2/ell(Delta_t) never leave the component of the start.

    0 <= eta_t <= 2/ell(Delta_t)   =>   every w_t lies in S, and Delta_t <= Delta_0,

where S is the connected component of {f <= f(w_0)} that holds w_0, and the bounds ||hess f(w)|| <=
ell(f(w) - f*) and f >= f* are asked on S only. So a bound on S is enough for the gradient bound,
the descent lemma and every theorem about such runs: ``run`` is what they assume.

Proof. The descent lemma holds for every shorter step as well, so from an iterate in S the segment
to the next one never exceeds its start. Such a run stays in its component (``stays_in_region``).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
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
from theory.lemmas import descent_lemma, stays_in_region
from theory.lemmas.stays_in_region import BELOW_START, INSIDE, SEGMENTS, path
from theory.logic import Implies, between, conj, ge, le
from theory.rules.regions import LOCAL_STEP, h, inside
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.theorems.gd_nonconvex import on_log_cosh
from theory.witness import PARABOLA, RIGHT_WELL, STEEP, TWO_WELLS, S, Witness

ell = sym.ell

STEPS = Assumption(
    "steps",
    in_run(
        Implies(
            ge(Delta(t), 0),
            conj(ge(etas(t), 0), le(etas(t) * ell(Delta(t)), 2)),
        )
    ),
    "0 <= eta_t <= 2/ell(Delta_t) at every step whose gap is not negative",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    PATH_RUN,
    HORIZON,
    START,
    STEPS,
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
        "shorter",
        "A shorter step is admissible as well.",
        le(h * ell(Delta(t)), 2),
        Decide(),
        ("local.values", "steps"),
        _ON_SEGMENT,
    ),
    Step(
        "descent",
        "So the descent lemma holds all along the segment,",
        None,
        Apply(
            descent_lemma.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: h,
                sym.gap_next: path(t, h),
            },
        ),
        (
            "smooth",
            "bounded_below",
            "ell_nondecreasing",
            "local.values",
            "local.segment",
            "shorter",
        ),
        _ON_SEGMENT,
    ),
    Step(
        "below",
        "and nowhere on it is the gap above its start.",
        le(path(t, h), Delta(t)),
        Decide(),
        ("descent.descent", "shorter"),
        _ON_SEGMENT,
    ),
    Step(
        "segments",
        "The steps are not negative either.",
        SEGMENTS.claim,
        Decide(),
        ("below", "local.values", "steps"),
    ),
    Step(
        "stays",
        "Such a run stays in its component.",
        None,
        Apply(stays_in_region.STATEMENT),
        ("bounded_below", "run", "horizon", "start", "segments"),
    ),
)

STATEMENT = Statement(
    id="localisation",
    kind="theorem",
    title="Steps up to 2/ell(gap) never leave the component of the start",
    source=Source("warmproof", "localisation"),
    summary="Let S be the connected component of {f <= f(w_0)} that holds w_0. If f is ell-smooth "
    "on S, f >= f* on S, and 0 <= eta_t <= 2/ell(Delta_t), then every w_t lies in S and the gaps "
    "do not exceed the first; so a bound on S is enough for every theorem about such runs.",
    parameters=(ell, Delta, g, etas, path, T),
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
    does_not_claim="That S is bounded, or that f* may be the infimum over another component: ell "
    "and the steps have to measure the gap from one and the same f* <= inf_S f.",
    sharp_at=(
        Witness(
            "x^2/2 from x = 1 with ell = 1, eta = 2: the next point is -1, at the same gap",
            "below_start",
            f=PARABOLA,
            point=sp.Integer(1),
            steps=(sp.Integer(2),),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 from x = 1 with ell = 1, eta = 1: the next point is -9, outside S = [-1, 1]",
            "inside",
            f=STEEP,
            point=sp.Integer(1),
            steps=(sp.Integer(1),),
            region=(sp.Integer(-1), sp.Integer(1)),
        ),
        "bounded_below": Witness(
            "the constant -1, gap measured from 0: the gap is negative",
            "run",
            f=sp.Integer(-1),
            steps=(sp.Integer(1),),
        ),
        "ell_nondecreasing": on_log_cosh("below_start", sp.Integer(14)),
        "start": Witness(
            "x^2/2 from x = 2, outside S = [-1, 1]",
            "inside",
            f=PARABOLA,
            point=sp.Integer(2),
            steps=(sp.Integer(1),),
            region=(sp.Integer(-1), sp.Integer(1)),
        ),
        "steps": Witness(
            "(x^2 - 1)^2/4 from x = 7/5 with ell = 122/25 on S = [1/5, 7/5] and eta = 25/12, about "
            "10/ell: the next point is -7/5, beyond the hill at 0",
            "inside",
            f=TWO_WELLS,
            point=RIGHT_WELL[1],
            ell=sp.Lambda(S, sp.Rational(122, 25)),
            Phi=sp.Lambda(S, sp.Rational(122, 25) * S),
            steps=(sp.Rational(25, 12),),
            region=RIGHT_WELL,
        ),
    },
)
