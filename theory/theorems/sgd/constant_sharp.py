"""Theorem 7 sharpened: a constant step without the radius term and without beta.

With H = 2 gap0, L = ell(H) and V = A H + 2 B Phi(H) + C let the constant step meet

    2 (1+B) L eta <= 1,     4 ln(1/delta) V eta <= gap0,     T L (A H + C) eta^2 <= gap0;

the largest one that does is the smallest of three terms. Then all that ``sgd`` says holds with
probability at least 1 - delta; the rate is min ||grad f(w_t)||^2 <= 4 gap0/(T eta).

``sgd_constant`` has ell(beta H) for L and a fourth term, so its step is never larger
(``sgd_constant_sharp_longer``).

Proof. By Lemma 5 the noise bound at a gap up to H is at most V, so at every such gap the step meets
what ``sgd_sharp`` asks.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import INTEGRAL
from theory.definitions.run import IN_RUN, in_run, t
from theory.definitions.sgd_run import CENTRED, GAP, GRADIENT, INNER, MOMENT, NOISE_ABC, RUN, gap
from theory.definitions.sgd_run import NOISE as NOISE_NORM
from theory.definitions.sgd_run import eta as eta_at
from theory.definitions.sgd_step_size import (
    BOUNDED_SHARE,
    START_BOUND,
    confidence_load,
    curvature_load,
    noise_level,
    noise_load,
)
from theory.lemmas import gradient_bound
from theory.logic import conj, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.expectation import OUTCOME, omega
from theory.rules.logarithms import LOGARITHM, x
from theory.rules.martingales import KNOWN_CONSTANT, alpha, known
from theory.rules.martingales import n as index
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import sharp, sharp_numbers
from theory.theorems.sgd.constant import RATE_ROOM, RATE_STEPS
from theory.theorems.sgd.probably import claim
from theory.theorems.sgd.setting import CONCLUSIONS, LEAST
from theory.theorems.sgd.sharp import N
from theory.theorems.sgd.sharp_instances import CONSTANT_SHARP_FAIL

y = real("y")
eta, delta, gap0 = sym.eta, sym.delta, sym.gap0
L = sym.ell(START_BOUND)
"""The curvature up to twice the gap of the start."""
V = noise_level(START_BOUND, sym.Phi)
"""The largest noise bound up to there."""

CONSTANT = {eta_at: sp.Lambda((t, omega), eta), sym.top_curvature: L}

FORWARD = bounds(eta, 0, text="the step is not negative")
CURVATURE_STEP = Assumption(
    "curvature_step", le(curvature_load(L) * eta, 1), "2 (1+B) L eta <= 1, L = ell(2 gap0)"
)
CONFIDENCE_STEP = Assumption(
    "confidence_step",
    le(confidence_load(V) * eta, gap0),
    "4 ln(1/delta) V eta <= gap0, V = 2 A gap0 + 2 B Phi(2 gap0) + C",
)
NOISE_STEP = Assumption(
    "noise_step",
    le(noise_load(L, START_BOUND) * eta**2, gap0),
    "T L (2 A gap0 + C) eta^2 <= gap0",
)
KNOWN = Assumption(
    "adapted",
    in_run(
        conj(
            *(known(sp.Lambda(omega, term), t) for term in (GAP, GRADIENT, sp.sqrt(N))),
            known(sp.Lambda(omega, INNER), t + 1),
        )
    ),
    "the iterate is known before the noise of the step is drawn",
)
GROUND_CONSTANT = tuple(
    Assumption(a.name, substitute(a.claim, CONSTANT), a.text, a.defines) if a is RUN else a
    for a in sharp.GROUND_BELOW
    if a.name not in (sharp.TOP.name, "forward")
)
ASSUMPTIONS = (
    *GROUND_CONSTANT,
    INTEGRAL,
    FORWARD,
    CURVATURE_STEP,
    CONFIDENCE_STEP,
    NOISE_STEP,
    KNOWN,
    CENTRED,
    NOISE_ABC,
    MOMENT,
    LEAST,
)

_HERE = (IN_RUN, OUTCOME, le(GAP, START_BOUND))
_RANGES = ("A_range", "B_range")


def meets_the_ways(share: sp.Expr = BOUNDED_SHARE) -> tuple[Step, ...]:
    """The steps to ``confidence_everywhere`` and ``noise_everywhere``, at gaps up to 2 gap0.

    Args:
        share: 4 for bounded noise, 12 for light tails.
    """
    return (
        Step(
            "logarithm",
            "ln delta <= delta - 1,",
            None,
            Apply(LOGARITHM, {x: delta}),
            ("delta_range",),
        ),
        Step(
            "confidence",
            "so ln(1/delta) is positive.",
            gt(confidence_load(sp.Integer(1)), 0),
            Decide(),
            ("logarithm", "delta_range"),
        ),
        Step(
            "potential_grows",
            "Phi does not decrease, since ell is nonnegative.",
            le(sym.Phi(y), sym.Phi(START_BOUND)),
            Apply(MEAN_VALUE, {a: y, b: START_BOUND, p: sym.Phi, dp: sym.ell}),
            ("integral", "ell_nonnegative"),
            (ge(y, 0), le(y, START_BOUND)),
        ),
        Step(
            "points",
            "The gradient and gap of a step belong to a point,",
            None,
            Apply(
                SGD_POINTS,
                {
                    sym.gap: GAP,
                    sym.gradient_norm: GRADIENT,
                    sym.noise: NOISE_NORM,
                    sym.noise_inner: INNER,
                    sym.gap_next: gap(t + 1, omega),
                },
            ),
            ("run", "eta_range"),
            (IN_RUN, OUTCOME),
        ),
        Step(
            "lemma_5",
            "so ||grad f||^2 <= 2 Phi(Delta_t) (Lemma 5).",
            None,
            Apply(gradient_bound.STATEMENT, {sym.gap: GAP, sym.gradient_norm: GRADIENT}),
            ("smooth", "bounded_below", "ell_nonnegative", "integral", "points.point", "run"),
            (IN_RUN, OUTCOME),
        ),
        Step(
            "noise_bound",
            "The noise bound is at most V where the gap is at most 2 gap0.",
            le(N, V),
            Decide(),
            ("lemma_5", At("potential_grows", {y: GAP}), "run", *_RANGES),
            _HERE,
        ),
        Step(
            "confidence_everywhere",
            "So the second condition holds at every such gap,",
            le(confidence_load(N, share) * eta, gap0),
            Decide(),
            (
                "noise_bound",
                "confidence",
                "confidence_step",
                "eta_range",
                "delta_range",
            ),
            _HERE,
        ),
        Step(
            "curvature",
            "(L is not negative,)",
            ge(L, 0),
            Decide(),
            (At("ell_nonnegative", {sym.s: START_BOUND}), "gap0_range"),
        ),
        Step(
            "noise_everywhere",
            "and the third.",
            le(noise_load(L, GAP) * eta**2, gap0),
            Decide(),
            ("curvature", "noise_step", "horizon", "gap0_range", "A_range"),
            (le(GAP, START_BOUND),),
        ),
        Step(
            "step_known",
            "A number is known.",
            None,
            Apply(KNOWN_CONSTANT, {alpha: eta, index: t}),
        ),
    )


PROOF = (
    *meets_the_ways(),
    Step(
        "theorem",
        "So the theorem for any steps applies.",
        None,
        Apply(sharp.STATEMENT, CONSTANT),
        (
            *(a.name for a in GROUND_CONSTANT),
            "eta_range",
            "curvature_step",
            "confidence_everywhere",
            "noise_everywhere",
            "step_known",
            "adapted",
            "centred",
            "noise_abc",
            "moment",
            "least",
        ),
    ),
    *RATE_STEPS,
)

PARAMETERS = tuple(
    {eta_at: eta, sym.top_curvature: sym.Phi}.get(q, q) for q in sharp.STATEMENT.parameters
)

STATEMENT = Statement(
    id="sgd_constant_sharp",
    kind="theorem",
    title="SGD with a constant step, without the radius term and beta",
    source=Source("warmproof", "", "LW, Theorem 7, with the curvature at 2 gap0"),
    summary="With a constant step eta such that 2 (1+B) L eta <= 1, 4 ln(1/delta) V eta <= gap0 "
    "and T L (A H + C) eta^2 <= gap0, where H = 2 gap0, L = ell(H) and V = A H + 2 B Phi(H) + C: "
    "with probability at least 1 - delta all gaps are at most H and min ||grad f(w_t)||^2 is at "
    "most 4 gap0/(T eta).",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(
        *(
            Named(c.name, substitute(c.claim, CONSTANT), c.text)
            for c in CONCLUSIONS
            if c.name != "rate"
        ),
        Named("rate", claim(RATE_ROOM), "min ||grad f(w_t)||^2 T eta <= 4 gap0"),
    ),
    proof=PROOF,
    closes={
        **{c.name: (f"theorem.{c.name}",) for c in CONCLUSIONS if c.name != "rate"},
        "rate": ("rate",),
    },
    evaluation=sharp_numbers.CONSTANT_SHARP,
    fails_without=CONSTANT_SHARP_FAIL,
    does_not_claim="That it is the largest constant step, or that the rate is the best.",
)
