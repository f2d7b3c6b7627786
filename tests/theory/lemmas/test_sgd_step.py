"""The lemma `sgd_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational, sqrt

from theory.lemmas.sgd_step.setting import (
    DESCENT,
    MARTINGALE_PART,
    A,
    C,
    L,
    V,
    eta,
    g,
    gap,
    gap_next,
    inner,
)
from theory.logic import le

PINS = {
    "cites": {
        "continuous_induction",
        "first_passage",
        "mean_value",
        "ray",
        "segment",
        "sgd_points",
    },
    "leans_on": {"distance_rises", "gradient_bound", "growth", "local_descent_level"},
    "concludes": ["reach", "descent", "above", "below"],
    "sharp": ["descent", "descent"],
    "breaks": {
        "smooth": "reach",
        "bounded_below": "reach",
        "ell_nondecreasing": "descent",
        "integral": "reach",
        "antiderivative": "reach",
        "level_range": "reach",
        "eta_range": "reach",
        "B_range": "below",
        "noise_abc": "above",
        "curvature_step": "descent",
        "radius_step": "reach",
    },
    "reasons": {
        "A_range",
        "C_range",
        "beta_range",
        "ell_nonnegative",
        "everywhere",
        "potential_positive",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_step", **PINS)


def test_four_fifths_of_the_gradient_part_is_refuted_by_the_sharp_instance(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    """Control: 3/4 is the best constant of the absorption."""
    tight = le(
        gap_next,
        gap - Rational(4, 5) * eta * g**2 - MARTINGALE_PART + L * eta**2 / 2 * (A * gap + C),
    )
    assert sharp_instance_breaks("sgd_step", "descent", tight)
    assert not is_proved("sgd_step", "descent", tight)


def test_a_smaller_bound_of_the_martingale_part_is_not_proved(
    is_proved: Callable[..., bool],
) -> None:
    """Control: with nine tenths of the bound."""
    tight = le(MARTINGALE_PART, Rational(9, 10) * eta * g * sqrt(V))
    assert not is_proved("sgd_step", "above", tight)


def test_the_step_without_noise_is_that_of_the_descent_inequality() -> None:
    """Control by hand: x^2/2 from 1 with eta = 1/4 and no noise falls to 9/32 <= 1/2 - 3/16."""
    by_hand = Rational(1, 2) * (1 - Rational(1, 4)) ** 2
    assert by_hand == Rational(9, 32)
    values = {
        gap: Rational(1, 2),
        g: 1,
        eta: Rational(1, 4),
        inner: 0,
        A: 0,
        C: 0,
        gap_next: by_hand,
    }
    assert by_hand < DESCENT.right.subs(values) == Rational(5, 16)
