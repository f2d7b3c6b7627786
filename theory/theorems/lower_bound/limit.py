"""How far lower and upper bound are apart: 4 pi ell(gap0)/M in the limit eps -> 0.

The constant step needs at most 2 gap0 ell(gap0)/eps^2 steps (Theorem 1), every schedule at least
(gap0 - eps^2/K0) M/(2 pi eps^2) (Theorem 3). Their quotient R satisfies

    4 pi ell(gap0)/M <= R <= (4 pi ell(gap0)/M)(1 + 2 eps^2/(K0 gap0)),

and theta^rho ell(gap0) <= M <= ell(gap0): so R tends to 4 pi as eps -> 0 and then theta -> 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import ELL, EXPONENT, GROWTH
from theory.lemmas import power_monotone
from theory.logic import conj, eq, ge, gt, le
from theory.rules.powers import POWER_OF_QUOTIENT, POWER_POSITIVE, r, x, y
from theory.schema import Apply, Decide, Enclose, Identity, Named, Source, Statement, Step
from theory.theorems.lower_bound.numbers import ALLOWED, COUNT, UPPER
from theory.theorems.lower_bound.pieces import eps, gap0, theta
from theory.witness import Witness

rho, K0, K = sym.rho, sym.K0, sym.K
RATIO = UPPER / COUNT
LIMIT = 4 * sp.pi * ELL(gap0) / ALLOWED
EXCESS = 2 * eps**2 / (K0 * gap0)

CURVED = bounds(K0, 0, low_included=False, text="the curvature allowed at gap 0 is positive")
TARGET = bounds(eps, 0, low_included=False, text="the target is positive")
SHARE = bounds(
    theta, 0, 1, low_included=False, text="M is the curvature allowed at a share of gap0"
)
FITS = Assumption("valley_fits", le(eps**2, K0 * gap0 / 2), "the valley fits below gap0; lower eps")

AT_LEAST, AT_MOST = ge(RATIO, LIMIT), le(RATIO, LIMIT * (1 + EXCESS))
M_AT_LEAST, M_AT_MOST = le(theta**rho * ELL(gap0), ALLOWED), le(ALLOWED, ELL(gap0))

_LEFT = gap0 - eps**2 / K0
"""What the valley leaves of the gap."""
_DOMAIN = ("K0_range", "eps_range", "gap_positive")

PROOF = (
    Step("pi_positive", "pi > 0.", gt(sp.pi, 0), Enclose()),
    Step(
        "gap_positive", "gap0 > 0.", gt(gap0, 0), Decide(), ("K0_range", "eps_range", "valley_fits")
    ),
    Step(
        "power",
        "gap0^rho > 0,",
        None,
        Apply(POWER_POSITIVE, {x: gap0, r: rho}),
        ("gap_positive",),
    ),
    Step(
        "share_power",
        "(theta gap0)^rho > 0,",
        None,
        Apply(POWER_POSITIVE, {x: theta * gap0, r: rho}),
        ("gap_positive", "theta_range"),
    ),
    Step(
        "product",
        "(theta gap0)^rho = theta^rho gap0^rho,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: theta * gap0, y: gap0, r: rho}),
        ("gap_positive", "theta_range"),
    ),
    Step(
        "share",
        "and theta^rho <= 1.",
        le(theta**rho, 1),
        Apply(power_monotone.STATEMENT, {x: theta, y: sp.Integer(1), r: rho}),
        ("theta_range", "rho_range"),
    ),
    Step(
        "between",
        "So M lies between theta^rho ell(gap0) and ell(gap0).",
        conj(M_AT_LEAST, M_AT_MOST),
        Decide(),
        ("product", "share", "power", "K0_range", "K_range", "gap_positive", "theta_range"),
    ),
    Step(
        "positive",
        "Both curvatures are positive.",
        conj(gt(ELL(gap0), 0), gt(ALLOWED, 0)),
        Decide(),
        ("power", "share_power", "K0_range", "K_range", "gap_positive", "theta_range"),
    ),
    Step(
        "left",
        "The valley leaves at least half of the gap,",
        conj(ge(_LEFT, gap0 / 2), le(_LEFT, gap0)),
        Decide(),
        ("K0_range", "valley_fits"),
    ),
    Step(
        "left_excess",
        "and (1 - u)(1 + 2 u) >= 1 for u = eps^2/(K0 gap0) <= 1/2.",
        ge(_LEFT * (1 + EXCESS), gap0),
        Decide(),
        ("K0_range", "gap_positive", "valley_fits"),
    ),
    Step(
        "quotient",
        "R (gap0 - eps^2/K0) = (4 pi ell(gap0)/M) gap0.",
        eq(RATIO * _LEFT, LIMIT * gap0),
        Identity(),
        ("left", "positive", "pi_positive", "power", *_DOMAIN, "theta_range"),
    ),
    Step(
        "limit_positive",
        "The limit is positive.",
        gt(LIMIT, 0),
        Decide(),
        ("positive", "pi_positive", "power", "theta_range", "gap_positive"),
    ),
    Step(
        "at_least",
        "As gap0 - eps^2/K0 <= gap0, R is at least the limit,",
        AT_LEAST,
        Decide(),
        ("quotient", "left", "limit_positive", "positive", "pi_positive", "theta_range", *_DOMAIN),
    ),
    Step(
        "at_most",
        "and it exceeds it by the factor 1 + 2 u at most.",
        AT_MOST,
        Decide(),
        (
            "quotient",
            "left",
            "left_excess",
            "limit_positive",
            "positive",
            "pi_positive",
            "theta_range",
            *_DOMAIN,
        ),
    ),
)


def _numbers(text: str, conclusion: str, values: str, *, equality: bool = False) -> Witness:
    """An instance in numbers: rho, K0, K, gap0, eps, theta."""
    given = map(sp.Rational, values.split())
    known = dict(zip((rho, K0, K, gap0, eps, theta), given, strict=True))
    return Witness(text, conclusion, values=known, equality=equality)


STATEMENT = Statement(
    id="lower_bound_limit",
    kind="proposition",
    title="Upper against lower bound: a factor that tends to 4 pi",
    source=Source("warmproof", "for LW, Theorem 3", "LW compare orders only"),
    summary="The quotient R of the upper bound 2 gap0 ell(gap0)/eps^2 and the lower bound of "
    "Theorem 3 lies between 4 pi ell(gap0)/M and (1 + 2 eps^2/(K0 gap0)) times that, and "
    "theta^rho ell(gap0) <= M <= ell(gap0): it tends to 4 pi as eps -> 0, then theta -> 1.",
    parameters=(rho, K0, K, gap0, eps, theta),
    assumptions=(EXPONENT, CURVED, GROWTH, TARGET, SHARE, FITS),
    conclusions=(
        Named("at_least", AT_LEAST),
        Named("at_most", AT_MOST),
        Named("M_at_least", M_AT_LEAST),
        Named("M_at_most", M_AT_MOST),
    ),
    proof=PROOF,
    closes={
        "at_least": ("at_least", "left", "positive", "pi_positive", "theta_range", *_DOMAIN),
        "at_most": ("at_most", "left", "positive", "pi_positive", "theta_range", *_DOMAIN),
        "M_at_least": ("between", "rho_range", "gap_positive", "theta_range"),
        "M_at_most": ("between", "rho_range", "gap_positive", "theta_range"),
    },
    sharp_at=(_numbers("theta = 1: M = ell(gap0)", "M_at_most", "1 1 1 1 1/2 1", equality=True),),
    fails_without={
        "rho_range": _numbers(
            "rho = -1: ell(s) = 1 + 1/s decreases", "M_at_most", "-1 1 1 2 1/2 1/2"
        ),
        "K0_range": "K0 <= 0 would need gap0 <= 0, where powers of the gap mean nothing",
        "K_range": _numbers("ell(s) = 1 - s/2 decreases", "M_at_most", "1 1 -1/2 1 1/2 1/2"),
        "eps_range": "the quotient has no value at eps = 0, and depends on eps^2 only",
        "theta_range": _numbers(
            "theta = 2: M is the curvature at twice the gap", "M_at_most", "1 1 1 1 1/2 2"
        ),
        "valley_fits": _numbers(
            "eps = 2, K0 = gap0 = 1: no gap is left and R is negative", "at_least", "1 1 0 1 2 1"
        ),
    },
    does_not_claim="That either bound is the best one: what lies between is open.",
)
