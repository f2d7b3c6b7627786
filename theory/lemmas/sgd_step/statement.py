"""One step of SGD, put together: conclusions, proof and instances."""

from __future__ import annotations

from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.lemmas.growth.setting import G
from theory.lemmas.sgd_step.instances import FAILS_WITHOUT, SHARP_AT
from theory.lemmas.sgd_step.proof import PROOF
from theory.lemmas.sgd_step.setting import (
    ABOVE,
    ASSUMPTIONS,
    BELOW,
    DESCENT,
    REACH,
    A,
    B,
    C,
    beta,
    eta,
    g,
    gap,
    gap_next,
    inner,
    level,
    noise,
)
from theory.schema import Named, Source, Statement

STATEMENT = Statement(
    id="sgd_step",
    kind="lemma",
    title="One step of stochastic gradient descent",
    source=Source("LW", "Lemma 2 as used in Appendices E.1 and F.1", "for every ell, beta and B"),
    summary="For a step with 2 (1+B) L eta <= 1 that is no longer than the radius of the level: "
    "gap_next <= gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi> + "
    "(L eta^2/2)(A gap + C), and the martingale part is at most eta ||grad f|| sqrt(V).",
    parameters=(
        *CLASS_PARAMETERS,
        G,
        A,
        B,
        C,
        beta,
        gap,
        level,
        g,
        eta,
        noise,
        inner,
        gap_next,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("reach", REACH),
        Named("descent", DESCENT),
        Named("above", ABOVE),
        Named("below", BELOW),
    ),
    proof=PROOF,
    closes={
        "reach": ("local.reach",),
        "descent": ("descent", "level_range", "beta_range"),
        "above": ("above", "squared_noise", "step", "level_range", "beta_range"),
        "below": ("below", "squared_noise", "step", "level_range", "beta_range"),
    },
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
    does_not_claim="That the gap falls: the noise may raise it, up to beta times the level.",
)
