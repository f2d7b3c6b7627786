"""Functions of the class to test lemmas on, instances of statements, and margins of claims.

The names here are the ones to use in tests of your own; the strategies that draw them are in
``verify.properties.strategies``. Nothing heavy is imported until a name is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.properties.domination import pl_constant
    from verify.properties.from_control import FromControl
    from verify.properties.from_gradient import FromGradient
    from verify.properties.high_dimension import Orthogonal, Radial, rotation
    from verify.properties.integrated import Integrated
    from verify.properties.margins import at_most, relative_margin
    from verify.properties.mutations import Mutant, mutated
    from verify.properties.noises import Noise
    from verify.properties.schedules import Run, Shares, Steps, run
    from verify.properties.smooth import smoothed

_HOMES = {
    "FromControl": "from_control",
    "FromGradient": "from_gradient",
    "Integrated": "integrated",
    "Mutant": "mutations",
    "Noise": "noises",
    "Orthogonal": "high_dimension",
    "Radial": "high_dimension",
    "Run": "schedules",
    "Shares": "schedules",
    "Steps": "schedules",
    "at_most": "margins",
    "mutated": "mutations",
    "pl_constant": "domination",
    "relative_margin": "margins",
    "rotation": "high_dimension",
    "run": "schedules",
    "smoothed": "smooth",
}

__all__ = [
    "FromControl",
    "FromGradient",
    "Integrated",
    "Mutant",
    "Noise",
    "Orthogonal",
    "Radial",
    "Run",
    "Shares",
    "Steps",
    "at_most",
    "mutated",
    "pl_constant",
    "relative_margin",
    "rotation",
    "run",
    "smoothed",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'verify.properties' has no attribute {name!r}")
    return getattr(import_module(f"verify.properties.{_HOMES[name]}"), name)
