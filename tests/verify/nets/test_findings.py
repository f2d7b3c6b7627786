"""What rows are made to say: right where the relation was planted, and plain where it fails."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

from verify.nets.bootstrap import Resampling
from verify.nets.findings import FEWEST, find, rise, warnings
from verify.nets.point import COLUMNS, Row
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")

FEW = Resampling(20)
GAPS = np.geomspace(4.0, 0.1, 18)


def row(step: int, gap: float, **numbers: Any) -> Row:
    usual = {"step": step, "eta": 0.1, "loss": gap, "gap": gap, "gradient_norm": 1.0, "products": 8}
    return Row(**{**dict.fromkeys(COLUMNS), "training_seconds": 1.0, **usual, **numbers})


def rows(curvature: Any, **columns: Any) -> list[Row]:
    return [
        row(
            10 * i,
            gap,
            norm=float(curvature(gap)),
            **{name: float(of(gap)) for name, of in columns.items()},
        )
        for i, gap in enumerate(GAPS.tolist())
    ]


def test_a_planted_relation_is_found_and_said() -> None:
    found = find(rows(lambda gap: 2 + 3 * gap), "norm", FEW)
    assert found is not None
    envelope = found.comparison.by_gap.envelope
    assert (envelope.rho, envelope.K0, envelope.K) == pytest.approx((1, 2, 3), rel=1e-3)
    assert found.rise is None
    (sentence,) = found.sentences()
    assert sentence == (
        "The envelope explains 100% of how far the Hessian's norm lies below a constant bound; "
        "the rank correlation with the gap is 1.00."
    )
    verdict = found.verdict("again")
    assert (verdict.word, verdict.replay) == (Word.MEASURED, "again")
    assert verdict.evidence.startswith("18 points: rho = 1")
    assert "the gap explains more" in verdict.evidence
    assert verdict.margin == "the bound is 1 times the curvature (mean)"


def test_curvature_that_rises_as_the_gap_falls_is_called_that() -> None:
    found = find(rows(lambda gap: 5 / gap), "norm", FEW)
    assert found is not None
    first, second = found.sentences()
    assert first == (
        "The gap does not bound the Hessian's norm better than a constant does: K = 0 fits best, "
        "and such a fit asks for no warm-up."
    )
    assert second.startswith("From the first third of the run to the last one the gap fell from 2.")
    assert second.endswith("progressive sharpening, which no K0 + K gap^rho describes.")
    assert "rho = none, as K = 0, " in found.verdict("").evidence


def test_a_relation_against_the_trend_does_not_hold() -> None:
    """One high point at the largest gap pays for K > 0; all others rise as the gap falls."""
    planted = rows(lambda gap: 50.0 if gap == 4.0 else 1 / gap**0.2)
    found = find(planted, "norm", FEW)
    assert found is not None
    assert found.comparison.by_gap.envelope.K > 0
    assert found.sentences()[0].startswith(
        "The relation does not hold here: the Hessian's norm grows as the gap falls (rank corr"
    )


def test_a_relation_that_rests_on_the_first_point_is_called_that() -> None:
    falling = find(rows(lambda gap: 2 + 3 * gap), "norm", FEW)
    noise = {gap: 1 + 0.1 * gap + 3 * i % 5 / 5 for i, gap in enumerate(GAPS.tolist())}
    first = find(rows(lambda gap: 90.0 if gap == GAPS[0] else noise[gap]), "norm", FEW)
    assert falling is not None
    assert first is not None
    assert not any("first point" in sentence for sentence in falling.sentences())
    (said,) = [sentence for sentence in first.sentences() if "first point" in sentence]
    assert said.startswith("Most of that is the first point, of step 0: without it the gap expl")


def test_the_gradient_norm_is_named_where_it_explains_more() -> None:
    chance = np.random.default_rng(0).uniform(1, 9, len(GAPS))
    by_gap = dict(zip(GAPS.tolist(), chance.tolist(), strict=True))
    planted = rows(lambda gap: by_gap[gap], gradient_norm=lambda gap: by_gap[gap])
    found = find(planted, "norm", FEW)
    assert found is not None
    assert "the gradient norm explains more" in str(found.comparison)


def test_rows_without_a_positive_number_are_left_out_and_counted() -> None:
    planted = rows(lambda gap: 1 + gap)
    never = [row(500 + i, 1.0, products=0) for i in range(5)]
    without = [row(600, 1.0, norm=0.0)]
    found = find([*planted, *never, *without], "norm", FEW)
    assert found is not None
    assert (len(found.rows), found.dropped) == (18, 1)
    assert find(planted, "directional", FEW) is None
    assert find(planted[: FEWEST - 1], "norm", FEW) is None
    assert find(planted[:FEWEST], "norm", FEW) is not None


def test_a_rise_needs_a_falling_gap_and_a_tenth() -> None:
    down, up = np.array([3.0, 2.0, 1.0]), np.array([1.0, 2.0, 3.0])
    assert rise(down, np.array([1.0, 1.05, 1.09])) is None
    assert rise(up, up) is None
    found = rise(down, up)
    assert found is not None
    assert (found.thirds, found.gaps, found.curvatures) == ((0, 2), (3, 1), (1, 3))


def test_warnings_name_residuals_the_lower_end_and_jumps() -> None:
    looked = {"sharpness": 1.0, "bottom": -4.0, "residual": 0.5, "bottom_residual": 0.2}
    planted = [
        row(0, 2.0, norm=4.0, directional=6.0, secant=2.0, **looked),
        row(5, 1.0, norm=1.0, directional=6.0, secant=2.0, **{**looked, "bottom": -0.5}),
    ]
    residual, lower, jumps = warnings(planted)
    assert residual == (
        "The norm's residual is 27.5% of it in the median and 50.0% at most, over 2 looks at the "
        "spectrum."
    )
    assert lower.startswith("At 1 of 2 looks the lower end of the spectrum was the longer one, fi")
    assert jumps.startswith("Along parts of an update the curvature estimate is 3 times that")
    assert warnings([row(0, 2.0, directional=2.0, secant=2.0, products=0)]) == []
