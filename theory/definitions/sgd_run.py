"""A run of SGD, w_{t+1} = w_t - eta_t (grad f(w_t) + xi_t), as Theorems 4 to 7 see it.

Random sequences have two arguments, the index t = 0, ..., T - 1 and the outcome omega: the gaps
(with the last one, t = T), the gradient norms, the steps, the levels from which the local radius
is measured, the norms of the noise and the inner products <grad f(w_t), xi_t>.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import T, in_run, integer, t
from theory.definitions.sgd_step_size import (
    START_BOUND,
    largest_curvature,
    noise_level,
    squared_noise,
)
from theory.logic import ForAll, Formula, Implies, Pred, conj, ge, le, real
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import total
from theory.rules.martingales import at, centred, known

i, n = real("i"), real("n")
gap0, moment = sym.gap0, sym.moment
gap, g, eta, level = sym.sgd_gap, sym.sgd_gradient, sym.sgd_eta, sym.sgd_level
noise, inner = sym.noise_at, sym.noise_inner_at


def always(claim: Formula) -> Formula:
    """The claim at every outcome."""
    return ForAll(omega, OUTCOME, claim)


def every_step(claim: Formula) -> Formula:
    """The claim at every step t of the run and every outcome."""
    return in_run(always(claim))


GAP, GRADIENT, ETA, LEVEL = (sequence(t, omega) for sequence in (gap, g, eta, level))
NOISE, INNER = noise(t, omega), inner(t, omega)
CURVATURE = largest_curvature(LEVEL, sym.ell)
"""L_t, the curvature within the local radius of w_t."""
V = noise_level(GAP, sym.Phi)
"""V_t, a bound of the squared noise."""


def progress(count: sp.Expr, outcome: sp.Expr = omega) -> sp.Sum:
    """The sum of eta_i ||grad f(w_i)||^2 over the first steps.

    >>> progress(T).args[1][2] == T - 1
    True
    """
    return total(eta(i, outcome) * g(i, outcome) ** 2, i, count)


RUN = Assumption(
    "run",
    conj(
        always(le(gap(0, omega), gap0)),
        every_step(
            conj(
                Pred("sgd_step", (GAP, GRADIENT, ETA, NOISE, INNER, gap(t + 1, omega))),
                ge(GAP, 0),
                ge(GRADIENT, 0),
                ge(NOISE, 0),
                ge(gap(t + 1, omega), 0),
            )
        ),
    ),
    "w_{t+1} = w_t - eta_t (grad f(w_t) + xi_t) from a point of gap at most gap0",
    defines=True,
)
START = bounds(gap0, 0, low_included=False, text="the run does not start at a minimiser")
FORWARD = Assumption("forward", every_step(ge(ETA, 0)), "no step is negative")
ADAPTED = Assumption(
    "adapted",
    in_run(
        conj(
            known(at(gap, t), t),
            known(at(g, t), t),
            known(at(eta, t), t),
            known(sp.Lambda(omega, CURVATURE), t),
            known(sp.Lambda(omega, sp.sqrt(V)), t),
            known(at(inner, t), t + 1),
        )
    ),
    "the iterate, its step and its level are known before the noise of the step is drawn",
)
CENTRED = Assumption(
    "centred",
    in_run(centred(at(inner, t), t)),
    "E[xi_t | what is known at t] = 0, so <grad f(w_t), xi_t> is centred",
)
NOISE_ABC = Assumption(
    "noise_abc",
    every_step(Implies(le(GAP, START_BOUND), le(NOISE**2, squared_noise(GAP, GRADIENT**2)))),
    "||xi_t||^2 <= A Delta_t + B ||grad f(w_t)||^2 + C at every outcome, asked only where Delta_t "
    "is at most twice gap0: a finite sum without any other bound has one there",
)
MOMENT = Assumption(
    "moment",
    always(conj(integer(moment(omega)), ge(moment(omega), 0), le(moment(omega), T))),
    "moment is any index of the run, chosen with hindsight: what holds there holds at all indices",
    defines=True,
)
