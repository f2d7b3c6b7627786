"""What is written for Coq, read again by another reader and held against SymPy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import mpmath
import pytest
import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from tests.verify.kernel.coq_reader import Node, read_coq, value
from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    conj,
    eq,
    function,
    ge,
    le,
    real,
)
from theory.registry import statements
from theory.schema import Named, Statement
from verify.kernel import gallina
from verify.kernel.gallina import NotInCoqError, conditions, expression
from verify.kernel.propositions import definition, proposition
from verify.kernel.stated import definitions, missing, written

x, y, z = real("x"), real("y"), real("z")
DIGITS = 60
NEAR = mpmath.mpf(10) ** -30


@pytest.fixture(autouse=True)
def _digits() -> Iterator[None]:
    with mpmath.workdps(DIGITS):
        yield


def concrete(own: str, *arguments: Any) -> Any:
    """A value for a function of which only the name is known; positive for positive arguments."""
    if own == "moment":  # ends sums
        return sp.Integer(2) if isinstance(arguments[0], sp.Basic) else mpmath.mpf(2)
    first, *rest = arguments
    return (1 + len(own) + first**2 / 7 + sum(rest) * first) / (3 + ord(own[0]) % 5)


def in_sympy(expr: sp.Expr, point: dict[sp.Symbol, sp.Rational]) -> Any:
    """The value of the expression, or None where SymPy finds no real number."""
    try:
        known = expr.xreplace(dict(point))
        known = known.replace(
            lambda e: isinstance(e, AppliedUndef), lambda e: concrete(e.func.__name__, *e.args)
        ).doit()
        number = sp.N(known, DIGITS)
    except ValueError:  # a maximum of what is no real number
        return None
    real_one = number.is_Number and number.is_finite and number.is_real
    return mpmath.mpf(str(number)) if real_one else None


def defined(expr: sp.Expr, point: dict[sp.Symbol, sp.Rational]) -> bool:
    """Whether every part of the expression is a real number."""
    return all(in_sympy(part, point) is not None for part in sp.preorder_traversal(expr))


def names(point: dict[sp.Symbol, sp.Rational], functions: Any = ()) -> dict[str, Any]:
    found: dict[str, Any] = {gallina.name(s): mpmath.mpf(v.p) / v.q for s, v in point.items()}
    for own in functions:
        found[gallina.name(own)] = lambda *a, word=own.__name__: concrete(word, *a)
    return found


def same(ours: Any, theirs: Any) -> bool:
    return bool(abs(ours - theirs) <= NEAR * (1 + abs(theirs)))


def agree(expr: sp.Expr, tree: Node, point: dict[sp.Symbol, sp.Rational]) -> None:
    """Where the conditions hold and SymPy has a value, Coq's is the same."""
    expected = in_sympy(expr, point)
    known = names(point, {a.func for a in expr.atoms(AppliedUndef)})
    if expected is not None and all(value(read_coq(c), known) for c in conditions(expr)):
        assert same(value(tree, known), expected), point


# ---- expressions ------------------------------------------------------------------------------

