"""(rho, K0, K) as an upper envelope of measured points (gap, curvature).

For a fixed rho the envelope is the ell = K0 + K gap^rho with K0, K >= 0 and no point above it that
makes the mean over the points of

    ln( ell(gap) / curvature )

smallest. The scale is logarithmic because a step is 1/ell: the mean excess is then the mean, in
powers of e, of how much smaller the step is than its point would allow. On an absolute scale the
few points of huge curvature at the start would settle both constants. A share of the points may be
allowed above; these count 0. For fixed rho the minimum is found exactly, up to rounding, with such
a share as well (`lowest`). rho is searched on a grid and refined around the best of it.

An envelope holds at the points it was made from and says nothing about other points.

>>> fit([0.0, 1.0, 2.0, 4.0], [2.0, 5.0, 8.0, 14.0], rho=1)
Envelope(rho=1.0, K0=2.0, K=3.0, excess=0.0, above=0)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from theory.errors import DomainError
from verify.nets.formulas import Floats, curvature_bound
from verify.nets.level import Pair, candidates
from verify.nets.lowest import lowest

RHOS = (0.05, 4.0)
"""Between these rho is searched."""

_FINE, _COARSE = (27, 34), (10, 10)
"""How many rho are tried on the grid, and how often the best range is narrowed after that."""


@dataclass(frozen=True)
class Envelope:
    """ell(gap) = K0 + K gap^rho over measured points.

    Attributes:
        rho: without meaning where K = 0.
        K0: unit curvature, >= 0.
        K: unit curvature/gap^rho, >= 0.
        excess: the mean over all points of ln(ell(gap)/curvature), or of 0 for those above.
        above: how many points lie above; 0 unless a share was allowed to.
    """

    rho: float
    K0: float
    K: float
    excess: float
    above: int

    def curvature(self, gaps: ArrayLike) -> Floats:
        """Ell at gaps >= 0."""
        return curvature_bound(rho=self.rho, K0=self.K0, K=self.K, gap=gaps)


def fit(
    gaps: ArrayLike,
    curvatures: ArrayLike,
    *,
    rho: float | None = None,
    rhos: tuple[float, float] = RHOS,
    share_above: float = 0.0,
    coarse: bool = False,
) -> Envelope:
    """Fit the envelope of points.

    Which points are given up, with `share_above` > 0, is not chosen one after the other: for each
    rho no line with so few points above has a smaller excess. The time grows with n (log n) and,
    slowly, with the share: seconds for thousands of points.

    Args:
        gaps: f(w_t) - f_lower, shape (n,), >= 0; gradient norms give Definition 0.
        curvatures: shape (n,), > 0.
        rho: fixed; by default searched.
        rhos: the ends of the search.
        share_above: at most this share of the points may lie above, in [0, 1).
        coarse: rho to about one percent, in a third of the time: for resamples.

    Raises:
        DomainError: a value outside these ranges, no point, numbers that do not pair up, or a K
            beyond the range of floats.
    """
    x, y = checked_points(gaps, curvatures)
    low, high = rhos if rho is None else (rho, rho)
    if not 0 < low <= high < math.inf:
        raise DomainError(f"an envelope needs 0 < rho; got {low} to {high}. Raise the lower end.")
    if not 0 <= share_above < 1:
        raise DomainError(
            f"an envelope needs 0 <= share_above < 1; got {share_above}. Give 0.05 for 5 percent."
        )
    spare = _spared(share_above, len(x))
    _, best, pair = _search(x, y, spare, (float(low), float(high)), _COARSE if coarse else _FINE)
    return _lifted(x, y, spare, best, *pair)


def profile(
    gaps: ArrayLike, curvatures: ArrayLike, rhos: ArrayLike, *, share_above: float = 0.0
) -> Floats:
    """The smallest excess for each rho, in the shape of rhos; arguments as for `fit`.

    >>> profile([1, 2, 4], [1, 4, 16], [1, 2, 3]).round(3).tolist()
    [0.693, 0.0, 0.187]
    """
    x, y = checked_points(gaps, curvatures)
    found = _over(x, y, _spared(share_above, len(x)))(np.asarray(rhos, dtype=float))
    return np.array([excess for excess, _, _ in found])


def checked_points(
    gaps: ArrayLike, curvatures: ArrayLike, name: str = "gap"
) -> tuple[Floats, Floats]:
    """The points as arrays of shape (n,).

    Args:
        gaps: see `fit`.
        curvatures: see `fit`.
        name: what messages call a gap.

    Raises:
        DomainError: no points, unequal numbers, a negative gap, a curvature that is not positive.
    """
    x, y = np.asarray(gaps, dtype=float), np.asarray(curvatures, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or not len(x):
        raise DomainError(
            f"an envelope needs one curvature for each {name}, and at least one; got shapes "
            f"{x.shape} and {y.shape}. Give two lists of the same length."
        )
    for needed, values, good in (
        (f"{name} >= 0", x, np.isfinite(x) & (x >= 0)),
        ("curvature > 0", y, np.isfinite(y) & (y > 0)),
    ):
        if not good.all():
            at = int(np.argmin(good))
            raise DomainError(
                f"an envelope needs {needed} and finite; got {values[at]} at point {at}. "
                "Look at that measurement, or leave the point out."
            )
    return x, y


def _spared(share_above: float, n: int) -> int:
    return math.floor(share_above * n + 1e-9)


_Found = tuple[float, float, Pair]
"""The smallest excess for a rho, that rho, and (K0, K), with K in units of the largest gap."""


def _over(x: Floats, y: Floats, spare: int) -> Callable[[Floats], list[_Found]]:
    """The map from some rho to what is found for each; the units keep powers within range."""
    scaled = x / (x.max() or 1.0)
    # No power moves a point past another one, so these are the same for every rho.
    top = candidates(scaled, y, spare)

    def over(rhos: Floats) -> list[_Found]:
        table = curvature_bound(rho=rhos[:, None], K0=0.0, K=1.0, gap=scaled)
        found = [lowest(features, y, spare, top) for features in table]
        return [(value, rho, pair) for (value, pair), rho in zip(found, rhos.tolist(), strict=True)]

    return over


def _search(
    x: Floats, y: Floats, spare: int, ends: tuple[float, float], tries: tuple[int, int]
) -> _Found:
    """The best of all rho: on a grid, then by golden section about its minimum."""
    (low, high), (size, narrowings) = ends, tries
    over = _over(x, y, spare)

    def at(rho: float) -> _Found:
        return over(np.array([rho]))[0]

    if low == high:
        return at(low)
    grid = np.geomspace(low, high, size)
    values = over(grid)
    place = min(range(size), key=lambda i: values[i][0])
    best = values[place]
    left, right = float(grid[max(place - 1, 0)]), float(grid[min(place + 1, size - 1)])
    golden = (math.sqrt(5) - 1) / 2
    inner = [at(right - golden * (right - left)), at(left + golden * (right - left))]
    for _ in range(narrowings):
        if inner[0][0] <= inner[1][0]:
            right = inner[1][1]
            inner = [at(right - golden * (right - left)), inner[0]]
        else:
            left = inner[0][1]
            inner = [inner[1], at(left + golden * (right - left))]
        best = min(best, *inner, key=lambda found: found[0])
    return best


def _lifted(x: Floats, y: Floats, spare: int, rho: float, K0: float, scaled_K: float) -> Envelope:
    """Undo the scale of the gap, and raise the constants by what rounding has lost."""
    with np.errstate(all="ignore"):
        power = np.power(x.max() or 1.0, rho)
        K = float(scaled_K / power)
    if not (0 < power < math.inf and math.isfinite(K)) or bool(K) != bool(scaled_K):
        raise DomainError(
            f"K has no float at rho = {rho:.6g} with gaps up to {x.max():.6g}: gap^rho leaves the "
            "range of floats. Measure the loss in another unit."
        )
    place = len(y) - 1 - spare

    def ratios() -> Floats:
        # ell may be 0 below a point of gap 0 that was given up.
        with np.errstate(divide="ignore", over="ignore"):
            return y / curvature_bound(rho=rho, K0=K0, K=K, gap=x)

    while (lift := float(np.partition(ratios(), place)[place])) > 1:
        K0, K = (math.nextafter(c * lift, math.inf) if c else c for c in (K0, K))
    with np.errstate(divide="ignore"):
        logs = np.log(curvature_bound(rho=rho, K0=K0, K=K, gap=x)) - np.log(y)
    excess = float(np.maximum(logs, 0).mean())
    above = int((ratios() > 1).sum())
    return Envelope(rho, K0, K, excess, above)
