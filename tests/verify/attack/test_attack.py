"""Attacks: true statements stand, tightened ones fall, and only balls say so."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theory.registry import get
from verify.attack.attack import Target, attack_batch
from verify.attack.weaken import handle
from verify.properties.scenes.catalogue import SCENES

NINE_TENTHS = Fraction(9, 10)
ATTAINED = [
    ("gradient_bound", "bound"),
    ("descent_lemma", "descent:2"),
    ("gd_nonconvex", "total"),
    ("gd_nonconvex", "rate"),
    ("gd_convex_step", "closer:2"),
    ("cocoercivity", "cocoercive"),
    ("gd_convex_sharp", "rate"),
    ("localised_interpolation", "both_ends"),
]


@pytest.mark.thorough
@pytest.mark.parametrize("name", SCENES)
def test_a_statement_stands_on_all_its_fronts(name: str) -> None:
    target = Target(get(name))
    for batch in range(len(target.fronts)):
        outcome = attack_batch(target, 2000, seed=1, batch=batch, rounds=20)
        assert outcome.counterexample is None


@pytest.mark.parametrize(("name", "weaken"), ATTAINED)
def test_a_sharp_constant_tightened_by_a_tenth_is_refuted(name: str, weaken: str) -> None:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), NINE_TENTHS)
    batches = range(len(target.fronts))
    assert any(attack_batch(target, 2000, 0, batch).counterexample for batch in batches)


@pytest.mark.parametrize(
    ("name", "weaken", "factor"),
    [
        ("sgd_step_inverse", "inverse:4", NINE_TENTHS),
        ("sgd_noise_part", "below", NINE_TENTHS),
        ("hoeffding_moment", "bounded/2", NINE_TENTHS),
        ("azuma_hoeffding", "sum/2", Fraction(1, 2)),
    ],
)
def test_losses_and_probabilities_are_tightened_the_right_way(
    name: str, weaken: str, factor: Fraction
) -> None:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), factor)
    assert attack_batch(target, 2000, 0, 0).counterexample


def test_a_refuted_case_is_broken_for_its_own_claim_only() -> None:
    statement = get("descent_lemma")
    target = Target(statement, handle(statement, "descent:2"), NINE_TENTHS)
    example = attack_batch(target, 2000, 0, 0).counterexample
    assert example is not None and example.conclusions == ("descent",)
    assert target.read_on(example.scene).broken(example.coordinates) == ("descent",)
    assert Target(statement).read_on(example.scene).broken(example.coordinates) == ()
