"""The kernel check: compile every proof, hold each against its statement, ask what it rests on.

A statement is PROVED here only if a theorem of ``theory/coq`` has, up to conversion, exactly the
type that is generated from its SymPy formulas now, its file compiles, nothing forbidden stands in
any file it needs, and ``Print Assumptions`` names nothing but axioms of the whitelist. Without
``coqc`` nothing is said of any statement.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from theory.errors import WarmproofError
from theory.registry import get
from theory.tokens import shorten
from verify.kernel.audit import KERNEL, Audit, NotAnAuditError, read_assumptions
from verify.kernel.compiler import Build, Compiled, Progress, find_coqc, version
from verify.kernel.propositions import scope
from verify.kernel.sources import Source, layers, read
from verify.kernel.stated import written
from verify.verdict import Verdict, Word

SECONDS = 900
"""How long everything may take, by default."""

AUDIT = "Audit"
"""The module that is written to ask Coq about the others."""


class NoKernelError(WarmproofError):
    """There is no ``coqc``; the kernel tier was not run."""


@dataclass(frozen=True)
class Theorem:
    """One theorem and what the kernel says of it.

    Attributes:
        goal: the generated definition that it proves, such as ``Stated.gradient_bound``.
        place: where it is proved, such as ``GradientBound.gradient_bound``.
        audit: what it rests on, at most: those asked about together share one; None if it is not
            proved.
        fault: why it is not proved; empty if it is.
    """

    goal: str
    place: str
    audit: Audit | None
    fault: str = ""

    @property
    def proved(self) -> bool:
        """Whether the kernel has it, on nothing but what may be assumed."""
        return self.audit is not None and bool(self.audit.tier) and not self.fault


@dataclass(frozen=True)
class KernelReport:
    """What one run of the kernel found.

    Attributes:
        coq: the version of Coq.
        files: what became of each file.
        theorems: by the generated definition they prove.
    """

    coq: str
    files: Mapping[str, Compiled]
    theorems: Mapping[str, Theorem]

    def met(self) -> frozenset[str]:
        """The statements whose assumptions the kernel has seen met, all at once."""
        goals = (goal.partition(".") for goal, t in self.theorems.items() if t.proved)
        return frozenset(own for file, _, own in goals if file == "Satisfiable")

    def verdicts(self) -> tuple[Verdict, ...]:
        """One verdict for each statement with a theorem, and one for each broken instance."""
        return tuple(
            _verdict(theorem, self.coq)
            for goal, theorem in self.theorems.items()
            if goal.startswith("Stated.") or not theorem.proved
        )


def _verdict(theorem: Theorem, coq: str) -> Verdict:
    file, _, own = theorem.goal.partition(".")
    statement = get(own)
    audit = theorem.audit
    if theorem.proved and audit is not None:
        rests = ", ".join(a.rpartition(".")[2] for a in audit.axioms)
        assumes = f"assumes at most {rests}" if rests else "assumes nothing"
        machine = f" and {len(audit.primitives)} machine primitives" if audit.primitives else ""
        evidence = f"{audit.tier}: Coq {coq}, theorem {theorem.place}, {assumes}{machine}"
        if covered := scope(statement):
            evidence = f"{evidence}; {covered}"
        return Verdict(
            own, statement.title, Word.PROVED, evidence, replay=_replay(own), tier=audit.tier
        )
    claim = own if file == "Stated" else f"{own}/assumptions"
    evidence = f"kernel: {theorem.fault}"
    return Verdict(claim, statement.title, Word.UNDECIDED, evidence, replay=_replay(own))


def _replay(own: str) -> str:
    return f"warmproof check --kernel {own}"


def check_kernel(
    ids: Sequence[str] = (),
    *,
    seconds: float = SECONDS,
    jobs: int | None = None,
    progress: Progress | None = None,
    sources: Mapping[str, Source] | None = None,
) -> KernelReport:
    """Run the kernel tier.

    Args:
        ids: the statements asked for; none: all that a theorem stands for.
        seconds: how long everything may take.
        jobs: files compiled at once; default: one for each core.
        progress: called after each file.
        sources: the files; default: those of ``theory/coq``.

    Raises:
        NoKernelError: there is no ``coqc``.
        WarmproofError: a statement asked for has no theorem in the kernel.
    """
    coqc = find_coqc()
    if coqc is None:
        raise NoKernelError(
            "the kernel tier was not run: there is no coqc. Install Coq with Coquelicot and "
            "Interval (Debian: apt-get install coq libcoq-coquelicot libcoq-interval), or name it "
            "in the variable COQC."
        )
    found = read() if sources is None else dict(sources)
    goals = _goals(found, ids)
    deadline = time.monotonic() + seconds
    order = layers(found, {module for module, _ in goals.values()} | {"Stated", "Satisfiable"})
    with tempfile.TemporaryDirectory(prefix="warmproof-kernel-") as folder:
        build = Build(coqc, Path(folder), deadline)
        files = build.compile_all(
            order,
            {module: source.text for module, source in found.items()},
            {module: source.requires for module, source in found.items()},
            {module: source.faults for module, source in found.items()},
            jobs or os.cpu_count() or 1,
            progress,
        )
        theorems = {goal: _theorem(found, files, goal, place) for goal, place in goals.items()}
        _audit_all(build, Path(folder), theorems)
    return KernelReport(version(coqc), files, theorems)


def _goals(sources: Mapping[str, Source], ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The generated definitions asked for, each with the module and theorem that prove it."""
    places = {
        goal: (module, own)
        for module, source in sources.items()
        for own, goal in source.proves.items()
    }
    for own in ids:
        get(own)  # refuses what is no id at all
        if f"Stated.{own}" not in places:
            raise WarmproofError(
                f"{shorten(own)} has no theorem in the kernel. "
                "`warmproof check --kernel` without an id names those that have one."
            )
    wanted = ids or [own for own in written() if f"Stated.{own}" in places]
    goals = [f"{file}.{own}" for own in wanted for file in ("Stated", "Satisfiable")]
    return {goal: places[goal] for goal in goals if goal in places}


