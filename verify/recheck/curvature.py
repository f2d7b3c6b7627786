"""The claim about the Hessian, as matrices of Taylor series that are positive semidefinite."""

from __future__ import annotations

from math import factorial, prod
from typing import TypeAlias

import sympy as sp

from verify.certify.claim import Claim
from verify.recheck import enclosures
from verify.recheck.enclosures import NoEnclosure
from verify.recheck.taylor import Series, Taylor

Matrix: TypeAlias = list[list[Series]]


def minus(series: Series, number: sp.Rational, taylor: Taylor) -> Series:
    """The series less a number."""
    return taylor.add(series, taylor.constant(taylor.number(-number)))


def allowed_minus_actual(f: Series, taylor: Taylor, claim: Claim, separable: bool) -> list[Matrix]:
    """What has to be positive semidefinite for ``||hess f|| <= K0 + K ((f - upper)_+)^rho``.

    For either sign this is ``ell I -+ hess f``; where the Hessian is diagonal its diagonal is
    enough, and for two variables its trace and determinant are, whose series see how the entries
    depend on each other.

    Args:
        f: the series of f to two orders more than ``taylor`` keeps; f >= claim.lower is known.
        taylor: the arithmetic.
        claim: the constants.
        separable: whether f is a sum of functions of one variable each.
    """
    dimension = len(claim.names)
    hessian = [[_second(f, i, j, taylor) for j in range(dimension)] for i in range(dimension)]
    allowed = _allowed({e: c for e, c in f.items() if sum(e) <= taylor.order}, taylor, claim)
    found: list[Matrix] = []
    for way in (-1, 1):
        m = [[taylor.scale(taylor.number(way), entry) for entry in row] for row in hessian]
        for i in range(dimension):
            m[i][i] = taylor.add(allowed, m[i][i])
        if separable or dimension == 1:
            found += [[[m[i][i]]] for i in range(dimension)]
        elif dimension == 2:
            product = taylor.multiply(m[0][0], m[1][1])
            square = taylor.multiply(m[0][1], m[0][1])
            minus_square = taylor.scale(taylor.number(-1), square)
            found += [[[taylor.add(m[0][0], m[1][1])]], [[taylor.add(product, minus_square)]]]
        else:
            found.append(m)
    return found


def _second(f: Series, i: int, j: int, taylor: Taylor) -> Series:
    """A second derivative, from the Taylor coefficients of f."""
    found: Series = {}
    for exponents, c in f.items():
        lowered = list(exponents)
        lowered[i] -= 1
        lowered[j] -= 1
        if min(lowered) >= 0 and sum(lowered) <= taylor.order:
            factor = prod(map(factorial, exponents)) // prod(map(factorial, lowered))
            found[tuple(lowered)] = taylor.number(factor) * c
    return found


def _allowed(f: Series, taylor: Taylor, claim: Claim) -> Series:
    """At most K0 + K ((f - upper)_+)^rho, and equal to it where f >= upper."""
    constant = taylor.constant(taylor.number(claim.K0))
    if claim.K == 0:
        return constant
    gap = _power_of_gap(minus(f, claim.upper, taylor), taylor, claim)
    return taylor.add(constant, taylor.scale(taylor.number(claim.K), gap))


def _power_of_gap(gap: Series, taylor: Taylor, claim: Claim) -> Series:
    known = claim.lower == claim.upper  # then gap >= 0 on the piece
    s, exact = taylor.value(gap), taylor.numbers is not enclosures
    if known and not exact:
        s = enclosures.positive_part(s)
        gap = {**gap, **taylor.constant(s)}
    if claim.rho.q == 1 and (known or claim.rho.p % 2):
        # An odd power of a negative gap is negative: less than the 0 that it stands for.
        return taylor.power(gap, claim.rho)
    if exact:
        if s.free_symbols and known:
            return taylor.power(gap, claim.rho)
        positive = taylor.numbers.sign(s)
    else:
        positive = enclosures.sign(s)
    if positive == 1:
        return taylor.power(gap, claim.rho)
    if positive == -1:
        return {}
    if exact:
        raise NoEnclosure("a power of the gap that is not smooth at 0")
    # s_+^rho: its derivative of order k is Lipschitz for k < rho.
    size, outer, binomial = enclosures.positive_part(s), [], sp.S.One
    for k in range(taylor.order + 1):
        if k > claim.rho:
            raise NoEnclosure("a power of the gap that is not smooth at 0")
        term = taylor.number(binomial) * enclosures.power(size, claim.rho - k)
        outer.append(enclosures.hull(taylor.number(0), term) if k == claim.rho else term)
        binomial = binomial * (claim.rho - k) / (k + 1)
    return taylor.compose(outer, gap)
