"""The scenes of sums and means over a few terms."""

from __future__ import annotations

from collections.abc import Mapping

from theory import symbols as sym
from theory.lemmas import mean_below_worst, sum_bound
from theory.theorems import sgd_mean_against_worst
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.formulas import either, most, scene_with
from verify.properties.scenes.parameters import Scenes, class_constants

T, q = sym.T, mean_below_worst.q


def _steps(draw: Draw, scene: Scene) -> None:
    scene.tables[sym.etas] = [draw.positive(-3, 3) for _ in range(scene.counts[T])]


def _terms(draw: Draw, scene: Scene) -> None:
    """First is what bounds it, less something; beyond it where the bound is loosened."""
    put, terms = scene.values, range(scene.counts[T])
    put[sum_bound.alpha], put[sum_bound.gamma] = either(draw), either(draw)
    second, third, fourth = ([draw.signed() * draw.positive() for _ in terms] for _ in "234")
    bounds = [
        put[sum_bound.alpha] * second[t] + third[t] + put[sum_bound.gamma] * fourth[t]
        for t in terms
    ]
    scene.tables |= {
        sum_bound.first: [
            bound * draw.beyond - draw.positive() * (1 - draw.unit()) for bound in bounds
        ],
        sum_bound.second: second,
        sum_bound.third: third,
        sum_bound.fourth: fourth,
    }


def _below_worst(draw: Draw, scene: Scene) -> None:
    worst = scene.values[mean_below_worst.worst] = either(draw)
    scene.tables[sum_bound.first] = [
        worst * draw.beyond - draw.positive() * (1 - draw.unit()) for _ in range(scene.counts[T])
    ]


def _gaps_and_levels(draw: Draw, scene: Scene) -> None:
    scene.functions[sym.ell] = CLASS_FUNCTIONS[sym.ell]
    class_constants(scene, draw)
    scene.values[sym.beta] = (1 + draw.positive()) / draw.beyond
    worst = scene.values[sgd_mean_against_worst.H] = draw.positive()
    terms = range(scene.counts[T])
    scene.tables |= {
        sym.Delta: [worst * draw.unit() * draw.beyond for _ in terms],
        sym.level_at: [worst * most(draw) for _ in terms],
    }


SCENES: Mapping[str, Scenes] = {
    "harmonic_mean": tuple(scene_with(_steps, counts={T: count}) for count in (1, 4)),
    "sum_bound": (scene_with(_terms, counts={T: 3}),),
    "mean_below_worst": (scene_with(_below_worst, counts={T: 3, q: 1}),),
    "sgd_mean_against_worst": tuple(
        scene_with(_gaps_and_levels, counts={T: count, q: count - 1}) for count in (1, 3)
    ),
}
