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
from verify.kernel.stated import generated

LIBRARIES = frozenset({"Coq", "Coquelicot", "Interval", "mathcomp", "Warmproof"})
"""What may be required: Coq's own library, three libraries of analysis, and these files."""

_FORBIDDEN = (
    "Admitted", "admit", "give_up", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture",
    "Conjectures", "Declare", "Load", "LoadPath", "Unset", "bypass_check", "Redirect", "Drop",
)  # fmt: skip
_ALLOWED = ("Declare Scope",)
_LOCAL = ("Hypothesis", "Hypotheses", "Variable", "Variables", "Context")
"""Fine in a section, where they are discharged; an axiom anywhere else."""

_THEOREM = re.compile(
    r"\b(?:Theorem|Lemma|Corollary|Proposition)\s+(\w+)\s*:\s*(Stated|Satisfiable)\.(\w+)\s*\."
)
_REQUIRE = re.compile(
    r"(?:\bFrom\s+(\w+)\s+)?\bRequire\s+(?:Import\s+|Export\s+)?([\w.\s]+?)\.(?=\s|$)"
)


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
    for library, names in _REQUIRE.findall(code):
        home = library or names.split(".")[0].split()[0]
        if home not in LIBRARIES:
            faults.append(f"{module}.v requires the library {home}")
        if library == "Warmproof":
            requires += names.split()
    proves = {own: f"{file}.{goal}" for own, file, goal in _THEOREM.findall(code)}
    return Source(module, text, tuple(requires), proves, tuple(faults))


def plain(text: str) -> str:
    """The text without comments, which may be nested, and without strings.

    >>> plain('a (* b (* c *) "*)" d *) e "f" g')
    'a  e  g'
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
            if not depth:
                kept.append(text[place])
            place += 1
    return "".join(kept)


def _forbidden(code: str) -> list[str]:
    for words in _ALLOWED:
        code = code.replace(words, "")
    found = set(re.findall(r"[A-Za-z_][\w']*", code))
    return [word for word in _FORBIDDEN if word in found]


def _outside(code: str) -> list[str]:
    """Section variables declared where no section is open."""
    found: list[str] = []
    depth = 0
    for sentence in re.split(r"\.\s", code):
        words = sentence.split()
        while words and set(words[0]) <= set("{}-+*"):
            words = words[1:]
        first = (
            words[1] if words[:1] in (["Local"], ["Global"], ["#[local]"]) else "".join(words[:1])
        )
        if first == "Section":
            depth += 1
        elif first == "End":
            depth = max(depth - 1, 0)
        elif first in _LOCAL and not depth:
            found.append(first)
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
