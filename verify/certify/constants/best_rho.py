"""Which exponent serves a start best: the fewest guaranteed steps over all certified constants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from theory.errors import DomainError
from verify.certify.boxes import Box
from verify.certify.claim import text
from verify.certify.constants.counts import Iterations
from verify.certify.constants.frontier import Certified, Frontier, decimal, find_frontier, round_up
from verify.certify.constants.refine import Progress
from verify.certify.function.objective import Objective
from verify.certify.sublevel.level import Level

RHOS = tuple(sp.Rational(n, 4) for n in (1, 2, 3, 4, 5, 6, 8))

_PLACES, _ROUNDS = 7, 5
"""Pairs tried along the chain, and how often the part around the best one is tried again."""


@dataclass(frozen=True)
class Choice:
    """The best certified pair of one exponent.

    Attributes:
        frontier: all certified pairs of this exponent.
        pair: the one with the smallest count.
        iterations: guaranteed number of steps.
    """

    frontier: Frontier
    pair: Certified
    iterations: int

    def to_json(self) -> dict[str, Any]:
        """Numbers as ``p/q``."""
        return {
            "rho": text(self.frontier.rho),
            **self.pair.to_json(),
            "iterations": self.iterations,
        }


@dataclass(frozen=True)
class BestRho:
    """Exponents compared by their guaranteed number of steps.

    Attributes:
        choices: the best first.
        refused: exponent -> why it has no count.
        stopped: ``interrupt`` where the exponents after the last one were not tried, or "".
    """

    choices: tuple[Choice, ...]
    refused: tuple[tuple[sp.Rational, str], ...]
    stopped: str

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "best": [choice.to_json() for choice in self.choices],
            "refused": [{"rho": text(rho), "because": why} for rho, why in self.refused],
            "stopped": self.stopped,
        }

    def words(self) -> str:
        """A table, the best exponent first."""
        lines = [f"{'rho':>5} {'K0':>14} {'K':>14}  guaranteed steps"]
        for choice in self.choices:
            rho, K0, K = choice.frontier.rho, choice.pair.K0, choice.pair.K
            lines.append(
                f"{text(rho):>5} {decimal(K0):>14} {decimal(K):>14}  {choice.iterations:,}"
            )
        lines += [f"{text(rho):>5} no count: {why}" for rho, why in self.refused]
        return "\n".join(lines)


def best_rho(
    objective: Objective,
    boxes: Sequence[Box],
    bottom: sp.Rational,
    top: sp.Rational,
    iterations: Iterations,
    *,
    rhos: Iterable[sp.Rational] = RHOS,
    level: Level | None = None,
    tolerance: float = 0.01,
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> BestRho:
    """Find the exponent and the constants with the fewest guaranteed steps.

    Args:
        objective: f.
        boxes: boxes whose union holds the set.
        bottom: at most inf f.
        top: at least inf f.
        iterations: the count to make small; see `counts`.
        rhos: the exponents.
        level: only points with f <= level count.
        tolerance: see `find_frontier`.
        max_boxes: for each exponent.
        progress: see `find_frontier`.

    Raises:
        DomainError: what `find_frontier` refuses.
    """
    choices: list[Choice] = []
    refused: list[tuple[sp.Rational, str]] = []
    stopped = ""
    for rho in rhos:
        frontier = find_frontier(
            objective,
            boxes,
            rho,
            bottom,
            top,
            level=level,
            tolerance=tolerance,
            max_boxes=max_boxes,
            progress=progress,
        )
        stopped = "interrupt" if frontier.stopped == "interrupt" else ""
        try:
            choices.append(best_pair(frontier, iterations))
        except DomainError as no_count:
            refused.append((rho, str(no_count)))
        if stopped:
            break
    choices.sort(key=lambda choice: choice.iterations)
    return BestRho(tuple(choices), tuple(refused), stopped)


def best_pair(frontier: Frontier, iterations: Iterations) -> Choice:
    """The certified pair with the fewest steps, on or between the vertices of the chain.

    Where the count is, but for rounding, a convex function of (K0, K), those with few steps lie
    next to each other on the chain, so it is enough to look ever closer around the best one.

    Raises:
        DomainError: nothing is certified, or no pair has a count.
    """
    # Vertices whose K is rounded to the same number have the same certified pair.
    chain = list({round_up(K): K for _, K in frontier.chain}.values())
    if not chain:
        raise DomainError("nothing is certified")
    found: dict[Fraction, Choice] = {}
    why: DomainError | None = None
    low, high = Fraction(0), Fraction(len(chain) - 1)
    for _ in range(_ROUNDS):
        places = sorted({_place(low, high, n) for n in range(_PLACES)})
        for place in places:
            if place not in found:
                pair = frontier.certified(_between(chain, place))
                try:
                    count = iterations(frontier.rho, pair.K0, pair.K)
                except DomainError as excluded:
                    why = excluded
                else:
                    found[place] = Choice(frontier, pair, count)
        if not found:
            raise why or DomainError("no pair has a count")
        least = min(choice.iterations for choice in found.values())
        best = [place for place, choice in found.items() if choice.iterations == least]
        low = max((p for p in places if p < min(best)), default=low)
        high = min((p for p in places if p > max(best)), default=high)
    return min(found.values(), key=lambda choice: choice.iterations)


def _place(low: Fraction, high: Fraction, n: int) -> Fraction:
    """A place between two; a vertex of the chain while more than one lies between them."""
    place = low + (high - low) * Fraction(n, _PLACES - 1)
    return Fraction(round(place)) if high - low > 2 else place


def _between(chain: Sequence[Fraction], place: Fraction) -> Fraction:
    """The K at a place on the chain: vertex number ``floor(place)``, and on towards the next."""
    index = int(place)
    K = chain[index]
    return K + (chain[index + 1] - K) * (place - index) if place > index else K
