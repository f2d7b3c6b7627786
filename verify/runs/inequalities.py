"""What is checked on a run: each inequality as one expression that must be nonnegative.

The formulas ``ell`` and ``Phi`` come from the theory. ``value``, ``squared_gradient`` and ``eta``
stand for f(w_t), ||grad f(w_t)||^2 and eta_t; ``value_after`` for f(w_t - eta_t grad f(w_t)), the
value after an *exact* step from the float iterate; ``gap_after`` for its gap. Sums run over the
steps made so far, and ``gap_reached`` is the gap of the iterate that the run really reached.
``squared_distance`` is ||w_t - w*||^2, with the same endings; ``true_gap`` is f(w_t) - f(w*).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import Phi, ell
from theory.logic import real
from verify.runs.schedules import Guarantee

VALUE, VALUE_AFTER = real("value"), real("value_after")
SQUARED_GRADIENT = real("squared_gradient")
GAP_AFTER, GAP_REACHED = real("gap_after"), real("gap_reached")
TOTAL, STEP_TOTAL, LEAST = real("total"), real("step_total"), real("least_squared_gradient")
COUNT, DRIFT = real("count"), real("drift")

TRUE_GAP, INNER = real("true_gap"), sym.inner
NEAR, NEAR_AFTER = real("squared_distance"), real("squared_distance_after")
NEAR_START, NEAR_REACHED = real("squared_distance_start"), real("squared_distance_reached")

POINT = (sym.gap, SQUARED_GRADIENT)
STEP = (VALUE, sym.gap, SQUARED_GRADIENT, sym.eta, VALUE_AFTER, GAP_AFTER)
SUM = (sym.gap0, GAP_REACHED, TOTAL, STEP_TOTAL, LEAST, COUNT, DRIFT)
TOWARDS = (sym.gap, TRUE_GAP, sym.eta, INNER, NEAR, NEAR_AFTER)
TOWARDS_SUM = (TOTAL, NEAR_START, NEAR_REACHED, DRIFT)


@dataclass(frozen=True)
class Inequality:
    """One inequality.

    Attributes:
        id: statement id, with a part where it has several.
        text: the inequality for a reader.
        margin: right side minus left side, claimed nonnegative.
        over: the variables of ``margin``: ``POINT``, ``STEP``, ``SUM``, ``TOWARDS`` or
            ``TOWARDS_SUM``.
        step_limit: the statement promises it while eta ell(gap) is at most this; None: no limit.
    """

    id: str
    text: str
    margin: sp.Expr
    over: tuple[sp.Symbol, ...]
    step_limit: int | None = None

    @property
    def is_sum(self) -> bool:
        """Whether it speaks about all steps up to one, and not about that step alone."""
        return self.over in (SUM, TOWARDS_SUM)


GRADIENT_BOUND = Inequality(
    "gradient_bound",
    "||grad f(w_t)||^2 <= 2 Phi(gap_t)",
    2 * Phi(sym.gap) - SQUARED_GRADIENT,
    POINT,
)

_NONCONVEX = (
    Inequality(
        "descent_lemma",
        "gap_next <= gap_t - eta_t (1 - eta_t ell(gap_t)/2) ||grad f(w_t)||^2",
        VALUE - VALUE_AFTER - sym.eta * (1 - sym.eta * ell(sym.gap) / 2) * SQUARED_GRADIENT,
        STEP,
        step_limit=2,
    ),
    Inequality(
        "gd_nonconvex/gap_nonincreasing",
        "gap_next <= gap_t",
        VALUE - VALUE_AFTER,
        STEP,
        step_limit=2,
    ),
    Inequality(
        "gd_nonconvex/sum",
        "sum_{s<=t} eta_s ||grad f(w_s)||^2 <= 2 (gap_0 - gap_{t+1})",
        2 * (sym.gap0 - GAP_REACHED) + 2 * DRIFT - TOTAL,
        SUM,
        step_limit=1,
    ),
    Inequality(
        "gd_nonconvex/min",
        "min_{s<=t} ||grad f(w_s)||^2 <= 2 (gap_0 - gap_{t+1}) / sum_{s<=t} eta_s",
        2 * (sym.gap0 - GAP_REACHED) + 2 * DRIFT - LEAST * STEP_TOTAL,
        SUM,
        step_limit=1,
    ),
)

_ENERGY = (
    Inequality(
        "energy_step",
        "Phi(gap_next) <= Phi(gap_t) - ||grad f(w_t)||^2/2",
        Phi(sym.gap) - SQUARED_GRADIENT / 2 - Phi(GAP_AFTER),
        STEP,
    ),
    Inequality(
        "gd_nonconvex_energy/sum",
        "sum_{s<=t} ||grad f(w_s)||^2 <= 2 Phi(gap_0) - 2 Phi(gap_{t+1})",
        2 * Phi(sym.gap0) - 2 * Phi(GAP_REACHED) + 2 * DRIFT - TOTAL,
        SUM,
    ),
    Inequality(
        "gd_nonconvex_energy/min",
        "min_{s<=t} ||grad f(w_s)||^2 <= 2 Phi(gap_0)/(t + 1)",
        2 * Phi(sym.gap0) + 2 * DRIFT - LEAST * COUNT,
        SUM,
    ),
)


CONVEX_STEP = Inequality(
    "gd_convex_step",
    "||w_next - w*||^2 <= ||w_t - w*||^2 - 2 eta_t gap_t",
    NEAR - 2 * sym.eta * TRUE_GAP - NEAR_AFTER,
    TOWARDS,
    step_limit=1,
)
CONVEX_TOTAL = Inequality(
    "gd_convex/total",
    "2 sum_{s<=t} eta_s gap_s <= ||w_0 - w*||^2 - ||w_{t+1} - w*||^2",
    NEAR_START - NEAR_REACHED + DRIFT - TOTAL,
    TOWARDS_SUM,
    step_limit=1,
)
PL = Inequality(
    "gd_pl/assumption",
    "||grad f(w_t)||^2 >= 2 mu gap_t",
    SQUARED_GRADIENT - 2 * sym.mu * sym.gap,
    POINT,
)
PL_CONTRACTION = Inequality(
    "gd_pl_contraction",
    "gap_next <= (1 - mu eta_t) gap_t",
    (1 - sym.mu * sym.eta) * sym.gap - GAP_AFTER,
    STEP,
    step_limit=1,
)
AIMING = Inequality(
    "gd_aiming/assumption",
    "<grad f(w_t), w_t - w*> >= theta gap_t",
    INNER - sym.theta * sym.gap,
    TOWARDS,
)
AIMING_STEP = Inequality(
    "gd_aiming_progress/closer",
    "||w_next - w*||^2 <= ||w_t - w*||^2 - theta eta_t gap_t",
    NEAR - sym.theta * sym.eta * sym.gap - NEAR_AFTER,
    TOWARDS,
)
AIMING_TOTAL = Inequality(
    "gd_aiming_progress/total",
    "theta sum_{s<=t} eta_s gap_s <= ||w_0 - w*||^2 - ||w_{t+1} - w*||^2",
    NEAR_START - NEAR_REACHED + DRIFT - TOTAL,
    TOWARDS_SUM,
)


@dataclass(frozen=True)
class Family:
    """The inequalities of one guarantee.

    Attributes:
        inequalities: what is checked besides the gradient bound.
        weight: what each step adds to ``TOTAL``, in eta and the squared gradient.
        potential: the quantity that the sums telescope, as a function of the gap.
        least_bound: the right side of the bound on the smallest squared gradient norm; None
            where the statement gives none.
    """

    inequalities: tuple[Inequality, ...]
    weight: sp.Expr
    potential: sp.Expr
    least_bound: sp.Expr | None


FAMILIES: Mapping[Guarantee, Family] = {
    Guarantee.NONCONVEX: Family(
        _NONCONVEX, sym.eta * SQUARED_GRADIENT, sym.gap, 2 * sym.gap0 / STEP_TOTAL
    ),
    Guarantee.ENERGY: Family(_ENERGY, SQUARED_GRADIENT, Phi(sym.gap), 2 * Phi(sym.gap0) / COUNT),
    Guarantee.AIMING: Family((), sp.Integer(0), sym.gap, None),
}
