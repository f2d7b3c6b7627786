"""How much warm-up an envelope asks for: by hand, and at the edges where a constant is 0."""

from __future__ import annotations

import pytest

from verify.nets.envelope import Envelope
from verify.nets.warmup import warmup

GAPS, STEPS = [6.0, 2.0, 0.5, 0.1], [0, 10, 20, 30]


def test_the_ratio_is_that_of_the_peak_to_the_first_step() -> None:
    found = warmup(Envelope(1.0, 2.0, 3.0, 0.0, 0), GAPS, STEPS)
    assert (found.first, found.peak, found.ratio) == (0.05, 0.5, 10)
    assert found.last == pytest.approx(1 / 2.3)
    # K gap <= K0 where gap <= 2/3: at 1/2 it is, at 2 it is not.
    assert found.ends == 20


def test_a_constant_asks_for_none() -> None:
    found = warmup(Envelope(1.0, 2.0, 0.0, 0.0, 0), GAPS, STEPS)
    assert (found.first, found.ratio, found.ends) == (0.5, 1, 0)
    assert str(found) == "The fit is constant and asks for no warm-up: 1/K0 = 0.5 at any gap."


def test_without_K0_there_is_no_peak() -> None:
    found = warmup(Envelope(2.0, 0.0, 3.0, 0.0, 0), GAPS, STEPS)
    assert (found.peak, found.ratio, found.ends) == (None, None, None)
    assert str(found).splitlines() == [
        "The first step is 1/ell(gap_0) = 0.009259. K0 = 0 sets no largest step:",
        "1/ell is 33.33 at the smallest gap, 0.1: 3600 times the first.",
    ]


def test_a_run_that_stays_at_large_gaps_does_not_end_its_warm_up() -> None:
    found = warmup(Envelope(1.0, 0.1, 3.0, 0.0, 0), GAPS, STEPS)
    assert found.ends is None
    assert str(found).endswith("The run never came down to gaps where warm-up ends.")


def test_a_gap_of_0_without_K0_is_not_divided_by() -> None:
    found = warmup(Envelope(1.0, 0.0, 1.0, 0.0, 1), [4.0, 2.0, 0.0], [0, 1, 2])
    assert (found.smallest_gap, found.last) == (2, 0.5)
