"""The lemma for bounded noise, applied to the steps of SGD: what is kept with high probability."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import t
from theory.definitions.sgd_run import moment
from theory.rules.expectation import omega
from theory.schema import Apply, Step
from theory.theorems.sgd import bounded_noise
from theory.theorems.sgd.setting import GAINED, SLACK, TILT


def kept(name: str, text: str, index: sp.Expr, part: sp.Expr, bound: sp.Expr, *uses: str) -> Step:
    """One application, read at an index of the run.

    Args:
        name: of the step.
        text: the step in words.
        index: may depend on the outcome.
        part: the centred part of a step, X_t.
        bound: of its size, known before the step.
        uses: what says that part and bound are such, and that the index is one.
    """
    return Step(
        name,
        text,
        None,
        Apply(
            bounded_noise.STATEMENT,
            {
                sym.tilt: TILT,
                sym.slack: SLACK,
                sym.gain_at: sp.Lambda((t, omega), GAINED),
                sym.centred_part: sp.Lambda((t, omega), part),
                sym.part_bound: sp.Lambda((t, omega), bound),
                moment: sp.Lambda(omega, index),
            },
        ),
        (
            "gap0_range",
            "run",
            "horizon",
            "delta_range",
            "tilt",
            "gains",
            "adapted",
            "bound_known",
            "part_known",
            "part_centred",
            "variance",
            "descent",
            *uses,
        ),
    )
