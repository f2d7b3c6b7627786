"""SGD with any steps known beforehand: with high probability the gap stays below twice its start.

With steps that are small in the four ways of ``setting``, with probability at least 1 - delta,

    Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 Delta_0      for all n <= T at once,

so Delta_n <= 2 Delta_0 for all n, sum_{t<T} eta_t ||grad f(w_t)||^2 <= 4 Delta_0, and

    min_{t<T} ||grad f(w_t)||^2 <= 4 Delta_0/sum_{t<T} eta_t.

``moment`` is any index chosen with hindsight, so what holds at it holds at all indices at once;
all of the above holds on one event, for the first line implies the others.

Proof. Lemma 2 from the level gives the one-step inequality (``sgd_step``). The third way makes
2 tilt a_t^2 at most eta_t ||grad f||^2, the fourth the squared noise at most gap0/(2T) a step; the
rest is ``probable_descent_bounded``.
"""

from __future__ import annotations

from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.definitions.run import T
from theory.definitions.sgd_run import (
    eta,
    g,
    gap,
    gap0,
    inner,
    level,
    moment,
    noise,
)
from theory.lemmas.growth.setting import G
from theory.rules.expectation import omega
from theory.schema import Source, Statement
from theory.theorems.sgd.descent import MEANING, ONE_STEP, ROOT
from theory.theorems.sgd.instances import FAILS_WITHOUT
from theory.theorems.sgd.kept import kept
from theory.theorems.sgd.noise_part import NOISE_PART_STEPS
from theory.theorems.sgd.rate import RATE
from theory.theorems.sgd.scales import SCALED
from theory.theorems.sgd.setting import (
    ASSUMPTIONS,
    CONCLUSIONS,
    NOISE_BOUND,
    NOISE_PART,
    A,
    B,
    C,
    beta,
    delta,
    least,
)

_BOUND = (NOISE_PART, NOISE_BOUND, "step.above", "step.below", *MEANING, *ROOT)

WITH_PROBABILITY = (
    *SCALED,
    kept(
        "kept",
        "With probability 1 - delta the potential stays small,",
        moment(omega),
        *_BOUND,
        "moment",
    ),
    kept("kept_to_the_end", "at the end too.", T, *_BOUND),
)

PROOF = (*ONE_STEP, *NOISE_PART_STEPS, *WITH_PROBABILITY, *RATE)
CLOSES = {
    "potential": ("kept.potential",),
    "gap": ("kept.gap",),
    "progress": ("progress",),
    "rate": ("rate",),
}
PARAMETERS = (
    *CLASS_PARAMETERS,
    G,
    A,
    B,
    C,
    beta,
    delta,
    T,
    gap0,
    gap,
    g,
    eta,
    level,
    noise,
    inner,
    moment,
    least,
)

STATEMENT = Statement(
    id="sgd",
    kind="theorem",
    title="SGD with high probability, for any steps known beforehand",
    source=Source("LW", "Theorems 4 to 7", "for every ell, beta and any steps known beforehand"),
    summary="With steps that are small in four ways where the gap is at most 2 gap0, with "
    "probability at least 1 - delta: Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 gap0 "
    "for all n <= T at once, so all gaps are at most 2 gap0 and min ||grad f||^2 is at most "
    "4 gap0/sum eta_t.",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=CONCLUSIONS,
    proof=PROOF,
    closes=CLOSES,
    fails_without=FAILS_WITHOUT,
    does_not_claim="Anything on outcomes of probability delta, or of the last iterate's gradient.",
)
