"""Times members for any rho: drawing and certifying one, and enclosing it at a place.

A Hypothesis test draws some hundred; `draws_a_second` and `enclosures_a_second` in the extra info,
by the time of the processor, beside the same for rho = 1, where there is a closed form.
"""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import pytest

from verify.properties import FromControl, Integrated
from verify.properties.course import course, tail

PIECES = {"right": [(1, 1), ("1/2", "-1/2"), ("1/2", 1)], "left": [(1, "1/2"), ("1/4", 0)]}
PLACES = [Fraction(k, 16) for k in range(-24, 40)]

pytestmark = pytest.mark.benchmark(group="members for any rho")


def seconds(rho: str) -> tuple[float, float]:
    """Of making a function of which nothing is known, and of an enclosure at one place."""
    course.cache_clear()
    tail.cache_clear()
    start = time.process_time()
    f = FromControl(**PIECES) if rho == "1" else Integrated(rho=rho, **PIECES)
    made = time.process_time() - start
    f.enclose("1/3")
    start = time.process_time()
    for place in PLACES:
        f.enclose(place)
    return made, (time.process_time() - start) / len(PLACES)


@pytest.mark.parametrize("rho", ["1", "1/8", "1/2", "1023/1024", "2", "4"])
def test_members(benchmark: Any, rho: str) -> None:
    benchmark.pedantic(lambda: seconds(rho), rounds=5)
    made, enclosed = (min(times) for times in zip(*(seconds(rho) for _ in range(5)), strict=True))
    if benchmark.stats is not None:
        benchmark.extra_info["draws_a_second"] = round(1 / made)
        benchmark.extra_info["enclosures_a_second"] = round(1 / enclosed)
        assert made < 0.2
        assert enclosed < 0.01
