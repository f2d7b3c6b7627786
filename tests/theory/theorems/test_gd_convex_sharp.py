"""The theorem `gd_convex_sharp`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from verify.certificates.drori_teboulle import certificate, residual

PINS = {
    "cites": {
        "combination",
        "continuous_induction",
        "continuous_induction_from_zero",
        "convex_ray",
        "finite_sum",
        "forget_minimiser",
        "gd_ray",
        "integers",
        "mean_curvature",
        "mean_value",
        "ray",
        "secant_ray",
        "zero_integer",
    },
    "leans_on": {"cocoercivity", "descent_lemma", "localised_interpolation", "self_bounding"},
    "concludes": ["rate", "count"],
    "sharp": ["rate"],
    "breaks": {
        "smooth": "rate",
        "bounded_below": "rate",
        "ell_nondecreasing": "rate",
        "convex": "rate",
        "minimiser": "rate",
        "schedule": "rate",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_convex_sharp", **PINS)


@pytest.mark.parametrize("steps", [1, 2, 7, 40])
def test_a_huber_function_attains_it_and_a_smaller_constant_is_false(steps: int) -> None:
    """Slope s = D/(2T + 1) with L = 1 from D: T steps end at D - T s >= s, on the straight part."""
    distance = Fraction(5)
    slope = distance / (2 * steps + 1)
    x = distance
    for _ in range(steps):
        x -= slope if x >= slope else x
    assert x >= slope
    last = slope * x - slope**2 / 2
    bound = distance**2 / (4 * steps + 2)
    assert last == bound
    assert last > Fraction(9, 10) * bound


@pytest.mark.parametrize("steps", [1, 3, 12])
def test_the_potential_loses_nothing_on_that_function(steps: int) -> None:
    """V_n of the module's docstring, in fractions, stays at its start along the Huber run."""
    distance, big = Fraction(5), 2 * steps + 1
    slope = distance / big
    x, z, squares, values = distance, distance, Fraction(0), []
    for n in range(steps + 1):
        lam = Fraction(n, big - n)
        gap = slope * x - slope**2 / 2
        values.append(lam * gap + z**2 / (2 * big) + lam * slope**2 / 2 + (1 - lam) * squares / 2)
        if n < steps:
            longer = Fraction(big**2, (big - n) * (big - n - 1))
            squares += (longer - 1) * slope**2
            z -= longer * slope
            x -= slope
    assert set(values) == {distance**2 / (2 * big)}


@pytest.mark.parametrize("steps", [*range(1, 31)])
def test_the_certificate_of_drori_and_teboulle_is_a_graph_laplacian(steps: int) -> None:
    """Their form, least over w_0 - w*: nonpositive off the diagonal, rows adding up to 0."""
    first, *others = residual(certificate(steps))
    laplacian = [
        [
            entry - row[0] * at_start / first[0]
            for entry, at_start in zip(row[1:], first[1:], strict=True)
        ]
        for row in others
    ]
    assert all(sum(row) == 0 for row in laplacian)
    assert all(row[j] <= 0 for i, row in enumerate(laplacian) for j in range(steps + 1) if i != j)
