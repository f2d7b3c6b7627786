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
from theory.logic import Pred, conj, ge, le
from theory.rules.powers import r, x, y
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.theorems import gd_nonconvex

rho, K0, K = sym.rho, sym.K0, sym.K
c = sym.c
ELL, PHI = power_ell.ELL, power_ell.PHI

GAP_SMOOTH = Assumption(
    "smooth",
    Pred("smooth", (ELL,)),
    "f is (rho, K0, K)-smooth: ||hess f(w)|| <= K0 + K (f(w) - f*)^rho",
)
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
    *power_ell.CONSTANTS,
    GAP_SMOOTH,
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
            "ell.nonnegative",
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
)
