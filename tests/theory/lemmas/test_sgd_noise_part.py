"""The lemma `sgd_noise_part`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.lemmas.sgd_noise_part import ABOVE
from theory.logic import le

PINS = {
    "cites": {"sgd_points"},
    "leans_on": set(),
    "concludes": ["above", "below"],
    "sharp": ["above", "below"],
    "breaks": {
        "ell_nonnegative": "above",
        "eta_range": "below",
        "B_range": "below",
        "noise_abc": "above",
        "curvature_step": "below",
    },
    "reasons": {"level_range"},
}


def test_it_rests_on_cauchy_schwarz_alone(is_pinned: Callable[..., None]) -> None:
    is_pinned("sgd_noise_part", **PINS)


@pytest.mark.parametrize(("which", "conclusion"), [(0, "above"), (1, "below")])
def test_the_bound_cannot_be_smaller(
    which: int, conclusion: str, sharp_instance_breaks: Callable[..., bool]
) -> None:
    smaller = le(abs(ABOVE.left), ABOVE.right * 63 / 64)
    assert sharp_instance_breaks("sgd_noise_part", conclusion, smaller, which)
