"""Certify that a function is (rho, K0, K)-smooth on a box, or on the sublevel set of a start.

First the set is made finite (the box, or a cover of the component that holds the start), then its
infimum is enclosed, then the curvature bound is decided on it, piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sympy as sp

from verify.certify.boxes import Box, Point, contains
from verify.certify.claim import Claim
from verify.certify.curvature.slack import WITNESS_BITS, Bound, slack_of
from verify.certify.function.objective import Objective, objective
from verify.certify.infimum.minimum import Lowest, lowest, lowest_on_box, shows_at_least
from verify.certify.outcome import Infimum, Outcome, Witness
from verify.certify.request import Request, rationals
from verify.certify.searching.advice import INTERRUPTED, advice
from verify.certify.searching.depth_first import SHOWN_OPEN, Part
from verify.certify.searching.parallel import search_all
from verify.certify.searching.workers import peak_bytes
from verify.certify.sublevel.connect import within
from verify.certify.sublevel.cover import Cover
from verify.certify.sublevel.covering import cover
from verify.certify.sublevel.grafting import grafted, in_order
from verify.certify.sublevel.level import Level, level_at, value_at
from verify.certify.tree import Tree
from verify.intervals.balls import fmpq_ends, precision, to_rational
from verify.numbers import number
from verify.verdict import Verdict, Word

Stage = Callable[[str, int, int], None]
"""Called now and then with what is being done, the boxes done and the boxes waiting."""

MAX_BOXES = 200_000
_SHARE = 4
"""Covering and enclosing the infimum may each use one part in this many of the budget."""
_FINEST_COVER = 2.0**-12
"""How fine the cover may get, relative to the box, to part a point from the start."""
_MOST_REFINEMENTS = 5
_TOLERANCE = sp.Rational(1, 10**12)
"""Width aimed at for the enclosure of the infimum, relative to how far f falls below the start."""


def certify(
    request: Request,
    *,
    max_boxes: int = MAX_BOXES,
    jobs: int | None = 1,
    scheduler: str | None = None,
    keep_tree: bool = False,
    checkpoint: Path | None = None,
    stage: Stage | None = None,
) -> Outcome:
    """Decide a request; Ctrl-C ends with UNDECIDED and what is known.

    Args:
        request: what is asked; `request.request` makes one.
        max_boxes: how many pieces may be examined in all.
        jobs: processes to use where the work is large.
        scheduler: address of a dask cluster to use in their place.
        keep_tree: whether to keep how the box was cut, for a certificate.
        checkpoint: where to keep what is done, see `parallel.search_all`.
        stage: called now and then with the stage, the boxes done and the boxes waiting.

    Raises:
        DomainError, ParseError: the function or the start makes no sense.

    >>> from verify.certify.request import request
    >>> asked = request("cosh(x)-1", ["x"], K0=1, K=1, start={"x": 2})
    >>> str(certify(asked).word)
    'PROVED'
    """
    return Certification(
        request, max_boxes, jobs, scheduler, keep_tree, checkpoint, stage or _silent
    ).run()


def _silent(stage: str, done: int, waiting: int) -> None:
    return None


@dataclass
class Certification:
    """One run of `certify`, stage by stage."""

    request: Request
    max_boxes: int
    jobs: int | None
    scheduler: str | None
    keep_tree: bool
    checkpoint: Path | None
    stage: Stage

    def run(self) -> Outcome:
        """Make the set finite, enclose the infimum, decide the curvature."""
        try:
            return self._run()
        except KeyboardInterrupt:
            self._add("smooth", _SMOOTH, Word.UNDECIDED, INTERRUPTED)
            return self._outcome(None, advice=INTERRUPTED)

    def _run(self) -> Outcome:
        if not self.make_finite():
            assert self.cover is not None
            return self._outcome(None, advice=self.cover.reason)
        kink = self._kink()
        if kink is not None:
            return self._outcome(None, witness=kink)
        return self._bounded()

    def make_finite(self) -> bool:
        """Take the box, or cover the component of the start; whether that worked."""
        self.boxes = self.peak_bytes = 0
        self.level: Level | None = None
        self.cover: Cover | None = None
        self.verdicts: list[Verdict] = []
        self.box: Box = self.request.box or ()
        self.pieces: list[Box] = []
        self.objective: Objective = objective(self.request.text, self.request.names)
        if self.request.start is None:
            self.pieces = [self.box]
            return True
        self.level = level_at(self.objective, self.request.start)
        self._contain()
        return self.verdicts[-1].word is Word.PROVED

    @property
    def _share(self) -> int:
        """The budget of the stages before the search: the same for all generous ones.

        So a search can go on with a larger budget: nothing before it has changed.
        """
        return min(self.max_boxes, MAX_BOXES) // _SHARE

    # The set.

    def _contain(self) -> None:
        """Cover the component of the start by pieces that keep away from the box's faces."""
        assert self.level is not None and self.request.start is not None
        self.cover = cover(
            self.objective,
            self.request.start,
            self.request.rational_sides,
            max_boxes=self._share,
            progress=self._progress("covering the sublevel set"),
        )
        self.box, self.pieces = self.cover.box, in_order(self.cover)
        self.boxes += self.cover.examined
        claim = "the component of {f <= f(start)} that holds the start lies inside the box"
        if self.cover.contained:
            evidence = f"{self.cover.count} pieces cover it, {self.cover.examined} were examined"
            self._add("contained", claim, Word.PROVED, evidence)
        else:
            self._add("contained", claim, Word.UNDECIDED, self.cover.reason)

    def _kink(self) -> Witness | None:
        """A point of the set at which f is shown to have a kink or a jump."""
        for found in self.objective.pieces.breaks:
            point = tuple(found.point[v] for v in self.objective.variables)
            if self._is_inside(point) and self._is_in_set(point):
                says = f"f is not differentiable enough: {found.sentence}"
                self._add("smooth", _SMOOTH, Word.REFUTED, says)
                return Witness(self._named(point), says)
        return None

    def _is_in_set(self, point: Sequence[sp.Rational]) -> bool:
        """Whether an exact point is shown to lie in the set that the claim is about."""
        if self.cover is None:
            return self.request.holds(point)
        return within(self.objective, self.cover.level, tuple(point), self.cover) is not None

    def _is_inside(self, point: Sequence[sp.Rational]) -> bool:
        """Whether a point of the set is certainly not on its boundary, where f may bend freely."""
        if self.level is None:
            return self.request.holds(point, strictly=True)
        return bool(value_at(self.objective, point) < self.level.ball)

    # The infimum, then the curvature.

    def _bounded(self) -> Outcome:
        known = self.lower_bound()
        if known is None:
            return self._outcome(None, advice=self.verdicts[-1].evidence)
        if isinstance(known, Witness):
            return self._outcome(None, witness=known)
        bound = self._bound(known)
        for point in (tuple(map(float, exact)) for exact in known.touching):
            # Where only the minimiser breaks the bound, cutting would come close very slowly.
            if slack_of(bound).breaks_at(point) and self._is_in_set(_exact(point)):
                return self._refuted(bound, known, point)
        for _ in range(_MOST_REFINEMENTS):
            part = self._search(bound)
            if part.broken is None:
                break
            if self._is_in_set(_exact(part.broken)):
                return self._refuted(bound, known, part.broken)
            if not self._part_from(part.broken):
                return self._not_connected(known, part.broken)
        return self._proved_or_open(bound, known, part)

    def lower_bound(self) -> Infimum | Witness | None:
        """Bounds of the infimum, or a check of the number given for it."""
        share = self._share
        if self.request.f_star is not None:
            return self._given_bound(self.request.f_star, share)
        progress = self._progress("enclosing the infimum")
        if self.cover is None:
            found = lowest_on_box(
                self.objective, self.box, tolerance=_TOLERANCE, max_boxes=share, progress=progress
            )
            found = self._attained_inside(found)
        else:
            found = lowest(
                self.objective,
                self.cover,
                tolerance=_TOLERANCE,
                max_boxes=share,
                progress=progress,
            )
            self.pieces = in_order(self.cover)
        self.boxes += found.examined
        claim = "f has a lower bound on the set"
        if found.lower is None or found.upper is None:
            advice = "no bound of f was found: it has no enclosure somewhere, or falls for ever"
            self._add("infimum", claim, Word.UNDECIDED, advice)
            return None
        evidence = f"f* lies between {_short(found.lower)} and {_short(found.upper)}"
        if found.exact:
            evidence = f"f* = {found.expression}"
        self._add("infimum", claim, Word.PROVED, f"{evidence}: {found.known_from}")
        bottom, top = found.lower, found.upper
        if found.exact and found.expression is not None:
            bottom = top = found.expression
        return Infimum(bottom, top, found)

    def _attained_inside(self, found: Lowest) -> Lowest:
        """The upper bound at a point of the box that was asked for, which has no double ends.

        In the rim between that box and the one searched f may be lower than anywhere in the set.
        """
        if found.point is None or self.request.holds(found.point):
            return found
        point = self.request.nearest(found.point)
        value = value_at(self.objective, point)
        inside = value.is_finite() and self.request.holds(point)
        upper = to_rational(fmpq_ends(value)[1]) if inside else None
        return replace(found, point=point, upper=upper, exact=False, expression=None)

    def _given_bound(self, given: sp.Expr, share: int) -> Infimum | Witness | None:
        """Whether f >= the number that was given for f*."""
        found = shows_at_least(
            self.objective,
            self.pieces,
            given,
            max_boxes=share,
            progress=self._progress("checking f*"),
        )
        self.boxes += found.examined
        claim = f"f >= f* = {given} on the set"
        if found.verdict == "PROVED":
            self._add("infimum", claim, Word.PROVED, f"{found.examined} boxes")
            return Infimum(given, given, None)
        if found.point is not None and self._is_in_set(found.point):
            says = f"f falls below the f* given, {given}"
            self._add("infimum", claim, Word.REFUTED, says + ": lower it, or leave it out")
            numbers = {"f": number(value_at(self.objective, found.point))}
            return Witness(self._named(found.point), says, numbers)
        advice = f"whether f >= {given} on the set is open; lower f* a little, or leave it out"
        self._add("infimum", claim, Word.UNDECIDED, advice)
        return None

    def _bound(self, known: Infimum) -> Bound:
        request = self.request
        return Bound(
            request.text,
            request.names,
            request.rho,
            request.K0,
            request.K,
            known.bottom,
            known.top,
            None if self.level is None else self.level.expression,
            known.touching,
        )

    def _search(self, bound: Bound) -> Part:
        part = search_all(
            bound,
            self.pieces,
            max_boxes=max(self.max_boxes - self.boxes, 1),
            jobs=self.jobs,
            scheduler=self.scheduler,
            keep_tree=self.keep_tree,
            progress=self._progress("deciding the curvature"),
            checkpoint=self.checkpoint,
        )
        self.boxes += part.boxes
        self.peak_bytes = max(self.peak_bytes, part.peak_bytes)
        return part

    # What was found.

    def _refuted(self, bound: Bound, known: Infimum, point: Point) -> Outcome:
        """The bound fails at a point of the set, whatever the infimum is between its bounds."""
        slack = slack_of(bound)
        with precision(WITNESS_BITS):
            value, norm, allowed = slack.at(point, WITNESS_BITS)
            numbers = {
                "f": number(value),
                "hessian_norm": number(norm),
                "allowed": number(allowed),
            }
        says = (
            f"||hess f|| >= {numbers['hessian_norm'].lower}, but K0 + K (f - f*)^rho"
            f" <= {numbers['allowed'].upper}"
        )
        self._add("smooth", _SMOOTH, Word.REFUTED, says + "; enclosed at an exact point")
        return self._outcome(known, witness=Witness(self._named(_exact(point)), says, numbers))

    def _part_from(self, point: Point) -> bool:
        """Refine the cover around a point until it is no longer reached; whether that worked."""
        if self.cover is None:
            return False
        around = tuple((x, x) for x in point)
        side = 1.0
        while side > _FINEST_COVER:
            side /= 4
            self.cover.refine(side, self._share, around)
            self.pieces = in_order(self.cover)
            if not any(contains(piece, point) for piece in self.pieces):
                return True
        return False

    def _not_connected(self, known: Infimum, point: Point) -> Outcome:
        where = ", ".join(f"{n} = {x}" for n, x in zip(self.request.names, point, strict=True))
        advice = (
            f"the bound fails at {where}, within the level, but that this point is connected to"
            " the start within the level was neither shown nor ruled out; choose a start a little"
            " lower or higher"
        )
        self._add("smooth", _SMOOTH, Word.UNDECIDED, advice)
        return self._outcome(known, advice=advice)

    def _proved_or_open(self, bound: Bound, known: Infimum, part: Part) -> Outcome:
        if not part.settled:
            why = advice(bound, part, self.max_boxes)
            self._add("smooth", _SMOOTH, Word.UNDECIDED, why)
            shown = (part.open or part.waiting)[:SHOWN_OPEN]
            return self._outcome(known, open=tuple(shown), advice=why)
        evidence = f"enclosures settle every one of {part.boxes} boxes"
        self._add("smooth", _SMOOTH, Word.PROVED, evidence)
        tree = part.tree
        if self.keep_tree and self.cover is not None:
            tree = grafted(self.cover, tree)
        return self._outcome(known, tree=tree)

    def _outcome(
        self,
        known: Infimum | None,
        *,
        witness: Witness | None = None,
        open: tuple[Box, ...] = (),
        advice: str = "",
        tree: Tree | None = None,
    ) -> Outcome:
        outcome = Outcome(
            self.request,
            tuple(self.verdicts),
            known,
            self.boxes,
            self.peak_bytes or peak_bytes(),
            self.box,
            tuple(self.pieces),
            witness,
            open,
            advice,
            None,
            tree or [],
        )
        if outcome.word is Word.PROVED and known is not None:
            outcome = replace(outcome, claim=self._claim(known))
        return outcome

    def _claim(self, known: Infimum) -> Claim:
        """The claim in rational numbers: it follows from what was shown in closed forms."""
        request, sides = self.request, self.request.rational_sides
        if sides is None:
            sides = tuple((sp.Rational(low), sp.Rational(high)) for low, high in self.box)
        return Claim(
            request.text,
            request.names,
            request.rho,
            rationals(request.K0)[1],
            rationals(request.K)[1],
            sides,
            request.start,
            rationals(known.bottom)[0],
            rationals(known.top)[0],
        )

    # Small things.

    def _add(self, what: str, claim: str, word: Word, evidence: str) -> None:
        self.verdicts.append(Verdict(f"certify/{what}", claim, word, evidence))

    def _named(self, point: Sequence[sp.Rational]) -> dict[str, sp.Rational]:
        return dict(zip(self.request.names, point, strict=True))

    def _progress(self, stage: str) -> Callable[[int, int], None]:
        def told(done: int, waiting: int) -> None:
            self.stage(stage, self.boxes + done, waiting)

        return told


def _exact(point: Point) -> tuple[sp.Rational, ...]:
    return tuple(sp.Rational(x) for x in point)


def _short(value: sp.Rational) -> str:
    """A rational number to read: as it is where it is short, else a decimal close to it."""
    return str(value) if len(str(value)) < 20 else str(value.evalf(12))


_SMOOTH = "||hess f|| <= K0 + K (f - f*)^rho on the set, and f is C^1 with Lipschitz gradient there"
