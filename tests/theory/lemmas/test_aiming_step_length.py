"""The lemma `aiming_step_length`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from theory import symbols as sym
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.checker import check_statement
from verify.verdict import Word

STATEMENT = get("aiming_step_length")
PINS = {
    "cites": {"powers"},
    "leans_on": set(),
    "concludes": ["length", "descends"],
    "sharp": ["length", "length"],
    "breaks": {
        "rho_range": "length",
        "K0_range": "length",
        "eta_range": "length",
        "schedule": "length",
    },
    "reasons": {"gap_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("aiming_step_length", **PINS)


def test_nine_tenths_of_the_length_are_not_proved() -> None:
    """Control: eta ell <= 0.9 theta (1 + rho)/2 fails for K0 = 0."""
    claim = STATEMENT.conclusions[0].claim
    wish = le(claim.left, sp.Rational(9, 10) * claim.right)
    steps = (STATEMENT.proof[0], replace(STATEMENT.proof[1], claim=wish))
    weak = replace(STATEMENT, proof=steps, conclusions=(Named("length", wish),))
    assert check_statement(weak, {}).word is not Word.PROVED


def test_the_length_by_hand() -> None:
    """rho = 2, K0 = K = 1, gap = 3: Phi = 12, ell = 10, eta = theta/8: eta ell = 1.25 theta."""
    assert sym.theta in STATEMENT.parameters
    eta = Fraction(3, 2 * 12)
    assert eta * 10 == Fraction(5, 4) <= Fraction(3, 2)
    assert Fraction(4, 3) * eta * 10 <= 2  # theta = 4/(1 + rho)
