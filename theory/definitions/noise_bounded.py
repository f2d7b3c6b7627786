"""Assumption 3: noise of norm at most sigma, centred given what is known before it.

The case A = B = 0, C = sigma^2 of ``noise_abc``. Only the inner product with the gradient need be
centred: the theorems use nothing else of E[xi_t | known at t] = 0.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import T
from theory.definitions.sgd_run import CENTRED, NOISE, every_step
from theory.logic import conj, ge, le
from theory.schema import Source, Statement

SIGMA = bounds(sym.sigma, 0, text="the bound of the noise is not negative")

STATEMENT = Statement(
    id="noise_bounded",
    kind="definition",
    title="Bounded noise",
    source=Source("LW", "Assumption 3"),
    summary="||xi_t|| <= sigma at every step and outcome, and E[xi_t | known at t] = 0.",
    parameters=(sym.sigma, T, sym.noise_at, sym.noise_inner_at),
    assumptions=(
        SIGMA,
        Assumption(
            "bounded",
            every_step(conj(ge(NOISE, 0), le(NOISE, sym.sigma))),
            "||xi_t|| <= sigma at every outcome",
        ),
        CENTRED,
    ),
    does_not_claim="That the noise of different steps is independent, or that mini-batches of a "
    "loss with unbounded gradients have such noise: for those see noise_abc.",
)
