"""Tests of theory/definitions/members.py: drawn members belong to their class and obey Lemma 5."""

from __future__ import annotations

import random

import mpmath
import pytest
import sympy as sp

from theory.definitions.members import SMOOTH, Member, draw_member
from theory.witness import X

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_member_meets_its_own_constants(seed: int) -> None:
    member = draw_member(random.Random(seed))
    for x in (sp.Rational(-3, 2), sp.Integer(0), sp.Rational(7, 3)):
        assert not SMOOTH.refuses(member, x)
        with mpmath.workdps(40):
            assert mpmath.mpf(str(sp.N(member.room(x), 40))) > -(mpmath.mpf(10) ** -30)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_member_obeys_the_gradient_bound(seed: int) -> None:
    member = draw_member(random.Random(seed))
    x = sp.Rational(random.Random(seed).randint(-9, 9), 4)
    gap = member.f.subs(X, x) - member.f_star
    slope = sp.diff(member.f, X).subs(X, x)
    bound = 2 * member.K0 * gap + member.K * gap**2
    with mpmath.workdps(40):
        left, right = (mpmath.mpf(str(sp.N(e, 40))) for e in (slope**2, bound))
        assert left <= right * (1 + mpmath.mpf(10) ** -30) + mpmath.mpf(10) ** -60


def test_a_function_with_too_much_curvature_is_refused() -> None:
    steep = Member(5 * X**2, sp.Integer(0), sp.Integer(9), sp.Integer(0), "too steep")
    assert SMOOTH.refuses(steep, sp.Integer(1))


def test_constants_one_percent_too_small_are_refused_at_the_tight_member() -> None:
    factor = sp.Rational(99, 100)
    tight = Member(sp.cosh(X) - 1, sp.Integer(0), factor, factor, "K0 and K too small")
    assert SMOOTH.refuses(tight, sp.Integer(1))
