"""The trainable parameters of a model as one vector.

A tied weight stands once, where the model names it first; a frozen one is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import nn

from theory.errors import DomainError


class Parameters:
    """Where each trainable parameter lies in the vector.

    Vectors have shape (size,), live on the parameters' device and hold float32, or float64 if a
    parameter does: sums over batches are kept in it whatever the forward pass runs in.

    Args:
        model: with at least one trainable parameter, all on one device.

    Raises:
        DomainError: nothing is trainable, a parameter is complex, or they lie on several devices.

    >>> layout = Parameters(nn.Linear(2, 3))
    >>> layout.size, layout.slices["bias"]
    (9, slice(6, 9, None))
    """

    def __init__(self, model: nn.Module) -> None:
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        if not named or not sum(p.numel() for _, p in named):
            raise DomainError(
                f"curvature needs a trainable parameter; {type(model).__name__} has none. "
                "Set requires_grad on those to be measured."
            )
        if any(p.is_complex() for _, p in named):
            raise DomainError(
                "curvature needs real parameters; got complex ones. "
                "Keep their real and imaginary parts as parameters instead."
            )
        devices = sorted({str(p.device) for _, p in named})
        if len(devices) > 1:
            raise DomainError(
                f"curvature needs all parameters on one device; got {', '.join(devices)}. "
                "Move the model with model.to(device)."
            )
        self.names = tuple(name for name, _ in named)
        self.tensors = tuple(p for _, p in named)
        self.device = self.tensors[0].device
        wide = any(p.dtype == torch.float64 for p in self.tensors)
        self.dtype = torch.float64 if wide else torch.float32
        self.slices: dict[str, slice] = {}
        self.size = 0
        for name, p in named:
            self.slices[name] = slice(self.size, self.size + p.numel())
            self.size += p.numel()

    def join(self, tensors: Sequence[torch.Tensor]) -> torch.Tensor:
        """One tensor per parameter as a vector."""
        return torch.cat(
            [tensor.detach().to_dense().reshape(-1).to(self.dtype) for tensor in tensors]
        )

    def split(self, vector: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """A vector as one tensor per parameter, in its shape and dtype."""
        self.check(vector)
        return tuple(
            vector[self.slices[name]].view(p.shape).to(p.dtype)
            for name, p in zip(self.names, self.tensors, strict=True)
        )

    def current(self) -> torch.Tensor:
        """A copy of the parameters' values."""
        return self.join(self.tensors)

    def assign(self, vector: torch.Tensor) -> None:
        """Give the parameters the values of a vector."""
        with torch.no_grad():
            for p, value in zip(self.tensors, self.split(vector), strict=True):
                p.copy_(value)

    @contextmanager
    def at(self, vector: torch.Tensor) -> Iterator[None]:
        """Have the parameters at a vector for a while; they come back bit for bit."""
        before = [p.detach().clone() for p in self.tensors]
        try:
            self.assign(vector)
            yield
        finally:
            with torch.no_grad():
                for p, value in zip(self.tensors, before, strict=True):
                    p.copy_(value)

    def fingerprint(self) -> tuple[int, ...]:
        """Changes when torch writes into a parameter, or, but for a rare coincidence, anyone does.

        Torch's own count of writes is not enough: its fused optimizers do not count.
        """
        bits = self.current().view(torch.int64 if self.dtype == torch.float64 else torch.int32)
        # The sum wraps around; squares, so that a rise here and a fall there do not cancel.
        return (*(p._version for p in self.tensors), int((bits * bits).sum()))

    def check(self, vector: torch.Tensor) -> None:
        """Refuse a vector of another length.

        Raises:
            DomainError: the shape is not (size,).
        """
        if vector.shape != (self.size,):
            raise DomainError(
                f"a vector of the parameters has shape ({self.size},); got {tuple(vector.shape)}. "
                "Make it with Parameters.join."
            )
