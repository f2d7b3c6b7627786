"""Theorem Aiming: how many steps theta gap/(2 Phi(gap)) take the gap to eps.

    rho <= 1:  N <= floor( (D0^2/theta^2) (2 K0/eps + (2K/(1 + rho)) eps^(rho-1)) )
    rho > 1:   N <= floor( (D0^2/theta^2) / min{q(eps), q(S)} ),   q(s) = s^2/(2 Phi(s)),

for the first N with Delta_N <= eps, where D0 = dist(w_0, W*) and no gap exceeds S. That S may be
G^-1(D0) is another theorem, `gd_aiming_within`. Stated for a number T of steps before N: T theta^2
is at most D0^2 divided by the smallest q.

Proof. Each step takes at least theta^2 q(Delta_t) off the squared distance (`gd_aiming_progress`).
With L(s) = 2 K0 + (2K/(1 + rho)) s^rho we have q(s) = s/L(s), which is smallest at an end of
[eps, S], for rho <= 1 at eps (`psi_endpoints`).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.aiming import AIMING, PROJECTED, THETA
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO, PHI
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
from theory.lemmas import power_ell, psi_endpoints
from theory.lemmas.psi_endpoints import PSI_LOW
from theory.logic import ForAll, Formula, Implies, conj, eq, ge, gt, le, real
from theory.rules.powers import POWER_POSITIVE, r, x
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.symbols import distance_at, inner_at
from theory.theorems import gd_aiming_progress
from theory.theorems.gd_aiming_numbers import DOUBLED, EVALUATION, TARGET, L
from theory.theorems.gd_pl import SMOOTH
from theory.witness import PARABOLA, STEEP, Witness, X

rho, K0, K, theta, eps, reach = sym.rho, sym.K0, sym.K, sym.theta, sym.eps, sym.reach

Q_LOW = PSI_LOW.xreplace({**DOUBLED, sym.gap0: reach})
"""The smaller one of q(eps) and q(S)."""

STEP = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(2 * etas(t) * PHI(Delta(t)), theta * Delta(t)))),
    "eta_t = theta Delta_t/(2 Phi(Delta_t))",
)
NOT_YET = Assumption(
    "not_yet", in_run(gt(Delta(t), eps)), "none of the first T gaps is down to eps"
)
ASSUMPTIONS = (
    *CONSTANTS,
    NOT_BOTH_ZERO,
    SMOOTH,
    BOUNDED,
    PROJECTED,
    HORIZON,
    THETA,
    TARGET,
    STEP,
    AIMING,
    NOT_YET,
)

_SMALL = le(rho, 1)
_WITHIN = (ge(reach, eps), in_run(le(Delta(t), reach)))
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _count(number: sp.Expr) -> Formula:
    spent = distance_at(0) ** 2 - distance_at(number) ** 2
    return le(number * theta**2 * eps, spent * L(eps))


def _count_within(number: sp.Expr) -> Formula:
    return le(number * theta**2 * Q_LOW, distance_at(0) ** 2 - distance_at(number) ** 2)


CLOSER = in_run(gd_aiming_progress.CLOSER)
COUNT = Implies(_SMALL, le(T * theta**2 * eps, distance_at(0) ** 2 * L(eps)))
COUNT_WITHIN = Implies(conj(*_WITHIN), le(T * theta**2 * Q_LOW, distance_at(0) ** 2))

PROOF = (
    Step(
        "class",
        "ell(s) = K0 + K s^rho is nonnegative, with the integral Phi.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step(
        "progress",
        "Each step brings the iterate closer.",
        None,
        Apply(gd_aiming_progress.STATEMENT, {sym.ell: ELL, sym.Phi: PHI}),
        (
            "smooth",
            "bounded_below",
            "class.nonnegative",
            "class.integral",
            "projected",
            "horizon",
            "schedule",
            "aiming",
            "rho_range",
        ),
    ),
    Step(
        "eps_power",
        "eps^rho > 0.",
        None,
        Apply(POWER_POSITIVE, {x: eps, r: rho}),
        ("eps_range",),
    ),
    Step(
        "L_positive",
        "So L(eps) > 0.",
        gt(L(eps), 0),
        Decide(),
        ("eps_power", "not_both_zero", "K0_range", "K_range", "rho_range", "eps_range"),
    ),
    Step(
        "growth",
        "2K/(1 + rho) is not negative, and not 0 together with 2 K0.",
        conj(ge(2 * K / (1 + rho), 0), ge(2 * K0, 0), gt(2 * K0 + 2 * K / (1 + rho), 0)),
        Decide(),
        ("K0_range", "K_range", "not_both_zero", "rho_range"),
    ),
    Step(
        "ends_small",
        "For rho <= 1, q does not decrease.",
        None,
        Apply(psi_endpoints.STATEMENT, {**DOUBLED, sym.gap0: eps}),
        ("rho_range", "growth", "eps_range", "L_positive"),
    ),
    Step(
        "small",
        "So every gap above eps has L(Delta)/Delta <= L(eps)/eps.",
        le(eps * L(Delta(t)), Delta(t) * L(eps)),
        Decide(),
        (At("ends_small.nondecreasing", {sym.s: Delta(t)}), "not_yet", "eps_range", "rho_range"),
        (_SMALL, IN_RUN),
    ),
    Step(
        "small_gain",
        "Multiplied by eta theta: the gain of a step is at least theta^2 eps/L(eps).",
        le(theta**2 * eps, theta * etas(t) * Delta(t) * L(eps)),
        Decide(),
        ("small", "schedule", "theta_range", "not_yet", "eps_range", "rho_range"),
        (_SMALL, IN_RUN),
    ),
    Step(
        "count_at_0",
        "Nothing at the start.",
        _count(sp.Integer(0)),
        Decide(),
    ),
    Step(
        "count_next",
        "One step further.",
        _count(n + 1),
        Decide(),
        (
            At("small_gain", {t: n}),
            At("progress.closer", {t: n}),
            "L_positive",
            "eps_range",
            "rho_range",
        ),
        (*_NEXT, _SMALL, _count(n)),
    ),
    Step(
        "count",
        "So for all steps.",
        ForAll(n, UP_TO_T, _count(n)),
        Induct("count_at_0", "count_next"),
        ("eps_range", "rho_range"),
        (_SMALL,),
    ),
    Step(
        "reach_power",
        "S^rho > 0.",
        None,
        Apply(POWER_POSITIVE, {x: reach, r: rho}),
        ("eps_range",),
        (_WITHIN[0],),
    ),
    Step(
        "L_reach_positive",
        "So L(S) > 0.",
        gt(L(reach), 0),
        Decide(),
        ("reach_power", "not_both_zero", "K0_range", "K_range", "rho_range", "eps_range"),
        (_WITHIN[0],),
    ),
    Step(
        "ends",
        "Between eps and S, q is smallest at an end.",
        None,
        Apply(psi_endpoints.STATEMENT, {**DOUBLED, sym.gap0: reach}),
        ("rho_range", "growth", "eps_range", "L_positive", "L_reach_positive"),
        (_WITHIN[0],),
    ),
    Step(
        "within",
        "So every gap has q >= min{q(eps), q(S)}.",
        le(Q_LOW * L(Delta(t)), Delta(t)),
        Decide(),
        (
            At("ends.ends", {sym.s: Delta(t)}),
            "not_yet",
            "L_positive",
            "L_reach_positive",
            "eps_range",
            "rho_range",
        ),
        (_WITHIN[1], IN_RUN),
    ),
    Step(
        "within_gain",
        "Multiplied by eta theta: the gain of a step is at least theta^2 min{q(eps), q(S)}.",
        le(theta**2 * Q_LOW, theta * etas(t) * Delta(t)),
        Decide(),
        (
            "within",
            "schedule",
            "theta_range",
            "not_yet",
            "L_positive",
            "L_reach_positive",
            "eps_range",
            "rho_range",
        ),
        (_WITHIN[1], IN_RUN),
    ),
    Step(
        "within_at_0",
        "Nothing at the start.",
        _count_within(sp.Integer(0)),
        Decide(),
    ),
    Step(
        "within_next",
        "One step further.",
        _count_within(n + 1),
        Decide(),
        (
            At("within_gain", {t: n}),
            At("progress.closer", {t: n}),
            "L_positive",
            "L_reach_positive",
            "eps_range",
            "rho_range",
        ),
        (*_WITHIN, *_NEXT, _count_within(n)),
    ),
    Step(
        "count_within",
        "So for all steps.",
        ForAll(n, UP_TO_T, _count_within(n)),
        Induct("within_at_0", "within_next"),
        ("L_positive", "L_reach_positive", "eps_range", "rho_range"),
        (*_WITHIN,),
    ),
)


def _on(
    text: str,
    conclusion: str,
    f: sp.Expr,
    *steps: int | sp.Rational,
    point: int = 1,
    minimiser: sp.Expr | int = 0,
    **constants: int | sp.Rational,
) -> Witness:
    """A run with rho = K0 = 1, K = 0, theta = 2 and eps = 1/4 unless told otherwise."""
    values = {"rho": 1, "K0": 1, "K": 0, "theta": 2, "eps": _QUARTER, "reach": 1, **constants}
    return Witness(
        text,
        conclusion,
        f=f,
        point=sp.Integer(point),
        minimiser=sp.sympify(minimiser),
        steps=tuple(map(sp.sympify, steps)),
        values={real(name): sp.sympify(value) for name, value in values.items()},
        equality=conclusion == "closer",
    )


_QUARTER = sp.Rational(1, 4)

STATEMENT = Statement(
    id="gd_aiming",
    kind="theorem",
    title="Theorem Aiming: iterations of the step theta gap/(2 Phi(gap))",
    source=Source(
        "AIL", "Theorem 4.2", "every rho, any theta; AIL: rho = theta = 1, 20 to 40 times more"
    ),
    summary="If <grad f, w - pi(w)> >= theta Delta along the run and eta_t = theta Delta_t/(2 "
    "Phi(Delta_t)), the gap is at most eps after (D0^2/theta^2)/q steps, where q is the smaller "
    "one of eps^2/(2 Phi(eps)) and S^2/(2 Phi(S)) (the first of them for rho <= 1), "
    "D0 = dist(w_0, W*), and no gap exceeds S.",
    parameters=(rho, K0, K, Delta, g, inner_at, distance_at, etas, T, theta, eps, reach),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("closer", CLOSER),
        Named("count", COUNT),
        Named("count_within", COUNT_WITHIN),
    ),
    proof=PROOF,
    closes={
        "closer": ("progress.closer",),
        "count": (At("count", {n: T}), "horizon", "L_positive", "eps_range", "rho_range"),
        "count_within": (
            At("count_within", {n: T}),
            "horizon",
            "L_positive",
            "L_reach_positive",
            "eps_range",
            "rho_range",
        ),
    },
    evaluation=EVALUATION,
    does_not_claim="That the gaps decrease: for theta > 4/(1 + rho) a step may climb "
    "(aiming_step_length).",
    sharp_at=(_on("one step eta = 1 on x^2/2 from x = 1", "closer", PARABOLA, 1),),
    fails_without={
        "rho_range": "the class has positive exponents only",
        "K0_range": "W* attains f*, so the curvature there is at least 0 and at most K0",
        "K_range": "for K < 0 ell may be negative at gaps of the run, which Lemma 5 excludes",
        "not_both_zero": "for K0 = K = 0 no step meets the schedule at a positive gap",
        "smooth": _on("5 x^2 from x = 1, eps = 4: 16 > 2", "count", STEEP, 1, eps=4),
        "bounded_below": _on(
            "1 - 2x from x = 0, W* = {1/2}, theta = 1, eps = 3/4: 3/4 > 1/2",
            "count",
            1 - 2 * X,
            sp.Rational(1, 2),
            point=0,
            minimiser=sp.Rational(1, 2),
            theta=1,
            eps=sp.Rational(3, 4),
        ),
        "theta_range": "for theta < 0 no step meets the schedule, for theta = 0 nothing is claimed",
        "eps_range": _on(
            "x^2/2 from x = 10 with K = 3, theta = 1, eps = -1, where 2 Phi/s = -1: -1 > -100",
            "count",
            PARABOLA,
            sp.Rational(1, 152),
            point=10,
            K=3,
            theta=1,
            eps=-1,
        ),
        "schedule": _on(
            "two steps 0 on x^2/2 from x = 1, eps = 1/3: 8/3 > 2",
            "count",
            PARABOLA,
            0,
            0,
            eps=sp.Rational(1, 3),
        ),
        "aiming": _on("x^2/2 from x = 1 with theta = 4: 4 > 2", "count", PARABOLA, 2, theta=4),
        "not_yet": _on("three steps 1 on x^2/2 from x = 1: 3 > 2", "count", PARABOLA, 1, 1, 1),
    },
)
