"""What was checked, and how strongly: the proof checker, enclosures, runs and the command line.

Nothing heavy is imported until something of it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.bounds import bound
    from verify.symbolic.report import check

__all__ = ["bound", "check"]


def __getattr__(name: str) -> Any:
    if name == "bound":
        from verify.bounds import bound

        return bound
    if name == "check":
        from verify.symbolic.report import check

        return check
    raise AttributeError(f"module 'verify' has no attribute {name!r}")
