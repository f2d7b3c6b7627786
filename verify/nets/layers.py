"""Curvature layer by layer: the spectrum's ends of each diagonal block of the Hessian.

A block's eigenvalues lie between the ends of the whole spectrum, so no layer is more curved than
the network. The blocks say nothing of how layers couple.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import Spectrum, extreme_eigenvalues


def layers(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Group the names of parameters by the module that owns them, in the model's order.

    A tied weight counts where it is named first.

    >>> layers(["stem.weight", "stem.bias", "head.weight", "scale"])
    {'stem': ('stem.weight', 'stem.bias'), 'head': ('head.weight',), 'scale': ('scale',)}
    """
    groups: dict[str, list[str]] = {}
    for name in names:
        owner = name.rpartition(".")[0] or name
        groups.setdefault(owner, []).append(name)
    return {owner: tuple(own) for owner, own in groups.items()}


def layer_curvature(
    product: HessianProduct,
    groups: Mapping[str, Sequence[str]] | None = None,
    **options: Any,
) -> dict[str, Spectrum]:
    """The ends of each block's spectrum.

    Args:
        product: of the whole model; its graph is shared.
        groups: name of a block -> its parameters; by default `layers`.
        options: of `extreme_eigenvalues`, such as tolerance.

    Raises:
        DomainError: a group names a parameter that is not there, or an option is out of range.
    """
    if groups is None:
        groups = layers(product.objective.parameters.names)
    found = {}
    for owner, names in groups.items():
        block = product.block(names)
        found[owner] = extreme_eigenvalues(
            block, block.size, dtype=block.dtype, device=block.device, **options
        )
    return found
