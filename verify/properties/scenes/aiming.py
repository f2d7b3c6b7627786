"""Runs under the Aiming condition: steps theta gap/(2 Phi(gap)) towards the minimiser 0.

The condition is asked at the iterates only, so the function need not be convex. theta is drawn up
to what the first iterate allows; where a later one allows less, the case is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theory import symbols as sym
from theory.lemmas.growth.setting import x
from verify.properties.draws import Draw
from verify.properties.scenes.formulas import most
from verify.properties.scenes.gradient_descent import SCHEDULE, linear, runs, target_gap
from verify.properties.scenes.members import resting_member
from verify.properties.scenes.on_a_line import FROM_A_MINIMISER, Afterwards, Walk
from verify.properties.scenes.parameters import Scenes


def aimed(walk: Walk) -> Any:
    """The step theta gap/(2 Phi(gap)), with a theta that the first iterate allows."""
    gap = walk.gaps[-1]
    if not walk.etas:
        _aim(walk)
    return walk.scene.values[sym.theta] * gap / (2 * walk.member.Phi(gap))


def _aim(walk: Walk) -> None:
    """A theta that the first iterate allows."""
    allowed = walk.slopes[0] * walk.xs[0] / walk.gaps[0]
    walk.scene.values[sym.theta] = most(walk.draw) * allowed


def _reach_of_start(walk: Walk) -> None:
    """A gap that the extremal reaches at the distance of the start, or a larger one."""
    nearest = walk.member.reached(walk.xs[0] / walk.draw.beyond)
    walk.scene.values[sym.reach] = nearest * _or_more(walk.draw)


def _reach_of_gaps(walk: Walk) -> None:
    """A bound of all gaps from which a step is made."""
    largest = -walk.draw.ops.smallest([-gap for gap in walk.gaps[:-1]])
    walk.scene.values[sym.reach] = largest * (_or_more(walk.draw) / walk.draw.beyond)


def _target_of_no_step(walk: Walk) -> None:
    """A run of no step, with a target above or below the gap that is never exceeded.

    A run with a step has its target below that gap, so there it is void to claim something of a
    target above.
    """
    _aim(walk)
    _reach_of_start(walk)
    walk.scene.values[sym.eps] = walk.scene.values[sym.reach] * walk.draw.positive(-2, 2)


def _or_more(draw: Draw) -> Any:
    """1, often, or a larger number."""
    return 1 + (1 - draw.unit()) * draw.positive()


def _any_gap(walk: Walk) -> None:
    """A gap at which G is read; that G' = 1/sqrt(2 Phi) holds by its formula."""
    line = walk.member.line
    walk.scene.values[x] = walk.draw.positive(-2, 2) * line.K0 / line.K


def _aimed(*afterwards: Afterwards) -> dict[str, Any]:
    return {"built": SCHEDULE | {"antiderivative"}, "afterwards": afterwards}


_LINEAR = linear(resting_member)

SCENES: Mapping[str, Scenes] = {
    "gd_aiming_progress": runs(resting_member, FROM_A_MINIMISER, aimed, 1, 3, **_aimed()),
    "gd_aiming_reach": runs(
        resting_member, FROM_A_MINIMISER, aimed, 1, 3, **_aimed(_reach_of_start)
    ),
    "gd_aiming": runs(_LINEAR, FROM_A_MINIMISER, aimed, 1, 3, **_aimed(target_gap, _reach_of_gaps)),
    "gd_aiming_within": (
        *runs(
            _LINEAR, FROM_A_MINIMISER, aimed, 1, 3, **_aimed(target_gap, _reach_of_start, _any_gap)
        ),
        *runs(_LINEAR, FROM_A_MINIMISER, aimed, 0, **_aimed(_target_of_no_step, _any_gap)),
    ),
    "interpolated_sgd_step": runs(_LINEAR, FROM_A_MINIMISER, aimed, 1, **_aimed(_reach_of_gaps)),
}
