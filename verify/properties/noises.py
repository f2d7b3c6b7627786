"""Noise of a gradient on a line: a few values with probabilities, so that means are exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError
from verify.properties.show import fraction, written


class Noise:
    """A noise with mean 0 that takes finitely many values: |xi| <= ``bound`` always.

    Args:
        values: exact.
        chances: their probabilities; equal ones if left out.

    Raises:
        DomainError: probabilities that are negative or do not add up to 1, or a mean other than 0.

    >>> biased = Noise([2, -1], ["1/3", "2/3"])
    >>> biased.bound, biased.variance, biased.mean_of(lambda xi: xi**3)
    (Fraction(2, 1), Fraction(2, 1), Fraction(2, 1))
    """

    def __init__(self, values: Iterable[Any], chances: Sequence[Any] | None = None) -> None:
        self.values = tuple(fraction(value, "value") for value in values)
        equal = [Fraction(1, len(self.values))] * len(self.values) if self.values else []
        self.chances = tuple(fraction(x, "chance") for x in (equal if chances is None else chances))
        if len(self.values) != len(self.chances):
            raise DomainError(
                f"a noise needs a chance for each value; got {len(self.chances)} for "
                f"{len(self.values)}."
            )
        if sum(self.chances) != 1 or min(self.chances) < 0:
            raise DomainError(
                f"chances need to be >= 0 and add up to 1; got {written(list(self.chances))}."
            )
        if self.mean_of(lambda xi: xi) != 0:
            raise DomainError(
                f"a noise needs mean 0; got {self.mean_of(lambda xi: xi)}. Shift the values by it."
            )

    @property
    def bound(self) -> Fraction:
        """The largest |xi| that has a positive chance: sigma of bounded noise."""
        return max(abs(x) for x, q in zip(self.values, self.chances, strict=True) if q > 0)

    @property
    def variance(self) -> Fraction:
        """E xi^2."""
        return self.mean_of(lambda xi: xi**2)

    def mean_of(self, of: Callable[[Fraction], Any]) -> Any:
        """The mean of a function of the noise, exact if the function is.

        Args:
            of: takes a value of the noise.
        """
        return sum(q * of(x) for x, q in zip(self.values, self.chances, strict=True))

    def sample(self, rng: np.random.Generator, shape: int | tuple[int, ...]) -> NDArray[Any]:
        """Independent draws, rounded.

        Args:
            rng: the source of randomness.
            shape: of the result.
        """
        chances = np.array([float(q) for q in self.chances])
        values = np.array([float(x) for x in self.values])
        return rng.choice(values, size=shape, p=chances / chances.sum())

    def __repr__(self) -> str:
        equal = len(set(self.chances)) == 1
        chances = "" if equal else f", {written(list(self.chances))}"
        return f"Noise({written(list(self.values))}{chances})"
