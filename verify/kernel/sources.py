"""The Coq files of ``theory/coq``: what they require, prove and must not contain.

Nothing here runs Coq. The scan for forbidden words is a second net: what ``Print Assumptions`` says
of every theorem is the first (``audit``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import theory
from verify.kernel.audit import PRIMITIVE, STANDARD
from verify.kernel.stated import generated

LIBRARIES = frozenset({"Coq", "Coquelicot", "Interval", "mathcomp", "Warmproof"})
"""What may be required: Coq's own library, three libraries of analysis, and these files."""

_FORBIDDEN = (
    # what leaves a hole
    "Admitted", "admit", "Admit", "give_up", "Axiom", "Axioms", "Parameter", "Parameters",
    "Conjecture", "Conjectures", "Declare", "Primitive", "Register", "Unset", "bypass_check",
    # what gives names another meaning
    "Module",
    # what reads or writes other files, or changes how answers are printed
    "Load", "LoadPath", "Redirect", "Extraction", "Universes", "Printing",
)  # fmt: skip
_COMMANDS = frozenset({"Reset", "Back", "BackTo", "Drop", "Quit", "Cd"})
"""Forbidden where a sentence begins; ``Reset`` and ``Back`` go back behind a section."""
_ALLOWED = ("Declare Scope",)
_LOCAL = frozenset({"Hypothesis", "Hypotheses", "Variable", "Variables", "Context"})
"""Fine in a section, where they are discharged; an axiom anywhere else."""

_THEOREM = re.compile(
    r"\b(?:Theorem|Lemma|Corollary|Proposition)\s+(\w+)\s*:\s*(Stated|Satisfiable)\.(\w+)\s*\."
)
_REQUIRE = re.compile(
    r"(?:From\s+(\w+)\s+)?Require\s+(?:Import\s+|Export\s+)?(\w+(?:\.\w+)*(?:\s+\w+(?:\.\w+)*)*)"
)
_MODULE = re.compile(r"[A-Z][A-Za-z0-9]*")
_TAKEN = frozenset(name.partition(".")[0] for name in (*STANDARD, *PRIMITIVE)) | {
    "Audit", "Claim", *LIBRARIES,
}  # fmt: skip
"""No file may be called so: the axioms that may be assumed are told by the name of their file."""


@dataclass(frozen=True)
class Source:
    """One file.

    Attributes:
        module: its name without ``.v``.
        text: its content.
        requires: modules of this development that it is built on.
        proves: theorem name -> the generated definition that it proves, such as
            ``Stated.gradient_bound``.
        faults: what it must not contain, each in a sentence.
    """

    module: str
    text: str
    requires: tuple[str, ...]
    proves: Mapping[str, str]
    faults: tuple[str, ...]


def folder() -> Path:
    """Where the sources lie, in a checkout and in an installed package."""
    return Path(theory.__file__).parent / "coq"


def read(where: Path | None = None) -> dict[str, Source]:
    """All files, by module, the generated ones as they have to be now.

    Args:
        where: the folder; default ``folder()``.
    """
    place = folder() if where is None else where
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(place.glob("*.v"))}
    texts |= {Path(file).stem: text for file, text in generated().items()}
    return {module: parse(module, text) for module, text in sorted(texts.items())}


