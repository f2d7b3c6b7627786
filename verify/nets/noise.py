"""A, B, C of the noise of mini-batch gradients, measured along a run.

With g_i the gradient of batch i and g their mean, a point of the run gives

    mean square       sum_i w_i |g_i - g|^2,     what E|xi|^2 is at the point
    largest square    max_i |g_i - g|^2,         what Assumption 4 bounds

and A gap + B |g|^2 + C is fitted over the points as an upper envelope. As for curvature, the mean
of ln(bound/noise) is made smallest, as steps take the bound as a factor. Along a run the gap and
|g|^2 fall together, so A and B may stand in for each other: the intervals show by how much.

Batches that were not looked at may be noisier: the largest square is that of the batches given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from theory.errors import DomainError, WarmproofError
from verify.nets.bootstrap import Interval, Places, Resampling
from verify.nets.cover import cover
from verify.nets.formulas import Floats, noise_bound
from verify.nets.objective import Objective

Gradients = Callable[[], Iterable[torch.Tensor]]
"""Gives the gradient of each batch, shape (d,), in the same order at each call."""

Which = Literal["mean", "largest"]

_PIECE = 1 << 20
"""Differences are formed so many entries at a time, not as a third gradient."""


@dataclass(frozen=True)
class NoisePoint:
    """The noise at one point of a run.

    Attributes:
        gap: unit loss.
        gradient_norm: |g|, unit loss/length.
        mean_square: unit loss^2/length^2.
        largest_square: the same.
        batches: how many were looked at.
    """

    gap: float
    gradient_norm: float
    mean_square: float
    largest_square: float
    batches: int


@dataclass(frozen=True)
class NoiseEnvelope:
    """A gap + B |g|^2 + C above the noise at every point measured.

    Attributes:
        A: unit loss/length^2.
        B: a number.
        C: unit loss^2/length^2.
        excess: the mean of ln(bound/noise).
        largest_ratio: of bound to noise, at the point where the bound is least sharp.
    """

    A: float
    B: float
    C: float
    excess: float
    largest_ratio: float


def noise_at(
    gradients: Gradients,
    *,
    gap: float,
    weights: Sequence[float] | None = None,
    complete: bool = True,
) -> NoisePoint:
    """Measure the noise at a point, in two passes that hold the mean and one gradient.

    Args:
        gradients: of the batches; called twice, and must give the same both times.
        gap: f - f_lower there, >= 0.
        weights: the chance with which each batch is drawn; by default equal.
        complete: the batches are all there are. Otherwise they are taken for a sample: the mean
            square and |g|^2 are corrected for that the mean is the sample's own. The largest
            square is not.

    Raises:
        DomainError: no batch; fewer than two of a sample; weights that do not fit; a negative gap.
        WarmproofError: a gradient is not finite.
    """
    if not 0 <= gap < math.inf:
        raise DomainError(f"noise needs gap >= 0 and finite; got {gap}. Lower f_lower.")
    mean, count = _mean(gradients, weights)
    if count < (1 if complete else 2):
        raise DomainError(
            f"noise needs at least {1 if complete else 2} batches; got {count}. Give more."
        )
    if weights is not None and len(weights) != count:
        raise DomainError(
            f"noise needs one weight for each of {count} batches; got {len(weights)}. "
            "Give the chance of each batch."
        )
    assert mean is not None
    shares = np.full(count, 1 / count) if weights is None else np.array(weights) / sum(weights)
    squares = np.fromiter(map(_distance_from(mean), gradients()), dtype=float)
    if len(squares) != count:
        raise DomainError(
            f"noise needs the same batches in both passes; got {count}, then {len(squares)}. "
            "Let each call start anew."
        )
    mean_square, squared_norm = float(shares @ squares), _squared_norm(mean)
    if not complete:
        overlap = float(shares @ shares)
        mean_square /= 1 - overlap
        squared_norm = max(squared_norm - overlap * mean_square, 0.0)
    return NoisePoint(gap, math.sqrt(squared_norm), mean_square, float(squares.max()), count)


def batch_gradients(objective: Objective) -> Gradients:
    """The gradients of an objective's batches; use them with `weights=objective.weights`."""

    def gradients() -> Iterator[torch.Tensor]:
        layout = objective.parameters
        for weight, value in zip(objective.weights, objective.losses(), strict=True):
            # No name here keeps a gradient alive while the next one is made.
            yield layout.join(objective.gradients_of(value, layout.tensors)).div_(weight)

    return gradients


