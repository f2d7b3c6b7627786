"""Enclosures of expressions on boxes: compile once, evaluate on many boxes.

>>> from verify.intervals.balls import box, ends
>>> s = sp.Symbol("s", real=True)
>>> f = compile_expressions([s**2, 1 / s], [s])
>>> square, inverse = f([box(-1, 1)])
>>> ends(square)[0]
0
>>> is_enclosure(inverse)
False
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, ctx
from numpy.typing import ArrayLike, NDArray

from verify.intervals import conditions, floats, operations, special
from verify.intervals.balls import UNDEFINED, is_enclosure, precision
from verify.intervals.known import Bounds
from verify.intervals.lowering import UnsupportedError, lower
from verify.intervals.tape import Step, Tape

__all__ = ["Compiled", "UnsupportedError", "compile_expressions", "is_enclosure"]

BALL_CONSTANTS: Mapping[str, Callable[[Any], Any]] = {
    "rational": arb,
    "pi": lambda _: arb.pi(),
    "e": lambda _: arb.const_e(),
    "true": lambda _: conditions.TRUE,
    "false": lambda _: conditions.FALSE,
}

BALL_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
    "exp": arb.exp,
    "log": arb.log,
    "sin": arb.sin,
    "cos": arb.cos,
    "min": arb.min,
    "max": arb.max,
    "tan": operations.tan,
    "sinh": operations.sinh,
    "cosh": operations.cosh,
    "tanh": operations.tanh,
    "atan": operations.atan,
    "asinh": operations.asinh,
    "acosh": operations.acosh,
    "atanh": operations.atanh,
    "abs": operations.absolute,
    "sign": operations.sign,
    "heaviside": operations.heaviside,
    "nonnegative_part": operations.nonnegative_part,
    "real_power": operations.real_power,
    "gamma": special.gamma,
    "gauss_half": special.gauss_half,
    "lt": conditions.less,
    "le": conditions.less_equal,
    "eq": conditions.equal,
    "ne": conditions.unequal,
    "and": conditions.conjunction,
    "or": conditions.disjunction,
    "not": conditions.negation,
}

BALL_FACTORIES: Mapping[str, Callable[[Any], operations.Unary]] = {
    "integer_power": operations.integer_power,
    "rational_power": lambda pq: operations.rational_power(*pq),
    "clip": lambda ends: operations.clip(*ends),
}

# A bound step is (function, i, j): two slots, or one slot (j = -1), or the whole list (j = -2).
_Bound = tuple[Callable[..., Any], int, int]


def _bind(step: Step) -> _Bound:
    if step.op in BALL_CONSTANTS:
        make, data = BALL_CONSTANTS[step.op], step.data
        return (lambda _: make(data), -1, -2)
    if step.op == "piecewise":
        return (conditions.piecewise(step.args), -1, -2)
    if step.op in BALL_FACTORIES:
        return (BALL_FACTORIES[step.op](step.data), step.args[0], -1)
    if len(step.args) == 1:
        return (BALL_OPERATIONS[step.op], step.args[0], -1)
    return (BALL_OPERATIONS[step.op], step.args[0], step.args[1])


def _run(steps: Sequence[_Bound], slots: list[Any]) -> None:
    append = slots.append
    for function, i, j in steps:
        if j >= 0:
            append(function(slots[i], slots[j]))
        elif j == -1:
            append(function(slots[i]))
        else:
            append(function(slots))


class Compiled:
    """Expressions ready to be enclosed on boxes (`compile_expressions` makes one).

    Calling it with one ball per variable returns one ball per expression. Each contains every
    value that the expression takes at points of the box, or is no enclosure (`is_enclosure` is
    False): the expression may be undefined somewhere on the box, or no bound was found.
    """

    def __init__(self, tape: Tape) -> None:
        """Bind a tape to ball arithmetic."""
        self._tape = tape
        self._preamble = [_bind(step) for step in tape.constants]
        self._steps = [_bind(step) for step in tape.steps]
        self._outputs = tape.outputs
        self._constants: dict[int, list[Any]] = {}

    def __reduce__(self) -> tuple[type[Compiled], tuple[Tape]]:
        """Travel to other processes as the tape."""
        return Compiled, (self._tape,)

    def __call__(self, values: Sequence[arb], bits: int = 64) -> list[arb]:
        """Enclose every expression on one box.

        Args:
            values: a ball for each variable, in the order of compilation.
            bits: working precision; more bits shrink rounding errors, not the box.

        Raises:
            ValueError: wrong number of values.
            TypeError: a value that is no ball.
        """
        if len(values) != self._tape.variables:
            raise ValueError(f"{self._tape.variables} values are needed; got {len(values)}")
        for value in values:
            # Unbound python-flint methods do not check: arb.exp(3) ends the process.
            if type(value) is not arb:
                raise TypeError(f"a ball (flint.arb) is needed; got {value!r}; make one with box")
        if ctx.prec == bits:  # so in long searches, where setting it each time would cost
            return self._enclose(values, bits)
        with precision(bits):
            return self._enclose(values, bits)

    def _enclose(self, values: Sequence[arb], bits: int) -> list[arb]:
        constants = self._constants.get(bits)
        slots = [*values, *(self._make_constants(bits) if constants is None else constants)]
        _run(self._steps, slots)
        results = [slots[slot] for slot in self._outputs]
        return [ball if ball.is_finite() else UNDEFINED for ball in results]

    def _make_constants(self, bits: int) -> list[Any]:
        # Slots of the variables stay empty here: constants depend on constants only.
        slots: list[Any] = [None] * self._tape.variables
        _run(self._preamble, slots)
        self._constants[bits] = slots[self._tape.variables :]
        return self._constants[bits]

    def floats(self, arrays: Sequence[ArrayLike]) -> list[NDArray[np.float64]]:
        """Evaluate in plain float64 with numpy, element by element; no rigour is claimed.

        Args:
            arrays: one array (or number) per variable; they are broadcast together.

        Returns:
            One array per expression, nan where it is undefined.

        >>> x = sp.Symbol("x", real=True)
        >>> compile_expressions([x**2 / 4], [x]).floats([[1, 2, 4]])[0].tolist()
        [0.25, 1.0, 4.0]
        """
        return floats.run(self._tape, arrays)


def compile_expressions(
    exprs: Sequence[sp.Expr],
    variables: Sequence[sp.Symbol],
    bounds: Mapping[sp.Symbol, Bounds] | None = None,
) -> Compiled:
    """Compile expressions for evaluation on many boxes; equal parts are computed once.

    Args:
        exprs: expressions in exact numbers, ``variables``, ``+ - * / **``, ``pi``, ``E`` and the
            functions of `lowering.FUNCTIONS`, Min, Max, Heaviside and Piecewise.
        variables: the variables, in the order in which their balls will be given.
        bounds: exact ``(low, high)`` that every point of every box keeps, None for no bound. They
            help at the edge of a domain, such as ``sqrt(x - 1/10)`` at 1/10, where the ball of
            a box sticks out by rounding. A wrong promise makes the enclosures wrong.

    Raises:
        UnsupportedError: an unknown function, or a symbol that is no variable.
        InexactInputError: an expression holds a float.
    """
    return Compiled(lower(exprs, variables, bounds))
