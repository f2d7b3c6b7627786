"""Runs in a region: S is the component of {u <= the first gap} that holds the start.

On a line S is an interval, and a run has stayed in it as long as u has nowhere on its way been
above the first gap. So the largest value on each step's way decides both whether the next point is
in S and whether the step exceeds its start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import function
from theory.rules.regions import h
from verify.properties.arithmetic import Arithmetic
from verify.properties.line import Line, Side
from verify.properties.scenes.energy import note_turning_points, part
from verify.properties.scenes.gradient_descent import runs
from verify.properties.scenes.members import any_member
from verify.properties.scenes.on_a_line import ON_A_LINE, Rule, Walk, up_to
from verify.properties.scenes.parameters import Scenes

INSIDE = function("inside")
"""inside(t): how far the way to w_t has stayed below the first gap; >= 0 where w_t is in S."""

HIGHEST = function("highest")
"""highest(t): the largest value on the way from w_t to w_{t+1}, without its start."""


def highest(line: Line, start: Any, end: Any) -> Any:
    """The largest value of a function after ``start`` on the way to ``end``.

    Args:
        line: the function.
        start: either sign; not counted itself.
        end: either sign; counted.
    """
    ops = line.ops
    low, high = ops.smallest([start, end]), -ops.smallest([-start, -end])
    last = line.at(end)[0]
    found = [last]
    for side, a, b in ((line.right, low, high), (line.left, -high, -low)):
        found += _on_side(line, side, a, b, last)
    return -ops.smallest([-value for value in found])


def _on_side(line: Line, side: Side, a: Any, b: Any, otherwise: Any) -> list[Any]:
    """Values at the joints between a and b, and where a piece turns down between them."""
    ops = line.ops
    zero = ops.number(0)
    begin, stop = -ops.smallest([zero, -a]), -ops.smallest([zero, -b])
    found = [
        ops.select(joint.x, a, otherwise, ops.select(b, joint.x, otherwise, joint.u))
        for joint in side.joints
    ]
    for first, last, control in zip(side.joints, side.joints[1:], side.controls, strict=False):
        entered = side.move(first, control, begin - first.x)
        left = side.move(first, control, stop - first.x)
        u = ops.select(begin, first.x, first.u, entered.u)
        rising = ops.select(begin, first.x, first.p, entered.p)
        falling = -ops.select(last.x, stop, last.p, left.p)
        met = [stop - first.x, last.x - begin, rising, falling, -control]
        # Phi(top) = Phi(u) + rising^2/(2 |c|): Phi(u) and u'^2/2 - c Phi(u) are known.
        energy = line.K0 * u + line.K * u * u / 2 - rising * rising / (2 * control)
        top = 2 * energy / (line.K0 + ops.sqrt(line.K0 * line.K0 + 2 * line.K * energy))
        found.append(_if_all_positive(met, top, otherwise, ops))
    return found


def _if_all_positive(signs: Sequence[Any], value: Any, otherwise: Any, ops: Arithmetic) -> Any:
    for sign in signs:
        value = ops.select(sign, ops.number(0), otherwise, value)
    return value


def _note_ways(walk: Walk) -> None:
    """Where the run is, and the gap along its steps; a claim on all of a step is read at its top.

    So ``path(t, h) <= Delta(t)`` for all h up to the step is one inequality, read for h = 0.
    """
    ops, scene = walk.draw.ops, walk.scene
    ways = [highest(walk.member.line, *pair) for pair in zip(walk.xs, walk.xs[1:], strict=False)]
    rooms = [walk.gaps[0] - way for way in ways]
    inside = [ops.smallest([ops.number(0), *rooms[:t]]) for t in range(len(walk.xs))]
    scene.tables |= {INSIDE: inside, HIGHEST: ways}
    scene.functions[sym.path] = sp.Lambda((sym.t, h), HIGHEST(sym.t))
    scene.values[h] = ops.number(0)


def _in_region(rule: Rule, *steps: int, **more: Any) -> Scenes:
    return runs(any_member, ON_A_LINE, rule, *steps, **more)


SCENES: Mapping[str, Scenes] = {
    "stays_in_region": _in_region(up_to(4), 1, 2, afterwards=(_note_ways,)),
    "localisation": _in_region(up_to(2), 1, 3, afterwards=(_note_ways,)),
    "localisation_energy": _in_region(
        part,
        1,
        2,
        built=frozenset({"schedule"}),
        afterwards=(_note_ways, note_turning_points),
    ),
}
