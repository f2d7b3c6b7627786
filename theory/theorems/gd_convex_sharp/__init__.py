"""Theorem 2, constant step, with the best possible constant: eta = 1/ell(Delta_0).

    Delta_T <= ell(Delta_0) ||w_0 - w*||^2 / (4T + 2),

so N <= ceil(||w_0 - w*||^2 ell(Delta_0)/(4 eps) - 1/2) steps reach a gap of eps. For L-smooth
functions this is the bound of Drori and Teboulle, attained by a Huber function; here it needs no
bound outside S.

Proof. Their multipliers, but as an induction instead of a semidefinite certificate. With
M = 2T + 1, lam_n = n/(M - n), tau_n = lam_{n+1} - lam_n = M/((M-n)(M-n-1)) and L = ell(Delta_0),
let z_n move with the longer steps M tau_n/L from z_0 = w_0 - w*, and let c_n = (M tau_n - 1)/L >= 0
be by how much they are longer. The potential

    V_n = lam_n Delta_n + L ||z_n||^2/(2M) + lam_n g_n^2/(2L) + (1 - lam_n)/2 sum_{j<n} c_j g_j^2

does not increase: what it loses in step n is lam_{n+1} times the slack of the interpolation
inequality, tau_n times that of Lemma 7, and tau_n/2 times sum_{j<n} c_j ||grad_n - grad_j||^2,
exactly. V_0 is the bound, and V_T >= Delta_T for the same reason.

Source: Drori, Teboulle 2014, Theorem 3.1 (L-smooth functions on R^d); the induction is ours.
"""

from theory.theorems.gd_convex_sharp.statement import STATEMENT

__all__ = ["STATEMENT"]
