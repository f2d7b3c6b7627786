"""The picture is drawn, its points lie below its bound, and nothing is drawn of nothing."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.certify.constants.frontier import find_frontier
from verify.certify.constants.frontier_plot import cloud, plot_frontier
from verify.certify.function.objective import objective
from verify.certify.sublevel.level import level_at


def found(text, level=None):
    f = objective(text, ("x",))
    at = None if level is None else level_at(f, (sp.Rational(level),))
    return find_frontier(f, [((-3.0, 3.0),)], sp.S.One, sp.S.Zero, sp.S.Zero, level=at)


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_is_written(tmp_path, suffix):
    path = plot_frontier(found("cosh(x) - 1", "5/2"), tmp_path / f"frontier.{suffix}")
    assert path.stat().st_size > 10_000


def test_a_parabola_has_a_picture(tmp_path):
    assert plot_frontier(found("x**2"), tmp_path / "flat.png").exists()


def test_the_cloud_lies_below_the_bound():
    frontier = found("x**2/2 + x**4")
    value, curvature = cloud(frontier.objective, frontier.cover, 2000)
    bound = np.min([float(K0) + float(K) * value for K0, K in frontier.chain], axis=0)
    excess = bound / curvature
    assert excess.min() > 1 - 1e-12
    assert excess.max() < 1.02


def test_points_where_the_function_is_not_finite_are_left_out():
    f = objective("log(x)", ("x",))
    value, _ = cloud(f, [((-1.0, 1.0),)], 1000)
    assert 400 < len(value) < 600


def test_nothing_certified_is_refused(tmp_path):
    with pytest.raises(WarmproofError, match="no pair is certified"):
        plot_frontier(found("Abs(x)"), tmp_path / "kink.png")
    assert not list(tmp_path.iterdir())
