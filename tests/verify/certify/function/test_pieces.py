"""Tests of verify/certify/function/pieces.py: borders shown smooth, and those that must not be."""

from __future__ import annotations

import random

import pytest
import sympy as sp
from flint import arb

from theory.parsing import parse_expression
from verify.certify.boxes import Box, balls
from verify.certify.function.objective import Objective
from verify.certify.function.pieces import Pieces, in_pieces

AROUND = ((-3.0, 3.0),)
SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
X, Y = sp.symbols("x y", real=True)


def pieces_of(text: str, names: str = "x") -> Pieces:
    return in_pieces(parse_expression(text, list(names)), [sp.Symbol(n, real=True) for n in names])


def joined(text: str, box: Box = AROUND, names: str = "x") -> bool:
    return pieces_of(text, names).joined_on(balls(box))


def fate(text: str, box: Box) -> tuple[bool, bool]:
    """Whether f is joined on the box, and whether its Hessian has an enclosure there."""
    f = Objective(text, ["x", "y"][: len(box)])
    around = balls(box)
    value, hessian = f.value_and_hessian(around)
    return f.pieces.joined_on(around), value.is_finite() and all(h.is_finite() for h in hessian)


@pytest.mark.parametrize(
    "text",
    [
        "Piecewise((x**2, x < 1), (x**2 + (x - 1)**2, True))",
        "Piecewise((x**2/2, Abs(x) <= 1), (Abs(x) - 1/2, True))",
        "Piecewise((x**2/2, x**2 <= 1), (Abs(x) - 1/2, True))",
        "Abs(x)**3",
        "Abs(x)*x",
        "Max(x, 0)**2",
        "exp(Abs(x)*x)",
        "exp(Max(0, x)**2 + Min(0, x)**3)",
        "Piecewise((Piecewise((0, x < -1), ((x + 1)**2, True)), x < 1), (4*x, True))",
        "Piecewise((0, sqrt(2)*x < 1), ((sqrt(2)*x - 1)**2, True))",
        "Piecewise((x, x < 1), (x, True))",
        "Piecewise((exp(x), sin(x) < x**2), (exp(x), True))",
        "Piecewise((sin(x)**2 + cos(x)**2, x < 1), (1, True))",
        "Piecewise((x**2, x <= 1), (2*log(x) + 1, True))",
        "Piecewise((x**2, x < 0), (0, x <= 0), (x**2, True))",
        "Piecewise((0, (x - 1)**3 < 0), ((x - 1)**2, True))",
        "Piecewise((x, Piecewise((x, x < 1), (2, True)) < 3), (0, True))",
        "Piecewise((x, sqrt(2) < 3/2), (Abs(x), True))",
    ],
)
def test_pieces_that_meet_with_one_gradient_are_joined(text: str) -> None:
    f = pieces_of(text)
    assert f.joined_on(balls(AROUND))
    assert f.open_reason == "" and f.breaks == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Abs(x)", "the derivative jumps from -1 to 1 at x = 0"),
        ("exp(Abs(x))", "the derivative jumps from -1 to 1 at x = 0"),
        ("Max(x, 0)", "the derivative jumps from 0 to 1 at x = 0"),
        ("Min(x, 1)", "the derivative jumps from 1 to 0 at x = 1"),
        ("Abs(Abs(x) - 1)**3", "the derivative jumps from 3 to -3 at x = 0"),
        (
            "Piecewise((x**2, x < 1), (x**2 + (x - 1)**2 + 1e-12*(x - 1), True))",
            "the derivative jumps from 2 to 2000000000001/1000000000000 at x = 1",
        ),
        (
            "Piecewise((x**2, x < 1), (x**2 + (x - 1)**2 + 1e-12, True))",
            "the function jumps from 1 to 1000000000001/1000000000000 at x = 1",
        ),
        ("Piecewise((1, 3*x < 1), (2, True))", "the function jumps from 1 to 2 at x = 1/3"),
        (
            "Piecewise((x**2, x < 0), (5, x <= 0), (x**2, True))",
            "the function is 5 at x = 0 but tends to 0",
        ),
        (
            "Piecewise((0, (x - 1)**3 < 0), (pi*(x - 1), True))",
            "the derivative jumps from 0 to pi at x = 1",
        ),
    ],
)
def test_a_proven_break_has_its_point_and_its_sentence(text: str, sentence: str) -> None:
    f = pieces_of(text)
    assert not f.joined_on(balls(AROUND))
    assert f.open_reason
    assert [b.sentence for b in f.breaks] == [sentence]
    assert sentence.endswith(f"x = {f.breaks[0].point[X]}") or "5 at x = 0" in sentence


