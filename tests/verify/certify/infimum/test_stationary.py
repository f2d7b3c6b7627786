"""`verify.certify.infimum.stationary`: boxes that certainly hold a stationary point."""

from __future__ import annotations

import math

import pytest

from verify.certify.function.objective import objective
from verify.certify.infimum.stationary import stationary_point

KNOWN = [
    ("cosh(x) - 2*x", ("x",), (1.0,), (math.asinh(2),)),
    ("x**3 - 3*x", ("x",), (-0.9,), (-1.0,)),
    ("x**2 - y**2", ("x", "y"), (0.3, 0.2), (0.0, 0.0)),
    ("(1 - x)**2 + 100*(y - x**2)**2", ("x", "y"), (0.99, 0.98), (1.0, 1.0)),
    ("exp(x) - 2*x + exp(y) - 3*y + z**2", ("x", "y", "z"), (1.0, 1.0, 1.0),
     (math.log(2), math.log(3), 0.0)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "near", "truth"), KNOWN)
def test_the_box_is_small_and_holds_the_point(text, names, near, truth):
    box = stationary_point(objective(text, names), near)
    assert box is not None
    for (low, high), at in zip(box, truth, strict=True):
        assert low - 1e-15 <= at <= high + 1e-15
        assert high - low < 1e-8


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("exp(x)", 0.0),  # none at all
        ("x**4", 0.1),  # singular
        ("x**3/3 + x/10**30", 0.01),  # nearly one
        ("Abs(x)", 0.5),
        ("log(x) - x", -3.0),  # undefined where it begins
    ],
)
def test_no_box_is_given_where_there_is_no_regular_stationary_point(text, near):
    assert stationary_point(objective(text, ("x",)), (near,)) is None
