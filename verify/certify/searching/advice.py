"""Why a search ended without an answer, and what would help, in one sentence."""

from __future__ import annotations

from verify.certify.boxes import balls
from verify.certify.curvature.slack import Bound, slack_of
from verify.certify.searching.depth_first import Part
from verify.numbers import number

INTERRUPTED = "the search was interrupted; run it again, or resume it"


def advice(bound: Bound, part: Part, max_boxes: int) -> str:
    """Say what would help a search that left something open.

    Args:
        bound: what was asked.
        part: what was found.
        max_boxes: the budget.
    """
    if part.stopped == "interrupt":
        return INTERRUPTED
    if part.stopped == "workers":
        return "a worker process was lost with its work; resume, or try again with fewer jobs"
    if not part.open:
        return f"the budget of {max_boxes} boxes is spent; allow more with --max-boxes"
    slack, smallest = slack_of(bound), part.open[0]
    pieces = slack.objective.pieces
    if not pieces.joined_on(balls(smallest)):
        return pieces.open_reason or "f is not shown to be C^1 in an open box"
    value, norm, allowed = slack.on(smallest)
    if not (value.is_finite() and norm.is_finite()):
        return "f or its Hessian has no enclosure in the open boxes; leave them out of the box"
    missing = (norm - allowed).upper()
    if bound.bottom != bound.top and missing < slack.spread():
        return "f* is not enclosed tightly enough for this; give it with --fstar if you know it"
    return (
        "the bound is touched or nearly touched in the open boxes; there"
        f" K0 larger by {number(missing, 3).upper} would do"
    )
