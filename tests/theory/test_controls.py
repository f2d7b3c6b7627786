"""The controls of the fixtures say yes where they should: to a statement's own conclusions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.registry import get

NAMES = ["harmonic_mean", "mean_below_worst", "sgd_step_size_warmup", "sgd_rate_constant"]


@pytest.mark.parametrize("name", NAMES)
def test_the_conclusion_itself_is_proved_and_no_sharp_instance_breaks_it(
    name: str, sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    for conclusion in get(name).conclusions:
        assert is_proved(name, conclusion.name, conclusion.claim)
    sharp = get(name).sharp_at[0].conclusion
    claim = get(name).conclusion(sharp)
    assert not sharp_instance_breaks(name, sharp, claim)
