"""Ablations: cases as asked, noise of the right size, and what Ctrl-C leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sympy as sp

import verify.sgd.ablation as module
from tests.verify.sgd.comparing import cosines, labels, setting
from theory.errors import DomainError
from verify.problems.base import start_point
from verify.sgd.ablation import Ablation, ablate, default_batches
from verify.sgd.ablation_plot import plot_ablation

SHARES = (sp.Rational(1, 16), sp.Integer(16))


@pytest.fixture(scope="module")
def rows() -> Ablation:
    some = setting(T=40, problem=labels(), gap_floor=sp.Rational(1, 100))
    return ablate(some, 2, batches=(2, 30), shares=SHARES)


def test_every_case_is_there_in_order(rows: Ablation) -> None:
    found = [(row.kind, row.value) for row in rows.rows]
    kinds = [(kind, share) for share in SHARES for kind in ("A", "B", "C")]
    assert found == [("batch", 2), ("batch", 30), *kinds]
    assert [row.value for row in rows.of("B")] == list(SHARES)
    assert not rows.interrupted
    assert sum(row.failed for row in rows.rows) == 0


def test_noise_of_one_kind_has_its_share_at_the_start(rows: Ablation) -> None:
    problem = labels()
    squared = problem.evaluate(start_point(problem.facts)).gradient_norm ** 2
    gap0 = float(rows.setting.gap0)
    for kind in ("A", "B", "C"):
        for row in rows.of(kind):
            levels = row.levels
            sizes = {"A": levels.A * gap0, "B": levels.B * squared, "C": levels.C}
            assert float(sizes.pop(kind)) == pytest.approx(float(row.value) * squared, rel=1e-5)
            assert not any(sizes.values())


def test_levels_of_batches_come_from_the_data(rows: Ablation) -> None:
    few, many = rows.of("batch")
    assert few.levels.B == many.levels.B == 0
    assert few.levels.C > many.levels.C > 0


def test_a_formula_has_noise_of_each_kind_only() -> None:
    found = ablate(setting(T=40), 2, shares=(sp.Rational(1, 4),))
    assert [row.kind for row in found.rows] == ["A", "B", "C"]
    for row in found.rows:
        assert row.measured["mean_gradient"].median < 1.1 * row.predicted["guarantee"].median
    shrinking, _, constant = found.rows
    assert shrinking.predicted["guarantee"].median > 5 * constant.predicted["guarantee"].median
    assert "main_term" not in found.rows[1].predicted


def test_batches_go_from_one_row_to_all_but_one() -> None:
    assert default_batches(labels()) == [1, 8, 10, 20, 30, 39]
    assert default_batches(cosines()) == []


def test_ctrl_c_keeps_the_finished_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = module.both, []

    def twice(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(*arguments)

    monkeypatch.setattr(module, "both", twice)
    found = ablate(setting(T=5), 1, shares=SHARES)
    assert found.interrupted
    assert [row.kind for row in found.rows] == ["A", "B"]
    assert found.to_json()["interrupted"]


def test_a_formula_has_no_batches() -> None:
    with pytest.raises(DomainError, match="minibatch noise needs a Poisson or logistic regression"):
        ablate(setting(T=5), 1, batches=(2,))


def test_no_runs_are_refused() -> None:
    with pytest.raises(DomainError) as refused:
        ablate(setting(T=5), 0)
    assert str(refused.value) == "an ablation needs at least 1 run; got 0. Raise the runs."


def test_the_document_has_every_row(rows: Ablation) -> None:
    document = rows.to_json()
    assert document["runs"] == 2
    assert len(document["rows"]) == 8
    first = document["rows"][0]
    assert first["value"] == {"exact": "2", "value": 2.0}
    assert set(first["measured"]) == {"least_gradient", "mean_gradient", "last_gap"}


def test_the_picture_is_written(rows: Ablation, tmp_path: Path) -> None:
    written = plot_ablation(rows, tmp_path / "gain.png")
    assert written.read_bytes().startswith(b"\x89PNG")
