"""Rigorous enclosures: what a real expression can be on a box, every rounding accounted for."""
