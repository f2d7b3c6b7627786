"""The sweep: the numbers of Example 4, exponents, refusals."""

from __future__ import annotations

import math

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.compare.plot import plot_sweep
from verify.compare.sweep import Sweep, sweep
from verify.verdict import Word

MU, Y0, EPS = sp.Rational(1, 20), sp.Integer(3), sp.Rational(1, 1000)


@pytest.fixture(scope="module")
def found() -> Sweep:
    return sweep(MU, Y0, EPS, [sp.Integer(k) for k in range(5, 12)])


def test_the_numbers_of_example_4(found: Sweep) -> None:
    (point,) = (p for p in found.points if p.x0 == 10)
    assert (point.warmup, point.guaranteed, point.best_fixed) == (65, 438910, 21965)
    assert point.verdict.word is Word.PROVED
    assert point.curvature == pytest.approx(math.exp(9), rel=1e-12)


def test_the_exponents_are_those_of_theory(found: Sweep) -> None:
    for fit in found.fits:
        assert fit.theory == 1
        assert fit.exponent == pytest.approx(1, abs=0.05)
        assert fit.exponent == pytest.approx(fit.expected, abs=0.01)


def test_a_wrong_shape_would_be_seen(found: Sweep) -> None:
    """Control: against L_0 itself the best fixed step grows visibly slower than linearly."""
    first, last = found.points[0], found.points[-1]
    slope = math.log(last.ratios[1] / first.ratios[1]) / math.log(last.curvature / first.curvature)
    assert slope < 0.9


def test_with_a_bed_as_steep_as_the_inner_wall_warmup_spends_its_steps_on_the_wall() -> None:
    """The factor Theta(L_0) needs x_0 to be small beside ln(.)/mu: with mu = 1 it is not."""
    steep = sweep(sp.Integer(1), Y0, sp.Rational(1, 3), [sp.Integer(k) for k in (8, 10, 12, 14)])
    assert steep.fits[0].exponent < 0.97


def test_fits_are_measurements_and_counts_are_proved(found: Sweep) -> None:
    words = [v.word for v in found.verdicts]
    assert words[:2] == [Word.MEASURED] * 2
    assert set(words[2:]) == {Word.PROVED}


@pytest.mark.parametrize(
    ("mu", "y0", "eps", "starts", "sentence"),
    [
        (MU, Y0, EPS, (3, 4), "at least three different starts; got 2"),
        (MU, Y0, EPS, (1, 4, 5), r"2 <= x_0 <= 16; got x_0 = 1"),
        (MU, Y0, sp.Integer(1), (3, 4, 5), r"0 < eps <= 1/2; got eps = 1"),
        (MU, sp.Rational(1, 10), EPS, (3, 4, 5), r"a river to travel; got 1/4000"),
    ],
)
def test_refusals(mu: object, y0: object, eps: object, starts: object, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        sweep(mu, y0, eps, [sp.Integer(k) for k in starts])


def test_a_picture_is_drawn(found: Sweep, tmp_path: object) -> None:
    assert plot_sweep(found, tmp_path / "s.svg").stat().st_size > 5000
