"""A, B, C of the noise of mini-batch gradients, measured along a run.

With g_i the gradient of batch i and g their mean, a point of the run gives

    mean square       sum_i w_i |g_i - g|^2,     what E|xi|^2 is at the point
    largest square    max_i |g_i - g|^2,         what Assumption 4 bounds

and A gap + B |g|^2 + C is fitted over the points as an upper envelope. As for curvature, the mean
of ln(bound/noise) is made smallest, as steps take the bound as a factor. Along a run the gap and
|g|^2 fall together, so A and B may stand in for each other: the intervals show by how much.

Batches that were not looked at may be noisier: the largest square is that of the batches given.
Which of A, B, C are needed, and how well they are known, says `noise_terms`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from theory.errors import DomainError, WarmproofError
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
        spread: standard deviation of the squares over the batches, the same unit.
        batches: how many were looked at.
    """

    gap: float
    gradient_norm: float
    mean_square: float
    largest_square: float
    spread: float
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
    epoch: int | None = None,
) -> NoisePoint:
    """Measure the noise at a point, in two passes that hold the mean and one gradient.

    Args:
        gradients: of the batches; called twice, and must give the same both times.
        gap: f - f_lower there, >= 0.
        weights: the chance with which each batch is drawn; by default equal.
        complete: the batches are all there are. With the batches of one epoch that mean is the
            whole gradient, and the mean square is without bias that of a batch drawn at random.
        epoch: the batches are some of an epoch of so many, of equal size and with no example in
            common: a sample without replacement. They may all be there.

    If they are not complete, nor some of an epoch, they are taken for independent draws. In both
    cases the mean square and |g|^2 are corrected for that the mean is the sample's own; where
    that would leave |g|^2 negative, it is 0. The largest square is as it is found: it is that of
    the batches given, about their mean, which lies nearer to them than g.

    Raises:
        DomainError: no batch; fewer than two of a sample, or more than an epoch has; weights that
            do not fit; a negative gap.
        WarmproofError: a gradient is not finite.
    """
    if not 0 <= gap < math.inf:
        raise DomainError(f"noise needs gap >= 0 and finite; got {gap}. Lower f_lower.")
    mean, count = _mean(gradients, weights)
    fewest = 1 if complete and epoch is None else 2
    if mean is None or count < fewest:
        raise DomainError(f"noise needs at least {fewest} batches; got {count}. Give more.")
    if weights is not None and len(weights) != count:
        raise DomainError(
            f"noise needs one weight for each of {count} batches; got {len(weights)}. "
            "Give the chance of each batch."
        )
    if epoch is not None and (weights is not None or count > epoch):
        raise DomainError(
            f"noise needs at most the {epoch} batches of the epoch, all of equal weight; got "
            f"{count}{'' if weights is None else ' with weights'}. Leave some out."
        )
    shares = np.full(count, 1 / count) if weights is None else np.array(weights) / sum(weights)
    squares = np.fromiter(map(_distance_from(mean), gradients()), dtype=float)
    if len(squares) != count:
        raise DomainError(
            f"noise needs the same batches in both passes; got {count}, then {len(squares)}. "
            "Let each call start anew."
        )
    mean_square, squared_norm = float(shares @ squares), _squared_norm(mean)
    spread = math.sqrt(float(shares @ (squares - mean_square) ** 2))
    if epoch is not None:
        # With v = E|g_i - g|^2, batches of one epoch have covariance -v/(epoch - 1).
        mean_square *= count / (count - 1) * (epoch - 1) / epoch
        squared_norm -= mean_square / count * (epoch - count) / (epoch - 1)
    elif not complete:
        overlap = float(shares @ shares)
        mean_square /= 1 - overlap
        squared_norm -= overlap * mean_square
    norm = math.sqrt(max(squared_norm, 0.0))
    return NoisePoint(gap, norm, mean_square, float(squares.max()), spread, count)


def batch_gradients(objective: Objective) -> Gradients:
    """The gradients of an objective's batches; use them with `weights=objective.weights`."""

    def gradients() -> Iterator[torch.Tensor]:
        layout = objective.parameters
        for weight, value in zip(objective.weights, objective.losses(), strict=True):
            # No name here keeps a gradient alive while the next one is made.
            yield layout.join(objective.gradients_of(value, layout.tensors)).div_(weight)

    return gradients


def fit_noise(
    points: Sequence[NoisePoint], which: Which = "largest", terms: str = "ABC"
) -> NoiseEnvelope:
    """Fit A, B, C as an upper envelope.

    Args:
        points: of a run.
        which: "largest" for Assumption 4, "mean" for the mean square alone.
        terms: which of the three there are; the others are 0.

    Raises:
        DomainError: no points, one without noise, or one at which every term is 0.
    """
    return fit_table(*table(points, which), terms)


def fit_table(features: Floats, squares: Floats, terms: str = "ABC") -> NoiseEnvelope:
    """The same from a `table`.

    Args:
        features: what A, B and C multiply, shape (n, 3).
        squares: the squared noise, shape (n,), > 0.
        terms: as for `fit_noise`.

    Raises:
        DomainError: a point at which every term is 0.
    """
    chosen = ["ABC".index(term) for term in terms]
    if not features[:, chosen].any(axis=1).all():
        raise DomainError(
            f"an envelope of noise with the terms {', '.join(terms)} needs one that is > 0 at each "
            "point. Add C."
        )
    constants = np.zeros(3)
    constants[chosen] = cover(features[:, chosen], squares)
    ratios = features @ constants / squares
    excess = max(float(np.log(ratios).mean()), 0.0)
    return NoiseEnvelope(*constants.tolist(), excess, float(ratios.max()))


def table(points: Sequence[NoisePoint], which: Which) -> tuple[Floats, Floats]:
    """What A, B and C multiply, shape (n, 3), and the squared noise, shape (n,).

    Raises:
        DomainError: no points, or one without noise.
    """
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
