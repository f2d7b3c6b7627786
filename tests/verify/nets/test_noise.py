"""A, B, C from mini-batch gradients, against least squares whose noise is known in closed form.

Sample x_j = sqrt(d h_j) e_j, once with the target moved up by s and once down. With u = w - w*:
    f - f* = sum h_j u_j^2 / 2,   grad f = (h_j u_j),
    E|g_i|^2 = d sum h_j^2 u_j^2 + s^2 sum h_j d/d,   so   E|g_i - g|^2 = (d-1)|g|^2 + s^2 sum h_j.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, permutations, product

import numpy as np
import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets.noise import (
    Gradients,
    NoisePoint,
    batch_gradients,
    fit_noise,
    noise_at,
)
from verify.nets.objective import Objective

pytestmark = pytest.mark.extra("nets")

CURVATURES = np.array([1.0, 2.0, 5.0, 0.5])
D, MOVED = 4, 0.3


def least_squares(u: np.ndarray, curvatures: np.ndarray = CURVATURES) -> Gradients:
    def gradients() -> Iterator[torch.Tensor]:
        for j, h in enumerate(curvatures):
            for sign in (1, -1):
                root = math.sqrt(D * h)
                gradient = torch.zeros(D, dtype=torch.float64)
                gradient[j] = root * (root * u[j] - sign * MOVED)
                yield gradient

    return gradients


def run(curvatures: np.ndarray = CURVATURES) -> list[NoisePoint]:
    points = []
    u = np.array([3.0, -2.0, 1.0, 4.0])
    for _ in range(25):
        gap = float(curvatures @ u**2 / 2)
        points.append(noise_at(least_squares(u, curvatures), gap=gap))
        u = u - 0.15 * curvatures * u
    return points


def test_the_noise_at_a_point_is_the_closed_form() -> None:
    u = np.array([3.0, -2.0, 1.0, 4.0])
    found = noise_at(least_squares(u), gap=1.0)
    squared = float((CURVATURES**2) @ u**2)
    assert found.gradient_norm == pytest.approx(math.sqrt(squared))
    assert found.mean_square == pytest.approx((D - 1) * squared + MOVED**2 * CURVATURES.sum())
    each = torch.stack(list(least_squares(u)()))
    largest = (each - each.mean(0)).square().sum(1).max().item()
    assert found.largest_square == pytest.approx(largest)
    assert found.batches == 8


def test_the_envelope_gives_A_B_C_back() -> None:
    found = fit_noise(run(), "mean")
    assert pytest.approx(0, abs=1e-6) == found.A
    assert pytest.approx(D - 1, rel=1e-6) == found.B
    assert pytest.approx(MOVED**2 * CURVATURES.sum(), rel=1e-6) == found.C
    assert found.excess < 1e-9
    assert found.largest_ratio == pytest.approx(1)


def test_where_gap_and_gradient_say_the_same_only_their_sum_is_known() -> None:
    # All curvatures 1: |g|^2 = 2 gap, so any A + 2 B = 2 (d - 1) is right.
    found = fit_noise(run(np.ones(D)), "mean")
    assert pytest.approx(2 * (D - 1), rel=1e-6) == found.A + 2 * found.B
    assert pytest.approx(MOVED**2 * D, rel=1e-6) == found.C


@pytest.mark.parametrize("which", ["mean", "largest"])
def test_no_noise_lies_above_and_less_would_not_do(which: str) -> None:
    points = run()
    found = fit_noise(points, which)  # type: ignore[arg-type]
    for factor, holds in ((1.0, True), (0.999, False)):
        bounds = [
            factor * (found.A * p.gap + found.B * p.gradient_norm**2 + found.C) for p in points
        ]
        noises = [p.mean_square if which == "mean" else p.largest_square for p in points]
        above = [n > b * (1 + 1e-12) for n, b in zip(noises, bounds, strict=True)]
        assert any(above) != holds


def test_the_largest_noise_is_never_below_the_mean() -> None:
    assert all(p.largest_square >= p.mean_square for p in run())


def test_samples_are_corrected_without_bias() -> None:
    # Over many samples the corrected mean square and |g|^2 come out as the truth, sigma^2 = d.
    rng = torch.Generator().manual_seed(0)
    truth = torch.tensor([1.0, 2.0, 2.0])
    found: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for _ in range(400):
        sample = truth + torch.randn(6, 3, generator=rng)
        for complete, numbers in found.items():
            point = noise_at(lambda sample=sample: sample, gap=0.0, complete=complete)
            numbers.append((point.mean_square, point.gradient_norm**2))
    near = np.abs(np.mean(found[False], axis=0) - [3, 9])
    assert (near < [0.15, 0.4]).all()
    far = np.abs(np.mean(found[True], axis=0) - [3, 9])
    assert (far > [0.35, 0.4]).all()


EXAMPLES = 6
"""Of a least squares loss, in batches of 2: 15 batches, and 3 of them make an epoch."""


def example_gradients() -> np.ndarray:
    rng = np.random.default_rng(5)
    rows, targets = rng.standard_normal((EXAMPLES, 3)), rng.standard_normal(EXAMPLES)
    w = np.array([3.0, -2.0, 4.0])
    return (rows @ w - targets)[:, None] * rows


def test_batches_of_an_epoch_are_corrected_exactly() -> None:
    each = example_gradients()
    g = each.mean(0)
    every = [each[list(pick)].mean(0) for pick in combinations(range(EXAMPLES), 2)]
    truth = np.mean([np.sum((b - g) ** 2) for b in every]), float(g @ g)
    plain, corrected, whole = [], [], []
    for order in permutations(range(EXAMPLES)):
        batches = [torch.tensor(each[list(order[i : i + 2])].mean(0)) for i in (0, 2, 4)]
        if order[0] > order[1] or order[2] > order[3] or order[4] > order[5]:
            continue  # the same batches as another order
        some = noise_at(lambda b=batches: b[:2], gap=0.0, complete=False, epoch=3)
        corrected.append((some.mean_square, some.gradient_norm**2))
        some = noise_at(lambda b=batches: b[:2], gap=0.0, complete=False)
        plain.append((some.mean_square, some.gradient_norm**2))
        for full in ({}, {"complete": False, "epoch": 3}):
            found = noise_at(lambda b=batches: b, gap=0.0, **full)
            whole.append((found.mean_square, found.gradient_norm**2))
    assert np.mean(corrected, axis=0) == pytest.approx(np.array(truth), rel=1e-9)
    assert np.mean(whole, axis=0) == pytest.approx(np.array(truth), rel=1e-9)
    # As if they were independent, the noise comes out 3/2 times too large.
    assert np.mean(plain, axis=0)[0] == pytest.approx(1.5 * truth[0], rel=1e-9)


def test_independent_batches_are_corrected_exactly() -> None:
    each = example_gradients()
    g = each.mean(0)
    every = [torch.tensor(each[list(pick)].mean(0)) for pick in combinations(range(EXAMPLES), 2)]
    truth = np.mean([float(((b - torch.tensor(g)) ** 2).sum()) for b in every]), float(g @ g)
    found = [
        noise_at(lambda pair=pair: pair, gap=0.0, complete=False)
        for pair in product(every, repeat=2)
    ]
    mean_squares, norms = zip(*((p.mean_square, p.gradient_norm**2) for p in found), strict=True)
    assert np.mean(mean_squares) == pytest.approx(truth[0], rel=1e-9)
    # |g|^2 is as well, but for pairs whose mean is shorter than their noise: 0 in place of less.
    assert np.mean(norms) == pytest.approx(truth[1], rel=0.05)
    assert np.mean(norms) >= truth[1] * (1 - 1e-9)


def test_the_spread_is_that_of_the_squares() -> None:
    gradients = [torch.tensor([x]) for x in (-3.0, 0.0, 1.0, 2.0)]
    found = noise_at(lambda: gradients, gap=0.0)
    assert found.spread == pytest.approx(float(np.std([9, 0, 1, 4])))


def test_a_term_that_is_left_out_is_0_and_the_rest_still_covers() -> None:
    points = run()
    full = fit_noise(points)
    for terms in ("AB", "AC", "BC", "A", "B", "C"):
        found = fit_noise(points, "largest", terms)
        assert [name for name in "ABC" if getattr(found, name) > 0 and name not in terms] == []
        assert found.excess >= full.excess - 1e-12
        assert all(
            found.A * p.gap + found.B * p.gradient_norm**2 + found.C
            >= p.largest_square * (1 - 1e-12)
            for p in points
        )


def test_terms_that_are_all_0_at_a_point_are_refused() -> None:
    with pytest.raises(DomainError) as refused:
        fit_noise([NoisePoint(0.0, 0.0, 1.0, 1.0, 0.0, 2)], "mean", "AB")
    assert str(refused.value) == (
        "an envelope of noise with the terms A, B needs one that is > 0 at each point. Add C."
    )


def test_weights_are_the_chances_of_the_batches() -> None:
    gradients = [torch.tensor([1.0]), torch.tensor([4.0])]
    found = noise_at(lambda: gradients, gap=0.0, weights=[2, 1])
    assert found.gradient_norm == pytest.approx(2)
    assert found.mean_square == pytest.approx(2 / 3 * 1 + 1 / 3 * 4)


def test_the_gradients_of_an_objective_are_those_of_its_batches() -> None:
    net = torch.nn.Linear(2, 1, bias=False)
    batches = [torch.eye(2)[:1], torch.eye(2)]
    objective = Objective(net, lambda net, x: net(x).square().sum(), batches, weights=[1, 2])
    found = list(batch_gradients(objective)())
    w = net.weight.detach()[0]
    assert torch.allclose(found[0], torch.stack([2 * w[0], torch.zeros(())]))
    assert torch.allclose(found[1], 2 * w)
    point = noise_at(batch_gradients(objective), gap=1.0, weights=objective.weights)
    assert point.gradient_norm == pytest.approx(float(objective.gradient().norm()), rel=1e-5)


def test_half_precision_gradients_are_averaged_in_single() -> None:
    exact = [torch.full((3,), 1 + k / 128) for k in range(8)]
    found = noise_at(lambda: [g.bfloat16() for g in exact], gap=0.0)
    assert found.gradient_norm == pytest.approx(float(torch.stack(exact).mean(0).norm()), rel=1e-6)


def test_no_third_gradient_is_held() -> None:
    alive: set[int] = set()
    most = 0

    class Counted:
        """Counts how many of the gradients handed out are still referred to."""

        def __init__(self, number: int) -> None:
            self.number = number

        def __del__(self) -> None:
            alive.discard(self.number)

    def gradients() -> Iterator[torch.Tensor]:
        nonlocal most
        for number in range(6):
            gradient = torch.full((10,), float(number))
            gradient.counted = Counted(number)  # type: ignore[attr-defined]
            alive.add(number)
            most = max(most, len(alive))
            yield gradient
            del gradient

    noise_at(gradients, gap=0.0)
    assert most == 1  # beside it there is the mean


@pytest.mark.parametrize(
    ("gradients", "settings", "message"),
    [
        ([], {}, "noise needs at least 1 batches; got 0. Give more."),
        ([1.0], {"complete": False}, "noise needs at least 2 batches; got 1. Give more."),
        ([1.0], {"gap": -1.0}, "noise needs gap >= 0 and finite; got -1.0. Lower f_lower."),
        (
            [1.0, 2.0, 3.0],
            {"epoch": 2},
            "noise needs at most the 2 batches of the epoch, all of equal weight; got 3. "
            "Leave some out.",
        ),
        ([1.0], {"epoch": 2}, "noise needs at least 2 batches; got 1. Give more."),
        (
            [1.0, 2.0],
            {"weights": [1.0]},
            "noise needs one weight for each of 2 batches; got 1. Give the chance of each batch.",
        ),
        (
            [1.0, 2.0],
            {"weights": [1.0, 0.0]},
            "noise needs weights > 0; got 0.0 for batch 1. Leave that batch out.",
        ),
    ],
)
def test_bad_input_is_refused(
    gradients: list[float], settings: dict[str, object], message: str
) -> None:
    with pytest.raises(DomainError) as refused:
        noise_at(lambda: [torch.tensor([g]) for g in gradients], **{"gap": 1.0, **settings})
    assert str(refused.value) == message


def test_gradients_that_run_out_are_refused() -> None:
    once = iter([torch.ones(2), torch.zeros(2)])
    with pytest.raises(DomainError) as refused:
        noise_at(lambda: once, gap=1.0)
    assert str(refused.value) == (
        "noise needs the same batches in both passes; got 2, then 0. Let each call start anew."
    )


def test_a_gradient_that_is_not_finite_is_named() -> None:
    with pytest.raises(WarmproofError) as refused:
        noise_at(lambda: [torch.ones(2), torch.tensor([1.0, math.nan])], gap=1.0)
    assert str(refused.value) == (
        "the gradient of batch 1 is not finite. "
        "Go back to an earlier point, or leave that batch out."
    )


def test_points_without_noise_are_refused() -> None:
    with pytest.raises(DomainError, match="got none"):
        fit_noise([])
    with pytest.raises(DomainError, match=r"got 0\.0 at point 0\. Leave out points where all"):
        fit_noise([NoisePoint(1.0, 1.0, 0.0, 0.0, 0.0, 2)])
