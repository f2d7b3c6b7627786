"""Tests of verify/intervals/evaluate.py: every trap of interval evaluation, one by one."""

from __future__ import annotations

import pickle
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx

from theory.errors import InexactInputError
from verify.intervals.balls import UNDEFINED, box, ends, is_enclosure, precision
from verify.intervals.evaluate import UnsupportedError, compile_expressions
from verify.intervals.operations import (
    absolute,
    acosh,
    asinh,
    atan,
    atanh,
    clip,
    cosh,
    heaviside,
    integer_power,
    nonnegative_part,
    rational_power,
    real_power,
    sign,
    sinh,
    tan,
    tanh,
)  # fmt: skip

Q = sp.Rational
s, t = sp.symbols("s t", real=True)
TINY = Q(1, 10**7)


def enclosure(expr: sp.Expr, low: object, high: object) -> arb:
    return compile_expressions([expr], [s])([box(low, high)])[0]  # type: ignore[arg-type]


def test_a_rational_coefficient_is_exact_and_no_double() -> None:
    low, high = ends(compile_expressions([Q(1, 10) * s], [s])([arb(1)], bits=200)[0])
    assert low <= Q(1, 10) <= high
    with precision(200):
        low, high = ends(compile_expressions([Q(1, 10) * s], [s])([arb(1)], bits=200)[0])
    assert high - low < Q(1, 2**190)


@pytest.mark.parametrize(
    "expr",
    [
        sp.Abs(s),
        sp.Piecewise((s, s >= 0), (-s, True)),
        sp.Piecewise((-s, s < 0), (s, True)),
    ],
)
def test_absolute_value_keeps_both_branches(expr: sp.Expr) -> None:
    low, high = ends(enclosure(expr, -1, Q(1, 2)))
    assert -TINY <= low <= 0 and 1 <= high <= 1 + TINY


def test_absolute_value_and_even_powers_are_never_negative() -> None:
    assert ends(enclosure(sp.Abs(s), -1, Q(1, 2)))[0] == 0
    assert ends(enclosure(s**2, -1, 1))[0] == 0
    assert ends(enclosure(s**4, Q(-3, 10), Q(1, 7)))[0] == 0


def test_a_square_around_zero_has_an_enclosure() -> None:
    (ball,) = compile_expressions([s**2], [s])([arb(0, 1)])
    low, high = ends(ball)
    assert low == 0 and 1 <= high <= 1 + TINY


@pytest.mark.parametrize("power", [Q(1, 2), Q(1, 3), Q(5, 2), sp.sqrt(2), sp.pi, Q(333, 1000)])
@pytest.mark.parametrize("high", [1, Q(3, 10), Q(10**9, 7)])
def test_powers_at_a_box_touching_zero_start_at_zero(power: sp.Expr, high: sp.Rational) -> None:
    low, top = ends(enclosure(s**power, 0, high))
    assert low == 0
    assert top >= Q(str(sp.N(high**power, 30))) * (1 - Q(1, 10**20))
    assert top <= Q(str(sp.N(high**power, 30))) * (1 + 10 * TINY)


def test_a_product_of_equal_factors_is_sound() -> None:
    product = sp.Mul(s, s, evaluate=False)
    low, high = ends(enclosure(product, -1, 1))
    assert low <= 0 and high >= 1


def test_a_root_of_a_sum_of_squares_is_defined_around_zero() -> None:
    f = compile_expressions([sp.sqrt(s**2 + t**2)], [s, t])
    (ball,) = f([box(Q(-3, 10), Q(1, 7)), box(Q(-1, 10), Q(1, 3))])
    assert ends(ball)[0] == 0


def test_a_box_promised_by_the_caller_reaches_the_edge_of_the_domain() -> None:
    expr, low = sp.sqrt(s - Q(1, 10)), Q(1, 10)
    promised = compile_expressions([expr], [s], {s: (low, None)})
    assert ends(promised([box(low, 1)])[0])[0] == 0


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (1 / s, -1, 1), (1 / s, 0, 1), (s**-2, -1, 1), (s**-3, -1, 0), (1 / sp.sqrt(s), 0, 1),
        (sp.log(s), -1, 1), (sp.log(s), 0, 1), (sp.log(s), 0, 0), (sp.sqrt(s), -1, 1),
        (s ** Q(1, 3), -8, -1), (s**sp.pi, -1, 1), (s**s, -1, 1), (sp.tan(s), 1, 2),
        (sp.atanh(s), 0, 1), (sp.atanh(s), 0, 2), (sp.acosh(s), 0, 2), (sp.acosh(s), -3, -2),
        (sp.exp(sp.log(s), evaluate=False), -1, 1), (sp.exp(sp.exp(sp.exp(s))), 10**6, 10**7),
        (sp.sign(sp.log(s)), -1, 1), (sp.Min(s, sp.log(s)), -1, 1), (sp.Max(s, 1 / s), -1, 1),
        (sp.Piecewise((s, s < 0)), -1, 1), (sp.Piecewise((1, sp.log(s) < 0), (2, True)), -1, 1),
        (sp.Heaviside(sp.log(s)), -1, 1), (sp.tanh(sp.log(s)), -1, 1), (sp.Abs(1 / s), -1, 1),
        (sp.cos(1 / s), -1, 1), (sp.atan(1 / s), -1, 1),
    ],
)  # fmt: skip
def test_what_may_be_undefined_has_no_enclosure(expr: sp.Expr, low: int, high: int) -> None:
    assert not is_enclosure(enclosure(expr, low, high))