def fit_noise(points: Sequence[NoisePoint], which: Which = "largest") -> NoiseEnvelope:
    """Fit A, B, C as an upper envelope.

    Args:
        points: of a run.
        which: "largest" for Assumption 4, "mean" for the mean square alone.

    Raises:
        DomainError: no points, or one without noise.
    """
    features, squares = _table(points, which)
    A, B, C = cover(features, squares).tolist()
    ratios = features @ np.array([A, B, C]) / squares
    excess = max(float(np.log(ratios).mean()), 0.0)
    return NoiseEnvelope(A, B, C, excess, float(ratios.max()))


def noise_uncertainty(
    points: Sequence[NoisePoint], which: Which = "largest", how: Resampling | None = None
) -> tuple[Interval, Interval, Interval]:
    """Intervals of A, B and C by the block bootstrap; the points come in the order of the run.

    Raises:
        DomainError: no points, or one without noise.
    """
    features, squares = _table(points, which)

    def numbers(places: Places) -> list[float]:
        return cover(features[places], squares[places]).tolist()

    drawn = (how or Resampling()).draw(len(squares), numbers)
    return drawn.around(0, low=0), drawn.around(1, low=0), drawn.around(2, low=0)


def _table(points: Sequence[NoisePoint], which: Which) -> tuple[Floats, Floats]:
    """What A, B and C multiply, shape (n, 3), and the squared noise, shape (n,)."""
    if not points:
        raise DomainError("an envelope of noise needs a point; got none. Measure one.")
    squares = np.array([p.largest_square if which == "largest" else p.mean_square for p in points])
    if not (squares > 0).all():
        at = int(np.argmin(squares > 0))
        raise DomainError(
            f"an envelope of noise needs noise > 0; got {squares[at]} at point {at}. "
            "Leave out points where all batches agree."
        )
    gaps = [p.gap for p in points]
    norms = [p.gradient_norm for p in points]
    units = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    columns = [noise_bound(A=A, B=B, C=C, gap=gaps, gradient_norm=norms) for A, B, C in units]
    return np.stack(columns, axis=1), squares


def _mean(gradients: Gradients, weights: Sequence[float] | None) -> tuple[torch.Tensor | None, int]:
    """The weighted mean and the number of gradients."""
    mean: torch.Tensor | None = None
    total, count = 0.0, 0
    for gradient in gradients():
        weight = 1.0 if weights is None or count >= len(weights) else float(weights[count])
        if not 0 < weight < math.inf:
            raise DomainError(
                f"noise needs weights > 0; got {weight} for batch {count}. Leave that batch out."
            )
        if not torch.isfinite(gradient).all():
            raise WarmproofError(
                f"the gradient of batch {count} is not finite. "
                "Go back to an earlier point, or leave that batch out."
            )
        total, count = total + weight, count + 1
        if mean is None:
            mean = _single(gradient).clone()
        else:
            mean.lerp_(_single(gradient), weight / total)
        del gradient  # else it would live on while the next one is made
    return mean, count


def _distance_from(mean: torch.Tensor) -> Callable[[torch.Tensor], float]:
    """The map from a gradient to its squared distance from the mean."""

    def distance(gradient: torch.Tensor) -> float:
        pieces = zip(gradient.detach().split(_PIECE), mean.split(_PIECE), strict=True)
        return math.fsum(_squared_norm(a.to(b.dtype) - b) for a, b in pieces)

    return distance


def _single(gradient: torch.Tensor) -> torch.Tensor:
    """In single precision, or double if it is."""
    return gradient.detach().to(torch.promote_types(gradient.dtype, torch.float32))


def _squared_norm(vector: torch.Tensor) -> float:
    return math.fsum(float(part.double().square().sum()) for part in vector.split(_PIECE))
