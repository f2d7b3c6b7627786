"""Which candidate is chosen, and what is said of the grid."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

from tests.verify.nets.comparison.made_up import record, tuned
from verify.nets.comparison.entrants import Candidate
from verify.nets.comparison.tuning import tune

pytestmark = pytest.mark.extra("nets")


def test_the_smallest_mean_over_the_seeds_is_chosen() -> None:
    tried = (Candidate("linear", 0.1, 1.0), Candidate("linear", 0.3, 1.0))
    losses = ((0.1, 0.9), (0.4, 0.4))
    found = tune(
        "linear",
        tried,
        [
            [record(c, i, 0.5, validation_loss=x) for i, x in enumerate(row)]
            for c, row in zip(tried, losses, strict=True)
        ],
    )
    assert found.chosen == tried[1]
    assert [entry.loss for entry in found.tried] == pytest.approx([0.5, 0.4])
    assert found.trials == 4


def test_of_equals_the_smaller_peak_is_chosen() -> None:
    found = tuned("linear", (0.5, 0.5, 0.5))
    assert found.chosen is not None
    assert found.chosen.peak == 0.1


@pytest.mark.parametrize(
    ("losses", "edge"),
    [((0.9, 0.5, 0.7), None), ((0.4, 0.5, 0.7), "smallest"), ((0.9, 0.5, 0.3), "largest")],
)
def test_an_end_of_the_grid_is_told(losses: tuple[float, ...], edge: str | None) -> None:
    assert tuned("constant", losses).edge == edge


def test_one_seed_that_diverges_rules_a_candidate_out() -> None:
    tried = (Candidate("linear", 0.1, 1.0), Candidate("linear", 0.3, 1.0))
    found = tune(
        "linear",
        tried,
        [
            [record(tried[0], 0, 0.5, validation_loss=0.9)] * 2,
            [record(tried[1], 0, 0.9, validation_loss=0.1), record(tried[1], 1, None)],
        ],
    )
    assert found.chosen == tried[0]
    assert found.by_peak() == [(0.1, 0.9), (0.3, None)]
    assert found.tried[1].diverged == ("the loss is nan at step 7, after a step of size 3.",)


def test_a_validation_loss_that_is_not_finite_counts_as_diverged() -> None:
    found = tune(
        "constant",
        (Candidate("constant", 0.1),),
        [[record(Candidate("constant", 0.1), 0, 0.5, validation_loss=None)]],
    )
    assert found.chosen is None
    assert found.tried[0].diverged == ("the validation loss is not finite.",)


def test_where_all_diverge_none_is_chosen() -> None:
    found = tuned("constant", (None, None, None))
    assert (found.chosen, found.edge) == (None, None)


def test_the_best_strength_stands_for_its_peak() -> None:
    tried = (Candidate("linear", 0.1, 0.5), Candidate("linear", 0.1, 1.0))
    rows = [[record(c, 0, 0.5, validation_loss=x)] for c, x in zip(tried, (0.8, 0.6), strict=True)]
    assert tune("linear", tried, rows).by_peak() == [(0.1, 0.6)]


def test_measured_is_judged_without_tuning() -> None:
    found = tuned("measured")
    assert (found.chosen, found.trials, found.tried) == (Candidate("measured"), 0, ())
