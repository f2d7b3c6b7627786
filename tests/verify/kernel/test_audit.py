"""Ways to pass something else off as a proof of False, and what honest proofs rest on."""

from __future__ import annotations

import pytest

from tests.verify.kernel.developments import GOAL, Develop
from verify.kernel.audit import KERNEL, MACHINE, NotAnAuditError, read_assumptions
from verify.kernel.check import KernelReport
from verify.verdict import Word

HEAD = "From Warmproof Require Stated.\n"
PROOF = f"Theorem {GOAL} : Stated.{GOAL}.\nProof. {{}} Qed.\n"
FROM_H = PROOF.format("exact h.")
LOOP = "Fixpoint loop (n : nat) : False := loop n.\n" + PROOF.format("exact (loop 0).")

SMUGGLED = {
    "admitted": PROOF.replace(" Qed", " Admitted").format(""),
    "admit": PROOF.replace(" Qed", " Admitted").format("admit."),
    "axiom": f"Axiom h : False.\n{FROM_H}",
    "local axiom": f"Local Axiom h : False.\n{FROM_H}",
    "parameter": f"Parameter h : False.\n{FROM_H}",
    "axiom of every type": "Polymorphic Axiom h : forall A : Prop, A.\n" + PROOF.format("apply h."),
    "a comment glued to the word": f"Axiom(**)h : False.\n{FROM_H}",
    "between strings that look like comments": 'Comments "(*". Axiom h : False. Comments "*)".\n'
    + FROM_H,
    "a nested comment that ends early for a careless reader": "(* (* *) *) Axiom h : False.\n"
    + FROM_H,
    "hypothesis outside a section": f"Hypothesis h : False.\n{FROM_H}",
    "hypothesis after another word": f"Time Hypothesis h : False.\n{FROM_H}",
    "hypothesis with an attribute": f'#[deprecated(note="n")] Hypothesis h : False.\n{FROM_H}',
    "hypothesis with a comment": f"Hypothesis(* *)h : False.\n{FROM_H}",
    "context outside a section": f"Context (h : False).\n{FROM_H}",
    "hypothesis after the section was taken back": "Section A. Reset A. Hypothesis h : False.\n"
    + FROM_H,
    "hypothesis of a section": f"Section A. Hypothesis h : False.\n{FROM_H}End A.\n",
    "admitted obligation": "From Coq Require Import Program.\n"
    f"Program Definition h : False := _. Admit Obligations.\n{FROM_H}",
    "declared module": "Module Type T. Time Variable h : False. End T. Declare Module M : T.\n"
    + PROOF.format("exact M.h."),
    "parameter of a functor": "Module Type T. Time Variable h : False. End T.\n"
    f"Module F (M : T). {PROOF.format('exact M.h.')} End F.\n",
    "no guard": f"Unset Guard Checking.\n{LOOP}",
    "no guard, by an attribute": "#[bypass_check(guard)]\n" + LOOP,
    "no positivity": "#[bypass_check(positivity)] Inductive D := c : (D -> False) -> D.\n"
    "Definition n (d : D) : False := match d with c f => f d end.\n"
    + PROOF.format("exact (n (c n))."),
    "universe checks off": "Unset Universe Checking.\nDefinition h : False. Admitted.\n" + FROM_H,
    "printing cut short": f"Global Set Printing Depth 3. Axiom h : False.\n{FROM_H}",
    "printing narrow": f"Global Set Printing Width 3. Axiom h : False.\n{FROM_H}",
    "answers written beforehand": 'Redirect "answer" Print Assumptions True.\n'
    f"Axiom h : False.\n{FROM_H}",
    "answers overwritten": f'Axiom h : False.\n{FROM_H}Print Universes "answer.out".\n',
    "local module with the name of the statements": f"Module Stated. Definition {GOAL} := True.\n"
    + "End Stated.\n"
    + PROOF.format("exact I."),
    "theorem in a comment": f"(* {PROOF.format('exact I.')} *)\n",
    "theorem without a proof": f"Theorem {GOAL} : Stated.{GOAL}.\n",
    "program mode, for a theorem that lacks a premise": "From Coq Require Import Program.\n"
    f"Global Set Program Mode.\nTheorem {GOAL} : False -> Stated.{GOAL}. Proof. auto. Qed.\n"
    f"(* *) Lemma again : Stated.{GOAL}. Proof. exact ({GOAL} _). Qed.\n",
    "inconsistent hypothesis of the theorem": f"Theorem {GOAL} (h : False) : Stated.{GOAL}.\n"
    f"Proof. exact h. Qed.\nDefinition again : Stated.{GOAL} := {GOAL} _.\n",
}

NO_THEOREM = {"theorem in a comment", "inconsistent hypothesis of the theorem"}


@pytest.mark.parametrize("way", SMUGGLED)
def test_a_smuggled_proof_of_false_is_not_proved(way: str, develop: Develop) -> None:
    if way in NO_THEOREM:
        with pytest.raises(ValueError, match="has no theorem in the kernel"):
            develop(HEAD + SMUGGLED[way])
        return
    theorem = develop(HEAD + SMUGGLED[way])
    assert not theorem.proved
    assert theorem.fault


TAKEN = {
    "Classical_Prop": "Time Hypothesis classic : False.\n" + PROOF.format("exact classic."),
    "Uint63": "Time Hypothesis of_int : False.\n" + PROOF.format("exact of_int."),
    "Audit": PROOF.format("exact I."),
    "Warmproof": f"Module Stated. Definition {GOAL} := True. End Stated.\n"
    + PROOF.format("exact I."),
}


