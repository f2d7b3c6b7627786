"""The lemma `inclusion_psi`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from mpmath import mpf

from theory.lemmas.inclusion import psi
from theory.logic import Formula, le
from theory.registry import get
from theory.schema import Named, Statement
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("inclusion_psi")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "gradient_flow",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
    },
    "leans_on": {"gradient_flow_lead", "power_monotone"},
    "concludes": ["bound", "below", "slope_bound"],
    "sharp": ["bound", "below"],
    "breaks": {
        "smooth": "bound",
        "bounded_below": "bound",
        "integral": "bound",
        "integrand": "bound",
        "start": "bound",
    },
    "reasons": {"rho_range", "L0_range", "L_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion_psi", **PINS)


@pytest.mark.parametrize(
    ("name", "tighter"),
    [
        ("bound", le(psi.Psi(psi.g), sp.Rational(99, 100) * psi.gap)),
        ("below", le(psi.BELOW.left * sp.Rational(101, 100), psi.BELOW.right)),
        ("slope_bound", le(psi.g**2, sp.Rational(99, 100) * psi.SLOPE_BOUND.right)),
    ],
)
def test_a_tighter_constant_does_not_follow(
    name: str, tighter: Formula, result_on_granted: Callable[[Statement], StatementResult]
) -> None:
    conclusions = tuple(
        Named(c.name, tighter) if c.name == name else c for c in STATEMENT.conclusions
    )
    weak = replace(STATEMENT, conclusions=conclusions)
    result = result_on_granted(weak)
    open_ = {s.name for s in result.steps if s.word is not Word.PROVED}
    assert open_ == {f"conclusion {name}"}


def integral(p: float, rho: float, L0: float, L: float) -> mpf:
    """Psi by quadrature."""
    return mpmath.quad(lambda q: q / (L0 + L * q**rho), [0, p])


@pytest.mark.parametrize(("rho", "L0", "L"), [(0.3, 1, 2), (1.5, 0.2, 3), (2, 1, 1), (3, 2, 0.5)])
def test_the_integral_lies_between_its_two_bounds(rho: float, L0: float, L: float) -> None:
    for p in (0.01, 0.5, 2.0, 20.0):
        value = integral(p, rho, L0, L)
        assert p**2 / (2 * (L0 + L * p**rho)) < value < p**2 / (2 * L0)


@pytest.mark.parametrize(("rho", "L0", "L"), [(0.5, 1, 2), (1, 0.5, 1), (1.7, 1, 1), (2.5, 1, 0.3)])
def test_it_is_attained_where_the_curvature_is_all_that_is_allowed(
    rho: float, L0: float, L: float
) -> None:
    """f'' = L0 + L f'^rho from rest, by steps of the midpoint rule."""
    value, slope, h = 0.0, 0.0, 1e-4
    for _ in range(10_000):
        middle = slope + h / 2 * (L0 + L * slope**rho)
        value += h * middle
        slope += h * (L0 + L * middle**rho)
    assert abs(integral(slope, rho, L0, L) / value - 1) < 1e-5
    assert 1.01 * integral(slope, rho, L0, L) > value


def drawn_functions() -> Iterator[tuple[float, float, float, list[tuple[float, float]]]]:
    """rho, L0, L and (value, slope) along a function with f'' = c (L0 + L |f'|^rho), |c| <= 1.

    The control c is drawn in the middle; outside the slope is turned outwards and then kept, so the
    smallest value seen is the infimum of a function on the whole line.
    """
    rng = random.Random(11)
    for _ in range(30):
        rho, L0, L = rng.uniform(0.1, 3), rng.uniform(0.05, 2), rng.uniform(0.0, 1)
        start, halves = rng.uniform(-1, 1), []
        for direction in (1, -1):
            value, slope, points, h = 0.0, start * direction, [(0.0, abs(start))], 1e-3
            for piece in range(10):
                control = rng.choice([-1.0, rng.uniform(-1, 1), 1.0])
                for _ in range(60 if piece < 4 else 500):
                    c = control if piece < 4 else 1.0 if slope <= 0.05 else 0.0
                    middle = slope + h / 2 * c * (L0 + L * abs(slope) ** rho)
                    value += h * middle
                    slope += h * c * (L0 + L * abs(middle) ** rho)
                    points.append((value, abs(slope)))
            halves.append((points, slope))
        if all(slope >= 0 for _, slope in halves):
            yield rho, L0, L, [p for points, _ in halves for p in points[::40]]


def test_the_bound_on_drawn_functions() -> None:
    tried, closest = 0, 1.0
    for rho, L0, L, points in drawn_functions():
        lowest = min(value for value, _ in points)
        for value, g in points:
            tried += 1
            need = integral(g, rho, L0, L) if tried % 7 == 0 else g**2 / (2 * (L0 + L * g**rho))
            assert need <= (value - lowest) * 1.01 + 2e-3
            closest = min(closest, 1 - float(need) / (value - lowest + 2e-3))
    assert tried > 2000
    assert closest < 0.2
