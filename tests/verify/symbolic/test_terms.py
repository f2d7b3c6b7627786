"""From expressions to polynomial terms: atoms, their definitions, congruence, definedness."""

from __future__ import annotations

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    HasDerivative,
    Implies,
    Or,
    Pred,
    conj,
    disj,
    eq,
    function,
    ge,
    gt,
    le,
    ne,
    real,
)
from verify.symbolic.terms import (
    Atoms,
    UnsupportedTermError,
    conditions,
    definedness,
    split_exponent,
)

x, y, r = real("x"), real("y"), real("r")
u = function("u")
HALF = sp.Rational(1, 2)


@pytest.mark.parametrize(
    ("exponent", "whole", "rest"),
    [
        (r, 0, r),
        (1 + r, 1, r),
        (r - 1, -1, r),
        (2 - r, 2, -r),
        (sp.Rational(3, 2), 1, HALF),
        (sp.Rational(-1, 2), -1, HALF),
        (sp.Rational(-3, 2), -2, HALF),
        (r + sp.Rational(5, 2), 2, r + HALF),
        (sp.sqrt(2), 0, sp.sqrt(2)),
    ],
)
def test_an_exponent_splits_into_an_integer_and_the_rest(
    exponent: sp.Expr, whole: int, rest: sp.Expr
) -> None:
    assert split_exponent(exponent) == (whole, rest)
    assert sp.expand(whole + rest - exponent) == 0


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (sp.Integer(3), "3.0"),
        (sp.Integer(-3), "(- 3.0)"),
        (sp.Rational(2, 3), "(/ 2.0 3.0)"),
        (sp.Rational(-2, 3), "(- (/ 2.0 3.0))"),
        (x, "a0"),
        (x**2, "(* a0 a0)"),
        (u(x), "a0"),
    ],
)
def test_a_term_is_written_for_the_solvers(expr: sp.Expr, text: str) -> None:
    assert Atoms().term(expr) == text


def test_equal_atoms_have_one_name_and_others_have_their_own() -> None:
    atoms = Atoms()
    names = [atoms.term(e) for e in (u(x + 1), u(1 + x), u(x), x**r, y**r, x ** (2 * r))]
    assert names[0] == names[1]
    assert len(set(names)) == 5


def test_arguments_are_compared_after_expansion() -> None:
    atoms = Atoms()
    assert atoms.term(u(x * (x + 1))) == atoms.term(u(x**2 + x))


def test_powers_that_differ_by_an_integer_share_an_atom() -> None:
    atoms = Atoms()
    power = atoms.term(x**r)
    assert atoms.term(x ** (1 + r)) == f"(* {power} {atoms.term(x)})"
    assert atoms.used_power_rule


def test_roots_that_differ_by_an_integer_share_an_atom_without_a_rule() -> None:
    atoms = Atoms()
    atoms.term(x ** sp.Rational(3, 2))
    assert not atoms.used_power_rule


@pytest.mark.parametrize(
    ("expr", "definition"),
    [
        (1 / x, "(=> (not (= a0 0.0)) (= (* a1 a0) 1.0))"),
        (sp.sqrt(x), "(=> (>= a0 0.0) (and (>= a1 0.0) (= (* a1 a1) a0)))"),
        (sp.Abs(x), "(= a1 (ite (>= a0 0.0) a0 (- a0)))"),
        (sp.Max(x, 1), "(and (>= a1 1.0) (>= a1 a0) (or (= a1 1.0) (= a1 a0)))"),
        (sp.Min(x, 1), "(and (<= a1 1.0) (<= a1 a0) (or (= a1 1.0) (= a1 a0)))"),
    ],
)
def test_an_atom_carries_its_definition_once(expr: sp.Expr, definition: str) -> None:
    atoms = Atoms()
    atoms.term(x)
    atoms.term(expr)
    atoms.term(expr + 1)
    assert atoms.definitions == [definition]


def test_equal_arguments_give_equal_values() -> None:
    atoms = Atoms()
    for e in (u(x), u(y), x**r, y**r, x ** (2 * r)):
        atoms.term(e)
    names = {e: atoms.term(e) for e in (x, y, u(x), u(y), x**r, y**r)}
    same = f"(and (= {names[y]} {names[x]}) true)"
    assert atoms.congruences() == [
        f"(=> {same} (= {names[u(y)]} {names[u(x)]}))",
        f"(=> {same} (= {names[y**r]} {names[x**r]}))",
    ]


@pytest.mark.parametrize(
    "expr", [sp.Float("0.5"), sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I, 2 * sp.I, x + sp.I, x**2 + sp.oo]
)
def test_what_is_no_exact_real_number_is_refused(expr: sp.Expr) -> None:
    with pytest.raises(UnsupportedTermError):
        Atoms().term(expr)


POSITIVE_OR_ZERO = disj(gt(x, 0), conj(ge(x, 0), gt(r, 0)))


@pytest.mark.parametrize(
    ("expr", "needed"),
    [
        (x**2, ()),
        (1 / x, (ne(x, 0),)),
        (sp.sqrt(x), (ge(x, 0),)),
        (1 / sp.sqrt(x), (gt(x, 0),)),
        (sp.Rational(1, 2) ** r, ()),
        (x**r, (POSITIVE_OR_ZERO,)),
        (x ** (1 + r), (POSITIVE_OR_ZERO,)),
        (x ** (r - 1), (gt(x, 0),)),
        (sp.log(x), (gt(x, 0),)),
        (sp.log(1 / x), (ne(x, 0), gt(1 / x, 0))),
        (sym.ell(x), (ge(x, 0),)),
        (sym.Phi(u(x)), (ge(u(x), 0),)),
        (sp.sqrt(u(1 / x)), (ne(x, 0), ge(u(1 / x), 0))),
        (sp.zoo, (FALSE,)),
        (sp.nan, (FALSE,)),
    ],
)
def test_what_an_expression_needs_to_be_defined(expr: sp.Expr, needed: tuple[object, ...]) -> None:
    assert conditions(expr) == needed


def test_a_claim_needs_each_of_its_terms() -> None:
    assert definedness(le(1 / x, sp.sqrt(y))) == conj(ne(x, 0), ge(y, 0))
    assert definedness(le(x, y)) == TRUE
    assert definedness(Pred("integer", (x,))) == TRUE


def test_what_stands_before_in_a_conjunction_may_be_used() -> None:
    guarded = conj(ne(x, 0), gt(1 / x, 0))
    assert definedness(guarded) == Implies(ne(x, 0), ne(x, 0))
    assert definedness(Implies(ne(x, 0), gt(1 / x, 0))) == Implies(ne(x, 0), ne(x, 0))


def test_what_stands_before_in_a_disjunction_may_not_be_used() -> None:
    assert definedness(Or((eq(x, 0), gt(1 / x, 0)))) == ne(x, 0)


def test_a_quantified_claim_needs_it_on_its_range_and_its_range_everywhere() -> None:
    assert definedness(ForAll(x, gt(x, 0), ge(1 / x, 0))) == ForAll(x, gt(x, 0), ne(x, 0))
    assert definedness(ForAll(x, gt(1 / x, 0), ge(x, 0))) == ForAll(x, TRUE, ne(x, 0))


def test_a_derivative_needs_both_expressions_on_its_range() -> None:
    claim = HasDerivative(x, gt(x, 0), sp.log(x), 1 / x)
    assert definedness(claim) == ForAll(x, gt(x, 0), conj(gt(x, 0), ne(x, 0)))
