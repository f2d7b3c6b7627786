"""What one piece shows: each method where the weaker ones fail, and nothing that is false."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from verify.certify.claim import Claim
from verify.recheck.expansion import METHODS, NotVerified
from verify.recheck.leaf import Checker

MakeClaim = Callable[..., Claim]
UNIT = (Fraction(-1), Fraction(1))
ORIGIN = Fraction(0)


def shows(claim: Claim, method: str, *point: Fraction, piece: Any = None) -> bool:
    piece = piece or tuple((Fraction(str(a)), Fraction(str(b))) for a, b in claim.box)
    try:
        Checker(claim).holds(piece, method, point or None)
    except NotVerified:
        return False
    return True


NEEDS = [
    # function, names, rho, K0, K, box, the weakest method that is enough
    ("x**2/2", "x", 1, 1, 0, 1, "value"),
    ("(x*y-1)**2", "xy", 1, 14, 10, 1, "value"),
    ("exp(x)", "x", 1, "1/10", 1, "1/8", "slope"),
    ("x**2/2+x**4", "x", 1, 1, 24, 2, "touch"),
    ("1-cos(x)", "x", 2, 1, "1/10", 1, "value"),
    ("cosh(x)-1", "x", 1, 1, 1, 3, "identity"),
    ("x**4", "x", "1/2", 0, 12, 3, "identity"),
    ("x**4/4+x**2/3", "x", 1, "2/3", 12, 3, "touch"),
    ("cosh(x)+cosh(2*y)-2", "xy", 1, 4, 4, 1, "identity"),
    ("x**2/2+y**2/4+x**2*y**2", "xy", 1, 1, 12, "1/32", "touch"),
    ("x**2+y**2+z**2", "xyz", 1, 2, 0, 1, "value"),
    ("x**4+y**4+z**4-x*y*z/9+1", "xyz", 1, 2, 12, "1/8", "value"),
    ("Abs(x)**3", "x", 1, 5, 6, "1/2", "value"),
    ("x*Abs(x)+1", "x", 1, 2, 0, 1, "value"),
    ("x**3*Abs(x)**(1/2)+1", "x", 1, 10, 6, 1, "value"),
]


@pytest.mark.parametrize(("text", "names", "rho", "K0", "K", "half", "needed"), NEEDS)
def test_each_function_needs_the_method_named(
    claim: MakeClaim, text: str, names: str, rho: Any, K0: Any, K: Any, half: Any, needed: str
) -> None:
    box = ((f"-{half}", half),) * len(names)
    made = claim(text, names, rho, K0, K, box)
    for method in METHODS:
        point = (ORIGIN,) * len(names)
        enough = METHODS.index(method) >= METHODS.index(needed)
        assert shows(made, method, *point) == enough, method


@pytest.mark.parametrize(
    ("text", "names", "rho", "K0", "K", "half"),
    [
        ("cosh(x)-1", "x", 1, "999999999/1000000000", 1, 1),
        ("cosh(x)-1", "x", 1, 1, "999999999/1000000000", 1),
        ("x**2/2+x**4", "x", 1, 1, "23999999/1000000", "1/1000"),
        ("x**2/2+x**4", "x", 1, "999999999/1000000000", 24, "1/1000"),
        ("x**4", "x", "1/2", 0, "11999999/1000000", 1),
        ("1-cos(x)", "x", 1, "999999999/1000000000", 1, 1),
        ("x**2/3", "x", 1, "66666666/100000000", 0, 1),
        ("cosh(x)+cosh(2*y)-2", "xy", 1, "3999999999/1000000000", 4, "1/1000"),
        ("-x**2/2+x**4+1", "x", 1, "999999999/1000000000", 0, "1/1000"),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_a_constant_lowered_by_a_hair_is_shown_by_no_method_on_no_small_piece(
    claim: MakeClaim, method: str, text: str, names: str, rho: Any, K0: Any, K: Any, half: Any
) -> None:
    box = ((f"-{half}", half),) * len(names)
    assert not shows(claim(text, names, rho, K0, K, box), method, *(ORIGIN,) * len(names))


@pytest.mark.parametrize("method", METHODS)
def test_a_lower_bound_above_the_minimum_is_not_shown(claim: MakeClaim, method: str) -> None:
    above = claim("(x-1)**2", K0=2, K=0, box=((0, 2),), f_star=("1/1000000000", 1))
    assert not shows(above, method, Fraction(1))
    assert shows(claim("(x-1)**2", K0=2, K=0, box=((0, 2),)), method, Fraction(1))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "Abs(x)",
        "Max(x, -x)+1",
        "Abs(x)**(3/2)",
        "x*Abs(x)**(1/2)+1",
        "Abs(x)*Abs(x-1/2)",
        "Piecewise((0, x < 0), (x, True))",
        "Piecewise((0, x < 0), (1, True))",
        "sqrt(x**2)",
        "(x**2)**(3/4)",
        "x/x",
        "x**2/x+3",
        "exp(log(x))+9",
        "1/x**2",
        "(1-cos(x))/x**2",
        "exp(-1/x**2)",
        "sqrt(x+1)",
        "x*log(x)+1",
        "log(-1+cos(x))",
        "sin(x)/x + 1",
        "tan(2*x)**2",
        "atanh(x)**2",
        "(x+2)**x + acosh(x)",
    ],
)
def test_what_has_a_kink_or_no_value_somewhere_is_not_shown(
    claim: MakeClaim, text: str, method: str
) -> None:
    """The constants are so large that nothing else could be missing."""
    made = claim(text, K0=10**9, K=10**9, box=((-1, 1),), f_star=(-(10**9), 10**9))
    assert not shows(made, method)


@pytest.mark.parametrize("face", [0, 1])
def test_a_kink_on_a_face_is_no_way_around(claim: MakeClaim, face: int) -> None:
    made = claim("Abs(x)", K0=1, K=1, box=((-1, 1),))
    piece = ((Fraction(face - 1), Fraction(face)),)
    assert not any(shows(made, method, piece=piece) for method in METHODS)
    assert shows(made, "value", piece=((Fraction(1, 2), Fraction(1)),))


def test_an_even_power_of_a_gap_is_not_used_where_the_gap_may_be_negative(
    claim: MakeClaim,
) -> None:
    """With upper = 2 and f near 0, (f - 2)^2 is 4, but (f - 2)_+^2 is 0."""
    false = claim("x**2", rho=2, K0=1, K=1, box=(("-1/10", "1/10"),), f_star=(0, 2))
    assert not any(shows(false, method, ORIGIN) for method in METHODS)
    odd = claim("x**2", rho=1, K0=2, K=1, box=(("-1/10", "1/10"),), f_star=(0, 2))
    assert not shows(odd, "value")  # the gap counts as 0, but enclosures do not cut it there
    assert not shows(claim("x**2", rho=1, K0=1, K=1, box=((-1, 1),), f_star=(0, 2)), "identity")


def test_an_upper_bound_of_the_minimum_is_less_useful_than_the_minimum(claim: MakeClaim) -> None:
    wide = claim("cosh(x)-1", rho="1/2", K0=2, K=1, box=((-1, 1),), f_star=("-1/10", "1/10"))
    assert shows(wide, "value", piece=((Fraction(-1, 8), Fraction(1, 8)),))
    exact = claim("exp(x)", rho="3/2", K0=1, K=2, box=((0, 1),), f_star=(1, 1))
    assert shows(exact, "slope", piece=((Fraction(0), Fraction(1, 64)),)) is False  # f'' > 1 there
    assert shows(claim("exp(x)", rho="3/2", K0="5/4", K=2, box=((0, 1),), f_star=(1, 1)), "value",
                 piece=((Fraction(0), Fraction(1, 64)),))  # fmt: skip


def test_a_point_outside_the_piece_is_refused(claim: MakeClaim) -> None:
    with pytest.raises(NotVerified, match="outside the piece"):
        Checker(claim("x**2", K0=2, K=0, box=((-1, 1),))).holds((UNIT,), "touch", (Fraction(2),))


def test_outside_needs_a_start_and_a_value_strictly_above(claim: MakeClaim) -> None:
    with pytest.raises(NotVerified, match="names none"):
        Checker(claim("x**2", K0=2, K=0, box=((-1, 1),))).outside((UNIT,), "value")
    checker = Checker(claim("x**2", K0=2, K=0, box=((-3, 3),), start=(1,)))
    checker.outside(((Fraction(101, 100), Fraction(3)),), "value")
    for low in (Fraction(1), Fraction(99, 100)):
        with pytest.raises(NotVerified):
            checker.outside(((low, Fraction(3)),), "slope")
    for method in ("touch", "identity"):
        with pytest.raises(NotVerified, match="by value or slope"):
            checker.outside(((Fraction(2), Fraction(3)),), method)
