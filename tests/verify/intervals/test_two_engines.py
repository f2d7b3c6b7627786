"""Tests of verify/intervals/evaluate.py against a second engine and against exact points.

Random expressions on random boxes: our enclosure and that of mpmath.iv must meet, and both must
contain the value at random points of the box, computed with 60 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from verify.intervals.balls import box, ends, is_enclosure
from verify.intervals.evaluate import compile_expressions

x, y = sp.symbols("x y", real=True)

rationals = st.fractions(min_value=-4, max_value=4, max_denominator=20)


def rational(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)


def grow(inner: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    pair = st.tuples(inner, inner)
    functions = [sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.Abs, sp.log, sp.sqrt]
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: p[0] / p[1]),
        pair.map(lambda p: sp.Max(*p, evaluate=False)),
        pair.map(lambda p: sp.Min(*p, evaluate=False)),
        st.tuples(inner, st.integers(-3, 5)).map(lambda p: p[0] ** p[1]),
        st.tuples(inner, st.sampled_from([sp.Rational(1, 3), sp.Rational(5, 2), sp.sqrt(2)])).map(
            lambda p: p[0] ** p[1]
        ),
        st.tuples(inner, st.sampled_from(functions)).map(lambda p: p[1](p[0])),
        # SymPy fails on a condition whose left side is a number, so that is not drawn;
        # a Piecewise in a condition has its own test.
        st.tuples(inner, inner, inner, rationals)
        .filter(lambda p: p[2].free_symbols and not p[2].has(sp.Piecewise))
        .map(
            lambda p: sp.Piecewise(
                (p[0], sp.Lt(p[2], rational(p[3]), evaluate=False)),
                (p[1], True),
                evaluate=False,
            )
        ),
    )


leaves = st.one_of(st.sampled_from([x, y, sp.pi]), rationals.map(rational))
expressions = st.recursive(leaves, grow, max_leaves=6)
sides = st.tuples(rationals, rationals).map(lambda p: (min(p), max(p)))


class UndefinedError(Exception):
    """The expression has no real value at the point, or a condition is too close to call."""


class PointValue:
    """The value at a point with 120 digits, and the size of the largest number on the way."""

    def __init__(self, point: dict[sp.Symbol, Fraction]) -> None:
        self.point = {k: mpmath.mpf(v.numerator) / v.denominator for k, v in point.items()}
        self.largest = mpmath.mpf(1)

    def walk(self, expr: sp.Expr) -> mpmath.mpf:
        value = self.compute(expr)
        if not isinstance(value, mpmath.mpf) or not mpmath.isfinite(value):
            raise UndefinedError
        self.largest = max(self.largest, abs(value))
        return value

    def compute(self, expr: sp.Expr) -> mpmath.mpf:
        if expr in self.point:
            return self.point[expr]
        if isinstance(expr, sp.Rational):
            return mpmath.mpf(int(expr.p)) / int(expr.q)
        if isinstance(expr, sp.Piecewise):
            return next(self.walk(v) for v, condition in expr.args if self.holds(condition))
        args = [self.walk(arg) for arg in expr.args]
        match expr:
            case sp.Add():
                return mpmath.fsum(args)
            case sp.Mul():
                return mpmath.fprod(args)
            case sp.Min():
                return min(args)
            case sp.Max():
                return max(args)
            case sp.Pow():
                whole = expr.exp.is_Integer
                if (args[0] == 0 and args[1] < 0) or (not whole and args[0] < 0):
                    raise UndefinedError
                return args[0] ** (int(expr.exp) if whole else args[1])
        if expr in (sp.pi, sp.E):
            return +mpmath.pi if expr == sp.pi else +mpmath.e
        if isinstance(expr, sp.log) and args[0] <= 0:
            raise UndefinedError
        return getattr(mpmath, {"Abs": "fabs"}.get(expr.func.__name__, expr.func.__name__))(*args)

    def holds(self, condition: sp.Basic) -> bool:
        if condition == sp.true:
            return True
        small, large = self.walk(condition.lts), self.walk(condition.gts)
        if small != large and abs(small - large) < self.largest * mpmath.mpf(10) ** -90:
            raise UndefinedError
        return small < large


def value_at(expr: sp.Expr, point: dict[sp.Symbol, Fraction]) -> tuple[Fraction, Fraction] | None:
    """Bounds of the value from 120 digits with slack for cancellation; None where undefined."""
    with mpmath.workdps(120):
        computed = PointValue(point)
        try:
            value = computed.walk(expr)
        except UndefinedError:
            return None
        if computed.largest > mpmath.mpf(10) ** 40:
            return None
        slack = computed.largest * mpmath.mpf(10) ** -70
        return as_fraction(value - slack), as_fraction(value + slack)


def as_fraction(value: mpmath.mpf) -> Fraction:
    man, exponent = int(value.man), int(value.exp)
    return Fraction(man) * Fraction(2) ** exponent * (-1 if value < 0 < man else 1)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(expressions, sides, sides, st.fractions(0, 1, max_denominator=8))
def test_both_engines_contain_the_value_and_meet(
    second_engine: Callable[..., tuple[Fraction, Fraction] | None],
    expr: sp.Expr,
    x_side: tuple[Fraction, Fraction],
    y_side: tuple[Fraction, Fraction],
    where: Fraction,
) -> None:
    assume(not expr.has(sp.zoo, sp.nan, sp.oo, sp.I))
    region = {x: x_side, y: y_side}
    (ball,) = compile_expressions([expr], [x, y])([box(*x_side), box(*y_side)])
    ours = tuple(map(Fraction, map(str, ends(ball)))) if is_enclosure(ball) else None
    theirs = second_engine(expr, region)
    if ours is not None and theirs is not None:
        assert ours[0] <= theirs[1] and theirs[0] <= ours[1]
    point = {symbol: low + where * (high - low) for symbol, (low, high) in region.items()}
    value = value_at(expr, point)
    if value is not None:
        for found in (ours, theirs):
            assert found is None or (found[0] <= value[1] and value[0] <= found[1])


@pytest.mark.parametrize(
    ("expr", "side"),
    [
        (x**2, (-1, 1)),
        (sp.Abs(x), (-1, Fraction(1, 2))),
        (sp.exp(x) * (2 + sp.sin(2 * x)), (Fraction(1, 10), Fraction(1, 5))),
        (x ** sp.Rational(5, 2), (0, 2)),
        (sp.tanh(x) + sp.cosh(x), (-2, 1)),
    ],
)
def test_our_enclosures_are_as_tight_as_theirs(
    second_engine: Callable[..., tuple[Fraction, Fraction]],
    expr: sp.Expr,
    side: tuple[Fraction, Fraction],
) -> None:
    low, high = (Fraction(str(e)) for e in ends(compile_expressions([expr], [x])([box(*side)])[0]))
    second = second_engine(expr, {x: tuple(map(Fraction, side))})
    assert high - low <= (second[1] - second[0]) * Fraction(3, 2)
