"""Times enclosures of g and g'' on many boxes: certifying a function takes 10^4 to 10^6 of them.

g = exp(s)(2 + sin 2s). mpmath.iv is timed in the same run, on formulas written out by hand; the
goal is at least 20 times its boxes per second (`ratio` in the extra info).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

from verify.intervals.balls import box, is_enclosure
from verify.intervals.evaluate import compile_expressions

s = sp.Symbol("s", real=True)
G = sp.exp(s) * (2 + sp.sin(2 * s))
SIDES = [(Fraction(k, 100), Fraction(k + 1, 100)) for k in range(-500, 500)]


def by_hand(v: Any) -> tuple[Any, Any]:
    growth, sine, cosine = mpmath.iv.exp(v), mpmath.iv.sin(2 * v), mpmath.iv.cos(2 * v)
    return growth * (2 + sine), growth * (2 - 3 * sine + 4 * cosine)


def seconds_per_box(evaluate: Callable[[Any], object], boxes: list[Any]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for value in boxes:
            evaluate(value)
        best = min(best, (time.perf_counter() - start) / len(boxes))
    return best


@pytest.mark.benchmark(group="enclosures of g and g''")
def test_enclosures_of_a_function_and_its_second_derivative(benchmark: Any) -> None:
    mpmath.iv.prec = 64
    function = compile_expressions([G, sp.diff(G, s, 2)], [s])
    balls = [[box(low, high)] for low, high in SIDES]
    intervals = [
        mpmath.iv.mpf([float(low), float(high)]) for low, high in SIDES
    ]  # the same boxes up to rounding, which is enough for a timing

    def ours() -> None:
        for ball in balls:
            function(ball)

    benchmark(ours)
    assert all(is_enclosure(value) for ball in balls for value in function(ball))
    ratio = seconds_per_box(by_hand, intervals) / seconds_per_box(function, balls)
    benchmark.extra_info["ratio"] = round(ratio, 1)
    benchmark.extra_info["boxes"] = len(SIDES)
