"""The page of ``net train`` for comparisons that are made up: what stands for what is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

from tests.verify.nets.comparison.made_up import CANDIDATES, comparison
from verify.cli.net_train_output import text

pytestmark = pytest.mark.extra("nets")

SCORES = (0.8, 0.82, 0.81)


def line(page: str, start: str) -> str:
    return next(row for row in page.splitlines() if row.startswith(start))


def page_of(**accuracies: tuple[float | None, ...]) -> str:
    from verify.nets.comparison.summary import summarize

    found = comparison(accuracies)
    return text(found, summarize(found), [])


def test_every_schedule_tells_its_setting() -> None:
    page = page_of(**dict.fromkeys(CANDIDATES, SCORES))
    assert "peak 0.3 " in line(page, "constant")
    assert "peak 0.3, 4 steps" in line(page, "linear")
    assert "K0 3.333, K 5.797" in line(page, "theoretical")
    assert "not tuned" in line(page, "measured")
    assert "0.8100 +- 0.0100" in line(page, "constant")


def test_runs_that_diverged_are_counted_and_leave_a_mark() -> None:
    page = page_of(constant=SCORES, linear=(0.8, None, 0.82), energy=(None, None, None))
    assert "0.8100 +- 0.0141 (1 diverged)" in line(page, "linear")
    assert "0.8000 - 0.8200" in page
    assert "diverged" in line(page, "energy")
    assert "not compared, as runs diverged" in page


def test_without_the_constant_schedule_there_is_no_target() -> None:
    page = page_of(measured=SCORES)
    assert line(page, "measured").split()[-2:] == ["-", "-"]
    assert "until the training loss is where" not in page
    assert "measured: compared with nothing" in page


def test_a_target_that_is_not_reached_by_all_says_by_how_many() -> None:
    from verify.nets.comparison.summary import summarize

    found = comparison({"constant": SCORES, "linear": SCORES})
    slow = {**found.judged["linear"][0], "loss": [2.0] * 40}
    found = replace(found, judged={**found.judged, "linear": [slow, *found.judged["linear"][1:]]})
    page = text(found, summarize(found), [Path("summary.json")])
    assert line(page, "linear").endswith("4 (2 of 3)")
    assert "40 (2 of 3)" in line(page, "linear")
    assert page.endswith("written: summary.json")
