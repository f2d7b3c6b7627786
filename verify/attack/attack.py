"""An attack on a statement: search, confirm in balls, simplify the witness."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from theory.errors import DomainError
from theory.registry import get, statements
from theory.schema import Statement
from verify.attack.search import ROUNDS, Found, Score, factor_score, margin_score, search
from verify.attack.weaken import Handle, handle, weakened
from verify.properties.cases import Cases, confirm
from verify.properties.claim_tree import CLEARLY
from verify.properties.draws import Coordinates
from verify.properties.scenes.catalogue import SCENES, scenes_of


@dataclass(frozen=True)
class Target:
    """What is attacked.

    Attributes:
        statement: as the theory has it.
        handle: the number that is tightened; None to attack the statement as it is.
        factor: by how much.
    """

    statement: Statement
    handle: Handle | None = None
    factor: Fraction = Fraction(1)

    def read_on(self, scene: int) -> Cases:
        """The statement, weakened, on one of its scenes, from 0 on."""
        return _read(self.statement, self.handle, scene).at(self.factor)

    @property
    def fronts(self) -> tuple[tuple[int, str], ...]:
        """Where there is something to attack: each scene with each conclusion, in turn."""
        scenes = range(len(SCENES[self.statement.id]))
        if self.handle is not None and self.handle.conclusion is not None:
            return tuple((scene, self.handle.conclusion) for scene in scenes)
        return tuple((k, c.name) for c in self.statement.conclusions for k in scenes)

    def score(self, cases: Cases, focus: str) -> tuple[Score, float]:
        """What is to be large, and from where on a point is worth a look in balls."""
        if self.handle is None or not self.handle.read_off:
            return margin_score(cases, focus), CLEARLY
        return factor_score(cases, focus), float(self.factor) * (1 + CLEARLY)


@lru_cache(maxsize=32)
def _read(statement: Statement, chosen: Handle | None, scene: int) -> Cases:
    """Reading takes as long as a batch, and the batches of an attack read the same."""
    claimed = statement if chosen is None else weakened(statement, chosen)
    return Cases(claimed, scenes_of(statement)[scene])


LEAST_FACTOR = Fraction(1, 1000)


def check_attackable(statement: Statement) -> None:
    """Refuse what claims nothing, or has no instances.

    Args:
        statement: what is to be attacked.

    Raises:
        DomainError: it is a definition, or has no scenes.
    """
    if statement.kind == "definition":
        raise DomainError(
            f"{statement.id} is a definition and claims nothing, so there is nothing to attack;"
            f" attack a statement that shares assumptions with it, such as {_sharing(statement)}."
        )
    if statement.id not in SCENES:
        raise DomainError(
            f"there are no instances to draw for {statement.id}; attack another statement of"
            " warmproof list."
        )


def _sharing(definition: Statement) -> str:
    """The statements that share the most assumptions with a definition, as text."""
    assumed = {each.claim for each in definition.assumptions}

    def shared(statement: Statement) -> int:
        return len(assumed & {each.claim for each in statement.assumptions})

    found = sorted((s for s in statements() if s.id in SCENES), key=shared, reverse=True)
    return ", ".join(each.id for each in found[:3])


def target_of(statement_id: str, weaken: str | None = None, factor: Fraction | int = 1) -> Target:
    """What is attacked, by names.

    Args:
        statement_id: of a statement in ``theory``.
        weaken: the name of a handle of it; None for the statement as it is.
        factor: in [1/1000, 1].

    Raises:
        UnknownIdError: there is no such statement.
        DomainError: it is a definition, there is no such handle, or the factor lies outside.

    >>> target_of("gd_nonconvex", "rate", Fraction(9, 10)).handle.text
    '2*Delta(0) - 2*Delta(T)'
    """
    statement = get(statement_id)
    check_attackable(statement)
    chosen = None if weaken is None else handle(statement, weaken)
    if not LEAST_FACTOR <= factor <= 1:
        raise DomainError(
            f"a factor that tightens lies in [{LEAST_FACTOR}, 1]; got {factor}. Choose one inside."
        )
    return Target(statement, chosen, Fraction(factor))


@dataclass(frozen=True)
class Counterexample:
    """A point that certainly meets all assumptions and breaks a conclusion.

    Attributes:
        scene: which of the statement's scenes, from 0 on.
        coordinates: the point of the cube.
        conclusions: what it breaks.
    """

    scene: int
    coordinates: Coordinates
    conclusions: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What a batch of an attack came to.

    Attributes:
        best: the largest score, by scene.
        scene: where it was.
        cases: points looked at.
        met: those of them that meet the assumptions.
        counterexample: the first that balls confirmed, if any.
        unconfirmed: points that floats took for one, and balls did not.
    """

    best: float
    scene: int
    cases: int
    met: int
    counterexample: Counterexample | None = None
    unconfirmed: int = 0


def attack_batch(
    target: Target, count: int, seed: int, batch: int, rounds: int = ROUNDS
) -> Outcome:
    """One batch of an attack: on one scene and one conclusion, by the number of the batch.

    Args:
        target: what is attacked.
        count: how many cases to draw before the ascent.
        seed: of the whole attack.
        batch: which part of it this is.
        rounds: of the ascent.
    """
    index, focus = target.fronts[batch % len(target.fronts)]
    cases = target.read_on(index)
    score, enough = target.score(cases, focus)
    unconfirmed, asked = 0, -np.inf
    found = Found(-np.inf, np.zeros(0))
    for found in search(score, cases.kinds, count, seed, batch, rounds):
        if found.score > enough and found.score > asked:
            asked = found.score + abs(found.score) / 100  # ask again once it is clearly better
            confirmed = confirm(cases, found.point)
            if confirmed is not None:
                simple = simplified(cases, confirmed[0])
                example = Counterexample(index, simple, cases.broken(simple))
                return Outcome(found.score, index, found.cases, found.met, example, unconfirmed)
            unconfirmed += 1
    return Outcome(found.score, index, found.cases, found.met, None, unconfirmed)


def simplified(cases: Cases, coordinates: Coordinates) -> Coordinates:
    """A counterexample with as short coordinates as one pass finds.

    Args:
        cases: the statement on its scene.
        coordinates: a point that breaks it.
    """
    found = list(coordinates)
    for k, x in enumerate(coordinates):
        for bits in range(1, 12):
            shorter = Fraction(round(x * 2**bits), 2**bits)
            if shorter == x:
                break
            if cases.broken((*found[:k], shorter, *found[k + 1 :])):
                found[k] = shorter
                break
    return tuple(found)
