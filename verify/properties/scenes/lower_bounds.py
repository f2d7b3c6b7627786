"""The scenes of the pieces of Theorem 3's functions, and of the run that passes over them.

Each limit of a piece is drawn as what uses it up to a share, so that the share 1 is the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.theorems.lower_bound import iterates, pieces
from theory.theorems.lower_bound.pieces import SINE, TRIANGULAR, M, Variant, Z, gap0, m, theta
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import either, most, scene_with
from verify.properties.scenes.parameters import Scenes
from verify.properties.scenes.values import value

K0, eps, eta = sym.K0, sym.eps, sym.eta


def _valley(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[K0], put[eps] = draw.positive(), either(draw)
    put[Z] = 4 * draw.signed() * put[eps] / put[K0]


def _room_below(draw: Draw, scene: Scene, needed: Any) -> None:
    """gap0 and theta with (1 - theta) gap0 = ``needed``, over a share."""
    above = either(draw)
    scene.values[theta] = 1 - above
    scene.values[gap0] = needed / (above * most(draw))


def _whole_periods(draw: Draw, scene: Scene, variant: Variant) -> None:
    """M with the number of periods under a step that is in ``scene.counts``."""
    put, count = scene.values, scene.counts[m]
    put[eta] = draw.positive()
    one = value(variant.per_curvature, put, draw) / put[eta]
    # one count <= M < one (count + 1), the first of them often with equality, the other never.
    low, high = count / draw.beyond, (count + 1) * draw.beyond
    put[M] = one * (low + (high - low) * draw.ops.ratio(1023, 1024) * (1 - draw.unit()))


def _wave(draw: Draw, scene: Scene) -> None:
    put = scene.values
    _whole_periods(draw, scene, SINE)
    put[pieces.s] = either(draw)
    _room_below(draw, scene, value(SINE.trough, put, draw) * put[pieces.s] * put[pieces.s] / put[M])
    put[Z] = draw.unit() * put[eta] * put[pieces.s]


def _triangle(draw: Draw, scene: Scene) -> None:
    put = scene.values
    _whole_periods(draw, scene, TRIANGULAR)
    put[eps] = draw.positive()
    _room_below(draw, scene, put[eps] * put[eps] / put[M])
    put[Z] = draw.unit() * put[eps] * put[eta] / (2 * scene.counts[m])


def _link(draw: Draw, scene: Scene) -> None:
    put, lam, s = scene.values, pieces.lam, pieces.s
    put[eps], put[lam] = draw.positive(-2, 2), draw.positive(-2, 2)
    put[s] = put[eps] * (1 / draw.beyond + 3 * (1 - draw.unit()))
    put[M] = value(2 * sp.pi, put, draw) * put[s] / (put[lam] * most(draw))
    _room_below(draw, scene, put[lam] * put[s])
    put[Z] = draw.unit() * put[lam]


def _nodes(tau: int) -> list[sp.Symbol]:
    return [sp.Symbol(f"node_{t}", real=True) for t in range(tau + 1)]


def _slope_through(tau: int) -> sp.Expr:
    """A slope as the lemma about the iterates asks for, as a formula in x.

    It is eps between rim and node tau, and ``slope`` from half the way to the node before on. It is
    continuous, and constant around the nodes before tau, so that rounding is not blown up.
    """
    x, rim, last = iterates.x, iterates.rim, _nodes(tau)[-1]
    before = _nodes(tau)[-2] if tau else last + 1
    risen = sp.Min(1, 2 * (x - last) / (before - last))
    left, waves = eps - (rim - x), eps + (pieces.s - eps) * risen
    return sp.Piecewise((left, x <= rim), (eps, x <= last), (waves, True))


def _run(tau: int, T: int) -> Scenes:
    nodes, slope = _nodes(tau), _slope_through(tau)

    def fill(draw: Draw, scene: Scene) -> None:
        put = scene.values
        for name in (eps, pieces.s, iterates.threshold):
            put[name] = draw.positive(-3, 3)
        etas = [draw.positive(-3, 3) for _ in range(tau)]
        etas += [draw.unit() * put[iterates.threshold] * draw.beyond for _ in range(tau, T)]
        places = [4 * draw.signed()]
        for step in reversed(etas[:tau]):
            places.insert(0, places[0] + step * put[pieces.s])
        put |= dict(zip(nodes, places, strict=True))
        moved = max(1, T - tau) * put[iterates.threshold] * put[eps]
        put[iterates.rim] = places[-1] - moved * (2 - draw.unit())
        visited = [places[0]]
        for step in etas:
            there = {**put, iterates.x: visited[-1]}
            visited.append(visited[-1] - step * value(slope, there, draw))
        put[iterates.x] = put[iterates.rim] + draw.unit() * (places[-1] - put[iterates.rim])
        scene.functions = {iterates.df: sp.Lambda(iterates.x, slope)}
        scene.tables = {iterates.node: places, iterates.x_at: visited, sym.etas: etas}

    # The nodes are where the steps lead, and the slope is eps up to node tau, as computed here.
    built = frozenset({"nodes", "straight", "run"})
    return (scene_with(fill, counts={iterates.tau: tau, sym.T: T}, built=built),)


SCENES: Mapping[str, Scenes] = {
    "lower_bound_valley": (scene_with(_valley),),
    "lower_bound_wave": tuple(scene_with(_wave, counts={m: count}) for count in (1, 3)),
    "lower_bound_triangle": tuple(scene_with(_triangle, counts={m: count}) for count in (1, 3)),
    "lower_bound_link": (scene_with(_link),),
    "lower_bound_iterates": (*_run(0, 2), *_run(2, 4)),
}
