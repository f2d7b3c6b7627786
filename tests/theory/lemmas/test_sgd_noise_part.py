"""The lemma `sgd_noise_part`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from theory.lemmas.sgd_noise_part import ABOVE
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("sgd_noise_part")
BREAKS_WITHOUT = {
    "ell_nonnegative": "above",
    "eta_range": "below",
    "B_range": "below",
    "noise_abc": "above",
    "curvature_step": "below",
}
"""Assumption -> the conclusion that breaks without it."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_rests_on_cauchy_schwarz_alone(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == {"sgd_points"}
    assert report.result.leans_on == set()


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]
    assert check_witness(STATEMENT, witness, assumption).word is Word.PROVED


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | {"level_range"}


@pytest.mark.parametrize("sharp", STATEMENT.sharp_at)
def test_the_bound_cannot_be_smaller(sharp: Witness) -> None:
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    smaller = Named(sharp.conclusion, le(abs(ABOVE.left), ABOVE.right * 63 / 64))
    tightened = replace(STATEMENT, conclusions=(smaller,))
    broken = check_witness(tightened, replace(sharp, equality=False), "curvature_step")
    assert broken.word is Word.PROVED
