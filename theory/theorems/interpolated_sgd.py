"""Interpolated SGD in expectation: E min_t Delta_t <= D0^2 (2 K0 + (2K/(1+rho)) S^rho)/(theta^2 T).

f is the mean of the f_i; at step t one of them is drawn, independently of the past, and the step is
taken from its own gap. What `interpolated_sgd_step` gives for the drawn function holds for every
realisation; its gap has the conditional expectation Delta_t, the gap of f. S = G^-1(D0) bounds all
own gaps, because no step leads away from the common minimisers.

Proof. Take expectations of the step: theta^2 E Delta_t <= L(S) (E dist_t^2 - E dist_{t+1}^2). Sum
over t; and E min <= E Delta_t for every t.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, IN_RUN, UP_TO_T, T, in_run, integer, n, t
from theory.logic import ForAll, Formula, Pred, conj, eq, ge, le
from theory.rules.expectation import (
    EXPECTATION_LINEAR,
    EXPECTATION_MONOTONE,
    OUTCOME,
    TOWER,
    W,
    X,
    Y,
    Z,
    alpha,
    expectation,
    gamma,
    k,
    m,
    omega,
)
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import Witness

theta, M = sym.theta, sym.step_scale
distance0 = sym.distance0
dist, own, gap = sym.sgd_distance, sym.own_gap, sym.sgd_gap
squares, gaps = sym.mean_square, sym.mean_gap
least, mean_least = sym.least_gap, sym.mean_least

_SQUARE = sp.Lambda(omega, dist(t, omega) ** 2)
_NEXT_SQUARE = sp.Lambda(omega, dist(t + 1, omega) ** 2)
_OWN = sp.Lambda(omega, own(t, omega))
_GAP = sp.Lambda(omega, gap(t, omega))
_LEAST = sp.Lambda(omega, least(omega))


PATHWISE = Assumption(
    "pathwise",
    in_run(
        ForAll(
            omega,
            OUTCOME,
            le(
                theta**2 * own(t, omega),
                M * (dist(t, omega) ** 2 - dist(t + 1, omega) ** 2),
            ),
        )
    ),
    "theta^2 gap <= M (dist_t^2 - dist_{t+1}^2) with the gap of the drawn function, at every "
    "outcome: interpolated_sgd_step with M = 2 K0 + (2K/(1+rho)) S^rho",
)
SAMPLED = Assumption(
    "sampled",
    in_run(
        conj(
            Pred("conditional_mean", (_OWN, _GAP)),
            expectation(_OWN, gaps(t)),
        )
    ),
    "given the past the drawn function is each f_i equally likely, so its gap has the conditional "
    "expectation Delta_t",
)
INTEGRABLE = Assumption(
    "integrable",
    conj(
        eq(squares(0), distance0**2),
        ge(squares(T), 0),
        in_run(conj(expectation(_SQUARE, squares(t)), expectation(_NEXT_SQUARE, squares(t + 1)))),
    ),
    "squares(t) = E dist(w_t, W*)^2, from dist(w_0, W*) = D0",
    defines=True,
)
LEAST = Assumption(
    "least",
    conj(
        expectation(_LEAST, mean_least),
        in_run(ForAll(omega, OUTCOME, le(least(omega), gap(t, omega)))),
    ),
    "least is the smallest gap of w_0, ..., w_{T-1}, with expectation mean_least",
    defines=True,
)
SCALE = bounds(M, 0, name="scale", text="M is not negative")
ASSUMPTIONS = (SCALE, PATHWISE, SAMPLED, INTEGRABLE, LEAST, HORIZON)

RATE = le(theta**2 * T * mean_least, M * distance0**2)
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _spent(number: sp.Expr) -> Formula:
    return le(theta**2 * number * mean_least, M * (distance0**2 - squares(number)))


PROOF = (
    Step(
        "tower",
        "The gap of f has the expectation of the drawn gap.",
        expectation(_GAP, gaps(t)),
        Apply(TOWER, {Z: _OWN, W: _GAP, m: gaps(t)}),
        ("sampled",),
        (IN_RUN,),
    ),
    Step(
        "smallest",
        "The expected smallest gap is at most each expected gap.",
        None,
        Apply(EXPECTATION_MONOTONE, {X: _LEAST, Y: _GAP, m: mean_least, k: gaps(t)}),
        ("least", "tower"),
        (IN_RUN,),
    ),
    Step(
        "sum",
        "The expectation of theta^2 gap + M dist_{t+1}^2,",
        None,
        Apply(
            EXPECTATION_LINEAR,
            {X: _OWN, Y: _NEXT_SQUARE, m: gaps(t), k: squares(t + 1), alpha: theta**2, gamma: M},
        ),
        ("sampled", "integrable"),
        (IN_RUN,),
    ),
    Step(
        "scaled",
        "and that of M dist_t^2.",
        None,
        Apply(
            EXPECTATION_LINEAR,
            {X: _OWN, Y: _SQUARE, m: gaps(t), k: squares(t), alpha: sp.Integer(0), gamma: M},
        ),
        ("sampled", "integrable"),
        (IN_RUN,),
    ),
    Step(
        "step",
        "The pathwise inequality in expectation.",
        None,
        Apply(
            EXPECTATION_MONOTONE,
            {
                X: sp.Lambda(omega, theta**2 * own(t, omega) + M * dist(t + 1, omega) ** 2),
                Y: sp.Lambda(omega, M * dist(t, omega) ** 2),
                m: theta**2 * gaps(t) + M * squares(t + 1),
                k: M * squares(t),
            },
        ),
        ("sum", "scaled", "pathwise"),
        (IN_RUN,),
    ),
    Step("spent_at_0", "Nothing at the start.", _spent(sp.Integer(0)), Decide(), ("integrable",)),
    Step(
        "gain",
        "So each step spends theta^2 times the expected smallest gap.",
        le(theta**2 * mean_least, M * squares(t) - M * squares(t + 1)),
        Decide(),
        ("step", "smallest"),
        (IN_RUN,),
    ),
    Step(
        "spent_next",
        "One step further.",
        _spent(n + 1),
        Decide(),
        (At("gain", {t: n}),),
        (*_NEXT, _spent(n)),
    ),
    Step("spent", "Sum.", ForAll(n, UP_TO_T, _spent(n)), Induct("spent_at_0", "spent_next")),
    Step(
        "rate",
        "The last distance is not negative.",
        RATE,
        Decide(),
        (At("spent", {n: T}), "horizon", "integrable", "scale"),
    ),
)


def _constant(
    text: str, *, scale: int, after: int, drawn: sp.Rational, equality: bool = False
) -> Witness:
    """One step with theta = 2, D0 = 1 and gap 1/2, the same at every outcome.

    Args:
        text: the instance in words.
        scale: M.
        after: the squared distance after the step.
        drawn: the gap of the drawn function.
        equality: whether the rate is attained.
    """
    square = 1 + (after - 1) * t
    functions = {
        dist: sp.Lambda((t, omega), sp.sqrt(square)),
        own: sp.Lambda((t, omega), drawn),
        gap: sp.Lambda((t, omega), _HALF),
        squares: sp.Lambda(t, square),
        gaps: sp.Lambda(t, drawn),
        least: sp.Lambda(omega, _HALF),
    }
    values = {theta: 2, M: scale, distance0: 1, mean_least: _HALF, T: 1}
    return Witness(
        text,
        "rate",
        values={name: sp.sympify(value) for name, value in values.items()},
        functions=functions,
        equality=equality,
    )


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="interpolated_sgd",
    kind="theorem",
    title="Interpolated SGD in expectation",
    source=Source("AIL", "Theorem 4.2, stochastic"),
    summary="Steps theta gap/(2 Phi(gap)) from the drawn function's own gap: the expectation of "
    "the smallest gap of T iterates is at most D0^2 M/(theta^2 T), M = 2 K0 + (2K/(1+rho)) S^rho.",
    parameters=(theta, M, distance0, dist, own, gap, squares, gaps, least, mean_least, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("rate", RATE),),
    proof=PROOF,
    closes={"rate": ("rate",)},
    does_not_claim="Anything of one realisation beyond interpolated_sgd_step, or that M is finite: "
    "for rho > 1, S = G^-1(D0) needs D0 < G(inf).",
    sharp_at=(
        _constant(
            "one sample, x^2/2 from x = 1 with theta = 2 and M = 2: both sides are 2",
            scale=2,
            after=0,
            drawn=_HALF,
            equality=True,
        ),
    ),
    fails_without={
        "scale": _constant("M = -1 and a distance that grows", scale=-1, after=3, drawn=_HALF),
        "pathwise": _constant("M = 1 and a step to W*: 2 > 1", scale=1, after=0, drawn=_HALF),
        "sampled": _constant(
            "the drawn gap is always 0, that of f always 1/2", scale=1, after=1, drawn=_HALF - _HALF
        ),
    },
)
