"""The best exponent: counts against hand-worked numbers, and against every vertex of the chain."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.certify.constants.best_rho import best_pair, best_rho
from verify.certify.constants.counts import convex, nonconvex, pl
from verify.certify.constants.frontier import find_frontier
from verify.certify.function.objective import objective

ZERO, ONE, HALF = sp.S.Zero, sp.S.One, sp.S.Half
COSH = "exp(x) + exp(-x) - 2"
BOX = [((-4.0, 4.0),)]
START_GAP = sp.Rational(53)  # f(4) = 52.63...


def frontier(rho, text=COSH):
    return find_frontier(objective(text, ("x",)), BOX, sp.sympify(rho), ZERO, ZERO)


def constant_steps(rho, K0, K):
    """Theorem 1 with the constant step, for gap 16 and eps 1: 2 * 16 (K0 + K 16^rho)."""
    return -(-32 * (K0 + K * Fraction(int(16**rho))) // 1)


@pytest.mark.parametrize("rho", ["1/2", "1", "2"])
def test_a_linear_count_is_smallest_at_the_best_vertex(rho):
    """The count of the best of all vertices, rounded one by one, is not beaten by any other."""
    found = frontier(rho, "x**2/2 + x**4")
    best = best_pair(found, constant_steps)
    assert constant_steps(found.rho, best.pair.K0, best.pair.K) == best.iterations
    counts = [constant_steps(found.rho, K0, K) for K0, K in found.chain]
    assert min(counts) <= best.iterations <= Fraction(1003, 1000) * min(counts) + 1


def test_a_count_that_is_a_maximum_is_smallest_between_vertices():
    """max(K0, 7 K) is smallest where both are equal, which is on no vertex."""
    found = frontier(1)
    best = best_pair(found, lambda rho, K0, K: -(-max(K0, 7 * K) * 1000 // 1))
    at_vertices = min(max(K0, 7 * K) * 1000 for K0, K in found.chain)
    assert best.iterations < at_vertices
    assert abs(best.pair.K0 / (7 * best.pair.K) - 1) < Fraction(1, 50)


def test_cosh_is_served_best_by_its_own_exponent():
    """2 cosh x - 2 is extremal for rho = 1, (2, 1): 53 * 2 + 53^2/2 over eps^2 by energy steps."""
    f = objective(COSH, ("x",))
    steps = nonconvex(START_GAP, sp.Rational(1, 10))
    best = best_rho(f, BOX, ZERO, ZERO, steps, rhos=(HALF, ONE, sp.Integer(2)))
    first = best.choices[0]
    assert first.frontier.rho == 1
    ideal = (2 * 53 * 2 + 53**2) * 100
    assert ideal < first.iterations < 1.02 * ideal
    counts = [choice.iterations for choice in best.choices]
    assert counts == sorted(counts)
    assert len(counts) == 3


def test_convex_and_pl_counts_come_from_their_statements():
    """(1, 2, 1): D0^2/2 (2/eps + 1) floored; 1/mu (2 ln(53/eps) + 53 - eps), rounded up."""
    two, eps = Fraction(2), sp.Rational(1, 10)
    assert convex(sp.Integer(4), sp.Integer(52), eps)(ONE, two, Fraction(1)) == 8 * 21
    assert pl(sp.Integer(2), START_GAP, eps)(ONE, two, Fraction(1)) == 33


def test_pairs_outside_the_domain_of_the_count_are_passed_over():
    """PL with mu = 3 asks for K0 >= 3, so the pairs near (2, 1) have no count."""
    best = best_pair(frontier(1), pl(sp.Integer(3), START_GAP, sp.Rational(1, 10)))
    assert best.pair.K0 >= 3


def test_an_exponent_without_a_count_says_why():
    f = objective(COSH, ("x",))
    steps = pl(sp.Integer(1000), START_GAP, sp.Rational(1, 10))
    best = best_rho(f, BOX, ZERO, ZERO, steps, rhos=(ONE,))
    assert best.choices == ()
    assert "mu <= K0" in best.refused[0][1]
    assert "no count" in best.words()
    assert best.to_json()["refused"][0]["rho"] == "1"


def test_a_kink_has_no_best_pair():
    with pytest.raises(DomainError, match="nothing is certified"):
        best_pair(frontier(1, "Abs(x)"), nonconvex(START_GAP, ONE))


def test_an_interrupt_keeps_the_exponents_done(monkeypatch):
    calls = []

    def progress(_count, _ratio):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    steps = nonconvex(START_GAP, ONE)
    f = objective(COSH, ("x",))
    best = best_rho(f, BOX, ZERO, ZERO, steps, rhos=(ONE, HALF, sp.Integer(2)), progress=progress)
    assert best.stopped == "interrupt"
    assert [choice.frontier.rho for choice in best.choices] == [1]


def test_the_table_names_each_exponent():
    f = objective(COSH, ("x",))
    best = best_rho(f, BOX, ZERO, ZERO, nonconvex(START_GAP, ONE), rhos=(ONE, HALF))
    lines = best.words().splitlines()
    assert [line.split()[0] for line in lines] == ["rho", "1", "1/2"]
    assert [entry["rho"] for entry in best.to_json()["best"]] == ["1", "1/2"]
