"""The C^2 function of Theorem 3: its pieces in their places, and what is assumed of them."""

from __future__ import annotations

from theory.assumptions import Assumption
from theory.definitions.run import t
from theory.logic import ForAll
from theory.theorems.lower_bound.gluing import definitions
from theory.theorems.lower_bound.ground import Ground
from theory.theorems.lower_bound.iterates import DESCENT, node, tau
from theory.theorems.lower_bound.pieces import SINE
from theory.theorems.lower_bound.setting import (
    CLASS,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ON_WAVES,
    eps,
    first_short,
    nodes_from,
    periods_of,
    waves_above,
)
from theory.theorems.lower_bound.sines import Sines, beyond

GROUND = Ground(node(tau))
SINES = Sines(eps, "eps_range", "waves_above", tau)
BEYOND = beyond(eps)

ASSUMPTIONS = (
    *CLASS,
    waves_above(SINE),
    first_short(SINE),
    NONNEGATIVE_STEPS,
    NONINCREASING,
    periods_of(SINE),
    nodes_from(GROUND.rim + GROUND.length),
    *definitions((BEYOND, "beyond x_0 f goes on with slope eps")),
    *GROUND.definitions("node tau"),
    Assumption(
        "wave_pieces",
        ForAll(t, ON_WAVES, SINES.on(t).definition),
        "between node t + 1 and node t f has periods_t waves",
        defines=True,
    ),
    DESCENT,
)
