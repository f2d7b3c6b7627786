"""Which scenes a statement is read on; the tests ask that every statement has some."""

from __future__ import annotations

from collections.abc import Mapping

from theory.schema import Statement
from verify.properties.scenes import (
    aiming,
    any_rho,
    class_numbers,
    closures,
    coin_runs,
    distances,
    energy,
    examples,
    fixed_step,
    gradient_descent,
    gradient_smooth,
    interpolated,
    localised,
    lower_bounds,
    martingales,
    noise_step,
    numbers,
    sgd_step_sizes,
    sums,
    two_points,
    waves,
)
from verify.properties.scenes.parameters import SceneMaker, Scenes


def _joined(*tables: Mapping[str, Scenes]) -> Mapping[str, Scenes]:
    """Tables that may speak of the same statements, which then have the scenes of all of them."""
    names = dict.fromkeys(name for table in tables for name in table)
    return {name: sum((table.get(name, ()) for table in tables), ()) for name in names}


_BY_MODULE: Mapping[str, Scenes] = {
    **aiming.SCENES,
    **class_numbers.SCENES,
    **closures.SCENES,
    **coin_runs.SCENES,
    **distances.SCENES,
    **energy.SCENES,
    **examples.SCENES,
    **fixed_step.SCENES,
    **gradient_descent.SCENES,
    **gradient_smooth.SCENES,
    **interpolated.SCENES,
    **localised.SCENES,
    **lower_bounds.SCENES,
    **martingales.SCENES,
    **noise_step.SCENES,
    **numbers.SCENES,
    **sgd_step_sizes.SCENES,
    **sums.SCENES,
    **two_points.SCENES,
    **waves.SCENES,
}

SCENES: Mapping[str, Scenes] = _joined(_BY_MODULE, any_rho.SCENES)


def scenes_of(statement: Statement) -> tuple[SceneMaker, ...]:
    """The scenes of a statement; none if it has none.

    Args:
        statement: any but a definition, which claims nothing.
    """
    return tuple(make(statement) for make in SCENES.get(statement.id, ()))
