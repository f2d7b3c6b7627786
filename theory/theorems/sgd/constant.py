"""Theorem 7: SGD with a constant step, the smallest of the four terms read at H = 2 Delta_0.

    eta = min{ 1/(2 (1+B) L),  R/(h + sqrt(V)),  Delta_0/(4 ln(1/delta) V),
               sqrt(Delta_0/(T L (A H + C))) },

with L = ell(beta H), R = G(beta H) - G(H), h = sqrt(2 Phi(H)) and V = A H + 2 B Phi(H) + C. A term
whose denominator is 0 is left out. Then all that ``statement`` says holds with probability at least
1 - delta; the rate is min ||grad f(w_t)||^2 <= 4 Delta_0/(T eta).

Proof. At every gap up to H the step meets the four conditions (``sgd_step_size_constant``), and
``sgd`` asks for nothing elsewhere; the level is H.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import IN_RUN, UP_TO_T, T, in_run, integer, t
from theory.definitions.sgd_run import (
    CENTRED,
    GAP,
    GRADIENT,
    INNER,
    MOMENT,
    NOISE_ABC,
    RUN,
    V,
    gap0,
    i,
    level,
    n,
)
from theory.definitions.sgd_run import eta as eta_at
from theory.definitions.sgd_step_size import START_BOUND, largest_curvature
from theory.lemmas import sgd_rate_constant
from theory.lemmas.growth.setting import x
from theory.lemmas.sgd_step_size import constant as step_size
from theory.logic import ForAll, Formula, conj, eq, ge, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import FINITE_SUM, a, count, total
from theory.rules.martingales import KNOWN_CONSTANT, alpha, known
from theory.rules.martingales import n as index
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import numbers
from theory.theorems.sgd import statement as sgd
from theory.theorems.sgd.descent import RANGES
from theory.theorems.sgd.display import MEANING, displayed, meaning
from theory.theorems.sgd.probably import claim, follows
from theory.theorems.sgd.schedule import smallest_term
from theory.theorems.sgd.scheduled_instances import CONSTANT_FAIL
from theory.theorems.sgd.setting import CONCLUSIONS, GROUND, LEAST, least

eta = sym.eta

CONSTANT = {
    eta_at: sp.Lambda((t, omega), eta),
    level: sp.Lambda((t, omega), START_BOUND),
}
"""The step is eta and the level 2 gap0, at every t and outcome."""

SCHEDULE = Assumption(
    "schedule",
    smallest_term(START_BOUND, START_BOUND, eta),
    "eta is the smallest of the four terms at gap and level 2 gap0, a term whose denominator is 0 "
    "left out (and Phi >= 0, as in the class it is)",
)
KNOWN = Assumption(
    "adapted",
    in_run(
        conj(
            *(known(sp.Lambda(omega, term), t) for term in (GAP, GRADIENT, sp.sqrt(V))),
            known(sp.Lambda(omega, INNER), t + 1),
        )
    ),
    "the iterate is known before the noise of the step is drawn",
)
GROUND_WITH_RUN = tuple(
    Assumption(a.name, substitute(a.claim, CONSTANT), a.text, a.defines) if a is RUN else a
    for a in GROUND
)
ASSUMPTIONS = (*GROUND_WITH_RUN, SCHEDULE, KNOWN, CENTRED, NOISE_ABC, MOMENT, LEAST)
PARAMETERS = tuple({eta_at: eta}.get(p, p) for p in sgd.PARAMETERS if p != level)

_HERE = (IN_RUN, OUTCOME, le(GAP, START_BOUND))
_ZERO = sp.Integer(0)
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _steps(number: sp.Expr) -> Formula:
    return eq(total(eta, i, number), number * eta)


_SUM_ROOM = 4 * gap0 - least(omega) * total(eta, i, T)
RATE_ROOM = 4 * gap0 - T * eta * least(omega)

RATE_STEPS = (
    Step(
        "steps_sum",
        "Partial sums of the steps.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, eta), count: T}),
    ),
    Step("sum_at_0", "No step.", _steps(_ZERO), Decide(), ("steps_sum.empty",)),
    Step(
        "sum_next",
        "One step more.",
        _steps(n + 1),
        Decide(),
        ("steps_sum.next",),
        (*_NEXT, _steps(n)),
    ),
    Step(
        "sums",
        "The steps add up to T eta.",
        ForAll(n, UP_TO_T, _steps(n)),
        Induct("sum_at_0", "sum_next"),
    ),
    Step(
        "rate_room",
        "Put into the rate.",
        ge(RATE_ROOM, 0),
        Decide(),
        (At("sums", {n: T}), "horizon"),
        (ge(_SUM_ROOM, 0),),
    ),
    follows(
        "rate",
        "The rate.",
        RATE_ROOM,
        sp.Lambda(omega, _SUM_ROOM),
        "theorem.rate",
        "rate_room",
    ),
)
"""From ``theorem.rate`` to the rate with T eta for the sum of the steps."""

PROOF = (
    Step(
        "potential",
        "Phi is not negative at gaps.",
        ge(sym.Phi(GAP), 0),
        Decide(),
        ("integral", At("potential_positive", {x: GAP}), "run"),
        (IN_RUN, OUTCOME),
    ),
    Step("forward", "The step is not negative.", ge(eta, 0), Decide(), ("schedule",)),
    Step(
        "step_size",
        "The step meets the four conditions at every gap up to 2 gap0.",
        None,
        Apply(step_size.STATEMENT, {sym.gap: GAP}),
        (
            "ell_nonnegative",
            "integral",
            "potential_positive",
            "antiderivative",
            "beta_range",
            "gap0_range",
            "delta_range",
            *RANGES,
            "run",
            "potential",
            "schedule",
        ),
        _HERE,
    ),
    Step(
        "step_known",
        "A number is known, so the step,",
        None,
        Apply(KNOWN_CONSTANT, {alpha: eta, index: t}),
    ),
    Step(
        "curvature_known",
        "and the curvature.",
        None,
        Apply(KNOWN_CONSTANT, {alpha: largest_curvature(START_BOUND, sym.ell), index: t}),
        ("gap0_range", "beta_range"),
    ),
    Step(
        "theorem",
        "So the theorem for any steps applies.",
        None,
        Apply(sgd.STATEMENT, CONSTANT),
        (
            *(a.name for a in GROUND),
            "forward",
            *(f"step_size.{c.name}" for c in step_size.STATEMENT.conclusions),
            "step_known",
            "curvature_known",
            "adapted",
            "centred",
            "noise_abc",
            "moment",
            "least",
        ),
    ),
    *RATE_STEPS,
)

_MEANING = ("schedule", "horizon", "delta_range", *MEANING)
DISPLAY = displayed(
    sgd_rate_constant.STATEMENT,
    {},
    _SUM_ROOM,
    _MEANING,
    tuple(fact for fact in _MEANING if fact != "level_nonnegative"),
)

STATEMENT = Statement(
    id="sgd_constant",
    kind="theorem",
    title="SGD with a constant step",
    source=Source("LW", "Theorem 7", "for every ell and beta"),
    summary="With the smallest of the four terms at 2 gap0 as step, with probability at least "
    "1 - delta all gaps are at most 2 gap0 and min ||grad f(w_t)||^2 is at most "
    "4 gap0/(T eta).",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(
        *(
            Named(c.name, substitute(c.claim, CONSTANT), c.text)
            for c in CONCLUSIONS
            if c.name != "rate"
        ),
        Named("rate", claim(RATE_ROOM), "min ||grad f(w_t)||^2 T eta <= 4 gap0"),
        Named("display", claim(DISPLAY.room), sgd_rate_constant.STATEMENT.summary),
    ),
    proof=(
        *PROOF,
        *meaning(START_BOUND, START_BOUND, ("gap0_range",), ("schedule",), ("gap0_range",), ()),
        *DISPLAY.steps,
    ),
    closes={
        **{c.name: (f"theorem.{c.name}",) for c in CONCLUSIONS if c.name != "rate"},
        "rate": ("rate",),
        "display": ("display",),
    },
    evaluation=numbers.CONSTANT,
    fails_without=CONSTANT_FAIL,
    does_not_claim="That it is the largest constant step: for steps without the radius term see "
    "the sharpened theorem.",
)
