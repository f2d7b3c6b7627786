"""A tape as machine code: its operations one after the other, each slot a register.

Arithmetic is emitted as it stands; functions of one or two numbers are the ones that numba compiles
from NumPy's. No source text is made and nothing is executed from text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from verify.intervals.floats import FLOAT_CONSTANTS
from verify.intervals.tape import Step, Tape

_BINARY: Mapping[str, str] = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
_COMPARED: Mapping[str, str] = {"lt": "<", "le": "<=", "eq": "==", "ne": "!="}
_LOGICAL: Mapping[str, str] = {"and": "and_", "or": "or_"}

_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "exp": lambda x: np.exp(x),
    "log": lambda x: np.log(x),
    "sin": lambda x: np.sin(x),
    "cos": lambda x: np.cos(x),
    "tan": lambda x: np.tan(x),
    "sinh": lambda x: np.sinh(x),
    "cosh": lambda x: np.cosh(x),
    "tanh": lambda x: np.tanh(x),
    "atan": lambda x: np.arctan(x),
    "asinh": lambda x: np.arcsinh(x),
    "acosh": lambda x: np.arccosh(x),
    "atanh": lambda x: np.arctanh(x),
    "abs": lambda x: np.abs(x),
    "sign": lambda x: np.sign(x),
    "heaviside": lambda x: 0.5 if x == 0 else 1.0 if x > 0 else 0.0 * x,
    "nonnegative_part": lambda x: np.maximum(x, 0.0),
    "min": lambda x, y: np.minimum(x, y),
    "max": lambda x, y: np.maximum(x, y),
    "real_power": lambda x, y: np.power(x, y),
    "sqrt": lambda x: np.sqrt(x),
}
_BY_MULTIPLYING = 8
"""Integer powers up to here are products."""


def can_compile(tape: Tape) -> bool:
    """Whether every operation of the tape is known here."""
    known = {*_BINARY, *_COMPARED, *_LOGICAL, *_FUNCTIONS, *FLOAT_CONSTANTS, "neg", "not"}
    known |= {"integer_power", "rational_power", "clip", "piecewise"}
    return all(step.op in known for step in (*tape.constants, *tape.steps))


def compile_tape(tape: Tape) -> Any:
    """A compiled function from the tuple of the variables to the tuple of the outputs."""

    @intrinsic
    def evaluate(typingctx: Any, point: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            slots = list(cgutils.unpack_tuple(builder, args[0]))
            emitter = _Emitter(context, builder)
            for step in (*tape.constants, *tape.steps):
                slots.append(emitter.step(step, slots))
            found = [slots[slot] for slot in tape.outputs]
            return context.make_tuple(builder, signature.return_type, found)

        return types.UniTuple(types.float64, len(tape.outputs))(point), emit

    return evaluate


class _Emitter:
    """Writes one step after the other into a function under construction."""

    def __init__(self, context: Any, builder: Any) -> None:
        self.context, self.builder = context, builder

    def step(self, step: Step, slots: Sequence[Any]) -> Any:
        """The value of a step."""
        builder, op, data = self.builder, step.op, step.data
        args = [slots[i] for i in step.args]
        if op in ("true", "false"):
            return self.context.get_constant(types.boolean, op == "true")
        if op in FLOAT_CONSTANTS:
            return self.number(float(FLOAT_CONSTANTS[op](data)))
        if op in _BINARY:
            return getattr(builder, _BINARY[op])(*args)
        if op in _COMPARED:
            compare = builder.fcmp_unordered if op == "ne" else builder.fcmp_ordered
            return compare(_COMPARED[op], *args)
        if op in _LOGICAL:
            return getattr(builder, _LOGICAL[op])(*args)
        if op == "neg":
            return builder.fneg(*args)
        if op == "not":
            return builder.not_(*args)
        if op == "piecewise":
            return self.piecewise(args)
        if op == "integer_power":
            return self.power(args[0], data)
        if op == "rational_power":
            p, q = data
            if (p, q) == (1, 2):
                return self.call("sqrt", args)
            return self.call("real_power", [args[0], self.number(p / q)])
        if op == "clip":
            return self.clip(args[0], data)
        return self.call(op, args)

    def number(self, value: float) -> Any:
        return self.context.get_constant(types.float64, value)

    def call(self, op: str, args: Sequence[Any]) -> Any:
        signature = types.float64(*[types.float64] * len(args))
        return self.context.compile_internal(self.builder, _FUNCTIONS[op], signature, args)

    def power(self, base: Any, n: int) -> Any:
        if not 0 < n <= _BY_MULTIPLYING:
            return self.call("real_power", [base, self.number(float(n))])
        result = base
        for _ in range(n - 1):
            result = self.builder.fmul(result, base)
        return result

    def clip(self, value: Any, ends: tuple[Any, Any]) -> Any:
        for op, end in zip(("max", "min"), ends, strict=True):
            if end is not None:
                value = self.call(op, [value, self.number(float(FLOAT_CONSTANTS["rational"](end)))])
        return value

    def piecewise(self, args: Sequence[Any]) -> Any:
        result = self.number(math.nan)
        for condition, branch in reversed(list(zip(args[::2], args[1::2], strict=True))):
            result = self.builder.select(condition, branch, result)
        return result
