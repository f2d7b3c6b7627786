"""Products of the Hessian with vectors, on a graph that is built once.

The graph of the gradient is kept between products: a product then costs two backward passes
through it and no forward pass. Kept graphs cost memory, one per batch, so with several batches the
graph is built anew for each product unless asked otherwise, and memory stays that of one batch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch

from theory.errors import DomainError, WarmproofError
from verify.nets.objective import Objective

Gradients = tuple[torch.Tensor, ...]


class HessianProduct:
    """v -> hess f(w) v at the parameters as they are when it is made.

    Args:
        objective: f.
        keep_graph: keep the graph of every batch; by default if there is one batch only.
        names: of the parameters to which rows and columns are restricted, in any order;
            by default all. See `block`.

    Raises:
        DomainError: an unknown name.
        WarmproofError: the loss is not finite, or torch has no second derivative of it.

    >>> net = torch.nn.Linear(1, 1, bias=False)
    >>> square = Objective(net, lambda net, x: net(x).pow(2).mean(), [torch.tensor([[3.0]])])
    >>> HessianProduct(square)(torch.ones(1))
    tensor([18.])
    """

    def __init__(
        self,
        objective: Objective,
        *,
        keep_graph: bool | None = None,
        names: Sequence[str] | None = None,
    ) -> None:
        self.objective = objective
        layout = objective.parameters
        self._where = _places(layout.names, names)
        self._tensors = tuple(layout.tensors[i] for i in self._where)
        self._made_at = layout.fingerprint()
        self.size = sum(tensor.numel() for tensor in self._tensors)
        self.dtype, self.device = layout.dtype, layout.device
        keep = len(objective.batches) == 1 if keep_graph is None else keep_graph
        with torch.enable_grad(), _second_derivatives():
            self._graphs = list(self._fresh_graphs()) if keep else None

    def block(self, names: Sequence[str]) -> HessianProduct:
        """The diagonal block of some parameters, on the same graph.

        Args:
            names: as `named_parameters` has them.

        Raises:
            DomainError: a name that this product does not have.
        """
        every = self.objective.parameters.names
        own = [every[i] for i in self._where]
        picked = _places(own, names)
        inner = HessianProduct(
            self.objective, keep_graph=False, names=[own[place] for place in picked]
        )
        inner._made_at = self._made_at
        if self._graphs is not None:
            inner._graphs = [tuple(graph[place] for place in picked) for graph in self._graphs]
        return inner

    def __call__(self, vector: torch.Tensor) -> torch.Tensor:
        """The product with a vector of shape (size,), in the same shape.

        Raises:
            DomainError: another shape.
            WarmproofError: the parameters have changed since, the product is not finite, or torch
                has no second derivative of a part of the model.
        """
        if vector.shape != (self.size,):
            raise DomainError(
                f"a Hessian of {self.size} parameters needs a vector of shape ({self.size},); "
                f"got {tuple(vector.shape)}. Make it of that length."
            )
        if self.objective.parameters.fingerprint() != self._made_at:
            raise WarmproofError(
                "the parameters have changed since this Hessian product was made. "
                "Make a new one at the new point."
            )
        directions = self._split(vector)
        total = torch.zeros(self.size, dtype=self.dtype, device=self.device)
        graphs = self._graphs
        with torch.enable_grad(), _second_derivatives():
            for gradients in self._fresh_graphs() if graphs is None else graphs:
                self._add(total, gradients, directions, keep=graphs is not None)
        if not torch.isfinite(total).all():
            raise WarmproofError(
                "a Hessian-vector product is not finite, though the loss is. "
                "Run the forward pass in float32, or scale the vector down."
            )
        return total

    def _fresh_graphs(self) -> Iterator[Gradients]:
        for value in self.objective.losses():
            yield self.objective.gradients_of(value, self._tensors, keep=True)

    def _split(self, vector: torch.Tensor) -> Gradients:
        parts = vector.split([tensor.numel() for tensor in self._tensors])
        return tuple(
            part.view(tensor.shape).to(tensor.dtype)
            for part, tensor in zip(parts, self._tensors, strict=True)
        )

    def _add(
        self, total: torch.Tensor, gradients: Gradients, directions: Gradients, *, keep: bool
    ) -> None:
        """Add one batch's product; a constant gradient (a linear loss) adds nothing."""
        curved = [i for i, gradient in enumerate(gradients) if gradient.requires_grad]
        if not curved:
            return
        products = torch.autograd.grad(
            [gradients[i] for i in curved],
            self._tensors,
            [directions[i] for i in curved],
            retain_graph=keep,
            materialize_grads=True,
        )
        start = 0
        for product in products:
            total[start : start + product.numel()] += product.to_dense().reshape(-1)
            start += product.numel()


@contextmanager
def _second_derivatives() -> Iterator[None]:
    """Say in a sentence that torch has none."""
    try:
        yield
    except RuntimeError as failed:
        if not re.search("derivative.* is not implemented|double backward", str(failed)):
            raise
        raise WarmproofError(
            f"torch has no second derivative of a part of this model: "
            f"{str(failed).splitlines()[0].rstrip('.')}. Write that part out in simpler operations."
        ) from failed


def _places(every: Sequence[str], names: Sequence[str] | None) -> tuple[int, ...]:
    """The places of some names, in the order of the model."""
    if names is None:
        return tuple(range(len(every)))
    unknown = sorted(set(names) - set(every))
    if unknown or not names:
        raise DomainError(
            f"a block needs names of trainable parameters; got {', '.join(unknown) or 'none'}. "
            f"There are {', '.join(every)}."
        )
    return tuple(i for i, name in enumerate(every) if name in set(names))
