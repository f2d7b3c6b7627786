"""The compiled loop against numpy: the same words, the same totals, the same functions."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.intervals.evaluate import compile_expressions
from verify.intervals.lowering import lower
from verify.problems import get
from verify.problems.function import function_problem
from verify.sgd.counter import Words
from verify.sgd.engine import run_seeds
from verify.sgd.kernels.plan import make_plan
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import Totals

pytestmark = pytest.mark.extra("numba")

x, y = sp.symbols("x y", real=True)

IN_LOOPS = ("rademacher:1/2", "abc:1,1/2,1/4", "light-tails:1,1/2,1/4", "student:3,1/2")
ALONE = ("sphere:1/2", "light-normal:1,1/2,1/4", "coordinate:1", "qsgd:2", "biased:1/2,1/10")
"""Their draws are compared without the loop, which takes long to compile for each."""


@pytest.fixture(autouse=True)
def numba() -> Any:
    return pytest.importorskip("numba")


def setting(problem: Any, noise: str, **changes: Any) -> Setting:
    model = parse_noise(noise, problem)
    usual = {
        "declared": model.levels or Levels(0, 0, 1),
        "delta": "1/10",
        "T": 130,
        "gap_floor": 1,
        "tails": "bounded" if model.tails == "bounded" else "light",
    }
    return Setting(problem, model, **{**usual, **changes})


def assert_close(left: Totals, right: Totals) -> None:
    for name in Totals.names():
        a, b = getattr(left, name), getattr(right, name)
        if a.dtype.kind == "f":
            assert a == pytest.approx(b, rel=1e-12, abs=1e-12), name
        else:
            assert a.tolist() == b.tolist(), name


@pytest.mark.parametrize("noise", IN_LOOPS)
def test_both_kernels_agree_in_the_plane(noise: str) -> None:
    asked = setting(get("river-valley", x0=3), noise)
    assert_close(
        run_seeds(asked, range(8), backend="numba"), run_seeds(asked, range(8), backend="numpy")
    )


def test_both_kernels_agree_in_one_dimension_and_where_runs_leave() -> None:
    line = function_problem("cosh(x) - 1", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": 3})
    for asked in (setting(line, "student:1,9"), setting(line, "student:1,9", tails="bounded")):
        found = run_seeds(asked, range(20), backend="numba")
        assert (found.steps < 130).any()
        assert_close(found, run_seeds(asked, range(20), backend="numpy"))


def test_blocks_of_steps_leave_the_result_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.sgd.kernels import compiled

    asked = setting(get("river-valley", x0=3), "rademacher:1/2")
    whole = run_seeds(asked, range(5), backend="numba")
    monkeypatch.setattr(compiled, "_BLOCK", 7)
    parts = run_seeds(asked, range(5), backend="numba")
    for name in Totals.names():
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()


def test_a_stopped_run_makes_no_further_block(monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.sgd.kernels import compiled

    monkeypatch.setattr(compiled, "_BLOCK", 7)
    runs = compiled._Runs(make_plan(setting(get("river-valley", x0=3), "rademacher:1/2")), SEEDS)
    stop = threading.Event()
    stop.set()
    before = runs.points.copy()
    runs.advance(0, len(SEEDS), stop)
    assert (runs.points == before).all()


def test_an_interrupt_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = setting(get("river-valley", x0=3), "rademacher:1/2")

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_seeds(asked, range(50), backend="numba", progress=interrupt)


SEEDS = np.arange(6)


def test_words_are_those_of_the_counter() -> None:
    from verify.sgd.kernels.compiled_noises import sign, uniform, word

    words = Words(SEEDS, 1)
    for t in (0, 1, 77, 10**12):
        key = words.keys[3]
        assert int(word(key, t)) == int(words.words(t, 0)[3])
        assert uniform(key, t) == words.uniforms(t, 0)[3]
        assert sign(key, t) == words.signs(t, 0)[3]


@pytest.mark.parametrize("noise", ALONE)
def test_a_compiled_draw_is_that_of_numpy(noise: str) -> None:
    from verify.sgd.kernels.compiled_noises import recipe

    model = parse_noise(noise, get("river-valley", x0=3))
    draw, numbers = recipe(model, 2)
    words = Words(SEEDS, model.per_step)
    points = np.array([(3.0, 1.0), (0.0, 0.5), (-2.0, 0.0), (1e-8, 1e8), (0.0, 0.0), (7.0, -7.0)])
    gaps, gradients = (points**2).sum(axis=1), points[:, ::-1] * (2.0, -3.0)
    for t in (0, 1, 77, 10**9):
        found = [
            draw(key, t, gap, float(g @ g), (g[0], g[1]), numbers)
            for key, gap, g in zip(words.keys, gaps, gradients, strict=True)
        ]
        expected = model.draw(words, t, points, gaps, gradients)
        np.testing.assert_allclose(found, expected, rtol=1e-13, atol=0)


POINTS = [(0.3, 0.7), (-0.4, 0.2), (0.9, -0.6), (0.0, 0.0), (0.5, 0.5)]


@pytest.mark.parametrize(
    "expression",
    [
        x + y - 2 * x * y / (1 + y**2),
        -x,
        sp.exp(x) + sp.log(2 + y) + sp.sin(x) * sp.cos(y) + sp.tan(x),
        sp.sinh(x) + sp.cosh(y) + sp.tanh(x) + sp.atan(y),
        sp.asinh(x) + sp.acosh(2 + y) + sp.atanh(x),
        sp.Abs(x) + sp.sign(y) + sp.Heaviside(x),
        sp.Min(x, y) + 2 * sp.Max(x, y, sp.Rational(1, 3)),
        x**3 + y**2 + (2 + x) ** -2 + (2 + y) ** 11,
        sp.sqrt(1 + x) + (1 + y) ** sp.Rational(-2, 3) + (2 + x) ** (y + sp.pi) + sp.E * x,
        sp.Piecewise((x, x < y), (y**2, sp.Eq(x, y)), (sp.sqrt(x - y), True)),
        sp.Piecewise((1, sp.Or(x < 0, sp.And(y > 0, sp.Ne(x, y)))), (x, sp.Not(y < -1))),
        sp.Piecewise((sp.log(x), x > 0)),
    ],
)
def test_compiled_tapes_compute_what_numpy_computes(expression: sp.Expr) -> None:
    from numba import njit

    from verify.sgd.kernels.compiled_tape import can_compile, compile_tape

    tape = lower([expression], [x, y])
    assert can_compile(tape)
    evaluate = compile_tape(tape)
    compiled = njit(error_model="numpy")(lambda a, b: evaluate((a, b))[0])
    points = np.array(POINTS)
    (expected,) = compile_expressions([expression], [x, y]).floats(list(points.T))
    found = [compiled(a, b) for a, b in POINTS]
    assert found == pytest.approx(expected.tolist(), rel=1e-14, abs=1e-15, nan_ok=True)


def test_a_function_without_machine_code_is_left_to_numpy() -> None:
    from verify.sgd.kernels.compiled_tape import can_compile

    assert not can_compile(lower([sp.gamma(x)], [x]))
