"""What is found about a request: verdicts, bounds of the infimum, a witness or what stays open."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp

from verify.certify.boxes import Box
from verify.certify.claim import Claim
from verify.certify.infimum.minimum import Lowest
from verify.certify.request import Request
from verify.certify.tree import Tree
from verify.numbers import Number
from verify.verdict import Verdict, Word


@dataclass(frozen=True)
class Witness:
    """An exact point at which a claim fails, with enclosures of what shows it.

    Attributes:
        point: coordinates by variable.
        says: one sentence.
        numbers: f, the norm of the Hessian and what is allowed, where that is what fails.
    """

    point: dict[str, sp.Rational]
    says: str
    numbers: dict[str, Number] = field(default_factory=dict)


@dataclass(frozen=True)
class Infimum:
    """What is put for f*.

    Attributes:
        bottom: a number at most inf f over the set.
        top: a number at least that; the same where the infimum is known exactly or was given.
        found: how it was found; None where it was given.
    """

    bottom: sp.Expr
    top: sp.Expr
    found: Lowest | None

    @property
    def touching(self) -> tuple[tuple[sp.Rational, ...], ...]:
        """The minimiser, where the bound may be attained."""
        if self.found is None or not self.found.exact or self.found.point is None:
            return ()
        return (self.found.point,)


@dataclass(frozen=True)
class Outcome:
    """What was found about a request.

    Attributes:
        request: what was asked.
        verdicts: containment (with a start), the lower bound f*, the curvature; in this order.
        infimum: what is put for f*, or None where nothing was found.
        boxes: pieces examined, all stages together.
        peak_bytes: the most memory that all processes together have held; 0 if not measured.
        box: the box that was searched.
        pieces: pieces that cover the set, before the curvature was asked for.
        witness: where it fails; only if REFUTED.
        open: the smallest pieces left open, at most ten; only if UNDECIDED.
        advice: what would help; only if UNDECIDED.
        claim: the claim that is proved; only if PROVED.
        tree: how the box was cut, if that was asked for and the claim is proved.
    """

    request: Request
    verdicts: tuple[Verdict, ...]
    infimum: Infimum | None
    boxes: int
    peak_bytes: int
    box: Box
    pieces: tuple[Box, ...]
    witness: Witness | None = None
    open: tuple[Box, ...] = ()
    advice: str = ""
    claim: Claim | None = None
    tree: Tree = field(default_factory=list)

    @property
    def word(self) -> Word:
        """The verdict on the request as a whole."""
        words = {verdict.word for verdict in self.verdicts}
        if Word.REFUTED in words:
            return Word.REFUTED
        return Word.PROVED if words == {Word.PROVED} else Word.UNDECIDED
