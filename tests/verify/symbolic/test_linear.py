"""The linear relaxation: it closes sums of earlier facts, and nothing that needs a product."""

from __future__ import annotations

import random

import pytest
import z3

from verify.symbolic.linear import relaxation_is_unsat

REALS = "".join(f"(declare-const {name} Real)" for name in "abcxyz")


def unsat(*assertions: str) -> bool:
    return relaxation_is_unsat(REALS + "".join(f"(assert {a})" for a in assertions), 5)


def test_a_sum_of_products_is_linear_in_its_monomials() -> None:
    assert unsat("(<= x (+ (* a y) b))", "(<= (* y a) c)", "(> x (+ b c))")


def test_products_are_multiplied_out_and_sorted() -> None:
    assert unsat("(< (* a (+ x y)) 1)", "(> (+ (* y a) (* x a)) 2)")


def test_one_fact_less_leaves_it_open() -> None:
    assert not unsat("(<= x (+ (* a y) b))", "(> x (+ b c))")


@pytest.mark.parametrize(
    "claim",
    [
        "(< (* x x) 0)",
        "(and (> x 1) (> y 1) (< (* x y) 1))",
        "(< (+ (* x x) (* y y)) (* 2 x y))",
    ],
    ids=["square", "product", "means"],
)
def test_what_needs_a_product_stays_open(claim: str) -> None:
    assert not unsat(claim)


def test_division_and_powers_are_opaque() -> None:
    assert not unsat("(= x (/ a b))", "(> (* b x) (* 2 a))")
    assert unsat("(= x (/ a b))", "(> (/ a b) (+ x 1))")


def test_never_unsat_where_a_model_exists() -> None:
    """Random relations, all true at a random point, have that point as a model."""
    rng = random.Random(7)
    for _ in range(60):
        point = {name: rng.randint(-5, 5) for name in "abcxyz"}
        assertions = []
        for _ in range(6):
            chosen = rng.choices("abcxyz", k=rng.randint(1, 3))
            value = 1
            for name in chosen:
                value *= point[name]
            term = f"(* 1 {' '.join(chosen)})"
            assertions.append(f"(<= {term} {z3.RealVal(value + rng.randint(0, 2)).sexpr()})")
        assert not unsat(*assertions)


def test_a_long_query_is_left_to_the_other_solver() -> None:
    assert not unsat("(< a 0)", "(> a 0)", *["(> x y)"] * 2000)
