"""How tight a constant is: the largest factor at which an attack succeeds, confirmed in balls.

1 means that no smaller constant would do; 1/2, that instances were found up to half of it, and
nothing says whether the rest is slack of the statement or a weakness of the search.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

import numpy as np

from theory.schema import Named, Statement
from verify.attack.attack import LEAST_FACTOR, Target
from verify.attack.search import CHILDREN, PARENTS, Found, factor_score, search
from verify.attack.weaken import Handle, weakened
from verify.properties.cases import Cases, confirm
from verify.properties.claim_tree import CLEARLY
from verify.properties.draws import on_grid
from verify.properties.scenes.catalogue import SCENES, scenes_of

CLOSEST = Fraction(9999, 10000)
"""Factors nearer to 1 are not asked for."""

FIRST = (Fraction(1, 2), Fraction(1, 8))
"""Factors of an assumption that are tried first, on all fronts."""

BELOW = (Fraction(1, 10**6), Fraction(1, 10**4), Fraction(1, 100))
"""How much less than a conclusion's factor is asked for, as enclosures need some room."""

STEPS = 5
"""Halvings, of the logarithm of 1 - factor, by which the factor of an assumption is found."""


@dataclass(frozen=True)
class Effort:
    """How much is spent on one factor, in each scene and for each conclusion.

    Attributes:
        count: cases drawn.
        rounds: of the ascent.
        seed: of the search.
    """

    count: int = 2048
    rounds: int = 32
    seed: int = 0

    @property
    def cases(self) -> int:
        """How many instances a factor is tried on, in each scene and for each conclusion."""
        return self.count + self.rounds * PARENTS * CHILDREN


def critical_factor(statement: Statement, chosen: Handle, effort: Effort) -> Fraction | None:
    """The largest factor at which a counterexample was found and confirmed.

    Args:
        statement: as the theory has it.
        chosen: the number that is tightened.
        effort: what is spent.

    Returns:
        At most `CLOSEST`; None if no attack succeeds.
    """
    if chosen.read_off:
        return _of_conclusion(statement, chosen, effort)
    return _by_bisection(statement, chosen, effort)


def goes_further(statement: Statement, chosen: Handle, effort: Effort) -> bool:
    """Whether instances are drawn that only the loosened assumption lets in.

    Where there are none, it was never put to the test: that no attack succeeds says nothing.

    Args:
        statement: as the theory has it.
        chosen: a number of an assumption.
        effort: how many cases are drawn in each scene.
    """
    original = next(a for a in statement.assumptions if a.name == chosen.assumption)
    kept = Named(original.name, original.claim)
    loosened = replace(weakened(statement, chosen), conclusions=(kept,))
    for scene, make in enumerate(scenes_of(statement)):
        read = Cases(loosened, make)
        rng = np.random.default_rng([effort.seed, scene])
        points = on_grid(rng.random((effort.count, len(read.kinds))))
        for factor in FIRST:
            judged = read.at(factor).judge(points)
            if (judged.met & (judged.margins[kept.name] < -CLEARLY)).any():
                return True
    return False


def _of_conclusion(statement: Statement, chosen: Handle, effort: Effort) -> Fraction | None:
    """The largest critical factor over the scenes; a point's own factor is known at once."""
    best: Fraction | None = None
    for scene in range(len(SCENES[statement.id])):
        cases = Target(statement, chosen).read_on(scene)
        assert chosen.conclusion is not None
        score, asked = factor_score(cases, chosen.conclusion), -np.inf
        found = Found(-np.inf, np.zeros(0))
        for found in search(score, cases.kinds, effort.count, effort.seed, scene, effort.rounds):
            if found.score > CLOSEST and found.score > asked:
                asked = found.score + abs(found.score) / 10**4
                if _fails(statement, chosen, CLOSEST, scene, found):
                    return CLOSEST
        for factor in dict.fromkeys(_short(found.score, below) for below in BELOW):
            if factor < LEAST_FACTOR or (best is not None and factor <= best):
                break
            if _fails(statement, chosen, factor, scene, found):
                best = factor
                break
    return best


def _fails(
    statement: Statement, chosen: Handle, factor: Fraction, scene: int, found: Found
) -> bool:
    return confirm(Target(statement, chosen, factor).read_on(scene), found.point) is not None


def _short(score: float, below: Fraction) -> Fraction:
    """A factor a little below a score, in ten-thousandths."""
    if not np.isfinite(score):
        return CLOSEST if score > 0 else Fraction(0)
    places = int(Fraction(score) * (1 - below) * 10**4)
    return min(Fraction(places, 10**4), CLOSEST)


def _by_bisection(statement: Statement, chosen: Handle, effort: Effort) -> Fraction | None:
    """An assumption that goes further lets more instances in; so for a rarer failure.

    Where some factor succeeds, closer ones are tried only on the fronts on which it does.
    """
    everywhere = range(len(Target(statement, chosen).fronts))
    fronts: list[int] = []
    for low in FIRST:
        fronts = _successes(Target(statement, chosen, low), everywhere, effort)
        if fronts:
            break
    else:
        return None
    if _successes(Target(statement, chosen, CLOSEST), fronts, effort, enough=1):
        return CLOSEST
    high = CLOSEST if low == FIRST[0] else FIRST[0]
    for _ in range(STEPS):
        middle = 1 - Fraction(round(math.sqrt((1 - low) * (1 - high)) * 10**4), 10**4)
        if _successes(Target(statement, chosen, middle), fronts, effort, enough=1):
            low = middle
        else:
            high = middle
    return low


def _successes(
    target: Target, fronts: Iterable[int], effort: Effort, enough: int | None = None
) -> list[int]:
    """The fronts on which an attack succeeds; the first so many of them, if that is enough."""
    return list(islice((front for front in fronts if _falls(target, front, effort)), enough))


def _falls(target: Target, front: int, effort: Effort) -> bool:
    """Whether a batch of the attack finds a counterexample; it is not simplified here."""
    scene, focus = target.fronts[front]
    cases = target.read_on(scene)
    score, enough = target.score(cases, focus)
    asked = enough
    for found in search(score, cases.kinds, effort.count, effort.seed, front, effort.rounds):
        if found.score > asked:
            asked = found.score + abs(found.score) / 100
            if confirm(cases, found.point) is not None:
                return True
    return False