f = function("f")
AWKWARD = [
    -(x**2),
    (-x) ** 2,
    (-x) ** 3,
    -x / y / z,
    x / (y / z),
    x / (y * z),
    1 / (x - y),
    -1 / (y - x),
    -2 * (x - y),
    -x * (y - z),
    x - (y - z),
    x - (y + z) * -3,
    -(x + y),
    -sp.Rational(1, 2),
    sp.Rational(-3, 4) * x,
    sp.Rational(-3, 4) / x,
    x ** sp.Rational(1, 2) / 2,
    (x + 1) ** sp.Rational(-3, 2),
    x ** sp.Rational(5, 3),
    x**y,
    x ** (-y),
    x ** (y - 1),
    2**x,
    sp.Rational(1, 2) ** x,
    (x**y) ** z,
    x ** (y**z),
    sp.exp(x) ** 2,
    sp.exp(-x),
    sp.E * x,
    sp.exp(1) ** x,
    sp.log(x) ** 2,
    sp.log(x) / sp.log(y),
    sp.sqrt(sp.log(x)) ** 3,
    sp.pi**2 * x,
    sp.sin(x) ** -2,
    sp.cosh(x) - sp.sinh(-x),
    sp.Abs(x - y) ** 3,
    sp.Min(x, y, z, 1),
    sp.Max(x, sp.Min(y, z), sp.Min(y, 1)),
    sp.Max(sp.Max(x, y), sp.Max(x, z)),
    sp.Min(sp.Max(x, y), sp.Max(x, z), -x),
    -sp.Max(x, y) / sp.Min(-x, 3),
    f(x) ** 2 - f(-x) * f(f(y)),
    f(x + 1) / -f(2),
    sp.Sum(x**y, (x, 1, 3)),
    sp.Sum(x * f(x), (x, 2, z + 5)),
    sp.Sum(y + x, (x, -2, 2)) ** 2,
    sp.Sum(x + 1, (x, 0, -1)),
    sp.Sum(y ** sp.Sum(z, (z, 1, x)), (x, 2, 4)),
    sp.Mul(-1, sp.Add(x, -y, evaluate=False), evaluate=False),
    sp.Add(x, sp.Mul(-1, sp.Add(y, z, evaluate=False), evaluate=False), evaluate=False),
    sp.Mul(x, sp.Pow(sp.Mul(y, z, evaluate=False), -1, evaluate=False), evaluate=False),
    sp.Pow(sp.Integer(-2), 2, evaluate=False),
    sp.Pow(sp.Pow(x, 2, evaluate=False), 3, evaluate=False),
    sp.Mul(2, sp.Integer(-3), x, evaluate=False),
    sp.Mul(x, sp.Integer(-3), sp.Rational(-1, 2), evaluate=False),
]
POINTS = [
    dict(zip((x, y, z), map(sp.Rational, values), strict=True))
    for values in (("2", "3", "5/2"), ("1/3", "7/5", "2"), ("-3/2", "2", "-1"), ("3", "-2", "1"))
]


@pytest.mark.parametrize("expr", AWKWARD, ids=str)
def test_an_awkward_expression_keeps_its_value(expr: sp.Expr) -> None:
    for point in POINTS:
        # The end of a sum is an integer wherever this package writes one.
        whole = {s: sp.Integer(sp.floor(v)) if expr.has(sp.Sum) else v for s, v in point.items()}
        free = {s: v for s, v in whole.items() if s in expr.free_symbols}
        agree(expr, read_coq(expression(expr)), free)


def grown(source: random.Random, depth: int) -> sp.Expr:
    """A random expression."""
    if depth == 0 or source.random() < 0.15:
        leaf = source.choice([x, y, z, sp.Integer(source.randint(-3, 3)), sp.Rational(-2, 3)])
        return leaf if isinstance(leaf, sp.Expr) else sp.sympify(leaf)
    kind = source.randrange(12)
    first, second = grown(source, depth - 1), grown(source, depth - 1)
    if kind < 6:
        make = [sp.Add, sp.Mul, lambda a, b: a - b, lambda a, b: a / b, sp.Max, sp.Min][kind]
        return make(first, second)
    if kind == 6:
        return first ** source.choice([2, 3, -1, -2])
    if kind == 7:
        return (1 + first**2) ** source.choice([sp.S.Half, sp.Rational(-1, 3), y])
    if kind == 8:
        return -first
    return source.choice([sp.Abs, sp.sin, sp.cos, lambda e: sp.exp(sp.sin(e))])(first)


def test_random_expressions_keep_their_values() -> None:
    source = random.Random(7)
    read = 0
    while read < 250:
        try:
            expr = grown(source, 4)
        except ValueError:  # a maximum of 1/0
            continue
        if expr.has(sp.zoo) or not all(n.is_Rational for n in expr.atoms(sp.Number)):
            continue
        tree = read_coq(expression(expr))
        for point in POINTS[:2]:
            agree(expr, tree, {s: v for s, v in point.items() if s in expr.free_symbols})
        read += 1


