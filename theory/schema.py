"""Schemas: one shape for cited rules and for proved statements.

A schema says: for all parameters, the premises imply the conclusions. A ``Rule`` is a schema with
a citation; a ``Statement`` is a schema with a proof. A proved statement is applied in a later proof
exactly like a rule. Everything here is data: no verdict, no callable that decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory.assumptions import Assumption
from theory.evaluation import Evaluation
from theory.logic import Formula
from theory.witness import Witness


@dataclass(frozen=True)
class Named:
    """A claim with the name by which later steps use it, and the words for a reader."""

    name: str
    claim: Formula
    text: str = ""


@dataclass(frozen=True)
class Source:
    """Where a statement stands: paper key, number there, and what differs here."""

    paper: str
    number: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.paper}, {self.number}" if self.number else self.paper


@dataclass(frozen=True)
class Rule:
    """A cited rule of analysis: not proved here, listed in full, counted wherever it is used.

    Attributes:
        id: its name.
        title: the rule in words.
        citation: where a reader finds it proved.
        parameters: symbols and functions that an application replaces.
        premises: what has to be closed before it may be used.
        conclusions: what it gives.
        introduces: functions whose existence the rule asserts; an application gives them names
            that occur nowhere before.
    """

    id: str
    title: str
    citation: str
    parameters: tuple[Any, ...]
    premises: tuple[Named, ...]
    conclusions: tuple[Named, ...]
    introduces: tuple[UndefinedFunction, ...] = ()


@dataclass(frozen=True)
class Identity:
    """Both sides are the same rational expression of their atoms: exact algebra."""


@dataclass(frozen=True)
class Decide:
    """A decision procedure for real polynomial arithmetic shows it from what is used."""


@dataclass(frozen=True)
class Differentiate:
    """The derivative, by the chain rule from the derivatives that are used: exact algebra."""


@dataclass(frozen=True)
class Enclose:
    """A rigorous enclosure of a number without variables shows it."""


@dataclass(frozen=True)
class Induct:
    """Induction over the integers: the claim at the lowest index and from each to the next.

    Attributes:
        start: the fact that is the claim at the lowest index.
        step: the fact that leads from an index to the next one.
    """

    start: str
    step: str


@dataclass(frozen=True)
class Apply:
    """An earlier rule or proved statement, its parameters replaced and its premises closed."""

    schema: Rule | Statement
    mapping: Mapping[Any, Any] = field(default_factory=dict, hash=False)


Justification: TypeAlias = Identity | Decide | Differentiate | Enclose | Induct | Apply


@dataclass(frozen=True)
class At:
    """A fact read at given values of the variables it holds for."""

    fact: str
    values: Mapping[sp.Symbol, Any] = field(hash=False)


Use: TypeAlias = "str | At"


@dataclass(frozen=True)
class Step:
    """One step of a proof.

    Attributes:
        name: by which later steps use it.
        text: the step in words.
        claim: what it says; None for an application, whose conclusions then are the claim.
        by: the kind of justification.
        uses: assumptions and earlier steps it leans on (``name`` or ``name.part``).
        under: local hypotheses: the step proves ``under => claim``, for all values of the
            symbols that are not parameters of the statement.
    """

    name: str
    text: str
    claim: Formula | None
    by: Justification
    uses: tuple[Use, ...] = ()
    under: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A definition, lemma, theorem or example, with everything needed to read and check it.

    Attributes:
        id: named by what it concludes.
        kind: definition, lemma, theorem, proposition, example or printed claim.
        title: for lists.
        source: paper and number.
        summary: the statement in words.
        parameters: symbols and functions it is stated for.
        assumptions: named, runnable; each says what it refuses.
        conclusions: named claims.
        proof: the steps.
        closes: conclusion name -> the steps (or assumptions) it follows from.
        sharp_at: instances where it holds with equality (or the reason there is none).
        fails_without: assumption name -> an instance that meets all others and breaks the
            conclusion, or the reason why there is none.
        evaluation: the numbers it gives for chosen constants, if any.
        does_not_claim: what a reader might wrongly take from it.
    """

    id: str
    kind: str
    title: str
    source: Source
    summary: str
    parameters: tuple[Any, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    conclusions: tuple[Named, ...] = ()
    proof: tuple[Step, ...] = ()
    closes: Mapping[str, tuple[Use, ...]] = field(default_factory=dict, hash=False)
    sharp_at: tuple[Witness, ...] = ()
    fails_without: Mapping[str, Witness | str] = field(default_factory=dict, hash=False)
    evaluation: Evaluation | None = None
    does_not_claim: str = ""

    def conclusion(self, name: str) -> Formula:
        """The claim of the conclusion of this name.

        Raises:
            KeyError: there is none.
        """
        return {conclusion.name: conclusion.claim for conclusion in self.conclusions}[name]

    @property
    def premises(self) -> tuple[Named, ...]:
        """The assumptions in the shape that a rule's premises have."""
        return tuple(Named(a.name, a.claim, a.text) for a in self.assumptions)

    @property
    def introduces(self) -> tuple[UndefinedFunction, ...]:
        """A statement asserts the existence of no function."""
        return ()
