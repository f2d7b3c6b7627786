"""Rigorous certificates for a user's own function: class membership, minimum, convexity, PL."""
