"""Decide a bound on boxes, as one piece of work: here, or in another process."""

from __future__ import annotations

from collections.abc import Sequence

from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound, slack_of
from verify.certify.searching.depth_first import Part, Progress, ask, longest_side


def search(
    bound: Bound,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    size: float | None = None,
    keep_tree: bool = False,
    progress: Progress | None = None,
) -> Part:
    """Decide a bound on every given box; Ctrl-C ends the search with what is known.

    Args:
        bound: what has to hold.
        boxes: as the following ones, see `depth_first.ask`.
        max_boxes: how many pieces may be examined.
        size: the longest side where the whole search began; default: of these boxes.
        keep_tree: whether to keep how the boxes were cut.
        progress: called every thousand pieces or so.

    >>> box = ((-20.0, 20.0),)
    >>> import sympy as sp
    >>> wave = Bound("exp(x)*(2+sin(2*x))", ("x",), sp.S.One, sp.Rational(1, 1000),
    ...              sp.Integer(7), sp.S.Zero, sp.S.Zero)
    >>> search(wave, [box], max_boxes=10_000).settled
    True
    """
    if size is None:
        size = longest_side(boxes)
    slack = slack_of(bound)
    slack.begin(size)
    return ask(slack, boxes, max_boxes=max_boxes, size=size, keep_tree=keep_tree, progress=progress)
