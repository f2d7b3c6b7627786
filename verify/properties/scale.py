"""Over which length a function of the class bends: the scale in which places are drawn."""

from __future__ import annotations

from fractions import Fraction

from verify.properties.function import Function

ONE = Fraction(1)


def unit_of_length(
    K0: Fraction, K: Fraction, rho: Fraction = ONE, gap: Fraction | None = None
) -> Fraction:
    """A power of 2 near sqrt(gap/ell(gap)): the length over which a gap changes by about itself.

    Args:
        K0: curvature at gap 0.
        K: growth of the curvature.
        rho: the exponent.
        gap: where the function starts; if it starts at 0, the gap at which K gap^rho = K0. For
            rho = 1 the length does not depend on it and is 1/sqrt(K); for K = 0 it is 1/sqrt(K0).

    >>> unit_of_length(Fraction(1), Fraction(16))
    Fraction(1, 4)
    >>> unit_of_length(Fraction(1), Fraction(16), Fraction(1, 2))
    Fraction(1, 16)
    >>> unit_of_length(Fraction(1), Fraction(1), Fraction(2), gap=Fraction(1024))
    Fraction(1, 32)
    """
    if K == 0 or rho == 1 or (K0 == 0 and not gap):
        return Fraction(2) ** (-_size(K or K0) // 2)
    if not gap:
        gap_size = (_size(K0) - _size(K)) / rho
        return Fraction(2) ** ((gap_size - _size(K0)) // 2)
    grown = _size(K) + rho * _size(gap)
    widest = max(Fraction(_size(K0)), grown) if K0 else grown
    return Fraction(2) ** ((_size(gap) - widest) // 2)


def unit_of(function: Function) -> Fraction:
    """The same for a function.

    Args:
        function: any; one that does not start at 0 has a ``gap``.
    """
    gap = getattr(function, "gap", None)
    return unit_of_length(function.K0, function.K, function.rho, gap)


def _size(x: Fraction) -> int:
    """About the logarithm with base 2."""
    return x.numerator.bit_length() - x.denominator.bit_length()
