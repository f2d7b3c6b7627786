"""Developments of a few lines, to be handed to the kernel."""

from __future__ import annotations

from collections.abc import Callable

from verify.kernel.check import Theorem

GOAL = "power_inverse"
"""The id that the small developments claim to prove; as a proposition it is False there."""

STATED = f"Definition {GOAL} : Prop := False.\nDefinition power_sums : Prop := True.\n"

Develop = Callable[..., Theorem]
"""Called with the text of a file; returns what the kernel says of ``GOAL``."""
