"""Upper envelopes: exact where the points are exact, never below a point, nowhere too high."""

from __future__ import annotations

import numpy as np
import pytest

from theory.errors import DomainError
from verify.nets.envelope import Envelope, fit
from verify.nets.formulas import Floats

GAPS = np.exp(np.linspace(-4, 3, 60))


def cloud(seed: int, rho: float = 1, K0: float = 2, K: float = 3) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    gaps = np.exp(rng.uniform(-4, 3, 60))
    return gaps, (K0 + K * gaps**rho) * rng.uniform(0.2, 1, 60)


@pytest.mark.parametrize(
    ("rho", "K0", "K"), [(1, 2, 3), (0.5, 1, 10), (2, 0, 1), (3, 1, 0.1), (0.25, 0, 7)]
)
def test_exact_points_give_their_constants_back(rho: float, K0: float, K: float) -> None:
    found = fit(GAPS, K0 + K * GAPS**rho)
    assert found.rho == pytest.approx(rho, rel=1e-6)
    assert pytest.approx(K0, rel=1e-5, abs=1e-6) == found.K0
    assert pytest.approx(K, rel=1e-5) == found.K
    assert 0 <= found.excess < 1e-6


def test_a_constant_curvature_is_classical_smoothness() -> None:
    found = fit(GAPS, np.full(60, 5.0))
    assert (found.K0, found.K, found.excess) == (5, 0, 0)


def test_a_gap_of_zero_forbids_K0_below_its_curvature() -> None:
    assert fit([0, 1, 2], [1, 4, 9], rho=2, share_above=0).K0 >= 1


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("rho", [None, 0.5, 1.0, 2.0])
def test_no_point_lies_above(seed: int, rho: float | None) -> None:
    gaps, curvatures = cloud(seed)
    found = fit(gaps, curvatures, rho=rho)
    assert (found.curvature(gaps) >= curvatures).all()
    assert found.above == 0


@pytest.mark.parametrize("seed", range(10))
def test_constants_a_little_smaller_leave_a_point_above(seed: int) -> None:
    gaps, curvatures = cloud(seed)
    found = fit(gaps, curvatures, rho=1)
    shrunk = Envelope(1, found.K0 * 0.999, found.K * 0.999, 0, 0)
    assert (shrunk.curvature(gaps) < curvatures).any()


@pytest.mark.parametrize("seed", range(10))
def test_no_allowed_pair_on_a_fine_grid_has_a_smaller_excess(seed: int) -> None:
    gaps, curvatures = cloud(seed)
    found = fit(gaps, curvatures, rho=1)
    # For each K0 the least K is known; the excess of the envelope must not exceed any of these.
    for K0 in np.linspace(0, curvatures.max(), 400):
        K = max(0, ((curvatures - K0) / gaps).max())
        excess = np.log((K0 + K * gaps) / curvatures).mean()
        assert found.excess <= excess + 1e-12


def test_outliers_are_given_up_within_the_stated_share() -> None:
    gaps, curvatures = cloud(0)
    spoilt = curvatures.copy()
    spoilt[[5, 20, 40]] *= 100
    strict, robust = fit(gaps, spoilt, rho=1), fit(gaps, spoilt, rho=1, share_above=0.05)
    clean = fit(np.delete(gaps, [5, 20, 40]), np.delete(curvatures, [5, 20, 40]), rho=1)
    assert robust.above == 3
    assert pytest.approx((clean.K0, clean.K)) == (robust.K0, robust.K)
    assert strict.K0 + strict.K > 5 * (clean.K0 + clean.K)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3])
def test_never_more_points_above_than_the_share(share: float) -> None:
    gaps, curvatures = cloud(3)
    found = fit(gaps, curvatures, share_above=share)
    assert found.above <= share * 60
    assert (found.curvature(gaps) < curvatures).sum() == found.above


def test_a_point_given_up_at_gap_0_says_nothing_about_the_others() -> None:
    # Its logarithm would outweigh all the others if it counted: K0 = 0 leaves ell = 0 there.
    found = fit([0.0, 1, 2, 3], [9.0, 1, 2, 3], rho=1, share_above=0.25)
    assert found == Envelope(1, 0, 1, 0, 1)


def test_a_larger_share_never_gives_a_larger_excess() -> None:
    gaps, curvatures = cloud(4)
    found = [fit(gaps, curvatures, rho=1, share_above=s).excess for s in (0, 0.05, 0.1, 0.2)]
    assert found == sorted(found, reverse=True)


def test_a_share_of_thousands_of_points_is_kept() -> None:
    rng = np.random.default_rng(0)
    gaps = np.exp(rng.uniform(-4, 3, 3000))
    curvatures = (2 + 3 * gaps) * rng.uniform(0.2, 1, 3000)
    curvatures[:150] *= 10
    found = fit(gaps, curvatures, rho=1, share_above=0.05)
    assert found.above <= 150
    assert (found.curvature(gaps) < curvatures).sum() == found.above
    assert pytest.approx((2, 3), rel=0.05) == (found.K0, found.K)


@pytest.mark.parametrize("scale", [1e-150, 1e-6, 1e6, 1e70])
def test_units_of_the_loss_do_not_matter(scale: float) -> None:
    gaps, curvatures = cloud(5)
    plain, scaled = fit(gaps, curvatures), fit(gaps * scale, curvatures)
    assert scaled.rho == pytest.approx(plain.rho, rel=1e-6)
    assert scaled.excess == pytest.approx(plain.excess, rel=1e-6)
    assert (scaled.curvature(gaps * scale) >= curvatures).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"gaps": [1, -1], "curvatures": [1, 1]},
            "an envelope needs gap >= 0 and finite; got -1.0 at point 1. "
            "Look at that measurement, or leave the point out.",
        ),
        (
            {"gaps": [1, 1], "curvatures": [0, 1]},
            "an envelope needs curvature > 0 and finite; got 0.0 at point 0. "
            "Look at that measurement, or leave the point out.",
        ),
        (
            {"gaps": [1, 1], "curvatures": [1, float("nan")]},
            "an envelope needs curvature > 0 and finite; got nan at point 1. "
            "Look at that measurement, or leave the point out.",
        ),
        (
            {"gaps": [], "curvatures": []},
            "an envelope needs one curvature for each gap, and at least one; got shapes (0,) and "
            "(0,). Give two lists of the same length.",
        ),
        (
            {"gaps": [1], "curvatures": [1], "rho": 0},
            "an envelope needs 0 < rho; got 0 to 0. Raise the lower end.",
        ),
        (
            {"gaps": [0, 1e200], "curvatures": [1, 2], "rho": 2},
            "K has no float at rho = 2 with gaps up to 1e+200: gap^rho leaves the range of floats. "
            "Measure the loss in another unit.",
        ),
        (
            {"gaps": [1], "curvatures": [1], "share_above": 1},
            "an envelope needs 0 <= share_above < 1; got 1. Give 0.05 for 5 percent.",
        ),
    ],
)
def test_bad_input_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(DomainError) as refused:
        fit(**arguments)  # type: ignore[arg-type]
    assert str(refused.value) == message
