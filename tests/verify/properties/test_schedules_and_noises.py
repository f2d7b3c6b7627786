"""Schedules, runs and noises: exact where they promise it, and bad input told."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from theory.errors import DomainError
from verify.properties import FromControl, Noise, Orthogonal, Shares, Steps, run


def test_a_run_by_hand() -> None:
    """x^2/2, steps 1/2 and 1/4: 4, 2, 3/2."""
    found = run(FromControl(K=0), 4, Steps(["1/2", "1/4"]))
    assert [float(x) for x in found.points] == [4, 2, 1.5]
    assert [float(x) for x in found.gaps] == [8, 2, 1.125]
    assert [float(x) for x in found.squared_norms] == [16, 4, 2.25]


def test_shares_are_of_what_theorem_1_admits() -> None:
    f = FromControl()
    found = run(f, 2, Shares([1, "1/2"]))
    for share, eta, gap in zip((1, 0.5), found.steps, found.gaps, strict=False):
        assert float(eta * f.ell(gap)) == pytest.approx(share, rel=1e-15)


def test_a_run_in_two_dimensions_keeps_the_coordinates_apart() -> None:
    f = Orthogonal([FromControl(K=0), FromControl(K0=2, K=0)])
    found = run(f, [1, 1], Steps(["1/4"]))
    assert [float(x) for x in found.points[1]] == [0.75, 0.5]
    assert float(found.squared_norms[0]) == 5


def test_noises_have_exact_moments_and_attain_their_bound() -> None:
    biased = Noise([2, -1], ["1/3", "2/3"])
    assert (biased.bound, biased.variance) == (2, 2)
    assert biased.mean_of(lambda xi: xi) == 0
    drawn = biased.sample(np.random.default_rng(1), 1000)
    assert set(drawn) == {2.0, -1.0}
    assert repr(eval(repr(biased))) == repr(biased)
    assert Noise([0, 5, -5], [1, 0, 0]).bound == Fraction(0)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: Steps([1, -1]), "needs steps >= 0; got step 1 = -1"),
        (lambda: Noise([1]), "needs mean 0; got 1"),
        (lambda: Noise([1, -1], ["1/2"]), "a chance for each value; got 1 for 2"),
        (lambda: Noise([1, -1], ["1/2", 1]), "add up to 1"),
    ],
)
def test_bad_input_is_told(make: object, text: str) -> None:
    with pytest.raises(DomainError, match=text):
        make()  # type: ignore[operator]