def test_every_kink_is_listed() -> None:
    assert [b.point[X] for b in pieces_of("Max(x, x**2, 1) + Abs(2*x - 7)").breaks] == [
        -1, 1, sp.Rational(7, 2)]  # fmt: skip
    nine = "+".join(f"Abs(x - {k})" for k in range(9))
    assert [b.point[X] for b in pieces_of(nine).breaks] == list(range(9))


@pytest.mark.parametrize(
    "text",
    [
        "Piecewise((0, sqrt(2)*x < 1), (sqrt(2)*x - 1, True))",  # a kink at an irrational point
        "Piecewise((1, exp(x) < 2), (2, True))",  # a border that is not solved
        "Piecewise((0, x <= 0), (exp(-1/x), True))",
    ],
)
def test_a_border_that_is_not_understood_is_open_and_no_break(text: str) -> None:
    f = pieces_of(text)
    assert not f.joined_on(balls(AROUND))
    assert f.open_reason and f.breaks == ()


def test_a_constant_a_hair_off_is_not_joined_though_no_double_tells_them_apart() -> None:
    digits = "1.4142135623730950488016887242096980785696718753769"
    for sign in "+-":
        second = f"(x - 1)**2 + {digits} {sign} 1e-49"
        assert not joined(f"Piecewise((sqrt(2), x < 1), ({second}, True))")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Piecewise(((x+2*y)**2/2, Abs(x+2*y) < 1), (Abs(x+2*y) - 1/2, True))", True),
        ("Piecewise(((x+2*y)**2/2, Abs(x+2*y) < 1), (Abs(x+2*y) - 499/1000, True))", False),
        ("Abs(x)*x + Abs(y)**3", True),
        ("exp(Max(x, 0)**2 + Max(y, 0)**2)", True),
        ("Max(x, 0)**2*Max(y, 0)**2", True),
        ("Max(x, 0)**2*Max(y, 0)", False),
        ("Max(x, y)**2", False),
        ("Max(x - y, 0)**2", True),
        ("Piecewise(((x**2 + y**2)/2, x**2 + y**2 < 1), (sqrt(x**2 + y**2) - 1/2, True))", True),
        ("Piecewise((x**2 + y**2, x**2 + y**2 < 1), (1, True))", False),
        ("Piecewise((0, exp(x) + y*x < 1), (y, True))", False),
    ],
)
def test_borders_in_the_plane(text: str, expected: bool) -> None:
    f = pieces_of(text, "xy")
    assert f.joined_on(balls(SQUARE)) is expected
    assert (f.open_reason == "") is expected


def test_a_curve_that_is_not_solved_is_open_even_if_the_pieces_meet() -> None:
    assert not joined("Piecewise((0, x*y < 1), ((x*y - 1)**2, True))", SQUARE, "xy")


def test_a_border_outside_the_box_does_not_matter() -> None:
    f = pieces_of("Abs(x)")
    assert f.smooth_on(balls(((1.0, 2.0),))) and f.joined_on(balls(((1.0, 2.0),)))
    nested = pieces_of("Piecewise((x**2, x < 0), (Piecewise((0, exp(x) < 2), (x, True)), True))")
    assert nested.smooth_on(balls(((-2.0, -1.0),)))
    assert not nested.joined_on(balls(((0.5, 1.0),)))


def test_a_box_without_an_inside_is_smooth_only_where_no_border_is_anywhere() -> None:
    alone = pieces_of("Piecewise((-x**2, x**2 <= 0), (x**2, True))")
    assert not alone.smooth_on([arb(0)])
    assert not alone.smooth_on([arb(1)])
    assert pieces_of("x**2").smooth_on([arb(0)])
    line = pieces_of("Piecewise((-y**2, x**2 <= 0), (y**2, True))", "xy")
    assert not line.smooth_on([arb(0), arb(0, 1)])


def test_a_border_on_the_face_is_seen_from_one_side_at_least() -> None:
    """Each of the boxes holds x = 0, and a kink there has to show in one of them."""
    for text in ("Abs(x)", "Piecewise((0, x <= 0), (x, True))", "Piecewise((0, x < 0), (x, True))"):
        f = pieces_of(text)
        sides = [f.smooth_on(balls(((low, low + 1),))) for low in (-1.0, 0.0)]
        assert sides.count(True) == 1
        assert not all(f.joined_on(balls(((low, low + 1),))) for low in (-1.0, 0.0))


