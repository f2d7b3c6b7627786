"""The scenes of the lemmas and theorems on points, steps and runs of gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.on_a_line import (
    Member,
    Rule,
    any_member,
    constant,
    convex_member,
    run_scene,
    up_to,
    warm_up,
)
from verify.properties.scenes.parameters import SceneMaker

Scenes: TypeAlias = tuple[Callable[[Statement], SceneMaker], ...]

SCHEDULE = frozenset({"schedule"})


def _runs(
    member: Callable[[Draw, Scene], Member],
    rule: Rule,
    *steps: int,
    built: frozenset[str] = frozenset(),
) -> Scenes:
    return tuple(
        partial(run_scene, member_of=member, rule=rule, steps=count, built=built) for count in steps
    )


ONE_STEP = _runs(any_member, up_to(2), 1)
SCENES: Mapping[str, Scenes] = {
    "gradient_bound": ONE_STEP,
    "self_bounding": ONE_STEP,
    "descent_lemma": ONE_STEP,
    "growth": ONE_STEP,
    "local_descent_level": ONE_STEP,
    "local_descent": ONE_STEP,
    "local_lipschitz": ONE_STEP,
    "descent_below_level": ONE_STEP,
    "gd_nonconvex": _runs(any_member, up_to(1), 1, 2, 5),
    "gd_nonconvex_warmup": _runs(any_member, warm_up, 1, 2, 5, built=SCHEDULE),
    "gd_nonconvex_constant": _runs(any_member, constant, 1, 2, 5, built=SCHEDULE),
    "gd_pl_contraction": _runs(convex_member, warm_up, 1, 3, built=SCHEDULE),
    "cocoercivity": _runs(convex_member, up_to(1), 1),
    "gd_convex_step": _runs(convex_member, up_to(1), 1),
    "gd_convex": _runs(convex_member, up_to(1), 1, 2, 5),
    "gd_convex_constant": _runs(convex_member, constant, 1, 2, 5, built=SCHEDULE),
    "gd_convex_sharp": _runs(convex_member, constant, 1, 2, 5, built=SCHEDULE),
    "localised_interpolation": _runs(convex_member, up_to(1), 1),
}
