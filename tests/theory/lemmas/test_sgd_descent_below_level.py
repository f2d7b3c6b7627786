"""The lemma `sgd_descent_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from theory import symbols as sym
from theory.lemmas.sgd_descent_below_level import DESCENT, L
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("sgd_descent_below_level")
CITES = {"mean_value", "continuous_induction", "sgd_points", "segment"}
LEANS_ON = {"descent_below_level"}
BREAKS_WITHOUT = {
    "smooth": "descent",
    "ell_nondecreasing": "descent",
    "starts": "descent",
    "arrives": "descent",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below", "everywhere", "eta_range", "ell_nonnegative"}
"""Assumptions without which no instance is recorded; the statement says why."""


def test_it_is_proved_from_exactly_these_rules_and_statements(
    is_pinned: Callable[..., None],
) -> None:
    is_pinned(
        STATEMENT.id,
        cites=CITES,
        leans_on=LEANS_ON,
        concludes=["descent"],
        sharp=["descent"],
        breaks=BREAKS_WITHOUT,
        reasons=REASONS,
    )


def test_it_is_an_equality_where_the_curvature_is_constant() -> None:
    """So neither of its factors can be better: less curvature makes the instance break it."""
    (sharp,) = STATEMENT.sharp_at
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    claim = DESCENT
    better = le(claim.left, claim.right - L * sym.eta**2 * sym.noise**2 / 64)
    tightened = replace(STATEMENT, conclusions=(Named("descent", better),))
    broken = check_witness(tightened, replace(sharp, equality=False), "arrives")
    assert broken.word is Word.PROVED
