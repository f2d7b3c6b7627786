"""What a test pins of a statement, and controls that tighten one of its conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from theory.logic import Formula
from theory.registry import get
from theory.schema import Named, Statement
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report, needed
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word


@dataclass(frozen=True)
class Pins:
    """What a statement rests on, concludes, where it is attained and what breaks it.

    Attributes:
        cites: the cited rules.
        leans_on: the statements.
        concludes: the conclusions in order.
        sharp: the conclusions of the sharp instances.
        breaks: assumption -> the conclusion that breaks without it.
        reasons: assumptions without which no instance is recorded; the statement says why.
    """

    cites: set[str]
    leans_on: set[str]
    concludes: list[str]
    sharp: list[str]
    breaks: Mapping[str, str]
    reasons: set[str]

    def hold_for(self, report: Report) -> None:
        """Compare with a report, and ask that everything in it is proved."""
        statement, result = report.statement, report.result
        assert report.word is Word.PROVED
        assert result.cites == self.cites
        assert result.leans_on == self.leans_on
        assert [c.name for c in statement.conclusions] == self.concludes
        assert [w.conclusion for w in statement.sharp_at] == self.sharp
        instances = statement.fails_without
        broken = {k: w.conclusion for k, w in instances.items() if isinstance(w, Witness)}
        assert broken == self.breaks
        assert {k for k, w in instances.items() if isinstance(w, str)} == self.reasons


def _claiming(name: str, conclusion: str, claim: Formula) -> Statement:
    """The statement with one conclusion only, and another claim in it."""
    return replace(get(name), conclusions=(Named(conclusion, claim),))


def a_sharp_instance_breaks(name: str, conclusion: str, claim: Formula, which: int = 0) -> bool:
    """Whether a sharp instance meets every assumption and breaks the claim.

    Args:
        name: the statement.
        conclusion: which conclusion the claim stands for.
        claim: tightened.
        which: the sharp instance.
    """
    instance = replace(get(name).sharp_at[which], equality=False, conclusion=conclusion)
    return check_witness(_claiming(name, conclusion, claim), instance, None).word is Word.PROVED


def is_proved(name: str, conclusion: str, claim: Formula) -> bool:
    """Whether the statement's own proof closes another claim."""
    before = [s for s in needed([name]) if s.id != name]
    result = close_all([*before, _claiming(name, conclusion, claim)])[name]
    return result.word is Word.PROVED
