"""Margins: what holds, what is broken, what rounding leaves open."""

from __future__ import annotations

import flint
import pytest
import sympy as sp

from verify.runs.margins import Margins, Status


@pytest.mark.parametrize(
    ("ball", "status"),
    [
        (flint.arb(1, 0.5), Status.HOLDS),
        (flint.arb(0), Status.HOLDS),
        (flint.arb(1, 2), Status.UNDECIDED),
        (flint.arb(0, 1e-30), Status.UNDECIDED),
        (flint.arb.nan(), Status.UNDECIDED),
        (flint.arb(0, float("inf")), Status.UNDECIDED),
        (flint.arb(-1, 0.5), Status.BROKEN),
    ],
)
def test_a_ball_holds_only_without_a_negative_point(ball: flint.arb, status: Status) -> None:
    margins = Margins()
    margins.add(ball)
    assert margins.statuses.tolist() == [status]


def test_the_tightest_margin_is_told_in_error_bounds() -> None:
    margins = Margins()
    for ball in (flint.arb(8, 1), flint.arb(3, 0.5), flint.arb(100, 1)):
        margins.add(ball)
    assert margins.tightest() == "6 error bounds at step 1"
    assert Margins().tightest() is None


def test_settling_replaces_an_open_margin_by_its_exact_value() -> None:
    margins = Margins()
    margins.add(flint.arb(0, 1))
    margins.add(flint.arb(0, 1))
    margins.settle(0, sp.Integer(0))
    margins.settle(1, sp.Rational(-1, 7))
    assert margins.statuses.tolist() == [Status.HOLDS, Status.BROKEN]
    assert margins.settled_exactly == 2
    assert (margins.first(Status.BROKEN), margins.first(Status.UNDECIDED)) == (1, None)
