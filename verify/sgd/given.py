"""What the runs were given with their function: its lower bound, its class, and its domain.

A lower bound that is too high makes gap0 too small, and every limit with it: then it is the bound
that the runs speak against, and not the theorem. Its class they cannot check, so a refutation says
that it was taken as given.
"""

from __future__ import annotations

import numpy as np

from verify.sgd.assumptions import Replay, name_seeds, no_replay
from verify.sgd.campaign import Outcome
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers
from verify.verdict import Verdict, Word

_ROOM, _SHIFT_ROOM = 2.0**-20, 2.0**-40
"""Room for rounding of f - f_star: of gap0, to which the start is resolved, and of f_star."""


def check_lower_bound(outcome: Outcome, replay: Replay = no_replay) -> Verdict:
    """Look whether a run fell below the number from which gaps are measured.

    Args:
        outcome: what was run, at least one run of it.
        replay: the command that makes the runs from a seed on, given that seed and their number.
    """
    campaign, totals = outcome.campaign, outcome.totals
    setting = campaign.setting
    f_star = float(setting.problem.facts.f_star_lower)
    room = _ROOM * float(setting.gap0) + _SHIFT_ROOM * abs(f_star)
    below = np.flatnonzero(totals.least_gap < -room)
    name, claim = "sgd/lower_bound", "f(w_t) >= f_star for all t <= T"
    least = float(totals.least_gap.min())
    if not len(below):
        again = replay(campaign.seed, campaign.runs)
        told = f"f(w_t) - f_star fell to {least:.3g}, which is not below 0"
        told += " beyond rounding" if least < 0 else ""
        return Verdict(name, claim, Word.NOT_REFUTED, told, None, again)
    seed = int(totals.seeds[np.argmin(totals.least_gap)])
    told = (
        f"f fell to {f_star + least:.6g}, by {-least:.3g} below f_star = {f_star:.6g}, at seed"
        f" {seed}, and below it in {len(below)} of {len(totals)} runs: f_star is no lower bound"
    )
    return Verdict(name, claim, Word.REFUTED, told, None, replay(seed, 1))


def left_runs(outcome: Outcome, failed: Integers) -> str:
    """Name those of the failed runs that left f's domain or the doubles; nothing if none did."""
    totals = outcome.totals
    left = np.intersect1d(failed, totals.seeds[np.isinf(totals.largest_gap)])
    if not len(left):
        return ""
    return f", {len(left)} of them by leaving the domain of f or the doubles{name_seeds(left)}"


def taken_as_given(setting: Setting) -> str:
    """For the end of a refutation: what a wrong class would explain as well."""
    if setting.problem.facts.name != "function":
        return ""
    return "; rho, K0, K and the lower bound of f were taken as given"
