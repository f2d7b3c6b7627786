"""The tape on complex balls, for rigorous integration only.

The integrator asks for values on complex neighbourhoods of the path and must be told where the
function is not analytic. Principal branches are used, so a real power, root, logarithm or inverse
function whose argument may touch its branch cut answers nan. On the reals every point outside
the real domain of such a function lies on that cut.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flint import acb, arb, fmpq

from verify.intervals.lowering import UnsupportedError
from verify.intervals.tape import Step, Tape

_NOWHERE = acb(arb.nan())

_CONSTANTS: Mapping[str, Callable[[Any], acb]] = {
    "rational": acb,
    "pi": lambda _: acb(arb.pi()),
    "e": lambda _: acb(arb.const_e()),
}

# Analytic wherever they are finite.
_MEROMORPHIC: Mapping[str, Callable[..., acb]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
    "exp": acb.exp,
    "sin": acb.sin,
    "cos": acb.cos,
    "tan": acb.tan,
    "sinh": acb.sinh,
    "cosh": acb.cosh,
    "tanh": acb.tanh,
    # Cut on the reals only; in the plane the power that follows checks its own branch cut.
    "nonnegative_part": lambda z: z,
}

_WITH_FLAG: Mapping[str, Callable[..., acb]] = {
    "log": acb.log,
    "real_power": acb.pow,
    "abs": acb.real_abs,
    "min": acb.real_min,
    "max": acb.real_max,
    "sign": acb.real_sgn,
}


def _nonzero(x: arb) -> bool:
    return bool(x > 0 or x < 0)


def _within_unit(x: arb) -> bool:
    return bool(abs(x) < 1)


# Inverse functions with the region in which they are analytic for certain.
_CUT: Mapping[str, tuple[Callable[[acb], acb], Callable[[acb], bool]]] = {
    "atan": (acb.atan, lambda z: _nonzero(z.real) or _within_unit(z.imag)),
    "asinh": (acb.asinh, lambda z: _nonzero(z.real) or _within_unit(z.imag)),
    "atanh": (acb.atanh, lambda z: _nonzero(z.imag) or _within_unit(z.real)),
    "acosh": (acb.acosh, lambda z: _nonzero(z.imag) or bool(z.real > 1)),
}


def _apply(step: Step, slots: Sequence[acb], analytic: bool) -> acb:
    op, args = step.op, [slots[i] for i in step.args]
    if op in _CONSTANTS:
        return _CONSTANTS[op](step.data)
    if op in _MEROMORPHIC:
        return _MEROMORPHIC[op](*args)
    if op in _WITH_FLAG:
        return _WITH_FLAG[op](*args, analytic=analytic)
    if op == "integer_power":
        return args[0] ** step.data
    if op == "rational_power":
        root = step.data == (1, 2)
        power = acb(fmpq(*step.data))
        return args[0].sqrt(analytic=analytic) if root else args[0].pow(power, analytic=analytic)
    function, is_analytic = _CUT[op]
    return _NOWHERE if analytic and not is_analytic(args[0]) else function(args[0])


def run(tape: Tape, z: acb, analytic: bool) -> acb:
    """Enclose the first output of a tape of one variable on a complex ball.

    Args:
        tape: a tape that `check` accepts.
        z: where to evaluate.
        analytic: answer nan unless the function is analytic on all of ``z``.
    """
    slots: list[acb] = [z]
    for step in (*tape.constants, *tape.steps):
        slots.append(_apply(step, slots, analytic))
    return slots[tape.outputs[0]]


def check(tape: Tape) -> None:
    """Refuse a tape with operations that have no extension to the complex plane here.

    Raises:
        UnsupportedError: the integrand has pieces; integrate them one by one.
    """
    known = {*_CONSTANTS, *_MEROMORPHIC, *_WITH_FLAG, *_CUT, "integer_power", "rational_power"}
    for step in (*tape.constants, *tape.steps):
        if step.op not in known:
            raise UnsupportedError(
                f"cannot integrate across {step.op}; split the integral at the break points."
            )
