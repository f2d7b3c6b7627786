"""Times boxes of a certificate: a hard function takes 10^5 of them, so each has to be cheap.

The goals: 50,000 boxes a second on one core where f and f'' by themselves settle a box of one
variable, many times what mpmath.iv does with the formulas written out by hand (`ratio`); and the
whole question about Rosenbrock's function in under ten seconds.
"""

from __future__ import annotations

import time
from typing import Any

import mpmath
import pytest
import sympy as sp

from verify.certify.boxes import Box
from verify.certify.certify import certify
from verify.certify.curvature.slack import Bound
from verify.certify.request import request
from verify.certify.searching.parallel import search_all
from verify.certify.searching.search import search
from verify.problems import formula
from verify.verdict import Word

ONE, ZERO, K0, K = sp.S.One, sp.S.Zero, sp.Rational(1, 1000), sp.Integer(7)
WAVE = Bound("exp(x)*(2+sin(2*x))", ("x",), ONE, K0, K, ZERO, ZERO)
COUNT = 20_000
BOXES: list[Box] = [((-20 + i / 1000, -20 + (i + 1) / 1000),) for i in range(COUNT)]

SADDLE = Bound("sin(3*x)*sin(3*y)", ("x", "y"), ONE, sp.Rational(91, 10), ZERO, ZERO, ZERO)
SQUARE: list[Box] = [((-1.0, 1.0), (-1.0, 1.0))]


def by_hand(low: float, high: float) -> bool:
    """The same test of one box in mpmath's intervals."""
    x = mpmath.iv.mpf([low, high])
    growth, sine, cosine = mpmath.iv.exp(x), mpmath.iv.sin(2 * x), mpmath.iv.cos(2 * x)
    allowed = mpmath.iv.mpf(1) / 1000 + 7 * growth * (2 + sine)
    curvature = growth * (2 - 3 * sine + 4 * cosine)
    return bool(abs(curvature).b <= allowed.a)


@pytest.mark.benchmark(group="boxes of a certificate")
def test_boxes_of_one_variable(benchmark: Any) -> None:
    mpmath.iv.prec = 64
    found = benchmark(search, WAVE, BOXES, max_boxes=COUNT)
    assert found.settled
    assert found.boxes == COUNT
    start = time.perf_counter()
    assert all(by_hand(*box[0]) for box in BOXES[::20])
    mpmath_rate = len(BOXES[::20]) / (time.perf_counter() - start)
    rate = COUNT / benchmark.stats.stats.min
    benchmark.extra_info["boxes per second"] = round(rate)
    benchmark.extra_info["ratio"] = round(rate / mpmath_rate, 1)


@pytest.mark.benchmark(group="boxes of a certificate")
@pytest.mark.parametrize("jobs", [1, 2])
def test_boxes_of_two_variables(benchmark: Any, jobs: int) -> None:
    search_all(SADDLE, SQUARE, max_boxes=6_000, jobs=jobs)  # processes start, forms are compiled
    found = benchmark.pedantic(
        search_all, (SADDLE, SQUARE), {"max_boxes": 20_000, "jobs": jobs}, rounds=2
    )
    assert found.boxes == 20_000
    rate = found.boxes / benchmark.stats.stats.min
    benchmark.extra_info["boxes per second"] = round(rate)
    benchmark.extra_info["peak MiB"] = found.peak_bytes >> 20


@pytest.mark.benchmark(group="boxes of a certificate")
def test_the_whole_question_about_rosenbrock(benchmark: Any) -> None:
    known = formula("rosenbrock")
    assert known.constants is not None
    asked = request(
        known.text,
        known.variables,
        K0=known.constants.K0,
        K=known.constants.K,
        start=dict(known.start),
    )
    found = benchmark.pedantic(certify, (asked,), {"jobs": 2}, rounds=1)
    assert found.word is Word.PROVED
    benchmark.extra_info["boxes"] = found.boxes
    benchmark.extra_info["peak MiB"] = found.peak_bytes >> 20
