"""A statement that says more than was proved, or nothing at all, is told from one that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from tests.verify.kernel.coq_reader import read_coq
from theory.logic import Rel, le, lt, real
from theory.registry import get
from theory.schema import Named, Statement
from verify.kernel.check import KernelReport, check_kernel
from verify.kernel.propositions import definition, satisfiable, scope
from verify.kernel.sources import parse, read
from verify.kernel.stated import definitions, written
from verify.verdict import Word

TIGHTENED = (
    "gradient_bound",
    "power_hoelder",
    "cubic_ridge",
    "river_valley",
    "harmonic_mean",
    "descent_lemma",
)
"""One theorem in each of six files, with a conclusion in which there is room for nothing."""

UNTOUCHED = "comparison"


def tightened(statement: Statement) -> Statement:
    """The first conclusion with nine tenths of its larger side."""
    first, *rest = statement.conclusions
    assert isinstance(first.claim, Rel)
    left, op, right = first.claim.left, first.claim.op, first.claim.right
    share = sp.Rational(9, 10)
    claim = Rel(left, op, share * right) if op == "<=" else Rel(share * left, op, right)
    return replace(statement, conclusions=(Named(first.name, claim), *rest))


def _instance(goal: str) -> bool:
    return goal.startswith("Satisfiable.")


@pytest.fixture(scope="module")
def after_tightening() -> KernelReport:
    """The development as it is, held against statements that say a little more."""
    text = read()["Stated"].text
    for own in TIGHTENED:
        before = definitions()[f"Stated.{own}"]
        assert before in text
        text = text.replace(before, definition(tightened(written()[own])))
    # Instances of assumptions would be compiled too.
    proofs = {m: s for m, s in read().items() if not any(map(_instance, s.proves.values()))}
    sources = {**proofs, "Stated": parse("Stated", text)}
    return check_kernel([*TIGHTENED, UNTOUCHED], sources=sources, jobs=2)


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("own", TIGHTENED)
def test_a_tightened_constant_is_not_proved(own: str, after_tightening: KernelReport) -> None:
    theorem = after_tightening.theorems[f"Stated.{own}"]
    assert not theorem.proved
    assert "does not compile" in theorem.fault
    (verdict,) = (v for v in after_tightening.verdicts() if v.id == own)
    assert (verdict.word, verdict.tier) == (Word.UNDECIDED, "")


@pytest.mark.usefixtures("needs_coq")
def test_what_was_not_changed_is_proved_beside_it(after_tightening: KernelReport) -> None:
    theorem = after_tightening.theorems[f"Stated.{UNTOUCHED}"]
    assert theorem.fault == ""
    assert theorem.proved


VACUOUS = {
    "Stated": "Definition power_inverse : Prop := forall x : nat, x < 0 -> x = 5.\n",
    "Satisfiable": "Definition power_inverse : Prop := exists x : nat, x < 0.\n",
    "X": "From Coq Require Import Lia. From Warmproof Require Stated.\n"
    "Theorem power_inverse : Stated.power_inverse.\n"
    "Proof. intros x H. exfalso. inversion H. Qed.\n",
}
INSTANCE = (
    "From Warmproof Require Satisfiable.\n"
    "Theorem power_inverse : Satisfiable.power_inverse. Proof. exists 0. {} Qed.\n"
)


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("attempt", ["", "auto.", "constructor.", "admit."])
def test_contradictory_assumptions_have_no_instance(attempt: str) -> None:
    texts = {**VACUOUS, **({"V": INSTANCE.format(attempt)} if attempt else {})}
    sources = {module: parse(module, text) for module, text in texts.items()}
    report = check_kernel(["power_inverse"], sources=sources)
    assert report.theorems["Stated.power_inverse"].proved  # it says nothing, and that is proved
    assert report.met() == frozenset()
    rows = {v.id: v.word for v in report.verdicts()}
    assert rows.get("power_inverse/assumptions", Word.UNDECIDED) is Word.UNDECIDED
    assert len(rows) == (2 if attempt else 1)


@pytest.mark.usefixtures("needs_coq")
def test_assumptions_that_can_be_met_have_one() -> None:
    texts = {**VACUOUS, "V": INSTANCE.format("auto.")}
    texts["Satisfiable"] = texts["Satisfiable"].replace("x < 0", "x < 1")
    sources = {module: parse(module, text) for module, text in texts.items()}
    assert check_kernel(["power_inverse"], sources=sources).met() == {"power_inverse"}


def test_an_instance_has_to_meet_every_assumption() -> None:
    x = real("x")
    statement = get("power_inverse")
    first = statement.assumptions[0]
    both = (replace(first, claim=lt(x, 0)), replace(first, claim=le(1, x)))
    text = satisfiable(replace(statement, parameters=(x,), assumptions=both))
    tree = read_coq(text.partition(":=")[2].rstrip(".\n"))
    assert tree.parts[0] == ("m",)
    assert tree.parts[1].parts[1] == read_coq("x < 0 /\\ 1 <= x")


def test_a_theorem_about_chance_says_what_it_covers() -> None:
    random = {own for own, s in written().items() if scope(s)}
    assert {"sgd_warmup", "azuma_hoeffding", "hoeffding_moment"} <= random
    assert not random & {"gradient_bound", "gd_convex", "sgd_step", "lower_bound"}
    assert all("Omega" in definitions()[f"Stated.{own}"] for own in random)
    assert not any("Omega" in definitions()[f"Stated.{own}"] for own in written().keys() - random)
