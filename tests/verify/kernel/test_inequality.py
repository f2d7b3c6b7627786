"""Claims of one's own: false ones, undefined ones and bad input never come out PROVED."""

from __future__ import annotations

import mpmath
import pytest

from tests.verify.kernel.coq_reader import read_coq, value
from theory.errors import DomainError, ParseError, WarmproofError
from verify.kernel.audit import KERNEL
from verify.kernel.check import NoKernelError
from verify.kernel.inequality import (
    _enclosed,
    _file,
    _polynomial,
    check_claim,
    goal,
    read_claim,
    variables_of,
)
from verify.verdict import Word


def written(text: str, *given: str) -> str:
    names = variables_of([text, *given])
    return goal(read_claim(text, names), [read_claim(g, names) for g in given], names)


# ---- what is asked of Coq, read by the other reader -------------------------------------------


@pytest.mark.parametrize(
    ("text", "undefined"),
    [
        ("x/x >= 1", {"x": 0}),
        ("0/x >= 0", {"x": 0}),
        ("0*log(x) <= 0", {"x": -1}),
        ("log(x) - log(x) <= 0", {"x": 0}),
        ("sqrt(x)**2 >= x", {"x": -1}),
        ("sqrt(x)*sqrt(x) >= x", {"x": -1}),
        ("exp(log(x)) >= x", {"x": 0}),
        ("log(x)**0 >= 1", {"x": 0}),
        ("(x - 1)/(x - 1) >= 1", {"x": 1}),
        ("1/(1/x) >= x", {"x": 0}),
        ("x**-1*x >= 1", {"x": 0}),
        ("x**y/x**y >= 1", {"x": 0, "y": 0}),
        ("0**x >= 0", {"x": 0}),
        ("(-2)**x >= 0", {"x": 1}),
        ("Max(x, 1/x) >= x", {"x": 0}),
        ("Abs(log(x)) >= 0", {"x": 0}),
        ("x**(1/3) >= x**(1/3)", {"x": -8}),
    ],
)
def test_a_claim_is_not_told_where_its_text_has_no_value(
    text: str, undefined: dict[str, int]
) -> None:
    tree = read_coq(written(text))
    while tree.word == "forall":
        tree = tree.parts[1]
    assert not value(tree, {f"v_{own}": mpmath.mpf(k) for own, k in undefined.items()})


def test_names_of_coq_and_of_python_hide_nothing() -> None:
    assert written("R*exp1 <= S") == "forall v_R v_S v_exp1 : R, v_R * v_exp1 <= v_S"
    assert written("forall <= v_x") == "forall v_forall v_v_x : R, v_forall <= v_v_x"
    assert written("x <= y", "y >= x") == "forall v_x v_y : R, v_x <= v_y -> v_x <= v_y"


def test_what_is_given_is_assumed_with_nothing_more() -> None:
    assert written("x >= 0", "sqrt(x)**2 >= -1") == "forall v_x : R, -1 <= v_x -> 0 <= v_x".replace(
        "-1", "- 1"
    )


@pytest.mark.parametrize("given", ["x**y >= 1", "2*(x - 1)**y <= 3", "Abs(x)**y > 0"])
def test_a_power_that_may_have_a_value_at_a_negative_base_is_not_assumed(given: str) -> None:
    # x = -1, y = 2 has x**y >= 1 and breaks x >= 0.
    with pytest.raises(DomainError, match=r"write x\*\*y as exp\(y\*log\(x\)\)"):
        check_claim("x >= 0", [given])


