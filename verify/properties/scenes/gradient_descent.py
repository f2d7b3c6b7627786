"""The scenes of the lemmas and theorems on steps and runs of gradient descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from theory import symbols as sym
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import most
from verify.properties.scenes.members import (
    Member,
    any_member,
    convex_member,
    resting_member,
    shifted_member,
)
from verify.properties.scenes.on_a_line import (
    CONVEX,
    FROM_A_MINIMISER,
    ON_A_LINE,
    Afterwards,
    MemberMaker,
    Rule,
    Walk,
    constant,
    run_scene,
    smallest_gap,
    up_to,
    warm_up,
)
from verify.properties.scenes.parameters import Scenes

SCHEDULE = frozenset({"schedule"})


def runs(
    member_of: MemberMaker,
    truths: frozenset[str],
    rule: Rule,
    *steps: int,
    built: frozenset[str] = frozenset(),
    afterwards: Sequence[Afterwards] = (),
) -> Scenes:
    """One scene for each number of steps; see ``run_scene``."""
    return tuple(
        partial(
            run_scene,
            member_of=member_of,
            truths=truths,
            rule=rule,
            steps=count,
            built=built,
            afterwards=afterwards,
        )
        for count in steps
    )


def _any(rule: Rule, *steps: int, **more: Any) -> Scenes:
    return runs(any_member, ON_A_LINE, rule, *steps, **more)


def _convex(rule: Rule, *steps: int, **more: Any) -> Scenes:
    return runs(convex_member, CONVEX, rule, *steps, **more)


def linear(member_of: MemberMaker) -> MemberMaker:
    """For statements in rho, K0 and K: rho = 1."""

    def make(draw: Draw, scene: Scene) -> Member:
        scene.values[sym.rho] = draw.ops.number(1)
        return member_of(draw, scene)

    return make


# -- parameters that depend on the run -----------------------------------------------------------


def pl_constant(walk: Walk) -> None:
    """mu, up to what the PL inequality at the points of the run allows."""
    allowed = [
        slope * slope / (2 * gap)
        for gap, slope in zip(walk.gaps[:-1], walk.slopes[:-1], strict=True)
    ]
    walk.scene.values[sym.mu] = (
        walk.draw.unit() * walk.draw.beyond * walk.draw.ops.smallest(allowed)
    )


def target_gap(walk: Walk) -> None:
    """A target eps > 0, up to the smallest gap from which a step is made."""
    walk.scene.values[sym.eps] = most(walk.draw) * smallest_gap(walk)


def quotient_bound(walk: Walk) -> None:
    """A number psi up to s/ell(s) at s = eps, where it is smallest: it increases, for rho = 1."""
    eps = walk.scene.values[sym.eps]
    limit = eps / walk.member.ell(eps)
    walk.scene.values |= {sym.s: eps, sym.psi: walk.draw.unit() * walk.draw.beyond * limit}


def _min_shape(draw: Draw, scene: Scene) -> Member:
    """A member, and the scale c <= 3^rho/(3^rho + 1) = 3/4 of LW's schedule."""
    member = linear(any_member)(draw, scene)
    scene.values[sym.c] = draw.unit() * draw.beyond * draw.ops.ratio(3, 4)
    return member


def min_shape(walk: Walk) -> Any:
    """Up to c min{1/K0, 1/(3 K gap)}; beyond one of the two where limits are tested."""
    draw, K0, K = walk.draw, walk.member.line.K0, walk.member.line.K
    first = (1 + draw.sign()) / 2
    limits = [draw.beyond**first / K0, draw.beyond ** (1 - first) / (3 * K * walk.gaps[-1])]
    return draw.unit() * walk.scene.values[sym.c] * draw.ops.smallest(limits)


_PL = {"built": SCHEDULE, "afterwards": (pl_constant,)}
_PL_COUNT = {"built": SCHEDULE, "afterwards": (pl_constant, target_gap)}
_WARM_UP_COUNT = {"built": SCHEDULE, "afterwards": (target_gap, quotient_bound)}

SCENES: Mapping[str, Scenes] = {
    "gradient_bound": _any(up_to(2), 1),
    "gradient_bound_floor": runs(shifted_member, ON_A_LINE, up_to(2), 1),
    "self_bounding": _any(up_to(2), 1),
    "descent_lemma": _any(up_to(2), 1),
    "gd_nonconvex": _any(up_to(1), 1, 2, 5),
    "gd_nonconvex_warmup": _any(warm_up, 1, 2, 5, built=SCHEDULE),
    "gd_nonconvex_constant": _any(constant, 1, 2, 5, built=SCHEDULE),
    "gd_nonconvex_min_shape": runs(_min_shape, ON_A_LINE, min_shape, 1, 4),
    "pl_forces_curvature": runs(
        linear(any_member), ON_A_LINE, up_to(1), 1, afterwards=(pl_constant,)
    ),
    "gd_pl_contraction": (
        *_convex(warm_up, 1, 3, **_PL),
        *runs(resting_member, FROM_A_MINIMISER, warm_up, 2, **_PL),
    ),
    "gd_pl": (
        *runs(linear(convex_member), CONVEX, warm_up, 1, 3, **_PL_COUNT),
        *runs(linear(any_member), ON_A_LINE, warm_up, 2, **_PL_COUNT),
    ),
    "cocoercivity": _convex(up_to(1), 1),
    "gd_convex_step": _convex(up_to(1), 1),
    "gd_convex": _convex(up_to(1), 1, 2, 5),
    "gd_convex_warmup": _convex(warm_up, 1, 2, 4, **_WARM_UP_COUNT),
    "gd_convex_constant": _convex(constant, 1, 2, 5, built=SCHEDULE),
    "gd_convex_sharp": _convex(constant, 1, 2, 5, built=SCHEDULE),
    "localised_interpolation": _convex(up_to(1), 1),
}
