"""Assumptions about all reals of a range: why their scenes may read them at one place.

An enclosure decides a relation between numbers, never one for all x. So a scene either meets such
an assumption by construction, or reads it at the place where it asks most. Each is listed here with
the reason; ``Cases`` refuses a statement with one that is not, since read at a drawn place it would
count as met where it is not.
"""

from __future__ import annotations

from collections.abc import Mapping

from theory.logic import And, ForAll, Formula, Implies, Or, Pred

_PIECE = "it says what the function is on a piece, and the scene takes its value from there"
_POWERS = "a sum of powers with coefficients >= 0, not all of them 0, is positive at x > 0"
_RISES = "Phi rises, as ell > 0 where K0 > 0, so it is above its value at the lower end"
_PIECES_OF_THEOREM_3 = (
    "beyond_piece", "straight_piece", "bed_piece", "left_piece", "wave_pieces", "hump_piece",
    "down_piece", "right_piece", "last_piece", "link_piece", "falling_pieces", "rising_pieces",
)  # fmt: skip
_CYCLE = dict.fromkeys(("extremal", "flat", "curve", "line"), _PIECE)

ONE_PLACE: Mapping[str, Mapping[str, str]] = {
    "comparison": {
        "range": "u rises from u(a), so it is least at t = a, where it is read",
        "positive": "F is drawn positive everywhere",
        "rate": "u'/F(u) is largest at t = a, where it is read",
    },
    "gradient_flow_lead": {
        "rate": "dPsi is the bound itself times a share of at most 1, the same at all s",
        "away": "Psi(gradient_norm) <= gap on a member, so its premise is false at all s",
    },
    "inclusion_psi": {"integrand": "dPsi is defined by it"},
    "radius_min_form": {"potential_positive": _POWERS},
    "gd_aiming_within": {"potential_positive": _POWERS},
    "below_extremal": {"largest": _RISES},
    "energy_step": {"largest": _RISES},
    "gd_nonconvex_energy": {"schedule": _RISES},
    "localisation_energy": {"schedule": _RISES},
    "stays_in_region": {"segments": "read at the highest place of each step's way"},
    "gd_convex_warmup": {
        "quotient": "s/ell(s) is least at an end (psi_endpoints), where it is read"
    },
    "lower_bound_iterates": {"straight": _PIECE},
    "fixed_step_lower_bound": {
        "at_least_K0": "ell(s) = K0 + K s is least at s = 0, where it is read",
        **_CYCLE,
    },
    "gd_cycle": _CYCLE,
    **{
        name: dict.fromkeys(_PIECES_OF_THEOREM_3, _PIECE)
        for name in (
            "lower_bound",
            "lower_bound_never_reached",
            "lower_bound_quartic",
            "lower_bound_triangular",
        )
    },
}
"""Statement -> assumption -> why one place is enough."""


def about_all_reals(claim: Formula) -> bool:
    """Whether a claim speaks of all reals of a range; indices and outcomes are gone through.

    >>> from theory.logic import TRUE, ge, real
    >>> x = real("x")
    >>> about_all_reals(ForAll(x, TRUE, ge(x**2, 0))), about_all_reals(ge(x, 0))
    (True, False)
    """
    match claim:
        case And(args) | Or(args):
            return any(about_all_reals(part) for part in args)
        case Implies(premise, conclusion):
            return about_all_reals(premise) or about_all_reals(conclusion)
        case ForAll(_, guard, body):
            return not is_counted(guard) or about_all_reals(body)
    return False


def is_counted(guard: Formula) -> bool:
    """Whether a range is one of integers or of outcomes."""
    parts = guard.args if isinstance(guard, And) else (guard,)
    return any(isinstance(part, Pred) and part.name in ("integer", "outcome") for part in parts)
