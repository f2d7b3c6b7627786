"""The energy step: the longest step for which one knows where the gap lands.

Let D (``gap_low``) be the gap at which the energy is used up, Phi(D) = Phi(gap) - g^2/2, and

    eta = (1/g) * integral from D to gap of ds / sqrt(2 Phi(s) - 2 Phi(D)).

Then gap_next <= D, Phi(gap_next) <= Phi(gap) - g^2/2, and eta >= 1/ell(gap).

Proof. Walk at unit speed against the gradient; u is the gap on the way. Until u meets D it falls
at least as fast as its energy allows, u' <= -sqrt(2 Phi(u) - 2 Phi(D)), so it meets D in time, and
until then it lies below the extremal v, which solves v'' = ell(v) from the same start and reaches
D exactly at time eta g. From there on v - u is positive and convex as long as it stays so; by
continuous induction it does, and at the end u <= v = D.

Equality: u = v, for rho = 1 the function (K0/K)(cosh(sqrt(K) x) - 1). No larger drop can be
guaranteed by any step from the same gap and slope.
"""

from theory.lemmas.energy_step.statement import STATEMENT

__all__ = ["STATEMENT"]
