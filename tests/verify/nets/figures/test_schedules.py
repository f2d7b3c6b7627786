"""The picture of a comparison: what is in it, with runs that diverged and without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

from tests.verify.nets.comparison.made_up import CANDIDATES, comparison
from theory.errors import WarmproofError
from verify.nets.figures.schedules import colour, plot_schedules

pytestmark = pytest.mark.extra("nets")

SCORES = (0.8, 0.82, 0.81)


def labels(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_schedule_has_its_line_beside_the_theorys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    monkeypatch.setitem(mpl.rcParams, "svg.fonttype", "none")
    found = comparison(dict.fromkeys(CANDIDATES, SCORES))
    text = labels(plot_schedules(found, tmp_path / "figure.svg"))
    for name in (*CANDIDATES, "warm-up ends", "chosen", "validation loss  [nat]", "step"):
        assert name in text
    assert "of the theoretical schedule" in text
    assert "diverged" not in text


def test_runs_that_diverged_are_drawn_as_far_as_they_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    monkeypatch.setitem(mpl.rcParams, "svg.fonttype", "none")
    found = comparison(
        {"constant": (0.8, None, 0.81), "linear": (None, None, None), "theoretical": SCORES},
        {"constant": (0.9, 0.5, None), "linear": (None, None, None)},
        hand_over=None,
    )
    found = replace(found, judged={**found.judged, "linear": []})
    text = labels(plot_schedules(found, tmp_path / "figure.svg"))
    assert "diverged with every strength" in text
    assert "warm-up ends" not in text


def test_a_run_that_diverged_at_once_leaves_no_line(tmp_path: Path) -> None:
    found = comparison({"constant": (0.8,)})
    (row,) = found.judged["constant"]
    row.update(loss=[], eta=[], validation=[])
    assert plot_schedules(found, tmp_path / "figure.png").stat().st_size > 10_000


def test_schedules_have_colours_of_their_own() -> None:
    assert len({colour(name) for name in CANDIDATES}) == len(CANDIDATES)


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="a picture ends in"):
        plot_schedules(comparison({"constant": SCORES}), tmp_path / "figure.txt")
