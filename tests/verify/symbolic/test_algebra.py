"""Exact identities: what reduces to zero, and what must not."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.logic import function, real
from verify.symbolic.algebra import is_zero
from verify.symbolic.terms import UnsupportedTermError

x, y, r, K = real("x"), real("y"), real("r"), real("K")
u, du = function("u"), function("du")
root = sp.sqrt(1 + x**2)

ZERO = {
    "a binomial": (x + y) ** 3 - x**3 - 3 * x**2 * y - 3 * x * y**2 - y**3,
    "fractions": 1 / x - 1 / y - (y - x) / (x * y),
    "nested fractions": 1 / (1 + 1 / x) - x / (x + 1),
    "a power split": x ** (2 + r) - x**2 * x**r,
    "a negative split": x ** (r - 1) - x**r / x,
    "a root squared": (root + 1) * (root - 1) - x**2,
    "a root in a denominator": 1 / root - root / (1 + x**2),
    "a root of a root": sp.sqrt(1 + root) ** 2 * (root - 1) - x**2,
    "named functions": (u(x) + du(x)) ** 2 - u(x) ** 2 - 2 * u(x) * du(x) - du(x) ** 2,
    "arguments written in two ways": u(x * (x + 1)) - u(x**2 + x),
    "the derivative of the energy": du(x) * (u(x) - K) - (du(x) * u(x) - K * du(x)),
    "zero itself": sp.Integer(0),
}

NOT_ZERO = {
    "a binomial with a wrong coefficient": (x + y) ** 2 - x**2 - 3 * x * y - y**2,
    "a power and its base": x**r - x,
    "powers with different exponents": x**r - x ** (2 * r),
    "powers of different bases": x**r - y**r,
    "a root and its negative": root + sp.sqrt(1 + x**2),
    "a root and what it is near": root - x - 1,
    "two functions": u(x) - du(x),
    "one function at two places": u(x) - u(y),
    "the product of two roots and the root of the product": sp.sqrt(x) * sp.sqrt(y)
    - sp.sqrt(x * y),
    "a tiny number": sp.Rational(1, 10**40),
    "an absolute value": sp.Abs(x) - x,
    "a logarithm of a square": sp.log(x**2) - 2 * sp.log(x),
    "not a number": sp.nan,
    "infinity": sp.oo,
}


@pytest.mark.parametrize("name", ZERO)
def test_an_identity_reduces_to_zero(name: str) -> None:
    assert is_zero(ZERO[name])


@pytest.mark.parametrize("name", NOT_ZERO)
def test_what_is_no_identity_does_not(name: str) -> None:
    assert not is_zero(NOT_ZERO[name])


@pytest.mark.parametrize("name", ZERO)
def test_an_identity_off_by_a_little_does_not(name: str) -> None:
    assert not is_zero(ZERO[name] + sp.Rational(1, 10**30))


def test_a_float_is_refused() -> None:
    with pytest.raises(UnsupportedTermError, match="exact numbers"):
        is_zero(x * sp.Float("0.5") - y)


def test_what_is_called_zero_is_zero_at_rational_points() -> None:
    """The same identities with numbers in place of the atoms, in plain rational arithmetic."""
    numbers = {x: sp.Rational(3, 4), y: sp.Rational(5, 7), r: sp.Integer(2), K: sp.Integer(11)}
    for name, expr in ZERO.items():
        value = expr.replace(u, lambda z: z**2 + 1).replace(du, lambda z: 3 * z).subs(numbers)
        assert sp.simplify(value) == 0, name
