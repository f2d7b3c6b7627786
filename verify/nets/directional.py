"""Curvature along an update, as LW estimate it: from gradients, on the same batches at both ends.

    max over gamma in {1/N, 2/N, ..., 1} of ||grad f(w + gamma d) - grad f(w)|| / (gamma ||d||)

Each ratio is at most the largest spectral norm of the Hessian between w and w + d, so the estimate
is a lower bound for it, and says nothing of other directions. It is one function f that is
differenced: with another batch at the other end, noise over a short step takes curvature's place.

Where the gradient jumps, as it does for a network of ReLUs, there is no such bound: each kink that
the update crosses adds to the difference, and the ratio grows as the step gets shorter. Ratios
that are far larger at small gamma than at 1 give it away.

Source: LW, section 3.3, after [crawshaw2022]; N is not legible there, and 6 is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from theory.errors import DomainError
from verify.nets.objective import Objective


@dataclass(frozen=True)
class Directional:
    """The estimate along one update.

    Attributes:
        value: the largest ratio, unit curvature.
        ratios: one per gamma, from 1/N to 1.
        length: ||d||.
        rounding: what one unit in the last place of the gradient's norm makes of a ratio at 1/N.
            A value that is not well above it is rounding. With a forward pass in low precision
            that is the unit.
    """

    value: float
    ratios: tuple[float, ...]
    length: float
    rounding: float


def directional_curvature(
    objective: Objective,
    before: torch.Tensor,
    after: torch.Tensor,
    *,
    points: int = 6,
    first: torch.Tensor | None = None,
) -> Directional:
    """Estimate the curvature of f along the update from `before` to `after`.

    It costs points + 1 gradients, one fewer with `first`, and the memory of four vectors. The
    parameters come back as they were.

    Args:
        objective: f, with its batches.
        before: w, shape (size,).
        after: w + d, another point.
        points: N, at least 1.
        first: grad f(w), where it is known already.

    Raises:
        DomainError: no points, two equal ends, or vectors of another shape.
        WarmproofError: the loss is not finite on the way.

    >>> net = torch.nn.Linear(1, 1, bias=False)
    >>> square = Objective(net, lambda net, x: net(x).pow(2).mean(), [torch.tensor([[3.0]])])
    >>> directional_curvature(square, torch.tensor([1.0]), torch.tensor([2.0]), points=1).value
    18.0
    """
    if points < 1:
        raise DomainError(f"the estimate needs points >= 1; got points = {points}. Take 6.")
    layout = objective.parameters
    layout.check(before)
    layout.check(after)
    length = float(torch.linalg.vector_norm(after - before))
    if not 0 < length < float("inf"):
        raise DomainError(
            f"the estimate needs two different finite ends; their distance is {length}. "
            "Measure at a step that moves the parameters."
        )
    if first is None:
        with layout.at(before):
            first = objective.gradient()
    with layout.at(before):
        start = layout.current()
    ratios = []
    for k in range(1, points + 1):
        with layout.at(torch.lerp(before, after, k / points)):
            # How far the parameters have come, and not gamma ||d||: points on the way are rounded.
            distance = float(torch.linalg.vector_norm(layout.current() - start))
            change = objective.gradient() - first
        ratios.append(float(torch.linalg.vector_norm(change)) / distance if distance else 0.0)
    if not any(ratios) and not distance:
        raise DomainError(
            f"an update of length {length:.3g} is lost when the parameters round it. "
            "Measure at a larger step, or keep the parameters in float32."
        )
    unit = _unit(objective) * float(torch.linalg.vector_norm(first))
    return Directional(max(ratios), tuple(ratios), length, unit * points / length)


def _unit(objective: Objective) -> float:
    """The coarsest relative rounding on the way from the parameters to the gradient."""
    layout = objective.parameters
    dtypes = {layout.dtype, *(p.dtype for p in layout.tensors)}
    if objective.forward_dtype is not None:
        dtypes.add(objective.forward_dtype)
    return max(torch.finfo(dtype).eps for dtype in dtypes)
