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


@dataclass(frozen=True)
class Witness:
    """An explicit function, point and constants.

    Attributes:
        text: the instance in words.
        f: the function, an expression in ``X``.
        f_star: its infimum, or a number below it (the gap is measured from here).
        point: where the run or the step starts.
        ell: the curvature bound as a ``Lambda`` of the gap.
        Phi: its integral as a ``Lambda`` of the gap.
        steps: the step sizes of the run; one entry for a single step, none for no step.
        values: further parameters of the statement, exact.
        functions: further functions of the statement, as lambdas.
        conclusion: the conclusion it is about.
        holds_with: ``equality`` or ``strictly broken``.
    """

    text: str
    f: sp.Expr
    f_star: sp.Expr
    point: sp.Expr
    ell: sp.Lambda
    Phi: sp.Lambda
    conclusion: str
    holds_with: str = "strictly broken"
    steps: tuple[sp.Expr, ...] = ()
    values: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict, hash=False)
    functions: Mapping[Any, Any] = field(default_factory=dict, hash=False)