@pytest.mark.parametrize(
    "operation",
    [
        absolute, acosh, asinh, atan, atanh, cosh, heaviside, nonnegative_part, sign, sinh, tan,
        tanh, integer_power(2), integer_power(3), integer_power(-1), integer_power(-2),
        rational_power(1, 2), rational_power(-1, 2), rational_power(7, 3), rational_power(1, 1000),
        clip(None, None), lambda v: real_power(v, arb(2)), lambda v: real_power(arb(2), v),
        arb.exp, arb.log, arb.sin, arb.cos, lambda v: arb.min(v, arb(1)),
        lambda v: arb.max(arb(1), v), lambda v: v * 0, lambda v: arb(1).union(v), lambda v: 0 / v,
    ],
)  # fmt: skip
def test_no_operation_turns_nan_into_a_number(operation: object) -> None:
    assert not is_enclosure(operation(UNDEFINED))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("expr", "low", "high", "least", "greatest"),
    [
        (sp.tanh(s), -3, 3, -sp.tanh(3), sp.tanh(3)),
        (sp.sinh(s), -3, 2, sp.sinh(-3), sp.sinh(2)),
        (sp.cosh(s), -3, 2, 1, sp.cosh(3)),
        (sp.atan(s), -3, 3, sp.atan(-3), sp.atan(3)),
        (sp.asinh(s), -3, 3, sp.asinh(-3), sp.asinh(3)),
        (sp.acosh(s), 1, 3, 0, sp.acosh(3)),
        (sp.atanh(s), Q(-1, 2), Q(3, 4), sp.atanh(Q(-1, 2)), sp.atanh(Q(3, 4))),
        (sp.tan(s), -1, 1, sp.tan(-1), sp.tan(1)),
        (sp.exp(s), -5, 5, sp.exp(-5), sp.exp(5)),
        (sp.log(s), Q(1, 1000), 5, sp.log(Q(1, 1000)), sp.log(5)),
        (s**3, -1, 2, -1, 8),
        (s**-2, 1, 3, Q(1, 9), 1),
        (s**-3, -2, -1, -1, Q(-1, 8)),
        (s ** Q(-3, 2), Q(1, 4), 4, Q(1, 8), 8),
        (2**s, -2, 3, Q(1, 4), 8),
        (sp.sign(s), -1, 1, -1, 1),
        (sp.sign(s), 0, 1, 0, 1),
        (sp.Heaviside(s), -1, 1, 0, 1),
        (sp.sin(s), 0, 2, 0, 1),
        (sp.Min(s, 1), -2, 3, -2, 1),
        (sp.Max(s, 0), -2, 3, 0, 3),
    ],
)
def test_wide_boxes_give_the_range(
    expr: sp.Expr, low: sp.Expr, high: sp.Expr, least: sp.Expr, greatest: sp.Expr
) -> None:
    bottom, top = ends(enclosure(expr, low, high))
    slack = Q(1, 10**6) * (1 + max(abs(sp.Rational(str(sp.N(v, 30)))) for v in (least, greatest)))
    exact_least, exact_greatest = (Q(str(sp.N(v, 30))) for v in (least, greatest))
    assert exact_least - slack <= bottom <= exact_least + Q(1, 10**25)
    assert exact_greatest - Q(1, 10**25) <= top <= exact_greatest + slack


def test_a_power_with_variable_exponent_takes_its_corners() -> None:
    f = compile_expressions([s**t], [s, t])
    low, high = ends(f([box(Q(1, 2), 2), box(-1, 3)])[0])
    assert abs(low - Q(1, 8)) < TINY and abs(high - 8) < 20 * TINY
    low, high = ends(f([box(0, 2), box(Q(1, 2), 3)])[0])
    assert low == 0 and abs(high - 8) < 20 * TINY
    # 0**0 is 1, so an exponent that may be 0 keeps 1 in the enclosure.
    low, high = ends(f([box(0, Q(1, 2)), box(0, 3)])[0])
    assert low == 0 and high >= 1


def test_a_branch_sees_the_box_cut_by_its_condition() -> None:
    root = sp.Piecewise((sp.sqrt(s), s > 0), (0, True))
    low, high = ends(enclosure(root, -1, 1))
    assert -TINY <= low <= 0 and 1 <= high <= 1 + TINY
    shifted = sp.Piecewise((sp.sqrt(s - Q(1, 3)), s >= Q(1, 3)), (s, True))
    assert is_enclosure(enclosure(shifted, -1, 1))
    later = sp.Piecewise((s, s < 0), (sp.sqrt(s), True))
    assert is_enclosure(enclosure(later, -1, 1))


