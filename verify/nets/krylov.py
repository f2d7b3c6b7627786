"""A Krylov space of bounded size: extended by products, shrunk by thick restarts.

Rows of `basis` are orthonormal; `matrix` holds H on them. It is kept as a full symmetric matrix
made of the inner products that reorthogonalisation computes anyway, so a restart needs no formulas
of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from theory.errors import DomainError

_CHUNK = 1 << 18
"""Columns rotated at a time, so that a restart needs no second copy of the basis."""


class Krylov:
    """The space spanned by v, H v, H (H v), ... or what restarts have left of it.

    Args:
        product: a symmetric map.
        start: v, not 0, shape (size,).
        capacity: the largest dimension.

    Attributes:
        products: how many were computed.
        complete: whether the space is mapped into itself, up to rounding.
        extent: the largest and the smallest Ritz value so far.
        unrestarted: the dimension reached before the first restart.

    Raises:
        DomainError: the start is 0, not finite, or not a vector.
    """

    def __init__(
        self, product: Callable[[torch.Tensor], torch.Tensor], start: torch.Tensor, capacity: int
    ) -> None:
        length = float(torch.linalg.vector_norm(start))
        if start.dim() != 1 or not 0 < length < float("inf"):
            raise DomainError(
                f"a Krylov space needs a start that is a finite vector other than 0; got shape "
                f"{tuple(start.shape)} and length {length}. Leave the start out."
            )
        self.product, self.capacity = product, capacity
        self.basis = start.new_empty(capacity + 1, len(start))
        self.basis[0] = start / length
        self.matrix = torch.zeros(capacity, capacity, dtype=torch.float64)
        self.dimension = self.products = self.unrestarted = 0
        self.complete = self.restarted = False
        self.coupling = 0.0
        self.extent = (-float("inf"), float("inf"))
        self._values = self._vectors = self.matrix

    @property
    def full(self) -> bool:
        """Whether the next product needs a restart."""
        return self.dimension == self.capacity

    @property
    def scale(self) -> float:
        """The largest |theta| so far, a lower bound for the norm of H."""
        return max(abs(end) for end in self.extent)

    def extend(self) -> None:
        """Compute one product and take its direction into the basis."""
        j = self.dimension
        known = self.basis[: j + 1]
        image = self.product(known[j])
        before = float(torch.linalg.vector_norm(image))
        self.products += 1
        inner = known @ image
        image = image - inner @ known
        again = known @ image
        image = image - again @ known
        row = (inner + again).double().cpu()
        self.matrix[j, : j + 1] = row
        self.matrix[: j + 1, j] = row
        self.dimension = j + 1
        if not self.restarted:
            self.unrestarted = self.dimension
        self.coupling = float(torch.linalg.vector_norm(image))
        self._values, self._vectors = torch.linalg.eigh(
            self.matrix[: self.dimension, : self.dimension]
        )
        self.extent = (
            max(self.extent[0], float(self._values[-1])),
            min(self.extent[1], float(self._values[0])),
        )
        rounding = 10 * torch.finfo(image.dtype).eps * max(before, self.scale)
        whole = self.dimension == image.numel()
        if whole or self.coupling <= rounding:
            self.complete = True
        else:
            self.basis[self.dimension] = image / self.coupling

    def estimate(self, end: int) -> float:
        """What the residual at an end (0 top, 1 bottom) is in exact arithmetic."""
        return 0.0 if self.complete else self.coupling * abs(float(self._vectors[-1, end - 1]))

    def ritz_vector(self, end: int) -> torch.Tensor:
        """The Ritz vector at an end (0 top, 1 bottom), of length 1."""
        weights = self._vectors[:, end - 1].to(self.basis)
        vector = weights @ self.basis[: self.dimension]
        return vector / torch.linalg.vector_norm(vector)

    def restart(self, ends: Sequence[int]) -> None:
        """Keep the best Ritz vectors at some ends and the direction that comes next."""
        room = max(1, (self.capacity // 2) // len(ends))
        picked = sorted({place for end in ends for place in self._nearest(end, room)})
        rotation = self._vectors[:, picked].to(self.basis)
        count = len(picked)
        for low in range(0, self.basis.shape[1], _CHUNK):
            part = self.basis[: self.dimension, low : low + _CHUNK]
            self.basis[:count, low : low + _CHUNK] = rotation.T @ part
        self.basis[count] = self.basis[self.dimension]
        self.matrix.zero_()
        self.matrix[:count, :count] = torch.diag(self._values[picked])
        self.dimension, self.restarted = count, True

    def _nearest(self, end: int, room: int) -> range:
        last = self.dimension
        return range(last - room, last) if end == 0 else range(room)
