"""Campaigns: what is decided beforehand, and the same answer wherever the work is done."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from theory import symbols as sym
from theory.errors import DomainError
from theory.logic import Rel
from theory.registry import get
from theory.schema import Named
from verify.attack import campaign
from verify.attack.attack import Counterexample, Outcome, Target, target_of
from verify.attack.campaign import FULL, Campaign, Result, run_campaign
from verify.attack.weaken import handle
from verify.cli.attack_output import closeness, evidence
from verify.properties.scenes.catalogue import SCENES
from verify.verdict import Word

STANDS = Campaign(target_of("cocoercivity"), 4000, seed=5)
TIGHT = Campaign(target_of("gd_convex_sharp", "rate", Fraction(998, 1000)), 4000, seed=2)
LOOSE = Campaign(target_of("gd_convex_sharp", "rate", Fraction(1, 2)), 4000, seed=2)


def told(result: Result) -> tuple[object, ...]:
    return (
        result.word, result.best, result.cases, result.met, result.counterexample,
        result.unconfirmed, result.stopped,
    )  # fmt: skip


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "FULL", 1000)


def test_a_campaign_looks_at_as_many_cases_as_it_says() -> None:
    result = run_campaign(STANDS)
    assert (result.word, result.cases, result.stopped) == (Word.NOT_REFUTED, 4000, "")
    assert result.met == 4000 and result.counterexample is None
    assert sum(Campaign(target_of("gd_convex"), 1_000_003).sizes) == 1_000_003
    assert max(Campaign(target_of("gd_convex"), 1_000_003).sizes) <= FULL


def test_a_relation_that_no_factor_breaks_never_fails() -> None:
    """-gap^2 - 100 <= factor gap holds for every factor from -20 on."""
    claim = Named("low", Rel(-(sym.gap**2) - 100, "<=", sym.gap))
    statement = replace(get("descent_lemma"), conclusions=(claim,))
    result = run_campaign(Campaign(Target(statement, handle(statement, "low")), 600))
    assert result.never_fails and result.met > 0 and result.word is Word.NOT_REFUTED
    assert closeness(result) == "never fails"
    assert evidence(result).endswith("; no factor makes one of them fail")
    assert not run_campaign(replace(TIGHT, cases=600)).never_fails


def test_every_scene_and_conclusion_has_a_batch() -> None:
    target = target_of("gd_nonconvex")
    many = len(SCENES["gd_nonconvex"]) * len(target.statement.conclusions)
    assert len(set(target.fronts)) == len(target.fronts) == many
    assert Campaign(target, many).sizes == (1,) * many
    assert Campaign(target, 2).sizes == (1, 1)


def test_another_seed_looks_elsewhere(small_batches: None) -> None:
    few = replace(TIGHT, cases=300)
    assert run_campaign(few).best != run_campaign(replace(few, seed=6)).best


@pytest.mark.parametrize("asked", [STANDS, TIGHT, LOOSE], ids=["stands", "tight", "loose"])
def test_two_processes_find_what_one_finds(small_batches: None, asked: Campaign) -> None:
    alone = run_campaign(asked)
    assert told(run_campaign(asked, jobs=2)) == told(alone)


@pytest.mark.thorough
@pytest.mark.extra("cluster")
def test_a_cluster_of_two_finds_what_one_finds(small_batches: None) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None, silence_logs=50
    ) as cluster:
        for asked in (STANDS, TIGHT, LOOSE):
            found = run_campaign(asked, scheduler=cluster.scheduler_address)
            assert told(found) == told(run_campaign(asked))


def test_the_first_batch_that_refutes_wins(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = [
        Outcome(0.1, 0, 10, 8),
        Outcome(0.7, 1, 10, 9, None, 1),
        Outcome(0.5, 2, 10, 5, Counterexample(2, (), ("second",))),
        Outcome(0.9, 0, 10, 5, Counterexample(0, (), ("third",))),
    ]
    monkeypatch.setattr(campaign, "attack_sized", lambda *asked: outcomes[asked[3]])
    result = run_campaign(STANDS)
    assert told(result)[:4] == (Word.REFUTED, 0.7, 30, 22)
    assert result.counterexample == outcomes[2].counterexample


def test_an_interrupt_leaves_what_was_found(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = campaign.attack_sized

    def interrupted(target: Target, size: int, seed: int, batch: int) -> Outcome:
        if batch == 2:
            raise KeyboardInterrupt
        return whole(target, size, seed, batch)

    monkeypatch.setattr(campaign, "attack_sized", interrupted)
    result = run_campaign(STANDS)
    assert (result.stopped, result.cases, result.word) == ("interrupt", 2000, Word.NOT_REFUTED)


def test_an_interrupt_before_anything_was_found_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr(campaign, "attack_sized", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_campaign(STANDS)


def test_a_statement_without_instances_is_refused() -> None:
    unknown = replace(STANDS.target, statement=replace(STANDS.target.statement, id="unknown"))
    with pytest.raises(DomainError, match="there are no instances to draw for unknown"):
        Campaign(unknown)


def test_a_changed_statement_stays_in_this_process() -> None:
    changed = replace(STANDS.target, statement=replace(STANDS.target.statement, title="changed"))
    with pytest.raises(DomainError, match="only as it is in theory"):
        run_campaign(Campaign(changed, 120_000), jobs=2)
