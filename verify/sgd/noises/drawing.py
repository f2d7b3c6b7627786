"""What several models share: directions, normal numbers, and the bound of the noise at a point."""

from __future__ import annotations

import math
from typing import Any

import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noise import Levels


def norms(vectors: Any, xp: Any) -> Any:
    """The Euclidean norm of each row, shape (n,), summed in the order of the coordinates."""
    total = vectors[:, 0] * vectors[:, 0]
    for j in range(1, vectors.shape[1]):
        total = total + vectors[:, j] * vectors[:, j]
    return xp.sqrt(total)


def directions(gradients: Any, xp: Any) -> Any:
    """The unit vectors along the gradients; the first coordinate's where a gradient is 0."""
    sizes = norms(gradients, xp)
    flat = sizes == 0
    columns = [gradients[:, j] / xp.where(flat, 1.0, sizes) for j in range(gradients.shape[1])]
    columns[0] = xp.where(flat, 1.0, columns[0])
    return xp.stack(columns, 1)


def normals(words: Words, t: int, k: int) -> Any:
    """Normal numbers from words k and k + 1 of a step, by Box and Muller, shape (n,)."""
    xp = words.xp
    radius = xp.sqrt(-2.0 * xp.log(words.uniforms(t, k)))
    return radius * xp.cos(2 * math.pi * words.uniforms(t, k + 1))


def squared_bound(levels: Levels, gaps: Any, gradients: Any, xp: Any) -> Any:
    """A Delta + B ||grad||^2 + C in doubles, shape (n,)."""
    A, B, C = doubles(levels)
    size = norms(gradients, xp)
    return A * gaps + B * (size * size) + C


def doubles(levels: Levels) -> tuple[float, float, float]:
    """A, B and C as the nearest doubles."""
    return float(sp.N(levels.A, 20)), float(sp.N(levels.B, 20)), float(sp.N(levels.C, 20))
