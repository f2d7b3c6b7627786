"""Ends of a spectrum against complete eigenvalue problems and scipy, and what is not promised."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import Spectrum, extreme_eigenvalues
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective
from verify.nets.random_start import unseen_share

pytestmark = pytest.mark.extra("nets")

DOUBLE = torch.float64


def diagonal(values: Any) -> Callable[[torch.Tensor], torch.Tensor]:
    entries = torch.as_tensor(np.array(values, dtype=float))
    return lambda v: entries.to(v.dtype) * v


def ends_of(values: Any, **options: Any) -> Spectrum:
    options = {"dtype": DOUBLE, **options}
    return extreme_eigenvalues(diagonal(values), len(values), **options)


@pytest.mark.parametrize("basis", [4, 6, 20, 400])
def test_some_eigenvalue_lies_within_the_residual(basis: int) -> None:
    values = np.random.default_rng(1).normal(size=300)
    for tolerance in (0.3, 1e-2, 1e-4):
        found = ends_of(values, basis=basis, tolerance=tolerance, max_products=3000)
        assert found.converged
        for pair, end in ((found.top, values.max()), (found.bottom, values.min())):
            assert np.abs(values - pair.value).min() <= pair.residual + 1e-12
            assert pair.residual <= tolerance * np.abs(values).max()
            if tolerance < 0.1:
                assert pair.value == pytest.approx(end, abs=pair.residual + 1e-12)


def test_the_residual_is_attained_so_nothing_smaller_would_do() -> None:
    """theta = 0 with r = 1, and the eigenvalues -1 and 1 are no nearer."""
    start = torch.ones(2, dtype=DOUBLE) / math.sqrt(2)
    image = diagonal([1, -1])(start)
    theta = float(start @ image)
    residual = float(torch.linalg.vector_norm(image - theta * start))
    assert (theta, residual) == pytest.approx((0, 1))


def test_the_top_value_is_never_above_and_the_bottom_never_below() -> None:
    values = np.random.default_rng(2).normal(size=200)
    for budget in range(3, 30):
        found = ends_of(values, max_products=budget, tolerance=1e-9, basis=8)
        assert found.products <= budget
        assert found.top.value <= values.max() + 1e-12
        assert found.bottom.value >= values.min() - 1e-12


def test_a_small_basis_that_stalls_says_so() -> None:
    """The two smallest eigenvalues are 0.0001 apart, and room for one of them is not enough."""
    values = np.concatenate([np.linspace(-0.9, 1, 300), [-1, -0.9999]])
    for basis, enough in ((4, False), (20, True)):
        found = ends_of(values, basis=basis, tolerance=1e-6, max_products=300)
        assert found.converged == enough


def test_a_budget_that_is_spent_is_not_called_converged() -> None:
    values = np.linspace(-1, 1, 1000)
    found = ends_of(values, max_products=5, tolerance=1e-3)
    assert not found.converged
    assert found.top.residual > 1e-3


@pytest.mark.parametrize("ends", ["top", "bottom", "both"])
def test_a_symmetric_spectrum_has_both_ends(ends: Any) -> None:
    """Power iteration never settles here, since the two ends have the same size."""
    values = np.concatenate([np.linspace(-1, 1, 99), [-3, 3]])
    found = ends_of(values, ends=ends, tolerance=1e-6)
    if ends != "bottom":
        assert found.top.value == pytest.approx(3, abs=1e-6)
    if ends != "top":
        assert found.bottom.value == pytest.approx(-3, abs=1e-6)
    assert found.norm == pytest.approx(3, abs=1e-6)
    assert (found.top is None, found.bottom is None) == (ends == "bottom", ends == "top")


def test_a_negative_hessian_has_its_top_at_the_small_end() -> None:
    found = ends_of([-5, -4, -1], tolerance=1e-8)
    assert (found.top.value, found.bottom.value) == pytest.approx((-1, -5))


@pytest.mark.parametrize("size", [1, 2, 50])
def test_a_zero_hessian_is_zero_after_one_product(size: int) -> None:
    found = ends_of([0] * size)
    assert (found.top.value, found.top.residual, found.bottom.value) == (0, 0, 0)
    assert found.converged
    assert found.products == 1 + 2


def test_a_multiple_of_the_identity_takes_one_product() -> None:
    found = ends_of([7] * 40, ends="top")
    assert found.top.value == pytest.approx(7)
    assert found.products == 2


def test_a_start_without_the_top_direction_hides_it_and_no_bound_is_claimed() -> None:
    """What is not guaranteed: the residual is 0, yet the top is 5."""
    start = torch.tensor([0.0, 1.0, 1.0], dtype=DOUBLE)
    found = ends_of([5, 2, 1], start=start)
    assert found.top.value == pytest.approx(2)
    assert found.top.residual == pytest.approx(0, abs=1e-12)
    assert found.converged
    assert found.upper(0.01) == math.inf


def test_a_warm_start_saves_products() -> None:
    values = np.linspace(0, 1, 2000)
    cold = ends_of(values, ends="top", tolerance=1e-4, max_products=500)
    warm = ends_of(values, ends="top", tolerance=1e-4, start=cold.top.vector)
    assert warm.products < cold.products / 2


def test_upper_and_lower_hold_over_many_starts() -> None:
    """At delta = 1/10 at most 10 percent may fail; 0 of 200 do, as the bound is not tight."""
    values = np.concatenate([np.linspace(0, 0.9, 40), [1.0], [-0.2]])
    broken = 0
    for seed in range(200):
        found = ends_of(values, seed=seed, max_products=20, tolerance=0.5, basis=42)
        found_again = ends_of(values, seed=seed, max_products=26, tolerance=1e-9, basis=42)
        for each in (found, found_again):
            broken += each.upper(0.1) < 1.0 or each.lower(0.1) > -0.2
        assert math.isfinite(found_again.upper(0.1))
    assert broken == 0


def test_a_share_without_the_root_of_the_size_would_be_broken() -> None:
    """The control: two steps on a spike among many zeros miss more than 1.648 exp(-3 sqrt(e))."""
    size, steps, delta = 4000, 2, 0.5
    values = np.zeros(size)
    values[0], values[1:] = 1.0, np.linspace(0, 0.5, size - 1)
    tightened = (math.log(1.648 / delta) / (2 * steps - 1)) ** 2
    missed = [
        1 - ends_of(values, seed=seed, max_products=steps + 1, tolerance=1e-9, ends="top").extent[0]
        for seed in range(40)
    ]
    assert np.mean(np.array(missed) > tightened) > delta
    assert max(missed) <= unseen_share(size, steps, delta)


def test_a_large_network_gets_no_bound_from_few_steps() -> None:
    assert unseen_share(10_700_000, 10, 0.01) > 0.5
    assert unseen_share(10_700_000, 40, 0.01) < 0.1


def test_against_scipy_on_a_network() -> None:
    sparse = pytest.importorskip("scipy.sparse.linalg")
    model = Perceptron((6, 8, 3)).double()
    inputs, labels = torch.randn(20, 6, dtype=DOUBLE), torch.arange(20) % 3
    loss = torch.nn.functional.cross_entropy
    objective = Objective(model, lambda net, x: 3 * loss(net(x), labels), [inputs])
    product = HessianProduct(objective)
    operator = sparse.LinearOperator(
        (product.size, product.size),
        matvec=lambda v: product(torch.as_tensor(v).reshape(-1)).numpy(),
        dtype=float,
    )
    low, high = sparse.eigsh(operator, k=2, which="BE", v0=np.ones(product.size))[0]
    found = extreme_eigenvalues(
        product, product.size, tolerance=1e-8, dtype=DOUBLE, max_products=500
    )
    assert found.converged
    assert (found.bottom.value, found.top.value) == pytest.approx((low, high), abs=1e-7)


def test_float32_says_so_when_its_rounding_is_in_the_way() -> None:
    values = np.linspace(-1, 1, 200)
    found = ends_of(values, tolerance=1e-12, dtype=torch.float32, max_products=400)
    assert not found.converged


def test_a_product_that_is_nan_is_refused() -> None:
    with pytest.raises(WarmproofError, match="product 1 of the map with a vector is not finite"):
        extreme_eigenvalues(lambda v: v * math.nan, 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ends": "middle"}, "needs both, top or bottom; got ends = middle"),
        ({"tolerance": 0}, "needs 0 < tolerance < 1; got tolerance = 0"),
        ({"max_products": 2}, "needs max_products >= 3; got max_products = 2"),
        ({"basis": 3}, "needs basis >= 4; got basis = 3"),
        ({"start": torch.zeros(2)}, "a finite vector other than 0"),
    ],
)
def test_bad_arguments_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        ends_of([1, 2], **options)


@pytest.mark.parametrize("delta", [0, 1, math.nan])
def test_a_probability_outside_its_range_is_refused(delta: float) -> None:
    with pytest.raises(DomainError, match="0 < delta < 1"):
        ends_of([1, 2]).upper(delta)
