"""A fixed step is either too long or slow: two convex functions of one class, for every step.

    eta >= 2 G(Delta_0)/h(Delta_0):   the gap stays Delta_0 for ever (`gd_cycle`)
    any eta:                          N >= D0^2/(4 eta eps) - 1/(2 eta K0) (`huber_lower_bound`)

Both have a gap of at most Delta_0 at a distance of at most D0 from a minimiser, for D0 >=
G(Delta_0) and 2 eps <= Delta_0, and curvature at most ell(gap), for any ell >= K0 > 0. So a
fixed step that converges on the whole class is shorter than 2 G(Delta_0)/h(Delta_0), and pays for
it on the second function.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.distance import G
from theory.definitions.distance import h as gradient
from theory.definitions.gap_smooth import EXPONENT, GROWTH
from theory.definitions.run import HORIZON, UP_TO_T, T, n, t
from theory.evaluation import Case, Evaluation, Output, Text
from theory.logic import TRUE, ForAll, Formula, conj, eq, ge, gt, implies, le, real
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.symbols import cycle_position, position
from theory.theorems.fixed_step import cycle, huber
from theory.witness import Witness

ell, gap0, eta, eps, K0 = sym.ell, sym.gap0, sym.eta, sym.eps, sym.K0
distance0, R, h = sym.distance0, sym.extremal_radius, sym.extremal_slope
_OWN = {position: cycle_position}

ABOVE_K0 = Assumption(
    "at_least_K0", ForAll(sym.s, ge(sym.s, 0), ge(ell(sym.s), K0)), "ell is at least K0"
)
FAR = Assumption("far", ge(distance0, R), "D0 >= G(Delta_0), so the first function fits")
CYCLE_RUN = Assumption(
    "cycle_run", substitute(cycle.RUN.claim, _OWN), "the run on the first function", defines=True
)
ASSUMPTIONS = (
    huber.CURVATURE,
    ABOVE_K0,
    cycle.EXTREMAL,
    FAR,
    cycle.FLAT,
    cycle.CURVE,
    cycle.LINE,
    CYCLE_RUN,
    huber.SLOPE,
    huber.ROOM,
    huber.STEP,
    huber.RUN,
    HORIZON,
)

_X = huber.x
_LONG = (cycle.LONG.claim,)
_TOO_LONG = gt(cycle.p(sp.Abs(cycle_position(n))), eps)
NEVER = implies(_LONG, ForAll(n, UP_TO_T, _TOO_LONG))

CLASS = implies(_LONG, cycle.CLASS)
ALLOWED = ForAll(_X, TRUE, le(K0, ell(huber.huber(_X))))
_WITHIN = conj(eq(cycle.p(cycle.INNER), 0), le(cycle_position(0) - cycle.INNER, distance0))
WITHIN = implies(_LONG, _WITHIN)

PROOF = (
    Step(
        "away",
        "D0 >= R > 0.",
        gt(distance0, 0),
        Decide(),
        ("far", "extremal"),
    ),
    Step(
        "nonnegative",
        "ell >= K0 > 0.",
        ge(ell(sym.s), 0),
        Decide(),
        ("at_least_K0", "K0_range"),
        (ge(sym.s, 0),),
    ),
    Step(
        "cycle",
        "The first function.",
        None,
        Apply(cycle.STATEMENT, _OWN),
        ("nonnegative", "extremal", "flat", "curve", "line", "cycle_run", "horizon"),
        _LONG,
    ),
    Step(
        "within",
        "It is 0 at a point whose distance from the start is R.",
        _WITHIN,
        Decide(),
        (At("flat", {cycle.x: cycle.INNER}), "cycle_run", "far"),
        _LONG,
    ),
    Step(
        "never",
        "Its gap Delta_0 >= 2 eps is above eps.",
        _TOO_LONG,
        Decide(),
        (At("cycle.never", {n: n}), "room", "slope", "away"),
        (*_LONG, UP_TO_T),
    ),
    Step(
        "slow",
        "The second function.",
        None,
        Apply(huber.STATEMENT),
        ("K0_range", "away", "slope", "room", "eta_range", "run", "horizon"),
    ),
    Step(
        "least",
        "Its values are not negative,",
        ge(huber.huber(_X), 0),
        Decide(),
        ("slope", "K0_range"),
    ),
    Step(
        "allowed",
        "so its curvature K0 is allowed everywhere.",
        le(K0, ell(huber.huber(_X))),
        Decide(),
        (At("at_least_K0", {sym.s: huber.huber(_X)}), "least", "K0_range"),
    ),
)

_REGIME = "cycle: too long for one function of the class; slow: the count holds on another"
_ITERATIONS = (
    "no fewer steps of the fixed step eta bring the gap down to eps on that function; infinity: "
    "never"
)


def _case(word: str, formula: sp.Expr, *conditions: Formula) -> Case:
    return Case(
        conditions,
        (
            Output("regime", Text(word), _REGIME),
            Output("iterations", formula, _ITERATIONS),
        ),
    )


_COUNT = distance0**2 / (4 * eta * eps) - 1 / (2 * eta * K0)

EVALUATION = Evaluation(
    inputs=(sym.rho, K0, sym.K, gap0, distance0, eta, eps),
    domain=(
        EXPONENT,
        huber.CURVATURE,
        GROWTH,
        bounds(gap0, 0, low_included=False, text="the gap at the start is positive"),
        bounds(eta, 0, low_included=False, text="the step is positive"),
        bounds(eps, 0, low_included=False, text="the target is positive"),
        huber.ROOM,
        Assumption(
            "far",
            ge(distance0, G(gap0)),
            "no function of the class has a gap of gap0 closer to a minimiser than G(gap0); raise "
            "distance0",
            says="distance0 >= G(gap0)",
        ),
    ),
    cases=(
        _case("cycle", sp.oo, ge(eta * gradient(gap0), 2 * G(gap0))),
        _case("slow", sp.ceiling(sp.Max(0, _COUNT))),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    *constants: int | sp.Rational,
    **more: int | sp.Rational,
) -> Witness:
    """K0, D0, eps, eta by position; ell = 1, so V = x^2/2, R = h = 1 and gap0 = 1/2."""
    values = dict(zip((K0, distance0, eps, eta), map(sp.sympify, constants), strict=True))
    values[sym.outer_slope] = 2 * values[eps] / values[distance0]
    first = cycle.instance(text, conclusion, values[eta])
    second = huber.slope(distance0).subs(values)
    run = sp.Lambda(t, values[distance0] - values[eta] * second * t)
    values = {**first.values, **values, **{real(k): sp.sympify(v) for k, v in more.items()}}
    start = first.functions[position](0)
    drift = sp.Lambda(t, start + values[eta] * t)  # for negative steps; else T = 0
    functions = {**first.functions, cycle_position: drift, position: run}
    return Witness(
        text, conclusion, values=values, functions=functions, equality=conclusion == "smooth"
    )


_HALF = sp.Rational(1, 2)
_QUARTER = sp.Rational(1, 4)

STATEMENT = Statement(
    id="fixed_step_lower_bound",
    kind="theorem",
    title="A fixed step is too long for one function or slow on another",
    source=Source("AIL", "Theorem 4.1", "with its quantifier: for every step there is a function"),
    summary="For every fixed step eta, D0 >= G(Delta_0) and 2 eps <= Delta_0 the class has convex "
    "functions with gap at most Delta_0 at distance at most D0 on which gradient descent keeps the "
    "gap above eps: for ever if eta >= 2 G(Delta_0)/h(Delta_0), and in any case for all n < "
    "D0^2/(4 eta eps) - 1/(2 eta K0).",
    parameters=(
        *cycle.STATEMENT.parameters[:-2],
        cycle_position,
        K0,
        distance0,
        eps,
        sym.outer_slope,
        position,
        T,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("never", NEVER, "a long step keeps the gap of the first function above eps"),
        Named("class", CLASS, "which belongs to the class,"),
        Named("within", WITHIN, "starts at most D0 from one of its minimisers"),
        Named("slow", huber.SLOW, "no early iterate on the second function is down to eps"),
        Named("convex", huber.CONVEX, "which is convex,"),
        Named("smooth", huber.SMOOTH, "has curvature at most K0,"),
        Named("allowed", ALLOWED, "which is allowed at every gap,"),
        Named("gap", huber.GAP, "and starts at a gap of at most Delta_0"),
    ),
    proof=PROOF,
    closes={
        "never": ("never",),
        "class": ("cycle",),
        "within": ("within",),
        "slow": ("slow.slow", "K0_range"),
        "convex": ("K0_range",),
        "smooth": ("K0_range",),
        "allowed": ("allowed", "least", "K0_range"),
        "gap": ("slow.gap", "K0_range"),
    },
    evaluation=EVALUATION,
    does_not_claim="That one function is hard for every step: the function depends on eta.",
    sharp_at=(
        _instance(
            "K0 = D0 = 1, eps = 1/4: H(1/2) = 1/8", "smooth", 1, 1, _QUARTER, 2, x=0, y=_HALF
        ),
    ),
    fails_without={
        "K0_range": _instance("K0 = -1: H(1/2) = -1/8", "convex", -1, 1, _QUARTER, 2, x=0, y=_HALF),
        "at_least_K0": _instance("K0 = 2 > ell = 1", "allowed", 2, 1, _QUARTER, 2, x=0),
        "far": _instance("D0 = 1/2 < R = 1", "within", 1, _HALF, sp.Rational(1, 8), 2),
        "room": _instance("eps = 1/2 = gap0, D0 = 2: H(2) = 7/8", "gap", 1, 2, _HALF, 2),
        "eta_range": _instance(
            "K0 = 1/10, D0 = 1, eps = 1/4, eta = -5: n = 1 counts as early, and H(3/2) < 1/4",
            "slow",
            *(sp.Rational(1, 10), 1, _QUARTER, -5),
            n=1,
            T=1,
        ),
    },
)
