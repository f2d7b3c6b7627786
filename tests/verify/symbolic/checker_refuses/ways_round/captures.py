"""A value or a name is captured by a bound variable."""

from __future__ import annotations

from types import SimpleNamespace

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Chain
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    HasDerivative,
    Or,
    Pred,
    conj,
    eq,
    function,
    ge,
    le,
    real,
)
from theory.rules import calculus, integers
from theory.schema import (
    At,
    Differentiate,
    Statement,
)

ZERO, ONE, HALF = sp.Integer(0), sp.Integer(1), sp.Rational(1, 2)
t, s, x, z, c, n, i, k = map(real, ("t", "s", "x", "z", "c", "n", "i", "k"))
u, du, w, f = map(function, ("u", "du", "w", "f"))
FINITE_SUM, TERM, COUNT_OF = integers.FINITE_SUM, integers.a, integers.count


def _derivative_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), x)
    known = HasDerivative(s, TRUE, u(s), x)
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(x, u), assume=[known]),)


def _derivative_guard_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), du(x))
    known = HasDerivative(s, le(s, x), u(s), du(s))
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(x, u, du), assume=[known]),)


def _restriction_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(t, TRUE, u(t), du(t))
    known = HasDerivative(s, le(s, t), u(s), du(s))
    return (build.micro(conclusion=goal, uses=["a0"], parameters=(t, u, du), assume=[known]),)


def _key_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    inner = real("_0")
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, inner)), FALSE))
    return (build.micro(conclusion=false, uses=["a0"], parameters=(inner,), assume=[true]),)


def _fresh_name_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    other = real("t_k1")
    goal = ForAll(t, TRUE, le(t, other))
    proof = build.step("a", goal, uses=["a0"])
    return (
        build.micro(
            proof, conclusion=ForAll(other, TRUE, goal), parameters=(t,), assume=[le(t, 0)]
        ),
    )


def _renamed_to_a_parameter(build: SimpleNamespace) -> tuple[Statement, ...]:
    other = real("t_1")
    below = build.rule("below", (x, other), [ForAll(t, TRUE, ge((t - 1) ** 2, x))], [le(x, 0)])
    return (
        build.micro(
            build.apply("r", below, {x: t, other: ZERO}, (), [eq(t, HALF)]),
            build.step("e", FALSE, uses=[At("r", {t: HALF})]),
        ),
    )


def _functions_one_after_the_other(build: SimpleNamespace) -> tuple[Statement, ...]:
    big, gamma = calculus.F, calculus.Gamma
    constant = sp.Lambda(s, 1)
    return (
        build.micro(
            build.apply(
                "r",
                calculus.TIME_INTEGRAL,
                {gamma: big, big: constant, calculus.low: ZERO, calculus.high: ONE},
                ["a0"],
            ),
            parameters=(big,),
            assume=[Pred("time_integral", (big, constant, ZERO, ONE))],
            uses=["r.end"],
        ),
    )


def _lambda_in_a_property(build: SimpleNamespace) -> tuple[Statement, ...]:
    a = real("a")
    vanishes = build.rule("vanishes", (f, a), [Pred("zero", (f,))], [eq(f(0), 0)])
    return (
        build.micro(
            build.apply("r", vanishes, {f: sp.Lambda(t, a), a: ONE}, ["a0"]),
            parameters=(a,),
            assume=[Pred("zero", (sp.Lambda(t, a),))],
        ),
    )


def _lambda_capture_in_a_property(build: SimpleNamespace) -> tuple[Statement, ...]:
    linear = build.rule("linear", (k,), [], [Pred("linear", (sp.Lambda(s, k * s),))])
    doubles = build.rule("doubles", (f,), [Pred("linear", (f,))], [eq(f(2), 2 * f(1))])
    return (
        build.micro(
            build.apply("r", linear, {k: s}),
            build.apply("q", doubles, {f: sp.Lambda(s, s**2)}, ["r"]),
        ),
    )


def _sum_capture_in_a_rule(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.apply("r", FINITE_SUM, {TERM: sp.Lambda(t, i * t), COUNT_OF: z + 1}),
            build.step(
                "e",
                FALSE,
                uses=[At("r.next", {i: ZERO, n: z}), At("r.next", {i: ONE, n: z}), "a0"],
            ),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _sum_capture_in_a_value(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.apply("r", FINITE_SUM, {TERM: sp.Lambda(t, c), COUNT_OF: z + 1}),
            build.apply("q", FINITE_SUM, {TERM: sp.Lambda(t, t), COUNT_OF: z + 1}),
            build.step(
                "k", eq(i, z), uses=[At("r.next", {c: i, n: z}), At("q.next", {n: z}), "a0"]
            ),
            build.step("e", FALSE, uses=[At("k", {i: ZERO}), "a0"]),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _product_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    constant = build.rule("constant", (c,), [], [eq(sp.Product(c, (i, 1, 2)), c**2)])
    goal = ForAll(i, TRUE, eq(sp.Product(i, (i, 1, 2)), i**2))
    return (build.micro(build.apply("q", constant, {c: i}), conclusion=goal),)


def _reserved_name_of_a_variable(build: SimpleNamespace) -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=10**9, real=True)
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, reserved)), FALSE))
    return (build.micro(conclusion=false, uses=["a0"], parameters=(reserved,), assume=[true]),)


def _reserved_name_of_an_index(build: SimpleNamespace) -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=2 * 10**9, real=True)
    goal = eq(sp.Sum(i * reserved, (i, 0, 1)), sp.Sum(i * i, (i, 0, 1)))
    return (build.micro(build.step("a", goal), conclusion=goal, parameters=(reserved,)),)


def _sum_capture_in_a_derivative(build: SimpleNamespace) -> tuple[Statement, ...]:
    """u'(s) = s (w(0) + w(1)); read at s = i inside the sum over i it becomes w(1)."""
    known = HasDerivative(s, TRUE, u(s), sp.Sum(s * w(i), (i, 0, 1)))
    goal = HasDerivative(i, TRUE, u(i), sp.Sum(i * w(i), (i, 0, 1)))
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(u, w), assume=[known]),)


WAYS_ROUND: dict[str, Chain] = {
    "the chain rule reads a free x of a fact as the bound one": _derivative_capture,
    "the chain rule reads the free x of a fact's range as the bound one": _derivative_guard_capture,
    "a derivative is restricted to a range with the bound name free in it": _restriction_capture,
    "key() renames a bound variable to a name that is free": _key_capture,
    "opening a quantifier picks a name that is free in the goal": _fresh_name_capture,
    "substitute() renames a bound variable to a name it then replaces": _renamed_to_a_parameter,
    "substitute() replaces functions one after the other, but not inside properties": (
        _functions_one_after_the_other
    ),
    "substitute() leaves a formula inside a property as it is": _lambda_in_a_property,
    "a value is captured by a formula's variable inside a property": _lambda_capture_in_a_property,
    "a term is captured by the index of a finite sum": _sum_capture_in_a_rule,
    "a value is captured by the index of a finite sum": _sum_capture_in_a_value,
    "a value is captured by the index of a product": _product_capture,
    "the reserved name of a bound variable": _reserved_name_of_a_variable,
    "the reserved name of an index": _reserved_name_of_an_index,
    "a value is captured by a sum in a derivative": _sum_capture_in_a_derivative,
}
