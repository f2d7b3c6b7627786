"""Check a certificate: every piece by itself, and which pieces the sublevel set can reach."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from verify.certify.claim import Claim
from verify.recheck.certificate import (
    Certificate,
    CertificateError,
    Leaf,
    Split,
    fraction,
    leaves_of,
)
from verify.recheck.enclosures import NoEnclosure
from verify.recheck.expansion import NotVerified, Piece
from verify.recheck.leaf import Checker
from verify.verdict import Verdict, Word

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Rechecked:
    """A claim that was verified.

    Attributes:
        claim: what holds.
        counts: how many pieces were settled how, such as ``holds by slope``.
        reached: on how many of them the claim is needed: all, or those that the sublevel set may
            meet.
        seconds: how long it took.
    """

    claim: Claim
    counts: dict[str, int]
    reached: int
    seconds: float

    def verdict(self, replay: str = "") -> Verdict:
        """The claim as PROVED."""
        count = sum(self.counts.values())
        pieces = "the box is one piece," if count == 1 else f"{count} pieces cover the box, each"
        evidence = f"{pieces} verified by Taylor series in mpmath's intervals"
        if self.claim.start is not None:
            evidence += f"; the component lies in {self.reached} of them, off the box's boundary"
        return Verdict("recheck", self.claim.words(), Word.PROVED, evidence, None, replay)

    def to_json(self, replay: str = "") -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "verdict": self.verdict(replay).to_json(),
            "claim": self.claim.to_json(),
            "pieces": self.counts,
            "reached": self.reached,
            "seconds": round(self.seconds, 3),
        }


def recheck(certificate: Certificate, progress: Progress | None = None) -> Rechecked:
    """Verify a certificate.

    Args:
        certificate: from `read_certificate`.
        progress: told how many pieces are done, and how many there are.

    Raises:
        CertificateError: a piece does not show what it should.
        ParseError: the text of the function cannot be read.
    """
    began = time.perf_counter()
    leaves = leaves_of(certificate)
    reached = reach(certificate, leaves)
    checker = checker_of(certificate.claim)
    counts: Counter[str] = Counter()
    for done, (index, (piece, leaf)) in enumerate(leaves.items()):
        if progress is not None:
            progress(done, len(leaves))
        try:
            if leaf.settled == "holds":
                checker.holds(piece, leaf.method, leaf.point)
            elif leaf.settled == "outside":
                checker.outside(piece, leaf.method)
        except NotVerified as why:
            raise CertificateError(
                f"the certificate is refused: node {index}, the piece {in_words(piece)}, does not"
                f" verify: {why}. Certify the function again."
            ) from None
        counts[f"{leaf.settled} by {leaf.method}" if leaf.method else leaf.settled] += 1
    return Rechecked(
        certificate.claim, dict(sorted(counts.items())), reached, time.perf_counter() - began
    )


def checker_of(claim: Claim) -> Checker:
    """The checker of a claim.

    Raises:
        CertificateError: f has no value at the start.
        ParseError: the text of the function cannot be read.
    """
    try:
        return Checker(claim)
    except NoEnclosure as why:
        raise CertificateError(f"f has no value at the start: {why}. Move the start.") from None


def reach(certificate: Certificate, leaves: dict[int, tuple[Piece, Leaf]]) -> int:
    """How many pieces the set of the claim may meet, after checking that each is to hold.

    The component of the start is connected and meets no piece outside. So it stays in the pieces
    that can be reached from the start through common points without crossing one that is outside;
    and it lies inside the box if none of them touches the boundary.

    Raises:
        CertificateError: a piece is reached that does not hold, or that touches the boundary.
    """
    start = certificate.claim.start
    box = [(fraction(low), fraction(high)) for low, high in certificate.claim.box]
    if start is None:
        waiting, seen = [], set(leaves)
    else:
        second = _second_children(certificate)
        at = tuple((fraction(x), fraction(x)) for x in start)
        waiting = _touching(certificate, second, at)
        seen = set(waiting)
        if any(leaves[i][1].settled == "outside" for i in waiting):
            _refuse("the start lies in a piece that is said to be outside")
    while waiting:
        index = waiting.pop()
        piece = leaves[index][0]
        if any(a == c or b == d for (a, b), (c, d) in zip(piece, box, strict=True)):
            _refuse(f"the sublevel set may reach the boundary of the box in {in_words(piece)}")
        for other in _touching(certificate, second, piece):
            if other not in seen and leaves[other][1].settled != "outside":
                seen.add(other)
                waiting.append(other)
    for index in seen:
        if leaves[index][1].settled != "holds":
            where = in_words(leaves[index][0])
            _refuse(f"the piece {where} is needed, and is {leaves[index][1].settled}")
    return len(seen)


def _second_children(certificate: Certificate) -> dict[int, int]:
    """For each split, the index of its upper half."""
    found: dict[int, int] = {}
    waiting: list[int] = []  # splits whose upper half has not begun
    for index, node in enumerate(certificate.nodes):
        if index and isinstance(certificate.nodes[index - 1], Leaf):
            found[waiting.pop()] = index
        if isinstance(node, Split):
            waiting.append(index)
    return found


def _touching(certificate: Certificate, second: dict[int, int], piece: Piece) -> list[int]:
    """The indices of all leaves that have a point in common with a piece."""
    found, waiting = [], [0]
    while waiting:
        index = waiting.pop()
        node = certificate.nodes[index]
        if isinstance(node, Leaf):
            found.append(index)
            continue
        low, high = piece[node.axis]
        if low <= node.cut:
            waiting.append(index + 1)
        if high >= node.cut:
            waiting.append(second[index])
    return found


def in_words(piece: Piece) -> str:
    """A piece in a message; rounded to a few digits."""
    sides = ([Decimal(end.numerator) / end.denominator for end in side] for side in piece)
    return " x ".join(f"[{low:.6g}, {high:.6g}]" for low, high in sides)


def _refuse(why: str) -> None:
    raise CertificateError(f"the certificate is refused: {why}. Certify the function again.")
