"""The record of what the kernel has seen: up to date, complete, and quick to show a change."""

from __future__ import annotations

import copy
import re
from dataclasses import replace

import pytest

from verify.kernel.audit import STANDARD
from verify.kernel.manifest import digest, kernel_ids, recorded, stale
from verify.kernel.sources import folder, proofs, read
from verify.kernel.stated import definitions, generated, missing, written

CORE = [
    "gradient_bound",
    "growth",
    "local_descent",
    "local_lipschitz",
    "inclusion",
    "closure_sum",
    "descent_lemma",
    "below_extremal",
    "energy_step",
    "cocoercivity",
    "gd_nonconvex",
    "gd_nonconvex_warmup",
    "gd_nonconvex_constant",
    "gd_convex",
    "gd_convex_warmup",
    "gd_convex_constant",
    "potential_drop",
    "gd_pl_contraction",
    "gd_pl",
    "gd_aiming",
    "localisation",
    "lower_bound",
    "lower_bound_triangular",
    "lower_bound_never_reached",
    "huber_lower_bound",
    "gd_cycle",
    "fixed_step_lower_bound",
    "pl_lower_bound",
    "oscillating_exponential",
    "feed_forward",
    "recurrent_unit",
    "river_valley",
    "river_valley_stability",
    "river_valley_steps",
]
"""What the kernel has to have, whatever else it has."""


def test_nothing_has_changed_since_the_kernel_saw_it() -> None:
    assert stale(recorded(), read()) == {}


@pytest.mark.parametrize("file", sorted(generated()))
def test_a_generated_file_is_as_the_formulas_make_it(file: str) -> None:
    assert (folder() / file).read_text("utf-8") == generated()[file]


@pytest.mark.parametrize("own", CORE)
def test_the_core_is_in_the_kernel(own: str) -> None:
    assert own in kernel_ids()


def test_every_theorem_rests_on_the_standard_axioms_only() -> None:
    for goal, row in recorded()["theorems"].items():
        assert row["tier"] == "kernel", goal
        assert set(row["assumptions"]) <= STANDARD, goal


def test_no_file_contains_what_it_must_not() -> None:
    assert {module: s.faults for module, s in read().items() if s.faults} == {}


def test_a_changed_formula_is_seen_without_coq(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {**definitions()}
    changed["Stated.gradient_bound"] = changed["Stated.gradient_bound"].replace("2 *", "3 *")
    assert changed != definitions()
    monkeypatch.setattr("verify.kernel.manifest.definitions", lambda: changed)
    found = stale(recorded(), read())
    assert found["Stated.gradient_bound"] == (
        "Stated.gradient_bound has changed since the kernel saw it"
    )
    assert "Stated.growth" in found  # its proof is built on that theorem
    assert "Stated.power_monotone" not in found


def test_a_changed_proof_and_a_changed_meaning_are_seen() -> None:
    sources = read()
    proof = sources["GradientBound"]
    edited = {**sources, "GradientBound": replace(proof, text=proof.text + " ")}
    assert stale(recorded(), edited)["Stated.gradient_bound"].startswith("GradientBound.v has")
    meaning = sources["Meaning"]
    edited = {**sources, "Meaning": replace(meaning, text=meaning.text + " ")}
    assert set(stale(recorded(), edited)) == set(recorded()["theorems"])


def test_a_theorem_that_is_gone_or_new_is_seen() -> None:
    sources = read()
    proof = sources["GradientBound"]
    without = {**sources, "GradientBound": replace(proof, proves={})}
    assert stale(recorded(), without)["Stated.gradient_bound"] == "its theorem is gone"
    fewer = copy.deepcopy(recorded())
    del fewer["theorems"]["Stated.gradient_bound"]
    assert stale(fewer, sources)["Stated.gradient_bound"].endswith("not been seen by the kernel")


def test_no_statement_hides_a_name_of_the_meanings() -> None:
    meanings = "".join(s.text for m, s in read().items() if m.startswith("Meaning"))
    names = re.findall(r"(?:Definition|Record|Fixpoint|Inductive)\s+(\w+)", meanings)
    names += re.findall(r"^\s+(\w+) (?::|:>)", meanings, re.MULTILINE)
    assert {"smooth", "gd_step", "f_star", "power"} <= set(names)
    assert set(names) & set(written()) == set()


def test_every_goal_has_one_theorem() -> None:
    goals = [goal for source in read().values() for goal in source.proves.values()]
    assert sorted(goals) == sorted(proofs())
    assert set(goals) <= set(definitions())


def test_what_cannot_be_said_gives_its_reason() -> None:
    from theory.registry import statements

    for statement in statements():
        if statement.conclusions and statement.id not in written():
            assert missing(statement).startswith("the predicate")


def test_a_digest_is_the_sha256_of_the_text() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
