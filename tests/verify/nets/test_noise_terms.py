"""The noise ablation: which of A, B, C a run needs, where that is known by construction."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from verify.nets.bootstrap import Resampling
from verify.nets.noise import NoisePoint
from verify.nets.noise_terms import SUBSETS, Noise, judge_noise

pytestmark = pytest.mark.extra("nets")

HOW = Resampling(30)


def judged(A: float, B: float, C: float, *, tied: bool = False) -> Noise:
    """Noise that follows A gap + B |g|^2 + C closely, while gap and |g| fall on their own ways."""
    rng = np.random.default_rng(0)
    points = []
    for place in range(40):
        gap = 4 * math.exp(-place / 8)
        norm = math.sqrt(gap) if tied else math.exp(-place / 10 + rng.standard_normal())
        square = (A * gap + B * norm**2 + C) * rng.uniform(0.9, 1)
        points.append(NoisePoint(gap, norm, square, 2 * square, 0.1, 8))
    return judge_noise(points, "mean", HOW)


@pytest.mark.parametrize(
    ("A", "B", "C", "needed"), [(2, 0, 1, "AC"), (0, 2, 1, "BC"), (1, 1, 1, "ABC"), (0, 0, 3, "C")]
)
def test_the_terms_that_made_the_noise_are_needed(
    A: float, B: float, C: float, needed: str
) -> None:
    found = judged(A, B, C)
    assert found.needed == needed
    assert found.A.covers(A) or pytest.approx(A, rel=0.1, abs=0.05) == found.A.value
    assert pytest.approx(C, rel=0.1) == found.C.value


def test_of_two_terms_that_fall_together_neither_is_needed() -> None:
    found = judged(1, 1, 1, tied=True)
    assert found.needed == "C"
    without_both = next(left for left in found.subsets if left.terms == "C")
    assert without_both.worse is not None
    assert without_both.worse.low > 0.1


def test_less_is_never_better() -> None:
    found = judged(1, 1, 1)
    assert [left.terms for left in found.subsets] == list(SUBSETS)
    for left in found.subsets[1:]:
        assert left.envelope is not None
        assert left.envelope.excess >= found.envelope.excess - 1e-12
        assert left.worse is not None
        assert 0 <= left.worse.low <= left.worse.value <= left.worse.high


def test_a_point_of_gap_0_without_a_gradient_needs_C() -> None:
    points = [NoisePoint(g, g, 1 + g, 2 + g, 0.1, 8) for g in (3.0, 2.0, 1.0, 0.0)]
    found = judge_noise(points, "mean", HOW)
    assert [left.terms for left in found.subsets if left.envelope is None] == ["AB", "A", "B"]
    assert "C" in found.needed
