"""Rigorous enclosures: what a real expression can be on a box, with every rounding accounted for."""
