"""Inequalities that a user brings, sent to Coq's own decision procedures.

The claim is read without being evaluated and written for Coq with the conditions under which it is
defined. Three ways are tried: linear arithmetic, polynomial arithmetic (``nra``), and interval
arithmetic with bisection. What none of them closes stays UNDECIDED: a tactic that gives up says
nothing against a claim.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import sympy as sp

from theory.errors import DomainError, ParseError
from theory.logic import Rel, real
from theory.parsing import CONSTANTS, FUNCTIONS, parse_written
from theory.tokens import shorten, tokenize
from verify.kernel.audit import NotAnAuditError, read_assumptions
from verify.kernel.check import NoKernelError
from verify.kernel.compiler import Build, find_coqc, version
from verify.kernel.gallina import NotInCoqError, conditions, expression
from verify.kernel.propositions import proposition
from verify.kernel.sources import read
from verify.verdict import Verdict, Word

SECONDS = 120
"""How long all ways together may take, by default."""

MOST_SQUARED = 6
"""Of how many variables the squares of sums and differences are handed to ``nra``."""

_RELATION = re.compile(r"(<=|>=|<|>)")


@dataclass(frozen=True)
class Claim:
    """One relation as the user wrote it.

    Attributes:
        text: as written.
        relation: as read.
        defined: Coq propositions under which the text as written has a value.
    """

    text: str
    relation: Rel
    defined: tuple[str, ...]


def read_claim(text: str, variables: Sequence[str]) -> Claim:
    """Read ``left <= right`` (or ``<``, ``>=``, ``>``).

    Raises:
        ParseError: there is not exactly one relation, or a side is no expression.
        DomainError: a function has no counterpart in Coq.

    >>> read_claim("log(x) <= x - 1", ["x"]).defined
    ('0 < v_x',)
    """
    parts = _RELATION.split(text)
    if len(parts) != 3:
        raise ParseError(
            f"a claim is one comparison with <=, <, >= or >; got {shorten(text)!r}. "
            "Write for instance 'x**2 + 1 >= 2*x'; give assumptions with --given."
        )
    left, right = (parse_written(side, variables, "claim") for side in (parts[0], parts[2]))
    renamed = {real(v): _variable(v) for v in variables}
    partial = [part.xreplace(renamed) for part in (*left.partial, *right.partial)]
    sides = [side.expression.xreplace(renamed) for side in (left, right)]
    try:
        for part in partial:
            expression(part)  # a function that nothing is known of has no conditions to ask
        needed = [c for part in partial for c in conditions(part)]
        relation = Rel(sides[0], parts[1], sides[1])
        proposition(relation)
    except NotInCoqError as missing:
        raise DomainError(f"{shorten(text)!r} cannot be said in Coq: {missing}.") from None
    return Claim(text, relation, tuple(dict.fromkeys(needed)))


def _told(claim: Claim) -> Claim:
    """The claim as an assumption; refused if it may hold where Coq would be told it is undefined.

    (-1)**2 has a value, but ``conditions`` asks for a base that is not negative where the exponent
    is a variable. In a conclusion that asks for more; in an assumption it would assume more.
    """
    for node in sp.preorder_traversal(sp.Tuple(claim.relation.left, claim.relation.right)):
        if isinstance(node, sp.Pow) and not node.exp.is_number and not node.base.is_positive:
            raise DomainError(
                f"the assumption {shorten(claim.text)!r} has a power whose exponent is a variable "
                "and whose base may be negative; write x**y as exp(y*log(x))."
            )
    return claim


def _variable(own: str) -> sp.Symbol:
    """The symbol that stands for a user's name in Coq, where it can hide nothing."""
    return real(f"v_{own}")


def variables_of(texts: Sequence[str]) -> list[str]:
    """The names in the texts that are no function and no constant, sorted.

    >>> variables_of(["exp(x) >= 1 + x", "y > pi"])
    ['x', 'y']
    """
    known = {*FUNCTIONS, *CONSTANTS, "Min", "Max", "Piecewise", "True"}
    tokens = [token for text in texts for token in tokenize(text, "claim")]
    return sorted({t.text for t in tokens if t.kind == "name" and t.text not in known})


def goal(claim: Claim, given: Sequence[Claim], variables: Sequence[str]) -> str:
    r"""The claim as a closed Coq proposition.

    >>> print(goal(read_claim("1/x > 0", ["x"]), [read_claim("x > 0", ["x"])], ["x"]))
    forall v_x : R, 0 < v_x -> v_x <> 0 /\ (v_x <> 0 /\ 0 < 1 / v_x)
    """
    names = " ".join(_variable(v).name for v in variables)
    bound = f"forall {names} : R, " if names else ""
    premises = "".join(f"{proposition(g.relation)} -> " for g in given)
    conclusion = " /\\ ".join((*claim.defined, proposition(claim.relation)))
    return f"{bound}{premises}{conclusion}"


