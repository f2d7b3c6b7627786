"""Steps that all theorems of this folder begin with: signs, indices, the waves."""

from __future__ import annotations

import sympy as sp

from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.run import integer, n, t
from theory.logic import Formula, ge, gt
from theory.rules.integers import SUCCESSOR, ZERO_INTEGER
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Step
from theory.theorems.lower_bound import valley, wave
from theory.theorems.lower_bound.iterates import etas
from theory.theorems.lower_bound.pieces import M, eta, gap0, m, s, theta
from theory.theorems.lower_bound.setting import ZERO, eps, periods

HEIGHT = valley.HEIGHT

CONSTANT_STEPS = (
    valley.PI_POSITIVE,
    Step(
        "gap_positive", "gap0 > 0.", gt(gap0, 0), Decide(), ("eps_range", "valley_fits", "K0_range")
    ),
    Step(
        "M_positive",
        "M >= K0 > 0.",
        gt(M, 0),
        Decide(),
        (
            "M",
            At("ell_nondecreasing", {low: ZERO, high: theta * gap0}),
            "ell_at_zero",
            "K0_range",
            "gap_positive",
            "theta_range",
        ),
    ),
    Step("valley_height", "The rim is not below 0.", ge(HEIGHT, 0), Decide(), ("K0_range",)),
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "next_index", "n + 1 is an integer.", None, Apply(SUCCESSOR, {index: n}), (), (integer(n),)
    ),
)
"""Signs of the constants, and that 0 and n + 1 are integers."""


def wave_steps(on_waves: tuple[Formula, ...], slope: sp.Expr = eps) -> tuple[Step, ...]:
    """The waves under step n, for every n in the range given."""
    return (
        Step(
            "steps_positive",
            "Steps over waves are positive.",
            gt(etas(n), 0),
            Decide(),
            (At("periods", {t: n}), "M_positive", "pi_positive"),
            on_waves,
        ),
        Step(
            "wave",
            "The waves.",
            None,
            Apply(wave.STATEMENT, {s: slope, m: periods(n), eta: etas(n)}),
            ("M_positive", "eps_range", At("periods", {t: n}), "waves_above"),
            on_waves,
        ),
    )
