"""The list of built-in problems."""

from __future__ import annotations

import pytest

from theory.errors import WarmproofError
from verify.problems import get, problems


def test_every_entry_is_found_by_its_name() -> None:
    assert [(e.name, e.extra) for e in problems()] == [
        ("poisson-visits", "data"),
        ("river-valley", ""),
    ]
    assert get("river-valley").facts.name == "river-valley"


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("river-vally", "river-valley"), ("poisson", "poisson-visits"), ("zzz", "poisson-visits or")],
)
def test_an_unknown_name_offers_the_closest_ones(asked: str, offered: str) -> None:
    with pytest.raises(WarmproofError, match=f"unknown problem '{asked}'; did you mean {offered}"):
        get(asked)
