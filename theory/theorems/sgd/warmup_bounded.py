"""Theorem 4: SGD with the theoretical warm-up and bounded noise, ||xi_t|| <= sigma.

The step of Theorem 6 with V = sigma^2 and A Delta_t + C = sigma^2:

    eta_t = min{ 1/(2 L_t),  R_t/(h_t + sigma),  Delta_0/(4 ln(1/delta) sigma^2),
                 sqrt(Delta_0/(T L_t sigma^2)) }.
"""

from theory.theorems.sgd import warmup
from theory.theorems.sgd.bounded import bounded_noise

STATEMENT = bounded_noise(
    warmup.STATEMENT,
    "sgd_warmup_bounded",
    "SGD with the theoretical warm-up and bounded noise",
    "Theorem 4",
)
