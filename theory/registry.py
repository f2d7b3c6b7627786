"""All statements in their order: each may lean only on those before it; and all cited rules."""

from __future__ import annotations

import difflib
from functools import lru_cache

from theory.definitions import ell_smooth, gap_smooth, gradient_smooth
from theory.errors import WarmproofError
from theory.examples import (
    beyond_power,
    cubic_ridge,
    decaying_gap_critical,
    decaying_gap_fast,
    decaying_gap_slow,
    feed_forward,
    oscillating_exponential,
    poisson_regression,
    recurrent_unit,
    river_valley,
    river_valley_stability,
    river_valley_steps,
)
from theory.lemmas import (
    aiming_step_length,
    cocoercivity,
    comparison,
    descent_lemma,
    distance_closed_forms,
    energy_step,
    extremal_function,
    gradient_bound,
    gradient_bound_floor,
    growth,
    growth_from_zero,
    inclusion,
    local_descent,
    local_lipschitz,
    localised_interpolation,
    pl_forces_curvature,
    potential_drop,
    power_ell,
    power_hoelder,
    power_inverse,
    power_monotone,
    power_sums,
    psi_endpoints,
    radius_lower_bounds,
    radius_min_form,
    self_bounding,
    shifted_ell,
    stays_in_region,
)
from theory.lemmas.closure import affine as closure_affine
from theory.lemmas.closure import scaling as closure_scaling
from theory.lemmas.closure import sum as closure_sum
from theory.lemmas.energy_step import below_extremal
from theory.lemmas.inclusion import at_point as inclusion_at_point
from theory.lemmas.inclusion import flow_lead as gradient_flow_lead
from theory.lemmas.inclusion import loose as inclusion_loose
from theory.lemmas.inclusion import psi as inclusion_psi
from theory.lemmas.inclusion import psi_linear as inclusion_psi_linear
from theory.lemmas.inclusion import slope_bound as gradient_smooth_bound
from theory.lemmas.inclusion import strict as inclusion_strict
from theory.rules.calculus import CALCULUS_RULES
from theory.rules.convexity import CONVEXITY_RULES
from theory.rules.expectation import EXPECTATION_RULES
from theory.rules.flows import FLOW_RULES
from theory.rules.gluing import GLUING_RULES
from theory.rules.hyperbolic import HYPERBOLIC_RULES
from theory.rules.integers import INTEGER_RULES
from theory.rules.logarithms import LOGARITHM_RULES
from theory.rules.norms import NORM_RULES
from theory.rules.powers import POWER_RULES
from theory.rules.projections import PROJECTION_RULES
from theory.rules.rays import RAY_RULES
from theory.rules.regions import REGION_RULES
from theory.rules.segments import SEGMENT_RULES
from theory.rules.trigonometry import TRIGONOMETRIC_RULES
from theory.schema import Rule, Statement
from theory.theorems import (
    gd_aiming,
    gd_aiming_progress,
    gd_aiming_reach,
    gd_aiming_within,
    gd_convex,
    gd_convex_constant,
    gd_convex_sharp,
    gd_convex_step,
    gd_convex_warmup,
    gd_nonconvex,
    gd_nonconvex_constant,
    gd_nonconvex_energy,
    gd_nonconvex_min_shape,
    gd_nonconvex_warmup,
    gd_pl,
    gd_pl_contraction,
    interpolated_sgd,
    interpolated_sgd_step,
    localisation,
    localisation_energy,
    no_sharp_warmup,
)
from theory.theorems.fixed_step import cycle, huber, parabola
from theory.theorems.fixed_step import statement as fixed_step_lower_bound
from theory.theorems.lower_bound import iterates as lower_bound_iterates
from theory.theorems.lower_bound import limit as lower_bound_limit
from theory.theorems.lower_bound import link as lower_bound_link
from theory.theorems.lower_bound import never_reached as lower_bound_never_reached
from theory.theorems.lower_bound import quartic as lower_bound_quartic
from theory.theorems.lower_bound import statement as lower_bound
from theory.theorems.lower_bound import triangle as lower_bound_triangle
from theory.theorems.lower_bound import triangular as lower_bound_triangular
from theory.theorems.lower_bound import valley as lower_bound_valley
from theory.theorems.lower_bound import wave as lower_bound_wave

