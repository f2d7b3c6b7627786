"""The vectorised kernel's arrays on torch, in float64, on a processor or on a GPU.

The words are the counter's, in 64-bit integers with sign: sums and products agree modulo 2^64, and
a shift to the right drops the copies of the sign. This is the one file outside ``verify.nets`` that
imports torch, and the engine imports it only when the backend is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import torch

from theory.errors import WarmproofError
from verify.intervals.floats import FLOAT_CONSTANTS
from verify.intervals.lowering import lower
from verify.intervals.tape import Step, Tape
from verify.problems.function import FunctionProblem
from verify.sgd.counter import GOLDEN, Words, stream_keys
from verify.sgd.kernels.plan import Plan
from verify.sgd.kernels.vectorised import Batch, Evaluate
from verify.sgd.setting import Setting
from verify.sgd.step_table import SHIFT
from verify.sgd.totals import Integers

_FUNCTIONS: Mapping[str, Callable[..., torch.Tensor]] = {
    "add": torch.add,
    "sub": torch.sub,
    "mul": torch.mul,
    "div": torch.div,
    "neg": torch.neg,
    "exp": torch.exp,
    "log": torch.log,
    "sin": torch.sin,
    "cos": torch.cos,
    "tan": torch.tan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "tanh": torch.tanh,
    "atan": torch.atan,
    "asinh": torch.asinh,
    "acosh": torch.acosh,
    "atanh": torch.atanh,
    "abs": torch.abs,
    "sign": torch.sign,
    "heaviside": lambda x: torch.heaviside(x, torch.full_like(x, 0.5)),
    "nonnegative_part": lambda x: torch.clamp(x, min=0.0),
    "min": torch.minimum,
    "max": torch.maximum,
    "real_power": torch.pow,
    "lt": torch.lt,
    "le": torch.le,
    "eq": torch.eq,
    "ne": torch.ne,
    "and": torch.logical_and,
    "or": torch.logical_or,
    "not": torch.logical_not,
}
_WITH_DATA: Mapping[str, Callable[[torch.Tensor, Any], torch.Tensor]] = {
    "integer_power": lambda x, n: x * x if n == 2 else torch.pow(x, float(n)),
    "rational_power": lambda x, pq: torch.sqrt(x) if pq == (1, 2) else torch.pow(x, pq[0] / pq[1]),
    "clip": lambda x, ends: torch.clamp(
        x, *(None if end is None else float(FLOAT_CONSTANTS["rational"](end)) for end in ends)
    ),
}
_LOW = {shift: (1 << (64 - shift)) - 1 for shift in (11, 27, 30, 31)}
"""By the length of a shift: the bits that stay when the copies of the sign are dropped."""


def can_run(setting: Setting) -> bool:
    """Whether the problem is a formula that torch has, and the noise is drawn on it too."""
    problem = setting.problem
    if not (isinstance(problem, FunctionProblem) and setting.noise.portable):
        return False
    tape = _tape(problem)
    known = {*_FUNCTIONS, *_WITH_DATA, *FLOAT_CONSTANTS, "piecewise"}
    return all(step.op in known for step in (*tape.constants, *tape.steps))


def torch_batch(plan: Plan, seeds: Integers, device: str) -> Batch:
    """The runs of some seeds on a device.

    Raises:
        WarmproofError: there is no such device.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise WarmproofError(
            "the backend torch:cuda needs a GPU that torch can use; none was found. "
            "Take the backend torch."
        )
    place, problem = Torch(device), plan.setting.problem
    assert isinstance(problem, FunctionProblem)
    words = partial(TorchWords, device=device)
    return Batch(plan, seeds, words, torch_evaluation(_tape(problem), device), place)


class Torch:
    """Arrays on a device."""

    xp = torch
    multiple = 64
    # On a processor, torch takes what is left over at the end of an array one by one, by another
    # exp and log than the vectors before it.

    def __init__(self, device: str) -> None:
        self.device = device

    def put(self, values: Any) -> torch.Tensor:
        """A numpy array as a tensor there."""
        return torch.as_tensor(values, device=self.device)

    def fetch(self, values: torch.Tensor) -> Any:
        """A tensor as a numpy array."""
        return values.cpu().numpy()

    def leading_bits(self, values: torch.Tensor) -> torch.Tensor:
        """The doubles as integers, shifted right by ``SHIFT``; none is negative."""
        return values.view(torch.int64) >> SHIFT


class TorchWords(Words):
    """The same words as tensors; ``words`` gives them as integers with sign."""

    xp = torch

    def __init__(self, seeds: Integers, per_step: int, device: str = "cpu") -> None:
        self.keys = torch.as_tensor(stream_keys(seeds).view(np.int64), device=device)
        self.per_step = per_step

    def words(self, t: int, k: int) -> Any:
        """Word k of step t, one per seed, shape (n,)."""
        return _mix(self.keys + _signed((t * self.per_step + k + 1) * int(GOLDEN)))

    def uniforms(self, t: int, k: int) -> Any:
        """The same as numbers in (0, 1), 53 bits each, shape (n,)."""
        return (_shifted(self.words(t, k), 11).to(torch.float64) + 0.5) * 2.0**-53

    def signs(self, t: int, k: int, bit: int = 0) -> Any:
        """One bit of the same as a sign, shape (n,)."""
        chosen = (self.words(t, k) >> (63 - bit)) & 1
        return (2 * chosen - 1).to(torch.float64)


def _signed(value: int) -> int:
    """The number modulo 2^64 that lies from -2^63 to 2^63 - 1."""
    return (value + 2**63) % 2**64 - 2**63


def _shifted(words: torch.Tensor, shift: int) -> torch.Tensor:
    return (words >> shift) & _LOW[shift]


def _mix(words: torch.Tensor) -> torch.Tensor:
    """`counter.mix` on integers with sign."""
    z = (words ^ _shifted(words, 30)) * _signed(0xBF58476D1CE4E5B9)
    z = (z ^ _shifted(z, 27)) * _signed(0x94D049BB133111EB)
    return z ^ _shifted(z, 31)


def _tape(problem: FunctionProblem) -> Tape:
    return lower([problem.expression, *problem.gradient], problem.variables)


def torch_evaluation(tape: Tape, device: str) -> Evaluate:
    """The tape of f and its derivatives on tensors."""

    def evaluate(point: list[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        slots: list[torch.Tensor] = list(point)
        for step in (*tape.constants, *tape.steps):
            slots.append(_apply(step, slots, device))
        value, *gradient = (slots[slot].expand(point[0].shape) for slot in tape.outputs)
        return value, gradient

    return evaluate


def _apply(step: Step, slots: Sequence[torch.Tensor], device: str) -> torch.Tensor:
    args = [slots[i] for i in step.args]
    if step.op in FLOAT_CONSTANTS:
        value = FLOAT_CONSTANTS[step.op](step.data)
        kind = torch.bool if isinstance(value, bool) else torch.float64
        return torch.tensor(value, dtype=kind, device=device)
    if step.op == "piecewise":
        result = torch.tensor(torch.nan, dtype=torch.float64, device=device)
        for condition, branch in reversed(list(zip(args[::2], args[1::2], strict=True))):
            result = torch.where(condition, branch, result)
        return result
    if step.op in _WITH_DATA:
        return _WITH_DATA[step.op](args[0], step.data)
    return _FUNCTIONS[step.op](*args)
