"""The noise models as compiled functions, drawing the same words as the models themselves.

Each is a function of (key, t, gap, squared gradient norm, gradient, numbers) with the gradient as a
tuple; ``numbers`` are the model's parameters in doubles, so other parameters compile nothing anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numba import njit, uint64

from verify.sgd.counter import GOLDEN
from verify.sgd.kernels.tuples import collected, dot, scaled
from verify.sgd.noise import Noise
from verify.sgd.noises.abc import ABC
from verify.sgd.noises.biased import Biased
from verify.sgd.noises.coordinate import Coordinate
from verify.sgd.noises.drawing import doubles
from verify.sgd.noises.light_tails import LightTails
from verify.sgd.noises.qsgd import Quantised
from verify.sgd.noises.rademacher import Rademacher
from verify.sgd.noises.sphere import Sphere
from verify.sgd.noises.student import Student

_STEP = uint64(int(GOLDEN))


@njit
def word(key: Any, count: Any) -> Any:
    """The word number ``count`` of a key, counted over all steps: `counter.Words.words`."""
    z = uint64(key) + uint64(count + 1) * _STEP
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@njit
def uniform(key: Any, count: Any) -> Any:
    """The same in (0, 1)."""
    return (np.float64(word(key, count) >> uint64(11)) + 0.5) * 2.0**-53


@njit
def sign(key: Any, count: Any) -> Any:
    """Its highest bit as a sign."""
    return 1.0 if word(key, count) >> uint64(63) else -1.0


@njit
def normal(key: Any, count: Any) -> Any:
    """A normal number from it and the next."""
    radius = math.sqrt(-2.0 * math.log(uniform(key, count)))
    return radius * math.cos(2 * math.pi * uniform(key, count + 1))


Recipe = tuple[Any, tuple[float, ...]]
"""The compiled function, and the numbers that it takes."""


def _rademacher(noise: Rademacher) -> Recipe:
    return _signs(noise.dimension), (noise.size, 0.0)


def _biased(noise: Biased) -> Recipe:
    return _signs(noise.dimension), (noise.signs.size, noise.mean)


def _signs(d: int) -> Any:
    per_step = -(-d // 64)

    def coordinate(j: int) -> Any:
        k, shift = j // 64, 63 - j % 64

        @njit
        def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
            bit = (word(key, t * per_step + k) >> uint64(shift)) & uint64(1)
            # Without a branch: the processor could not foresee it.
            return (2.0 * np.float64(bit) - 1.0) * numbers[0] + numbers[1]

        return draw

    return collected(coordinate, d)


def _sphere(noise: Sphere) -> Recipe:
    d = noise.dimension

    def coordinate(j: int) -> Any:
        @njit
        def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
            return normal(key, t * 2 * d + 2 * j)

        return draw

    normals = collected(coordinate, d)

    @njit
    def on_sphere(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
        found = normals(key, t, gap, squared, gradient, numbers)
        return scaled(numbers[0] / math.sqrt(dot(found, found)), found)

    return on_sphere, (noise.radius,)


def _along(size: Any, d: int) -> Any:
    """The noise of this signed size along the gradient, or the first coordinate where it is 0."""

    def coordinate(j: int) -> Any:
        at_rest = 1.0 if j == 0 else 0.0

        @njit
        def unit(squared: Any, gradient: Any) -> Any:
            return gradient[j] / math.sqrt(squared) if squared > 0 else at_rest

        return unit

    direction = collected(coordinate, d)

    @njit
    def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
        bound = numbers[0] * gap + numbers[1] * squared + numbers[2]
        return scaled(size(key, t, bound, numbers), direction(squared, gradient))

    return draw


def _abc(noise: ABC, d: int) -> Recipe:
    @njit
    def size(key: Any, t: Any, bound: Any, numbers: Any) -> Any:
        return sign(key, t) * math.sqrt(bound)

    return _along(size, d), doubles(noise.levels)


def _light_tails(noise: LightTails, d: int) -> Recipe:
    @njit
    def normally(key: Any, t: Any, bound: Any, numbers: Any) -> Any:
        return math.sqrt(numbers[3] * bound) * normal(key, 2 * t)

    @njit
    def exponentially(key: Any, t: Any, bound: Any, numbers: Any) -> Any:
        share = -math.log(uniform(key, 2 * t)) / numbers[3]
        return math.sqrt(share * bound) * sign(key, 2 * t + 1)

    size = normally if noise.normal else exponentially
    return _along(size, d), (*doubles(noise.levels), noise.scale)


def _coordinate(noise: Coordinate) -> Recipe:
    d, per_step = noise.dimension, noise.per_step

    @njit
    def chosen(key: Any, t: Any, kept: Any) -> Any:
        """The set as the bits of an integer."""
        wanted, found = kept, 0
        for j in range(d):
            chance = uniform(key, t * per_step + j) if j < d - 1 else 0.5
            if chance * (d - j) < wanted:
                wanted -= 1.0
                found |= 1 << j
        return found

    def coordinate(j: int) -> Any:
        @njit
        def entry(bits: Any, gradient: Any, kept: Any) -> Any:
            return (d / kept - 1.0 if (bits >> j) & 1 else -1.0) * gradient[j]

        return entry

    entries = collected(coordinate, d)

    @njit
    def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
        return entries(chosen(key, t, numbers[0]), gradient, numbers[0])

    return draw, (float(noise.kept),)


def _quantised(noise: Quantised) -> Recipe:
    d = noise.dimension

    def coordinate(j: int) -> Any:
        @njit
        def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
            unit = (math.sqrt(squared) if squared > 0 else 1.0) / numbers[0]
            place = gradient[j] / unit
            below = math.floor(place)
            above = 1.0 if uniform(key, t * d + j) < place - below else 0.0
            return (below - place + above) * unit

        return draw

    return collected(coordinate, d), (float(noise.count),)


def _student(noise: Student) -> Recipe:
    d = noise.dimension

    def coordinate(j: int) -> Any:
        @njit
        def draw(key: Any, t: Any, gap: Any, squared: Any, gradient: Any, numbers: Any) -> Any:
            dof, count = numbers[0], t * 2 * d + 2 * j
            radius = math.sqrt(dof * (uniform(key, count) ** (-2 / dof) - 1))
            return numbers[1] * radius * math.cos(2 * math.pi * uniform(key, count + 1))

        return draw

    return collected(coordinate, d), noise.numbers


_RECIPES: Mapping[type[Noise], Callable[..., Recipe]] = {
    Rademacher: lambda noise, d: _rademacher(noise),
    Biased: lambda noise, d: _biased(noise),
    Sphere: lambda noise, d: _sphere(noise),
    ABC: _abc,
    LightTails: _light_tails,
    Coordinate: lambda noise, d: _coordinate(noise),
    Quantised: lambda noise, d: _quantised(noise),
    Student: lambda noise, d: _student(noise),
}


def has_recipe(noise: Noise) -> bool:
    """Whether the model is known here."""
    return type(noise) in _RECIPES


def recipe(noise: Noise, dimension: int) -> Recipe:
    """The compiled draw of a model and its numbers."""
    return _RECIPES[type(noise)](noise, dimension)