@pytest.mark.parametrize(
    "expr",
    [
        1 / x,
        1 / (x - y),
        sp.log(x),
        sp.log(x) / sp.log(y),
        sp.sqrt(x),
        1 / sp.sqrt(x),
        sp.sqrt(x - y) + sp.log(y),
        x ** sp.Rational(1, 3),
        x ** sp.Rational(-1, 3),
        sp.exp(1 / x),
        sp.sqrt(sp.Max(x, y)),
        1 / (x**2 + y**2),
        sp.Min(x, 1 / y),
        sp.Abs(sp.log(x * y)),
        2 ** (1 / x),
        sp.log(1 + sp.exp(x)),
        sp.sqrt(sp.log(x)) ** -1,
        sp.log(sp.Rational(1, 2)) * sp.log(-x),
        sp.log(1 - sp.log(2)) + 1 / x,
    ],
    ids=str,
)
def test_an_expression_is_defined_where_its_conditions_hold(expr: sp.Expr) -> None:
    grid = [sp.Rational(v) for v in ("-2", "-1", "-1/2", "0", "1/2", "1", "3")]
    for a in grid:
        for b in grid:
            point = {x: a, y: b}
            asked = all(value(read_coq(c), names(point)) for c in conditions(expr))
            assert asked == defined(expr, point), point


def test_a_power_with_a_variable_exponent_is_defined_at_positive_bases_and_at_zero() -> None:
    asked = read_coq(" /\\ ".join(conditions(x**y)))
    defined = [(2, -1), (2, 0), (0, 1)]
    undefined = [(0, 0), (0, -1), (-1, 2)]  # the last has a value on paper; less is claimed of it
    for wanted, points in ((True, defined), (False, undefined)):
        for a, b in points:
            assert value(asked, {"x": a, "y": b}) == wanted


def test_what_a_sum_needs_is_asked_of_every_index() -> None:
    (asked,) = conditions(sp.Sum(1 / (x - y), (x, 1, 3)))
    truth = [bool(value(read_coq(asked), {"y": mpmath.mpf(k)})) for k in range(6)]
    assert truth == [True, False, False, False, True, True]


@pytest.mark.parametrize(
    "expr",
    [
        sp.tan(x),
        sp.acosh(x),
        sp.Piecewise((x, x > 0), (0, True)),
        sp.Float("0.5") * x,
        sp.I * x,
        sp.oo,
        sp.zoo,
        sp.nan,
        sp.sign(x),
        sp.floor(x),
        sp.gamma(x),
        sp.Sum(x, (x, 0, sp.oo)),
        sp.Sum(x, (x, x, y)),
        sp.Sum(x, (x, 0, x)),
        sp.Sum(x * y, (x, 0, 2), (y, 0, 2)),
        sp.Sum(sp.Sum(x * y, (y, 1, x)), (x, 2, 4)),
        sp.Sum(y + sp.Sum(x + z, (z, 0, 2)) ** 2, (x, z, 3)),
        sp.Derivative(f(x), x),
        sp.Integral(f(x), (x, 0, 1)),
    ],
    ids=str,
)
def test_what_has_no_counterpart_is_refused(expr: sp.Expr) -> None:
    with pytest.raises(NotInCoqError):
        expression(expr)


# ---- claims and statements --------------------------------------------------------------------


def flat(tree: Node, word: str) -> list[Node]:
    """The members of a chain such as a /\\ (b /\\ c), of which the last may be a chain itself."""
    if tree.word != word:
        return [tree]
    left, right = tree.parts
    return [left, *flat(right, word)]


