"""Taylor series against derivatives found in another way, and refusals at kinks and poles."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

from theory.parsing import check_variables, parse_written
from verify.recheck import enclosures, exact
from verify.recheck.enclosures import NoEnclosure, interval
from verify.recheck.evaluation import Evaluation
from verify.recheck.taylor import Series, Taylor

ORDER = 4
AWAY_FROM_KINKS = {"DiracDelta": lambda *_: 0, "Heaviside": lambda x, *_: mpmath.mpf(x > 0)}
FUNCTIONS = [
    ("exp(x)*(2+sin(2*x))", -5, 5),
    ("x**5 - 3*x**2/7 + 1/10", -5, 5),
    ("(x**2-1)**2", -3, 3),
    ("1/(1+x**2)", -5, 5),
    ("log(1+exp(x))", -5, 5),
    ("sqrt(x+6)", -5, 5),
    ("(x+6)**(-5/3)", -5, 5),
    ("tan(x/4)", -5, 5),
    ("tanh(x)*x", -5, 5),
    ("sinh(x)/cosh(x)**2", -3, 3),
    ("atan(3*x)", -5, 5),
    ("asinh(x**2-x)", -5, 5),
    ("acosh(x+7)", -5, 5),
    ("atanh(x/6)", -5, 5),
    ("2**x + x*log(x+6)", -5, 5),
    ("(x+6)**(x/5)", -5, 5),
    ("Abs(x)**(9/2)", -5, 5),
    ("Abs(x-20)*x + Max(x, 9, -x) + Min(1, x+30)", -5, 5),
    ("Piecewise((x**2, x > 8), (sin(x), x > -8), (cos(x), True))", -5, 5),
    ("cos(50*x)*exp(-x**2)", -2, 2),
    ("pi*E**x + E", -2, 2),
    ("(x-1)**3*(x+1)**2/(3+cos(x))", -4, 4),
]
PLANE = [
    "(1-x)**2+100*(y-x**2)**2",
    "exp(x*y)/(2+cos(x-y))",
    "log(exp(x)+exp(y)+exp(-x-y))",
    "(x**2+y-11)**2+(x+y**2-7)**2",
    "x*y*atan(x+2*y)",
]


def series(text: str, names: str, at: list[Any], order: int, numbers: Any = enclosures) -> Series:
    symbols = check_variables(list(names)).values()
    taylor = Taylor(len(names), order, numbers)
    values = {s: taylor.variable(i, at[i]) for i, s in enumerate(symbols)}
    return Evaluation(taylor, values)(parse_written(text, list(names)).expression)


def contains(found: Any, value: Any) -> bool:
    low, high = found._mpi_
    slack = mpmath.mpf(10) ** -30 * (1 + abs(value))
    return bool(mpmath.mp.make_mpf(low) - slack <= value <= mpmath.mp.make_mpf(high) + slack)


@pytest.mark.parametrize(("text", "low", "high"), FUNCTIONS)
def test_derivatives_at_50_points_lie_within(text: str, low: int, high: int) -> None:
    """The derivatives come from SymPy, and their values from mpmath with 50 digits."""
    x = sp.Symbol("x", real=True)
    expression = parse_written(text, ["x"]).expression
    derivatives = [sp.diff(expression, x, k) / sp.factorial(k) for k in range(ORDER + 1)]
    draw = random.Random(text)
    with mpmath.workdps(50):
        reference = [sp.lambdify(x, d, [AWAY_FROM_KINKS, "mpmath"]) for d in derivatives]
        for _ in range(50):
            at = Fraction(draw.uniform(low, high))
            width = Fraction(draw.choice([0, 1e-9, 1e-3]))
            found = series(text, "x", [interval(at, at + width)], ORDER)
            point = at + width * Fraction(draw.random())
            # A mixed number such as 1/10 in the text is exact in the reference as well.
            value = mpmath.mpf(point.numerator) / point.denominator
            for k, derivative in enumerate(reference):
                coefficient = found.get((k,), interval(0, 0))
                assert contains(coefficient, mpmath.mpf(derivative(value))), (k, at, width)


@pytest.mark.parametrize("text", PLANE)
def test_partial_derivatives_in_the_plane_lie_within(text: str) -> None:
    symbols = tuple(check_variables(["x", "y"]).values())
    expression = parse_written(text, ["x", "y"]).expression
    orders = [(i, j) for i in range(4) for j in range(4 - i)]
    draw = random.Random(text)
    with mpmath.workdps(50):
        reference = {
            (i, j): sp.lambdify(
                symbols,
                sp.diff(expression, (symbols[0], i), (symbols[1], j))
                / (sp.factorial(i) * sp.factorial(j)),
                "mpmath",
            )
            for i, j in orders
        }
        for _ in range(20):
            at = [Fraction(draw.uniform(-2, 2)) for _ in "xy"]
            width = Fraction(draw.choice([0, 1e-9, 1e-3]))
            found = series(text, "xy", [interval(a, a + width) for a in at], 3)
            point = [
                mpmath.mpf((a + width / 3).numerator) / (a + width / 3).denominator for a in at
            ]
            for key, derivative in reference.items():
                coefficient = found.get(key, interval(0, 0))
                assert contains(coefficient, mpmath.mpf(derivative(*point))), (key, at, width)


@pytest.mark.parametrize(("text", "low", "high"), FUNCTIONS)
def test_exact_series_agree_with_enclosures(text: str, low: int, high: int) -> None:
    at = sp.Rational(1, 3)
    try:
        precise = series(text, "x", [at], ORDER, exact)
    except NoEnclosure:
        assert "Abs" in text or "Piecewise" in text  # signs of closed forms are not decided
        return
    rough = series(text, "x", [interval(at, at)], ORDER)
    with mpmath.workdps(50):
        for k in range(ORDER + 1):
            value = mpmath.mpf(sp.N(precise.get((k,), sp.S.Zero), 50))
            assert contains(rough.get((k,), interval(0, 0)), value)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Abs(x)", 1),
        ("Max(x, 0)", 1),
        ("Min(x, -x)", 1),
        ("Piecewise((x, x < 0), (x, True))", 1),
        ("Piecewise((x**2, x < 1/2), (x**2, True))", 1),
        ("Abs(x)**(3/2)", 2),
        ("Abs(x)**3", 4),
        ("x*Abs(x)", 3),
        ("x**3*Abs(x)**(1/3)", 4),
        ("sqrt(x+1)", 1),
        ("(x+1)**(3/2)", 2),
        ("1/x", 0),
        ("log(x)", 0),
        ("tan(2*x)", 0),
        ("x**x", 0),
        ("acosh(x)", 0),
        ("acosh(x+2)", 1),
        ("atanh(x)", 0),
        ("(x-2)**(1/3)", 0),
    ],
)
def test_kinks_and_poles_on_the_interval_have_no_series(text: str, order: int) -> None:
    with pytest.raises(NoEnclosure):
        series(text, "x", [interval(-1, 1)], order)


@pytest.mark.parametrize("side", [(-1, 0), (0, 1)])
@pytest.mark.parametrize("text", ["Abs(x)", "Max(x, 0)", "Piecewise((-x, x < 0), (x, True))"])
def test_a_kink_on_the_face_of_a_piece_is_seen(text: str, side: tuple[int, int]) -> None:
    """Else |x| would pass on [-1, 0] and on [0, 1], and so on [-1, 1]."""
    with pytest.raises(NoEnclosure):
        series(text, "x", [interval(*side)], 1)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("Abs(x)", 0, 1), ("Max(x, -x/2)", -1, 1), ("Piecewise((7, x < 0), (x, True))", -1, 7)],
)
def test_values_at_a_kink_are_the_hull_of_all_branches(text: str, least: int, most: int) -> None:
    found = series(text, "x", [interval(-1, 1)], 0)[(0,)]
    assert contains(found, least if text == "Abs(x)" else 0) and contains(found, 1)
    assert bool(found >= least - 1) and bool(found <= most + 1)


def test_a_square_of_a_series_is_not_negative() -> None:
    found = series("(x-1)**2", "x", [interval(0, 2)], 2)
    assert found == {(0,): interval(0, 1), (1,): interval(-2, 2), (2,): interval(1, 1)}
