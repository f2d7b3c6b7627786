"""The four terms of a step size, each with its denominator and its inverse.

A term whose denominator is 0 asks nothing of the step: without noise three of the four may be
missing. So "eta is at most each term" is four implications, and "eta is one of the terms" a choice
among those that are there.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.sgd_step_size import (
    BOUNDED_SHARE,
    BOUNDED_TAIL,
    confidence_load,
    confidence_step,
    curvature_load,
    curvature_step,
    largest_curvature,
    noise_level,
    noise_load,
    noise_step,
    radius_step,
    speed,
)
from theory.logic import Formula, conj, disj, eq, gt, implies, le

G = sym.G


@dataclass(frozen=True)
class Term:
    """One of the four terms.

    Attributes:
        name: which part of the proof it serves.
        denominator: the term is missing where this is 0.
        value: the term, where the denominator is positive.
        inverse: 1/value, and 0 where the term is missing.
        text: the term in words.
    """

    name: str
    denominator: sp.Expr
    value: sp.Expr
    inverse: sp.Expr
    text: str

    def at_most(self, eta: sp.Expr) -> Formula:
        """Eta is at most the term, if it is there."""
        return implies((gt(self.denominator, 0),), le(eta, self.value))

    def missing_or_at_least(self, eta: sp.Expr) -> Formula:
        """The same as a choice, so that what makes the term mean something stands beside it."""
        there = conj(gt(self.denominator, 0), le(eta, self.value))
        return disj(le(self.denominator, 0), there)

    def equals(self, eta: sp.Expr) -> Formula:
        """The term is there, and eta is equal to it."""
        return conj(gt(self.denominator, 0), eq(eta, self.value))


def radius(level: sp.Expr) -> sp.Expr:
    """G(beta level) - G(level): the radius of a level."""
    return G(sym.beta * level) - G(level)


def terms(
    gap: sp.Expr, level: sp.Expr, share: sp.Expr = BOUNDED_SHARE, tail: sp.Expr = BOUNDED_TAIL
) -> tuple[Term, Term, Term, Term]:
    """The terms read at a gap and a level, for the named functions ell, Phi and G.

    Args:
        gap: the gap.
        level: the level of the curvature and the radius.
        share: 4 for bounded noise, 12 for light tails.
        tail: the radius allows for so many times V; 1 + ln(T/delta) for light tails.

    >>> [term.name for term in terms(sym.gap, sym.level)]
    ['curvature', 'radius', 'confidence', 'noise']
    """
    L, R = largest_curvature(level, sym.ell), radius(level)
    V = noise_level(gap, sym.Phi)
    largest = V * tail
    h_and_noise = speed(largest, gap, sym.Phi)
    allowed = "V" if tail == 1 else f"{tail} V"
    return (
        Term(
            "curvature",
            curvature_load(L),
            curvature_step(L),
            curvature_load(L),
            "eta <= 1/(2 (1+B) L), L = ell(beta level)",
        ),
        Term(
            "radius",
            h_and_noise,
            radius_step(R, largest, gap, sym.Phi),
            h_and_noise / R,
            f"eta <= R/(h + sqrt({allowed})), if that is not 0, R the radius of the level",
        ),
        Term(
            "confidence",
            confidence_load(V, share),
            confidence_step(V, share),
            confidence_load(V, share) / sym.gap0,
            f"eta <= gap0/({share} ln(1/delta) V), if V is not 0",
        ),
        Term(
            "noise",
            noise_load(L, gap),
            noise_step(L, gap),
            sp.sqrt(noise_load(L, gap) / sym.gap0),
            "eta <= sqrt(gap0/(T L (A gap + C))), if A gap + C is not 0",
        ),
    )


def at_most_each(there: tuple[Term, ...], eta: sp.Expr) -> tuple[Assumption, ...]:
    """One assumption for each term: eta is at most the term, if it is there."""
    return tuple(Assumption(f"{term.name}_term", term.at_most(eta), term.text) for term in there)


def is_one_of(there: tuple[Term, ...], eta: sp.Expr) -> Formula:
    """Eta is one of the terms that are there."""
    return disj(*(term.equals(eta) for term in there))


LEVEL = bounds(sym.level, 0, low_included=False, name="level_range", text="the level is positive")
SHARE = bounds(sym.share, 0, text="the share of the confidence term is not negative")
TAIL = bounds(sym.tail, 0, text="the noise that the radius allows for is not negative")
LOGARITHM_DEFINED = bounds(
    sym.delta, 0, low_included=False, text="the probability of failure allowed is positive"
)
