"""The energy step: the longest step for which one knows where the gap lands.

Let D (``gap_low``) be the gap at which the energy is used up, Phi(D) = Phi(gap) - g^2/2, and

    eta = (1/g) * integral from D to gap of ds / sqrt(2 Phi(s) - 2 Phi(D)).

Then gap_next <= D, Phi(gap_next) <= Phi(gap) - g^2/2, and eta >= 1/ell(gap).

Proof. Walk at unit speed against the gradient; u is the gap on the way. Until u meets D it falls
at least as fast as its energy allows, u' <= -sqrt(2 Phi(u) - 2 Phi(D)), so it meets D in time, and
until then it lies below the extremal v, which solves v'' = ell(v) from the same start and reaches
D exactly at time eta g. From there on v - u is positive and convex as long as it stays so; by
continuous induction it does, and at the end u <= v = D.

Equality: u = v, for rho = 1 the function (K0/K)(cosh(sqrt(K) x) - 1). No larger drop can be
guaranteed by any step from the same gap and slope.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    ONE_STEP,
    SMOOTH_CLASS,
)
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO, PHI
from theory.evaluation import Case, Evaluation, Integral, Output, Root
from theory.logic import (
    FALSE,
    ForAll,
    HasDerivative,
    Pred,
    between,
    conj,
    disj,
    eq,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.rules.calculus import (
    CONTINUOUS_INDUCTION,
    FIRST_PASSAGE,
    MEAN_VALUE,
    SEPARATION,
    TIME_INTEGRAL,
    F,
    Gamma,
    a,
    b,
    dp,
    high,
    low,
    p,
    t1,
    v,
)
from theory.rules.rays import GD_RAY, c, ddu, du, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, S, Witness

s, t, r, T, y = sym.s, sym.t, real("r"), real("T"), real("y")
gap, g, eta, gap_next, ell, Phi = (
    sym.gap,
    sym.gradient_norm,
    sym.eta,
    sym.gap_next,
    sym.ell,
    sym.Phi,
)
D = sym.gap_low


def speed(x: sp.Expr) -> sp.Expr:
    """The speed at gap x that the energy allows: sqrt(2 Phi(x) - 2 Phi(D))."""
    return sp.sqrt(2 * Phi(x) - 2 * Phi(D))


_SPEED = sp.Lambda(s, speed(s))
_ABOVE_LOW = conj(lt(D, s), le(s, gap))

MOVING = bounds(g, 0, low_included=False, name="moving", text="the gradient is not zero")
TURNING_POINT = Assumption(
    "turning_point",
    conj(ge(D, 0), eq(Phi(D), Phi(gap) - g**2 / 2)),
    "gap_low >= 0 solves Phi(gap_low) = Phi(gap) - gradient_norm^2/2 (there is one by Lemma 5)",
)
LARGEST = Assumption(
    "largest",
    ForAll(s, _ABOVE_LOW, gt(Phi(s), Phi(D))),
    "gap_low is the largest such solution (the only one where ell > 0)",
)
DURATION = Assumption(
    "duration",
    conj(Pred("time_integral", (Gamma, _SPEED, D, gap)), eq(eta * g, Gamma(D))),
    "eta gradient_norm is the integral of 1/sqrt(2 Phi(s) - 2 Phi(gap_low)) over "
    "gap_low < s < gap, and finite",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    ONE_STEP,
    MOVING,
    TURNING_POINT,
    LARGEST,
    DURATION,
)

_ZERO = sp.Integer(0)
_LATER = ge(t, 0)
_TAU = Gamma(D)
_ENERGY = du(t) ** 2 / 2 - Phi(u(t))
_POWER = du(t) * (ddu(t) - ell(u(t)))
_ABOVE = ForAll(s, between(0, s, t), gt(u(s), D))
_FALLING = ForAll(s, between(0, s, t), le(du(s), 0))
_UNDER = ForAll(s, between(0, s, t), le(u(s), v(s)))
_SINCE = ForAll(s, between(t1, s, t), le(u(s) - v(s), 0))
_CLOCK = Gamma(u(t)) - t
_CLOCK_RATE = -du(t) / speed(u(t)) - 1
_LEAD = v(t) - u(t)
_LEAD_RATE = -speed(v(t)) - du(t)
_BALANCE = -speed(s) - ell(gap) * Gamma(s)
_DEFICIT = g - ell(gap) * Gamma(D)


def _up_to_r(history: ForAll) -> ForAll:
    guard = between(0, s, r)
    return ForAll(s, guard, history.body)


PREPARATION = (
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
        Apply(TIME_INTEGRAL, {low: D, high: gap, F: _SPEED}),
        ("duration", "order", "turning_point", "largest"),
    ),
    Step(
        "extremal",
        "v is the extremal: it falls from gap to gap_low in time eta g.",
        None,
        Apply(SEPARATION, {low: D, high: gap, F: _SPEED}),
        ("duration", "order", "turning_point", "largest", "potential_grows"),
    ),
    Step(
        "extremal_potential",
        "Its energy leaves room for a speed.",
        ge(Phi(v(t)), Phi(D)),
        Decide(),
        (At("potential_grows", {r: D, s: v(t)}), "extremal.range", "turning_point"),
        (between(0, t, _TAU),),
    ),
    Step(
        "extremal_speed",
        "Until then it keeps moving.",
        conj(gt(Phi(v(t)), Phi(D)), gt(speed(v(t)), 0)),
        Decide(),
        (At("largest", {s: v(t)}), "extremal.above", "extremal.range", "turning_point"),
        (_LATER, lt(t, _TAU)),
    ),
    Step(
        "extremal_acceleration",
        "The extremal solves v'' = ell(v).",
        HasDerivative(t, conj(_LATER, lt(t, _TAU)), -speed(v(t)), ell(v(t))),
        Differentiate(),
        (
            "extremal.velocity",
            "extremal.above",
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

FIRST_PHASE = (
    Step(
        "duration_positive",
        "The step is not empty.",
        gt(_TAU, 0),
        Decide(),
        (At("clock.decreases", {s: gap, a: D}), "clock.end", "order"),
    ),
    Step(
        "fall_derivative",
        "gap_low - u has derivative -u'.",
        HasDerivative(t, _LATER, D - u(t), -du(t)),
        Differentiate(),
        ("ray.velocity",),
    ),
    Step(
        "passage",
        "Let t1 be the time at which u first meets gap_low, or the end of the step.",
        None,
        Apply(
            FIRST_PASSAGE,
            {b: _TAU, p: sp.Lambda(t, D - u(t)), dp: sp.Lambda(t, -du(t))},
        ),
        ("duration_positive", "fall_derivative", "ray.start", "order"),
    ),
    Step(
        "shorter_above",
        "If u has stayed above gap_low up to t, then also up to any earlier r.",
        _up_to_r(_ABOVE),
        Decide(),
        (),
        (between(0, r, t), _ABOVE),
    ),
    Step(
        "energy_derivative",
        "The energy E = u'^2/2 - Phi(u) has E' = u' (u'' - ell(u)).",
        HasDerivative(t, _LATER, _ENERGY, _POWER, smooth=False),
        Differentiate(),
        ("ray.velocity", "ray.acceleration", "ray.nonnegative", "integral"),
    ),
    Step(
        "energy_grows",
        "While u falls, E does not.",
        ge(_POWER, 0),
        Decide(),
        ("ray.curvature", "ray.nonnegative"),
        (_LATER, le(du(t), 0)),
    ),
    Step(
        "energy_kept",
        "So E(t) >= E(0) as long as u has been falling up to t.",
        ge(_ENERGY, _ENERGY.subs(t, 0)),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t, p: sp.Lambda(t, _ENERGY), dp: sp.Lambda(t, _POWER)},
        ),
        ("energy_derivative", "energy_grows", "ray.nonnegative", At("ray.nonnegative", {t: 0})),
        (_LATER, _FALLING),
    ),
    Step(
        "energy_start",
        "E(0) = -Phi(gap_low), by the choice of gap_low.",
        eq(_ENERGY.subs(t, 0), -Phi(D)),
        Decide(),
        ("ray.start", "ray.slope", "turning_point", "step", "moving"),
    ),
    Step(
        "lower_while_falling",
        "While it falls, u stays below its start.",
        le(u(t), gap),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t, p: sp.Lambda(t, D - u(t)), dp: sp.Lambda(t, -du(t))},
        ),
        ("fall_derivative", "ray.start"),
        (_LATER, _FALLING),
    ),
    Step(
        "cannot_stop",
        "Above gap_low there is kinetic energy left, so u keeps falling.",
        lt(du(t), 0),
        Decide(),
        (
            "energy_kept",
            "energy_start",
            "lower_while_falling",
            At("largest", {s: u(t)}),
            "ray.nonnegative",
            "turning_point",
        ),
        (_LATER, _ABOVE, _FALLING),
    ),
    Step(
        "falls",
        "Hence u falls as long as it stays above gap_low.",
        None,
        Apply(CONTINUOUS_INDUCTION, {a: _ZERO, b: T, p: du, dp: ddu}),
        ("ray.acceleration", "ray.slope", "moving", "cannot_stop", "shorter_above"),
        (ge(T, 0), ForAll(s, between(0, s, T), gt(u(s), D))),
    ),
    Step(
        "has_fallen",
        "In other words: up to every such t it has been falling.",
        _FALLING,
        Decide(),
        (At("falls", {T: t}),),
        (_LATER, _ABOVE),
    ),
    Step(
        "lower",
        "So u <= gap there,",
        le(u(t), gap),
        Decide(),
        ("lower_while_falling", "has_fallen"),
        (_LATER, _ABOVE),
    ),
    Step(
        "fast",
        "and u falls at least at the speed that the energy allows.",
        le(du(t), -speed(u(t))),
        Decide(),
        (
            "energy_kept",
            "energy_start",
            "has_fallen",
            At("potential_grows", {r: D, s: u(t)}),
            "ray.nonnegative",
            "turning_point",
        ),
        (_LATER, _ABOVE),
    ),
)

MEETING = (
    Step(
        "speed_positive",
        "Above gap_low that speed is positive.",
        conj(gt(Phi(u(t)), Phi(D)), gt(speed(u(t)), 0)),
        Decide(),
        (At("largest", {s: u(t)}), "lower", "turning_point"),
        (_LATER, _ABOVE),
    ),
    Step(
        "clock_derivative",
        "Gamma(u(t)) - t has derivative -u'/sqrt(2 Phi(u) - 2 Phi(gap_low)) - 1,",
        HasDerivative(t, conj(_LATER, _ABOVE), _CLOCK, _CLOCK_RATE),
        Differentiate(),
        ("ray.velocity", "clock.derivative", "lower", "speed_positive", "turning_point"),
    ),
    Step(
        "clock_rate",
        "which is not negative,",
        ge(_CLOCK_RATE, 0),
        Decide(),
        ("fast", "speed_positive", "ray.nonnegative", "turning_point"),
        (_LATER, _ABOVE),
    ),
    Step(
        "clock_runs",
        "so Gamma(u(t)) >= t: u is ahead of the extremal's clock.",
        ge(Gamma(u(t)), t),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t, p: sp.Lambda(t, _CLOCK), dp: sp.Lambda(t, _CLOCK_RATE)},
        ),
        (
            "clock_derivative",
            "clock_rate",
            "speed_positive",
            "shorter_above",
            "clock.end",
            "ray.start",
            "ray.nonnegative",
            "turning_point",
        ),
        (_LATER, _ABOVE),
    ),
    Step(
        "above_before",
        "Before t1, u has been above gap_low.",
        _ABOVE,
        Decide(),
        ("passage.before",),
        (_LATER, lt(t, t1)),
    ),
    Step(
        "above_at",
        "If u(t1) > gap_low it is so up to t1 as well.",
        ForAll(s, between(0, s, t1), gt(u(s), D)),
        Decide(),
        ("passage.before",),
        (gt(u(t1), D),),
    ),
    Step(
        "meets",
        "But then Gamma(u(t1)) >= t1 = Gamma(gap_low), and Gamma decreases. So u(t1) = gap_low.",
        eq(u(t1), D),
        Decide(),
        (
            "passage.at",
            "passage.time",
            "above_at",
            At("clock_runs", {t: t1}),
            At("lower", {t: t1}),
            At("clock.decreases", {s: u(t1), a: D}),
        ),
    ),
    Step(
        "behind",
        "Until t1, u is below the extremal, because its clock is ahead.",
        le(u(t), v(t)),
        Decide(),
        (
            "above_before",
            "clock_runs",
            "lower",
            "extremal.clock",
            "extremal.range",
            At("clock.decreases", {s: u(t), a: v(t)}),
            "passage.time",
        ),
        (_LATER, lt(t, t1)),
    ),
    Step(
        "behind_until",
        "At t1 too.",
        ForAll(s, between(0, s, t1), le(u(s), v(s))),
        Decide(),
        ("behind", "meets", "extremal.range", "passage.time"),
    ),
)

SECOND_PHASE = (
    Step(
        "lead_derivative",
        "The lead v - u has derivative v' - u',",
        HasDerivative(t, between(0, t, _TAU), _LEAD, _LEAD_RATE),
        Differentiate(),
        (
            "extremal.velocity",
            "ray.velocity",
            "turning_point",
            "extremal_potential",
            "extremal.range",
        ),
    ),
    Step(
        "lead_rate_derivative",
        "and second derivative ell(v) - u''.",
        HasDerivative(t, conj(_LATER, lt(t, _TAU)), _LEAD_RATE, ell(v(t)) - ddu(t), smooth=False),
        Differentiate(),
        (
            "extremal_acceleration",
            "extremal.velocity",
            "extremal_speed",
            "extremal.range",
            "integral",
            "ray.acceleration",
            "turning_point",
        ),
    ),
    Step(
        "convex",
        "Where u <= v the lead is convex, since ell is nondecreasing.",
        ge(ell(v(t)) - ddu(t), 0),
        Decide(),
        (
            "ray.curvature",
            "ray.nonnegative",
            At("ell_nondecreasing", {a: u(t), b: v(t)}),
            "extremal.range",
            "turning_point",
            "moving",
        ),
        (_LATER, lt(t, _TAU), le(u(t), v(t))),
    ),
    Step(
        "rate_start",
        "Both start with slope -g.",
        eq(_LEAD_RATE.subs(t, 0), 0),
        Decide(),
        ("extremal.start", "ray.slope", "turning_point", "moving", "step"),
    ),
    Step(
        "rate",
        "So the lead does not shrink as long as u has stayed below v.",
        ge(_LEAD_RATE, 0),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                p: sp.Lambda(t, _LEAD_RATE),
                dp: sp.Lambda(t, ell(v(t)) - ddu(t)),
            },
        ),
        (
            "lead_rate_derivative",
            "convex",
            "rate_start",
            "extremal_potential",
            "extremal.range",
            At("extremal_potential", {t: 0}),
            At("extremal.range", {t: 0}),
            "turning_point",
            "duration_positive",
        ),
        (_LATER, lt(t, _TAU), _UNDER),
    ),
    Step(
        "joined",
        "Below v until t1 and below v since then is below v all the time.",
        _UNDER,
        Decide(),
        ("behind_until",),
        (le(t1, t), _SINCE),
    ),
    Step(
        "shorter_since",
        "The history since t1 up to t contains the one up to any earlier r.",
        ForAll(s, between(t1, s, r), le(u(s) - v(s), 0)),
        Decide(),
        (),
        (between(t1, r, t), _SINCE),
    ),
    Step(
        "lead_kept",
        "So since t1 the lead has not shrunk.",
        ge(_LEAD, _LEAD.subs(t, t1)),
        Apply(
            MEAN_VALUE,
            {a: t1, b: t, p: sp.Lambda(t, _LEAD), dp: sp.Lambda(t, _LEAD_RATE)},
        ),
        (
            "lead_derivative",
            "rate",
            "joined",
            "shorter_since",
            "passage.time",
            "extremal_potential",
            "extremal.range",
            "turning_point",
        ),
        (le(t1, t), lt(t, _TAU), _SINCE),
    ),
    Step(
        "onward",
        "At t1 the lead is positive, so it is positive at t.",
        lt(u(t) - v(t), 0),
        Decide(),
        ("lead_kept", "meets", At("extremal.above", {t: t1}), "passage.time"),
        (lt(t1, t), lt(t, _TAU), _SINCE),
    ),
    Step(
        "difference_derivative",
        "u - v has derivative u' - v'.",
        HasDerivative(t, between(0, t, _TAU), u(t) - v(t), du(t) + speed(v(t))),
        Differentiate(),
        (
            "extremal.velocity",
            "ray.velocity",
            "turning_point",
            "extremal_potential",
            "extremal.range",
        ),
    ),
    Step(
        "stays",
        "By continuous induction u stays below v.",
        None,
        Apply(
            CONTINUOUS_INDUCTION,
            {
                a: t1,
                b: T,
                p: sp.Lambda(t, u(t) - v(t)),
                dp: sp.Lambda(t, du(t) + speed(v(t))),
            },
        ),
        (
            "difference_derivative",
            "onward",
            "meets",
            At("extremal.above", {t: t1}),
            "passage.time",
            "extremal_potential",
            "extremal.range",
            "turning_point",
        ),
        (le(t1, T), lt(T, _TAU)),
    ),
    Step(
        "under",
        "So u <= v until the end of the step,",
        _UNDER,
        Decide(),
        ("behind_until", At("stays", {T: t})),
        (_LATER, lt(t, _TAU)),
    ),
    Step(
        "ahead",
        "and at its end u <= v = gap_low.",
        le(u(_TAU), D),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: _TAU, p: sp.Lambda(t, _LEAD), dp: sp.Lambda(t, _LEAD_RATE)},
        ),
        (
            "lead_derivative",
            "rate",
            "under",
            "duration_positive",
            "extremal.start",
            "extremal.end",
            "ray.start",
            "extremal_potential",
            "extremal.range",
            "turning_point",
        ),
    ),
    Step(
        "lands",
        "The step ends there, so gap_next <= gap_low,",
        le(gap_next, D),
        Decide(),
        ("ahead", "ray.arrival", "duration"),
    ),
    Step(
        "spent",
        "and with Phi nondecreasing the energy g^2/2 is spent.",
        le(Phi(gap_next), Phi(gap) - g**2 / 2),
        Decide(),
        ("lands", At("potential_grows", {r: gap_next, s: D}), "turning_point", "step"),
    ),
)

LENGTH = (
    Step(
        "balance_derivative",
        "sqrt(2 Phi - 2 Phi(gap_low)) + ell(gap) Gamma has derivative (ell - ell(gap))/sqrt(...).",
        HasDerivative(s, _ABOVE_LOW, _BALANCE, (ell(gap) - ell(s)) / speed(s)),
        Differentiate(),
        ("integral", "clock.derivative", "largest", "turning_point", "step"),
    ),
    Step(
        "balance_rate",
        "It is not positive.",
        ge((ell(gap) - ell(s)) / speed(s), 0),
        Decide(),
        (At("ell_nondecreasing", {a: s, b: gap}), "largest", "turning_point"),
        (_ABOVE_LOW,),
    ),
    Step(
        "balance",
        "So the sum is at least its value g at gap.",
        le(_BALANCE, -g),
        Apply(
            MEAN_VALUE,
            {
                a: s,
                b: gap,
                p: sp.Lambda(s, _BALANCE),
                dp: sp.Lambda(s, (ell(gap) - ell(s)) / speed(s)),
            },
        ),
        (
            "balance_derivative",
            "balance_rate",
            "clock.end",
            "largest",
            At("largest", {s: gap}),
            "turning_point",
            "moving",
            "step",
        ),
        (_ABOVE_LOW,),
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
        ("rise_derivative", "monotone_below", "step"),
        (ge(r, 0), le(r, s), le(s, gap)),
    ),
    Step(
        "curvature_positive",
        "In particular ell(gap) > 0, for there is energy to be had below gap.",
        gt(ell(gap), 0),
        Decide(),
        (At("rise", {r: D, s: gap}), "turning_point", "order", "moving", "step"),
    ),
    Step(
        "slow_there",
        "At gaps y close to gap_low the speed is small.",
        le(2 * speed(y), _DEFICIT),
        Decide(),
        (At("rise", {r: D, s: y}), "turning_point", At("largest", {s: y})),
        (gt(_DEFICIT, 0), lt(D, y), le(y, gap), le(8 * ell(gap) * (y - D), _DEFICIT**2)),
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
            At("largest", {s: y}),
        ),
        (gt(_DEFICIT, 0), lt(D, y), le(y, gap), le(8 * ell(gap) * (y - D), _DEFICIT**2)),
    ),
    Step(
        "offset",
        "The distance (g - ell(gap) Gamma(gap_low))^2/(8 ell(gap)) is positive.",
        gt(_DEFICIT**2 / (8 * ell(gap)), 0),
        Decide(),
        ("curvature_positive", "step"),
        (gt(_DEFICIT, 0),),
    ),
    Step(
        "near",
        "Such a y exists: gap itself, or gap_low + (g - ell(gap) Gamma(gap_low))^2/(8 ell(gap)).",
        FALSE,
        Decide(),
        (
            At("close", {y: gap}),
            At("close", {y: D + _DEFICIT**2 / (8 * ell(gap))}),
            "offset",
            "curvature_positive",
            "order",
            "step",
        ),
        (gt(_DEFICIT, 0),),
    ),
    Step(
        "length",
        "So the step is at least 1/ell(gap).",
        ge(eta * ell(gap), 1),
        Decide(),
        ("near", "duration", "moving", "step"),
    ),
)

BOUND = le(gap_next, D)


_RHO, _K0, _K = sym.rho, sym.K0, sym.K
_CURVATURE = ELL(gap)
_y = real("y")
_SQUARE = 2 * PHI(D + _y**2) - 2 * PHI(D)
"""The squared speed at gap D + y^2; s = D + y^2 takes the root out of the integrand."""

FITS = Assumption(
    "fits",
    le(g**2, 2 * PHI(gap)),
    "the gradient norm obeys Lemma 5, gradient_norm^2 <= 2 Phi(gap); lower gradient_norm",
)
FINITE = Assumption(
    "finite",
    disj(gt(_K0, 0), lt(_RHO, 1), lt(g**2, 2 * PHI(gap))),
    "the step is infinite here: with K0 = 0, rho >= 1 and gradient_norm^2 = 2 Phi(gap) the gap "
    "falls for ever; lower gradient_norm",
)

_STEP = "the energy step, length^2/loss"
_NEXT_GAP = "the gap after it is at most this, loss"
EVALUATION = Evaluation(
    inputs=(_RHO, _K0, _K, gap, g),
    domain=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        bounds(gap, 0, low_included=False, text="the gap is positive"),
        bounds(g, 0, low_included=False, text="the gradient is not zero"),
        FITS,
        FINITE,
    ),
    cases=(
        Case(
            (eq(_K, 0),),
            (
                Output("gap_next", gap - g**2 / (2 * _K0), _NEXT_GAP),
                Output("step", 1 / _K0, _STEP),
            ),
        ),
        Case(
            (eq(_RHO, 1),),
            (
                Output("gap_next", (sp.sqrt(_CURVATURE**2 - _K * g**2) - _K0) / _K, _NEXT_GAP),
                Output(
                    "step",
                    sp.atanh(sp.sqrt(_K) * g / _CURVATURE) / (sp.sqrt(_K) * g),
                    _STEP,
                ),
            ),
        ),
        Case(
            (eq(_K0, 0), eq(g**2, 2 * PHI(gap))),
            (
                Output("gap_next", sp.Integer(0), _NEXT_GAP),
                Output(
                    "step",
                    sp.sqrt((1 + _RHO) / (2 * _K)) * 2 / (1 - _RHO) * gap ** ((1 - _RHO) / 2) / g,
                    _STEP,
                ),
            ),
        ),
        Case(
            (),
            (
                Output(
                    "gap_next",
                    Root(PHI(D) - PHI(gap) + g**2 / 2, D, sp.Integer(0), gap),
                    _NEXT_GAP,
                ),
                Output(
                    "step",
                    Integral(
                        2 * _y / sp.sqrt(_SQUARE),
                        (
                            2 / sp.sqrt(2 * ELL(D + _y**2)),
                            2 / sp.sqrt(2 * ELL(D)),
                        ),
                        _y,
                        sp.sqrt(gap - D),
                        1 / g,
                    ),
                    _STEP,
                ),
            ),
        ),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    *,
    Gamma_of: sp.Expr,
    low: sp.Expr = _ZERO,
    eta_value: sp.Expr = sp.Integer(1),
    **fields: Any,
) -> Witness:
    """A step on a parabola with ell = 1 unless told otherwise; Gamma as an expression in S."""
    given: dict[str, Any] = {"f": PARABOLA, "point": sp.Integer(1), **fields}
    return Witness(
        text,
        conclusion,
        steps=(eta_value,),
        values={D: low},
        functions={Gamma: sp.Lambda(S, Gamma_of)},
        **given,
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
        Named("spent", le(Phi(gap_next), Phi(gap) - g**2 / 2)),
        Named("length", ge(eta * ell(gap), 1)),
    ),
    proof=(*PREPARATION, *FIRST_PHASE, *MEETING, *SECOND_PHASE, *LENGTH),
    closes={"lands": ("lands",), "spent": ("spent", "step"), "length": ("length", "step")},
    evaluation=EVALUATION,
    sharp_at=(
        _instance(
            "x^2/2 at x = 1 with ell = 1: the step eta = 1 lands exactly at gap_low = 0",
            "lands",
            Gamma_of=1 - sp.sqrt(2 * S),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": _instance(
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
        "integral": _instance(
            "x^2/2 at x = 1, gap measured from -10, ell = 1 but Phi(s) = s/2: eta = 2 changes "
            "nothing, 10.5 > 9.5",
            "lands",
            f_star=sp.Integer(-10),
            low=sp.Rational(19, 2),
            Gamma_of=2 - 2 * sp.sqrt(S - sp.Rational(19, 2)),
            Phi=sp.Lambda(S, S / 2),
            eta_value=sp.Integer(2),
        ),
        "moving": _instance(
            "x^2/2 at its minimiser: the empty step is shorter than 1/ell",
            "length",
            point=sp.Integer(0),
            Gamma_of=-sp.sqrt(2 * S),
            eta_value=sp.Integer(0),
        ),
        "turning_point": _instance(
            "x^2/2 at x = 1 with gap_low = 1/8 instead of 0: some energy stays unspent",
            "spent",
            low=sp.Rational(1, 8),
            Gamma_of=sp.sqrt(3) / 2 - sp.sqrt(2 * S - sp.Rational(1, 4)),
            eta_value=sp.sqrt(3) / 2,
        ),
        "largest": "implied by the finiteness of the duration, for where Phi is flat above "
        "gap_low the integral is infinite; stated because the radicand has to be positive",
        "duration": _instance(
            "x^2/2 at x = 1 with eta = 3: lands at 2 > 0",
            "lands",
            Gamma_of=1 - sp.sqrt(2 * S),
            eta_value=sp.Integer(3),
        ),
    },
)
