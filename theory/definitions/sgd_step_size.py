"""The step sizes of Theorems 4 to 7: the smallest of four, each for one part of the proof.

    1/(2 (1+B) L)                 absorbs the part of the noise that grows with the gradient,
    R/(h + sqrt(V))               keeps the step within the local radius,
    Delta_0/(4 ln(1/delta) V)     keeps the martingale part small, with probability 1 - delta,
    sqrt(Delta_0/(T L (A s + C))) keeps the accumulated squared noise small over T steps,

with L = ell(beta level), R = G(beta level) - G(level), V = A gap + 2 B Phi(gap) + C. The warm-up
step reads them at the current gap, with level = max(gap, gap_floor); the constant step once, with
gap = level = 2 Delta_0, and so does not exceed the warm-up step at any gap up to there.

The theorems hold for every ell, so they pass the named functions ``ell`` and ``Phi``; numbers are
made from the powers of Definition 1, which are the defaults here.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI

A, B, C, beta, delta, T, gap0 = sym.A, sym.B, sym.C, sym.beta, sym.delta, sym.T, sym.gap0
level = sym.level

CONFIDENCE = -sp.log(delta)
"""ln(1/delta)."""

HORIZON_CONFIDENCE = sp.log(T) - sp.log(delta)
"""ln(T/delta), for light tails."""

BOUNDED_SHARE, BOUNDED_TAIL = sp.Integer(4), sp.Integer(1)
"""The confidence term gap0/(4 ln(1/delta) V), and a radius term that allows for V itself."""

LIGHT_SHARE, LIGHT_TAIL = sp.Integer(12), 1 + HORIZON_CONFIDENCE
"""The same for light tails: no squared noise exceeds V (1 + ln(T/delta)), with probability
1 - delta."""

START_BOUND = 2 * gap0
"""What no gap of the run exceeds, with probability at least 1 - delta."""


def squared_noise(gap: sp.Expr, squared_gradient: sp.Expr) -> sp.Expr:
    """The right side of Assumption 4: A Delta + B ||grad f||^2 + C.

    >>> squared_noise(sym.gap, sym.gradient_norm**2)
    A*gap + B*gradient_norm**2 + C
    """
    return A * gap + B * squared_gradient + C


def noise_level(gap: sp.Expr = sym.gap, Phi: Any = PHI) -> sp.Expr:
    """V: the largest squared noise that a gap allows, by Lemma 5."""
    return squared_noise(gap, 2 * Phi(gap))


def largest_curvature(level: sp.Expr = level, ell: Any = ELL) -> sp.Expr:
    """L: the curvature within the local radius.

    >>> largest_curvature()
    K*(beta*level)**rho + K0
    """
    return ell(beta * level)


def curvature_load(L: sp.Expr) -> sp.Expr:
    """2 (1+B) L, which times the step is to be at most 1."""
    return 2 * (1 + B) * L


def speed(V: sp.Expr, gap: sp.Expr = sym.gap, Phi: Any = PHI) -> sp.Expr:
    """H + sqrt(V): a step is at most so many times eta long; h is the gradient bound."""
    return sp.sqrt(2 * Phi(gap)) + sp.sqrt(V)


def confidence_load(V: sp.Expr, share: sp.Expr = BOUNDED_SHARE) -> sp.Expr:
    """Share ln(1/delta) V, which times the step is to be at most Delta_0."""
    return share * CONFIDENCE * V


def noise_load(L: sp.Expr, gap: sp.Expr = sym.gap) -> sp.Expr:
    """T L (A s + C), which times the squared step is to be at most Delta_0."""
    return T * L * (A * gap + C)


def curvature_step(L: sp.Expr) -> sp.Expr:
    """The step that absorbs the noise growing with the gradient: 1/(2 (1+B) L)."""
    return 1 / curvature_load(L)


def radius_step(R: sp.Expr, V: sp.Expr, gap: sp.Expr = sym.gap, Phi: Any = PHI) -> sp.Expr:
    """The step that cannot leave the local radius: R/(h + sqrt(V)), h the gradient bound."""
    return R / speed(V, gap, Phi)


def confidence_step(V: sp.Expr, share: sp.Expr = BOUNDED_SHARE) -> sp.Expr:
    """The step for which the martingale part stays small: Delta_0/(share ln(1/delta) V).

    Args:
        V: a bound of the squared noise.
        share: 4 for bounded noise, 12 for light tails.
    """
    return gap0 / confidence_load(V, share)


def noise_step(L: sp.Expr, gap: sp.Expr = sym.gap) -> sp.Expr:
    """The step for which the squared noise adds up to at most Delta_0/2 over T steps."""
    return sp.sqrt(gap0 / noise_load(L, gap))


def default_floor() -> sp.Expr:
    """Where K0 and K (beta s)^rho are equal: (K0/K)^(1/rho)/beta; needs K0, K > 0.

    >>> default_floor().subs({sym.rho: 1, sym.K0: 6, sym.K: 1, beta: 3})
    2
    """
    return (sym.K0 / sym.K) ** (1 / sym.rho) / beta
