"""What is read of a Coq file without Coq: requirements, theorems, and what must not stand there."""

from __future__ import annotations

import pytest

from verify.kernel.audit import PRIMITIVE, STANDARD
from verify.kernel.sources import layers, parse, plain, read


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a (* b *) c", "a   c"),
        ("a(**)b", "a b"),
        ("(* (* *) a *) b", " b"),
        ('(* "*)" a *) b', " b"),
        ('"(*" a "*)"', " a "),
        ('"a""(*" b', " b"),
        ("(* never closed", ""),
        ('"never closed', ""),
        ("a *) b", "a *) b"),
        ("(*) a *) b", " b"),
    ],
)
def test_comments_and_strings_are_left_out_as_coq_leaves_them_out(text: str, left: str) -> None:
    assert " ".join(plain(text).split()) == " ".join(left.split())


def test_a_comment_separates_words() -> None:
    assert parse("X", "Axiom(* *)h : False.").faults == ("X.v contains Axiom",)


@pytest.mark.parametrize(
    "text",
    [
        "Lemma a : b. Admitted.",
        "Lemma a : b. admit. Qed.",
        "Lemma a : b. give_up. Qed.",
        "Axiom a : b.",
        "Local Axiom a : b.",
        "#[local] Axiom a : b.",
        "Parameter a : b.",
        "Conjecture a : b.",
        "Declare Module M : T.",
        "Declare ML Module x.",
        "Declare Instance a : b.",
        "Unset Guard Checking.",
        "#[bypass_check(guard)] Fixpoint f := f.",
        "Admit Obligations.",
        "Primitive add := #int63_add.",
        "Module Stated. End Stated.",
        "Module Type T. End T.",
        'Redirect "answer0" Print Assumptions a.',
        'Print Universes "answer0.out".',
        'Extraction "X" a.',
        'Load "other".',
        'Add LoadPath "elsewhere".',
        "Lemma a : b. Time Reset a.",
        "Section A. Back. Hypothesis h : False.",
        "Global Set Printing Depth 2.",
    ],
)
def test_a_word_that_opens_a_hole_is_a_fault(text: str) -> None:
    assert parse("X", text).faults


@pytest.mark.parametrize(
    "text",
    [
        "(* no Axiom, nothing Admitted *) Lemma a : b. Proof. exact c. Qed.",
        "Declare Scope s. Lemma Axiomatic : admitted. Proof. trivial. Qed.",
        "Section A. Variable x : R. Hypothesis h : x = x. Section B. Context (y : R). End B.",
        "Lemma a : b. intros Back Reset. apply Back. Qed.",
        'Notation "x + y" := (plus x y) : s. Definition sets := 1.',
        "From Coq Require Import Reals Lra. From Warmproof Require Import Line. Open Scope s.",
    ],
)
def test_what_opens_none_is_no_fault(text: str) -> None:
    assert parse("X", text).faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hypothesis h : False.",
        "Section A. End A. Hypothesis h : False.",
        "End A. Section A. End A. Variable x : R.",
        "Time Variable x : R.",
        "#[deprecated] Variables x y : R.",
        "Local Hypotheses (h : False).",
        "{ Context (h : False).",
        "(* Section A. *) Hypothesis h : False.",
        "Fail Section A. Hypothesis h : False.",
        'Comments "a". Section A. End A. Let x := 1. Hypothesis h : False.',
    ],
)
def test_a_section_variable_without_a_section_is_a_fault(text: str) -> None:
    assert any("outside of a section" in fault for fault in parse("X", text).faults)


@pytest.mark.parametrize(
    ("text", "requires"),
    [
        ("From Warmproof Require Import Line Space.", ("Line", "Space")),
        ("From Warmproof\n  Require\n  Export Line .", ("Line",)),
        ("Require Warmproof.Line.", ("Line",)),
        ("Require Import Coq.Reals.Reals Warmproof.Line.", ("Line",)),
        ("From Coq Require Import Reals. From Warmproof Require Stated. Lemma a : b.", ("Stated",)),
        ("(* From Warmproof Require Bad. *) From Warmproof Require Line.", ("Line",)),
    ],
)
def test_every_file_that_is_required_is_seen(text: str, requires: tuple[str, ...]) -> None:
    found = parse("X", text)
    assert (found.requires, found.faults) == (requires, ())


@pytest.mark.parametrize(
    "text",
    [
        "From Evil Require Import A.",
        "Require A.",
        "Require Import Coq.Reals.Reals Evil.A.",
        "From Evil.Sub Require Import Coq.A.",
        "From Warmproof Require Import -(notations) A.",
        "From Warmproof Require Import (notations) A.",
        "#[export] Require Coq.A.",
        "Time From Warmproof Require A.",
        'From Warmproof Require "A".',
        "Open Scope R_scope.(**)Require Evil.",
    ],
)
def test_a_requirement_that_is_foreign_or_not_read_is_a_fault(text: str) -> None:
    assert any("requires" in fault for fault in parse("X", text).faults)


def test_no_file_is_called_like_one_that_axioms_are_told_by() -> None:
    for axiom in (*STANDARD, *PRIMITIVE):
        module = axiom.partition(".")[0]
        assert (
            f"{module}.v may not be called so; take another name for it" in parse(module, "").faults
        )
    for module in ("Audit", "Claim", "Coq", "Warmproof", "x", "A-b", "É", "A_b"):
        assert parse(module, "").faults


def test_a_theorem_counts_for_the_statement_that_its_type_names() -> None:
    text = """(* Theorem hidden : Stated.a. *)
    Theorem a : Stated.b. Lemma c : Satisfiable.d . Theorem e (h : False) : Stated.f.
    Theorem g : Stated.h -> False. Definition i : Stated.j := k. Theorem l : Other.m.
    Notation "n" := "Theorem o : Stated.p." (at level 0)."""
    assert parse("X", text).proves == {"a": "Stated.b", "c": "Satisfiable.d"}


def test_files_that_need_one_another_are_still_ordered() -> None:
    texts = {"A": "From Warmproof Require B.", "B": "From Warmproof Require A.", "C": ""}
    sources = {module: parse(module, text) for module, text in texts.items()}
    assert layers(sources, ["A", "C"]) == [["C"], ["A", "B"]]


def test_the_development_has_no_fault() -> None:
    assert {module: s.faults for module, s in read().items() if s.faults} == {}
