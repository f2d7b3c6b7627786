"""Networks with known constants: the formulas by hand, the bounds along runs, and what breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, InexactInputError
from theory.examples import feed_forward, recurrent_unit
from theory.examples.ridge_setting import loss
from verify.nets.certified.deep_linear import DeepLinear
from verify.nets.certified.examples import FeedForward, RecurrentUnit
from verify.nets.certified.follow import follow, judge, measure
from verify.nets.certified.network import Certified, Constants
from verify.nets.certified.ridge_network import ACTIVATIONS, RidgeNetwork
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")


def ridge(**options: object) -> RidgeNetwork:
    usual = {"hidden": 4, "lam": "1/10", "scale": 2.0}
    inputs = torch.randn(8, 3)
    return RidgeNetwork(inputs, torch.sign(inputs[:, 0]), **{**usual, **options})


def deep(**options: object) -> DeepLinear:
    usual = {"depth": 3, "hidden": 3, "scale": 3.0}
    return DeepLinear(torch.randn(2, 5), torch.randn(2, 5), **{**usual, **options})


class Loosened(Certified):
    """The same network with other constants."""

    def __init__(self, net: Certified, factor: sp.Expr) -> None:
        super().__init__()
        self.net, self.factor = net, factor

    @property
    def batch(self) -> tuple[torch.Tensor, ...]:
        return self.net.batch

    def loss(self, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
        return self.net.loss(batch)

    @property
    def constants(self) -> Constants:
        known = self.net.constants
        K0, K = known.K0 * self.factor, known.K * self.factor
        return Constants(known.rho, K0, K, known.f_lower, "scaled")


@pytest.mark.parametrize(
    ("net", "p", "weights", "points"),
    [
        (FeedForward, feed_forward.P, feed_forward.WEIGHTS, [(1, 2, -1, 3), (0, 1, 1, 1)]),
        (RecurrentUnit, recurrent_unit.P, recurrent_unit.WEIGHTS, [(2, -2), (-1, 3), (0, 0)]),
    ],
)
def test_the_examples_are_the_functions_of_the_theory(
    net: Callable[..., Certified],
    p: sp.Expr,
    weights: tuple[sp.Symbol, ...],
    points: list[tuple[int, ...]],
) -> None:
    for point in points:
        expected = loss(p, weights).subs(dict(zip(weights, point, strict=True)))
        found = net([float(w) for w in point]).objective().value()
        assert found == pytest.approx(float(expected), rel=1e-14)


c, ROOT2, ROOT3 = sp.log(2), sp.sqrt(2), sp.sqrt(3)


@pytest.mark.parametrize(
    ("net", "split", "K0", "K"),
    [
        (FeedForward, "small_K", 1 + c**3 / 32 + ROOT3 / 4 * c + ROOT3 / 3, 0.25 + 3**0.5 / 6),
        (
            FeedForward,
            "small_K0",
            1 + ROOT3 / 6 + 4 * (sp.Rational(1, 128) + ROOT3 / 12) * c**3,
            0.25 + 32 * 3**0.5 / 12,
        ),
        (
            RecurrentUnit,
            "small_K",
            1 + sp.Rational(27, 32) * c**3 + 3 * ROOT2 / 2 * c + 2 * ROOT2,
            6.75 + 2**0.5,
        ),
        (
            RecurrentUnit,
            "small_K0",
            1 + ROOT2 + 4 * (sp.Rational(27, 128) + ROOT2 / 2) * c**3,
            6.75 + 16 * 2**0.5,
        ),
    ],
)
def test_constants_of_the_examples(
    net: Callable[..., Certified], split: str, K0: sp.Expr, K: float
) -> None:
    known = net(split=split).constants
    assert sp.simplify(known.K0 - K0) == 0
    assert float(known.K) == pytest.approx(K, rel=1e-14)
    assert known.rho == 3
    assert known.f_lower == sp.log(2)


def test_curvature_of_example_2_on_its_line() -> None:
    """At (0, v, v, v) the Hessian of ln(1 + e^-p)/2 is known: v^6/8 and -v^2/4 off the diagonal."""
    v = 2.0
    matrix = torch.eye(4, dtype=torch.float64)
    matrix[0, 0] += v**6 / 8
    matrix[0, 1:] = matrix[1:, 0] = -(v**2) / 4
    found = measure(FeedForward([0.0, v, v, v]))
    assert found.curvature == pytest.approx(float(torch.linalg.eigvalsh(matrix)[-1]), rel=1e-5)


@pytest.mark.parametrize(
    "make",
    [
        FeedForward,
        lambda: FeedForward(split="small_K0"),
        lambda: FeedForward([0.0, 3.0, 3.0, 3.0]),
        RecurrentUnit,
        lambda: RecurrentUnit([4.0, 0.0]),
        ridge,
        lambda: ridge(kind="squared_error"),
        lambda: ridge(activation="sin", kind="squared_error", scale=5.0),
        lambda: ridge(activation="atan", scale=5.0),
        lambda: ridge(activation="identity"),
    ],
)
def test_curvature_keeps_its_bound_along_a_run(make: Callable[[], Certified]) -> None:
    net = make()
    points = follow(net, 30, every=5)
    assert [point.step for point in points] == [0, 5, 10, 15, 20, 25, 30]
    assert points[-1].loss < points[0].loss
    assert judge("run", net, points).word is Word.NOT_REFUTED


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


def test_half_the_constants_of_an_example_are_broken_at_the_minimiser() -> None:
    """||hess F(0)|| = 1 against K0/2 = 0.94: floats are no witness, so UNDECIDED."""
    net = Loosened(FeedForward([0.0] * 4), sp.Rational(1, 2))
    verdict = judge("half", net, [measure(net)])
    assert verdict.word is Word.UNDECIDED
    assert verdict.evidence == (
        "curvature 1 above 0.943949 at step 0, in floats; confirm it in enclosures"
    )


@pytest.mark.parametrize(
    ("kind", "curvature", "without"),
    [("cross_entropy", 100 + 8 / 2, 0.32 * 0.7), ("squared_error", 100 + 2 * 8, 2.56)],
)
def test_the_hessian_of_the_output_cannot_be_left_out(
    kind: str, curvature: float, without: float
) -> None:
    """At w = 0 with lam = 100, x = 8: hess F = lam I + l'(0) hess z, and b0 = 8 speaks for it."""
    inputs, targets = torch.tensor([[8.0]]), torch.tensor([1.0])
    net = RidgeNetwork(
        inputs, targets, hidden=1, lam=100, activation="identity", kind=kind, scale=0.0
    )
    found = measure(net)
    assert found.curvature == pytest.approx(curvature, rel=1e-6)
    assert found.curvature <= found.allowed
    assert found.curvature > 100 + without


