"""The theorem `gd_convex_sharp`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.certificates.drori_teboulle import certificate, residual
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_convex_sharp")
CITES = {
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
}
LEANS_ON = {"cocoercivity", "descent_lemma", "localised_interpolation", "self_bounding"}
CONCLUDES = ["rate", "count"]
BREAKS_WITHOUT = {
    "smooth": "rate",
    "bounded_below": "rate",
    "ell_nondecreasing": "rate",
    "convex": "rate",
    "minimiser": "rate",
    "schedule": "rate",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = set()
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_from_exactly_these_rules_and_statements(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == CITES
    assert report.result.leans_on == LEANS_ON


def test_every_conclusion_is_closed(report: Report) -> None:
    assert [c.name for c in STATEMENT.conclusions] == CONCLUDES
    words = {step.name: step.word for step in report.result.steps}
    assert {words[f"conclusion {name}"] for name in CONCLUDES} == {Word.PROVED}


def test_it_is_attained_at_its_sharp_instances() -> None:
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["rate"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


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
