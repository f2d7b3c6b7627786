"""The descent inequality for a step of SGD below a level, whatever the noise is.

    gap < level,   L = ell(level),
    bound = gap - eta (1 - L eta/2) ||grad f||^2 - eta (1 - L eta) <grad f, xi>
            + (L eta^2/2) ||xi||^2 < level        =>        gap_next <= bound

Proof. That is ``descent_below_level`` for w' = w - eta (grad f(w) + xi), multiplied out.
"""

from __future__ import annotations

from typing import Any

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    SMOOTH_CLASS,
)
from theory.lemmas import descent_below_level
from theory.lemmas.descent_below_level import STARTS
from theory.lemmas.growth.setting import GLOBAL
from theory.lemmas.sgd_step.instances import step
from theory.lemmas.sgd_step.setting import (
    FORWARD,
    LENGTH,
    STEP,
    eta,
    expanded,
    g,
    gap,
    gap_next,
    inner,
    level,
    noise,
)
from theory.logic import ge, gt, le, lt
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import (
    COSH,
    DECREASING_ELL,
    DECREASING_PHI,
    LINEAR_ELL,
    LINEAR_PHI,
    LOG_COSH,
    STEEP,
)

L = sym.ell(level)
"""The curvature below the level."""

ARRIVES = Assumption(
    "arrives", lt(expanded(L), level), "the bound of the next gap is below the level"
)
CLASS_BELOW = (SMOOTH_CLASS, BOUNDED, GLOBAL, ELL_NONNEGATIVE, ELL_NONDECREASING)
ASSUMPTIONS = (*CLASS_BELOW, STEP, STARTS, FORWARD, ARRIVES)

DESCENT = le(gap_next, expanded(L))

PROOF = (
    Step("room", "The level is positive.", gt(level, 0), Decide(), ("starts", "step")),
    Step(
        "points",
        "The step as a pair of points.",
        None,
        Apply(SGD_POINTS),
        ("step", "eta_range"),
    ),
    Step(
        "length",
        "(A length is not negative.)",
        ge(eta * LENGTH, 0),
        Decide(),
        ("eta_range", "points.norms"),
    ),
    Step(
        "local",
        "The descent inequality between them.",
        None,
        Apply(
            descent_below_level.STATEMENT,
            {
                sym.gap_far: gap_next,
                sym.distance: eta * LENGTH,
                sym.towards: -eta * (g**2 + inner),
            },
        ),
        (
            *(a.name for a in CLASS_BELOW),
            "points.two_points",
            "points.norms",
            "length",
            "step",
            "starts",
            "arrives",
        ),
    ),
    Step("descent", "Multiplied out.", DESCENT, Decide(), ("local.descent", "room")),
)

LINEAR: dict[str, Any] = {"f": COSH, "ell": LINEAR_ELL, "Phi": LINEAR_PHI}
MEANINGLESS = "smooth speaks of ell(f - f*), which has no meaning where f < f*"
MAY_LEAVE = "where it fails, the step may leave the region on which the bounds hold"
CONCAVE = (
    "for ell(level) < 0 a function is strictly concave wherever its gap is below the level, and "
    "falls from there without end"
)
FALLING = step(
    "log cosh x from x = 2, where f'' = exp(-2 f), eta = 14, level 2: 10.8 > -8.4",
    "descent",
    f=LOG_COSH,
    start="2",
    eta="14",
    low="2",
    ell=DECREASING_ELL,
    Phi=DECREASING_PHI,
)
FAR_UP = step(
    "cosh(x) - 1 from x = 2, ell = 1 + s, eta = 9/20, level 1/10: 0.07 > -1.67",
    "descent",
    start="2",
    eta="9/20",
    low="1/10",
    **LINEAR,
)
BEYOND = step(
    "cosh(x) - 1 from x = 1, ell = 1 + s, eta = 1/4, xi = -9, level 1: 8.6 > 6.7",
    "descent",
    xi="-9",
    abc=("0", "0", "81"),
    low="1",
    **LINEAR,
)

STATEMENT = Statement(
    id="sgd_descent_below_level",
    kind="lemma",
    title="The descent inequality for a step of SGD below a level",
    source=Source("warmproof", "", "LW, Lemma 2, without its radius"),
    summary="If gap and the bound gap - eta (1 - L eta/2) ||grad f||^2 - eta (1 - L eta) "
    "<grad f, xi> + (L eta^2/2) ||xi||^2 are below the level, L = ell(level), then the gap after "
    "the step is at most the bound.",
    parameters=(sym.ell, gap, level, g, eta, noise, inner, gap_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("descent", DESCENT),),
    proof=PROOF,
    closes={"descent": ("descent", "room")},
    sharp_at=(
        step(
            "x^2/2 from x = 1, ell = 1, eta = 1/4, xi = 1, level 2: both sides are 1/8",
            "descent",
            xi="1",
            low="2",
            equality=True,
        ),
    ),
    fails_without={
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
        "eta_range": "a step backwards is a step forwards against the opposite direction, and the "
        "inequality is the same; it is asked for because a distance is not negative",
        "arrives": BEYOND,
    },
    does_not_claim="That the bound is below the level: that depends on the noise.",
)
