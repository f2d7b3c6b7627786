"""Rules for noise that has no bound but light tails, and for several likely events at once.

Random variables are functions of an outcome, as in ``martingales``; what is said there of
measurability and integrability holds here too.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import ForAll, Implies, Pred, conj, disj, eq, ge, gt, le, real
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import (
    IN_RUN,
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    a,
    at,
    centred,
    conditionally_at_most,
    known,
    n,
    p,
    probable,
    q,
    t,
)
from theory.schema import Named, Rule

c = real("c")
event = sym.event


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


LI_ORABONA = Rule(
    id="li_orabona",
    title="If E[X | known] = 0, |X| <= a Z and E[e^(Z^2/W) | known] <= e with a and W > 0 known, "
    "then E[e^(Y X) | known] <= e^((3/4) Y^2 a^2 W) for every known Y",
    citation="[li2020], Lemma 1 and its proof",
    parameters=(X, Z, a, W, Y, n),
    premises=(
        Named("centred", centred(X, n)),
        Named("known", conj(known(a, n), known(W, n), known(Y, n))),
        Named("positive", ForAll(omega, OUTCOME, gt(W(omega), 0))),
        Named(
            "bounded",
            ForAll(
                omega,
                OUTCOME,
                conj(le(X(omega), a(omega) * Z(omega)), ge(X(omega), -a(omega) * Z(omega))),
            ),
        ),
        Named(
            "light",
            conditionally_at_most(_variable(sp.exp(Z(omega) ** 2 / W(omega))), _variable(sp.E), n),
        ),
    ),
    conclusions=(
        Named(
            "bound",
            conditionally_at_most(
                _variable(sp.exp(Y(omega) * X(omega))),
                _variable(sp.exp(3 * Y(omega) ** 2 * a(omega) ** 2 * W(omega) / 4)),
                n,
            ),
        ),
    ),
)

CONDITIONAL_POWER = Rule(
    id="conditional_power",
    title="If E[e^(Z/W) | known] <= e with W > 0 known then E[e^(Y Z) | known] <= e^(Y W) for "
    "every known Y with 0 <= Y W <= 1 (Jensen)",
    citation="[williams1991], section 9.7(h) (the conditional form of Jensen's inequality)",
    parameters=(Z, W, Y, n),
    premises=(
        Named("known", conj(known(W, n), known(Y, n))),
        Named("positive", ForAll(omega, OUTCOME, gt(W(omega), 0))),
        Named(
            "bound",
            conditionally_at_most(_variable(sp.exp(Z(omega) / W(omega))), _variable(sp.E), n),
        ),
        Named(
            "range",
            ForAll(omega, OUTCOME, conj(ge(Y(omega), 0), le(Y(omega) * W(omega), 1))),
        ),
    ),
    conclusions=(
        Named(
            "bound",
            conditionally_at_most(
                _variable(sp.exp(Y(omega) * Z(omega))), _variable(sp.exp(Y(omega) * W(omega))), n
            ),
        ),
    ),
)

CONDITIONAL_CAUCHY_SCHWARZ = Rule(
    id="conditional_cauchy_schwarz",
    title="If E[e^(2 X) | known] <= e^(2 Y) and E[e^(2 Z) | known] <= e^(2 W) then "
    "E[e^(X + Z) | known] <= e^(Y + W)",
    citation="[williams1991], section 6.8 (Cauchy and Schwarz), given what is known",
    parameters=(X, Y, Z, W, n),
    premises=(
        Named(
            "first",
            conditionally_at_most(
                _variable(sp.exp(2 * X(omega))), _variable(sp.exp(2 * Y(omega))), n
            ),
        ),
        Named(
            "second",
            conditionally_at_most(
                _variable(sp.exp(2 * Z(omega))), _variable(sp.exp(2 * W(omega))), n
            ),
        ),
    ),
    conclusions=(
        Named(
            "bound",
            conditionally_at_most(
                _variable(sp.exp(X(omega) + Z(omega))), _variable(sp.exp(Y(omega) + W(omega))), n
            ),
        ),
    ),
)

MARKOV = Rule(
    id="markov",
    title="If E[e^Z | known] <= e^c then Z <= c + ln(1/q) with probability at least 1 - q",
    citation="[williams1991], section 6.4 (Markov's inequality)",
    parameters=(Z, c, q, n),
    premises=(
        Named("bound", conditionally_at_most(_variable(sp.exp(Z(omega))), _variable(sp.exp(c)), n)),
        Named("positive", gt(q, 0)),
    ),
    conclusions=(Named("probable", probable(_variable(c - sp.log(q) - Z(omega)), 1 - q)),),
)

UNION_OF_STEPS = Rule(
    id="union_of_steps",
    title="If P(U_t >= 0) >= 1 - q for every t < T, there is an event of probability at least "
    "1 - T q at which U_t >= 0 for all t < T; event is its indicator",
    citation="[williams1991], section 1.9 (a measure is subadditive)",
    parameters=(U, q, T),
    premises=(
        Named("horizon", conj(Pred("integer", (T,)), ge(T, 0))),
        Named("probable", ForAll(t, IN_RUN, probable(at(U, t), 1 - q))),
    ),
    conclusions=(
        Named("probable", probable(_variable(event(omega) - 1), 1 - T * q)),
        Named(
            "indicator",
            ForAll(omega, OUTCOME, disj(eq(event(omega), 0), eq(event(omega), 1))),
        ),
        Named(
            "all",
            ForAll(
                omega,
                OUTCOME,
                Implies(eq(event(omega), 1), ForAll(t, IN_RUN, ge(U(t, omega), 0))),
            ),
        ),
    ),
    introduces=(event,),
)

BOTH_PROBABLE = Rule(
    id="both_probable",
    title="If P(U >= 0) >= p and P(V >= 0) >= q, both hold with probability at least p + q - 1",
    citation="[williams1991], section 1.9 (a measure is subadditive)",
    parameters=(U, V, p, q),
    premises=(Named("first", probable(U, p)), Named("second", probable(V, q))),
    conclusions=(Named("both", probable(_variable(sp.Min(U(omega), V(omega))), p + q - 1)),),
)

LIGHT_TAIL_RULES = (
    LI_ORABONA,
    CONDITIONAL_POWER,
    CONDITIONAL_CAUCHY_SCHWARZ,
    MARKOV,
    UNION_OF_STEPS,
    BOTH_PROBABLE,
)
