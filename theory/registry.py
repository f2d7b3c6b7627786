"""All statements in their order: each may lean only on those before it; and all cited rules."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from theory.errors import WarmproofError
from theory.rules.calculus import CALCULUS_RULES
from theory.rules.convexity import CONVEXITY_RULES
from theory.rules.expectation import EXPECTATION_RULES
from theory.rules.flows import FLOW_RULES
from theory.rules.gluing import GLUING_RULES
from theory.rules.hyperbolic import HYPERBOLIC_RULES
from theory.rules.integers import INTEGER_RULES
from theory.rules.light_tails import LIGHT_TAIL_RULES
from theory.rules.logarithms import LOGARITHM_RULES
from theory.rules.martingales import MARTINGALE_RULES
from theory.rules.norms import NORM_RULES
from theory.rules.powers import POWER_RULES
from theory.rules.projections import PROJECTION_RULES
from theory.rules.rays import RAY_RULES
from theory.rules.regions import REGION_RULES
from theory.rules.segments import SEGMENT_RULES
from theory.rules.stochastic_steps import STOCHASTIC_STEP_RULES
from theory.rules.trigonometry import TRIGONOMETRIC_RULES
from theory.schema import Rule, Statement

_PLACES: Mapping[str, str] = {
    "ell_smooth": "definitions.ell_smooth",
    "gap_smooth": "definitions.gap_smooth",
    "gradient_smooth": "definitions.gradient_smooth",
    "noise_bounded": "definitions.noise_bounded",
    "noise_abc": "definitions.noise_abc",
    "noise_light_tails": "definitions.noise_light_tails",
    "power_monotone": "lemmas.power_monotone",
    "power_inverse": "lemmas.power_inverse",
    "power_sums": "lemmas.power_sums",
    "power_hoelder": "lemmas.power_hoelder",
    "power_ell": "lemmas.power_ell",
    "comparison": "lemmas.comparison",
    "gradient_flow_lead": "lemmas.inclusion.flow_lead",
    "gradient_smooth_bound": "lemmas.inclusion.slope_bound",
    "inclusion_at_point": "lemmas.inclusion.at_point",
    "inclusion": "lemmas.inclusion",
    "inclusion_loose": "lemmas.inclusion.loose",
    "inclusion_psi": "lemmas.inclusion.psi",
    "inclusion_psi_linear": "lemmas.inclusion.psi_linear",
    "inclusion_strict": "lemmas.inclusion.strict",
    "closure_scaling": "lemmas.closure.scaling",
    "closure_affine": "lemmas.closure.affine",
    "closure_sum": "lemmas.closure.sum",
    "gradient_bound": "lemmas.gradient_bound",
    "shifted_ell": "lemmas.shifted_ell",
    "gradient_bound_floor": "lemmas.gradient_bound_floor",
    "growth": "lemmas.growth",
    "distance_rises": "lemmas.distance_rises",
    "growth_from_zero": "lemmas.growth_from_zero",
    "local_descent_level": "lemmas.local_descent_level",
    "local_descent": "lemmas.local_descent",
    "local_lipschitz": "lemmas.local_lipschitz",
    "descent_below_level": "lemmas.descent_below_level",
    "sgd_step": "lemmas.sgd_step",
    "sgd_descent_within_radius": "lemmas.sgd_descent_within_radius",
    "sgd_descent_below_level": "lemmas.sgd_descent_below_level",
    "sgd_step_below_level": "lemmas.sgd_step_below_level",
    "sgd_noise_part": "lemmas.sgd_noise_part",
    "sgd_step_size_warmup": "lemmas.sgd_step_size.warmup",
    "sgd_step_size_constant": "lemmas.sgd_step_size.constant",
    "sgd_step_size_sharp": "lemmas.sgd_step_size.sharp",
    "sgd_step_inverse": "lemmas.sgd_step_size.inverse",
    "harmonic_mean": "lemmas.harmonic_mean",
    "sum_bound": "lemmas.sum_bound",
    "mean_below_worst": "lemmas.mean_below_worst",
    "sgd_rate": "lemmas.sgd_rate",
    "sgd_rate_constant": "lemmas.sgd_rate_constant",
    "sgd_mean_against_worst": "theorems.sgd_mean_against_worst",
    "radius_lower_bounds": "lemmas.radius_lower_bounds",
    "radius_min_form": "lemmas.radius_min_form",
    "distance_closed_forms": "lemmas.distance_closed_forms",
    "extremal_function": "lemmas.extremal_function",
    "descent_lemma": "lemmas.descent_lemma",
    "self_bounding": "lemmas.self_bounding",
    "cocoercivity": "lemmas.cocoercivity",
    "below_extremal": "lemmas.energy_step.below_extremal",
    "energy_step": "lemmas.energy_step",
    "stays_in_region": "lemmas.stays_in_region",
    "gd_nonconvex": "theorems.gd_nonconvex",
    "localisation": "theorems.localisation",
    "localisation_energy": "theorems.localisation_energy",
    "gd_nonconvex_warmup": "theorems.gd_nonconvex_warmup",
    "gd_nonconvex_constant": "theorems.gd_nonconvex_constant",
    "gd_nonconvex_min_shape": "theorems.gd_nonconvex_min_shape",
    "gd_nonconvex_energy": "theorems.gd_nonconvex_energy",
    "psi_endpoints": "lemmas.psi_endpoints",
    "gd_convex_step": "theorems.gd_convex_step",
    "gd_convex": "theorems.gd_convex",
    "gd_convex_warmup": "theorems.gd_convex_warmup",
    "gd_convex_constant": "theorems.gd_convex_constant",
    "localised_interpolation": "lemmas.localised_interpolation",
    "gd_convex_sharp": "theorems.gd_convex_sharp",
    "lower_bound_valley": "theorems.lower_bound.valley",
    "lower_bound_wave": "theorems.lower_bound.wave",
    "lower_bound_iterates": "theorems.lower_bound.iterates",
    "lower_bound": "theorems.lower_bound.statement",
    "lower_bound_never_reached": "theorems.lower_bound.never_reached",
    "lower_bound_link": "theorems.lower_bound.link",
    "lower_bound_quartic": "theorems.lower_bound.quartic",
    "lower_bound_triangle": "theorems.lower_bound.triangle",
    "lower_bound_triangular": "theorems.lower_bound.triangular",
    "lower_bound_limit": "theorems.lower_bound.limit",
    "potential_drop": "lemmas.potential_drop",
    "pl_forces_curvature": "lemmas.pl_forces_curvature",
    "gd_pl_contraction": "theorems.gd_pl_contraction",
    "gd_pl": "theorems.gd_pl",
    "aiming_step_length": "lemmas.aiming_step_length",
    "gd_aiming_progress": "theorems.gd_aiming_progress",
    "gd_aiming_reach": "theorems.gd_aiming_reach",
    "gd_aiming": "theorems.gd_aiming",
    "gd_aiming_within": "theorems.gd_aiming_within",
    "interpolated_sgd_step": "theorems.interpolated_sgd_step",
    "interpolated_sgd": "theorems.interpolated_sgd",
    "light_tails_moment": "lemmas.light_tails_moment",
    "hoeffding_moment": "lemmas.hoeffding_moment",
    "azuma_hoeffding": "lemmas.azuma_hoeffding",
    "probable_descent_within": "theorems.sgd.budget",
    "probable_descent": "theorems.sgd.potential",
    "probable_descent_light": "theorems.sgd.light_noise",
    "probable_descent_bounded": "theorems.sgd.bounded_noise",
    "sgd": "theorems.sgd.statement",
    "sgd_sharp": "theorems.sgd.sharp",
    "sgd_warmup": "theorems.sgd.warmup",
    "sgd_constant": "theorems.sgd.constant",
    "sgd_constant_sharp": "theorems.sgd.constant_sharp",
    "sgd_light_tails": "theorems.sgd.light_tails",
    "sgd_warmup_light_tails": "theorems.sgd.warmup_light_tails",
    "sgd_light_tails_sharp": "theorems.sgd.light_tails_sharp",
    "sgd_constant_light_tails": "theorems.sgd.constant_light_tails",
    "sgd_warmup_bounded": "theorems.sgd.warmup_bounded",
    "sgd_constant_bounded": "theorems.sgd.constant_bounded",
    "huber_lower_bound": "theorems.fixed_step.huber",
    "no_sharp_warmup": "theorems.no_sharp_warmup",
    "gd_cycle": "theorems.fixed_step.cycle",
    "fixed_step_lower_bound": "theorems.fixed_step.statement",
    "pl_lower_bound": "theorems.fixed_step.parabola",
    "oscillating_exponential": "examples.oscillating_exponential",
    "cubic_ridge": "examples.cubic_ridge",
    "beyond_power": "examples.beyond_power",
    "feed_forward": "examples.feed_forward",
    "recurrent_unit": "examples.recurrent_unit",
    "decaying_gap_slow": "examples.decaying_gap_slow",
    "decaying_gap_critical": "examples.decaying_gap_critical",
    "decaying_gap_fast": "examples.decaying_gap_fast",
    "river_valley": "examples.river_valley",
    "river_valley_stability": "examples.river_valley_stability",
    "river_valley_steps": "examples.river_valley_steps",
    "poisson_regression": "examples.poisson_regression",
}
"""Id -> module of `theory`; a statement is loaded when it is asked for."""

IDS = tuple(_PLACES)
"""The ids of all statements, in an order in which each leans only on earlier ones."""

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
    *MARTINGALE_RULES,
    *LIGHT_TAIL_RULES,
    *STOCHASTIC_STEP_RULES,
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

    >>> [s.id for s in statements() if s.kind == "definition"][:3]
    ['ell_smooth', 'gap_smooth', 'gradient_smooth']
    """
    return tuple(map(get, _PLACES))


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
    if statement_id not in _PLACES:
        near = closest(statement_id, list(_PLACES))
        hint = f"the closest are: {near} (see warmproof list)" if near else "see warmproof list"
        raise UnknownIdError(f"no statement has the id {statement_id!r}; {hint}.")
    found = import_module(f"theory.{_PLACES[statement_id]}").STATEMENT
    assert isinstance(found, Statement)
    return found
