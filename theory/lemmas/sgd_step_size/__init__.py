"""The step sizes of stochastic gradient descent: small enough, and not smaller than that."""
