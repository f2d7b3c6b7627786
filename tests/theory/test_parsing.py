"""Tests of theory/parsing.py: exact reading of numbers and functions, and refusal of the rest."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from theory.errors import ParseError
from theory.logic import real
from theory.parsing import check_variables, parse_expression, parse_number

x, y = real("x"), real("y")
Q = sp.Rational


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", sp.Integer(3)),
        ("3/4", Q(3, 4)),
        ("0.1", Q(1, 10)),
        (".5", Q(1, 2)),
        ("5.", sp.Integer(5)),
        ("1e-3", Q(1, 1000)),
        ("2.50E+2", sp.Integer(250)),
        ("-2**2", sp.Integer(-4)),
        ("(-2)**2", sp.Integer(4)),
        ("2**3**2", sp.Integer(512)),
        ("2**-1", Q(1, 2)),
        ("1/3/2", Q(1, 6)),
        ("1-2-3", sp.Integer(-4)),
        ("2*-3", sp.Integer(-6)),
        ("--3", sp.Integer(3)),
        (" 1 +\t2 ", sp.Integer(3)),
        ("sqrt(8)", 2 * sp.sqrt(2)),
        ("exp(-3)", sp.exp(-3)),
        ("pi/4", sp.pi / 4),
        ("E", sp.E),
        ("log(2)", sp.log(2)),
        ("cos(pi/3)", Q(1, 2)),
        ("8**(1/3)", sp.Integer(2)),
        ("Abs(-3)", sp.Integer(3)),
        ("Max(1, 3/2) - Min(1, 2)", Q(1, 2)),
        ("Piecewise((1, 1 < 2), (0, True))", sp.Integer(1)),
        ("0**0", sp.Integer(1)),
    ],
)
def test_reads_numbers_exactly(text: str, expected: sp.Expr) -> None:
    assert parse_number(text) == expected


@given(st.fractions(max_denominator=10**12))
def test_reads_back_every_fraction(value: Fraction) -> None:
    assert parse_number(str(value)) == Q(value.numerator, value.denominator)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**9)))
def test_reads_back_every_decimal(value: object) -> None:
    expected = Fraction(str(value))
    assert parse_number(str(value)) == Q(expected.numerator, expected.denominator)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x**2 + y", x**2 + y),
        ("2*x*y/3", Q(2, 3) * x * y),
        ("-x**2", -(x**2)),
        ("exp(x)*(2 + sin(2*x))", sp.exp(x) * (2 + sp.sin(2 * x))),
        ("x**y", x**y),
        ("x**2.5", x ** Q(5, 2)),
        ("sqrt(x)", sp.sqrt(x)),
        ("tanh(x) + atan(y)", sp.tanh(x) + sp.atan(y)),
        ("Abs(-3*x)", 3 * sp.Abs(x)),
    ],
)
def test_reads_functions_of_real_symbols(text: str, expected: sp.Expr) -> None:
    assert parse_expression(text, ["x", "y"]) == expected


def test_reads_piecewise_with_its_conditions_in_order() -> None:
    parsed = parse_expression("Piecewise((x**2, x < 0), (x, x >= 1), (y, True))", ["x", "y"])
    assert isinstance(parsed, sp.Piecewise)
    assert [pair.expr for pair in parsed.args] == [x**2, x, y]
    assert parsed.subs({x: 2, y: 5}) == 2
    assert parsed.subs({x: Q(1, 2), y: 5}) == 5


@pytest.mark.parametrize("condition", ["0 < y", "0 <= sqrt(2)", "y > 0", "1/2 >= y - 3"])
def test_piecewise_can_be_computed_with_whatever_side_the_number_is_on(condition: str) -> None:
    parsed = parse_expression(f"Piecewise((x, {condition}), (2*x, True))**2/3", ["x", "y"])
    assert parsed.subs({x: 3, y: 1}) == 3
    assert sp.diff(parsed, x).subs({x: 3, y: 1}) == 2


def test_max_of_closed_forms_is_left_to_the_intervals() -> None:
    parsed = parse_number("Max(sqrt(2), 7/5)")
    assert isinstance(parsed, sp.Max)
    assert set(parsed.args) == {sp.sqrt(2), Q(7, 5)}


def test_negative_and_fractional_powers_of_a_variable_stay() -> None:
    assert parse_expression("x**-(1/3)", ["x"]) == x ** Q(-1, 3)


MESSAGES = [
    (
        "nan",
        "value: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)",
    ),
    (
        "1 + -Infinity",
        "value: 'Infinity' at column 6 is not a finite number; give one such as 3/4 or sqrt(2)",
    ),
    ("2^3", "value: the character '^' at column 2 cannot be used; write ** for a power"),
    (
        "__import__('os').system('id')",
        'value: the character "\'" at column 12 cannot be used; leave out quotes',
    ),
    (
        "x.y",
        "value: the character '.' at column 2 cannot be used; "
        "attributes cannot be reached; a decimal is written 0.5",
    ),
    ("sqt(2)", "value: unknown name 'sqt' at column 1; did you mean 'sqrt'?"),
    ("foo", "value: unknown name 'foo' at column 1; the names known are pi, E"),
    ("2pi", "value: unexpected 'pi' at column 2; write * for a product"),
    ("sqrt", "value: 'sqrt' at column 1 is a function; write sqrt(...)"),
    ("(1", "value: ')' is missing to close the parenthesis before the end; add it"),
    ("1)", "value: unexpected ')' at column 2; no parenthesis is open; remove it"),
    (
        "1+",
        "value: a number, a name or a parenthesis is missing before the end; add it",
    ),
    ("", "value: the text is empty; write a number such as 3/4 or an expression"),
    ("1/0", "value: at '/' at column 2, this divides by zero; leave out the division"),
    (
        "sqrt(-1)",
        "value: at 'sqrt' at column 1, the result is not a real number; "
        "keep roots and logarithms of positives",
    ),
    (
        "log(0)",
        "value: at 'log' at column 1, the logarithm of 0 is not a number; "
        "keep its argument positive",
    ),
    (
        "9**9**9**9",
        "value: at '**' at column 5, the exact result would need about 10**9 bits; "
        "keep it below 4096 bits",
    ),
    (
        "1e999999999",
        "value: the number '1e999999999' at column 1 is too long; keep it below 1000 digits",
    ),
    (
        "(" * 10**6,
        "value: the text has 1000000 characters; shorten it to at most 5000",
    ),
    (
        "(" * 40 + "1" + ")" * 40,
        "value: '(' at column 31 is nested more than 30 levels deep; write it flatter",
    ),
    (
        "sin(10**1000)",
        "value: at 'sin' at column 1, the argument is too large; "
        "keep it between -1000000 and 1000000",
    ),
]


@pytest.mark.parametrize(("text", "message"), MESSAGES, ids=[text[:20] for text, _ in MESSAGES])
def test_refuses_with_one_clear_sentence(text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_number(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "NaN", "inf", "-inf", "oo", "zoo", "I", "True", "None", "__import__", "__class__",
        "().__class__", "lambda x: x", "'a'", '"a"', "[1]", "{1}", "a = 1", "1 == 1", "1 < 2",
        "1,5", "(1,2)", "sqrt(1,2)", "sqrt()", "2 3", "*2", "pi(2)", "3(4)", "1;2", "1\x00", "#1",
        "\uff11", "1_000", "0x10", "1e", "1e+", "1..2", "1j", "@", "\\", "$(id)", "`id`", "eval(1)",
        "exec(1)", "Symbol(1)", "gamma(2)", "Integer(3)",
    ],
)  # fmt: skip
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ParseError, match=r"^value: "):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10**6, "-" * 10**6, "1" * 2000, "2**(10**9)", "10**-10**9", "exp(10**9)",
        "exp(exp(exp(10)))", "2**(2**(2**(2**2)))", "sin(10**1000)", "cosh(1e5)", "1e-999*1e-999",
        "10**900*10**900", "(10**200*sqrt(2))**1000", "2**sqrt(10**100)", "exp(5000*log(2))",
        "(sqrt(2) + 1)**9999", "+".join(f"1/{n}" for n in range(1, 700)), "(((1+1)**99)**99)**99",
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_refuses_huge_numbers_without_computing_them(text: str) -> None:
    with pytest.raises(ParseError):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "(x**99999999)**99999999", "((x+1)**9999)**9999", "(10**200*x)**1000", "(x/7)**5000",
        "x**(10**9)", "x**-10**9", "sin(" * 40 + "x" + ")" * 40, "x**" * 40 + "x",
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_refuses_huge_powers_of_variables(text: str) -> None:
    with pytest.raises(ParseError):
        parse_expression(text, ["x"])


@pytest.mark.parametrize(
    "text",
    [
        "(-1)**(1/2)", "sqrt(sqrt(-4))", "log(-1)", "acosh(1/2)", "atanh(2)", "(-8)**(1/3)",
        "0**-1", "0**-pi", "0/0", "1/(1-1)", "tan(pi/2)", "atanh(1)", "(sqrt(2)-sqrt(2))**-1",
        "1/(sqrt(2)*sqrt(3)-sqrt(6))", "1/((1+sqrt(2))**2-3-2*sqrt(2))",
    ],
)  # fmt: skip
def test_refuses_undefined_and_complex_numbers(text: str) -> None:
    with pytest.raises(ParseError, match=r"real number|zero|not a finite number"):
        parse_number(text)


@pytest.mark.parametrize("text", ["sqrt(-1)*x", "x/0", "x**0/(x-x)", "sqrt(-x**2 - 1) + log(-1)"])
def test_refuses_them_inside_functions_too(text: str) -> None:
    with pytest.raises(ParseError):
        parse_expression(text, ["x"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("z", r"unknown name 'z' at column 1; the names known are x, y, pi, E"),
        ("max(x, y)", r"did you mean 'Max'\?"),
        ("x(2)", r"'x' at column 1 is not a function; write \* for a product"),
        ("x y", r"unexpected 'y' at column 3"),
        ("x < y", r"compare only inside Piecewise"),
        ("Piecewise((x, x < 0))", r"end with \(expr, True\)"),
        ("Piecewise((x, 1), (y, True))", r"a condition with <, <=, > or >= is missing"),
        ("Piecewise(x, True)", r"to open a branch"),
        ("Piecewise((x, x == 0), (y, True))", r"an expression holds no equations"),
        ("Piecewise((x, 0 < x < 1), (y, True))", r"to close a branch"),
        ("True", r"may only end a Piecewise"),
    ],
)
def test_refuses_what_is_no_function(text: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        parse_expression(text, ["x", "y"])


def test_refuses_text_that_is_no_text() -> None:
    with pytest.raises(ParseError, match="text is needed, got int"):
        parse_number(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["x", "x"], "is given twice"),
        (["sin"], "already has a meaning"),
        (["pi"], "already has a meaning"),
        (["inf"], "already has a meaning"),
        (["lambda"], "already has a meaning"),
        (["I"], "already has a meaning"),
        (["2x"], "is not a name"),
        ([""], "is not a name"),
        (["__class__"], "is not a name"),
        (["a.b"], "is not a name"),
        (["x" * 51], "is not a name"),
        ([3], "is not a name"),
        ("x,y", "give a list of names"),
    ],
)
def test_refuses_bad_variable_names(names: list[str], reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        check_variables(names)


ALPHABET = [*"0123456789.eE+-*/()<>=,^ xy", "**", "sqrt(", "exp(", "log(", "Abs(", "Max(", "pi"]


@given(st.lists(st.sampled_from(ALPHABET), max_size=12).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse_expression(text, ["x", "y"])
    except ParseError as error:
        assert "\n" not in str(error)
    else:
        assert parsed.free_symbols <= {x, y}
        assert not parsed.has(sp.Float, sp.nan, sp.zoo, sp.oo, sp.I)