class Reading:
    """Holds a claim against the tree that was read, with numbers for everything."""

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)
        self._values: dict[sp.Symbol, sp.Rational] = {}

    def number(self, symbol: sp.Symbol) -> sp.Rational:
        if symbol not in self._values:
            # Integers, so that sums have ends; small, so that towers of powers stay small.
            self._values[symbol] = sp.Integer(self._source.randint(1, 4))
        return self._values[symbol]

    def expression(self, expr: sp.Expr, tree: Node) -> None:
        agree(expr, tree, {s: self.number(s) for s in expr.free_symbols})

    def claim(self, claim: Formula, tree: Node) -> None:
        match claim:
            case Rel(left, op, right):
                self.relation(left, op, right, tree)
            case And(()):
                assert tree.word == "True"
            case And(args) | Or(args):
                chain = flat(tree, "/\\" if isinstance(claim, And) else "\\/")
                self.members(args, chain, "/\\" if isinstance(claim, And) else "\\/")
            case Implies(premise, conclusion):
                self.claim(conclusion, self.premises(premise, tree))
            case ForAll(var, guard, body):
                assert (tree.word, tree.parts[0]) == ("forall", (gallina.name(var),))
                self.claim(body, self.premises(guard, tree.parts[1]))
            case HasDerivative():
                self.derivative(claim, tree)
            case Pred(_, args):
                self.predicate(args, tree)

    def members(self, args: tuple[Formula, ...], chain: list[Node], word: str) -> None:
        # A last member that is a chain itself was taken apart too far.
        while len(chain) > len(args):
            *chain, before, last = chain
            chain.append(Node(word, (before, last)))
        assert len(chain) == len(args)
        for arg, part in zip(args, chain, strict=True):
            self.claim(arg, part)

    def premises(self, premise: Formula, tree: Node) -> Node:
        for part in premise.args if isinstance(premise, And) else (premise,):
            assert tree.word == "->"
            self.claim(part, tree.parts[0])
            tree = tree.parts[1]
        return tree

    def core(self, tree: Node, asked: list[str]) -> Node:
        """The last member, after the conditions have been checked off."""
        chain = flat(tree, "/\\") if asked else [tree]
        assert len(chain) == len(asked) + 1
        assert chain[:-1] == [read_coq(text) for text in asked]
        return chain[-1]

    def relation(self, left: sp.Expr, op: str, right: sp.Expr, tree: Node) -> None:
        core = self.core(
            tree,
            list(dict.fromkeys((*conditions(left), *conditions(right))))
            if (op not in (">", ">="))
            else list(dict.fromkeys((*conditions(right), *conditions(left)))),
        )
        if op in (">", ">="):
            left, op, right = right, {">": "<", ">=": "<="}[op], left
        assert core.word == {"==": "=", "!=": "<>"}.get(op, op)
        self.expression(left, core.parts[0])
        self.expression(right, core.parts[1])

    def derivative(self, claim: HasDerivative, tree: Node) -> None:
        asked = list(dict.fromkeys((*conditions(claim.expr), *conditions(claim.derivative))))
        if asked:
            assert tree.word == "/\\"
            assert tree.parts[0].word == "forall"
            tree = tree.parts[1]
        word, *three = tree.parts
        assert word.word == ("derives" if claim.smooth else "derives_almost")
        own = gallina.name(claim.var)
        assert all(t.word == "fun" and t.parts[0] == (own,) for t in three)
        guard, formula, derivative = (t.parts[1] for t in three)
        self.claim(claim.guard, guard)
        self.expression(claim.expr, formula)
        self.expression(claim.derivative, derivative)

    def predicate(self, args: tuple[Any, ...], tree: Node) -> None:
        while tree.word == "/\\":
            tree = tree.parts[1]
        given = tree.parts[len(tree.parts) - len(args) :] if args else ()
        for arg, part in zip(args, given, strict=True):
            if isinstance(arg, UndefinedFunction):
                assert part.word == gallina.name(arg)
            elif isinstance(arg, sp.Lambda):
                assert part.parts[0] == tuple(gallina.name(v) for v in arg.variables)
                self.expression(arg.expr, part.parts[1])
            else:
                self.expression(sp.sympify(arg), part)


def test_every_statement_with_a_conclusion_is_written() -> None:
    assert {s.id: missing(s) for s in statements() if s.conclusions and missing(s)} == {}


