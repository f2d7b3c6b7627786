"""A lower bound as one document, the shape that scripts rely on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from flint import arb

from theory.logic import real
from theory.printing import expr_text
from theory.theorems.lower_bound.pieces import M, s
from verify.adversary.attack import LowerBound
from verify.adversary.function import Adversary, Segment
from verify.intervals.balls import precision
from verify.intervals.evaluate import compile_expressions
from verify.numbers import number

BITS = 128
MOST_WAVES = 100
"""Waves listed from each end; all of them are in a trace."""

_X = real("x")


def document(found: LowerBound) -> dict[str, Any]:
    """Everything that was found, ready for JSON."""
    adversary, setting = found.adversary, found.adversary.setting
    given = {v: value for v, value in setting.values.items() if v not in (M, s)}
    return {
        "schedule": adversary.schedule.name,
        "variant": setting.variant.name,
        "inputs": {v.name: number(value).to_json() for v, value in given.items()},
        "M": number(setting.put(M)).to_json(),
        "step_threshold": number(setting.threshold).to_json(),
        "slope": number(adversary.slope).to_json(),
        "tau": adversary.tau,
        "lower_bound": found.bound,
        "lower_bound_here": found.bound_here,
        "iterations": found.iterations,
        "iterates_above": None if found.never else found.descent.above,
        "never": found.never,
        "outcome": str(found.descent.end),
        "pieces": list(_pieces(adversary)),
        "waves": len(adversary.periods) if adversary.tau is not None else None,
        "verdicts": [v.to_json() for v in found.verdicts],
        "seconds": found.seconds,
    }


def _pieces(adversary: Adversary) -> Iterator[dict[str, Any]]:
    """The pieces from left to right; of very many waves those at both ends."""
    with precision(BITS):
        joints = _joints(adversary)
        for place, segment in enumerate(adversary.before):
            after = adversary.before[place + 1 : place + 2]
            yield _single(segment, after[0].left if after else None)
        if adversary.tau is None:
            yield {
                "kind": "waves",
                "left": None,
                "right": number(adversary.end_of_waves).to_json(),
                "step": number(adversary.schedule.exact(0)).to_json(),
                "periods": adversary.periods[0],
            }
        else:
            for t in reversed(range(adversary.tau)):
                if t < MOST_WAVES or t >= adversary.tau - MOST_WAVES:
                    yield from _wave(adversary, t, joints)
        for segment in adversary.after:
            if segment.left is sp.nan:
                left = number(joints[0] if joints else adversary.end_of_waves).to_json()
                yield {"kind": segment.kind, "left": left, "right": None}
            else:
                yield _single(segment, None)


def _joints(adversary: Adversary) -> list[arb]:
    """x_0, ..., x_tau; empty if there are no waves to list."""
    if not adversary.tau:
        return []
    end, slope = compile_expressions([adversary.end_of_waves, adversary.slope], [])([], BITS)
    joints = [end]
    for step in reversed(adversary.steps):
        joints.append(joints[-1] + step * slope)
    return joints[::-1]


def _wave(adversary: Adversary, t: int, joints: list[arb]) -> Iterator[dict[str, Any]]:
    """The periods of one wave; the lowest of a linked one stands among the single pieces."""
    left, periods = joints[t + 1], adversary.periods[t]
    if adversary.linked and adversary.tau is not None and t == adversary.tau - 1:
        left += (joints[t] - left) / periods
        periods -= 1
    if periods:
        yield {
            "kind": "wave",
            "t": t,
            "left": number(left).to_json(),
            "right": number(joints[t]).to_json(),
            "step": number(adversary.steps[t]).to_json(),
            "periods": periods,
        }


def _single(segment: Segment, next_left: sp.Expr | None) -> dict[str, Any]:
    piece = segment.piece
    if segment.left.is_infinite:
        assert next_left is not None
        return {
            "kind": segment.kind,
            "left": None,
            "right": number(next_left).to_json(),
            "value": expr_text(piece.at(_X - next_left)[0]),
        }
    right = segment.left + piece.high - piece.low
    return {
        "kind": segment.kind,
        "left": number(segment.left).to_json(),
        "right": None if right.is_infinite else number(right).to_json(),
        "value": expr_text(piece.shifted(segment.left, _X)[0]),
    }


def summary(found: LowerBound) -> list[str]:
    """The headline in a few lines of text."""
    adversary, setting = found.adversary, found.adversary.setting
    tau = adversary.tau
    eps = setting.eps
    head = (
        f"{adversary.schedule.title}; {setting.variant.name} waves, "
        f"M = {_text(setting.put(M))}, step threshold {_text(setting.threshold)}"
    )
    if tau is None:
        waves = "every step reaches it: waves for ever"
    elif tau == 0:
        waves = "no step reaches it: no waves"
    else:
        steps = "first step reaches it and gets a wave"
        if tau > 1:
            steps = f"first {tau:,} steps reach it and get a wave each"
        waves = f"tau = {tau:,}: the {steps}"
    lines = [head, waves, ""]
    slope = f"|f'(x_t)| >= {eps}"
    bound = f"lower bound  {found.bound:,} iterates with {slope}, for any nonincreasing schedule"
    if found.bound_here != found.bound:
        bound += f"; {found.bound_here:,} for this one"
    if found.never:
        measured = f"iterations   none: {found.descent.end}"
    elif found.iterations is not None:
        measured = f"iterations   {found.iterations:,} until |f'(x_t)| < {eps}"
    else:
        measured = f"iterations   more than {found.descent.above - 1:,}: {found.descent.end}"
    return [*lines, bound, measured]


def _text(value: sp.Expr) -> str:
    if isinstance(value, sp.Rational):
        return str(number(value))
    short = number(value, 6)
    return f"{short.lower}..."
