"""K0 and K estimated while training, from a few Hessian-vector products now and then.

At each probe the power method takes a few steps from the vector of the last probe, as the top
direction of a net turns slowly; a little chance is mixed in, so that a direction whose curvature
has come up can be found. |H v| with |v| = 1 is at most ||H||: estimates err to the low side only.
The constants are those of the envelope of all points probed so far, for a fixed rho.

Two things are extrapolated, and nothing certifies them: that curvature between probes lies below
the envelope, and that it goes on as K0 + K gap^rho at gaps smaller than any seen. The second fails
badly where the gap falls by orders of magnitude between probes, as it does early in warm-up, for
K0 is settled by the smallest gaps. So probe whenever `due` says that the gap has moved, not every
so many steps.

On the Hessian of a mini-batch, estimates err to the high side as well: the mean of the norms of
the batches' Hessians is at least the norm of their mean. How measured steps did beside tuned ones
is told in `tests/verify/nets/test_online_training.py`; `preconditioned` has the Hessian for AdamW.

>>> online = OnlineConstants(rho=1)
>>> for gap in (4.0, 2.0, 1.0):
...     online.observe(gap, 2 + 3 * gap)
>>> online.envelope
Envelope(rho=1.0, K0=2.0, K=3.0, excess=0.0, above=0)
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import Any

import torch

from theory.errors import DomainError, WarmproofError
from verify.nets.envelope import Envelope, fit
from verify.nets.formulas import check_constants

Product = Callable[[torch.Tensor], torch.Tensor]

CHANCE = 0.1
"""Length of the random part that is added to the last probe's vector, which has length 1."""


class OnlineConstants:
    """A running envelope of (gap, curvature).

    Args:
        rho: fixed, > 0.
        products: Hessian-vector products per probe, at least 1. The first probe takes four times
            as many, as it starts from chance alone.
        margin: >= 1, times which every measured curvature is taken.
        window: how many points count, the latest; by default all.
        seed: of the chance mixed in.

    Raises:
        DomainError: a value outside these ranges.
    """

    def __init__(
        self,
        *,
        rho: float = 1.0,
        products: int = 2,
        margin: float = 1.0,
        window: int | None = None,
        seed: int = 0,
    ) -> None:
        check_constants("OnlineConstants", rho=rho, K0=1, K=1)
        for name, value, least in (
            ("products", products, 1),
            ("margin", margin, 1),
            ("window", math.inf if window is None else window, 2),
        ):
            if not value >= least:
                raise DomainError(
                    f"OnlineConstants needs {name} >= {least}; got {value}. Raise {name}."
                )
        self.rho, self.products, self.margin = float(rho), products, float(margin)
        self.points: deque[tuple[float, float]] = deque(maxlen=window)
        self.spent = 0
        self._vector: torch.Tensor | None = None
        self._seed, self._probes = seed, 0
        self._fitted: Envelope | None = None

    def due(self, gap: float, factor: float = 1.5) -> bool:
        """Whether the gap lies further than this factor from that of the last point.

        >>> online = OnlineConstants()
        >>> online.due(8.0)
        True
        >>> online.observe(8.0, 1.0)
        >>> online.due(6.0), online.due(5.0), online.due(13.0)
        (False, True, True)
        """
        if not self.points:
            return True
        last = self.points[-1][0]
        return not last <= gap * factor <= last * factor**2

    @property
    def envelope(self) -> Envelope:
        """Over the points so far, margin included.

        Raises:
            DomainError: there are none.
        """
        if not self.points:
            raise DomainError("there are no constants before the first probe. Probe first.")
        if self._fitted is None:
            gaps, curvatures = zip(*self.points, strict=True)
            self._fitted = fit(gaps, curvatures, rho=self.rho)
        return self._fitted

    def observe(self, gap: float, curvature: float) -> None:
        """Add a point measured by other means.

        Args:
            gap: f - f_lower, >= 0, unit loss.
            curvature: >= 0; 0 says nothing and is dropped.

        Raises:
            DomainError: a number outside these ranges.
        """
        if not (0 <= gap < math.inf and 0 <= curvature < math.inf):
            raise DomainError(
                f"OnlineConstants needs gap >= 0 and curvature >= 0, finite; got gap = {gap}, "
                f"curvature = {curvature}. Lower f_lower, or lower the step size that led here."
            )
        if curvature > 0:
            self.points.append((gap, curvature * self.margin))
            self._fitted = None

    def probe(
        self,
        product: Product,
        size: int,
        gap: float,
        *,
        dtype: torch.dtype = torch.float32,
        device: torch.device | str = "cpu",
    ) -> float:
        """Estimate the curvature at a point and add it.

        Args:
            product: v -> hess f(w) v at the point, for v of shape (size,).
            size: number of parameters.
            gap: f(w) - f_lower there.
            dtype: of v.
            device: of v.

        Returns:
            The estimate without the margin: the largest |H v| met, at most ||H||.

        Raises:
            DomainError: a gap outside its range, or a size that is not that of the last probe.
            WarmproofError: a product that is not finite.
        """
        vector = self._start(size, dtype, device)
        largest = 0.0
        for _ in range(self.products * (1 if self._probes else 4)):
            image = product(vector)
            self.spent += 1
            length = float(torch.linalg.vector_norm(image.detach().double()))
            if not math.isfinite(length):
                raise WarmproofError(
                    f"a Hessian-vector product is not finite at gap = {gap:.6g}. "
                    "Go back to an earlier point, or lower the step size."
                )
            largest = max(largest, length)
            if length == 0:
                break
            vector = image.detach() / length
        self.observe(gap, largest)
        self._vector, self._probes = vector, self._probes + 1
        return largest

    def state_dict(self) -> dict[str, Any]:
        """What a later run needs to go on: numbers, lists and one tensor."""
        return {
            "points": [list(point) for point in self.points],
            "spent": self.spent,
            "probes": self._probes,
            "vector": self._vector,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a `state_dict` of an object with the same arguments.

        Raises:
            DomainError: it is the state of something else.
        """
        if set(state) != set(self.state_dict()):
            raise DomainError(
                "OnlineConstants needs its own state; got "
                f"{', '.join(sorted(map(str, state))) or 'nothing'}. Make a new one."
            )
        self.points.clear()
        self.points.extend((gap, curvature) for gap, curvature in state["points"])
        self.spent, self._probes = state["spent"], state["probes"]
        self._vector, self._fitted = state["vector"], None

    def _start(self, size: int, dtype: torch.dtype, device: torch.device | str) -> torch.Tensor:
        """A vector of length 1: the last one with a little chance, or chance alone."""
        generator = torch.Generator().manual_seed(self._seed + self._probes)
        drawn = torch.randn(size, generator=generator, dtype=torch.float64)
        drawn = (drawn / drawn.norm()).to(device=device, dtype=dtype)
        if self._vector is not None:
            if self._vector.shape != (size,):
                raise DomainError(
                    f"OnlineConstants needs the same number of parameters at each probe; got "
                    f"{size} after {len(self._vector)}. Make a new one for another model."
                )
            drawn = self._vector.to(drawn) + CHANCE * drawn
        return drawn / drawn.norm()
