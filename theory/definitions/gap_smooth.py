"""Definition 1: curvature bounded by a power of the gap, ||hess f|| <= K0 + K gap^rho.

The two formulas that everything else uses stand here, once: ``ell`` and its integral ``Phi``.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym


def ell(s: sp.Expr = sym.s) -> sp.Expr:
    """Curvature allowed at gap s: K0 + K s^rho.

    >>> ell()
    K*s**rho + K0
    """
    return sym.K0 + sym.K * s**sym.rho


def Phi(s: sp.Expr = sym.s) -> sp.Expr:
    """The integral of ell from 0 to s: K0 s + K s^(1+rho)/(1+rho).

    >>> Phi()
    K*s**(rho + 1)/(rho + 1) + K0*s
    """
    return sym.K0 * s + sym.K * s ** (1 + sym.rho) / (1 + sym.rho)
