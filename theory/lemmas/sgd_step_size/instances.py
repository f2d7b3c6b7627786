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
    C: int = 1,
    factor: str = "4",
    low: str = "1/2",
    start: int = 2,
    count: int = 8,
    falling: bool = False,
    **fields: Any,
) -> Witness:
    """A step size for ell = 1, ln(1/delta) = 1 and A = B = 0.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        eta_value: the step.
        at: the gap; None for 1/2, where h = 1.
        C: the noise bound.
        factor: beta.
        low: the level.
        start: gap0.
        count: T.
        falling: put -s in the place of G(s).
        fields: passed on.
    """
    return Witness(
        text,
        conclusion,
        values={
            sym.A: sp.Integer(0),
            sym.B: sp.Integer(0),
            sym.C: sp.Integer(C),
            sym.beta: sp.Rational(factor),
            sym.delta: sp.exp(-1),
            sym.T: sp.Integer(count),
            sym.gap0: sp.Integer(start),
            sym.gap: sp.Rational(1, 2) if at is None else sp.Integer(at),
            sym.level: sp.Rational(low),
            sym.eta: sp.Rational(eta_value),
        },
        functions={sym.G: sp.Lambda(S, -S if falling else G_CONSTANT)},
        **fields,
    )
