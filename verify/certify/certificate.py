"""Write what a search found so that it can be checked again.

Each piece is settled anew by the routine that rechecks it, and cut further where its enclosures
are wider than the search's: so whatever is written rechecks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from theory.errors import WarmproofError
from verify.certify import tree as searched
from verify.certify.claim import Claim
from verify.files import check_writable, write_atomically
from verify.recheck.certificate import Certificate, Leaf, Node, Split, leaves_of
from verify.recheck.expansion import NotVerified, Piece, Point
from verify.recheck.leaf import Checker
from verify.recheck.recheck import checker_of, in_words, reach

MOST_PIECES = 200_000
MOST_CUTS = 40
"""How often one side of a piece of the search may be halved again."""

_STRONG_EVERY = 4
"""The slow methods are tried once in so many rounds of halving all sides."""


class NotCertifiedError(WarmproofError):
    """A claim was not turned into a certificate; nothing was written."""


def write_certificate(
    path: Path | str,
    claim: Claim,
    tree: Sequence[searched.Node],
    points: Sequence[Point] = (),
    progress: Callable[[int], None] | None = None,
    most_pieces: int = MOST_PIECES,
) -> Certificate:
    """Write a certificate, whole or not at all.

    Args:
        path: where to; an older file is replaced.
        claim: what was found.
        tree: how the box was cut, and how each piece was settled. The box is the claim's, or the
            smallest one with double ends around it.
        points: where a bound may be reached exactly, such as the minimiser.
        progress: told how many pieces are settled.
        most_pieces: where to give up.

    Raises:
        NotCertifiedError: a piece is open, or does not verify however it is cut.
        WarmproofError: the place cannot be written to.
    """
    check_writable(path)
    found = certificate(claim, tree, points, progress, most_pieces)
    text = json.dumps(found.to_json(), indent=1, allow_nan=False) + "\n"

    def write(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8")

    write_atomically(path, write)
    return found


def certificate(
    claim: Claim,
    tree: Sequence[searched.Node],
    points: Sequence[Point] = (),
    progress: Callable[[int], None] | None = None,
    most_pieces: int = MOST_PIECES,
) -> Certificate:
    """The certificate that `write_certificate` writes; same arguments and errors."""
    for node in tree:
        if isinstance(node, searched.Leaf) and node.settled == "open":
            raise NotCertifiedError(
                "a piece of the box is still open, so there is nothing to certify."
            )
    rough = Certificate(claim, tuple(map(_exact, tree)))
    settle = _Settler(checker_of(claim), points, most_pieces, progress)
    nodes: list[Node] = []
    places = leaves_of(rough)
    for index, part in enumerate(rough.nodes):
        nodes += settle(*places[index]) if index in places else [part]
    found = Certificate(claim, tuple(nodes))
    reach(found, leaves_of(found))
    return found


def _exact(node: searched.Node) -> Node:
    if isinstance(node, searched.Leaf):
        return Leaf(node.settled)
    return Split(node.axis, Fraction(node.cut))


class _Settler:
    """Settles pieces, cutting where it must."""

    def __init__(
        self,
        checker: Checker,
        points: Sequence[Point],
        most: int,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._checker, self._points, self._most = checker, points, most
        self._progress, self._count = progress, 0

    def __call__(self, piece: Piece, leaf: Leaf) -> list[Node]:
        """The nodes in preorder that replace a leaf of the search."""
        nodes: list[Node] = []
        waiting = [(piece, 0)]
        while waiting:
            here, cuts = waiting.pop()
            settled, why = self._settle(here, leaf.settled, cuts)
            if settled is not None:
                nodes.append(settled)
                self._count += 1
                if self._progress is not None:
                    self._progress(self._count)
                continue
            if cuts >= MOST_CUTS * len(piece) or self._count + len(waiting) >= self._most:
                raise NotCertifiedError(
                    f"no certificate: the piece {in_words(here)} does not verify ({why})."
                    " Raise K0 or K a little, or go without a certificate."
                )
            axis = max(range(len(here)), key=lambda i: here[i][1] - here[i][0])
            low, high = here[axis]
            cut = (low + high) / 2
            nodes.append(Split(axis, cut))
            waiting.append(((*here[:axis], (cut, high), *here[axis + 1 :]), cuts + 1))
            waiting.append(((*here[:axis], (low, cut), *here[axis + 1 :]), cuts + 1))
        return nodes

    def _settle(self, piece: Piece, wanted: str, cuts: int) -> tuple[Leaf | None, str]:
        if wanted == "elsewhere":
            return Leaf("elsewhere"), ""
        why = ""
        for leaf in self._ways(piece, wanted, cuts):
            try:
                if leaf.settled == "outside":
                    self._checker.outside(piece, leaf.method)
                else:
                    self._checker.holds(piece, leaf.method, leaf.point)
                return leaf, ""
            except NotVerified as reason:
                why = why or str(reason)
        return None, why

    def _ways(self, piece: Piece, wanted: str, cuts: int) -> Iterator[Leaf]:
        """Fast ways first; a part of a piece that holds may also lie above the level."""
        for method in ("value", "slope"):
            if wanted == "holds":
                yield Leaf("holds", method)
            if self._checker.level is not None:
                yield Leaf("outside", method)
        if wanted == "holds" and cuts % (_STRONG_EVERY * len(piece)) == 0:
            inside = [p for p in self._points if _contains(piece, p)]
            for point in (*inside, tuple(simplest(low, high) for low, high in piece)):
                yield Leaf("holds", "touch", point)
            yield Leaf("holds", "identity")


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational number of the smallest denominator between two; of these the one nearest 0.

    Where a bound is reached, it is often reached at a simple number.

    >>> simplest(Fraction(3, 10), Fraction(7, 20)), simplest(Fraction(-1), Fraction(2))
    (Fraction(1, 3), Fraction(0, 1))
    """
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = -(-low.numerator // low.denominator)
    if whole <= high:
        return Fraction(whole)
    return whole - 1 + 1 / simplest(1 / (high - whole + 1), 1 / (low - whole + 1))


def _contains(piece: Piece, point: Point) -> bool:
    return all(low <= x <= high for (low, high), x in zip(piece, point, strict=True))
