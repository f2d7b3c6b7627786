"""The scenes of Theorem 3: the function for a schedule, put together from the theory's pieces.

A scene has a fixed number of periods under each long step; the steps, the class and eps are drawn.
Places of nodes and lengths of steps are symbols of their own in the formulas of the pieces, so
that these are compiled once. A quantifier over all x is read at one drawn x, one over a number of
periods or of steps without end at one number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL
from theory.definitions.run import n, t
from theory.theorems.lower_bound import never_reached as hump
from theory.theorems.lower_bound import quartic_setting as quartic
from theory.theorems.lower_bound import sine_setting as sine
from theory.theorems.lower_bound import triangular_setting as triangular
from theory.theorems.lower_bound.gluing import Placed, ddf, df, f, x
from theory.theorems.lower_bound.iterates import node, tau, x_at
from theory.theorems.lower_bound.pieces import QUARTIC, SINE, TRIANGULAR, M, Variant, gap0, s, theta
from theory.theorems.lower_bound.setting import K0, eps, periods
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.formulas import most, scene_with
from verify.properties.scenes.parameters import Scenes
from verify.properties.scenes.values import value

ENTRIES = (node, sym.etas, triangular.length)
"""The sequences whose entries the formulas of the pieces mention."""


def _entry(sequence: Any, index: int) -> sp.Symbol:
    return sp.Symbol(f"{sequence.__name__}_{index}", real=True)


@dataclass(frozen=True)
class Profile:
    """A function for steps with given numbers of periods.

    Attributes:
        variant: which waves.
        waves: the number of periods under step 0, 1, ...
        placed: its pieces from left to right.
        counts: what the theory's names for indices stand for.
    """

    variant: Variant
    waves: tuple[int, ...]
    placed: tuple[Placed, ...]
    counts: Mapping[Any, int]

    def put(self, expr: sp.Expr) -> sp.Expr:
        """The expression with the counts put in, and symbols for entries of sequences."""
        found = expr.subs(self.counts)
        found = found.replace(periods, lambda index: sp.Integer(self.waves[int(index)]))
        for sequence in ENTRIES:
            found = found.replace(
                sequence, lambda index, sequence=sequence: _entry(sequence, int(index))
            )
        return found

    @cached_property
    def functions(self) -> dict[Any, sp.Expr]:
        """The function, its slope and its curvature, as formulas in x."""
        ends = [
            sp.true if piece.right is None else x <= self.put(piece.right) for piece in self.placed
        ]
        parts = {f: "value", df: "slope", ddf: "curvature"}
        return {
            name: sp.Piecewise(
                *(
                    (self.put(getattr(p, part)), end)
                    for p, end in zip(self.placed, ends, strict=True)
                )
            )
            for name, part in parts.items()
        }

    @cached_property
    def knots(self) -> list[sp.Expr]:
        """The joints of the pieces, and the bottom of the valley."""
        found = [self.put(piece.right) for piece in self.placed if piece.right is not None]
        beds = [p for p in self.placed if p.name == "bed" and p.left is not None]
        bottoms = [self.put((p.left + p.right) / 2) for p in beds]
        rights = [self.put(p.right) for p in beds]
        at = found.index(rights[0])
        return [*found[:at], *bottoms, *found[at:]]


def _constants(draw: Draw, put: dict[sp.Symbol, Any]) -> None:
    """The class, gap0, theta and M; K = 0, a constant ell, is among them."""
    put[K0], put[gap0] = draw.positive(-2, 2), draw.positive(-2, 2)
    put[sym.K] = draw.positive(-4, 4) * draw.unit()
    put[theta] = draw.ops.ratio(1, 32) * (1 + 30 * draw.unit()) * draw.beyond
    put[M] = value(ELL(theta * gap0).subs(sym.rho, 1), put, draw)


def _target(draw: Draw, put: dict[sp.Symbol, Any], variant: Variant, slow: int) -> None:
    """Eps, and s, up to their limits, and so small that the count is at least ``slow``."""
    waves, valley = (value(limit, put, draw) for limit in variant.largest_eps_squared)
    squares = [valley, value(K0 * gap0 / 2, put, draw)]
    if variant is QUARTIC:
        put[s] = draw.ops.sqrt(waves) * most(draw)
        squares.append(put[s] * put[s])
    else:
        squares.append(waves)
    if slow:
        # variant.count = slow, solved for eps^2.
        top = theta * gap0 if variant is QUARTIC else gap0
        spent = variant.per_curvature * slow + variant.valley_height * M / K0
        squares.append(value(top * M / spent, put, draw))
    put[eps] = draw.ops.sqrt(draw.ops.smallest(squares)) * most(draw)


def _steps(draw: Draw, threshold: Any, waves: Sequence[int], short: int) -> list[Any]:
    """Steps that do not increase: one for each number of periods, then short ones."""
    almost = draw.ops.ratio(1023, 1024)
    steps: list[Any] = []
    for count in (*waves, 0):
        high = (count + 1) * threshold * almost
        if steps:
            high = draw.ops.smallest([high, steps[-1] * draw.beyond])
        low = count * threshold
        steps.append(low + (high - low) * draw.unit())
    for _ in range(short - 1):
        steps.append(steps[-1] * draw.beyond * draw.unit())
    return steps[: len(waves) + short]


def _nodes(profile: Profile, draw: Draw, scene: Scene, last: Any) -> None:
    """The nodes, from the last one to the right, with the steps that lead from one to the next."""
    put, etas = scene.values, scene.tables[sym.etas]
    slope = put[s] if profile.variant is QUARTIC else put[eps]
    places = [last]
    for step in reversed(etas[: len(profile.waves)]):
        places.insert(0, places[0] + step * slope)
    scene.tables[node] = places
    put |= {_entry(node, k): place for k, place in enumerate(places)}


def _lay_out(profile: Profile, draw: Draw, scene: Scene, steps: list[Any]) -> None:
    """What depends on the steps, but for the nodes."""
    put = scene.values
    scene.functions = {**CLASS_FUNCTIONS}
    scene.functions |= {name: sp.Lambda(x, expr) for name, expr in profile.functions.items()}
    scene.tables[sym.etas] = steps
    scene.tables[periods] = [draw.ops.number(count) for count in profile.waves]
    put |= {_entry(sym.etas, k): step for k, step in enumerate(steps)}
    if profile.variant is TRIANGULAR:
        lengths = [a * put[eps] / b for a, b in zip(steps, profile.waves, strict=False)]
        scene.tables[triangular.length] = lengths
        put |= {_entry(triangular.length, k): length for k, length in enumerate(lengths)}
        put[triangular.k] = draw.ops.number(0)


def _run(profile: Profile, draw: Draw, scene: Scene, steps: Sequence[Any]) -> None:
    """Gradient descent from node 0, and a point x: on a piece, or left or right of all."""
    put, visited = scene.values, [scene.tables[node][0]]
    for step in steps:
        slope = value(profile.functions[df], {**put, x: visited[-1]}, draw)
        visited.append(visited[-1] - step * slope)
    scene.tables[x_at] = visited
    knots = [value(knot, put, draw) for knot in profile.knots]
    wide = put[eps] / put[K0]
    knots = [knots[0] - wide, *knots, knots[-1] + wide]
    part = (len(knots) - 1) * draw.unit()
    put[x] = knots[0]
    for k in range(len(knots) - 1):
        on_piece = knots[k] + (knots[k + 1] - knots[k]) * (part - k)
        put[x] = draw.ops.select(part, k, put[x], on_piece)


def _finite(profile: Profile, foot: sp.Expr, short: int) -> Callable[[Draw, Scene], None]:
    """The function with its valley on the left, and a run into it."""
    place = profile.put(foot)

    def fill(draw: Draw, scene: Scene) -> None:
        put = scene.values
        _constants(draw, put)
        _target(draw, put, profile.variant, short)
        threshold = value(profile.variant.step_threshold, put, draw)
        steps = _steps(draw, threshold, profile.waves, short)
        _lay_out(profile, draw, scene, steps)
        _nodes(profile, draw, scene, value(place, put, draw))
        _run(profile, draw, scene, steps)

    return fill


def _endless(profile: Profile) -> Callable[[Draw, Scene], None]:
    """The function with its valley on the right; every step is long."""

    def fill(draw: Draw, scene: Scene) -> None:
        put = scene.values
        _constants(draw, put)
        _target(draw, put, SINE, 0)
        threshold, almost = value(SINE.step_threshold, put, draw), draw.ops.ratio(1023, 1024)
        steps = [threshold * (count + almost * (1 - draw.unit())) for count in profile.waves]
        _lay_out(profile, draw, scene, steps)
        _nodes(profile, draw, scene, 4 * draw.signed())
        _run(profile, draw, scene, steps)
        put |= {name: draw.ops.number(profile.counts[name]) for name in (n, t)}

    return fill


def _sines(waves: tuple[int, ...], short: int) -> Scenes:
    long, ground = len(waves), sine.GROUND
    counts = _counts(waves, {tau: long, sym.T: long + short})
    over = (sine.SINES.on(sp.Integer(step)) for step in reversed(range(long)))
    pieces = (ground.left, ground.bed, ground.straight, *over, sine.BEYOND)
    profile = Profile(SINE, waves, pieces, counts)
    return (scene_with(_finite(profile, ground.rim + ground.length, short), counts=counts),)


def _triangles(waves: tuple[int, ...], short: int) -> Scenes:
    long, ground = len(waves), triangular.GROUND
    counts = _counts(waves, {tau: long, sym.T: long + short, triangular.k: 0})
    halves = (
        half(sp.Integer(step), sp.Integer(period))
        for step in reversed(range(long))
        for period in reversed(range(waves[step]))
        for half in (triangular.falling, triangular.rising)
    )
    pieces = (ground.left, ground.bed, ground.straight, *halves, triangular.BEYOND)
    profile = Profile(TRIANGULAR, waves, pieces, counts)
    return (scene_with(_finite(profile, ground.rim + ground.length, short), counts=counts),)


def _steep(waves: tuple[int, ...], short: int) -> Scenes:
    q, ground = len(waves) - 1, quartic.GROUND
    counts = {
        **_counts(waves, {quartic.q: q, sym.T: len(waves) + short}),
        periods(quartic.q): waves[q],
    }
    over = (quartic.SINES.on(sp.Integer(step)) for step in reversed(range(q)))
    ends = (quartic.LINK, *((quartic.LAST,) if waves[q] > 1 else ()))
    pieces = (ground.left, ground.bed, ground.straight, *ends, *over, quartic.BEYOND)
    profile = Profile(QUARTIC, waves, pieces, counts)
    foot = ground.rim + (quartic.TOP - ground.height) / eps
    return (scene_with(_finite(profile, foot, short), counts=counts),)


def _never(waves: tuple[int, ...]) -> Scenes:
    """Read at the last of the steps."""
    last = len(waves) - 1
    counts = {**_counts(waves, {n: last, t: last}), periods(t): waves[last]}
    over = (hump.SINES.on(sp.Integer(step)) for step in reversed(range(len(waves))))
    pieces = (*over, hump.HUMP, hump.DOWN, hump.BED, hump.RIGHT)
    return (scene_with(_endless(Profile(SINE, waves, pieces, counts)), counts=counts),)


def _counts(waves: Sequence[int], names: Mapping[Any, int]) -> dict[Any, int]:
    return {**names, **{periods(sp.Integer(k)): count for k, count in enumerate(waves)}}


SCENES: Mapping[str, Scenes] = {
    "lower_bound": (*_sines((), 3), *_sines((2, 1), 2)),
    "lower_bound_triangular": _triangles((2,), 2),
    "lower_bound_quartic": _steep((2,), 2),
    "lower_bound_never_reached": _never((2, 1)),
}
