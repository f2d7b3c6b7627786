"""The lemma `potential_drop`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import mpmath
import sympy as sp

from theory import symbols as sym
from theory.lemmas.potential_drop import potential
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.checker import check_statement
from verify.verdict import Word

STATEMENT = get("potential_drop")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "logarithm",
        "logarithm_of_product",
        "power_of_quotient",
        "power_positive",
    },
    "leans_on": set(),
    "concludes": ["drop"],
    "sharp": ["drop"],
    "breaks": {
        "K0_range": "drop",
        "K_range": "drop",
        "mu_range": "drop",
        "step": "drop",
        "contraction": "drop",
    },
    "reasons": {"gap_next_range", "gap_range", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("potential_drop", **PINS)


def test_a_larger_drop_is_not_proved() -> None:
    """Control: a drop of mu/0.9 is no longer a consequence."""
    wish = le(potential(sym.gap_next), potential(sym.gap) - sym.mu * sp.Rational(10, 9))
    steps = (*STATEMENT.proof[:-1], replace(STATEMENT.proof[-1], claim=wish))
    weak = replace(STATEMENT, proof=steps, conclusions=(Named("drop", wish),))
    assert check_statement(weak, {}).word is not Word.PROVED


def test_the_drop_in_numbers() -> None:
    """Random constants on a fixed seed, by mpmath: at the longest step allowed it is nearly mu."""
    rng, least = random.Random(11), mpmath.mpf(9)
    with mpmath.workdps(30):
        for _ in range(300):
            rho = Fraction(rng.randint(1, 40), 10)
            k0, k, s = (mpmath.mpf(10) ** rng.uniform(-3, 3) for _ in range(3))
            power = mpmath.mpf(rho.numerator) / rho.denominator
            ell = k0 + k * s**power
            x = mpmath.mpf(rng.uniform(0, 1)) ** 4
            after, share = (1 - x) * s, min(mpmath.mpf(1), power)
            fall = k0 * mpmath.log(s / after) + k / share * (s**power - after**power)
            least = min(least, fall / (x * ell))
    assert mpmath.mpf("0.9999999999") < least < mpmath.mpf("1.01")
