"""Scenes on a line: what they say is true by construction is true, and their edges are reached."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from theory import symbols as sym
from theory.registry import get
from verify.attack.attack import Target, attack_batch
from verify.attack.weaken import handle
from verify.properties.arithmetic import FLOATS
from verify.properties.cases import Cases
from verify.properties.draws import Draw, kinds_of, on_grid
from verify.properties.line import Line, Piece
from verify.properties.scene import Scene
from verify.properties.scenes.catalogue import scenes_of
from verify.properties.scenes.localised import HIGHEST, INSIDE, highest
from verify.properties.scenes.members import Member, any_member, shifted_member

pytestmark = pytest.mark.thorough

CASES = 400
NINE_TENTHS = Fraction(9, 10)
ATTAINED = [
    ("growth", "growth"),
    ("growth_from_zero", "growth"),
    ("local_descent_level", "reach"),
    ("local_descent_level", "level_range/2"),
    ("local_descent", "descent:2"),
    ("local_lipschitz", "lipschitz"),
    ("descent_below_level", "starts"),
    ("gradient_bound_floor", "bound"),
    ("below_extremal", "below"),
    ("energy_step", "lands"),
    ("energy_step", "length"),
    ("gd_nonconvex_energy", "count"),
    ("localisation", "steps/2"),
    ("stays_in_region", "segments/2"),
    ("gd_nonconvex_min_shape", "schedule/3"),
    ("gd_convex_warmup", "count"),
    ("psi_endpoints", "ends"),
    ("pl_forces_curvature", "average"),
    ("gd_pl", "contraction"),
    ("aiming_step_length", "descends"),
    ("gd_aiming_progress", "total"),
    ("gd_aiming_reach", "within"),
    ("gd_aiming", "count"),
    ("gd_aiming_within", "start"),
    ("interpolated_sgd_step", "progress"),
    ("interpolated_sgd", "rate"),
    ("closure_scaling", "smooth"),
    ("closure_affine", "concave:2"),
    ("closure_sum", "convex:4"),
]


def drawn(name: str, which: int = 0, cases: int = CASES) -> tuple[Scene, NDArray[np.bool_]]:
    """A scene of a statement in floats, and which cases meet all assumptions."""
    make = scenes_of(get(name))[which]
    points = on_grid(np.random.default_rng(3).random((cases, len(kinds_of(make)))))
    with np.errstate(all="ignore"):
        scene = make(Draw.many(points))
    return scene, Cases(get(name), make).judge(points).met


def members(
    member_of: Callable[[Draw, Scene], Member], scene: Scene
) -> tuple[Member, NDArray[np.bool_]]:
    """Members in floats, and which of them are what they say."""

    def make(draw: Draw) -> Member:
        return member_of(draw, scene)

    points = on_grid(np.random.default_rng(4).random((CASES, len(kinds_of(make)))))
    member = make(Draw.many(points))
    valid = np.all([np.broadcast_to(r, CASES) >= 0 for r in member.line.rooms], axis=0)
    return member, valid


@pytest.mark.parametrize(("name", "weaken"), ATTAINED)
def test_what_is_attained_falls_once_it_is_tightened(name: str, weaken: str) -> None:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), NINE_TENTHS)
    outcomes = (attack_batch(target, 2000, 0, batch) for batch in range(len(target.fronts)))
    assert any(outcome.counterexample for outcome in outcomes)


def test_the_gap_reached_is_the_inverse_of_G() -> None:
    member, _ = members(any_member, Scene())
    gap = member.line.at(np.zeros(CASES))[0]
    assert np.allclose(member.reached(member.G(gap)), gap, rtol=1e-12)


def test_a_shifted_member_has_the_shifted_ell() -> None:
    scene = Scene()
    member, _ = members(shifted_member, scene)
    gap, put = 0.75, scene.values
    shifted = put[sym.K0] + put[sym.K] * (gap + put[sym.shift])
    assert np.allclose(member.ell(gap), shifted, rtol=1e-13)


@pytest.mark.parametrize(
    "name", ["growth", "growth_from_zero", "local_descent_level", "descent_below_level"]
)
def test_second_points_lie_uphill_and_downhill(name: str) -> None:
    scene, met = drawn(name)
    uphill = np.asarray(scene.values[sym.towards] > 0)[met]
    assert met.mean() > 0.15
    assert name == "growth_from_zero" or 0.1 < uphill.mean() < 0.9


def test_the_local_radius_and_the_gap_itself_as_level_are_common() -> None:
    scene, met = drawn("local_descent_level")
    put = scene.values
    member = Member(Line(put[sym.K0], put[sym.K], 1.0, 0.0, [], [], FLOATS), 0)
    radius = member.G(put[sym.beta] * put[sym.level]) - member.G(put[sym.level])
    at_edge = np.abs(put[sym.distance] - radius) <= 1e-12 * radius
    assert 0.02 < at_edge[met].mean() < 0.5
    assert 0.05 < (put[sym.level] == put[sym.gap])[met].mean() < 0.5


def test_functions_are_often_almost_quadratic_and_often_almost_exponential() -> None:
    for name in ("local_descent", "gd_convex", "gd_aiming"):
        scene, met = drawn(name)
        gap = scene.tables[sym.Delta][0] if sym.Delta in scene.tables else scene.values[sym.gap]
        ratio = (scene.values[sym.K] * gap / scene.values[sym.K0])[met]
        assert (ratio < 1 / 64).mean() > 0.1
        assert (ratio > 16).mean() > 0.05


def test_an_energy_step_is_the_time_in_which_the_extremal_comes_to_rest() -> None:
    """A side without pieces is an extremal; it falls from the gap until its slope is 0."""
    scene, met = drawn("energy_step")
    put = scene.values
    gap, slope = put[sym.gap], put[sym.gradient_norm]
    none: list[Piece] = []
    line = Line(put[sym.K0], put[sym.K], gap, -slope, none, none, FLOATS)
    with np.errstate(all="ignore"):
        u, p = line.at(put[sym.eta] * slope)
    mild = met & (put[sym.K] * gap < 64 * put[sym.K0])
    assert mild.sum() > 30
    assert np.allclose(p[mild], 0, atol=1e-9)
    assert np.allclose(u[mild], put[sym.gap_low][mild], atol=1e-9)


def test_the_highest_value_on_a_way_is_found() -> None:
    """On the straight u = 1 + 3 x, and on a hill under control -1, both ways."""
    one = np.float64(1)
    straight = Line(one, one, one, 3 * one, [Piece(one, 0 * one)], [], FLOATS)
    with np.errstate(all="ignore"):
        assert highest(straight, 0 * one, one) == 4
    hill = Line(one, one, one, one, [Piece(2 * one, -one)], [Piece(one, one)], FLOATS)
    ways = np.linspace(-0.5, 1.5, 2001)
    on_grid_ = max(hill.at(np.float64(x))[0] for x in ways[1:])
    assert abs(highest(hill, ways[0], ways[-1]) - on_grid_) < 1e-5
    assert abs(highest(hill, ways[-1], ways[0]) - on_grid_) < 1e-5


def test_a_point_beyond_a_hill_is_not_inside() -> None:
    scene, _ = drawn("stays_in_region", cases=4000)
    first, second = (np.asarray(gap) for gap in scene.tables[sym.Delta])
    inside = np.asarray(scene.tables[INSIDE][1]) >= 0
    member = np.min(np.broadcast_arrays(*scene.rooms), axis=0) >= 0
    assert np.all(np.asarray(scene.tables[HIGHEST][0]) >= second)
    assert (member & (second < first) & ~inside).any()


def test_psi_is_a_bound_at_all_gaps_from_the_target_on() -> None:
    scene, met = drawn("gd_convex_warmup")
    put, first = scene.values, scene.tables[sym.Delta][0]
    for place in np.linspace(0, 1, 11):
        s = put[sym.eps] + place * (first - put[sym.eps])
        room = s - put[sym.psi] * (put[sym.K0] + put[sym.K] * s)
        assert np.all((room >= -1e-12 * s)[met])
    assert ((put[sym.psi] * (put[sym.K0] + put[sym.K] * put[sym.eps]) >= put[sym.eps])[met]).any()


@pytest.mark.parametrize("name", ["gd_aiming_progress", "interpolated_sgd_step"])
def test_aimed_steps_allow_every_theta_at_their_start(name: str) -> None:
    scene, met = drawn(name)
    tables: Any = scene.tables
    theta, gap = scene.values[sym.theta], tables[sym.Delta][0]
    equal = np.abs(tables[sym.inner_at][0] - theta * gap) <= 1e-12 * theta * gap
    assert met.mean() > 0.2 and equal[met].mean() > 0.05


def test_the_tree_of_samples_keeps_its_distances() -> None:
    scene, met = drawn("interpolated_sgd", 1)
    assert met.all() and scene.outcomes is not None
    dist = scene.tables[sym.sgd_distance]
    assert [len(row) for row in dist] == [4, 4, 4]
    assert dist[1][0] is dist[1][1] and dist[1][0] is not dist[1][2]
    assert np.allclose(scene.tables[sym.mean_square][0], scene.values[sym.distance0] ** 2)
