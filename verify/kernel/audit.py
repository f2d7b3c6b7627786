"""What a theorem rests on, as Coq's ``Print Assumptions`` lists it, held against a whitelist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

STANDARD = frozenset(
    {
        "ClassicalDedekindReals.sig_not_dec",
        "ClassicalDedekindReals.sig_forall_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
        "ClassicalEpsilon.constructive_indefinite_description",
    }
)
"""The axioms under Coq's real numbers: classical logic, functions that agree everywhere are equal,
and choice of a thing that is shown to exist."""

PRIMITIVE = ("PrimInt63.", "Uint63.", "Sint63.", "PrimFloat.", "FloatAxioms.", "FloatOps.")
"""Machine integers and floats of the kernel: what a proof by interval arithmetic rests on."""

KERNEL, MACHINE = "kernel", "kernel with machine arithmetic"


class NotAnAuditError(ValueError):
    """The text is not what ``Print Assumptions`` prints."""


@dataclass(frozen=True)
class Audit:
    """What a theorem, or several together, rest on.

    Attributes:
        axioms: the axioms of ``STANDARD`` used.
        primitives: the machine arithmetic used.
        foreign: anything else; a theorem with any is not proved.
    """

    axioms: tuple[str, ...]
    primitives: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def tier(self) -> str:
        """How strong the proof is; empty if it is none."""
        if self.foreign:
            return ""
        return MACHINE if self.primitives else KERNEL


def read_assumptions(text: str) -> Audit:
    r"""Read the answer of ``Print Assumptions``.

    Raises:
        NotAnAuditError: it has another shape; nothing is concluded then.

    >>> read_assumptions("Closed under the global context").tier
    'kernel'
    >>> read_assumptions("Axioms:\ncheat : forall x : R, x <= 0\n").foreign
    ('cheat',)
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if [line.strip() for line in lines] == ["Closed under the global context"]:
        return Audit((), (), ())
    if not lines or lines[0].strip() != "Axioms:":
        raise NotAnAuditError(f"not an answer of Print Assumptions: {text[:200]!r}")
    # A name stands at the left margin; its type may go on below, set in.
    entries = [line for line in lines[1:] if not line[0].isspace()]
    names = [_name(entry) for entry in entries]
    if not names:
        raise NotAnAuditError(f"no axiom in: {text[:200]!r}")
    return sort_out(names)


def _name(entry: str) -> str:
    words = entry.split()
    first = words[0]
    plain = words[1:2] in ([], [":"])
    # "x is assumed to be positive", "Type hierarchy is collapsed": a check was switched off.
    return first if plain else entry


def sort_out(names: Iterable[str]) -> Audit:
    """Put the names where they belong."""
    own = sorted(set(names))
    axioms = tuple(n for n in own if n in STANDARD)
    primitives = tuple(n for n in own if n.startswith(PRIMITIVE))
    return Audit(axioms, primitives, tuple(n for n in own if n not in {*axioms, *primitives}))