def parse(module: str, text: str) -> Source:
    """Read one file.

    >>> found = parse("X", "From Warmproof Require Import Line.  Lemma a : Stated.b. Admitted.")
    >>> found.requires, found.proves, found.faults
    (('Line',), {'a': 'Stated.b'}, ('X.v contains Admitted',))
    """
    code = plain(text)
    requires: list[str] = []
    faults = [f"{module}.v contains {word}" for word in _forbidden(code)]
    faults += [f"{module}.v declares {word} outside of a section" for word in _outside(code)]
    if module in _TAKEN or not _MODULE.fullmatch(module):
        faults.append(f"{module}.v may not be called so; take another name for it")
    for sentence in _sentences(code):
        words = re.findall(r"[\w']+", sentence)
        if "Require" not in words and "From" not in words:
            continue
        found = _REQUIRE.fullmatch(sentence)
        if found is None:
            faults.append(f"{module}.v requires something in a way that is not read: {sentence}")
            continue
        for name in found[2].split():
            home, _, rest = f"{found[1]}.{name}".partition(".") if found[1] else name.partition(".")
            if home not in LIBRARIES:
                faults.append(f"{module}.v requires the library {home}")
            if home == "Warmproof":
                requires.append(rest)
    proves = {own: f"{file}.{goal}" for own, file, goal in _THEOREM.findall(code)}
    return Source(module, text, tuple(requires), proves, tuple(faults))


def plain(text: str) -> str:
    """The text with a space for each comment, which may be nested, and each string.

    >>> plain('a (* b (* c *) "*)" d *) e "f" g')
    'a   e   g'
    """
    kept: list[str] = []
    depth, place = 0, 0
    while place < len(text):
        if text[place] == '"':
            place = text.find('"', place + 1) + 1 or len(text)
        elif text.startswith("(*", place):
            depth, place = depth + 1, place + 2
        elif depth and text.startswith("*)", place):
            depth, place = depth - 1, place + 2
        else:
            kept.append(" " if depth else text[place])
            place += 1
            continue
        kept.append(" ")
    return re.sub(r"[ ]{3,}", "   ", "".join(kept))


def _forbidden(code: str) -> list[str]:
    for words in _ALLOWED:
        code = code.replace(words, "")
    found = set(re.findall(r"[A-Za-z_][\w']*", code))
    begins = {
        re.sub(r"^(?:Time |Timeout \d+ |Fail )+", "", s).partition(" ")[0] for s in _sentences(code)
    }
    return [w for w in _FORBIDDEN if w in found] + sorted(_COMMANDS & begins)


def _sentences(code: str) -> list[str]:
    """What stands between full stops, without the marks of a proof before it."""
    return [" ".join(part.split()).lstrip("{}-+* ") for part in re.split(r"\.(?:\s|$)", code)]


def _outside(code: str) -> list[str]:
    """Section variables declared where no section is open."""
    found: list[str] = []
    depth = 0
    for sentence in _sentences(code):
        words = re.findall(r"[\w']+", sentence)
        if re.fullmatch(r"Section \w+", sentence):
            depth += 1
        elif re.fullmatch(r"End \w+", sentence):
            depth = max(depth - 1, 0)
        elif not depth:
            found += [word for word in words if word in _LOCAL]
    return found


def layers(sources: Mapping[str, Source], wanted: Iterable[str]) -> list[list[str]]:
    """The wanted modules with all they need, in an order in which they can be compiled.

    Modules of one layer do not need one another. A module that does not exist is left out; the
    file that asks for it then fails to compile, and says so.
    """
    needed: set[str] = set()
    pending = [w for w in wanted if w in sources]
    while pending:
        module = pending.pop()
        if module not in needed:
            needed.add(module)
            pending += [r for r in sources[module].requires if r in sources]
    found: list[list[str]] = []
    done: set[str] = set()
    while needed - done:
        ready = [
            module
            for module in sorted(needed - done)
            if all(r in done or r not in needed for r in sources[module].requires)
        ]
        if not ready:  # files that require one another: Coq refuses them, and says so
            ready = sorted(needed - done)
        found.append(ready)
        done |= set(ready)
    return found


@lru_cache(maxsize=1)
def proofs() -> dict[str, tuple[str, str]]:
    """Which module and theorem prove which generated definition.

    >>> proofs()["Stated.gradient_bound"]
    ('GradientBound', 'gradient_bound')
    """
    return {
        goal: (module, theorem)
        for module, source in read().items()
        for theorem, goal in source.proves.items()
    }
