"""Scenes: how the parameters of statements get their values."""
