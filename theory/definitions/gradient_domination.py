"""The PL inequality (Polyak, Lojasiewicz): the gradient dominates the gap.

    ||grad f(w)||^2 >= 2 mu (f(w) - f*)

The theorems ask it at the iterates of a run only. This module holds what they share.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import Delta, etas, g, in_run, t
from theory.logic import conj, eq, ge

PL = Assumption(
    "pl",
    in_run(ge(g(t) ** 2, 2 * sym.mu * Delta(t))),
    "||grad f(w_t)||^2 >= 2 mu Delta_t at every iterate",
)
MU_POSITIVE = bounds(sym.mu, 0, low_included=False, text="the PL constant is positive")
WARM_UP = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(etas(t) * sym.ell(Delta(t)), 1))),
    "eta_t = 1/ell(Delta_t) (so ell(Delta_t) > 0)",
)
