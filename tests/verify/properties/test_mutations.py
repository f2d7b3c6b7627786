"""Mutants leave the class where they say, by what they say."""

from __future__ import annotations

import pytest
from flint import arb, fmpq

from theory.errors import DomainError
from verify.properties import FromControl, mutated

HILL = FromControl(K0=2, right=[(1, 1), ("1/2", "-1/2"), (1, 0)], left=[(1, "1/4")])


@pytest.mark.parametrize(("side", "piece"), [("right", 0), ("right", 1), ("left", 0), ("left", 7)])
def test_the_bound_breaks_at_the_point_by_the_excess(side: str, piece: int) -> None:
    mutant = mutated(HILL, "1/100", side, piece)
    jet = mutant.function.enclose(mutant.at)
    allowed = mutant.function.ell(jet.value)
    assert abs(jet.curvature) > allowed
    assert abs(jet.curvature).overlaps(allowed * arb(fmpq(101, 100)))
    assert not abs(HILL.enclose(mutant.at).curvature) > HILL.ell(HILL.enclose(mutant.at).value)


def test_lemma_5_fails_on_a_mutant_and_by_a_little_only() -> None:
    """u = cosh(sqrt(1 + e) x) - 1 over sqrt: u'^2 = 2 (1 + e) Phi(u) on the first piece."""
    mutant = mutated(FromControl(), "1/10").function
    value, slope, _ = mutant.enclose(1)
    assert slope * slope > 2 * mutant.Phi(value)
    assert not slope * slope > arb(fmpq(11, 10)) * 2 * mutant.Phi(value)


def test_an_excess_that_is_none_is_refused() -> None:
    with pytest.raises(DomainError, match="needs excess > 0; got 0"):
        mutated(HILL, 0)


def test_a_piece_that_cannot_bend_down_more_is_told() -> None:
    grazing = FromControl(K0=1, K=0, right=[(1, 1), (1, -1)])
    assert mutated(grazing, "1/8", piece=1).at == pytest.approx(1.5)
    with pytest.raises(DomainError, match=r"control 11 in absolute value on right\[1\]"):
        mutated(grazing, 10, piece=1)


def test_a_function_that_stays_at_zero_has_no_mutant() -> None:
    with pytest.raises(DomainError, match=r"its curvature is 0 with every control"):
        mutated(FromControl(K0=0), "1/2")
    mutant = mutated(FromControl(K0=0, gap=1), "1/2")
    jet = mutant.function.enclose(mutant.at)
    assert jet.curvature > mutant.function.ell(jet.value)
