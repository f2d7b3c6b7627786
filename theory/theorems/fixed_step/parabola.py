"""A fixed step under the PL inequality: mu x^2/2 needs at least a logarithm over the step.

    N >= ln(Delta_0/eps)/(-2 ln(1 - eta mu)) >= ((1 - eta mu)/(2 eta mu)) ln(Delta_0/eps)

for 0 < eta mu < 1 and Delta_0 > eps. The parabola satisfies PL with equality, and it belongs to the
class (rho, K0, K) for every K0 >= mu.

Proof. The gap contracts by (1 - eta mu)^2 exactly, so its logarithm falls by -2 ln(1 - eta mu) a
step; and -ln(1 - y) = ln(1/(1 - y)) <= 1/(1 - y) - 1 = y/(1 - y).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, UP_TO_T, Delta, T, in_run, integer, n, t
from theory.logic import TRUE, ForAll, Formula, HasDerivative, conj, eq, ge, gt, implies, le, lt
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.rules.logarithms import LOGARITHM, LOGARITHM_OF_PRODUCT, x, y
from theory.schema import (
    Apply,
    At,
    Decide,
    Differentiate,
    Induct,
    Named,
    Source,
    Statement,
    Step,
)
from theory.symbols import position
from theory.witness import Witness

mu, gap0, eps, eta = sym.mu, sym.gap0, sym.eps, sym.eta
LEFT = 1 - eta * mu

RATE = Assumption(
    "rate",
    conj(gt(eta * mu, 0), lt(eta * mu, 1)),
    "0 < eta mu < 1: the run approaches from one side",
)
TARGET = bounds(eps, 0, low_included=False, text="the target is positive")
ABOVE = bounds(gap0, eps, low_included=False, text="the gap at the start is above the target")
RUN = Assumption(
    "run",
    conj(
        eq(Delta(0), gap0),
        in_run(eq(position(t + 1), position(t) - eta * mu * position(t))),
    ),
    "x_{t+1} = x_t - eta mu x_t, and Delta(0) = gap0",
    defines=True,
)
GAPS = Assumption(
    "gaps",
    ForAll(n, UP_TO_T, eq(2 * Delta(n), mu * position(n) ** 2)),
    "Delta(t) = mu x_t^2/2",
    defines=True,
)
ASSUMPTIONS = (RATE, TARGET, ABOVE, RUN, GAPS, HORIZON)

_X = sym.s
SLOPE = HasDerivative(_X, TRUE, mu * _X**2 / 2, mu * _X)
_PL = eq((mu * position(n)) ** 2, 2 * mu * Delta(n))
PL = conj(SLOPE, ForAll(n, UP_TO_T, _PL))
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _exact(number: sp.Expr) -> Formula:
    return conj(
        gt(Delta(number), 0),
        eq(sp.log(Delta(number)), sp.log(gap0) + 2 * number * sp.log(LEFT)),
    )


EXACT = ForAll(n, UP_TO_T, eq(sp.log(Delta(n)), sp.log(gap0) + 2 * n * sp.log(LEFT)))
_DOWN = (le(Delta(n), eps),)
SLOW = ForAll(n, UP_TO_T, implies(_DOWN, ge(-2 * n * sp.log(LEFT), sp.log(gap0 / eps))))
SIMPLE = ForAll(
    n, UP_TO_T, implies(_DOWN, ge(2 * n * eta * mu, (1 - eta * mu) * sp.log(gap0 / eps)))
)

PROOF = (
    Step("slope", "The slope at s is mu s,", SLOPE, Differentiate()),
    Step(
        "pl",
        "so its square is 2 mu times the gap at every iterate.",
        _PL,
        Decide(),
        ("gaps",),
        (UP_TO_T,),
    ),
    Step("next_index", "n + 1 is an index.", None, Apply(SUCCESSOR, {index: n}), (), (integer(n),)),
    Step(
        "contraction",
        "The gap contracts by (1 - eta mu)^2.",
        eq(Delta(n + 1), LEFT * (LEFT * Delta(n))),
        Decide(),
        (
            At("run", {t: n}),
            At("gaps", {n: n}),
            At("gaps", {n: n + 1}),
            "next_index",
        ),
        _NEXT,
    ),
    Step(
        "exact_at_0",
        "The start.",
        _exact(sp.Integer(0)),
        Decide(),
        ("run", "gap0_range", "eps_range"),
    ),
    Step(
        "log_once",
        "The logarithm of the gap contracted once,",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: LEFT, y: Delta(n)}),
        ("rate",),
        (gt(Delta(n), 0),),
    ),
    Step(
        "log_twice",
        "and twice.",
        eq(sp.log(Delta(n + 1)), sp.log(LEFT) + sp.log(LEFT * Delta(n))),
        Apply(LOGARITHM_OF_PRODUCT, {x: LEFT, y: LEFT * Delta(n)}),
        ("rate", "contraction"),
        (*_NEXT, gt(Delta(n), 0)),
    ),
    Step(
        "exact_next",
        "So its logarithm falls by -2 ln(1 - eta mu).",
        _exact(n + 1),
        Decide(),
        ("contraction", "log_once", "log_twice", "rate", "gap0_range", "eps_range"),
        (*_NEXT, _exact(n)),
    ),
    Step(
        "exact",
        "Exactly, at all steps.",
        ForAll(n, UP_TO_T, _exact(n)),
        Induct("exact_at_0", "exact_next"),
        ("rate", "gap0_range", "eps_range"),
    ),
    Step(
        "quotient",
        "The gap over eps is positive.",
        gt(Delta(n) / eps, 0),
        Decide(),
        ("exact", "eps_range"),
        (UP_TO_T,),
    ),
    Step(
        "log_quotient",
        "Its logarithm is at most the quotient less 1,",
        None,
        Apply(LOGARITHM, {x: Delta(n) / eps}),
        ("quotient", "eps_range"),
        (UP_TO_T,),
    ),
    Step(
        "log_of_quotient",
        "and it is a difference of logarithms.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: Delta(n) / eps, y: eps}),
        ("quotient", "eps_range"),
        (UP_TO_T,),
    ),
    Step(
        "start_quotient",
        "Likewise at the start.",
        gt(gap0 / eps, 0),
        Decide(),
        ("gap0_range", "eps_range"),
    ),
    Step(
        "log_of_start",
        "ln(gap0/eps) = ln gap0 - ln eps.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: gap0 / eps, y: eps}),
        ("start_quotient", "eps_range"),
    ),
    Step(
        "down",
        "Once the gap is down to eps, so is its logarithm to ln eps.",
        implies(_DOWN, le(sp.log(Delta(n)), sp.log(eps))),
        Decide(),
        ("log_quotient", "log_of_quotient", "exact"),
        (UP_TO_T,),
    ),
    Step(
        "slow",
        "So n times the fall is at least ln(gap0/eps).",
        implies(_DOWN, ge(-2 * n * sp.log(LEFT), sp.log(gap0 / eps))),
        Decide(),
        ("down", "exact", "log_of_start", "rate", "gap0_range"),
        (UP_TO_T,),
    ),
    Step(
        "log_inverse",
        "ln(1/(1 - eta mu)) <= eta mu/(1 - eta mu),",
        None,
        Apply(LOGARITHM, {x: 1 / LEFT}),
        ("rate",),
    ),
    Step(
        "log_of_inverse",
        "and it is -ln(1 - eta mu).",
        eq(sp.log(1 / LEFT) + sp.log(LEFT), 0),
        Apply(LOGARITHM_OF_PRODUCT, {x: 1 / LEFT, y: LEFT}),
        ("rate",),
    ),
    Step(
        "fall",
        "So -(1 - eta mu) ln(1 - eta mu) <= eta mu.",
        le(-LEFT * sp.log(LEFT), eta * mu),
        Decide(),
        ("log_inverse", "log_of_inverse", "rate"),
    ),
    Step(
        "fall_times",
        "Times n.",
        le(-n * LEFT * sp.log(LEFT), n * eta * mu),
        Decide(),
        ("fall", "rate"),
        (ge(n, 0),),
    ),
    Step(
        "simple",
        "The simpler form.",
        implies(_DOWN, ge(2 * n * eta * mu, LEFT * sp.log(gap0 / eps))),
        Decide(),
        ("slow", "fall_times", "rate", "gap0_range", "eps_range"),
        (UP_TO_T,),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    *constants: int | sp.Rational,
    at: int,
    equality: bool = False,
) -> Witness:
    """mu, gap0, eps, eta by position: a run from x_0 = sqrt(2 gap0/mu), read at an index."""
    values = dict(zip((mu, gap0, eps, eta), map(sp.sympify, constants), strict=True))
    left = LEFT.subs(values)
    start = sp.sqrt(2 * values[gap0] / values[mu])
    index_ = sp.Symbol("k", real=True)
    return Witness(
        text,
        conclusion,
        values={**values, T: sp.Integer(at), n: sp.Integer(at)},
        functions={
            position: sp.Lambda(index_, start * left**index_),
            Delta: sp.Lambda(index_, values[gap0] * left ** (2 * index_)),
        },
        equality=equality,
    )


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="pl_lower_bound",
    kind="theorem",
    title="A fixed step under PL takes at least a logarithm over the step",
    source=Source("AIL", "Theorem 4.1(3)", "in place of what they print, which fails"),
    summary="On mu x^2/2 with 0 < eta mu < 1 the fixed step eta needs at least "
    "ln(Delta_0/eps)/(-2 ln(1 - eta mu)) steps to a gap of eps, and that is at least "
    "((1 - eta mu)/(2 eta mu)) ln(Delta_0/eps).",
    parameters=(mu, gap0, eps, eta, Delta, position, T),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("pl", PL, "the squared slope is 2 mu times the gap: PL with equality"),
        Named("exact", EXACT),
        Named("slow", SLOW),
        Named("simple", SIMPLE),
    ),
    proof=PROOF,
    closes={
        "pl": ("slope", "pl"),
        "exact": ("exact", "rate", "gap0_range", "eps_range"),
        "slow": ("slow", "rate", "gap0_range", "eps_range"),
        "simple": ("simple", "gap0_range", "eps_range"),
    },
    sharp_at=(
        _instance(
            "mu = 1, eta = 1/2: gap 1/4 after one step",
            "exact",
            1,
            1,
            _HALF / 2,
            _HALF,
            at=1,
            equality=True,
        ),
    ),
    fails_without={
        "rate": "for eta mu <= 0 the gap never comes down; for eta mu >= 1 the logarithm has no "
        "meaning (at eta mu = 1 one step is enough)",
        "eps_range": "ln(Delta_0/eps) has no meaning for eps <= 0",
        "gap0_range": "for 0 < Delta_0 <= eps the count is not positive and holds; for "
        "Delta_0 <= 0 the logarithm has no meaning",
    },
)
