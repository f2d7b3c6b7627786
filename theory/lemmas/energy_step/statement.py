"""The energy step, put together: conclusions, proof, instances and numbers."""

from __future__ import annotations

import sympy as sp

from theory.definitions.ell_smooth import (
    CLASS_PARAMETERS,
)
from theory.lemmas.energy_step import below_extremal
from theory.lemmas.energy_step.below_extremal import instance
from theory.lemmas.energy_step.length import LENGTH
from theory.lemmas.energy_step.numbers import EVALUATION
from theory.lemmas.energy_step.preparation import CLOCK_STEPS
from theory.lemmas.energy_step.setting import (
    ASSUMPTIONS,
    D,
    Phi,
    ell,
    eta,
    g,
    gap,
    gap_next,
    r,
    s,
)
from theory.logic import ge, le
from theory.rules.calculus import (
    Gamma,
)
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import STEEP, S

BOUND = le(gap_next, D)

PROOF = (
    *CLOCK_STEPS,
    Step(
        "not_backwards",
        "The step is not negative.",
        ge(eta, 0),
        Decide(),
        ("duration_positive", "duration", "moving"),
    ),
    Step(
        "segment",
        "Along the whole step the gap stays below the extremal, which ends at gap_low.",
        None,
        Apply(below_extremal.STATEMENT),
        (*(a.name for a in ASSUMPTIONS), "not_backwards"),
    ),
    Step(
        "lands",
        "So gap_next <= gap_low,",
        BOUND,
        Decide(),
        ("segment.lands", "duration"),
    ),
    Step(
        "spent",
        "and with Phi nondecreasing the energy g^2/2 is spent.",
        le(Phi(gap_next), Phi(gap) - g**2 / 2),
        Decide(),
        (
            "lands",
            "segment.in_region",
            At("potential_grows", {r: gap_next, s: D}),
            "turning_point",
            "step",
        ),
    ),
    *LENGTH,
)

STATEMENT = Statement(
    id="energy_step",
    kind="lemma",
    title="The energy step, optimal for one step",
    source=Source("warmproof", "energy step"),
    summary="With Phi(gap_low) = Phi(gap) - g^2/2 and the step eta = (1/g) int ds/sqrt(2 Phi(s) - "
    "2 Phi(gap_low)) over [gap_low, gap]: gap_next <= gap_low, and eta >= 1/ell(gap).",
    parameters=(*CLASS_PARAMETERS, gap, g, eta, gap_next, D, Gamma),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("lands", BOUND),
        Named("in_region", ge(gap_next, 0)),
        Named("spent", le(Phi(gap_next), Phi(gap) - g**2 / 2)),
        Named("length", ge(eta * ell(gap), 1)),
    ),
    proof=PROOF,
    closes={
        "lands": ("lands",),
        "in_region": ("segment.in_region",),
        "spent": ("spent", "segment.in_region", "step"),
        "length": ("length", "step"),
    },
    evaluation=EVALUATION,
    sharp_at=(
        instance(
            "x^2/2 at x = 1 with ell = 1: the step eta = 1 lands exactly at gap_low = 0",
            "lands",
            Gamma_of=1 - sp.sqrt(2 * S),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": instance(
            "5 x^2 at x = 1/10, gap measured from -1, ell = 1: lands at 5.05 > 0.55",
            "lands",
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
        "moving": instance(
            "x^2/2 at its minimiser: the empty step is shorter than 1/ell",
            "length",
            point=sp.Integer(0),
            Gamma_of=-sp.sqrt(2 * S),
            eta_value=sp.Integer(0),
        ),
        "turning_point": instance(
            "x^2/2 at x = 1 with gap_low = 1/8 instead of 0: some energy stays unspent",
            "spent",
            low=sp.Rational(1, 8),
            Gamma_of=sp.sqrt(3) / 2 - sp.sqrt(2 * S - sp.Rational(1, 4)),
            eta_value=sp.sqrt(3) / 2,
        ),
        "largest": "implied by the finiteness of the duration, for where Phi is flat above "
        "gap_low the integral is infinite; stated because the radicand has to be positive",
        "duration": instance(
            "x^2/2 at x = 1 with eta = 3: lands at 2 > 0",
            "lands",
            Gamma_of=1 - sp.sqrt(2 * S),
            eta_value=sp.Integer(3),
        ),
    },
)
