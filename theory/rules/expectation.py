"""Rules of expectation, for random variables as functions of an outcome omega.

EXPECTATION(X, m) says that X has a finite expectation and that it is m; CONDITIONAL_MEAN(Z, W) that
W(omega) is the conditional expectation of Z given what was known before Z was drawn. Outcomes are
labelled by reals; ``outcome`` marks the labels that occur.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.logic import ForAll, Formula, Pred, function, le, real
from theory.schema import Named, Rule

omega = real("omega")
X, Y, Z, W = function("X"), function("Y"), function("Z"), function("W")
m, k, alpha, gamma = real("m"), real("k"), real("alpha"), real("gamma")

OUTCOME = Pred("outcome", (omega,))
"""omega is an outcome."""


def expectation(variable: Any, value: sp.Expr) -> Formula:
    """E[variable] = value, finite.

    Args:
        variable: a function of the outcome, named or a ``Lambda``.
        value: its expectation.
    """
    return Pred("expectation", (variable, value))


EXPECTATION_MONOTONE = Rule(
    id="expectation_monotone",
    title="If X <= Y at every outcome then E X <= E Y",
    citation="[williams1991], section 6.1",
    parameters=(X, Y, m, k),
    premises=(
        Named("first", expectation(X, m)),
        Named("second", expectation(Y, k)),
        Named("order", ForAll(omega, OUTCOME, le(X(omega), Y(omega)))),
    ),
    conclusions=(Named("order", le(m, k)),),
)

EXPECTATION_LINEAR = Rule(
    id="expectation_linear",
    title="E[alpha X + gamma Y] = alpha E X + gamma E Y",
    citation="[williams1991], section 6.1",
    parameters=(X, Y, m, k, alpha, gamma),
    premises=(
        Named("first", expectation(X, m)),
        Named("second", expectation(Y, k)),
    ),
    conclusions=(
        Named(
            "sum",
            expectation(
                sp.Lambda(omega, alpha * X(omega) + gamma * Y(omega)), alpha * m + gamma * k
            ),
        ),
    ),
)

TOWER = Rule(
    id="tower",
    title="A variable and its conditional expectation have the same expectation",
    citation="[williams1991], section 9.7 (tower property)",
    parameters=(Z, W, m),
    premises=(
        Named("mean", Pred("conditional_mean", (Z, W))),
        Named("expectation", expectation(Z, m)),
    ),
    conclusions=(Named("expectation", expectation(W, m)),),
)

EXPECTATION_RULES = (EXPECTATION_MONOTONE, EXPECTATION_LINEAR, TOWER)
