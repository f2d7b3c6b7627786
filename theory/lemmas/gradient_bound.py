"""Lemma 5: the gradient norm is bounded by the gap, sharply.

    ||grad f(w)||^2 <= 2 Phi(f(w) - f*)

Proof. Walk downhill from w at unit speed along the straight ray against the gradient and let u be
the gap there. While u falls it does not exceed its start, so the walk stays in S, and the bounds
hold along it. The energy E = u'^2/2 - Phi(u) cannot fall while u falls. If E were positive at the
start, u would fall for ever, at a speed bounded away from zero, and so drop below 0.

Equality: u'' = ell(u), u(0) = u'(0) = 0, for rho = 1 the function (K0/K)(cosh(sqrt(K) x) - 1).
It does not claim that f attains its infimum, and nothing here needs ell to be monotone.

Source: LW, Lemma 5 (there with a constant that is not sharp).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import (
    AT_POINT,
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.definitions.gap_smooth import CONSTANTS, NOT_BOTH_ZERO, PHI
from theory.evaluation import Case, Evaluation, Output
from theory.logic import FALSE, ForAll, HasDerivative, between, conj, ge, gt, le, lt, real
from theory.rules.calculus import CONTINUOUS_INDUCTION, MEAN_VALUE, a, b, dp, p
from theory.rules.rays import NOT_RISEN, RAY, c, ddu, du, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, STEEP, S, Witness, X

ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONNEGATIVE, INTEGRAL, AT_POINT)

s, t, r, T = sym.s, sym.t, real("r"), real("T")
gap, g, ell, Phi = sym.gap, sym.gradient_norm, sym.ell, sym.Phi

BOUND = le(g**2, 2 * Phi(gap))

_BROKEN = gt(g**2, 2 * Phi(gap))
_ENERGY = du(t) ** 2 / 2 - Phi(u(t))
_POWER = du(t) * (ddu(t) - ell(u(t)))
_SPEED = sp.sqrt(g**2 - 2 * Phi(gap))
_FALLING = ForAll(s, between(0, s, t), le(du(s), 0))
_FALLING_UP_TO_R = ForAll(s, between(0, s, r), le(du(s), 0))
_LATER = ge(t, 0)

PROOF = (
    Step(
        "potential",
        "Phi is nonnegative: it starts at 0 and its derivative ell is nonnegative.",
        ge(Phi(s), 0),
        Apply(MEAN_VALUE, {a: sp.Integer(0), b: s, p: Phi, dp: ell}),
        ("integral", "ell_nonnegative"),
        (ge(s, 0),),
    ),
    Step(
        "slope",
        "Suppose the bound is broken; then the gradient is not zero.",
        gt(g, 0),
        Decide(),
        (At("potential", {s: gap}), "point"),
        (_BROKEN,),
    ),
    Step(
        "ray",
        "Walk from w against the gradient at unit speed; u is the gap on the way.",
        None,
        Apply(RAY, {c: 1 / g}),
        ("smooth", "bounded_below", "point", "slope"),
        (_BROKEN,),
    ),
    Step(
        "shorter",
        "If u has been falling up to t, then also up to any earlier r.",
        _FALLING_UP_TO_R,
        Decide(),
        (),
        (between(0, r, t), _FALLING),
    ),
    Step(
        "fall_derivative",
        "-u has derivative -u'.",
        HasDerivative(t, _LATER, -u(t), -du(t)),
        Differentiate(),
        ("ray.velocity",),
        (_BROKEN,),
    ),
    Step(
        "lower",
        "While u falls it does not exceed its start,",
        le(u(t), gap),
        Apply(
            MEAN_VALUE, {a: sp.Integer(0), b: t, p: sp.Lambda(t, -u(t)), dp: sp.Lambda(t, -du(t))}
        ),
        ("fall_derivative", "ray.start"),
        (_BROKEN, _LATER, _FALLING),
    ),
    Step(
        "not_risen",
        "nor has it before,",
        NOT_RISEN,
        Decide(),
        ("lower", "shorter"),
        (_BROKEN, _FALLING),
    ),
    Step(
        "nonnegative",
        "so the walk is still in S, where f >= f*.",
        ge(u(t), 0),
        Decide(),
        ("ray.nonnegative", "not_risen"),
        (_BROKEN, _LATER, _FALLING),
    ),
    Step(
        "energy_derivative",
        "There the energy E = u'^2/2 - Phi(u) has E' = u' (u'' - ell(u)).",
        HasDerivative(t, conj(_LATER, _FALLING), _ENERGY, _POWER, smooth=False),
        Differentiate(),
        ("ray.velocity", "ray.acceleration", "nonnegative", "integral"),
        (_BROKEN,),
    ),
    Step(
        "energy_grows",
        "While u falls, E does not: both factors of E' are at most 0.",
        ge(_POWER, 0),
        Decide(),
        ("ray.curvature", "not_risen", "nonnegative"),
        (_BROKEN, _LATER, _FALLING),
    ),
    Step(
        "energy_kept",
        "So E(t) >= E(0) as long as u has been falling up to t.",
        ge(_ENERGY, _ENERGY.subs(t, 0)),
        Apply(
            MEAN_VALUE, {a: sp.Integer(0), b: t, p: sp.Lambda(t, _ENERGY), dp: sp.Lambda(t, _POWER)}
        ),
        ("energy_derivative", "energy_grows", "shorter", "nonnegative", "ray.start", "point"),
        (_BROKEN, _LATER, _FALLING),
    ),
    Step(
        "energy_start",
        "E(0) is half of what the bound is broken by.",
        ge(2 * _ENERGY.subs(t, 0), g**2 - 2 * Phi(gap)),
        Decide(),
        ("ray.start", "ray.slope", "point"),
        (_BROKEN,),
    ),
    Step(
        "cannot_stop",
        "If u has fallen up to t then u'(t) < 0, for u'(t) = 0 would make E(t) <= 0.",
        lt(du(t), 0),
        Decide(),
        (
            "energy_kept",
            "energy_start",
            At("potential", {s: u(t)}),
            "nonnegative",
        ),
        (_BROKEN, _LATER, _FALLING),
    ),
    Step(
        "falls",
        "Hence u falls for ever.",
        None,
        Apply(CONTINUOUS_INDUCTION, {a: sp.Integer(0), b: T, p: du, dp: ddu}),
        ("ray.acceleration", "ray.slope", "slope", "cannot_stop"),
        (_BROKEN, gt(T, 0)),
    ),
    Step(
        "has_fallen",
        "In other words: up to every t it has been falling.",
        _FALLING,
        Decide(),
        (At("falls", {T: t + 1}),),
        (_BROKEN, _LATER),
    ),
    Step(
        "fast",
        "Its speed never drops below sqrt(g^2 - 2 Phi(gap)).",
        le(du(t), -_SPEED),
        Decide(),
        (
            "energy_kept",
            "energy_start",
            "has_fallen",
            At("potential", {s: u(t)}),
            "nonnegative",
            "point",
        ),
        (_BROKEN, _LATER),
    ),
    Step(
        "line_derivative",
        "The function -u(t) - sqrt(g^2 - 2 Phi(gap)) t has derivative -u' - sqrt(...).",
        HasDerivative(t, _LATER, -u(t) - _SPEED * t, -du(t) - _SPEED),
        Differentiate(),
        ("ray.velocity", "point"),
        (_BROKEN,),
    ),
    Step(
        "drop",
        "So u lies below a falling line.",
        le(u(t), gap - _SPEED * t),
        Apply(
            MEAN_VALUE,
            {
                a: sp.Integer(0),
                b: t,
                p: sp.Lambda(t, -u(t) - _SPEED * t),
                dp: sp.Lambda(t, -du(t) - _SPEED),
            },
        ),
        ("line_derivative", "fast", "ray.start", "point"),
        (_BROKEN, _LATER),
    ),
    Step(
        "contradiction",
        "At t = (gap + 1)/sqrt(g^2 - 2 Phi(gap)) the line is at -1, but u >= 0.",
        FALSE,
        Decide(),
        (
            At("drop", {t: (gap + 1) / _SPEED}),
            At("nonnegative", {t: (gap + 1) / _SPEED}),
            At("has_fallen", {t: (gap + 1) / _SPEED}),
            "point",
        ),
        (_BROKEN,),
    ),
)

EVALUATION = Evaluation(
    inputs=(sym.rho, sym.K0, sym.K, gap),
    domain=(*CONSTANTS, NOT_BOTH_ZERO, bounds(gap, 0, text="a gap is not negative")),
    cases=(
        Case(
            (),
            (
                Output(
                    "gradient_norm",
                    sp.sqrt(2 * PHI(gap)),
                    "the largest gradient norm at this gap, loss/length",
                ),
            ),
        ),
    ),
)

STATEMENT = Statement(
    id="gradient_bound",
    kind="lemma",
    title="The gradient norm is bounded by the gap",
    source=Source("LW", "Lemma 5"),
    summary="||grad f(w)||^2 <= 2 Phi(gap) for every ell-smooth f; equality for u'' = ell(u).",
    parameters=(*CLASS_PARAMETERS, gap, g),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("contradiction", "point")},
    evaluation=EVALUATION,
    sharp_at=(
        Witness(
            "cosh(x) - 1 at x = 1, K0 = K = 1: g^2 = sinh(1)^2 = 2 Phi(gap)",
            "bound",
            f=COSH,
            point=sp.Integer(1),
            ell=LINEAR_ELL,
            Phi=LINEAR_PHI,
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1: 100 > 10", "bound", f=STEEP, point=sp.Integer(1)
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, ell = 1: 4 > 2",
            "bound",
            f=1 - 2 * X,
            point=sp.Integer(0),
        ),
        "ell_nonnegative": Witness(
            "the constant 1, gap measured from 0, ell(s) = 6 s - 4: 0 > 2 Phi(1) = -2",
            "bound",
            f=sp.Integer(1),
            ell=sp.Lambda(S, 6 * S - 4),
            Phi=sp.Lambda(S, 3 * S**2 - 4 * S),
        ),
        "integral": Witness(
            "x^2/2 at x = 1 with ell = 1 but Phi = 0: 1 > 0",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            Phi=sp.Lambda(S, sp.Integer(0)),
        ),
    },
)
