"""Witnesses: explicit one-dimensional functions on which a statement is tight, or fails.

A witness is data. The checker recomputes everything it asserts: membership of the class, the gap,
the slope, the next gap or the whole run, every assumption but the dropped one, and the conclusion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from theory.logic import real

X = real("x")
"""The variable of every witness function."""

S = real("s")
CONSTANT_ELL = sp.Lambda(S, sp.Integer(1))
CONSTANT_PHI = sp.Lambda(S, S)


@dataclass(frozen=True)
class Witness:
    """An explicit function, point and constants.

    Attributes:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        f: the function, an expression in ``X``.
        f_star: its infimum, or a number below it (the gap is measured from here).
        minimiser: a stationary point of f, by which ``f >= f_star`` is checked where f is convex.
        point: where the run or the step starts.
        ell: the curvature bound as a ``Lambda`` of the gap.
        Phi: its integral as a ``Lambda`` of the gap.
        steps: the step sizes of the run; one entry for a single step, none for no step.
        values: exact values of further parameters, and of quantified variables of the conclusion.
        functions: further functions of the statement, as lambdas.
        outcomes: probabilities of the outcomes 0, 1, ... of a random run: the noise of step 0
            decides between them, so nothing is known at 0 and everything from 1 on.
        region: the ends of the interval S, a component of a sublevel set; None: the whole line.
        equality: it meets every assumption and holds with equality (else: it breaks it strictly).
    """

    text: str
    conclusion: str
    f: sp.Expr = sp.Integer(0)
    f_star: sp.Expr = sp.Integer(0)
    minimiser: sp.Expr = sp.Integer(0)
    point: sp.Expr = sp.Integer(0)
    ell: sp.Lambda = CONSTANT_ELL
    Phi: sp.Lambda = CONSTANT_PHI
    steps: tuple[sp.Expr, ...] = ()
    values: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)
    functions: Mapping[Any, Any] = field(default_factory=dict, hash=False)
    outcomes: tuple[sp.Rational, ...] = (sp.Integer(1),)
    region: tuple[sp.Expr, sp.Expr] | None = None
    equality: bool = False


PARABOLA = X**2 / 2
"""Curvature 1: the extremal function of ell = 1."""

STEEP = 5 * X**2
"""Curvature 10: not in the class of ell = 1."""

COSH = sp.cosh(X) - 1
"""The extremal function of ell(s) = 1 + s: f'' = 1 + f."""

LOG_COSH = sp.log(sp.cosh(X))
"""f'' = exp(-2 f): the extremal function of a decreasing ell."""

TWO_WELLS = (X**2 - 1) ** 2 / 4
"""Minima at -1 and 1; f'' = 3 x^2 - 1. From 7/5 the region is [1/5, 7/5], where f'' <= 122/25."""

RIGHT_WELL = (sp.Rational(1, 5), sp.Rational(7, 5))
"""The component of {TWO_WELLS <= 144/625} around 1."""

LINEAR_ELL = sp.Lambda(S, 1 + S)
LINEAR_PHI = sp.Lambda(S, S + S**2 / 2)
DECREASING_ELL = sp.Lambda(S, sp.exp(-2 * S))
DECREASING_PHI = sp.Lambda(S, (1 - sp.exp(-2 * S)) / 2)