def test_many_conditions_are_fine_while_few_are_open() -> None:
    f = pieces_of("+".join(f"Max(x - {k}, 0)**2" for k in range(12)))
    assert not f.joined_on(balls(((-1.0, 20.0),)))
    assert f.joined_on(balls(((2.5, 4.5),)))
    assert "12 conditions" in f.open_reason


def test_pieces_that_are_not_twice_differentiable_up_to_the_border_show_in_the_hessian() -> None:
    near = ((-0.25, 0.25),)
    assert fate("Piecewise((sqrt(x), x >= 0), (0, True))", near) == (False, False)
    assert fate("Piecewise((x**(3/2), x >= 0), (0, True))", near) == (True, False)
    assert fate("Piecewise((x**(5/2), x >= 0), (0, True))", near) == (True, True)
    assert fate("Piecewise((x**2, x <= 1), (2*log(x) + 1, True))", ((-1.0, 3.0),)) == (True, True)
    assert fate("Piecewise((x**2, x <= 1), (2*log(x) + 1, True))", ((-1.0, 0.5),)) == (True, True)


def test_pieces_with_a_pole_where_borders_cross_are_not_joined_there() -> None:
    piece = "x**2*y**2/(x**2 + y**2)"
    text = f"Piecewise((Piecewise((0, y < 0), ({piece}, True)), x < 0), (0, True))"
    f = pieces_of(text, "xy")
    assert f.joined_on(balls(((-1.0, 1.0), (0.5, 1.0))))
    assert f.joined_on(balls(((-1.0, -0.5), (-1.0, 1.0))))
    assert not f.joined_on(balls(((-0.5, 0.5), (-0.5, 0.5))))


def test_an_undefined_border_is_never_joined() -> None:
    assert not joined("Abs(1/x)**3")
    f = pieces_of("Piecewise((1, 1/x < 2), (1 + (2*x - 1)**2, True))")
    assert not f.joined_on(balls(AROUND))


def test_breaks_along_the_lines_through_a_point_of_the_plane() -> None:
    f = pieces_of("Abs(x - y/3) + y**2", "xy")
    assert f.breaks == ()
    found = f.breaks_through({X: sp.Rational(1, 2), Y: sp.Integer(1)})
    assert [dict(b.point) for b in found] == [
        {X: sp.Rational(1, 3), Y: sp.Integer(1)},
        {X: sp.Rational(1, 2), Y: sp.Rational(3, 2)},
    ]
    assert found[0].sentence == "the derivative jumps from -1 to 1 at x = 1/3"
    assert pieces_of("Abs(x)/y", "xy").breaks_through({X: sp.S.One, Y: sp.S.Zero}) == ()


def test_no_sign_and_no_delta_appear_in_derivatives() -> None:
    for text in ("Abs(x)", "exp(Abs(x))*Max(x, 1)", "Abs(Abs(x) - 1)", "sqrt(x**2)"):
        second = sp.diff(pieces_of(text).expression, X, 2)
        assert not second.has(sp.sign, sp.Heaviside, sp.DiracDelta, sp.Abs, sp.Derivative)


def test_a_function_without_pieces_is_joined_everywhere() -> None:
    f = pieces_of("exp(x)*sin(x)")
    assert f.smooth_on(balls(AROUND)) and f.joined_on(balls(AROUND))
    assert f.breaks == () and f.breaks_through({X: sp.S.One}) == () and f.open_reason == ""


def test_random_splines_are_told_apart_from_those_with_a_hidden_break() -> None:
    """Each knot is smooth, or hides a kink or jump down to 1e-15, by one of four conditions."""
    draw = random.Random(3)
    for _ in range(40):
        piece = sum(draw.randint(-2, 2) * X**j for j in range(4))
        branches, broken = [], []
        for c in sorted(draw.sample(range(-4, 5), draw.randint(1, 3))):
            holds = draw.choice(
                [
                    c > X,
                    sp.Le(2 * X, 2 * c, evaluate=False),
                    sp.Gt(c - X, 0, evaluate=False),
                    c >= X,
                ]
            )
            branches.append((piece, holds))
            piece += draw.randint(-2, 2) * (X - c) ** 2 + draw.randint(-1, 1) * (X - c) ** 3
            flaw = draw.choice([0, 0, 1, X - c]) * sp.Rational(1, 10 ** draw.randint(0, 15))
            piece = sp.expand(piece + flaw)
            broken += [c] if flaw else []
        f = in_pieces(sp.Piecewise(*branches, (piece, True), evaluate=False), [X])
        assert [b.point[X] for b in f.breaks] == broken
        assert f.joined_on(balls(((-9.0, 9.0),))) is not bool(broken)
