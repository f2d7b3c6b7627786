"""verify/certify/sublevel/cover.py: reached pieces hold the set, and nothing far from it."""

import numpy as np
import pytest
import sympy as sp
from flint import arb

from verify.certify.function.objective import objective
from verify.certify.sublevel.cover import Cover
from verify.certify.sublevel.level import Level, level_at
from verify.certify.tree import leaves

ROSENBROCK = "(1-x)**2 + 100*(y-x**2)**2"
HIMMELBLAU = "(x**2+y-11)**2 + (x+y**2-7)**2"


def covered(text, names, start, box):
    f = objective(text, names)
    return Cover(f, level_at(f, [sp.Rational(x) for x in start]), box)


def floats(cover, points):
    return cover.objective.value_tape.floats(points)[0]


def component(cover, n):
    """Grid points that steps along the grid within the level join to the start: an oracle."""
    axes = [np.linspace(low, high, n) for low, high in cover.box]
    grid = np.meshgrid(*axes, indexing="ij")
    level = float(cover.level.ball.mid())
    within = floats(cover, grid) < level - 1e-9 * (1 + abs(level))
    at = [
        slice(max(i - 1, 0), i + 2)
        for axis, x in zip(axes, cover.level.start, strict=True)
        for i in (int(np.argmin(np.abs(axis - float(x)))),)
    ]
    found = np.zeros_like(within)
    found[tuple(at)] = within[tuple(at)]
    while True:
        wider = found.copy()
        for axis in range(found.ndim):
            for to, of in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
                a = [slice(None)] * found.ndim
                b = list(a)
                a[axis], b[axis] = to, of
                wider[tuple(a)] |= found[tuple(b)]
        wider &= within
        if (wider == found).all():
            return np.stack([part[found] for part in grid], axis=-1)
        found = wider


def holds(cover, points):
    """For each point whether a reached piece holds it."""
    ends = np.array(cover.reached)
    inside = (ends[:, :, 0] <= points[:, None]) & (points[:, None] <= ends[:, :, 1])
    return inside.all(axis=2).any(axis=1)


EXAMPLES = [
    ("(x**2-1)**2 + x/10", ("x",), ["3/2"], ((-3.0, 3.0),)),
    ("(x**2-1)**2 + x/10", ("x",), ["6/5"], ((-3.0, 3.0),)),
    ("x - log(x)", ("x",), ["3"], ((-1.0, 4.0),)),
    (ROSENBROCK, ("x", "y"), ["-6/5", "1"], ((-5.0, 7.0), (-3.0, 40.0))),
    (HIMMELBLAU, ("x", "y"), ["3", "5/2"], ((-6.0, 6.0), (-6.0, 6.0))),
    (HIMMELBLAU, ("x", "y"), ["0", "0"], ((-8.0, 8.0), (-8.0, 8.0))),
    ("Abs(x) + Max(y, -2*y)", ("x", "y"), ["1", "1"], ((-4.0, 3.0), (-2.0, 4.0))),
    ("x**2 + y**2 + z**2 + x*y*z/2", ("x", "y", "z"), ["1", "0", "0"], ((-2.0, 2.0),) * 3),
]


@pytest.mark.parametrize(("text", "names", "start", "box"), EXAMPLES)
def test_every_grid_point_of_the_component_lies_in_a_reached_piece(text, names, start, box):
    cover = covered(text, names, start, box)
    assert cover.contain(20_000)
    points = component(cover, (2001, 241, 49)[len(box) - 1])
    assert len(points) > 5
    assert holds(cover, points).all()
    cover.refine(1 / 32, 20_000)
    assert cover.contained
    assert holds(cover, points).all()


def test_a_level_too_low_is_noticed_by_the_grid():
    right = covered(ROSENBROCK, ("x", "y"), ["-6/5", "1"], ((-5.0, 7.0), (-3.0, 40.0)))
    wrong = Level(right.level.start, right.level.expression, right.level.ball - 12)
    cover = Cover(right.objective, wrong, right.box)
    cover.contain(20_000)
    cover.refine(1 / 64, 20_000)
    assert not holds(cover, component(right, 241)).all()


def test_a_piece_that_is_dropped_wrongly_is_noticed_by_the_grid(monkeypatch):
    real = Cover._examine

    def forgetful(self, index):
        real(self, index)
        (low, high), *_ = self._partition.piece(index)
        if low > 0.2 and high < 0.8:
            self._state[index] = 3

    monkeypatch.setattr(Cover, "_examine", forgetful)
    cover = covered("x**2 + y**2", ("x", "y"), ["1", "0"], ((-2.0, 2.0), (-2.0, 2.0)))
    cover.contain(20_000)
    cover.refine(1 / 32, 20_000)
    assert not holds(cover, component(cover, 241)).all()


