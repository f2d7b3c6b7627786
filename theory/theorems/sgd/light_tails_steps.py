"""SGD with light tails: what the theorems share, for any curvature L_t.

With N_t = A Delta_t + B ||grad f(w_t)||^2 + C, where the gap is at most 2 gap0,

    2 (1+B) L_t eta_t <= 1,   12 ln(1/delta) N_t eta_t <= gap0,
    T L_t (A Delta_t + C) eta_t^2 <= gap0

make the descent inequality of a step that of ``probable_descent_light`` with c_t = eta_t (1 - L_t
eta_t), b_t = L_t eta_t^2/2 and q_t = eta_t ||grad f(w_t)||^2: its conditions on the two factors are
6 tilt N_t eta_t <= 1 times numbers that are at most 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import IN_RUN, T, in_run, t
from theory.definitions.sgd_run import (
    ETA,
    GAP,
    GRADIENT,
    INNER,
    NOISE,
    eta,
    g,
    gap,
    gap0,
    inner,
    moment,
    noise,
)
from theory.definitions.sgd_step_size import START_BOUND, squared_noise
from theory.lemmas.sgd_step.setting import expanded
from theory.logic import Formula, conj, ge, le, lt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import (
    KNOWN_CONSTANT,
    KNOWN_SUM,
    Y,
    Z,
    alpha,
    at,
    gamma,
    known,
    n,
)
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, Decide, Step
from theory.substitution import put_in
from theory.theorems.sgd import light_noise
from theory.theorems.sgd.noise_part import factor_steps, product
from theory.theorems.sgd.scales import CONFIDENT, SCALED
from theory.theorems.sgd.setting import GAINED, SLACK, TILT, A, B, C

N = squared_noise(GAP, GRADIENT**2)
"""N_t, the scale of the squared noise."""

NOISE_KNOWN = (
    *(known(at(variable, t), t) for variable in (gap, g, eta)),
    *(known(at(variable, t), t + 1) for variable in (inner, noise)),
)
"""What is known when: the iterate and its step before the noise is drawn."""

ADAPTED = Assumption(
    "adapted",
    in_run(conj(*NOISE_KNOWN)),
    "the iterate and its step are known before the noise of the step is drawn",
)

SMALL = (IN_RUN, OUTCOME, le(GAP, START_BOUND))
RANGES = ("A_range", "B_range", "C_range")
STEP = {
    sym.gap: GAP,
    sym.gradient_norm: GRADIENT,
    sym.eta: ETA,
    sym.noise: NOISE,
    sym.noise_inner: INNER,
    sym.gap_next: gap(t + 1, omega),
}
"""One step of the run, as the lemmas about one step name it."""


def pull(L: sp.Expr) -> sp.Expr:
    """c_t, the factor of <grad f(w_t), xi_t>."""
    return ETA * (1 - L * ETA)


def push(L: sp.Expr) -> sp.Expr:
    """b_t, the factor of ||xi_t||^2."""
    return L * ETA**2 / 2


def promised(L: sp.Expr) -> sp.Expr:
    """The right side of the descent inequality."""
    return put_in(expanded(sym.top_curvature), {**STEP, sym.top_curvature: L})


def bound(L: sp.Expr) -> sp.Expr:
    """The right side that ``probable_descent_light`` asks for, without the slack."""
    rise = -pull(L) * INNER + push(L) * (NOISE**2 - N)
    return GAP - sp.Rational(3, 4) * GAINED + rise


def below(L: sp.Expr) -> Formula:
    """The bound with its slack is below 2 gap0, written without a division by T."""
    return lt(2 * T * bound(L) + gap0, 2 * T * START_BOUND)


SIGNS = (
    *CONFIDENT,
    *SCALED,
    Step(
        "points",
        "The step of the run in numbers.",
        None,
        Apply(SGD_POINTS, STEP),
        ("run", "forward"),
        (IN_RUN, OUTCOME),
    ),
    Step(
        "inner_bounded",
        "By Cauchy and Schwarz |<grad f, xi>| <= ||grad f|| ||xi||.",
        conj(le(INNER, GRADIENT * NOISE), ge(INNER, -GRADIENT * NOISE)),
        Decide(),
        ("points.cauchy_schwarz", "run"),
        (IN_RUN, OUTCOME),
    ),
)


def _known_sum(
    name: str,
    text: str,
    terms: tuple[sp.Expr, sp.Expr],
    factors: tuple[sp.Expr, sp.Expr],
    *uses: str,
) -> Step:
    mapping = {
        Y: sp.Lambda(omega, terms[0]),
        Z: sp.Lambda(omega, terms[1]),
        alpha: factors[0],
        gamma: factors[1],
        n: t,
    }
    total = factors[0] * terms[0] + factors[1] * terms[1]
    return Step(
        name,
        text,
        known(sp.Lambda(omega, sp.expand(total)), t),
        Apply(KNOWN_SUM, mapping),
        uses,
        (IN_RUN,),
    )


SCALE_KNOWN = (
    product("gradient_known", "||grad f||^2 is known at t,", GRADIENT, GRADIENT, "adapted"),
    _known_sum(
        "growth_known",
        "so is A Delta_t + B ||grad f||^2,",
        (GAP, GRADIENT**2),
        (A, B),
        "adapted",
        "gradient_known",
    ),
    Step("unit", "(1 is known,)", None, Apply(KNOWN_CONSTANT, {alpha: sp.Integer(1), n: t})),
    _known_sum(
        "scale_known",
        "and N_t.",
        (A * GAP + B * GRADIENT**2, sp.Integer(1)),
        (sp.Integer(1), C),
        "growth_known",
        "unit",
    ),
)


def factors_known(L: sp.Expr, *curvature_known: str) -> tuple[Step, ...]:
    """The steps to ``factor_known`` and ``push_known``: c_t and b_t are known at t.

    Args:
        L: the curvature L_t.
        curvature_known: what says that it is known, if the assumption ``adapted`` does not.
    """
    square = L * ETA**2
    return (
        *factor_steps(L, *curvature_known),
        product(
            "square_known", "L_t eta_t^2 is known,", L * ETA, ETA, "relative_step_known", "adapted"
        ),
        _known_sum(
            "push_known",
            "and half of it.",
            (square, square),
            (sp.Rational(1, 2), sp.Integer(0)),
            "square_known",
        ),
    )


def small_steps(L: sp.Expr, *meaning: str) -> tuple[Step, ...]:
    """The steps to ``push_small``, ``variance`` and ``smaller``, where the gap is at most 2 gap0.

    Facts named ``curvature`` (L_t >= 0), ``load`` (6 tilt N_t eta_t <= 1) and ``squared_noise``
    (the squared noise adds at most the slack) come before them.

    Args:
        L: the curvature L_t.
        meaning: what makes it mean something.
    """
    relative = L * ETA
    return (
        Step(
            "relative",
            "0 <= L_t eta_t <= 1/2.",
            conj(ge(relative, 0), le(relative, sp.Rational(1, 2))),
            Decide(),
            ("curvature", "curvature_step", "forward", "B_range", *meaning),
            SMALL,
        ),
        Step(
            "scale_nonnegative",
            "N_t is not negative.",
            ge(N, 0),
            Decide(),
            ("positive",),
            (IN_RUN, OUTCOME),
        ),
        Step(
            "push_small",
            "0 <= 2 tilt b_t N_t = (L_t eta_t) (tilt N_t eta_t) <= 1/12.",
            conj(ge(push(L), 0), le(2 * TILT * push(L) * N, sp.Rational(1, 12))),
            Decide(),
            (
                "relative",
                "load",
                "forward",
                "gap0_range",
                "delta_range",
                *meaning,
            ),
            SMALL,
        ),
        Step(
            "shrunk",
            "(1 - L_t eta_t)^2 <= 1.",
            le((1 - relative) ** 2, 1),
            Decide(),
            ("relative", *meaning),
            SMALL,
        ),
        Step(
            "loaded",
            "6 tilt N_t eta_t times q_t is at most q_t,",
            le(6 * TILT * N * ETA * GAINED, GAINED),
            Decide(),
            ("load", "gains", "gap0_range", "delta_range"),
            SMALL,
        ),
        Step(
            "variance",
            "so 6 tilt c_t^2 ||grad f||^2 N_t <= q_t.",
            le(6 * TILT * pull(L) ** 2 * GRADIENT**2 * N, GAINED),
            Decide(),
            (
                "shrunk",
                "loaded",
                "gains",
                "gap0_range",
                "delta_range",
                *meaning,
            ),
            SMALL,
        ),
        Step(
            "absorbed",
            "A quarter of q_t pays for the noise that grows with the gradient.",
            le((1 + B) * relative / 2 * GAINED, GAINED / 4),
            Decide(),
            ("curvature_step", "gains", *meaning),
            SMALL,
        ),
        Step(
            "smaller",
            "So the descent inequality promises at most the bound.",
            le(promised(L), bound(L) + SLACK),
            Decide(),
            ("absorbed", "squared_noise", *meaning),
            SMALL,
        ),
    )


def kept(
    name: str, text: str, index: sp.Expr, L: sp.Expr, event: sp.Lambda | None, *uses: str
) -> Step:
    """The lemma for light tails, read at an index that may depend on the outcome.

    Args:
        name: the step's name.
        text: the step in words.
        index: the index.
        L: the curvature L_t.
        event: where the descent holds; None for the event that is introduced.
        uses: what makes L_t mean something, and what says of the event that it is one.
    """
    mapping = {
        sym.tilt: TILT,
        sym.slack: SLACK,
        sym.gain_at: sp.Lambda((t, omega), GAINED),
        sym.scale_at: sp.Lambda((t, omega), N),
        sym.pull_at: sp.Lambda((t, omega), pull(L)),
        sym.push_at: sp.Lambda((t, omega), push(L)),
        moment: sp.Lambda(omega, index),
    }
    if event is not None:
        mapping[sym.event] = event
    return Step(
        name,
        text,
        None,
        Apply(light_noise.STATEMENT, mapping),
        (
            "gap0_range",
            "run",
            "horizon",
            "delta_range",
            "tilt",
            "gains",
            "adapted",
            "scale_known",
            "factor_known",
            "push_known",
            "centred",
            "inner_bounded",
            "positive",
            "light_tails",
            "variance",
            "push_small",
            "descent",
            *uses,
        ),
    )
