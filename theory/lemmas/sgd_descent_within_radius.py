"""The descent inequality for a step of SGD within the local radius, for any bound V of the noise.

    ||xi||^2 <= V,    eta (h(gap) + sqrt(V)) <= G(beta level) - G(level),    L = ell(beta level)
        =>  gap_next <= gap - eta (1 - L eta/2) ||grad f||^2 - eta (1 - L eta) <grad f, xi>
                        + (L eta^2/2) ||xi||^2

for a level > 0 that is at least the gap. ``sgd_step`` is what Assumption 4 makes of it; where the
noise has light tails V is larger, and holds with high probability only.

Proof. By Lemma 5 the step is no longer than the radius; Lemma 2 from the level, multiplied out.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.definitions.sgd_step_size import speed
from theory.lemmas import gradient_bound
from theory.lemmas.growth.setting import LEVEL, G
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.instances import FAILS_WITHOUT as STEP_FAILS_WITHOUT
from theory.lemmas.sgd_step.instances import step
from theory.lemmas.sgd_step.parts import INNER_STEPS, within_radius
from theory.lemmas.sgd_step.setting import (
    CLASS,
    FORWARD,
    RADIUS,
    REACH,
    STEP,
    L,
    beta,
    eta,
    expanded,
    g,
    gap,
    gap_next,
    inner,
    level,
    noise,
)
from theory.logic import conj, ge, le
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

V = sym.noise_level

NOISE = Assumption("squared_noise", le(noise**2, V), "||xi||^2 <= V")
WITHIN = Assumption(
    "radius_step",
    conj(ge(sym.Phi(gap), 0), le(eta * speed(V, gap, sym.Phi), RADIUS)),
    "Phi(gap) >= 0 (as in the class it is), and eta (h(gap) + sqrt(V)) is at most the radius of "
    "the level",
)
ASSUMPTIONS = (*CLASS, BETA, LEVEL, STEP, FORWARD, NOISE, WITHIN)
DESCENT = le(gap_next, expanded(L))

PROOF = (
    Step(
        "points",
        "The step as a pair of points.",
        None,
        Apply(SGD_POINTS),
        ("step", "eta_range"),
    ),
    Step(
        "lemma_5",
        "||grad f||^2 <= 2 Phi(gap) (Lemma 5),",
        None,
        Apply(gradient_bound.STATEMENT),
        ("smooth", "bounded_below", "ell_nonnegative", "integral", "points.point", "step"),
    ),
    *INNER_STEPS,
    *within_radius(V),
    Step(
        "expanded",
        "Its descent inequality, multiplied out.",
        DESCENT,
        Decide(),
        ("local.descent", "level_range", "beta_range"),
    ),
)


def _with_noise_bound(witness: Witness, bound: sp.Expr | None = None) -> Witness:
    """The instance of ``sgd_step`` with V = ||xi||^2 unless given."""
    size = witness.values[noise] ** 2 if bound is None else bound
    return replace(witness, values={**witness.values, V: size})


_KEPT = {a.name for a in ASSUMPTIONS} - {NOISE.name}
FAILS_WITHOUT: dict[str, Witness | str] = {
    name: _with_noise_bound(found) if isinstance(found, Witness) else found
    for name, found in STEP_FAILS_WITHOUT.items()
    if name in _KEPT
}
FAILS_WITHOUT["squared_noise"] = _with_noise_bound(
    step(
        "x^2/2 from x = 1, ell = 1, eta = 1/8, xi = -17, V = 0: 9/2 > 2",
        "reach",
        eta="1/8",
        xi="-17",
    ),
    sp.Integer(0),
)

STATEMENT = Statement(
    id="sgd_descent_within_radius",
    kind="lemma",
    title="The descent inequality for a step of SGD within the local radius",
    source=Source("LW", "Lemma 2", "from a level, for the step of SGD"),
    summary="If ||xi||^2 <= V and eta (h(gap) + sqrt(V)) is at most the radius of the level, then "
    "gap_next <= gap - eta (1 - L eta/2) ||grad f||^2 - eta (1 - L eta) <grad f, xi> + "
    "(L eta^2/2) ||xi||^2 with L = ell(beta level), and gap_next <= beta level.",
    parameters=(
        *CLASS_PARAMETERS,
        G,
        beta,
        gap,
        level,
        g,
        eta,
        noise,
        inner,
        V,
        gap_next,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("reach", REACH), Named("descent", DESCENT)),
    proof=PROOF,
    closes={"reach": ("local.reach",), "descent": ("expanded", "level_range", "beta_range")},
    sharp_at=(
        _with_noise_bound(
            step(
                "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 1: both sides are 1/8",
                "descent",
                xi="1",
                equality=True,
            )
        ),
    ),
    fails_without=FAILS_WITHOUT,
    does_not_claim="That the gap falls: the noise may raise it, up to beta times the level.",
)
