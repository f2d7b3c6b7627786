"""Strategies for Hypothesis that draw what statements of the theory speak about."""

from __future__ import annotations

try:
    import hypothesis  # noqa: F401 (asked for here, so that the message tells what to install)
except ImportError as missing:
    raise ImportError(
        "verify.properties.strategies needs Hypothesis, which is not installed; run: "
        'pip install "warmproof[properties]".'
    ) from missing

from verify.properties.strategies.functions import (
    functions,
    functions_of_several_variables,
    gradient_functions,
    mutants,
    pl_functions,
)
from verify.properties.strategies.noises import noises
from verify.properties.strategies.numbers import Constants, constants, gaps, starts
from verify.properties.strategies.schedules import (
    admissible_schedules,
    nonincreasing_schedules,
    schedules,
    warm_up_schedules,
)

__all__ = [
    "Constants",
    "admissible_schedules",
    "constants",
    "functions",
    "functions_of_several_variables",
    "gaps",
    "gradient_functions",
    "mutants",
    "noises",
    "nonincreasing_schedules",
    "pl_functions",
    "schedules",
    "starts",
    "warm_up_schedules",
]
