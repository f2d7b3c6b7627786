"""Both ends of a Hessian's spectrum by Lanczos, with residuals computed and not estimated.

What a `RitzPair` (theta, x) guarantees, for a symmetric map H and up to the rounding of its
products: with r = ||H x - theta x||, ||x|| = 1 and theta = <x, H x>,

- some eigenvalue of H lies in [theta - r, theta + r];
- the largest eigenvalue is at least theta, the smallest at most theta.

That the eigenvalue near theta *is* the largest is not guaranteed: a start that is nearly orthogonal
to its eigenvector hides it. `Spectrum.upper` and `Spectrum.lower` bound how likely that is.

Full reorthogonalisation, twice. Memory is at most basis + 6 vectors beside what a product needs:
when the basis is full, its best Ritz vectors are kept and the others dropped (thick restart).

Source: [wu2000] for the restart, [parlett1998], Theorem 4.5.1 for the residual bound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import torch

from theory.errors import DomainError, WarmproofError
from verify.nets.krylov import Krylov
from verify.nets.random_start import unseen_share

Product = Callable[[torch.Tensor], torch.Tensor]
Ends = Literal["both", "top", "bottom"]


@dataclass(frozen=True)
class RitzPair:
    """An approximate eigenvalue with its vector.

    Attributes:
        value: theta = <x, H x>, unit curvature.
        residual: r = ||H x - theta x||, from a product of its own; same unit.
        vector: x, of length 1, shape (size,).
    """

    value: float
    residual: float
    vector: torch.Tensor = field(repr=False, compare=False)


@dataclass(frozen=True)
class Spectrum:
    """What was found about the ends of a spectrum.

    Attributes:
        top: at the upper end, or None if it was not asked for.
        bottom: at the lower end, likewise.
        converged: whether each residual is at most tolerance times the largest |theta| seen.
        products: how many products were computed, those of the residuals included.
        size: number of parameters.
        extent: largest and smallest Ritz value met; the spectrum reaches at least as far.
        unrestarted: dimension of the Krylov space before the first restart.
        random_start: whether the start was drawn uniformly from the sphere.
    """

    top: RitzPair | None
    bottom: RitzPair | None
    converged: bool
    products: int
    size: int
    extent: tuple[float, float]
    unrestarted: int
    random_start: bool

    @property
    def norm(self) -> float:
        """The larger |theta|, a lower bound for the spectral norm; both ends are needed for it."""
        return max(abs(pair.value) for pair in (self.top, self.bottom) if pair is not None)

    def upper(self, delta: float) -> float:
        """A number that the largest eigenvalue exceeds with probability at most delta.

        The probability is over the random start. Infinite where the Krylov space was too small for
        the number of parameters, or the start was not random.

        Raises:
            DomainError: delta outside (0, 1).
        """
        return self.extent[0] + self._unseen(delta)

    def lower(self, delta: float) -> float:
        """The same for the smallest eigenvalue: it is below with probability at most delta.

        Raises:
            DomainError: delta outside (0, 1).
        """
        return self.extent[1] - self._unseen(delta)

    def _unseen(self, delta: float) -> float:
        # With s the width of the spectrum, each end is missed by at most share s, so that
        # s (1 - 2 share) is at most what was seen. Any miss at all has probability delta or less.
        share = unseen_share(self.size, self.unrestarted, delta)
        if not self.random_start or share >= 0.5:
            return float("inf")
        return share / (1 - 2 * share) * (self.extent[0] - self.extent[1])


def extreme_eigenvalues(
    product: Product,
    size: int,
    *,
    ends: Ends = "both",
    tolerance: float = 1e-2,
    max_products: int = 200,
    basis: int = 20,
    seed: int = 0,
    start: torch.Tensor | None = None,
    dtype: torch.dtype = torch.float32,
    device: torch.device | str = "cpu",
) -> Spectrum:
    """Approximate the ends of the spectrum of a symmetric map.

    Args:
        product: the map, from vectors of shape (size,) to such vectors.
        size: at least 1.
        ends: which are asked for; the spectral norm needs both.
        tolerance: the residual aimed at, relative to the largest |theta| seen; in (0, 1).
        max_products: the budget, residuals included; at least 3.
        basis: vectors kept for the Krylov space, at least 4 (fewer if size is smaller).
        seed: of the random start, drawn on the processor, so the same on every device.
        start: another start, such as an eigenvector found at a nearby point.
        dtype: of the vectors.
        device: of the vectors.

    Returns:
        The ends with their residuals; `converged` says whether the residuals are small enough.

    Raises:
        DomainError: an argument lies outside its range, or the start is 0 or of another shape.
        WarmproofError: a product is not finite.

    >>> spread = torch.tensor([-2.0, 0.0, 1.0, 3.0])
    >>> found = extreme_eigenvalues(lambda v: spread * v, 4)
    >>> round(found.top.value, 4), round(found.bottom.value, 4), found.converged
    (3.0, -2.0, True)
    """
    _check(size, ends, tolerance, max_products, basis)
    first = _random(size, seed).to(dtype) if start is None else start
    asked = (0, 1) if ends == "both" else (0,) if ends == "top" else (1,)
    space = Krylov(_counted(product), first.to(device=device, dtype=dtype), min(basis, size))
    budget = max_products - len(asked)
    while not space.complete and space.products < budget:
        if space.full:
            space.restart(asked)
        space.extend()
        estimates = [space.estimate(end) for end in asked]
        if max(estimates) <= tolerance * space.scale:
            break
    pairs = {end: _pair(space, end) for end in asked}
    scale = max(space.scale, *(abs(pair.value) for pair in pairs.values()))
    return Spectrum(
        top=pairs.get(0),
        bottom=pairs.get(1),
        converged=all(pair.residual <= tolerance * scale for pair in pairs.values()),
        products=space.products + len(asked),
        size=size,
        extent=(
            max(space.extent[0], *(pair.value for pair in pairs.values())),
            min(space.extent[1], *(pair.value for pair in pairs.values())),
        ),
        unrestarted=space.unrestarted,
        random_start=start is None,
    )


def _pair(space: Krylov, end: int) -> RitzPair:
    """The Ritz vector at an end, its Rayleigh quotient and its residual from one more product."""
    vector = space.ritz_vector(end)
    image = space.product(vector)
    value = float(vector @ image)
    return RitzPair(value, float(torch.linalg.vector_norm(image - value * vector)), vector)


def _random(size: int, seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(size, generator=generator)


def _counted(product: Product) -> Product:
    """The product, refused where it is not finite, naming which one."""
    done = 0

    def checked(vector: torch.Tensor) -> torch.Tensor:
        nonlocal done
        done += 1
        image = product(vector)
        if not torch.isfinite(image).all():
            raise WarmproofError(
                f"product {done} of the map with a vector is not finite. "
                "Look at the point where it is taken, or use a wider dtype."
            )
        return image

    return checked


def _check(size: int, ends: str, tolerance: float, max_products: int, basis: int) -> None:
    rules = (
        (size >= 1, "size >= 1", "size", size, "Give the number of parameters"),
        (ends in ("both", "top", "bottom"), "both, top or bottom", "ends", ends, "Take one"),
        (0 < tolerance < 1, "0 < tolerance < 1", "tolerance", tolerance, "Take 0.01"),
        (max_products >= 3, "max_products >= 3", "max_products", max_products, "Raise it"),
        (basis >= 4, "basis >= 4", "basis", basis, "Raise it"),
    )
    for holds, condition, name, value, way_out in rules:
        if not holds:
            raise DomainError(
                f"extreme_eigenvalues needs {condition}; got {name} = {value}. {way_out}."
            )