def test_a_certain_branch_stops_the_search() -> None:
    expr = sp.Piecewise((s, s > 0), (sp.log(-s), True))
    low, high = ends(enclosure(expr, 1, 2))
    assert low >= 1 - TINY and high <= 2 + TINY


def test_conditions_may_be_combined() -> None:
    expr = sp.Piecewise(
        (1, (s > 0) & (s < 1)), (2, (s >= 1) | (s < -1)), (3, sp.Eq(s, 0)), (4, True)
    )
    for point, expected in [(Q(1, 2), 1), (1, 2), (-2, 2), (0, 3), (Q(-1, 2), 4)]:
        assert ends(enclosure(expr, point, point)) == (expected, expected)
    assert ends(enclosure(expr, -3, 3))[0] <= 1 and ends(enclosure(expr, -3, 3))[1] >= 4


def test_a_condition_may_hold_a_piecewise() -> None:
    inner = sp.Piecewise((-1, s < 0), (s, True))
    expr = sp.Piecewise((1, inner < 4), (2, True))
    for point, expected in [(-1, 1), (3, 1), (4, 2)]:
        assert ends(enclosure(expr, point, point)) == (expected, expected)


def test_common_parts_are_computed_once() -> None:
    g = sp.exp(s) * (2 + sp.sin(2 * s))
    f = compile_expressions([g, sp.diff(g, s, 2)], [s])
    assert sum(step.op == "exp" for step in f._tape.steps) == 1


def test_unknown_functions_and_symbols_and_floats_are_refused_when_compiling() -> None:
    with pytest.raises(UnsupportedError, match=r"^cannot enclose zeta; use numbers"):
        compile_expressions([sp.zeta(s)], [s])
    with pytest.raises(UnsupportedError, match=r"the symbol t has no box; .* are: s"):
        compile_expressions([s + t], [s])
    with pytest.raises(UnsupportedError, match="cannot enclose I;"):
        compile_expressions([sp.I * s], [s])
    with pytest.raises(UnsupportedError, match="cannot enclose DiracDelta"):
        compile_expressions([sp.diff(sp.Abs(s), s, 2)], [s])
    with pytest.raises(TypeError, match="a SymPy expression is needed; got 3"):
        compile_expressions([3], [s])
    with pytest.raises(InexactInputError, match="needs exact numbers"):
        compile_expressions([sp.Float("0.1") * s], [s])


def test_the_number_of_values_is_checked() -> None:
    with pytest.raises(ValueError, match="1 values are needed; got 2"):
        compile_expressions([s], [s])([arb(1), arb(2)])


def test_the_precision_of_the_process_is_left_alone() -> None:
    before = ctx.prec
    compile_expressions([sp.pi * s], [s])([arb(1)], bits=300)
    with pytest.raises(TypeError, match=r"a ball .* is needed; got 'no ball'"):
        compile_expressions([sp.exp(s)], [s])(["no ball"], bits=300)  # type: ignore[list-item]
    assert ctx.prec == before


def test_more_bits_make_constants_thinner() -> None:
    f = compile_expressions([sp.pi + sp.E], [])
    assert f([], bits=64)[0].rad() > f([], bits=256)[0].rad()


def test_floats_agree_with_the_enclosures() -> None:
    exprs = [
        sp.exp(s) * (2 + sp.sin(2 * s)), s**2 / 3 - sp.pi, sp.Abs(s) ** Q(3, 2), sp.Max(s, 0),
        sp.Piecewise((sp.sqrt(s), s > 0), (s**3, True)), sp.tanh(s) * sp.cosh(s) - sp.atan(s),
        sp.sign(s) + sp.Heaviside(s), 2**s, sp.asinh(s) + sp.E,
    ]  # fmt: skip
    points = [Fraction(n, 8) for n in range(-16, 17)]
    f = compile_expressions(exprs, [s])
    for array, k in zip(f.floats([[float(p) for p in points]]), range(len(exprs)), strict=True):
        for point, value in zip(points, array, strict=True):
            low, high = ends(f([box(point, point)])[k])
            assert float(low) - 1e-12 <= value <= float(high) + 1e-12


def test_floats_broadcast_and_mark_the_undefined() -> None:
    f = compile_expressions([s + t, sp.log(s), sp.S(7)], [s, t])
    total, logarithm, constant = f.floats([[[1.0], [-1.0]], [10.0, 20.0]])
    assert total.tolist() == [[11.0, 21.0], [9.0, 19.0]]
    assert np.isnan(logarithm).tolist() == [[False, False], [True, True]]
    assert constant.tolist() == [[7.0, 7.0], [7.0, 7.0]]
    with pytest.raises(ValueError, match="2 arrays are needed; got 1"):
        f.floats([[1.0]])


def test_a_compiled_expression_travels_to_other_processes() -> None:
    here = compile_expressions([sp.Rational(1, 10) * sp.exp(s) + sp.Abs(s)], [s])
    there = pickle.loads(pickle.dumps(here))
    assert ends(there([arb(2)])[0]) == ends(here([arb(2)])[0])
    assert there.floats([0.3]) == here.floats([0.3])
