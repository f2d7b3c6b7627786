"""The lemma `gradient_flow_lead`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import sympy as sp
from mpmath import mpf

from theory.lemmas.inclusion import flow_lead
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.checker import close_all
from verify.verdict import Word

STATEMENT = get("gradient_flow_lead")
PINS = {
    "cites": {"gradient_flow", "mean_value"},
    "leans_on": set(),
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "smooth": "bound",
        "bounded_below": "bound",
        "derivative": "bound",
        "rate": "bound",
        "away": "bound",
        "floor_range": "bound",
    },
    "reasons": {"moving"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gradient_flow_lead", **PINS)


def test_a_tighter_bound_does_not_follow() -> None:
    tighter = le(flow_lead.Psi(flow_lead.g), sp.Rational(99, 100) * flow_lead.gap)
    weak = replace(STATEMENT, conclusions=(Named("bound", tighter),))
    result = close_all([weak])[STATEMENT.id]
    assert {s.name for s in result.steps if s.word is not Word.PROVED} == {"conclusion bound"}


def test_the_lead_grows_along_the_flow_of_a_quartic() -> None:
    """f = x^4/4: f'' = 3 (f')^(2/3), so rho = 2/3, L0 = 0, L = 3 and Psi(s) = s^(4/3)/4 = f."""
    with mpmath.workdps(20):
        for x in (mpf("0.3"), mpf(2), mpf(7)):
            g = x**3
            psi = mpmath.quad(lambda s: s / (3 * s ** (mpf(2) / 3)), [0, g])
            assert abs(psi - x**4 / 4) < mpf(10) ** -8
            assert mpf("1.01") * psi > x**4 / 4


def test_along_a_flow_with_room_the_lead_grows() -> None:
    """f = x^2/2 with L0 = 2: Psi = s^2/4 and u = Psi + s^2/4, so the lead -p^2/4 grows to 0."""
    leads = [-mpmath.exp(-2 * mpf(k) / 10) / 4 for k in range(50)]
    assert leads == sorted(leads)
    assert all(lead < 0 for lead in leads)
