"""Theorem 1 with LW's shape: eta_t = c min{1/K0, 1/(3^rho K Delta_t^rho)}.

For every c <= 3^rho/(1 + 3^rho), so for c = 1/2, the step is at most 1/ell(Delta_t) and Theorem 1
holds. (1/0 is read as +inf: the assumption is written without divisions.)

Proof. With q = 3^rho >= 1 the two bounds K0 eta <= c and q K Delta^rho eta <= c add up to
eta ell(Delta) <= c (1 + 1/q) <= 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.gap_smooth import CONSTANTS, ELL
from theory.definitions.members import SMOOTH
from theory.definitions.run import (
    FIRST,
    HORIZON,
    IN_RUN,
    LAST,
    RUN,
    SMALLEST,
    SUM_OF_PROGRESS,
    SUM_OF_STEPS,
    Delta,
    T,
    etas,
    g,
    in_run,
    m,
    t,
)
from theory.lemmas import power_ell, power_monotone
from theory.logic import conj, ge, le
from theory.rules.powers import r, x, y
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.theorems import gd_nonconvex
from theory.theorems.gd_nonconvex import MEANINGLESS
from theory.witness import CONSTANT_ELL, PARABOLA, STEEP, S, Witness

rho, K0, K = sym.rho, sym.K0, sym.K
c = sym.c

SCALE = Assumption(
    "scale",
    conj(ge(c, 0), le(c * (1 + 3**rho), 3**rho)),
    "0 <= c <= 3^rho/(1 + 3^rho) (c = 1/2 always works)",
)
SCHEDULE = Assumption(
    "schedule",
    in_run(
        conj(
            ge(etas(t), 0),
            le(etas(t) * K0, c),
            le(etas(t) * 3**rho * K * Delta(t) ** rho, c),
        )
    ),
    "0 <= eta_t <= c min{1/K0, 1/(3^rho K Delta_t^rho)}",
)
ASSUMPTIONS = (
    *CONSTANTS,
    SMOOTH,
    BOUNDED,
    RUN,
    HORIZON,
    SCALE,
    SCHEDULE,
    SMALLEST,
)

ADMISSIBLE = in_run(le(etas(t) * ELL(Delta(t)), 1))
TOTAL = le(SUM_OF_PROGRESS, 2 * (FIRST - LAST))
RATE = le(m * SUM_OF_STEPS, 2 * (FIRST - LAST))

_POWER = Delta(t) ** rho

PROOF = (
    Step(
        "three",
        "3^rho >= 1.",
        ge(3**rho, 1),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(1), y: sp.Integer(3), r: rho}),
        ("rho_range",),
    ),
    Step(
        "ell",
        "ell(s) = K0 + K s^rho is admissible.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step(
        "sum",
        "The two bounds of the minimum add up to at most c (1 + 1/3^rho) <= 1.",
        le(etas(t) * ELL(Delta(t)), 1),
        Decide(),
        ("three", "schedule", "scale", "run", "rho_range"),
        (IN_RUN,),
    ),
    Step(
        "half",
        "c = 1/2 is small enough.",
        le(sp.Rational(1, 2) * (1 + 3**rho), 3**rho),
        Decide(),
        ("three",),
    ),
    Step(
        "theorem",
        "Theorem 1 for any schedule.",
        None,
        Apply(gd_nonconvex.STATEMENT, {sym.ell: ELL}),
        (
            "smooth",
            "bounded_below",
            "ell.monotone",
            "rho_range",
            "run",
            "horizon",
            "schedule",
            "sum",
            "smallest",
        ),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    point: sp.Expr,
    scale: sp.Expr,
    step: sp.Expr,
    *,
    exponent: sp.Expr = sp.Integer(1),
    equality: bool = False,
) -> Witness:
    """One step on x^2/2 with K0 = K = 1."""
    constants = {rho: exponent, K0: sp.Integer(1), K: sp.Integer(1)}
    return Witness(
        text,
        conclusion,
        f=PARABOLA,
        point=point,
        ell=sp.Lambda(S, ELL(S).subs(constants)),
        steps=(step,),
        values={**constants, c: scale},
        equality=equality,
    )


STATEMENT = Statement(
    id="gd_nonconvex_min_shape",
    kind="theorem",
    title="Theorem 1 with LW's min shape",
    source=Source("LW", "Theorem 1", "every c <= 3^rho/(1 + 3^rho)"),
    summary="The step c min{1/K0, 1/(3^rho K Delta_t^rho)} with c <= 3^rho/(1+3^rho) is at most "
    "1/ell(Delta_t); so min ||grad f||^2 <= 2 (Delta_0 - Delta_T)/sum eta_t.",
    parameters=(rho, K0, K, c, Delta, g, etas, T, m),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("admissible", ADMISSIBLE),
        Named("half", le(sp.Rational(1, 2) * (1 + 3**rho), 3**rho)),
        Named("total", TOTAL),
        Named("rate", RATE),
    ),
    proof=PROOF,
    closes={
        "admissible": ("sum", "run", "rho_range"),
        "half": ("half",),
        "total": ("theorem.total",),
        "rate": ("theorem.rate",),
    },
    sharp_at=(
        _instance(
            "x^2/2 at gap 1/3, rho = K0 = K = 1, c = 3/4: both bounds of the minimum are active",
            "admissible",
            sp.sqrt(sp.Rational(2, 3)),
            sp.Rational(3, 4),
            sp.Rational(3, 4),
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": _instance(
            "rho = -1: c = 1/2 is larger than 3^rho/(1 + 3^rho) = 1/4",
            "half",
            sp.Integer(1),
            sp.Rational(1, 4),
            sp.Rational(1, 8),
            exponent=sp.Integer(-1),
        ),
        "K0_range": "part of Definition 1; with K0 < 0 the step is still at most 1/ell",
        "K_range": "part of Definition 1; with K < 0 the curvature is at most K0 and the step "
        "is at most 1/K0",
        "smooth": Witness(
            "5 x^2 at x = 1 with rho = K0 = 1, K = 0, c = 3/4, eta = 3/4: the gap grows",
            "total",
            f=STEEP,
            point=sp.Integer(1),
            ell=CONSTANT_ELL,
            steps=(sp.Rational(3, 4),),
            values={rho: sp.Integer(1), K0: sp.Integer(1), K: sp.Integer(0), c: sp.Rational(3, 4)},
        ),
        "bounded_below": MEANINGLESS,
        "scale": _instance(
            "c = 1 at gap 1/3 with rho = K0 = K = 1: eta = 1 > 3/4 = 1/ell",
            "admissible",
            sp.sqrt(sp.Rational(2, 3)),
            sp.Integer(1),
            sp.Integer(1),
        ),
        "schedule": _instance(
            "eta = 2 with c = 1/2", "admissible", sp.Integer(1), sp.Rational(1, 2), sp.Integer(2)
        ),
    },
)
