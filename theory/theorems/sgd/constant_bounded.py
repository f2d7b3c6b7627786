"""Theorem 5: SGD with a constant step and bounded noise, ||xi_t|| <= sigma.

The step of Theorem 7 with V = sigma^2 and A H + C = sigma^2:

    eta = min{ 1/(2 L),  R/(h + sigma),  Delta_0/(4 ln(1/delta) sigma^2),
               sqrt(Delta_0/(T L sigma^2)) }.
"""

from theory.theorems.sgd import constant
from theory.theorems.sgd.bounded import bounded_noise

STATEMENT = bounded_noise(
    constant.STATEMENT,
    "sgd_constant_bounded",
    "SGD with a constant step and bounded noise",
    "Theorem 5",
)