BAD = [
    "",
    " ",
    "x",
    "x <=",
    "<= x",
    "x <= y <= z",
    "x = y",
    "x == y",
    "x != y",
    "x => y",
    "x >= 1); admit. (*",
    "x >= 1. Admitted. Theorem t : 0 <= 1",
    "x >= 'a'",
    'x >= "(*"',
    "x >= 1 (* *)",
    "x >= __import__",
    "x >= f(x)",
    "x.real >= 0",
    "_x >= 0",
    "\u00e9 >= 0",
    "x >= \u221e",
    "lambda >= 0",
    "True >= 0",
    "nan >= 0",
    "oo >= x",
    "I >= 0",
    "1/0 >= 0",
    "x/(y - y) >= 0",
    "log(0) <= 0",
    "sqrt(-1) >= 0",
    "(-8)**(1/3) <= 0",
    "x**1000000000 >= 0",
    "9**9**9**9 >= 0",
    "1e999999 >= 0",
    "(" * 100 + "x" + ")" * 100 + " >= 0",
    "x" * 60 + " >= 0",
    "x + " * 5000 + "x >= 0",
    "tan(x) <= 1",
    "0*tan(x) <= 1",
    "acosh(x) - acosh(x) <= 0",
    "atanh(x)**0 >= 1",
    "tanh(x) <= 1",
    "Piecewise((x, x > 0), (0, True)) >= 0",
    "Piecewise((x, True)) >= tan(x)",
]


@pytest.mark.parametrize("text", BAD, ids=lambda t: t[:20])
def test_bad_input_is_one_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COQC", "no-such-program")  # refused before Coq is looked for
    with pytest.raises((ParseError, DomainError)) as refused:
        check_claim(text)
    assert not isinstance(refused.value, NoKernelError)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 400
    with pytest.raises(WarmproofError):
        check_claim("x**2 >= 0", [text])


# ---- what Coq makes of it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("x >= 0", []),
        ("x**2 + 1 > 2*x", []),
        ("x/x >= 1", []),
        ("log(x) <= x - 1", []),
        ("0*log(x) <= 0", []),
        ("x**0.5 >= 0", []),
        ("1/x > 0", ["x >= 0"]),
        ("exp(x) > 1 + x", ["x >= -1", "x <= 1"]),
        ("sin(x) <= 0.999", ["x >= 0", "x <= 3"]),
        ("Min(x, 1) >= x", []),
        ("E < 2.718281828", []),
        ("3 <= pi*1e-30 + 2", []),
    ],
)
@pytest.mark.thorough
@pytest.mark.usefixtures("needs_coq")
def test_what_is_false_or_undefined_somewhere_is_undecided(text: str, given: list[str]) -> None:
    verdict = check_claim(text, given, seconds=60)
    assert verdict.word is Word.UNDECIDED
    assert verdict.tier == ""


@pytest.mark.usefixtures("needs_coq")
def test_what_is_true_is_proved_by_one_of_the_ways() -> None:
    product = check_claim("x*y <= x*z", ["x >= 0", "y <= z"], seconds=300)
    assert (product.word, product.tier) == (Word.PROVED, KERNEL)
    assert check_claim("x/x >= 1", ["x > 0"], seconds=300).word is Word.PROVED


@pytest.mark.thorough
@pytest.mark.usefixtures("needs_coq")
def test_a_number_is_enclosed() -> None:
    enclosed = check_claim("E <= 2.72", seconds=300)
    assert enclosed.word is Word.PROVED
    assert enclosed.evidence.startswith(enclosed.tier)


@pytest.mark.usefixtures("needs_coq")
def test_contradictory_assumptions_prove_anything_and_are_the_users_own() -> None:
    verdict = check_claim("x >= 1", ["x > 0", "x < 0"])
    assert verdict.word is Word.PROVED
    assert "--given 'x > 0' --given 'x < 0'" in str(verdict.replay)


def test_many_variables_do_not_make_a_huge_file() -> None:
    """The squares of all sums and differences of 300 variables and 1 would take some 3 MB."""
    names = [f"x{k}" for k in range(300)]
    statement = goal(read_claim(" + ".join(f"{n}**2" for n in names) + " >= 1", names), [], names)
    ways = (_polynomial(names), _enclosed(names))
    assert [way.tactic.count("pow2_ge_0") for way in ways] == [42, 0]  # of pairs of seven, twice
    assert all(len(_file(statement, way)) < 200 * len(names) for way in ways)
