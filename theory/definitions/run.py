"""A run of gradient descent, w_{t+1} = w_t - eta_t grad f(w_t), as theorems see it.

Three sequences say everything that the theorems of this project use: the gaps ``Delta(t)``, the
gradient norms ``g(t)`` and the steps ``eta_at(t)``, for t = 0, ..., T - 1 (and the last gap,
``Delta(T)``). The smallest squared gradient norm among the first T iterates is called ``m``.

RUN includes that every w_t lies in S, the region on which the bounds are asked. Where S is all of
R^d that says nothing. Where S is a component of a sublevel set it need not be assumed beyond the
start: the theorem ``localisation`` derives all of RUN for steps up to 2/ell(Delta_t), and
``localisation_energy`` for energy steps.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.logic import ForAll, Formula, Pred, conj, ge, le, real
from theory.rules.integers import i, total
from theory.rules.regions import GD_RUN, inside

t, n, T, m = sym.t, real("n"), sym.T, sym.m
Delta, g, etas = sym.Delta, sym.g, sym.etas
FIRST, LAST = Delta(sp.Integer(0)), Delta(T)


def integer(index: sp.Expr) -> Formula:
    """The index is an integer."""
    return Pred("integer", (index,))


IN_RUN = conj(integer(t), ge(t, 0), le(t, T - 1))
"""t is one of 0, ..., T - 1."""

UP_TO_T = conj(integer(n), le(0, n), le(n, T))
"""n is one of 0, ..., T."""


def in_run(claim: Formula) -> Formula:
    """The claim for every t of the run."""
    return ForAll(t, IN_RUN, claim)


RUN = Assumption(
    "run",
    conj(
        ge(FIRST, 0),
        ge(LAST, 0),
        in_run(
            conj(
                Pred("gd_step", (Delta(t), g(t), etas(t), Delta(t + 1))),
                ge(Delta(t), 0),
                ge(g(t), 0),
                ge(Delta(t + 1), 0),
            )
        ),
    ),
    "Delta(t), g(t) are gap and gradient norm at w_t in S, and w_{t+1} = w_t - eta_t grad f(w_t); "
    "that the iterates stay in S is the theorem localisation",
    defines=True,
)
PATH_RUN = Assumption(
    "run",
    GD_RUN,
    "Delta(t), g(t) are gap and gradient norm at w_t, w_{t+1} = w_t - eta_t grad f(w_t), and "
    "path(t, h) is the gap at w_t - h grad f(w_t); none of these points need lie in S",
    defines=True,
)
START = Assumption("start", inside(sp.Integer(0)), "the run starts at a point w_0 of S")
HORIZON = Assumption(
    "horizon",
    conj(integer(T), ge(T, 0)),
    "the number of steps T is a nonnegative integer",
    defines=True,
)
SMALLEST = Assumption(
    "smallest",
    conj(ge(m, 0), in_run(le(m, g(t) ** 2))),
    "m is the smallest squared gradient norm of w_0, ..., w_{T-1}",
    defines=True,
)

SUM_OF_STEPS = total(etas(i), i, T)
"""The sum of the steps."""

SUM_OF_PROGRESS = total(etas(i) * g(i) ** 2, i, T)
"""The sum of eta_t ||grad f(w_t)||^2."""

SUM_OF_SQUARES = total(g(i) ** 2, i, T)
"""The sum of ||grad f(w_t)||^2."""
