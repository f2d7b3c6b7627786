"""The same tape in plain float64 with numpy, for plots and long runs. No rigour is claimed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mpmath
import numpy as np
from flint import fmpq
from numpy.typing import ArrayLike, NDArray

from verify.intervals.tape import Step, Tape


def _float(value: fmpq) -> float:
    """The nearest float; infinite beyond the float range."""
    try:
        return int(value.p) / int(value.q)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _clip(x: Any, ends: tuple[fmpq | None, fmpq | None]) -> Any:
    low, high = ends
    if low is not None:
        x = np.maximum(x, _float(low))
    return x if high is None else np.minimum(x, _float(high))


def _gamma(x: Any) -> Any:
    return np.vectorize(lambda v: float(mpmath.gamma(v)), otypes=[float])(x)


def _gauss_half(b: Any, z: Any) -> Any:
    def value(b: float, z: float) -> float:
        return float(mpmath.hyp2f1(0.5, b, 1 + b, z))

    return np.vectorize(value, otypes=[float])(b, z)


FLOAT_CONSTANTS: Mapping[str, Callable[[Any], Any]] = {
    "rational": _float,
    "pi": lambda _: np.pi,
    "e": lambda _: np.e,
    "true": lambda _: True,
    "false": lambda _: False,
}

FLOAT_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "min": np.minimum,
    "max": np.maximum,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "atan": np.arctan,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "abs": np.abs,
    "sign": np.sign,
    "heaviside": lambda x: np.heaviside(x, 0.5),
    "nonnegative_part": lambda x: np.maximum(x, 0.0),
    "real_power": np.power,
    "gamma": _gamma,
    "gauss_half": _gauss_half,
    "lt": np.less,
    "le": np.less_equal,
    "eq": np.equal,
    "ne": np.not_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
}

FLOAT_FACTORIES: Mapping[str, Callable[[Any, Any], Any]] = {
    "integer_power": lambda x, n: x * x if n == 2 else np.power(x, float(n)),
    "rational_power": lambda x, pq: np.sqrt(x) if pq == (1, 2) else np.power(x, pq[0] / pq[1]),
    "clip": _clip,
}


def _piecewise(args: Sequence[Any]) -> Any:
    result: Any = np.nan
    for condition, branch in reversed(list(zip(args[::2], args[1::2], strict=True))):
        result = np.where(condition, branch, result)
    return result


def _apply(step: Step, slots: Sequence[Any]) -> Any:
    args = [slots[i] for i in step.args]
    if step.op in FLOAT_CONSTANTS:
        return FLOAT_CONSTANTS[step.op](step.data)
    if step.op == "piecewise":
        return _piecewise(args)
    if step.op in FLOAT_FACTORIES:
        return FLOAT_FACTORIES[step.op](args[0], step.data)
    return FLOAT_OPERATIONS[step.op](*args)


def run(tape: Tape, arrays: Sequence[ArrayLike]) -> list[NDArray[np.float64]]:
    """Evaluate a tape on float arrays; results are broadcast to the common shape.

    Raises:
        ValueError: wrong number of arrays, or shapes that cannot be broadcast.
    """
    if len(arrays) != tape.variables:
        raise ValueError(f"{tape.variables} arrays are needed; got {len(arrays)}")
    inputs = [np.asarray(array, dtype=np.float64) for array in arrays]
    shape = np.broadcast_shapes(*(array.shape for array in inputs))
    slots: list[Any] = list(inputs)
    with np.errstate(all="ignore"):
        for step in (*tape.constants, *tape.steps):
            slots.append(_apply(step, slots))
    results = [np.asarray(slots[slot], dtype=np.float64) for slot in tape.outputs]
    return [np.broadcast_to(result, shape).copy() for result in results]
