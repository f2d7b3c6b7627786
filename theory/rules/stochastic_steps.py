"""A step with noise, w+ = w - eta (grad f(w) + xi), and what it is between two points.

Five numbers say what the theorems use of it: the gap at w, ||grad f(w)||, the norm of xi, the inner
product <grad f(w), xi>, and the gap at w+.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import Pred, conj, ge, le
from theory.rules.rays import POINT
from theory.schema import Named, Rule

g, noise, inner, eta = sym.gradient_norm, sym.noise, sym.noise_inner, sym.eta

SGD_STEP = Pred("sgd_step", (sym.gap, g, eta, noise, inner, sym.gap_next))
"""gap = f(w) - f*, gradient_norm = ||grad f(w)||, noise = ||xi||, noise_inner = <grad f(w), xi>,
and gap_next = f(w - eta (grad f(w) + xi)) - f*; w and the next point lie in S."""

SQUARED_DIRECTION = g**2 + 2 * inner + noise**2
"""||grad f(w) + xi||^2."""

SGD_POINTS = Rule(
    id="sgd_points",
    title="||grad f(w) + xi||^2 = g^2 + 2 <grad f(w), xi> + ||xi||^2 >= 0, the step is eta times "
    "as long, <grad f(w), w+ - w> = -eta (g^2 + <grad f(w), xi>), and <grad f(w), xi>^2 <= "
    "g^2 ||xi||^2",
    citation="[nesterov2018], section 1.2.2 (inner products, Cauchy-Schwarz)",
    parameters=(sym.gap, g, eta, noise, inner, sym.gap_next),
    premises=(Named("step", SGD_STEP), Named("forward", ge(eta, 0))),
    conclusions=(
        Named("point", POINT),
        Named("norms", conj(ge(g, 0), ge(noise, 0), ge(SQUARED_DIRECTION, 0))),
        Named("cauchy_schwarz", le(inner**2, g**2 * noise**2)),
        Named(
            "two_points",
            Pred(
                "two_points",
                (
                    sym.gap,
                    sym.gap_next,
                    eta * sp.sqrt(SQUARED_DIRECTION),
                    -eta * (g**2 + inner),
                ),
            ),
        ),
    ),
)

STOCHASTIC_STEP_RULES = (SGD_POINTS,)