def test_what_is_outside_lies_above_the_level_and_the_tree_says_so():
    cover = covered(HIMMELBLAU, ("x", "y"), ["3", "5/2"], ((-6.0, 6.0), (-6.0, 6.0)))
    cover.contain(20_000)
    cover.refine(1 / 64, 20_000)
    settled = list(leaves(cover.tree, cover.box))
    assert {leaf.settled for _, leaf in settled} == {"outside", "elsewhere", "open"}
    assert [box for box, leaf in settled if leaf.settled == "open"] == sorted(
        cover.reached, key=[box for box, _ in settled].index
    )
    for box, leaf in settled:
        if leaf.settled == "outside":
            middle = [arb((low + high) / 2) for low, high in box]
            assert cover.objective.value(middle) > cover.level.ball


def test_a_second_deeper_well_is_parted_from_the_start():
    cover = covered("(x**2-1)**2 + x/10", ("x",), ["6/5"], ((-3.0, 3.0),))
    assert cover.contain(1000)
    cover.refine(2.0**-7, 1000)
    ((low, high),) = cover.hull()
    assert low > 0
    assert high < 2


def test_wells_just_below_the_saddle_are_parted_by_refining():
    # Himmelblau's saddle between (3, 2) and (3.58, -1.85) lies at (3.38515, 0.07385).
    cover = covered(HIMMELBLAU, ("x", "y"), ["3385/1000", "8/100"], ((-8.0, 8.0), (-8.0, 8.0)))
    assert cover.contain(20_000)
    assert holds(cover, np.array([[3.584428, -1.848126]])).all()
    cover.refine(2.0**-13, 60_000)
    assert cover.contained
    assert holds(cover, np.array([[3.0, 2.0]])).all()
    assert not holds(cover, np.array([[3.584428, -1.848126]])).any()


def test_a_set_that_leaves_the_box_is_never_contained():
    cover = covered(ROSENBROCK, ("x", "y"), ["-6/5", "1"], ((-2.0, 2.0), (-1.0, 3.0)))
    assert not cover.contain(20_000)
    assert cover.stopped == "boundary"
    assert cover.touched().tolist() == [[False, False], [False, True]]


def test_a_set_that_touches_the_corner_of_the_box_is_never_contained():
    # {(x-1)**2 + (y-1)**2 <= 2} meets the box in the quarter disc around (1, 1); the corner (0, 0)
    # lies on its rim.
    cover = covered("(x-1)**2 + (y-1)**2", ("x", "y"), ["2", "2"], ((0.0, 2.5), (0.0, 2.5)))
    assert not cover.contain(3000)
    cover = covered("Abs(x-1) + Abs(y-1)", ("x", "y"), ["3/2", "3/2"], ((0.0, 2.0), (0.0, 3.0)))
    assert not cover.contain(3000)


def test_a_pole_is_never_outside():
    cover = covered("1/x", ("x",), ["1"], ((-1.0, 3.0),))
    assert not cover.contain(3000)
    kept = [box for box, leaf in leaves(cover.tree, cover.box) if leaf.settled != "outside"]
    assert any(low <= 0 <= high for ((low, high),) in kept)


def test_a_pole_on_the_far_side_of_a_wall_is_elsewhere():
    cover = covered("x + 1/x", ("x",), ["2"], ((-1.0, 3.0),))
    assert cover.contain(3000)
    cover.refine(2.0**-8, 3000)
    assert cover.hull()[0][0] > 0.4


def test_a_start_at_the_minimiser_has_a_set_that_shrinks_around_it():
    cover = covered("x**2 + y**2", ("x", "y"), ["1/3", "0"], ((-1.0, 1.0), (-1.0, 1.0)))
    point = covered("(x-1/3)**2 + y**2", ("x", "y"), ["1/3", "0"], ((-1.0, 1.0), (-1.0, 1.0)))
    assert cover.contain(1000)
    assert point.contain(1000)
    point.refine(2.0**-10, 1000)
    (low, high), _ = point.hull()
    assert low < 1 / 3 < high < low + 0.01


def test_a_level_without_digits_is_kept_exact():
    cover = covered("exp(x) + exp(-x)", ("x",), ["1"], ((-2.0, 2.0),))
    assert cover.level.expression == sp.exp(1) + sp.exp(-1)
    assert cover.contain(1000)
    cover.refine(2.0**-12, 1000)
    ((low, high),) = cover.hull()
    assert low <= -1
    assert 1 <= high < 1.001


def test_an_interrupt_leaves_a_cover_that_is_valid(monkeypatch):
    real, calls = Cover._examine, []

    def stopping(self, index):
        calls.append(index)
        if len(calls) == 301:
            raise KeyboardInterrupt
        real(self, index)

    monkeypatch.setattr(Cover, "_examine", stopping)
    cover = covered(ROSENBROCK, ("x", "y"), ["-6/5", "1"], ((-5.0, 7.0), (-3.0, 40.0)))
    cover.contain(100_000)
    cover.refine(1 / 128, 100_000)
    assert cover.stopped == "interrupt"
    assert holds(cover, component(cover, 241)).all()
    assert len(list(leaves(cover.tree, cover.box))) > 100


def test_the_budget_is_kept():
    cover = covered("x*y", ("x", "y"), ["1", "1"], ((-3.0, 3.0), (-3.0, 3.0)))
    assert not cover.contain(101)
    cover.refine(1 / 512, 501)
    assert cover.examined <= 501
    assert cover.stopped == "budget"
