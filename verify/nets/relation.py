"""How well the gap explains curvature along a run, and whether the gradient norm does better.

The share explained compares the envelope with the best constant one (classical L-smoothness):

    1 - mean ln(ell(gap)/curvature) / mean ln(constant/curvature),

points above counting 0 in both: 0 where the gap explains nothing, 1 where every point lies on the
envelope. The same number with the gradient norm in place of the gap judges Definition 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from theory.errors import DomainError
from verify.nets.bootstrap import Interval, Places, Resampling
from verify.nets.envelope import RHOS, Envelope, checked_points, fit, profile
from verify.nets.formulas import Floats

_PROFILE = 9
"""How many rho, ends included, are held against the one fitted."""

_MANY = 5
"""With so many points above, an envelope is a quantile and no longer an extreme."""


@dataclass(frozen=True)
class Relation:
    """Curvature against one quantity.

    Attributes:
        envelope: over the points.
        explained: the share explained, in [0, 1].
        rank_correlation: Spearman's; 0 where one side does not vary.
        points: how many.
    """

    envelope: Envelope
    explained: float
    rank_correlation: float
    points: int


@dataclass(frozen=True)
class Uncertainty:
    """Intervals of an envelope.

    Attributes:
        rho: of no length if fixed; the whole range searched where the points do not determine
            it, and then without a value where K = 0.
        K0: unit curvature.
        K: unit curvature/gap^rho; it moves against rho, so read it with `curvature`.
        explained: the share explained.
        curvature: (gap, interval of ell there) at the smallest, median and largest gap.
        how: the resampling.
    """

    rho: Interval
    K0: Interval
    K: Interval
    explained: Interval
    curvature: tuple[tuple[float, Interval], ...]
    how: Resampling


@dataclass(frozen=True)
class Comparison:
    """The gap (Definition 1) against the gradient norm (Definition 0), at the same points.

    Attributes:
        by_gap: with (rho, K0, K).
        by_gradient: with (rho, L0, L) in the places of (rho, K0, K).
        difference: share explained by the gap less that by the gradient norm.
    """

    by_gap: Relation
    by_gradient: Relation
    difference: Interval

    def __str__(self) -> str:
        if self.difference.low > 0:
            return f"the gap explains more: {self.difference}"
        if self.difference.high < 0:
            return f"the gradient norm explains more: {self.difference}"
        return f"neither explains more beyond doubt: {self.difference}"


def relate(
    gaps: ArrayLike,
    curvatures: ArrayLike,
    *,
    rho: float | None = None,
    rhos: tuple[float, float] = RHOS,
    share_above: float = 0.0,
) -> Relation:
    """Fit the envelope and say how much it explains; arguments as for `envelope.fit`.

    >>> exact = relate([1, 2, 3, 4], [3, 5, 7, 9], rho=1)
    >>> exact.explained, exact.rank_correlation
    (1.0, 1.0)
    """
    x, y = checked_points(gaps, curvatures)
    found = fit(x, y, rho=rho, rhos=rhos, share_above=share_above)
    return Relation(found, _explained(found, y, share_above), rank_correlation(x, y), len(y))


def uncertainty(
    gaps: ArrayLike,
    curvatures: ArrayLike,
    *,
    rho: float | None = None,
    rhos: tuple[float, float] = RHOS,
    share_above: float = 0.0,
    how: Resampling | None = None,
) -> Uncertainty:
    """Bootstrap the envelope; the points come in the order of the run.

    A rho belongs to its interval also if, over the resamples, its smallest excess is not beyond
    doubt larger than that of the rho fitted: among points of much the same gap many rho do alike.
    """
    x, y = checked_points(gaps, curvatures)
    how = how or Resampling()
    at = np.quantile(x, [0, 0.5, 1], method="inverted_cdf")
    whole = fit(x, y, rho=rho, rhos=rhos, share_above=share_above)
    extreme = _extreme(share_above, len(y))
    others = [] if rho is not None else np.geomspace(*rhos, _PROFILE).tolist()

    def numbers(places: Places) -> list[float]:
        a, b = x[places], y[places]
        found = fit(a, b, rho=rho, rhos=rhos, share_above=share_above, coarse=True)
        excesses = profile(a, b, [whole.rho, *others], share_above=share_above)
        return [*listed(found, b), *(excesses[1:] - excesses[0]).tolist()]

    def listed(found: Envelope, b: Floats) -> list[float]:
        exponent = found.rho if found.K > 0 else math.nan
        share = _explained(found, b, share_above)
        return [exponent, found.K0, found.K, share, *found.curvature(at).tolist()]

    excesses = profile(x, y, [whole.rho, *others], share_above=share_above)
    drawn = how.draw(
        len(y),
        numbers,
        [*listed(whole, y), *(excesses[1:] - excesses[0])],
        extreme=extreme,
    )
    # With no point above, ell is at no gap below any curvature met at smaller gaps.
    floors = [float(y[x <= gap].max()) if share_above * len(y) < 1 else 0.0 for gap in at.tolist()]
    # As an extreme the envelope errs to one side, as a quantile to both.
    over = drawn.turned if extreme else drawn.around
    exponent = Interval(whole.rho, whole.rho, whole.rho)
    if rho is None:
        exponent = drawn.around_on_logs(0, *rhos)
        alike = [other for i, other in enumerate(others) if drawn.around(7 + i).low <= 0]
        ends = (exponent.low, exponent.high, *alike)
        exponent = Interval(min(ends), exponent.value, max(ends))
    return Uncertainty(
        rho=exponent,
        K0=drawn.around(1, low=0),
        K=drawn.around(2, low=0),
        explained=drawn.turned(3, 0, 1),
        curvature=tuple(
            (gap, over(4 + i, low=low))
            for i, (gap, low) in enumerate(zip(at.tolist(), floors, strict=True))
        ),
        how=how,
    )


def compare(
    gaps: ArrayLike,
    gradient_norms: ArrayLike,
    curvatures: ArrayLike,
    *,
    rho: float | None = None,
    rhos: tuple[float, float] = RHOS,
    share_above: float = 0.0,
    how: Resampling | None = None,
) -> Comparison:
    """Judge both definitions by the share they explain, at the same points and resamples.

    Raises:
        DomainError: as for `envelope.fit`.
    """
    x, y = checked_points(gaps, curvatures)
    p, _ = checked_points(gradient_norms, curvatures, "gradient norm")
    how = how or Resampling()

    def share(of: Floats, places: Places) -> float:
        found = fit(of[places], y[places], rho=rho, rhos=rhos, share_above=share_above, coarse=True)
        return _explained(found, y[places], share_above)

    by_gap = relate(x, y, rho=rho, rhos=rhos, share_above=share_above)
    by_gradient = relate(p, y, rho=rho, rhos=rhos, share_above=share_above)
    drawn = how.draw(
        len(y),
        lambda places: [share(x, places) - share(p, places)],
        [by_gap.explained - by_gradient.explained],
        extreme=_extreme(share_above, len(y)),
    )
    return Comparison(by_gap, by_gradient, drawn.around(0, -1, 1))


def gaps_above(losses: ArrayLike, f_lower: float = 0.0) -> Floats:
    """f(w_t) - f_lower, shape (n,).

    Args:
        losses: shape (n,).
        f_lower: at most the infimum of f. 0 serves cross entropy and squared error; that the
            true infimum is not higher is not checked. See `sensitivity`.

    Raises:
        DomainError: a loss below f_lower, or not finite.
    """
    values = np.asarray(losses, dtype=float)
    good = np.isfinite(values) & (values >= f_lower)
    if not good.all():
        at = int(np.argmin(good))
        raise DomainError(
            f"the gap needs finite losses, none below f_lower = {f_lower}; got {values[at]} at "
            f"point {at}. Lower f_lower, or look at that measurement."
        )
    return values - f_lower


def sensitivity(
    losses: ArrayLike,
    curvatures: ArrayLike,
    f_lowers: Sequence[float] | None = None,
    *,
    rho: float | None = None,
    rhos: tuple[float, float] = RHOS,
    share_above: float = 0.0,
) -> tuple[tuple[float, Relation], ...]:
    """The relation for several f_lower, as the true infimum is rarely known.

    Args:
        losses: shape (n,).
        curvatures: shape (n,).
        f_lowers: by default 0, a half and nine tenths of the smallest loss.
        rho: fixed; by default searched.
        rhos: the ends of the search for rho.
        share_above: as for `envelope.fit`.

    Raises:
        DomainError: a loss below an f_lower; with the default ones, a negative loss.
    """
    smallest = float(np.min(losses))
    given = (0.0, smallest / 2, 0.9 * smallest) if f_lowers is None else f_lowers
    return tuple(
        (
            low,
            relate(
                gaps_above(losses, low), curvatures, rho=rho, rhos=rhos, share_above=share_above
            ),
        )
        for low in dict.fromkeys(given)
    )


def rank_correlation(x: Floats, y: Floats) -> float:
    """Spearman's rank correlation, equal values sharing their mean rank.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 8.0, 27.0]))
    1.0
    """
    first, second = _centred_ranks(x), _centred_ranks(y)
    scale = math.sqrt(float(first @ first) * float(second @ second))
    return float(first @ second) / scale if scale else 0.0


def _centred_ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse]
    return ranks - (len(values) + 1) / 2


def _extreme(share_above: float, n: int) -> bool:
    """Whether so few points lie above that a few points settle the envelope."""
    return share_above * n < _MANY


def _explained(found: Envelope, y: Floats, share_above: float) -> float:
    spare = math.floor(share_above * len(y) + 1e-9)
    level = float(np.partition(y, len(y) - 1 - spare)[len(y) - 1 - spare])
    constant = float(np.maximum(math.log(level) - np.log(y), 0).mean())
    # Where the curvature does not vary there is nothing to explain.
    share = 1 - found.excess / constant if constant > 1e-12 else 0.0
    return share if share > 1e-12 else 0.0
