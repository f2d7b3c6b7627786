"""What the kernel has seen, written down: ``theory/coq/manifest.json``.

The manifest is made by a run of the kernel and kept with the sources. A reader without Coq learns
from it which statements have a kernel proof, on what each rests, and whether anything has changed
since: a formula in SymPy, a proof, or the meaning of a predicate.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from theory.errors import WarmproofError
from theory.registry import get
from verify.files import write_json
from verify.kernel.check import KernelReport
from verify.kernel.propositions import scope
from verify.kernel.sources import Source, folder, layers, read
from verify.kernel.stated import GENERATED, definitions

FILE = "manifest.json"


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def describe(report: KernelReport, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The manifest of a run.

    Raises:
        WarmproofError: a theorem of the run is not proved; a manifest lists no failures.
    """
    failed = [t for t in report.theorems.values() if not t.proved]
    if failed:
        raise WarmproofError(
            f"no manifest is written: {failed[0].place} is not proved: {failed[0].fault}. "
            "Mend it first."
        )
    theorems: dict[str, Any] = {}
    for goal, theorem in report.theorems.items():
        audit = theorem.audit
        assert audit is not None  # proved, as asked above
        files, goals = needs(sources, goal, theorem.place)
        theorems[goal] = {
            "theorem": theorem.place,
            "tier": audit.tier,
            "scope": scope(get(goal.partition(".")[2])),
            "assumptions": [*audit.axioms, *audit.primitives],
            "files": files,
            "goals": goals,
        }
    return {
        "coq": report.coq,
        "files": {m: digest(s.text) for m, s in sources.items() if f"{m}.v" not in GENERATED},
        "goals": {goal: digest(text) for goal, text in definitions().items()},
        "theorems": theorems,
    }


def needs(sources: Mapping[str, Source], goal: str, place: str) -> tuple[list[str], list[str]]:
    """The files, and the generated definitions, that a proof is built on."""
    module = place.partition(".")[0]
    files = sorted(
        m for layer in layers(sources, [module]) for m in layer if f"{m}.v" not in GENERATED
    )
    goals = {goal, *(g for m in files for g in sources[m].proves.values())}
    return files, sorted(goals)


def write(document: Mapping[str, Any], place: Path | None = None) -> None:
    """Put the manifest beside the sources."""
    write_json((place or folder()) / FILE, document)


@lru_cache(maxsize=1)
def recorded() -> dict[str, Any]:
    """The manifest that lies beside the sources; empty if there is none."""
    path = folder() / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def stale(document: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, str]:
    """The theorems that a manifest can no longer vouch for, each with the reason.

    Args:
        document: a manifest.
        sources: the files as they are now, the generated ones made anew.
    """
    files = {module: digest(source.text) for module, source in sources.items()}
    goals = {goal: digest(text) for goal, text in definitions().items()}
    proofs = {g: f"{m}.{t}" for m, s in sources.items() for t, g in s.proves.items()}
    found: dict[str, str] = {}
    for goal, row in document.get("theorems", {}).items():
        changed = [f"{m}.v" for m in row["files"] if files.get(m) != document["files"].get(m)]
        changed += [g for g in row["goals"] if goals.get(g) != document["goals"].get(g)]
        if goal not in proofs:
            found[goal] = "its theorem is gone"
        elif changed:
            found[goal] = f"{changed[0]} has changed since the kernel saw it"
    for goal, place in proofs.items():
        if goal not in document.get("theorems", {}):
            found[goal] = f"{place} has not been seen by the kernel"
    return found


@lru_cache(maxsize=1)
def outdated() -> dict[str, str]:
    """What the record beside the sources can no longer vouch for, each with the reason."""
    return stale(recorded(), read())


def kernel_ids() -> tuple[str, ...]:
    """The statements that the kernel has proved and whose record is up to date, by id."""
    goals = (g.partition(".") for g in recorded().get("theorems", {}) if g not in outdated())
    return tuple(own for file, _, own in goals if file == "Stated")
