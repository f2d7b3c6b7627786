"""The part of an SGD step that the noise adds in the mean of 0 is at most eta ||grad f|| sqrt(N).

    |eta (1 - L eta) <grad f, xi>| <= eta ||grad f|| sqrt(N),     N = A gap + B ||grad f||^2 + C,

if ||xi||^2 <= N, 2 (1+B) L eta <= 1 and L = ell(level). Everything on the right is known before the
noise is drawn.

Proof. Cauchy and Schwarz, and 0 <= L eta <= 1.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import ELL_NONNEGATIVE
from theory.definitions.sgd_step_size import squared_noise
from theory.lemmas.sgd_descent_below_level import L
from theory.lemmas.sgd_step.instances import step
from theory.lemmas.sgd_step.parts import INNER_STEPS, curvature, factor, martingale_bound
from theory.lemmas.sgd_step.setting import (
    FORWARD,
    NOISE_ABC,
    NOISE_CONSTANTS,
    STEP,
    A,
    B,
    C,
    eta,
    g,
    gap,
    gap_next,
    inner,
    level,
    martingale_part,
    noise,
)
from theory.lemmas.sgd_step_below_level import CURVATURE
from theory.logic import ge, le
from theory.rules.stochastic_steps import SGD_POINTS
from theory.schema import Apply, Named, Source, Statement, Step
from theory.witness import S, Witness

N = squared_noise(gap, g**2)
"""The bound of the squared noise."""

_, B_RANGE, _ = NOISE_CONSTANTS
LEVEL = bounds(level, 0, text="the level is a gap")
ASSUMPTIONS = (ELL_NONNEGATIVE, STEP, LEVEL, FORWARD, B_RANGE, NOISE_ABC, CURVATURE)

_ROOT = eta * g * sp.sqrt(N)
ABOVE = le(martingale_part(L), _ROOT)
BELOW = ge(martingale_part(L), -_ROOT)

_MEANING = ("level_range",)

PROOF = (
    Step("points", "The step in numbers.", None, Apply(SGD_POINTS), ("step", "eta_range")),
    *INNER_STEPS,
    curvature(L, level, _MEANING),
    factor(L, _MEANING),
    *martingale_bound(L, N, "noise_abc", ("noise_abc",), _MEANING),
)

_FLAT: dict[str, Any] = {"ell": sp.Lambda(S, 0), "Phi": sp.Lambda(S, 0)}
_UNIT = ("0", "0", "1")

SHARP_AT = (
    step(
        "x^2/2 at x = 1 with L = 0, eta = 1/4, xi = 1, C = 1: both sides are 1/4",
        "above",
        xi="1",
        abc=_UNIT,
        equality=True,
        **_FLAT,
    ),
    step(
        "the same with xi = -1",
        "below",
        xi="-1",
        abc=_UNIT,
        equality=True,
        **_FLAT,
    ),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    "ell_nonnegative": step(
        "x^2/2 at x = 1 with L = -1, eta = 1/4, xi = 1, C = 1: 5/16 > 1/4",
        "above",
        xi="1",
        abc=_UNIT,
        ell=sp.Lambda(S, -1),
        Phi=sp.Lambda(S, -S),
    ),
    "level_range": "ell is a function of gaps, and has no meaning at a negative level",
    "eta_range": step(
        "x^2/2 at x = 1 with L = 0, eta = -1, xi = 1, C = 1: -1 < 1",
        "below",
        eta="-1",
        xi="1",
        abc=_UNIT,
        **_FLAT,
    ),
    "B_range": step(
        "x^2/2 at x = 1 with L = 1, B = -9/10, C = 19/10, eta = 5/2, xi = 1: -15/4 < -5/2",
        "below",
        eta="5/2",
        xi="1",
        abc=("0", "-9/10", "19/10"),
    ),
    "noise_abc": step(
        "x^2/2 at x = 1 with L = 1, eta = 1/4, xi = 1 and A = B = C = 0: 3/16 > 0",
        "above",
        xi="1",
    ),
    "curvature_step": step(
        "x^2/2 at x = 1 with L = 1, eta = 3, xi = 1, C = 1: -6 < -3",
        "below",
        eta="3",
        xi="1",
        abc=_UNIT,
    ),
}

STATEMENT = Statement(
    id="sgd_noise_part",
    kind="lemma",
    title="A bound of the noise of an SGD step that is known before it",
    source=Source("LW", "Appendix E.1", "for every ell and B"),
    summary="|eta (1 - L eta) <grad f, xi>| <= eta ||grad f|| sqrt(A gap + B ||grad f||^2 + C), if "
    "the root bounds ||xi||, 2 (1+B) L eta <= 1 and L = ell(level).",
    parameters=(sym.ell, A, B, C, gap, level, g, eta, noise, inner, gap_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("above", ABOVE), Named("below", BELOW)),
    proof=PROOF,
    closes={
        "above": ("above", "noise_abc", "level_range"),
        "below": ("below", "noise_abc", "level_range"),
    },
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
    does_not_claim="Anything of a function: it is about one gradient and its noise.",
)
