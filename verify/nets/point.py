"""One point of a run: the loss, its gradient and its curvature, all of one function.

What is measured is a lower bound for ||hess f||: a Ritz value is met by the spectrum, and LW's
estimate by the Hessian somewhere on the update, where f has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import torch

from theory.errors import DomainError, WarmproofError
from verify.nets.directional import Directional, directional_curvature
from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import Ends, RitzPair, Spectrum, extreme_eigenvalues
from verify.nets.layers import layer_curvature
from verify.nets.objective import Objective
from verify.nets.online import CHANCE

ABOVE_ROUNDING = 10
"""An estimate along an update that is not so many times its rounding is left out."""
_FIRST = 3
"""How many times as many products the first look at the spectrum takes, from chance alone."""


@dataclass(frozen=True)
class Measures:
    """What is measured at a point.

    Args:
        points: N of LW's estimate along the update, which costs N gradients; 0 for none.
        products: Hessian-vector products at each look at the spectrum, 2 to 3 gradients each; the
            first takes three times as many. 0 for none, else at least 4.
        spectrum_every: only every so manieth measurement looks at the spectrum.
        ends: "top" for a residual of the largest eigenvalue alone, "both" for both. At the start
            of training the lower end may be the longer one by far: a look at the top ends early.
        tolerance: relative residual at which a look may end early.
        layers: whether the blocks of single layers are looked at too.
        seed: of the starts.

    Raises:
        DomainError: a value outside these ranges.
    """

    points: int = 6
    products: int = 8
    spectrum_every: int = 1
    ends: Ends = "both"
    tolerance: float = 1e-2
    layers: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        for holds, condition, name in (
            (self.points >= 0, "points >= 0", "points"),
            (self.products == 0 or self.products >= 4, "products = 0 or >= 4", "products"),
            (self.points or self.products, "points or products", "points"),
            (self.products or not self.layers, "products >= 4 for layers", "products"),
            (self.spectrum_every >= 1, "spectrum_every >= 1", "spectrum_every"),
        ):
            if not holds:
                raise DomainError(
                    f"a measurement needs {condition}; got {name} = {getattr(self, name)}. "
                    f"Raise {name}."
                )


@dataclass(frozen=True)
class Row:
    """What was measured at w_t, and along the update to w_{t+1}; None where it was not.

    Attributes:
        step: t, from 0.
        eta: the first group's learning rate of the update.
        loss: f(w_t), of the measured batches.
        gap: f(w_t) - f_lower.
        gradient_norm: ||grad f(w_t)||, of the same batches.
        directional: LW's estimate along the update, a maximum of ratios.
        secant: the ratio over the whole update, one of them.
        norm: the largest |theta| met, a lower bound for ||hess f(w_t)||.
        sharpness: theta at the upper end of the spectrum.
        residual: of it; some eigenvalue is as near.
        bottom: theta at the lower end; without a residual unless both ends were asked for.
        bottom_residual: of it.
        products: Hessian-vector products that were taken.
        training_seconds: of training, up to here.
        measuring_seconds: of measuring, up to here.
    """

    step: int
    eta: float
    loss: float
    gap: float
    gradient_norm: float
    directional: float | None
    secant: float | None
    norm: float | None
    sharpness: float | None
    residual: float | None
    bottom: float | None
    bottom_residual: float | None
    products: int
    training_seconds: float
    measuring_seconds: float


COLUMNS = tuple(field.name for field in fields(Row))


@dataclass(frozen=True)
class LayerRow:
    """The upper end of one layer's block at w_t, with its residual."""

    step: int
    layer: str
    sharpness: float
    residual: float
    products: int


def value_and_gradient(objective: Objective) -> tuple[float, torch.Tensor]:
    """Both from one pass over the batches.

    >>> line = torch.nn.Linear(1, 1, bias=False)
    >>> _ = torch.nn.init.ones_(line.weight)
    >>> batches = [torch.tensor([[3.0]])]
    >>> value_and_gradient(Objective(line, lambda net, x: net(x).pow(2).mean(), batches))
    (9.0, tensor([18.]))
    """
    layout = objective.parameters
    value = 0.0
    gradient = torch.zeros(layout.size, dtype=layout.dtype, device=layout.device)
    for loss in objective.losses():
        gradient += layout.join(objective.gradients_of(loss, layout.tensors))
        value += float(loss.detach())
    return value, gradient


@dataclass(frozen=True)
class Look:
    """A look at the spectrum: numbers of a row, the layers, and where the next look starts."""

    numbers: Mapping[str, Any]
    layers: tuple[LayerRow, ...]
    start: torch.Tensor


def look(objective: Objective, measures: Measures, step: int, start: torch.Tensor | None) -> Look:
    """Look at the ends of the Hessian's spectrum at the current parameters.

    Args:
        objective: f.
        measures: how closely.
        step: of the training, for chance and for the rows of layers.
        start: from the last look, a sum of its vectors. A little chance is mixed in, so that a
            direction whose curvature has come up can be found.
    """
    product = HessianProduct(objective)
    found = extreme_eigenvalues(
        product,
        product.size,
        ends=measures.ends,
        tolerance=measures.tolerance,
        max_products=measures.products * (1 if start is not None else _FIRST),
        start=None if start is None else _with_chance(start, measures.seed + step),
        seed=measures.seed,
        dtype=product.dtype,
        device=product.device,
    )
    blocks: Mapping[str, Spectrum] = {}
    if measures.layers:
        blocks = layer_curvature(
            product,
            ends="top",
            tolerance=measures.tolerance,
            max_products=measures.products,
            seed=measures.seed,
        )
    layers = tuple(
        LayerRow(step, owner, pair.value, pair.residual, block.products)
        for owner, block in blocks.items()
        if (pair := block.top) is not None
    )
    spent = found.products + sum(layer.products for layer in layers)
    return Look({**_ends(found), "products": spent}, layers, _vectors(found))


def _ends(found: Spectrum) -> dict[str, float | None]:
    top, bottom = found.top, found.bottom
    assert top is not None
    lowest = found.extent[1] if bottom is None else bottom.value
    return {
        "norm": max(abs(top.value), abs(lowest)),
        "sharpness": top.value,
        "residual": top.residual,
        "bottom": lowest,
        "bottom_residual": None if bottom is None else bottom.residual,
    }


def _vectors(found: Spectrum) -> torch.Tensor:
    pairs: list[RitzPair] = [pair for pair in (found.top, found.bottom) if pair is not None]
    return sum((pair.vector for pair in pairs[1:]), pairs[0].vector)


def _with_chance(start: torch.Tensor, seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    drawn = torch.randn(len(start), generator=generator).to(start)
    return start + CHANCE * torch.linalg.vector_norm(start) * drawn / drawn.norm()


def along(
    objective: Objective, before: torch.Tensor, first: torch.Tensor | None, points: int
) -> Directional | None:
    """LW's estimate from `before` to where the parameters are now.

    Returns:
        None where there is no number: the update has no length, the loss is not finite on it, or
        the estimate does not stand out from rounding.
    """
    after = objective.parameters.current()
    if not 0 < float(torch.linalg.vector_norm(after - before)) < float("inf"):
        return None
    try:
        found = directional_curvature(objective, before, after, points=points, first=first)
    except WarmproofError:
        return None
    return found if found.value > ABOVE_ROUNDING * found.rounding else None
