"""The two files in ``theory/coq`` that are made from the statements.

``Stated.v`` holds what each statement says, ``Satisfiable.v`` that its assumptions can be met. The
kernel check makes both anew, so a formula that has changed in SymPy and not in a proof is found.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from theory.registry import statements
from theory.schema import Statement
from verify.kernel.gallina import NotInCoqError
from verify.kernel.propositions import definition, satisfiable

STATED, SATISFIABLE = "Stated.v", "Satisfiable.v"

_HEAD = """(* {words}

   Made from the statements in theory/ by `python -m verify.kernel`; not to be edited.
   The predicates are explained in Meaning.v, those of chance in MeaningRandom.v. *)
From Coq Require Import Reals.
From Warmproof Require Import Meaning MeaningRandom.
Open Scope R_scope.
"""
_WORDS = {
    STATED: "What each statement says.",
    SATISFIABLE: "That the assumptions of each statement can be met, all at once.",
}

_MAKERS = {STATED: definition, SATISFIABLE: satisfiable}
GENERATED = tuple(_MAKERS)
"""The names of the files that are made here."""


@lru_cache(maxsize=1)
def written() -> dict[str, Statement]:
    """The statements that can be said in Coq, by id, in their order.

    >>> "gradient_bound" in written(), "gap_smooth" in written()  # the second claims nothing
    (True, False)
    """
    return {s.id: s for s in statements() if s.conclusions and not missing(s)}


def missing(statement: Statement) -> str:
    """Why a statement cannot be said in Coq; empty if it can."""
    try:
        definition(statement)
    except NotInCoqError as reason:
        return str(reason)
    return ""


@lru_cache(maxsize=1)
def definitions() -> dict[str, str]:
    """Each generated definition, by its name in Coq, such as ``Stated.gradient_bound``."""
    return {
        f"{Path(file).stem}.{own}": make(statement)
        for file, make in _MAKERS.items()
        for own, statement in written().items()
    }


def generated() -> dict[str, str]:
    """The text of both files, by name."""
    found = {}
    for file in GENERATED:
        own = [text for name, text in definitions().items() if name.startswith(Path(file).stem)]
        found[file] = "\n".join([_HEAD.format(words=_WORDS[file]), *own])
    return found
