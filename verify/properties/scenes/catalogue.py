"""Which scenes a statement is read on; the tests ask that every statement has some."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from theory.schema import Statement
from verify.properties.scenes import (
    distances,
    energy,
    gradient_descent,
    gradient_smooth,
    numbers,
    sgd_step_sizes,
    sums,
    two_points,
)
from verify.properties.scenes.parameters import SceneMaker

SCENES: Mapping[str, tuple[Callable[[Statement], SceneMaker], ...]] = {
    **distances.SCENES,
    **energy.SCENES,
    **gradient_descent.SCENES,
    **gradient_smooth.SCENES,
    **numbers.SCENES,
    **sgd_step_sizes.SCENES,
    **sums.SCENES,
    **two_points.SCENES,
}


def scenes_of(statement: Statement) -> tuple[SceneMaker, ...]:
    """The scenes of a statement; none if it has none.

    Args:
        statement: any but a definition, which claims nothing.
    """
    return tuple(make(statement) for make in SCENES.get(statement.id, ()))
