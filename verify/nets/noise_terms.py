"""How well A, B, C of the noise are known, and which of them a run needs: the noise ablation.

A term is left out and the envelope fitted again. Its excess, the mean of ln(bound/noise), can only
grow; by how much says what the term is worth, in powers of e of a step that takes the bound as a
factor. Two terms that fall together along a run may each be spared, and yet not both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify.nets.bootstrap import Interval, Places, Resampling
from verify.nets.noise import NoiseEnvelope, NoisePoint, Which, fit_table, table

SUBSETS = ("ABC", "BC", "AC", "AB", "A", "B", "C")
"""All three, one left out, one alone."""

_DOUBT = 0.01
"""A term is called needed if, within its interval, the excess grows by more than one percent."""


@dataclass(frozen=True)
class Terms:
    """An envelope of noise with some of its terms.

    Attributes:
        terms: of A, B, C those that there are.
        envelope: the best with these; None where at some point each of them is 0.
        worse: by how much its excess is larger than that with all three; None where the envelope
            is, or where it was not asked for.
    """

    terms: str
    envelope: NoiseEnvelope | None
    worse: Interval | None


@dataclass(frozen=True)
class Noise:
    """The envelope of one kind of noise.

    Attributes:
        which: "mean" or "largest".
        A: unit loss/length^2.
        B: a number.
        C: unit loss^2/length^2.
        subsets: in the order of SUBSETS; the first has all terms.
    """

    which: Which
    A: Interval
    B: Interval
    C: Interval
    subsets: tuple[Terms, ...]

    @property
    def envelope(self) -> NoiseEnvelope:
        """With all terms."""
        found = self.subsets[0].envelope
        assert found is not None  # C is never 0 everywhere
        return found

    @property
    def needed(self) -> str:
        """Those of A, B, C without which the excess is larger beyond doubt."""
        return "".join(
            term
            for term in "ABC"
            for left in self.subsets
            if left.terms == "ABC".replace(term, "")
            and (left.worse is None or left.worse.low > _DOUBT)
        )


def judge_noise(points: Sequence[NoisePoint], which: Which, how: Resampling | None = None) -> Noise:
    """Fit with all terms and with some, and bootstrap both.

    Args:
        points: in the order of the run.
        which: as for `fit_noise`.
        how: the resampling.

    Raises:
        DomainError: no points, or one without noise.
    """
    features, squares = table(points, which)
    there = {terms: features[:, ["ABC".index(term) for term in terms]] for terms in SUBSETS}
    possible = [terms for terms in SUBSETS if there[terms].any(axis=1).all()]
    fitted = {terms: fit_table(features, squares, terms) for terms in possible}
    compared = possible[1:]

    def numbers(places: Places) -> list[float]:
        drawn = [fit_table(features[places], squares[places], terms) for terms in possible]
        whole = drawn[0]
        return [whole.A, whole.B, whole.C, *(less.excess - whole.excess for less in drawn[1:])]

    drawn = (how or Resampling()).draw(len(points), numbers)
    worse = {terms: drawn.around(3 + i, low=0) for i, terms in enumerate(compared)}
    return Noise(
        which,
        drawn.around(0, low=0),
        drawn.around(1, low=0),
        drawn.around(2, low=0),
        tuple(Terms(terms, fitted.get(terms), worse.get(terms)) for terms in SUBSETS),
    )