def _theorem(
    sources: Mapping[str, Source],
    files: Mapping[str, Compiled],
    goal: str,
    place: tuple[str, str],
) -> Theorem:
    """The theorem as far as its own files tell; the audit comes later."""
    module, own = place
    where = f"{module}.{own}"
    needed = [m for layer in layers(sources, [module]) for m in layer]
    for other in needed:
        if sources[other].faults:
            return Theorem(goal, where, None, sources[other].faults[0])
        if not files[other].ok:
            return Theorem(goal, where, None, f"{other}.v does not compile: {files[other].message}")
    return Theorem(goal, where, None)


def _audit_all(build: Build, folder: Path, theorems: dict[str, Theorem]) -> None:
    """Ask Coq about all at once; where that does not come out clean, about each half.

    ``Print Assumptions`` of all together costs little more than of one. What all rest on together
    is what each is said to rest on: at most too much, never too little.
    """
    groups = [[t for t in theorems.values() if not t.fault]]
    while groups:
        group = groups.pop()
        if not group:
            continue
        audit, fault = _ask(build, folder, group)
        clean = audit is not None and audit.tier == KERNEL
        if clean or len(group) == 1:
            for theorem in group:
                told = fault and f"{theorem.place} {fault}"
                theorems[theorem.goal] = Theorem(theorem.goal, theorem.place, audit, told)
        else:
            middle = len(group) // 2
            groups += [group[:middle], group[middle:]]


def _ask(build: Build, folder: Path, asked: Sequence[Theorem]) -> tuple[Audit | None, str]:
    """What theorems rest on together, or what is wrong with one of them."""
    path = folder / "answer.out"
    path.unlink(missing_ok=True)
    answer = build.compile(AUDIT, audit_text([(t.goal, t.place) for t in asked]))
    if not answer.ok:
        return None, f"does not prove what the statement says: {answer.message}"
    try:
        audit = read_assumptions(path.read_text(encoding="utf-8"))
    except (OSError, NotAnAuditError) as unreadable:
        return None, f"rests on what cannot be read: {unreadable}"
    return audit, f"assumes {', '.join(audit.foreign)}" if audit.foreign else ""


def audit_text(pairs: Sequence[tuple[str, str]]) -> str:
    """The file that asks: does each theorem have the type of its goal, and on what do they rest?

    Nothing is imported, so that no file can give one of these names another meaning.

    >>> print(audit_text([("Stated.a", "X.b")]))
    From Warmproof Require Stated X.
    Definition checked0 : Warmproof.Stated.a := Warmproof.X.b.
    Definition all := conj checked0 I.
    Redirect "answer" Print Assumptions all.
    """
    modules = dict.fromkeys(name.partition(".")[0] for pair in pairs for name in pair)
    lines = [f"From Warmproof Require {' '.join(modules)}."]
    together = "I"
    for number, (goal, place) in enumerate(pairs):
        lines.append(f"Definition checked{number} : Warmproof.{goal} := Warmproof.{place}.")
        together = f"conj checked{number} {together if number == 0 else f'({together})'}"
    return "\n".join([*lines, f"Definition all := {together}.", _QUESTION])


_QUESTION = 'Redirect "answer" Print Assumptions all.'
