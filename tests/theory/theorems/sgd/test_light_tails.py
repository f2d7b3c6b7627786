"""Whole runs of SGD with light tails, outcome by outcome: all that is assumed and all that is said.

The noise exceeds sqrt(N_t) with probability 1/2, so the theorems for bounded noise say nothing of
these runs: its square is 7/5 N_t then, and 0 else, for which E exp(||xi||^2/N) = 2.53 <= e.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest
import sympy as sp

from tests.theory.theorems.sgd.coin_runs import CoinRun, Noise, Vector
from theory import symbols as sym
from theory.registry import get
from theory.rules.martingales import conditionally_at_most
from verify.symbolic.witnesses import closed_sign

R = sp.Rational
LINE: Vector = (sp.Integer(1),)
Values = dict[sp.Symbol, sp.Expr]
THEOREMS = ("sgd_light_tails", "sgd_light_tails_sharp", "sgd_constant_light_tails")


@dataclass
class LightRun(CoinRun):
    """A run of which E[variable | known] <= bound can be read too."""

    def _property(self, name: str, args: tuple[Any, ...], env: Any) -> bool:
        if name != "conditionally_at_most":
            return super()._property(name, args, env)
        number = int(self.value(args[2], env))
        values, limits = (
            [self.value(v.expr, {**env, v.variables[0]: sp.Integer(k)}) for k in self._outcomes()]
            for v in args[:2]
        )
        for _, branch in groupby(self._outcomes(), key=lambda k: self.draws[k][:number]):
            known = list(branch)
            weight = sum(self.chances[k] for k in known)
            mean = sum(self.chances[k] * values[k] for k in known)
            if any(closed_sign(limits[k] * weight - mean) == -1 for k in known):
                return False
        return True

    def _outcomes(self) -> range:
        return range(len(self.chances))


def spread(size: str) -> Noise:
    """0 with probability 1/2; size or -size else."""
    s = R(size)
    return lambda t, w: [(R(1, 2), (R(0),)), (R(1, 4), (s,)), (R(1, 4), (-s,))]


def values(T: int, confidence: str, size: str, ratio: str = "7/5", **given: int | str) -> Values:
    """gap0 = 1/2, as at w = 1, and C = size^2/ratio; ``confidence`` is ln(1/delta)."""
    named = {"A": 0, "B": 0, "C": R(size) ** 2 / R(ratio), "beta": 4, "gap0": "1/2", **given}
    found = {getattr(sym, name): R(value) for name, value in named.items()}
    return {**found, sym.T: R(T), sym.top_curvature: R(1), sym.delta: sp.exp(-R(confidence))}


def step(v: Values, gap: sp.Expr, level: sp.Expr | None, share: int = 12) -> sp.Expr:
    """The step for ell = 1, written down anew; no level: without the radius."""
    A, B, C, gap0, T = (v[s] for s in (sym.A, sym.B, sym.C, sym.gap0, sym.T))
    V, confidence = A * gap + 2 * B * gap + C, -sp.log(v[sym.delta])
    terms = [
        1 / (2 * (1 + B)),
        gap0 / (share * confidence * V),
        sp.sqrt(gap0 / (T * (A * gap + C))),
    ]
    if level is not None:
        radius = sp.sqrt(2 * level) * (sp.sqrt(v[sym.beta]) - 1)
        terms.append(radius / (sp.sqrt(2 * gap) + sp.sqrt(V * (1 + sp.log(T) + confidence))))
    return min(terms, key=lambda term: term.evalf(30))


def run_of(theorem: str, noise: Noise, v: Values, share: int = 12) -> LightRun:
    """The run with the step that the theorem takes: at the current gap, or constant."""
    T, top = int(v[sym.T]), 2 * v[sym.gap0]

    def level(gap: sp.Expr) -> sp.Expr:
        return sp.Max(gap, R(1, 8))

    if theorem == "sgd_light_tails":
        return LightRun(LINE, noise, lambda gap: step(v, gap, level(gap), share), T, v, level)
    eta = step(v, top, None, share)
    return LightRun(LINE, noise, lambda gap: eta, T, {**v, sym.eta: eta}, level)


CASES: dict[str, tuple[Noise, Values]] = {
    "the curvature term": (spread("1/8"), values(3, "1", "1/8")),
    "the radius term": (spread("1/2"), values(1, "7/10", "1/2", beta="9/8")),
    "the confidence term": (spread("1/2"), values(2, "1", "1/2")),
    "the noise term": (spread("2"), values(2, "1/100", "2")),
    "delta near 0": (spread("1"), values(2, "1000", "1")),
    "noise that may grow": (spread("1/4"), values(2, "1", "1/4", A="1/4", B="1/2")),
}


@pytest.mark.parametrize("theorem", THEOREMS)
@pytest.mark.parametrize("name", CASES)
def test_a_run_meets_all_assumptions_and_all_conclusions(theorem: str, name: str) -> None:
    statement, run = get(theorem), run_of(theorem, *CASES[name])
    assert [a.name for a in statement.assumptions if not run.holds(a.claim)] == []
    assert [c.name for c in statement.conclusions if not run.holds(c.claim)] == []


@pytest.mark.parametrize("name", [name for name in CASES if name != "noise that may grow"])
def test_the_noise_is_larger_than_the_theorems_for_bounded_noise_allow(name: str) -> None:
    run = run_of("sgd_light_tails_sharp", *CASES[name])
    unmet = {a.name for a in get("sgd_sharp").assumptions if not run.holds(a.claim)}
    assert unmet == {"noise_abc"}


def test_the_reading_of_claims_can_say_no() -> None:
    """Heavier tails, a step for bounded noise, biased noise."""
    statement = get("sgd_constant_light_tails")

    def unmet(run: LightRun) -> set[str]:
        return {a.name for a in statement.assumptions if not run.holds(a.claim)}

    noise, v = CASES["the confidence term"]
    heavy = values(2, "1", "1/2", ratio="3/2")
    assert unmet(run_of(statement.id, noise, heavy)) == {"light_tails"}
    assert unmet(run_of(statement.id, noise, v, share=4)) == {"confidence_step"}
    biased: Noise = lambda t, w: [(R(1, 2), (R(0),)), (R(1, 2), (R(1, 2),))]  # noqa: E731
    assert unmet(run_of(statement.id, biased, v)) == {"centred"}
    claim = conditionally_at_most(sp.Lambda(sym.t, sp.E), sp.Lambda(sym.t, sp.Integer(2)), 0)
    assert not run_of(statement.id, noise, v).holds(claim)


def test_a_constant_step_need_not_know_the_horizon_of_the_noise() -> None:
    """Without the radius nothing is said of the largest noise: the step may be far longer."""
    noise, v = CASES["the radius term"]
    long = run_of("sgd_light_tails_sharp", noise, v).values[sym.eta]
    short = step(v, 2 * v[sym.gap0], 2 * v[sym.gap0])
    assert closed_sign(long - 4 * short) == 1
