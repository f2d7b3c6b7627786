"""A contraction by 1 - mu/ell lowers K0 ln s + (K/min(1, rho)) s^rho by at least mu.

    0 < s_next <= (1 - mu eta) s,  eta (K0 + K s^rho) = 1
        =>   potential(s_next) <= potential(s) - mu

So whoever contracts like that reaches eps from s_0 within (potential(s_0) - potential(eps))/mu
steps.

Proof. Put z = s_next/s <= 1 - x with x = mu eta. Then ln z <= z - 1 <= -x. For rho <= 1 Bernoulli
gives z^rho <= 1 + rho (z - 1) <= 1 - rho x; for rho >= 1 Bernoulli at 1/z gives z^rho <= z <=
1 - x. Altogether the potential falls by x (K0 + K s^rho) = mu.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import CURVATURE_AT_ZERO, ELL, EXPONENT, GROWTH
from theory.logic import conj, eq, ge, gt, le
from theory.rules.logarithms import LOGARITHM, LOGARITHM_OF_PRODUCT
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
    POWER_OF_QUOTIENT,
    POWER_POSITIVE,
    r,
    x,
    y,
)
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

rho, K0, K, mu, eta = sym.rho, sym.K0, sym.K, sym.mu, sym.eta
s, s_next = sym.gap, sym.gap_next

SHARE = sp.Min(1, rho)


def potential(gap: sp.Expr) -> sp.Expr:
    """What a step lowers by mu.

    >>> potential(s)
    K*gap**rho/Min(1, rho) + K0*log(gap)
    """
    return K0 * sp.log(gap) + K / SHARE * gap**rho


STEP = Assumption("step", eq(eta * ELL(s), 1), "eta = 1/(K0 + K gap^rho)")
CONTRACTION = Assumption(
    "contraction", le(s_next, (1 - mu * eta) * s), "the next gap is at most (1 - mu eta) gap"
)
ASSUMPTIONS = (
    EXPONENT,
    CURVATURE_AT_ZERO,
    GROWTH,
    bounds(mu, 0, text="the rate is not negative"),
    bounds(s, 0, low_included=False, text="the gap is positive"),
    bounds(s_next, 0, low_included=False, text="the next gap is positive"),
    STEP,
    CONTRACTION,
)
DROP = le(potential(s_next), potential(s) - mu)

_RATIO = s_next / s
_INVERSE = s / s_next
_SMALL, _LARGE = le(rho, 1), ge(rho, 1)

PROOF = (
    Step(
        "power",
        "gap^rho is positive.",
        None,
        Apply(POWER_POSITIVE, {x: s, r: rho}),
        ("gap_range",),
    ),
    Step(
        "step_positive",
        "The step is positive.",
        gt(eta, 0),
        Decide(),
        ("power", "K0_range", "K_range", "step"),
    ),
    Step(
        "ratio",
        "The quotient z of the gaps is positive and at most 1 - mu eta.",
        conj(gt(_RATIO, 0), le(_RATIO, 1 - mu * eta)),
        Decide(),
        ("gap_range", "gap_next_range", "contraction"),
    ),
    Step(
        "log_ratio", "ln z <= z - 1.", None, Apply(LOGARITHM, {x: _RATIO}), ("ratio", "gap_range")
    ),
    Step(
        "log_quotient",
        "ln z + ln gap = ln of the next gap.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: _RATIO, y: s}),
        ("ratio", "gap_range"),
    ),
    Step(
        "log_drop",
        "So the logarithm falls by mu eta.",
        le(sp.log(s_next), sp.log(s) - mu * eta),
        Decide(),
        ("log_ratio", "log_quotient", "ratio", "gap_range"),
    ),
    Step(
        "quotient",
        "z^rho gap^rho is the power of the next gap.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: s_next, y: s, r: rho}),
        ("gap_range", "gap_next_range"),
    ),
    Step(
        "concave",
        "For rho <= 1: z^rho <= 1 + rho (z - 1).",
        None,
        Apply(BERNOULLI_CONCAVE, {x: _RATIO, r: rho}),
        ("ratio", "rho_range", "gap_range"),
        (_SMALL,),
    ),
    Step(
        "inverse_quotient",
        "(1/z)^rho times the power of the next gap is that of the gap.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: s, y: s_next, r: rho}),
        ("gap_range", "gap_next_range"),
    ),
    Step(
        "inverse_ratio",
        "1/z is positive.",
        gt(_INVERSE, 0),
        Decide(),
        ("gap_range", "gap_next_range"),
    ),
    Step(
        "convex",
        "For rho >= 1: (1/z)^rho >= 1 + rho (1/z - 1).",
        None,
        Apply(BERNOULLI_CONVEX, {x: _INVERSE, r: rho}),
        ("inverse_ratio", "gap_next_range"),
        (_LARGE,),
    ),
    Step(
        "power_next",
        "The power of the next gap is positive.",
        None,
        Apply(POWER_POSITIVE, {x: s_next, r: rho}),
        ("gap_next_range",),
    ),
    Step(
        "small",
        "So for rho <= 1 the power falls by rho mu eta gap^rho,",
        le(s_next**rho, s**rho * (1 - rho * mu * eta)),
        Decide(),
        ("quotient", "concave", "ratio", "power", "rho_range", "gap_range"),
        (_SMALL,),
    ),
    Step(
        "inverse_at_least",
        "For rho >= 1, (1/z)^rho >= 1/z, because 1/z >= 1,",
        ge(_INVERSE**rho, _INVERSE),
        Decide(),
        ("convex", "ratio", "step_positive", "mu_range", "gap_range"),
        (_LARGE,),
    ),
    Step(
        "large",
        "and the power falls by mu eta gap^rho.",
        le(s_next**rho, s**rho * (1 - mu * eta)),
        Decide(),
        (
            "inverse_at_least",
            "inverse_quotient",
            "power_next",
            "ratio",
            "gap_range",
        ),
        (_LARGE,),
    ),
    Step(
        "power_drop",
        "Divided by min(1, rho), the power falls by mu eta gap^rho in both cases.",
        le(s_next**rho / SHARE, s**rho / SHARE - mu * eta * s**rho),
        Decide(),
        ("small", "large", "rho_range", "gap_range", "gap_next_range"),
    ),
    Step(
        "log_part",
        "K0 times the fall of the logarithm.",
        le(K0 * sp.log(s_next), K0 * sp.log(s) - K0 * mu * eta),
        Decide(),
        ("log_drop", "K0_range", "gap_range", "gap_next_range"),
    ),
    Step(
        "power_part",
        "K times the fall of the power.",
        le(K / SHARE * s_next**rho, K / SHARE * s**rho - K * mu * eta * s**rho),
        Decide(),
        ("power_drop", "K_range", "rho_range", "gap_range", "gap_next_range"),
    ),
    Step(
        "rate",
        "And mu eta (K0 + K gap^rho) = mu.",
        eq(K0 * mu * eta + K * mu * eta * s**rho, mu),
        Decide(),
        ("step", "gap_range"),
    ),
    Step(
        "drop",
        "Together the potential falls by mu.",
        DROP,
        Decide(),
        ("log_part", "power_part", "rate", "rho_range", "gap_range", "gap_next_range"),
    ),
)


def _numbers(text: str, *values: int | sp.Rational, equality: bool = False) -> Witness:
    """An instance in numbers: rho, K0, K, mu, gap, next gap, eta."""
    names = (rho, K0, K, mu, s, s_next, eta)
    exact = {name: sp.sympify(value) for name, value in zip(names, values, strict=True)}
    return Witness(text, "drop", values=exact, equality=equality)


_HALF = sp.Rational(1, 2)
_LOG_NEEDS = "without it ln and the powers have no meaning"

STATEMENT = Statement(
    id="potential_drop",
    kind="lemma",
    title="The potential that a contraction by 1 - mu/ell lowers by mu",
    source=Source("warmproof", "Theorem PL, step 2"),
    summary="If 0 < s' <= (1 - mu/(K0 + K s^rho)) s then K0 ln s + (K/min(1, rho)) s^rho falls by "
    "at least mu from s to s'.",
    parameters=(rho, K0, K, mu, s, s_next, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("drop", DROP),),
    proof=PROOF,
    closes={"drop": ("drop", "rho_range", "gap_range", "gap_next_range")},
    sharp_at=(
        _numbers("mu = 0 and equal gaps: nothing falls", 1, 1, 1, 0, 1, 1, _HALF, equality=True),
    ),
    fails_without={
        "rho_range": "it holds for rho < 0 too (z^r >= 1 + r (z - 1)), which no class has; at "
        "rho = 0 the potential has no meaning",
        "K0_range": _numbers("K0 = -1, K = 0, mu = 1/2: 0 > -1/2", 1, -1, 0, _HALF, 1, 1, -1),
        "K_range": _numbers("K0 = 0, K = -1, mu = 1/2: -1 > -3/2", 1, 0, -1, _HALF, 1, 1, -1),
        "mu_range": _numbers("rho = 2, K = 1, mu = -1, gaps 1 and 2: 4 > 2", 2, 0, 1, -1, 1, 2, 1),
        "gap_range": _LOG_NEEDS,
        "gap_next_range": _LOG_NEEDS,
        "step": _numbers("eta = 0 and equal gaps, mu = 1: 1 > 0", 1, 0, 1, 1, 1, 1, 0),
        "contraction": _numbers("equal gaps, mu = 1: 1 > 0", 1, 0, 1, 1, 1, 1, 1),
    },
)