@pytest.mark.parametrize("name", ["sin", "tanh", "atan"])
def test_bounds_of_the_activations_are_attained(name: str) -> None:
    phi = ACTIVATIONS[name]
    s = torch.linspace(-4, 4, 80001, dtype=torch.float64).requires_grad_()
    value = phi.function(s)
    (first,) = torch.autograd.grad(value.sum(), s, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), s)
    for found, bound in ((value.abs() - s.abs(), 0), (first, phi.C2), (second, phi.C3)):
        assert float(found.detach().abs().max() if bound else found.detach().max()) <= (
            float(bound) + 1e-12
        )
    assert float(first.detach().max()) == pytest.approx(float(phi.C2), rel=1e-8)
    assert float(second.abs().max()) == pytest.approx(float(phi.C3), rel=1e-7)


def test_constants_of_the_ridge_network_by_hand() -> None:
    """X = 5, C3 = 1: a1 = 25, b0 = 5, b1 = 25, lam = 2; f_lower = 0."""
    inputs, targets = torch.tensor([[3.0, 4.0]]), torch.tensor([1.0])
    net = RidgeNetwork(inputs, targets, hidden=2, lam=2, activation="sin")
    assert sp.Rational(25, 4) + sp.Rational(25, 2) == net.constants.K
    assert 2 + 5 + sp.Rational(25, 2) == net.constants.K0
    net = RidgeNetwork(inputs, targets, hidden=2, lam=2, activation="sin", kind="squared_error")
    assert net.constants.K == 50 + 5 + 25
    assert net.constants.K0 == 2 + 5


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
    one = torch.ones(2, 1)
    with pytest.raises(DomainError, match="needs 4 weights; got 2"):
        FeedForward([1.0, 2.0])
    with pytest.raises(DomainError, match="lam > 0; got lam = -1"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=-1)
    with pytest.raises(InexactInputError, match="lam must be exact"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=0.1)
    with pytest.raises(DomainError, match="no activation 'relu' with known constants"):
        RidgeNetwork(one, torch.ones(2), hidden=1, lam=1, activation="relu")
    with pytest.raises(DomainError, match="labels -1 or 1"):
        RidgeNetwork(one, torch.zeros(2), hidden=1, lam=1)
    with pytest.raises(DomainError, match="depth >= 1 and hidden >= 2; got depth = 2, hidden = 1"):
        DeepLinear(torch.eye(2), torch.eye(2), depth=2, hidden=1)
    with pytest.raises(DomainError, match="steps >= 1 and every >= 1; got 0 and 1"):
        follow(FeedForward(), 0)
    with pytest.raises(DomainError, match=r"f_lower = 1; got 0\.0"):
        Constants(*map(sp.Integer, (1, 1, 1, 1)), "an example").allowed(0.0)
