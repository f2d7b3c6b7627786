"""A user's function: its derivatives, and where the text has no value."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from theory.errors import DomainError, ParseError
from verify.certify.boxes import balls
from verify.certify.function.objective import objective


def test_the_hessian_comes_as_its_upper_triangle() -> None:
    f = objective("x**2*y + exp(z)", ("x", "y", "z"))
    x, y, z = f.variables
    assert f.pairs == ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    assert f.hessian == (2 * y, 2 * x, 0, 0, 0, sp.exp(z))
    assert f.gradient == (2 * x * y, x**2, sp.exp(z))


@pytest.mark.parametrize(
    "text", ["x**2/x", "(x**2-1)/(x-1)-1+1/x", "0*log(x)", "exp(log(x))", "x**2*x**(-1)"]
)
def test_a_text_without_a_value_somewhere_has_no_enclosure_there(text: str) -> None:
    f = objective(text, ("x",))
    assert not f.value([arb(0, 1)]).is_finite()
    assert not f.value_and_hessian([arb(0, 1)])[0].is_finite()
    assert f.value([arb(3)]).is_finite()


def test_the_mean_value_form_holds_the_values_and_is_tighter_on_small_boxes() -> None:
    f = objective("x*exp(-x)", ("x",))
    box = ((0.5, 0.5625),)
    natural, centred = f.value(balls(box)), f.centred_value(box, (0.53125,))
    for x in (0.5, 0.53, 0.5625):
        assert centred.contains(f.value([arb(x)]))
    assert centred.rad() < natural.rad()


def test_a_piece_is_a_function_of_its_own() -> None:
    f = objective("Max(x, 0)**2", ("x",))
    (x,) = f.variables
    piece = f.piece(x**2)
    assert piece.hessian == (2,)
    assert piece.pieces.smooth_on([arb(0, 1)]) and not f.pieces.smooth_on([arb(0, 1)])
    assert f.hessian != piece.hessian


def test_a_piece_that_is_f_at_one_point_alone_is_not_f_around_it() -> None:
    f = objective("Piecewise((-100*x**2, x**2 <= 0), (x**2, True))", ("x",))
    assert f.value_and_hessian([arb(0)])[1] == [-200]
    assert not f.smooth_at((0.0,))
    for bits in (64, 512):
        assert f.smooth_at((2.0**-40,), bits) and f.smooth_at((-1e9,), bits)
    bent = objective("Abs(x)*x", ("x",))
    assert not bent.smooth_at((0.0,)) and bent.smooth_at((1.0,))
    assert objective("x**3", ("x",)).smooth_at((0.0,))


def test_too_many_variables_and_bad_text_are_refused() -> None:
    with pytest.raises(DomainError, match="at most 8 variables; got 9"):
        objective("a", tuple("abcdefghi"))
    with pytest.raises(ParseError, match="unknown name"):
        objective("y", ("x",))
