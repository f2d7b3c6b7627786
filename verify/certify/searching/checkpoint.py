"""What a search needs to go on later, in a file: exact, written whole or not at all.

A checkpoint says what was settled, and that is believed: keep it where nobody else writes. A
certificate is not believed; it is checked box by box.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sympy as sp

from theory.errors import WarmproofError
from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound
from verify.certify.searching.unfinished import Piece, Unfinished
from verify.certify.tree import Leaf, Split
from verify.files import check_writable, write_atomically

FORMAT = "warmproof certify, checkpoint 1"


class Checkpoint:
    """A file that holds one unfinished search.

    Args:
        path: where.
        bound: what has to hold; the file of another bound is refused.
        boxes: where it has to hold; the file of other boxes is passed over.
        keep_tree: whether trees are kept.
    """

    def __init__(
        self, path: Path | str, bound: Bound, boxes: Sequence[Box], *, keep_tree: bool
    ) -> None:
        """Look whether the file can be written.

        Raises:
            WarmproofError: it cannot.
        """
        self.path = check_writable(path)
        self._bound = _digest([bound.text, bound.names, sp.srepr(_numbers(bound)), keep_tree])
        self._boxes = _digest([_piece_to_json(box) for box in boxes])
        self._ours = False

    def read(self) -> Unfinished | None:
        """What the file holds; None where there is no file, or one for other boxes.

        Raises:
            WarmproofError: it belongs to another bound, or is no checkpoint, or was damaged.
        """
        try:
            content = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as failed:
            raise WarmproofError(
                f"cannot read the checkpoint {self.path} ({failed}); name another file."
            ) from None
        try:
            document = json.loads(content)
            state = document["state"]
            if document["format"] != FORMAT or document["sha256"] != _digest(state):
                raise ValueError
            if document["bound"] != self._bound:
                raise WarmproofError(
                    f"the checkpoint {self.path} belongs to another question; resume with the"
                    " options it was begun with, or name another file."
                )
            if document["boxes"] != self._boxes:
                return None
            found = _from_json(state)
            self._ours = True
            return found
        except (ValueError, KeyError, TypeError, RecursionError) as failed:
            if isinstance(failed, WarmproofError):
                raise
            raise WarmproofError(
                f"{self.path} is no checkpoint, or was damaged; name another file."
            ) from None

    def write(self, unfinished: Unfinished) -> None:
        """Write the file.

        Raises:
            WarmproofError: it cannot be written.
        """
        state = _to_json(unfinished)
        document = {
            "format": FORMAT,
            "bound": self._bound,
            "boxes": self._boxes,
            "sha256": _digest(state),
            "state": state,
        }
        text = json.dumps(document, separators=(",", ":")) + "\n"

        def fill(temporary: Path) -> None:
            temporary.write_text(text, encoding="utf-8")

        write_atomically(self.path, fill)
        self._ours = True

    def remove(self) -> None:
        """Remove the file, if it is this search's."""
        if self._ours:
            self.path.unlink(missing_ok=True)


def _digest(document: Any) -> str:
    text = json.dumps(document, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _numbers(bound: Bound) -> sp.Tuple:
    level = sp.Tuple() if bound.level is None else sp.Tuple(bound.level)
    numbers = (bound.rho, bound.K0, bound.K, bound.bottom, bound.top)
    return sp.Tuple(*numbers, level, *(sp.Tuple(*point) for point in bound.touching))


# A box is a list of pairs of ends, a split a pair of axis and cut, a leaf a pair of words.


def _to_json(unfinished: Unfinished) -> dict[str, Any]:
    return {
        "boxes": unfinished.boxes,
        "left_open": unfinished.left_open,
        "open": [_piece_to_json(box) for box in unfinished.open],
        "pieces": [_piece_to_json(piece) for piece in unfinished.pieces],
    }


def _piece_to_json(piece: Piece) -> list[Any]:
    match piece:
        case Leaf(settled, how):
            return [settled, how]
        case Split(axis, cut):
            return [axis, cut.hex()]
        case _:
            return [[low.hex(), high.hex()] for low, high in piece]


def _from_json(state: dict[str, Any]) -> Unfinished:
    return Unfinished(
        [_piece_from_json(piece) for piece in state["pieces"]],
        int(state["boxes"]),
        int(state["left_open"]),
        [_box(sides) for sides in state["open"]],
    )


def _piece_from_json(piece: list[Any]) -> Piece:
    match piece:
        case [str(settled), str(how)]:
            return Leaf(settled, how)
        case [int(axis), str(cut)]:
            return Split(axis, float.fromhex(cut))
        case _:
            return _box(piece)


def _box(sides: list[Any]) -> Box:
    box = tuple((float.fromhex(low), float.fromhex(high)) for low, high in sides)
    if not box or not all(-math.inf < low <= high < math.inf for low, high in box):
        raise ValueError
    return box
