"""The kernel on torch against numpy: the same words, the same totals, the same functions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.intervals.evaluate import compile_expressions
from verify.intervals.lowering import lower
from verify.problems import get
from verify.problems.function import function_problem
from verify.sgd.counter import Words
from verify.sgd.engine import choose_backend, run_seeds
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import Totals

pytestmark = pytest.mark.extra("nets")

x, y = sp.symbols("x y", real=True)

NOISES = (
    "rademacher:1/2",
    "sphere:1/2",
    "abc:1,1/2,1/4",
    "light-tails:1,1/2,1/4",
    "light-normal:1,1/2,1/4",
    "coordinate:1",
    "coordinate:3",
    "qsgd:2",
    "student:3,1/2",
    "biased:1/2,1/10",
)


@pytest.fixture(autouse=True)
def torch() -> Any:
    return pytest.importorskip("torch")


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


@pytest.mark.parametrize("noise", NOISES)
def test_torch_agrees_with_numpy(noise: str) -> None:
    problem = get("feed-forward" if noise == "coordinate:3" else "river-valley")
    asked = setting(problem, noise)
    left = run_seeds(asked, range(8), backend="torch")
    right = run_seeds(asked, range(8), backend="numpy")
    for name in Totals.names():
        a, b = getattr(left, name), getattr(right, name)
        if a.dtype.kind == "f":
            assert a == pytest.approx(b, rel=1e-12, abs=1e-12), name
        else:
            assert a.tolist() == b.tolist(), name


def test_words_are_those_of_the_counter() -> None:
    from verify.sgd.kernels.torch_arrays import TorchWords

    seeds = np.array([0, 5, 2**62, 2**63 - 1])
    ours, theirs = Words(seeds, 3), TorchWords(seeds, 3, "cpu")
    for t, k in ((0, 0), (7, 2), (10**15, 1)):
        assert theirs.words(t, k).numpy().view(np.uint64).tolist() == ours.words(t, k).tolist()
        assert theirs.uniforms(t, k).tolist() == ours.uniforms(t, k).tolist()
        for bit in (0, 1, 63):
            assert theirs.signs(t, k, bit).tolist() == ours.signs(t, k, bit).tolist()


POINTS = [(0.3, 0.7), (-0.4, 0.2), (0.9, -0.6), (0.0, 0.0), (0.5, 0.5)]


@pytest.mark.parametrize(
    "expression",
    [
        x + y - 2 * x * y / (1 + y**2),
        sp.exp(x) + sp.log(2 + y) + sp.sin(x) * sp.cos(y) + sp.tan(x),
        sp.sinh(x) + sp.cosh(y) + sp.tanh(x) + sp.atan(y),
        sp.asinh(x) + sp.acosh(2 + y) + sp.atanh(x),
        sp.Abs(x) + sp.sign(y) + sp.Heaviside(x),
        sp.Min(x, y) + 2 * sp.Max(x, y, sp.Rational(1, 3)),
        x**3 + (2 + x) ** -2 + (2 + y) ** 11,
        sp.sqrt(1 + x) + (1 + y) ** sp.Rational(-2, 3) + (2 + x) ** (y + sp.pi) + sp.E * x,
        sp.Piecewise((x, x < y), (y**2, sp.Eq(x, y)), (sp.sqrt(x - y), True)),
        sp.Piecewise((1, sp.Or(x < 0, sp.And(y > 0, sp.Ne(x, y)))), (x, sp.Not(y < -1))),
        sp.Piecewise((sp.log(x), x > 0)),
        sp.Integer(3),
    ],
)
def test_tapes_compute_what_numpy_computes(torch: Any, expression: sp.Expr) -> None:
    from verify.sgd.kernels.torch_arrays import torch_evaluation

    points = np.array(POINTS)
    evaluate = torch_evaluation(lower([expression], [x, y]), "cpu")
    found, _ = evaluate([torch.as_tensor(column.copy()) for column in points.T])
    (expected,) = compile_expressions([expression], [x, y]).floats(list(points.T))
    assert found.dtype == torch.float64
    assert found.tolist() == pytest.approx(expected.tolist(), rel=1e-14, abs=1e-15, nan_ok=True)


@pytest.mark.extra("data")
def test_what_torch_cannot_run_is_refused() -> None:
    pytest.importorskip("sklearn")
    data = setting(get("logistic-breast-cancer"), "rademacher:1/10")
    with pytest.raises(WarmproofError, match="torch runs formulas of few variables"):
        choose_backend(data, "torch")


def test_without_a_gpu_the_backend_says_so(torch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    line = function_problem("x**2", ["x"], rho=1, K0=2, K=0, f_star=0, start={"x": 3})
    with pytest.raises(WarmproofError, match="torch:cuda needs a GPU"):
        run_seeds(setting(line, "rademacher:1"), [0], backend="torch:cuda")


def test_on_a_gpu_the_totals_are_those_of_numpy(torch: Any) -> None:
    if not torch.cuda.is_available():
        pytest.skip("no GPU")
    asked = setting(get("river-valley"), "abc:1,1/2,1/4")
    left = run_seeds(asked, range(8), backend="torch:cuda")
    right = run_seeds(asked, range(8), backend="numpy")
    for name in ("largest_gap", "last_gap", "progress", "largest_log_martingale", "noise_ratio"):
        assert getattr(left, name) == pytest.approx(getattr(right, name), rel=1e-11), name
