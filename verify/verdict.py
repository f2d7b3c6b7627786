"""Five verdict words, defined once, and the record that carries one.

Library code returns verdicts; only the command line prints them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Word(StrEnum):
    """What a check found. The value is the word that people and scripts read."""

    PROVED = "PROVED"
    """Closed by exact algebra, a decision procedure, a rigorous enclosure or a cited rule."""
    REFUTED = "REFUTED"
    """An instance was found that breaks the claim, checked exactly or with enclosures."""
    NOT_REFUTED = "NOT REFUTED"
    """Cases were drawn and none broke the claim; this proves nothing."""
    MEASURED = "MEASURED"
    """A number from a run, with its spread where it has one."""
    UNDECIDED = "UNDECIDED"
    """The budget was spent, or rounding left the sign open."""


EXIT_OK, EXIT_REFUTED, EXIT_BAD_INPUT, EXIT_UNDECIDED = 0, 1, 2, 3


@dataclass(frozen=True)
class Verdict:
    """One checked claim.

    Attributes:
        id: what was checked, such as ``gradient_bound`` or ``gradient_bound/energy_grows``.
        claim: the claim as text.
        word: what was found.
        evidence: how, in one line.
        margin: how far from failing, as text, or None where the notion has no meaning.
        replay: a command or call that repeats the check.
        tier: what a PROVED rests on: ``kernel``, ``algebra``, ``decision``, ``enclosure`` or
            ``cited``, the weakest where there are several; empty where nothing is proved.
    """

    id: str
    claim: str
    word: Word
    evidence: str
    margin: str | None = None
    replay: str = ""
    tier: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the shape that scripts rely on; ``tier`` is there where something is proved."""
        shape = {
            "id": self.id,
            "claim": self.claim,
            "verdict": self.word.value,
            "evidence": self.evidence,
            "margin": self.margin,
            "replay": self.replay,
        }
        return {**shape, "tier": self.tier} if self.tier else shape


def exit_code(words: Iterable[Word]) -> int:
    """The exit code for a set of verdicts: a refutation outweighs an open question.

    >>> exit_code([Word.PROVED, Word.MEASURED]), exit_code([Word.UNDECIDED, Word.REFUTED])
    (0, 1)
    """
    found = set(words)
    if Word.REFUTED in found:
        return EXIT_REFUTED
    return EXIT_UNDECIDED if Word.UNDECIDED in found else EXIT_OK


def summarize(words: Iterable[Word]) -> dict[str, int]:
    """How often each verdict word occurs, all five listed."""
    counted = Counter(words)
    return {word.value: counted[word] for word in Word}
