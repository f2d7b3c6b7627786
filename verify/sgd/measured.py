"""What the runs of a campaign measured, one number per run, in units that compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.problems.base import Floats
from verify.sgd.campaign import Outcome


@dataclass(frozen=True)
class Measured:
    """One entry per finished run, shape (n,); inf where the run left the doubles.

    Attributes:
        largest_gap: max_t Delta_t in units of gap0; the theorem's limit is 2.
        progress: sum_t eta_t ||grad f(w_t)||^2 in units of gap0; its limit is 4.
        least_gradient: min_t ||grad f(w_t)||^2, unit loss^2/length^2.
        guarantee: 4 gap0/sum_t eta_t, which the theorem says is at least that.
        largest_log_martingale: in units of ln(1/delta), so that Ville's limit is 1.
    """

    largest_gap: Floats
    progress: Floats
    least_gradient: Floats
    guarantee: Floats
    largest_log_martingale: Floats


def measure(outcome: Outcome) -> Measured:
    """Read the numbers off the totals."""
    setting, totals = outcome.campaign.setting, outcome.totals
    gap0 = float(setting.gap0)
    with np.errstate(divide="ignore"):
        guarantee = 2 * float(setting.highest_gap) / totals.step_total
    return Measured(
        largest_gap=totals.largest_gap / gap0,
        progress=totals.progress / gap0,
        least_gradient=totals.least_gradient,
        guarantee=guarantee,
        largest_log_martingale=totals.largest_log_martingale / float(setting.confidence.evalf()),
    )
