"""verify/certify: what is said at the edge of the set is true to the last digit."""

import pytest
import sympy as sp

from verify.certify.certify import certify
from verify.certify.request import request
from verify.verdict import Word

R = sp.Rational


def test_the_least_value_is_not_taken_beside_a_box_whose_ends_are_no_doubles():
    # The double below 1/10 lies outside the box; exp there is smaller than anywhere in it, and
    # ||hess f|| = f makes K0 = exp(1/10) the least constant for K = 1.
    sides = {"x": ("1/10", "1")}
    low = request("exp(x)", ["x"], K0="exp(1/10)-10**-18", K=1, box=sides)
    assert certify(low, max_boxes=2000).word is not Word.PROVED
    high = request("exp(x)", ["x"], K0="exp(1/10)+10**-9", K=1, box=sides)
    found = certify(high)
    assert found.word is Word.PROVED
    assert found.infimum.top > sp.exp(R(1, 10)) > found.infimum.bottom


def test_far_from_0_the_rim_around_a_box_is_wide_and_still_not_used():
    f, sides = "exp(x-10**8)", {"x": ("10**8+1/10", "10**8+1")}
    low = request(f, ["x"], K0="exp(1/10)-10**-10", K=1, box=sides)
    assert certify(low, max_boxes=2000).word is not Word.PROVED
    high = request(f, ["x"], K0="exp(1/10)+10**-7", K=1, box=sides)
    assert certify(high).word is Word.PROVED


def test_a_box_too_narrow_for_doubles_has_no_point_to_take():
    sides = {"x": ("1/10", "1/10+10**-30")}
    outcome = certify(request("exp(x)", ["x"], K0=2, K=1, box=sides))
    assert outcome.word is Word.PROVED
    assert R(1, 10) <= outcome.infimum.found.point[0] <= R(1, 10) + R(1, 10**30)


def test_the_claim_written_down_follows_from_the_one_in_closed_form():
    # K0 = sqrt(2) is the least one: a claim with a smaller rational would be wrong.
    outcome = certify(request("sqrt(2)*x**2/2", ["x"], K0="sqrt(2)", K=0, box={"x": (-1, 1)}))
    assert outcome.word is Word.PROVED
    assert sp.sqrt(2) <= outcome.claim.K0
    growing = certify(request("exp(pi*x)", ["x"], K0="pi**2", K="pi**2", box={"x": (0, 1)}))
    assert growing.word is Word.PROVED
    assert sp.pi**2 <= growing.claim.K
    assert growing.claim.upper <= 1


def test_a_kink_at_the_end_of_the_box_refutes_nothing():
    for sides in ((0, 1), (-1, 0)):
        asked = request("Abs(x)", ["x"], K0=1, K=0, box={"x": sides})
        assert certify(asked).word is not Word.REFUTED
    inside = request("Abs(x)", ["x"], K0=1, K=0, box={"x": (R(-1, 10**12), 1)})
    assert certify(inside).word is Word.REFUTED


def test_a_kink_at_the_start_refutes_nothing():
    bent = "Piecewise((x**2, x <= 1), (2*x - 1 + (x-1), True))"
    asked = request(bent, ["x"], K0=2, K=0, start={"x": 1})
    assert certify(asked).word is not Word.REFUTED


def test_a_power_of_the_gap_that_sympy_writes_with_abs_breaks_nothing():
    # With rho = 1/4 the gap x**4 becomes Abs(x), whose second derivative is no function.
    for f, rho, K in (("x**4", "1/4", "12"), ("Abs(x)**3", "1/3", "6")):
        asked = request(f, ["x"], rho=rho, K0=0, K=K, box={"x": (-1, 1)})
        assert certify(asked, max_boxes=500).word is not Word.REFUTED


def test_a_value_that_cannot_be_written_out_ends_nothing():
    # x**1000 has too many digits; the branch 1/x is not taken at 0, where f is least.
    long = request("x**1000", ["x"], K0=999_000, K=0, box={"x": (-1, R(7, 8))})
    assert certify(long, max_boxes=500).word is not Word.REFUTED
    branch = "x**2 + 0*Piecewise((1/x, x > 1/2), (0, True))"
    assert certify(request(branch, ["x"], K0=2, K=0, box={"x": (-1, 1)})).word is Word.PROVED
    half = "Piecewise((x**(5/2), x > 0), (0, True))"
    assert certify(request(half, ["x"], K0=4, K=0, box={"x": (-1, 1)})).word is Word.PROVED


def test_scales_beyond_the_squares_of_doubles_warn_of_nothing():
    sides = {"x": ("10**300", "10**307")}
    assert certify(request("x**2", ["x"], K0=2, K=0, box=sides)).word is Word.PROVED
    less = request("x**2", ["x"], K0="2-10**-9", K=0, box=sides)
    assert certify(less).word is Word.REFUTED


@pytest.mark.parametrize("stage", ["cover", "lowest", "within", "search_all"])
def test_an_interrupt_in_any_stage_leaves_the_claim_open(stage, monkeypatch):
    def interrupted(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"verify.certify.certify.{stage}", interrupted)
    # A kink in the set is asked for a path to it; one elsewhere leaves the other stages to come.
    kink = "1/2" if stage == "within" else "3"
    f = f"Piecewise((x**2, x < {kink}), (x**2 + x - {kink}, True))"
    outcome = certify(request(f, ["x"], K0=2, K=0, box={"x": (-5, 5)}, start={"x": 1}))
    assert outcome.word is Word.UNDECIDED
    assert "interrupted" in outcome.advice


def test_a_bound_that_fails_at_the_minimiser_only_is_refuted_there():
    f = "cosh(x) + cosh(y) - 2 + (x-1/4)**2*0"
    asked = request(f, ["x", "y"], K0=1 - R(1, 10**15), K=10**6, start={"x": 1, "y": 1})
    found = certify(asked, max_boxes=2000)
    assert found.word is Word.REFUTED
    assert set(found.witness.point.values()) == {0}
