"""Descent with high probability under light tails: instances on which the lemma fails.

As in ``abstract_instances``: bare sequences, one step long, from gap0 = 1. Outcomes 0 and 1 have
probability 1/2 each, or there is one outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import t
from theory.rules.expectation import omega
from theory.theorems.sgd import abstract_instances
from theory.theorems.sgd.abstract_instances import BOUNDED_FAIL
from theory.witness import Witness

_ONE = sp.Integer(1)
_PUSH = sp.Rational(6, 5)
_SWING = 2 * omega - 1


def step(
    text: str,
    *,
    after: sp.Expr | int,
    gain: str | int = 0,
    inner: sp.Expr | int = 0,
    noise: sp.Expr | int = 0,
    slope: int = 0,
    scale: sp.Expr | int = 1,
    push: int = 0,
    slack: int = 0,
    confidence: str | None = None,
    random: bool = False,
) -> Witness:
    """One step from gap0 = 1 with c_0 = 1.

    Args:
        text: the instance in words.
        after: the gap after the step, which may depend on the outcome.
        gain: q_0.
        inner: p_0, which may depend on the outcome.
        noise: ||xi_0||, which may depend on the outcome.
        slope: g_0.
        scale: N_0.
        push: b_0.
        slack: what a step may add without noise.
        confidence: ln(1/delta); ln 4 unless given.
        random: whether there are two outcomes.
    """
    bare = abstract_instances.step(
        text, after=after, gain=gain, slack=slack, confidence=confidence, random=random
    )
    sequences = {
        sym.noise_inner_at: inner,
        sym.noise_at: noise,
        sym.sgd_gradient: slope,
        sym.scale_at: scale,
        sym.pull_at: 1,
        sym.push_at: push,
    }
    more = {name: sp.Lambda((t, omega), sp.sympify(term)) for name, term in sequences.items()}
    return replace(bare, functions={**bare.functions, **more})


_UP_OR_DOWN = 3 * omega - sp.Rational(1, 4) * (1 - omega)
"""3 where the noise pushes upwards: there nothing is asked, for the bound is above 2."""

LIGHT_NOISE_FAIL: Mapping[str, Witness | str] = {
    "gap0_range": BOUNDED_FAIL["gap0_range"],
    "delta_range": BOUNDED_FAIL["delta_range"],
    "gain": BOUNDED_FAIL["gain"],
    "adapted": BOUNDED_FAIL["adapted"],
    "slack_range": step("slack 1 and no noise: 3 > 2", after=3, slack=1),
    "centred": step(
        "p_0 = -13/10 at every outcome, N_0 = 169/100, ln(1/delta) = 1/64: 3 > 2",
        after=3,
        gain="8/25",
        inner=-sp.Rational(13, 10),
        noise=sp.Rational(13, 10),
        slope=1,
        scale=sp.Rational(169, 100),
        confidence="1/64",
    ),
    "bounded": step(
        "p_0 = 6/5 or -6/5 with g_0 = 0, delta = 1/4: 3 > 2 with probability 1/2",
        after=_UP_OR_DOWN,
        inner=-_PUSH * _SWING,
        random=True,
    ),
    "positive": step(
        "N_0 = -1, b_0 = 2, no noise: 3 > 2",
        after=3,
        scale=-1,
        push=2,
    ),
    "light_tails": step(
        "p_0 = 6/5 or -6/5 with N_0 = 1/1000, q_0 = 1/50, delta = 1/4: 3 > 2 with probability 1/2",
        after=_UP_OR_DOWN,
        gain="1/50",
        inner=-_PUSH * _SWING,
        noise=_PUSH,
        slope=1,
        scale=sp.Rational(1, 1000),
        random=True,
    ),
    "variance": step(
        "p_0 = 6/5 or -6/5 with N_0 = 36/25, q_0 = 0, delta = 1/4: 3 > 2 with probability 1/2",
        after=_UP_OR_DOWN,
        inner=-_PUSH * _SWING,
        noise=_PUSH,
        slope=1,
        scale=_PUSH**2,
        random=True,
    ),
    "push_range": step(
        "||xi_0||^2 = 7/5 or 0 with N_0 = 1, b_0 = 3, delta = 1/4: 3 > 2 with probability 1/2",
        after=3 * omega - 2 * (1 - omega),
        noise=sp.sqrt(sp.Rational(7, 5)) * omega,
        push=3,
        random=True,
    ),
    "descent": step("the gap grows from 1 to 3 without noise", after=3),
}
