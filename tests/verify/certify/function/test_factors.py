"""`verify.certify.function.factors`: signs that balls lose."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from verify.certify.function.factors import factors

x, y = sp.symbols("x y", real=True)
AROUND = [arb(0, 1), arb(0, 1)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (x**2 - 2 * x * y + y**2, True),
        (-((x - y) ** 2), False),
        ((x - y) ** 2 * (x + 3), True),
        ((x - 2) * (y - 3), True),
        ((x - 2) * (y + 3), False),
        ((x - 2) ** 3 * (y - 3), True),
        (x * y, False),
        (sp.Integer(0) * x, True),
        ((x**2 + 1) * (x - y) ** 4, True),
        (-3 * (x - 2), True),
    ],
)
def test_the_sign_is_shown_where_the_factors_tell_it(text, shown):
    assert factors(sp.expand(text), (x, y)).nonnegative(AROUND, 64) is shown
