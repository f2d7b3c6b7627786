"""Every statement has scenes, and a property test made from its own assumptions and conclusions."""

from __future__ import annotations

import numpy as np
import pytest

from theory.registry import get, statements
from verify.properties.cases import Cases
from verify.properties.claim_tree import CLEARLY
from verify.properties.draws import coordinates_of, on_grid
from verify.properties.scenes.catalogue import SCENES, scenes_of

CASES = 1000
LEAST_MET = 0.02
"""Of the cases of a scene at least this share has to meet the assumptions."""


def test_every_statement_that_claims_something_has_scenes() -> None:
    assert set(SCENES) == {s.id for s in statements() if s.kind != "definition"}


@pytest.mark.parametrize("name", SCENES)
def test_it_holds_wherever_its_assumptions_do(name: str) -> None:
    """A case that floats take for a counterexample is looked at in balls."""
    statement = get(name)
    for number, make in enumerate(scenes_of(statement)):
        cases = Cases(statement, make)
        rng = np.random.default_rng([3, number])
        points = on_grid(rng.random((CASES, len(cases.kinds))))
        judged = cases.judge(points)
        assert judged.met.mean() >= LEAST_MET
        for margin in judged.margins.values():
            suspicious = points[judged.met & (margin < -CLEARLY)]
            assert not any(cases.broken(coordinates_of(point)) for point in suspicious[:5])
