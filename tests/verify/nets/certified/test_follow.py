"""Runs beside what the constants allow, and the words that judge them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.certified.examples import FeedForward, RecurrentUnit
from verify.nets.certified.follow import follow, judge, measure
from verify.nets.certified.network import Certified, Constants
from verify.nets.certified.ridge_network import RidgeNetwork
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")


def ridge(**options: object) -> RidgeNetwork:
    usual = {"hidden": 4, "lam": "1/10", "scale": 2.0}
    inputs = torch.randn(8, 3)
    return RidgeNetwork(inputs, torch.sign(inputs[:, 0]), **{**usual, **options})


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


def test_half_the_constants_of_an_example_are_broken_at_the_minimiser() -> None:
    """||hess F(0)|| = 1 against K0/2 = 0.94: floats are no witness, so UNDECIDED."""
    net = Loosened(FeedForward([0.0] * 4), sp.Rational(1, 2))
    verdict = judge("half", net, [measure(net)])
    assert verdict.word is Word.UNDECIDED
    assert verdict.evidence == (
        "curvature 1 above 0.943949 at step 0, in floats; confirm it in enclosures"
    )


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(DomainError, match="steps >= 1 and every >= 1; got 0 and 1"):
        follow(FeedForward(), 0)
    with pytest.raises(DomainError, match=r"f_lower = 1; got 0\.0"):
        Constants(*map(sp.Integer, (1, 1, 1, 1)), "an example").allowed(0.0)
