"""The file: a claim, the pieces of the box in preorder, and a digest over both.

Everything is text and integers; numbers are ``p`` or ``p/q``. A node is one line: ``split AXIS
CUT`` (its lower half follows, then its upper half), ``holds METHOD [POINT]``, ``outside METHOD`` or
``elsewhere``. The pieces cover the box because of how the tree is written. The digest shows an
accident or a careless edit; the proof never rests on it, for anyone can compute a new one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import sympy as sp

from theory.errors import WarmproofError
from theory.tokens import shorten
from verify.certify.claim import Claim
from verify.recheck.expansion import METHODS, OUTSIDE_METHODS, Piece, Point

FORMAT = "warmproof certificate"
VERSION = 1
MOST_BYTES, MOST_NODES, MOST_DEPTH = 32 * 2**20, 1_000_000, 2_000
_NUMBER = re.compile(r"-?[0-9]{1,1300}(/[0-9]{1,1300})?")
_AXIS = re.compile(r"[0-9]")
_CLAIM = {"function", "variables", "rho", "K0", "K", "box", "start", "f_star"}


class CertificateError(WarmproofError):
    """A file is no certificate, or does not prove its claim."""


@dataclass(frozen=True, slots=True)
class Split:
    """A piece cut across variable ``axis`` at ``cut``."""

    axis: int
    cut: Fraction


@dataclass(frozen=True, slots=True)
class Leaf:
    """A last piece: ``settled`` is holds, outside or elsewhere; ``method`` shows it."""

    settled: str
    method: str = ""
    point: Point | None = None


Node: TypeAlias = "Split | Leaf"


@dataclass(frozen=True)
class Certificate:
    """A claim, and the tree of pieces that is to prove it."""

    claim: Claim
    nodes: tuple[Node, ...]

    def to_json(self) -> dict[str, Any]:
        """The document to write, with its digest."""
        document: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "claim": self.claim.to_json(),
            "tree": [_line(node) for node in self.nodes],
        }
        return {**document, "sha256": digest(document)}


def digest(document: dict[str, Any]) -> str:
    """SHA-256 of the document without its digest, keys sorted, no spaces."""
    content = {key: value for key, value in document.items() if key != "sha256"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def leaves_of(certificate: Certificate) -> dict[int, tuple[Piece, Leaf]]:
    """Every last piece: the index of its node, with its sides and the node, in preorder.

    Raises:
        CertificateError: the nodes do not form one tree, or a cut lies outside its piece.
    """
    box = tuple((fraction(low), fraction(high)) for low, high in certificate.claim.box)
    found: dict[int, tuple[Piece, Leaf]] = {}
    waiting: list[tuple[Piece, int]] = [(box, 0)]
    for index, node in enumerate(certificate.nodes):
        if not waiting:
            _refuse("its tree goes on after its end")
        piece, depth = waiting.pop()
        if isinstance(node, Leaf):
            found[index] = piece, node
            continue
        if node.axis >= len(piece):
            _refuse(f"node {index} cuts variable {node.axis} of {len(piece)}")
        low, high = piece[node.axis]
        if not low < node.cut < high:
            _refuse(f"node {index} cuts a side at or beyond its ends")
        if depth >= MOST_DEPTH:
            _refuse(f"its tree is more than {MOST_DEPTH} levels deep")
        before, after = piece[: node.axis], piece[node.axis + 1 :]
        waiting.append(((*before, (node.cut, high), *after), depth + 1))
        waiting.append(((*before, (low, node.cut), *after), depth + 1))
    if waiting:
        _refuse(f"its tree ends with {len(waiting)} pieces missing")
    return found


def read_certificate(path: Path | str) -> Certificate:
    """Read a file.

    Raises:
        CertificateError: no such file, no certificate, or one that was edited.
    """
    text = _text(Path(path))
    try:
        document = json.loads(
            text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number
        )
    except CertificateError:
        raise
    except (ValueError, RecursionError):
        _refuse("it is no JSON, or nested too deeply")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        _refuse(f"it is no {FORMAT}")
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        _refuse(f"this program reads version {VERSION} only")
    _keys(document, {"format", "version", "claim", "tree", "sha256"}, "the certificate")
    if digest(document) != document["sha256"]:
        _refuse("its content does not match its SHA-256, so it was edited or damaged")
    tree = document["tree"]
    if not isinstance(tree, list):
        _refuse("its tree is no list")
    if len(tree) > MOST_NODES:
        _refuse(f"its tree has more than {MOST_NODES:,} nodes")
    claim = _claim(document["claim"])
    dimension = len(claim.names)
    return Certificate(claim, tuple(_node(line, i, dimension) for i, line in enumerate(tree)))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as failed:
        raise CertificateError(
            f"cannot read {shorten(str(path), 200)}: {failed.strerror}. Name a certificate."
        ) from None
    except ValueError:
        raise CertificateError("cannot read a path with a null character.") from None
    if len(content) > MOST_BYTES:
        _refuse(f"it has more than {MOST_BYTES // 2**20} MiB")
    try:
        return content.decode()
    except UnicodeDecodeError:
        _refuse("it is no UTF-8 text")


def _claim(given: Any) -> Claim:
    if not isinstance(given, dict):
        _refuse("its claim is no object")
    _keys(given, _CLAIM, "the claim")
    names = _strings(given["variables"], "the variables")
    sides = given["box"]
    if not isinstance(sides, list):
        _refuse("the box is no list")
    start = given["start"]
    (text,) = _strings([given["function"]], "the function")
    lower, upper = _numbers(given["f_star"], 2, "f_star")
    return Claim(
        text,
        tuple(names),
        _number(given["rho"], "rho"),
        _number(given["K0"], "K0"),
        _number(given["K"], "K"),
        tuple(_pair(side) for side in sides),
        None if start is None else tuple(_numbers(start, len(names), "the start")),
        lower,
        upper,
    )


def _pair(side: Any) -> tuple[sp.Rational, sp.Rational]:
    low, high = _numbers(side, 2, "a side of the box")
    return low, high


def _numbers(given: Any, count: int, what: str) -> list[sp.Rational]:
    found = [_number(x, what) for x in _strings(given, what)]
    if len(found) != count:
        _refuse(f"{what} has {len(found)} numbers where {count} belong")
    return found


def _strings(given: Any, what: str) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(x, str) for x in given):
        _refuse(f"{what} is not made of strings")
    return given


def _number(given: Any, what: str) -> sp.Rational:
    if not isinstance(given, str) or not _NUMBER.fullmatch(given):
        _refuse(
            f"{what} holds {shorten(ascii(given))}, which is no p or p/q of at most 1300 digits"
        )
    numerator, _, denominator = given.partition("/")
    if denominator and not int(denominator):
        _refuse(f"{what} divides by 0")
    return sp.Rational(int(numerator), int(denominator or 1))


def _node(line: Any, index: int, dimension: int) -> Node:
    words = line.split(" ") if isinstance(line, str) else []
    if words[:1] == ["split"] and len(words) == 3 and _AXIS.fullmatch(words[1]):
        return Split(int(words[1]), fraction(_number(words[2], f"node {index}")))
    if words == ["elsewhere"]:
        return Leaf("elsewhere")
    if words[:1] == ["outside"] and len(words) == 2 and words[1] in OUTSIDE_METHODS:
        return Leaf("outside", words[1])
    if words[:1] == ["holds"] and words[1:2] and words[1] in METHODS:
        point = tuple(fraction(_number(x, f"node {index}")) for x in words[2:])
        if len(point) in (0, dimension):
            return Leaf("holds", words[1], point or None)
    _refuse(f"node {index} is {shorten(ascii(line))}, which is no node")


def _line(node: Node) -> str:
    if isinstance(node, Split):
        return f"split {node.axis} {node.cut}"
    return " ".join([node.settled, *filter(None, [node.method]), *map(str, node.point or ())])


def fraction(value: sp.Rational) -> Fraction:
    """The same number, quicker to compute with."""
    return Fraction(int(value.p), int(value.q))


def _keys(given: dict[str, Any], wanted: set[str], what: str) -> None:
    if set(given) != wanted:
        odd = shorten(ascii(sorted(set(given) ^ wanted)), 100)
        _refuse(f"{what} lacks, or should not have: {odd}")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("a key comes twice")
    return found


def _no_number(text: str) -> NoReturn:
    _refuse(f"it holds the float {shorten(text)}, and certificates hold exact numbers only")


def _refuse(why: str) -> NoReturn:
    raise CertificateError(f"the certificate is refused: {why}. Certify the function again.")
