"""Instances for the step sizes of SGD: ell = 1, A = B = 0, with all four terms equal to 1/2."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.lemmas.local_instances import G_CONSTANT
from theory.witness import S, Witness


def instance(
    text: str,
    conclusion: str,
    eta_value: str = "1/2",
    *,
    at: int | None = None,
    B: int = 0,
    C: int = 1,
    factor: str = "4",
    low: str = "1/2",
    start: int = 2,
    count: int = 8,
    confidence: str | int = 1,
    part: int = 4,
    falling: bool = False,
    **fields: Any,
) -> Witness:
    """A step size for ell = 1 and A = 0.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        eta_value: the step.
        at: the gap; None for 1/2, where h = 1.
        B: how the noise bound grows with the squared gradient.
        C: the noise bound at a minimiser.
        factor: beta.
        low: the level.
        start: gap0.
        count: T.
        confidence: ln(1/delta).
        part: the share of the confidence term.
        falling: put -s in the place of G(s).
        fields: passed on.
    """
    return Witness(
        text,
        conclusion,
        values={
            sym.A: sp.Integer(0),
            sym.B: sp.Integer(B),
            sym.C: sp.Integer(C),
            sym.beta: sp.Rational(factor),
            sym.delta: sp.exp(-sp.Rational(confidence)),
            sym.T: sp.Integer(count),
            sym.gap0: sp.Integer(start),
            sym.gap: sp.Rational(1, 2) if at is None else sp.Integer(at),
            sym.level: sp.Rational(low),
            sym.eta: sp.Rational(eta_value),
            sym.share: sp.Integer(part),
            sym.tail: sp.Integer(1),
        },
        functions={sym.G: sp.Lambda(S, -S if falling else G_CONSTANT)},
        **fields,
    )


def at_start(
    text: str,
    conclusion: str,
    eta_value: str = "1/2",
    *,
    at: str = "1/2",
    abc: tuple[str, str, str] = ("0", "0", "1"),
    factor: str = "4",
    confidence: str = "1/8",
    count: int = 1,
    G_of: sp.Expr = G_CONSTANT,
    **fields: Any,
) -> Witness:
    """A constant step size for ell = 1 and gap0 = 1/4, so that h = 1 at 2 gap0.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        eta_value: the step.
        at: the gap.
        abc: A, B and C.
        factor: beta.
        confidence: ln(1/delta).
        count: T.
        G_of: G as an expression in S.
        fields: passed on.
    """
    A, B, C = (sp.Rational(value) for value in abc)
    return Witness(
        text,
        conclusion,
        values={
            sym.A: A,
            sym.B: B,
            sym.C: C,
            sym.beta: sp.Rational(factor),
            sym.delta: sp.exp(-sp.Rational(confidence)),
            sym.T: sp.Integer(count),
            sym.gap0: sp.Rational(1, 4),
            sym.gap: sp.Rational(at),
            sym.eta: sp.Rational(eta_value),
        },
        functions={sym.G: sp.Lambda(S, G_of)},
        **fields,
    )


_FALLING = sp.Rational(1, 2) / (1 + S)

INTEGRAL_FAILS = at_start(
    "ell = 1 but 2 Phi = 1/(1 + s), at gap 0 without noise, beta = 5/4: 0.17 > 0.157",
    "radius_step",
    "17/100",
    at="0",
    abc=("0", "0", "0"),
    factor="5/4",
    G_of=sp.Rational(2, 3) * (1 + S) / sp.sqrt(1 / (1 + S)),
    Phi=sp.Lambda(S, _FALLING),
)
