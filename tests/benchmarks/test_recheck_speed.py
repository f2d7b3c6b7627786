"""Times the recheck of single pieces, in one and two variables: pieces per second in the info."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from verify.certify.claim import Claim
from verify.recheck.leaf import Checker

R = sp.Rational
WAVE = ("exp(x)*(2+sin(2*x))", ("x",), R(1, 1000), R(7))
ROSENBROCK = ("(1-x)**2+100*(y-x**2)**2", ("x", "y"), R(2500), R(1200))


@pytest.mark.benchmark(group="recheck of pieces")
@pytest.mark.parametrize("function", [WAVE, ROSENBROCK], ids=["wave", "rosenbrock"])
def test_pieces_near_one(benchmark: Any, function: Any) -> None:
    text, names, K0, K = function
    box = ((R(0), R(2)),) * len(names)
    checker = Checker(Claim(text, names, R(1), K0, K, box, None, R(0), R(0)))
    sides = [(1 + Fraction(k, 1000), 1 + Fraction(k + 1, 1000)) for k in range(50)]

    def check() -> None:
        for side in sides:
            checker.holds((side,) * len(names), "value")

    benchmark(check)
    benchmark.extra_info["pieces per second"] = len(sides) / benchmark.stats.stats.min
