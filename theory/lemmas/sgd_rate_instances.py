"""Instances for the rate of SGD: one step, ell = 1, A = 0, with a curvature term of 1/2."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.lemmas.local_instances import G_CONSTANT
from theory.witness import S, Witness


def rate(
    text: str,
    conclusion: str,
    smallest: int,
    eta: str = "1/2",
    *,
    at: str = "1/2",
    B: int = 0,
    C: int = 1,
    factor: str = "4",
    start: int = 2,
    confidence: str | int = "1/4",
    part: int = 4,
    falling: bool = False,
    **fields: Any,
) -> Witness:
    """A run of one step at level 1/2.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        smallest: m.
        eta: the step.
        at: the gap.
        B: how the noise bound grows with the squared gradient.
        C: the noise bound at a minimiser.
        factor: beta.
        start: gap0.
        confidence: ln(1/delta).
        part: the share of the confidence term.
        falling: put -s in the place of G(s).
        fields: passed on.
    """
    half = sp.Rational(1, 2)
    return Witness(
        text,
        conclusion,
        values={
            sym.A: sp.Integer(0),
            sym.B: sp.Integer(B),
            sym.C: sp.Integer(C),
            sym.beta: sp.Rational(factor),
            sym.delta: sp.exp(-sp.Rational(confidence)),
            sym.T: sp.Integer(1),
            sym.gap0: sp.Integer(start),
            sym.m: sp.Integer(smallest),
            sym.share: sp.Integer(part),
            sym.tail: sp.Integer(1),
        },
        functions={
            sym.G: sp.Lambda(S, -S if falling else G_CONSTANT),
            sym.Delta: sp.Lambda(S, sp.Rational(at)),
            sym.level_at: sp.Lambda(S, half),
            sym.etas: sp.Lambda(S, sp.Rational(eta)),
        },
        **fields,
    )


def constant_rate(
    text: str,
    conclusion: str,
    smallest: int,
    eta: str = "1/2",
    *,
    steps: int = 2,
    B: int = 0,
    C: int = 1,
    factor: str = "4",
    confidence: str | int = "1/4",
    G_of: sp.Expr = G_CONSTANT,
    **fields: Any,
) -> Witness:
    """Equal steps with gap0 = 1/4, so that h = 1 at 2 gap0.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        smallest: m.
        eta: the step.
        steps: T.
        B: how the noise bound grows with the squared gradient.
        C: the noise bound at a minimiser.
        factor: beta.
        confidence: ln(1/delta).
        G_of: G as an expression in S.
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
            sym.T: sp.Integer(steps),
            sym.gap0: sp.Rational(1, 4),
            sym.eta: sp.Rational(eta),
            sym.m: sp.Integer(smallest),
        },
        functions={sym.G: sp.Lambda(S, G_of)},
        **fields,
    )
