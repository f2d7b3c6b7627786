"""Whole runs: by hand in fractions, in any batch, on every backend, and out of the doubles."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from theory.errors import DomainError, WarmproofError
from verify.problems import Problem, get
from verify.problems.function import function_problem
from verify.sgd.engine import choose_backend, run_seeds, trace_paths
from verify.sgd.kernels.plan import make_plan
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import NEVER, Totals

BACKENDS = [
    "numpy",
    pytest.param("numba", marks=pytest.mark.extra("numba")),
    pytest.param("torch", marks=pytest.mark.extra("nets")),
]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    if request.param != "numpy":
        pytest.importorskip(request.param)
    return request.param


def parabola(start: Any = 3) -> Problem:
    return function_problem("x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": start})


def cosine(start: Any = 3) -> Problem:
    return function_problem("cosh(x) - 1", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": start})


def setting(problem: Problem, noise: str, **changes: Any) -> Setting:
    model = parse_noise(noise, problem)
    usual = {"declared": model.levels, "delta": "1/10", "T": 200, "gap_floor": 1}
    return Setting(problem, model, **{**usual, **changes})


def assert_same(left: Totals, right: Totals, rel: float = 0.0) -> None:
    for name in Totals.names():
        x, y = getattr(left, name), getattr(right, name)
        if rel and x.dtype.kind == "f":
            assert x == pytest.approx(y, rel=rel, abs=rel), name
        else:
            assert x.tolist() == y.tolist(), name


def test_three_steps_by_hand(backend: str, splitmix: Callable[[int, int], int]) -> None:
    asked = setting(parabola(), "rademacher:1/2", T=3, schedule="constant")
    table = asked.table
    eta = Fraction(float(table.steps[0]))
    L, V = Fraction(float(table.curvatures[0])), Fraction(float(table.noises[0]))
    rate = 2 * np.log(10.0) / 4.5
    found = run_seeds(asked, [11, 4], backend=backend)
    for i, seed in enumerate((11, 4)):
        w, progress, martingale = Fraction(3), Fraction(0), 0.0
        gaps, potentials, martingales = [w * w / 2], [w * w / 2], [0.0]
        for t in range(3):
            xi = Fraction(1, 2) if splitmix(seed, t) >> 63 else Fraction(-1, 2)
            X, a = eta * (1 - L * eta) * w * xi, eta * eta * w * w * V
            martingale += -rate * float(X) - rate**2 * float(a) / 2
            progress += eta * w * w
            w -= eta * (w + xi)
            gaps.append(w * w / 2)
            potentials.append(gaps[-1] + progress / 2)
            martingales.append(martingale)
        near = {"rel": 1e-13}
        assert found.largest_gap[i] == pytest.approx(float(max(gaps)), **near)
        assert found.least_gap[i] == pytest.approx(float(min(gaps)), **near)
        assert found.last_gap[i] == pytest.approx(float(gaps[-1]), **near)
        assert found.progress[i] == pytest.approx(float(progress), **near)
        assert found.largest_potential[i] == pytest.approx(float(max(potentials)), **near)
        assert found.step_total[i] == pytest.approx(3 * float(eta), **near)
        assert found.inverse_total[i] == pytest.approx(3 / float(eta), **near)
        assert found.noise_total[i] == pytest.approx(3 * 0.5 * float(L) ** 0.5, **near)
        assert found.least_gradient[i] == pytest.approx(float(2 * min(gaps[:3])), **near)
        assert found.largest_log_martingale[i] == pytest.approx(max(martingales), rel=1e-9)
        assert found.noise_ratio[i] == pytest.approx(1.0, **near)
        assert found.steps[i] == 3
        assert found.noise_step[i] == found.bias_step[i] == found.tails_step[i] == NEVER
        # On a line to the right of 0 the gradient points to the right: both bets are the same.
        signs = [1 if splitmix(seed, t) >> 63 else -1 for t in range(3)]
        assert found.bias_terms[i] == 3
        assert found.bias_first[i] == found.bias_along[i] == pytest.approx(sum(signs), **near)
        assert found.bias_second[i] == found.bias_third[i] == 0


@pytest.mark.parametrize("noise", ["rademacher:1/2", "light-tails:1,1/2,1/4", "student:1,2"])
def test_a_seed_does_not_depend_on_its_batch(backend: str, noise: str) -> None:
    # What numba compiles for these is what test_compiled.py runs as well.
    problem = get("river-valley", x0=3)
    levels = parse_noise(noise, problem).levels or Levels(0, 0, 1)
    tails = "bounded" if noise.startswith("rademacher") else "light"
    asked = setting(problem, noise, declared=levels, tails=tails)
    seeds = [5, 0, 2**62, 17, 3]
    together = run_seeds(asked, seeds, backend=backend)
    assert_same(together, run_seeds(asked, seeds, backend=backend, threads=1))
    for i, seed in enumerate(seeds):
        assert_same(together.take(np.array([i])), run_seeds(asked, [seed], backend=backend))


@pytest.mark.extra("data")
def test_points_of_data_are_evaluated_one_by_one() -> None:
    pytest.importorskip("sklearn")
    asked = setting(get("logistic-breast-cancer"), "rademacher:1/10", T=5)
    together = run_seeds(asked, range(4))
    assert_same(together.take(np.array([2])), run_seeds(asked, [2]))


def test_more_seeds_than_a_batch_holds_come_back_in_order() -> None:
    asked = setting(parabola(), "rademacher:1/2", T=2)
    many = run_seeds(asked, range(5000), backend="numpy")
    assert many.seeds.tolist() == list(range(5000))
    assert_same(many.take(np.array([4999])), run_seeds(asked, [4999], backend="numpy"))


def test_a_run_that_leaves_the_doubles_ends_there(backend: str) -> None:
    asked = setting(cosine(), "rademacher:1/2", factor=10**9, T=50)
    found = run_seeds(asked, range(3), backend=backend)
    assert (found.steps < 50).all()
    assert (found.steps > 0).all()
    for name in ("largest_gap", "last_gap", "largest_potential"):
        assert np.isinf(getattr(found, name)).all()
    for name in Totals.names():
        assert not np.isnan(getattr(found, name).astype(float)).any(), name


def test_some_leave_and_the_others_go_on(backend: str) -> None:
    asked = setting(cosine(), "student:1,100", declared=Levels(0, 0, 1), T=100)
    found = run_seeds(asked, range(40), backend=backend)
    gone = found.steps < 100
    assert 0 < gone.sum() < 40
    assert np.isfinite(found.largest_gap[~gone]).all()
    for i in (int(np.flatnonzero(gone)[0]), int(np.flatnonzero(~gone)[0])):
        assert_same(found.take(np.array([i])), run_seeds(asked, [i], backend=backend))


def test_memory_does_not_grow_with_the_number_of_steps(backend: str) -> None:
    peaks = []
    for T in (50, 1000):
        asked = setting(parabola(), "rademacher:1/2", T=T, schedule="constant")
        run_seeds(asked, range(2), backend=backend)
        tracemalloc.start()
        run_seeds(asked, range(200), backend=backend)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0] + 20_000


def test_progress_ends_with_all_steps(backend: str) -> None:
    told: list[tuple[int, int]] = []
    asked = setting(parabola(), "rademacher:1/2", T=150)
    run_seeds(asked, range(3), backend=backend, progress=lambda *now: told.append(now))
    assert told[-1] == (450, 450)
    assert told == sorted(told)


def test_paths_agree_with_the_totals() -> None:
    asked = setting(cosine(), "abc:1,1/2,1/4", T=60)
    paths = trace_paths(asked, [1, 2], list(range(61)))
    totals = run_seeds(asked, [1, 2], backend="numpy")
    assert paths.gaps.shape == paths.steps.shape == (61, 2)
    assert paths.gaps.max(axis=0).tolist() == totals.largest_gap.tolist()
    assert paths.gaps[-1].tolist() == totals.last_gap.tolist()
    assert paths.log_martingales.max(axis=0).tolist() == totals.largest_log_martingale.tolist()
    assert paths.steps[:-1].sum(axis=0) == pytest.approx(totals.step_total)
    few = trace_paths(asked, [2], [0, 60])
    assert few.gaps[:, 0].tolist() == paths.gaps[[0, 60], 1].tolist()


def test_paths_end_where_a_run_leaves_the_doubles() -> None:
    asked = setting(cosine(), "rademacher:1/2", factor=10**9, T=50)
    paths = trace_paths(asked, [0], [0, 50])
    assert np.isinf(paths.gaps[1, 0])
    assert np.isnan(paths.steps[1, 0])
    assert np.isfinite(paths.gaps[0, 0])


def test_plans_are_doubles_of_the_setting() -> None:
    plan = make_plan(setting(cosine(), "rademacher:1/3"))
    assert plan.C >= 1 / 9
    assert plan.highest_gap == pytest.approx(2 * (np.cosh(3.0) - 1))
    assert plan.coordinates == 1
    assert plan.alarm == pytest.approx(np.log(2e9))


@pytest.mark.parametrize(
    ("seeds", "message"),
    [
        ([], "sgd needs at least one seed; got none. Give one."),
        ([-1], "a seed lies from 0 to 2^63 - 1; got -1. Choose one inside."),
        ([2**63], f"a seed lies from 0 to 2^63 - 1; got {2**63}. Choose one inside."),
    ],
)
def test_bad_seeds_are_refused(seeds: list[int], message: str) -> None:
    with pytest.raises(DomainError) as raised:
        run_seeds(setting(parabola(), "rademacher:1/2"), seeds)
    assert str(raised.value) == message


@pytest.mark.parametrize("at", [[], [0, 0], [5, 3], [-1], [201]])
def test_bad_places_of_a_path_are_refused(at: list[int]) -> None:
    with pytest.raises(DomainError, match="paths are looked at in increasing steps from 0 to T"):
        trace_paths(setting(parabola(), "rademacher:1/2"), [0], at)


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(WarmproofError) as raised:
        run_seeds(setting(parabola(), "rademacher:1/2"), [0], backend="jax")
    message = "unknown backend 'jax'; take one of auto, numba, numpy, torch, torch:cuda."
    assert str(raised.value) == message


def test_without_numba_numpy_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    asked = setting(parabola(), "rademacher:1/2")
    assert choose_backend(asked) == "numpy"
    with pytest.raises(WarmproofError, match="which is not installed"):
        choose_backend(asked, "numba")


@pytest.mark.extra("numba")
@pytest.mark.extra("data")
def test_what_numba_cannot_run_falls_to_numpy() -> None:
    pytest.importorskip("numba")
    pytest.importorskip("sklearn")
    data = setting(get("logistic-breast-cancer"), "rademacher:1/10")
    assert choose_backend(data) == "numpy"
    with pytest.raises(WarmproofError, match="numba runs formulas of few variables"):
        choose_backend(data, "numba")
    assert choose_backend(setting(parabola(), "rademacher:1/2")) == "numba"
