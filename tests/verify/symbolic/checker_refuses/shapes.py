"""What the tables of false statements hold: functions of the builder in ``conftest.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import TypeAlias, TypeVar

from theory.schema import Statement

Twins: TypeAlias = Callable[[SimpleNamespace], tuple[Statement, Statement]]
"""A false statement, and an honest twin that is proved."""

Chain: TypeAlias = Callable[[SimpleNamespace], tuple[Statement, ...]]
"""Statements of which the last is false; it may lean on those before it."""

Row = TypeVar("Row")


def joined(tables: Iterable[Mapping[str, Row]]) -> dict[str, Row]:
    """Tables as one; no name may stand in two of them."""
    found: dict[str, Row] = {}
    for table in tables:
        assert found.keys().isdisjoint(table)
        found |= table
    return found
