"""The list of built-in problems."""

from __future__ import annotations

import pytest

from theory.errors import WarmproofError
from theory.exact import exact
from verify.problems import Entry, formula, get, problems


def test_names_are_unique_and_only_data_need_an_extra() -> None:
    names = [entry.name for entry in problems()]
    assert len(set(names)) == len(names)
    assert [(e.name, e.extra) for e in problems() if e.extra or not e.formula] == [
        ("logistic-breast-cancer", "data"),
        ("poisson-visits", "data"),
    ]


@pytest.mark.parametrize("entry", [e for e in problems() if e.formula], ids=lambda e: e.name)
def test_an_entry_tells_what_the_problem_is(entry: Entry) -> None:
    text = formula(entry.name)
    assert (entry.name, entry.title) == (text.name, text.title)
    if text.constants is None:
        assert entry.smoothness == "none"
        return
    facts = get(entry.name).facts
    assert (facts.name, facts.title, facts.dimension) == (entry.name, entry.title, entry.dimension)
    assert entry.smoothness == str(text.constants)
    assert [facts.rho, facts.K0, facts.K] == [
        exact(x) for x in (text.constants.rho, text.constants.K0, text.constants.K)
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("river-vally", "did you mean river-valley?"),
        ("poisson", "did you mean poisson-visits?"),
        ("zzz", "warmproof problems lists them."),
    ],
)
def test_an_unknown_name_offers_the_closest_ones(asked: str, told: str) -> None:
    with pytest.raises(WarmproofError) as refused:
        get(asked)
    assert str(refused.value) == f"unknown problem '{asked}'; {told}"


def test_parameters_reach_the_formula() -> None:
    assert formula("river-valley", mu="1/7", x0=4).start == {"x": "4", "y": "3"}
    assert "(1/7)*y**2/2" in formula("river-valley", mu="1/7").text


def test_a_parameter_that_a_problem_does_not_take_is_refused() -> None:
    with pytest.raises(WarmproofError, match="rosenbrock takes no parameters; leave out mu"):
        get("rosenbrock", mu="1/2")


def test_data_have_no_formula() -> None:
    with pytest.raises(WarmproofError, match="poisson-visits is made of data and has no formula"):
        formula("poisson-visits")


def test_a_function_outside_every_class_says_why_and_what_to_take() -> None:
    with pytest.raises(WarmproofError) as refused:
        get("matrix-factorisation")
    assert str(refused.value) == (
        "matrix-factorisation has no constants: along x y = 1 its gap is 0 while its curvature"
        " 2 (x^2 + y^2) has no bound, and the sublevel set of the start holds all of that branch;"
        " take balanced-factorisation."
    )