@pytest.mark.parametrize("module", TAKEN)
def test_no_file_may_take_a_name_by_which_axioms_are_told(module: str, develop: Develop) -> None:
    theorem = develop(HEAD + TAKEN[module], module)
    assert not theorem.proved
    assert f"{module}.v" in theorem.fault


@pytest.mark.parametrize("words", ["From Warmproof Require Bad.", "Require Warmproof.Bad."])
def test_a_fault_in_a_file_that_is_required_counts(words: str, develop: Develop) -> None:
    bad = "Unset Guard Checking.\nFixpoint loop (n : nat) : False := loop n.\n"
    proof = PROOF.format("exact (Warmproof.Bad.loop 0).")
    theorem = develop(f"{HEAD}{words}\n{proof}", Bad=bad)
    assert theorem.fault == "Bad.v contains Unset"


def test_the_kernel_alone_would_have_named_the_axiom(
    develop: Develop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The words are a second net; without them the first one holds as well.
    monkeypatch.setattr("verify.kernel.sources._FORBIDDEN", ())
    assert develop(f"{HEAD}Axiom h : False.\n{FROM_H}").fault == "X.power_inverse assumes X.h"
    assert "guarded" in develop(f"{HEAD}Unset Guard Checking.\n{LOOP}").fault
    theorem = develop(HEAD + SMUGGLED["no positivity"])
    assert "positive" in theorem.fault
    admitted = develop(HEAD + SMUGGLED["admitted"])
    assert admitted.fault == f"X.{GOAL} assumes X.{GOAL}"
    declared = SMUGGLED["declared module"].replace("Time Variable", "Axiom")
    assert develop(HEAD + declared).fault == "X.power_inverse assumes X.M.h"
    assert "Print Assumptions" in develop(HEAD + SMUGGLED["printing cut short"]).fault or (
        develop(HEAD + SMUGGLED["printing cut short"]).fault == "X.power_inverse assumes ..."
    )


def test_a_theorem_of_another_statement_is_not_that_of_this_one(develop: Develop) -> None:
    text = f"{HEAD}Theorem {GOAL} : Stated.power_sums. Proof. exact I. Qed.\n"
    with pytest.raises(ValueError, match=f"{GOAL} has no theorem in the kernel"):
        develop(text)
    assert develop(text, own="power_sums").proved


def test_an_honest_proof_is_proved_and_says_on_what_it_rests(develop: Develop) -> None:
    plain = develop(
        f"{HEAD}Theorem p : Stated.power_sums. Proof. exact I. Qed.\n", own="power_sums"
    )
    assert plain.proved
    assert plain.audit is not None
    assert (plain.audit.tier, plain.audit.axioms) == (KERNEL, ())
    classic = develop(
        f"From Coq Require Import Classical_Prop.\n{HEAD}"
        "Theorem p : Stated.power_sums. Proof. destruct (classic True); exact I. Qed.\n",
        own="power_sums",
    )
    assert classic.audit is not None
    assert classic.audit.axioms == ("Classical_Prop.classic",)


def test_an_axiom_that_is_not_on_the_list_is_named(develop: Develop) -> None:
    theorem = develop(
        f"From Coq Require Import PropExtensionality.\n{HEAD}Theorem p : Stated.power_sums.\n"
        "Proof. pose proof propositional_extensionality. exact I. Qed.\n",
        own="power_sums",
    )
    # An axiom that is only looked at is part of the proof.
    assert theorem.fault == "X.p assumes PropExtensionality.propositional_extensionality"


def test_machine_integers_are_a_tier_of_their_own(develop: Develop) -> None:
    theorem = develop(
        f"From Coq Require Import Uint63.\n{HEAD}Theorem p : Stated.power_sums.\n"
        "Proof. pose proof (Uint63.eqb_refl 3). exact I. Qed.\n",
        own="power_sums",
    )
    assert theorem.proved
    assert theorem.audit is not None
    assert theorem.audit.tier == MACHINE


def test_a_verdict_is_undecided_where_the_kernel_is_not_satisfied(develop: Develop) -> None:
    theorem = develop(f"{HEAD}Axiom h : False.\n{FROM_H}")
    (verdict,) = KernelReport("8", {}, {theorem.goal: theorem}).verdicts()
    assert (verdict.word, verdict.tier) == (Word.UNDECIDED, "")
    assert verdict.evidence == "kernel: X.v contains Axiom"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "Axioms:\n", "Section Variables:\nh : False\n", "...", "checked0 : True", "Error"],
)
def test_an_answer_of_another_shape_is_no_audit(text: str) -> None:
    with pytest.raises(NotAnAuditError):
        read_assumptions(text)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Axioms:\n...\n", "..."),
        ("Axioms:\nh \n", "h"),
        ("Axioms:\nh\n  : False\nClassical_Prop.classic : True\n", "h"),
        ("Axioms:\nX.Classical_Prop.classic : False\n", "X.Classical_Prop.classic"),
        ("Axioms:\nClassical_Prop.classic' : False\n", "Classical_Prop.classic'"),
        ("Axioms:\nMyUint63.h : False\n", "MyUint63.h"),
        ("Axioms:\nloop is assumed to be guarded.\n", "loop is assumed to be guarded."),
        (
            "Axioms:\nClassical_Prop.classic is assumed to be guarded.\n",
            "Classical_Prop.classic is assumed to be guarded.",
        ),
        ("Closed under the global context\nAxioms:\nh : False\n", None),
        ("Axioms:\nClosed under the global context\n", "Closed under the global context"),
    ],
)
def test_what_is_not_on_the_list_is_foreign(text: str, foreign: str | None) -> None:
    if foreign is None:
        with pytest.raises(NotAnAuditError):
            read_assumptions(text)
        return
    audit = read_assumptions(text)
    assert audit.foreign == (foreign,)
    assert audit.tier == ""
