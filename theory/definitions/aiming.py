"""The Aiming condition: the gradient points away from a nearest minimiser.

    <grad f(w), w - pi(w)> >= theta (f(w) - f*)

theta = 1 holds for convex f. The theorems ask it at the iterates of a run only; this module holds
what they share.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import Delta, T, etas, g, in_run, t
from theory.logic import Pred, conj, eq, ge
from theory.symbols import distance_at, inner_at

PROJECTED = Assumption(
    "projected",
    conj(
        ge(distance_at(0), 0),
        ge(distance_at(T), 0),
        in_run(
            conj(
                Pred(
                    "aiming_step",
                    (
                        distance_at(t),
                        Delta(t),
                        g(t),
                        inner_at(t),
                        etas(t),
                        distance_at(t + 1),
                    ),
                ),
                ge(Delta(t), 0),
                ge(g(t), 0),
            )
        ),
    ),
    "w_{t+1} = w_t - eta_t grad f(w_t); Delta(t), g(t) are gap and gradient norm at w_t, "
    "distance_at(t) = dist(w_t, W*), inner_at(t) = <grad f(w_t), w_t - pi(w_t)>",
    defines=True,
)
AIMING = Assumption(
    "aiming",
    in_run(ge(inner_at(t), sym.theta * Delta(t))),
    "<grad f(w_t), w_t - pi(w_t)> >= theta Delta_t at every iterate",
)
THETA = bounds(sym.theta, 0, low_included=False, text="the Aiming constant is positive")
STEP = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(2 * etas(t) * sym.Phi(Delta(t)), sym.theta * Delta(t)))),
    "eta_t = theta Delta_t/(2 Phi(Delta_t)) (where Delta_t = 0, any step: the gradient is 0)",
)
