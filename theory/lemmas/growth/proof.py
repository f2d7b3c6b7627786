"""Lemma 4: the proof, back from w' to the last point at which the gap is the level."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.lemmas import gradient_bound
from theory.lemmas.growth.setting import BOUND, G, Phi, distance, gap, gap_far, h, level, t, x, y
from theory.logic import HasDerivative, between, conj, ge, gt, le
from theory.rules.calculus import FIRST_PASSAGE, MEAN_VALUE, a, b, dp, p, t1
from theory.rules.rays import du, u
from theory.rules.segments import SEGMENT, norm
from theory.schema import Apply, At, Decide, Differentiate, Step

_ZERO = sp.Integer(0)
_LATER = ge(t, 0)
_RISEN = gt(gap_far, level)
_back = distance - t
_BACK = between(0, t, distance)
_CLOCK = G(u(_back)) + t
_RATE = 1 - du(_back) / h(u(_back))

PROOF = (
    Step(
        "segment",
        "Walk from w to w' at unit speed; u is the gap on the way.",
        None,
        Apply(SEGMENT),
        ("smooth", "bounded_below", "everywhere", "two_points"),
    ),
    Step(
        "gradient",
        "The gradient norm on the way is at most h(u) (Lemma 5),",
        le(norm(t) ** 2, 2 * Phi(u(t))),
        Apply(gradient_bound.STATEMENT, {gap: u(t), sym.gradient_norm: norm(t)}),
        (
            "smooth",
            "bounded_below",
            "ell_nonnegative",
            "integral",
            "segment.point",
            "segment.norm",
            "segment.nonnegative",
        ),
        (_LATER,),
    ),
    Step(
        "speed",
        "so u climbs at most at speed h(u).",
        le(du(t), h(u(t))),
        Decide(),
        ("gradient", "segment.norm", "segment.nonnegative"),
        (_LATER,),
    ),
    Step(
        "apart",
        "Let gap_far lie above the level; then the points differ.",
        gt(distance, 0),
        Decide(),
        ("segment.start", "segment.end", "level_range", "two_points"),
        (_RISEN,),
    ),
    Step(
        "back_derivative",
        "Walk back from w': level - u(distance - t) has derivative u'(distance - t).",
        HasDerivative(t, _BACK, level - u(_back), du(_back)),
        Differentiate(),
        ("segment.velocity",),
    ),
    Step(
        "passage",
        "Let t1 be the time at which the gap first meets the level on the way back.",
        None,
        Apply(
            FIRST_PASSAGE,
            {b: distance, p: sp.Lambda(t, level - u(_back)), dp: sp.Lambda(t, du(_back))},
        ),
        ("apart", "back_derivative", "segment.end"),
        (_RISEN,),
    ),
    Step(
        "meets",
        "There is one, because at w the gap is not above the level.",
        ge(level, u(distance - t1)),
        Decide(),
        ("passage.at", "segment.start", "level_range"),
        (_RISEN,),
    ),
    Step(
        "above",
        "Up to then the gap is at least the level, so positive.",
        ge(u(_back), level),
        Decide(),
        ("passage.before", "passage.at"),
        (_RISEN, between(0, t, t1)),
    ),
    Step(
        "room",
        "There 1/h is finite,",
        conj(gt(u(_back), 0), gt(Phi(u(_back)), 0), gt(h(u(_back)), 0)),
        Decide(),
        ("above", At("potential_positive", {x: u(_back)}), "level_range"),
        (_RISEN, between(0, t, t1)),
    ),
    Step(
        "clock_derivative",
        "and G(u(distance - t)) + t has derivative 1 - u'/h(u),",
        HasDerivative(t, between(0, t, t1), _CLOCK, _RATE),
        Differentiate(),
        ("segment.velocity", "antiderivative", "passage.time", "room"),
        (_RISEN,),
    ),
    Step(
        "clock_rate",
        "which is not negative.",
        ge(_RATE, 0),
        Decide(),
        (
            At("speed", {t: _back}),
            "passage.time",
            "room",
        ),
        (_RISEN, between(0, t, t1)),
    ),
    Step(
        "clock",
        "So G falls by at most t1 on the way back to the level.",
        None,
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t1, p: sp.Lambda(t, _CLOCK), dp: sp.Lambda(t, _RATE)},
        ),
        ("clock_derivative", "clock_rate", "passage.time", "room"),
        (_RISEN,),
    ),
    Step(
        "risen",
        "That is the bound where gap_far lies above the level.",
        le(G(gap_far) - G(level), distance),
        Decide(),
        ("clock", "meets", At("above", {t: t1}), "passage.time", "segment.end"),
        (_RISEN,),
    ),
    Step(
        "h_positive",
        "h is positive at positive gaps,",
        conj(gt(Phi(x), 0), gt(h(x), 0)),
        Decide(),
        ("potential_positive",),
        (gt(x, 0),),
    ),
    Step(
        "increases",
        "so G increases.",
        ge(G(y), G(x)),
        Apply(MEAN_VALUE, {a: x, b: y, p: G, dp: sp.Lambda(t, 1 / h(t))}),
        ("antiderivative", "h_positive"),
        (gt(x, 0), ge(y, x)),
    ),
    Step(
        "not_risen",
        "Elsewhere G(gap_far) <= G(level).",
        le(G(gap_far) - G(level), distance),
        Decide(),
        (At("increases", {x: gap_far, y: level}), "two_points"),
        (gt(gap_far, 0), le(gap_far, level)),
    ),
    Step(
        "both",
        "Together: the bound.",
        BOUND,
        Decide(),
        ("risen", "not_risen"),
    ),
)
