"""Along a step no longer than the energy step, the gap stays below the extremal.

Let D (``gap_low``) and Gamma be those of the energy step (see the package). For every step eta with
0 <= eta g <= Gamma(D): 0 <= gap_next <= gap, and gap_next <= D if eta g = Gamma(D). So the whole
segment of an energy step stays below its start, and in S.

Proof. The gap u along the ray and the extremal v start alike; u <= v up to the time Gamma(D), first
because u falls as fast as its energy allows, then because v - u is positive and convex. And v falls
from gap to D.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.lemmas.energy_step.first_phase import FIRST_PHASE, MEETING
from theory.lemmas.energy_step.preparation import PREPARATION
from theory.lemmas.energy_step.second_phase import SECOND_PHASE
from theory.lemmas.energy_step.setting import (
    COMMON,
    SHORTENED,
    TAU,
    ZERO,
    D,
    eta,
    g,
    gap,
    gap_next,
    t,
)
from theory.logic import Implies, between, eq, ge, le
from theory.rules.calculus import Gamma
from theory.rules.rays import NOT_RISEN, u
from theory.schema import At, Decide, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, S, Witness

BELOW = le(gap_next, gap)
IN_REGION = ge(gap_next, 0)
LANDS = Implies(eq(eta * g, TAU), le(gap_next, D))

ARRIVAL = (
    Step(
        "below_gap",
        "So up to the end of the energy step u does not exceed its start,",
        le(u(t), gap),
        Decide(),
        ("under", "ahead", "extremal.range"),
        (between(0, t, TAU),),
    ),
    Step(
        "below",
        "and the step ends there, or before.",
        BELOW,
        Decide(),
        (At("below_gap", {t: eta * g}), "ray.arrival", "duration", "moving"),
    ),
    Step(
        "segment",
        "In other words: up to every such t it has not exceeded its start.",
        NOT_RISEN,
        Decide(),
        ("below_gap",),
        (between(0, t, TAU),),
    ),
    Step(
        "lands_in_region",
        "So the step ends in S, where the gap is not negative.",
        IN_REGION,
        Decide(),
        (
            At("segment", {t: eta * g}),
            At("ray.nonnegative", {t: eta * g}),
            "ray.arrival",
            "duration",
            "moving",
        ),
    ),
    Step(
        "lands",
        "The full energy step ends where the extremal does.",
        LANDS,
        Decide(),
        ("ahead", "ray.arrival"),
    ),
)


def instance(
    text: str,
    conclusion: str,
    *,
    Gamma_of: sp.Expr,
    low: sp.Expr = ZERO,
    eta_value: sp.Expr = sp.Integer(1),
    **fields: Any,
) -> Witness:
    """A step on a parabola with ell = 1 unless told otherwise; Gamma as an expression in S."""
    given: dict[str, Any] = {"f": PARABOLA, "point": sp.Integer(1), **fields}
    return Witness(
        text,
        conclusion,
        steps=(eta_value,),
        values={D: low},
        functions={Gamma: sp.Lambda(S, Gamma_of)},
        **given,
    )


STATEMENT = Statement(
    id="below_extremal",
    kind="lemma",
    title="The gap along an energy step stays below the extremal",
    source=Source("warmproof", "energy step"),
    summary="With Phi(gap_low) = Phi(gap) - g^2/2: every step with eta g <= int ds/sqrt(2 Phi(s) - "
    "2 Phi(gap_low)) over [gap_low, gap] has 0 <= gap_next <= gap; equality gives gap_next <= "
    "gap_low.",
    parameters=(*CLASS_PARAMETERS, gap, g, eta, gap_next, D, Gamma),
    assumptions=(*COMMON, SHORTENED),
    conclusions=(Named("below", BELOW), Named("in_region", IN_REGION), Named("lands", LANDS)),
    proof=(*PREPARATION, *FIRST_PHASE, *MEETING, *SECOND_PHASE, *ARRIVAL),
    closes={"below": ("below",), "in_region": ("lands_in_region",), "lands": ("lands",)},
    sharp_at=(
        instance(
            "the empty step on x^2/2 from x = 1",
            "below",
            Gamma_of=1 - sp.sqrt(2 * S),
            eta_value=ZERO,
            equality=True,
        ),
    ),
    fails_without={
        "smooth": instance(
            "5 x^2 at x = 1/10, gap measured from -1, ell = 1: lands at 5.05 > 1.05",
            "below",
            f=STEEP,
            f_star=sp.Integer(-1),
            point=sp.Rational(1, 10),
            low=sp.Rational(11, 20),
            Gamma_of=1 - sp.sqrt(2 * S - sp.Rational(11, 10)),
        ),
        "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
        "ell_nonnegative": "used to know that Phi does not decrease; no instance is known that "
        "breaks the conclusion without it",
        "ell_nondecreasing": "used to compare curvatures at different gaps; no instance in closed "
        "form is recorded that breaks the conclusion without it",
        "integral": instance(
            "x^2/2 at x = 1, gap measured from -10, ell = 1 but Phi(s) = s/2: eta = 2 changes "
            "nothing, 10.5 > 9.5",
            "lands",
            f_star=sp.Integer(-10),
            low=sp.Rational(19, 2),
            Gamma_of=2 - 2 * sp.sqrt(S - sp.Rational(19, 2)),
            Phi=sp.Lambda(S, S / 2),
            eta_value=sp.Integer(2),
        ),
        "moving": "where the gradient is zero no step changes anything, so nothing breaks; stated "
        "because the walk goes at unit speed against the gradient",
        "turning_point": instance(
            "x^2/2 at x = 1, gap measured from -1, with gap_low = 1/2 instead of 1: lands at "
            "1 + (sqrt(2) - 1)^2/2 > 1/2",
            "lands",
            f_star=sp.Integer(-1),
            low=sp.Rational(1, 2),
            Gamma_of=sp.sqrt(2) - sp.sqrt(2 * S - 1),
            eta_value=sp.sqrt(2),
        ),
        "largest": "implied by the finiteness of the duration, for where Phi is flat above "
        "gap_low the integral is infinite; stated because the radicand has to be positive",
        "duration": instance(
            "x^2/2 at x = 1 with eta = 3: lands at 2 > 1/2",
            "below",
            Gamma_of=1 - sp.sqrt(2 * S),
            eta_value=sp.Integer(3),
        ),
    },
)
