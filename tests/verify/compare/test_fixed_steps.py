"""Counts of fixed steps on the river valley, against plain loops in mpmath."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from theory.errors import DomainError
from verify.compare.fixed_steps import fixed_step_count, guaranteed_step, stability_limit

VALLEY = (sp.Rational(1, 20), sp.Integer(10), sp.Integer(3), sp.Rational(1, 1000))


def counted_by_hand(mu: str, x: str, y: str, eps: str, eta: object) -> int:
    """Gradient descent in 50 digits, written out."""
    with mpmath.workdps(50):
        mu_, x_, y_, eps_ = (
            mpmath.mpf(sp.Rational(v).p) / sp.Rational(v).q for v in (mu, x, y, eps)
        )
        step, t = eta() if callable(eta) else eta, 0
        while True:
            wall = x_**2 / 2 if abs(x_) <= 1 else mpmath.exp(abs(x_) - 1) - mpmath.mpf(1) / 2
            if wall + mu_ * y_**2 / 2 <= eps_:
                return t
            slope = x_ if abs(x_) <= 1 else mpmath.sign(x_) * mpmath.exp(abs(x_) - 1)
            x_, y_, t = x_ - step * slope, y_ - step * mu_ * y_, t + 1


def test_the_numbers_of_example_4() -> None:
    assert fixed_step_count(*VALLEY, guaranteed_step(*VALLEY[:3])) == 438910
    assert fixed_step_count(*VALLEY, sp.Rational(999, 1000) * stability_limit(VALLEY[1])) == 21965


@pytest.mark.parametrize(
    ("mu", "x0", "y0", "eps", "share"),
    [
        ("1/5", "4", "3", "1/100", "9/10"),
        ("1/5", "4", "3", "1/100", "1/10"),
        ("1", "5", "1/10", "1/3", "99/100"),
        ("1/3", "1/2", "2", "1/50", "1/4"),
        ("1/10", "3", "0", "1/7", "1/2"),
    ],
)
def test_it_counts_as_a_plain_loop_does(mu: str, x0: str, y0: str, eps: str, share: str) -> None:
    numbers = [sp.Rational(v) for v in (mu, x0, y0, eps)]
    eta = sp.Rational(share) * stability_limit(numbers[1])
    plain = counted_by_hand(mu, x0, y0, eps, lambda: mpmath.mpf(str(sp.N(eta, 60))))
    assert fixed_step_count(*numbers, eta) == plain


def test_beyond_the_stability_limit_it_diverges_and_is_refused() -> None:
    eta = sp.Rational(1001, 1000) * stability_limit(VALLEY[1])
    with pytest.raises(DomainError, match=r"beyond the stability limit 2 x_0/L_0"):
        fixed_step_count(*VALLEY, eta)


@pytest.mark.parametrize(("eps", "eta"), [(1, 1), (0, 1), ("1/4", 2), ("1/4", 0)])
def test_numbers_out_of_range_are_refused(eps: object, eta: object) -> None:
    with pytest.raises(DomainError, match="the count needs 0 < "):
        fixed_step_count(*VALLEY[:3], sp.Rational(eps), sp.Rational(eta))
