"""The proof for sums: the triangle inequality, then sums of rho-th powers."""

from __future__ import annotations

import sympy as sp

from theory.lemmas import power_hoelder, power_monotone, power_sums
from theory.lemmas.closure.setting import (
    Kf,
    Kg,
    gamma,
    gap_f,
    gap_g,
    rho,
)
from theory.lemmas.closure.sum_formulas import (
    COMMON,
    CONCAVE,
    CONVEX,
    GAP,
    LARGER,
    q,
)
from theory.logic import eq, ge, gt, le, lt, real
from theory.rules.norms import NORM_OF_SUM
from theory.rules.powers import POWER_OF_POWER, POWER_OF_ZERO, r, s, x, y, z
from theory.schema import Apply, At, Decide, Step

v = real("v")

_BIG, _SMALL = (ge(rho, 1),), (lt(rho, 1),)
_PART_F, _PART_G = Kf ** (1 / q), Kg ** (1 / q)
_ROOT = (_PART_F + _PART_G) ** q
_SUM_POWER = (gap_f + gap_g) ** rho


def _root(name: str, text: str, growth: sp.Expr, growth_range: str) -> Step:
    return Step(
        name,
        text,
        eq((growth ** (1 / q)) ** q, growth),
        Decide(),
        (
            At("undone", {v: growth}),
            "part_zero",
            "root_zero",
            growth_range,
            "conjugate",
        ),
        _SMALL,
    )


PROOF = (
    Step("triangle", "The triangle inequality.", None, Apply(NORM_OF_SUM), ("norms",)),
    Step("zero", "0^rho = 0,", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "nonnegative",
        "so powers are not negative.",
        ge(v**rho, 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: v, r: rho}),
        ("rho_range", "zero"),
        (ge(v, 0),),
    ),
    Step(
        "together",
        "The rho-th powers of the gaps beside that of their sum,",
        None,
        Apply(power_sums.STATEMENT, {x: gap_f, y: gap_g, r: rho}),
        ("rho_range", "gaps"),
    ),
    Step(
        "apart",
        "and that of the sum beside those of the new gap and gamma.",
        None,
        Apply(power_sums.STATEMENT, {x: GAP, y: gamma, r: rho}),
        ("rho_range", "gaps", "gamma_range"),
    ),
    Step(
        "larger",
        "For rho >= 1: both growth constants are at most the larger one.",
        le(Kf * gap_f**rho + Kg * gap_g**rho, LARGER * _SUM_POWER),
        Decide(),
        (
            "together.superadditive",
            At("nonnegative", {v: gap_f}),
            At("nonnegative", {v: gap_g}),
            "Kf_range",
            "gaps",
        ),
        _BIG,
    ),
    Step(
        "convex",
        "Hence the bound for rho >= 1.",
        CONVEX,
        Decide(),
        (
            "larger",
            "apart.power_mean",
            "triangle",
            "f_smooth",
            "g_smooth",
            "Kf_range",
            "gaps",
            "gamma_range",
        ),
    ),
    Step(
        "common",
        "If the infima are attained together, gamma = 0 and the second inequality is not needed.",
        COMMON,
        Decide(),
        ("larger", "triangle", "f_smooth", "g_smooth", "gaps"),
    ),
    Step(
        "undone",
        "For rho < 1: (v^(1/q))^q = v for v > 0,",
        None,
        Apply(POWER_OF_POWER, {x: v, r: 1 / q, s: q, z: sp.Integer(1)}),
        ("conjugate",),
        (*_SMALL, gt(v, 0)),
    ),
    Step(
        "part_zero", "0^(1/q) = 0,", None, Apply(POWER_OF_ZERO, {r: 1 / q}), ("conjugate",), _SMALL
    ),
    Step("root_zero", "and 0^q = 0.", None, Apply(POWER_OF_ZERO, {r: q}), ("conjugate",), _SMALL),
    _root("root_f", "So (Kf^(1/q))^q = Kf,", Kf, "Kf_range"),
    _root("root_g", "and (Kg^(1/q))^q = Kg.", Kg, "Kg_range"),
    Step(
        "part_nonnegative",
        "v^(1/q) >= 0.",
        ge(v ** (1 / q), 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: v, r: 1 / q}),
        ("part_zero", "conjugate"),
        (*_SMALL, ge(v, 0)),
    ),
    Step(
        "hoelder",
        "Hoelder's inequality.",
        None,
        Apply(
            power_hoelder.STATEMENT,
            {
                power_hoelder.A: _PART_F,
                power_hoelder.B: _PART_G,
                x: gap_f,
                y: gap_g,
                r: rho,
                power_hoelder.q: q,
            },
        ),
        (
            At("part_nonnegative", {v: Kf}),
            At("part_nonnegative", {v: Kg}),
            "gaps",
            "conjugate",
            "rho_range",
            "Kf_range",
            "Kg_range",
        ),
        _SMALL,
    ),
    Step(
        "root_nonnegative",
        "The growth constant of the sum is not negative.",
        ge(_ROOT, 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: _PART_F + _PART_G, r: q}),
        (
            At("part_nonnegative", {v: Kf}),
            At("part_nonnegative", {v: Kg}),
            "root_zero",
            "conjugate",
            "Kf_range",
            "Kg_range",
        ),
        _SMALL,
    ),
    Step(
        "weighted",
        "So the two growths are at most one power of the sum,",
        le(Kf * gap_f**rho + Kg * gap_g**rho, _ROOT * _SUM_POWER),
        Decide(),
        (
            "hoelder",
            "root_f",
            "root_g",
            At("part_nonnegative", {v: Kf}),
            At("part_nonnegative", {v: Kg}),
            "gaps",
            "conjugate",
            "rho_range",
            "Kf_range",
            "Kg_range",
        ),
        _SMALL,
    ),
    Step(
        "concave",
        "and by subadditivity the bound for rho < 1.",
        CONCAVE,
        Decide(),
        (
            "weighted",
            "apart.subadditive",
            "root_nonnegative",
            "triangle",
            "f_smooth",
            "g_smooth",
            At("part_nonnegative", {v: Kf}),
            At("part_nonnegative", {v: Kg}),
            "gaps",
            "gamma_range",
            "conjugate",
            "rho_range",
            "Kf_range",
            "Kg_range",
        ),
    ),
)