@pytest.mark.parametrize("own", [s.id for s in statements() if s.conclusions])
def test_what_is_written_of_a_statement_reads_back_as_the_statement(own: str) -> None:
    statement = written()[own]
    text = definitions()[f"Stated.{own}"]
    assert f"Definition {own} : Prop :=" in text
    tree = read_coq(text.partition(":=")[2].rstrip(".\n"))
    bound: list[str] = []
    while tree.word == "forall":
        bound += tree.parts[0]
        tree = tree.parts[1]
    parameters = [gallina.name(p) for p in statement.parameters]
    assert sorted(bound) == sorted(["m", *parameters, *(["Omega"] if "Omega" in bound else [])])
    reading = Reading(len(own))
    for assumption in statement.assumptions:
        assert tree.word == "->"
        reading.claim(assumption.claim, tree.parts[0])
        tree = tree.parts[1]
    reading.members(tuple(c.claim for c in statement.conclusions), flat(tree, "/\\"), "/\\")


def example(
    *claims: Formula, parameters: tuple[Any, ...] = (x, y), own: str = "an_id"
) -> Statement:
    named = tuple(Named(f"c{k}", claim) for k, claim in enumerate(claims))
    return replace(
        written()["power_monotone"],
        id=own,
        parameters=parameters,
        assumptions=(),
        conclusions=named,
    )


def test_names_that_mean_something_in_coq_are_changed() -> None:
    for word in ("R", "up", "INR", "forall", "fun", "smooth", "point", "power", "m", "ln", "Set"):
        assert gallina.name(real(word)) == f"{word}_"
    text = definition(example(le(real("m"), real("R")), parameters=(real("m"), real("R"))))
    assert "(m_ R_ : R)" in text
    assert "m_ <= R_" in text


@pytest.mark.parametrize(
    ("claim", "parameters"),
    [
        (le(real("R"), real("R_")), (real("R"), real("R_"))),
        (le(sp.Symbol("x"), x), (x, sp.Symbol("x"))),
        (le(sp.Dummy("x", real=True), x), (x,)),
        (ForAll(sp.Symbol("x"), ge(sp.Symbol("x"), 0), ge(x, 0)), (x,)),
        (le(function("x")(y), x), (function("x"), x, y)),
        (le(sp.Sum(sp.Dummy("x", real=True) * x, (sp.Dummy("k"), 0, 2)), y), (x, y)),
        (HasDerivative(sp.Symbol("x"), ge(x, 0), x**2, 2 * x), (x,)),
    ],
)
def test_two_things_of_one_name_are_refused(claim: Formula, parameters: tuple[Any, ...]) -> None:
    with pytest.raises(NotInCoqError, match="stands for two things"):
        definition(example(claim, parameters=parameters))


def test_a_name_or_a_title_that_would_change_the_file_is_refused() -> None:
    with pytest.raises(NotInCoqError, match="has a meaning of its own"):
        definition(example(le(x, y), own="smooth"))
    for title in ("ends *) here", "begins (* here", 'says "yes"'):
        with pytest.raises(NotInCoqError, match="would end the comment"):
            definition(replace(example(le(x, y)), title=title))


def test_a_quantifier_binds_its_own_variable_only() -> None:
    inner = ForAll(y, conj(ge(y, 0), le(y, x)), le(y**2, x * y))
    assert proposition(Implies(ge(x, 0), inner)) == (
        "(0 <= x -> (forall y : R, 0 <= y -> y <= x -> y ^ 2 <= x * y))"
    )
    assert proposition(conj(eq(x, y), Or((eq(x, 0), inner)))) == (
        "(x = y /\\ (x = 0 \\/ (forall y : R, 0 <= y -> y <= x -> y ^ 2 <= x * y)))"
    )


def test_an_unknown_predicate_is_refused() -> None:
    with pytest.raises(NotInCoqError, match="nonsense"):
        proposition(Pred("nonsense", (x,)))
