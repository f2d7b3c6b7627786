"""Descent with high probability: instances on which the lemmas fail with one assumption less.

They are bare sequences, one step long: no function is behind them.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import T, t
from theory.rules.expectation import omega
from theory.theorems.sgd.instances import CERTAIN, COIN
from theory.witness import Witness

SWING = 2 * omega - 1
"""1 at outcome 1, -1 at outcome 0."""

_AFTER = 3 - sp.Rational(16, 5) * omega
"""1 - 6/5 where the noise helps; where it does not, nothing is asked, for the bound is above 2."""


def step(
    text: str,
    *,
    after: sp.Expr | int,
    gain: int | str = 0,
    exponent: sp.Expr | int = 0,
    part: sp.Expr | int = 0,
    bound: int | str = 0,
    slack: int = 0,
    confidence: int | str | None = None,
    random: bool = False,
) -> Witness:
    """One step from gap0 = 1.

    Args:
        text: the instance in words.
        after: the gap after the step, which may depend on the outcome.
        gain: q_0.
        exponent: Y_0, which may depend on the outcome.
        part: X_0, which may depend on the outcome.
        bound: a_0.
        slack: what a step may add without noise.
        confidence: ln(1/delta); ln 4 unless given.
        random: whether there are two outcomes, with probability 1/2 each.
    """
    delta = sp.Rational(1, 4) if confidence is None else sp.exp(-sp.Rational(confidence))
    values = {
        sym.gap0: 1,
        sym.delta: delta,
        sym.tilt: -2 * sp.log(delta),
        sym.slack: slack,
        T: 1,
    }
    functions = {
        sym.sgd_gap: sp.Lambda((t, omega), 1 + t * (after - 1)),
        sym.gain_at: sp.Lambda((t, omega), sp.Rational(gain)),
        sym.exponent_at: sp.Lambda((t, omega), exponent),
        sym.centred_part: sp.Lambda((t, omega), part),
        sym.part_bound: sp.Lambda((t, omega), sp.Rational(bound)),
        sym.event: sp.Lambda(omega, sp.Integer(1)),
        sym.moment: sp.Lambda(omega, sp.Integer(1)),
    }
    return Witness(
        text,
        "potential",
        values={name: sp.sympify(value) for name, value in values.items()},
        functions=functions,
        outcomes=COIN if random else CERTAIN,
    )


_COMMON: Mapping[str, Witness | str] = {
    "gap0_range": "tilt_value says that gap0 has the sign of ln(1/delta) > 0",
    "delta_range": "tilt_value says that ln(1/delta) is positive",
    "slack_range": step("slack 1 and no noise: 3 > 2", after=3, slack=1),
}
MOMENTS_FAIL: Mapping[str, Witness | str] = {
    **_COMMON,
    "gain": step("q_0 = -4 and no noise: 100 - 2 > 2", after=100, gain=-4),
    "known": "Y_t known later than at t + 1 may repeat what was paid for already, which takes two "
    "steps to be seen; the instances have one",
    "increments": step("Y_0 = 10 at every outcome: 6 > 2", after=6, exponent=10, confidence=1),
    "descent": step("the gap grows from 1 to 3 without noise", after=3),
}
BOUNDED_FAIL: Mapping[str, Witness | str] = {
    **_COMMON,
    "gain": "variance says it where the gap is at most 2 gap0, and nothing else is used",
    "adapted": "a bound or a stopping known only after the noise need not leave it centred (see "
    "hoeffding_moment)",
    "centred": step(
        "X_0 = -6/5 at every outcome, ln(1/delta) = 1/64: 21/10 > 2",
        after=3,
        gain="9/100",
        part=-sp.Rational(6, 5),
        bound="6/5",
        confidence="1/64",
    ),
    "bounded": step(
        "X_0 = 6/5 or -6/5 with a_0 = 0, delta = 1/4: 3 > 2 with probability 1/2",
        after=_AFTER,
        part=sp.Rational(6, 5) * SWING,
        random=True,
    ),
    "variance": step(
        "X_0 = 6/5 or -6/5 with q_0 = 0, delta = 1/4: 3 > 2 with probability 1/2",
        after=_AFTER,
        part=sp.Rational(6, 5) * SWING,
        bound="6/5",
        random=True,
    ),
    "descent": step("the gap grows from 1 to 3 without noise", after=3),
}
