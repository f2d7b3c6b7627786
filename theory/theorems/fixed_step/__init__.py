"""Lower bounds for gradient descent with a fixed step on convex functions."""
