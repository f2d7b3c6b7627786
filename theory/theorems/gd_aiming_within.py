"""Theorem Aiming for every rho: the level that no gap exceeds comes from the distance at the start.

    N <= floor( (D0^2/theta^2) / min{q(eps), q(S)} ),   q(s) = s^2/(2 Phi(s)),   G(S) - G(0) >= D0

for the first N with Delta_N <= eps, D0 = dist(w_0, W*); and N = 0 if S <= eps. Here the bounds hold
on all of R^d and the integral G of 1/sqrt(2 Phi) from 0 is finite: K0 > 0 or rho < 1 (for K0 = 0,
rho >= 1 a function that attains its infimum is constant).

Proof. No gap exceeds S (`gd_aiming_reach`), which is what `gd_aiming` asks of S.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.gap_smooth import ELL, PHI
from theory.definitions.run import Delta, T, etas, g, t
from theory.lemmas import power_ell
from theory.lemmas.growth.setting import ANTIDERIVATIVE, GLOBAL, POSITIVE, G, x
from theory.logic import Implies, ge, le, lt, real
from theory.rules.integers import ZERO_INTEGER
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.symbols import distance_at, inner_at
from theory.theorems import gd_aiming, gd_aiming_reach
from theory.theorems.gd_aiming import Q_LOW
from theory.theorems.gd_aiming_reach import FINITE, REACH, START, WITHIN
from theory.witness import PARABOLA, STEEP, S, Witness, X

rho, K0, K, theta, eps, reach = sym.rho, sym.K0, sym.K, sym.theta, sym.eps, sym.reach
_POWER_CLASS = {sym.ell: ELL, sym.Phi: PHI}


def _of_the_class(assumption: Assumption) -> Assumption:
    return Assumption(assumption.name, substitute(assumption.claim, _POWER_CLASS), assumption.text)


ASSUMPTIONS = (
    *gd_aiming.ASSUMPTIONS,
    GLOBAL,
    _of_the_class(POSITIVE),
    _of_the_class(ANTIDERIVATIVE),
    _of_the_class(FINITE),
    REACH,
    START,
)

COUNT = Implies(ge(reach, eps), le(T * theta**2 * Q_LOW, distance_at(0) ** 2))
NONE = Implies(le(reach, eps), lt(T, 1))
_RUN = ("smooth", "bounded_below", "projected", "horizon", "schedule", "aiming", "theta_range")

PROOF = (
    Step(
        "class",
        "ell(s) = K0 + K s^rho is nonnegative, with the integral Phi.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step(
        "within",
        "No gap exceeds S,",
        None,
        Apply(gd_aiming_reach.STATEMENT, _POWER_CLASS),
        (
            *_RUN,
            "class.nonnegative",
            "class.integral",
            "potential_positive",
            "everywhere",
            "antiderivative",
            "finite",
            "reach_range",
            "start",
            "rho_range",
        ),
    ),
    Step(
        "aiming_count",
        "so Theorem Aiming counts with this S.",
        None,
        Apply(gd_aiming.STATEMENT),
        (
            *_RUN,
            "rho_range",
            "K0_range",
            "K_range",
            "eps_range",
            "not_yet",
            At("potential_positive", {x: eps}),
            At("potential_positive", {x: reach}),
        ),
    ),
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "none",
        "If S <= eps, the first gap is down to eps already.",
        lt(T, 1),
        Decide(),
        (At("within.within", {t: sp.Integer(0)}), At("not_yet", {t: sp.Integer(0)}), "zero"),
        (le(reach, eps),),
    ),
)


def _on(
    text: str,
    f: sp.Expr = PARABOLA,
    steps: tuple[int | sp.Rational, ...] = (1,),
    *,
    conclusion: str = "count",
    minimiser: int | sp.Rational = 0,
    point: int = 1,
    equality: bool = False,
    **constants: int | sp.Rational,
) -> Witness:
    """A run with rho = 2, K0 = 1, K = 0, theta = 2 and S = 1/2 unless told otherwise."""
    values = {"rho": 2, "K0": 1, "K": 0, "theta": 2, "eps": _EIGHTH, "reach": _HALF, **constants}
    return Witness(
        text,
        conclusion,
        f=f,
        point=sp.Integer(point),
        minimiser=sp.sympify(minimiser),
        steps=tuple(map(sp.sympify, steps)),
        values={real(name): sp.sympify(value) for name, value in values.items()},
        functions={G: sp.Lambda(S, sp.sqrt(2 * S))},
        equality=equality,
    )


_EIGHTH, _HALF = sp.Rational(1, 8), sp.Rational(1, 2)

STATEMENT = Statement(
    id="gd_aiming_within",
    kind="theorem",
    title="Theorem Aiming for every rho, from the distance at the start",
    source=Source("AIL", "Theorem 4.2", "every rho, with S = G^-1(D0)"),
    summary="If <grad f, w - pi(w)> >= theta Delta along the run, eta_t = theta Delta_t/(2 "
    "Phi(Delta_t)) and dist(w_0, W*) <= G(S), the gap is at most eps after (D0^2/theta^2)/q steps, "
    "where q is the smaller one of eps^2/(2 Phi(eps)) and S^2/(2 Phi(S)); after none if S <= eps.",
    parameters=(rho, K0, K, G, Delta, g, inner_at, distance_at, etas, T, theta, eps, reach),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("within", WITHIN, "no gap exceeds S"),
        Named("count", COUNT),
        Named("none", NONE, "no step is needed"),
    ),
    proof=PROOF,
    closes={
        "within": ("within.within",),
        "count": (
            "aiming_count.count_within",
            "within.within",
            "eps_range",
            "rho_range",
            At("potential_positive", {x: eps}),
            At("potential_positive", {x: reach}),
        ),
        "none": ("none",),
    },
    does_not_claim="That G has this closed form or that: bound evaluates it for gd_aiming.",
    sharp_at=(
        _on("x^2/2 from x = 1: G(1/2) = 1, the distance", conclusion="within", equality=True),
    ),
    fails_without={
        **{
            name: gd_aiming.STATEMENT.fails_without[name]
            for name in ("rho_range", "K0_range", "K_range", "not_both_zero", "theta_range")
        },
        **{
            name: gd_aiming_reach.STATEMENT.fails_without[name]
            for name in ("everywhere", "antiderivative", "finite", "reach_range")
        },
        "smooth": _on("5 x^2 from x = 1, S = 1/2: 5 > 1/2", STEEP, conclusion="within"),
        "bounded_below": _on(
            "1 - 2x from x = 0 with f = f* at 1/2, theta = 1, S = 1/8: 1 > 1/8",
            1 - 2 * X,
            (_HALF,),
            conclusion="within",
            minimiser=_HALF,
            point=0,
            theta=1,
            reach=_EIGHTH,
        ),
        "eps_range": "no instance is recorded; gd_aiming without eps_range shows what breaks",
        "schedule": _on(
            "two steps 0 on x^2/2 from x = 1, eps = 1/3: 4/3 > 1",
            steps=(0, 0),
            eps=sp.Rational(1, 3),
        ),
        "aiming": _on(
            "x^2/2 from x = 1 with theta = 4, eps = 1/4: 2 > 1",
            steps=(2,),
            theta=4,
            eps=sp.Rational(1, 4),
        ),
        "not_yet": _on(
            "three steps 1 on x^2/2 from x = 1, eps = 1/4: 3/2 > 1",
            steps=(1, 1, 1),
            eps=sp.Rational(1, 4),
        ),
        "potential_positive": "implied by K0_range, K_range and not_both_zero; stated because 1/h "
        "needs it",
        "start": _on(
            "x^2/2 from x = 1 with S = 1/4: 1/2 > 1/4",
            conclusion="within",
            reach=sp.Rational(1, 4),
        ),
    },
)
