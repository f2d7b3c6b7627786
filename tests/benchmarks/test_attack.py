"""What a check of an instance costs: one step on a member of the class for rho = 1, all margins.

The alternative is python-flint, one case at a time at 128 bits, as a search without floating point
would have it: `faster_than_balls` in the extra info, beside the cases a second, both by
the time of the processor, which other programs do not use up.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from theory.registry import get
from verify.properties.cases import Cases
from verify.properties.draws import coordinates_of, on_grid
from verify.properties.scenes.catalogue import scenes_of

CASES, IN_BALLS = 2**16, 200
AT_ONCE = 4096

pytestmark = pytest.mark.benchmark(group="one-step checks of drawn instances")


@pytest.mark.parametrize("name", ["descent_lemma", "gd_convex_step"])
def test_one_step_checks(benchmark: Any, name: str) -> None:
    statement = get(name)
    cases = Cases(statement, scenes_of(statement)[0])
    points = on_grid(np.random.default_rng(0).random((CASES, len(cases.kinds))))

    def check() -> int:
        return sum(
            int(cases.judge(points[first : first + AT_ONCE]).met.sum())
            for first in range(0, CASES, AT_ONCE)
        )

    assert benchmark.pedantic(check, rounds=3, warmup_rounds=1) > 0
    start = time.process_time()
    check()
    in_floats = (time.process_time() - start) / CASES
    start = time.process_time()
    for point in points[:IN_BALLS]:
        assert cases.broken(coordinates_of(point)) == ()
    in_balls = (time.process_time() - start) / IN_BALLS
    if benchmark.stats is not None:
        benchmark.extra_info["cases_a_second_and_core"] = round(1 / in_floats)
        benchmark.extra_info["faster_than_balls"] = round(in_balls / in_floats, 1)
        assert in_floats < 1e-5
        assert 20 * in_floats < in_balls
