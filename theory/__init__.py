"""What is claimed: definitions, cited rules, lemmas, theorems and examples, as exact SymPy.

SymPy is imported only when something of it is asked for, so that ``import theory`` is immediate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theory.registry import get, statements

__all__ = ["get", "statements"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from theory import registry

        return getattr(registry, name)
    raise AttributeError(f"module 'theory' has no attribute {name!r}")
