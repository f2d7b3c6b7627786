"""The energy step, preparation: the extremal v, and the gap u along the step."""

from __future__ import annotations

from theory.lemmas.energy_step.setting import (
    LATER,
    SPEED,
    TAU,
    D,
    Phi,
    ell,
    g,
    gap,
    r,
    s,
    speed,
    t,
)
from theory.logic import HasDerivative, between, conj, ge, gt, le, lt
from theory.rules.calculus import (
    MEAN_VALUE,
    SEPARATION,
    TIME_INTEGRAL,
    F,
    a,
    b,
    dp,
    high,
    low,
    p,
    v,
)
from theory.rules.rays import GD_RAY, c
from theory.schema import Apply, At, Decide, Differentiate, Step

CLOCK_STEPS = (
    Step(
        "potential_grows",
        "Phi does not decrease, since ell is nonnegative.",
        le(Phi(r), Phi(s)),
        Apply(MEAN_VALUE, {a: r, b: s, p: Phi, dp: ell}),
        ("integral", "ell_nonnegative"),
        (ge(r, 0), ge(s, r)),
    ),
    Step(
        "order",
        "So gap_low < gap.",
        lt(D, gap),
        Decide(),
        (At("potential_grows", {r: gap, s: D}), "turning_point", "moving", "step"),
    ),
    Step(
        "clock",
        "Gamma(x) is the time in which the extremal falls from gap to x.",
        None,
        Apply(TIME_INTEGRAL, {low: D, high: gap, F: SPEED}),
        ("duration", "order", "turning_point", "largest"),
    ),
    Step(
        "duration_positive",
        "The step is not empty.",
        gt(TAU, 0),
        Decide(),
        (At("clock.decreases", {s: gap, a: D}), "clock.end", "order"),
    ),
)
"""What the length of the step needs too."""

PREPARATION = (
    *CLOCK_STEPS,
    Step(
        "extremal",
        "v is the extremal: it falls from gap to gap_low in time eta g.",
        None,
        Apply(SEPARATION, {low: D, high: gap, F: SPEED}),
        (
            "duration",
            "order",
            "turning_point",
            "largest",
        ),
    ),
    Step(
        "extremal_potential",
        "Its energy leaves room for a speed.",
        ge(Phi(v(t)), Phi(D)),
        Decide(),
        (At("potential_grows", {r: D, s: v(t)}), "extremal.range", "turning_point"),
        (between(0, t, TAU),),
    ),
    Step(
        "extremal_speed",
        "Until then it keeps moving.",
        conj(gt(Phi(v(t)), Phi(D)), gt(speed(v(t)), 0)),
        Decide(),
        (At("largest", {s: v(t)}), "extremal.above", "extremal.range", "turning_point"),
        (LATER, lt(t, TAU)),
    ),
    Step(
        "extremal_acceleration",
        "The extremal solves v'' = ell(v).",
        HasDerivative(t, conj(LATER, lt(t, TAU)), -speed(v(t)), ell(v(t))),
        Differentiate(),
        (
            "extremal.velocity",
            "extremal.range",
            "integral",
            "turning_point",
            "extremal_speed",
        ),
    ),
    Step(
        "ray",
        "Walk from w against the gradient at unit speed; u is the gap on the way.",
        None,
        Apply(GD_RAY, {c: 1 / g}),
        ("smooth", "bounded_below", "step", "moving"),
    ),
)
