"""How much the gap explains, against the gradient norm, and what f_lower changes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from theory.errors import DomainError
from verify.nets.bootstrap import Resampling
from verify.nets.formulas import Floats
from verify.nets.relation import compare, gaps_above, rank_correlation, relate, sensitivity

HOW = Resampling(40)


def run(seed: int) -> tuple[Floats, Floats, Floats]:
    """Gaps, gradient norms that wander on their own, and uniform chance."""
    rng = np.random.default_rng(seed)
    gaps = 10 * np.exp(-np.arange(80) / 20)
    return gaps, np.exp(rng.standard_normal(80)), rng.uniform(0.7, 1, 80)


def test_points_on_the_envelope_are_explained_in_full() -> None:
    gaps, _, _ = run(0)
    found = relate(gaps, 1 + 2 * gaps, rho=1)
    assert found.explained == pytest.approx(1)
    assert found.rank_correlation == 1


def test_curvature_that_falls_with_the_gap_is_not_explained() -> None:
    gaps, _, _ = run(0)
    found = relate(gaps, 1 / (1 + gaps))
    assert found.explained == pytest.approx(0)
    assert found.rank_correlation == -1


def test_constant_curvature_leaves_nothing_to_explain() -> None:
    found = relate([1, 2, 3], [5, 5, 5])
    assert (found.explained, found.rank_correlation) == (0, 0)


def test_whichever_made_the_curvature_explains_more() -> None:
    gaps, norms, chance = run(1)
    by_gap = compare(gaps, norms, (1 + 2 * gaps) * chance, how=HOW)
    by_norm = compare(gaps, norms, (1 + 2 * norms) * chance, how=HOW)
    assert by_gap.difference.low > 0
    assert str(by_gap).startswith("the gap explains more: ")
    assert by_norm.difference.high < 0
    assert str(by_norm).startswith("the gradient norm explains more: ")


def test_the_same_numbers_on_both_sides_are_told_apart_by_nothing() -> None:
    gaps, _, chance = run(2)
    same = compare(gaps, gaps, (1 + 2 * gaps) * chance, how=HOW)
    assert (same.difference.low, same.difference.high) == (0, 0)
    assert str(same) == "neither explains more beyond doubt: 0 [0, 0]"


def test_a_gradient_norm_that_is_not_finite_is_named_as_such() -> None:
    with pytest.raises(DomainError, match="gradient norm >= 0 and finite; got nan at point 1"):
        compare([1, 2], [1, float("nan")], [1, 1], how=HOW)


def test_sensitivity_shows_what_a_wrong_f_lower_does() -> None:
    gaps, _, _ = run(3)
    found = dict(sensitivity(gaps + 0.5, 1 + 2 * gaps, (0.0, 0.5)))
    assert found[0.5].envelope.rho == pytest.approx(1, rel=1e-4)
    assert pytest.approx(1, rel=1e-3) == found[0.5].envelope.K0
    assert found[0.0].envelope.K0 < 0.9


def test_by_default_three_lower_bounds_are_tried() -> None:
    gaps, _, _ = run(3)
    tried = [low for low, _ in sensitivity(gaps + 1, 1 + gaps)]
    smallest = float((gaps + 1).min())
    assert tried == [0, smallest / 2, 0.9 * smallest]


def test_a_loss_below_f_lower_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        gaps_above([2.0, 0.5], 1.0)
    assert str(refused.value) == (
        "the gap needs finite losses, none below f_lower = 1.0; got 0.5 at point 1. "
        "Lower f_lower, or look at that measurement."
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_rank_correlation_is_scipys(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 8, 30) * 1.0, rng.integers(0, 8, 30) * 1.0
    assert rank_correlation(x, y) == pytest.approx(stats.spearmanr(x, y).statistic)
