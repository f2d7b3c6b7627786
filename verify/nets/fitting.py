"""All that a file of measured points says: the fit, its intervals, rivals, and the warm-up it asks.

>>> from verify.nets.points import Points
>>> gaps = np.geomspace(8, 0.1, 40)
>>> points = Points(gaps, 2 + 3 * gaps, None, np.arange(40.0), "sharpness", None, {})
>>> found = fit_points(points, Settings(rho=1))
>>> print(found.intervals.K0)
2 [2, 2]
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from verify.nets.bootstrap import Resampling
from verify.nets.envelope import RHOS
from verify.nets.points import FEWEST, Points
from verify.nets.relation import (
    Comparison,
    Relation,
    Uncertainty,
    compare,
    relate,
    sensitivity,
    uncertainty,
)
from verify.nets.warmup import WarmUp, warmup
from verify.verdict import Verdict, Word

LIFTS = (0.0, 0.5, 0.9)
"""How far f_lower is moved towards the smallest loss, as a share of the smallest gap."""


@dataclass(frozen=True)
class Settings:
    """How to fit; arguments as for `envelope.fit` and `Resampling`."""

    rho: float | None = None
    rhos: tuple[float, float] = RHOS
    share_above: float = 0.0
    how: Resampling = field(default_factory=Resampling)


@dataclass(frozen=True)
class Fitted:
    """What was found.

    Attributes:
        points: what was fitted.
        settings: how.
        relation: curvature against the gap.
        intervals: of its constants.
        compared: with the gradient norm, at the points that have one; None without such points.
        lifted: the relation for larger f_lower, which nobody has shown to be too large.
        warmup: what the fit asks of a schedule.
    """

    points: Points
    settings: Settings
    relation: Relation
    intervals: Uncertainty
    compared: Comparison | None
    lifted: tuple[tuple[float, Relation], ...]
    warmup: WarmUp

    @property
    def rho_known(self) -> bool:
        """Whether the points tell anything of rho: its interval is not the whole range."""
        low, high = self.settings.rhos
        rho = self.intervals.rho
        inside = rho.low > low * (1 + 1e-9) or rho.high < high * (1 - 1e-9)
        return self.settings.rho is not None or inside

    def verdict(self, replay: str) -> Verdict:
        """What was measured, in one line."""
        envelope, found = self.relation.envelope, self.intervals
        exponent = f"rho = {found.rho}" if self.rho_known else "rho not determined"
        share = self.settings.share_above
        return Verdict(
            id="net_fit/envelope",
            claim=f"{self.points.column} <= K0 + K gap^rho at the points of this run"
            + (f", but for a share of {share:g}" if share else ""),
            word=Word.MEASURED,
            evidence=f"{exponent}, K0 = {found.K0}, K = {found.K} at {self.relation.points} "
            f"points, {envelope.above} above",
            margin=f"{math.exp(envelope.excess):.3g} times too high on the geometric mean",
            replay=replay,
        )


def fit_points(points: Points, settings: Settings | None = None) -> Fitted:
    """Fit, bootstrap and compare.

    Raises:
        DomainError: settings outside their ranges.
    """
    chosen = settings or Settings()
    rho, rhos, share, how = chosen.rho, chosen.rhos, chosen.share_above, chosen.how
    x, y = points.gaps, points.curvatures
    relation = relate(x, y, rho=rho, rhos=rhos, share_above=share)
    compared = None
    if points.gradient_norms is not None:
        there = np.isfinite(points.gradient_norms)
        if there.sum() >= FEWEST:
            norms = points.gradient_norms[there]
            compared = compare(
                x[there], norms, y[there], rho=rho, rhos=rhos, share_above=share, how=how
            )
    return Fitted(
        points,
        chosen,
        relation,
        uncertainty(x, y, rho=rho, rhos=rhos, share_above=share, how=how),
        compared,
        sensitivity(
            x, y, [lift * float(x.min()) for lift in LIFTS], rho=rho, rhos=rhos, share_above=share
        ),
        warmup(relation.envelope, x, points.steps),
    )
