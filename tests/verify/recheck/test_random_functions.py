"""Random functions: a constant that some point refutes is shown by no method."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

from theory.parsing import parse_expression
from verify.certify.claim import Claim
from verify.recheck.expansion import METHODS, NotVerified
from verify.recheck.leaf import Checker

AWAY_FROM_KINKS = {"DiracDelta": lambda *_: 0}
OUTER = [
    "exp({})",
    "sin({})",
    "cos({})",
    "log(2+({})**2)",
    "sqrt(1+({})**2)",
    "({})**2",
    "({})**3",
    "({})**4",
    "Abs({})**3",
    "atan({})",
    "tanh({})",
    "cosh({})",
    "1/(1+({})**2)",
    "asinh({})",
]


def some_function(draw: random.Random, depth: int) -> str:
    if depth == 0:
        return draw.choice(["x", "x", "(x-1/2)", "2", "1/3"])
    if draw.random() < 0.6:
        return draw.choice(OUTER).format(some_function(draw, depth - 1))
    left, right = (some_function(draw, depth - 1) for _ in "ab")
    return f"({left}{draw.choice('+-*')}{right})"


@pytest.mark.parametrize("seed", range(40))
def test_true_constants_are_shown_on_small_pieces_and_false_ones_nowhere(
    claim: Callable[..., Claim], seed: int
) -> None:
    draw = random.Random(seed)
    x = sp.Symbol("x", real=True)
    text = "2"
    while "x" not in text:
        text = some_function(draw, 2)
    f = parse_expression(text, ["x"])
    low, width = Fraction(draw.randint(-8, 8), 4), Fraction(1, 64)
    if "Abs" in text and low <= Fraction(1, 2):
        low = Fraction(1)  # SymPy's derivative of Abs is no number at 0
    at, curvature = (sp.lambdify(x, e, [AWAY_FROM_KINKS, "mpmath"]) for e in (f, sp.diff(f, x, 2)))
    with mpmath.workdps(30):
        points = [low + width * Fraction(k, 16) for k in range(17)]
        values = [mpmath.mpf(p.numerator) / p.denominator for p in points]
        least = min(at(v) for v in values)
        f_star = sp.Rational(str(mpmath.nstr(least - 1, 12)))
        K = sp.Rational(1, draw.randint(2, 9))
        need = max(abs(curvature(v)) - float(K) * (at(v) - float(f_star)) for v in values)
    piece = ((low, low + width),)
    box = ((str(low), str(low + width)),)

    def made(K0: Any) -> Claim:
        return claim(text, rho=1, K0=K0, K=K, box=box, f_star=(f_star, f_star))

    large = max(sp.Rational(str(mpmath.nstr(need, 12))), sp.S.Zero) * 2 + 10
    Checker(made(large)).holds(piece, "slope")
    if need <= 0:
        return
    small = sp.Rational(str(mpmath.nstr(need, 12))) * (1 - sp.Rational(1, 10**6))
    for method in METHODS:
        with pytest.raises(NotVerified):
            Checker(made(small)).holds(piece, method)
