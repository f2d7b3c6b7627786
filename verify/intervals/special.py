"""Two special functions on balls: Gauss's 2F1(1/2, b; 1 + b; z) and the gamma function.

The first is the integral ``b * int_0^1 t^(b - 1) (1 - z t)^(-1/2) dt``, which increases in z and,
for z <= 0, decreases in b; so a wide box is enclosed from its corners.
"""

from __future__ import annotations

from flint import acb, arb, ctx

from verify.intervals.balls import UNDEFINED

_ONE = arb(1)
_HALF = arb(1) / 2
_MOST_TERMS = 10_000


def gauss_half(b: arb, z: arb) -> arb:
    """2F1(1/2, b; 1 + b; z) for b > 0 and z <= 0, else no enclosure.

    >>> print(gauss_half(arb(0.5), arb(-1)).str(12, radius=False))
    0.881373587020
    """
    if not (b > 0 and b.is_finite() and z <= 0 and z.is_finite()):
        return UNDEFINED
    if b.is_exact() and z.is_exact():
        return _at(b, z)
    return _at(b.lower(), z.upper()).union(_at(b.upper(), z.lower()))


def _at(b: arb, z: arb) -> arb:
    """The value at one point; the first method with an enclosure that is good enough gives it."""
    if z.is_zero():
        return _ONE
    best = _by_transformations(b, z)
    if best.rel_accuracy_bits() < ctx.prec // 2:
        other = by_series(b, z)
        if other.rel_accuracy_bits() > best.rel_accuracy_bits():
            best = other
    return best if best.is_finite() else UNDEFINED


def _by_transformations(b: arb, z: arb) -> arb:
    """By python-flint's 2F1, which transforms the argument into the unit disc."""
    value = acb(z).hypgeom_2f1(acb(_HALF), acb(b), acb(1 + b))
    return value.real if value.imag.contains(0) else UNDEFINED


def by_series(b: arb, z: arb) -> arb:
    """By Pfaff's series (1 - z)^(-1/2) sum_n (1/2)_n/(1 + b)_n q^n, q = z/(z - 1), for b > 1/2.

    Its terms are positive and the ratio of neighbours is at most that at q = 1, where the rest
    from the n-th term on is that term times (n + b)/(b - 1/2).
    """
    if not b > _HALF:
        return UNDEFINED
    q = 1 - 1 / (1 - z)
    term, total, small = _ONE, arb(0), arb(2) ** -ctx.prec
    for n in range(_MOST_TERMS):
        if term < small:
            rest = term * (n + b) / (b - _HALF)
            return (total + rest.union(arb(0))) / (1 - z).sqrt()
        total += term
        term *= (n + _HALF) / (n + 1 + b) * q
    return UNDEFINED


def gamma(x: arb) -> arb:
    """The gamma function for x > 0, else no enclosure."""
    return x.gamma() if x > 0 else UNDEFINED
