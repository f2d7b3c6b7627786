"""Theorem PL: how many steps 1/ell(gap) take the gap to eps, for ell(s) = K0 + K s^rho.

    N <= ceil( (1/mu) [ K0 ln(Delta_0/eps) + (K/min(1, rho)) (Delta_0^rho - eps^rho) ] )

for the first N with Delta_N <= eps, if Delta_0 > eps (else N = 0). Stated for the steps t before
that: mu t is less than the bracket. At t = N - 1 this is the count.

Proof. Every step contracts the gap by 1 - mu/ell (`gd_pl_contraction`), and such a contraction
lowers the potential K0 ln s + (K/min(1, rho)) s^rho by mu (`potential_drop`), as long as the next
gap is positive. After t steps with a gap above eps it has fallen by mu t, but not below its value
at eps.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.gap_smooth import CONSTANTS, ELL
from theory.definitions.gradient_domination import MU_POSITIVE, PL
from theory.definitions.run import (
    FIRST,
    HORIZON,
    RUN,
    Delta,
    T,
    etas,
    g,
    in_run,
    integer,
    n,
    t,
)
from theory.evaluation import Case, Evaluation, Output
from theory.lemmas import potential_drop, power_ell
from theory.lemmas.potential_drop import SHARE, potential
from theory.logic import ForAll, Formula, Pred, conj, eq, ge, gt, le, lt, real
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.rules.logarithms import LOGARITHM_OF_PRODUCT, x, y
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_pl_contraction
from theory.theorems.gd_nonconvex import MEANINGLESS
from theory.witness import LOG_COSH, PARABOLA, STEEP, Witness

rho, K0, K, mu, eps, gap0 = sym.rho, sym.K0, sym.K, sym.mu, sym.eps, sym.gap0

SMOOTH = Assumption(
    "smooth",
    Pred("smooth", (ELL,)),
    "the curvature of f at w is at most K0 + K (f(w) - f*)^x w",
)
WARM_UP = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(etas(t) * ELL(Delta(t)), 1))),
    "eta_t = 1/(K0 + K Delta_t^rho) (so this is positive)",
)
TARGET = bounds(eps, 0, low_included=False, text="the target is positive")
START = Assumption(
    "start", gt(FIRST, eps), "the first gap is above the target (if not, no step is needed)"
)
NOT_YET = Assumption(
    "not_yet", in_run(gt(Delta(t), eps)), "none of the first T gaps is down to eps"
)
ASSUMPTIONS = (
    *CONSTANTS,
    SMOOTH,
    BOUNDED,
    RUN,
    HORIZON,
    WARM_UP,
    PL,
    MU_POSITIVE,
    TARGET,
    START,
    NOT_YET,
)


def cost(start: sp.Expr, end: sp.Expr) -> sp.Expr:
    """What the potential loses between two gaps.

    >>> cost(gap0, eps)
    K*(-eps**rho + gap0**rho)/Min(1, rho) + K0*log(gap0/eps)
    """
    return K0 * sp.log(start / end) + K / SHARE * (start**rho - end**rho)


CONTRACTION = in_run(gd_pl_contraction.CONTRACTION)
COUNT = in_run(lt(mu * t, cost(FIRST, eps)))

_IN = (integer(n), le(0, n), le(n, T - 1))
_NEXT = (integer(n), le(0, n), le(n + 1, T - 1))
_REST = ELL(Delta(n)) * (1 - eps / Delta(n))
_MEANING = (
    "steps of the schedule eta = 1/ell(gap) after which the gap is at most eps, if "
    "||grad f||^2 >= 2 mu gap along the run"
)


def _fallen(number: sp.Expr) -> Formula:
    return le(potential(Delta(number)), potential(FIRST) - mu * number)


PROOF = (
    Step(
        "class",
        "ell(s) = K0 + K s^rho is nondecreasing.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step(
        "step",
        "Each step contracts the gap.",
        None,
        Apply(gd_pl_contraction.STATEMENT, {sym.ell: ELL}),
        (
            "smooth",
            "bounded_below",
            "class.monotone",
            "run",
            "horizon",
            "schedule",
            "pl",
            "rho_range",
        ),
    ),
    Step(
        "next_index",
        "n + 1 is an index too.",
        None,
        Apply(SUCCESSOR, {index: n}),
        (),
        (integer(n),),
    ),
    Step(
        "positive",
        "Before the target is reached the gaps are positive.",
        gt(Delta(n), 0),
        Decide(),
        (At("not_yet", {t: n}), "eps_range"),
        _IN,
    ),
    Step(
        "drop",
        "So each of these steps lowers the potential by mu.",
        None,
        Apply(
            potential_drop.STATEMENT,
            {sym.gap: Delta(n), sym.gap_next: Delta(n + 1), sym.eta: etas(n)},
        ),
        (
            "rho_range",
            "K0_range",
            "K_range",
            "mu_range",
            "positive",
            At("positive", {n: n + 1}),
            "next_index",
            At("schedule", {t: n}),
            At("step.contraction", {t: n}),
        ),
        _NEXT,
    ),
    Step(
        "fallen_at_0",
        "At the start nothing has fallen.",
        _fallen(sp.Integer(0)),
        Decide(),
        ("start", "eps_range", "rho_range"),
    ),
    Step(
        "fallen_next",
        "One step further.",
        _fallen(n + 1),
        Decide(),
        ("drop", At("positive", {n: n + 1}), "next_index", "start", "eps_range", "rho_range"),
        (*_NEXT, _fallen(n)),
    ),
    Step(
        "fallen",
        "So after n steps the potential has fallen by mu n.",
        ForAll(n, conj(*_IN), _fallen(n)),
        Induct("fallen_at_0", "fallen_next"),
        ("positive", "rho_range", "start", "eps_range"),
    ),
    Step(
        "rest",
        "What the potential would lose from Delta_n to eps is positive:",
        gt(_REST, 0),
        Decide(),
        (At("not_yet", {t: n}), At("schedule", {t: n}), "positive"),
        _IN,
    ),
    Step(
        "above",
        "the same lemma, for a contraction from Delta_n to eps.",
        None,
        Apply(
            potential_drop.STATEMENT,
            {sym.gap: Delta(n), sym.gap_next: eps, sym.eta: etas(n), mu: _REST},
        ),
        (
            "rho_range",
            "K0_range",
            "K_range",
            "eps_range",
            "rest",
            "positive",
            At("schedule", {t: n}),
        ),
        _IN,
    ),
    Step(
        "quotient",
        "Delta_0/eps is positive,",
        gt(FIRST / eps, 0),
        Decide(),
        ("start", "eps_range"),
    ),
    Step(
        "log_quotient",
        "and its logarithm is ln Delta_0 - ln eps.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: FIRST / eps, y: eps}),
        ("quotient", "eps_range"),
    ),
    Step(
        "between",
        "So the potential at Delta_n lies above that at eps, and mu n below that at the start.",
        lt(mu * n, potential(FIRST) - potential(eps)),
        Decide(),
        ("fallen", "above", "rest", "start", "eps_range", "rho_range"),
        _IN,
    ),
    Step(
        "count",
        "Written as one logarithm, this is the count.",
        lt(mu * n, cost(FIRST, eps)),
        Decide(),
        ("between", "log_quotient", "start", "eps_range", "rho_range"),
        _IN,
    ),
)


def _on(
    text: str, conclusion: str, f: sp.Expr, *steps: int, point: int = 1, **constants: sp.Expr | int
) -> Witness:
    """A run with constants by name, unless given rho = K0 = mu = 1, K = 0 and eps = 1/4."""
    values = {"rho": 1, "K0": 1, "K": 0, "mu": 1, "eps": sp.Rational(1, 4), **constants}
    return Witness(
        text,
        conclusion,
        f=f,
        point=sp.Integer(point),
        steps=tuple(map(sp.Integer, steps)),
        values={real(name): sp.sympify(value) for name, value in values.items()},
        equality=conclusion == "contraction",
    )


EVALUATION = Evaluation(
    inputs=(rho, K0, K, mu, gap0, eps),
    domain=(
        *CONSTANTS,
        MU_POSITIVE,
        Assumption(
            "mu_at_most_K0",
            le(mu, K0),
            "PL everywhere forces mu <= K0 (pl_forces_curvature); lower mu or raise K0",
        ),
        bounds(gap0, 0, text="a gap is not negative"),
        TARGET,
    ),
    cases=(
        Case((le(gap0, eps),), (Output("iterations", sp.Integer(0), _MEANING),)),
        Case((), (Output("iterations", sp.ceiling(cost(gap0, eps) / mu), _MEANING),)),
    ),
)

STATEMENT = Statement(
    id="gd_pl",
    kind="theorem",
    title="Theorem PL: iterations of warm-up under the PL inequality",
    source=Source("AIL", "Theorem 4.3", "repaired, for every rho; AIL: rho = 1, constants 40, 20"),
    summary="For eta_t = 1/(K0 + K Delta_t^rho) and ||grad f||^2 >= 2 mu Delta along the run, the "
    "gap is at most eps after ceil((1/mu) [K0 ln(Delta_0/eps) + (K/min(1, rho)) (Delta_0^rho - "
    "eps^rho)]) steps.",
    parameters=(rho, K0, K, Delta, g, etas, T, mu, eps),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("contraction", CONTRACTION), Named("count", COUNT)),
    proof=PROOF,
    closes={
        "contraction": ("step.contraction",),
        "count": ("count", "start", "eps_range", "rho_range"),
    },
    evaluation=EVALUATION,
    does_not_claim="That the count is attained: on mu x^2/2 with mu far below K0 = ell a run takes "
    "about half of it.",
    sharp_at=(
        _on("one step eta = 1 on x^2/2 from x = 1, mu = 1: 0 <= 0", "contraction", PARABOLA, 1),
    ),
    fails_without={
        "rho_range": "the class has positive exponents only; at rho = 0 the bound divides by 0",
        "K0_range": "with K0 < 0 the curvature near the infimum would be negative, which f >= f* "
        "forbids if f* is the infimum",
        "K_range": "with K < 0 ell decreases, and gd_pl_contraction has its instance for that",
        "smooth": _on(
            "5 x^2 from x = 1 with ell = 1, mu = 10, eps = 4: 10 > ln(5/4)",
            "count",
            STEEP,
            1,
            1,
            mu=10,
            eps=4,
        ),
        "bounded_below": MEANINGLESS,
        "schedule": _on(
            "x^2/2 from x = 1 with eta = 2: the gap stays 1/2, and 1 > ln 2",
            "count",
            PARABOLA,
            2,
            2,
        ),
        "pl": _on(
            "log cosh x from x = 4 with ell = 1 and mu = 1: 1 > ln(Delta_0/2) = 0.503",
            "count",
            LOG_COSH,
            1,
            1,
            point=4,
            eps=2,
        ),
        "mu_range": "for mu <= 0 the count says nothing: mu t <= 0 is less than a positive cost",
        "eps_range": "ln(Delta_0/eps) has no meaning for eps <= 0",
        "start": "for T >= 1 not_yet says it too; for T = 0 nothing is counted",
        "not_yet": _on(
            "x^2/2 from x = 1 with eta = 1: the gap is 0 after one step, and 1 > ln 2",
            "count",
            PARABOLA,
            1,
            1,
        ),
    },
)
