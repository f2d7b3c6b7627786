"""Find constants of a function: the best pairs (K0, K) on a box or a sublevel set, certified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from theory.errors import DomainError
from verify.certify.certify import MAX_BOXES, Certification
from verify.certify.constants.best_rho import BestRho, best_rho
from verify.certify.constants.counts import nonconvex
from verify.certify.constants.frontier import Frontier, find_frontier
from verify.certify.outcome import Infimum
from verify.certify.request import Request, rationals
from verify.verdict import Verdict, Word

_ROUGHLY, _SHARE = 0.03, 20
"""Exponents are compared by constants up to this part above the best, each with this share."""


@dataclass(frozen=True)
class Found:
    """What a search for constants has found.

    Attributes:
        request: where it looked; its constants play no part.
        verdicts: containment (with a start), the lower bound f*, the pairs.
        infimum: what is put for f*, or None where nothing was found.
        frontier: the pairs; None where the set or f* stays unknown.
        boxes: pieces examined.
        best: exponents compared by their guaranteed steps; only if a target was given.
        advice: what would help, if no pair is certified.
    """

    request: Request
    verdicts: tuple[Verdict, ...]
    infimum: Infimum | None
    frontier: Frontier | None
    boxes: int
    best: BestRho | None = None
    advice: str = ""

    @property
    def word(self) -> Word:
        """REFUTED where the f* that was given is none; PROVED if pairs are certified."""
        words = {verdict.word for verdict in self.verdicts}
        if Word.REFUTED in words:
            return Word.REFUTED
        return Word.PROVED if words == {Word.PROVED} else Word.UNDECIDED


def find(
    request: Request,
    *,
    eps: sp.Expr | None = None,
    max_boxes: int = MAX_BOXES,
    stage: Callable[[str, int, int], None] | None = None,
) -> Found:
    """Certify the best pairs of constants for one exponent; Ctrl-C ends with what is known.

    Args:
        request: the function, rho and where; its K0 and K are not looked at.
        eps: a gradient norm > 0, with a start: exponents are compared by the steps that are enough
            to reach it from there with the step of the energy (theorem 1).
        max_boxes: how many pieces may be examined in all; the exponents get a share of their own.
        stage: called now and then with the stage, the boxes done and a number waiting.

    Raises:
        DomainError: rho or eps is no rational, there is no start for eps, or what
            `find_frontier` refuses.

    >>> from verify.certify.request import request
    >>> anywhere = request("x**2", ["x"], K0=1, K=0, box={"x": (-1, 1)})
    >>> [str(pair.K0) for pair in find(anywhere).frontier.points]
    ['2']
    """
    if not isinstance(request.rho, sp.Rational):
        raise DomainError(
            f"constants are found for a rational rho; got rho = {request.rho}. Take a fraction"
            " close to it."
        )
    if eps is not None:
        _check_target(request, eps)
    tell = stage or (lambda name, done, waiting: None)
    run = Certification(request, max_boxes, 1, None, False, None, tell)
    known = None
    if run.make_finite():
        known = run.lower_bound()
    verdicts = tuple(run.verdicts)
    if not isinstance(known, Infimum):
        advice = "" if known else verdicts[-1].evidence
        return Found(request, verdicts, None, None, run.boxes, advice=advice)
    bottom, top = rationals(known.bottom)[0], rationals(known.top)[1]
    frontier = find_frontier(
        run.objective,
        run.pieces,
        request.rho,
        bottom,
        top,
        level=run.level,
        max_boxes=max(max_boxes - run.boxes, 1),
        progress=lambda done, ratio: tell("finding constants", run.boxes + done, 0),
    )
    claim = "||hess f|| <= K0 + K (f - f*)^rho on the set, for each pair"
    if frontier.vertices:
        evidence = f"{len(frontier.points)} pairs, by enclosures on {len(frontier.cover)} boxes"
        verdict = Verdict("certify/frontier", claim, Word.PROVED, evidence)
        advice = ""
    else:
        advice = "leave out the boxes without a bound, or allow more with --max-boxes"
        verdict = Verdict("certify/frontier", claim, Word.UNDECIDED, "no pair is certified")
    boxes = run.boxes + frontier.examined
    best = None
    if eps is not None and run.level is not None and frontier.stopped != "interrupt":
        best = best_rho(
            run.objective,
            run.pieces,
            bottom,
            top,
            nonconvex(rationals(run.level.expression)[1] - bottom, eps),
            level=run.level,
            tolerance=_ROUGHLY,
            max_boxes=max(max_boxes // _SHARE, 1),
            progress=lambda done, ratio: tell("comparing exponents", boxes + done, 0),
        )
    return Found(request, (*verdicts, verdict), known, frontier, boxes, best, advice)


def _check_target(request: Request, eps: sp.Expr) -> None:
    if request.start is None:
        raise DomainError("steps are counted from a start; give one, or leave out eps.")
    if not isinstance(eps, sp.Rational) or eps <= 0:
        raise DomainError(f"the target needs a rational eps > 0; got eps = {eps}. Raise it.")
