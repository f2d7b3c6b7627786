"""Rigorous enclosures of one-dimensional integrals of smooth integrands."""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, fmpq

from verify.intervals import complex_balls
from verify.intervals.balls import UNDEFINED, precision
from verify.intervals.compare import Undecided, closed, precisions
from verify.intervals.evaluate import Compiled
from verify.intervals.lowering import lower

_EVALUATIONS = 100_000


def integral(
    integrand: sp.Expr,
    var: sp.Symbol,
    low: sp.Expr,
    high: sp.Expr,
    digits: int = 15,
    max_bits: int = 1024,
    min_bits: int = 64,
) -> arb:
    """Enclose the integral of ``integrand`` over ``[low, high]`` to ``digits`` decimal places.

    Args:
        integrand: exact expression of ``var``, defined on the whole interval, both ends included,
            and analytic inside it; an algebraic end point such as ``sqrt(var)`` at 0 is fine.
        var: the variable.
        low: lower end, exact, without variables.
        high: upper end; below ``low`` the integral changes sign.
        digits: the radius is below ``10**-digits`` times the larger of 1 and the value.
        max_bits: highest working precision.
        min_bits: lowest working precision, for an integrand known to cancel.

    Raises:
        Undecided: the goal was not reached; the integrand may be undefined on the interval.
        UnsupportedError: a Piecewise integrand, a further symbol, or an unknown function.

    >>> x = sp.Symbol("x", real=True)
    >>> print(integral(sp.sqrt(x), x, sp.S.Zero, sp.S.One).str(12, radius=False))
    0.666666666667
    """
    if low == high:
        return arb(0)
    rational = isinstance(low, sp.Rational) and isinstance(high, sp.Rational)
    if rational and low > high:
        return -integral(integrand, var, high, low, digits, max_bits)
    tape = lower([integrand], [var], {var: (low, high)} if rational else None)
    complex_balls.check(tape)
    on_reals, start, end = Compiled(tape), closed(low), closed(high)
    goal = fmpq(1, 10**digits)
    for bits in precisions(max_bits):
        if bits < max(3.33 * digits + 16, min_bits) and bits < max_bits:
            continue
        with precision(bits):

            def value(z: acb, analytic: bool, bits: int = bits) -> acb:
                if not analytic and z.imag.is_zero():
                    return acb(on_reals([z.real], bits)[0])
                return complex_balls.run(tape, z, analytic)

            a, b = start([], bits)[0], end([], bits)[0]
            tolerance = arb(goal) / 16
            result = acb.integral(
                value, acb(a), acb(b), rel_tol=tolerance, abs_tol=tolerance,
                eval_limit=_EVALUATIONS,
            )  # fmt: skip
            ball = result.real if result.imag.contains(0) else UNDEFINED
            if ball.is_finite() and ball.rad() < goal * max(arb(1), ball.abs_lower()):
                return ball
    raise Undecided(
        f"the integral of {integrand} over [{low}, {high}] was not enclosed to {digits} digits "
        f"at {max_bits} bits; check that the integrand is defined and smooth there"
    )
