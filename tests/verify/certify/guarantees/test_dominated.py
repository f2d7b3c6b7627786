"""`verify.certify.guarantees.dominated`: ||grad f||^2 against 2 mu (f - f*), box by box."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from verify.certify.function.objective import objective
from verify.certify.guarantees.dominated import Dominated


def judge(text, mu, **options):
    found = Dominated(objective(text, ("x",)), arb(10), arb(0), arb(0))
    found.set(sp.Rational(mu), **({"near": None, "strict": True, "factored": None} | options))
    return found


@pytest.mark.parametrize(("mu", "breaks"), [("199/100", False), ("201/100", True)])
def test_a_point_breaks_a_mu_that_is_too_large(mu, breaks):
    assert judge("x**2", mu).breaks_at((1.0,)) is breaks


def test_a_point_above_the_level_breaks_nothing():
    assert not judge("x**2", "201/100").breaks_at((4.0,))


def test_a_piece_taken_at_one_point_alone_breaks_nothing():
    """f is x**2; the piece at 1 has f's value there, but the slope 0."""
    alone = judge("Piecewise((1, (x - 1)**2 <= 0), (x**2, True))", "1")
    assert not alone.breaks_at((1.0,))
    assert judge("Piecewise((1, (x - 1)**2 <= 1/16), (x**2, True))", "1").breaks_at((1.0,))


def test_where_pieces_meet_smoothly_a_point_may_break():
    huber = "Piecewise((x**2/2, Abs(x) <= 1), (Abs(x) - 1/2, True))"
    assert judge(huber, "11/10").breaks_at((1.0,))
    assert not judge(huber, "9/10").breaks_at((1.0,))
