"""Rules of conditional expectation along a run, and two inequalities for martingales.

A run meets its noise step by step: what is *known at n* does not depend on the noise of the steps
n, n + 1, ... (it is F_n-measurable; F_n grows with n). Random variables are functions of an outcome
omega, as in ``expectation``; a random sequence has the index as its first argument.

Nothing here asks that a variable be integrable or bounded. ``centred`` means E[|X| | F_n] < inf and
E[X | F_n] = 0 almost surely, the conditional expectation in the wide sense ([shiryaev1996], chapter
II, section 7.1; it is the usual one where E|X| < inf). So a factor known at n always comes out:
E[|Y X| | F_n] = |Y| E[|X| | F_n] < inf, by the usual rule on the events of F_n where |Y| <= k and
E[|X| | F_n] <= k, which fill the space. Variables that are not negative have a conditional
expectation in [0, inf] anyway. Nor is measurability asked of what is only bounded:
``conditionally_at_most`` says that a random variable at or above the one named has at most this
conditional expectation, and ``probable`` that an event of at least this probability lies where the
variable is not negative.

The inequality of Azuma and Hoeffding (LW, Lemma 10) is not among them: it follows from Hoeffding's
lemma and Ville's inequality, which also serve where the increments' bounds are random.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import ForAll, Formula, Implies, Pred, conj, eq, function, ge, le, lt, real
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import total
from theory.schema import Named, Rule

t, n, i, T, delta = sym.t, real("n"), real("i"), sym.T, sym.delta
U, V, X, Y, Z, W, a = (function(name) for name in ("U", "V", "X", "Y", "Z", "W", "a"))
alpha, gamma, lam, p, q = real("alpha"), real("gamma"), real("lam"), real("p"), real("q")
typical, indicator = function("typical"), function("indicator")

IN_RUN = conj(Pred("integer", (t,)), ge(t, 0), le(t, T - 1))
UP_TO_T = conj(Pred("integer", (n,)), le(0, n), le(n, T))


def known(variable: Any, index: Any) -> Formula:
    """The variable is known before the noise of this step is drawn.

    Args:
        variable: a function of the outcome, named or a ``Lambda``.
        index: the step.
    """
    return Pred("known", (variable, sp.sympify(index)))


def centred(variable: Any, index: Any) -> Formula:
    """E[variable | known at index] = 0, with E[|variable| | known at index] finite."""
    return Pred("centred", (variable, sp.sympify(index)))


def conditionally_at_most(variable: Any, bound: Any, index: Any) -> Formula:
    """E[variable | known at index] <= bound, and variable >= 0; see above where not measurable."""
    return Pred("conditionally_at_most", (variable, bound, sp.sympify(index)))


def probable(variable: Any, probability: Any) -> Formula:
    """P(variable >= 0) >= probability; see above where the variable is not measurable."""
    return Pred("probable", (variable, sp.sympify(probability)))


def at(sequence: Any, index: Any) -> sp.Lambda:
    """One member of a random sequence, as a function of the outcome."""
    return sp.Lambda(omega, sequence(index, omega))


def _always(claim: Formula) -> Formula:
    return ForAll(omega, OUTCOME, claim)


_CONDITIONAL = "[williams1991], section 9.7 (properties of conditional expectation)"
_WIDE = f"[shiryaev1996], chapter II, sections 7.1 and 7.4; {_CONDITIONAL}"
_MEASURABLE = "[williams1991], sections 3.3 and 3.5 (sums, products and limits are measurable)"

KNOWN_CONSTANT = Rule(
    id="known_constant",
    title="A constant is known",
    citation=_MEASURABLE,
    parameters=(alpha, n),
    premises=(),
    conclusions=(Named("known", known(sp.Lambda(omega, alpha), n)),),
)

KNOWN_PRODUCT = Rule(
    id="known_product",
    title="A product of known variables is known",
    citation=_MEASURABLE,
    parameters=(Y, Z, n),
    premises=(Named("first", known(Y, n)), Named("second", known(Z, n))),
    conclusions=(Named("known", known(sp.Lambda(omega, Y(omega) * Z(omega)), n)),),
)

KNOWN_SUM = Rule(
    id="known_sum",
    title="alpha Y + gamma Z is known where Y and Z are",
    citation=_MEASURABLE,
    parameters=(Y, Z, alpha, gamma, n),
    premises=(Named("first", known(Y, n)), Named("second", known(Z, n))),
    conclusions=(Named("known", known(sp.Lambda(omega, alpha * Y(omega) + gamma * Z(omega)), n)),),
)

KNOWN_EXPONENTIAL = Rule(
    id="known_exponential",
    title="e^Y is known where Y is",
    citation=_MEASURABLE,
    parameters=(Y, n),
    premises=(Named("known", known(Y, n)),),
    conclusions=(Named("known", known(sp.Lambda(omega, sp.exp(Y(omega))), n)),),
)

KNOWN_LATER = Rule(
    id="known_later",
    title="What is known before a step is known before the next one",
    citation="[williams1991], section 10.1 (a filtration)",
    parameters=(Y, n),
    premises=(Named("known", known(Y, n)),),
    conclusions=(Named("known", known(Y, n + 1)),),
)

INDICATOR = Rule(
    id="indicator",
    title="For a random sequence U with U_t known at t there is the sequence of indicators of "
    "{U_t >= 0}: 1 where U_t >= 0, 0 elsewhere, and known at t too",
    citation=_MEASURABLE,
    parameters=(U, T),
    premises=(Named("known", ForAll(t, IN_RUN, known(at(U, t), t))),),
    conclusions=(
        Named("known", ForAll(t, IN_RUN, known(at(indicator, t), t))),
        Named(
            "one",
            ForAll(t, IN_RUN, _always(Implies(ge(U(t, omega), 0), eq(indicator(t, omega), 1)))),
        ),
        Named(
            "zero",
            ForAll(t, IN_RUN, _always(Implies(lt(U(t, omega), 0), eq(indicator(t, omega), 0)))),
        ),
    ),
    introduces=(indicator,),
)

CENTRED_FACTOR = Rule(
    id="centred_factor",
    title="A known factor leaves a centred variable centred",
    citation=_WIDE,
    parameters=(Y, Z, n),
    premises=(Named("known", known(Y, n)), Named("centred", centred(Z, n))),
    conclusions=(Named("centred", centred(sp.Lambda(omega, Y(omega) * Z(omega)), n)),),
)

CONDITIONAL_FACTOR = Rule(
    id="conditional_factor",
    title="If E[Z | known] <= W and Y >= 0 is known, then E[Y Z | known] <= Y W",
    citation=_CONDITIONAL,
    parameters=(Y, Z, W, n),
    premises=(
        Named("known", known(Y, n)),
        Named("sign", _always(ge(Y(omega), 0))),
        Named("bound", conditionally_at_most(Z, W, n)),
    ),
    conclusions=(
        Named(
            "bound",
            conditionally_at_most(
                sp.Lambda(omega, Y(omega) * Z(omega)), sp.Lambda(omega, Y(omega) * W(omega)), n
            ),
        ),
    ),
)

CONDITIONAL_MONOTONE = Rule(
    id="conditional_monotone",
    title="If 0 <= X <= Z, E[Z | known] <= W and W <= Y then E[X | known] <= Y",
    citation=_CONDITIONAL,
    parameters=(X, Y, Z, W, n),
    premises=(
        Named("bound", conditionally_at_most(Z, W, n)),
        Named("order", _always(conj(ge(X(omega), 0), le(X(omega), Z(omega))))),
        Named("room", _always(le(W(omega), Y(omega)))),
    ),
    conclusions=(Named("bound", conditionally_at_most(X, Y, n)),),
)

HOEFFDING_LEMMA = Rule(
    id="hoeffding_lemma",
    title="If E[X | known] = 0 and |X| <= a with a known, then E[e^(lam X) | known] <= "
    "e^(lam^2 a^2/2) for every real lam",
    citation="[hoeffding1963], inequality (4.16)",
    parameters=(X, a, lam, n),
    premises=(
        Named("centred", centred(X, n)),
        Named("known", known(a, n)),
        Named("bounded", _always(conj(le(X(omega), a(omega)), ge(X(omega), -a(omega))))),
    ),
    conclusions=(
        Named(
            "bound",
            conditionally_at_most(
                sp.Lambda(omega, sp.exp(lam * X(omega))),
                sp.Lambda(omega, sp.exp(lam**2 * a(omega) ** 2 / 2)),
                n,
            ),
        ),
    ),
)

SUPERMARTINGALE_PRODUCT = Rule(
    id="supermartingale_product",
    title="If Y_t is known at t + 1 and E[e^(Y_t) | known at t] <= 1 for t < T, then "
    "e^(Y_0 + ... + Y_{n-1}) is a nonnegative supermartingale that starts at 1",
    citation="[williams1991], sections 9.7(j) and 10.3 (taking out what is known)",
    parameters=(Y, T),
    premises=(
        Named("known", ForAll(t, IN_RUN, known(at(Y, t), t + 1))),
        Named(
            "increments",
            ForAll(
                t,
                IN_RUN,
                conditionally_at_most(
                    sp.Lambda(omega, sp.exp(Y(t, omega))), sp.Lambda(omega, sp.Integer(1)), t
                ),
            ),
        ),
    ),
    conclusions=(
        Named(
            "supermartingale",
            Pred(
                "exponential_supermartingale",
                (sp.Lambda((n, omega), total(Y(i, omega), i, n)), T),
            ),
        ),
    ),
)

VILLE = Rule(
    id="ville",
    title="A nonnegative supermartingale e^(Y_n), n <= T, that starts at 1 stays below 1/delta "
    "with probability at least 1 - delta: Y_n < ln(1/delta) for all n <= T where typical >= 0",
    citation="[ville1939], p. 100; [howard2020], section 2",
    parameters=(Y, delta, T),
    premises=(
        Named("supermartingale", Pred("exponential_supermartingale", (Y, T))),
        Named("delta", conj(lt(0, delta), lt(delta, 1))),
    ),
    conclusions=(
        Named("probable", probable(typical, 1 - delta)),
        Named(
            "below",
            _always(
                Implies(
                    ge(typical(omega), 0),
                    ForAll(n, UP_TO_T, lt(Y(n, omega), -sp.log(delta))),
                )
            ),
        ),
    ),
    introduces=(typical,),
)

PROBABLE_MONOTONE = Rule(
    id="probable_monotone",
    title="If P(U >= 0) >= p and V >= 0 wherever U >= 0, then P(V >= 0) >= q for every q <= p",
    citation="[williams1991], section 1.10 (a measure is monotone)",
    parameters=(U, V, p, q),
    premises=(
        Named("probable", probable(U, p)),
        Named("implies", _always(Implies(ge(U(omega), 0), ge(V(omega), 0)))),
        Named("less", le(q, p)),
    ),
    conclusions=(Named("probable", probable(V, q)),),
)

MARTINGALE_RULES = (
    KNOWN_CONSTANT,
    KNOWN_PRODUCT,
    KNOWN_SUM,
    KNOWN_EXPONENTIAL,
    KNOWN_LATER,
    INDICATOR,
    CENTRED_FACTOR,
    CONDITIONAL_FACTOR,
    CONDITIONAL_MONOTONE,
    HOEFFDING_LEMMA,
    SUPERMARTINGALE_PRODUCT,
    VILLE,
    PROBABLE_MONOTONE,
)
