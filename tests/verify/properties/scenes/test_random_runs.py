"""Random runs and steps with noise are what they say, and tightened statements fall on them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from theory import symbols as sym
from theory.registry import get
from verify.attack.attack import Target, attack_batch
from verify.attack.weaken import handle
from verify.properties.arithmetic import FLOATS
from verify.properties.cases import Cases
from verify.properties.claim_tree import CLEARLY
from verify.properties.draws import Draw, coordinates_of, kinds_of, on_grid
from verify.properties.probability import CHANCE
from verify.properties.scene import Scene
from verify.properties.scenes import coin_runs, martingales, noise_step
from verify.properties.scenes.landscapes import Bowl, bowl

pytestmark = pytest.mark.thorough

SCENES = {**noise_step.SCENES, **martingales.SCENES, **coin_runs.SCENES}
CASES = 200


def points(count: int, dimension: int) -> np.ndarray:
    return on_grid(np.random.default_rng(8).random((count, dimension)))


@pytest.mark.parametrize("name", SCENES)
def test_many_draws_meet_all_assumptions_and_none_breaks_the_statement(name: str) -> None:
    statement = get(name)
    cases = Cases(statement, SCENES[name][0](statement))
    judged = cases.judge(points(CASES, len(cases.kinds)))
    assert judged.met.mean() > 0.15
    assert all(np.all(margin[judged.met] >= -CLEARLY) for margin in judged.margins.values())


@pytest.mark.parametrize("name", ["sgd_constant_sharp", "sgd_light_tails_sharp"])
def test_chances_add_up_and_noises_are_centred(name: str) -> None:
    make = SCENES[name][0](get(name))
    for point in points(5, len(kinds_of(make))):
        scene = make(Draw.exactly(coordinates_of(point)))
        chances = scene.tables[CHANCE]
        assert sum(chances).overlaps(arb(1))
        inner = scene.tables[sym.noise_inner_at][0]
        mean = sum((p * x for p, x in zip(chances, inner, strict=True)), arb(0))
        size = sum((p * abs(x) for p, x in zip(chances, inner, strict=True)), arb(0))
        assert mean.contains(0) and mean.rad() <= 1e-12 * size.upper()


def test_a_bowl_has_the_curvature_it_may_have() -> None:
    draw = Draw.many(points(CASES, 4))
    found = bowl(draw, Scene())
    assert isinstance(found, Bowl)
    h = 1e-4 * found.radius
    for angle in np.linspace(0, np.pi, 7):
        place = (found.radius * np.cos(angle), found.radius * np.sin(angle))
        gap, (gx, gy) = found.at(place)
        for dx, dy, slope in ((h, 0 * h, gx), (0 * h, h, gy)):
            above, (sx, sy) = found.at((place[0] + dx, place[1] + dy))
            most = found.K0 + found.K * above
            assert np.all(np.abs((above - gap) / h - slope) <= 1.01 * most * h)
            assert np.all(np.hypot(sx - gx, sy - gy) / h <= 1.01 * most)


def refuted(name: str, weaken: str, factor: str, scene: int, conclusion: str) -> bool:
    """Whether one batch of an attack finds a counterexample."""
    target = Target(get(name), handle(get(name), weaken), Fraction(factor))
    batch = target.fronts.index((scene, conclusion))
    return attack_batch(target, 1000, seed=0, batch=batch).counterexample is not None


SHARP = [
    ("hoeffding_moment", "bounded/1", "9/10", "moment"),
    ("probable_descent", "slack_range/2", "99/100", "potential"),
    ("probable_descent", "descent", "99/100", "potential"),
    ("sgd_step", "descent:3", "9/10", "descent"),
    ("sgd_step", "curvature_step", "9/10", "descent"),
    ("sgd_step", "radius_step/2", "9/10", "reach"),
    ("sgd_descent_below_level", "descent", "99/100", "descent"),
    ("sgd_step_below_level", "curvature_step", "9/10", "descent"),
    ("sgd_noise_part", "above", "9/10", "above"),
]


@pytest.mark.parametrize(("name", "weaken", "factor", "conclusion"), SHARP)
def test_a_tightened_lemma_is_refuted(name: str, weaken: str, factor: str, conclusion: str) -> None:
    assert refuted(name, weaken, factor, 0, conclusion)


@pytest.mark.parametrize(
    ("weaken", "factor", "scene"), [("confidence_step", "3/20", 0), ("noise_step", "2/5", 2)]
)
def test_longer_steps_break_the_theorem(weaken: str, factor: str, scene: int) -> None:
    """One step, two outcomes: at about 1/6 of the confidence term's 4, half of the noise term."""
    assert refuted("sgd_constant_sharp", weaken, factor, scene, "potential")


def test_one_limit_is_loosened_at_a_time() -> None:
    draw = Draw(lambda column: np.linspace(0.05, 0.95, 10), FLOATS)
    draw.beyond = FLOATS.number(3)
    factors = np.stack(coin_runs.loosened(draw, 5))
    assert np.all(factors.sum(axis=0) == 3 + 4)
