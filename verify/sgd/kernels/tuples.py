"""Vectors of a few coordinates as tuples of doubles, which a compiled loop keeps in registers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

# The arguments' names and the pair that is returned are as numba's ``intrinsic`` asks for.


@intrinsic
def bits_of(typingctx: Any, value: Any) -> Any:
    """The 64 bits of a double as an integer."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], context.get_value_type(types.int64))

    return types.int64(types.float64), emit


@intrinsic
def dot(typingctx: Any, left: Any, right: Any) -> Any:
    """The sum of products, in the order of the coordinates."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        a, b = (cgutils.unpack_tuple(builder, vector) for vector in args)
        total = builder.fmul(a[0], b[0])
        for x, y in zip(a[1:], b[1:], strict=True):
            total = builder.fadd(total, builder.fmul(x, y))
        return total

    return types.float64(left, right), emit


@intrinsic
def scaled(typingctx: Any, factor: Any, vector: Any) -> Any:
    """Every coordinate times a number."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        found = [builder.fmul(args[0], x) for x in cgutils.unpack_tuple(builder, args[1])]
        return context.make_tuple(builder, signature.return_type, found)

    return vector(types.float64, vector), emit


@intrinsic
def moved(typingctx: Any, point: Any, eta: Any, gradient: Any, noise: Any) -> Any:
    """The point after a step: w - eta (grad + xi)."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        w, g, xi = (cgutils.unpack_tuple(builder, args[i]) for i in (0, 2, 3))
        found = [
            builder.fsub(x, builder.fmul(args[1], builder.fadd(a, b)))
            for x, a, b in zip(w, g, xi, strict=True)
        ]
        return context.make_tuple(builder, signature.return_type, found)

    return point(point, types.float64, gradient, noise), emit


@intrinsic
def first_three(typingctx: Any, vector: Any) -> Any:
    """The first three coordinates, 0 where there are fewer."""

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        zero = context.get_constant(types.float64, 0.0)
        found = [*cgutils.unpack_tuple(builder, args[0])[:3], zero, zero][:3]
        return context.make_tuple(builder, signature.return_type, found)

    return types.UniTuple(types.float64, 3)(vector), emit


def collected(coordinate: Callable[[int], Any], dimension: int) -> Any:
    """A compiled function whose value is the tuple of the coordinates' values.

    Args:
        coordinate: makes the compiled function of coordinate j; all take the same arguments.
        dimension: how many.
    """
    last = coordinate(dimension - 1)
    if dimension == 1:

        @njit
        def alone(*args: Any) -> Any:
            return (last(*args),)

        return alone
    before = collected(coordinate, dimension - 1)

    @njit
    def all_of_them(*args: Any) -> Any:
        return before(*args) + (last(*args),)  # noqa: RUF005 (numba joins tuples by +)

    return all_of_them


def load(dimension: int) -> Any:
    """A compiled function from an array of shape (n, dimension) and i to its row i."""

    def coordinate(j: int) -> Any:
        @njit
        def entry(array: Any, i: Any) -> Any:
            return array[i, j]

        return entry

    return collected(coordinate, dimension)
