"""Constants estimated while training, where the true ones are known.

f = sum_i (cosh(c_i w_i) - 1)/c_i^2 has curvature cosh(c_i w_i) = 1 + c_i^2 f_i in direction i, so
it is (1, 1, max c_i^2)-smooth, and with one coordinate ||hess f|| = 1 + c^2 f exactly.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.hessian import HessianProduct
from verify.nets.models.perceptron import Perceptron
from verify.nets.objective import Objective
from verify.nets.online import OnlineConstants
from verify.nets.schedules import GapWarmup

pytestmark = pytest.mark.extra("nets")

EPS = 1e-6


@dataclass
class Descent:
    """What became of a run.

    Attributes:
        steps: until the gap was below EPS.
        lowest: the smallest of ell(gap)/||hess f|| at the steps taken.
        rises: how often the loss rose.
    """

    steps: int
    lowest: float
    rises: int
    schedule: GapWarmup
    online: OnlineConstants | None


def descend(
    rates: torch.Tensor,
    start: torch.Tensor,
    constants: tuple[float, float],
    online: OnlineConstants | None = None,
    due: Callable[[OnlineConstants, int, float], bool] = lambda online, t, gap: online.due(gap),
) -> Descent:
    """Gradient descent by GapWarmup with constants as given, or as estimated on the way."""
    w = start.clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=1.0)
    schedule = GapWarmup(optimizer, K0=constants[0], K=constants[1], shape="ell")
    lowest, rises, last = math.inf, 0, math.inf
    for t in range(20_000):
        optimizer.zero_grad()
        loss = ((torch.cosh(rates * w) - 1) / rates**2).sum()
        loss.backward()
        gap = loss.item()
        if gap < EPS:
            return Descent(t, lowest, rises, schedule, online)
        hessian = torch.cosh(rates * w.detach())
        if online is not None and due(online, t, gap):
            online.probe(lambda v, h=hessian: h * v, len(w), gap, dtype=torch.float64)
            schedule.retune(K0=max(online.envelope.K0, 1e-9), K=online.envelope.K)
        lowest = min(lowest, (schedule.K0 + schedule.K * gap) / hessian.max().item())
        rises, last = rises + (gap > last), gap
        schedule.step(loss)
        optimizer.step()
    raise AssertionError("no end")


RATES = torch.linspace(0.5, 2, 30, dtype=torch.float64)


def start_of(seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return 2.5 * (0.5 + torch.rand(30, generator=generator, dtype=torch.float64))


def test_in_one_dimension_the_true_constants_are_found() -> None:
    rate = torch.tensor([2.0], dtype=torch.float64)
    run = descend(rate, torch.tensor([4.0], dtype=torch.float64), (1, 4), OnlineConstants())
    assert pytest.approx(1, rel=1e-6) == run.schedule.K0
    assert pytest.approx(4, rel=1e-6) == run.schedule.K
    assert run.lowest == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_estimated_constants_take_fewer_steps_than_the_true_ones(seed: int) -> None:
    # The true constants serve all points, the estimated ones those of the run.
    known = descend(RATES, start_of(seed), (1, 4))
    found = descend(RATES, start_of(seed), (1, 4), OnlineConstants())
    assert found.online is not None
    assert found.steps < known.steps / 3
    assert found.online.spent < 3 * found.steps
    assert found.rises == 0
    assert found.lowest > 0.7
    assert pytest.approx(1, rel=0.1) == found.schedule.K0
    assert found.schedule.K < 4


def test_probing_every_so_many_steps_may_miss_curvature_by_far() -> None:
    # The control for `due`: early on the gap falls by orders of magnitude within ten steps.
    found = descend(
        RATES, start_of(1), (1, 4), OnlineConstants(), lambda online, t, gap: t % 10 == 0
    )
    assert found.lowest < 0.1
    assert found.rises > 0


def test_estimates_lie_below_the_norm_and_come_close() -> None:
    online = OnlineConstants(products=3)
    hessian = torch.linspace(-1, 5, 50, dtype=torch.float64)
    found = [online.probe(lambda v: hessian * v, 50, 1.0, dtype=torch.float64) for _ in range(8)]
    assert all(value <= 5 + 1e-12 for value in found)
    assert found[-1] > 0.99 * 5


def test_the_lower_end_counts_as_curvature() -> None:
    online = OnlineConstants(products=10)
    hessian = torch.tensor([-7.0, 3.0, 1.0])
    assert online.probe(lambda v: hessian * v, 3, 1.0) == pytest.approx(7, rel=1e-3)


def test_a_direction_that_comes_up_later_is_found() -> None:
    online = OnlineConstants(products=4)
    early, late = torch.tensor([9.0, 0.0]), torch.tensor([1.0, 4.0])
    online.probe(lambda v: early * v, 2, 2.0)
    for _ in range(3):
        found = online.probe(lambda v: late * v, 2, 1.0)
    assert found == pytest.approx(4, rel=1e-2)


def test_curvature_of_a_net_is_close_to_its_whole_hessian() -> None:
    net = Perceptron((4, 6, 2)).double()
    inputs = torch.randn(20, 4, dtype=torch.float64)
    objective = Objective(net, lambda net, x: net(x).square().mean(), [inputs])
    online = OnlineConstants(products=3)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
    for _ in range(10):
        product = HessianProduct(objective)
        found = online.probe(product, product.size, objective.value(), dtype=torch.float64)
        whole = torch.stack([product(row) for row in torch.eye(product.size).double()])
        norm = torch.linalg.matrix_norm(whole, 2).item()
        assert 0.7 * norm < found <= norm * (1 + 1e-9)
        optimizer.zero_grad()
        objective.loss(net, inputs).backward()
        optimizer.step()


def test_a_first_point_gives_a_constant_that_does_not_trust_smaller_gaps() -> None:
    online = OnlineConstants(margin=1.5)
    online.observe(3.0, 4.0)
    assert (online.envelope.K0, online.envelope.K) == (6, 0)


def test_a_window_forgets() -> None:
    online = OnlineConstants(window=2)
    for gap, curvature in ((4.0, 100.0), (2.0, 8.0), (1.0, 5.0)):
        online.observe(gap, curvature)
    assert pytest.approx((2, 3)) == (online.envelope.K0, online.envelope.K)


def test_no_curvature_is_no_point() -> None:
    online = OnlineConstants()
    assert online.probe(lambda v: 0 * v, 3, 1.0) == 0
    with pytest.raises(DomainError, match="before the first probe"):
        _ = online.envelope


def test_an_interrupted_estimate_goes_on_bit_for_bit() -> None:
    hessian = torch.linspace(1, 5, 20)

    def go(online: OnlineConstants, start: int, stop: int) -> None:
        for t in range(start, stop):
            online.probe(lambda v, gap=10.0 - t: gap * hessian * v, 20, 10.0 - t)

    whole, first, second = (OnlineConstants(products=1) for _ in range(3))
    go(whole, 0, 8)
    go(first, 0, 3)
    file = io.BytesIO()
    torch.save(first.state_dict(), file)
    file.seek(0)
    second.load_state_dict(torch.load(file, weights_only=True))
    go(second, 3, 8)
    assert second.points == whole.points
    assert second.envelope == whole.envelope
    assert second.spent == whole.spent == 4 + 7


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"products": 0}, "OnlineConstants needs products >= 1; got 0. Raise products."),
        ({"margin": 0.5}, "OnlineConstants needs margin >= 1; got 0.5. Raise margin."),
        ({"window": 1}, "OnlineConstants needs window >= 2; got 1. Raise window."),
        ({"rho": -1}, "OnlineConstants needs rho > 0; got rho = -1. Raise rho."),
    ],
)
def test_bad_settings_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        OnlineConstants(**settings)
    assert str(refused.value) == message


def test_bad_points_are_refused() -> None:
    online = OnlineConstants()
    with pytest.raises(DomainError) as refused:
        online.observe(-1.0, 2.0)
    assert str(refused.value) == (
        "OnlineConstants needs gap >= 0 and curvature >= 0, finite; got gap = -1.0, "
        "curvature = 2.0. Lower f_lower, or lower the step size that led here."
    )
    with pytest.raises(WarmproofError, match=r"product is not finite at gap = 1\. Go back"):
        online.probe(lambda v: v * math.nan, 3, 1.0)
    online.probe(lambda v: v, 3, 1.0)
    with pytest.raises(DomainError, match="same number of parameters at each probe; got 4 after 3"):
        online.probe(lambda v: v, 4, 1.0)


def test_the_state_of_something_else_is_refused() -> None:
    with pytest.raises(DomainError, match="OnlineConstants needs its own state; got points"):
        OnlineConstants().load_state_dict({"points": []})


def test_norms_of_batches_lie_above_the_norm_of_their_mean() -> None:
    """Why mini-batches err to the high side: two batches, each curved along its own direction."""
    first, second = torch.diag(torch.tensor([4.0, 0.0])), torch.diag(torch.tensor([0.0, 4.0]))
    found = [
        OnlineConstants(products=20).probe(lambda v, h=hessian: h @ v, 2, 1.0)
        for hessian in (first, second, (first + second) / 2)
    ]
    assert found == pytest.approx([4, 4, 2])
