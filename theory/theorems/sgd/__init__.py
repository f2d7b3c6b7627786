"""Stochastic gradient descent: bounds that hold with high probability."""