_MODULES = (
    ell_smooth,
    gap_smooth,
    gradient_smooth,
    power_monotone,
    power_inverse,
    power_sums,
    power_hoelder,
    power_ell,
    comparison,
    gradient_flow_lead,
    gradient_smooth_bound,
    inclusion_at_point,
    inclusion,
    inclusion_loose,
    inclusion_psi,
    inclusion_psi_linear,
    inclusion_strict,
    closure_scaling,
    closure_affine,
    closure_sum,
    gradient_bound,
    shifted_ell,
    gradient_bound_floor,
    growth,
    growth_from_zero,
    local_descent,
    local_lipschitz,
    radius_lower_bounds,
    radius_min_form,
    distance_closed_forms,
    extremal_function,
    descent_lemma,
    self_bounding,
    cocoercivity,
    below_extremal,
    energy_step,
    stays_in_region,
    gd_nonconvex,
    localisation,
    localisation_energy,
    gd_nonconvex_warmup,
    gd_nonconvex_constant,
    gd_nonconvex_min_shape,
    gd_nonconvex_energy,
    psi_endpoints,
    gd_convex_step,
    gd_convex,
    gd_convex_warmup,
    gd_convex_constant,
    localised_interpolation,
    gd_convex_sharp,
    lower_bound_valley,
    lower_bound_wave,
    lower_bound_iterates,
    lower_bound,
    lower_bound_never_reached,
    lower_bound_link,
    lower_bound_quartic,
    lower_bound_triangle,
    lower_bound_triangular,
    lower_bound_limit,
    potential_drop,
    pl_forces_curvature,
    gd_pl_contraction,
    gd_pl,
    aiming_step_length,
    gd_aiming_progress,
    gd_aiming_reach,
    gd_aiming,
    gd_aiming_within,
    interpolated_sgd_step,
    interpolated_sgd,
    huber,
    no_sharp_warmup,
    cycle,
    fixed_step_lower_bound,
    parabola,
    oscillating_exponential,
    cubic_ridge,
    beyond_power,
    feed_forward,
    recurrent_unit,
    decaying_gap_slow,
    decaying_gap_critical,
    decaying_gap_fast,
    river_valley,
    river_valley_stability,
    river_valley_steps,
    poisson_regression,
)

RULES: tuple[Rule, ...] = (
    *POWER_RULES,
    *LOGARITHM_RULES,
    *HYPERBOLIC_RULES,
    *TRIGONOMETRIC_RULES,
    *CALCULUS_RULES,
    *GLUING_RULES,
    *RAY_RULES,
    *FLOW_RULES,
    *NORM_RULES,
    *REGION_RULES,
    *PROJECTION_RULES,
    *EXPECTATION_RULES,
    *CONVEXITY_RULES,
    *SEGMENT_RULES,
    *INTEGER_RULES,
)
"""Every cited rule: the only things in the project that are not proved here."""


class UnknownIdError(WarmproofError):
    """No statement has this id."""


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """All statements, in an order in which each leans only on earlier ones.

    >>> [s.id for s in statements() if s.kind == "definition"]
    ['ell_smooth', 'gap_smooth', 'gradient_smooth']
    """
    return tuple(module.STATEMENT for module in _MODULES)


def closest(name: str, names: list[str]) -> str:
    """The names most like a misspelt one, as text; empty if none is close.

    >>> closest("decent_lemma", ["descent_lemma", "energy_step"])
    'descent_lemma'
    """
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    near += [n for n in names if name and name in n and n not in near]
    return ", ".join(near[:3])


def get(statement_id: str) -> Statement:
    """The statement with this id.

    Raises:
        UnknownIdError: there is none; the message names the closest ids.
    """
    table = {s.id: s for s in statements()}
    if statement_id not in table:
        near = closest(statement_id, list(table))
        hint = f"the closest are: {near} (see warmproof list)" if near else "see warmproof list"
        raise UnknownIdError(f"no statement has the id {statement_id!r}; {hint}.")
    return table[statement_id]
