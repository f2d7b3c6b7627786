"""What the rows of a tracked training say about (rho, K0, K): numbers, and sentences from them.

Every row counts once, at its own gap; a run visits few large gaps and many small ones. The fit is
an upper envelope of one run and holds at its points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verify.nets.bootstrap import Resampling
from verify.nets.formulas import Floats
from verify.nets.point import Row
from verify.nets.relation import Comparison, Relation, Uncertainty, compare, relate, uncertainty
from verify.verdict import Verdict, Word

QUANTITIES = {
    "norm": "the Hessian's norm",
    "directional": "the curvature along the update",
}
"""The columns that are fitted, and what they are called."""

FEWEST = 6
"""Points without which nothing is fitted: two in each third of the run."""
_RISE = 1.1
_JUMPS = 1.5
_HARDLY = 0.05


@dataclass(frozen=True)
class Rise:
    """Curvature that rose while the gap fell: medians over two thirds of a run's points.

    Attributes:
        thirds: which, from 0, the earlier one first.
        gaps: medians of the gap in the two.
        curvatures: medians of the curvature in the two.
    """

    thirds: tuple[int, int]
    gaps: tuple[float, float]
    curvatures: tuple[float, float]

    def __str__(self) -> str:
        names = ("first", "middle", "last")
        early, late = (names[third] for third in self.thirds)
        return (
            f"From the {early} third of the run to the {late} one the gap fell from "
            f"{self.gaps[0]:.3g} to {self.gaps[1]:.3g} and the curvature rose from "
            f"{self.curvatures[0]:.3g} to {self.curvatures[1]:.3g} (medians): progressive "
            "sharpening, which no K0 + K gap^rho describes."
        )


@dataclass(frozen=True)
class Finding:
    """One quantity against the gap and against the gradient norm.

    Attributes:
        quantity: a key of `QUANTITIES`.
        rows: those that count, in the order of the run.
        dropped: how many rows had no positive number of it, though it was asked for.
        comparison: the envelopes of Definitions 1 and 0, and the difference.
        intervals: of Definition 1's.
        without_first: Definition 1's envelope without the first point, often the only one of its
            size.
        rise: the largest rise of curvature from one third to a later one, if the gap fell.
    """

    quantity: str
    rows: tuple[Row, ...]
    dropped: int
    comparison: Comparison
    intervals: Uncertainty
    without_first: Relation
    rise: Rise | None

    @property
    def curvatures(self) -> Floats:
        """Shape (n,)."""
        return np.array([getattr(row, self.quantity) for row in self.rows])

    @property
    def rho(self) -> str:
        """The exponent with its interval, as text."""
        if self.comparison.by_gap.envelope.K == 0:
            return "none, as K = 0"
        return str(self.intervals.rho)

    def sentences(self) -> list[str]:
        """What the numbers say, the plain word first."""
        name = QUANTITIES[self.quantity]
        relation = self.comparison.by_gap
        correlation = relation.rank_correlation
        said = []
        if relation.envelope.K == 0:
            said.append(
                f"The gap does not bound {name} better than a constant does: K = 0 fits best, "
                "and such a fit asks for no warm-up."
            )
        elif correlation < 0:
            said.append(
                f"The relation does not hold here: {name} grows as the gap falls (rank "
                f"correlation {correlation:.2f})."
            )
        elif relation.explained < _HARDLY:
            said.append(
                f"The gap bounds {name} hardly better than a constant does: it explains "
                f"{relation.explained:.1%}."
            )
        else:
            said.append(
                f"The envelope explains {relation.explained:.0%} of how far {name} lies below "
                f"a constant bound; the rank correlation with the gap is {correlation:.2f}."
            )
            if self.without_first.explained < relation.explained / 2:
                said.append(
                    f"Most of that is the first point, of step {self.rows[0].step}: without it the "
                    f"gap explains {max(self.without_first.explained, 0):.0%}."
                )
        return said + ([str(self.rise)] if self.rise is not None else [])

    def verdict(self, replay: str) -> Verdict:
        """MEASURED, with the fit and its intervals."""
        found, ends = self.comparison.by_gap, self.intervals
        evidence = (
            f"{found.points} points: rho = {self.rho}, K0 = {ends.K0}, K = {ends.K}; explained "
            f"{ends.explained}; {self.comparison}"
        )
        claim = f"{QUANTITIES[self.quantity]}: at most K0 + K gap^rho along this run"
        excess = f"the bound is {np.exp(found.envelope.excess):.3g} times the curvature (mean)"
        return Verdict(
            f"net_measure/{self.quantity}", claim, Word.MEASURED, evidence, excess, replay
        )


def find(rows: Sequence[Row], quantity: str, how: Resampling | None = None) -> Finding | None:
    """Fit one quantity.

    Args:
        rows: of a run, in its order.
        quantity: a key of `QUANTITIES`.
        how: the resampling for intervals.

    Returns:
        None where fewer than `FEWEST` rows have a positive number of it.
    """
    kept = tuple(row for row in rows if (getattr(row, quantity) or 0) > 0)
    if len(kept) < FEWEST:
        return None
    gaps = np.array([row.gap for row in kept])
    norms = np.array([row.gradient_norm for row in kept])
    curvatures = np.array([getattr(row, quantity) for row in kept])
    looked = [row for row in rows if quantity == "directional" or row.products > 0]
    return Finding(
        quantity,
        kept,
        len(looked) - len(kept),
        compare(gaps, norms, curvatures, how=how),
        uncertainty(gaps, curvatures, how=how),
        relate(gaps[1:], curvatures[1:]),
        rise(gaps, curvatures),
    )


def rise(gaps: Floats, curvatures: Floats) -> Rise | None:
    """The largest rise of the median curvature from one third of a run to a later one.

    Args:
        gaps: shape (n,), n >= 3, in the order of the run.
        curvatures: shape (n,).

    Returns:
        None where no rise by a tenth or more comes with a fall of the median gap.

    >>> print(rise(np.array([4.0, 4, 2, 2, 1, 1]), np.array([9.0, 9, 1, 1, 3, 3])))
    From the middle third of the run to the last one the gap fell from 2 to 1 and the curvature \
