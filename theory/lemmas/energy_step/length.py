"""The energy step is at least 1/ell(gap)."""

from __future__ import annotations

import sympy as sp

from theory.lemmas.energy_step.setting import (
    ABOVE_LOW,
    BALANCE,
    DEFICIT,
    D,
    Phi,
    ell,
    eta,
    g,
    gap,
    r,
    s,
    speed,
    y,
)
from theory.logic import FALSE, HasDerivative, between, ge, gt, le, lt
from theory.rules.calculus import (
    MEAN_VALUE,
    a,
    b,
    dp,
    p,
)
from theory.schema import Apply, At, Decide, Differentiate, Step

LENGTH = (
    Step(
        "balance_derivative",
        "sqrt(2 Phi - 2 Phi(gap_low)) + ell(gap) Gamma has derivative (ell - ell(gap))/sqrt(...).",
        HasDerivative(s, ABOVE_LOW, BALANCE, (ell(gap) - ell(s)) / speed(s)),
        Differentiate(),
        (
            "integral",
            "clock.derivative",
            "largest",
            "turning_point",
        ),
    ),
    Step(
        "balance_rate",
        "It is not positive.",
        ge((ell(gap) - ell(s)) / speed(s), 0),
        Decide(),
        (At("ell_nondecreasing", {a: s, b: gap}), "largest", "turning_point"),
        (ABOVE_LOW,),
    ),
    Step(
        "balance",
        "So the sum is at least its value g at gap.",
        le(BALANCE, -g),
        Apply(
            MEAN_VALUE,
            {
                a: s,
                b: gap,
                p: sp.Lambda(s, BALANCE),
                dp: sp.Lambda(s, (ell(gap) - ell(s)) / speed(s)),
            },
        ),
        (
            "balance_derivative",
            "balance_rate",
            "clock.end",
            "largest",
            "turning_point",
        ),
        (ABOVE_LOW,),
    ),
    Step(
        "rise_derivative",
        "ell(gap) s - Phi(s) has derivative ell(gap) - ell(s).",
        HasDerivative(s, ge(s, 0), ell(gap) * s - Phi(s), ell(gap) - ell(s)),
        Differentiate(),
        ("integral", "step"),
    ),
    Step(
        "monotone_below",
        "This is not negative below gap.",
        ge(ell(gap) - ell(s), 0),
        Decide(),
        (At("ell_nondecreasing", {a: s, b: gap}),),
        (between(0, s, gap),),
    ),
    Step(
        "rise",
        "Phi rises by at most ell(gap) per unit of gap.",
        le(Phi(s) - Phi(r), ell(gap) * (s - r)),
        Apply(
            MEAN_VALUE,
            {
                a: r,
                b: s,
                p: sp.Lambda(s, ell(gap) * s - Phi(s)),
                dp: sp.Lambda(s, ell(gap) - ell(s)),
            },
        ),
        (
            "rise_derivative",
            "monotone_below",
        ),
        (ge(r, 0), le(r, s), le(s, gap)),
    ),
    Step(
        "curvature_positive",
        "In particular ell(gap) > 0, for there is energy to be had below gap.",
        gt(ell(gap), 0),
        Decide(),
        (
            At("rise", {r: D, s: gap}),
            "turning_point",
            "order",
            "moving",
        ),
    ),
    Step(
        "slow_there",
        "At gaps y close to gap_low the speed is small.",
        le(2 * speed(y), DEFICIT),
        Decide(),
        (At("rise", {r: D, s: y}), "turning_point", At("largest", {s: y})),
        (gt(DEFICIT, 0), lt(D, y), le(y, gap), le(8 * ell(gap) * (y - D), DEFICIT**2)),
    ),
    Step(
        "close",
        "If eta ell(gap) were below 1, the sum would be below g at a gap y close to gap_low.",
        FALSE,
        Decide(),
        (
            At("balance", {s: y}),
            At("clock.decreases", {s: y, a: D}),
            "slow_there",
            "curvature_positive",
            "turning_point",
        ),
        (gt(DEFICIT, 0), lt(D, y), le(y, gap), le(8 * ell(gap) * (y - D), DEFICIT**2)),
    ),
    Step(
        "near",
        "Such a y exists: gap itself, or gap_low + (g - ell(gap) Gamma(gap_low))^2/(8 ell(gap)).",
        FALSE,
        Decide(),
        (
            At("close", {y: gap}),
            At("close", {y: D + DEFICIT**2 / (8 * ell(gap))}),
            "order",
            "step",
        ),
        (gt(DEFICIT, 0),),
    ),
    Step(
        "length",
        "So the step is at least 1/ell(gap).",
        ge(eta * ell(gap), 1),
        Decide(),
        ("near", "duration", "moving", "step"),
    ),
)