def check_claim(text: str, given: Sequence[str] = (), *, seconds: float = SECONDS) -> Verdict:
    """Send a claim to the kernel.

    Args:
        text: one comparison; every name that is no function stands for any real number.
        given: comparisons that may be assumed.
        seconds: how long all ways together may take.

    Returns:
        PROVED, with how; or UNDECIDED, with what each way ran into.

    Raises:
        NoKernelError: there is no ``coqc``.
        ParseError: a text is no comparison.
        DomainError: something in it has no counterpart in Coq.
    """
    names = variables_of([text, *given])
    claim = read_claim(text, names)
    premises = [_told(read_claim(g, names)) for g in given]
    coqc = find_coqc()
    if coqc is None:
        raise NoKernelError("the kernel tier was not run: there is no coqc.")
    statement = goal(claim, premises, names)
    deadline = time.monotonic() + seconds
    replay = " ".join(
        ["warmproof check --kernel --expr", f"'{text}'", *(f"--given '{g}'" for g in given)]
    )
    tried: list[str] = []
    with tempfile.TemporaryDirectory(prefix="warmproof-kernel-") as folder:
        place = Path(folder)
        Build(coqc, place, deadline).compile("Meaning", read()["Meaning"].text)
        ways = (_polynomial(names), _enclosed(names))
        for number, way in enumerate(ways):
            # What is left is shared with the ways that come after, so that each gets its turn.
            now = time.monotonic()
            limit = now + (deadline - now) / (len(ways) - number)
            answer = Build(coqc, place, limit).compile("Claim", _file(statement, way))
            if not answer.ok:
                tried.append(f"{way.name}: {answer.message or 'rejected'}")
                continue
            try:
                audit = read_assumptions((place / "answer.out").read_text(encoding="utf-8"))
            except (OSError, NotAnAuditError) as unreadable:
                tried.append(f"{way.name} gave an answer that cannot be read: {unreadable}")
                continue
            if not audit.tier:
                tried.append(f"{way.name} assumed {', '.join(audit.foreign)}")
                continue
            evidence = f"{audit.tier}: Coq {version(coqc)}, by {way.name}"
            return Verdict("expr", text, Word.PROVED, evidence, replay=replay, tier=audit.tier)
    return Verdict("expr", text, Word.UNDECIDED, f"kernel: {'; '.join(tried)}", replay=replay)


@dataclass(frozen=True)
class Way:
    """One way to prove a claim.

    Attributes:
        name: for the reader.
        library: what it needs beside Coq's own library, as a sentence of Coq.
        tactic: what closes each part of the claim.
    """

    name: str
    library: str
    tactic: str


def _polynomial(names: Sequence[str]) -> Way:
    # nra multiplies what it is given, but does not think of squares of differences by itself.
    own = ["1", *(_variable(v).name for v in names)][: MOST_SQUARED + 1]
    squares = "".join(
        f"pose proof (pow2_ge_0 ({a} - {b})); pose proof (pow2_ge_0 ({a} + {b})); "
        for a, b in combinations(own, 2)
    )
    return Way("polynomial arithmetic (lra, nra)", "", f"first [nra | {squares}nra]")


def _enclosed(names: Sequence[str]) -> Way:
    own = [_variable(v).name for v in names]
    options = ", ".join([*(f"i_bisect {v}, i_autodiff {v}" for v in own), "i_prec 60"])
    # Interval wants a number on one side.
    tactic = (
        "match goal with "
        f"| |- ?a <= ?b => assert (0 <= b - a); [interval with ({options})|lra] "
        f"| |- ?a < ?b => assert (0 < b - a); [interval with ({options})|lra] "
        f"| |- _ => interval with ({options}) end"
    )
    library = "From Interval Require Import Tactic.\n"
    return Way("interval arithmetic (interval)", library, tactic)


def _file(statement: str, way: Way) -> str:
    return (
        f"From Coq Require Import Reals Lra Psatz.\n{way.library}"
        "From Warmproof Require Import Meaning.\n"
        "Open Scope R_scope.\n"
        f"Theorem claim : {statement}.\n"
        f"Proof. intros; repeat split; try lra; try (apply Rgt_not_eq; lra); {way.tactic}. Qed.\n"
        'Redirect "answer" Print Assumptions claim.\n'
    )
