"""SGD with light tails and a constant step, with probability 1 - delta.

With H = 2 gap0, L = ell(H) and V = A H + 2 B Phi(H) + C let the constant step meet

    2 (1+B) L eta <= 1,     12 ln(1/delta) V eta <= gap0,     T L (A H + C) eta^2 <= gap0,

and the noise E[exp(||xi_t||^2/N_t) | known at t] <= e. Then all that ``sgd`` says holds with
probability at least 1 - delta; the rate is min ||grad f(w_t)||^2 <= 4 gap0/(T eta).

Proof. As ``sgd_constant_sharp``, from ``sgd_light_tails_sharp``.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.ell_smooth import INTEGRAL
from theory.definitions.noise_light_tails import LIGHT_TAILS, POSITIVE
from theory.definitions.run import in_run, t
from theory.definitions.sgd_run import CENTRED, GAP, GRADIENT, INNER, MOMENT, NOISE
from theory.definitions.sgd_step_size import LIGHT_SHARE, confidence_load
from theory.logic import conj, le
from theory.rules.expectation import omega
from theory.rules.martingales import known
from theory.schema import Apply, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import constant_sharp, light_tails_sharp, sharp_numbers
from theory.theorems.sgd.constant import RATE_ROOM, RATE_STEPS
from theory.theorems.sgd.constant_sharp import (
    CONSTANT,
    CURVATURE_STEP,
    FORWARD,
    GROUND_CONSTANT,
    NOISE_STEP,
    V,
    eta,
    gap0,
    meets_the_ways,
)
from theory.theorems.sgd.probably import claim
from theory.theorems.sgd.setting import CONCLUSIONS, LEAST
from theory.theorems.sgd.sharp_instances import CONSTANT_LIGHT_FAIL

CONFIDENCE_STEP = Assumption(
    "confidence_step",
    le(confidence_load(V, LIGHT_SHARE) * eta, gap0),
    "12 ln(1/delta) V eta <= gap0, V = 2 A gap0 + 2 B Phi(2 gap0) + C",
)
KNOWN = Assumption(
    "adapted",
    in_run(
        conj(
            *(known(sp.Lambda(omega, term), t) for term in (GAP, GRADIENT)),
            *(known(sp.Lambda(omega, term), t + 1) for term in (INNER, NOISE)),
        )
    ),
    "the iterate is known before the noise of the step is drawn",
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
    POSITIVE,
    LIGHT_TAILS,
    MOMENT,
    LEAST,
)

PROOF = (
    *meets_the_ways(LIGHT_SHARE),
    Step(
        "theorem",
        "So the theorem for any steps applies.",
        None,
        Apply(light_tails_sharp.STATEMENT, CONSTANT),
        (
            *(a.name for a in GROUND_CONSTANT),
            "eta_range",
            "curvature_step",
            "confidence_everywhere",
            "noise_everywhere",
            "step_known",
            "adapted",
            "centred",
            "positive",
            "light_tails",
            "moment",
            "least",
        ),
    ),
    *RATE_STEPS,
)

STATEMENT = Statement(
    id="sgd_constant_light_tails",
    kind="theorem",
    title="SGD with light tails and a constant step",
    source=Source("LW", "Appendix G", "a constant step, without radius, beta and second delta"),
    summary="With E[exp(||xi_t||^2/N_t) | known at t] <= e and a constant step eta such that "
    "2 (1+B) L eta <= 1, 12 ln(1/delta) V eta <= gap0 and T L (A H + C) eta^2 <= gap0, where "
    "H = 2 gap0, L = ell(H) and V = A H + 2 B Phi(H) + C: with probability at least 1 - delta all "
    "gaps are at most H and min ||grad f(w_t)||^2 is at most 4 gap0/(T eta).",
    parameters=constant_sharp.STATEMENT.parameters,
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
    evaluation=sharp_numbers.CONSTANT_LIGHT_TAILS,
    fails_without=CONSTANT_LIGHT_FAIL,
    does_not_claim="Anything of noise without an exponential moment.",
)
