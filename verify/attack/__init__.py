"""Attacks on statements: a search for instances that break them."""

CASES = 200_000
"""Cases of a campaign unless told otherwise: some seconds."""
