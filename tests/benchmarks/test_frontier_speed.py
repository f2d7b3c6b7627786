"""Times the search for certified constants: 1-D to 1 % well under a second, Rosenbrock in 10 s."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from verify.certify.constants.frontier import Frontier, find_frontier
from verify.certify.function.objective import objective
from verify.certify.sublevel.covering import Cover
from verify.certify.sublevel.level import level_at

ZERO, ONE = sp.S.Zero, sp.S.One


def record(benchmark: Any, found: Frontier) -> None:
    assert found.stopped == ""
    benchmark.extra_info["boxes"] = found.examined
    benchmark.extra_info["excess"] = max(float(p.excess or 0) for p in found.points)


@pytest.mark.benchmark(group="certified constants to 1 %")
def test_a_wave_on_a_line(benchmark: Any) -> None:
    wave = objective("exp(x)*(2 + sin(2*x))", ("x",))
    record(benchmark, benchmark(find_frontier, wave, [((-20.0, 20.0),)], ONE, ZERO, ZERO))


@pytest.mark.benchmark(group="certified constants to 1 %")
def test_rosenbrock_from_its_usual_start(benchmark: Any) -> None:
    f = objective("100*(y - x**2)**2 + (1 - x)**2", ("x", "y"))
    level = level_at(f, (sp.Rational(-6, 5), ONE))
    cover = Cover(f, level, ((-7.0, 7.0), (-8.0, 40.0)))
    assert cover.contain(10_000)

    def search() -> Frontier:
        return find_frontier(f, cover.reached, ONE, ZERO, ZERO, level=level)

    record(benchmark, benchmark.pedantic(search, rounds=2))
