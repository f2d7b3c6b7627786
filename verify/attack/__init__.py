"""Attacks on statements: a search for instances that break them."""
