"""One step of SGD below a level: neither a local radius nor a factor beta.

With L = ell(level), 2 (1+B) L eta <= 1 and ||xi||^2 <= A gap + B ||grad f(w)||^2 + C, let

    bound = gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi> + (L eta^2/2)(A gap + C).

If gap < level and bound < level, then gap_next <= bound.

In ``sgd_step`` a condition on the length of the step keeps it where the curvature is at most L; it
is there that beta > 1 is needed. Here what is to be shown does it: where the bound of the next gap
lies below the level, the whole step does.

Proof. As in ``sgd_step``, the descent inequality multiplied out is at most the bound. So its right
side is below the level, and ``sgd_descent_below_level`` gives the inequality itself.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.sgd_step_size import curvature_load
from theory.lemmas import sgd_descent_below_level
from theory.lemmas.descent_below_level import STARTS
from theory.lemmas.sgd_descent_below_level import (
    BEYOND,
    CLASS_BELOW,
    CONCAVE,
    FALLING,
    FAR_UP,
    MAY_LEAVE,
    MEANINGLESS,
    L,
)
from theory.lemmas.sgd_step.instances import step
from theory.lemmas.sgd_step.parts import absorption, curvature
from theory.lemmas.sgd_step.setting import (
    FORWARD,
    NOISE_ABC,
    STEP,
    A,
    B,
    C,
    absorbed,
    eta,
    expanded,
    g,
    gap,
    gap_next,
    inner,
    level,
    noise,
)
from theory.logic import gt, le, lt
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import STEEP, Witness

CURVATURE = Assumption(
    "curvature_step", le(curvature_load(L) * eta, 1), "2 (1+B) L eta <= 1, L = ell(level)"
)
ARRIVES = Assumption(
    "arrives", lt(absorbed(L), level), "the bound of the next gap is below the level"
)
ASSUMPTIONS = (
    *CLASS_BELOW,
    STEP,
    STARTS,
    FORWARD,
    NOISE_ABC,
    CURVATURE,
    ARRIVES,
)

DESCENT = le(gap_next, absorbed(L))
_MEANING = ("room",)

PROOF = (
    Step("room", "The level is positive.", gt(level, 0), Decide(), ("starts", "step")),
    curvature(L, level, _MEANING),
    *absorption(L, _MEANING),
    Step(
        "smaller",
        "So the descent inequality promises at most the bound,",
        le(expanded(L), absorbed(L)),
        Decide(),
        ("noise_part", "absorbed", *_MEANING),
    ),
    Step(
        "local",
        "and holds, for the bound is below the level.",
        None,
        Apply(sgd_descent_below_level.STATEMENT),
        (
            *(a.name for a in CLASS_BELOW),
            "step",
            "starts",
            "eta_range",
            "arrives",
            "smaller",
        ),
    ),
    Step(
        "descent",
        "Together: the one-step inequality.",
        DESCENT,
        Decide(),
        ("local.descent", "smaller", *_MEANING),
    ),
)

SHARP_AT = (
    step(
        "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 1, B = 1, level 2: 1/8 = 1/2 - 3/16 - 3/16",
        "descent",
        xi="1",
        abc=("0", "1", "0"),
        low="2",
        equality=True,
    ),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    "smooth": step(
        "5 x^2 from x = 1, ell = 1, eta = 1/2, no noise, level 6: 80 > -32.5",
        "descent",
        f=STEEP,
        eta="1/2",
        low="6",
    ),
    "bounded_below": MEANINGLESS,
    "everywhere": MAY_LEAVE,
    "ell_nonnegative": CONCAVE,
    "ell_nondecreasing": FALLING,
    "starts": FAR_UP,
    "eta_range": step(
        "x^2/2 from x = 1, ell = 1, eta = -1, no noise, level 3: 2 > 5/4",
        "descent",
        eta="-1",
        low="3",
    ),
    "noise_abc": step(
        "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 4 with A = B = C = 0: 1/32 > -11/16",
        "descent",
        xi="4",
        low="2",
    ),
    "curvature_step": step(
        "x^2/2 from x = 1, ell = 1, eta = 1, no noise: 0 > -1/4", "descent", eta="1", low="2"
    ),
    "arrives": BEYOND,
}

STATEMENT = Statement(
    id="sgd_step_below_level",
    kind="lemma",
    title="One step of stochastic gradient descent below a level",
    source=Source("warmproof", "", "the step of LW, Theorem 5, without radius and beta"),
    summary="If gap and the bound gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi> + "
    "(L eta^2/2)(A gap + C) are below the level, L = ell(level), and 2 (1+B) L eta <= 1, then the "
    "gap after the step is at most the bound.",
    parameters=(sym.ell, A, B, C, gap, level, g, eta, noise, inner, gap_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("descent", DESCENT),),
    proof=PROOF,
    closes={
        "descent": ("descent", "room"),
    },
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
    does_not_claim="That the bound is below the level: that depends on the noise.",
)
