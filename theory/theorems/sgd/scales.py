"""Steps that SGD's theorems open with: the signs of the confidence, the scale and the gains."""

from __future__ import annotations

from theory.definitions.run import IN_RUN
from theory.definitions.sgd_step_size import CONFIDENCE
from theory.logic import ge, gt
from theory.rules.expectation import OUTCOME
from theory.rules.logarithms import LOGARITHM, x
from theory.schema import Apply, Decide, Step
from theory.theorems.sgd.setting import GAINED, TILT, delta

CONFIDENT = (
    Step(
        "logarithm", "ln delta <= delta - 1,", None, Apply(LOGARITHM, {x: delta}), ("delta_range",)
    ),
    Step(
        "confidence",
        "so ln(1/delta) is positive.",
        gt(CONFIDENCE, 0),
        Decide(),
        ("logarithm", "delta_range"),
    ),
)
SCALED = (
    Step(
        "tilt",
        "The scale of the exponents is positive.",
        gt(TILT, 0),
        Decide(),
        ("confidence", "gap0_range", "delta_range"),
    ),
    Step(
        "gains",
        "No gain is negative.",
        ge(GAINED, 0),
        Decide(),
        ("forward",),
        (IN_RUN, OUTCOME),
    ),
)
