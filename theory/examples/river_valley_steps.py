"""Example 4, the bed: every stable fixed step is slow along the river, by a factor L_0/x_0.

With L_0 = e^(x_0 - 1) and a fixed step eta <= 2 x_0/L_0 (`river_valley_stability`: beyond it the
run diverges), the bed (mu/2) y^2 alone, from a gap gap0 > eps, takes

    n >= ln(gap0/eps)/(-2 ln(1 - 2 mu x_0/L_0)) >= (L_0/(4 x_0 mu) - 1/2) ln(gap0/eps)

steps (the first where 2 x_0 mu < L_0), and x_0 = 1 + ln L_0.

Proof. Along the bed a fixed step contracts by exactly 1 - eta mu (`pl_lower_bound`).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, UP_TO_T, Delta, T, integer, n
from theory.definitions.run import t as time
from theory.examples.river_valley_stability import L0, x0
from theory.logic import ForAll, eq, ge, gt, implies, le, lt, real
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.rules.logarithms import EXPONENTIAL, LOGARITHM, LOGARITHM_OF_PRODUCT, t, x, y
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.symbols import position
from theory.theorems.fixed_step import parabola
from theory.theorems.fixed_step.parabola import ABOVE, GAPS, RATE, RUN, TARGET
from theory.witness import Witness

mu, eta, eps, gap0 = sym.mu, sym.eta, sym.eps, sym.gap0
limit = real("limit")

BED = bounds(mu, 0, low_included=False, text="the bed is curved upwards")
LIMIT = Assumption(
    "limit", eq(limit * L0, 2 * x0), "limit = 2 x_0/L_0, the stability limit", defines=True
)
ASSUMPTIONS = (LIMIT, BED, RATE, TARGET, ABOVE, RUN, GAPS, HORIZON)
"""Delta(t) = (mu/2) y_t^2 is the gap along the bed, position(t) = y_t."""

_STABLE, _DOWN = le(eta, limit), le(Delta(n), eps)
_ENOUGH = ge(4 * n * x0 * mu, (L0 - 2 * x0 * mu) * sp.log(gap0 / eps))
_SLOWER, _LEFT, _LEAST = lt(limit * mu, 1), 1 - eta * mu, 1 - limit * mu
_AT_LEAST = ge(-2 * n * sp.log(_LEAST), sp.log(gap0 / eps))
SHARP = ForAll(n, UP_TO_T, implies((_DOWN, _STABLE, _SLOWER), _AT_LEAST))
SLOW = ForAll(n, UP_TO_T, implies((_DOWN, _STABLE), _ENOUGH))
_LOG = sp.log(gap0 / eps)
_NEXT = (integer(n), le(0, n), le(n + 1, T))

PROOF = (
    Step("next_index", "n + 1 is an index.", None, Apply(SUCCESSOR, {index: n}), (), (integer(n),)),
    Step(
        "positive_at_0",
        "The gap along the bed starts positive,",
        gt(Delta(0), 0),
        Decide(),
        ("run", "gap0_range", "eps_range"),
    ),
    Step(
        "positive_next",
        "contracts by (1 - eta mu)^2 > 0,",
        gt(Delta(n + 1), 0),
        Decide(),
        (At("run", {time: n}), At("gaps", {n: n}), At("gaps", {n: n + 1}), "next_index", "rate"),
        (*_NEXT, gt(Delta(n), 0)),
    ),
    Step(
        "positive",
        "and so stays positive.",
        ForAll(n, UP_TO_T, gt(Delta(n), 0)),
        Induct("positive_at_0", "positive_next"),
    ),
    Step("exponential", "L_0 > 0.", None, Apply(EXPONENTIAL, {t: x0 - 1})),
    Step(
        "bed",
        "Along the bed a fixed step is slow.",
        None,
        Apply(parabola.STATEMENT),
        ("rate", "eps_range", "gap0_range", "run", "gaps", "horizon", "positive"),
    ),
    Step(
        "log_below",
        "ln(eps/gap0) <= eps/gap0 - 1 < 0,",
        None,
        Apply(LOGARITHM, {x: eps / gap0}),
        ("eps_range", "gap0_range"),
    ),
    Step(
        "log_inverse",
        "and ln(gap0/eps) is its negative,",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: eps / gap0, y: gap0 / eps}),
        ("eps_range", "gap0_range"),
    ),
    Step(
        "log_positive",
        "so it is not negative.",
        ge(_LOG, 0),
        Decide(),
        ("log_below", "log_inverse", "eps_range", "gap0_range"),
    ),
    Step(
        "share",
        "For a stable step (1 - eta mu) L_0 is at least L_0 - 2 x_0 mu,",
        ge((1 - eta * mu) * L0, L0 - 2 * x0 * mu),
        Decide(),
        ("mu_range", "limit", "exponential"),
        (_STABLE,),
    ),
    Step(
        "share_times_log",
        "so times the logarithm,",
        ge((1 - eta * mu) * L0 * _LOG, (L0 - 2 * x0 * mu) * _LOG),
        Decide(),
        ("share", "log_positive", "eps_range", "gap0_range"),
        (_STABLE,),
    ),
    Step(
        "pace",
        "and n steps of the bed are worth 4 n x_0 mu/L_0 at most.",
        le(2 * n * (eta * mu) * L0, 4 * n * x0 * mu),
        Decide(),
        ("mu_range", "limit", "exponential"),
        (ge(n, 0), _STABLE),
    ),
    Step(
        "bed_times",
        "The count along the bed, times L_0.",
        ge(2 * n * (eta * mu) * L0, (1 - eta * mu) * L0 * _LOG),
        Decide(),
        ("bed.simple", "exponential", "eps_range", "gap0_range"),
        (UP_TO_T, _DOWN),
    ),
    Step(
        "smaller",
        "Where 2 x_0 mu < L_0 the longest step leaves a positive share, and no step leaves less.",
        le(_LEAST / _LEFT, 1),
        Decide(),
        ("rate", "mu_range"),
        (_STABLE,),
    ),
    Step(
        "log_room",
        "The logarithm of the quotient of the two shares is at most the quotient less 1,",
        None,
        Apply(LOGARITHM, {x: _LEAST / _LEFT}),
        ("rate",),
        (_SLOWER,),
    ),
    Step(
        "log_of_room",
        "and it is the difference of their logarithms.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: _LEAST / _LEFT, y: _LEFT}),
        ("rate",),
        (_SLOWER,),
    ),
    Step(
        "log_share",
        "So ln(1 - eta mu) is least at the longest step.",
        le(sp.log(_LEAST), sp.log(_LEFT)),
        Decide(),
        ("log_room", "log_of_room", "smaller", "rate"),
        (_STABLE, _SLOWER),
    ),
    Step(
        "sharp",
        "The count along the bed, with that logarithm.",
        _AT_LEAST,
        Decide(),
        ("bed.slow", "log_share", "eps_range", "gap0_range"),
        (UP_TO_T, _DOWN, _STABLE, _SLOWER),
    ),
    Step(
        "slow",
        "Together.",
        _ENOUGH,
        Decide(),
        ("bed_times", "share_times_log", "pace", "eps_range", "gap0_range"),
        (UP_TO_T, _DOWN, _STABLE),
    ),
)

_HALF = sp.Rational(1, 2)
_K = sp.Symbol("k", real=True)

STATEMENT = Statement(
    id="river_valley_steps",
    kind="example",
    title="Every stable fixed step is slow along the river",
    source=Source("LW", "Example 4", "for the best fixed step, whose limit is 2 x_0/L_0"),
    summary="On the river valley from x_0 with L_0 = e^(x_0 - 1), a fixed step eta <= 2 x_0/L_0 "
    "takes the gap along the bed from gap0 to eps in no fewer than (L_0/(4 x_0 mu) - 1/2) "
    "ln(gap0/eps) steps.",
    parameters=(x0, limit, mu, gap0, eps, eta, Delta, position, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("sharp", SHARP), Named("slow", SLOW)),
    proof=PROOF,
    closes={
        "sharp": ("sharp", "gap0_range", "eps_range"),
        "slow": ("slow", "gap0_range", "eps_range"),
    },
    does_not_claim="How many steps warm-up takes: measured, 65 against 21,965 at x_0 = 10, "
    "mu = 1/20, y_0 = 3, eps = 1/1000.",
    sharp_at=(
        Witness(
            "x_0 = 1, mu = 1/4, eta = 2 x_0/L_0 = 2: from 1 to 1/4 in one step, 2 ln 2 = ln 4",
            "sharp",
            values={
                x0: sp.Integer(1),
                mu: sp.Rational(1, 4),
                eta: sp.Integer(2),
                limit: sp.Integer(2),
                gap0: sp.Integer(1),
                eps: sp.Rational(1, 4),
                T: sp.Integer(1),
                n: sp.Integer(1),
            },
            functions={
                position: sp.Lambda(_K, 2 * sp.sqrt(2) * _HALF**_K),
                Delta: sp.Lambda(_K, _HALF ** (2 * _K)),
            },
            equality=True,
        ),
    ),
    fails_without={
        "mu_range": "the gap along the bed is (mu/2) y^2, and it is positive at the start",
        "rate": "for eta mu <= 0 the gap never comes down; for eta mu >= 1 pl_lower_bound says "
        "nothing, and at eta mu = 1 one step is enough",
        "eps_range": "ln(gap0/eps) has no meaning for eps <= 0",
        "gap0_range": "for 0 < gap0 <= eps no step is needed, and the count is not positive",
    },
)