rose from 1 to 3 (medians): progressive sharpening, which no K0 + K gap^rho describes.
    """
    gap = [float(np.median(part)) for part in np.array_split(gaps, 3)]
    curvature = [float(np.median(part)) for part in np.array_split(curvatures, 3)]
    risen = [
        (curvature[j] / curvature[i], i, j)
        for i, j in ((0, 1), (1, 2), (0, 2))
        if gap[j] < gap[i] and curvature[j] >= _RISE * curvature[i]
    ]
    if not risen:
        return None
    _, i, j = max(risen)
    return Rise((i, j), (gap[i], gap[j]), (curvature[i], curvature[j]))


def warnings(rows: Sequence[Row]) -> list[str]:
    """What a reader of the numbers should know: residuals, the lower end, gradients that jump."""
    said = []
    looked = [row for row in rows if row.norm is not None and row.norm > 0]
    if looked:
        # The end that the norm is from, where it has a residual.
        shares = [
            residual / row.norm
            for row in looked
            if row.norm is not None
            for residual in [row.residual if row.norm == row.sharpness else row.bottom_residual]
            if residual is not None
        ]
        if shares:
            said.append(
                f"The norm's residual is {np.median(shares):.1%} of it in the median and "
                f"{max(shares):.1%} at most, over {len(looked)} looks at the spectrum."
            )
        lower = [row for row in looked if row.norm != row.sharpness]
        if lower:
            said.append(
                f"At {len(lower)} of {len(looked)} looks the lower end of the spectrum was the "
                f"longer one, first at step {lower[0].step}: there the largest eigenvalue alone "
                "is not the curvature."
            )
    ratios = [
        row.directional / row.secant
        for row in rows
        if row.directional is not None and row.secant is not None and row.secant > 0
    ]
    if ratios and np.median(ratios) > _JUMPS:
        said.append(
            f"Along parts of an update the curvature estimate is {np.median(ratios):.2g} times "
            "that along all of it (median). Either curvature changes much within a step, or the "
            "gradient jumps, as it does for ReLUs: then the estimate grows as steps get shorter, "
            "and bounds no Hessian."
        )
    return said
