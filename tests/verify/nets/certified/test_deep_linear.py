"""Deep linear networks: bounded where balanced and X has full row rank, and not elsewhere."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.certified.deep_linear import DeepLinear
from verify.nets.certified.follow import follow, judge, measure
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")


def deep(**options: object) -> DeepLinear:
    usual = {"depth": 3, "hidden": 3, "scale": 3.0}
    return DeepLinear(torch.randn(2, 5), torch.randn(2, 5), **{**usual, **options})


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_balanced_deep_linear_network_keeps_its_bound(depth: int) -> None:
    net = deep(depth=depth)
    points = follow(net, 20, every=4, after_step=net.balance)
    assert not any(point.outside for point in points)
    assert judge("deep", net, points).word is Word.NOT_REFUTED


def test_plain_descent_leaves_the_balanced_set_and_is_not_judged() -> None:
    net = deep()
    points = follow(net, 4)
    assert not points[0].outside
    assert all("the imbalance is" in point.outside for point in points[1:])
    assert judge("deep", net, points).evidence == "1 points measured, 4 not covered"
    verdict = judge("deep", net, points[1:])
    assert verdict.word is Word.UNDECIDED
    assert "cover none of 4 points" in verdict.evidence


def test_off_the_balanced_set_the_bound_fails() -> None:
    """The control: W_2 = 0 and W_1 = t leave the gap at ||Y||^2 and curve like 2 t^2."""
    net = DeepLinear(torch.eye(1), torch.ones(1, 1), depth=2, hidden=1)
    with torch.no_grad():
        net.layers[0].fill_(100.0)
        net.layers[1].fill_(0.0)
    found = measure(net)
    assert found.outside
    assert found.curvature == pytest.approx(2 * 100.0**2, rel=1e-3)
    assert found.share > 100


def test_x_without_full_row_rank_is_refused_and_has_unbounded_curvature_at_gap_0() -> None:
    """AIL's Proposition 3.2 without a rank condition: X = diag(1, 0), Y = 0, W = diag(0, t)."""
    X = torch.diag(torch.tensor([1.0, 0.0]))
    with pytest.raises(DomainError, match="full row rank 2; its smallest singular value is 0"):
        DeepLinear(X, torch.zeros(2, 2), depth=2, hidden=2)
    net = DeepLinear(torch.eye(2), torch.zeros(2, 2), depth=2, hidden=2)
    net.X.copy_(X)
    with torch.no_grad():
        for layer in net.layers:
            layer.copy_(torch.diag(torch.tensor([0.0, 7.0])))
    found = measure(net)
    assert (found.loss, found.outside) == (0, "")
    assert found.curvature == pytest.approx(2 * 7.0**2, rel=1e-6)
    assert found.share > 1


def test_balancing_keeps_the_product() -> None:
    net = deep(hidden=4)
    with torch.no_grad():
        net.layers[0].add_(0.1)
    before = net.product().detach().clone()
    assert net.imbalance() > 0.01
    net.balance()
    assert net.imbalance() < 1e-12
    torch.testing.assert_close(net.product(), before, rtol=1e-12, atol=1e-12)


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(DomainError, match="depth >= 1 and hidden >= 2; got depth = 2, hidden = 1"):
        DeepLinear(torch.eye(2), torch.eye(2), depth=2, hidden=1)
