"""Figure 1: what is drawn, and that the points come with the lines they are held against."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from theory.errors import WarmproofError
from verify.nets.bootstrap import Resampling
from verify.nets.certified.follow import follow
from verify.nets.certified.named import build
from verify.nets.figures.certified import plot_certified
from verify.nets.figures.curvature import plot_curvature, residuals
from verify.nets.findings import find
from verify.nets.point import COLUMNS, Row

pytestmark = pytest.mark.extra("nets")


def rows() -> list[Row]:
    return [
        Row(
            **{
                **dict.fromkeys(COLUMNS),
                "step": step,
                "eta": 0.1 * (step > 0),
                "loss": gap,
                "gap": gap,
                "gradient_norm": gap**0.5,
                "directional": 1 + gap,
                "secant": 1 + gap,
                "norm": 2 + 3 * gap,
                "sharpness": 2 + 3 * gap,
                "residual": 9.0 if step == 0 else 0.1,
                "bottom": -1.0,
                "products": 8,
            }
        )
        for step, gap in enumerate(np.geomspace(4.0, 0.1, 9).tolist())
    ]


@pytest.fixture
def as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    monkeypatch.setitem(mpl.rcParams, "svg.fonttype", "none")


@pytest.mark.usefixtures("as_text")
def test_every_panel_has_its_line_and_its_units(tmp_path: Path) -> None:
    found = [find(rows(), name, Resampling(20)) for name in ("norm", "directional")]
    path = plot_curvature(
        [one for one in found if one is not None],
        rows(),
        tmp_path / "figure.svg",
        title="A made-up net",
        momentum=0.9,
    )
    text = path.read_text(encoding="utf-8")
    for part in ("A made-up net", "residual", "along the run", "step of the run", "explained 100%"):
        assert part in text
    assert text.count("against the gap: ") == text.count("against the gradient norm: ") == 2
    assert text.count("stability limit") == 2


def test_bars_are_those_of_the_end_that_the_norm_is_from() -> None:
    first, second, *_ = rows()
    from dataclasses import replace

    lower = replace(second, norm=5.0, sharpness=1.0, bottom=-5.0, bottom_residual=0.3)
    found = residuals([first, lower, replace(lower, bottom_residual=None)])
    np.testing.assert_array_equal(found, [9.0, 0.3, np.nan])


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="there is nothing to draw: too few points"):
        plot_curvature([], rows(), tmp_path / "figure.png", title="")


@pytest.mark.usefixtures("as_text")
def test_a_network_with_known_constants_has_the_line_beside_its_points(tmp_path: Path) -> None:
    net, _ = build("feed_forward", 0)
    points = follow(net, 3)
    path = plot_certified(points, net.constants, tmp_path / "figure.svg", title="Example 2")
    text = path.read_text(encoding="utf-8")
    for part in ("Example 2", "allowed", "measured", "step of the run"):
        assert part in text
    assert "not covered" not in text


@pytest.mark.usefixtures("as_text")
def test_points_that_the_constants_do_not_cover_are_marked(tmp_path: Path) -> None:
    net, _ = build("deep_linear", 0)
    points = follow(net, 2)
    path = plot_certified(points, net.constants, tmp_path / "figure.svg", title="unbalanced")
    assert "not covered" in path.read_text(encoding="utf-8")
