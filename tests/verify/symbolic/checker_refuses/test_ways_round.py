"""Ways round the checker that once worked: each of these false statements came out PROVED.

They stand in ``ways_round``. Some were found only when the checker had been repaired for others.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import joined
from tests.verify.symbolic.checker_refuses.ways_round import (
    captures,
    introduced,
    structure,
    undefined,
)
from theory.logic import ge, real
from verify.verdict import Word

x, n, i = map(real, ("x", "n", "i"))

WAYS_ROUND = joined(module.WAYS_ROUND for module in (captures, introduced, undefined, structure))


@pytest.mark.parametrize("name", WAYS_ROUND)
def test_a_way_round_the_checker_is_closed(name: str, build: SimpleNamespace) -> None:
    assert build.word(*WAYS_ROUND[name](build)) is not Word.PROVED


def test_a_sum_over_two_indices_is_refused_and_not_a_crash(build: SimpleNamespace) -> None:
    double = sp.Sum(x, (i, 0, 1), (n, 0, 1))
    assert (
        build.word(build.micro(build.step("a", ge(double, double)), parameters=(x,)))
        is Word.UNDECIDED
    )
