"""LW's estimate along an update, against complete Hessians; why the batch must stay the same."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.directional import directional_curvature
from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import extreme_eigenvalues
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective

pytestmark = pytest.mark.extra("nets")


class Quadratic(torch.nn.Module):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.w = torch.nn.Parameter(torch.zeros(size, dtype=torch.float64))


def quadratic(*entries: float) -> Objective:
    scale = torch.tensor(entries, dtype=torch.float64)
    return Objective(
        Quadratic(len(entries)), lambda net, _: (scale * net.w**2).sum() / 2, [torch.zeros(1)]
    )


def test_on_a_quadratic_it_is_the_length_of_the_hessian_times_the_direction() -> None:
    start = torch.tensor([1.0, 1.0], dtype=torch.float64)
    along = torch.tensor([0.3, -0.4], dtype=torch.float64)
    found = directional_curvature(quadratic(2, -5), start, start + along)
    expected = ((2 * 0.3) ** 2 + (5 * 0.4) ** 2) ** 0.5 / 0.5
    assert found.ratios == pytest.approx([expected] * 6)
    assert found.length == pytest.approx(0.5)


def test_it_finds_the_curvature_on_the_way() -> None:
    """w^4/4 from 0 to 1: the gradient changes by gamma^3, so the largest ratio is at gamma = 1."""
    objective = Objective(Quadratic(1), lambda net, _: (net.w**4).sum() / 4, [torch.zeros(1)])
    ends = (torch.tensor([x], dtype=torch.float64) for x in (0.0, 1.0))
    found = directional_curvature(objective, *ends, points=4)
    assert found.ratios == pytest.approx([1 / 16, 1 / 4, 9 / 16, 1])
    assert found.value == pytest.approx(1)


def test_a_gradient_that_is_known_need_not_be_computed_again() -> None:
    calls = []

    def loss(net: Quadratic, _: object) -> torch.Tensor:
        calls.append(1)
        return (net.w**4).sum() / 4

    objective = Objective(Quadratic(1), loss, [torch.zeros(1)])
    ends = [torch.tensor([x], dtype=torch.float64) for x in (1.0, 2.0)]
    plain = directional_curvature(objective, *ends, points=2)
    assert len(calls) == 3
    known = torch.ones(1, dtype=torch.float64)
    assert directional_curvature(objective, *ends, points=2, first=known) == plain
    assert len(calls) == 5


def test_at_a_kink_the_ratio_grows_as_the_step_shrinks() -> None:
    """|w| has the Hessian 0 wherever it has one; across 0 the gradient changes by 2."""
    objective = Objective(Quadratic(1), lambda net, _: net.w.abs().sum(), [torch.zeros(1)])
    for length in (1.0, 0.01):
        ends = (torch.tensor([x], dtype=torch.float64) for x in (-0.1 * length, 0.9 * length))
        found = directional_curvature(objective, *ends)
        assert found.value == pytest.approx(2 * 6 / length)
        assert found.ratios[-1] == pytest.approx(2 / length)


def test_it_is_at_most_the_largest_norm_on_the_segment() -> None:
    model = Perceptron((4, 6, 3)).double()
    inputs, labels = torch.randn(9, 4, dtype=torch.float64), torch.arange(9) % 3
    objective = Objective(
        model, lambda net, x: torch.nn.functional.cross_entropy(net(x), labels), [inputs]
    )
    layout = objective.parameters
    before = layout.current()
    after = before - 0.5 * objective.gradient()
    found = directional_curvature(objective, before, after)
    assert torch.equal(layout.current(), before)
    norms = []
    for gamma in torch.linspace(0, 1, 21):
        with layout.at(torch.lerp(before, after, float(gamma))):
            product = HessianProduct(objective)
            spectrum = extreme_eigenvalues(
                product, product.size, tolerance=1e-6, dtype=torch.float64
            )
            norms.append(spectrum.norm)
    assert 0 < found.value <= max(norms) * (1 + 1e-3)


def test_another_batch_at_the_other_end_measures_noise() -> None:
    """AIL's proxy: at a short step the ratio grows without limit, though the curvature is 1."""
    size = 50
    noise = torch.randn(2, size, dtype=torch.float64)
    first, second = (
        Objective(Quadratic(size), lambda net, b: ((net.w - b) ** 2).sum() / 2, [each])
        for each in noise
    )
    start = torch.ones(size, dtype=torch.float64)
    step = 1e-3 * first.gradient()
    same = directional_curvature(first, start, start - step).value
    with first.parameters.at(start), second.parameters.at(start - step):
        changed = torch.linalg.vector_norm(second.gradient() - first.gradient())
    assert same == pytest.approx(1)
    assert float(changed / torch.linalg.vector_norm(step)) > 100


def test_rounding_is_told() -> None:
    objective = Objective(
        Perceptron((1, 1)), lambda net, x: (net(x) * 1000).sum(), [torch.ones(1, 1)]
    )
    start = torch.zeros(2)
    found = directional_curvature(objective, start, start + 1e-6)
    unit = torch.finfo(torch.float32).eps
    assert found.rounding == pytest.approx(unit * 1000 * 2**0.5 * 6 / found.length)


def test_bad_arguments_are_refused() -> None:
    objective, here = quadratic(1, 2), torch.zeros(2, dtype=torch.float64)
    with pytest.raises(DomainError, match="points >= 1; got points = 0"):
        directional_curvature(objective, here, here + 1, points=0)
    with pytest.raises(DomainError, match="two different finite ends; their distance is 0"):
        directional_curvature(objective, here, here)
    with pytest.raises(DomainError, match=r"shape \(2,\); got \(3,\)"):
        directional_curvature(objective, here, torch.zeros(3))


def test_a_loss_that_overflows_on_the_way_is_refused_and_the_parameters_come_back() -> None:
    objective = Objective(Quadratic(1), lambda net, _: (net.w**4).sum(), [torch.zeros(1)])
    here = torch.zeros(1, dtype=torch.float64)
    with pytest.raises(WarmproofError, match="finite loss; got inf"):
        directional_curvature(objective, here, here + 1e100)
    assert torch.equal(objective.parameters.current(), here)


def test_points_that_are_rounded_on_the_way_are_measured_where_they_are() -> None:
    """In bfloat16 half of this update rounds to all of it; over gamma ||d|| that would be 2."""

    def half_square(net: torch.nn.Module, _: object) -> torch.Tensor:
        return sum(p.float().square().sum() for p in net.parameters()) / 2

    objective = Objective(torch.nn.Linear(1, 1).bfloat16(), half_square, [torch.zeros(1)])
    start = torch.ones(2)
    found = directional_curvature(objective, start, start + 2**-7, points=5)
    assert found.ratios == pytest.approx((0, 0, 1, 1, 1), abs=1e-6)
    with pytest.raises(DomainError, match=r"of length 0\.00141 is lost when the parameters round"):
        directional_curvature(objective, start, start + 1e-3)


def test_rounding_of_a_forward_pass_in_low_precision_is_told() -> None:
    """The update changes fewer digits than bfloat16 has: the value is noise, as rounding says."""
    model = Perceptron((16, 32, 10))
    inputs, labels = torch.randn(32, 16), torch.arange(32) % 10

    def cross_entropy(net: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(net(batch), labels)

    low, full = (
        Objective(model, cross_entropy, [inputs], forward_dtype=dtype)
        for dtype in (torch.bfloat16, None)
    )
    start = full.parameters.current()
    end = start - 1e-3 * full.gradient()
    true, found = (directional_curvature(each, start, end) for each in (full, low))
    assert found.value > 5 * true.value > 100 * true.rounding
    assert found.value < found.rounding
