"""Theorem PL, one step: under the PL inequality the step 1/ell(gap) contracts the gap.

    Delta_{t+1} <= (1 - mu/ell(Delta_t)) Delta_t

So mu <= ell(Delta) at every point with a positive gap: no gap can become negative. Written with the
step, the factor is 1 - mu eta_t, and it improves as the steps warm up.

Proof. The descent lemma with eta ell = 1 gives Delta_{t+1} <= Delta_t - eta_t ||grad f(w_t)||^2/2.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.definitions.gradient_domination import PL, WARM_UP
from theory.definitions.run import HORIZON, IN_RUN, RUN, Delta, T, etas, g, in_run, t
from theory.lemmas import descent_lemma
from theory.logic import gt, implies, le
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.theorems.gd_nonconvex import MEANINGLESS, on_log_cosh, on_parabola, on_steep
from theory.witness import Witness

ell, mu = sym.ell, sym.mu

ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, RUN, HORIZON, WARM_UP, PL)

CONTRACTION = le(Delta(t + 1), (1 - mu * etas(t)) * Delta(t))
MU_AT_MOST = implies((gt(Delta(t), 0),), le(mu, ell(Delta(t))))

PROOF = (
    Step(
        "descent",
        "The descent lemma at step t.",
        None,
        Apply(
            descent_lemma.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: etas(t),
                sym.gap_next: Delta(t + 1),
            },
        ),
        ("smooth", "bounded_below", "ell_nondecreasing", "run", "schedule"),
        (IN_RUN,),
    ),
    Step(
        "contraction",
        "Its bracket is 1/2, and PL puts 2 mu Delta_t for the squared gradient norm.",
        CONTRACTION,
        Decide(),
        ("descent", "schedule", "pl"),
        (IN_RUN,),
    ),
    Step(
        "mu_at_most",
        "The next gap is not negative, so mu eta_t <= 1 where the gap is positive.",
        MU_AT_MOST,
        Decide(),
        ("contraction", "schedule", "run"),
        (IN_RUN,),
    ),
)


def with_mu(witness: Witness, value: sp.Expr | int) -> Witness:
    """The same instance with a PL constant."""
    return replace(witness, values={**witness.values, mu: sp.sympify(value)})


STATEMENT = Statement(
    id="gd_pl_contraction",
    kind="theorem",
    title="Under PL the step 1/ell(gap) contracts the gap",
    source=Source("AIL", "Theorem 4.3", "one step, for every nondecreasing ell"),
    summary="If ||grad f||^2 >= 2 mu Delta along the run and eta_t = 1/ell(Delta_t), then "
    "Delta_{t+1} <= (1 - mu eta_t) Delta_t; and mu <= ell(Delta_t) wherever Delta_t > 0.",
    parameters=(ell, Delta, g, etas, T, mu),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("contraction", in_run(CONTRACTION)),
        Named("mu_at_most", in_run(MU_AT_MOST)),
    ),
    proof=PROOF,
    closes={"contraction": ("contraction",), "mu_at_most": ("mu_at_most",)},
    sharp_at=(
        with_mu(
            on_parabola(
                "one step eta = 1 on x^2/2 from x = 1, mu = 1: the gap falls to 0",
                "contraction",
                sp.Integer(1),
                equality=True,
            ),
            1,
        ),
    ),
    fails_without={
        "smooth": with_mu(on_steep("contraction"), 1),
        "bounded_below": MEANINGLESS,
        "ell_nondecreasing": with_mu(
            on_log_cosh("contraction", sp.cosh(2) ** 2), sp.Rational(1, 4)
        ),
        "schedule": with_mu(
            on_parabola(
                "x^2/2 from x = 1 with eta = 3/2, mu = 1: gap 1/8 > -1/4",
                "contraction",
                sp.Rational(3, 2),
            ),
            1,
        ),
        "pl": with_mu(
            on_parabola("x^2/2 from x = 1 with mu = 2: gap 0 > -1/2", "contraction", sp.Integer(1)),
            2,
        ),
    },
)
